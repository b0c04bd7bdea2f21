"""The command `plans new`: the beginning of a plan, by options and by questions."""

import shutil
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from generator.__main__ import GOOD, NOT_READY, PROBLEMS, WRONG_USE, main
from generator.asking import Beginner
from generator.beginning import Beginning, next_steps, whole
from generator.check import check
from generator.follow_up import NotUnderstood
from generator.layout import Laid, laid_out
from generator.read import Reading, read

BASE = Path(__file__).parent / "bad" / "_base"
TODAY = date(2031, 11, 22)
GIVEN = {
    "title": "Action plan: the ferries",
    "body": "Fictional Ferry Service",
    "report_published": "3rd March 2031",
    "source": "sources/ferries.txt",
    "recommendations": "1., 2a, 4a) iii)",
}
PLAN = """\
title: "Action plan: the ferries"
body: Fictional Ferry Service
inspectorate: Fictional Inspectorate
report_published: 3rd March 2031
source: sources/ferries.txt
source_sha256: {sha256}
entered: 2031-11-22
copying_since: 2031-11-22
recommendations:
  - number: "1."
    missing: [text, decision, actions]
  - number: 2a
    missing: [text, decision, actions]
  - number: 4a) iii)
    id: "4a-iii"
    missing: [text, decision, actions]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A collection of one plan, and the source of another."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "plans" / "sources").mkdir(exist_ok=True)
    (tmp_path / "plans" / "sources" / "ferries.txt").write_text("The ferries will sail.\n")
    return tmp_path


def begun(root: Path, **given: str) -> Beginning:
    return Beginning(read(root), given, TODAY)


def wrong(reading: Reading) -> list[str]:
    return [problem.message for problem in (*reading.problems, *check(reading)) if not problem.is_advice]


def without_comments(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("#"))


def test_plan_that_is_begun_has_its_head_and_a_gap_for_each_number(root: Path) -> None:
    texts = whole(begun(root, **GIVEN)).texts
    source = (root / "plans" / "sources" / "ferries.txt").read_bytes()
    plan = texts["plans/ferry-service-2031.yml"]
    assert without_comments(plan) == PLAN.format(sha256=sha256(source).hexdigest())


def test_plan_that_is_begun_passes_check_and_is_as_fmt_writes_it(root: Path) -> None:
    for name, text in whole(begun(root, **{**GIVEN, "body": "Fictional Coast Office"})).texts.items():
        (root / name).write_text(text)
        assert laid_out(text.encode(), name) == Laid(text.encode())
    assert wrong(read(root)) == []


def test_what_its_comments_show_passes_check_too(root: Path) -> None:
    """The recommendation in the comments, put in place of the first gap."""
    beginning = whole(begun(root, **{**GIVEN, "recommendations": "1"}))
    lines = beginning.texts[beginning.name].splitlines()
    shown = [line.replace("# ", "", 1)[2:] for line in lines if line.startswith("  #   ")]
    kept = [line for line in lines if "number: 1" not in line and "missing:" not in line]
    filled = laid_out("\n".join([*kept, *(f"  {line}" for line in shown)]).encode(), beginning.name)
    (root / beginning.name).write_bytes(filled.content)
    assert (filled.ids, wrong(read(root))) == (("1.1",), [])


def test_body_that_is_new_gets_a_file(root: Path) -> None:
    texts = whole(begun(root, **{**GIVEN, "body": "Fictional Coast Office"})).texts
    assert list(texts) == ["plans/fictional-coast-office-2031.yml", "plans/bodies/fictional-coast-office.yml"]
    assert without_comments(texts["plans/bodies/fictional-coast-office.yml"]) == "name: Fictional Coast Office\n"


def test_id_that_is_taken_is_not_proposed(root: Path) -> None:
    (root / "plans" / "ferry-service-2031.yml").write_text("title: a\n")
    assert begun(root, **GIVEN).id == "ferry-service-2031-2"


@pytest.mark.parametrize(
    ("given", "flaw"),
    [
        ({"id": "sources"}, "the site has another page at the address 'sources'\n    choose another id"),
        ({"id": "ferry-2031"}, "there is a plan 'ferry-2031' already, or was one\n    give this one another id"),
        (
            {"id": "Ferry 2"},
            "'Ferry 2' is no id for a plan\n    use small letters, figures and single hyphens, as in 'harbour-2031'",
        ),
        ({"source": "ferrys.txt"}, "there is no file 'ferrys.txt' in plans/sources/\n    did you mean 'ferries.txt'?"),
        (
            {"recommendations": "some"},
            "'some' does not say which recommendations there are\n"
            "    write how many there are, from 1 to 200, or their numbers with commas between, as in '1, 2a, 2b'",
        ),
        (
            {"inspectorate": "Inspectors"},
            "no inspectorate is called 'Inspectors'\n    add it under 'inspectorates' in site_config.yml",
        ),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(root: Path, given: dict[str, str], flaw: str) -> None:
    assert begun(root, **{**GIVEN, **given}).flaws == [flaw]
    with pytest.raises(NotUnderstood, match=r"^nothing is written:"):
        whole(begun(root, **{**GIVEN, **given}))


# Questions


def answering(answers: Iterable[str], told: list[str]) -> Callable[[str], str]:
    left = iter(answers)

    def ask(question: str) -> str:
        told.append(question)
        return next(left)

    return ask


def test_each_question_is_asked_again_until_its_answer_is_good(root: Path) -> None:
    told: list[str] = []
    answers = [
        "",
        "Action plan: the ferries",
        "Fictional Ferrie Service",
        "no",
        "Fictional Ferry Service",
        "",
        "32 March",
        "3rd March 2031",
        "",
        "ferries.txt",
        "1., 2a, 4a) iii)",
        "",
    ]
    asked = Beginner(answering(answers, told), told.append).complete(begun(root))
    assert asked.texts == whole(begun(root, **GIVEN)).texts
    assert told == [
        "What is the plan called, as printed?",
        "What is the plan called, as printed?",
        "Whose plan is it: the name of the body?",
        "'Fictional Ferrie Service' is no body of plans/bodies/ yet: did you mean 'Fictional Ferry Service'?",
        "Make a file for it? Enter for yes, 'no' to type another name",
        "Whose plan is it: the name of the body?",
        "Whose report does it answer? Enter for Fictional Inspectorate.",
        "On which day was the report published, as printed? Enter if it is not printed.",
        "'32 March' cannot be read as a date\n    write one day as printed, as in '11th Sept. 2031'; "
        "if this is what is printed, take the line out and quote it in 'note'",
        "On which day was the report published, as printed? Enter if it is not printed.",
        "On which day was the plan submitted, as printed? Enter if it is not printed.",
        "What is it taken from: a file in plans/sources/, or an address as in 'https://plans.example/plan.pdf'?",
        "How many recommendations has it, as in 7; or their printed numbers, as in '1, 2a, 2b'?",
        "Which id shall it have? It becomes the address. Enter for ferry-service-2031.",
    ]


# The command


def test_command_makes_the_files_and_says_what_to_do_next(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--title", "Action plan", "--body", "Fictional Ferry Service", "--source", "https://ferries.example/"]
    new = ["--root", str(root), "new", "ferries-2032", *options, "--recommendations", "2"]
    assert main([*new, "--dry-run"]) == GOOD
    text = capsys.readouterr().out
    assert not (root / "plans" / "ferries-2032.yml").exists()
    assert main(new) == GOOD
    assert "# plans/ferries-2032.yml\n" + (root / "plans" / "ferries-2032.yml").read_text() == text
    steps = next_steps(begun(root, **GIVEN | {"id": "ferries-2032"}), "plans")
    numbered = "".join(f"  {number}. {step}\n" for number, step in enumerate(steps, start=1))
    assert capsys.readouterr() == (f"{root}/plans/ferries-2032.yml\n", f"no problems\nNext:\n{numbered}")
    assert main(new) == WRONG_USE


def test_command_says_all_that_is_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["--root", str(root), "new", "--body", "Fictional Ferry Service", "--recommendations", "2"]) == WRONG_USE
    )
    assert capsys.readouterr() == (
        "",
        "nothing is written:\n"
        "  --title is missing\n"
        "      give the title of the plan, as printed.\n"
        "  --source is missing\n"
        "      give what it is taken from: a file in plans/sources/, or an address.\n",
    )


def test_nothing_is_begun_on_settings_that_cannot_be_read(root: Path) -> None:
    with (root / "site_config.yml").open("a") as settings:
        settings.write("colour: blue\n")
    assert (
        main(["--root", str(root), "new", *(f"--{name.replace('_', '-')}={GIVEN[name]}" for name in GIVEN)]) == PROBLEMS
    )


def test_nothing_is_made_where_not_all_can_be(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The body's file cannot be made, for there is no such folder, and so there is no plan either."""
    shutil.rmtree(root / "plans" / "bodies")
    (root / "plans" / "bodies").write_text("")
    before = sorted((root / "plans").iterdir())
    given = {**GIVEN, "body": "Fictional Coast Office"}
    assert (
        main(["--root", str(root), "new", *(f"--{name.replace('_', '-')}={given[name]}" for name in given)])
        == NOT_READY
    )
    assert capsys.readouterr() == (
        "",
        f"{root}/plans/bodies cannot be written: File exists; look whether you may write there\n",
    )
    assert sorted((root / "plans").iterdir()) == before
