"""The project's own files, and what the checks of conventions read in them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("editorial", "sources", "claims")
# Made by a tool, installed, or another project's.
NOT_OURS = {".git", ".venv", "var", "vendor", "__pycache__", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def files(*suffixes, under="."):
    """Yield the project's files (Path, relative to the root) with one of the suffixes (str, such as ".py")."""
    for path in sorted((ROOT / under).rglob("*")):
        relative = path.relative_to(ROOT)
        if path.suffix in suffixes and path.is_file() and not NOT_OURS & set(relative.parts):
            yield relative


def read(path):
    """Return the text (str) of a file, given its path relative to the root."""
    return (ROOT / path).read_text(encoding="utf-8")


def module_name(path):
    """Return the dotted name (str) of the module in a Python file, given its path relative to the root."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules():
    """Return every module of the apps and of config, as a dict of dotted name to text."""
    return {module_name(path): read(path) for app in (*APPS, "config") for path in files(".py", under=app)}
