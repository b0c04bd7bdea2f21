"""The workflows in .github/, and a runner that does here what GitHub does with their steps."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

REPOSITORY = Path(__file__).parent.parent
FOLDER = REPOSITORY / ".github" / "workflows"


class Strict(BaseModel):
    """A part of a workflow; a key that the runner does not know fails the tests."""

    model_config = ConfigDict(extra="forbid")


class Step(Strict):
    name: str = ""
    id: str = ""
    condition: str = Field("success()", alias="if")
    uses: str = ""
    given: dict[str, str | int | bool] = Field({}, alias="with")
    env: dict[str, str] = {}
    run: str = ""

    @property
    def called(self) -> str:
        return self.name or self.uses.partition("@")[0]


class Job(Strict):
    name: str
    condition: str = Field("", alias="if")
    needs: str = ""
    outputs: dict[str, str] = {}
    runs_on: str = Field(alias="runs-on")
    container: str = ""
    timeout: int = Field(alias="timeout-minutes")
    permissions: dict[str, str]
    environment: dict[str, str] = {}
    steps: tuple[Step, ...]


class Workflow(Strict):
    name: str
    on: dict[str, object]
    permissions: dict[str, str]
    concurrency: dict[str, str | bool]
    defaults: dict[str, dict[str, str]]
    jobs: dict[str, Job]


def workflow(name: str) -> Workflow:
    read = YAML(typ="safe", pure=True).load(FOLDER / name)  # YAML 1.2, in which 'on' is a word
    return Workflow.model_validate(read)


WORKFLOWS = {path.name: workflow(path.name) for path in sorted(FOLDER.iterdir())}


@dataclass
class Run:
    """What came of a job: of each step by its name, and what all of them printed."""

    outcomes: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)  # by 'id.name'
    printed: str = ""
    summaries: dict[str, str] = field(default_factory=dict)

    @property
    def annotations(self) -> list[str]:
        return [line for line in self.printed.splitlines() if line.startswith("::")]


def carry_out(
    job: Job, folder: Path, home: Path, given: Mapping[str, str], left_out: Sequence[str], used: Mapping[str, str]
) -> Run:
    """Runs a job's commands in a folder as GitHub does: one file and one bash each, in order, as their conditions say.

    `given` is the environment beside what GitHub always sets, `left_out` names the steps that are taken as done,
    `used` the outputs of actions by 'id.name'.
    """
    run = Run(outputs=dict(used))
    by_id: dict[str, str] = {}
    for step in job.steps:
        outcome = "skipped"
        if _holds(step.condition, run, by_id):
            is_done = bool(step.uses) or step.called in left_out or _ran(step, folder, home, given, run)
            outcome = "success" if is_done else "failure"
        run.outcomes[step.called] = outcome
        by_id[step.id] = outcome
    return run


def _holds(condition: str, run: Run, by_id: Mapping[str, str]) -> bool:
    """What an expression in `if` comes to: of GitHub's language, what the workflows use."""
    is_good = "failure" not in run.outcomes.values()
    functions = {"success": lambda: is_good, "cancelled": lambda: False, "__builtins__": {}}
    written = condition.removeprefix("${{").removesuffix("}}").strip()
    if not re.search(r"\b(success|cancelled)\(\)", written):
        written = f"success() && {written}"
    written = re.sub(r"steps\.(\w+)\.outcome", lambda step: repr(by_id.get(step[1], "")), written)
    written = re.sub(r"steps\.(\w+)\.outputs\.(\w+)", lambda step: repr(_output(run, step[1], step[2])), written)
    return bool(eval(re.sub("!(?!=)", "not ", written.replace("&&", "and")), functions))


def _output(run: Run, step: str, name: str) -> str:
    return run.outputs.get(f"{step}.{name}", "")


def _ran(step: Step, folder: Path, home: Path, given: Mapping[str, str], run: Run) -> bool:
    script, output, summary = (home / name for name in ("script.sh", "output", "summary.md"))
    script.write_text(step.run)
    output.write_text("")
    summary.write_text("")
    of_step = {name: _put_in(value, run) for name, value in step.env.items()}
    always = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_WORKSPACE": str(folder),
    }
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    ended = subprocess.run(shell, cwd=folder, env=always | dict(given) | of_step, capture_output=True, text=True)
    run.printed += ended.stdout + ended.stderr
    run.summaries[step.called] = summary.read_text()
    for line in output.read_text().splitlines():
        name, _, value = line.partition("=")
        run.outputs[f"{step.id}.{name}"] = value
    return ended.returncode == 0


def _put_in(value: str, run: Run) -> str:
    """A value with the outputs of earlier steps put in, and a token."""
    value = value.replace("${{ github.token }}", "a token")
    value = re.sub(r"\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) }}", lambda step: _output(run, step[1], step[2]), value)
    assert "${{" not in value, f"the runner of the tests does not know {value}"
    return value


def installed(folder: Path) -> None:
    """What `make .venv/bin/plans` would make in a clone, from what is installed here: newer than all it is made of."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, command in (("python", sys.executable), ("plans", f"{sys.executable} -m generator")):
        (programs / name).write_text(f'#!/bin/sh\nPYTHONPATH={folder} exec {command} "$@"\n')
        (programs / name).chmod(0o755)
    (folder / ".venv" / "site-installed").touch()
    (programs / "plans").touch()
