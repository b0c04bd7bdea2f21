"""The house: which room may import which, which room knows which library, and who speaks to the outside."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"

# A room may import only rooms that stand before it.
ROOMS = (
    "vocabulary",
    "problems",
    "columns",
    "halts",
    "yamlfile",
    "targetdate",
    "addresses",
    "streams",
    "spreadsheets",
    "fields",
    "model",
    "hosts",
    "identifiers",
    "references",
    "passages",
    "ledger",
    "refusals",
    "slips",
    "read",
    "likeness",
    "repeats",
    "id_rules",
    "checking",
    "plan_rules",
    "statement_rules",
    "recommendation_rules",
    "document_rules",
    "address_rules",
    "check",
    "verbs",
    "contact_details",
    "what_stands",
    "advice_rules",
    "advice",
    "index",
    "owners",
    "moved",
    "connections",
    "due",
    "pictures",
    "target_dates",
    "response_times",
    "left_open",
    "glossary",
    "promises",
    "canonical",
    "quotations",
    "history",
    "events",
    "spans",
    "markdown",
    "ways",
    "phrases",
    "accounts",
    "due_words",
    "picture_words",
    "left_open_words",
    "found",
    "changes_words",
    "shelves",
    "lists",
    "home",
    "style",
    "write",
    "schema",
    "dictionary",
    "site_map",
    "statement",
    "robots",
    "coming",
    "concerns",
    "citations",
    "table",
    "row_parts",
    "plan_tables",
    "action_tables",
    "people_tables",
    "document_tables",
    "tables",
    "data_versions",
    "licences",
    "linked_data",
    "plan_json",
    "table_schemas",
    "package",
    "data",
    "table_words",
    "feed_words",
    "feeds",
    "calendars",
    "reinspection",
    "downloads",
    "pages",
    "records",
    "browsing",
    "views",
    "datasette_notes",
    "database",
    "layout",
    "formatting",
    "follow_up",
    "named_files",
    "filled_in",
    "outlook",
    "beginning",
    "asking",
    "release",
    "site",
    "preview",
    "matching",
    "pairs",
    "field_words",
    "sayings",
    "changes",
    "undone",
    "mending",
    "renamings",
    "identities",
    "lost_addresses",
    "differences",
    "revisions",
    "excerpts",
    "report",
    "host_markdown",
    "github",
    "difference_report",
    "arguments",
    "progress",
    "__main__",
)

# The rooms that know a library. One that comes with Python may be used anywhere, unless it is named here.
LIBRARIES = {
    "argparse": {"arguments"},
    "csv": {"spreadsheets", "filled_in"},
    "feedgenerator": {"feeds"},
    "icalendar": {"calendars"},
    "sqlite3": {"database"},
    "jinja2": {"pages"},
    "mkdocs": {"site"},
    "pagefind_bin": {"site"},
    "pydantic": {"fields", "model", "refusals", "slips", "read", "schema"},
    "pydantic_core": {"fields", "refusals", "schema", "plan_json"},
    "rapidfuzz": {"advice_rules", "refusals"},
    "ruamel": {"yamlfile", "write"},
    "tantivy": {"likeness"},
}

# The rooms whose library is an extra and may be absent: only `__main__` opens them, by name, for their command.
EXTRA = {"likeness"}

# What only `__main__` does: it opens rooms by name, prints, exits, and asks what day it is.
SPEAKING = {
    "import_module",
    "importlib.import_module",
    "print",
    "input",
    "exit",
    "quit",
    "SystemExit",
    "sys.exit",
    "sys.argv",
    "sys.stdout",
    "sys.stderr",
}
ASKING_THE_DAY = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}


def modules() -> list[Path]:
    return sorted(path for path in GENERATOR.rglob("*.py") if path != GENERATOR / "__init__.py")


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.stem)
def test_room_keeps_to_its_place(module: Path) -> None:
    assert list(breaches(module.stem, ast.parse(module.read_text()))) == []


def test_every_module_is_a_room_of_the_house() -> None:
    """A new room is put into ROOMS, after the rooms it needs and before those that need it."""
    names = {module.relative_to(GENERATOR).with_suffix("").as_posix() for module in modules()}
    assert names - set(ROOMS) == set(), "put each new room into ROOMS in tests/test_rooms.py"


@pytest.mark.parametrize(
    ("line", "breach"),
    [
        ("from generator.pages import Page", "imports pages, which does not stand above it"),
        ("import generator.report", "imports report, which does not stand above it"),
        ("from generator import check", "imports check, which does not stand above it"),
        ("from generator.likeness import likest", "imports likeness, which only __main__ opens, by name"),
        ("from . import problems", "imports by a relative name"),
        ("import ruamel.yaml", "imports ruamel, which is not its to know"),
        ("from numpy import array", "imports numpy, which is not its to know"),
        ("def late():\n    import re", "imports re inside something else"),
        ("likest = import_module('generator.likeness')", "uses import_module, which only __main__ may"),
        ("print('done')", "uses print, which only __main__ may"),
        ("today = datetime.date.today()", "uses datetime.date.today, which only __main__ may"),
    ],
)
def test_breach_is_seen(line: str, breach: str) -> None:
    assert list(breaches("check", ast.parse(line))) == [breach]


def test_what_a_room_may_do_is_no_breach() -> None:
    allowed = "import re\nfrom generator.model import Plan\nfrom generator import problems\nday = date(2019, 9, 1)"
    assert list(breaches("check", ast.parse(allowed))) == []


def breaches(room: str, tree: ast.Module) -> Iterator[str]:
    """What the module does that its room may not, in words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from import_breaches(room, node, is_at_top=node in tree.body)
        elif isinstance(node, ast.Name | ast.Attribute) and room != "__main__" and is_outside(ast.unparse(node)):
            yield f"uses {ast.unparse(node)}, which only __main__ may"


def import_breaches(room: str, node: ast.Import | ast.ImportFrom, *, is_at_top: bool) -> Iterator[str]:
    for name in imported(node):
        package, _, inside = name.partition(".")
        own = inside.partition(".")[0]
        if not package:
            yield "imports by a relative name"
        elif not is_at_top:
            yield f"imports {name} inside something else"
        elif package == "generator" and own in EXTRA:
            yield f"imports {own}, which only __main__ opens, by name"
        elif package == "generator" and own not in ROOMS[: ROOMS.index(room)]:
            yield f"imports {own}, which does not stand above it"
        elif package != "generator" and not may_know(room, package):
            yield f"imports {package}, which is not its to know"


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The full names of the modules; one that starts with a stop is relative."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    module = "." * node.level + (node.module or "")
    return [f"{module}.{alias.name}" for alias in node.names] if module == "generator" else [module]


def may_know(room: str, package: str) -> bool:
    return room in LIBRARIES[package] if package in LIBRARIES else package in sys.stdlib_module_names


def is_outside(name: str) -> bool:
    return name in SPEAKING or any(f".{name}".endswith(f".{asking}") for asking in ASKING_THE_DAY)
