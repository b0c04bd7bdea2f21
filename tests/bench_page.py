"""How soon pages are seen on a slow line and a slow machine, and what they weigh: `python -m tests.bench_page`."""

import tempfile
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.conftest import ROOT, BuiltSite, built, chromium
from tests.transfer import PackingHost, weighing
from tests.views import largest_pages, reading

VISITS = 5
LINE = {
    "offline": False,
    "latency": 150,  # milliseconds
    "downloadThroughput": 1_600_000 / 8,  # bytes a second
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4  # times

# Milliseconds from the start of a visit until the first words or lines are seen.
PAINTED = """() => new Promise((resolve) => {
    const tell = (seen) => seen.getEntriesByName("first-contentful-paint").forEach((paint) => resolve(paint.startTime));
    new PerformanceObserver(tell).observe({ type: "paint", buffered: true });
})"""


@dataclass(frozen=True)
class Visit:
    """A first visit to a page: the milliseconds until it was painted, and the bytes it took in the end."""

    painted: float
    weight: int


def visit(browser: Browser, site: BuiltSite, address: str) -> Visit:
    with reading(browser, site, PackingHost) as page:
        slowing = page.context.new_cdp_session(page)
        slowing.send("Network.enable")
        slowing.send("Network.emulateNetworkConditions", LINE)
        slowing.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        with weighing(page) as weights:
            page.goto(address)
        return Visit(page.evaluate(PAINTED), sum(weights.values()))


def measure(browser: Browser, site: BuiltSite) -> None:
    """Prints the medians of some first visits to each of the pages that readers begin with."""
    pages = largest_pages(site)
    for kind in ("home", "plan", "recommendation", "search"):
        visits = [visit(browser, site, pages[kind]) for _ in range(VISITS)]
        painted, weight = median(visit.painted for visit in visits), median(visit.weight for visit in visits)
        print(f"{kind:14}  painted after {painted:5.0f} ms  {weight / 1000:5.1f} KB in all  {pages[kind]}")


if __name__ == "__main__":
    print(f"1.6 Mbit/s, 150 ms, a processor {SLOWER} times slower, nothing kept; medians of {VISITS}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        with redirect_stderr(StringIO()):
            site = built(Path(folder) / "real", ROOT, "2019-12-20")
        measure(browser, site)
