"""What a search takes to load: `make bench`, or `python -m tests.bench_search 2500` for another number of plans.

Bytes as a host sends them: HTML, styles and scripts compressed, the search's own files as they are, with their heads.
"""

import gzip
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import date, timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright

from generator.addresses import SEARCH
from generator.index import Index
from generator.model import Body, Collection, Plan
from generator.pages import pages
from generator.phrases import words_of
from generator.read import read
from generator.records import records
from generator.site import SiteSettings, publish
from tests.conftest import FLAGS, ROOT, BuiltSite, Host
from tests.small import SETTINGS, action, plan, recommendation

RECOMMENDATIONS = 7
ACTIONS = 7
AS_AT = date(2031, 12, 1)
LONG = 120_000  # milliseconds
ASKED = ("staff", "domestic abuse training", "segregation", "Director", "1.4", "zeppelin")


def measure(plans: int) -> None:
    """Prints what is transferred until the first result of each search is shown, and for opening each filter."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        build(root, plans)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with counted(BuiltSite(root)) as (address, sent):
            for words in ASKED:
                print(f"{words!r}: {kilobytes(asked(browser, f'{address}search/?q={words}', sent))}")
            print(f"'staff', newest first: {kilobytes(asked(browser, f'{address}search/?q=staff&sort=date', sent))}")
            for name, size in opened(browser, f"{address}search/?q=staff", sent):
                print(f"opening the filter {name!r}: {kilobytes(size)}")
        browser.close()


def build(root: Path, plans: int) -> None:
    """Publishes the search page of so many made-up plans, with their records and nothing else."""
    (root / "theme").symlink_to(ROOT / "theme")
    index = made_up(plans)
    settings = SiteSettings("Made-up plans", "", "", nav=(("Search", SEARCH),))
    made = records(index)
    page = {SEARCH: pages(Index(Collection(SETTINGS, {}, {}, (), {}, {}, {}), index.as_at))[SEARCH]}
    with redirect_stderr(StringIO()):
        publish(root, settings, page, made, (), clean=True, progress=lambda *_: None)
    print(f"{len(index.all_made):,} recommendations, {len(index.standings):,} actions, {len(made):,} records")


def made_up(plans: int) -> Index:
    """So many plans of bodies of their own, in words of the repository's plans; always the same for a number."""
    chance = random.Random(plans)
    real = read(ROOT).collection
    assert real
    index = Index(real, AS_AT)
    asked = [made.recommendation.text or "Lost." for made in index.all_made]
    promised = [(words_of(standing.action), standing.owner_words or "Director") for standing in index.standings]
    bodies = {f"body-{number}": Body(id=f"body-{number}", name=f"Service {number}") for number in range(plans)}
    made = (_plan(f"body-{number}", f"Service {number}", asked, promised, chance) for number in range(plans))
    return Index(Collection(real.settings, {one.id: one for one in made}, bodies, (), {}, {}, {}), AS_AT)


def _plan(body: str, name: str, asked: list[str], promised: list[tuple[str, str]], chance: random.Random) -> Plan:
    made = []
    for number in range(1, RECOMMENDATIONS + 1):
        cells = [(f"{number}.{each}", *chance.choice(promised)) for each in range(1, ACTIONS + 1)]
        actions = [action(id_, "30/09/2031", action=words, owner=owner) for id_, words, owner in cells]
        themes = chance.sample(["staff", "training"], 1)
        made.append(recommendation(*actions, number=str(number), text=chance.choice(asked), themes=themes))
    day = date(2011, 1, 1) + timedelta(days=chance.randrange(20 * 365))
    return plan(*made, id_=f"{body}-{day.year}", body=name, report_published=f"{day:%d/%m/%Y}")


@contextmanager
def counted(site: BuiltSite) -> Iterator[tuple[str, dict[str, int]]]:
    """Serves a site as a host does that compresses; gives its address, and what was sent of each file so far."""
    sent: dict[str, int] = {}
    handler = partial(Counting, directory=str(site.folder), base="/", sent=sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


class Counting(Host):
    """Answers with what is asked for, compressed if it is text, and notes how much that is."""

    def __init__(self, *arguments: object, sent: dict[str, int], **settings: str) -> None:
        self.sent = sent
        super().__init__(*arguments, **settings)

    def do_GET(self) -> None:  # noqa: N802  # as the library calls it
        """Send a file."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            return self.send_error(404)
        is_text = file.suffix in (".html", ".css", ".js", ".json", ".svg")
        body = gzip.compress(file.read_bytes()) if is_text else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        head: list[bytes] = self._headers_buffer  # type: ignore[attr-defined]  # what end_headers sends
        self.sent[self.path] = len(body) + len(b"".join(head))
        self.end_headers()
        self.wfile.write(body)
        return None


def asked(browser: Browser, address: str, sent: dict[str, int]) -> dict[str, int]:
    """What is sent to a reader who comes for the first time, until it says what was found."""
    sent.clear()
    with browser.new_context() as context, context.new_page() as page:
        wait_for_answer(page, address)
        return dict(sent)


def wait_for_answer(page: Page, address: str) -> None:
    page.set_default_timeout(LONG)
    page.goto(address)
    page.get_by_role("status").filter(has_text=re.compile(".")).wait_for()


def opened(browser: Browser, address: str, sent: dict[str, int]) -> Iterator[tuple[str, dict[str, int]]]:
    """What is sent on opening each filter, one after the other."""
    with browser.new_context() as context, context.new_page() as page:
        wait_for_answer(page, address)
        for filter_ in page.locator("#filters details").all():
            sent.clear()
            filter_.locator("summary").click()
            filter_.locator("label").first.wait_for()
            yield filter_.locator("summary").inner_text(), dict(sent)


def kilobytes(sent: dict[str, int]) -> str:
    """The sum, and its parts by kind of file."""
    kinds: dict[str, int] = {}
    for path, size in sent.items():
        kind = re.sub(r".*\.", "", path.partition("?")[0]) if "." in path else "page"
        kinds[kind] = kinds.get(kind, 0) + size
    parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(kinds.items()))
    return f"{sum(sent.values()) / 1000:.1f} KB ({parts})"


if __name__ == "__main__":
    for number in sys.argv[1:] or ("2500",):
        measure(int(number))
