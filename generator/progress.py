"""How far a long work is, on one line of a terminal."""

from dataclasses import dataclass
from typing import TextIO


@dataclass
class ProgressLine:
    """One line that says how far a long work is, and is gone in the end; nothing where nobody watches."""

    stream: TextIO
    width: int = 0

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, what: str, done: int, total: int) -> None:
        """Says how much of what is done."""
        self._write(f"{what}: {done:,} of {total:,}")

    def _write(self, words: str) -> None:
        if self.stream.isatty():
            self.stream.write(f"\r{words.ljust(self.width)}\r{words}")
            self.stream.flush()
            self.width = len(words)
