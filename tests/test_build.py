"""A build after any edit gives the site that a clean build gives."""

import filecmp
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.__main__ import main
from generator.release import files_under
from tests.conftest import ROOT, SPECIMEN, BuiltSite, hosted, replaced

AS_AT = "2032-01-15"

# What search must find alike: words of a recommendation, an action, a step, an edit below; an id; nothing.
QUERIES = ["chain", "pilots", "advertise", "lanterns", "1.1", "nothing-holds-this"]
ASK = """async ([address, queries]) => {
  const pagefind = await import(address);
  await pagefind.options({ excerptLength: 12 });
  const answers = { filters: await pagefind.filters() };
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.map((result) => result.data()));
    answers[query] = pages.map((page) => [page.url, page.content, page.sub_results.map((part) => part.url)]).sort();
  }
  return answers;
}"""

Edit = Callable[[Path], None]


@dataclass
class Site:
    """A collection that is edited step by step, built from what was built before."""

    root: Path
    as_at: str = AS_AT

    def build(self, *options: str) -> Path:
        assert main(["--root", str(self.root), "build", "--as-at", self.as_at, *options]) == 0
        return self.root / "site"


def copy_of_specimen(root: Path) -> Path:
    shutil.copytree(SPECIMEN, root)
    shutil.copytree(ROOT / "theme", root / "theme")
    return root


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(copy_of_specimen(tmp_path_factory.mktemp("edited") / "site"))
    site.build()
    return site


def answers(browser: Browser, site: Path) -> object:
    """What search says to `QUERIES`: its files differ from run to run."""
    with hosted(BuiltSite(site.parent), "/") as home, browser.new_page() as page:
        page.goto(home)
        return page.evaluate(ASK, [f"{home}pagefind/pagefind.js", QUERIES])


def assert_same(one: Path, other: Path) -> None:
    """Two sites have the same files, byte for byte; search is compared by `answers`."""
    names = [[name for name in files_under(site) if not name.startswith("pagefind/")] for site in (one, other)]
    assert names[0] == names[1]
    _, mismatched, lacking = filecmp.cmpfiles(one, other, names[0], shallow=False)
    assert (mismatched, lacking) == ([], [])


def write(name: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)

    return edit


def delete(*names: str) -> Edit:
    def edit(root: Path) -> None:
        for name in names:
            (root / name).unlink()

    return edit


PLAN = "plans/specimen-2027.yml"
NEW_ACTION = """\
      - action: Keep the buoys clean.
        id: "1.2"
      - action: Hang nine lanterns.
        id: "1.3"
"""
NEW_PLAN = """\
title: A third plan
body: Specimen Harbour Service
inspectorate: Specimen Inspectorate
source: https://specimen.example/third
recommendations:
  - number: 1
    text: Paint the lanterns.
    decision: Agreed
    themes: [staff]
"""
NEW_UPDATE = """\
update: Return for 2028
date: 2028-12-31
source: https://specimen.example/2028
entries:
  - action: "1.2"
    delivery: in progress
    said: Half are clean.
"""
NEW_FINDING = """\
finding: Second look
date: 2029-12-31
source: https://specimen.example/2029
entries:
  - recommendation: "1"
    judgement: not achieved
"""

RENAMED = "name: Specimen Ministry\nalso: [Specimen Department]"

# In this order: each edit is made to what the ones before it left.
EDITS: dict[str, Edit] = {
    "nothing": lambda _: None,
    "a word": replaced(PLAN, "Lay twelve buoys.", "Lay thirteen buoys."),
    "a target date": replaced(PLAN, "target_date: 31/12/2027", "target_date: 31/01/2032"),
    "an action more": replaced(PLAN, '      - action: Keep the buoys clean.\n        id: "1.2"\n', NEW_ACTION),
    "an update more": write("plans/specimen-2027/2028-12-31-return.yml", NEW_UPDATE),
    "a finding more": write("plans/specimen-2027/2029-12-31-look.yml", NEW_FINDING),
    "an update less": delete("plans/specimen-2027/2028-12-31-return.yml"),
    "a plan more": write("plans/specimen-third.yml", NEW_PLAN),
    "a theme's name": replaced("site_config.yml", "name: Staff", "name: People"),
    "a body's name": replaced("plans/bodies/specimen-department.yml", "name: Specimen Department", RENAMED),
    "the site's title": replaced("site_config.yml", "title: Specimen action plans", "title: Made-up action plans"),
    "the look": replaced("theme/assets/plans.css", "}", "}\n"),
    "a plan less": delete("plans/specimen-third.yml"),
}


@pytest.mark.parametrize("what", EDITS)
def test_incremental_site_equals_a_clean_one(what: str, edited: Site, browser: Browser, tmp_path: Path) -> None:
    EDITS[what](edited.root)
    incremental = edited.build()
    ignored = shutil.ignore_patterns("build", "site")
    clean = Site(Path(shutil.copytree(edited.root, tmp_path / "clean", ignore=ignored))).build("--clean")
    assert_same(incremental, clean)
    assert answers(browser, incremental) == answers(browser, clean)


def test_incremental_site_of_another_day_equals_a_clean_one(edited: Site, tmp_path: Path) -> None:
    later = Site(edited.root, as_at="2032-03-01").build()
    ignored = shutil.ignore_patterns("build", "site")
    root = Path(shutil.copytree(edited.root, tmp_path / "clean", ignore=ignored))
    assert_same(later, Site(root, as_at="2032-03-01").build("--clean"))


def test_two_clean_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    sites = [Site(copy_of_specimen(tmp_path / name)).build("--clean") for name in ("one", "other")]
    assert_same(*sites)
    assert_same(tmp_path / "one" / "build" / "docs", tmp_path / "other" / "build" / "docs")


def test_each_edit_of_one_plan_leaves_the_other_plans_alone(tmp_path: Path) -> None:
    root = copy_of_specimen(tmp_path / "site")
    site = Site(root).build()
    own = ("plans/specimen-lighthouse", "data/plans/specimen-lighthouse", "data/sources/specimen-lighthouse")
    before = {name: (site / name).stat().st_ino for name in files_under(site) if name.startswith(own)}
    replaced(PLAN, "Lay twelve buoys.", "Lay thirteen buoys.")(root)
    site = Site(root).build()
    assert before == {name: (site / name).stat().st_ino for name in before}
