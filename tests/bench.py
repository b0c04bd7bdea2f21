"""How long many plans take: `make bench`, or `python -m tests.bench 30 300 2500` to build other numbers of plans."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from generator.__main__ import main
from generator.release import files_under
from tests.made_up import ACTIONS, RECOMMENDATIONS, write_plans

REPOSITORY = Path(__file__).parent.parent
AS_AT = "2031-12-01"

# What `plans check` is to take at most, on two cores: so many seconds for so many plans.
WANTED = {1: 0.5, 2_500: 20.0}


def measure_check(plans: int) -> None:
    """Prints how long `plans check` takes, the least of three times, and of one file among all."""
    with tempfile.TemporaryDirectory() as folder:
        write_plans(Path(folder), plans)
        taken, worked = min(check_alone(folder) for _ in range(3))
        of_one, _ = check_alone(folder, f"{folder}/plans/harbour-0-2031.yml")
    number = "1 plan" if plans == 1 else f"{plans:,} plans"
    is_kept = "kept" if taken < WANTED[plans] else "NOT KEPT"
    print(f"plans check of {number}: {taken:.2f} s, wanted under {WANTED[plans]:g} s: {is_kept}", end="")
    print(f" ({worked:.2f} s of one core's work; the rest is waiting); for one file among them: {of_one:.2f} s")


def check_alone(root: str, *files: str) -> tuple[float, float]:
    """Checks as an editor does, as a process of its own: the seconds from start to end, and those of work."""
    command = [sys.executable, "-m", "generator", "--root", root, "check", *files]
    before = os.times()
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    after = os.times()
    work_before, work_after = (each.children_user + each.children_system for each in (before, after))
    return after.elapsed - before.elapsed, work_after - work_before


def measure(plans: int) -> None:
    """Prints how long check, a clean build, an unchanged one and one after an edit of one plan take."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_plans(root, plans)
        (root / "theme").symlink_to(REPOSITORY / "theme")
        times = {
            "check": seconds(lambda: main(["--root", folder, "check"])),
            "clean": seconds(lambda: build(root)),
            "unchanged": seconds(lambda: build(root)),
        }
        plan = root / "plans" / "harbour-0-2031.yml"
        plan.write_text(plan.read_text().replace("text: ", "text: Edited, ", 1))
        times["one edit"] = seconds(lambda: build(root))
        pages = sum(name.endswith(".html") for name in files_under(root / "site"))
    figures = "  ".join(f"{what} {taken:6.1f} s" for what, taken in times.items())
    print(f"{plans:5,} plans  {pages:6,} pages  {figures}  clean build {1000 * times['clean'] / pages:.1f} ms a page")


def build(root: Path) -> None:
    assert main(["--root", str(root), "build", "--as-at", AS_AT]) == 0


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes; what it says of itself is left out."""
    start = time.perf_counter()
    with redirect_stderr(StringIO()):
        work()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(f"{RECOMMENDATIONS} recommendations a plan, {ACTIONS} actions each, a body and its owners for every plan")
    for size in WANTED if not sys.argv[1:] else ():
        measure_check(size)
    for number in sys.argv[1:] or ("30", "300"):
        measure(int(number))
