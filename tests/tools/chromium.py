"""Finds, or tries to install, the Chromium that the browser tests and the screenshots drive.

    python -m tests.tools.chromium             says which browser would be used
    python -m tests.tools.chromium --install   installs one where none is found

The order: the variable CHROMIUM, a Chromium or Chrome of the system, the browser that Playwright downloads.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
# A browser that a test drives has no business on the network beyond the page it was sent to.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """No browser can be had; the message says what was tried."""


def find():
    """Return the path (str) of the browser to drive, or None. Raises NoBrowser when CHROMIUM is wrong."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        found = shutil.which(wanted)
        if not found:
            raise NoBrowser(f"CHROMIUM is set to {wanted}, which is not a program that can be run")
        return found
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for path in APPLICATIONS:
        if path.exists():
            return str(path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def launch_options(path):
    """Return the keyword arguments for Playwright's `chromium.launch`, given the path (str) of a browser."""
    args = list(QUIET)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's sandbox refuses to start for root, which is what a container usually is.
        args.append("--no-sandbox")
    return {"executable_path": path, "headless": True, "args": args}


def commands():
    """Yield the ways to bring a browser here, in order; each is a list of commands (lists of str)."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        yield [
            ["apt-get", "-q", "update"],
            ["apt-get", "-q", "install", "-y", "--no-install-recommends", "chromium"],
        ]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def install():
    """Install a browser where none is found; return its path (str). Raises NoBrowser, saying what failed."""
    if found := find():
        return found
    tried = []
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for group in commands():
        for command in group:
            print("No browser yet; running:", *command, flush=True)
            result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL)
            if result.returncode:
                tried.append(f"`{' '.join(command)}` ended with status {result.returncode}")
                break
        if found := find():
            return found
    raise NoBrowser(
        "no Chromium could be installed: "
        + "; ".join(tried)
        + ". Install Chromium or Chrome, or set CHROMIUM to its path"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--install", action="store_true", help="install a browser where none is found")
    arguments = parser.parse_args()
    try:
        path = install() if arguments.install else find()
    except NoBrowser as problem:
        sys.exit(f"Browser: {problem}.")
    if not path:
        sys.exit("Browser: none found. Set CHROMIUM, or run this again with --install.")
    print(f"Browser: {path}")


if __name__ == "__main__":
    main()
