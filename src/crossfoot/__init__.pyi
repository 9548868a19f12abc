# The public names of crossfoot, each with the module that defines it.
from .documents.lines import read_lines
from .documents.prose import find_parts, find_prose_numbers
from .documents.table import Table
from .documents.tables import extract_tables
from .errors import InputError
from .numbers.concentration import explain_measure, extremes, herfindahl, implied_measures
from .numbers.dates import Period, read_day, read_iso, read_iso_date, read_period, split_revision
from .numbers.grammar import is_not_available, read_count, read_number
from .numbers.hs_codes import HS_CHAPTERS, read_hs_chapter, read_hs_code
from .numbers.intervals import Interval, total
from .numbers.number import INFINITY, Number, extreme
from .numbers.slips import explain_misprint, explain_other_year
from .numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, WITHIN_ROUNDING, verdict
from .numbers.words import FRACTIONS, ORDINALS, WORDS
from .run.audit import Audit, audit
from .run.limits import Limits
from .tables.checks import check_tables
