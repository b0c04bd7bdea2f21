"""The words of this field as frozen records: a plan and what was said and found of it later.

Each field is described once, here: its type, what it means and an example. The messages of `check`, the schema and the
documentation are made from it. Text is as printed and plain: a newline parts paragraphs. Nothing here knows where in a
file it stood; `read` keeps that beside the records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic.json_schema import SkipJsonSchema

from generator.fields import (
    IDS,
    PRINTED_WORDS,
    ActionId,
    Authority,
    Count,
    Day,
    Line,
    Lines,
    PlanId,
    RecommendationId,
    Reference,
    Slug,
    Words,
    WordsUnlessRemoved,
    several,
)
from generator.targetdate import TargetDate, read_day
from generator.targetdate import read as read_target_date
from generator.vocabulary import (
    Advice,
    Assurance,
    Conformance,
    Decision,
    DecisionReason,
    Delivery,
    Host,
    Inferred,
    NotAccessible,
)

# Marks the fields that a file's name and folder give.
GIVEN_BY_NAME = SkipJsonSchema()  # type: ignore[type-arg]  # a plain class when it runs


class Record(BaseModel):
    """Something an editor writes: frozen, no key beyond its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Removal(Record):
    """When and why something published was removed; its address stays."""

    date: Day = Field(description="The day it was removed.", examples=["2032-01-31"])
    reason: Words = Field(
        description="Why it was removed, in a sentence for readers.", examples=["Answered in another plan."]
    )


# Fields that several records have.
Note = Annotated[
    Words | None,
    Field(description="The editor's note, shown apart from the printed words.", examples=["September has 30 days."]),
]
AnyId = TypeVar("AnyId", bound=str)
Formerly = Annotated[
    tuple[AnyId, ...],
    IDS,
    Field(description="Ids it had before, the newest first; their addresses lead to it.", examples=[["2a"]]),
]
Removed = Annotated[
    Removal | None,
    Field(
        description="When and why it was removed after it was published; its id and its address stay.",
        examples=[{"date": "2032-01-31", "reason": "Answered in another plan."}],
    ),
]
AdviceAnswered = Annotated[
    dict[Advice, Words],
    Field(
        description="Why it stays as it is in spite of advice: a reason for each piece of advice, by its name.",
        examples=[{"no date": "The report of the same day gives the dates."}],
    ),
]
Owner_ = Annotated[
    Line | None,
    Field(description="Who answers for it, as printed.", examples=["Harbour Master / HR"]),
]
PrintedDate = Annotated[
    Line | None,
    Field(
        description="The date by which it is to be done, as printed.",
        examples=["30/06/2031", "January to May 2031", "Completed"],
    ),
]
DateReadAs = Annotated[
    Line | None,
    Field(
        description="How the editor reads a date that cannot be read as printed; 'undated' where the words give none.",
        examples=["30/09/2031", "undated"],
    ),
]
InferredHere = Annotated[
    tuple[Inferred, ...],
    Field(description="What the editor had to settle because the print does not.", examples=[["boundary"]]),
]
Repeats = Annotated[
    tuple[Reference, ...],
    IDS,
    Field(description="Earlier recommendations or actions that are made again here.", examples=[["specimen-2027/5"]]),
]
See = Annotated[
    tuple[Reference, ...],
    IDS,
    Field(description="Recommendations or actions that its words point to.", examples=[["1.1"]]),
]
AlsoAnswers = Annotated[
    tuple[Reference, ...],
    IDS,
    Field(
        description="Other recommendations that it answers too; it is shown there and counted here.", examples=[["1"]]
    ),
]
AnsweredWith = Annotated[
    Reference | None,
    IDS,
    Field(description="The recommendation whose response answers this one too.", examples=["3"]),
]


def target_of(printed: str | None, read_as: str | None) -> TargetDate | None:
    """The reading of a printed date, by the editor's reading where there is one; None without a date."""
    return read_target_date(read_as or printed) if printed else None


class Step(Record):
    """A part of an action, with a date of its own perhaps; shown, never counted."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="step", description="What is done in this step, as printed.", examples=["Advertise."]
    )
    number: Line | None = Field(
        None, description="The number or letter printed before it; bullets are left out.", examples=["a)"]
    )
    owner: Owner_ = None
    target_date: PrintedDate = None
    date_read_as: DateReadAs = None
    inferred: InferredHere = ()
    note: Note = None

    @property
    def target(self) -> TargetDate | None:
        """The reading of its date."""
        return target_of(self.target_date, self.date_read_as)


class Block(Record):
    """A part of a response, named in the file by its first key."""

    words: Any  # each kind says what its first key holds

    @classmethod
    def label(cls) -> str:
        """The key that names this kind of block."""
        return str(cls.model_fields["words"].alias)


class Passage(Block):
    """A part of a response that is printed, with the editor's note beside it."""

    note: Note = None


class Commitment(Passage):
    """What an action and an aim share."""

    id: Any  # of an action it must be there
    number: Line | None = Field(
        None, description="The number or letter printed before it; bullets are left out.", examples=["1)"]
    )
    owner: Owner_ = None
    target_date: PrintedDate = None
    date_read_as: DateReadAs = None
    steps: tuple[Step, ...] = Field((), description="The steps printed below it, in their order.")
    inferred: InferredHere = ()
    see: See = ()
    repeats: Repeats = ()
    also_answers: AlsoAnswers = ()
    answered_with: AnsweredWith = None
    advice: AdviceAnswered = {}
    formerly: Annotated[Formerly[ActionId], Field(examples=[["2.7"]])] = ()
    removed: Removed = None

    @property
    def target(self) -> TargetDate | None:
        """The reading of its date."""
        return target_of(self.target_date, self.date_read_as)

    @property
    def parts(self) -> tuple["Commitment | Step", ...]:
        """Itself and its steps, in the order printed."""
        return (self, *self.steps)


class Action(Commitment):
    """What the body will do; it has an address of its own, for ever."""

    words: Annotated[WordsUnlessRemoved, PRINTED_WORDS] = Field(
        alias="action", description="What will be done, as printed.", examples=["Survey all nine chains."]
    )
    id: Annotated[ActionId, IDS] = Field(
        description="Its id, which never changes: the recommendation's id, a dot and a number, in quotes.",
        examples=["1.1"],
    )


class Aim(Commitment):
    """What the body wants to reach; followed like an action only if it has an id."""

    words: Annotated[WordsUnlessRemoved, PRINTED_WORDS] = Field(
        alias="aim", description="What is to be reached, as printed.", examples=["Halve the waiting time."]
    )
    id: Annotated[ActionId | None, IDS] = Field(
        None, description="Its id, given only where the aim is followed like an action.", examples=["1.9"]
    )


class Heading(Passage, title="Heading within a response"):
    """A line printed above what follows it."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="heading", description="The words of the line, as printed.", examples=["The SHS will:"]
    )


class Paragraph(Passage):
    """Printed words that are none of the other kinds."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="paragraph", description="The words, as printed.", examples=["The quay was built in 1931."]
    )


class Reason(Passage):
    """Why the recommendation is not, or not wholly, agreed."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="reason",
        description="The reason, as printed.",
        examples=["Night pilots are not affordable this year."],
    )


class PartAgreed(Passage):
    """Which part of the recommendation is agreed."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="part_agreed",
        description="The words that say which part, as printed.",
        examples=["Day pilots are accepted."],
    )


class Outcome(Passage):
    """What is printed under the label Outcome."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="outcome",
        description="The words printed after the label Outcome.",
        examples=["Ships wait less than an hour."],
    )


class Evaluation(Passage):
    """What is printed under the label Evaluation."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="evaluation",
        description="The words printed after the label Evaluation.",
        examples=["The board reviews progress."],
    )


class Governance(Passage):
    """What is printed under the label Governance."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="governance",
        description="The words printed after the label Governance.",
        examples=["The harbour board meets monthly."],
    )


class EditorsNote(Block, title="Editor's note"):
    """A note of the editor's between the printed blocks."""

    words: Words = Field(
        alias="note", description="The note, in the editor's words.", examples=["A page is missing here."]
    )


class PrintedBeside(Passage):
    """One cell of owners or dates printed beside several actions, without saying which belongs to which."""

    words: Annotated[tuple[ActionId, ...], IDS] = Field(
        alias="printed_beside",
        description="The ids of the actions that the cell stands beside.",
        examples=[["3.1", "3.2"]],
    )
    owner: Lines = Field((), description="The owners printed in the cell, in their order.", examples=[["Quay Manager"]])
    target_date: Lines = Field(
        (), description="The dates printed in the cell, in their order.", examples=[["June 2031", "Completed"]]
    )
    date_read_as: Lines = Field(
        (),
        description="How the editor reads the dates, each of them, where one cannot be read as printed.",
        examples=[["undated"]],
    )
    inferred: InferredHere = ()

    @property
    def targets(self) -> tuple[TargetDate, ...]:
        """The readings of its dates."""
        readings = (read_target_date(words) for words in self.date_read_as or self.target_date)
        return tuple(reading for reading in readings if reading)


BLOCKS: tuple[type[Block], ...] = (
    Action,
    Aim,
    Heading,
    Paragraph,
    Reason,
    PartAgreed,
    Outcome,
    Evaluation,
    Governance,
    PrintedBeside,
    EditorsNote,
)
BLOCK_NAMES = tuple(block.label() for block in BLOCKS)


def first_key(value: Any) -> str | None:  # whatever stands in the file where a block should
    """What names a block: its first key in the file."""
    if isinstance(value, Block):
        return value.label()
    return next(iter(value), None) if isinstance(value, dict) else None


# The tags differ from every key, so that `read` can tell them from keys in pydantic's paths.
AnyBlock = Annotated[
    Annotated[Action, Tag("<action>")]
    | Annotated[Aim, Tag("<aim>")]
    | Annotated[Heading, Tag("<heading>")]
    | Annotated[Paragraph, Tag("<paragraph>")]
    | Annotated[Reason, Tag("<reason>")]
    | Annotated[PartAgreed, Tag("<part_agreed>")]
    | Annotated[Outcome, Tag("<outcome>")]
    | Annotated[Evaluation, Tag("<evaluation>")]
    | Annotated[Governance, Tag("<governance>")]
    | Annotated[PrintedBeside, Tag("<printed_beside>")]
    | Annotated[EditorsNote, Tag("<note>")],
    Discriminator(lambda value: f"<{first_key(value)}>"),
]


class Recommendation(Record):
    """One recommendation of the report and the response to it."""

    number: Line = Field(description="Its number, as printed.", examples=["6.", "4a) iii)"])
    given_id: Annotated[RecommendationId | None, IDS] = Field(
        None,
        alias="id",
        description="Its id, where none can be made of the number as of 7, '7.' or '7a)'.",
        examples=["4a-iii"],
    )
    addressee: Line | None = Field(
        None,
        description="Whom it is addressed to, where that is not the plan's body.",
        examples=["Specimen Department"],
    )
    text: Annotated[Words | None, PRINTED_WORDS] = Field(
        None, description="What is recommended, as printed.", examples=["Inspect every mooring chain."]
    )
    decision: Line | None = Field(
        None,
        description="The decision on it, as printed, in words that site_config.yml lists.",
        examples=["Partly Agreed"],
    )
    decisions: dict[str, Line] = Field(
        {},
        description="The decision of each addressee, as printed, where several answer.",
        examples=[{"Specimen Department": "Agreed", "Specimen Harbour Service": "awaited"}],
    )
    decision_reason: Annotated[tuple[DecisionReason, ...], BeforeValidator(several)] = Field(
        (),
        description="Why it is only partly agreed or not agreed: the kinds of reason that the response names.",
        examples=["affordability"],
    )
    agreed_words: Annotated[tuple[Words, ...], BeforeValidator(several)] = Field(
        (),
        description="The words of the text that are agreed, as the editor reads the response.",
        examples=[["by day"]],
    )
    themes: tuple[Line, ...] = Field(
        (),
        description="What it is about, in the editor's view: ids of themes that site_config.yml lists.",
        examples=[["staff"]],
    )
    repeats: Repeats = ()
    see: See = ()
    also_answers: AlsoAnswers = ()
    answered_with: AnsweredWith = None
    inferred: InferredHere = ()
    missing: Annotated[tuple[str, ...], IDS] = Field(
        (),
        description="What the source lacks, or is not copied yet: 'text', 'decision', 'actions', or ids of actions.",
        examples=[["text", "decision", "5.1"]],
    )
    note: Note = None
    advice: AdviceAnswered = {}
    formerly: Formerly[RecommendationId] = ()
    removed: Removed = None
    response: tuple[AnyBlock, ...] = Field((), description="The response, part by part, in the order printed.")

    @property
    def id(self) -> str:
        """The id given, else the number without a closing stop or bracket."""
        return self.given_id or self.number.rstrip(".)")

    @property
    def followed(self) -> Iterator[Action | Aim]:
        """The actions, and the aims that are followed like actions, in the order printed."""
        return (block for block in self.response if isinstance(block, Commitment) and block.id)

    @property
    def passages(self) -> Iterator[Passage]:
        """What is printed in the response but followed nowhere: all but the actions and the cells beside them."""
        for block in self.response:
            is_followed = isinstance(block, Action) or (isinstance(block, Aim) and block.id)
            if isinstance(block, Passage) and not is_followed and not isinstance(block, PrintedBeside):
                yield block

    @property
    def beside(self) -> Iterator[PrintedBeside]:
        """The cells printed beside several actions."""
        return (block for block in self.response if isinstance(block, PrintedBeside))


class GroupHeading(Record, title="Heading between recommendations"):
    """A line printed between recommendations."""

    words: Annotated[Words, PRINTED_WORDS] = Field(
        alias="heading", description="The words of the line, as printed.", examples=["The Specimen Department should:"]
    )
    note: Note = None


RecommendationOrHeading = Annotated[
    Annotated[Recommendation, Tag("<recommendation>")] | Annotated[GroupHeading, Tag("<group heading>")],
    Discriminator(
        lambda value: (
            "<group heading>"
            if isinstance(value, GroupHeading) or first_key(value) == "heading"
            else "<recommendation>"
        )
    ),
]


class Plan(Record):
    """An action plan as it was published; what came later stands in updates and findings."""

    id: SkipJsonSchema[PlanId] = Field(description="The name of its file.", examples=["specimen-2031"])
    title: Line = Field(
        description="The title of the plan, as printed.", examples=["Action plan of the Specimen Harbour Service"]
    )
    body: Line = Field(
        description="Whose plan it is: the name of a body in plans/bodies/.", examples=["Specimen Harbour Service"]
    )
    inspectorate: Line = Field(
        description="Whose report it answers: an inspectorate that site_config.yml lists.",
        examples=["Specimen Inspectorate"],
    )
    report_published: Line | None = Field(
        None, description="The day the report was published, as printed.", examples=["3rd March 2031"]
    )
    action_plan_submitted: Line | None = Field(
        None, description="The day the plan was submitted, as printed.", examples=["20/03/2031"]
    )
    source: Line = Field(
        description="The document it was taken from: a file in plans/sources/, or an address.",
        examples=["sources/specimen-2031.txt"],
    )
    source_sha256: Line | None = Field(
        None,
        description="The SHA-256 of the source file, which shows that the file is still the same.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    publisher: Line | None = Field(None, description="Who published the plan.", examples=["Specimen Department"])
    licence: Line | None = Field(
        None, description="The licence under which its text was published.", examples=["Open Government Licence v3.0"]
    )
    introduction: Annotated[Words | None, PRINTED_WORDS] = Field(
        None,
        description="The introduction, as printed.",
        examples=["This plan answers the report of March 2031."],
    )
    owner_heading: Line | None = Field(
        None, description="The heading printed above the column of owners.", examples=["Responsible / Policy Lead"]
    )
    printed_totals: dict[str, Count] = Field(
        {},
        description="The totals that the plan prints, each by its label; they are compared with what is counted.",
        examples=[{"Agreed": 5, "Total": 6}],
    )
    abbreviations: dict[str, Line | None] = Field(
        {},
        description="The short forms of the plan and what it says they mean; empty where it does not say.",
        examples=[{"SHS": "Specimen Harbour Service", "QMS": None}],
    )
    entered: Day | None = Field(None, description="The day it came into this collection.", examples=["2031-04-01"])
    copying_since: Day | None = Field(
        None,
        description="Given while the plan is still being copied: the day copying began; deleted when all is copied.",
        examples=["2031-04-01"],
    )
    note: Note = None
    advice: AdviceAnswered = {}
    formerly: Annotated[Formerly[PlanId], Field(examples=[["specimen-harbour-2031"]])] = ()
    removed: Removed = None
    recommendations: tuple[RecommendationOrHeading, ...] = Field(
        description="The recommendations in the order printed, with the headings between them."
    )

    @property
    def made(self) -> Iterator[Recommendation]:
        """The recommendations in the order printed, without the headings."""
        return (entry for entry in self.recommendations if isinstance(entry, Recommendation))

    @property
    def published(self) -> date | None:
        """The day the report was published, if it is printed."""
        return read_day(self.report_published) if self.report_published else None

    @property
    def submitted(self) -> date | None:
        """The day the plan was submitted, if it is printed."""
        return read_day(self.action_plan_submitted) if self.action_plan_submitted else None


class Entry(Record):
    """What an update and a finding say of one action or recommendation."""

    action: Annotated[ActionId | None, IDS] = Field(
        None, description="The id of the action it is about.", examples=["2.1"]
    )
    recommendation: Annotated[RecommendationId | None, IDS] = Field(
        None, description="The id of the recommendation it is about, where it is about no action.", examples=["2"]
    )
    evidence: Annotated[tuple[Line, ...], BeforeValidator(several)] = Field(
        (), description="The addresses of what shows that it is so.", examples=[["https://specimen.example/minutes"]]
    )
    note: Note = None

    @property
    def about(self) -> str:
        """The id of what it is about."""
        return self.action or self.recommendation or ""


class UpdateEntry(Entry, title="Entry of an update"):
    """What the owner said of one action or recommendation: its delivery, or what moved."""

    delivery: Delivery | None = Field(
        None, description="How the action stands, as its owner says.", examples=["in progress"]
    )
    said: Annotated[Words | None, PRINTED_WORDS] = Field(
        None, description="What was said, in the words of the document.", examples=["Two recruited."]
    )
    target_date: Annotated[
        PrintedDate, Field(description="The new target date, where it moved, as printed.", examples=["31/12/2031"])
    ] = None
    date_read_as: DateReadAs = None
    owner: Annotated[
        Owner_, Field(description="The new owner, where it passed to another, as printed.", examples=["HR"])
    ] = None
    words: Annotated[Words | None, PRINTED_WORDS] = Field(
        None,
        description="The new words of the action or the recommendation, where they changed.",
        examples=["Recruit three day pilots."],
    )
    decision: Line | None = Field(
        None, description="The new decision on the recommendation, as printed.", examples=["Agreed"]
    )
    addressee: Line | None = Field(
        None, description="Whose new decision it is, where several answer.", examples=["Specimen Department"]
    )
    decision_reason: Annotated[tuple[DecisionReason, ...], BeforeValidator(several)] = Field(
        (), description="Why the recommendation is now only partly agreed or not agreed.", examples=["policy"]
    )
    superseded_by: Annotated[Reference | None, IDS] = Field(
        None, description="The action or the recommendation that took its place.", examples=["2.4"]
    )
    reason: Annotated[Words | None, PRINTED_WORDS] = Field(
        None,
        description="Why it moved, ended, paused or was not started.",
        examples=["The first advertisement failed."],
    )

    @property
    def target(self) -> TargetDate | None:
        """The reading of its date."""
        return target_of(self.target_date, self.date_read_as)

    @property
    def moves(self) -> tuple[str, ...]:
        """The fields in which it changes what was promised."""
        return tuple(name for name in ("target_date", "owner", "words", "decision") if getattr(self, name))


class FindingEntry(Entry, title="Entry of a finding"):
    """What the inspectorate found of one action or recommendation."""

    judgement: Assurance | None = Field(
        None, description="How the inspectorate judges it.", examples=["insufficient progress"]
    )
    found: Annotated[Words | None, PRINTED_WORDS] = Field(
        None, description="What was found, in the words of the report.", examples=["One pilot in post."]
    )


class Document(Record):
    """Something said or found after a plan was published: a file of its own, only ever added."""

    id: SkipJsonSchema[str] = Field(description="The name of its file.", examples=["2031-09-20-progress"])
    plan: SkipJsonSchema[str] = Field(description="The plan whose folder it is in.", examples=["specimen-2031"])
    words: str
    date: Day = Field(description="The day it was said or found, as in the file's name.", examples=["2031-09-20"])
    by: Line | None = Field(
        None,
        description="Who says so; if left out, the plan's body in an update, its inspectorate in a finding.",
        examples=["Specimen Department"],
    )
    source: Line = Field(
        description="Where the document can be read: an address, or a file in plans/sources/.",
        examples=["https://specimen.example/letter-1"],
    )
    entered: Day | None = Field(None, description="The day it came into this collection.", examples=["2031-09-25"])
    note: Note = None
    removed: Removed = None


class Update(Document):
    """A document in which the owner says how things stand."""

    words: Line = Field(
        alias="update", description="What the document is called.", examples=["Progress report, autumn 2031"]
    )
    entries: tuple[UpdateEntry, ...] = Field(description="What it says, action by action.")


class Finding(Document):
    """A document in which the inspectorate says what it found."""

    words: Line = Field(alias="finding", description="What the document is called.", examples=["Reinspection, 2032"])
    entries: tuple[FindingEntry, ...] = Field(description="What it found, action by action.")


class Owner(Record):
    """A post, team or department that answers for actions."""

    name: Line = Field(description="The name that the site shows.", examples=["Harbour Master"])
    also: tuple[Line, ...] = Field(
        (),
        description="Other spellings of the name; one that is listed under two owners means both.",
        examples=[["Harbour Master / HR"]],
    )
    of: Line | None = Field(
        None,
        description="The body it belongs to, where it is not this one.",
        examples=["Specimen Department"],
    )
    formerly: Annotated[Formerly[Slug], Field(examples=[["harbour-captain"]])] = ()
    removed: Removed = None


class Body(Record):
    """An organisation that is inspected or answers."""

    id: SkipJsonSchema[Slug] = Field(description="The name of its file.", examples=["specimen-harbour-service"])
    name: Line = Field(description="The name that the site shows.", examples=["Specimen Harbour Service"])
    also: tuple[Line, ...] = Field((), description="Other names under which it is printed.", examples=[["SHS"]])
    ended: Day | None = Field(None, description="The day on which it ceased to exist.", examples=["2033-06-26"])
    successor: Line | None = Field(
        None, description="The body that took over its work.", examples=["Specimen Coast Service"]
    )
    note: Note = None
    formerly: Annotated[Formerly[Slug], Field(examples=[["harbour-service"]])] = ()
    removed: Removed = None
    owners: dict[Slug, Owner] = Field(
        {},
        description="Its owners, each by an id; an owner that nobody lists counts as one of its own.",
        examples=[{"hr": {"name": "HR"}}],
    )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is printed under."""
        return (self.name, *self.also)


class Theme(Record):
    """A topic under which the editors file recommendations of all plans."""

    name: Line = Field(description="The name that the site shows.", examples=["Staff"])
    about: Line = Field(
        description="What belongs under it, in one sentence.", examples=["Numbers, skills and workload."]
    )
    formerly: Annotated[Formerly[Slug], Field(examples=[["moorings"]])] = ()
    removed: Removed = None


class AccessibilityContact(Record, title="Contact"):
    """Whom to tell that something is not accessible, or to ask for it in another format; one way at the least."""

    email: Line | None = Field(None, description="The e-mail address.", examples=["access@plans.example"])
    phone: Line | None = Field(None, description="The telephone number.", examples=["01632 960 000"])
    form: Line | None = Field(
        None, description="The address of a form for this.", examples=["https://plans.example/contact"]
    )


class KnownProblem(Record):
    """Something on the site that is not accessible."""

    what: Words = Field(
        description="What is not accessible, and for whom, in sentences.",
        examples=["The texts that plans were taken from have no headings."],
    )
    why: NotAccessible = Field(
        description="Whether it falls short of the regulations, is a disproportionate burden or is out of scope.",
        examples=["non-compliance"],
    )
    criterion: Line | None = Field(
        None, description="The success criterion of WCAG that it fails.", examples=["1.3.1 Info and Relationships"]
    )
    instead: Words | None = Field(
        None, description="What can be used instead.", examples=["Each plan's own page has the same words."]
    )
    remedy: Words | None = Field(
        None, description="What is done about it, and by when.", examples=["We shall mend it by June 2032."]
    )


class AccessibilityTest(Record, title="Test"):
    """How it was tried whether the site is accessible."""

    date: Day = Field(description="The day it was last tested.", examples=["2031-11-20"])
    by: Line = Field(description="Who tested it.", examples=["the Specimen Access Centre"])
    how: Words = Field(
        description="What was tested and how, in sentences.",
        examples=["Each kind of page was tried with a screen reader and by keyboard alone."],
    )


class Enforcement(Record):
    """Where those can turn who are not content with an answer."""

    body: Line = Field(
        description="Who enforces the regulations.", examples=["Equality and Human Rights Commission (EHRC)"]
    )
    complaints: Line = Field(description="Whom to contact.", examples=["Equality Advisory and Support Service (EASS)"])
    address: Line = Field(description="Their address on the web.", examples=["https://complaints.example/"])


class Accessibility(Record):
    """What the accessibility statement says of the site."""

    organisation: Line = Field(description="Who runs the site.", examples=["Specimen Inspectorate"])
    contact: AccessibilityContact = Field(description="Whom to tell of a problem, or to ask for another format.")
    response_days: Count = Field(description="Within how many working days they answer.", examples=[10])
    conformance: Conformance = Field(
        description="How far the site meets the success criteria of WCAG 2.2, levels A and AA.", examples=["partial"]
    )
    not_accessible: tuple[KnownProblem, ...] = Field(
        (), description="What is known not to be accessible, what troubles most people first."
    )
    tested: AccessibilityTest = Field(description="How the site was tested.")
    enforcement: Enforcement = Field(description="Who enforces the regulations, and where complaints go.")
    prepared: Day = Field(description="The day the statement was first prepared.", examples=["2031-12-01"])
    reviewed: Day | None = Field(None, description="The day it was last looked through.", examples=["2031-12-20"])

    @property
    def last_seen_to(self) -> date:
        """The day it was last prepared or looked through."""
        return self.reviewed or self.prepared


class Settings(Record):
    """What differs from one site to the next."""

    title: Line = Field(description="The name of the site.", examples=["Action plans after inspections"])
    description: Line = Field(
        description="What the site is, in one sentence.",
        examples=["What inspected bodies promised, by whom and by when."],
    )
    address: Line | None = Field(
        None,
        description="Where the site will be published; only links that leave it need this.",
        examples=["https://plans.example/a/"],
    )
    authority: Authority = Field(
        "published-action-plans.example,2026",
        description="Who gives out the ids in feeds, calendars and linked data: a domain, and a year in which it was "
        "yours. It never changes, not even when the site moves.",
        examples=["plans.example,2031"],
    )
    time_zone: Line = Field("Europe/London", description="The time zone whose days count.", examples=["Europe/London"])
    repository: Line | None = Field(
        None,
        description="Where the files of the plans are kept; pages lead to it.",
        examples=["https://code.example/plans"],
    )
    host: Host | None = Field(
        None,
        description="Whose kind of addresses the repository has, where its name does not tell.",
        examples=["gitlab"],
    )
    branch: Line = Field("main", description="The branch of the repository that is published.", examples=["main"])
    editor: Line | None = Field(
        None, description="The e-mail address for messages to the editors.", examples=["editor@plans.example"]
    )
    licence_note: Line | None = Field(
        None,
        description="What the licence of the plans asks to be said on every page.",
        examples=["Contains public sector information licensed under the Open Government Licence v3.0."],
    )
    accessibility: Accessibility | None = Field(
        None, description="What the accessibility statement says; without it the site has none."
    )
    inspectorates: tuple[Line, ...] = Field(
        description="The inspectorates whose reports are answered.",
        examples=[["HM Inspectorate of Probation"]],
    )
    decision_words: dict[Decision, tuple[Line, ...]] = Field(
        description="The printed words that mean each decision; capitals make no difference.",
        examples=[{"partly agreed": ["Partly Agreed"]}],
    )
    themes: dict[Slug, Theme] = Field(description="The themes, each by its id, in the order shown.")

    def decision(self, printed: str) -> Decision | None:
        """The decision that printed words mean; None if nobody listed them."""
        words = printed.casefold()
        for decision, spellings in self.decision_words.items():
            if words in (spelling.casefold() for spelling in spellings):
                return decision
        return None


@cache
def fields_of_words(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of record that hold words, with their keys in the file: not ids, days, figures or kinds."""
    return tuple(
        (name, field.alias or name)
        for name, field in kind.model_fields.items()
        if _is_of_text(field.annotation) and IDS not in field.metadata and GIVEN_BY_NAME not in field.metadata
    )


def _is_of_text(annotation: Any) -> bool:  # a type, or what stands for one
    return annotation is str or any(map(_is_of_text, get_args(annotation)))


@dataclass(frozen=True)
class Collection:
    """Everything the site is made of; plans and bodies by id, documents by date, then name."""

    settings: Settings
    plans: Mapping[str, Plan]
    bodies: Mapping[str, Body]
    documents: tuple[Update | Finding, ...]
    sources: Mapping[str, bytes]
    files: Mapping[str, bytes]
    """The file of each plan, as it is held."""
    lines: Mapping[str, int]
    """The line of its plan's file on which each recommendation and action begins, by citation key."""
