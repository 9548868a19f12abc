"""Dependence on suppliers at one level of HS, first year against last."""

from lib import database, files
from lib.run import run

from bilateral.trade.world.over_years import CHANGES
from crossfoot import InputError


def main(
    *,
    dependence: list[str],
    checks: list[str],
    level: int,
    spill: str,
    threads: int,
    mem_mb: int,
    changes: str,
) -> None:
    """dependence, checks: of each year."""
    revisions = {revision for path in checks for revision in files.read_json(path)["revisions"]}
    if level > 2 and len(revisions) > 1:
        found = f"years of {' and '.join(sorted(revisions))}"
        raise InputError("config.yaml: world.years", found, "years of one HS revision, beyond HS 2")
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "dependence", dependence)
        database.write(connection, CHANGES, changes)


if __name__ == "__main__":
    run(main)
