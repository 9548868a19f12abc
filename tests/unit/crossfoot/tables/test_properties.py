"""What must hold for any table: rounding alone raises nothing, and a changed total is contradicted."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.documents.table import Table
from crossfoot.tables.checks import check_tables

amounts = st.decimals(min_value="20", max_value="900", places=3)
rows_of_two = st.lists(st.tuples(amounts, amounts), min_size=5, max_size=9, unique=True)


def printed(value: Decimal, decimals: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def lay_out(header: list[str], body: list[list[str]], caption: str = "Trade by product") -> Table:
    return Table(
        "paper.txt",
        "1",
        caption,
        header=[header],
        body=body,
        header_lines=[1],
        body_lines=list(range(2, len(body) + 2)),
        first_line=1,
    )


def ledger(rows: list[tuple[Decimal, Decimal]], decimals: int) -> Table:
    """Exports, imports, their sum, balance and ratio by product, with totals; every number rounded from the
    true one."""
    sums = [sum(column) for column in zip(*rows, strict=True)]
    body = []
    for name, (exports, imports) in [
        *((f"product {chr(97 + n)}", row) for n, row in enumerate(rows)),
        ("Total", tuple(sums)),
    ]:
        values = [exports, imports, exports + imports, exports - imports]
        body.append(
            [
                name,
                *(printed(value, decimals) for value in values),
                printed(100 * exports / imports, 1) + "%",
                printed(100 * exports / sums[0], 1) + "%",
            ]
        )
    return lay_out(
        [
            "Product",
            "Exports",
            "Imports",
            "Total trade",
            "Balance",
            "Exports to imports ratio",
            "Share of exports",
        ],
        body,
    )


@settings(max_examples=60)
@given(rows_of_two, st.integers(0, 2))
def test_a_consistent_table_contradicts_nothing(rows, decimals):
    found = check_tables([ledger(rows, decimals)])
    assert not (found["verdict"] == "contradicted").any(), (
        found[found["verdict"] == "contradicted"].iloc[0].to_dict()
    )
    assert {"total_row", "total_column"} <= set(found["check"])


@settings(max_examples=60)
@given(rows_of_two, st.integers(0, 2), st.integers(1, 40), st.booleans())
def test_a_total_changed_by_more_than_rounding_is_contradicted(rows, decimals, by, up):
    table = ledger(rows, decimals)
    unit = Decimal(1).scaleb(-decimals)
    # half a unit for each row and for the total is what rounding can do, and may have done one way already
    change = ((len(rows) + 1) + by) * unit
    table.body[-1][1] = str(Decimal(table.body[-1][1]) + (change if up else -change))
    found = check_tables([table])
    total = found[(found["check"] == "total_row") & (found["column"] == "Exports")]
    assert total["verdict"].tolist() == ["contradicted"]


@settings(max_examples=60)
@given(
    st.lists(st.decimals(min_value="0.3", max_value="30", places=4), min_size=14, max_size=40),
    st.integers(8, 10),
)
def test_ranked_shares_of_a_true_whole_contradict_nothing(trade, ranks):
    whole = sum(trade)
    shares = sorted((100 * value / whole for value in trade), reverse=True)
    body = [[str(rank + 1), f"{rank + 10}", printed(shares[rank], 1) + "%"] for rank in range(ranks)]
    body += [[f"Top {n}", "", printed(sum(shares[:n]), 1) + "%"] for n in (3, 5, ranks)]
    body.append(["HHI", "", f"{sum(share * share for share in shares):,.0f}"])
    table = lay_out(["Rank", "2020", ""], body)
    table.header = [["Rank", "2020", ""], ["", "HS-2", "Share"]]
    table.header_lines = [1, 1]
    found = check_tables([table])
    assert not found["severity"].isin(["error", "question"]).any(), (
        found[found["severity"] != ""].iloc[0].to_dict()
    )
    assert (found["check"] == "top_n_share").sum() == 3 and (found["check"] == "hhi").sum() == 1


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.decimals(min_value="-500", max_value="500", places=2), min_size=4, max_size=4),
        min_size=4,
        max_size=12,
    )
)
def test_numbers_without_any_identity_contradict_nothing(rows):
    body = [[f"name {n}", *(str(value) for value in row)] for n, row in enumerate(rows)]
    found = check_tables([lay_out(["Name", "Balance", "Net change", "Yield", "Share (%)"], body)])
    assert not (found["verdict"] == "contradicted").any(), (
        found[found["verdict"] == "contradicted"].iloc[0].to_dict()
    )
