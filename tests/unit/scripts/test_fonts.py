import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont
from lib import fonts

from crossfoot.errors import InputError
from tests.conftest import small_font


def test_what_the_built_in_font_has_needs_no_other():
    fonts.check_texts({"title": "Côte d'Ivoire, Việt Nam, Россия, مصر, ½ ≥ ¥"}, [])
    assert fonts.face("Россия مصر", []) == ""


def test_a_character_that_no_font_has_is_named_with_its_place(tmp_path):
    with pytest.raises(
        InputError, match="names.JPN: found characters that no font here has: 日本; expected `font:`"
    ):
        fonts.check_texts({"names.IND": "India", "names.JPN": "日本, 日本"}, [])
    small_font(tmp_path / "a.ttf", "日")
    with pytest.raises(InputError, match="has: 本;"):
        fonts.check_texts({"names.JPN": "日本"}, [str(tmp_path / "a.ttf")])


def test_fonts_are_tried_in_their_order_and_a_page_carries_what_it_needs(tmp_path):
    paths = [str(tmp_path / name) for name in ("a.ttf", "b.ttf")]
    small_font(paths[0], "日x")
    small_font(paths[1], "日本भ")
    fonts.check_texts({"names.JPN": "日本"}, paths)
    face = fonts.face("日本 x", paths)
    assert re.findall("unicode-range: ([^;]+)", face) == ["U+65E5", "U+672C"]
    parts = [TTFont(io.BytesIO(base64.b64decode(data))) for data in re.findall('base64,([^"]+)', face)]
    assert [set(part.getBestCmap()) for part in parts] == [{0x65E5}, {0x672C}]
    assert face == fonts.face("日本 x", paths)


def test_a_file_that_is_no_font_is_named(tmp_path):
    (tmp_path / "a.ttf").write_text("no font")
    for path in ("a.ttf", "nothing.ttf"):
        with pytest.raises(
            InputError, match=f"config.yaml: font: .*{path}: found .*; expected a font file"
        ) as error:
            fonts.check_texts({}, [str(tmp_path / path)])
        assert "\n" not in str(error.value)


def test_a_font_that_the_pdf_cannot_use_is_an_error_and_not_boxes(tmp_path):
    small_font(tmp_path / "whole.ttf", "日")
    with fonts.beside([tmp_path / "whole.ttf"]) as (folders, families):
        assert families == ["Small Study"] and len(folders) == 1
    small_font(tmp_path / "nameless.ttf", "日", version="1")
    with pytest.raises(InputError, match="Typst does not read"), fonts.beside([tmp_path / "nameless.ttf"]):
        pass
    with fonts.beside([]) as nothing:
        assert nothing == ([], [])
