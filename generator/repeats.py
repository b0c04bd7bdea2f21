"""What a plan probably recommends again, for an editor to state under `repeats`; nothing of this reaches the site.

Earlier is what stands in a plan, of whatever body, that was published before (submitted, where no day of publication is
printed). A plan without a date counts as older than all that have one, as on the site: it is searched for what others
make again, and what is proposed says that its date is not known; for itself nothing earlier can be named. Plans of one
day are not earlier than each other. What was removed is left out.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model import Action, Aim, Collection, Plan, Recommendation
from generator.problems import Place
from generator.read import Places
from generator.refusals import likely
from generator.targetdate import day_in_words

# For each text asked for, by its number, the likest of the first so many: see `likeness`, which alone knows how.
Likest = Callable[[Sequence[str], Mapping[int, int], int], dict[int, list[tuple[int, float]]]]

# From which likeness on each is said; what is less alike is not proposed. In the five plans of 2018 and 2019 all that
# reads like a repeat has 0.47 or more, and what shares no more than its subject 0.31 or less.
LIKENESSES = ((0.85, "nearly the same words"), (0.6, "much alike"), (0.4, "alike"))
LEAST = LIKENESSES[-1][0]
SCALE = "How alike, by the words that two texts share, rare ones counting most: {}.".format(
    ", ".join(f"'{words}' from {least:.0%} on" for least, words in reversed(LIKENESSES))
)

FORMATS = ("text", "json")
MOST_SHOWN = 50
LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Wording:
    """The words of a recommendation, or of an action of it."""

    plan: Plan
    recommendation: Recommendation
    record: Recommendation | Action | Aim
    words: str

    @property
    def key(self) -> str:
        """The citation key."""
        return f"{self.plan.id}/{self.record.id}"

    @property
    def keys(self) -> frozenset[str]:
        """Everything a reference may call it, former ids too."""
        plans, ids = (self.plan.id, *self.plan.formerly), (self.record.id, *self.record.formerly)
        return frozenset(f"{plan}/{id_}" for plan in plans for id_ in ids)

    @property
    def decision(self) -> str:
        """The decision on the recommendation as printed, of each addressee where several answer."""
        several = (f"{addressee}: {words}" for addressee, words in self.recommendation.decisions.items())
        return self.recommendation.decision or "; ".join(several) or "not known"


@dataclass(frozen=True)
class Earlier:
    """An earlier wording that a later one is like."""

    wording: Wording
    score: float  # from `LEAST` to 1
    is_stated: bool
    is_of_same_body: bool
    is_of_same_inspectorate: bool

    @property
    def likeness(self) -> str:
        """How alike they are, in words."""
        return next(words for least, words in LIKENESSES if self.score >= least)


@dataclass(frozen=True)
class Repeat:
    """A wording with the earlier ones it probably repeats, the likest first, and where that would be stated."""

    wording: Wording
    earlier: tuple[Earlier, ...]
    place: Place
    standing: str  # how the line to write stands to that place: 'above', 'below' or "in place of 'repeats' at"

    @property
    def rank(self) -> tuple[float, str]:
        """The likest not stated yet comes first."""
        return -max((one.score for one in self.earlier if not one.is_stated), default=0), self.wording.key

    def line(self, earlier: Earlier) -> str:
        """The line that states one of them beside those stated already."""
        references = (reference if "/" in reference else f'"{reference}"' for reference in self.wording.record.repeats)
        return f"{' ' * (self.place.column - 1)}repeats: [{', '.join([*references, earlier.wording.key])}]"


def wordings(collection: Collection, *, of_actions: bool = False) -> list[Wording]:
    """All recommendations that have words, or else all actions, oldest first."""
    plans = sorted(collection.plans.values(), key=lambda plan: (_when(plan), plan.id))
    return [
        Wording(plan, made, record, words)
        for plan in plans
        for made in plan.made
        for record, words in (_actions(made) if of_actions else [(made, made.text)])
        if words and not (record.removed or made.removed or plan.removed)
    ]


def _actions(made: Recommendation) -> Iterator[tuple[Action | Aim, str]]:
    return ((action, action.words) for action in made.followed)


def _when(plan: Plan) -> date:
    return plan.published or plan.submitted or date.min


def called(known: Sequence[Wording], name: str) -> list[int]:
    """The numbers of the wordings that a citation key means, or the id of a plan; former ones too."""
    return [
        number
        for number, wording in enumerate(known)
        if name in wording.keys or name in (wording.plan.id, *wording.plan.formerly)
    ]


def instead(known: Sequence[Wording], name: str) -> str:
    """What there is where a citation key means nothing."""
    plans = {id_: wording.plan for wording in known for id_ in (wording.plan.id, *wording.plan.formerly)}
    plan = plans.get(name.partition("/")[0])
    if plan:
        return f"'{plan.id}' has {', '.join(str(wording.record.id) for wording in known if wording.plan is plan)}"
    meant = likely(name.partition("/")[0], plans)
    return f"did you mean '{meant}'?" if meant else f"the plans are {', '.join(plans)}"


def repeats(
    collection: Collection, places: Places, known: Sequence[Wording], asked: Sequence[int], most: int, likest: Likest
) -> list[Repeat]:
    """For those asked for, by number, up to `most` earlier ones each; without any, none. The likest first."""
    days = [_when(wording.plan) for wording in known]
    before = {number: bisect_left(days, days[number]) for number in asked}
    found = likest([wording.words for wording in known], before, most)
    bodies = {name: body.id for body in collection.bodies.values() for name in body.names}
    proposed = (
        Repeat(
            known[number],
            tuple(_earlier(known[number], known[one], score, bodies) for one, score in alike if score >= LEAST),
            *_where(known[number], places),
        )
        for number, alike in found.items()
    )
    return sorted((repeat for repeat in proposed if repeat.earlier), key=lambda repeat: repeat.rank)


def _earlier(later: Wording, wording: Wording, score: float, bodies: Mapping[str, str]) -> Earlier:
    body, other = (bodies.get(plan.body, plan.body) for plan in (later.plan, wording.plan))
    return Earlier(
        wording,
        score,
        is_stated=not wording.keys.isdisjoint(later.record.repeats),
        is_of_same_body=body == other,
        is_of_same_inspectorate=later.plan.inspectorate == wording.plan.inspectorate,
    )


def _where(wording: Wording, places: Places) -> tuple[Place, str]:
    """Where `repeats` is written: over the one that stands there, above the response, below what has an id."""
    record = wording.record
    if record.repeats:
        return places.key(record, "repeats"), "in place of 'repeats' at"
    if isinstance(record, Recommendation):
        return (places.key(record, "response"), "above") if record.response else (places.key(record, "number"), "below")
    return places.key(record, "id"), "below"


def as_text(found: Sequence[Repeat]) -> str:
    """What is proposed, in words; of very many the first, with a count of the others."""
    shown = "\n".join(_paragraph(repeat) for repeat in found[:MOST_SHOWN])
    left_out = len(found) - MOST_SHOWN
    more = f"\n{left_out:,} more, less alike, are left out; name a plan or a key to see them\n" if left_out > 0 else ""
    return shown + more


def _paragraph(repeat: Repeat) -> str:
    lines = [repeat.wording.key, f"  {_shortened(repeat.wording.words)}"]
    for earlier in repeat.earlier:
        lines += [f"  {earlier.likeness}: {earlier.wording.key}, {_described(earlier)}"]
        lines += [f"    {_shortened(earlier.wording.words)}"]
        if not earlier.is_stated:
            where = f"{repeat.standing} {repeat.place.file}:{repeat.place.line}"
            lines += [f"    to state it, write {where} this line, blanks and all:"]
            lines += [repeat.line(earlier)]
    return "".join(f"{line}\n" for line in lines)


def _described(earlier: Earlier) -> str:
    stated = ["stated already"] if earlier.is_stated else []
    body = "same body" if earlier.is_of_same_body else "another body"
    inspectorate = "same inspectorate" if earlier.is_of_same_inspectorate else "another inspectorate"
    return ", ".join([*stated, _day(earlier.wording.plan), body, inspectorate, f"decision: {earlier.wording.decision}"])


def _day(plan: Plan) -> str:
    when = plan.published or plan.submitted
    return day_in_words(when) if when else "date not known (see whether it is earlier)"


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 3] + "..."


def as_json(found: Sequence[Repeat]) -> str:
    """All that is proposed, for programs."""
    return json.dumps([_repeat_as_json(repeat) for repeat in found], indent=2, ensure_ascii=False) + "\n"


def _repeat_as_json(repeat: Repeat) -> dict[str, object]:
    return {
        "key": repeat.wording.key,
        "text": repeat.wording.words,
        "file": repeat.place.file,
        "line": repeat.place.line,
        "column": repeat.place.column,
        "write": repeat.standing,
        "earlier": [_earlier_as_json(repeat, earlier) for earlier in repeat.earlier],
    }


def _earlier_as_json(repeat: Repeat, earlier: Earlier) -> dict[str, object]:
    when = earlier.wording.plan.published or earlier.wording.plan.submitted
    return {
        "key": earlier.wording.key,
        "text": earlier.wording.words,
        "score": round(earlier.score, 4),
        "likeness": earlier.likeness,
        "stated": earlier.is_stated,
        "same_body": earlier.is_of_same_body,
        "same_inspectorate": earlier.is_of_same_inspectorate,
        "date": when.isoformat() if when else None,
        "decision": earlier.wording.decision,
        "repeats": repeat.line(earlier).strip(),
    }
