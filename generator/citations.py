"""How a plan and its parts are cited: in words on pages, and for programs as BibTeX and CSL-JSON.

Programs get the plan as one source. A recommendation or an action is a place in it, as a page is in a book, which who
cites adds as the locator: a record for each of them would bury the plan in a reader's library.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator import markdown
from generator.addresses import address_of, history_page, plan_bibtex, plan_csl, plan_page
from generator.coming import came_on
from generator.index import Index
from generator.markdown import Markdown
from generator.model import Action, Aim, Finding, Plan, Recommendation, Update
from generator.phrases import number_of
from generator.streams import Download
from generator.targetdate import day_in_words

NOT_COMPLETE = "copy not complete yet"
SHORT = 12  # digits of a hash in a citation: enough to tell any two versions of a file apart


@dataclass(frozen=True)
class LastEntry:
    """The newest day on which anything of a plan was entered, and what that was."""

    day: date
    entered: Update | Finding | str  # the document, else what the plan's own day is


def last_entry(index: Index, plan: Plan) -> LastEntry | None:
    """What came here last of a plan by the as-at date, else its own day; None if nothing had, or no day is known."""
    own = {"this plan, added here": plan.entered, "this plan, submitted": plan.submitted, "the report": plan.published}
    first = [(day, what) for what, day in own.items() if day and day == came_on(plan)][:1]
    later = [(came_on(one), one) for one in index.documents.get(plan.id, ())]
    known = [LastEntry(day, what) for day, what in (*first, *later) if day and day <= index.as_at]
    return max(reversed(known), key=lambda entry: entry.day, default=None)  # of one day, the last


class Citing:
    """Cites a plan and its parts in words."""

    def __init__(self, index: Index, plan: Plan) -> None:
        self.index, self.plan = index, plan
        self.last, self.hash = last_entry(index, plan), index.file_hash(plan)
        answer = [*([day_in_words(plan.submitted)] if plan.submitted else []), _answered(plan)]
        version = [
            *([NOT_COMPLETE] if plan.copying_since else []),
            *([f"last entry {day_in_words(self.last.day)}"] if self.last else []),
            f"file sha256 {self.hash[:SHORT]}",
        ]
        # What every citation of the plan begins and ends with.
        self.head = (
            f"{markdown.escape(plan.body)}, {markdown.printed(plan.title)}, {markdown.escape(', '.join(answer))}"
        )
        self.tail = ", ".join(version)

    def plan_in_words(self) -> Markdown:
        """The plan, to be copied into a footnote."""
        return self._in_words([], self.plan.id, plan_page(self.plan.id))

    def in_words(self, made: Recommendation, action: Action | Aim | None = None) -> Markdown:
        """A recommendation or an action of it."""
        place = [f"recommendation {number_of(made)}"]
        if action:
            place.append(f"{'aim' if isinstance(action, Aim) else 'action'} {action.id}")
        id_ = (action or made).id or ""
        page = self.index.page_of(self.plan, id_)
        assert page, "what stands in a plan has a page"
        return self._in_words(place, f"{self.plan.id}/{id_}", page)

    def _in_words(self, place: Iterable[str], key: str, page: str) -> Markdown:
        address = _address(self.index, page)
        where = markdown.escape(", ".join([*place, f"{key} <{address}>" if address else key]))
        return Markdown(f"{self.head}, {where}, {self.tail}")

    def last_in_words(self, here: str) -> list[Markdown]:
        """The day of the last entry, and what was entered."""
        if not self.last:
            return []
        what = self.last.entered
        if isinstance(what, str):
            told = markdown.escape(what)
        else:
            told = markdown.link(what.words, f"{history_page(self.plan.id)}#{what.id}", here)
        return [Markdown(f"{markdown.day(self.last.day)} {told}")]


def _answered(plan: Plan) -> str:
    """The report that a plan answers."""
    report = f"in answer to the report by {plan.inspectorate}"
    return f"{report} of {day_in_words(plan.published)}" if plan.published else report


def _address(index: Index, page: str) -> str:
    """Where a page is on the web; '' if the site has no address."""
    address = index.collection.settings.address
    return f"{address}{address_of(page)}" if address else ""


def citation_files(index: Index) -> Iterator[Download]:
    """Each plan as BibTeX and as CSL-JSON, under its former ids too."""
    for plan in index.all_plans:
        for named in (plan.id, *plan.formerly):
            yield plan_bibtex(named), partial(_bibtex, index, plan)
            yield plan_csl(named), partial(_csl, index, plan)


def _csl(index: Index, plan: Plan) -> list[str]:
    """The plan as a list of one, as programs that cite import it."""
    day = plan.submitted
    fields = {
        "id": plan.id,
        "type": "report",
        "genre": KIND,
        "title": plan.title,
        "author": [{"literal": plan.body}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "publisher": plan.publisher,
        "URL": _address(index, plan_page(plan.id)),
        "note": _note(index, plan),
    }
    stated = {name: value for name, value in fields.items() if value}
    return [json.dumps([stated], ensure_ascii=False, indent=2), "\n"]


def _bibtex(index: Index, plan: Plan) -> Iterator[str]:
    """The plan as a report. Doubled braces keep its capitals, and keep its body from being taken for a person."""
    day = plan.submitted
    fields = {
        "author": f"{{{_in_tex(plan.body)}}}",
        "title": f"{{{_in_tex(plan.title)}}}",
        "type": KIND,
        "institution": f"{{{_in_tex(plan.publisher)}}}" if plan.publisher else "",
        "year": f"{day.year}" if day else "",
        "date": day.isoformat() if day else "",
        "url": _address(index, plan_page(plan.id)),
        "note": _in_tex(_note(index, plan)),
    }
    yield f"@techreport{{{plan.id},\n"
    yield from (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    yield "}\n"


KIND = "Action plan"


def _note(index: Index, plan: Plan) -> str:
    """What no field of a record is for: the report answered, and by what one can tell which version was read."""
    last = last_entry(index, plan)
    entered = f"; last entry {day_in_words(last.day)}" if last else ""
    removed = f"; removed on {day_in_words(plan.removed.date)}" if plan.removed else ""
    partial_copy = f"; {NOT_COMPLETE}" if plan.copying_since else ""
    answered = _answered(plan)
    version = f"file sha256 {index.file_hash(plan)[:SHORT]}"
    return f"{answered[:1].upper()}{answered[1:]}{partial_copy}{entered}{removed}; {version}"


_TEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {"\\": "{\\textbackslash}", "{": "\\{\\vphantom{\\}}", "}": "\\vphantom{\\{}\\}"}
    | {"~": "{\\textasciitilde}", "^": "{\\textasciicircum}"}
)


def _in_tex(words: str) -> str:
    """Words that TeX prints as they are. Beside a brace stands its fellow, unseen: BibTeX counts braces."""
    return words.translate(_TEX)
