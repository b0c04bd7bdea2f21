"""What pages say of themselves to programs: JSON-LD in the words of schema.org, with a few of our own beside them.

It is said once: a plan's page has the plan, a recommendation's page the recommendation and its actions.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from posixpath import relpath

from generator.addresses import (
    CITING,
    DATA,
    HOME,
    PACKAGE,
    SEARCH,
    address_of,
    body_page,
    owner_page,
    plan_file,
    plan_json,
    plan_page,
    table_file,
)
from generator.citations import last_entry
from generator.data_versions import VERSION
from generator.identifiers import first_id, identifier, lasting_key
from generator.index import Index, Made, Post, Standing
from generator.licences import KNOWN_LICENCES, licence_of_all
from generator.model import Body, Plan, Settings
from generator.phrases import number_of
from generator.tables import TABLES
from generator.vocabulary import Delivery

Value = str | int | Mapping[str, "Value"] | Sequence["Value"] | None
Node = dict[str, Value]

# An action has one of these only where its owner said so: of the other deliveries schema.org has no word, and it has
# none for what nobody reported.
STATUS = {
    Delivery.NOT_STARTED: "PotentialActionStatus",
    Delivery.IN_PROGRESS: "ActiveActionStatus",
    Delivery.CONTINUING: "ActiveActionStatus",
    Delivery.COMPLETE: "CompletedActionStatus",
}

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("url", "item", "contentUrl")},
    "actionStatus": {"@type": "@vocab"},
}

# The descriptor of the package names all files of the open data; those most asked for are named here too.
DISTRIBUTIONS = (
    (PACKAGE, "application/json"),
    *((table_file(table.name, "csv"), "text/csv") for table in TABLES),
    *((table_file(table.name, "json"), "application/json") for table in TABLES),
)

OUR_WORDS = {
    "submitted": "The day the plan was submitted.",
    "lastEntry": "The newest day on which anything of the plan came here.",
    "decision": "The decision on the recommendation; of several the one that grants least.",
    "delivery": "What was last reported of the action, or “not reported”.",
    "assurance": "What the inspectorate last found, or “not assessed”.",
    "targetDate": "The target date that holds now, as printed; several where a cell beside several actions has them.",
    "lastDay": "The last day of that date, as we read it.",
}


def our_words(settings: Settings) -> str:
    """What the ids of our own words begin with: they are explained on the page on citing."""
    return identifier(settings, f"{address_of(CITING)}#")


class LinkedData:
    """Makes the JSON-LD of pages: text that can stand in a script of a page as it is."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.settings = index.collection.settings

    def home(self) -> str:
        """The site, with its search, and where its open data is described."""
        site: Node = {
            "@type": "WebSite",
            "@id": self._id("./"),
            "name": self.settings.title,
            "description": self.settings.description,
            "url": self._url(HOME, HOME),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{self._url(SEARCH, HOME)}?q={{q}}"},
                "query-input": "required name=q",
            },
            "hasPart": {"@id": self._id(PACKAGE), "url": self._url(DATA, HOME)},
        }
        return self._script([site])

    def open_data(self, crumbs: Iterable[tuple[str, str]]) -> str:
        """The open data as a set of data, for its own page."""
        statement = self.settings.accessibility
        open_data: Node = {
            "@type": "Dataset",
            "@id": self._id(PACKAGE),  # as in the descriptor itself
            "name": f"{self.settings.title}: open data",
            "description": "Every plan, recommendation and action, and what was said and found of them since.",
            "url": self._url(DATA, DATA),
            "version": VERSION.number,
            "publisher": _named("Organization", statement.organisation) if statement else None,
            "license": _licence(licence_of_all(self.index)),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": self._url(file, DATA), "encodingFormat": kind}
                for file, kind in DISTRIBUTIONS
            ],
        }
        return self._script([open_data, self._breadcrumbs(crumbs, DATA)])

    def plan(self, plan: Plan, crumbs: Iterable[tuple[str, str]]) -> str:
        """A plan as a report of its body, about the inspectorate's."""
        here = plan_page(plan.id)
        last = last_entry(self.index, plan)
        body = self.index.body_called[plan.body]
        report: Node = {
            "@type": "Report",
            "@id": self._id(lasting_key(plan)),
            "name": plan.title,
            "url": self._url(here, here),
            "author": {"@type": "Organization", "@id": self._id_of(body_page(_first(body))), "name": body.name},
            "publisher": _named("Organization", plan.publisher),
            "license": _licence(plan.licence),
            "our:submitted": plan.submitted.isoformat() if plan.submitted else None,
            "our:lastEntry": last.day.isoformat() if last else None,
            "about": {
                "@type": "Report",
                "author": _named("Organization", plan.inspectorate),
                "datePublished": plan.published.isoformat() if plan.published else None,
            },
            "encoding": [
                {
                    "@type": "MediaObject",
                    "contentUrl": self._url(plan_file(plan.id), here),
                    "encodingFormat": "application/yaml",
                    "sha256": self.index.file_hash(plan),
                },
                {
                    "@type": "MediaObject",
                    "contentUrl": self._url(plan_json(plan.id), here),
                    "encodingFormat": "application/json",
                },
            ],
        }
        return self._script([report, self._breadcrumbs(crumbs, here)])

    def recommendation(self, made: Made, crumbs: Iterable[tuple[str, str]]) -> str:
        """A recommendation as a part of its plan, and the actions that answer it."""
        asked: Node = {
            "@type": "CreativeWork",
            "@id": self._id(lasting_key(made.plan, made.recommendation)),
            "name": f"Recommendation {number_of(made.recommendation)}",
            "text": made.new_words[1] if made.new_words else made.recommendation.text,
            "url": self._url(made.page, made.page),
            "isPartOf": {"@id": self._id(lasting_key(made.plan))},
            "our:decision": made.decision,
            "our:assurance": made.assurance,
        }
        actions = [self._action(standing, made) for standing in made.standings]
        return self._script([asked, *actions, self._breadcrumbs(crumbs, made.page)])

    def _action(self, standing: Standing, made: Made) -> Node:
        printed = [standing.date_words] if standing.date_words else list(standing.dates_beside)
        return {
            "@type": "Action",
            "@id": self._id(lasting_key(standing.plan, standing.action)),
            "description": standing.new_words[1] if standing.new_words else standing.action.words,
            "url": self._url(standing.page, made.page),
            "object": {"@id": self._id(lasting_key(made.plan, made.recommendation))},
            "agent": [self._owner(post) for post in standing.owners],
            "actionStatus": STATUS.get(standing.delivery),
            "our:delivery": standing.delivery,
            "our:assurance": standing.assurance,
            "our:targetDate": printed,
            "our:lastDay": standing.latest.isoformat() if standing.latest else None,
        }

    def _owner(self, post: Post) -> Node:
        """A post, a team or a department: which, is not known."""
        body = self.index.collection.bodies[post.body]
        first = self._first_ids.get((post.body, post.id), post.id)
        return {"@id": self._id_of(owner_page(_first(body), first)), "name": post.name}

    @cached_property
    def _first_ids(self) -> Mapping[tuple[str, str], str]:
        """The id that each listed owner had first, as its own body lists it, else another for it."""
        found: dict[tuple[str, str], str] = {}
        for body in self.index.collection.bodies.values():
            for id_, owner in body.owners.items():
                home = self.index.listed_owner(body, id_).body
                if home == body.id or (home, id_) not in found:
                    found[home, id_] = first_id(id_, owner.formerly)
        return found

    def _breadcrumbs(self, crumbs: Iterable[tuple[str, str]], here: str) -> Node:
        """Where a page stands, by the names and the pages above it; itself without a page."""
        places: list[Node] = [
            {"@type": "ListItem", "position": place, "name": name, "item": self._url(page, here) if page else None}
            for place, (name, page) in enumerate(crumbs, start=1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": places}

    def _id(self, key: str) -> str:
        return identifier(self.settings, key)

    def _id_of(self, page: str) -> str:
        """The id of what has no key, by its address below the site's. It ends with a slash, so it is nobody's key."""
        return self._id(address_of(page))

    def _url(self, page: str, here: str) -> str:
        """The address of a page or a file: in full, else from the page `here`."""
        if self.settings.address:
            return f"{self.settings.address}{address_of(page)}"
        path, mark, anchor = address_of(page).partition("#")
        if path == address_of(here):
            return f"{mark}{anchor}" or "./"
        folder = "/" if path.endswith("/") else ""
        return f"{relpath(f'/{path}', f'/{address_of(here)}')}{folder}"

    def _script(self, nodes: list[Node]) -> str:
        """What is known of things, as a script that no word of theirs can end."""
        context = CONTEXT | {"our": our_words(self.settings)}
        said = {"@context": context, "@graph": [_stated(node) for node in nodes]}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _first(body: Body) -> str:
    return first_id(body.id, body.formerly)


def _licence(name: str | None) -> Node | None:
    """A licence by its name, and by its address where it is known."""
    known = KNOWN_LICENCES.get(name or "")
    return {"@type": "CreativeWork", "name": name, "url": known[1] if known else None} if name else None


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _stated(value: Value) -> Value:
    """Without what is not known."""
    if isinstance(value, Mapping):
        return {name: _stated(part) for name, part in value.items() if part not in (None, "", [])}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_stated(part) for part in value]
    return value
