"""Areas that are no economies: bunkers, free zones, special categories, areas not elsewhere specified.

Their trade is part of every total; no measure is of them, and none counts them as a supplier or a market.
"""

import csv
import io

from crossfoot import InputError

NO_ECONOMY = "not an economy"


def areas_without_economy(text: str, name: str) -> list[str]:
    """Codes of Comtrade, which BACI uses too, of the areas that are no economies; those that ended are
    economies. text: data/comtrade_areas.csv. Raises InputError for another file."""
    rows = csv.DictReader(io.StringIO(text))
    if not {"comtrade_code", "note"} <= set(rows.fieldnames or []):
        found = ", ".join(rows.fieldnames or ["nothing"])
        raise InputError(f"{name}: line 1", found, "columns comtrade_code and note")
    return [row["comtrade_code"] for row in rows if row["note"].startswith(NO_ECONOMY)]
