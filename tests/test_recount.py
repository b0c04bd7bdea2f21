"""The numbers on the pages are the numbers in the files: counted again here, without the index."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from generator.addresses import slug
from generator.index import Index
from generator.pages import pages
from generator.read import read
from generator.targetdate import TargetDate, read_day
from generator.targetdate import read as read_date
from generator.yamlfile import parse

ROOT = Path(__file__).parent.parent
SPECIMEN = ROOT / "tests" / "specimen"

Fields = dict[str, Any]  # of a record, as they stand in a file
Owner = tuple[str, str]  # the ids of its body and of itself


@dataclass(frozen=True)
class Action:
    """What of an action is counted."""

    key: str
    plan: str
    body: str
    themes: tuple[str, ...]
    owners: frozenset[Owner]
    timeliness: str
    delivery: str
    judgement: str
    is_silent: bool | None
    last_day: date | None
    last_reported: date | None

    @property
    def differs(self) -> bool:
        """Whether it was said to be complete and found otherwise."""
        return self.delivery == "complete" and self.judgement not in ("", "achieved")


@dataclass(frozen=True)
class Recommendation:
    """What of a recommendation is counted."""

    plan: str
    body: str
    themes: tuple[str, ...]
    made_to: frozenset[str]
    decision: str
    reasons: frozenset[str]  # of its limits


@dataclass(frozen=True)
class Files:
    """A collection on a day, as its files alone say."""

    root: Path
    day: date

    @cached_property
    def settings(self) -> Fields:
        """The site's settings."""
        return values(self.root / "site_config.yml")

    @cached_property
    def plans(self) -> dict[str, Fields]:
        """The plans that were not removed."""
        plans = {path.stem: values(path) for path in (self.root / "plans").glob("*.yml")}
        return {id_: plan for id_, plan in plans.items() if "removed" not in plan}

    @cached_property
    def bodies(self) -> dict[str, Fields]:
        """The bodies."""
        return {path.stem: values(path) for path in (self.root / "plans" / "bodies").glob("*.yml")}

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """Every recommendation."""
        return [self.recommendation(*made) for made in self.made]

    @cached_property
    def actions(self) -> list[Action]:
        """Every action, and every aim with an id."""
        return [
            self.action(plan, recommendation, block)
            for plan, recommendation in self.made
            for block in recommendation.get("response", [])
            if next(iter(block)) in ("action", "aim") and "id" in block and "removed" not in block
        ]

    @property
    def made(self) -> Iterator[tuple[str, Fields]]:
        """The recommendations that were not removed, each with its plan."""
        for id_, plan in self.plans.items():
            yield from ((id_, one) for one in plan["recommendations"] if "number" in one and "removed" not in one)

    def body(self, name: str) -> str:
        """The id of the body of a name."""
        return next(id_ for id_, body in self.bodies.items() if name in [body["name"], *body.get("also", [])])

    def updates(self, plan: str, field: str, record: Fields, id_: str, kind: str = "update") -> list[Fields]:
        """What updates, or findings, up to the day say of an action or a recommendation, each with its day."""
        paths = sorted((self.root / "plans" / plan).glob("*.yml"))
        documents = [values(path) for path in paths if path.name[:10] <= self.day.isoformat()]
        return [
            {**entry, "day": date.fromisoformat(document["date"])}
            for document in documents
            if kind in document and "removed" not in document
            for entry in document["entries"]
            if entry.get(field) in (id_, *record.get("formerly", []))
        ]

    def recommendation(self, plan: str, made: Fields) -> Recommendation:
        """Counts a recommendation; of several decisions the one that grants least."""
        words = made.get("decisions") or {made.get("addressee"): made.get("decision")}
        reasons = dict.fromkeys(words, as_list(made.get("decision_reason", [])))
        for update in self.updates(plan, "recommendation", made, made.get("id") or made["number"].rstrip(".)")):
            if "decision" in update:
                addressee = update.get("addressee", next(iter(words)))
                words = {**words, addressee: update["decision"]}
                reasons[addressee] = as_list(update.get("decision_reason", []))
        listed = {word.casefold(): name for name, given in self.settings["decision_words"].items() for word in given}
        decisions = [listed.get((said or "").casefold(), "not known") for said in words.values()]
        least_first = ["not agreed", "partly agreed", "agreed in principle", "awaited", "not known", "agreed"]
        return Recommendation(
            plan,
            self.body(self.plans[plan]["body"]),
            tuple(made.get("themes", [])),
            frozenset(self.body(name) for name in words if name),
            min(decisions, key=least_first.index),
            frozenset(
                reason
                for addressee, decision in zip(words, decisions, strict=True)
                if decision in least_first[:2]
                for reason in reasons[addressee]
            ),
        )

    def action(self, plan: str, recommendation: Fields, action: Fields) -> Action:
        """Counts an action."""
        cells = [cell for cell in recommendation["response"] if action["id"] in cell.get("printed_beside", [])]
        updates = self.updates(plan, "action", action, action["id"])
        findings = self.updates(plan, "action", action, action["id"], "finding")
        body = self.body(self.plans[plan]["body"])
        delivery = last_delivery(last_given("target_date", [action], cells), updates)
        dates = [reading(words) for words in last_given("target_date", [action, *updates], cells)]
        timeliness = self.timeliness(delivery, dates, [update["day"] for update in updates])
        return Action(
            f"{plan}/{action['id']}",
            plan,
            body,
            tuple(recommendation.get("themes", [])),
            frozenset(
                one for words in last_given("owner", [action, *updates], cells) for one in self.owners(body, words)
            ),
            timeliness,
            delivery,
            next((found["judgement"] for found in reversed(findings) if "judgement" in found), ""),
            timeliness != "closed" and self.is_silent(self.plans[plan], [update["day"] for update in updates]),
            last_day(dates),
            max((update["day"] for update in updates), default=None),
        )

    @cached_property
    def also_named(self) -> Counter[Owner]:
        """For each owner how many actions, or recommendations, name it that it does not answer for, or not now."""
        answered = {(owner, one.key) for one in self.actions for owner in one.owners}
        return Counter(owner for owner, _ in set(self.namings) - answered)

    @property
    def namings(self) -> Iterator[tuple[Owner, str]]:
        """Every owner with what ever named it, removed or not: by the key of the action, else of the recommendation."""
        for path in (self.root / "plans").glob("*.yml"):
            plan = values(path)
            body, ids = self.body(plan["body"]), dict[str, str]()
            named = list[tuple[str, str]]()
            for made in plan["recommendations"]:
                for block in made.get("response", []):
                    for id_ in block.get("printed_beside", [block.get("id") or made.get("id") or made.get("number")]):
                        parts = [block, *block.get("steps", [])]
                        named += [(words, id_) for part in parts for words in as_list(part.get("owner", []))]
                    ids |= {former: block["id"] for former in (block.get("id"), *block.get("formerly", [])) if former}
            for update in sorted((self.root / "plans" / path.stem).glob("*.yml")):
                said = values(update)["entries"] if update.name[:10] <= self.day.isoformat() else []
                named += [(entry["owner"], ids[entry["action"]]) for entry in said if "owner" in entry]
            for words, id_ in named:
                yield from ((owner, f"{path.stem}/{id_}") for owner in self.owners(body, words))

    def timeliness(self, delivery: str, dates: list[TargetDate], reported: list[date]) -> str:
        """In the words of the tags."""
        if delivery in ("complete", "superseded", "withdrawn", "no longer applicable"):
            return "closed"
        last = last_day(dates)
        if delivery == "continuing" or not last:
            return "no end date"
        if last < self.day:
            return "overdue" if max(reported, default=date.min) > last else "date passed"
        return "due" if (last - self.day).days > 30 else "due soon"

    def is_silent(self, plan: Fields, reported: list[date]) -> bool | None:
        """Whether nothing was reported for a year; None where no day is known to count from."""
        head = [read_day(plan.get(name, "")) for name in ("action_plan_submitted", "report_published")]
        since = max(reported, default=head[0] or head[1])
        return (self.day - since).days > 365 if since else None

    def owners(self, body: str, printed: str) -> Iterator[Owner]:
        """The owners that a body's file lists under some words; else one by the slug of the words."""
        listed = self.bodies[body].get("owners", {})
        ids = [id_ for id_, owner in listed.items() if printed in (owner["name"], *owner.get("also", []))]
        for id_ in ids or [slug(printed)]:
            of = listed.get(id_, {}).get("of")
            yield self.body(of) if of else body, id_


def values(path: Path) -> Fields:
    """What stands in a file."""
    file, _ = parse(path.read_bytes(), path.name)
    assert file
    assert isinstance(file.value, dict)
    return file.value


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def last_given(field: str, records: list[Fields], cells: list[Fields]) -> list[str]:
    """The last owner or date given; else those of the cell beside several actions; as the editor reads them."""
    for record in (*reversed(records), *cells):
        if words := record.get(field):
            return as_list(record.get("date_read_as", words) if field == "target_date" else words)
    return []


def last_day(dates: list[TargetDate]) -> date | None:
    """The day after which all dates of an action have passed; none if one of them has no end."""
    days = [one.latest for one in dates if one.latest and not one.recurrence]
    return max(days, default=None) if len(days) == len(dates) else None


def last_delivery(printed: list[str], updates: list[Fields]) -> str:
    by_plan = [reading(words).delivery for words in printed] if len(printed) == 1 else []
    said = [*by_plan, *(update.get("delivery", "") for update in updates)]
    return next(filter(None, reversed(said)), "not reported")


def reading(words: str) -> TargetDate:
    target = read_date(words)
    assert target
    return target


# What pages say

Numbers = dict[str, int]


def tables(page: str) -> dict[str, Numbers]:
    """The tables of numbers, by what stands above their first column."""
    blocks = re.findall(
        r"^\| (Timeliness|Delivery|Decision|Reason) \|.*\n\|---\|---\|\n((?:\|.*\n)+)", page, re.MULTILINE
    )
    return {head: {label: int(n) for label, n in re.findall(ROW, rows, re.MULTILINE)} for head, rows in blocks}


ROW = r"^\| [*\[]?([\w ]+?)(?:\*|\]\(#[\w-]+\))?(?:\{.*?\})? \| \[?(\d+)"


NUMBER = r"\[?(\d+)(?:\]\(\S+\))?"  # or a link of it


def decisions_in(page: str) -> dict[str, Numbers]:
    """The sentence on how recommendations were decided, as a table of them."""
    found = re.search(r"^(\d+) recommendations?: (.*)\.$", page, re.MULTILINE)
    numbers = {label: int(n) for n, label in re.findall(r"(\d+) \*([\w ]+)\*\{.*?\}", found[2])} if found else {}
    return {"Decision": numbers | {"All": int(found[1])}} if found else {}


def facts(page: str, label: str) -> Numbers:
    """The numbers in a fact, one for each state."""
    found = re.search(rf"^{label}\n:   (.*)$", page, re.MULTILINE)
    return {state: int(n) for n, state in re.findall(r"\[?\b(\d+) ([\w ]+)", found[1])} if found else {}


def silent(page: str) -> list[int]:
    """How many actions are silent, of how many, and of how many it is not known."""
    found = re.search(rf"^Silent, [\w ]+: {NUMBER} of (\d+)\.(?: Not known: {NUMBER},)?", page, re.MULTILINE)
    return [int(number or 0) for number in found.groups()] if found else []


def groups(page: str) -> Numbers:
    """The numbers in the headings of groups of actions."""
    return {label.lower(): int(n) for label, n in re.findall(r"^##+ ([\w ]+) \((\d+)\) \{", page, re.MULTILINE)}


def lists(page: str) -> dict[str, tuple[int | None, Numbers]]:
    """For each page that a list leads to its recommendations and the numbers of its actions."""
    page = page.replace(NO_BREAK, " ")
    rows = {link: "\n".join(re.findall(FACT, row, re.MULTILINE)) for link, row in re.findall(LED, page, re.MULTILINE)}
    return {link: (recommendations_in(told), summary_in(told)) for link, told in rows.items() if "action" in told}


LED = r"^-   \[.*?\]\((\S+?)\).*\n((?:\n|    .*\n)*)"  # a row that begins with a link, and what stands below it
NO_BREAK = "\N{NO-BREAK SPACE}"
FACT = r"^    (.*)\n    \{: \.facts \}$"


def recommendations_in(line: str) -> int | None:
    found = re.search(r"(\d+) recommendations?\b", line)
    return int(found[1]) if found else None


def summary_in(line: str) -> Numbers:
    found = re.search(r"(\d+) actions?: (.*)$", line, re.MULTILINE)
    if not found:
        return {}
    numbers = {label: int(number) for number, label in re.findall(r"(\d+) ([\w ]+)", found[2])}
    assert sum(numbers.values()) == int(found[1])
    return numbers


# What they should say


def with_all(label: str, words: Iterable[str]) -> dict[str, Numbers]:
    """A table of how often words stand, with its total; none of nothing."""
    found = Counter(words)
    return {label: {word.capitalize(): n for word, n in found.items()} | {"All": found.total()}} if found else {}


def tables_of(actions: list[Action]) -> dict[str, Numbers]:
    timeliness = with_all("Timeliness", (action.timeliness for action in actions))
    return timeliness | with_all("Delivery", (action.delivery for action in actions))


def silent_of(actions: list[Action]) -> list[int]:
    found = Counter(action.is_silent for action in actions)
    return [found[True], len(actions), found[None]] if actions else []


def completions_of(actions: list[Action]) -> list[int]:
    """How many were last reported complete, and of these found achieved, found otherwise, not assessed."""
    judgements = [action.judgement for action in actions if action.delivery == "complete"]
    achieved, unassessed = judgements.count("achieved"), judgements.count("")
    otherwise = len(judgements) - achieved - unassessed
    return [len(judgements), achieved, otherwise, unassessed] if judgements else []


def timeliness_of(actions: Iterable[Action]) -> Numbers:
    return Counter(action.timeliness for action in actions)


def completions(page: str) -> list[int]:
    """What a page says of the actions last reported complete."""
    told = (
        r"^Last reported complete: (\d+); of these (\d+) found achieved, (\d+) found otherwise, (\d+) not assessed\.$"
    )
    found = re.search(told, page, re.MULTILINE)
    return [int(number) for number in found.groups()] if found else []


def differing(page: str) -> int:
    """How many actions a page lists as said to be complete and found otherwise; its heading may say how many."""
    heading = r"^(?:##+ )?Said to be complete, and found otherwise(?: \((\d+)\) |\n)\{: (?:\.label )?#differs \}\n"
    found = re.search(heading + r"(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    listed = len(re.findall(r"^- +\S", found[2], re.MULTILINE)) if found else 0
    assert not found or found[1] in (None, str(listed))
    return listed


@dataclass(frozen=True)
class Counts:
    """The pages of a collection on a day, and its files."""

    pages: dict[str, str]
    files: Files


@pytest.fixture(
    scope="module",
    params=[
        "plans 2019-06-30",
        "plans 2019-12-20",
        "plans 2030-01-01",
        "specimen 2031-10-31",
        "specimen 2032-01-15",
        "specimen 2032-12-31",
    ],
)
def counted(request: pytest.FixtureRequest) -> Counts:
    collected, day = request.param.split()
    root = ROOT if collected == "plans" else SPECIMEN
    collection = read(root).collection
    assert collection
    return Counts(pages(Index(collection, date.fromisoformat(day))), Files(root, date.fromisoformat(day)))


def test_home_counts_everything(counted: Counts) -> None:
    home, files = counted.pages["index.md"], counted.files
    told = re.findall(r"^(Plans|Recommendations|Actions)\n:   \[?(\d+)", home, re.MULTILINE)
    every = {"Plans": files.plans, "Recommendations": files.recommendations, "Actions": files.actions}
    assert told == [(label, str(len(found))) for label, found in every.items()]
    states = re.findall(r"\[?(\d+) (overdue|date passed|due soon|due|no end date|closed)\b", stated_at_home(home))
    assert {state: int(n) for n, state in states} == timeliness_of(files.actions)
    decisions = with_all("Decision", (one.decision for one in files.recommendations))
    deliveries = with_all("Delivery", (action.delivery for action in files.actions))
    found = {head: {label: n for label, n in rows.items() if n} for head, rows in tables(home).items()}
    assert (found, silent(home)) == (decisions | deliveries, silent_of(files.actions))


def stated_at_home(home: str) -> str:
    """The sentence on how all actions stand."""
    return "".join(re.findall(r"^All \d+ actions?: (.*)$", home, re.MULTILINE))


def test_ways_in_at_home_count_what_they_lead_to(counted: Counts) -> None:
    home, files = counted.pages["index.md"], counted.files
    near = [one for one in files.actions if one.timeliness in ("due", "due soon") and is_within_90_days(one, files.day)]
    told = re.findall(r"^(Nothing|\d+)(?: actions?)? falls? due in the next 90 days", home, re.MULTILINE)
    assert told == [str(len(near) or "Nothing")]
    rows = re.findall(r"\((themes|owners|bodies)/(\S+?)\.md\)(?:\{.*?\})? \*?(\d+)", home)
    assert {kind for kind, *_ in rows} == {"themes", "owners", "bodies"}
    held = Counter(
        [
            *(("themes", theme) for one in files.recommendations for theme in one.themes),
            *(("owners", "/".join(owner)) for one in files.actions for owner in one.owners),
            *(("bodies", one.body) for one in files.actions),
        ]
    )
    assert rows == [(kind, id_, str(held[kind, id_])) for kind, id_, _ in rows]


def test_newest_plans_at_home_count_what_is_theirs(counted: Counts) -> None:
    home = counted.pages["index.md"]
    head, facts = r"\(plans/(\S+?)/index\.md\)\n\n    (\d+) recommendations?: (.*)\n", r"    Actions\n    :   (.*)\n"
    rows = re.findall(rf"^-   .*{head}\n    Report\n.*\n\n{facts}", home, re.MULTILINE)
    assert len(rows) == home.count("\n-   [") > 0
    for id_, number, decisions, states in rows:
        made = [one.decision for one in counted.files.recommendations if one.plan == id_]
        assert (id_, int(number), states_in(f"{number}: {decisions}")) == (id_, len(made), Counter(made))
        assert (id_, states_in(states)) == (id_, timeliness_of(one for one in counted.files.actions if one.plan == id_))


def is_within_90_days(action: Action, day: date) -> bool:
    return action.last_day is not None and (action.last_day - day).days <= 90


def test_plans_count_what_is_theirs(counted: Counts) -> None:
    for id_ in counted.files.plans:
        page = counted.pages[f"plans/{id_}/index.md"]
        made = [one for one in counted.files.recommendations if one.plan == id_]
        actions = [one for one in counted.files.actions if one.plan == id_]
        decisions = with_all("Decision", (one.decision for one in made))
        assert (id_, tables(page), decisions_in(page)) == (id_, tables_of(actions), decisions)
        assert (id_, silent(page), groups(page)) == (id_, silent_of(actions), timeliness_of(actions))
        listed = lists(counted.pages["plans/index.md"])[f"{id_}/index.md"]
        assert (id_, listed) == (id_, (len(made), timeliness_of(actions)))


def test_themes_count_what_is_on_them(counted: Counts) -> None:
    themes = counted.files.settings["themes"]
    for id_ in (id_ for id_ in themes if "removed" not in themes[id_]):
        page = counted.pages[f"themes/{id_}.md"]
        made = [one for one in counted.files.recommendations if id_ in one.themes]
        actions = [one for one in counted.files.actions if id_ in one.themes]
        assert (id_, recommendations_in(page), tables(page)) == (id_, len(made), tables_of(actions))
        assert (id_, silent(page), groups(page)) == (id_, silent_of(actions), timeliness_of(actions))
        listed = lists(counted.pages["themes/index.md"])[f"{id_}.md"]
        assert (id_, listed) == (id_, (len(made), timeliness_of(actions)))


def test_owners_count_what_they_answer_for(counted: Counts) -> None:
    """Every owner has a page, and no other page says that it answers for anything."""
    owners = {owner for action in counted.files.actions for owner in action.owners}
    counting = {
        tuple(page.removesuffix(".md").split("/")[1:])
        for page, text in counted.pages.items()
        if page.startswith("owners/") and re.search(r"^\d+ actions? at ", text, re.MULTILINE)
    }
    assert counting == owners
    for body, id_ in owners | set(counted.files.also_named):
        page = counted.pages[f"owners/{body}/{id_}.md"]
        actions = [action for action in counted.files.actions if (body, id_) in action.owners]
        named = {"also named": number} if (number := counted.files.also_named[body, id_]) else {}
        assert (body, id_, groups(page)) == (body, id_, timeliness_of(actions) | named)
    for body, id_ in owners:
        page = counted.pages[f"owners/{body}/{id_}.md"]
        actions = [action for action in counted.files.actions if (body, id_) in action.owners]
        assert re.search(rf"^{len(actions)} actions? at ", page, re.MULTILINE)
        listed = lists(counted.pages[f"owners/{body}/index.md"])[f"{id_}.md"]
        assert (body, id_, listed) == (body, id_, (None, timeliness_of(actions)))


def test_bodies_count_their_plans_and_what_is_recommended_to_them(counted: Counts) -> None:
    for id_ in counted.files.bodies:
        page, _, addressed = counted.pages[f"bodies/{id_}.md"].partition("\n## Recommended to it")
        made = [one for one in counted.files.recommendations if one.body == id_]
        actions = [one for one in counted.files.actions if one.body == id_]
        to_it = [one for one in counted.files.recommendations if id_ in one.made_to and one.body != id_]
        assert (id_, tables(page), silent(page), groups(page)) == (
            id_,
            tables_of(actions),
            silent_of(actions),
            timeliness_of(actions),
        )
        assert (id_, sum(n or 0 for n, _ in lists(page).values())) == (id_, len(made))
        assert (id_, addressed.count("\n### *Recommendation*")) == (id_, len(to_it))


def test_owners_are_counted_by_state(counted: Counts) -> None:
    for body, id_ in {owner for action in counted.files.actions for owner in action.owners}:
        page = counted.pages[f"owners/{body}/{id_}.md"]
        actions = [action for action in counted.files.actions if (body, id_) in action.owners]
        assert (body, id_, facts(page, "Timeliness")) == (body, id_, timeliness_of(actions))
        assert (body, id_, facts(page, "Delivery")) == (body, id_, Counter(action.delivery for action in actions))
        assert (body, id_, silent(page)) == (body, id_, silent_of(actions))


def test_decisions_are_counted_with_the_reasons_of_those_that_limit(counted: Counts) -> None:
    page, made = counted.pages["decisions.md"], counted.files.recommendations
    limited = [one for one in made if one.decision in ("partly agreed", "not agreed")]
    reasons = Counter(reason.capitalize() for one in limited for reason in one.reasons)
    assert tables(page) == {**with_all("Decision", (one.decision for one in made)), "Reason": dict(reasons)}
    decisions = Counter(one.decision for one in made if one.decision != "agreed")
    assert groups(page) == decisions
    assert page.count("\n### *Recommendation*") == decisions.total()


def test_glossary_counts_the_short_forms(counted: Counts) -> None:
    uses = [
        (short.casefold(), meaning)
        for plan in counted.files.plans.values()
        for short, meaning in plan.get("abbreviations", {}).items()
    ]
    explained = {short for short, meaning in uses if meaning}
    every = {short for short, _ in uses}
    numbers = f"{len(every)} short forms?: {len(explained)} explained by at least one plan, {len(every - explained)} by"
    assert re.search(rf"^{numbers} none\.$", counted.pages["glossary.md"], re.MULTILINE)


def test_actions_without_an_owner_are_counted(counted: Counts) -> None:
    without = Counter(action.body for action in counted.files.actions if not action.owners)
    pages, told = counted.pages, r"\]\(([\w-]+)/index\.md\)\n\n    \d+ owners?, (\d+) actions? without one\n"
    assert {body: int(n) for body, n in re.findall(told, pages["owners/index.md"])} == without
    for body, number in without.items():
        assert f"\n## No owner printed ({number}) {{" in pages[f"owners/{body}/index.md"]


def test_completions_are_counted_by_what_was_found_of_them(counted: Counts) -> None:
    actions, pages = counted.files.actions, counted.pages
    assert completions(pages["index.md"]) == completions_of(actions)
    for id_ in counted.files.settings["themes"]:
        on_it = [action for action in actions if id_ in action.themes]
        assert (id_, completions(pages[f"themes/{id_}.md"])) == (id_, completions_of(on_it))


def test_what_is_said_complete_and_found_otherwise_is_listed_and_counted(counted: Counts) -> None:
    groups: dict[str, list[Action]] = {}
    for action in counted.files.actions:
        owned = [f"owners/{body}/{id_}.md" for body, id_ in action.owners]
        for page in (f"plans/{action.plan}/index.md", f"bodies/{action.body}.md", *owned):
            groups.setdefault(page, []).append(action)
    for name, actions in groups.items():
        page, expected = counted.pages[name], completions_of(actions)
        assert (name, completions(page), differing(page)) == (name, expected, expected[2] if expected else 0)


def test_target_dates_that_moved_are_counted(counted: Counts) -> None:
    """On every page of a recommendation the moves of its actions add up to those in the updates' files."""
    for plan, made in counted.files.made:
        page = counted.pages[f"plans/{plan}/{made.get('id') or made['number'].rstrip('.)')}.md"]
        moves = sum(
            "target_date" in update
            for block in made.get("response", [])
            if "id" in block and "removed" not in block
            for update in counted.files.updates(plan, "action", block, block["id"])
        )
        assert (plan, sum(int(n) for n in re.findall(r"^:   (\d+) moves?\b", page, re.MULTILINE))) == (plan, moves)


# What is due


def due_rows(page: str) -> dict[str, tuple[Numbers, list[int]]]:
    """For each page that a row leads to: its actions by state, and those that are silent, or perhaps; '' for all."""
    name, body = r"^-   (?:\[.*?\]\((\S+?)\).*|[\w ]+)\n", r"(?:\n    Body\n.*\n)?"
    row = name + body + r"\n    Actions\n    :   (.*)\n\n    Silent\n    :   (.*)$"
    return {
        link.replace("../../", ""): (states_in(states), silent_in(silence))
        for link, states, silence in re.findall(row, page, re.MULTILINE)
    }


def states_in(words: str) -> Numbers:
    total, _, states = words.partition(": ")
    numbers = {label: int(number) for number, label in re.findall(r"(\d+) ([a-z][\w ]*)", states)}
    assert sum(numbers.values()) == (0 if total == "none" else int(total))
    return numbers


def silent_in(words: str) -> list[int]:
    silent, _, unknown = words.partition("; not known: ")
    return [0 if silent == "none" else int(silent), int(unknown or 0)]


def row_of(actions: Iterable[Action]) -> tuple[Numbers, list[int]]:
    actions = list(actions)
    silent = Counter(action.is_silent for action in actions)
    return timeliness_of(actions), [silent[True], silent[None]]


def test_due_counts_every_state_with_its_silence(counted: Counts) -> None:
    page, files = counted.pages["due/index.md"], counted.files
    row = rf"^\| \*?([\w ]+?)\*?(?:\{{.*?\}})? \| {NUMBER} .*? \| {NUMBER} .*? \| {NUMBER} "
    told = {label: [int(n) for n in numbers] for label, *numbers in re.findall(row, page, re.MULTILINE)}
    by_state = {
        state: [one for one in files.actions if one.timeliness == state] for state in timeliness_of(files.actions)
    }
    assert told == {
        label.capitalize(): [len(actions), *row_of(actions)[1]]
        for label, actions in {**by_state, "all": files.actions}.items()
    }
    assert silent(page) == silent_of(files.actions)
    assert [sum(column) for column in zip(*told.values(), strict=True)] == [2 * number for number in told["All"]]


def test_due_lists_the_90_days_around_and_counts_the_months(counted: Counts) -> None:
    page, files = counted.pages["due/index.md"], counted.files
    dated = [(one, one.last_day) for one in files.actions if one.last_day]
    ahead = [day for one, day in dated if one.timeliness in ("due", "due soon") and (day - files.day).days <= 90]
    passed = [
        day for one, day in dated if one.timeliness in ("overdue", "date passed") and (files.day - day).days <= 90
    ]
    headings = re.findall(r"^## (?:Due|Date passed) in the (?:next|last) 90 days \((\d+)\) ", page, re.MULTILINE)
    assert headings == [str(len(ahead)), str(len(passed))]
    days = re.findall(r"^### .* \{: #(\S+) \}$", page, re.MULTILINE)
    assert days == [day.isoformat() for day in (*sorted(set(ahead)), *sorted(set(passed), reverse=True))]
    assert page.count("\n-   ") == len(ahead) + len(passed)
    earlier = [
        one.timeliness
        for one, day in dated
        if one.timeliness in ("overdue", "date passed") and (files.day - day).days > 90
    ]
    told = re.search(r"^Earlier, and not reported closed: (\d+)\.\n(.*(?: and\n.*)?)\.$", page, re.MULTILINE)
    assert (int(told[1]) if told else 0) == len(earlier)
    assert (linked_numbers(told[2]) if told else {}) == Counter(earlier)
    months = Counter(f"{day:%Y-%m}" for _, day in dated)
    assert {month: int(n) for n, month in re.findall(r"\((\d+)\)\]\((\S+)/index\.md\)", page)} == months
    assert f": {len(dated)} of {len(files.actions)}; the others have none." in page


def linked_numbers(words: str) -> Numbers:
    """The numbers of states, each before a link's end."""
    return {state: int(n) for n, state in re.findall(r"\[(\d+) ([\w ]+)\]", words)}


def is_watched(action: Action, day: date) -> bool:
    """Whether its date has passed or is near, or it is or may be silent."""
    is_open = action.timeliness in ("due", "due soon", "overdue", "date passed")
    return (is_open and is_within_90_days(action, day)) or action.is_silent is not False


def test_months_count_and_list_what_has_its_last_day_in_them(counted: Counts) -> None:
    dated = [(one, f"{one.last_day:%Y-%m}") for one in counted.files.actions if one.last_day]
    for month in {month for _, month in dated}:
        page = counted.pages[f"due/{month}/index.md"]
        actions = [one for one, its in dated if its == month]
        lead = next(line for line in page.splitlines() if re.match(r"\d+ actions?: ", line))
        assert (month, summary_in(lead.rstrip("."))) == (month, timeliness_of(actions))
        assert (month, page.count("\n-   ")) == (month, len(actions))


def test_due_by_plan_and_by_body_counts_every_action(counted: Counts) -> None:
    pages, files = counted.pages, counted.files
    plans = {f"plans/{id_}/index.md": row_of(one for one in files.actions if one.plan == id_) for id_ in files.plans}
    with_plans = {files.body(plan["body"]) for plan in files.plans.values()}
    bodies = {f"bodies/{id_}.md": row_of(one for one in files.actions if one.body == id_) for id_ in with_plans}
    everything = {"": row_of(files.actions)}
    assert due_rows(pages["due/plans/index.md"]) == everything | plans
    assert due_rows(pages["due/bodies/index.md"]) == everything | bodies


def test_due_by_owner_counts_those_to_watch_and_adds_up(counted: Counts) -> None:
    page, actions = counted.pages["due/owners/index.md"], counted.files.actions
    by_owner = {
        f"owners/{body}/{id_}.md": [one for one in actions if (body, id_) in one.owners]
        for body, id_ in {owner for one in actions for owner in one.owners}
    }
    listed = {
        owner: held for owner, held in by_owner.items() if any(is_watched(one, counted.files.day) for one in held)
    }
    assert due_rows(page) == {owner: row_of(held) for owner, held in listed.items()}
    table = re.findall(r"^\| (.*?) \| (−?\d+) \{: \.n \} \|$", page, re.MULTILINE)
    numbers = [int(number.replace("−", "-")) for _, number in table]
    counts = [sum(map(len, held.values())) for held in (listed, by_owner)]
    again = sum(max(0, len(one.owners) - 1) for one in actions)
    unowned = sum(not one.owners for one in actions)
    assert numbers == [counts[0], counts[1] - counts[0], -again, unowned, len(actions)]
    assert sum(numbers[:-1]) == numbers[-1]
    owners = [int(number) for number in re.findall(r"^\| For (?:the )?(\d+) owner", page, re.MULTILINE)]
    assert owners == [len(listed), len(by_owner) - len(listed)]


STATES = {"overdue": "overdue", "date-passed": "date passed", "due-soon": "due soon", "no-date": "no end date"}


def parts_of(pages: dict[str, str], folder: str) -> str:
    """The pages of a list, one after the other."""
    names = sorted((name for name in pages if re.fullmatch(rf"{folder}/(index|\d+)\.md", name)), key=number_of_part)
    return "".join(pages[name] for name in names)


def number_of_part(name: str) -> int:
    return int(re.sub(r"\D", "", name.rpartition("/")[2]) or 1)


def keys_in(text: str) -> list[str]:
    """The actions that are listed, by their keys."""
    found = re.findall(r"^-   \S+ \[.*?\]\([./]*plans/([\w-]+)/[\w-]+\.md#([\w.-]+)\)", text, re.MULTILINE)
    return [f"{plan}/{id_}" for plan, id_ in found]


@pytest.mark.parametrize("list_", STATES)
def test_every_action_of_a_state_is_in_its_list_once_the_nearest_first(counted: Counts, list_: str) -> None:
    actions = {one.key: one for one in counted.files.actions if one.timeliness == STATES[list_]}
    listed = keys_in(parts_of(counted.pages, f"due/{list_}"))
    assert sorted(listed) == sorted(actions)
    lead = f"{len(actions)} action{'' if len(actions) == 1 else 's'}." if actions else "None now."
    assert f"\n{lead}\n{{: .lead }}\n" in counted.pages[f"due/{list_}/index.md"]
    away = [abs((day - counted.files.day).days) for key in listed if (day := actions[key].last_day)]
    assert list_ == "no-date" or (len(away), away) == (len(listed), sorted(away))


def test_silent_actions_are_listed_apart_from_those_of_which_it_is_not_known(counted: Counts) -> None:
    text = parts_of(counted.pages, "due/silent")
    expected = {
        head: {one.key for one in counted.files.actions if one.is_silent is known}
        for head, known in (("Silent", True), ("Not known whether silent", None))
    }
    found: dict[str, list[str]] = {head: [] for head in expected}
    for head, part in re.findall(r"^## ([\w ]+) \{.*?\n(.*?)(?=^## |^---|\Z)", text, re.MULTILINE | re.DOTALL):
        found[head] += keys_in(part)
    assert {head: sorted(keys) for head, keys in found.items()} == {h: sorted(keys) for h, keys in expected.items()}


def test_silent_action_says_when_it_was_last_reported_or_since_when_it_was_not(counted: Counts) -> None:
    text = parts_of(counted.pages, "due/silent")
    said = r'^    Reports\n    :   (last reported|nothing .*?) ?(?:<time datetime="(\S+)">.*)?$'
    actions = {one.key: one for one in counted.files.actions}
    for key, (words, day) in zip(keys_in(text), re.findall(said, text, re.MULTILINE), strict=True):
        head = counted.files.plans[actions[key].plan]
        dates = [read_day(head.get(name, "")) for name in ("action_plan_submitted", "report_published")]
        since = actions[key].last_reported or dates[0] or dates[1]
        assert (key, words == "last reported") == (key, actions[key].last_reported is not None)
        assert (key, day) == (key, since.isoformat() if since else "")


def test_what_was_found_is_listed_by_judgement_what_differs_first(counted: Counts) -> None:
    text, actions = parts_of(counted.pages, "found"), counted.files.actions
    assessed = [one for one in actions if one.judgement]
    assert completions(text) == completions_of(actions)
    others = Counter(one.judgement for one in assessed if not one.differs)
    differs = [one.key for one in assessed if one.differs]
    assert groups(text) == others
    heading = f"\n## Said to be complete, and found otherwise ({len(differs)}) {{"
    assert (heading in text) == bool(differs)
    listed = keys_in(text)
    assert sorted(listed[: len(differs)]) == sorted(differs)
    assert sorted(listed) == sorted(one.key for one in assessed)
