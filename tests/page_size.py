"""How long a page is as HTML, without a site around it: its Markdown as MkDocs makes it, in the theme's frame."""

from functools import cache
from types import SimpleNamespace

import jinja2
import markdown  # type: ignore[import-untyped]  # it comes with MkDocs, without types
from mkdocs.utils.meta import get_data

from generator.__main__ import TOP_PAGES
from generator.addresses import address_of
from tests.conftest import ROOT

MOST = 200_000  # bytes of HTML that no index page exceeds
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "def_list", "md_in_html"]


def kind_of(text: str) -> str:
    """The kind of a page, which its front matter gives."""
    return str(get_data(text)[1]["kind"])


def size_of(text: str) -> int:
    """The bytes of a page's HTML."""
    words, meta = get_data(text)
    content = markdown.markdown(words, extensions=EXTENSIONS)
    return len(content.encode()) + len(_frame().render(page={"meta": meta, "content": ""}, **_around()).encode())


@cache
def _frame() -> jinja2.Template:
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "theme"))
    templates.filters["url"] = lambda address: f"../../../../{address}"
    return templates.get_template("main.html")


@cache
def _around() -> dict[str, object]:
    nav = [{"title": label, "url": address_of(page), "active": False} for label, page in TOP_PAGES]
    return {
        "config": {"site_name": "Made-up action plans", "extra": {"licence_note": "x" * 200}},
        "nav": SimpleNamespace(items=nav),
    }
