"""The site's pages as Markdown, made through templates; writes nothing.

Every value that a template shows is escaped as plain text unless it is `Markdown` already, so that words stay words.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import addresses, due, feeds, hosts, markdown, pictures, response_times, target_dates
from generator.accounts import ACCOUNTS
from generator.addresses import address_of, due_page
from generator.canonical import sitemap
from generator.changes_words import CHANGES_WORDS, not_entered_words, span_link, span_words
from generator.citations import Citing
from generator.connections import Connections
from generator.data_versions import VERSIONS
from generator.dictionary import files, words_of
from generator.downloads import downloads
from generator.due_words import (
    ABOUT_LISTS,
    DATE_PASSED,
    DUE_WORDS,
    addressed_alone,
    ending,
    is_by_day,
    month,
    state_lists,
    states_linked,
    succeeded,
)
from generator.events import OF_EVERY_PLAN, TOLD, events_of
from generator.found import FOUND_WORDS, said_and_found
from generator.glossary import short_forms, short_forms_in
from generator.home import HOME_WORDS, MOST, figures, fullest
from generator.index import TIMELINESS_ORDER, Index, by_timeliness, counts
from generator.left_open import ASKED, OF_COPIES, OF_PLANS, LeftOpen
from generator.left_open_words import LEFT_OPEN_WORDS
from generator.linked_data import OUR_WORDS, LinkedData, our_words
from generator.lists import LIST_WORDS, Lists, short_forms_in_question, short_forms_listed
from generator.markdown import Markdown
from generator.model import (
    Accessibility,
    Action,
    Aim,
    Body,
    EditorsNote,
    GroupHeading,
    Heading,
    Plan,
    PrintedBeside,
    Recommendation,
    Theme,
)
from generator.moved import Moved, moved, traces_of, traces_on_whole
from generator.owners import Owners
from generator.phrases import (
    FILTERS,
    NOT_REPORTED,
    Linked,
    date_line,
    is_paired_by_us,
    number,
    number_of,
    shortened,
    standings_of,
)
from generator.picture_words import PICTURE_WORDS
from generator.promises import promised
from generator.schema import FILES
from generator.shelves import HEADED, Listing, by_last, shared
from generator.site_map import site_map
from generator.spans import Order, Span, orders
from generator.statement import STATEMENT_WORDS
from generator.table_words import TABLE_WORDS, files_of
from generator.tables import TABLES
from generator.vocabulary import NEVER_WRITTEN, Assurance, Decision, DecisionReason, Delivery, Timeliness
from generator.ways import needs, ways

TEMPLATES = Path(__file__).parent / "templates"

PLAN_IN_WORDS = 200  # actions that a plan's page lists by their words; of more it leads to the recommendations
DUE_AT_FIRST = 100  # actions of each list on the first page of what is due
DUE_ON_A_PAGE = 200  # actions or rows on each page of a long list

ABOUT = 155  # letters of a description that search engines show

Page = tuple[str, str]  # its path below build/docs, its text
Named = tuple[str, str]  # a name, the page it leads to
DUE: Named = ("Due", addresses.DUE)
Render = Callable[[str, Mapping[str, object]], str]  # the text of a kind of page, made of what it shows


def pages(index: Index) -> dict[str, str]:
    """Every page of the site by its path below build/docs, old ones too.

    A list of all addresses stands beside them, with those of the downloads, and one of the pages for search engines.
    """
    made = _made(_Writer(index))
    made[addresses.ADDRESSES] = "".join(f"{address}\n" for address in _promised(index, made))
    made[addresses.SITEMAP_FILE] = sitemap(index.collection.settings.address, _canonical(made))
    return dict(sorted(made.items()))


def addresses_promised(index: Index) -> list[str]:
    """Every address of the site, with the anchors of what stands there; no page and no download is made for it."""
    return _promised(index, _made(_Writer(index, render=lambda _, __: "")))


def _promised(index: Index, pages: Iterable[str]) -> list[str]:
    return promised(index, {*pages, *(path for path, _ in downloads(index))})


def _made(writer: "_Writer") -> dict[str, str]:
    made = dict(writer.all())
    return made | dict(writer.moved(old) for old in moved(writer.index, writer.owners, made))


class _Writer:
    """Makes the pages of one index."""

    def __init__(self, index: Index, render: Render | None = None) -> None:
        self.index = index
        self.settings = index.collection.settings
        self.connections = Connections(index)
        self.owners = Owners(index)
        self.orders = orders(index)
        self.months = due.months(index)
        self.lists = Lists(index)
        self.left_open = LeftOpen(index)
        self.linked_data = LinkedData(index)
        self.all_of_it: Named = (self.settings.title, addresses.HOME)
        self.render = render or _rendering(_environment(index, self.connections, self.owners, self.left_open))

    def all(self) -> Iterator[Page]:
        yield self.home()
        about = "Every action plan on this site, newest first."
        lists = {"plans": self.lists.plans()}
        yield from self._listed(addresses.PLANS, "plans", "Plans", about, lists=lists, follow=self.all_of_it)
        for plan in self.index.plans:
            yield self.plan(plan)
            yield self.whole(plan)
            yield from self.recommendations(plan)
        for plan in self.index.removed_plans:
            yield self.removed_plan(plan)
            yield from self.recommendations(plan)
        for plan in (*self.index.plans, *self.index.removed_plans):
            yield from self.history(plan)
        yield self._section(addresses.THEMES, "themes", "Themes", "Recommendations by what they are about.")
        for id_, theme in self.settings.themes.items():
            yield from self.theme(id_, theme)
        about = "Who answers for the actions, body by body."
        yield from self._listed(addresses.OWNERS, "owners", "Owners", about, lists={"bodies": self.lists.owners()})
        about = "The organisations that were inspected or answer."
        yield from self._listed(addresses.BODIES, "bodies", "Bodies", about, lists={"bodies": self.lists.bodies()})
        for body in self.index.all_bodies:
            yield from self.body(body)
            yield from self.owners_of(body)
        yield from self.what_is_due()
        assessed = said_and_found(self.index.standings)
        yield from self._lists("due_found", (addresses.FOUND, "Said and found", assessed), above=())
        yield from self.decisions()
        yield self._section(addresses.FIGURES, "figures", "Figures", "What is counted, drawn, with what is not known.")
        yield from self.advice()
        yield from self.changes()
        yield from self.glossary()
        about = "How this site is made and what its words mean."
        yield self._section(addresses.ABOUT, "about", "About", about, every_timeliness=tuple(Timeliness))
        yield self.how_to()
        yield self.how_to_advice()
        yield self.keys()
        yield self.cite()
        yield self._section(addresses.SEARCH, "search", "Search", "Search every recommendation and action.")
        yield from self.open_data()
        if self.settings.accessibility:
            yield self.accessibility(self.settings.accessibility)
        yield self.all_pages()

    def home(self) -> Page:
        """What this is, and of everything on the site the nearest, the newest and the fullest."""
        standings = self.index.standings
        return self._page(
            addresses.HOME,
            "home",
            self.settings.title,
            self.settings.description,
            crumbs=[],
            linked_data=self.linked_data.home(),
            follow=self.all_of_it,
            ahead=due.ahead(standings),
            passed=due.passed(standings),
            changes=self.orders[0].events[:MOST],
            plans=self.index.plans[:MOST],
            owners=fullest(due.owner_rows(self.index)),
            bodies=fullest(due.body_rows(self.index)),
            most=MOST,
        )

    def plan(self, plan: Plan) -> Page:
        name = self.index.names[plan.id]
        made = self.index.made[plan.id]
        crumbs = [("Plans", addresses.PLANS), (name, "")]
        return self._page(
            addresses.plan_page(plan.id),
            "plan",
            name,
            shortened(f"{number(len(made), 'recommendation')} and what was promised in answer: {plan.title}", ABOUT),
            crumbs=crumbs,
            linked_data=self.linked_data.plan(plan, crumbs),
            follow=(name, addresses.plan_page(plan.id)),
            plan=plan,
            made=made,
            made_by_id={one.recommendation.id: one for one in made},
            citing=Citing(self.index, plan),
            standings=standings_of(made),
            most=PLAN_IN_WORDS,
        )

    def whole(self, plan: Plan) -> Page:
        """All of a plan on one page, to read and print; for search engines the plan's own page stands."""
        name, made = self.index.names[plan.id], self.index.made[plan.id]
        return self._page(
            addresses.whole_page(plan.id),
            "whole",
            f"Whole plan · {name}",
            f"{name} on one page, to read and print: all that is printed, and what was last said of each action.",
            crumbs=[("Plans", addresses.PLANS), (name, addresses.plan_page(plan.id)), ("Whole plan", "")],
            canonical=addresses.plan_page(plan.id),
            follow=(name, addresses.plan_page(plan.id)),
            plan=plan,
            made=made,
            made_by_id={one.recommendation.id: one for one in made},
            citing=Citing(self.index, plan),
            first=next(iter((*standings_of(made), *made)), None),
            standings={one.id: one for one in standings_of(made)},
            is_paired=any(is_paired_by_us(one.recommendation) for one in made),
            connections=self.connections,
            traces=traces_on_whole(self.index, plan),
        )

    def recommendations(self, plan: Plan) -> Iterator[Page]:
        """The page of each recommendation with its neighbours; of a removed one, that it went."""
        name = self.index.names[plan.id]
        traces, citing = traces_of(self.index, plan), Citing(self.index, plan)
        standing = {made.recommendation.id: made for made in self.index.made.get(plan.id, ())}
        neighbours: list[Named | None] = [
            None,
            *((_called(one), addresses.recommendation_page(plan.id, one.id)) for one in plan.made),
            None,
        ]
        for place, recommendation in enumerate(plan.made):
            made = standing.get(recommendation.id)
            page = addresses.recommendation_page(plan.id, recommendation.id)
            crumbs = [
                ("Plans", addresses.PLANS),
                (name, addresses.plan_page(plan.id)),
                (_called(recommendation), ""),
            ]
            yield self._page(
                page,
                "recommendation" if made else "removed",
                f"{_called(recommendation)} · {name}",
                shortened(recommendation.text or f"{_called(recommendation)} of {name}", ABOUT),
                crumbs=crumbs,
                linked_data=self.linked_data.recommendation(made, crumbs) if made else "",
                previous=neighbours[place],
                next=neighbours[place + 2],
                reports=_for_reports(plan) if made else None,
                plan=plan,
                made=made,
                recommendation=recommendation,
                citing=citing,
                standings={one.id: one for one in made.standings} if made else {},
                traces=traces.get(recommendation.id, ()),
                also_answered=self.connections.answered_elsewhere.get(page, ()),
                also_answered_by=self.connections.also_answered_by.get(page, ()),
                answering=self.connections.answering.get(page, ()),
                beside=self.connections.plans_before_and_after(plan),
                short_forms=short_forms_in(plan, recommendation) if made else (),
                alike=self.connections.on_the_same_themes(made) if made else (),
            )

    def removed_plan(self, plan: Plan) -> Page:
        """The page of a plan that went, at its old address."""
        name = self.index.names[plan.id]
        crumbs = [("Plans", addresses.PLANS), (name, "")]
        about = f"{name} was removed from this site."
        page = addresses.plan_page(plan.id)
        return self._page(page, "removed_plan", name, about, crumbs=crumbs, follow=(name, page), plan=plan)

    def history(self, plan: Plan) -> Iterator[Page]:
        """What was said and found of a plan, and its own dates."""
        name = self.index.names[plan.id]
        happened = events_of(self.index, plan)
        told = [event for event in happened if event.what in TOLD]
        own = [event for event in happened if event.what not in TOLD]
        yield from self._listed(
            addresses.history_page(plan.id),
            "history",
            f"History of {name}",
            f"What was said and found of {name} since it was published, newest first.",
            crumbs=[("Plans", addresses.PLANS), (name, addresses.plan_page(plan.id)), ("History", "")],
            lists={"documents": self.lists.documents(plan, told)},
            follow=(name, addresses.plan_page(plan.id)),
            plan=plan,
            told=told,
            gone=sum(event.document.removed is not None for event in told if event.document),
            own=own,
            undated=[what for what in OF_EVERY_PLAN if what not in (event.what for event in own)],
        )

    def theme(self, id_: str, theme: Theme) -> Iterator[Page]:
        """The recommendations on a theme, and where the actions that answer them stand."""
        made = () if theme.removed else self.index.by_theme[id_]
        yield from self._listed(
            addresses.theme_page(id_),
            "theme",
            f"{theme.name}: recommendations by theme",
            shortened(f"Recommendations on “{theme.name}”, of all action plans. {theme.about}", ABOUT),
            crumbs=[("Themes", addresses.THEMES), (theme.name, "")],
            lists={} if theme.removed else {"by_year": self.lists.made_on(id_), "by_state": self.lists.actions_on(id_)},
            follow=(theme.name, addresses.theme_page(id_)),
            theme=theme,
            made=made,
            standings=standings_of(made),
        )

    def owners_of(self, body: Body) -> Iterator[Page]:
        """The page of a body's owners, and the page of each, if it has or had any."""
        if not self.owners.has_page(body):
            return
        owners = ("Owners", addresses.OWNERS)
        posts = self.owners.of.get(body.id, ())
        idle = [post for post in posts if post not in self.index.by_owner and not self.owners.removal(post)]
        lists: dict[str, Listing[Any]] = {
            "by_letter": self.lists.posts(body),
            "idle": self.lists.idle(body, idle),
            "unowned": self.lists.unowned(body),
        }
        yield from self._listed(
            addresses.owners_page(body.id),
            "owners_of",
            f"Owners at {body.name}",
            f"Who answers for the actions of {body.name}.",
            crumbs=[owners, (body.name, "")],
            lists=lists,
            body=body,
            removed=[post for post in posts if self.owners.removal(post)],
        )
        for post in posts:
            yield from self._listed(
                addresses.owner_page(post.body, post.id),
                "owner",
                f"{post.name} · {body.name}",
                f"The actions that {post.name} of {body.name} answers for.",
                crumbs=[owners, (body.name, addresses.owners_page(body.id)), (post.name, "")],
                lists={
                    "by_state": self.lists.of_owner(post),
                    "differing": self.lists.differing_of_owner(post),
                    "named": self.lists.named(post, self.owners.named.get(post, ())),
                },
                body=body,
                post=post,
                removed=self.owners.removal(post),
                standings=self.index.by_owner.get(post, ()),
            )

    def moved(self, old: Moved) -> Page:
        """An old page, which keeps what stood there and leads on."""
        crumbs = [*old.crumbs, (old.title, "")]
        canonical = old.now[0][1] if len(old.now) == 1 else ""
        return self._page(old.page, "moved", old.title, old.was, crumbs=crumbs, canonical=canonical, old=old)

    def body(self, body: Body) -> Iterator[Page]:
        """A body's plans, where their actions stand, and what is recommended to it in others' plans."""
        plans = self.index.plans_of.get(body.id, ())
        lists: dict[str, Listing[Any]] = {
            "by_year": self.lists.plans_of(body),
            "differing": self.lists.differing_of_body(body),
            "by_state": self.lists.of_body(body),
            "addressed": self.lists.addressed_to(body),
        }
        yield from self._listed(
            addresses.body_page(body.id),
            "body",
            f"{body.name}: its action plans",
            f"The action plans of {body.name}, and what is recommended to it in others.",
            crumbs=[("Bodies", addresses.BODIES), (body.name, "")],
            lists=lists,
            follow=(body.name, addresses.body_page(body.id)),
            body=body,
            standings=[one for plan in plans for one in standings_of(self.index.made[plan.id])],
        )

    def what_is_due(self) -> Iterator[Page]:
        """What is due and what has passed: around today, month by month, state by state, by plan, body and owner."""
        standings, owners = self.index.standings, due.owner_rows(self.index)
        ahead, passed, months = due.ahead(standings), due.passed(standings), self.months
        lists = list(state_lists(self.index))
        about = "Which promised actions are due, which target dates have passed, and what nothing was reported of."
        yield self._section(
            addresses.DUE,
            "due",
            "Due",
            about,
            ahead=ahead,
            passed=passed,
            months=months,
            lists=lists,
            most=DUE_AT_FIRST,
        )
        by_month = ((due_page(f"{first:%Y-%m}"), f"Due in {month(first)}", months[first]) for first in months)
        watched = [row for row in owners if row.is_watched(self.index.as_at)]
        shares = due.shares(self.index, owners)
        yield from self._lists("due_month", *by_month)
        yield from self._lists("due_state", *lists)
        yield from self._lists("due_rows", (due_page("plans"), "Due by plan", due.plan_rows(self.index)))
        yield from self._lists("due_rows", (due_page("bodies"), "Due by body", due.body_rows(self.index)))
        yield from self._lists(
            "due_owners", (due_page("owners"), "Due by owner", watched), owners=owners, shares=shares
        )

    def _lists(self, kind: str, *lists: due.Listing, above: Sequence[Named] = (DUE,), **context: Any) -> Iterator[Page]:
        """The pages of lists of actions, which lead from one to the next."""
        parts = [part for listing in lists for part in due.parts(*listing, DUE_ON_A_PAGE)]
        neighbours: list[Named | None] = [None, *((part.name, part.page) for part in parts), None]
        for place, part in enumerate(parts):
            whole = [] if part.number == 1 else [(part.title, part.front)]
            yield self._page(
                part.page,
                kind,
                part.name,
                f"{part.name}: of all action plans, with owners, target dates and what was reported.",
                crumbs=[*above, *whole, (part.name, "")],
                previous=neighbours[place],
                next=neighbours[place + 2],
                part=part,
                further=[other for other in parts if other.front == part.front][1:],
                **context,
            )

    def decisions(self) -> Iterator[Page]:
        """Decisions that limit or are not known, those that grant least first."""
        made = self.index.all_made
        yield from self._listed(
            addresses.DECISIONS,
            "decisions",
            "Decisions",
            "What was agreed and what was not, with the reason and the part that is agreed, as printed.",
            lists={"decided": self.lists.decided()},
            reasons=[reason for one in made for reason in one.reasons],
        )

    def changes(self) -> Iterator[Page]:
        """Everything dated, by the day it was said and by the day it came here: the newest, and all by year."""
        for order in self.orders:
            yield from (self._changes(order, span) for span in order.whole.all)

    def _changes(self, order: Order, span: Span) -> Page:
        """The page of a span, below those of the spans around it."""
        ways = [("Changes", addresses.CHANGES), ("By the day they came here", addresses.ENTERED)]
        around = (span.name[:length] for length in range(1, len(span.name) + 1))
        crumbs = [
            *(ways if order.is_entered else ways[:1]),
            *((span_words(name), addresses.changes_page(order.front, name)) for name in around),
        ]
        name, page = crumbs[-1]
        title = "Changes by the day they came here" if order.is_entered else "Changes"
        named = f"{title}: {name}" if span.name else title
        return self._page(
            page,
            "changes",
            named,
            f"{named}. What was said, found, published and removed, newest first.",
            crumbs=[*crumbs[:-1], (name, "")],
            follow=self.all_of_it,
            order=order,
            span=span,
        )

    def glossary(self) -> Iterator[Page]:
        """The short forms of all plans."""
        about = "The short forms of the plans, and what each plan says they mean."
        forms = list(short_forms(self.index))
        lists: dict[str, Listing[Any]] = {
            "by_letter": short_forms_listed(forms),
            "in_question": short_forms_in_question(forms),
        }
        yield from self._listed(addresses.GLOSSARY, "glossary", "Glossary", about, lists=lists, short_forms=forms)

    def how_to(self) -> Page:
        """How to say what came of an action, with the words that are understood."""
        return self._section(
            addresses.HOW_TO,
            "howto",
            "How to report, record and correct",
            "How to report an update, record a finding, suggest a correction, and write the file of one by hand.",
            deliveries=[delivery for delivery in Delivery if delivery not in NEVER_WRITTEN],
            judgements=[judgement for judgement in Assurance if judgement not in NEVER_WRITTEN],
            most=feeds.MOST,
        )

    def advice(self) -> Iterator[Page]:
        """What plans leave open, by rule, by plan, and in which plans."""
        yield from self._listed(
            addresses.ADVICE,
            "advice",
            "What plans leave open",
            "Where action plans do not say who will do what by when: counted by question and by plan.",
            lists={"plans_by_rule": self.lists.left_open(self.left_open.found)},
            by_rule=self.left_open.by_rule(),
            by_plan=self.left_open.by_plan(pictures.by_plan(self.index, self.index.plans)),
            rules=list(ASKED),
            of_copies=OF_COPIES,
        )

    def how_to_advice(self) -> Page:
        """What each rule of advice asks and why, and how to answer it."""
        title = "What we ask of plans, and why"
        about = (
            "Every question that we ask of the printed words of plans, with its reason and how an editor answers it."
        )
        crumbs = [("How to report, record and correct", addresses.HOW_TO), (title, "")]
        kinds = [
            ("Asked of the plans", "What a reader needs to know of a commitment.", list(OF_PLANS)),
            ("Asked of our copies", "What we look at again in our own files.", list(OF_COPIES)),
        ]
        return self._page(
            addresses.HOW_TO_ADVICE, "howto_advice", title, about, crumbs=crumbs, rules=list(ASKED), kinds=kinds
        )

    def keys(self) -> Page:
        """What each key of a file means: the same words that editors' programs show."""
        title, about = "Every key of a file", "What each key means, whether it must be there, and how it is written."
        crumbs = [("How to report, record and correct", addresses.HOW_TO), (title, "")]
        described = files()
        words = words_of(described)
        return self._page(addresses.KEYS, "keys", title, about, crumbs=crumbs, files=described, words=words)

    def cite(self) -> Page:
        """How to cite, what stays, and how to see what was: with examples of the first plan."""
        title = "Citing, and what stays"
        about = "How to cite a plan, a recommendation or an action, what stays at its address, and how to check it."
        plan = next(iter(self.index.plans), None)
        made = next((one for one in self.index.made[plan.id] if one.standings), None) if plan else None
        return self._page(
            addresses.CITING,
            "cite",
            title,
            about,
            crumbs=[("How to report, record and correct", addresses.HOW_TO), (title, "")],
            plan=plan,
            made=made,
            standing=made.standings[0] if made else None,
            citing=Citing(self.index, plan) if plan else None,
            our_words=our_words(self.settings),
            words_of_ours=OUR_WORDS,
        )

    def open_data(self) -> Iterator[Page]:
        """What can be taken away: every file that is no page, what stands in its columns, and how that changed."""
        name, page = front = ("Open data", addresses.DATA)
        about = "Everything on this site to take away: tables, files of each plan, feeds and calendars."
        lists = {"plans": self.lists.files_of_plans()}
        said = self.linked_data.open_data([(name, "")])
        known: dict[str, Any] = {"tables": TABLES, "schemas": tuple(FILES)}
        yield from self._listed(page, "data", name, about, lists=lists, linked_data=said, **known)
        name, about = "Data dictionary", "Every table and every column of the open data, and what stands in it."
        crumbs = [front, (name, "")]
        yield self._page(addresses.DICTIONARY, "dictionary", name, about, crumbs=crumbs, tables=TABLES)
        name, about = "Changes of the open data", "What changed in the tables and files, and what may not change."
        crumbs = [front, (name, "")]
        yield self._page(addresses.CHANGE_LOG, "versions", name, about, crumbs=crumbs, versions=VERSIONS)

    def accessibility(self, statement: Accessibility) -> Page:
        """The accessibility statement, from the settings."""
        about = f"How accessible {self.settings.title} is, and what to do about what is not."
        title = "Accessibility statement"
        return self._section(addresses.ACCESSIBILITY, "accessibility", title, about, statement=statement)

    def all_pages(self) -> Page:
        """Every list, and every record of which there are few; of many, the lists that lead to them."""
        about = "Every list on this site, and the plans, themes, bodies and owners that they lead to."
        groups = site_map(self.index, self.owners, self.orders, self.months)
        return self._section(addresses.SITEMAP, "sitemap", "All pages", about, groups=groups)

    def _listed(
        self,
        page: str,
        kind: str,
        title: str,
        about: str,
        *,
        lists: Mapping[str, Listing[Any]],  # by the names that its template has for them
        crumbs: Sequence[Named] = (),
        linked_data: str = "",
        **context: Any,
    ) -> Iterator[Page]:
        """A page with lists on it, then the further pages of those that are long."""
        crumbs, listings = crumbs or [(title, "")], shared(lists)
        main = next(iter(listings.values()), None)  # what the page is for comes first
        narrow = narrowed(main, main.shown) if main else ""
        after = main.next_page if main else None
        around: dict[str, Any] = {"crumbs": crumbs, "narrow": narrow, "next": after}
        yield self._page(page, kind, title, about, linked_data=linked_data, **around, **listings, **context)
        above = [*crumbs[:-1], (crumbs[-1][0], page)]
        for listing in listings.values():
            yield from self._shelves(listing, about, above, **context)

    def _shelves(self, listing: Listing[Any], about: str, above: Sequence[Named], **context: Any) -> Iterator[Page]:
        """The further pages of a list, which lead from one to the next."""
        neighbours = [above[-1], *map(listing.called, listing.shelves), None]
        for place, shelf in enumerate(listing.shelves):
            yield self._page(
                shelf.page,
                "list",
                listing.called(shelf)[0],
                about,
                crumbs=[*above, *shelf.crumbs[:-1], (shelf.crumbs[-1][0], "")],
                previous=neighbours[place],
                next=neighbours[place + 2],
                narrow=narrowed(listing, len(shelf.shown)),
                listing=listing,
                shelf=shelf,
                **context,
            )

    def _section(self, page: str, kind: str, title: str, about: str, **context: Any) -> Page:
        return self._page(page, kind, title, about, crumbs=[(title, "")], **context)

    def _page(
        self,
        page: str,
        kind: str,
        title: str,
        description: str,
        *,
        crumbs: Sequence[Named],
        previous: Named | None = None,
        next: Named | None = None,
        reports: Mapping[str, object] | None = None,
        canonical: str = "",
        narrow: str = "",
        linked_data: str = "",
        follow: Named | None = None,
        **context: object,
    ) -> Page:
        """A page from the template of its kind, below the front matter that the theme reads.

        Front matter is read as YAML 1.1, which takes 'no' for a falsehood: every value is written as JSON.
        Characters stand as they are: YAML knows no pairs of escapes for those beyond 16 bits.
        """
        matter: dict[str, object] = {"title": title, "description": description, "kind": kind}
        matter["crumbs"] = [_addressed(crumb) for crumb in crumbs]
        matter |= {name: _addressed(to) for name, to in (("previous", previous), ("next", next)) if to}
        matter |= reports or {}
        if canonical:
            matter["canonical"] = address_of(canonical)
        if linked_data:
            matter["linked_data"] = linked_data
        if follow:  # what it is called, and the feed and the calendar beside its page
            matter["follow"] = [follow[0], addresses.feed_of(follow[1]), addresses.calendar_of(follow[1])]
        if kind in ("home", "search", "changes"):
            matter["template"] = f"{kind}.html"
        if narrow:
            matter |= {"template": "list.html", "narrow": narrow}
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in matter.items())
        # Of a list that can be narrowed, a rule marks where: in its place the theme's list.html puts the form.
        body = self.render(kind, {"here": page, "title": title, "narrow_here": "---" if narrow else "", **context})
        return page, f"---\n{front}---\n{_spaced(body)}"


def _for_reports(plan: Plan) -> dict[str, object]:
    """What the form for reports must know of a plan: its id, its day and the actions that can be reported on."""
    begun = plan.submitted or plan.published
    followed = [block.id for made in plan.made for block in made.followed if not (made.removed or block.removed)]
    return {"plan": plan.id, "begun": begun.isoformat() if begun else "", "actions": followed}


def narrowed(listing: Listing[Any], shown: int) -> str:
    """What a reader can narrow on a page that shows many rows of a list: 'all' of it or a 'part'; '' of few rows."""
    if shown <= HEADED or not listing.kind.can_be_narrowed:
        return ""
    return "part" if shown < len(listing.rows) else "all"


def _rendering(templates: Environment) -> Render:
    return lambda kind, context: templates.get_template(f"{kind}.md.jinja").render(context)


def _canonical(made: Mapping[str, str]) -> list[str]:
    """The pages that stand for themselves: no other is to be found in their place."""
    pages = {page: text for page, text in made.items() if page.endswith(".md")}
    return [page for page, text in pages.items() if "\ncanonical: " not in text.partition("\n---\n")[0]]


def _called(recommendation: Recommendation) -> str:
    return f"Recommendation {number_of(recommendation)}"


def _addressed(named: Named) -> list[str]:
    name, page = named
    return [name, address_of(page)]


def _spaced(text: str) -> str:
    """Text with one blank line where a template left several, and no blanks at the ends of lines."""
    return re.sub(r" *\n(?:[ \n]*\n(?=\n))?", "\n", text).strip() + "\n"


# What a template can ask of a thing.
TESTS: dict[str, Callable[[Any], bool]] = {
    "by_day": is_by_day,
    "action": lambda block: isinstance(block, Action | Aim),
    "aim": lambda block: isinstance(block, Aim),
    "cell": lambda block: isinstance(block, PrintedBeside),
    "editors_note": lambda block: isinstance(block, EditorsNote),
    "group_heading": lambda entry: isinstance(entry, GroupHeading),
    "heading": lambda block: isinstance(block, Heading),
    "paired_by_us": is_paired_by_us,
}


def _environment(index: Index, connections: Connections, owners: Owners, left_open: LeftOpen) -> Environment:
    linked = Linked(index, connections)
    environment = Environment(  # Markdown, not HTML, and escaped by `finalize`
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markdown) else markdown.escape(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "about": linked.about,
        "about_lists": ABOUT_LISTS,
        "index": index,
        "settings": index.collection.settings,
        "addressed_alone": addressed_alone,
        "addresses": addresses,
        "by_last": by_last,
        "by_timeliness": by_timeliness,
        "became": linked.became,
        "counts": counts,
        "date_line": date_line,
        "date_passed": DATE_PASSED,
        "decision_order": tuple(Decision),
        "delivery_order": tuple(Delivery),
        "document_source": linked.document_source,
        "due": due,
        "ending": ending,
        "figures": figures,
        "how_read": linked.how_read,
        "keys": linked.keys,
        "left_open": left_open,
        "link": markdown.link,
        "made_again": connections.made_again,
        "made_before": connections.made_before,
        "not_reported": NOT_REPORTED,
        "not_entered": not_entered_words,
        "outside": markdown.outside,
        "pictures": pictures,
        "pointing": linked.pointing,
        "printed_again": linked.printed_again,
        "printed_line": linked.line,
        "printed_words": linked.printed,
        "owner_lines": linked.owner_lines,
        "post": linked.post,
        "printed_owners": linked.printed_owners,
        "reason_order": tuple(DecisionReason),
        "reference": linked.reference,
        "files_of": partial(files_of, frozenset(path for path, _ in downloads(index))),
        "file_page": partial(hosts.file_page, index.collection.settings),
        "history_page": partial(hosts.history_page, index.collection.settings),
        "response_times": response_times,
        "see": linked.see,
        "source": linked.source,
        "span_link": span_link,
        "spellings": owners.spellings,
        "states_linked": states_linked,
        "target_dates": target_dates,
        "taken_back": index.taken_back,
        "owners": owners,
        "succeeded": succeeded,
        "timeliness_order": TIMELINESS_ORDER,
        "ways": partial(ways, index.collection),
    }
    words = (FILTERS, ACCOUNTS, CHANGES_WORDS, DUE_WORDS, FOUND_WORDS, HOME_WORDS, LIST_WORDS, PICTURE_WORDS)
    for phrases in (*words, LEFT_OPEN_WORDS, STATEMENT_WORDS, TABLE_WORDS):
        environment.filters.update(phrases)
    environment.filters["needs"] = needs
    environment.tests |= TESTS
    return environment
