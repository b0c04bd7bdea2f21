"""The site on this machine follows what is saved."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.request import urlopen

import pytest

from generator.pages import TEMPLATES
from generator.preview import look, serve
from generator.release import files_under
from generator.site import NotReady

LONG = 20  # seconds after which what did not come will not come


@dataclass
class Served:
    """A site being served, whose build copies the plan's words into the site."""

    root: Path
    said: Queue[str] = field(default_factory=Queue)
    built: Queue[str] = field(default_factory=Queue)

    def rebuild(self) -> None:
        words = (self.root / "plans" / "x.yml").read_text()
        if words == "stop":
            raise KeyboardInterrupt
        if words == "wrong":
            raise ValueError("'wrong' is wrong")
        (self.root / "site" / "index.html").write_text(words)
        self.built.put(words)

    def save(self, file: str, words: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(words)

    def run(self) -> None:
        try:
            serve(self.root, 0, self.rebuild, self.said.put)
        except KeyboardInterrupt:
            self.said.put("ended")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    (tmp_path / "site").mkdir()
    served.save("plans/x.yml", "one")
    Thread(target=served.run).start()
    yield served
    served.save("plans/x.yml", "stop")
    while served.said.get(timeout=LONG) != "ended":
        pass


def read(address: str) -> bytes:
    with urlopen(address) as answer:
        return bytes(answer.read())


def test_site_is_built_shown_and_built_again_on_save(served: Served) -> None:
    address, _, rest = served.said.get(timeout=LONG).partition(" ")
    assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", address)
    assert rest == "shows the site and follows what you save; Ctrl+C ends it"
    assert served.built.get(timeout=LONG) == "one"
    assert read(address) == b"one"
    served.save("plans/x.yml", "two")
    assert served.built.get(timeout=LONG) == "two"
    assert read(address) == b"two"


def test_browser_keeps_nothing(served: Served) -> None:
    """The next save may change any page."""
    address = served.said.get(timeout=LONG).partition(" ")[0]
    served.built.get(timeout=LONG)
    with urlopen(address) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_every_source_is_watched_and_nothing_else(tmp_path: Path) -> None:
    """The templates are those of the program, wherever the plans are."""
    sources = {
        "plans/bodies/x.yml",
        "plans/x.yml",
        "plans/x/2031-09-20-letter.yml",
        "site_config.yml",
        "theme/assets/plans.css",
    }
    for name in sources | {"build/docs/index.md", "generator/site.py", "plans/.x.yml.swp", "plans/x.yml~"}:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    templates = {TEMPLATES / name for name in files_under(TEMPLATES)}
    assert templates
    assert set(look(tmp_path)) == {tmp_path / name for name in sources} | templates


def test_failing_build_is_told_and_the_next_save_mends_it(served: Served) -> None:
    address = served.said.get(timeout=LONG).partition(" ")[0]
    assert served.built.get(timeout=LONG) == "one"
    served.save("plans/x.yml", "wrong")
    assert served.said.get(timeout=LONG) == "the site stays as it was: 'wrong' is wrong"
    assert read(address) == b"one"
    served.save("plans/x.yml", "two")
    assert served.built.get(timeout=LONG) == "two"


def test_port_in_use_is_told_with_a_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(NotReady) as told:
            serve(tmp_path, port, lambda: None, lambda _: None)
    assert (told.value.message, told.value.remedy) == (
        f"port {port} cannot be had; another program may use it",
        "choose another, as in '--port 8001'",
    )


def test_source_is_shown_with_its_letters(served: Served) -> None:
    served.save("site/source.txt", "• naïve")
    address = re.search("http://[^ ]+/", served.said.get(timeout=LONG))
    assert address
    with urlopen(f"{address[0]}source.txt") as reply:
        assert (reply.headers["Content-Type"], reply.read().decode()) == ("text/plain; charset=utf-8", "• naïve")
