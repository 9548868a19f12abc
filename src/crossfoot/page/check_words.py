"""What each kind of check is called on the page of a document."""

# kind: (what is wrong where it is contradicted, what is asked where it is a question)
CHECKS = {
    "total_row": ("A total is not the sum of its rows", "Does this total add up?"),
    "total_column": ("A total or balance is not what its columns give", "Does this total add up?"),
    "mean_row": ("A mean is not the mean of its rows", "Is this a mean?"),
    "mean_column": ("A mean is not the mean of its columns", "Is this a mean?"),
    "ratio": ("A ratio is not the quotient of its columns", "Is this ratio right?"),
    "share_of_total": ("A share is not the part over the total", "Is this share right?"),
    "growth": ("A rate of growth does not fit its levels", "Is this rate right?"),
    "difference": ("A difference is not that of its numbers", "Is this difference right?"),
    "conversion": ("An amount is not the other at the printed rate", "Is this conversion right?"),
    "rank": ("A rank does not fit the numbers that are ranked", "Is this rank right?"),
    "growth_over_years": ("A rate of growth does not fit its two years", "Is this rate right?"),
    "index_base": ("An index is not 100 in its base year", "Why is the index not 100 in its base year?"),
    "index_level": ("An index does not follow its level", "Is this index right?"),
    "index_rebased": ("An index is re-based wrongly", "Is this index re-based rightly?"),
    "average_within": ("An average lies outside its members", "Is this their average?"),
    "coefficient_t": ("A t is not its coefficient over its standard error", "Is this t right?"),
    "coefficient_sign": ("A t has not the sign of its coefficient", "Is this sign right?"),
    "coefficient_p": ("A p is not that of its t", "Is this p right?"),
    "coefficient_stars": ("Stars are not those of the note", "Are these the stars of the note?"),
    "interval_holds_estimate": ("An interval does not hold its estimate", "Is this interval right?"),
    "interval_centre": ("An interval is not symmetric", "Is this interval symmetric?"),
    "r_squared": ("An R² above 1", "Is this R² in percent?"),
    "adjusted_r_squared": ("An adjusted R² above R²", "Are R² and adjusted R² exchanged?"),
    "observations": ("Observations grow with controls", "Why do observations grow with controls?"),
    "cumulative": ("A running sum does not run", "Is this running sum right?"),
    "shares_to_100": ("Shares do not add up to 100", "Do these shares add up to 100?"),
    "shares_within_100": ("Shares add up to more than 100", "Do these shares fit into 100?"),
    "rank_order": ("A rank does not fit its value", "Is this rank right?"),
    "top_n_share": (
        "A joint share of the largest is not the sum of their shares",
        "Is this joint share right?",
    ),
    "hhi": ("A Herfindahl–Hirschman index that the shares do not allow", "Is this index right?"),
    "numbering": ("A number is out of order", "Is a number left out?"),
    "year_sequence": ("A year is out of order", "Is a year left out?"),
    "day_exists": ("A day that does not exist", "Does this day exist?"),
    "dates_in_row": ("An end before its beginning", "Are these days in order?"),
    "date_order": ("A day out of order", "Is this day out of order?"),
    "spans_apart": ("Periods that overlap", "Do these periods overlap?"),
    "code_form": ("A code that cannot be", "Is this code right?"),
    "code_repeated": ("A code that stands twice", "Does this code stand twice?"),
    "row_repeated": ("A row that stands twice", "Does this row stand twice?"),
    "cell_form": ("A cell that is not what its column holds", "What does this cell say?"),
    "threshold": ("An amount below what its criterion asks", "Does this amount meet its criterion?"),
    "entry_cited": ("An entry that does not exist is cited", "Does this entry exist?"),
    "joint": ("Two tables print one quantity differently", "Which of two figures of one quantity is right?"),
}


def words_of(kind: str, asked: bool) -> str:
    """The heading over findings of a kind."""
    said = CHECKS.get(kind)
    return said[asked] if said else kind.replace("_", " ").capitalize()
