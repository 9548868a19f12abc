"""A package rebuilt in an empty folder without a network, timed, and its results held against those in it."""

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bilateral.package.contents import sha256
from crossfoot import InputError

CHECKSUMS = "checksums.sha256"


def differing(folder: Path) -> list[str]:
    """The results in a package's list of checksums that are another file now, or none."""
    listed = (line.split("  ", 1) for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines())
    return [
        path
        for digest, path in listed
        if path.startswith("results/") and not ((folder / path).is_file() and sha256(folder / path) == digest)
    ]


def measure(package: Path) -> dict:
    """Rebuilds a copy of the package with run.sh and this environment; what that took, and on which machine.

    Raises InputError where the build fails or a result differs.
    """
    with tempfile.TemporaryDirectory(prefix="package-") as empty:
        copy = Path(empty, "package")
        shutil.copytree(package, copy)
        # results that are made again are not those that were copied
        shutil.rmtree(copy / "results")
        isolated = _without_network()
        begin = time.monotonic()
        built = subprocess.run(
            [*isolated, "sh", "run.sh"],
            cwd=copy,
            env={"PATH": os.environ["PATH"], "HOME": empty, "ENVIRONMENT": sys.prefix},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        seconds = time.monotonic() - begin
        if built.returncode:
            said = " ".join(built.stdout.split()[-60:])
            raise InputError(str(package), f"a rebuild that fails: {said}", "the same results")
        copied = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file())
    environment = sum(path.stat().st_size for path in Path(sys.prefix).rglob("*") if path.is_file())
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )
    return {
        "seconds": round(seconds),
        "offline": bool(isolated),
        "largest_process_mb": round(memory / 1e6),
        "package_and_build_mb": round(copied / 1e6),
        "environment_mb": round(environment / 1e6),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def measured(package: Path, record: Path) -> dict:
    """What a rebuild of this very package took: as recorded, where the record is of the same content; else
    measured now, and recorded. So a package that is made twice says the same of itself."""
    content = sha256(package / CHECKSUMS)
    if record.is_file():
        known = json.loads(record.read_text(encoding="utf-8"))
        if known["content"] == content:
            return known["measured"]
    found = measure(package)
    record.write_text(json.dumps({"content": content, "measured": found}, indent=1) + "\n", encoding="utf-8")
    return found


def _without_network() -> list[str]:
    """What starts a command in a network of its own, with loopback alone; nothing where it may not."""
    start = [*"unshare --user --map-root-user --net sh -c".split(), 'ip link set lo up && exec "$@"', "sh"]
    if not (shutil.which("unshare") and shutil.which("ip")):
        return []
    return start if subprocess.run([*start, "true"], capture_output=True).returncode == 0 else []


def _processor() -> str:
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(
            (line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine()
        )
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    changed = differing(Path())
    if changed:
        sys.exit("\n".join([f"{len(changed)} results differ from those of the package:", *changed]))
    print("Every result is the same as in the package, byte by byte.")
