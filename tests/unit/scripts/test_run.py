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


@pytest.mark.parametrize(
    ("job", "said"),
    [
        ({"input": Named(shares="a", share="b")}, "rule draw: share: found no such parameter of main"),
        ({}, "rule draw: shares: found no such name"),
        (
            {"input": Named(shares="a"), "output": Named(shares="b")},
            "rule draw: shares: found a name that stands twice",
        ),
        ({"input": Named("b", shares="a")}, "rule draw: input: found a place without a name"),
    ],
)
def test_a_name_that_only_one_side_has_is_said(tmp_path, job, said):
    def main(*, shares):
        raise AssertionError

    with pytest.raises(SystemExit, match=f"^{said}"):
        called(main, tmp_path, **job)


def test_an_error_is_one_line_on_the_terminal_and_in_the_log(tmp_path):
    def main():
        raise InputError("a.txt: line 3", "x", "y")

    with pytest.raises(SystemExit, match="^a.txt: line 3: found x; expected y$"):
        called(main, tmp_path)
    assert (tmp_path / "log").read_text() == "a.txt: line 3: found x; expected y\n"
