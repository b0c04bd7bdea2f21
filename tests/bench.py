"""How long many plans take: `make bench`, or `python -m tests.bench 30 300 2500` for other numbers of plans."""

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
    for number in sys.argv[1:] or ("30", "300"):
        measure(int(number))
