"""The one error a reader of the study is meant to see."""


class InputError(Exception):
    """What is wrong with an input, in one line: where, what was found, what was expected.

    place: file, line, table, row, column, or key, as precisely as it is known.
    """

    def __init__(self, place: str, found: str, expected: str):
        self.place, self.found, self.expected = place, found, expected
        super().__init__(f"{place}: found {found}; expected {expected}")
