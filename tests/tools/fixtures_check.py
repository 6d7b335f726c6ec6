"""Loads the corpus into an empty database, imports its articles and checks every quotation against them.

    CORPUS_DIR=path/to/articles python -m tests.tools.fixtures_check

The articles belong to their publishers and are not in the repository: whoever has them says where they are.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def articles():
    """Return the article files (list of Path) in CORPUS_DIR. Exits with what to do when there are none."""
    folder = os.environ.get("CORPUS_DIR")
    if not folder:
        sys.exit(
            "fixtures-check: set CORPUS_DIR to the folder that holds the corpus's articles as .txt files:\n"
            "    CORPUS_DIR=path/to/articles make fixtures-check"
        )
    if not Path(folder).is_dir():
        sys.exit(f"fixtures-check: CORPUS_DIR is {folder}, which is not a folder.")
    found = sorted(Path(folder).glob("*.txt"))
    if not found:
        sys.exit(f"fixtures-check: CORPUS_DIR is {folder}, which holds no .txt files.")
    return found


def main():
    paths = articles()
    with tempfile.TemporaryDirectory(prefix="fixtures-check-") as folder:
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/corpus.sqlite3"}
        for command in (
            ["migrate", "--verbosity", "0"],
            ["loaddata", "corpus"],
            ["import_articles", *paths],
            ["check_anchors"],
        ):
            if subprocess.run([sys.executable, "manage.py", *command], env=environment).returncode:
                sys.exit(f"fixtures-check: failed at `manage.py {command[0]}`, as said above.")
    print(f"fixtures-check: every passage is exact in the {len(paths)} articles.")


if __name__ == "__main__":
    main()
