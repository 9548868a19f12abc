"""However a script ends, its log has one line that says why, and none where it ended well."""

import pytest
from lib.run import errors_in_one_line

from crossfoot import InputError


def line_of(log, error: BaseException) -> str:
    with pytest.raises(SystemExit) as ended, errors_in_one_line(log, "draw", "scripts/draw.py"):
        raise error
    assert log.read_text() == f"{ended.value}\n"
    return str(ended.value)


def test_what_is_wrong_with_an_input_is_said_as_it_is(tmp_path):
    assert line_of(tmp_path / "a.log", InputError("a.csv: line 2", "x\ny", "y")) == (
        "a.csv: line 2: found x y; expected y"
    )


def test_a_fault_of_the_code_is_said_by_its_line(tmp_path):
    said = line_of(tmp_path / "a.log", KeyError("hs_code"))
    assert "test_endings.py: line " in said and "found KeyError: 'hs_code'; expected no error there" in said
    assert len(line_of(tmp_path / "a.log", ValueError("long " * 1000))) < 600


def test_a_fault_below_is_said_by_the_project_s_own_line(tmp_path):
    from bilateral.study.dictionary import fixed

    place = "bilateral/study/dictionary.py: line .*found ValueError: could not"
    with pytest.raises(SystemExit, match=place), errors_in_one_line(tmp_path / "a.log", "draw"):
        fixed("many", 1)


def test_what_the_system_refuses_is_said_of_the_file(tmp_path):
    said = line_of(tmp_path / "a.log", OSError(28, "No space left on device", "results/a.csv"))
    assert said.startswith(
        "rule draw: results/a.csv: found No space left on device; expected a file that can"
    )
    assert line_of(tmp_path / "a.log", MemoryError()).startswith("rule draw: found too little memory")


def test_a_script_that_has_not_ended_is_known_to_be_killed_and_one_that_ended_well_says_nothing(tmp_path):
    log = tmp_path / "logs/a.log"
    with errors_in_one_line(log, "draw"):
        assert log.read_text().startswith("rule draw: found its process killed; expected ")
    assert not log.exists()
