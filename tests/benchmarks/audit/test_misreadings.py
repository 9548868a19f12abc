"""Misreadings made on purpose: what is made, and what is counted."""

from crossfoot.tables.checks import Auditor
from tests.benchmarks.audit.misreadings import KINDS, made_tables, measure_doubts, misread_tables
from tests.unit.crossfoot.tables.test_doubts import ROWS, TOTAL, WHOLE, WHOLE_TOTAL, table

TABLES = [table([*ROWS, TOTAL]), table([*WHOLE, WHOLE_TOTAL], ("Partner", "2019", "2020", "2021", "Total"))]


def test_made_tables_are_sound_and_the_same_for_the_same_seed():
    tables = made_tables(1, 6)
    assert (
        [found.body for found in tables]
        == [found.body for found in made_tables(1, 6)]
        != [found.body for found in made_tables(2, 6)]
    )
    checks = [check for found in Auditor().checks(tables) for check in found]
    assert sum(check.check == "total_row" and check.holds for check in checks) > 12
    assert not any(check.severity == "error" for check in checks)


def test_a_misreading_remembers_what_truly_stands_there():
    made = misread_tables(TABLES, 1, 5)
    assert {misreading.kind for misreading in made} == set(KINDS) - {"shifted"}  # no empty cell to move into
    for misreading in made:
        true, read = TABLES[misreading.table].body, misreading.altered.body
        changed = {
            (row, column)
            for row, line in enumerate(true)
            for column, text in enumerate(line)
            if read[row][column] != text
        }
        assert changed == set(misreading.texts) and all(
            true[row][column] == text for (row, column), text in misreading.texts.items()
        )


def test_every_misreading_is_counted_once():
    measured = measure_doubts(TABLES, 1, 5).set_index("kind")
    kinds = measured.drop(index=["misprint", "nothing", "all"])
    outcomes = ["restored", "among_several", "noticed", "missed", "still_holds", "not_covered"]
    assert (kinds[outcomes].sum(axis=1) == kinds["misreadings"]).all()
    assert (measured["wrongly_doubted"] == 0).all()
    assert measured.loc["all", outcomes].tolist() == kinds[outcomes].sum().tolist()
    # whole numbers with totals both ways: a turned sign is always found
    assert measured.loc["sign", "caught_pct"] == 100 and measured.loc["nothing", "high"] == 2
