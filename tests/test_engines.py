"""The engines that may follow MkDocs make the same of the same Markdown, settings and theme."""

import difflib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.site import ENGINE_SETTINGS
from tests.conftest import BuiltSite

LEADING = ("action", "href", "src")


@dataclass
class Reader(HTMLParser):
    """Reads what a page of an address says, what can be pointed at, and where it leads."""

    address: str
    words: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the id of a tag, and its addresses in full: engines write one address in several ways."""
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [f"{tag} {urljoin(self.address, value or '')}" for name, value in attrs if name in LEADING]

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def said_by(folder: Path) -> dict[str, Reader]:
    """What each page in a folder says, by its path."""
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        pages[name] = Reader(f"https://plans.example/{name}")
        pages[name].feed(path.read_text())
    return pages


def built_by(engine: str, site: BuiltSite, root: Path) -> Path:
    """The folder into which another engine built the pages of a site, without a warning."""
    (root / "build").mkdir()
    (root / "theme").symlink_to(site.root / "theme")
    shutil.copytree(site.root / "build" / "docs", root / "build" / "docs")
    shutil.copy(site.root / "build" / "mkdocs.yml", root / "build")
    command = [sys.executable, "-m", engine, "build", "--strict", "--config-file", "mkdocs.yml"]
    environment = os.environ | ENGINE_SETTINGS
    run = subprocess.run(
        command, cwd=root / "build", env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert run.returncode == 0, run.stdout
    return root / "build" / "html"


def differences(ours: Reader, theirs: Reader) -> list[str]:
    """What one says and the other does not, as lines with a mark before."""
    return [
        line
        for mine, other in ((ours.words, theirs.words), (ours.ids, theirs.ids), (ours.links, theirs.links))
        for line in difflib.unified_diff(mine, other, lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_other_engine_makes_the_same_text_ids_and_links(engine: str, site: BuiltSite, tmp_path: Path) -> None:
    ours, theirs = said_by(site.folder), said_by(built_by(engine, site, tmp_path))
    assert list(theirs) == list(ours)
    differing = {name: differences(ours[name], theirs[name]) for name in ours}
    assert {name: lines for name, lines in differing.items() if lines} == {}


def test_difference_is_seen() -> None:
    pages = ['<a id="1.1" href="../x/">one two</a>', '<b id="1.2">one  three</b><a href="/x/">']
    ours, theirs = Reader("https://plans.example/y/"), Reader("https://plans.example/y/z/")
    for reader, page in zip((ours, theirs), pages, strict=True):
        reader.feed(page)
    assert differences(ours, theirs) == ["-two", "+three", "-1.1", "+1.2"]
