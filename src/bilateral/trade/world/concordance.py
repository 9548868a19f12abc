"""Codes of one HS revision in another: a product of a list, and the codes of the data that hold it.

A table of pairs says which code of the earlier revision a code of the later one took goods from. Codes that
it does not have are the same in both. Either code may be shorter than six digits: some goods of any code that
begins so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from bilateral.trade.critical import REVISIONS
from crossfoot import InputError

COLUMNS = ["from_revision", "from_code", "to_revision", "to_code"]
# a revision as headers of the UN's tables have it; From and To stand above conversions
NAMED = re.compile(r"(from|to)?\s*HS\s*(\d{4})", re.IGNORECASE)


def read_concordance(rows: list[list[str]], name: str) -> pd.DataFrame:
    """COLUMNS, from earlier to later revision, of a table of ours or of the UN's.

    rows: every cell text. Ours has COLUMNS; a table of the UN Statistics Division has a column for each of
    two revisions, such as HS2022 and HS2017, and may have lines above and columns beside them. Raises
    InputError for a table that is neither, for the UN's conversions, which name one code where goods went to
    several, and for a code that is none.
    """
    for line, cells in enumerate(rows, 1):
        header = [cell.strip() for cell in cells]
        if set(COLUMNS) <= set(header):
            places = [header.index(column) for column in COLUMNS]
            found = [[row[place].strip() for place in places] for row in rows[line:] if any(row)]
            break
        matches = {place: match for place, cell in enumerate(header) if (match := NAMED.fullmatch(cell))}
        named = {place: match[2] for place, match in matches.items()}
        if len(named) == 2:
            if any(match[1] for match in matches.values()):
                raise InputError(name, "a table of conversions", "the UN's correlations, with every relation")
            later, earlier = sorted(named, key=named.__getitem__, reverse=True)
            revisions = [f"HS {named[place]}" for place in (earlier, later)]
            found = [
                [revisions[0], row[earlier].strip(), revisions[1], row[later].strip()]
                for row in rows[line:]
                if any(row)
            ]
            break
    else:
        expected = (
            f"columns {', '.join(COLUMNS)}, or one for each of two revisions, such as HS2022 and HS2017"
        )
        raise InputError(name, "no header of a concordance", expected)
    for before, old, after, new in found:
        if not (
            old.isdigit() and new.isdigit() and 2 <= min(len(old), len(new)) <= max(len(old), len(new)) <= 6
        ):
            raise InputError(name, f"codes {old!r} and {new!r}", "two to six digits each, zeros included")
        if not {before, after} <= set(REVISIONS) or REVISIONS.index(before) >= REVISIONS.index(after):
            raise InputError(
                name, f"from {before} to {after}", f"an earlier and a later of {', '.join(REVISIONS)}"
            )
    return pd.DataFrame(found, columns=COLUMNS).drop_duplicates(ignore_index=True)


def steps(pairs: pd.DataFrame, listed: str, data: str) -> list[pd.DataFrame]:
    """The tables (`data_code`, `list_code`) that lead from the data's revision to the list's: one where the
    concordance has both, else one for each revision between. Raises InputError where one is missing."""

    def table(one: str, other: str) -> pd.DataFrame | None:
        """From codes of `one` to codes of `other`."""
        early, late = sorted((one, other), key=REVISIONS.index)
        rows = pairs[(pairs["from_revision"] == early) & (pairs["to_revision"] == late)]
        order = ["to_code", "from_code"] if one == late else ["from_code", "to_code"]
        return None if rows.empty else rows[order].set_axis(["data_code", "list_code"], axis=1)

    if listed == data:
        return []
    direct = table(data, listed)
    if direct is not None:
        return [direct]
    start, end = REVISIONS.index(data), REVISIONS.index(listed)
    way = 1 if end > start else -1
    found = []
    for place in range(start, end, way):
        step = table(REVISIONS[place], REVISIONS[place + way])
        if step is None:
            raise InputError(
                "config.yaml: world.dependence.critical",
                f"no concordance between {REVISIONS[place]} and {REVISIONS[place + way]}",
                "a file with it, such as the UN Statistics Division's table, under concordance",
            )
        found.append(step)
    return found


def beginnings(code: str) -> list[str]:
    """The code and what it begins with, from two digits on."""
    return [code[:length] for length in range(2, len(code) + 1)]


def bridge(products: pd.DataFrame, codes: Iterable[str], tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Which codes of the data hold goods of which product: product_no, hs_code, certain.

    products: product_no, hs_code (two to six digits, of the list's revision). codes: six digits, of the
    data's. tables: of `steps`. `certain` where all goods of the code are of the product; else some may be.
    """
    indexes = [table.groupby("data_code")["list_code"].agg(set).to_dict() for table in tables]
    # products that hold a code whole, by a code of theirs, and those that hold some of it, by its beginnings
    whole, some = defaultdict(set), defaultdict(set)
    for product, own in products[["product_no", "hs_code"]].itertuples(index=False):
        whole[own].add(product)
        for beginning in beginnings(own):
            some[beginning].add(product)
    rows = []
    for code in sorted(set(codes)):
        sources = {code}
        for index in indexes:
            taken = [index.get(part, set()) for source in sources for part in beginnings(source)]
            # a code without a row of its own is in itself too: a row for all codes that begin so is of parts
            sources = {source for source in sources if source not in index}.union(*taken)
        covers = [set().union(*(whole[part] for part in beginnings(source))) for source in sources]
        touched = set().union(*covers, *(some[source] for source in sources))
        certain = set.intersection(*covers)
        rows += [(product, code, product in certain) for product in sorted(touched)]
    return pd.DataFrame(rows, columns=["product_no", "hs_code", "certain"])
