"""Plainly made-up plans in any number, for measuring: seven recommendations a plan, seven actions each."""

import random
from pathlib import Path

RECOMMENDATIONS = 7
ACTIONS = 7

_VERBS = ("Survey", "Renew", "Train", "Audit", "Publish", "Recruit", "Review", "Measure", "Replace", "Brief")
_THINGS = (
    "moorings",
    "lanterns",
    "pilots",
    "ladders",
    "ledgers",
    "ropes",
    "charts",
    "crews",
    "bells",
    "slipways",
)
_OWNERS = (
    "Harbour Master",
    "Quay Manager",
    "Head of Pilots",
    "Training Team",
    "Works Team",
    "Director",
    "HR",
)
_DATES = (
    "30/09/2031",
    "June 2032",
    "Completed",
    "From August 2031",
    "31/12/2031",
    "January to May 2032",
    "Ongoing 2031",
)
_SETTINGS = """\
title: Made-up action plans
description: Plans that nobody made, for measuring.
inspectorates: [Made-up Inspectorate]
decision_words:
  agreed: [Agreed]
  partly agreed: [Partly Agreed]
themes:
"""


def write_plans(root: Path, plans: int) -> None:
    """Writes a collection of so many plans, each with a body of its own, below `root`; always the same for a number."""
    chance = random.Random(plans)
    themes = [f"theme-{number}" for number in range(20)]
    bodies = root / "plans" / "bodies"
    bodies.mkdir(parents=True)
    theme_lines = "".join(f"  {theme}:\n    name: {theme.title()}\n    about: All of {theme}.\n" for theme in themes)
    (root / "site_config.yml").write_text(_SETTINGS + theme_lines)
    for number in range(plans):
        (bodies / f"harbour-{number}.yml").write_text(f"name: Harbour {number}\n")
        (root / "plans" / f"harbour-{number}-2031.yml").write_text(_plan(number, themes, chance))


def _plan(number: int, themes: list[str], chance: random.Random) -> str:
    head = (
        f"title: Action plan of Harbour {number}\nbody: Harbour {number}\ninspectorate: Made-up Inspectorate\n"
        f"report_published: {chance.randint(1, 28)} March 2031\nsource: https://made-up.example/{number}\nrecommendations:\n"
    )
    return head + "".join(_recommendation(which, themes, chance) for which in range(1, RECOMMENDATIONS + 1))


def _recommendation(number: int, themes: list[str], chance: random.Random) -> str:
    lines = [f"  - number: {number}", f"    text: {_words(chance, 25)}", "    decision: Agreed"]
    lines += [f"    themes: [{', '.join(chance.sample(themes, 2))}]", "    response:"]
    for action in range(1, ACTIONS + 1):
        lines += [f"      - action: {_words(chance, 30)}", f'        id: "{number}.{action}"']
        lines += [f"        owner: {chance.choice(_OWNERS)}", f"        target_date: {chance.choice(_DATES)}"]
    return "\n".join(lines) + "\n"


def _words(chance: random.Random, count: int) -> str:
    pairs = (f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.randint(1, 999)}" for _ in range(count // 3))
    return ", ".join(pairs) + "."
