"""How long the longest pages are: `make bench`, or `python -m tests.bench_indexes 300` for another number of plans."""

import sys
import time
from collections import defaultdict

from generator.pages import pages
from tests.many import many
from tests.page_size import kind_of, size_of

LONGEST = 3  # of the pages of a kind, by their Markdown, whose HTML is made


def measure(plans: int) -> None:
    """Prints how long the pages of so many plans take to make, and the longest page of each kind."""
    start = time.perf_counter()
    index = many(plans, documents=plans // 5)
    print(f"{plans:,} plans, {len(index.all_made):,} recommendations, {len(index.standings):,} actions", end="")
    print(f" made up in {time.perf_counter() - start:.0f} s", end="", flush=True)
    start = time.perf_counter()
    texts = {page: text for page, text in pages(index).items() if page.endswith(".md")}
    print(f"; their {len(texts):,} pages as Markdown in {time.perf_counter() - start:.0f} s\n")
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for page in sorted(texts, key=lambda page: -len(texts[page])):
        kind = kind_of(texts[page])
        of_what = page.removeprefix("lists/").partition("/")[0]
        kinds[f"list: {of_what}" if kind == "list" else kind].append(page)
    print(f"{'kind':16} {'pages':>7} {'HTML, bytes':>12}  the longest")
    for kind, of_kind in sorted(kinds.items()):
        size, page = max((size_of(texts[page]), page) for page in of_kind[:LONGEST])
        print(f"{kind:16} {len(of_kind):7,} {size:12,}  {page}")


if __name__ == "__main__":
    for number in sys.argv[1:] or ("2500",):
        measure(int(number))
