"""Small collections made of records in code, for tests of one rule each."""

from datetime import date
from typing import Any

from generator.index import Index
from generator.model import (
    Body,
    Collection,
    Finding,
    Plan,
    Settings,
    Update,
)

AS_AT = "2032-01-15"
PLAN = "harbour-2031"

Fields = dict[str, Any]  # of a record, as they stand in a file


SETTINGS = Settings.model_validate(
    {
        "title": "Plans",
        "description": "All of them.",
        "inspectorates": ["Harbour Inspectorate"],
        "decision_words": {"agreed": ["Agreed"], "partly agreed": ["Partly Agreed"], "not agreed": ["Not Agreed"]},
        "themes": {"staff": {"name": "Staff", "about": "Who."}, "quays": {"name": "Quays", "about": "Where."}},
    }
)
BODIES = {
    id_: Body.model_validate({"id": id_, **fields})
    for id_, fields in {
        "harbour": {
            "name": "Harbour",
            "also": ["The Harbour"],
            "owners": {
                "master": {"name": "Harbour Master", "also": ["Master", "Master / HR"]},
                "hr": {"name": "HR", "also": ["Master / HR"]},
                "quay-manager": {"name": "Quay Manager", "of": "Department"},
            },
        },
        "department": {"name": "Department", "owners": {"quay-manager": {"name": "Manager of Quays"}}},
        "board": {"name": "Board", "owners": {"hr": {"name": "HR"}}},
    }.items()
}


def action(id_: str = "1.1", target_date: str | None = None, **fields: object) -> Fields:
    return {"action": "Act.", "id": id_, "target_date": target_date, **fields}


def recommendation(*response: Fields, number: str = "1", decision: str | None = "Agreed", **fields: object) -> Fields:
    return {"number": number, "text": "Do it.", "decision": decision, "response": list(response), **fields}


def plan(*recommendations: Fields, id_: str = PLAN, body: str = "Harbour", **fields: object) -> Plan:
    head = {"title": "Plan", "inspectorate": "Harbour Inspectorate", "source": "https://harbour.example"}
    return Plan.model_validate({"id": id_, "body": body, "recommendations": list(recommendations), **head, **fields})


def update(day: str, *entries: Fields, plan: str = PLAN, name: str = "letter", **fields: object) -> Update:
    head = {"id": f"{day}-{name}", "plan": plan, "date": day, "update": "Letter", "source": "https://harbour.example"}
    return Update.model_validate({**head, "entries": list(entries), **fields})


def finding(day: str, *entries: Fields, **fields: object) -> Finding:
    head = {"id": f"{day}-visit", "plan": PLAN, "date": day, "finding": "Visit", "source": "https://harbour.example"}
    return Finding.model_validate({**head, "entries": list(entries), **fields})


def indexed(*records: Plan | Update | Finding, as_at: str = AS_AT) -> Index:
    plans = {record.id: record for record in records if isinstance(record, Plan)}
    documents = tuple(record for record in records if not isinstance(record, Plan))
    files = dict.fromkeys(plans, b"")
    return Index(Collection(SETTINGS, plans, BODIES, documents, {}, files, {}), date.fromisoformat(as_at))
