"""A script gets what its rule names, and what one of the two does not know is named."""

from types import SimpleNamespace

import pytest
from lib.run import run

from crossfoot import InputError


class Named(list):
    """Files of a rule, as Snakemake hands them over: each under its name, several as a list."""

    def __init__(self, *unnamed: str, **named: str | list[str]):
        files = [path for value in named.values() for path in (value if isinstance(value, list) else [value])]
        super().__init__([*files, *unnamed])
        self.items = named.items


class Params(Named):
    def __init__(self, **named: object):
        super().__init__(**named)
        self[:] = named.values()


def called(main, tmp_path, **job):
    parts = {"input": Named(), "output": Named(), "params": Params()} | job
    snakemake = SimpleNamespace(
        rule="draw", threads=3, resources=SimpleNamespace(mem_mb=500), log=[tmp_path / "log"], **parts
    )
    main.__globals__["snakemake"] = snakemake
    try:
        run(main)
    finally:
        del main.__globals__["snakemake"]


def test_a_script_is_called_by_the_names_of_its_rule(tmp_path):
    def main(*, shares, fonts, tops, svg, threads, mirror=None):
        found.update(locals())

    found = {}
    called(
        main,
        tmp_path,
        input=Named(shares="shares.parquet", fonts=[], code=["a.py", "b.py"]),
        params=Params(tops=[]),
        output=Named(svg=["a.svg", "b.svg"], csv="shares.csv"),
    )
    del found["found"]
    assert found == {
        "shares": "shares.parquet",
        "fonts": [],
        "tops": [],
        "svg": ["a.svg", "b.svg"],
        "threads": 3,
        "mirror": None,
    }


def test_what_a_main_gives_is_written_to_the_outputs(tmp_path):
    def main(*, shares):
        return shares.upper()

    found = []
    main.write = lambda *made: found.extend(made)
    inputs = {"shares": "a", "dictionary": "d.csv"}
    called(main, tmp_path, input=Named(**inputs), output=Named(ranks="b"))
    assert found == ["A", inputs, {"ranks": "b"}]


def test_an_error_is_one_line_on_the_terminal_and_in_the_log(tmp_path):
    def main():
        raise InputError("a.txt: line 3", "x", "y")

    with pytest.raises(SystemExit, match="^a.txt: line 3: found x; expected y$"):
        called(main, tmp_path)
    assert (tmp_path / "log").read_text() == "a.txt: line 3: found x; expected y\n"
