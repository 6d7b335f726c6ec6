"""What no file of ours may hold, whatever its subject. Each check returns complaints (list of str)."""

import ast
import re

LONGEST = 400  # lines
FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "selectors",
    "signals",
    "receivers",
    "misc",
    "common",
}
# In two parts, so that this file is not found by its own check.
LEFT_OPEN = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")))

# Names that switch a protection off.
UNSAFE = {"mark_safe", "SafeString", "SafeText", "csrf_exempt", "xframe_options_exempt", "RawSQL", "extra"}
# (path, name): why it is safe there.
UNSAFE_ALLOWED = {}

# Where readers' pages are made. Every query there starts with published().
PUBLIC = ("claims/views", "claims/filters", "claims/reading", "claims/feeds", "claims/sitemaps", "claims/public")
PUBLIC += ("claims/exports", "claims/api", "claims/templatetags")
# (path, the name before .objects): why its query may start otherwise. None stands for every name of a file.
UNPUBLISHED_ALLOWED = {
    ("claims/reading/withdrawn.py", None): "tells a retracted record from one that never was public; shows a notice",
}


def too_long(path, text):
    """Complain of a file of more lines than a person reads in one go."""
    lines = text.count("\n")
    return [f"{path}: {lines} lines; split it in two subjects"] if lines > LONGEST else []


def named_for_nothing(path, text):
    """Complain of a module whose name says that anything may go into it, or that code runs behind one's back."""
    return [f"{path}: name it for its subject"] if path.stem in FORBIDDEN_NAMES else []


def left_open(path, text):
    """Complain of work that somebody left a note about."""
    return [
        f"{path}, line {number}: {found.group()} is left in the code"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := LEFT_OPEN.search(line))
    ]


def signals(path, text):
    """Complain of code that runs because something else was saved: bulk writes skip it, and nobody sees it coming."""
    return [
        f"{path}, line {node.lineno}: no signals"
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.ImportFrom) and node.module in ("django.dispatch", "django.db.models.signals"))
        or (isinstance(node, ast.ImportFrom) and "signals" in {alias.name for alias in node.names})
        or (isinstance(node, ast.Attribute) and node.attr == "signals")
    ]


def unsafe(path, text):
    """Complain of a name that switches a protection off."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = {node.func.attr}
        elif isinstance(node, ast.Name):
            names = {node.id}
        else:
            continue
        found += [
            f"{path}, line {node.lineno}: {name} switches a protection off"
            for name in sorted(names & UNSAFE)
            if (str(path), name) not in UNSAFE_ALLOWED
        ]
    return found


def unpublished(path, text):
    """Complain of a query in a public module that does not start with published()."""
    if not str(path).startswith(PUBLIC) or (str(path), None) in UNPUBLISHED_ALLOWED:
        return []
    tree = ast.parse(text)
    started = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "published"
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("_default_manager", "_base_manager"):
            found.append(f"{path}, line {node.lineno}: {node.attr} is a way round published()")
        elif (
            isinstance(node, ast.Attribute)
            and node.attr == "objects"
            and id(node) not in started
            and (str(path), getattr(node.value, "id", "")) not in UNPUBLISHED_ALLOWED
        ):
            found.append(f"{path}, line {node.lineno}: a public query starts with .objects.published()")
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in ("get_object_or_404", "get_list_or_404")
            and isinstance(node.args[0], ast.Name)
            and node.args[0].id[0].isupper()
        ):
            found.append(f"{path}, line {node.lineno}: {node.func.id} takes a published queryset, not a model")
    return found


def settings_in_model(path, text):
    """Complain of a setting read when a model's class is made: it would end up in migrations."""
    if "models" not in path.parts:
        return []
    found = []
    for model in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)):
        for statement in model.body:
            if isinstance(statement, ast.FunctionDef):
                continue
            found += [
                f"{path}, line {node.lineno}: settings.{node.attr} is read in a model's body"
                for node in ast.walk(statement)
                if isinstance(node, ast.Attribute)
                and getattr(node.value, "id", "") == "settings"
                and node.attr != "AUTH_USER_MODEL"
            ]
    return found
