"""The site: the only room that writes `build/` and `site` and runs the engines, MkDocs and Pagefind.

It is given texts and knows nothing of plans. Each step has a tree of its own under `build/`:

    docs, records   the pages and the search records, as given
    downloads       what is no page, as given: engines never see it
    html            what MkDocs made of the pages; it writes in place, so this is never published as it stands
    pagefind        the search bundle: what Pagefind made of the records
    releases        what was published, numbered; `site` is a link to the newest
    finished        the recipe of the last build and what it made, if it came to its end

What changed, or is not as it was made, is removed from `html` and `pagefind` before the engines run, so what is
lacking there is due.
"""

import fcntl
import gzip
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

from generator.addresses import address_of
from generator.release import (
    Changes,
    files_under,
    make_release,
    remove,
    write_if_changed,
    write_streams,
    write_tree,
)
from generator.streams import Download

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""

ENGINES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pagefind_bin")
ENGINE_SETTINGS = {"SOURCE_DATE_EPOCH": "0"}  # no page can show the day of the build
# `--verbose` would tell how far MkDocs is, and turn off its check of anchors: so only one part of it talks.
MKDOCS = """
import logging
from mkdocs.__main__ import cli
logging.getLogger("mkdocs.commands.build").setLevel(logging.DEBUG)
cli()
"""
DIRTY_NOTICE = "A 'dirty' build is being performed"
BUNDLE_UNUSED = ("pagefind-highlight.js", "pagefind-*ui.*")
# How MkDocs and Pagefind tell what the system refused; that a file is not there (2) is a fault of ours.
REFUSED_BY_SYSTEM = re.compile(r"\[Errno (?!2\])|Os \{ code: (?!2,)")
MOVE_AWAY = "move it elsewhere, then build again"
MAKE_ROOM = "see that there is room on the disk and that you may write there, then build again"


class NotReady(Exception):
    """Something on this machine stands in the way of the site, and what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}: {self.remedy}"


class BuildFailed(Exception):
    """An engine refused what it was given, or did not deliver: a fault of ours, in sentences."""

    def __init__(self, engine: str, complaints: Iterable[str]) -> None:
        self.engine = engine
        self.complaints = tuple(complaints)
        super().__init__(engine, self.complaints)

    def __str__(self) -> str:
        return "\n".join((f"{self.engine} could not make the site:", *self.complaints))


@dataclass(frozen=True)
class SiteSettings:
    """What the site is called, where it will stand, and what its theme is told."""

    title: str
    address: str
    """In full, as "https://plans.example/"; "" while it has none."""
    description: str
    nav: tuple[tuple[str, str], ...]
    """Label and page of each top page, as ("Plans", "plans/index.md")."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Further words for the theme, which finds them as `config.extra.<name>`."""


@dataclass(frozen=True)
class Published:
    """A site that is out: its release, and what it took."""

    release: Path
    is_clean: bool
    pages: Changes
    records: int
    downloads: Changes


def publish(
    root: Path,
    settings: SiteSettings,
    pages: Mapping[str, str],
    records: Mapping[str, str],
    downloads: Iterable[Download],
    *,
    clean: bool,
    progress: Progress,
) -> Published:
    """Make a site of pages, search records and downloads and let it replace the one before, in one step or not at all.

    `pages` maps paths to texts: "plans/x/1.md" becomes "plans/x/1/"; what is no Markdown is published as
    it is. `records` maps paths to HTML. `downloads` are written one after the other, piece by piece, and are
    not kept in memory. All pages are made anew if `clean`, if the last build broke off, or if the
    settings, the theme or an engine changed. Raises NotReady or BuildFailed; then `site` is as it was.
    """
    versions = engine_versions()
    look_round(root)
    build = root / "build"
    files = tuple(downloads)
    refuse_two_at_one_path([*map(html_of, pages), *(path for path, _ in files)])
    with refusals_told(build), alone_in(build):
        # Each is held against what comes, and renamed when it is whole: a build that breaks off here spoils nothing.
        beside_pages = write_streams(build / "downloads", files, lambda done: progress("files", done, len(files)))
        recipe = write_recipe(root, settings, versions)
        finished = what_was_finished(build, recipe)
        is_clean = clean or not finished
        (build / "finished").unlink(missing_ok=True)
        if not is_clean:
            remove_altered(build, finished)
        changes = lay_out(build, pages, records, is_clean=is_clean)
        with ThreadPoolExecutor(max_workers=1) as beside:
            progress("search", 0, len(records))
            bundle = beside.submit(make_bundle, build, len(records))
            make_html(root, pages, is_clean=is_clean, progress=progress)
            bundle.result()
            progress("search", len(records), len(records))
        release = make_release(root, files_of_release(root, pages, [path for path, _ in files]))
        (build / "finished").write_text(json.dumps({"recipe": recipe, "made": what_is_made(build)}))
    return Published(release, is_clean, changes, len(records), beside_pages)


def engine_versions() -> dict[str, str]:
    """The engines and their versions; raises NotReady if one is not installed."""
    try:
        return {engine: metadata.version(engine) for engine in ENGINES}
    except metadata.PackageNotFoundError as absent:
        remedy = "run 'make site' once; it installs what is needed"
        raise NotReady(f"{absent.name}, which is needed to make the site, is not installed", remedy) from None


def look_round(root: Path) -> None:
    """Raise NotReady if something stands where a build writes, or the theme is not there."""
    if (root / "site").exists() and not (root / "site").is_symlink():
        raise NotReady("'site' is not the link that a build makes", MOVE_AWAY)
    if (root / "build").exists() and not (root / "build").is_dir():
        raise NotReady("'build' is not the folder that a build makes", MOVE_AWAY)
    if not (root / "theme" / "main.html").is_file():
        message = f"there is no '{root / 'theme' / 'main.html'}', and without its theme the site has no look"
        raise NotReady(message, "copy the folder 'theme' of this project there, then build again")


def refuse_two_at_one_path(paths: Iterable[str]) -> None:
    """Raise ValueError if two files of a site have one path: a fault of ours."""
    if twice := sorted(path for path, times in Counter(paths).items() if times > 1):
        raise ValueError(f"more than one file is to be published as {', '.join(twice)}")


@contextmanager
def refusals_told(build: Path) -> Iterator[None]:
    """Raise NotReady if the system refuses something, such as room on the disk, to us or to an engine."""
    try:
        yield
    except FileNotFoundError:
        raise  # a fault of ours
    except OSError as refusal:
        path = refusal.filename2 or refusal.filename or build
        raise NotReady(f"'{path}' could not be read or written: {refusal.strerror}", MAKE_ROOM) from refusal
    except BuildFailed as failure:
        for complaint in filter(REFUSED_BY_SYSTEM.search, failure.complaints):
            raise NotReady(f"{failure.engine} could not read or write: {complaint}", MAKE_ROOM) from failure
        raise


@contextmanager
def alone_in(build: Path) -> Iterator[None]:
    """Keep other builds out, also while engines run on whose build was killed: they inherit the lock."""
    build.mkdir(exist_ok=True)
    with (build / ".lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)  # noqa: FBT003 - it takes no name
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotReady("another build is running here", "wait until it ends, then try again") from None
        yield


def write_recipe(root: Path, settings: SiteSettings, versions: Mapping[str, str]) -> str:
    """Write `mkdocs.yml`; return a digest of all that makes a site beside its texts, this room included."""
    config = json.dumps(mkdocs_config(settings), ensure_ascii=False, indent=2)
    write_if_changed(root / "build" / "mkdocs.yml", config.encode())
    digest = hashlib.sha256(repr((config, versions, platform.python_version())).encode())
    digest.update(Path(__file__).read_bytes())
    for name in files_under(root / "theme"):
        digest.update(name.encode() + (root / "theme" / name).read_bytes())
    return digest.hexdigest()


def mkdocs_config(settings: SiteSettings) -> dict[str, object]:
    """The content of `mkdocs.yml`: as little as will do, so that another engine could read it too."""
    return {
        "site_name": settings.title,
        "site_url": settings.address,
        "site_description": settings.description,
        "docs_dir": "docs",
        "site_dir": "html",
        "use_directory_urls": True,
        "theme": {"name": "material", "custom_dir": "../theme"},
        "extra": dict(settings.extra),
        "plugins": [],
        "markdown_extensions": [
            "attr_list",
            "def_list",
            "md_in_html",  # an action and all that is said of it are one section
        ],
        "nav": [{label: page} for label, page in settings.nav],
        "not_in_nav": "*",  # the time of MkDocs grows by the square of the pages in `nav`
        "validation": {
            "nav": {"not_found": "warn", "absolute_links": "warn"},
            "links": dict.fromkeys(("not_found", "anchors", "absolute_links", "unrecognized_links"), "warn"),
        },
    }


def what_was_finished(build: Path, recipe: str) -> dict[str, str]:
    """What the last build made; nothing unless it reached its end, by this recipe."""
    try:
        finished = json.loads((build / "finished").read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    made: dict[str, str] = finished["made"]
    return made if finished["recipe"] == recipe else {}


def what_is_made(build: Path) -> dict[str, str]:
    """The size and the time of each file that the engines made, by its path."""
    names = [f"{tree}/{name}" for tree in ("html", "pagefind") for name in files_under(build / tree)]
    states = ((name, (build / name).stat()) for name in names)
    return {name: f"{state.st_size} {state.st_mtime_ns}" for name, state in states}


def remove_altered(build: Path, finished: Mapping[str, str]) -> None:
    """Remove each file that is not as the last build left it, and the whole search bundle for any file of it.

    Somebody may have deleted or edited one; a power cut can leave one empty.
    """
    for name, _ in finished.items() ^ what_is_made(build).items():
        remove(build / name)
        if name.startswith("pagefind/"):
            shutil.rmtree(build / "pagefind", ignore_errors=True)


def lay_out(build: Path, pages: Mapping[str, str], records: Mapping[str, str], *, is_clean: bool) -> Changes:
    """Write what the engines read, remove what they made of what changed; return the changes of the pages."""
    page_changes = write_tree(build / "docs", pages)
    record_changes = write_tree(build / "records", records)
    for page in page_changes.written + page_changes.removed:
        remove(build / "html" / html_of(page))
    if page_changes.removed:
        remove(build / "html" / "sitemap.xml")  # it names every page, where MkDocs makes it
    if is_clean:
        shutil.rmtree(build / "html", ignore_errors=True)
    if is_clean or record_changes.written or record_changes.removed:
        shutil.rmtree(build / "pagefind", ignore_errors=True)
    return page_changes


def html_of(page: str) -> str:
    """The file that MkDocs makes of a page: of "plans/x/1.md" it makes "plans/x/1/index.html"."""
    return f"{address_of(page)}index.html" if page.endswith(".md") else page


@contextmanager
def running(*arguments: str, build: Path) -> Iterator[subprocess.Popen[str]]:
    """Run Python with an engine in `build` until it ends or the block breaks off; what it says is read."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=build,
        env=os.environ | ENGINE_SETTINGS,
        close_fds=False,  # it inherits the lock
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def make_html(root: Path, pages: Mapping[str, str], *, is_clean: bool, progress: Progress) -> None:
    """Have MkDocs make what is lacking in `build/html`; any warning of its is a failure."""
    html = root / "build" / "html"
    lacking = files_lacking(html, files_of_html(root, pages))
    if not lacking:
        return
    markdown = [page for page in pages if page.endswith(".md")]
    totals = {
        "pages read": len(markdown),
        "pages made": len(files_lacking(html, map(html_of, markdown))),
    }
    complaints = run_mkdocs(root / "build", totals, is_clean=is_clean, progress=progress)
    complaints = complaints or [f"'{name}' was not made." for name in files_lacking(html, lacking)]
    if complaints:
        raise BuildFailed("MkDocs", complaints)


def files_of_html(root: Path, pages: Iterable[str]) -> list[str]:
    """What MkDocs must make: each page, our theme's files and the page for what is not found.

    It makes more that is not published: the scripts and styles of Material, of which our theme uses none.
    """
    assets = [name for name in files_under(root / "theme") if not name.endswith((".html", ".md"))]
    return [*map(html_of, pages), *assets, "404.html"]


def files_lacking(folder: Path, names: Iterable[str]) -> list[str]:
    """The names that no file in the folder has."""
    return [name for name in names if not (folder / name).is_file()]


def run_mkdocs(build: Path, totals: Mapping[str, int], *, is_clean: bool, progress: Progress) -> list[str]:
    """Run MkDocs and return what it complained of.

    The notice of a dirty build counts as a warning, so such a build cannot be strict: we count for ourselves.
    """
    mode = ("--clean", "--strict") if is_clean else ("--dirty",)
    with running("-c", MKDOCS, "build", *mode, build=build) as mkdocs:
        complaints, last_words = follow(mkdocs.stdout or (), totals, progress)
    return complaints or ([last_words] if mkdocs.returncode else [])


def follow(log: Iterable[str], totals: Mapping[str, int], progress: Progress) -> tuple[list[str], str]:
    """Report progress from MkDocs's log as it comes; return its warnings and errors, and its last line."""
    stages = {"Reading": "pages read", "Building page": "pages made"}
    done = dict.fromkeys(totals, 0)
    complaints = []
    line = ""
    for line in log:
        level, _, message = line.partition("-  ")
        if level.strip() in ("WARNING", "ERROR", "CRITICAL") and not message.startswith(DIRTY_NOTICE):
            complaints.append(message.strip())
        stage = stages.get(message.rpartition(" ")[0].rstrip(":"))
        if stage:
            done[stage] += 1
            progress(stage, done[stage], totals[stage])
    return complaints, line.strip()


def make_bundle(build: Path, records: int) -> None:
    """Have Pagefind make the search bundle if it is lacking and there is something to search.

    Under load it can cut files short: what it made is read again, and made again once.
    """
    bundle = build / "pagefind"
    if bundle.exists() or not records:
        return
    run_pagefind(build)
    if fault_of_bundle(bundle, records):
        shutil.rmtree(bundle, ignore_errors=True)
        run_pagefind(build)
    fault = fault_of_bundle(bundle, records)
    if fault:
        raise BuildFailed("Pagefind", [fault])
    for meta in bundle.glob("*.pf_meta"):
        meta.write_bytes(pack_small(gzip.decompress(meta.read_bytes())))


def run_pagefind(build: Path) -> None:
    """Run Pagefind over the records; the characters keep a reference such as 113.7 in one piece."""
    options = ("--quiet", "--site", "records", "--output-path", "pagefind", "--include-characters", ".-()")
    with running("-m", "pagefind_bin", *options, build=build) as pagefind:
        said, _ = pagefind.communicate()
    if pagefind.returncode:
        raise BuildFailed("Pagefind", said.strip().splitlines())


def pack_small(content: bytes) -> bytes:
    """Content as gzip, smaller than Pagefind's where little is repeated, as in the hashes that each search loads."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16, 8, zlib.Z_FILTERED)
    return packer.compress(content) + packer.flush()


def fault_of_bundle(bundle: Path, records: int) -> str:
    """What is wrong with the search bundle of so many records, in a sentence; "" if nothing is."""
    names = files_under(bundle)
    fragments = sum(name.startswith("fragment/") for name in names)
    try:
        languages = json.loads((bundle / "pagefind-entry.json").read_bytes())["languages"].values()
        entries = sum(language["page_count"] for language in languages)
        for name in names:
            if ".pf_" in name or name.endswith(".pagefind"):
                gzip.decompress((bundle / name).read_bytes())
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as damage:
        return f"The search bundle is damaged: {damage}."
    if not entries == fragments == records:
        return f"The search bundle holds {fragments} of {records} records, and says that it holds {entries}."
    return ""


def files_of_release(root: Path, pages: Iterable[str], downloads: Iterable[str]) -> dict[str, Path]:
    """What is published, by its path in the site, and where it was made."""
    build = root / "build"
    files = {name: build / "html" / name for name in files_of_html(root, pages)}
    files |= {name: build / "downloads" / name for name in downloads}
    for name in files_under(build / "pagefind"):
        if not any(fnmatch(name, unused) for unused in BUNDLE_UNUSED):
            files[f"pagefind/{name}"] = build / "pagefind" / name
    return files
