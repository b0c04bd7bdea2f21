"""Two states of a collection side by side: every record as it was and as it is, in the order of the files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from generator.checking import BODIES_FOLDER
from generator.matching import AnyRecord, Pair, aligned, alongside, heir, id_of, matched, partners
from generator.model import (
    Action,
    Aim,
    Block,
    Body,
    Collection,
    Document,
    EditorsNote,
    Entry,
    Finding,
    GroupHeading,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Settings,
    Step,
    Update,
)
from generator.quotations import bare_words, likeness
from generator.read import PLANS_FOLDER, SETTINGS_FILE
from generator.targetdate import day_in_words

ALIKE = 0.8  # of likeness


def pairs(before: Collection, after: Collection) -> Iterator[Pair]:
    """Every record of two states: settings, bodies, then each plan with what was said and found of it.

    The parts of a plan, a body or a document that did not change are left out.
    """
    yield from _settings_pairs(before.settings, after.settings)
    for was, body in matched(before.bodies, after.bodies):
        yield from _body_pairs(was, body, heir(was.id, after.bodies) if was and not body else None)
    documents = _Documents(before, after)
    for old, plan in matched(before.plans, after.plans):
        yield from _PlanPairs(old, plan, heir(old.id, after.plans) if old and not plan else None).all()
        yield from documents.of(old, plan)
    yield from documents.left()


def _settings_pairs(before: Settings, after: Settings) -> Iterator[Pair]:
    around = Pair("The settings", SETTINGS_FILE, "", SETTINGS_FILE, before, after)
    yield around
    names = _ids_of(before.themes) | _ids_of(after.themes)
    for was, theme in matched(before.themes, after.themes):
        id_ = names[id(theme or was)]
        took = heir(id_, after.themes) if was and not theme else None
        had = names[id(was)] if was else ""
        yield Pair(f"Theme {id_}", f"themes/{id_}", "", SETTINGS_FILE, was, theme, around, took, had)


def _ids_of(records: Mapping[str, Record]) -> dict[int, str]:
    return {id(record): id_ for id_, record in records.items()}


def _body_pairs(before: Body | None, after: Body | None, took: Body | None) -> Iterator[Pair]:
    body = after or before
    assert body
    file = f"{BODIES_FOLDER}/{body.id}.yml"
    around = Pair(f"Body {body.id}", f"bodies/{body.id}", "", file, before, after, heir=took)
    yield around
    old, new = before.owners if before else {}, after.owners if after else {}
    names = _ids_of(old) | _ids_of(new)
    for was, owner in matched(old, new) if before != after else ():
        id_ = names[id(owner or was)]
        took_owner = heir(id_, new) if was and not owner else None
        had, key = names[id(was)] if was else "", f"owners/{body.id}/{id_}"
        yield Pair(f"Owner {id_} of {body.name}", key, "", file, was, owner, around, took_owner, had)


@dataclass
class _PlanPairs:
    """A plan as it was and as it is."""

    before: Plan | None
    after: Plan | None
    heir: Plan | None
    used: set[int] = field(default_factory=set)

    def all(self) -> Iterator[Pair]:
        plan = self.after or self.before
        assert plan
        self.id = plan.id
        self.around = Pair(
            f"Plan {plan.id}",
            plan.id,
            plan.id,
            f"{PLANS_FOLDER}/{plan.id}.yml",
            self.before,
            self.after,
            heir=self.heir,
        )
        yield self.around
        if self.before != self.after:
            yield from self._parts()

    def _parts(self) -> Iterator[Pair]:
        old = self.before.recommendations if self.before else ()
        new = self.after.recommendations if self.after else ()
        self.old_made, self.new_made = _by_id(_made(old)), _by_id(_made(new))
        self.old_actions, self.new_actions = _by_id(_followed(old)), _by_id(_followed(new))
        self.was_made = partners(self.old_made, self.new_made)
        self.was_action = partners(self.old_actions, self.new_actions)
        headings = aligned(_headings(old), _headings(new), lambda heading: heading.words)
        for entry in new:
            if isinstance(entry, GroupHeading):
                yield self._pair("Heading between recommendations", self.id, headings.get(id(entry)), entry)
            else:
                was = self.was_made.get(entry.id)
                yield from self._recommendation(self.old_made[was] if was else None, entry)
        kept = {id(heading) for heading in headings.values()}
        for entry in old:
            if isinstance(entry, GroupHeading):
                if id(entry) not in kept:
                    yield self._pair("Heading between recommendations", self.id, entry, None)
            elif entry.id not in self.was_made.values():
                yield from self._recommendation(entry, None)

    def _recommendation(self, before: Recommendation | None, after: Recommendation | None) -> Iterator[Pair]:
        made = after or before
        assert made
        took = heir(made.id, self.new_made) if not after else None
        around = self._pair(f"Recommendation {made.id}", f"{self.id}/{made.id}", before, after, heir=took)
        yield around
        if before == after:
            return
        old, new = before.response if before else (), after.response if after else ()
        loose_old = [block for block in old if not id_of(block)]
        loose_new = [block for block in new if id_of(block) not in self.was_action]
        found = aligned(loose_old, loose_new, _words_of_block, kind=lambda block: block.label())
        for block in new:
            was = self.was_action.get(id_of(block))
            yield from self._block(around, self.old_actions[was] if was else found.get(id(block)), block)
        kept = {id(block) for block in found.values()}
        for block in old:
            if id(block) not in kept and id_of(block) not in self.was_action.values():
                yield from self._block(around, block, None)

    def _block(self, around: Pair, before: Block | None, after: Block | None) -> Iterator[Pair]:
        block = after or before
        assert block
        made = around.in_sentence
        id_ = id_of(block)
        key = f"{self.id}/{id_}" if id_ else around.key
        took = heir(id_, self.new_actions) if id_ and not after else None
        pair = self._pair(_name(block, made), key, before, after, around, took)
        yield pair
        old, new = _steps(before), _steps(after)
        numbers = {id(step): number for steps in (old, new) for number, step in enumerate(steps, 1)}
        for was, step in alongside(old, new, lambda step: step.words):
            name = f"Step {numbers[id(step or was)]} of {pair.in_sentence}"
            yield self._pair(name, key, was, step, pair)

    def _pair(
        self,
        name: str,
        key: str,
        before: Record | None,
        after: Record | None,
        around: Pair | None = None,
        heir: Record | None = None,
    ) -> Pair:
        return Pair(name, key, self.id, self.around.file, before, after, around or self.around, heir)


def _by_id(records: Iterable[AnyRecord]) -> dict[str, AnyRecord]:
    return {id_of(record): record for record in records}


def _made(entries: Iterable[Recommendation | GroupHeading]) -> Iterator[Recommendation]:
    return (entry for entry in entries if isinstance(entry, Recommendation))


def _headings(entries: Iterable[Recommendation | GroupHeading]) -> list[GroupHeading]:
    return [entry for entry in entries if isinstance(entry, GroupHeading)]


def _followed(entries: Iterable[Recommendation | GroupHeading]) -> Iterator[Action | Aim]:
    return (followed for made in _made(entries) for followed in made.followed)


def _words_of_block(block: Block) -> str:
    return " ".join(block.words) if isinstance(block, PrintedBeside) else block.words


def _name(block: Block, made: str) -> str:
    if isinstance(block, PrintedBeside):
        *ids, last = block.words
        return f"The table's cell beside {' and '.join([', '.join(ids), last] if ids else [last])} in {made}"
    if isinstance(block, EditorsNote):
        return f"Editor's note in {made}"
    kind = block.label().replace("_", " ").capitalize()
    return f"{kind} {id_of(block)}" if id_of(block) else f"{kind} in {made}"


def _steps(block: Block | None) -> tuple[Step, ...]:
    return getattr(block, "steps", ())


class _Documents:
    """The updates and findings of two states, by the plan that they are about."""

    def __init__(self, before: Collection, after: Collection) -> None:
        now = {id_: plan for plan in after.plans.values() for id_ in (*plan.formerly, plan.id)}
        self.now = {plan: found.id for plan, found in now.items()}
        self.after = after
        self.old = {
            (self.now.get(document.plan, document.plan), document.id): document for document in before.documents
        }
        self.new = {(document.plan, document.id): document for document in after.documents}
        self.ids = {
            (plan.id, former): record.id or ""
            for plan in after.plans.values()
            for record in (*plan.made, *_followed(plan.recommendations))
            for former in (record.id or "", *record.formerly)
        }
        self.told: set[str] = set()

    def of(self, before: Plan | None, after: Plan | None) -> Iterator[Pair]:
        """The documents of a plan, which may have been called otherwise."""
        plan = after or before
        assert plan
        self.told.add(plan.id)
        yield from self._within(plan.id)

    def left(self) -> Iterator[Pair]:
        """The documents whose plan is told of nowhere."""
        for plan in sorted({plan for plan, _ in (*self.old, *self.new)} - self.told):
            yield from self._within(plan)

    def _within(self, plan: str) -> Iterator[Pair]:
        was = self._renamed(plan)
        for key in dict.fromkeys(key for key in (*self.new, *self.old) if key[0] == plan):
            if key not in was.values():
                yield from self._document(plan, self.old.get(was.get(key, key)), self.new.get(key))

    def _renamed(self, plan: str) -> dict[tuple[str, str], tuple[str, str]]:
        """For documents in a file that is new the ones in a file that went, if they say nearly the same."""
        came = [key for key in self.new if key[0] == plan and key not in self.old]
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for key in (key for key in self.old if key[0] == plan and key not in self.new):
            said = _all_words(self.old[key])
            alike = ((likeness(said, _all_words(self.new[new])), new) for new in came if new not in found)
            like, new = max(alike, default=(0.0, key))
            if like >= ALIKE:
                found[new] = key
        return found

    def _document(self, plan: str, before: Document | None, after: Document | None) -> Iterator[Pair]:
        document = after or before
        assert isinstance(document, Update | Finding)
        file = f"{PLANS_FOLDER}/{document.plan}/{document.id}.yml"
        called = f"{type(document).__name__} of {day_in_words(document.date)}, '{document.words}'"
        around = Pair(called, f"{plan}/history/#{document.id}", plan, file, before, after)
        yield around
        if before == after:
            return
        told_of = partial(self._told_of, plan)
        for was, entry in alongside(_entries(before), _entries(after), _words_of_entry, kind=told_of):
            yield self._entry(around, was, entry)

    def _told_of(self, plan: str, entry: Entry) -> str:
        """The present id of what an entry is about."""
        return self.ids.get((plan, entry.about), entry.about)

    def _entry(self, around: Pair, before: Entry | None, after: Entry | None) -> Pair:
        entry = after or before
        assert entry
        now = self._told_of(around.plan, entry)
        was = f" (then {entry.about})" if now != entry.about else ""
        name = f"{'Action' if entry.action else 'Recommendation'} {now}{was}"
        return Pair(name, f"{around.plan}/{now}", around.plan, around.file, before, after, around)


def _entries(document: Document | None) -> tuple[Entry, ...]:
    return document.entries if isinstance(document, Update | Finding) else ()


def _all_words(document: Document) -> list[str]:
    return bare_words(" ".join([document.words, document.source, *map(_words_of_entry, _entries(document))]))


def _words_of_entry(entry: Entry) -> str:
    values = (getattr(entry, name) for name in type(entry).model_fields)
    return " ".join(str(value) for value in values if value)
