"""What GitHub reads in .github/: it follows GitHub's schemas, is safe to run, and speaks as the site does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from generator import ways
from generator.vocabulary import NEVER_WRITTEN, Assurance, Delivery
from tests.workflows import REPOSITORY, WORKFLOWS

FOLDER = REPOSITORY / ".github"
FORMS = {path.name: path for path in sorted((FOLDER / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))}
SCHEMAS = {
    "github-workflows": sorted((FOLDER / "workflows").iterdir()),
    "github-issue-forms": list(FORMS.values()),
    "github-issue-config": [FOLDER / "ISSUE_TEMPLATE" / "config.yml"],
    "dependabot": [FOLDER / "dependabot.yml"],
}


def program(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a program that came with the tests' packages."""
    command = [Path(sys.executable).with_name(name), *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, env={"HOME": "/nowhere"})


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_follow_the_schema_of_github(schema: str) -> None:
    looked = program("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *SCHEMAS[schema])
    assert (looked.returncode, looked.stdout) == (0, "ok -- validation done\n"), looked.stdout


def test_zizmor_finds_nothing_even_as_an_auditor() -> None:
    """Three are passed over where they stand, with the reason: an image without a hash, two actions by release."""
    looked = program("zizmor", "--offline", "--strict-collection", "--persona", "auditor", FOLDER)
    assert (looked.returncode, looked.stdout) == (0, "No findings to report. Good job! (3 ignored)\n"), looked.stdout


def test_actions_are_their_makers_own_and_pinned_to_a_commit_that_was_seen_or_a_release() -> None:
    lines = [line for path in SCHEMAS["github-workflows"] for line in path.read_text().splitlines() if "uses:" in line]
    assert len(lines) == sum(
        bool(step.uses) for each in WORKFLOWS.values() for job in each.jobs.values() for step in job.steps
    )
    release = r"v\d+\.\d+\.\d+"
    pinned = re.compile(
        rf" +(- )?uses: actions/[\w-]+@([0-9a-f]{{40}} # {release}|{release} # zizmor: ignore\[unpinned-uses\])"
    )
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_no_command_has_words_put_in_by_whoever_proposes() -> None:
    steps = [step for each in WORKFLOWS.values() for job in each.jobs.values() for step in job.steps]
    assert [step.run for step in steps if "${{" in step.run] == []


def test_only_what_was_built_and_compared_in_the_same_attempt_is_deployed() -> None:
    jobs = WORKFLOWS["publish.yml"].jobs
    assert jobs["build"].outputs == {"attempt": "${{ github.run_attempt }}"}
    assert jobs["deploy"].condition == "needs.build.outputs.attempt == github.run_attempt"


def test_no_workflow_has_a_secret() -> None:
    """The token that GitHub gives each run is none, and may do no more than a job's permissions say."""
    text = "".join(path.read_text() for path in SCHEMAS["github-workflows"])
    assert "secrets." not in text
    assert {job.name: job.permissions for each in WORKFLOWS.values() for job in each.jobs.values()} == {
        "Plans": {"contents": "read"},
        "Tests": {"contents": "read"},
        "Build": {"contents": "read", "deployments": "read"},
        "Deploy": {"pages": "write", "id-token": "write"},
    }


def test_forms_ask_in_the_words_of_the_site() -> None:
    called = {name: YAML(typ="safe").load(path) for name, path in FORMS.items()}
    assert called["1-correction.yml"]["name"] == ways.CORRECT
    assert called["2-report.yml"]["name"] == f"{ways.REPORT} or {ways.RECORD.lower()}"
    options = {field.get("id"): field["attributes"].get("options") for field in called["2-report.yml"]["body"]}
    assert options["delivery"] == [str(word) for word in Delivery if word not in NEVER_WRITTEN]
    assert options["judgement"] == [str(word) for word in Assurance if word not in NEVER_WRITTEN]


def test_contributing_names_what_one_sees_and_presses() -> None:
    named = set(re.findall("“(.*?)”", (REPOSITORY / "CONTRIBUTING.md").read_text()))
    of_the_form = (REPOSITORY / "theme" / "assets" / "report.js").read_text()
    of_the_site = {ways.REPORT, ways.RECORD, f"{ways.CORRECT} (in the repository)"}
    of_the_site |= {words for words in named if f'"{words}"' in of_the_form}
    checks = {f"{each.name} / {job.name}" for each in WORKFLOWS.values() for job in each.jobs.values()}
    of_the_host = {
        "Edit this file",
        "Fork this repository",
        "Commit changes…",
        "Propose changes",
        "Create pull request",
    }
    of_the_host |= {"Files changed", "Summary", "Edit file"}  # as GitHub has them in November 2026
    assert named - of_the_host - of_the_site - checks == {"No reason is given."}  # what is written, not pressed
    assert named >= of_the_site | {"Prepare your report", "Open in the repository", "E-mail to the editors"}


def test_owners_are_named_of_what_there_is() -> None:
    rules = re.findall(r"^(?:# )?(/\S+)", (FOLDER / "CODEOWNERS").read_text(), re.MULTILINE)
    assert len(rules) == 4
    assert [rule for rule in rules if not (REPOSITORY / rule.strip("/")).exists()] == []
