"""Very many made-up plans as records in memory, as varied as real ones: for measuring, and for pages at their longest.

One body of the nation has many plans, and one post there answers for many actions of each; the others have few.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generator.index import Index
from generator.model import Body, Collection, Finding, Plan, Settings, Update

AS_AT = date(2032, 1, 15)
NATIONAL = "National Harbour Service"
NATIONAL_SHARE = 0.16
RECOMMENDATIONS = 7

Fields = dict[str, Any]  # of a record, as they stand in a file


class Chance(random.Random):
    """The same choices for the same number of plans; and how many times as long as is usual words are."""

    def __init__(self, plans: int, lengths: int) -> None:
        super().__init__(plans)
        self.lengths = lengths


_PLACES = "Amber Birch Copper Dune Elm Fen Gorse Heron Iron Juniper Kelp Lark Marl North Oak Pebble Quay Reed Salt Tern"
_KINDS = "Harbour Service|Pilot Board|Lighthouse Trust|Company of Ferries|Dock Authority|Canal Office"
_POSTS = "Director|Head of Pilots|Quay Manager|Training Team|Works Team|HR|Head of Safety|Area Manager / HR"
_VERBS = ["survey", "renew", "train", "audit", "publish", "recruit", "review", "measure", "replace", "brief"]
_THINGS = ["moorings", "lanterns", "pilots", "ladders", "ledgers", "ropes", "charts", "crews", "bells", "slipways"]
_DATES = (
    "30/09/2029|June 2030|Completed|From August 2031|31/12/2031|January to May 2032|Ongoing 2031|30/06/2033|March 2034"
)
_DECISIONS = ("Agreed",) * 14 + ("Partly Agreed",) * 3 + ("Not Agreed", "Agreed in Principle", "Awaited")
_DELIVERIES = ("complete", "in progress", "continuing")
_JUDGEMENTS = ("achieved", "good progress", "insufficient progress", "not achieved")
_THEMES = (
    *("leadership", "staff", "services", "records", "assessment", "planning", "delivery", "reviewing", "courts"),
    *("victims", "return", "works", "safety", "training", "quality", "partnership", "places", "diversity", "health"),
)

SETTINGS = Settings.model_validate(
    {
        "title": "Made-up action plans",
        "description": "Plans that nobody made, for measuring.",
        "inspectorates": ["Inspectorate of Harbours", "Inspectorate of Ferries", "Inspectorate of Lights"],
        "decision_words": {words.casefold(): [words] for words in dict.fromkeys(_DECISIONS)},
        "themes": {id_: {"name": id_.title(), "about": f"All that is asked about {id_}."} for id_ in _THEMES},
    }
)


def many(plans: int, *, recommendations: int = RECOMMENDATIONS, documents: int = 0, lengths: int = 1) -> Index:
    """So many plans; the first is the nation's and has so many documents, each of the others one at most.

    Words that are printed are so many times as long as is usual.
    """
    chance = Chance(plans, lengths)
    names = [NATIONAL, *(_body(number) for number in range(max(1, plans // 2)))]
    bodies = {id_: Body.model_validate({"id": id_, "name": name}) for name in names for id_ in [_id(name)]}
    made = [_plan(number, names, recommendations, chance) for number in range(plans)]
    said = [document for plan in made for document in _documents(plan, documents, chance)]
    plans_by_id, files = {plan.id: plan for plan in made}, {plan.id: b"" for plan in made}
    return Index(Collection(SETTINGS, plans_by_id, bodies, tuple(said), {}, files, {}), AS_AT)


def _body(number: int) -> str:
    places, kinds = _PLACES.split(), _KINDS.split("|")
    which = f" {number // len(places) + 1}" if number >= len(places) else ""
    return f"{places[number % len(places)]} {kinds[number % len(kinds)]}{which}"


def _id(name: str) -> str:
    return name.casefold().replace(" ", "-")


def _plan(number: int, bodies: list[str], recommendations: int, chance: Chance) -> Plan:
    body = NATIONAL if number == 0 or chance.random() < NATIONAL_SHARE else chance.choice(bodies)
    published = date(2022, 1, 1) + timedelta(days=chance.randrange(10 * 365))
    lasting = {f"{letter}{word[0].upper()}{number % 7}": f"{word} {letter}" for letter in "ABN" for word in _THINGS}
    own = None if number % 2 else f"Port {number}"
    fields: Fields = {
        "id": f"{_id(body)}-{published.year}-{number}",
        "title": f"Action plan in answer to the inspection of {body}" + ", once more" * 5 * (chance.lengths - 1),
        "body": body,
        "inspectorate": chance.choice(SETTINGS.inspectorates),
        "source": "https://made-up.example",
        "abbreviations": {**dict(chance.sample(sorted(lasting.items()), 20)), f"Z{number}": own},
    }
    if chance.random() < 0.98:
        fields["report_published"] = f"{published:%d/%m/%Y}"
    made = [_recommendation(str(which), body, chance) for which in range(1, recommendations + 1)]
    return Plan.model_validate({**fields, "recommendations": made})


def _recommendation(number: str, body: str, chance: Chance) -> Fields:
    decision = chance.choice(_DECISIONS)
    reason = [{"reason": _words(chance, 40)}] if decision in ("Partly Agreed", "Not Agreed") else []
    fields: Fields = {
        "number": number,
        "text": _words(chance, 27),
        "decision": decision,
        "themes": chance.sample(_THEMES, 2),
        "response": [
            *reason,
            *(_action(f"{number}.{which}", body, chance) for which in range(1, chance.randint(5, 12))),
        ],
    }
    if chance.random() < 0.1 and body != NATIONAL:
        fields["addressee"] = NATIONAL
    if reason:
        fields["decision_reason"] = chance.choice(["affordability", "policy", "operational"])
    return fields


def _action(id_: str, body: str, chance: Chance) -> Fields:
    fields: Fields = {"action": _words(chance, 30), "id": id_}
    if chance.random() < 0.95:
        is_led = body == NATIONAL and chance.random() < 0.5
        fields["owner"] = "National Director" if is_led else chance.choice(_POSTS.split("|"))
    if chance.random() < 0.95:
        fields["target_date"] = chance.choice(_DATES.split("|"))
    return fields


def _documents(plan: Plan, documents: int, chance: Chance) -> Iterator[Update | Finding]:
    ids = [action.id for made in plan.made for action in made.followed]
    is_first = plan.id.endswith("-0")
    for which in range(documents if is_first else chance.randint(0, 1)):
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(5 * 365))
        head: Fields = {
            "id": f"{day}-document-{which}",
            "plan": plan.id,
            "date": str(day),
            "source": "https://b.example",
        }
        about = chance.sample(ids, min(10, len(ids)))
        if which % 4 == 3:
            found = [
                {"action": id_, "judgement": chance.choice(_JUDGEMENTS), "found": _words(chance, 15)} for id_ in about
            ]
            yield Finding.model_validate({**head, "finding": f"Visit of {day:%B %Y}", "entries": found})
        else:
            told = [
                {"action": id_, "delivery": chance.choice(_DELIVERIES), "said": _words(chance, 15)} for id_ in about
            ]
            yield Update.model_validate({**head, "update": f"Report of {day:%B %Y}", "entries": told})


def _words(chance: Chance, count: int) -> str:
    triples = range(count * chance.lengths // 3)
    pairs = (f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.randint(1, 999)}" for _ in triples)
    return f"{', '.join(pairs).capitalize()}."
