"""Addresses that something had before: what stands there now, and where each leads, with its anchors.

An old page is no redirection, which would lose the anchor: it keeps each anchor that stood there and links on.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from generator import addresses
from generator.fields import recommendation_of
from generator.index import Index, Post
from generator.model import Action, Aim, Body, Plan, Recommendation, Removal
from generator.owners import Owners
from generator.targetdate import day_in_words

Named = tuple[str, str]  # a name, the page it leads to


@dataclass(frozen=True)
class Trace:
    """What is left at an anchor: what stood there, and where it stands now."""

    anchor: str
    called: str
    now: Named


@dataclass(frozen=True)
class Moved:
    """An old page: what it was, in words that end where the links begin, and what it leads to."""

    page: str
    title: str
    was: str
    now: tuple[Named, ...]
    crumbs: tuple[Named, ...]
    removed: Removal | None = None  # if what it leads to went since
    traces: tuple[Trace, ...] = ()


def moved(index: Index, owners: Owners, pages: Container[str]) -> Iterator[Moved]:
    """Every old page; those of histories only where the new one is among the pages made."""
    for plan in index.all_plans:
        for former in plan.formerly:
            yield _plan(index, plan, former)
            yield _whole(index, plan, former)
            if addresses.history_page(plan.id) in pages:
                yield _history(index, plan, former)
        if plan.removed:
            yield _whole(index, plan, plan.id)
        yield from _recommendations(index, plan)
    for body in index.all_bodies:
        for former in body.formerly:
            yield _body(body, former)
        yield from _owners(owners, body)
    for id_, theme in index.collection.settings.themes.items():
        for former in theme.formerly:
            now = (theme.name, addresses.theme_page(id_))
            crumbs = (("Themes", addresses.THEMES), now)
            yield Moved(addresses.theme_page(former), theme.name, _renamed("theme", former, id_), (now,), crumbs)


def traces_on_whole(index: Index, plan: Plan) -> tuple[Trace, ...]:
    """All that stood on the page of a whole plan by a number of before, or went with its recommendation."""
    standing = {record.id for made in plan.made for record in (made, *(() if made.removed else made.followed))}
    return tuple(trace for trace in _all_of(index, plan) if trace.anchor not in standing)


def traces_of(index: Index, plan: Plan) -> Mapping[str, tuple[Trace, ...]]:
    """For each recommendation of a plan, present or former, the actions that stood there by a number of before."""
    return _by_recommendation(
        Trace(former, f"Action {former}", _place(index, plan, action))
        for made in plan.made
        for action in made.followed
        for former in action.formerly
    )


def _plan(index: Index, plan: Plan, former: str) -> Moved:
    now = (index.names[plan.id], addresses.plan_page(plan.id))
    was = _renamed("plan", former, plan.id)
    return Moved(addresses.plan_page(former), now[0], was, (now,), _crumbs(index, plan), plan.removed)


def _whole(index: Index, plan: Plan, named: str) -> Moved:
    """What is left of all of a plan on one page: each recommendation and action leads to a page of its own."""
    name = index.names[plan.id]
    page = addresses.plan_page(plan.id) if plan.removed else addresses.whole_page(plan.id)
    return Moved(
        addresses.whole_page(named),
        f"Whole plan · {name}",
        _renamed("plan", named, plan.id) if named != plan.id else "All of this plan stood here on one page.",
        ((name, page),),
        _crumbs(index, plan),
        plan.removed,
        tuple(_all_of(index, plan)),
    )


def _all_of(index: Index, plan: Plan) -> Iterator[Trace]:
    """The recommendations and actions of a plan, by every number that they have and had."""
    for made in plan.made:
        named = f"Recommendation {made.id} of {index.names[plan.id]}"
        page = addresses.recommendation_page(plan.id, made.id)
        yield from (Trace(id_, f"Recommendation {id_}", (named, page)) for id_ in (made.id, *made.formerly))
        for action in made.followed:
            now = _place(index, plan, action)
            yield from (Trace(id_, f"Action {id_}", now) for id_ in filter(None, (action.id, *action.formerly)))


def _history(index: Index, plan: Plan, former: str) -> Moved:
    page = addresses.history_page(plan.id)
    documents = [document for document in index.collection.documents if document.plan == plan.id]
    return Moved(
        addresses.history_page(former),
        f"History of {index.names[plan.id]}",
        _renamed("plan", former, plan.id),
        (("What was said and found since", page),),
        _crumbs(index, plan),
        plan.removed,
        tuple(
            Trace(document.id, document.words, (f"of {day_in_words(document.date)}", f"{page}#{document.id}"))
            for document in documents
            if document.date <= index.as_at
        ),
    )


def _recommendations(index: Index, plan: Plan) -> Iterator[Moved]:
    """The old pages of a plan's recommendations: by every name of the plan and every id, but the present ones."""
    former, present = traces_of(index, plan), _present(index, plan)
    for named in (plan.id, *plan.formerly):
        for made in plan.made:
            for id_ in (made.id, *made.formerly):
                if (named, id_) != (plan.id, made.id):
                    stood = (*(present.get(id_, ()) if named != plan.id else ()), *former.get(id_, ()))
                    yield _recommendation(index, plan, made, (named, id_), stood)


def _recommendation(
    index: Index, plan: Plan, made: Recommendation, old: tuple[str, str], traces: tuple[Trace, ...]
) -> Moved:
    named, id_ = old
    renamed = f"Its plan was called “{named}” in addresses, and is “{plan.id}” now." if named != plan.id else ""
    renumbered = f"This recommendation was {id_}, and is {made.id} now." if id_ != made.id else ""
    return Moved(
        addresses.recommendation_page(named, id_),
        f"Recommendation {id_}",
        " ".join(filter(None, (renamed, renumbered))),
        ((f"Recommendation {made.id} of {index.names[plan.id]}", addresses.recommendation_page(plan.id, made.id)),),
        _crumbs(index, plan),
        made.removed or plan.removed,
        traces,
    )


def _present(index: Index, plan: Plan) -> Mapping[str, tuple[Trace, ...]]:
    """For each recommendation its actions as they are called now."""
    return _by_recommendation(
        Trace(action.id or "", f"Action {action.id}", _place(index, plan, action))
        for made in plan.made
        for action in made.followed
    )


def _by_recommendation(traces: Iterator[Trace]) -> Mapping[str, tuple[Trace, ...]]:
    found: defaultdict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        found[recommendation_of(trace.anchor)].append(trace)
    return {id_: tuple(stood) for id_, stood in found.items()}


def _place(index: Index, plan: Plan, action: Action | Aim) -> Named:
    page = index.page_of(plan, action.id or "")
    assert page, "every action has a place"
    return f"{plan.id}/{action.id}", page


def _crumbs(index: Index, plan: Plan) -> tuple[Named, ...]:
    return ("Plans", addresses.PLANS), (index.names[plan.id], addresses.plan_page(plan.id))


def _body(body: Body, former: str) -> Moved:
    now = (body.name, addresses.body_page(body.id))
    crumbs = (("Bodies", addresses.BODIES), now)
    was = _renamed("body", former, body.id)
    return Moved(addresses.body_page(former), body.name, was, (now,), crumbs, body.removed)


def _owners(owners: Owners, body: Body) -> Iterator[Moved]:
    """The old pages of a body's owners: of all of them where it was renamed, of each by what it was called."""
    if not owners.has_page(body):
        return
    front: Named = (f"Owners at {body.name}", addresses.owners_page(body.id))
    crumbs = (("Owners", addresses.OWNERS), (body.name, front[1]))
    for former_body in body.formerly:
        was = _renamed("body", former_body, body.id)
        yield Moved(addresses.owners_page(former_body), front[0], was, (front,), crumbs)
        for post in owners.of.get(body.id, ()):
            now = (post.name, _owner_page(post))
            yield Moved(addresses.owner_page(former_body, post.id), post.name, was, (now,), crumbs)
    for id_, former in owners.former.get(body.id, {}).items():
        now_at = tuple((f"{post.name}, {post.body_name}", _owner_page(post)) for post in former.posts)
        is_spelt_so = former.words in (post.name for post in former.posts)
        printed_for = "these owners" if len(now_at) > 1 else "this owner"
        was = f"“{former.words}” is printed for {printed_for}."
        if is_spelt_so:
            was = "This owner has another address now."
        for named in (body.id, *body.formerly):
            yield Moved(addresses.owner_page(named, id_), former.words, was, now_at, crumbs)


def _owner_page(post: Post) -> str:
    return addresses.owner_page(post.body, post.id)


def _renamed(what: str, former: str, now: str) -> str:
    return f"This {what} was called “{former}” in addresses, and is “{now}” now."
