"""Search records: for every recommendation a small HTML file at its page's path, its actions as headings with ids.

Pagefind indexes these instead of the rendered pages, so that search needs none of them. Writes nothing.

What has a name and is of a recommendation (its plan, bodies, themes, owners, short forms) comes with its record, so
that a search can lead there: as the id of an element without words, which costs the index nothing. There is no order
to sort by, for each costs every search 2 bytes a record: the date is a filter, which is loaded only when asked for.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from urllib.parse import quote

from generator.addresses import GLOSSARY, address_of, body_page, owner_page, plan_page, theme_page
from generator.glossary import short_forms, short_forms_in
from generator.index import TIMELINESS_ORDER, Index, Made, Post, Standing, counts
from generator.model import Action, Aim, Body, Passage
from generator.phrases import addressees, lacks, number_of, state_words, words_of
from generator.vocabulary import Assurance, Delivery


def records(index: Index) -> dict[str, str]:
    """Every record: its path below build/records, and its text."""
    forms = {form.letters.casefold(): f"{GLOSSARY}#{form.id}" for form in short_forms(index)}
    return {f"{address_of(made.page)}index.html": _record(index, made, forms) for made in index.all_made}


def _record(index: Index, made: Made, forms: Mapping[str, str]) -> str:
    plan = index.names[made.plan.id]
    head = [
        f"<title>{escape(_title(made))}</title>",
        *(_meta("filter", name, value) for name, value in _filters(index, made)),
        *(_meta("meta", name, value) for name, value in (("plan", plan), ("decision", state_words(made.decision)))),
    ]
    if not made.recommendation.text:
        head.append(_meta("meta", "gap", f"{lacks(made.plan)} the text of this recommendation."))
    body = [
        f"<h1>{escape(_title(made))}</h1>",
        *(f'<p data-pagefind-meta="text">{escape(text)}</p>' for text in [made.recommendation.text] if text),
        f'<p data-pagefind-weight="0.5">{escape(", ".join(dict.fromkeys(_names(index, made))))}</p>',
        *_response(made),
    ]
    named = [
        f'<i id="{quote(kind)}/{quote(name, safe="")}/{address_of(page)}"></i>'
        for kind, name, page in _named(index, made, forms)
    ]
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        '<meta charset="utf-8">',
        *head,
        "<body data-pagefind-body>",
        *body,
        *named,
    ]
    return "\n".join(lines) + "\n"


def _named(index: Index, made: Made, forms: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What has a name and a page: its kind, its name, its page; of the plan's short forms those that stand in it."""
    yield "Plan", index.names[made.plan.id], plan_page(made.plan.id)
    yield from (("Body", body.name, body_page(body.id)) for body in _bodies(index, made))
    yield from (("Theme", theme.name, theme_page(id_)) for id_, theme in made.themes)
    yield from (("Owner", _called(post), owner_page(post.body, post.id)) for post in _posts(made))
    for letters, meaning in short_forms_in(made.plan, made.recommendation):
        yield "Short form", f"{letters}: {meaning}" if meaning else letters, forms[letters.casefold()]


def _title(made: Made) -> str:
    return f"Recommendation {number_of(made.recommendation)}"


def _bodies(index: Index, made: Made) -> list[Body]:
    """The plan's body, and those the recommendation is made to."""
    bodies = (index.body_called[name] for name in (made.plan.body, *addressees(made)))
    return list({body.id: body for body in bodies}.values())


def _names(index: Index, made: Made) -> Iterator[str]:
    """What its plan and its bodies are called, so that a search for them finds it."""
    yield index.names[made.plan.id]
    for body in _bodies(index, made):
        yield from body.names


def _posts(made: Made) -> list[Post]:
    """The owners of its actions."""
    return sorted({post for standing in made.standings for post in standing.owners})


def _called(post: Post) -> str:
    return f"{post.name}, {post.body_name}"


def _filters(index: Index, made: Made) -> Iterator[tuple[str, str]]:
    """What a search can be limited to: a name and a value each; of its actions, what any of them has.

    A finding is of the recommendation or of an action; where only actions were assessed it says nothing of its own.
    """
    plan = made.plan
    decisions = {answer.decision for answer in made.answers}
    deliveries = counts((standing.delivery for standing in made.standings), Delivery)
    found = [made.assurance] if made.finding or not made.standings else []
    judgements = counts([*found, *(standing.assurance for standing in made.standings)], Assurance)
    timeliness = counts((standing.timeliness for standing in made.standings), TIMELINESS_ORDER)
    yield "plan", index.names[plan.id]
    yield "inspectorate", plan.inspectorate
    yield "year", str(plan.published.year) if plan.published else "Not printed"
    yield "date", (plan.published or plan.submitted or date.min).isoformat()  # to show the newest first, as lists do
    yield from (("body", name) for name in sorted(body.name for body in _bodies(index, made)))
    yield from (("theme", theme.name) for _, theme in made.themes)
    yield from (("decision", state_words(decision)) for decision in sorted(decisions))
    yield from (("owner", _called(post)) for post in _posts(made))
    yield from (("timeliness", state_words(state)) for state, _ in timeliness)
    yield from (("delivery", state_words(state)) for state, _ in deliveries)
    yield from (("finding", state_words(state)) for state, _ in judgements)


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'


def _response(made: Made) -> Iterator[str]:
    """The printed words of the response: first what is no action's, then the actions, each below its id.

    What stands below a heading is found as its action's: nothing else may.
    """
    for passage in made.recommendation.passages:
        yield from _paragraphs(passage)
    for standing in made.standings:
        yield f'<h2 id="{standing.id}">{standing.id}</h2>'
        yield from _paragraphs(standing.action)
        if who_and_when := ", ".join(_who_and_when(standing)):
            yield f"<p>– {escape(who_and_when)}</p>"  # not a part of the sentence, where both stand in an excerpt


def _who_and_when(standing: Standing) -> Iterator[str]:
    """The owners of an action and its dates, as printed, so that a search for one finds the action."""
    yield from standing.owners_beside or filter(None, [standing.owner_words])
    yield from standing.dates_beside or filter(None, [standing.date_words])


def _paragraphs(passage: Passage) -> Iterator[str]:
    words = map(words_of, passage.parts) if isinstance(passage, Action | Aim) else [passage.words]
    yield from (f"<p>{escape(text)}</p>" for text in words)
