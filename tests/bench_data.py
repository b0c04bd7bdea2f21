"""How long the open data takes: `make bench`, or `python -m tests.bench_data 300` for another number of plans."""

import sys
import time
from collections import Counter, defaultdict
from resource import RUSAGE_SELF, getrusage

from generator.data import data_files
from tests.many import many


def measure(plans: int) -> None:
    """Prints how long the files of so many plans take to make, and how much memory beside the plans themselves."""
    index = many(plans, documents=plans // 5)
    print(f"{plans:,} plans, {len(index.all_made):,} recommendations, {len(index.standings):,} actions: ", end="")
    before, start = peak(), time.process_time()
    seconds, sizes = defaultdict[str, float](float), Counter[str]()
    for path, pieces in data_files(index):
        kind = "plans/*.json" if path.startswith("data/plans/") else path.removeprefix("data/")
        began = time.process_time()
        sizes[kind] += sum(len(piece) for piece in pieces())
        seconds[kind] += time.process_time() - began
    print(f"open data in {time.process_time() - start:.1f} s of one processor, {peak() - before} MB more\n")
    print(f"{'file':28} {'characters':>12} {'s':>6}")
    for kind, spent in sorted(seconds.items(), key=lambda each: -each[1])[:10]:
        print(f"{kind:28} {sizes[kind]:12,} {spent:6.1f}")


def peak() -> int:
    """The most memory that was ever held, in megabytes."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    for number in sys.argv[1:] or ("2500",):
        measure(int(number))
