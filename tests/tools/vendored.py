"""Fetch the third-party files under static/vendor again, or a newer version of them.

    python -m tests.tools.vendored                  fetch every package of the manifest and check each file
    python -m tests.tools.vendored NAME VERSION     move one package to another version and record its checksums

Nobody needs this to run or to test the product: the files are in the repository, and a test checks them against
static/vendor/manifest.json without a network. It needs the client `npm`, with whatever registry that is set up for.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"


def unpack(name, version, folder):
    """Let npm fetch package ``name`` (str) at ``version`` (str) into ``folder`` (Path); return where it is."""
    subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def without(content, unwanted):
    """Return ``content`` (bytes) without the lines that hold one of ``unwanted`` (list of str).

    They name files that we leave out: pictures that no page uses, maps for debuggers. Collecting the static files fails
    at a name whose file is missing.
    """
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if not any(text.encode() in line for text in unwanted))


def refresh(package, accept):
    """Write the files of ``package`` (an entry of the manifest) and return what does not match its checksum.

    With ``accept`` (bool) the checksums found become the recorded ones.
    """
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        unpacked = unpack(package["package"], package["version"], Path(folder))
        for target, entry in package["files"].items():
            content = without((unpacked / entry["from"]).read_bytes(), entry.get("without", ()))
            found = hashlib.sha256(content).hexdigest()
            if accept:
                entry["sha256"] = found
            elif found != entry["sha256"]:
                wrong.append(target)
                continue
            path = VENDOR / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return wrong


def main(arguments):
    if shutil.which("npm") is None:
        return "npm is not installed; only refreshing the vendored files needs it."
    if len(arguments) not in (0, 2):
        return __doc__
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    packages = manifest["packages"]
    if arguments:
        name, version = arguments
        packages = [package for package in packages if package["package"] == name]
        if not packages:
            return f"{name} is not in {MANIFEST.name}; add an entry with its files first."
        packages[0]["version"] = version
    wrong = [file for package in packages for file in refresh(package, accept=bool(arguments))]
    if wrong:
        return "Not written, because the checksum is not the recorded one: " + ", ".join(wrong)
    if arguments:
        MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{sum(len(package['files']) for package in packages)} files written to static/vendor, every checksum right.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
