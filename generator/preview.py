"""The site shown on this machine while its sources are edited."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from generator.pages import TEMPLATES
from generator.release import files_under
from generator.site import NotReady

PAUSE = 0.3  # seconds between two looks at what is watched


def serve(root: Path, port: int, rebuild: Callable[[], object], say: Callable[[str], None]) -> None:
    """Build, show the site on this machine alone, and build again when a source is saved, until Ctrl+C.

    A build that fails is told of, and the site stays as it was. Port 0 takes any that is free.
    Raises NotReady if the port cannot be had.
    """
    with open_server(root / "site", port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        say(f"http://127.0.0.1:{server.server_port}/ shows the site and follows what you save; Ctrl+C ends it")
        try:
            rebuild_on_save(root, rebuild, say)
        finally:
            server.shutdown()


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of what `site` points to at each request."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Preview, directory=str(site)))
    except (OSError, OverflowError):
        remedy = "choose another, as in '--port 8001'"
        raise NotReady(f"port {port} cannot be had; another program may use it", remedy) from None


class Preview(SimpleHTTPRequestHandler):
    """Answers with the site as it is now, and logs nothing."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".txt": "text/plain; charset=utf-8"}  # noqa: RUF012

    def end_headers(self) -> None:
        """Forbid the browser to keep what the next save may change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what matters is said by the build."""


def rebuild_on_save(root: Path, rebuild: Callable[[], object], say: Callable[[str], None]) -> None:
    """Build now and after each change, as soon as two looks agree: an editor may save in several steps.

    Looking sees every way of saving, on every kind of disk, and takes 10 ms for a thousand files.
    """
    built: dict[Path, tuple[int, int]] = {}
    before = look(root)
    while True:
        time.sleep(PAUSE)
        now = look(root)
        if now == before and now != built:
            built = now
            try:
                rebuild()
            except Exception as fault:  # noqa: BLE001 - whatever it is, the next save may mend it
                say(f"the site stays as it was: {fault}")
        before = now


def look(root: Path) -> dict[Path, tuple[int, int]]:
    """The time and size of every watched file at this moment."""
    folders = (root / "plans", root / "theme", TEMPLATES)
    watched = [folder / name for folder in folders for name in files_under(folder)]
    seen = {}
    for path in [root / "site_config.yml", *watched]:
        with suppress(FileNotFoundError):
            state = path.stat()
            seen[path] = (state.st_mtime_ns, state.st_size)
    return seen
