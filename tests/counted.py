"""What was counted by hand in the source of each plan: a file for each plan in tests/transcribed/."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, NonNegativeInt, ValidationError

from generator import yamlfile

ROOT = Path(__file__).parents[1]
PLANS = ROOT / "plans"
COUNTED = ROOT / "tests" / "transcribed"
EXAMPLE = "tests/transcribed/norfolk-suffolk-crc-2019.yml"


class Counts(BaseModel):
    """What the source prints for one recommendation; what is left out is none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision: str = ""
    actions: NonNegativeInt = 0
    inferred: NonNegativeInt = 0
    """Actions whose mark is lost, so that where they begin is the editor's reading."""
    steps: NonNegativeInt = 0
    owners: NonNegativeInt = 0
    dates: NonNegativeInt = 0


def none_if_empty(typed: object) -> object:
    """A recommendation with nothing below its number has nothing."""
    return {} if typed is None else typed


class Counted(BaseModel):
    """All that was counted in one source, and how its text is laid out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["table", "text", "other"]
    table_begins: str = ""
    lost_numbers: dict[str, str] = {}
    """Recommendations whose number is lost, by the words that their part of the table begins with."""

    head: list[Literal["introduction", "owner_heading", "abbreviations"]] = []
    report_published: str | None = None
    action_plan_submitted: str | None = None
    printed_totals: dict[str, str] = {}

    recommendations: dict[str, Annotated[Counts, BeforeValidator(none_if_empty)]]
    outcomes: NonNegativeInt = 0
    evaluations: NonNegativeInt = 0
    governances: NonNegativeInt = 0
    percentages: NonNegativeInt = 0
    owners: dict[str, NonNegativeInt] = {}
    dates: dict[str, NonNegativeInt] = {}


def counted_in(text: bytes, file: str) -> Counted | str:
    """What such a file says; or what is wrong with it, with its place."""
    parsed, problems = yamlfile.parse(text, file)
    if parsed is None or problems:
        return "\n".join(f"{file}:{one.place.line}: {one.message}\n    {one.hint}" for one in problems)
    try:
        return Counted.model_validate(parsed.value)
    except ValidationError as error:
        return "\n".join(wrong(file, one["loc"], one["type"], one["input"]) for one in error.errors())


def wrong(file: str, place: tuple[str | int, ...], kind: str, typed: object) -> str:
    """One mistake in such a file, in words."""
    where = " / ".join(map(str, place))
    if kind == "missing":
        return f"{file}: '{where}' is missing\n    add it as in {EXAMPLE}, where each key is explained"
    if kind == "extra_forbidden":
        return f"{file}: no count is called '{where}'\n    use the keys of {EXAMPLE}"
    return f"{file}: '{where}' cannot be '{typed}'\n    write it as in {EXAMPLE}, where each key is explained"


def read_counted(folder: Path = COUNTED) -> dict[str, Counted | str]:
    """Each file's counts, or what is wrong with it, by the plan."""
    return {
        file.stem: counted_in(file.read_bytes(), f"tests/transcribed/{file.name}")
        for file in sorted(folder.glob("*.yml"))
    }


def uncounted(plan: str, source: str) -> str:
    """What is missing and what to do, of a plan whose source has no counts; "" if nothing of it is held to compare."""
    if source.startswith(("http:", "https:")):
        return ""
    return (
        f"nobody has counted what plans/{source} prints, so nothing compares plans/{plan}.yml with it\n"
        f"    copy {EXAMPLE} to tests/transcribed/{plan}.yml, and write in it what you count in the source: "
        "its decisions, actions, owners and dates. What each key means stands in it."
    )
