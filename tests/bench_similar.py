"""How long `plans similar` takes and what it finds: `python -m tests.bench_similar`, or with other numbers of plans."""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from generator.likeness import likest
from generator.read import read
from generator.repeats import repeats, wordings
from tests.reworded import REWORDINGS, Planted, planted, sentences

PER_PLAN = 7
REWORDED = 50
FIRST = 3
OLDEST = date(2001, 1, 1)


def measure(plans: int) -> None:
    """Prints how long so many plans take, and how many of `REWORDED` rewordings in later plans lead to their originals.

    Likely repeats are sought for every recommendation; reading the files is timed apart.
    """
    made = sentences(plans * PER_PLAN)
    rewordings = planted(made, REWORDED)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), [*map(str, made), *(rewording.text for rewording in rewordings)])
        start = time.perf_counter()
        reading = read(Path(folder))
        read_in = time.perf_counter() - start
    assert reading.collection
    assert not reading.problems
    start, used = time.perf_counter(), time.process_time()
    known = wordings(reading.collection)
    found = repeats(reading.collection, reading.places, known, range(len(known)), FIRST, likest)
    taken, used = time.perf_counter() - start, time.process_time() - used
    earlier = {repeat.wording.key: [one.wording.key for one in repeat.earlier] for repeat in found}
    met = [
        rewording
        for number, rewording in enumerate(rewordings, len(made))
        if key(rewording.original) in earlier.get(key(number), ())
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(known):,} recommendations: {taken:.1f} s ({used:.1f} s of work), after {read_in:.1f} s of reading files"
    )
    print(f"{memory:.0f} MB at most, with all that was read; {len(found):,} have something earlier that is alike")
    print(
        f"of {REWORDED} rewordings {len(met)} have their original among the first {FIRST}: {by_kind(rewordings, met)}"
    )


def key(number: int) -> str:
    """The citation key of a text by its number among all that are written."""
    return f"plan-{number // PER_PLAN}/{number % PER_PLAN + 1}"


def by_kind(rewordings: Sequence[Planted], met: Sequence[Planted]) -> str:
    all_, those_met = (Counter(rewording.kind for rewording in some) for some in (rewordings, met))
    return ", ".join(f"{kind} {those_met[kind]} of {all_[kind]}" for kind in REWORDINGS)


def write(root: Path, texts: Sequence[str]) -> None:
    """Writes plans with these recommendations, each plan a day after the one before."""
    (root / "plans" / "bodies").mkdir(parents=True)
    (root / "plans" / "bodies" / "made-up.yml").write_text("name: Made-up Body\n")
    (root / "site_config.yml").write_text(
        "title: Made-up plans\ndescription: For measuring.\ninspectorates: [Made-up Inspectorate]\n"
        "decision_words:\n  agreed: [Agreed]\nthemes:\n  all:\n    name: All\n    about: All of it.\n"
    )
    for place, first in enumerate(range(0, len(texts), PER_PLAN)):
        head = (
            f"title: Plan {place}\nbody: Made-up Body\ninspectorate: Made-up Inspectorate\n"
            f"report_published: {OLDEST + timedelta(place):%d/%m/%Y}\nsource: https://made-up.example/{place}\n"
        )
        recommendations = (
            f"  - number: {number}\n    text: {text}\n    decision: Agreed\n"
            for number, text in enumerate(texts[first : first + PER_PLAN], 1)
        )
        (root / "plans" / f"plan-{place}.yml").write_text(f"{head}recommendations:\n{''.join(recommendations)}")


if __name__ == "__main__":
    for plans in sys.argv[1:] or ("2500",):
        measure(int(plans))
