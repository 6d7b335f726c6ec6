"""Things that lie in, or belong to, other things of their kind: never in a circle, never deeper than one can follow."""

# How many wider places a place lies in, or groups a party belongs to by way of others, at most. The gates follow the
# chain in one query, so it has to end somewhere; nothing real that we know of is deeper.
DEPTH = 4


def refuse_chain(node, above, up, down, cycle, too_deep):
    """Raise ``cycle`` or ``too_deep`` (exceptions) if putting ``node`` below ``above`` makes a circle or a long chain.

    ``node``, ``above``: primary keys; ``node`` may be None for a record not stored yet. ``up`` and ``down`` take a set
    of keys and return an iterable of the keys one step above or below them.
    """
    if node is not None and node == above:
        raise cycle
    ancestors, level, height = {above}, {above}, 1
    while level:
        level = set(up(level)) - ancestors
        if node is not None and node in level:
            raise cycle
        ancestors |= level
        height += bool(level)
        if height > DEPTH:
            raise too_deep
    descendants, level = {node}, {node} if node is not None else set()
    while level:
        level = set(down(level)) - descendants
        descendants |= level
        height += bool(level)
        if height > DEPTH:
            raise too_deep
