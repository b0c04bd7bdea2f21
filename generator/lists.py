"""The lists on index pages: what each is grouped by, and how much room its rows take.

The room is estimated from words that no change of state touches, so that such a change moves no row to another page.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator import addresses, markdown
from generator.accounts import differing
from generator.addresses import GLOSSARY_PAGES, lists_below
from generator.events import Event
from generator.glossary import ShortForm
from generator.history import clauses
from generator.index import MOST_LIMITED_FIRST, Index, Made, Post, Standing, by_date, by_timeliness
from generator.left_open import Found, called
from generator.markdown import Markdown
from generator.model import Body, PartAgreed, Plan, Reason, UpdateEntry
from generator.owners import Naming
from generator.phrases import Phrase, number, number_of, standings_of, state_words, words_of_all
from generator.shelves import Kind, Label, Listing, Row, Shelf
from generator.vocabulary import Decision

SHOWN = 400  # of a recommendation's words so many letters are shown in a list
SHOWN_OF_ACTION = 110
ROOM_FOR_FILES = 30_000  # what the ways to the files of plans may take up of the page of the open data

NO_BREAK = "\N{NO-BREAK SPACE}"

UNDATED: Label = ("not-dated", "Not dated")
DIFFERS: Label = ("differs", "Said to be complete, and found otherwise")
IDLE: Label = ("idle", "No action is theirs now")
UNOWNED: Label = ("none", "No owner printed")
NAMED: Label = ("named", "Also named")
DIFFERENTLY: Label = ("explained-differently", "Explained in different words")
UNEXPLAINED: Label = ("never-explained", "Never explained")

Question = tuple[Label, ShortForm]  # what to ask about a short form


# Groups


def letter_of(name: str) -> Label:
    """The letter that a name begins with, accents left out; figures together, and all else together."""
    first = unicodedata.normalize("NFKD", name)[:1].upper()
    if first.isascii() and first.isalpha():
        return first.lower(), first
    return ("0-9", "0–9") if first.isdigit() else ("other", "Other")


def year_of(plan: Plan) -> Label:
    """The year of a plan's report; of the plan itself if the report has no day."""
    day = plan.published or plan.submitted
    return (str(day.year), str(day.year)) if day else UNDATED


def _state(standing: Standing) -> Label:
    return addresses.slug(standing.timeliness), state_words(standing.timeliness)


def _decision(made: Made) -> Label:
    return addresses.slug(made.decision), state_words(made.decision)


def _by_state(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(one for _, group in by_timeliness(standings) for one in group)


# Room: the letters of HTML around the words and ids that a row shows


def _room_of_made(made: Made) -> int:
    addressees = sum(60 + len(answer.addressee) for answer in made.answers)
    return (
        550 + 2 * len(made.plan.id) + len(made.plan.body) + len((made.recommendation.text or "")[:SHOWN]) + addressees
    )


def _room_of_decided(made: Made) -> int:
    printed = [*words_of_all(made, Reason), *words_of_all(made, PartAgreed), *made.recommendation.agreed_words]
    moved = [one.entry for one in made.statements if isinstance(one.entry, UpdateEntry) and one.moved_decision]
    said = sum(400 + len(made.plan.id) + len(entry.reason or "") for entry in moved)
    return _room_of_made(made) + 150 + sum(130 + len(words) for words in printed) + said


def _room_of_line(standing: Standing) -> int:
    return 250 + len(standing.plan.id) + len(standing.action.words[:SHOWN_OF_ACTION])


def _room_of_owned(standing: Standing) -> int:
    beside = sum(60 + len(words) for words in (*standing.dates_beside, *standing.owners_beside))
    names = 2 * len(standing.plan.id) + len(standing.plan.body)
    return 650 + names + len(standing.action.words) + beside


def _room_of_form(form: ShortForm) -> int:
    plans = sum(130 + 2 * len(plan.id) for meaning in form.meanings for plan in meaning.plans[:6])
    return plans + sum(130 + len(form.id) + len(meaning.words) for meaning in form.meanings)


def _room_of_event(event: Event) -> int:
    parts = (part for one in event.said for clause in clauses(one.statement) for part in clause)
    return 600 + len(event.said) * (400 + len(event.plan.id) + SHOWN_OF_ACTION) + sum(map(len, parts))


# Lists


@dataclass(frozen=True)
class Lists:
    """The lists of an index, by what they are of."""

    index: Index

    def plans(self) -> Listing[Plan]:
        """All plans, by year."""
        return Listing(self._of_plans("plans"), lists_below(addresses.PLANS), "Plans", self.index.plans)

    def plans_of(self, body: Body) -> Listing[Plan]:
        """A body's plans, by year."""
        plans = self.index.plans_of.get(body.id, ())
        return Listing(self._of_plans("plans_of_body"), lists_below(addresses.body_page(body.id)), body.name, plans)

    def files_of_plans(self) -> Listing[Plan]:
        """All plans, removed ones too, with the files of each, by year."""
        kind = Kind[Plan](
            "plan_files",
            "plan",
            (year_of,),
            lambda plan: 750 + 6 * len(plan.id) + len(self.index.names[plan.id]),
            lambda plan: self.index.names[plan.id],
            can_be_narrowed=False,
        )
        front, plans = lists_below(addresses.DATA), self.index.all_plans
        return Listing(kind, front, "Files of plans", plans, ROOM_FOR_FILES)

    def _of_plans(self, macro: str) -> Kind[Plan]:
        names = self.index.names
        return Kind(
            macro,
            "plan",
            (year_of,),
            lambda plan: 400 + len(plan.id) + len(names[plan.id]) + len(plan.title),
            lambda plan: names[plan.id],
        )

    def bodies(self) -> Listing[Body]:
        """All bodies, by letter."""
        return Listing(_of_bodies("bodies"), lists_below(addresses.BODIES), "Bodies", self.index.bodies)

    def owners(self) -> Listing[Body]:
        """The bodies that have owners or actions without one, by letter."""
        index = self.index
        held = tuple(body for body in index.bodies if body.id in index.owners_of or body.id in index.unowned)
        return Listing(_of_bodies("bodies_with_owners"), lists_below(addresses.OWNERS), "Owners", held)

    def posts(self, body: Body) -> Listing[Post]:
        """The owners of a body that answer for an action, by letter."""
        posts = self.index.owners_of.get(body.id, ())
        return self._at(body, _of_posts("posts"), posts)

    def idle(self, body: Body, posts: Sequence[Post]) -> Listing[Post]:
        """Those that answer for none now."""
        return self._at(body, _of_posts("idle", IDLE), tuple(posts))

    def unowned(self, body: Body) -> Listing[Standing]:
        """The actions of a body's plans beside which no owner is printed."""
        kind = self._of_actions("lines", UNOWNED)
        return self._at(body, kind, self.index.unowned.get(body.id, ()))

    @staticmethod
    def _at(body: Body, kind: Kind[Row], rows: tuple[Row, ...]) -> Listing[Row]:
        return Listing(kind, lists_below(addresses.owners_page(body.id)), f"Owners at {body.name}", rows)

    def of_owner(self, post: Post) -> Listing[Standing]:
        """An owner's actions, by state and in it by day."""
        kind = Kind(
            "owned", "action", (_state,), _room_of_owned, self._name_of_action, has_headings=True, is_by_state=True
        )
        return Listing(kind, _below(post), _title(post), _by_state(by_date(self.index.by_owner.get(post, ()))))

    def differing_of_owner(self, post: Post) -> Listing[Standing]:
        """Those said to be complete and found otherwise."""
        found = tuple(differing(self.index.by_owner.get(post, ())))
        return Listing(self._of_actions("differing", DIFFERS), _below(post), _title(post), found)

    def named(self, post: Post, namings: Sequence[Naming]) -> Listing[Naming]:
        """What names an owner that does not answer for it now."""
        kind = Kind[Naming](
            "named",
            "action",
            (lambda _: NAMED,),
            lambda one: 180 + 2 * len(one.plan.id) + len(one.plan.body),
            lambda one: f"{self.index.names[one.plan.id]} · {one.id}",
            is_by_state=True,
        )
        return Listing(kind, _below(post), _title(post), tuple(namings))

    def of_body(self, body: Body) -> Listing[Standing]:
        """The actions of a body's plans, by state and in it plan by plan, each plan's by day."""
        plans = self.index.plans_of.get(body.id, ())
        standings = _by_state(one for plan in plans for one in by_date(standings_of(self.index.made[plan.id])))
        return self._of_body(body, self._of_actions("lines_by_plan"), standings)

    def differing_of_body(self, body: Body) -> Listing[Standing]:
        """Those said to be complete and found otherwise."""
        plans = self.index.plans_of.get(body.id, ())
        found = tuple(one for plan in plans for one in differing(standings_of(self.index.made[plan.id])))
        return self._of_body(body, self._of_actions("differing", DIFFERS), found)

    @staticmethod
    def _of_body(body: Body, kind: Kind[Standing], rows: tuple[Standing, ...]) -> Listing[Standing]:
        return Listing(kind, lists_below(addresses.body_page(body.id)), body.name, rows)

    def addressed_to(self, body: Body) -> Listing[Made]:
        """The recommendations made to a body in others' plans, by year."""
        front = f"{lists_below(addresses.body_page(body.id))}/addressed"
        made = self.index.addressed_to.get(body.id, ())
        return Listing(replace(self._of_made("made"), anchor="addressed-"), front, f"Recommended to {body.name}", made)

    def made_on(self, theme: str) -> Listing[Made]:
        """The recommendations on a theme, by year."""
        return self._on(theme, self._of_made("made"), self.index.by_theme[theme])

    def actions_on(self, theme: str) -> Listing[Standing]:
        """The actions that answer the recommendations on a theme, by state; there may be very many."""
        kind = Kind[Standing](
            "terse",
            "action",
            (_state,),
            lambda standing: 70 + len(standing.plan.id) + len(standing.plan.body),
            self._name_of_action,
            is_by_state=True,
        )
        return self._on(theme, kind, _by_state(standings_of(self.index.by_theme[theme])))

    def _on(self, theme: str, kind: Kind[Row], rows: tuple[Row, ...]) -> Listing[Row]:
        name = self.index.collection.settings.themes[theme].name
        return Listing(kind, lists_below(addresses.theme_page(theme)), name, rows)

    def decided(self) -> Listing[Made]:
        """What is limited or not known, by the decision, those that grant least first, and in it by year."""
        limited = [state for state in MOST_LIMITED_FIRST if state is not Decision.AGREED]
        made = tuple(one for state in limited for one in self.index.all_made if one.decision is state)
        by = (_decision, _year_of_made)
        kind = Kind(
            "decided", "recommendation", by, _room_of_decided, self._name_of_made, has_headings=True, is_by_state=True
        )
        return Listing(kind, lists_below(addresses.DECISIONS), "Decisions", made)

    def left_open(self, found: tuple[Found, ...]) -> Listing[Found]:
        """The plans that leave something open, by what that is and in it by year."""
        kind = Kind[Found](
            "left_open",
            "plan",
            (lambda one: (addresses.slug(one.rule), called(one.rule)), lambda one: year_of(one.plan)),
            lambda one: 230 + len(one.plan.id) + len(self.index.names[one.plan.id]),
            lambda one: self.index.names[one.plan.id],
            is_by_state=True,
        )
        return Listing(kind, lists_below(addresses.ADVICE), "What plans leave open", found)

    def _of_made(self, macro: str) -> Kind[Made]:
        return Kind(macro, "recommendation", (_year_of_made,), _room_of_made, self._name_of_made, has_headings=True)

    def _of_actions(self, macro: str, label: Label | None = None) -> Kind[Standing]:
        by = (lambda _: label) if label else _state
        return Kind(macro, "action", (by,), _room_of_line, self._name_of_action, is_by_state=True)

    def _name_of_made(self, made: Made) -> str:
        return f"{self.index.names[made.plan.id]} · {number_of(made.recommendation)}"

    def _name_of_action(self, standing: Standing) -> str:
        return f"{self.index.names[standing.plan.id]} · {standing.id}"

    def documents(self, plan: Plan, told: Sequence[Event]) -> Listing[Event]:
        """What was said and found of a plan, by year."""
        kind = Kind[Event](
            "documents",
            "document",
            (lambda event: (str(event.day.year), str(event.day.year)),),
            _room_of_event,
            lambda event: event.document.words if event.document else "",
            can_be_narrowed=False,
        )
        front = lists_below(addresses.history_page(plan.id))
        return Listing(kind, front, f"History of {self.index.names[plan.id]}", tuple(told))


def short_forms_listed(forms: Sequence[ShortForm]) -> Listing[ShortForm]:
    """The short forms, by letter."""
    kind = Kind[ShortForm](
        "short_forms",
        "short form",
        (lambda form: letter_of(form.letters),),
        _room_of_form,
        lambda form: form.letters,
        is_by_letter=True,
        anchor="letter-",
    )
    return Listing(kind, GLOSSARY_PAGES, "Glossary", tuple(forms))


def short_forms_in_question(forms: Sequence[ShortForm]) -> Listing[Question]:
    """Those that plans explain in different words, then those that no plan explains."""
    differently = ((DIFFERENTLY, form) for form in forms if form.is_explained_differently)
    unexplained = ((UNEXPLAINED, form) for form in forms if form.is_unexplained)
    kind = Kind[Question](
        "forms_in_question",
        "short form",
        (lambda question: question[0],),
        lambda question: 80 + len(question[1].id),
        lambda question: question[1].letters,
        is_by_state=True,
    )
    return Listing(kind, GLOSSARY_PAGES, "Glossary", (*differently, *unexplained), 12_000)


def _of_bodies(macro: str) -> Kind[Body]:
    return Kind(
        macro,
        "organisation",
        (lambda body: letter_of(body.name),),
        lambda body: 220 + len(body.id) + len(body.name) + 2 * len(body.successor or ""),
        lambda body: body.name,
        is_by_letter=True,
    )


def _of_posts(macro: str, label: Label | None = None) -> Kind[Post]:
    return Kind(
        macro,
        "owner",
        ((lambda post: label or letter_of(post.name)),),
        lambda post: 230 + len(post.id) + len(post.name),
        lambda post: post.name,
        is_by_letter=label is None,
        is_by_state=label is not None,
    )


# What templates call


def dated(plan: Plan) -> Markdown:
    """The day of a plan's report, else of the plan itself."""
    if plan.published:
        return Markdown(f"Report of {markdown.day(plan.published)}")
    return Markdown(f"Plan of {markdown.day(plan.submitted)}") if plan.submitted else Markdown("Not dated")


def how_many_plans(plans: Sequence[Plan]) -> str:
    """How many plans a body has, and of which year the newest is."""
    if not plans:
        return "No plan of its own"
    year = year_of(plans[0])[1].lower()
    return f"1 plan, {year}" if len(plans) == 1 else f"{number(len(plans), 'plan')}, the newest {year}"


def unbroken(counted: str) -> str:
    """Counts that a line ends between, and not within: '19 date passed, 4 due soon'."""
    return ", ".join(": ".join(part.replace(" ", NO_BREAK) for part in one.split(": ")) for one in counted.split(", "))


def by_recommendation(standings: Iterable[Standing]) -> list[list[Standing]]:
    """Actions that come recommendation by recommendation, each one's together."""
    return [list(group) for _, group in groupby(standings, lambda one: (one.plan.id, one.recommendation.id))]


def each_with_page(shelves: Iterable[Shelf[Row]]) -> list[tuple[Row, str]]:
    """Every row on some pages, with the page that it is on."""
    return [(row, shelf.page) for shelf in shelves for row in shelf.shown]


LIST_WORDS: dict[str, Phrase] = {
    "by_recommendation": by_recommendation,
    "dated": dated,
    "each_with_page": each_with_page,
    "how_many_plans": how_many_plans,
    "unbroken": unbroken,
}


def _year_of_made(made: Made) -> Label:
    return year_of(made.plan)


def _below(post: Post) -> str:
    return lists_below(addresses.owner_page(post.body, post.id))


def _title(post: Post) -> str:
    return f"{post.name} · {post.body_name}"
