"""Texts become a published site: whole, the same every time, and never half done; by the real engines."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from signal import SIGKILL

import pytest

from generator.release import Changes, files_under
from generator.site import (
    BuildFailed,
    NotReady,
    Published,
    SiteSettings,
    alone_in,
    fault_of_bundle,
    publish,
    running,
)
from generator.streams import Download

SETTINGS = SiteSettings(
    title="Specimen plans",
    address="https://plans.example/a/b/",
    description="Plans of bodies that do not exist",
    nav=(("Home", "index.md"), ("Plans", "plans/index.md")),
    extra={"licence_note": "Free to use"},
)
PAGES = {
    "index.md": "# Home\n\n[All plans](plans/index.md)\n",
    "plans/index.md": '# Plans\n\n[Harbour](harbour/index.md), <a href="../data/plans.csv">data</a>\n',
    "plans/harbour/index.md": "# Harbour\n\n[Recommendation 1](1.md), [action 1.1](1.md#1.1)\n",
    "plans/harbour/1.md": "# Recommendation 1\n\n### 1.1 {: #1.1 }\n\nSurvey all chains.\n{: .printed }\n",
    "plans/harbour/2.md": '---\ntitle: "Two"\n---\n# Recommendation 2\n\nOwner\n:   Harbour Master\n',
    "robots.txt": "Allow: /\n",
}
DOWNLOADS = {
    "data/plans.csv": "id,title\r\nharbour,Harbour\r\n",
    "data/sources/harbour.txt": "The words of the source.\n",
}
THEME = {
    "base.html": (
        "<!doctype html><html lang='en'><head><title>{{ page.title if page }}</title>"
        "<link rel='stylesheet' href='{{ \"assets/plans.css\"|url }}'></head><body>"
        "{% for top in nav %}<a href='{{ top.url|url }}'>{{ top.title }}</a>{% endfor %}"
        "{% block content %}{{ page.content }}{% endblock %}{{ config.extra.licence_note }}</body></html>"
    ),
    "main.html": '{% extends "base.html" %}',
    "404.html": '{% extends "base.html" %}{% block content %}Not here {{ build_date_utc }}{% endblock %}',
    "sitemap.xml": "{% for file in pages %}<loc>{{ file.page.canonical_url }}</loc>{% endfor %}",
    "assets/plans.css": "body { color: black }\n",
}


def record(words: str) -> str:
    return (
        "<!doctype html><html lang='en'><head><title>A recommendation</title></head>"
        f"<body data-pagefind-body><h1>{words}</h1><p data-pagefind-filter='plan'>Harbour</p></body></html>"
    )


RECORDS = {
    "plans/harbour/1/index.html": record("Survey all chains"),
    "plans/harbour/2/index.html": record("Provide enough pilots"),
}


def no_progress(what: str, done: int, total: int) -> None:
    pass


def files(texts: Mapping[str, str]) -> Iterator[Download]:
    """Downloads of these texts, each made line by line."""
    return ((path, partial(text.splitlines, keepends=True)) for path, text in texts.items())


@dataclass(frozen=True)
class Given:
    """All that a site is made of."""

    settings: SiteSettings = SETTINGS
    pages: Mapping[str, str] = field(default_factory=lambda: PAGES)
    records: Mapping[str, str] = field(default_factory=lambda: RECORDS)
    downloads: Mapping[str, str] = field(default_factory=lambda: DOWNLOADS)
    theme: Mapping[str, str] = field(default_factory=lambda: THEME)

    def publish(self, root: Path, *, clean: bool = False) -> Published:
        shutil.rmtree(root / "theme", ignore_errors=True)
        for name, text in self.theme.items():
            (root / "theme" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "theme" / name).write_text(text)
        made = files(self.downloads)
        return publish(root, self.settings, self.pages, self.records, made, clean=clean, progress=no_progress)

    def with_pages(self, pages: Mapping[str, str]) -> "Given":
        return replace(self, pages={**self.pages, **pages})

    def without_page(self, page: str) -> "Given":
        return replace(self, pages={name: text for name, text in self.pages.items() if name != page})


GIVEN = Given()


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site; of the search bundle, whose names vary, what each fragment says."""
    files = {name: (site / name).read_bytes() for name in files_under(site)}
    fragments = {
        json.loads(said)["url"]: said
        for name, content in files.items()
        if name.startswith("pagefind/fragment/")
        for said in [gzip.decompress(content).removeprefix(b"pagefind_dcd")]
    }
    return {name: content for name, content in files.items() if not name.startswith("pagefind/")} | fragments


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a site was built; it is copied, never changed."""
    root = tmp_path_factory.mktemp("finished")
    GIVEN.publish(root)
    return root


@pytest.fixture
def root(finished: Path, tmp_path: Path) -> Path:
    """A folder in which a site was built."""
    return Path(shutil.copytree(finished, tmp_path / "root", symlinks=True))


def test_two_clean_builds_are_identical(finished: Path, tmp_path: Path) -> None:
    GIVEN.publish(tmp_path)
    assert contents(tmp_path / "site") == contents(finished / "site")


def test_release_holds_pages_theme_and_search_alone(finished: Path) -> None:
    """None of Material's scripts and styles, no compressed sitemap with the time in it."""
    names = [re.sub(r"en_\w+", "en_…", name) for name in files_under(finished / "site")]
    assert sorted(names) == [
        "404.html",
        "assets/plans.css",
        "data/plans.csv",
        "data/sources/harbour.txt",
        "index.html",
        "pagefind/filter/en_….pf_filter",
        "pagefind/fragment/en_….pf_fragment",
        "pagefind/fragment/en_….pf_fragment",
        "pagefind/index/en_….pf_index",
        "pagefind/pagefind-entry.json",
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind.en_….pf_meta",
        "pagefind/pagefind.js",
        "pagefind/wasm.en.pagefind",
        "pagefind/wasm.unknown.pagefind",
        "plans/harbour/1/index.html",
        "plans/harbour/2/index.html",
        "plans/harbour/index.html",
        "plans/index.html",
        "robots.txt",
        "sitemap.xml",
    ]


def test_page_is_rendered_with_relative_links_and_what_the_theme_is_told(finished: Path) -> None:
    """So the site works at any path."""
    assert (finished / "site" / "plans" / "harbour" / "index.html").read_text() == (
        "<!doctype html><html lang='en'><head><title>Harbour</title>"
        "<link rel='stylesheet' href='../../assets/plans.css'></head><body>"
        "<a href='../..'>Home</a><a href='../'>Plans</a>"
        '<h1 id="harbour">Harbour</h1>\n'
        '<p><a href="1/">Recommendation 1</a>, <a href="1/#1.1">action 1.1</a></p>Free to use</body></html>'
    )


def test_links_of_the_page_for_what_is_not_found_begin_at_the_path_of_the_address(finished: Path) -> None:
    """It is shown at any depth. And no template can show the day of the build."""
    assert (finished / "site" / "404.html").read_text() == (
        "<!doctype html><html lang='en'><head><title></title>"
        "<link rel='stylesheet' href='/a/b/assets/plans.css'></head><body>"
        "<a href='/a/b/.'>Home</a><a href='/a/b/plans/'>Plans</a>"
        "Not here 1970-01-01 00:00:00+00:00Free to use</body></html>"
    )


def test_reference_with_a_stop_is_searched_in_one_piece(finished: Path) -> None:
    """Else 113.7 would find 1137 first."""
    entry = json.loads((finished / "site" / "pagefind" / "pagefind-entry.json").read_bytes())
    assert {".", "-", "(", ")"} <= set(entry["include_characters"])


def test_site_without_an_address_is_built(root: Path) -> None:
    replace(GIVEN, settings=replace(SETTINGS, address="")).publish(root)
    assert "href='/assets/plans.css'" in (root / "site" / "404.html").read_text()


EDITS: dict[str, tuple[Given, bool]] = {
    "nothing": (GIVEN, False),
    "a page edited": (
        GIVEN.with_pages({"plans/harbour/1.md": "# One\n\n### 1.1 {: #1.1 }\n\nOther.\n"}),
        False,
    ),
    "a page added": (GIVEN.with_pages({"plans/harbour/3.md": "# Three\n\n[Two](2.md)\n"}), False),
    "a page removed": (GIVEN.without_page("plans/harbour/2.md"), False),
    "a page become a folder": (
        GIVEN.without_page("plans/harbour/2.md").with_pages({"plans/harbour/2/index.md": "# Two\n"}),
        False,
    ),
    "a text edited": (GIVEN.with_pages({"robots.txt": "Allow: /plans/\n"}), False),
    "a download edited": (replace(GIVEN, downloads=DOWNLOADS | {"data/plans.csv": "id,title\r\n"}), False),
    "a download added": (replace(GIVEN, downloads=DOWNLOADS | {"plans/harbour/feed.xml": "<feed/>"}), False),
    "a download removed": (replace(GIVEN, downloads={"data/plans.csv": DOWNLOADS["data/plans.csv"]}), False),
    "a download become a folder": (replace(GIVEN, downloads={"data/plans.csv/1.csv": "id\r\n"}), False),
    "a text become a download": (
        replace(GIVEN.without_page("robots.txt"), downloads=DOWNLOADS | {"robots.txt": "Allow: /\n"}),
        False,
    ),
    "a record edited": (
        replace(GIVEN, records=RECORDS | {"plans/harbour/1/index.html": record("Renew the ladders")}),
        False,
    ),
    "a record removed": (replace(GIVEN, records={"plans/harbour/1/index.html": record("Alone")}), False),
    "all records removed": (replace(GIVEN, records={}), False),
    "a style edited": (replace(GIVEN, theme=THEME | {"assets/plans.css": "body { color: navy }\n"}), True),
    "a template edited": (replace(GIVEN, theme=THEME | {"404.html": "Nothing here"}), True),
    "a theme file removed": (
        replace(GIVEN, theme={name: text for name, text in THEME.items() if name != "sitemap.xml"}),
        True,
    ),
    "the settings edited": (replace(GIVEN, settings=replace(SETTINGS, extra={"licence_note": "Ask"})), True),
    "the nav edited": (replace(GIVEN, settings=replace(SETTINGS, nav=(("Start", "index.md"),))), True),
}


@pytest.mark.parametrize(("given", "is_clean"), EDITS.values(), ids=EDITS)
def test_site_after_an_edit_equals_one_made_anew(root: Path, tmp_path: Path, given: Given, is_clean: bool) -> None:
    """Pages alone are made one by one; the theme and the settings are in every page."""
    assert given.publish(root).is_clean is is_clean
    (tmp_path / "anew").mkdir()
    given.publish(tmp_path / "anew")
    assert contents(root / "site") == contents(tmp_path / "anew" / "site")


def test_only_what_changed_is_made(root: Path) -> None:
    pages = PAGES | {
        "plans/harbour/2.md": "# Recommendation 2\n",
        "plans/harbour/3.md": "# Recommendation 3\n",
    }
    del pages["plans/harbour/1.md"]
    pages["plans/harbour/index.md"] = "# Harbour\n"
    downloads = files({"data/plans.csv": DOWNLOADS["data/plans.csv"], "data/plans.json": "[]", "data/x.txt": "x"})
    told: list[tuple[str, int, int]] = []
    published = publish(
        root, SETTINGS, pages, RECORDS, downloads, clean=False, progress=lambda *report: told.append(report)
    )
    assert published == Published(
        release=root / "build" / "releases" / "2",
        is_clean=False,
        pages=Changes(
            written=("plans/harbour/index.md", "plans/harbour/2.md", "plans/harbour/3.md"),
            unchanged=3,
            removed=("plans/harbour/1.md",),
        ),
        records=2,
        downloads=Changes(
            written=("data/plans.json", "data/x.txt"), unchanged=1, removed=("data/sources/harbour.txt",)
        ),
    )
    assert told == [
        *(("files", done, 3) for done in (1, 2, 3)),
        ("search", 0, 2),
        *(("pages read", done, 5) for done in (1, 2, 3, 4, 5)),
        *(("pages made", done, 3) for done in (1, 2, 3)),
        ("search", 2, 2),
    ]


def test_nothing_changed_runs_no_engine_and_keeps_the_release(root: Path) -> None:
    told: list[tuple[str, int, int]] = []
    before = (root / "build" / "pagefind" / "pagefind-entry.json").stat().st_mtime_ns
    published = publish(
        root, SETTINGS, PAGES, RECORDS, files(DOWNLOADS), clean=False, progress=lambda *report: told.append(report)
    )
    assert published == Published(
        root / "build" / "releases" / "1",
        is_clean=False,
        pages=Changes((), 6, ()),
        records=2,
        downloads=Changes((), 2, ()),
    )
    assert told == [("files", 1, 2), ("files", 2, 2), ("search", 0, 2), ("search", 2, 2)]
    assert (root / "build" / "pagefind" / "pagefind-entry.json").stat().st_mtime_ns == before


def test_clean_build_makes_everything_anew(root: Path) -> None:
    (root / "build" / "html" / "index.html").write_text("damaged")
    assert GIVEN.publish(root, clean=True).is_clean
    assert b"damaged" not in contents(root / "site")["index.html"]


def test_published_files_stay_while_mkdocs_rewrites_its_own(root: Path) -> None:
    release = (root / "site").resolve()
    before = contents(release)
    GIVEN.with_pages({"index.md": "# Another home\n\nLonger than before.\n"}).publish(root)
    assert contents(release) == before


def stop(what: str, done: int, _total: int) -> None:
    if (what, done) == ("pages made", 1):
        raise KeyboardInterrupt


def test_build_that_broke_off_changes_nothing_and_is_followed_by_a_clean_one(root: Path, tmp_path: Path) -> None:
    before = contents(root / "site")
    given = GIVEN.with_pages({"index.md": "# Other\n", "plans/harbour/2.md": "# Other\n"})
    with pytest.raises(KeyboardInterrupt):
        publish(root, SETTINGS, given.pages, RECORDS, files(DOWNLOADS), clean=False, progress=stop)
    assert contents(root / "site") == before
    assert given.publish(root).is_clean
    (tmp_path / "anew").mkdir()
    given.publish(tmp_path / "anew")
    assert contents(root / "site") == contents(tmp_path / "anew" / "site")


def test_unchanged_download_is_one_and_the_same_in_both_releases(root: Path) -> None:
    before = (root / "site").resolve()
    replace(GIVEN, downloads=DOWNLOADS | {"data/plans.csv": "id\r\n"}).publish(root)
    same = {name: (before / name).samefile(root / "site" / name) for name in DOWNLOADS}
    assert same == {"data/plans.csv": False, "data/sources/harbour.txt": True}


def test_download_that_cannot_be_made_leaves_the_site_as_it_was(root: Path) -> None:
    """And the next build does not begin anew, for no page was touched."""
    before = contents(root / "site")

    def half() -> Iterator[str]:
        yield "id,title\r\n"
        raise KeyboardInterrupt

    downloads = [*files(DOWNLOADS | {"data/plans.csv": "Other"}), ("data/plans.json", half)]
    with pytest.raises(KeyboardInterrupt):
        publish(root, SETTINGS, PAGES, RECORDS, downloads, clean=False, progress=no_progress)
    assert contents(root / "site") == before
    assert not GIVEN.publish(root).is_clean
    assert contents(root / "site") == before


@pytest.mark.parametrize(
    ("pages", "path"),
    [({"data/plans.csv": "id"}, "data/plans.csv"), ({"data/index.md": "# Data\n"}, "data/index.html")],
)
def test_two_files_at_one_path_are_a_fault_of_ours(root: Path, pages: Mapping[str, str], path: str) -> None:
    before = contents(root / "site")
    given = replace(GIVEN.with_pages(pages), downloads=DOWNLOADS | {path: "id"})
    with pytest.raises(ValueError, match=rf"^more than one file is to be published as {path}$"):
        given.publish(root)
    assert contents(root / "site") == before


def test_two_downloads_at_one_path_are_a_fault_of_ours(root: Path) -> None:
    twice = [*files(DOWNLOADS), *files(DOWNLOADS)]
    message = "^more than one file is to be published as data/plans.csv, data/sources/harbour.txt$"
    with pytest.raises(ValueError, match=message):
        publish(root, SETTINGS, PAGES, RECORDS, twice, clean=False, progress=no_progress)


BROKEN = {
    "[Nine](9.md)": "Doc file 'plans/harbour/2.md' contains a link '9.md', but the target "
    "'plans/harbour/9.md' is not found among documentation files.",
    "[Nine](2.md#9)": "Doc file 'plans/harbour/2.md' contains a link '2.md#9', "
    "but there is no such anchor on this page.",
    "[Home](/)": "Doc file 'plans/harbour/2.md' contains an absolute link '/', it was left as is. "
    "Did you mean '../../index.md'?",
    "[One](1/)": "Doc file 'plans/harbour/2.md' contains an unrecognized relative link '1/', "
    "it was left as is. Did you mean '1.md'?",
}


@pytest.mark.parametrize("clean", [True, False], ids=["clean", "changed pages"])
@pytest.mark.parametrize(("link", "complaint"), BROKEN.items(), ids=BROKEN)
def test_broken_link_fails_with_the_page_named(root: Path, link: str, complaint: str, clean: bool) -> None:
    before = contents(root / "site")
    with pytest.raises(BuildFailed) as failure:
        GIVEN.with_pages({"plans/harbour/2.md": f"# Two\n\n{link}\n"}).publish(root, clean=clean)
    assert (failure.value.engine, failure.value.complaints) == ("MkDocs", (complaint,))
    assert contents(root / "site") == before


def test_clean_build_is_strict_and_free_of_warnings(root: Path) -> None:
    """MkDocs counts its warnings then, beside us; of a page that is not in the nav it says nothing."""
    theme = THEME | {"main.html": "{{ config.strict }}"}
    strict = replace(GIVEN, theme=theme)
    assert strict.publish(root).is_clean
    assert contents(root / "site")["plans/harbour/2/index.html"] == b"True"
    with running("-m", "mkdocs", "build", "--strict", build=root / "build") as mkdocs:
        said, _ = mkdocs.communicate()
    assert mkdocs.returncode == 0
    assert re.findall(r"^[A-Z]+ +-  (.*?)(?: in [\d.]+ seconds)?$", said, re.MULTILINE) == [
        "Cleaning site directory",
        f"Building documentation to directory: {root / 'build' / 'html'}",
        "Documentation built",
    ]


def test_broken_link_does_not_slip_through_the_next_build(root: Path) -> None:
    broken = GIVEN.with_pages({"plans/harbour/2.md": "# Two\n\n[Nine](9.md)\n"})
    for _ in range(2):
        with pytest.raises(BuildFailed):
            broken.publish(root)


def test_broken_template_fails_with_its_reason(root: Path) -> None:
    with pytest.raises(BuildFailed) as failure:
        replace(GIVEN, theme=THEME | {"main.html": "{{ page.nowhere.title }}"}).publish(root)
    assert str(failure.value) == (
        "MkDocs could not make the site:\n"
        "Error building page 'index.md': 'mkdocs.structure.pages.Page object' has no attribute 'nowhere'"
    )


def test_page_that_is_not_made_is_noticed(root: Path) -> None:
    """MkDocs passes over hidden files without a word."""
    with pytest.raises(BuildFailed) as failure:
        GIVEN.with_pages({".hidden.txt": "x"}).publish(root)
    assert failure.value.complaints == ("'.hidden.txt' was not made.",)


def test_record_that_cannot_be_searched_is_noticed(root: Path) -> None:
    """Pagefind passes over a page without a body for the search if others have one."""
    with pytest.raises(BuildFailed) as failure:
        replace(GIVEN, records=RECORDS | {"x/index.html": "<html><p>Words</p></html>"}).publish(root)
    assert str(failure.value) == (
        "Pagefind could not make the site:\nThe search bundle holds 2 of 3 records, and says that it holds 2."
    )


def test_records_that_are_no_html_fail_with_what_pagefind_says(root: Path) -> None:
    with pytest.raises(BuildFailed) as failure:
        replace(GIVEN, records={"x.txt": "Words"}).publish(root)
    assert failure.value.complaints[0] == "Error: Pagefind was not able to build an index. "


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20] + b"spoilt" + path.read_bytes()[26:])


DAMAGES: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "a fragment cut short": ("fragment/*", cut_short, "damaged: "),
    "a fragment spoilt": ("fragment/*", spoil, "damaged: "),
    "a fragment gone": ("fragment/*", Path.unlink, "holds 1 of 2 records, and says that it holds 2."),
    "the index cut short": ("index/*", cut_short, "damaged: "),
    "the entry cut short": ("pagefind-entry.json", cut_short, "damaged: "),
    "the entry gone": ("pagefind-entry.json", Path.unlink, "damaged: "),
    "the engine cut short": ("wasm.en.pagefind", cut_short, "damaged: "),
    "everything gone": (".", shutil.rmtree, "damaged: "),
}


@pytest.mark.parametrize(("pattern", "damage", "fault"), DAMAGES.values(), ids=DAMAGES)
def test_bundle_that_pagefind_left_damaged_is_noticed(
    root: Path, pattern: str, damage: Callable[[Path], None], fault: str
) -> None:
    bundle = root / "build" / "pagefind"
    assert fault_of_bundle(bundle, 2) == ""
    damage(bundle if pattern == "." else next(bundle.glob(pattern)))
    assert fault_of_bundle(bundle, 2).startswith(f"The search bundle {'is ' * fault.startswith('d')}{fault}")


def empty(path: Path) -> None:
    path.write_bytes(b"")


MADE = (
    "downloads/data/plans.csv",
    "html/404.html",
    "html/assets/plans.css",
    "html/robots.txt",
    "html/plans/harbour/1/index.html",
    "html/sitemap.xml",
    "pagefind/fragment/*",
    "pagefind/index/*",
    "pagefind/pagefind-entry.json",
    "pagefind/pagefind.js",
    "pagefind/wasm.en.pagefind",
)


@pytest.mark.parametrize("damage", [Path.unlink, cut_short, empty, spoil])
@pytest.mark.parametrize("pattern", MADE)
def test_what_is_not_as_it_was_made_is_made_anew(
    finished: Path, root: Path, pattern: str, damage: Callable[[Path], None]
) -> None:
    """Somebody may have deleted or edited it; a power cut can leave it empty."""
    damage(next((root / "build").glob(pattern)))
    assert not GIVEN.publish(root).is_clean
    assert contents(root / "site") == contents(finished / "site")


@pytest.mark.parametrize("tree", ["downloads", "html", "pagefind"])
def test_tree_that_is_gone_is_made_anew(finished: Path, root: Path, tree: str) -> None:
    shutil.rmtree(root / "build" / tree)
    GIVEN.publish(root)
    assert contents(root / "site") == contents(finished / "site")


@pytest.mark.parametrize("tree", ["downloads", "pagefind"])
def test_file_that_was_put_beside_what_is_made_is_not_published(finished: Path, root: Path, tree: str) -> None:
    (root / "build" / tree / "notes.txt").write_text("Mine")
    GIVEN.publish(root)
    assert contents(root / "site") == contents(finished / "site")
    assert list((root / "site").resolve().rglob("notes.txt")) == []


@pytest.mark.parametrize("damage", [Path.unlink, cut_short, empty])
def test_build_whose_end_is_not_told_whole_is_followed_by_a_clean_one(
    root: Path, damage: Callable[[Path], None]
) -> None:
    damage(root / "build" / "finished")
    assert GIVEN.publish(root).is_clean


def test_engine_that_is_not_installed_is_told_with_the_remedy(tmp_path: Path) -> None:
    """Without site packages Python has no engine."""
    lines = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])",
        "from generator.site import *",
        "try: publish(Path(sys.argv[2]), SiteSettings('', '', '', ()), {}, {}, (), clean=False, progress=print)",
        "except NotReady as told: print(told.message, told.remedy, sep='\\n')",
    )
    command = [sys.executable, "-S", "-c", "\n".join(lines), str(Path(__file__).parent.parent), str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == (
        "mkdocs, which is needed to make the site, is not installed\nrun 'make site' once; it installs what is needed\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_folder_in_the_place_of_the_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(NotReady) as told:
        GIVEN.publish(tmp_path)
    assert (told.value.message, told.value.remedy) == (
        "'site' is not the link that a build makes",
        "move it elsewhere, then build again",
    )


def test_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("Mine")
    with pytest.raises(NotReady) as told:
        GIVEN.publish(tmp_path)
    assert (told.value.message, told.value.remedy) == (
        "'build' is not the folder that a build makes",
        "move it elsewhere, then build again",
    )
    assert (tmp_path / "build").read_text() == "Mine"


def test_folder_without_a_theme_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotReady) as told:
        publish(tmp_path, SETTINGS, PAGES, RECORDS, files(DOWNLOADS), clean=False, progress=no_progress)
    assert (told.value.message, told.value.remedy) == (
        f"there is no '{tmp_path}/theme/main.html', and without its theme the site has no look",
        "copy the folder 'theme' of this project there, then build again",
    )
    assert list(tmp_path.iterdir()) == []


REMEDY = "see that there is room on the disk and that you may write there, then build again"


@pytest.mark.parametrize(
    ("place", "given"),
    [
        ("docs/new.md", GIVEN.with_pages({"new.md": "# New\n"})),
        (".downloads", replace(GIVEN, downloads=DOWNLOADS | {"new.txt": "New\n"})),
    ],
)
def test_full_disk_is_told_with_the_remedy(root: Path, place: str, given: Given) -> None:
    """Linux has a file that behaves as one on a full disk."""
    before = contents(root / "site")
    (root / "build" / place).symlink_to("/dev/full")
    with pytest.raises(NotReady) as told:
        given.publish(root)
    assert (told.value.message, told.value.remedy) == (
        f"'{root}/build' could not be read or written: No space left on device",
        REMEDY,
    )
    assert contents(root / "site") == before


@pytest.mark.parametrize(
    ("place", "given"),
    [
        ("docs/new.md", GIVEN.with_pages({"new.md": "# New\n"})),
        ("downloads/new.txt", replace(GIVEN, downloads=DOWNLOADS | {"new.txt": "New\n"})),
    ],
)
def test_place_that_cannot_be_written_is_told_with_the_remedy(root: Path, place: str, given: Given) -> None:
    (root / "build" / place).mkdir()
    with pytest.raises(NotReady) as told:
        given.publish(root)
    assert (told.value.message, told.value.remedy) == (
        f"'{root}/build/{place}' could not be read or written: Is a directory",
        REMEDY,
    )


def test_place_that_pagefind_cannot_write_is_told_with_the_remedy(root: Path) -> None:
    shutil.rmtree(root / "build" / "pagefind")
    (root / "build" / "pagefind").symlink_to("/sys/nowhere")
    with pytest.raises(NotReady) as told:
        GIVEN.publish(root)
    assert re.match("Pagefind could not read or write: .*File exists", told.value.message)
    assert told.value.remedy == REMEDY


def test_place_that_mkdocs_cannot_write_is_told_with_the_remedy(root: Path) -> None:
    """Nobody, root included, can make a file in /sys; where it is read-only, we are told before MkDocs is."""
    before = contents(root / "site")
    (root / "build" / "html" / "new").symlink_to("/sys")
    with pytest.raises(NotReady) as told:
        GIVEN.with_pages({"new.md": "# New\n"}).publish(root)
    place = re.escape(f"'{root}/build/html/new/index.html'")
    complaint = rf"Error building page 'new\.md': \[Errno \d+\] [\w -]+: {place}"
    ours, mkdocs = f"{place} could not be read or written: .+", f"MkDocs could not read or write: {complaint}"
    assert re.fullmatch(f"{ours}|{mkdocs}", told.value.message)
    assert told.value.remedy == REMEDY
    assert contents(root / "site") == before


def test_second_build_at_once_is_refused(root: Path) -> None:
    with alone_in(root / "build"), pytest.raises(NotReady) as told:
        GIVEN.publish(root)
    assert str(told.value) == "another build is running here: wait until it ends, then try again"
    GIVEN.publish(root)


def test_engine_ends_with_a_build_that_breaks_off(root: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        running("-m", "http.server", "0", build=root / "build") as engine,
    ):
        raise KeyboardInterrupt
    assert engine.wait() == -SIGKILL


def test_engine_that_outlives_its_build_keeps_others_out(root: Path) -> None:
    """A build can be killed while MkDocs runs on."""
    build = root / "build"
    with alone_in(build):
        server = running("-m", "http.server", "0", build=build)
        engine = server.__enter__()
    with pytest.raises(NotReady):
        GIVEN.publish(root)
    engine.kill()
    server.__exit__(None, None, None)
    GIVEN.publish(root)
