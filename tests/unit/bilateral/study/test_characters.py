import pytest

from bilateral.study.characters import LEFT_TO_RIGHT, beyond, check_characters, in_line
from crossfoot.errors import InputError


def test_european_scripts_punctuation_and_marks_without_a_sign_need_no_question():
    assert beyond("Côte d’Ivoire – Việt Nam, Россия, Ελλάδα, ≥ 5 €\u200e\n") == set()
    assert beyond("日本 مصر") == set("日本مصر")


def test_characters_are_named_once_in_their_order():
    with pytest.raises(InputError, match="place: found characters that no font here has: 本日;"):
        check_characters("place", "本日本", {ord("x")})
    check_characters("place", "本日本", {ord("本"), ord("日")})


def test_a_name_from_right_to_left_keeps_what_follows_on_its_right():
    assert in_line("مصر") == f"{LEFT_TO_RIGHT}مصر{LEFT_TO_RIGHT}" and in_line("Japan 日本") == "Japan 日本"
