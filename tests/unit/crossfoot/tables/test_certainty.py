"""What fails all over a table is no rule of it, unless a label says the rule in full."""

from crossfoot.tables.checks import check_tables
from tests.unit.crossfoot.tables.test_checks import table


def severities(text, heads=1):
    found = check_tables([table(text, heads=heads)])
    return [*zip(found["row"], found["column"], found["severity"], strict=True)]


def test_a_sum_that_fails_in_as_many_columns_as_it_holds_accuses_and_asks_of_none():
    # 58.0, 51.0 and 81.2 add up; Kobe's parts give 72.9, Otsu's 68.7, Tsu's 77.6
    text = (
        "Item | Kyoto | Osaka | Nara | Kobe | Otsu | Tsu\n"
        "a | 10.2 | 21.4 | 33.1 | 14.8 | 25.3 | 41.7\n"
        "b | 30.5 | 12.7 | 18.4 | 22.9 | 31.6 | 12.4\n"
        "c | 17.3 | 16.9 | 29.7 | 35.2 | 11.8 | 23.5\n"
        "Total | 58.0 | 51.0 | 81.2 | 91.7 | 42.3 | 96.1"
    )
    raised = [one for one in severities(text) if one[2]]
    assert raised == [(4, place, "note") for place in ("Kobe", "Otsu", "Tsu")]


def test_joint_shares_that_fail_as_often_as_they_hold_are_asked_about():
    # 30 + 20 = 50.0 holds; 30 + 20 + 10 = 60.0, printed 62.0; with 8 more 68.0, printed 69.5
    text = (
        "Rank | 2000 |\n | HS-2 | Share\n1 | 84 | 30.0%\n2 | 85 | 20.0%\n3 | 87 | 10.0%\n4 | 72 | 8.0%\n"
        "5 | 29 | 5.0%\nTop 2 | 50.0% |\nTop 3 | 62.0% |\nTop 4 | 69.5% |"
    )
    raised = [(row, severity) for row, _, severity in severities(text, heads=2) if severity]
    assert raised == [(7, "question"), (8, "question")]
