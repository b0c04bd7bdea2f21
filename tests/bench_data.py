"""What all downloads take and weigh: `make bench`, or `python -m tests.bench_data 300` for another number of plans.

`python -m tests.bench_data FOLDER` reads the plans of a folder instead of making some up, so that the memory that it
tells of is what a site of so many plans takes.
"""

import gc
import resource
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from generator.downloads import downloads
from generator.index import Index
from generator.read import read
from generator.streams import Pieces
from tests.many import AS_AT, many


@dataclass
class Kind:
    """The files of a kind, taken together."""

    files: int = 0
    size: int = 0  # bytes
    longest: int = 0  # letters of a piece: as much of a text as is in memory at once
    seconds: float = 0.0  # of one core's work

    def take(self, pieces: Pieces) -> None:
        """Makes a file, piece by piece, and throws it away."""
        start = time.process_time()
        for piece in pieces():
            self.size += len(piece.encode())
            self.longest = max(self.longest, len(piece))
        self.files += 1
        self.seconds += time.process_time() - start


def indexed(plans: str) -> Index:
    """So many made-up plans, or those of a folder, with all that pages need of them too."""
    index = many(int(plans), documents=int(plans) // 5) if plans.isdecimal() else _held_in(Path(plans))
    before, start = resident(), time.process_time()
    standings, made = len(index.standings), len(index.all_made)
    print(f"{len(index.plans):,} plans, {made:,} recommendations, {standings:,} actions")
    print(f"{before:,.0f} MB for these; {resident():,.0f} MB with how they stand, ", end="")
    print(f"found out in {time.process_time() - start:.2f} s of one core's work, for pages too\n")
    return index


def _held_in(folder: Path) -> Index:
    collection = read(folder).collection
    assert collection, f"{folder} cannot be read: see what 'plans check' says"
    return Index(collection, AS_AT)


def measure(plans: str) -> None:
    """Prints how many downloads plans have and how large they are, and what it takes to make them all."""
    gc.set_threshold(100_000)  # as `plans` does
    index = indexed(plans)
    start = time.process_time()
    listed = list(downloads(index))
    named = time.process_time() - start
    kinds: defaultdict[str, Kind] = defaultdict(Kind)
    for path, pieces in listed:
        kinds[kind_of(path)].take(pieces)
    taken = time.process_time() - start
    print(f"{'kind':20} {'files':>7} {'bytes':>13} {'CPU, s':>8} {'longest piece':>14}")
    for name, kind in sorted(kinds.items()):
        print(f"{name:20} {kind.files:7,} {kind.size:13,} {kind.seconds:8.2f} {kind.longest:14,}")
    size = sum(kind.size for kind in kinds.values())
    print(f"{'all':20} {len(listed):7,} {size:13,} {taken:8.2f}\n")
    print(f"seconds are of one core's work, {named:.2f} of them for the paths alone; ", end="")
    print(f"{resident():,.0f} MB at most")


def kind_of(path: str) -> str:
    """The top folder and the ending of a file: 'data/*.csl.json'."""
    folder, slash, _ = path.partition("/")
    ending = path.rpartition("/")[2].partition(".")[2]
    return f"{folder}/*.{ending}" if slash else f"*.{ending}"


def resident() -> float:
    """The most memory, in MB, that this program had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    for plans in sys.argv[1:] or ("2500",):
        measure(plans)
