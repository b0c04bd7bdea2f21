"""CSV (RFC 4180) as spreadsheets read it: letters as they are, and no words taken for a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
"""Without it at the head of a file spreadsheets take UTF-8 for the letters of the country they are in."""

# What a spreadsheet takes for a formula, unless an apostrophe stands before it.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKS = frozenset("'=+-@\t\r")


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines; where there is nothing, nothing."""
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def guarded(words: str) -> str:
    """Words that no spreadsheet takes for a formula: those that it might, and those guarded already, get a guard."""
    return f"'{words}" if words[:1] in _MARKS and _FORMULA.match(words) else words


def unguarded(cell: str) -> str:
    """The words of a cell that may be guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
