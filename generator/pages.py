"""The site's pages as Markdown, made through templates; writes nothing.

Every value that a template shows is escaped as plain text unless it is `Markdown` already, so that words stay words.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import addresses, markdown
from generator.addresses import address_of
from generator.connections import Connections
from generator.glossary import short_forms
from generator.index import MOST_LIMITED_FIRST, TIMELINESS_ORDER, Index, by_timeliness, counts
from generator.markdown import Markdown
from generator.model import (
    Action,
    Aim,
    Body,
    EditorsNote,
    GroupHeading,
    Heading,
    Plan,
    PrintedBeside,
    Recommendation,
    Theme,
)
from generator.moved import Moved, moved, traces_of
from generator.owners import Owners
from generator.phrases import (
    FILTERS,
    Linked,
    date_line,
    is_paired_by_us,
    number,
    number_of,
    shortened,
    standings_of,
)
from generator.promises import promised
from generator.vocabulary import Decision, DecisionReason, Delivery

TEMPLATES = Path(__file__).parent / "templates"

Page = tuple[str, str]  # its path below build/docs, its text
Named = tuple[str, str]  # a name, the page it leads to
Render = Callable[[str, Mapping[str, object]], str]  # the text of a kind of page, made of what it shows


def pages(index: Index) -> dict[str, str]:
    """Every page of the site by its path below build/docs, old ones too, and the plans' files and sources as held.

    A list of all their addresses stands beside them.
    """
    made = _made(_Writer(index))
    made[addresses.ADDRESSES] = "".join(f"{address}\n" for address in promised(index, made))
    return dict(sorted(made.items()))


def addresses_promised(index: Index) -> list[str]:
    """Every address of the site, with the anchors of what stands there; no page is made for it."""
    return promised(index, _made(_Writer(index, render=lambda _, __: "")))


def _made(writer: "_Writer") -> dict[str, str]:
    made = dict([*writer.all(), *_held(writer.index)])
    return made | dict(writer.moved(old) for old in moved(writer.index, writer.owners, made))


def _held(index: Index) -> Iterator[Page]:
    for plan in index.all_plans:
        for named in (plan.id, *plan.formerly):
            if source := index.collection.sources.get(plan.source):
                yield addresses.source_file(named), source.decode()
            yield addresses.plan_file(named), index.collection.files[plan.id].decode()


class _Writer:
    """Makes the pages of one index."""

    def __init__(self, index: Index, render: Render | None = None) -> None:
        self.index = index
        self.settings = index.collection.settings
        self.connections = Connections(index)
        self.owners = Owners(index)
        self.render = render or _rendering(_environment(index, self.connections, self.owners))

    def all(self) -> Iterator[Page]:
        yield self._page(addresses.HOME, "home", self.settings.title, self.settings.description, crumbs=[])
        yield self._section(addresses.PLANS, "plans", "Plans", "Every action plan on this site, newest first.")
        for plan in self.index.plans:
            yield self.plan(plan)
            yield from self.recommendations(plan)
        for plan in self.index.removed_plans:
            yield self.removed_plan(plan)
            yield from self.recommendations(plan)
        yield self._section(addresses.THEMES, "themes", "Themes", "Recommendations by what they are about.")
        yield from (self.theme(id_, theme) for id_, theme in self.settings.themes.items())
        yield self._section(addresses.OWNERS, "owners", "Owners", "Who answers for the actions, body by body.")
        yield self._section(addresses.BODIES, "bodies", "Bodies", "The organisations that were inspected or answer.")
        for body in self.index.all_bodies:
            yield self.body(body)
            yield from self.owners_of(body)
        yield self.decisions()
        yield self.glossary()
        yield self._section(addresses.ABOUT, "about", "About", "How this site is made and what its words mean.")
        yield self._section(addresses.SEARCH, "search", "Search", "Search every recommendation and action.")

    def plan(self, plan: Plan) -> Page:
        name = self.index.names[plan.id]
        made = self.index.made[plan.id]
        return self._page(
            addresses.plan_page(plan.id),
            "plan",
            name,
            f"{plan.title}: {number(len(made), 'recommendation')}, and what was promised in answer.",
            crumbs=[("Plans", addresses.PLANS), (name, "")],
            plan=plan,
            made=made,
            made_by_id={one.recommendation.id: one for one in made},
            standings=standings_of(made),
        )

    def recommendations(self, plan: Plan) -> Iterator[Page]:
        """The page of each recommendation with its neighbours; of a removed one, that it went."""
        name = self.index.names[plan.id]
        traces = traces_of(self.index, plan)
        standing = {made.recommendation.id: made for made in self.index.made.get(plan.id, ())}
        neighbours: list[Named | None] = [
            None,
            *((_called(one), addresses.recommendation_page(plan.id, one.id)) for one in plan.made),
            None,
        ]
        for place, recommendation in enumerate(plan.made):
            made = standing.get(recommendation.id)
            page = addresses.recommendation_page(plan.id, recommendation.id)
            yield self._page(
                page,
                "recommendation" if made else "removed",
                f"{_called(recommendation)} · {name}",
                shortened(recommendation.text or f"{_called(recommendation)} of {name}"),
                crumbs=[
                    ("Plans", addresses.PLANS),
                    (name, addresses.plan_page(plan.id)),
                    (_called(recommendation), ""),
                ],
                previous=neighbours[place],
                next=neighbours[place + 2],
                plan=plan,
                made=made,
                recommendation=recommendation,
                standings={one.id: one for one in made.standings} if made else {},
                traces=traces.get(recommendation.id, ()),
                also_answered=self.connections.answered_elsewhere.get(page, ()),
                also_answered_by=self.connections.also_answered_by.get(page, ()),
                answering=self.connections.answering.get(page, ()),
                beside=self.connections.plans_before_and_after(plan),
                alike=self.connections.on_the_same_themes(made) if made else (),
            )

    def removed_plan(self, plan: Plan) -> Page:
        """The page of a plan that went, at its old address."""
        name = self.index.names[plan.id]
        crumbs = [("Plans", addresses.PLANS), (name, "")]
        about = f"{name} was removed from this site."
        return self._page(addresses.plan_page(plan.id), "removed_plan", name, about, crumbs=crumbs, plan=plan)

    def theme(self, id_: str, theme: Theme) -> Page:
        made = self.index.by_theme[id_]
        return self._page(
            addresses.theme_page(id_),
            "theme",
            theme.name,
            theme.about,
            crumbs=[("Themes", addresses.THEMES), (theme.name, "")],
            theme=theme,
            made=made,
            standings=standings_of(made),
        )

    def owners_of(self, body: Body) -> Iterator[Page]:
        """The page of a body's owners, and the page of each, if it has or had any."""
        if not self.owners.has_page(body):
            return
        owners = ("Owners", addresses.OWNERS)
        posts = self.owners.of.get(body.id, ())
        yield self._page(
            addresses.owners_page(body.id),
            "owners_of",
            f"Owners at {body.name}",
            f"Who answers for the actions of {body.name}.",
            crumbs=[owners, (body.name, "")],
            body=body,
            posts=self.index.owners_of.get(body.id, ()),
            idle=[post for post in posts if post not in self.index.by_owner and not self.owners.removal(post)],
            removed=[post for post in posts if self.owners.removal(post)],
            unowned=self.index.unowned.get(body.id, ()),
        )
        for post in posts:
            yield self._page(
                addresses.owner_page(post.body, post.id),
                "owner",
                f"{post.name} · {body.name}",
                f"The actions that {post.name} of {body.name} answers for.",
                crumbs=[owners, (body.name, addresses.owners_page(body.id)), (post.name, "")],
                body=body,
                post=post,
                removed=self.owners.removal(post),
                standings=self.index.by_owner.get(post, ()),
                named=self.owners.named.get(post, ()),
            )

    def moved(self, old: Moved) -> Page:
        """An old page, which keeps what stood there and leads on."""
        crumbs = [*old.crumbs, (old.title, "")]
        return self._page(old.page, "moved", old.title, old.was, crumbs=crumbs, now=old.now, old=old)

    def body(self, body: Body) -> Page:
        plans = self.index.plans_of.get(body.id, ())
        return self._page(
            addresses.body_page(body.id),
            "body",
            body.name,
            f"The action plans of {body.name}, and what is recommended to it in others.",
            crumbs=[("Bodies", addresses.BODIES), (body.name, "")],
            body=body,
            plans=plans,
            addressed=self.index.addressed_to.get(body.id, ()),
            standings=[one for plan in plans for one in standings_of(self.index.made[plan.id])],
        )

    def decisions(self) -> Page:
        """Decisions that limit or are not known, those that grant least first."""
        made = self.index.all_made
        by_decision = {
            decision: [one for one in made if one.decision is decision]
            for decision in MOST_LIMITED_FIRST
            if decision is not Decision.AGREED
        }
        return self._section(
            addresses.DECISIONS,
            "decisions",
            "Decisions",
            "What was agreed and what was not, with the reason and the part that is agreed, as printed.",
            by_decision={decision: group for decision, group in by_decision.items() if group},
            reasons=[reason for one in made for reason in one.reasons],
        )

    def glossary(self) -> Page:
        """The short forms of all plans."""
        about = "The short forms of the plans, and what each plan says they mean."
        forms = list(short_forms(self.index))
        return self._section(addresses.GLOSSARY, "glossary", "Glossary", about, short_forms=forms)

    def _section(self, page: str, kind: str, title: str, about: str, **context: Any) -> Page:
        return self._page(page, kind, title, about, crumbs=[(title, "")], **context)

    def _page(
        self,
        page: str,
        kind: str,
        title: str,
        description: str,
        *,
        crumbs: Sequence[Named],
        previous: Named | None = None,
        next: Named | None = None,
        now: Sequence[Named] = (),
        **context: object,
    ) -> Page:
        """A page from the template of its kind, below the front matter that the theme reads.

        Front matter is read as YAML 1.1, which takes 'no' for a falsehood: every value is written as JSON.
        Characters stand as they are: YAML knows no pairs of escapes for those beyond 16 bits.
        """
        matter: dict[str, object] = {"title": title, "description": description, "kind": kind}
        matter["crumbs"] = [_addressed(crumb) for crumb in crumbs]
        matter |= {name: _addressed(to) for name, to in (("previous", previous), ("next", next)) if to}
        if len(now) == 1:
            matter["now"] = address_of(now[0][1])
        if kind == "search":
            matter["template"] = "search.html"
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in matter.items())
        body = self.render(kind, {"here": page, "title": title, **context})
        return page, f"---\n{front}---\n{_spaced(body)}"


def _rendering(templates: Environment) -> Render:
    return lambda kind, context: templates.get_template(f"{kind}.md.jinja").render(context)


def _called(recommendation: Recommendation) -> str:
    return f"Recommendation {number_of(recommendation)}"


def _addressed(named: Named) -> list[str]:
    name, page = named
    return [name, address_of(page)]


def _spaced(text: str) -> str:
    """Text with one blank line where a template left several, and no blanks at the ends of lines."""
    return re.sub(r" *\n(?:[ \n]*\n(?=\n))?", "\n", text).strip() + "\n"


def _environment(index: Index, connections: Connections, owners: Owners) -> Environment:
    linked = Linked(index, connections)
    environment = Environment(  # Markdown, not HTML, and escaped by `finalize`
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markdown) else markdown.escape(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "index": index,
        "settings": index.collection.settings,
        "addresses": addresses,
        "by_timeliness": by_timeliness,
        "counts": counts,
        "date_line": date_line,
        "decision_order": tuple(Decision),
        "delivery_order": tuple(Delivery),
        "how_read": linked.how_read,
        "keys": linked.keys,
        "link": markdown.link,
        "outside": markdown.outside,
        "pointing": linked.pointing,
        "printed_again": linked.printed_again,
        "printed_line": linked.line,
        "printed_words": linked.printed,
        "owner_lines": linked.owner_lines,
        "post": linked.post,
        "printed_owners": linked.printed_owners,
        "reason_order": tuple(DecisionReason),
        "reference": linked.reference,
        "repository_links": linked.repository_links,
        "see": linked.see,
        "source": linked.source,
        "spellings": owners.spellings,
        "owners": owners,
        "timeliness_order": TIMELINESS_ORDER,
    }
    environment.filters |= FILTERS
    environment.tests |= {
        "action": lambda block: isinstance(block, Action | Aim),
        "aim": lambda block: isinstance(block, Aim),
        "cell": lambda block: isinstance(block, PrintedBeside),
        "editors_note": lambda block: isinstance(block, EditorsNote),
        "group_heading": lambda entry: isinstance(entry, GroupHeading),
        "heading": lambda block: isinstance(block, Heading),
        "paired_by_us": is_paired_by_us,
    }
    return environment
