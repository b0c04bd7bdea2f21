"""What all downloads take and weigh: `make bench`, or `python -m tests.bench_data 300` for another number of plans."""

import gc
import resource
import sys
import time
from collections import defaultdict
from dataclasses import dataclass

from generator.downloads import Pieces, downloads
from tests.many import many


@dataclass
class Kind:
    """The files of a kind, taken together."""

    files: int = 0
    size: int = 0  # bytes
    longest: int = 0  # letters of a piece: as much of a text as is in memory at once
    seconds: float = 0.0

    def take(self, pieces: Pieces) -> None:
        """Makes a file, piece by piece, and throws it away."""
        start = time.process_time()
        for piece in pieces():
            self.size += len(piece.encode())
            self.longest = max(self.longest, len(piece))
        self.files += 1
        self.seconds += time.process_time() - start


def measure(plans: int) -> None:
    """Prints how many downloads so many plans have and how large they are, and what it takes to make them all."""
    gc.set_threshold(100_000)  # as `plans` does
    index = many(plans, documents=plans // 5)
    before = resident()
    start = time.process_time()
    listed = list(downloads(index))
    named = time.process_time() - start
    kinds: defaultdict[str, Kind] = defaultdict(Kind)
    for path, pieces in listed:
        kinds[kind_of(path)].take(pieces)
    taken = time.process_time() - start
    print(f"{plans:,} plans, {len(index.all_made):,} recommendations, {len(index.standings):,} actions\n")
    print(f"{'kind':20} {'files':>7} {'bytes':>13} {'CPU, s':>8} {'longest piece':>14}")
    for name, kind in sorted(kinds.items()):
        print(f"{name:20} {kind.files:7,} {kind.size:13,} {kind.seconds:8.2f} {kind.longest:14,}")
    size = sum(kind.size for kind in kinds.values())
    print(f"{'all':20} {len(listed):7,} {size:13,} {taken:8.2f}\n")
    print(f"{named:.2f} s for their paths alone; {resident():,.0f} MB at most, of which {before:,.0f} MB before")


def kind_of(path: str) -> str:
    """The top folder and the ending of a file: 'data/*.csl.json'."""
    folder, slash, _ = path.partition("/")
    ending = path.rpartition("/")[2].partition(".")[2]
    return f"{folder}/*.{ending}" if slash else f"*.{ending}"


def resident() -> float:
    """The most memory, in MB, that this program had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    for number in sys.argv[1:] or ("2500",):
        measure(int(number))
