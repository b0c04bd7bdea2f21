"""Plainly made-up plans in any number, for measuring: seven recommendations a plan, seven actions each.

About as many actions lack something as in real plans: an owner, a date, an end or a verb that can be seen done.
"""

import random
from datetime import date, timedelta
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
_DELIVERIES = ("complete", "in progress", "paused", "not started", "continuing", "withdrawn")
_JUDGEMENTS = ("achieved", "good progress", "insufficient progress", "not achieved")
_VAGUE = ("Continue to improve", "Ensure", "Promote", "Engage with", "Further embed")
# Of a thousand actions so many lack this; of those every fifth is answered.
_LACKING = {"no owner": 70, "no measurable verb": 35, "no date": 15, "no end": 10}
_ANSWERED = 0.2
_SETTINGS = """\
title: Made-up action plans
description: Plans that nobody made, for measuring.
inspectorates: [Made-up Inspectorate]
decision_words:
  agreed: [Agreed]
  partly agreed: [Partly Agreed]
themes:
"""


def write_plans(root: Path, plans: int, documents: int = 0) -> None:
    """Writes a collection of so many plans below `root`, each with a body of its own; always the same for a number.

    About each plan so many documents are added, each with ten entries, said on days of several years.
    """
    chance = random.Random(plans)
    themes = [f"theme-{number}" for number in range(20)]
    bodies = root / "plans" / "bodies"
    bodies.mkdir(parents=True)
    theme_lines = "".join(f"  {theme}:\n    name: {theme.title()}\n    about: All of {theme}.\n" for theme in themes)
    (root / "site_config.yml").write_text(_SETTINGS + theme_lines)
    for number in range(plans):
        (bodies / f"harbour-{number}.yml").write_text(f"name: Harbour {number}\n")
        (root / "plans" / f"harbour-{number}-2031.yml").write_text(_plan(number, themes, chance))
    for number in range(plans if documents else 0):
        _write_documents(root / "plans" / f"harbour-{number}-2031", documents, chance)


def _plan(number: int, themes: list[str], chance: random.Random) -> str:
    head = (
        f"title: Action plan of Harbour {number}\nbody: Harbour {number}\ninspectorate: Made-up Inspectorate\n"
        f"report_published: {chance.randint(1, 28)} March 2031\nsource: https://made-up.example/{number}\nrecommendations:\n"
    )
    lacks = random.Random(f"what plan {number} lacks")
    made = (_recommendation(which, themes, chance, lacks) for which in range(1, RECOMMENDATIONS + 1))
    return head + "".join(made)


def _recommendation(number: int, themes: list[str], chance: random.Random, lacks: random.Random) -> str:
    lines = [f"  - number: {number}", f"    text: {_words(chance, 25)}", "    decision: Agreed"]
    lines += [f"    themes: [{', '.join(chance.sample(themes, 2))}]", "    response:"]
    for action in range(1, ACTIONS + 1):
        printed = {"action": _words(chance, 30), "id": f'"{number}.{action}"'}
        printed |= {"owner": chance.choice(_OWNERS), "target_date": chance.choice(_DATES)}
        _make_lacking(printed, lacks)
        lines += [f"{'        ' if key != 'action' else '      - '}{key}: {value}" for key, value in printed.items()]
    return "\n".join(lines) + "\n"


def _make_lacking(printed: dict[str, str], lacks: random.Random) -> None:
    """Takes from an action, perhaps, one thing that advice asks for; and perhaps adds an editor's answer."""
    lacking = lacks.choices([*_LACKING, ""], [*_LACKING.values(), 1000 - sum(_LACKING.values())])[0]
    if lacking == "no owner":
        del printed["owner"]
    elif lacking == "no measurable verb":
        printed["action"] = f"{lacks.choice(_VAGUE)} {lacks.choice(_THINGS)}."
    elif lacking == "no date":
        del printed["target_date"]
    elif lacking == "no end":
        printed["action"], printed["target_date"] = f"Paint the {lacks.choice(_THINGS)}.", "Ongoing"
    if lacking and lacks.random() < _ANSWERED:
        printed["advice"] = f"\n          {lacking}: The introduction says why."


def _write_documents(folder: Path, documents: int, chance: random.Random) -> None:
    folder.mkdir()
    for which in range(documents):
        day = date(2031, 6, 1) + timedelta(days=chance.randrange(4 * 365))
        text = _finding(day, chance) if which % 4 == 3 else _update(day, chance)
        (folder / f"{day}-document-{which}.yml").write_text(text)


def _update(day: date, chance: random.Random) -> str:
    lines = [f"update: Report of {day:%B %Y}", *_document_head(day)]
    for action in _actions(chance):
        lines += [
            f'  - action: "{action}"',
            f"    delivery: {chance.choice(_DELIVERIES)}",
            f"    said: {_words(chance, 15)}",
        ]
        if chance.random() < 0.3:
            lines.append(f"    target_date: 30/09/{chance.randint(2032, 2036)}")
        lines.append(f"    reason: {_words(chance, 9)}")
    return "\n".join(lines) + "\n"


def _finding(day: date, chance: random.Random) -> str:
    lines = [f"finding: Visit of {day:%B %Y}", *_document_head(day)]
    for action in _actions(chance):
        lines += [
            f'  - action: "{action}"',
            f"    judgement: {chance.choice(_JUDGEMENTS)}",
            f"    found: {_words(chance, 15)}",
        ]
    return "\n".join(lines) + "\n"


def _document_head(day: date) -> list[str]:
    entered = day + timedelta(days=5)
    return [f"date: {day}", "source: https://made-up.example/document", f"entered: {entered}", "entries:"]


def _actions(chance: random.Random) -> list[str]:
    """Ten ids of actions."""
    ids = [f"{made}.{action}" for made in range(1, RECOMMENDATIONS + 1) for action in range(1, ACTIONS + 1)]
    return sorted(chance.sample(ids, 10))


def _words(chance: random.Random, count: int) -> str:
    pairs = (f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.randint(1, 999)}" for _ in range(count // 3))
    return ", ".join(pairs) + "."
