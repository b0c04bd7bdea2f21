"""What looks like the same under another id, though nothing says so: refused once, and compared as if it said so.

A plan went and another came with nearly the same words; a recommendation or an action went, and another of the same
plan has its words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.fields import quoted
from generator.matching import AnyRecord, former_ids, heir, id_of, partners
from generator.model import AnyBlock, Collection, Commitment, Plan, Recommendation, Record
from generator.problems import Place, Problem, Refusal
from generator.quotations import bare_words, likeness
from generator.read import PLANS_FOLDER, Reading

ALIKE = 0.8  # of likeness


def with_former_ids(before: Collection, now: Reading) -> tuple[Reading, tuple[Problem, ...]]:
    """A state as if everything in it said under which id it stood before, and each that does not say so."""
    assert now.collection
    given = _Given(now)
    plans = given.plans(before.plans, now.collection.plans)
    collection = replace(now.collection, plans=plans)
    return replace(now, collection=collection, places=now.places.with_copies(given.copies)), tuple(given.problems)


@dataclass
class _Given:
    """Former ids given to copies of records, and a problem for each."""

    now: Reading
    problems: list[Problem] = field(default_factory=list)
    copies: list[tuple[Record, Record]] = field(default_factory=list)

    def plans(self, before: Mapping[str, Plan], after: Mapping[str, Plan]) -> dict[str, Plan]:
        """The plans, with the former ids that they and what is in them lack."""
        plans = dict(after)
        for old, new in _renamed(before, after, _alike).items():
            plans[new] = plans[new].model_copy(update={"formerly": (old, *plans[new].formerly)})
            self._refuse_plan(old, after[new])
        for new, was in partners(before, plans).items():
            if plans[new] != before[was]:
                plans[new] = self._within(before[was], plans[new])
            if plans[new] is not after[new]:
                self.copies.append((plans[new], after[new]))
        return plans

    def _within(self, before: Plan, after: Plan) -> Plan:
        made = _renamed(_by_id(before.made), _by_id(after.made), _same)
        followed = _renamed(_followed(before), _followed(after), _same)
        if not (made or followed):
            return after
        was = {new: old for old, new in (made | followed).items()}
        held = [
            self._recommendation(entry, was) if isinstance(entry, Recommendation) else entry
            for entry in after.recommendations
        ]
        return after.model_copy(update={"recommendations": tuple(held)})

    def _recommendation(self, made: Recommendation, was: Mapping[str, str]) -> Recommendation:
        response = tuple(self._block(block, was) for block in made.response)
        if made.id not in was and response == made.response:
            return made
        named = {"formerly": (was[made.id], *made.formerly)} if made.id in was else {}
        copy = made.model_copy(update={"response": response, **named})
        self.copies.append((copy, made))
        if named:
            self._refuse(was[made.id], made)
        return copy

    def _block(self, block: AnyBlock, was: Mapping[str, str]) -> AnyBlock:
        if not isinstance(block, Commitment) or id_of(block) not in was:
            return block
        copy = block.model_copy(update={"formerly": (was[id_of(block)], *block.formerly)})
        self.copies.append((copy, block))
        self._refuse(was[id_of(block)], block)
        return copy

    def _refuse_plan(self, old: str, plan: Plan) -> None:
        file = f"{PLANS_FOLDER}/{plan.id}.yml"
        message = f"plan {quoted(old)} is gone, and this one has its words"
        line = f"formerly: [{', '.join((old, *plan.formerly))}]"
        hint = f"it looks like a rename: write '{line}' in {file}; if it is another plan, put {quoted(old)} back"
        self.problems.append(Problem(Place(file, 1, 1), message, hint, refusal=Refusal.ADDRESS))

    def _refuse(self, old: str, record: Record) -> None:
        noun = "recommendation" if isinstance(record, Recommendation) else type(record).__name__.lower()
        is_numbered = isinstance(record, Recommendation) and not record.given_id
        key = "formerly" if former_ids(record) else "number" if is_numbered else "id"
        place = self.now.places.key(record, key)
        ids = ", ".join(f'"{id_}"' for id_ in (old, *former_ids(record)))
        line = f"'{key}:' in line {place.line}"
        where = f"instead of {line}" if key == "formerly" else f"below {line}, in the same column"
        message = f"{noun} {quoted(old)} is gone, and {quoted(id_of(record))} has its words"
        hint = (
            f"put {quoted(old)} back, if this is another {noun}; if it has a new id, write this {where}:\n"
            f"formerly: [{ids}]"
        )
        self.problems.append(Problem(place, message, hint, refusal=Refusal.ADDRESS))


def _renamed(
    before: Mapping[str, AnyRecord], after: Mapping[str, AnyRecord], is_same: Callable[[AnyRecord, AnyRecord], bool]
) -> dict[str, str]:
    """For ids that went the ids of what came and is the same."""
    known = partners(before, after)
    came = [id_ for id_ in after if id_ not in known]
    found: dict[str, str] = {}
    for id_, record in before.items():
        if came and heir(id_, after) is None:
            new = next((new for new in came if is_same(record, after[new])), None)
            if new:
                found[id_] = new
                came.remove(new)
    return found


def _alike(before: Plan, after: Plan) -> bool:
    old, new = _sentences(before), _sentences(after)
    return bool(old and new) and likeness(old, new) >= ALIKE


def _sentences(plan: Plan) -> list[str]:
    return [sentence for sentence in map(_words, (*plan.made, *_followed(plan).values())) if sentence]


def _same(before: Record, after: Record) -> bool:
    return bool(_words(before)) and _words(before) == _words(after)


def _words(record: Record) -> str:
    text = record.text if isinstance(record, Recommendation) else getattr(record, "words", None)
    return " ".join(bare_words(text or ""))


def _by_id(records: Iterable[AnyRecord]) -> dict[str, AnyRecord]:
    return {id_of(record): record for record in records}


def _followed(plan: Plan) -> dict[str, Record]:
    return {id_of(action): action for made in plan.made for action in made.followed}
