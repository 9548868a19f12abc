"""Single numbers: what agrees, what differs, and what is left alone."""

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Japan's exports to India were US$15,894 million in 2023.", "US$15,894 million"),
        ("Japan's exports to India were US$15.9 billion in 2023.", "US$15.9 billion"),
        ("Japan's exports to India came to $15.89 billion in 2023.", "$15.89 billion"),
        ("In 2023, Japan imported goods worth about US$5.6 billion from India.", "about US$5.6 billion"),
        ("Japan's direct investment in India was ¥845.5 billion in 2023.", "¥845.5 billion"),
        ("Japan's direct investment in India was ¥0.8455 trillion in 2023.", "¥0.8455 trillion"),
        ("Japan's FDI in India: of it, 53% was in manufacturing in 2023.", "53%"),
        ("Japan's trade surplus with India widened to US$10,258 million in 2023.", "US$10,258 million"),
        ("The HHI of Japan's exports to India was 892 in 2023.", "892"),
        ("The wage in steel was US$410.50 in 2020.", "US$410.50"),
    ],
)
def test_a_number_that_is_the_result_to_its_last_digit(found_in, text, number):
    assert [(said, verdict) for said, verdict, _ in found_in(text)] == [(number, "matches")]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Japan's exports to India were US$15,984 million in 2023.", "USD 15,894.00 million"),
        ("Japan's exports to India were US$15.8 billion in 2023.", "USD 15,894.00 million"),
        ("India's exports to Japan were US$4,800 million in 2023.", "USD 4,900.00 million"),
        ("Japan's imports from India were US$4,900 million in 2023.", "USD 5,636.00 million"),
        ("Japan's direct investment in India was ¥7,068 billion in 2023.", "JPY 845.51 billion"),
        ("The HHI of Japan's exports to India was 982 in 2023.", "868.08 to 934.67"),
    ],
)
def test_a_number_whose_words_name_another_result(found_in, text, result):
    assert [(verdict, found) for _, verdict, found in found_in(text)] == [("differs", result)]


@pytest.mark.parametrize(
    "text",
    [
        # a change, a part, a target, another time or another economy than the row's
        "Japan's exports to India grew by US$7,000 million in 2023.",
        "Japan's exports of steel to India were US$900 million in 2023.",
        "Japan's steel exports to India were US$900 million in 2023.",
        "Japan's imports of HS 29 from India were US$970 million in 2023.",
        "Japan's direct investment in India should reach ¥5,000 billion in 2023.",
        "Japan's exports to India were US$1,300 million in March 2023.",
        "Japan's exports to India were US$12,000 million in 2019.",
        "Japan's exports to Brazil were US$4,000 million in 2023.",
        "Japan's exports to India were US$12,000 million.",
        "Exports to the United States were US$4,000 million in 2023.",
        "Osaka's exports to India were US$900 million in 2023.",
        "Japan's exports to India and China were US$150,000 million in 2023.",
        "Japan's exports to India and ASEAN were US$120,000 million in 2023.",
        "India's direct investment in Japan was ¥20 billion in 2023.",
        "Japan's stock of direct investment in India was ¥4,000 billion in 2023.",
        "Manufacturing was 45% of Japan's exports to India in 2023.",
        "Japan's exports to India were US$15,100 million in fiscal 2023.",
        "Global exports to India were US$672 billion in 2023.",
        "The HHI of wages was 1,200 in 2023.",
        "Suzuki raised its stake in 2023 to 58.19%, and invests in manufacturing in India.",
    ],
)
def test_no_accusation_where_the_words_leave_a_doubt(found_in, text):
    assert {verdict for _, verdict, _ in found_in(text)} == {"in no result"}


def test_what_counts_no_result_is_not_counted(found_in):
    text = (
        "Section 2 compares two countries from 2014 to 2023, for the top 3 and first 10 items of HS 84 "
        "(Table 1.2), over 5 years to 12 May 2023, as Act No. 43 of 18 May 2022 has it.\n\n"
        "2. Of the second kind are others.\n\n"
        "Miller, C. (2022), *Chip War*, New York, pp. 20-40.\n"
    )
    assert found_in(text) == []


def test_a_printed_column_is_no_result(found_in):
    assert found_in("The wage in textiles was US$500.0 in 2020.")[0][1:] == ("differs", "USD 233.0")


def test_cells_take_unit_and_year_from_their_labels(found_in):
    text = (
        "Table 1: Japan's trade with India (US$ million)\n\n| Year | Exports | Imports |\n|---|---|---|\n"
        "| 2014 | 8,121 | 6,898 |\n| 2023 | 15,894 | 5,636 |\n"
    )
    assert found_in(text) == [
        ("8,121", "matches", "USD 8,121.00 million"),
        ("6,898", "differs", "USD 6,989.00 million"),
        ("15,894", "matches", "USD 15,894.00 million"),
        ("5,636", "matches", "USD 5,636.00 million"),
    ]


def test_a_sentence_of_the_report_holds_its_numbers_in_their_places(found_in):
    assert found_in("Of 320 statements of the text 124 hold.") == [
        ("320", "matches", "320"),
        ("124", "differs", "142"),
    ]


def test_a_sentence_on_another_year_is_another_sentence(study, found_in):
    from tests.unit.bilateral.draft.conftest import write_study

    said = "Exports to China were US$3.1 billion in 2021, less than before."
    write_study(study, values=[{"text": "3.1", "place": "value:analysis/x/1/y", "sentence": said}])
    verdicts = [
        found_in(text)[0][1]
        for text in (said, said.replace("3.1", "3.4"), said.replace("3.1", "3.4").replace("2021", "2020"))
    ]
    assert verdicts == ["matches", "differs", "in no result"]


@pytest.mark.parametrize(
    ("bound", "text", "verdicts"),
    [
        (["US$5,636 million"], "Goods from Tamil Nadu were worth US$5.6 billion that year.", ["matches"]),
        (["US$5,636 million"], "Goods from Tamil Nadu were worth US$5,663 million that year.", ["differs"]),
        (["23%"], "Of the goods from Tamil Nadu 24% were parts of cars.", ["differs"]),
        (
            ["¥2,072 to 2,093 billion"],
            "Plans of makers may get ¥2,072 to 2,083 billion.",
            ["matches", "differs"],
        ),
        (["six"], "Makers have 7 plans in the whole of Tamil Nadu.", ["in no result"]),
    ],
)
def test_numbers_of_the_report_come_with_their_units(study, found_in, bound, text, verdicts):
    from tests.unit.bilateral.draft.conftest import write_study

    sentences = {
        "US$5,636 million": "Goods from Tamil Nadu were worth US$5,636 million that year.",
        "23%": "Of the goods from Tamil Nadu 23% were parts of cars.",
        "¥2,072 to 2,093 billion": "Plans of makers may get ¥2,072 to 2,093 billion.",
        "six": "Makers have six plans in the whole of Tamil Nadu.",
    }
    places = "value:analysis/x/1/low;value:analysis/x/1/high"
    write_study(study, values=[{"text": one, "place": places, "sentence": sentences[one]} for one in bound])
    assert [verdict for _, verdict, _ in found_in(text)] == verdicts
