"""Rows that are not all parts of the whole below them accuse nobody; totals of what is listed still do."""

from dataclasses import replace

from crossfoot.tables.checks import check_tables
from tests.unit.crossfoot.tables.test_structure import read

# 812 + 168 + 140 + 70 + 42 = 1,232
PARTNERS = "Country | Value | Share (%)\nA | 812 | 58.0\nB | 168 | 12.0\nC | 140 | 10.0\nD | 70 | 5.0\n"
PARTNERS += "E | 42 | 3.0\n"


def problems(text, caption):
    checks = check_tables([replace(read(text), caption=caption)])
    return checks.loc[checks["severity"].isin(["error", "question"]), "check"].tolist()


def test_the_top_of_a_list_is_no_sum_of_the_world():
    assert problems(PARTNERS + "World | 1400 | 100.0", "Top five exporters") == []
    assert problems(PARTNERS + "Total | 1322 | 88.0", "Top five exporters")


def test_chained_volumes_do_not_add_up():
    volumes = "Sector | 2021 | 2022 | 2023\nA | 10.2 | 11.1 | 12.4\nB | 20.1 | 21.3 | 24.2\n"
    total = "Total | 30.3 | 32.4 | 37.9"
    assert problems(volumes + total, "Value added")
    assert problems(volumes + total, "Chain-linked value added") == []
