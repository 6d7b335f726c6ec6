"""Who may import whom. The table is complete: a module that fits no line of it is a mistake."""

import ast
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter

# An app may import itself and those before it.
ORDER = ("editorial", "sources", "claims", "config")

# What a module is, told by its name inside its app. The first line that fits counts.
KINDS = (
    ("apps", "app"),
    ("migrations*", "migration"),
    ("admin*", "admin"),
    ("management*", "command"),
    ("models*", "model"),
    ("importers*", "importer"),
    ("forms*", "form"),
    ("views*", "page"),
    ("api*", "page"),
    ("templatetags*", "page"),
    ("exports", "page"),
    ("feeds", "page"),
    ("sitemaps", "page"),
    ("urls", "address"),
    ("filters*", "reading"),
    ("public", "reading"),
    ("reading*", "reading"),
    ("actions*", "writing"),
    ("recording", "writing"),
    ("ingest", "writing"),
    ("merging*", "writing"),
    ("nearcopies*", "writing"),
    ("search*", "writing"),
    ("suggestions*", "writing"),
    ("bulk*", "writing"),
    ("pairing*", "writing"),
    # Knows no model: what a status, a date, a rule of the database or a stretch of text is.
    ("status", "text"),
    ("edtf", "text"),
    ("differing", "text"),
    ("languages", "text"),
    ("validators", "text"),
    ("constraints", "text"),
    ("rules", "text"),
    ("drawing*", "text"),
    ("fields", "text"),
    ("gate", "text"),
    ("cells", "text"),
    ("tracing", "text"),
    ("text", "text"),
    # config: the settings and the entry points of a server.
    ("settings", "settings"),
    ("wsgi", "settings"),
    ("", "package"),
)

# What each kind may import of the project.
MAY_IMPORT = {
    "package": set(),
    "app": set(),
    "settings": set(),
    "text": {"text"},
    "importer": {"text", "importer"},
    "model": {"text", "model"},
    "migration": {"text", "model"},
    "writing": {"text", "importer", "model", "writing"},
    "reading": {"text", "model", "writing", "reading"},
    "form": {"text", "model", "form"},
    "page": {"text", "model", "writing", "reading", "form", "page"},
    "address": {"page", "address"},
    "admin": {"text", "model", "writing", "form", "admin"},
    "command": {"text", "importer", "model", "writing", "command"},
}

# Imports inside a function: a heavy library that most runs never need. (module, imported name): reason.
LATE = {
    ("claims.bulk.tables", "openpyxl"): "a reader and writer of workbooks that only tables in XLSX need",
    ("claims.bulk.tables", "openpyxl.cell"): "with the one above",
    ("claims.bulk.tables", "openpyxl.cell.cell"): "with the one above",
    ("claims.drawing.card", "PIL"): "several megabytes that only pictures need",
    ("claims.reading.citing", "citeproc"): "an XML library of several megabytes that only pages of citations need",
    ("claims.reading.citing", "citeproc.source.json"): "with the one above",
    ("sources.importers.detect.languages", "justext"): "a parser of HTML that only the lists of words need",
    ("sources.importers.html", "lxml"): "a parser of HTML that only saved pages need",
    ("sources.importers.html", "lxml.html"): "with the one above",
    ("sources.importers.html", "trafilatura"): "a quarter of a second and thirty megabytes that only pages need",
}


def kind(module):
    """Return the kind (str) of a module, given its dotted name, or None when the table does not know it."""
    _, _, rest = module.partition(".")
    return next((kind for pattern, kind in KINDS if fnmatch(rest, pattern)), None)


def imported(tree, known):
    """Yield (node, dotted name) for each import of a known module (a set of dotted names) in a syntax tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in known else node.module
                for alias in node.names
            ]
        else:
            continue
        yield from ((node, name) for name in names)


def problems(modules):
    """Return what is wrong (list of str) with the imports of modules, a dict of dotted name to text (str)."""
    found = []
    graph = {}
    for module, text in modules.items():
        tree = ast.parse(text)
        here = kind(module)
        if here is None:
            found.append(f"{module}: its kind is not in the table of imports; add it there")
            continue
        found += relative(module, tree)
        for node, name in imported(tree, set(modules)):
            line = f"{module}, line {node.lineno}"
            app = name.partition(".")[0]
            if app in ("tests", "config"):
                found.append(f"{line}: imports {name}; nothing does")
            if app not in ORDER or name not in modules:
                continue
            graph.setdefault(module, set()).add(name)
            if ORDER.index(app) > ORDER.index(module.partition(".")[0]):
                found.append(f"{line}: imports {name}, of an app above its own")
            if kind(name) not in MAY_IMPORT[here] | {"package"}:
                found.append(f"{line}: a module of kind {here} imports {name}, of kind {kind(name)}")
        found += late(module, tree)
    return found + circles(graph)


def relative(module, tree):
    """Yield what is wrong (str) with imports by a relative name, which hide from the reader whose they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{module}, line {node.lineno}: imports by a relative name"


def late(module, tree):
    """Yield what is wrong (str) with the imports inside functions of a module."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    for function in functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
                for name in names:
                    if (module, name) not in LATE:
                        yield f"{module}, line {node.lineno}: imports {name} inside a function"


def circles(graph):
    """Return the circle of imports in a graph, a dict of module to the modules it imports; [] when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["modules import each other in a circle: " + " <- ".join(error.args[1])]
    return []
