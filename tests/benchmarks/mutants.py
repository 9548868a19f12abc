"""What unit tests notice: one place of the code is changed at a time, and the tests beside it are run.

`make mutants`, or `python tests/benchmarks/mutants.py [WORD]` for the lines below that hold a word. Ends with
status 1 where fewer than GOAL of them are noticed. Each changed file is tested by the tests of its own folder
alone (`src/crossfoot/numbers` by `tests/unit/crossfoot/numbers`), one file of tests after another until one
fails, without reference data.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# percent
GOAL = 95
# a change that makes a loop endless is noticed, too
SECONDS = 150

# a file, then its changes: what stands in it once => what stands there instead  # what a reader would get
MUTATIONS = """
src/crossfoot/numbers/intervals.py
half = Decimal(1).scaleb(-decimals) / 2 => half = Decimal(1).scaleb(-decimals)  # rounding allowed for twice
open_low=value < 0, open_high=value > 0 => open_low=value > 0, open_high=value < 0  # ties round to zero
low = DOWN.add(self.low, other.low) => low = UP.add(self.low, other.low)  # sums rounded inwards
UP.divide(mine[0], theirs[0]) => DOWN.divide(mine[0], theirs[0])  # quotients rounded inwards
(_product(UP, mine, theirs) => (_product(DOWN, mine, theirs)  # products rounded inwards
if mine[0] and theirs[0] else Decimal(0) => if True else Decimal(0)  # nothing times a bound is NaN
all(is_open for value, is_open in lows => any(is_open for value, is_open in lows  # 0 × (0, 1) without 0
if other.low <= 0 <= other.high => if other.low < 0 < other.high  # division by what may be zero
return low < high or ( => return low <= high or (  # open ends that touch agree
(self.high == other.low and ( => (self.high <= other.low or (  # overlapping numbers told apart

src/crossfoot/numbers/number.py
self.face.high if self.bound[:1] == "<" else self.face.low => self.face.low  # "<18.87" is 0
self.decimals - zeros => self.decimals  # "about 50" is 49.5 to 50.5

src/crossfoot/numbers/verdicts.py
if at_face_value.overlaps(printed) => if feasible.overlaps(printed)  # what needs rounding holds as printed
return min(judged => return max(judged  # of two meanings the worse accuses the author

src/crossfoot/numbers/concentration.py
min(most[-1] + high, known.high) if => min(most[-1] + low, known.high) if  # too low a bound of the HHI
others = classes - len(shares) => others = classes - len(shares) - 1  # a class too few
found.append(min(limit, rest)) => found.append(rest)  # an unprinted chapter above the last printed one
(feasible - squares["00"]) => (feasible + squares["00"])  # chapter 00 left out is not recognised
top_share(shares, count - 1).overlaps => top_share(shares, count).overlaps  # a row too few not recognised

src/crossfoot/numbers/slips.py
(1, 2, 3, -1, -2, -3) => (1, 2, 3)  # a number printed ten times too large is not explained
same[0]}" if len(same) == 1 else => same[0]}" if same else  # one of several years named as the slip

src/crossfoot/numbers/dates.py
quarters_from + 3 * (int(match[1]) - 1) => 1 + 3 * (int(match[1]) - 1)  # a fiscal Q1 begins in January
if first.first <= last.last else None => if True else None  # a period that ends before it begins

src/crossfoot/numbers/hs_codes.py
for number in range(100)) - {"77"} => for number in range(100))  # chapter 77, which is not in use, exists
if len(code) >= 4 and code[2:4] == "00" => if len(code) > 4 and code[2:4] == "00"  # heading 8400 exists

src/crossfoot/numbers/grammar.py
"-" in signs or bool(match["open"]) => "-" in signs  # (61.5) is positive
scale_power(match["scale"]) + unit_power => scale_power(match["scale"])  # 5 kt is 5 t
len(fraction) - digits_power, => len(fraction),  # 12 mn is known to the unit
low = Decimal(0) if value > 0 else -INFINITY => low = -INFINITY  # "<5" may be negative
Interval(printed.about.low, value) => printed.about  # "nearly 50" may be 54
by_twos = "[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|" if => by_twos = "" if  # 1,23,456 is not read
is_bare or number.value < 0: => is_bare:  # a negative count

src/crossfoot/numbers/conventions.py
return (last, len(rest), "") if signs => return (first, len(rest), "") if signs  # 1.234,5 is 1.2345
ENOUGH = 3 => ENOUGH = 1  # one 1,234 settles what 1.234 is
return Convention(fallback.decimal, spaces) => return Convention(fallback.decimal)  # 1 234 is not read
src/crossfoot/tables/columns.py
numbers[row] = number.exact => numbers[row] = number  # counts have room for rounding
if not bracketed or any(SAYS_OTHERWISE.search(text) for text in about) => if not bracketed  # errors negative
sum(steps) >= 2 and (spoilt => (spoilt  # ranks without order are running numbers

src/crossfoot/tables/rules.py
times * width <= max(values) => 0 * width <= max(values)  # what rounding makes hold is taken for a rule
(count >= share * of or count == of - 1) => count >= share * of  # no odd one out in three or four rows

src/crossfoot/tables/total_rows.py
if held and 2 * held < len(complete) => if held and held < len(complete)  # a wrong total is passed over
for other in range(row + 1, len(roles)) if => for other in range(row, len(roles)) if  # totals at the top
are_dashes and are_amounts and total => are_dashes and total  # a negative row behind a dash is an error
if over and 2 * feasible.low > 3 * => if over and feasible.low >  # parts of parts taken for slips

src/crossfoot/tables/structure.py
if parts & used or identity.parent in parents: => if identity.parent in parents:  # parts of two totals
"part", "measure") => "measure",)  # parts ("of which") are added to their siblings
UNLABELLED, LABELLED = 3, 1 => UNLABELLED, LABELLED = 2, 1  # two columns do without a label

src/crossfoot/tables/blame.py
if len(suspects) == 1: => if suspects:  # of several numbers that can be wrong the first is accused

src/crossfoot/tables/relations.py
return asked if sign > 0 else -asked => return asked  # what is taken away is added

src/crossfoot/tables/certainty.py
place >= OF_PLACE and self.elsewhere => self.elsewhere  # nothing needs to speak of the place itself
return few and self.holding >= 2 * self.failing => return True  # what fails all over is accused
if told and told.is_certain: => if told:  # one witness is enough
if is_none and made.check not in COUNTED: => if is_none:  # "Top 10" that fails all over is passed over

src/crossfoot/tables/sum_doubts.py
if gap is not None and implied.face.high < cell.face.low: => if False:  # what is not printed accuses

src/crossfoot/tables/averages.py
Interval.exactly(len(values)) => Interval.exactly(len(values) + 1)  # means over a row too many

src/crossfoot/tables/wholes.py
Decimal(97) <= => Decimal(99) <=  # shares that lack 2.5 points pass

src/crossfoot/tables/ratios.py
bottom.interval.low <= 0 or bottom.amount.value <= 0 => bottom.amount.value == 0  # growth on a negative base

src/crossfoot/tables/thresholds.py
face.low >= threshold if => face.low > threshold if  # "5 or more" without 5
cell.interval.low <= threshold => cell.interval.low < threshold  # "5 or less" without 5

src/crossfoot/tables/ranked.py
if cell.interval.low >= above.interval.high => if cell.interval.high >= above.interval.high  # ties accused
Interval(Decimal(0), last * more) => Interval(Decimal(0), last)  # unprinted ranks are one
key=lambda row: -share.cells => key=lambda row: share.cells  # the top 3 are the last 3

src/crossfoot/tables/numbering.py
and first in (2, 3) and => and first in (3,) and  # a list that begins with 2 lacks nothing
value == expected or _restarts(values, position, step, is_below_heading) => value == expected  # a second part

src/crossfoot/tables/date_order.py
one[row].first <= other[row].last] => one[row].first < other[row].last]  # a day's span contradicted
starts[row].first > ends[above].last => starts[row].first >= ends[above].last  # spans that share a day

src/crossfoot/tables/confidence.py
and (doubtful or unread)) => and doubtful)  # confidence high with cells that nobody read

src/crossfoot/documents/tables.py
+ len(rows) - len(part.body) =>   # bold rows of a continued table that repeats no head are off
+= [note for note in part.notes if note not in table.notes] => += part.notes  # notes twice
elif glued not in notes: => else:  # a note that stands in the grid and below it, twice

src/crossfoot/documents/pdf_flow.py
text + more if self.words[kept] > self.words[whole] else text[:-1] + more => text[:-1] + more  # "longterm"

src/crossfoot/documents/plain_text.py
pieces[-1] = pieces[-1][:-1] => pieces[-1] = pieces[-1]  # "indus-try"

src/bilateral/trade/structure.py
2 * low / traded, 2 * high / traded => 2 * low / traded, high / traded  # too low a bound
1.0 if ends[0] <= 1 <= ends[1] else max(values) => max(values)  # too low an upper bound of a class
[ratio * x[0] / m[1], ratio * x[1] / m[0]] => [ratio * x[0] / m[0], ratio * x[1] / m[1]]  # too narrow bounds
low / smaller, high / smaller => low / traded, high / smaller  # balanced over the wrong whole
ranks = shares.rank(ascending=False, method="min") => ranks = shares.rank(ascending=False)  # ties share 2.5
 & (totals["period"] == "calendar") =>  # fiscal years of a pair over calendar years of the world

src/bilateral/trade/intensity.py
("WLD", "import"), => ("WLD", "export"),  # world trade FOB for CIF

src/bilateral/trade/printed.py
self.rest = 100 - sum(lows) => self.rest = 100 - sum(highs)  # too little left for what is not printed

src/bilateral/trade/change.py
(partner_imports / others) => (partner_imports / world_imports)  # a reporter exports to itself
.abs().sum())) / (traded - imbalance) => .abs().sum())) / traded  # not corrected for the imbalance

src/bilateral/trade/printed_measures.py
low_to - high_from, high_to - low_from => low_to - low_from, high_to - high_from  # too narrow bounds
idxmax(), "share_pct_high"] => idxmax(), "share_pct_low"]  # what left the ranks had less than it can have

src/bilateral/trade/change.py
(first[both] + second[both]) / 200 => (first[both] + second[both]) / 100  # dispersion × √2

src/bilateral/trade/totals.py
~printed & (frame["reporter"] != "reconciled") => ~printed  # reconciled figures are official
official.duplicated(POINT, keep=False) => official.duplicated(POINT)  # one of two official figures is taken
first["import"] - last["import"] => last["import"] - first["import"]  # more imports improve the balance
** (1 / years) - 1) => ** (1 / (years + 1)) - 1)  # growth over a year too many

src/bilateral/trade/mirror.py
back / out * 100 => out / back * 100  # percent of the importer's figure
(shares["flow"] == OTHER_SIDE[flow]) => (shares["flow"] == flow)  # the mirror of the wrong flow
"gap_low": importer[0] - exporter[1] => "gap_low": exporter[1] - importer[0]  # the gap's sign

src/bilateral/trade/critical.py
["share_pct_high"].min() => ["share_pct_high"].max()  # any chapter may be as large as the first
.sum() - half) if exact else 0.0 => .sum() - half)  # a chapter that holds other goods is exact
) + limit * len( => ) + 0 * len(  # chapters that are not printed are nothing

src/bilateral/trade/pair.py
years["last"] + 1): => years["last"]):  # without the last year
if period != "calendar" => if period == "calendar"  # fiscal-year trade over calendar-year trade

src/bilateral/trade/printed_measures.py
str(row["value_high"])), open_high=True) => str(row["value_high"])))  # an HHI half a unit off holds

src/bilateral/trade/complexity.py
if rises >= 0 else => if rises < 0 else  # the least complex economy first

src/bilateral/fdi/flows.py
year > behind[-1]] => year > behind[0]]  # since when the partner leads its rival, for good
(frame["jpy_billion"] > 0) & (earlier > 0) => (frame["jpy_billion"] > 0)  # growth from a negative base
rank(ascending=False, method="min") => rank(ascending=False, method="first")  # one of two equals ranks first
behind = lead[lead <= 0].index => behind = lead[lead < 0].index  # a tie is a lead
if other > 0 and mine > 0 else None => if other and mine else None  # −2 times a disinvestment
["jpy_billion"].sum().where(whole) => ["jpy_billion"].sum()  # a sum without a missing member
positive / positive.sum() * 100 => positive / of_year["jpy_billion"].sum() * 100  # shares of more than 100
frame["jpy_billion"] * 1000 / frame => frame["jpy_billion"] * 100 / frame  # dollars a tenth

src/bilateral/fdi/releases.py
if low <= official < high: => if low <= official <= high:  # a figure that rounds up holds
if power and abs(left) <= LARGEST_REVISION => if power  # any distance is a slip of magnitude

src/bilateral/clean/shares.py
if share.wide.low >= above.get( => if share.wide.low > above.get(  # 7.3 ranked below 7.2

src/bilateral/clean/rounds.py
["call_to"] < record["decided_on"] => ["call_to"] <= record["decided_on"]  # decided too soon
if record["adopted"] > record["applications"] => if record["adopted"] >= record["applications"]  # all adopted

src/bilateral/clean/subsidies.py
for cells in table.body) if number.mark else 1 => for cells in table.body)  # two caps alike are one cap
if revised_on and revised_on < approved_on => if revised_on and revised_on <= approved_on  # on the same day

src/bilateral/clean/fdi.py
HUNDRED_MILLION_PER_BILLION = 10 => HUNDRED_MILLION_PER_BILLION = 100  # a tenth of the investment
if abs(difference) <= slack => if abs(difference) <= slack * 10  # a sum that is off by more than rounding
Decimal(1).scaleb(exponent) / 2, => Decimal(1).scaleb(exponent),  # twice the rounding

src/bilateral/clean/series.py
{"exports": "export", "imports": "import"} => {"exports": "import", "imports": "export"}  # flows exchanged
if reporter == pair["partner"] else => if reporter == pair["reporter"] else  # an economy trades with itself
is_bare or number.value < 0: => is_bare:  # negative trade
for key in said]).all(axis=1)] => for key in said]).any(axis=1)]  # other flows, too

src/bilateral/clean/row_checks.py
(year > years["last"]) => (year >= years["last"])  # without the last year

src/bilateral/clean/repairs.py
if cell.count(item["printed"]) != 1 => if cell.count(item["printed"]) == 0  # both places that print it change

src/bilateral/clean/investment_inputs.py
rate.value <= 0 => rate.value < 0  # division by a rate of 0
number.about if about else => number.wide if about else  # "about 50" is 49.5 to 50.5

src/bilateral/clean/stated_numbers.py
elif self.kind != "target" and MONEY => elif MONEY  # a target of 5 trillion is met by 4.5
(self.value, None) if self.relation == ">=" => (self.value, None) if self.relation == "<="  # bounds exchanged

src/bilateral/sources/eidb.py
Decimal("0.005") * (len(amounts) + 1) => Decimal("0.05") * (len(amounts) + 1)  # a total may be off tenfold
"""


@dataclass(frozen=True)
class Mutation:
    """path: below the project's folder. meaning: for a reader."""

    path: str
    old: str
    new: str
    meaning: str


def read_mutations(text: str) -> list[Mutation]:
    """Raises ValueError for a line whose old text does not stand once in its file, or that leaves no code."""
    found, path = [], ""
    for line in filter(None, text.splitlines()):
        if line.startswith("src/") and " " not in line:
            path = line
            continue
        change, _, meaning = line.rpartition("  # ")
        old, _, new = change.partition(" =>")
        new, content = new.removeprefix(" "), (ROOT / path).read_text(encoding="utf-8")
        if not meaning or content.count(old) != 1 or old == new:
            raise ValueError(f"{path}: {old!r} stands {content.count(old)} times, expected once: {line!r}")
        compile(content.replace(old, new), path, "exec")
        found.append(Mutation(path, old, new, meaning))
    return found


def tests_of(path: str) -> list[Path]:
    """The test files of a file's folder: first what is called after the file, then what imports it."""
    source = Path(path)
    module = ".".join(source.with_suffix("").parts[1:])
    files = sorted((ROOT / "tests/unit" / Path(*source.parts[1:-1])).glob("test_*.py"))
    return sorted(
        files, key=lambda file: (source.stem not in file.stem, module not in file.read_text(encoding="utf-8"))
    )


def copied(folder: Path) -> Path:
    """The project as it is now: its code and tests, with links to all else that these need."""
    folder.mkdir()
    for entry in ROOT.iterdir():
        if entry.name in ("src", "tests"):
            shutil.copytree(entry, folder / entry.name)
        elif entry.name not in (".git", ".hypothesis"):
            (folder / entry.name).symlink_to(entry)
    return folder


def first_failure(original: Path, path: str, old: str = "", new: str = "") -> str:
    """The first test that fails where a file is changed, in a copy of the original; "" where none does."""
    import pytest

    class First:
        name = ""

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                self.name = self.name or report.nodeid.rpartition("/")[2]

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    first = First()
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        tree = Path(folder) / "project"
        shutil.copytree(original, tree, symlinks=True, copy_function=os.link)
        changed = tree / path
        content = changed.read_text(encoding="utf-8")
        changed.unlink()
        changed.write_text(content.replace(old, new), encoding="utf-8")
        os.environ["REFERENCE_DATA"] = str(Path(folder) / "none")
        os.chdir(tree)
        # quiet: the tests' own output, that of programs they start included
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        signal.signal(signal.SIGALRM, too_long)
        signal.alarm(SECONDS)
        options = ["-x", "-q", f"--rootdir={tree}", "--hypothesis-seed=0", "-p", "no:cacheprovider"]
        status = 0
        for file in tests_of(path):
            status = status or pytest.main([*options, str(tree / file.relative_to(ROOT))], plugins=[first])
        signal.alarm(0)
        os.chdir("/")
    return first.name or (f"pytest ends with status {status}" if status else "")


def tried(original: Path, mutation: Mutation) -> tuple[Mutation, str]:
    return mutation, first_failure(original, mutation.path, mutation.old, mutation.new)


def main(words: list[str]) -> int:
    every = read_mutations(MUTATIONS)
    chosen = [one for one in every if all(word in f"{one.path} {one.meaning}" for word in words)]
    # a copy begins with what all tests import, but not with the code that changes
    for name in ("hypothesis", "pandas", "pytest", "statsmodels.api"):
        __import__(name)
    start, cores, noticed = time.monotonic(), os.cpu_count() or 1, 0
    with (
        tempfile.TemporaryDirectory(prefix="original-") as folder,
        multiprocessing.get_context("fork").Pool(cores, maxtasksperchild=1) as pool,
    ):
        original = copied(Path(folder) / "project")
        unchanged = {str(Path(one.path).parent): one.path for one in chosen}.values()
        for path, failed in zip(
            unchanged, pool.map(partial(first_failure, original), unchanged, 1), strict=True
        ):
            if failed:
                print(f"{path}: without any change {failed} fails", file=sys.stderr)
                return 1
        for one, failed in pool.imap(partial(tried, original), chosen, 1):
            noticed += bool(failed)
            if not failed or words:
                said = failed or "NOT NOTICED"
                print(f"{one.path}: {one.old} => {one.new}  # {one.meaning}: {said}", flush=True)
    took = f"{time.monotonic() - start:.0f} s on {cores} cores"
    print(f"{noticed} of {len(chosen)} changes noticed, {took}")
    return int(100 * noticed < GOAL * len(chosen))


if __name__ == "__main__":
    sys.path.pop(0)
    sys.exit(main(sys.argv[1:]))
