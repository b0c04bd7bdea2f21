"""A file that is no page: where it is, and what makes its text, piece by piece, when it is asked for."""

from collections.abc import Callable, Iterable

Pieces = Callable[[], Iterable[str]]
"""Makes a file's text, piece by piece."""
Download = tuple[str, Pieces]
"""Where a file is, from the site's root, and what makes it."""
