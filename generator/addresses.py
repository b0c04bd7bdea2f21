"""Where the page of each record is, as the path of its Markdown file below build/docs, for ever.

A page's address on the site is its path without 'index.md', or with a slash for '.md': `address_of`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

HOME = "index.md"
PLANS = "plans/index.md"
THEMES = "themes/index.md"
OWNERS = "owners/index.md"
BODIES = "bodies/index.md"
DUE = "due/index.md"
FOUND = "found/index.md"
DECISIONS = "decisions.md"
FIGURES = "figures.md"
ADVICE = "advice.md"
CHANGES = "changes/index.md"
ENTERED = "changes/entered/index.md"
GLOSSARY = "glossary.md"
GLOSSARY_PAGES = "glossary"  # what the addresses of its pages begin with: nearer than `lists/`, for its very many links
ABOUT = "about.md"
HOW_TO = "how-to.md"
HOW_TO_ADVICE = "how-to/advice.md"
KEYS = "how-to/keys.md"
SEARCH = "search.md"
SITEMAP = "sitemap.md"
ACCESSIBILITY = "accessibility.md"
DATA = "data/index.md"
DICTIONARY = "data/dictionary.md"
CHANGE_LOG = "data/changes.md"
CITING = "how-to/cite.md"
ADDRESSES = "data/addresses.txt"
PACKAGE = "data/datapackage.json"
ROBOTS = "robots.txt"


# The names of a folder's own page, which no other page in it may have.
FRONT_PAGES = frozenset({"index", "readme"})

SITEMAP_FILE = "sitemap.xml"  # for search engines


def plan_page(plan: str) -> str:
    """A plan, by its id."""
    return f"plans/{plan}/index.md"


def whole_page(plan: str) -> str:
    """All of a plan on one page, by the plan's id; each recommendation and action at an anchor, its id."""
    return f"plans/{plan}/whole.md"


def history_page(plan: str) -> str:
    """What was said and found of a plan, by the plan's id; each document at an anchor, its file's name."""
    return f"plans/{plan}/history.md"


def changes_page(front: str, name: Sequence[int]) -> str:
    """The changes of a year, a month, a day or a part of a day's, below CHANGES or ENTERED: 'changes/2031/09.md'."""
    if not name:
        return front
    return f"{front.removesuffix('index.md')}{'/'.join(f'{number:02}' for number in name)}.md"


def recommendation_page(plan: str, recommendation: str) -> str:
    """A recommendation, by its plan's id and its own."""
    return f"plans/{plan}/{recommendation}.md"


def theme_page(theme: str) -> str:
    """A theme, by its id."""
    return f"themes/{theme}.md"


def body_page(body: str) -> str:
    """A body, by its id."""
    return f"bodies/{body}.md"


def owners_page(body: str) -> str:
    """The owners of a body, by the body's id."""
    return f"owners/{body}/index.md"


def owner_page(body: str, owner: str) -> str:
    """An owner, by its body's id and its own."""
    return f"owners/{body}/{owner}.md"


def due_page(by: str) -> str:
    """What is due by 'plans', 'bodies' or 'owners', in a month: '2031-06', or in a state: 'overdue'."""
    return f"due/{by}/index.md"


def part_page(front: str, part: int) -> str:
    """A part of the list that begins on a front page: 'due/plans/2.md' of 'due/plans/index.md'."""
    return front if part == 1 else f"{front.removesuffix('index.md')}{part}.md"


def lists_below(front: str) -> str:
    """What the addresses of the further pages of a long list begin with, by its front page: 'lists/themes/staff'."""
    return f"lists/{front.removesuffix('.md').removesuffix('/index')}"


def list_page(stem: str, *groups: str) -> str:
    """A further page of a long list, by the ids of its groups: 'lists/decisions/partly-agreed/2031.md'."""
    return f"{stem}/{'/'.join(groups)}.md"


def is_further_part(page: str) -> bool:
    """Whether a page is a part of a list beyond the first, which there is only while the list is long."""
    return re.fullmatch(rf"(due/[a-z0-9-]+|found)/[0-9]+\.md|(lists|{GLOSSARY_PAGES})/.*", page) is not None


def source_file(plan: str, document: str = "") -> str:
    """The source of a plan, or of a document about it, as held; by their ids."""
    return f"data/sources/{plan}/{document}.txt" if document else f"data/sources/{plan}.txt"


def plan_file(plan: str) -> str:
    """The plan's own file, by the plan's id."""
    return f"data/plans/{plan}.yml"


def plan_json(plan: str) -> str:
    """All that is known of a plan, by the plan's id: its file and its documents, for programs."""
    return f"data/plans/{plan}.json"


def plan_bibtex(plan: str) -> str:
    """A plan for a list of references, by the plan's id, as BibTeX."""
    return f"data/plans/{plan}.bib"


def plan_csl(plan: str) -> str:
    """The same as CSL-JSON."""
    return f"data/plans/{plan}.csl.json"


def reinspection_file(plan: str) -> str:
    """A plan's actions to be filled in by inspectors, by the plan's id."""
    return f"data/reinspection/{plan}.csv"


def table_file(table: str, kind: str) -> str:
    """A table of the open data, by its name, as 'csv' or 'json'."""
    return f"data/{table}.{kind}"


def feed_of(page: str) -> str:
    """The feed of what changed, beside the page that it belongs to: 'plans/x/index.md' has 'plans/x/feed.xml'."""
    return f"{address_of(page)}feed.xml"


def calendar_of(page: str) -> str:
    """The calendar of target dates, beside its page: 'themes/staff.md' has 'themes/staff/calendar.ics'."""
    return f"{address_of(page)}calendar.ics"


def schema_file(name: str) -> str:
    """The JSON Schema of a kind of file, by its name."""
    return f"data/schemas/{name}.json"


def address_of(page: str) -> str:
    """The address, from the site's root, at which a page is served: 'plans/x/1.md#1.4' is 'plans/x/1/#1.4'."""
    path, mark, anchor = page.partition("#")
    if path == HOME or path.endswith(f"/{HOME}"):
        path = path.removesuffix(HOME)
    elif path.endswith(".md"):
        path = f"{path[:-3]}/"
    return path + mark + anchor


@lru_cache(maxsize=2**14)  # plans print the same few owners over and over
def slug(words: str) -> str:
    """An id made of words: small letters, figures and single hyphens; of their hash if they have none of these."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    id_ = "-".join(re.findall("[a-z0-9]+", plain)) or sha256(words.encode()).hexdigest()[:8]
    return f"{id_}-1" if id_ in FRONT_PAGES else id_
