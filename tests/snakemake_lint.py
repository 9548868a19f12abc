"""Snakemake's own lints, less those that are declined: 1 where one is left. `make lint` calls it."""

import subprocess
import sys

# by how the lint begins, why it is declined
DECLINED = {
    "Mixed rules and functions in same snakefile": "a function that one rule needs stands beside it",
    "Environment variable PYTHONPATH used": "it is read where a user has one, and not required",
}


def main() -> int:
    command = [sys.executable, "-m", "snakemake", "--lint"]
    run = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    place, left, seen = "", [], 0
    for line in run.stdout.splitlines():
        if line.startswith("Lints for "):
            place = line.removeprefix("Lints for ").rstrip(":")
        elif line.startswith("    * "):
            seen += 1
            if not line.removeprefix("    * ").startswith(tuple(DECLINED)):
                left.append(f"{place}: {line.removeprefix('    * ')}")
    if not seen:
        # functions stand beside their rules, so no lint at all means that Snakemake did not lint
        left = [f"snakemake --lint: found {run.stdout[-500:]!r}; expected lints"]
    print("\n".join(left) or f"Snakemake: {seen} lints, all declined")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
