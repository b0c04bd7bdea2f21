"""A made-up collection and the edits of a careful editor, by the rules of CONTRIBUTING.md, in any number.

Each record has words of its own that no edit changes, so that one can tell what stands at an address.
"""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.addresses import slug

Fields = dict[str, Any]  # of a record, as they stand in a file

BODIES = ("Harbour Service", "Department of Quays", "Coast Board")
LISTED = {"harbour-master": "Harbour Master", "hr": "HR", "works-team": "Works Team", "purser": "Purser"}
BOTH = "Harbour Master / HR"  # is both
UNLISTED = ("Head of Pilots", "Rope Office", "Night Watch")


@dataclass
class Editor:
    """The files of a collection as values, and who edits them."""

    chance: random.Random
    settings: Fields = field(default_factory=dict)
    bodies: dict[str, Fields] = field(default_factory=dict)
    plans: dict[str, Fields] = field(default_factory=dict)
    documents: dict[tuple[str, str], Fields] = field(default_factory=dict)
    became: dict[str, str] = field(default_factory=dict)  # the words of what was merged: of what it is part of
    gone: dict[str, str] = field(default_factory=dict)  # the words of what was removed: why
    number: int = 0

    def new(self, what: str) -> str:
        """Words that nothing else has."""
        self.number += 1
        return f"{what} {self.number:04}"

    def new_id(self) -> str:
        """An id that nothing else has or had."""
        return slug(self.new("called"))

    def one(self, candidates: Iterator[Any] | list[Any]) -> Any:  # what is chosen from has any shape
        """One of these by chance; `Impossible` if there is none."""
        found = list(candidates)
        if not found:
            raise Impossible
        return self.chance.choice(found)

    def removal(self, *gone: str) -> Fields:
        """That these went, by their words, and why."""
        reason = self.new("Removed because of reason") + "."
        self.gone |= dict.fromkeys(gone, reason)
        return {"date": "2033-01-31", "reason": reason}

    # What there is

    def standing_plans(self) -> list[str]:
        return [id_ for id_, plan in self.plans.items() if "removed" not in plan]

    def made(self) -> Iterator[tuple[str, Fields]]:
        """The recommendations that stand, each with its plan's id."""
        for id_ in self.standing_plans():
            yield from ((id_, made) for made in self.plans[id_]["recommendations"] if "removed" not in made)

    def actions(self) -> Iterator[tuple[str, Fields, Fields]]:
        """The actions that stand, each with its plan's id and its recommendation."""
        for id_, made in self.made():
            yield from ((id_, made, one) for one in made["response"] if "action" in one and "removed" not in one)

    def loose(self) -> list[tuple[str, Fields, Fields]]:
        """The actions that no cell stands beside, and that are not the last of their recommendations."""
        return [
            (id_, made, one)
            for id_, made, one in self.actions()
            if one["id"] not in beside(made) and sum("action" in other for other in made["response"]) > 1
        ]

    def body_of(self, plan: str) -> Fields:
        return called_body(self, self.plans[plan]["body"])

    def body_id(self, body: Fields) -> str:
        return next(id_ for id_, other in self.bodies.items() if other is body)

    def printed(self, body: Fields) -> set[str]:
        """The words of owners that plans and updates of a body have."""
        found: set[str] = set()
        for id_, plan in self.plans.items():
            if self.body_of(id_) is body:
                for made in plan["recommendations"]:
                    for block in made["response"]:
                        found |= {part["owner"] for part in (block, *block.get("steps", [])) if "owner" in part}
        for (id_, _), document in self.documents.items():
            if self.body_of(id_) is body:
                found |= {entry["owner"] for entry in document["entries"] if "owner" in entry}
        return found

    def unlisted(self, body: Fields) -> list[str]:
        """The words of owners that a body's plans print and its file does not list, in order."""
        listed = {words for owner in body["owners"].values() for words in (owner["name"], *owner["also"])}
        return sorted(self.printed(body) - listed)

    def listings(self, body: Fields, id_: str) -> list[tuple[Fields, str]]:
        """Every listing of an owner in any body's file, told by its name, which no two owners share."""
        name = body["owners"][id_]["name"]
        return [
            (each, named)
            for each in self.bodies.values()
            for named, owner in each["owners"].items()
            if owner["name"] == name
        ]

    # On the disk

    def write(self, root: Path) -> None:
        """Writes the files; nothing else stays below plans/."""
        shutil.rmtree(root / "plans", ignore_errors=True)
        files = {"site_config.yml": self.settings}
        files |= {f"plans/{id_}.yml": plan for id_, plan in self.plans.items()}
        files |= {f"plans/bodies/{id_}.yml": body for id_, body in self.bodies.items()}
        files |= {f"plans/{plan}/{name}.yml": document for (plan, name), document in self.documents.items()}
        for name, values in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(as_yaml(values))


class Impossible(Exception):
    """There is nothing that an edit could be made of."""


def beside(made: Fields) -> set[str]:
    """The ids of the actions that a cell stands beside."""
    return {id_ for block in made["response"] for id_ in block.get("printed_beside", [])}


def as_yaml(value: Fields | list[Any], depth: int = 0) -> str:
    """Values in block form, every word in quotes."""
    margin = "  " * depth
    lines = []
    pairs = value.items() if isinstance(value, dict) else (("-", each) for each in value)
    for key, each in pairs:
        if isinstance(value, list) and isinstance(each, dict):
            lines.append(f"{margin}- {as_yaml(each, depth + 1).lstrip()}")
        elif isinstance(each, dict | list):
            lines += [f"{margin}{key}:\n{as_yaml(each, depth + 1)}"] if each else []
        else:
            mark = "-" if key == "-" else f"{key}:"
            lines.append(f"{margin}{mark} {'' if each is None else json.dumps(each)}".rstrip() + "\n")
    return "".join(lines)


# The collection


def begun(seed: int) -> Editor:
    """A collection of three bodies, four plans and four themes, with updates and findings."""
    editor = Editor(random.Random(seed))
    editor.settings = {
        "title": "Made-up action plans",
        "description": "Plans that nobody made.",
        "address": "https://plans.example/made-up/",
        "inspectorates": ["Made-up Inspectorate"],
        "decision_words": {"agreed": ["Agreed"]},
        "themes": {f"theme-{n}": {"name": f"Theme {n}", "about": editor.new("All of theme")} for n in range(4)},
    }
    for name in BODIES:
        owners = {id_: {"name": f"{words} of {name}", "also": []} for id_, words in LISTED.items()}
        for id_ in ("harbour-master", "hr"):
            owners[id_]["also"] = [f"{BOTH} of {name}"]
        editor.bodies[slug(name)] = {"name": name, "also": [], "note": editor.new("Body"), "owners": owners}
    editor.bodies["ferry-office"] = {"name": "Ferry Office", "also": [], "note": editor.new("Body"), "owners": {}}
    for number in range(4):
        id_, name = f"plan-{number}", BODIES[number % 3]
        editor.plans[id_] = _plan(editor, name)
        editor.documents[id_, "2032-01-10-letter"] = _update(editor, "2032-01-10", "1.1", delivery="in progress")
        found = {"action": "2.1", "judgement": "good progress"}
        editor.documents[id_, "2032-06-10-visit"] = {"finding": editor.new("Visit"), "date": "2032-06-10"} | {
            "source": "https://made-up.example/visit",
            "entries": [found],
        }
    return editor


def _plan(editor: Editor, body: str) -> Fields:
    head: Fields = {"title": editor.new("Action plan"), "body": body, "inspectorate": "Made-up Inspectorate"}
    head |= {"report_published": "3 March 2031", "source": "https://made-up.example/plan"}
    head |= {"abbreviations": {f"SF{editor.number:04}": editor.new("Short form")}}
    return head | {"recommendations": [_recommendation(editor, body, number) for number in ("1", "2", "3")]}


def called_body(editor: Editor, name: str) -> Fields:
    """The body of a name."""
    body: Fields = next(body for body in editor.bodies.values() if name in (body["name"], *body["also"]))
    return body


def _recommendation(editor: Editor, body: str, number: str) -> Fields:
    """A recommendation with four actions: the last two have one cell of owners beside them."""
    names = [owner["name"] for owner in called_body(editor, body)["owners"].values() if "removed" not in owner]
    owners = [*names, f"{BOTH} of {body}", *UNLISTED]
    first, second = ({**_action(editor, f"{number}.{n}"), "owner": editor.one(owners)} for n in (1, 2))
    first["steps"] = [{"step": editor.new("Step"), "owner": editor.one(owners)}]
    last = [_action(editor, f"{number}.{n}") for n in (3, 4)]
    cell = {"printed_beside": [action["id"] for action in last], "owner": editor.one(owners)}
    themes = [editor.one(id_ for id_, theme in editor.settings["themes"].items() if "removed" not in theme)]
    head = {"number": number, "text": editor.new("Recommended"), "decision": "Agreed", "themes": themes}
    return head | {"response": [first, second, *last, cell]}


def _action(editor: Editor, id_: str) -> Fields:
    return {"action": editor.new("Act"), "id": id_, "target_date": "30/06/2032"}


def _update(editor: Editor, day: str, action: str, **said: str) -> Fields:
    head = {"update": editor.new("Letter"), "date": day, "source": "https://made-up.example/letter"}
    return head | {"entries": [{"action": action, **said}]}


# The edits


def moves(record: Fields, *old: str) -> None:
    """A record keeps its ids of before."""
    record["formerly"] = [*record.get("formerly", []), *old]


def numbers_had(plan: Fields) -> Iterator[str]:
    for made in plan["recommendations"]:
        yield from (made["number"], *made.get("formerly", []))
        for block in made["response"]:
            yield from (block.get("id", "0.0"), *block.get("formerly", []))


def next_recommendation(plan: Fields) -> str:
    return str(max(int(id_.partition(".")[0]) for id_ in numbers_had(plan)) + 1)


def next_action(plan: Fields, made: Fields) -> str:
    taken = [id_.partition(".") for id_ in numbers_had(plan)]
    return f"{made['number']}.{max(int(n or 0) for begins, _, n in taken if begins == made['number']) + 1}"


def called(made: Fields, action: Fields, id_: str) -> None:
    """An action gets another id, which the cells beside it follow."""
    for block in made["response"]:
        if "printed_beside" in block:
            block["printed_beside"] = [id_ if old == action["id"] else old for old in block["printed_beside"]]
    moves(action, action["id"])
    action["id"] = id_


def renumber_recommendation(editor: Editor) -> None:
    plan, made = editor.one(editor.made())
    number = next_recommendation(editor.plans[plan])
    moves(made, made["number"])
    made["number"] = number
    for block in made["response"]:
        if "action" in block:
            called(made, block, f"{number}.{block['id'].partition('.')[2]}")


def renumber_action(editor: Editor) -> None:
    plan, made, action = editor.one(editor.loose())
    called(made, action, next_action(editor.plans[plan], made))


def split_action(editor: Editor) -> None:
    """The old id stays with one half."""
    plan, made, action = editor.one(editor.loose())
    half = _action(editor, next_action(editor.plans[plan], made))
    made["response"].insert(made["response"].index(action), {**half, "owner": editor.new("Split Office")})


def merge_actions(editor: Editor) -> None:
    """What was printed as one was read as two; an owner printed nowhere else stays in the body's file."""
    plan, made, lost = editor.one(editor.loose())
    others = (one for one in made["response"] if "action" in one and one is not lost and "removed" not in one)
    kept = editor.one(others)
    moves(kept, lost["id"], *lost.get("formerly", []))
    made["response"].remove(lost)
    editor.became[lost["action"]] = kept["action"]
    keep_owners(editor, editor.body_of(plan), lost)


def keep_owners(editor: Editor, body: Fields, lost: Fields) -> None:
    """Lists the owners that are printed nowhere any more."""
    listed = {words for owner in body["owners"].values() for words in (owner["name"], *owner["also"])}
    for part in (lost, *lost.get("steps", [])):
        words = part.get("owner")
        ids = {named for id_, owner in body["owners"].items() for named in (id_, *owner.get("formerly", []))}
        if words and words not in listed | editor.printed(body) and slug(words) not in ids:
            body["owners"][slug(words)] = {"name": words, "also": []}


def merge_by_removal(editor: Editor) -> None:
    """The other way: one of the two is said to be removed, and its words go."""
    _, _, action = editor.one(editor.loose())
    action["removed"] = editor.removal(action["action"])
    action["action"] = None


def move_action(editor: Editor) -> None:
    """To another recommendation of its plan."""
    plan, made, action = editor.one(editor.loose())
    there = editor.one(other for id_, other in editor.made() if id_ == plan and other is not made)
    id_ = next_action(editor.plans[plan], there)
    made["response"].remove(action)
    there["response"].insert(0, action)
    called(there, action, id_)


def move_recommendation(editor: Editor) -> None:
    plan, made = editor.one(editor.made())
    order = editor.plans[plan]["recommendations"]
    order.remove(made)
    order.insert(editor.chance.randrange(len(order) + 1), made)


def remove_action(editor: Editor) -> None:
    _, _, action = editor.one(editor.loose())
    action["removed"] = editor.removal(action["action"])


def remove_recommendation(editor: Editor) -> None:
    plan, made = editor.one(editor.made())
    if sum(id_ == plan for id_, _ in editor.made()) < 3:
        raise Impossible
    stands = [one["action"] for one in made["response"] if "action" in one and "removed" not in one]
    made["removed"] = editor.removal(made["text"], *stands)


def remove_plan(editor: Editor) -> None:
    if len(editor.standing_plans()) < 4:
        raise Impossible
    plan = editor.plans[editor.one(editor.standing_plans())]
    made = [one for one in plan["recommendations"] if "removed" not in one]
    actions = [one for each in made for one in each["response"] if "action" in one and "removed" not in one]
    gone = [plan["title"], *(one["text"] for one in made), *(one["action"] for one in actions)]
    plan["removed"] = editor.removal(*gone)


def remove_document(editor: Editor) -> None:
    document = editor.one(one for one in editor.documents.values() if "removed" not in one)
    document["removed"] = editor.removal(document.get("update") or document["finding"])


def add_recommendation(editor: Editor) -> None:
    plan = editor.one(editor.standing_plans())
    number = next_recommendation(editor.plans[plan])
    editor.plans[plan]["recommendations"].append(_recommendation(editor, editor.body_of(plan)["name"], number))


def rename_plan(editor: Editor) -> None:
    """Its file and its folder are renamed."""
    old = editor.one(list(editor.plans))
    new = editor.new_id()
    moves(editor.plans[old], old)
    editor.plans = {new if id_ == old else id_: plan for id_, plan in editor.plans.items()}
    editor.documents = {
        (new if plan == old else plan, name): document for (plan, name), document in editor.documents.items()
    }


def rename_body(editor: Editor) -> None:
    """Its file is renamed."""
    old = editor.one(list(editor.bodies))
    new = editor.new_id()
    moves(editor.bodies[old], old)
    editor.bodies = {new if id_ == old else id_: body for id_, body in editor.bodies.items()}


def rename_body_in_print(editor: Editor) -> None:
    body = editor.one(list(editor.bodies.values()))
    body["also"].append(body["name"])
    body["name"] = editor.new("Body called")


def any_owner(editor: Editor) -> tuple[Fields, str]:
    owners = ((body, id_) for body in editor.bodies.values() for id_ in body["owners"])
    body, id_ = editor.one((body, id_) for body, id_ in owners if "removed" not in body["owners"][id_])
    return body, id_


def rename_owner(editor: Editor) -> None:
    """In each file that lists it."""
    called_anew(editor, *any_owner(editor))


def called_anew(editor: Editor, body: Fields, old: str) -> str:
    """An owner's new id, given in each file."""
    new = editor.new_id()
    for each, named in editor.listings(body, old):
        moves(each["owners"][named], named)
        each["owners"] = {new if id_ == named else id_: owner for id_, owner in each["owners"].items()}
    return new


def ids_at(editor: Editor, body: Fields, but: str) -> set[str]:
    """The ids that owners of a body have or had, but for the owner of a name."""
    names = (body["name"], *body["also"])
    owners = (
        (id_, owner)
        for each in editor.bodies.values()
        for id_, owner in each["owners"].items()
        if owner["name"] != but and (each is body or owner.get("of") in names)
    )
    return {named for id_, owner in owners for named in (id_, *owner.get("formerly", []))}


def join_spelling(editor: Editor) -> None:
    """Words that nobody listed are an owner's that is."""
    body = editor.one(body for body in editor.bodies.values() if editor.unlisted(body))
    words = editor.one(editor.unlisted(body))
    owner = editor.one(owner for owner in body["owners"].values() if "removed" not in owner)
    owner["also"].append(words)


def join_owners(editor: Editor) -> None:
    """Two that are listed are one; neither of them ever belonged to another body."""
    body, id_ = any_owner(editor)
    at_home = [
        other
        for other in body["owners"]
        if len(editor.listings(body, other)) == 1 and body["owners"][other].keys().isdisjoint({"of", "removed"})
    ]
    if id_ not in at_home:
        raise Impossible
    other = editor.one([other for other in at_home if other != id_])
    lost, kept = body["owners"].pop(id_), body["owners"][other]
    kept["also"] += [lost["name"], *lost["also"]]
    moves(kept, id_, *lost.get("formerly", []))


def move_owner(editor: Editor) -> None:
    """To another body; where it was, its listing stays and says of which body it is now."""
    body, id_ = any_owner(editor)
    there = editor.one(other for other in editor.bodies.values() if other is not body and "removed" not in other)
    listings = editor.listings(body, id_)
    if id_ in ids_at(editor, there, but=body["owners"][id_]["name"]):
        id_ = called_anew(editor, body, id_)
        listings = editor.listings(body, id_)
    name = body["owners"][id_]["name"]
    was = body["owners"][id_].get("of")
    homes = [other for other in editor.bodies.values() if was in (other["name"], *other["also"])]
    for home in homes:
        if home is not there and all(each is not home for each, _ in listings):
            others = ids_at(editor, home, but=name)
            formerly = [former for former in body["owners"][id_].get("formerly", []) if former not in others]
            home["owners"][id_] = {"name": name, "also": [], "formerly": formerly}
            listings.append((home, id_))
    for each, named in listings:
        each["owners"][named]["of"] = there["name"]
        if each is there:
            del each["owners"][named]["of"]


def update_owner(editor: Editor) -> None:
    """An update moves an action to another owner."""
    plan, _, action = editor.one(editor.actions())
    listed = [owner["name"] for owner in editor.body_of(plan)["owners"].values() if "removed" not in owner]
    owner = editor.one([*listed, *UNLISTED, editor.new("Office")])
    day = f"2032-07-{editor.chance.randint(1, 28):02}"
    entry = {"owner": owner, "reason": "The office was closed."}
    editor.documents[plan, f"{day}-{editor.new_id()}"] = _update(editor, day, action["id"], **entry)


def rename_listed_owner_in_print(editor: Editor) -> None:
    body, id_ = any_owner(editor)
    new = editor.new("Owner called")
    for each, named in editor.listings(body, id_):
        owner = each["owners"][named]
        owner["also"].append(owner["name"])
        owner["name"] = new


def rename_theme(editor: Editor) -> None:
    old = editor.one(list(editor.settings["themes"]))
    new = editor.new_id()
    moves(editor.settings["themes"][old], old)
    editor.settings["themes"] = {new if id_ == old else id_: theme for id_, theme in editor.settings["themes"].items()}
    choose(editor, old, [new])


def choose(editor: Editor, old: str, new: list[str]) -> None:
    """Other themes are chosen in the place of one."""
    for plan in editor.plans.values():
        for made in plan["recommendations"]:
            made["themes"] = [one for id_ in made["themes"] for one in (new if id_ == old else [id_])]


def remove_theme(editor: Editor) -> None:
    themes = editor.settings["themes"]
    standing = [id_ for id_ in themes if "removed" not in themes[id_]]
    if len(standing) < 3:
        raise Impossible
    id_ = editor.one(standing)
    themes[id_]["removed"] = editor.removal(themes[id_]["about"])
    choose(editor, id_, [])


def remove_owner(editor: Editor) -> None:
    """One whom nothing printed names; in each file that lists it."""
    body, id_ = any_owner(editor)
    listings = editor.listings(body, id_)
    for each, named in listings:
        owner = each["owners"][named]
        words = {owner["name"], *owner["also"]}
        slugs = {named, *owner.get("formerly", [])}
        if any(printed in words or slug(printed) in slugs for printed in editor.printed(each)):
            raise Impossible
    removed = editor.removal(body["owners"][id_]["name"])
    for each, named in listings:
        each["owners"][named]["removed"] = removed


def remove_body(editor: Editor) -> None:
    """One that has no plan and no owner of another's file."""
    named = {owner.get("of") for body in editor.bodies.values() for owner in body["owners"].values()}
    named |= {plan["body"] for plan in editor.plans.values()}
    free = (body for body in editor.bodies.values() if named.isdisjoint({body["name"], *body["also"]}))
    body = editor.one(body for body in free if "removed" not in body)
    body["removed"] = editor.removal(body["note"])


EDITS: tuple[Callable[[Editor], None], ...] = (
    renumber_recommendation,
    renumber_action,
    split_action,
    merge_actions,
    merge_by_removal,
    move_action,
    move_recommendation,
    remove_action,
    remove_recommendation,
    remove_plan,
    remove_document,
    add_recommendation,
    rename_plan,
    rename_body,
    rename_body_in_print,
    rename_owner,
    join_spelling,
    join_owners,
    move_owner,
    update_owner,
    rename_listed_owner_in_print,
    rename_theme,
    remove_theme,
    remove_owner,
    remove_body,
)
