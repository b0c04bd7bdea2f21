"""Whether every address that was published still leads to what it led to, or to a statement of what became of it.

An id, present or former, does not vanish: it stays, stands under `formerly` of what has it now, or is `removed`. Nor
does it change hands: what has a former id is what became of the record that had it. An id whose words are now those of
another record, which has them no longer where it was, means that other; words that two records share are no sign.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.addresses import slug
from generator.checking import BODIES_FOLDER
from generator.fields import quoted, recommendation_of
from generator.identifiers import first_id
from generator.matching import former_ids, heir, id_of, note_of, partners
from generator.model import Body, Collection, Commitment, Owner, Plan, Recommendation, Record, Settings, Theme
from generator.problems import Place, Problem, Refusal
from generator.quotations import bare_words, is_quoted, likeness
from generator.read import PLANS_FOLDER, Places, Reading

Records = Mapping[str, Record]

UNLIKE, ALIKE = 0.5, 0.8  # of likeness

_KEEP = "put its id under 'formerly' of what it became, or put it back with 'removed:', the date and the reason"
_NEVER_AGAIN = (
    "an id is never used again: put the records back under their own ids, and give what is new an id of its own"
)


@dataclass
class Faults:
    """What is wrong with ids, and the citation keys of the records that it is wrong of."""

    problems: list[Problem] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def add(self, key: str, problem: Problem) -> None:
        """Adds a problem with the record that a key names."""
        self.keys.add(key)
        self.problems.append(problem)


@dataclass(frozen=True)
class _Scope:
    """Records among which an id is unique, before and after."""

    noun: str
    folder: str  # of their citation keys
    before: Records
    after: Records
    nowhere: Place  # where a record stood that is nowhere now
    tells_of_gone: bool = True  # an owner's page may stay though its file lists it no more: see `lost_addresses`


def faults_of_ids(before: Collection, now: Reading) -> Faults:
    """Every id that vanished or changed hands."""
    after = now.collection
    assert after
    faults = Faults()
    for scope in _scopes(before, now, faults):
        _look(scope, now, faults)
    faults.problems.extend(authority_kept(before.settings, after.settings, now.places))
    for body_id, was in partners(before.bodies, after.bodies).items():
        old, body = before.bodies[was], after.bodies[body_id]
        kept: list[tuple[Body | Owner, Body | Owner]] = [(old, body)]
        kept += [(old.owners[had], body.owners[id_]) for id_, had in partners(old.owners, body.owners).items()]
        for one, present in kept:
            faults.problems.extend(names_kept((one.name, *one.also), present, (old, body), now.places))
    return faults


def authority_kept(before: Settings, now: Settings, places: Places) -> Iterator[Problem]:
    """Tells if the authority of a site that had an address is another: every id that programs keep would change."""
    is_published = before.address and "authority" in before.model_fields_set
    if is_published and now.authority != before.authority:
        message = f"the authority was {quoted(before.authority)}, and is {quoted(now.authority)} now"
        hint = (
            f"write 'authority: {before.authority}' again: every id in feeds, calendars and linked data is made of it, "
            "and programs would take all that they know for new; it stays even when the site moves"
        )
        yield Problem(places.at(now, "authority"), message, hint, refusal=Refusal.IDS)


def _scopes(before: Collection, now: Reading, faults: Faults) -> Iterator[_Scope]:
    """Themes, bodies and plans; then what is in each plan that is still the same, and the owners of each body."""
    after = now.collection
    assert after
    settings = now.places.at(after.settings, "themes")
    yield _Scope("theme", "themes/", before.settings.themes, after.settings.themes, settings)
    yield _Scope("body", "bodies/", before.bodies, after.bodies, Place(BODIES_FOLDER, 1, 1))
    yield _Scope("plan", "", before.plans, after.plans, Place(PLANS_FOLDER, 1, 1))
    was = partners(before.plans, after.plans)
    for id_, plan in after.plans.items():
        if id_ in was and id_ not in faults.keys and plan != before.plans[was[id_]]:
            place = now.places.at(plan, "recommendations")
            yield _Scope("", f"{id_}/", _within(before.plans[was[id_]]), _within(plan), place)
    for id_, old in partners(before.bodies, after.bodies).items():
        body, place = after.bodies[id_], now.places.at(after.bodies[id_])
        owners = before.bodies[old].owners
        yield _Scope("owner", f"owners/{id_}/", owners, body.owners, place, tells_of_gone=False)


def _within(plan: Plan) -> dict[str, Record]:
    """The recommendations and actions of a plan, which share their ids."""
    records: list[Record] = [record for made in plan.made for record in (made, *made.followed)]
    return {id_of(record): record for record in records}


def _look(scope: _Scope, now: Reading, faults: Faults) -> None:
    goes_on_as = {was: id_ for id_, was in partners(scope.before, scope.after).items()}
    for id_, record in scope.before.items():
        found = heir(id_, scope.after)
        name = f"{scope.noun or _noun(record)} {quoted(id_)}"
        if found is None:
            if scope.tells_of_gone:
                faults.add(
                    f"{scope.folder}{id_}",
                    Problem(_place(scope, id_, now), f"{name} is gone", _KEEP, refusal=Refusal.ADDRESS),
                )
            continue
        if id_ in scope.after and (other := _taken_from(scope, id_)):
            message = f"{name} has the words that {quoted(other)} had: it stands for something else now"
            faults.add(
                f"{scope.folder}{id_}",
                Problem(now.places.at(found), message, _NEVER_AGAIN, refusal=Refusal.OTHER_ADDRESS),
            )
        _former_ids_stay(scope, record, found, now, faults)
        if id_ in goes_on_as and scope.after[goes_on_as[id_]] is found:  # not where it went into another
            first = first_id(id_, former_ids(record))
            _first_id_stays(first, scope.noun or _noun(record), found, now, faults)


def _noun(record: Record) -> str:
    return "recommendation" if isinstance(record, Recommendation) else type(record).__name__.lower()


def _place(scope: _Scope, id_: str, now: Reading) -> Place:
    """Where what is gone would stand: for an action its recommendation, for a plan or body its file."""
    if scope.noun in ("plan", "body"):
        return Place(f"{scope.nowhere.file}/{id_}.yml", 1, 1)
    around = None if scope.noun else scope.after.get(recommendation_of(id_))
    return now.places.at(around) if around else scope.nowhere


def _former_ids_stay(scope: _Scope, record: Record, now_is: Record, now: Reading, faults: Faults) -> None:
    for former in former_ids(record):
        has_it = heir(former, scope.after)
        noun = scope.noun or _noun(record)
        if has_it is None and scope.tells_of_gone:
            message = f"the former id {quoted(former)} of this {noun} is gone"
            hint = f"put it back under 'formerly': the address {quoted(former)} leads here"
            faults.add("", Problem(now.places.at(now_is, "formerly"), message, hint, refusal=Refusal.ADDRESS))
        elif has_it is not None and has_it is not now_is:
            message = f"{quoted(former)} was a former id of another {noun}, and leads to this one now"
            hint = f"give it back to the one that had it: 'formerly: [{former}]'"
            faults.add("", Problem(now.places.at(has_it, "formerly"), message, hint, refusal=Refusal.ADDRESS))


def _first_id_stays(first: str, noun: str, now_is: Record, now: Reading, faults: Faults) -> None:
    """Programs know everything by the id that it had first."""
    formerly = former_ids(now_is)
    if first in formerly and formerly[-1] != first:
        message = f"the first id of this {noun} was {quoted(first)}, and {quoted(formerly[-1])} stands in its place now"
        hint = (
            f"put {quoted(first)} last under 'formerly': the newest stands first, and programs that read feeds, "
            "calendars or linked data know it by the oldest"
        )
        faults.add("", Problem(now.places.at(now_is, "formerly"), message, hint, refusal=Refusal.IDS))


def _taken_from(scope: _Scope, id_: str) -> str | None:
    """The other record whose words one has now, which that other has no longer; None if its words are its own."""
    if scope.before[id_] == scope.after[id_]:
        return None
    was, record = _sense(scope.before[id_]), _sense(scope.after[id_])
    if not was or not record or likeness(was, record) >= UNLIKE:
        return None
    for other, stood in scope.before.items():
        if other != id_ and type(stood) is type(scope.before[id_]) and likeness(_sense(stood), record) >= ALIKE:
            left = heir(other, scope.after)
            if left is None or left is scope.after[id_] or likeness(_sense(stood), _sense(left)) < ALIKE:
                return other
    return None


def _sense(record: Record) -> list[str]:
    """What shows which record one is: its words, the texts of a plan, the names of a body or an owner."""
    if isinstance(record, Plan):
        return [made.text for made in record.made if made.text]
    if isinstance(record, Recommendation):
        return bare_words(record.text or "")
    if isinstance(record, Commitment):
        return bare_words(str(record.words))
    if isinstance(record, Theme):
        return bare_words(f"{record.name} {record.about}")
    return [name.casefold() for name in (record.name, *record.also)] if isinstance(record, Body | Owner) else []


def names_kept(
    called: Sequence[str], record: Body | Owner, bodies: tuple[Body, Body], places: Places
) -> Iterator[Problem]:
    """Tells if a body or an owner has none of the names it was called by, and no new note of its body quotes them."""
    before, after = map(note_of, bodies)
    note = after if after != before else ""
    is_kept = not {slug(name) for name in called}.isdisjoint(map(slug, (record.name, *record.also)))
    if not is_kept and not is_quoted(note, called[0], record.name):
        noun = type(record).__name__.lower()
        message = f"this {noun} was called {quoted(called[0])}, and has none of its names any more"
        hint = f"keep {quoted(called[0])} under 'also', or quote it in the body's note; another {noun} has another id"
        yield Problem(places.at(record, "name"), message, hint, refusal=Refusal.ADDRESS)
