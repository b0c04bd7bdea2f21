"""Plain text as Markdown that shows exactly it: whatever a plan's words hold, they stay words."""

import posixpath
import re
from collections.abc import Callable
from datetime import date
from html import escape as html_escape
from urllib.parse import quote

from generator.addresses import address_of, slug
from generator.targetdate import TargetDate, day_in_words, describe


class Markdown(str):
    """Text that is Markdown already, and is not escaped again."""

    __slots__ = ()


# What begins a list, a definition, a quotation, a fence or a rule at the start of a line.
_AT_START = re.compile(r"([0-9]+)([.)])(?=\s|$)|([-+:>])|(~)(?=~~)")
_ANYWHERE = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_{}[]#"} | {"&": "&amp;", "<": "&lt;", "|": "&#124;"}
)


def escape(text: str) -> Markdown:
    """Text as one line of Markdown; a newline becomes a blank."""
    line = " ".join(text.split("\n")).translate(_ANYWHERE)
    line = line.replace("]:", "]&#58;")  # a link that begins '[x]: y' would be hidden as the definition of 'x'
    return Markdown(_AT_START.sub(_escape_start, line, count=1) if _AT_START.match(line) else line)


def _escape_start(start: re.Match[str]) -> str:
    if start[1]:
        return f"{start[1]}\\{start[2]}"
    mark = start[3] or start[4]
    return f"\\{mark}" if mark in "-+" else f"&#{ord(mark)};"


def paragraphs(text: str, classes: str, words: Callable[[str], Markdown] = escape) -> Markdown:
    """Printed words as paragraphs of a class; several are a quotation, so that facts can stand beside the first.

    `words` makes one line of Markdown of a paragraph.
    """
    parts = [words(part) for part in text.split("\n") if part.strip()]
    if len(parts) == 1:
        return Markdown(f"{parts[0]}\n{{: {classes} }}")
    return Markdown("\n>\n".join(f"> {part}\n> {{: {classes} }}" for part in parts))


def link(words: str, page: str, here: str, classes: str = "") -> Markdown:
    """A link from the page `here` to a page or to a file that is none, relative, so that it holds wherever the site is.

    `classes` are those of an attribute list: ".printed .lead"; a link to a file that is no page can have no others.
    """
    path, mark, anchor = page.partition("#")
    if not path.endswith(".md"):
        return _to_file(words, path, here, mark + anchor, classes)
    relative = "" if anchor and path == here else _relative(path, here)
    shown = words if isinstance(words, Markdown) else escape(words)
    return _of(f"[{shown}]({quote(relative)}{mark}{anchor})", classes)


def _to_file(words: str, file: str, here: str, mark: str = "", classes: str = "") -> Markdown:
    """A link to a file that engines never see: in HTML, as they would take it for a page that is lacking.

    Nor do they rewrite it, so it is relative to where the page `here` is served.
    """
    address = html_escape(quote(_relative(file, address_of(here))) + mark)
    named = f' class="{html_escape(classes.replace(".", ""))}"' if classes else ""
    return Markdown(f'<a{named} href="{address}">{escape(words)}</a>')


def inline(words: str, classes: str) -> Markdown:
    """Words of some classes within a line."""
    return _of(f"*{escape(words)}*", classes)


def _of(words: str, classes: str) -> Markdown:
    return Markdown(f"{words}{{: {classes} }}" if classes else words)


def _relative(page: str, here: str) -> str:
    there, folders = page.split("/"), here.split("/")[:-1]
    shared = len(posixpath.commonprefix([there[:-1], folders]))
    return "/".join([*[".."] * (len(folders) - shared), *there[shared:]])


def outside(words: str, address: str) -> Markdown:
    """A link to an address elsewhere."""
    return Markdown(f"[{escape(words)}](<{quote(address, safe=_IN_ADDRESSES)}>)")


_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"


def tag(words: str) -> Markdown:
    """A state, as a word in a tag."""
    return inline(words[:1].upper() + words[1:], f".tag .{slug(words)}")


def printed(words: str) -> Markdown:
    """Words as printed, in quotation marks, within a line."""
    return inline(f"“{words}”", ".printed")


def passage(words: str, text_file: str, here: str, begins: str, before: str) -> Markdown:
    """A link from the page `here` to a file of plain text, at the first place where it says `begins`, after `before`.

    Browsers that do not know how to look for a text show the file from its beginning.
    """
    wanted, prefix = (quote(text, safe="").replace("-", "%2D") for text in (begins, before))
    directive = f"{prefix}-,{wanted}" if prefix else wanted
    return _to_file(words, text_file, here, f"#:~:text={directive}")


def day(value: date) -> Markdown:
    """A day in words that a program can read too."""
    return Markdown(f'<time datetime="{value.isoformat()}">{day_in_words(value)}</time>')


def target(value: TargetDate) -> Markdown:
    """A reading of a target date, in words."""
    words = describe(value)
    return day(value.latest) if value.latest and words == day_in_words(value.latest) else escape(words)
