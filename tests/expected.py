"""What pages must be, whole: `make expected` writes it anew, to be read in review like code.

Under `expected/` are the specimen's pages as at `AS_AT`, and under `expected/records/` its search records. What
`plans check` must print of each mistake is written anew too, and so are the schemas that editors' programs read.
"""

from datetime import date
from pathlib import Path

from generator.downloads import downloads
from generator.index import Index
from generator.pages import pages
from generator.read import read
from generator.records import records
from generator.release import write_tree
from generator.schema import schema_texts
from tests.test_bad import write_expected

EXPECTED = Path(__file__).parent / "expected"
SPECIMEN = Path(__file__).parent / "specimen"
SCHEMAS = Path(__file__).parent.parent / "generator" / "schemas"
AS_AT = date(2032, 1, 15)


def index_of(root: Path, as_at: date = AS_AT) -> Index:
    """The collection under `root` as it stands on a day."""
    collection = read(root).collection
    assert collection
    return Index(collection, as_at)


def downloaded(index: Index) -> dict[str, str]:
    """The text of everything on the site that is no page, by its path."""
    return {path: "".join(pieces()) for path, pieces in downloads(index)}


def made() -> dict[str, str]:
    """The specimen's pages and search records as they come out now, by their paths under `expected/`."""
    index = index_of(SPECIMEN)
    markdown = {page: text for page, text in pages(index).items() if page.endswith(".md")}
    return markdown | {f"records/{path}": html for path, html in records(index).items()}


if __name__ == "__main__":
    changes = write_tree(EXPECTED, made())
    for what, files in (("written", changes.written), ("removed", changes.removed)):
        for file in files:
            print(f"{what}: tests/expected/{file}")
    print(f"{len(changes.written)} written, {len(changes.removed)} removed, {changes.unchanged} unchanged")
    write_expected()
    write_tree(SCHEMAS, {f"{name}.json": text for name, text in schema_texts().items()})
