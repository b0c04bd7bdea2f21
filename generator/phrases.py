"""What the pages say of records, in the site's own words: the functions and filters that templates call."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise, starmap

from generator import addresses, markdown
from generator.connections import Connections
from generator.events import Event, Said
from generator.index import TIMELINESS_ORDER, Answer, Index, Made, Post, Standing, by_date, counts
from generator.markdown import Markdown
from generator.model import (
    Action,
    Aim,
    Block,
    Commitment,
    Document,
    Evaluation,
    Governance,
    Outcome,
    PartAgreed,
    Plan,
    PrintedBeside,
    Reason,
    Recommendation,
    Step,
)
from generator.passages import Passage, passages
from generator.references import Mention, mentions
from generator.targetdate import TargetDate, describe
from generator.vocabulary import (
    DecisionReason,
    Inferred,
    Timeliness,
)

# What readers are told where a state's own words are too long for a tag, or would deny a date that is printed.
TAG_WORDS: dict[StrEnum, str] = {Timeliness.DATE_PASSED: "date passed", Timeliness.NO_DATE: "no end date"}

LABELS: dict[type[Block], str] = {
    Reason: "Reason",
    PartAgreed: "Part agreed",
    Outcome: "Outcome",
    Evaluation: "Evaluation",
    Governance: "Governance",
}

# What the editor can give to an action where the print has them in columns of their own.
PAIRED = (Inferred.OWNER, Inferred.TARGET_DATE)
OUR_PAIRING = "(our pairing)"

NOT_REPORTED = "“Not reported” means that we hold no report, not that nothing was done."

RELATIONS = {
    "also_answers": "Also answers",
    "answered_with": "Answered with",
}


# Words and numbers


def number(count: int, noun: str) -> str:
    """'1 action', '1,200 actions'"""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """'a, b and c'"""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def range_of(ids: Sequence[str]) -> str:
    """Ids in a row as '1.1 to 1.4', others one by one."""
    numbers = [int(id_.rpartition(".")[2]) for id_ in ids]
    if len(ids) > 2 and all(after == before + 1 for before, after in pairwise(numbers)):
        return f"{ids[0]} to {ids[-1]}"
    return listed(ids)


def shortened(text: str, length: int = 160) -> str:
    """The first words of a text, for where there is little room."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 2].rsplit(" ", 1)[0] + " …"


def state_words(state: StrEnum) -> str:
    """A state's words, beginning with a capital."""
    words = TAG_WORDS.get(state, str(state))
    return words[:1].upper() + words[1:]


def tag(state: StrEnum) -> Markdown:
    """A state as a tag."""
    return markdown.tag(state_words(state))


def tag_to_group(state: StrEnum) -> Markdown:
    """A state as a tag that leads to its group on the same page."""
    words = state_words(state)
    return Markdown(f"[{markdown.escape(words)}](#{addresses.slug(state)}){{: .tag .{addresses.slug(words)} }}")


# Recommendations


def number_of(recommendation: Recommendation) -> str:
    """A recommendation's number in our own words: '6.' is 6."""
    return recommendation.number.rstrip(".)") if not recommendation.given_id else recommendation.number


def decision_lines(made: Made) -> list[Markdown]:
    """The decision of each addressee, as printed where the words are others; what was first printed, if it changed."""
    lines: list[Markdown] = []
    for answer in made.answers:
        words = "" if answer.words.casefold() in (answer.decision, "") else f" {markdown.printed(answer.words)}"
        first = f", {markdown.printed(answer.first)} in the plan" if answer.first not in (answer.words, "") else ""
        lines.append(Markdown(f"{tag(answer.decision)} {markdown.escape(answer.addressee)}".rstrip() + words + first))
    return lines


def reason_lines(made: Made) -> list[Markdown]:
    """Why a decision is limited, for each addressee that limits it."""
    return [_reason_line(answer) for answer in made.answers if answer.reasons]


def _reason_line(answer: Answer) -> Markdown:
    reasons = reasons_in_words(answer.reasons)
    return Markdown(f"{reasons} ({markdown.escape(answer.addressee)})" if answer.addressee else reasons)


def reasons_in_words(reasons: Sequence[DecisionReason]) -> Markdown:
    """Kinds of reason; with the mark of what is not known where none is stated."""
    words = ", ".join(reasons).capitalize()
    return markdown.inline(words, ".tag .unknown") if DecisionReason.NOT_STATED in reasons else markdown.escape(words)


def addressees(made: Made) -> list[str]:
    """Who is to act: those who answer, the addressee, or the plan's body."""
    answering = [answer.addressee for answer in made.answers if answer.addressee]
    return answering or [made.recommendation.addressee or made.plan.body]


def relations(record: Recommendation | Action | Aim) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A label and the references of each relation that is given."""
    for name, label in RELATIONS.items():
        if given := getattr(record, name):
            yield label, (given,) if isinstance(given, str) else given


def words_of_all(made: Made, kind: type[Reason | PartAgreed]) -> list[str]:
    """The words of one kind of block in a response, as printed."""
    return [block.words for block in made.recommendation.response if isinstance(block, kind)]


def lacks(plan: Plan) -> str:
    """How a sentence begins on what is missing in a plan: the source lacks it, unless we have not copied it yet."""
    return "We have not yet copied" if plan.copying_since else "The source lacks"


def gaps(recommendation: Recommendation, plan: Plan) -> Iterator[str]:
    """What is missing of a recommendation, a sentence each; that its text is missing is said in its place."""
    if "decision" in recommendation.missing:
        yield f"{lacks(plan)} the decision on this recommendation."
    if "actions" in recommendation.missing:
        yield f"{lacks(plan)} the actions that answer this recommendation."
    ids = [name for name in recommendation.missing if name not in ("text", "decision", "actions")]
    if ids:
        yield f"{lacks(plan)} {'action' if len(ids) == 1 else 'actions'} {range_of(ids)}."


def plan_gaps(plan: Plan) -> Iterator[str]:
    """What is missing of a plan, a sentence each."""
    for made in plan.made:
        name = f"Recommendation {number_of(made)}"
        texts = [f"{lacks(plan)} its text."] if "text" in made.missing else []
        yield from (f"{name}: {gap[0].lower()}{gap[1:]}" for gap in (*texts, *gaps(made, plan)))


# Actions


def summary(standings: Iterable[Standing]) -> str:
    """How many actions stand how: '12: 5 date passed, 2 due soon'."""
    found = counts((standing.timeliness for standing in standings), TIMELINESS_ORDER)
    parts = ", ".join(f"{times} {state_words(word).lower()}" for word, times in found)
    return f"{sum(times for _, times in found)}: {parts}" if found else "none"


def standings_of(made: Iterable[Made]) -> list[Standing]:
    """The actions of several recommendations."""
    return [standing for one in made for standing in one.standings]


def tally(standings: Iterable[Standing]) -> str:
    """The same in a sentence: '12 actions: 5 date passed, 2 due soon'."""
    total, _, parts = summary(standings).partition(": ")
    return f"{number(int(total), 'action')}: {parts}" if parts else "no actions"


def silence(standings: Sequence[Standing], told: Callable[[int], str] = str) -> str:
    """How many of several actions are silent, and of how many it is not known; what the absence of reports means.

    `told` says a number of silent ones.
    """
    silent = [standing.is_silent for standing in standings]
    count = told(silent.count(True))
    known = f"Silent, that is neither closed nor reported on for a year: {count} of {len(silent)}."
    unknown = f" Not known: {told(silent.count(None))}, whose plan has no date." if None in silent else ""
    return f"{known}{unknown} {NOT_REPORTED}"


def by_plan(standings: Iterable[Standing]) -> list[tuple[Plan, list[Standing]]]:
    """Actions that come plan by plan, each plan's together."""
    grouped = (list(group) for _, group in groupby(standings, lambda standing: standing.plan.id))
    return [(group[0].plan, group) for group in grouped]


def sharers(standing: Standing, post: Post | None) -> str:
    """Which actions an action shares its owners with, and the owners but for `post`, whose page may say it."""
    cell = _cell(standing, "owner")
    assert cell, "asked only where there is one"
    others = [other.name for other in standing.owners if other != post]
    return f"printed beside {range_of(cell.words)}" + (f", with {listed(others)}" if others else "")


def shared_words(standings: Sequence[Standing]) -> str:
    """How many of an owner's actions are printed beside others' names too; '' if none is."""
    shared = sum(standing.is_shared for standing in standings)
    return f" Shared with others, or not settled whose: {shared}." if shared else ""


def notes(step: Step) -> list[str]:
    """The editor's notes on a step."""
    return [note for note in (boundary_note(step), step.note) if note]


def sharing(cell: PrintedBeside) -> str:
    """What a cell says of the actions beside it."""
    if max(len(cell.owner), len(cell.target_date)) > 1:
        return "The plan does not say which belongs to which action."
    return "It is printed once, for each of them."


def words_of(part: Commitment | Step) -> str:
    """Its words, after the number printed before them."""
    return f"{part.number} {part.words}" if part.number else part.words


def boundary_note(part: Action | Aim | Step | PrintedBeside) -> str:
    """What the print does not settle of a part but for its owner and date, which say so themselves; '' if nothing."""
    names = {Inferred.BOUNDARY: "where this begins and ends", Inferred.NUMBER: "its number"}
    if isinstance(part, PrintedBeside):
        names |= {Inferred.OWNER: "its owners", Inferred.TARGET_DATE: "its target dates"}
    open_ = [words for name, words in names.items() if name in part.inferred]
    return f"The print does not settle {listed(open_)}; this is our reading." if open_ else ""


def is_paired_by_us(recommendation: Recommendation) -> bool:
    """Whether an owner or a date in the response was given to its action by the editor."""
    parts = (part for block in recommendation.response if isinstance(block, Action | Aim) for part in block.parts)
    return any(name in part.inferred for part in parts for name in PAIRED)


def label_of(block: Block) -> str:
    """The label to set before a block's words, or ''."""
    return LABELS.get(type(block), "")


# Owners and dates


def date_line(target: TargetDate | None, words: str) -> Markdown:
    """A target date: our reading, then what is printed."""
    reading = f"{markdown.target(target)} " if target else ""
    return Markdown(reading + markdown.printed(words))


def own_date(part: Action | Aim | Step) -> list[Markdown]:
    """The date printed with an action, an aim or a step, if one is."""
    if not part.target_date:
        return []
    return [Markdown(date_line(part.target, part.target_date) + _pairing(part, Inferred.TARGET_DATE))]


def target_lines(standing: Standing) -> list[Markdown]:
    """What to say of an action's target date: what was printed, and where; what became of it."""
    return [*_dates(standing), *_slip(standing)]


def _slip(standing: Standing) -> list[Markdown]:
    """How often its target date moved, and by how much in all."""
    if not standing.date_moves:
        return []
    times = number(len(standing.date_moves), "move")
    if standing.slip is None:
        return [Markdown(times)]
    how = "later" if standing.slip > 0 else "earlier"
    return [Markdown(f"{times}, {number(abs(standing.slip), 'day')} {how} in all" if standing.slip else times)]


def _dates(standing: Standing) -> list[Markdown]:
    cell = None if standing.action.target_date else _cell(standing, "target_date")
    if cell is None:
        return target_alone(standing)
    if len(cell.target_date) == 1:
        return [*target_alone(standing), _beside_line(standing, "target_date", "for each of those")]
    if not standing.is_moved:
        return [_beside_line(standing, "target_date", "perhaps one of those")]
    return [*target_alone(standing), _beside_line(standing, "target_date", "First perhaps one of those")]


def target_alone(standing: Standing) -> list[Markdown]:
    """The same, where the action stands without those that its dates are printed beside."""
    if standing.dates_beside:
        return list(starmap(date_line, zip(standing.targets, standing.dates_beside, strict=True)))
    first = own_date(standing.action)
    if not standing.is_moved:
        return first
    now = date_line(standing.targets[0], standing.date_words)
    since = standing.date_moves[-1].document.date
    by_update = Markdown(f"{now} by the update of {markdown.day(since)}")
    return [by_update, *(Markdown(f"First {line} in the plan") for line in first)]


def _pairing(part: Action | Aim | Step, name: Inferred) -> str:
    return f" {OUR_PAIRING}" if name in part.inferred else ""


def when(standing: Standing) -> str:
    """Its target date in a few words of ours; '' if none is printed."""
    if len(set(standing.dates_beside)) > 1:
        return "one of several dates"
    return describe(standing.targets[0]) if standing.targets else ""


def readings(cell: PrintedBeside) -> list[tuple[TargetDate | None, str]]:
    """The dates of a cell, each with its reading."""
    return list(zip(cell.targets, cell.target_date, strict=True))


def cell_id(cell: PrintedBeside) -> str:
    """The anchor of a cell printed beside several actions."""
    fields = [name.replace("_", "-") for name in ("owner", "target_date") if getattr(cell, name)]
    return f"beside-{cell.words[0]}-{'-'.join(fields)}"


def _cell(standing: Standing, name: str) -> PrintedBeside | None:
    """The cell beside an action that has what it has not of its own."""
    beside = standing.recommendation.beside
    return next((cell for cell in beside if getattr(cell, name) and standing.id in cell.words), None)


def _beside_line(standing: Standing, name: str, what: str) -> Markdown:
    cell = _cell(standing, name)
    assert cell, "asked only where there is one"
    return Markdown(f"{what} [printed beside {markdown.escape(range_of(cell.words))}](#{cell_id(cell)})")


def part_removed(event: Event) -> str:
    """What it was that went: a plan, a part of it, a document."""
    if event.document:
        return event.document.words
    return f"{event.what.partition(' ')[0].capitalize()} {event.about}".rstrip()


class Linked:
    """What is said with links, from the page `here`."""

    def __init__(self, index: Index, connections: Connections) -> None:
        self.index = index
        self.connections = connections
        self.passages: dict[str, dict[str, Passage]] = {}  # by plan, and in it by id

    def printed(
        self, plan: Plan, text: str, here: str, classes: str = ".printed", accepted: Sequence[str] = ()
    ) -> Markdown:
        """Printed words as paragraphs, in which what they point to is a link, or marked where the source lacks it.

        Words that are `accepted` of a text are marked too.
        """
        return markdown.paragraphs(text, classes, lambda line: self._marked(plan, line, here, accepted))

    def _marked(self, plan: Plan, line: str, here: str, accepted: Sequence[str]) -> Markdown:
        parts, done = [], 0
        for start, end in _places(line, accepted):
            parts += [
                self.line(plan, line[done:start], here),
                f"**{self.line(plan, line[start:end], here)}**{{: .accepted }}",
            ]
            done = end
        return Markdown("".join([*parts, self.line(plan, line[done:], here)]))

    def became(self, record: Made | Standing) -> Markdown:
        """What was asked for or promised at a place, and how it stands."""
        if isinstance(record, Made):
            words, how = record.recommendation.text or "", f"{tag(record.decision)} {tally(record.standings)}"
        else:
            words = record.action.words
            day = f" {markdown.day(record.report.document.date)}" if record.report else ""
            how = f"{tag(record.timeliness)} {tag(record.delivery)}{day} {tag(record.assurance)}"
        return Markdown(f"{markdown.printed(shortened(words, 110))} {how}" if words else how)

    def line(self, plan: Plan, line: str, here: str) -> Markdown:
        """The same in one line."""
        parts, done = [], 0
        for mention in mentions(line):
            if pointing := self._pointing(plan, mention, here):
                parts += [markdown.escape(line[done : mention.start]), pointing]
                done = mention.end
        return Markdown("".join([*parts, markdown.escape(line[done:])]))

    def _pointing(self, plan: Plan, mention: Mention, here: str) -> Markdown | None:
        """A link to what is mentioned; a mark if the source lacks it; None if it may be no mention at all."""
        if page := self.index.page_of(plan, mention.id):
            return markdown.link(mention.id, page, here)
        return markdown.inline(mention.id, ".unknown") if _is_lacking(plan, mention) else None

    def see(self, plan: Plan, record: Recommendation | Action | Aim, here: str) -> list[Markdown]:
        """What a record points to beyond the links in its words: what an editor names, and what the source lacks."""
        texts = [record.text] if isinstance(record, Recommendation) else [part.words for part in record.parts]
        mentioned = [mention for words in texts for mention in mentions(words or "")]
        linked = {mention.id for mention in mentioned if self.index.page_of(plan, mention.id)}
        lacking = [mention.id for mention in mentioned if mention.id not in linked and _is_lacking(plan, mention)]
        named = [reference for reference in record.see if reference not in linked]
        return [self.reference(plan, reference, here) for reference in dict.fromkeys([*named, *lacking])]

    def pointing(self, plan: Plan, page: str, here: str) -> list[Markdown]:
        """What points to a record of a plan: by ids, of other plans by keys."""
        found = self.connections.pointing_to.get(page, ())
        return [markdown.link(key.removeprefix(f"{plan.id}/"), from_page, here) for key, from_page in found]

    def printed_again(self, standing: Standing, here: str) -> list[Markdown]:
        """Where else in its plan an action is printed, each with its date."""
        again = self.connections.printed_again.get(standing.page, ())
        links = [(markdown.link(one.id, one.page, here), markdown.escape(when(one))) for one in again]
        return [Markdown(f"{id_} {date}") for id_, date in links]

    def how_read(self, plan: Plan, here: str) -> list[Markdown]:
        """A link to what the editor says of how the print was read, if anything is said."""
        note = addresses.plan_page(plan.id) + "#reading"
        return [markdown.link("How the print was read", note, here)] if plan.note else []

    def source(self, plan: Plan, name: str, id_: str, here: str) -> list[Markdown]:
        """A link to the place in the source that has the words of a record, if the source is held."""
        if plan.source not in self.index.collection.sources:
            return []
        file = addresses.source_file(plan.id)
        place = self._passages_of(plan).get(id_)
        return [markdown.passage(name, file, here, *place) if place else markdown.link(name, file, here)]

    def _passages_of(self, plan: Plan) -> dict[str, Passage]:
        if plan.id not in self.passages:
            source = self.index.collection.sources[plan.source].decode()
            self.passages[plan.id] = passages(plan, source)
        return self.passages[plan.id]

    def owner_lines(self, standing: Standing, here: str) -> list[Markdown]:
        """Who owns an action; whether they are its own, or between several actions."""
        posts = [self.post(post, here) for post in standing.owners]
        first = standing.action.owner
        if standing.is_owner_moved and first:
            by_update = [Markdown(f"{post} by an update") for post in posts]
            return [*by_update, Markdown(f"{markdown.printed(first)} in the plan")]
        if standing.owners_beside:
            how = "between them, for those" if standing.is_shared else "for each of those"
            return [*posts, _beside_line(standing, "owner", how)]
        return self._as_printed(standing.owners, standing.action, here)

    def printed_owners(self, plan: Plan, part: Aim | Step, here: str) -> list[Markdown]:
        """The owners printed with an aim that is not followed, or with a step."""
        return self._as_printed(self.index.posts(plan, part.owner), part, here) if part.owner else []

    def _as_printed(self, posts: Sequence[Post], part: Action | Aim | Step, here: str) -> list[Markdown]:
        """The owners of a part, and how they are printed where the body's file names them otherwise."""
        lines = [Markdown(self.post(post, here) + _pairing(part, Inferred.OWNER)) for post in posts]
        is_spelt_so = not part.owner or part.owner in (post.name for post in posts)
        return lines if is_spelt_so else [*lines, markdown.printed(part.owner or "")]

    def post(self, post: Post, here: str) -> Markdown:
        """An owner's name as printed, leading to the owner's page."""
        return markdown.link(post.name, addresses.owner_page(post.body, post.id), here, ".printed")

    def keys(self, made: Iterable[Made], here: str) -> list[Markdown]:
        """Links to recommendations, by their keys."""
        return [markdown.link(one.key, one.page, here) for one in made]

    def document_source(self, document: Document, here: str) -> Markdown:
        """A link to where a document can be read: elsewhere, or as it is held."""
        if document.source in self.index.collection.sources:
            return markdown.link("Text as held", addresses.source_file(document.plan, document.id), here)
        return markdown.outside("Published document", document.source)

    def about(self, plan: Plan, said: Said, here: str) -> Markdown:
        """What an entry is about, by its first words as printed, leading to it if it has a place."""
        record = said.record
        printed = record.text if isinstance(record, Recommendation) else record.words if record else ""
        page = self.index.page_of(plan, said.id)
        words = shortened(printed, 110) if printed else _without_words(plan, said)
        line = markdown.link(words, page, here) if page else markdown.escape(words)
        return Markdown(f"{line}\n{{: {'.printed' if printed else '.gap'} }}")

    def reference(self, plan: Plan, reference: str, here: str) -> Markdown:
        """A link to what is referred to, as the reference names it; that the source lacks it, where it does."""
        page = self.index.page_of(plan, reference)
        words = "Not copied yet" if plan.copying_since else "Not in the source"
        lacking = Markdown(f"{markdown.escape(reference)} {markdown.inline(words, '.tag .unknown')}")
        return markdown.link(reference, page, here) if page else lacking


def _places(line: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    """Where words begin and end in a line, in order; what lies within or across another is left out."""
    parts = [part for words in wanted for part in words.split("\n") if part in line]
    found = sorted((line.index(part), line.index(part) + len(part)) for part in parts)
    return [
        place for number, place in enumerate(found) if place[0] >= max((end for _, end in found[:number]), default=0)
    ]


def _without_words(plan: Plan, said: Said) -> str:
    if said.record and said.record.removed:
        return f"{said.id} was removed, and its words with it"
    return f"{lacks(plan)} the words of {said.id}"


def _is_lacking(plan: Plan, mention: Mention) -> bool:
    """Whether words certainly point to what the source lacks: they say 'see', or the plan says that it is missing."""
    return mention.is_to_be_seen or any(mention.id in made.missing for made in plan.made)


Phrase = Callable[..., object]
FILTERS: dict[str, Phrase] = {
    "addressees": addressees,
    "by_date": by_date,
    "by_plan": by_plan,
    "parts_agreed": lambda made: words_of_all(made, PartAgreed),
    "printed_reasons": lambda made: words_of_all(made, Reason),
    "when": when,
    "cell_id": cell_id,
    "day": markdown.day,
    "decision_lines": decision_lines,
    "gaps": gaps,
    "lacks": lacks,
    "boundary_note": boundary_note,
    "label_of": label_of,
    "listed": listed,
    "lines": lambda text: (text or "").splitlines(),
    "number": number,
    "number_of": number_of,
    "part_removed": part_removed,
    "own_date": own_date,
    "plan_gaps": plan_gaps,
    "printed": lambda text, classes=".printed": markdown.paragraphs(text, classes),
    "printed_link": lambda words, page, here: markdown.link(words, page, here, ".printed"),
    "set_in_serif": lambda words: markdown.inline(words, ".printed"),
    "tag_to_group": tag_to_group,
    "tag_unknown": lambda words: markdown.inline(words, ".tag .unknown"),
    "quoted": markdown.printed,
    "range": range_of,
    "readings": readings,
    "relations": relations,
    "shortened": shortened,
    "silence": silence,
    "slug": addresses.slug,
    "standings_of": standings_of,
    "state_words": state_words,
    "summary": summary,
    "tag": tag,
    "tally": tally,
    "notes": notes,
    "reason_lines": reason_lines,
    "reasons_in_words": reasons_in_words,
    "shared_words": shared_words,
    "sharers": sharers,
    "sharing": sharing,
    "target_alone": target_alone,
    "target_lines": target_lines,
    "words_of": words_of,
    "code": lambda key: Markdown(f"`{key}`"),  # for keys, which hold no backtick
    "raw": Markdown,  # for our own Markdown, never for words of a plan
}
