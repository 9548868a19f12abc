"""What a source calls its products, by HS revision."""

import json
from pathlib import Path

import pytest
from build_dependence_page import _product_names

from crossfoot.errors import InputError

# as the UN's reference of a revision has them, groups beside codes
H6 = [
    ("TOTAL", "Total of all HS2022 commodities"),
    ("8524", "8524 - Flat panel display modules"),
    ("01", "01 - Animals; live"),
]


def reference(folder: Path, revision: str, entries: list[tuple[str, str]]) -> str:
    path = folder / f"{revision}.json"
    path.write_text(
        json.dumps({"results": [{"id": code, "text": text, "parent": "#"} for code, text in entries]})
    )
    return str(path)


def test_comtrade_s_names_are_of_the_revision_of_the_data(tmp_path):
    lists = [reference(tmp_path, "H5", [("8524", "8524 - Another thing")]), reference(tmp_path, "H6", H6)]
    assert _product_names(lists, "HS 2022") == {"8524": "Flat panel display modules", "01": "Animals; live"}
    assert _product_names(lists, "HS 2017") == {"8524": "Another thing"}
    assert (
        _product_names(lists, "HS 2012") == _product_names(lists, "") == _product_names([], "HS 2022") == {}
    )


def test_another_file_is_said_in_one_line(tmp_path):
    (tmp_path / "H6.json").write_text("[]")
    with pytest.raises(InputError, match="H6.json: found no list of products .*; expected results with id"):
        _product_names([str(tmp_path / "H6.json")], "HS 2022")
