"""Mistakes at random places of the plans, and whether `check` says of each what it must, once, at the right line.

    python -m tests.mistakes 1000 --seed 7

makes a thousand, prints how many of each kind are told right, and shows the others whole. `--kind` makes one kind
alone. Each is made in a plan that stands alone beside the settings, bodies and sources, which is quicker to read.
"""

import argparse
import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from generator.__main__ import main as plans
from generator.read import PLANS_FOLDER, SETTINGS_FILE
from tests.mistake_kinds import KINDS, ROOT
from tests.plan_text import PlanText

AS_AT = "2026-11-22"


@dataclass(frozen=True)
class Mistake:
    """One mistake in one file, and what must be said of it."""

    kind: str
    file: str
    content: bytes
    told_of: str
    """The file that the message is about: the same, but where a source was touched."""
    lines: tuple[int, ...]
    """The line that must be named; where a place lies between two, either."""
    says: tuple[str, ...]
    """What the message and its hint must say, among other things."""


@dataclass(frozen=True)
class Verdict:
    """What was said of a mistake beyond what was said before."""

    mistake: Mistake
    said: tuple[dict[str, str | int], ...]

    @property
    def is_right(self) -> bool:
        """Whether one thing was said: at the right line, with the right remedy."""
        if len(self.said) != 1:
            return False
        [problem] = self.said
        words = f"{problem['message']}; {problem['hint']}"
        is_there = problem["file"] == self.mistake.told_of and problem["line"] in self.mistake.lines
        return is_there and all(said in words for said in self.mistake.says)

    def shown(self) -> str:
        """All of it for a reader: what was changed, what had to be said and what was."""
        mistake = self.mistake
        before = (ROOT / mistake.file).read_text().split("\n")
        after = mistake.content.decode(errors="replace").split("\n")
        at = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        lines = [f"    {number + 1:4} {after[number]!r}" for number in range(max(at - 2, 0), min(at + 3, len(after)))]
        said = [f"    {p['file']}:{p['line']}:{p['column']}: {p['message']}\n        {p['hint']}" for p in self.said]
        due = f"  due at line {' or '.join(map(str, mistake.lines))}: {' … '.join(mistake.says)}"
        return "\n".join([f"{mistake.kind}, in {mistake.file}", *lines, due, f"  said, {len(said)} in all:", *said])


class Desk:
    """A copy of the settings, the bodies, the sources and some plans, on which one mistake after the other is tried."""

    def __init__(self, root: Path, names: Sequence[str]) -> None:
        """`names` are the plans on it; what is said of them now is no mistake's."""
        self.root = root
        shutil.copy(ROOT / SETTINGS_FILE, root)
        for folder in ("bodies", "sources"):
            shutil.copytree(ROOT / PLANS_FOLDER / folder, root / PLANS_FOLDER / folder)
        for name in names:
            shutil.copy(ROOT / name, root / name)
        self.before = Counter(map(_words_of, self._said()))

    def judged(self, mistake: Mistake) -> Verdict:
        """What is said of a mistake; the file is then as it was."""
        path = self.root / mistake.file
        content = path.read_bytes()
        path.write_bytes(mistake.content)
        said = self._said()
        path.write_bytes(content)
        left = Counter(self.before)
        new = []
        for problem in said:
            words = _words_of(problem)
            left[words] -= 1
            if left[words] < 0:
                new.append(problem)
        return Verdict(mistake, tuple(new))

    def _said(self) -> list[dict[str, str | int]]:
        printed = StringIO()
        with redirect_stdout(printed), redirect_stderr(StringIO()):
            plans(["--root", str(self.root), "check", "--format", "json", "--as-at", AS_AT])
        said: list[dict[str, str | int]] = json.loads(printed.getvalue())
        return said


def _words_of(problem: dict[str, str | int]) -> tuple[str | int, ...]:
    """A problem without its line, which a mistake above it moves; advice on an action also without its id."""
    message = str(problem["message"])
    if problem["kind"] == "advice":
        message = re.sub(r"[0-9]+\.[0-9]+", "…", message)
    return problem["file"], problem["kind"], message, problem["hint"]


def the_plans() -> list[str]:
    """The five plans."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / PLANS_FOLDER).glob("*.yml"))


def mistakes(kinds: Sequence[str], count: int, seed: int) -> list[Mistake]:
    """So many mistakes of these kinds in turn, each at a random place of a random plan."""
    chance = Random(seed)
    texts = [PlanText(name, (ROOT / name).read_text()) for name in the_plans()]
    made: list[Mistake] = []
    while len(made) < count:
        name = kinds[len(made) % len(kinds)]
        text = chance.choice(texts)
        wrong = KINDS[name](text, chance)
        if wrong:
            content = wrong.text if isinstance(wrong.text, bytes) else wrong.text.encode()
            lines = (wrong.line,) if isinstance(wrong.line, int) else wrong.line
            says = (wrong.says,) if isinstance(wrong.says, str) else wrong.says
            made.append(Mistake(name, wrong.file or text.file, content, text.file, lines, says))
    return made


def score(verdicts: Sequence[Verdict]) -> str:
    """How many are right, of all and of each kind."""
    all_, right = (Counter(v.mistake.kind for v in verdicts if v.is_right or not only) for only in (False, True))
    by_kind = [f"{right[name]:5} of {all_[name]:<5} {name}" for name in KINDS if all_[name]]
    total = f"{right.total()} of {all_.total()} mistakes reported once, at the right line, with the right remedy"
    return "\n".join([*by_kind, total])


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.mistakes", description="Make mistakes in the plans.")
    arguments.add_argument("count", type=int, help="how many")
    arguments.add_argument("--seed", type=int, default=0, help="which ones")
    arguments.add_argument("--kind", action="append", choices=KINDS, help="of this kind alone")
    options = arguments.parse_args()
    made = mistakes(options.kind or list(KINDS), options.count, options.seed)
    verdicts = []
    with TemporaryDirectory() as folder:
        desks = {}
        for name in the_plans():
            (Path(folder) / Path(name).stem).mkdir()
            desks[name] = Desk(Path(folder) / Path(name).stem, [name])
        for mistake in made:
            verdict = desks[mistake.told_of].judged(mistake)
            verdicts.append(verdict)
            if not verdict.is_right:
                print(verdict.shown(), end="\n\n")
    print(score(verdicts))


if __name__ == "__main__":
    main()
