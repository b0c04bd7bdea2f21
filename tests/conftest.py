"""What tests share: both sites, built once a run and served below a path; the same examples in every run."""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.__main__ import main
from generator.preview import Preview

ROOT = Path(__file__).parent.parent
SPECIMEN = ROOT / "tests" / "specimen"
BASE = "/a/b/"
# The plans that the project began with. What is known by hand of the real ones is known of these: others may be added.
FIVE = (
    "norfolk-suffolk-crc-2019",
    "cumbria-lancashire-crc-2019",
    "dlnr-crc-2019",
    "staffordshire-west-midlands-crc-2018",
    "nps-north-east-2019",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


@dataclass(frozen=True)
class BuiltSite:
    """A site and the folder that it was built in, with the sources it was built from."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "site"

    @property
    def pages(self) -> list[str]:
        """The HTML files, by their paths in the site."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    @property
    def anchors(self) -> dict[str, list[str]]:
        """The address of each page that search leads to, and the ids of its actions."""
        records = self.root / "build" / "records"
        return {
            f"{record.parent.relative_to(records).as_posix()}/": re.findall('<h2 id="(.*?)"', record.read_text())
            for record in sorted(records.rglob("*.html"))
        }


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all that run the tests of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def real_site(shared: Path) -> BuiltSite:
    """The repository's own plans, as at the end of 2019."""
    return built(shared / "real", ROOT, "2019-12-20")


@pytest.fixture(scope="session")
def site_of_five(shared: Path) -> BuiltSite:
    """The five plans alone, as at the end of 2019: no plan that is added and no update changes what stands on it."""
    held = ("plans/bodies", "plans/sources", *(f"plans/{plan}.yml" for plan in FIVE))
    return built(shared / "five", ROOT, "2019-12-20", held)


@pytest.fixture(scope="session")
def specimen_site(shared: Path) -> BuiltSite:
    """The plans that show every field and every state."""
    return built(shared / "specimen", SPECIMEN, "2032-01-15")


@pytest.fixture(scope="session", params=["real_site", "specimen_site"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Both sites, one after the other."""
    each: BuiltSite = request.getfixturevalue(request.param)
    return each


def built(root: Path, sources: Path, as_at: str, held: Sequence[str] = ("plans",)) -> BuiltSite:
    """The site of these sources, or of some of their plans; who comes first builds it, and the others wait."""
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            root.mkdir()
            (root / "theme").symlink_to(ROOT / "theme")
            for name in (*held, "site_config.yml"):
                (root / name).parent.mkdir(exist_ok=True)
                (root / name).symlink_to(sources / name)
            main(["--root", str(root), "build", "--as-at", as_at])
    assert (root / "site").exists(), f"the site of {sources} could not be built"
    return BuiltSite(root)


@pytest.fixture(scope="session")
def real_address(real_site: BuiltSite) -> Iterator[str]:
    """Where the repository's own plans are served, each of them."""
    with hosted(real_site, BASE) as address:
        yield address


@pytest.fixture(scope="session")
def address_of_five(site_of_five: BuiltSite) -> Iterator[str]:
    """Where the five real plans are served, and no others."""
    with hosted(site_of_five, BASE) as address:
        yield address


@pytest.fixture(scope="session")
def specimen_address(specimen_site: BuiltSite) -> Iterator[str]:
    """Where the specimen is served: not where its settings say, for links must hold anywhere."""
    with hosted(specimen_site, BASE) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, as for all tests of this run."""
    with chromium() as browser:
        yield browser


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which asks nothing of the network by itself."""
    program = shutil.which("chromium")
    if not program:
        pytest.fail("there is no Chromium here: run 'sudo apt-get install chromium', then try again")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def hosted(site: BuiltSite, base: str, host: "type[Host] | None" = None) -> Iterator[str]:
    """Serve a site below the path `base` and nowhere else; gives the address of its home page."""
    handler = partial(host or Host, directory=str(site.folder), base=base)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()


class Host(SimpleHTTPRequestHandler):
    """Answers as a plain host of files does: with the site's own page where there is nothing."""

    protocol_version = "HTTP/1.1"
    extensions_map = Preview.extensions_map

    def __init__(self, *arguments: object, base: str, **settings: object) -> None:
        self.base = base
        super().__init__(*arguments, **settings)  # type: ignore[arg-type]  # passed on as they came

    def translate_path(self, path: str) -> str:
        """The file of an address; outside the site there is none."""
        inside = path.removeprefix(self.base)
        return super().translate_path(f"/{inside}") if inside != path else str(Path(self.directory, "-"))

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002  # a folder shows nothing
        """Say that a folder without a page of its own is no page."""
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Send the site's page for what is not there."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def replaced(name: str, before: str, after: str) -> Callable[[Path], None]:
    """An edit of one file; what is replaced must be there."""

    def edit(root: Path) -> None:
        text = (root / name).read_text()
        assert before in text
        (root / name).write_text(text.replace(before, after))

    return edit
