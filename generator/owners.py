"""Every owner that ever had an address: who is listed, who is printed, and who a name of before has become.

An owner keeps its page when its last action goes to another or is removed, so that no address dies.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.addresses import slug
from generator.index import Index, Post, post_order
from generator.model import (
    Action,
    Aim,
    Body,
    Commitment,
    Document,
    Owner,
    Plan,
    PrintedBeside,
    Recommendation,
    Removal,
    Step,
    Update,
)


@dataclass(frozen=True)
class Naming:
    """Where an owner's words stand, and of what kind the place is."""

    plan: Plan
    words: str
    recommendation: Recommendation
    part: Commitment | Step
    id: str  # of the action that it is, or belongs to; of the recommendation where there is none
    document: Document | None  # the update that says so, if it is not the plan

    @property
    def how(self) -> str:
        """What the owner had to do with it that does not answer for it now."""
        if self.plan.removed:
            return "in a plan that was removed"
        if self.recommendation.removed:
            return "in a recommendation that was removed"
        if isinstance(self.part, Commitment) and self.part.removed:
            return "an action that was removed"
        if self.document and self.document.removed:
            return "in an update that was removed"
        if isinstance(self.part, Step):
            return "for a step of it"
        return "before an update named another" if "." in self.id else "for an aim of it"


@dataclass(frozen=True)
class Former:
    """What an address that no owner has now stood for: the words it was known by, and who they mean."""

    words: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Owners:
    """The owners of an index, with those that answer for nothing now."""

    index: Index

    @cached_property
    def all(self) -> tuple[Post, ...]:
        """Every owner, by body and name: those listed, and those of whom a plan or an update speaks."""
        spelt = {(naming.plan.body, naming.words): naming.plan for naming in self._namings}  # each once: they are few
        printed = (post for (_, words), plan in spelt.items() for post in self.index.posts(plan, words))
        return tuple(sorted(dict.fromkeys([*self.index.by_owner, *self._listings, *printed]), key=post_order))

    @cached_property
    def of(self) -> Mapping[str, tuple[Post, ...]]:
        """For every body that has owners those that ever were."""
        held: defaultdict[str, list[Post]] = defaultdict(list)
        for post in self.all:
            held[post.body].append(post)
        return {body: tuple(posts) for body, posts in held.items()}

    @cached_property
    def former(self) -> Mapping[str, Mapping[str, Former]]:
        """For a body the ids that owners had there and none has now, with what each stood for."""
        taken = {(post.body, post.id) for post in self.all}
        found: defaultdict[str, dict[str, Former]] = defaultdict(dict)
        for body, id_, former in self._ids_before():
            if (body, id_) not in taken:
                found[body].setdefault(id_, former)
        return found

    @cached_property
    def named(self) -> Mapping[Post, tuple[Naming, ...]]:
        """For every owner where it is named but does not answer now, each action or recommendation once."""
        held = {(standing.plan.id, standing.id): standing.owners for standing in self.index.standings}
        found: defaultdict[Post, dict[tuple[str, str], Naming]] = defaultdict(dict)
        for naming in self._namings:
            for post in self.index.posts(naming.plan, naming.words):
                if post not in held.get((naming.plan.id, naming.id), ()):
                    found[post].setdefault((naming.plan.id, naming.id), naming)
        return {post: tuple(namings.values()) for post, namings in found.items()}

    def has_page(self, body: Body) -> bool:
        """Whether a body has, or ever had, owners or actions without one: it keeps a page for them."""
        return body.id in self._bodies_with_owners

    def spellings(self, post: Post) -> list[str]:
        """Other ways in which an owner is printed."""
        listed = (words for owner in self._listings.get(post, ()) for words in (owner.name, *owner.also))
        return [words for words in dict.fromkeys(listed) if words != post.name]

    def removal(self, post: Post) -> Removal | None:
        """That an owner was removed, if every body's file that lists it says so."""
        removals = [owner.removed for owner in self._listings.get(post, ())]
        return removals[0] if removals and all(removals) else None

    @cached_property
    def _bodies_with_owners(self) -> frozenset[str]:
        of_plans = {self.index.body_called[plan.body].id for plan in self.index.all_plans}
        return frozenset({*self.of, *of_plans, *self.former})

    @cached_property
    def _listings(self) -> Mapping[Post, tuple[Owner, ...]]:
        """Every owner that a body's file lists, and how; first as its own body does."""
        found: defaultdict[Post, list[Owner]] = defaultdict(list)
        for body in self.index.all_bodies:
            for id_, owner in body.owners.items():
                found[self.index.listed_owner(body, id_)].append(owner)
        return {post: tuple(sorted(found[post], key=lambda owner: bool(owner.of))) for post in found}

    def _ids_before(self) -> Iterator[tuple[str, str, Former]]:
        """Ids that owners have or had, each behind its body's: those listed, and the slugs of what is printed.

        What is listed may have been printed until a slip was mended. A body's own owners come before those who are
        listed elsewhere and belong to it: those may have had their ids before they came.
        """
        for body in self.index.all_bodies:
            yield from ((body.id, named, former) for _, named, former in self._ids_listed(body))
            listed = (words for owner in body.owners.values() for words in (owner.name, *owner.also))
            for words in dict.fromkeys(listed):
                yield body.id, slug(words), Former(words, self.index.listed_owners(body, words))
        for naming in self._namings:
            posts = self.index.posts(naming.plan, naming.words)
            yield self.index.body_called[naming.plan.body].id, slug(naming.words), Former(naming.words, posts)
        for body in self.index.all_bodies:
            yield from self._ids_listed(body)

    def _ids_listed(self, body: Body) -> Iterator[tuple[str, str, Former]]:
        """The ids that owners have or had in a body's file, each behind the id of the body it belongs to."""
        for id_, owner in body.owners.items():
            post = self.index.listed_owner(body, id_)
            yield from ((post.body, named, Former(owner.name, (post,))) for named in (id_, *owner.formerly))

    @cached_property
    def _namings(self) -> tuple[Naming, ...]:
        """Every place in a plan or an update where an owner is named, whatever became of it."""
        return (*self._in_plans(), *self._in_updates())

    def _in_plans(self) -> Iterator[Naming]:
        for plan in self.index.all_plans:
            for made in plan.made:
                followed = {action.id: action for action in made.followed}
                for block in made.response:
                    if isinstance(block, PrintedBeside):
                        beside = [(words, id_) for words in block.owner for id_ in block.words]
                        yield from (Naming(plan, words, made, followed[id_], id_, None) for words, id_ in beside)
                    elif isinstance(block, Action | Aim):
                        owned = ((part, part.owner) for part in block.parts if part.owner)
                        yield from (Naming(plan, words, made, part, block.id or made.id, None) for part, words in owned)

    def _in_updates(self) -> Iterator[Naming]:
        actions = {
            (plan.id, named): (made, action)
            for plan in self.index.all_plans
            for made in plan.made
            for action in made.followed
            for named in (action.id, *action.formerly)
        }
        for document in self.index.collection.documents:
            if isinstance(document, Update) and document.date <= self.index.as_at:
                plan = self.index.collection.plans[document.plan]
                for entry in document.entries:
                    # None is found of an action that the source lacks.
                    if entry.owner and (found := actions.get((plan.id, entry.action))):
                        made, action = found
                        yield Naming(plan, entry.owner, made, action, action.id or "", document)
