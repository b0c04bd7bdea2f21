"""What plans leave open, in words: how much of what, which, and what an editor answers."""

import re
from collections.abc import Sequence

from generator import advice_rules, markdown
from generator.advice_rules import Piece
from generator.fields import QUOTED, recommendation_of
from generator.left_open import ASKED, Found, Point, called, reason_page
from generator.markdown import Markdown
from generator.phrases import Phrase, listed, range_of
from generator.pictures import MARKS, Left
from generator.verbs import LEFT_OPEN, SEEN_DONE, verbs
from generator.vocabulary import Advice

# Answers that an editor could give.
EXAMPLES = {
    Advice.NO_ACTION: "The letter of 3 May 2031 says that the actions will follow in July.",
    Advice.NO_OWNER: "The introduction says that the board as a whole answers for every action.",
    Advice.NO_DATE: "The letter of 3 May 2031 says that the date hangs on the new lease.",
    Advice.NO_END: "The rules of the harbour ask for it every year, whoever holds the lease.",
    Advice.NO_MEASURABLE_VERB: "The annex that the plan names says what is counted.",
    Advice.REASON_NOT_STATED: "The letter of 3 May 2031 says that the reasons will follow.",
    Advice.TARGET_BEFORE_SUBMISSION: "The plan was handed in late; its draft of January has the same date.",
    Advice.DIFFERENT_DATES: "The first date is that of the north quay, the second that of the south.",
    Advice.CONTACT_DETAILS: "It is the public number of the harbour office, open to everybody.",
    Advice.OWNER_SPELT_ALIKE: "The north and the south of the harbour have a head each.",
    Advice.WORD_CUT_IN_TWO: "The hyphen is printed so, in the middle of a line.",
}


def asks(rule: Advice) -> str:
    """What a rule asks, as set on a page."""
    return _set(advice_rules.asks(rule))


def why(rule: Advice) -> str:
    """Why it asks, as set on a page."""
    return _set(advice_rules.why(rule))


def verbs_looked_for(rule: Advice) -> list[tuple[str, tuple[str, ...]]]:
    """The lists of verbs that a rule looks for, each behind what it is called; none of a rule that looks for none."""
    if rule is not Advice.NO_MEASURABLE_VERB:
        return []
    return [("Verbs whose doing can be seen", verbs(SEEN_DONE)), ("Verbs that leave it open", verbs(LEFT_OPEN))]


def _set(words: str) -> str:
    return re.sub('"(.+?)"', "“\\1”", words).replace("'", "’")


def of_how_many(found: Found) -> str:
    """'of 12 actions, 1 answered', 'of 12 actions, all answered'"""
    answered = sum(point.state is Left.ANSWERED for point in found.points)
    told = f"of {ASKED[found.rule].counted(found.asked)}"
    if not answered:
        return told
    how_many = f"{answered:,} " if answered < len(found.points) else "all " if answered > 1 else ""
    return f"{told}, {how_many}answered"


def point_box(point: Point, here: str) -> Markdown:
    """A recommendation or an action as a box with its id, which leads there; outlined, or dashed while not answered."""
    id_ = point.id or "plan"
    name = f"{id_}, {point.rule}, {point.state}"
    return markdown.link(id_, point.page, here, f'.box .{MARKS[point.state]} aria-label="{name}"')


def point_line(point: Point, here: str) -> Markdown:
    """What is open, as a link to why we ask; what was looked at, if anything is there; what an editor answers."""
    line = markdown.link(called(point.rule), reason_page(point.rule), here)
    seen = dict.fromkeys(_seen(piece) for piece in point.pieces if piece.keys)
    told = f"{line}: {'; '.join(seen)}" if seen else line
    answer = f". Editor’s answer: {markdown.escape(' '.join(point.answers))}" if point.answers else ""
    return Markdown(told + (answer or ("." if seen else "")))


def _seen(piece: Piece) -> Markdown:
    """What a piece of advice says, with what it quotes shown as printed."""
    parts = QUOTED.split(piece.message)
    told = (_printed(piece, part) if place % 2 else markdown.escape(part) for place, part in enumerate(parts))
    return Markdown("".join(told))


def _printed(piece: Piece, words: str) -> Markdown:
    """Words as printed; verbs are named in small letters, however an action begins."""
    if piece.rule is Advice.NO_MEASURABLE_VERB and piece.action:
        text = " ".join(part.words for part in piece.action.parts)
        found = re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE)
        words = found[0] if found else words
    return markdown.printed(words)


def which(points: Sequence[Point]) -> str:
    """'1.1 to 1.4', 'the plan, 1.2 and 3'"""
    ids = [point.id or "the plan" for point in points]
    are_of_one = all("." in id_ for id_ in ids) and len(set(map(recommendation_of, ids))) == 1
    return range_of(ids) if are_of_one else listed(ids)


def asked_of(rule: Advice) -> str:
    """'recommendations partly or not agreed'"""
    return ASKED[rule].many


LEFT_OPEN_WORDS: dict[str, Phrase] = {
    "asked_of": asked_of,
    "verbs_looked_for": verbs_looked_for,
    "asks": asks,
    "called": called,
    "example_answer": EXAMPLES.__getitem__,
    "of_how_many": of_how_many,
    "point_box": point_box,
    "point_line": point_line,
    "reason_page": reason_page,
    "which": which,
    "why": why,
}
