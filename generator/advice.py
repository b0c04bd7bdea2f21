"""Advice at its place in the files: on the plans by `advice_rules`, and on the settings; it fails nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from generator.advice_rules import Holder, Piece, pieces
from generator.fields import quoted
from generator.model import Action, Aim, Plan
from generator.problems import Place, Problem
from generator.read import Places, Reading
from generator.targetdate import day_in_words
from generator.vocabulary import Advice
from generator.what_stands import every_plan
from generator.what_stands import plans as copied_plans

YEAR = timedelta(days=365)


def advise(reading: Reading, as_at: date, wrong: Iterable[Problem]) -> list[Problem]:
    """All advice on the records read as of a day, by place, but for what an editor has answered.

    On a plan of which something is wrong none is given, for it may be owed to that mistake: it is told when the mistake
    is mended.
    """
    if reading.collection is None:
        return []
    wrong = list(wrong)
    in_doubt = set(_in_doubt(wrong))
    given = list(pieces(reading.collection))
    on_plans = [
        _advice(_place(reading.places, piece), piece.message, piece.hint, piece)
        for piece in given
        if not piece.answer and in_doubt.isdisjoint(_rests_on(piece))
    ]
    copying = plans_are_copied(reading)
    answers = answers_are_to_advice_that_is_given(reading, given, in_doubt)
    on_settings = (*statement_is_there_and_recent(reading, as_at), *authority_is_given(reading, wrong))
    return sorted([*on_plans, *copying, *answers, *on_settings])


def not_given_before(advice: Iterable[Problem], before: Iterable[Problem]) -> Iterator[Problem]:
    """The advice that another state of the plans did not give, wherever in a file it stands; problems are passed over.

    What is given twice of a record, and was given once before, is told once.
    """
    known = Counter((piece.rule, piece.about, piece.message) for piece in before if piece.is_advice)
    for piece in advice:
        signs = piece.rule, piece.about, piece.message
        if known[signs]:
            known[signs] -= 1
        elif piece.is_advice:
            yield piece


def answers_are_to_advice_that_is_given(
    reading: Reading, given: Iterable[Piece], in_doubt: Collection[str]
) -> Iterator[Problem]:
    """An answer stands where its advice is given; else it would stay when what it answers is mended."""
    assert reading.collection
    plans = (plan for plan in copied_plans(reading.collection) if plan.id not in in_doubt)
    answers = [(record, rule) for record in chain.from_iterable(map(_answering, plans)) for rule in record.advice]
    advised = {(id(holder), piece.rule) for piece in given for holder in piece.holders} if answers else set()
    for record, rule in answers:
        if (id(record), rule) not in advised:
            message = f"{quoted(rule)} is answered here, and is not advised"
            hint = "take the answer out, or move it to the record that it was meant for"
            yield _advice(reading.places.key(record, "advice", rule), message, hint)


def _answering(plan: Plan) -> Iterator[Holder]:
    """The records of a plan that answer advice; not those removed, for what they answered went too."""
    standing = [made for made in plan.made if not made.removed]
    blocks = (block for made in standing for block in made.response if isinstance(block, Action | Aim))
    return (record for record in (plan, *standing, *blocks) if record.advice and not record.removed)


def _in_doubt(wrong: Iterable[Problem]) -> Iterator[str]:
    """The names below plans/ of which something is wrong."""
    for file in {problem.place.file for problem in wrong if not problem.is_advice}:
        if "/" in file:
            yield file.split("/")[1].removesuffix(".yml")


def _rests_on(piece: Piece) -> tuple[str, ...]:
    """The names below plans/ that hold what a piece of advice is owed to."""
    return (piece.plan.id, "bodies") if piece.rule is Advice.OWNER_SPELT_ALIKE else (piece.plan.id,)


def plans_are_copied(reading: Reading) -> Iterator[Problem]:
    """Every plan is copied: of one that still is not, what is missing."""
    assert reading.collection
    for plan in every_plan(reading.collection):
        if plan.copying_since:
            gaps = [made.id for made in plan.made if made.missing and not made.removed]
            where = f"{'recommendation' if len(gaps) == 1 else 'recommendations'} {', '.join(gaps)}"
            message = f"this plan is still being copied: 'missing' stands in {where if gaps else 'no recommendation'}"
            hint = "write in what is missing, then delete this line; what the source lacks stays under 'missing'"
            yield _advice(reading.places.at(plan, "copying_since"), message, hint)


def statement_is_there_and_recent(reading: Reading, as_at: date) -> Iterator[Problem]:
    """The site has an accessibility statement, looked through within a year."""
    assert reading.collection
    settings = reading.collection.settings
    statement = settings.accessibility
    if statement and as_at - statement.last_seen_to > YEAR:
        place = reading.places.at(statement, "reviewed" if statement.reviewed else "prepared")
        message = f"the accessibility statement was last looked through on {day_in_words(statement.last_seen_to)}"
        hint = "once a year look whether it still holds; then write the day under 'reviewed'"
        yield _advice(place, message, hint)
    elif not statement and not reading.places.lost(settings, "accessibility"):
        message = "the site has no accessibility statement"
        hint = "give 'accessibility'; site_config.yml of this project has an example, and README.md says what it holds"
        yield _advice(reading.places.at(settings, "accessibility"), message, hint)


def authority_is_given(reading: Reading, wrong: Iterable[Problem]) -> Iterator[Problem]:
    """A site that has an address says who gives out its ids, before programs keep them."""
    assert reading.collection
    settings, place = reading.collection.settings, reading.places.at(reading.collection.settings, "address")
    is_given = "authority" in settings.model_fields_set or reading.places.lost(settings, "authority")
    if settings.address and not is_given and all(problem.place != place for problem in wrong):
        message = f"the site has an address, and no authority: its ids would be those of {quoted(settings.authority)}"
        hint = (
            "give 'authority' before the site is published: a domain, a comma, and a year in which it was yours, as in "
            "'plans.example,2031'; the ids in feeds and calendars are made of it, and it never changes"
        )
        yield _advice(place, message, hint)


def _place(places: Places, piece: Piece) -> Place:
    if piece.words and len(piece.keys) == 1:
        return places.within(piece.record, str(piece.keys[-1]), piece.words)
    return places.at(piece.record, *piece.keys)


def _advice(place: Place, message: str, hint: str, piece: Piece | None = None) -> Problem:
    about = f"{piece.plan.id}/{piece.id}" if piece else place.file
    return Problem(place, message, hint, is_advice=True, rule=piece.rule if piece else None, about=about)
