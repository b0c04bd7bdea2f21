"""What a visit costs: a site served as a good host of static files does, and the bytes that come over the wire."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.conftest import Host

PACKED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")
PACKED_ALREADY = (".pagefind", ".pf_fragment", ".pf_index", ".pf_meta")


class PackingHost(Host):
    """Sends texts packed, and lets a browser keep what it has."""

    def do_GET(self) -> None:  # noqa: N802  # the server calls it so
        """Send a file packed; what is not there, or is packed already, as any host does."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file():
            super().do_GET()
            return
        packed = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def end_headers(self) -> None:
        """Say that a file may be kept for an hour."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


class LateScriptsHost(Host):
    """Sends scripts after a page has been painted without them, as a slow line does."""

    def do_GET(self) -> None:  # noqa: N802  # the server calls it so
        if self.path.endswith(".js"):
            time.sleep(0.15)
        super().do_GET()


@contextmanager
def weighing(page: Page) -> Iterator[dict[str, int]]:
    """The bytes of each answer that comes over the wire, head included, by its address; 0 for what was kept."""
    weights: dict[str, int] = {}
    addresses: dict[str, str] = {}
    browser = page.context.new_cdp_session(page)
    browser.on("Network.requestWillBeSent", lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}))
    browser.on(
        "Network.loadingFinished",
        lambda come: weights.update({addresses[come["requestId"]]: round(come["encodedDataLength"])}),
    )
    browser.send("Network.enable")
    yield weights
    page.wait_for_load_state("networkidle")
    browser.detach()
