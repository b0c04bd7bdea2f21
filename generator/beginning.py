"""The beginning of a plan: its head, and a recommendation for each number, with clear gaps that pass `plans check`.

What is asked for is judged by check's own rules, so that what passes here passes there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from generator.addresses import slug
from generator.check import check
from generator.checking import suggestion
from generator.fields import RESERVED_PLAN_IDS, quoted
from generator.follow_up import NotUnderstood
from generator.id_rules import id_needed
from generator.model import Body, Plan
from generator.read import PLANS_FOLDER, Reading, read_begun
from generator.refusals import Keys
from generator.targetdate import read_day
from generator.write import fields_read, text_of, yaml
from generator.yamlfile import Value, parse

Given = Mapping[str, str]  # what an editor gave, by option

# What is asked, in this order. Each with what it is.
MEANINGS = {
    "title": "The title of the plan, as printed.",
    "body": "Whose plan it is; a body that is new here gets a file of its own.",
    "inspectorate": "Whose report it answers (default: the only one of site_config.yml).",
    "report_published": "The day the report was published, as printed.",
    "action_plan_submitted": "The day the plan was submitted, as printed.",
    "source": "What it is taken from: a file in plans/sources/, or an address.",
    "recommendations": "How many recommendations it has, as in 7, or their printed numbers, as in '1, 2a, 2b'.",
    "id": "The plan's id, which becomes its address (default: made of the body and the year).",
}
MAY_BE_LEFT_OUT = ("report_published", "action_plan_submitted", "id")
_HEAD = ("title", "body", "inspectorate", "report_published", "action_plan_submitted")
_STAND_INS = {"title": "…", "source": "https://plans.example/", "recommendations": "1"}
MOST = 200  # recommendations


@dataclass(frozen=True)
class Beginning:
    """A plan so far, as an editor gave it."""

    reading: Reading
    given: Given
    entered: date

    @property
    def lacking(self) -> list[str]:
        """What has still to be given."""
        return [name for name in MEANINGS if name not in self._whole and name not in MAY_BE_LEFT_OUT]

    @property
    def id(self) -> str:
        """The id given; else the body and the year of the report, or of the plan, or of today."""
        days = (read_day(self.given[name]) for name in _HEAD[3:] if name in self.given)
        year = next((day for day in days if day), self.entered).year
        proposed = f"{self._id_of_body}-{year}"
        others = (f"{proposed}-{number}" for number in range(2, 99))
        return self.given.get("id") or next((id_ for id_ in (proposed, *others) if not self._why_not(id_)), proposed)

    @property
    def name(self) -> str:
        """The plan's file, as problems have it."""
        return f"{PLANS_FOLDER}/{self.id}.yml"

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts of the files to make, by their names in problems; for what lacks nothing and has no flaws."""
        plan = _record(self._files[self.name])
        made = {self.name: text_of(Plan.model_validate({**plan, "id": self.id}), self._remarks)}
        for name in [*self._files][1:]:
            body = Body.model_validate({**_record(self._files[name]), "id": self._id_of_body})
            made[name] = text_of(body, {("name",): _ABOUT_BODY})
        return made

    @property
    def flaws(self) -> list[str]:
        """What is wrong with what is given, and what to do; two lines each."""
        whole = replace(self, given={**_STAND_INS, **self._first_of_all, **self._whole})
        own = [
            why
            for why in (whole._why_no_body, whole._why_not(whole.id), whole._why_no_source, whole._why_no_numbers)
            if why
        ]
        return own or whole._problems

    # What is given

    @property
    def _whole(self) -> Given:
        assert self.reading.collection
        inspectorates = self.reading.collection.settings.inspectorates
        return {**({"inspectorate": inspectorates[0]} if len(inspectorates) == 1 else {}), **self.given}

    @property
    def _first_of_all(self) -> Given:
        """What stands in for a body and an inspectorate, while others are judged."""
        assert self.reading.collection
        bodies = [body.name for body in self.reading.collection.bodies.values()]
        return {"body": [*bodies, "Body"][0], "inspectorate": self.reading.collection.settings.inspectorates[0]}

    @property
    def _body(self) -> Body | None:
        assert self.reading.collection
        bodies = self.reading.collection.bodies.values()
        return next((body for body in bodies if self.given.get("body") in body.names), None)

    @property
    def is_body_new(self) -> bool:
        """Whether nobody has listed the body yet."""
        return self._body is None

    @property
    def bodies_like_it(self) -> str:
        """'did you mean …?', if the body's name is like one that is listed."""
        assert self.reading.collection
        names = [name for body in self.reading.collection.bodies.values() for name in body.names]
        return suggestion(self.given.get("body", ""), names, "")

    @property
    def _id_of_body(self) -> str:
        return self._body.id if self._body else slug(self.given.get("body", ""))

    @property
    def _why_no_body(self) -> str:
        file = f"{PLANS_FOLDER}/bodies/{self._id_of_body}.yml"
        if not self._body and file in self.reading.files:
            hint = "add this one there under 'also', or give a name that is there"
            return f"{file} is there already, with other names\n    {hint}"
        return ""

    def _why_not(self, id_: str) -> str:
        """Why an id cannot be this plan's."""
        assert self.reading.collection
        former = [each for plan in self.reading.collection.plans.values() for each in plan.formerly]
        if id_ in RESERVED_PLAN_IDS:
            return f"the site has another page at the address {quoted(id_)}\n    choose another id"
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", id_):
            hint = "use small letters, figures and single hyphens, as in 'harbour-2031'"
            return f"{quoted(id_)} is no id for a plan\n    {hint}"
        if f"{PLANS_FOLDER}/{id_}.yml" in self.reading.files or id_ in former:
            return f"there is a plan {quoted(id_)} already, or was one\n    give this one another id"
        return ""

    # The source

    @property
    def _source(self) -> str:
        """The source as the plan names it: below plans/."""
        typed = self._whole.get("source", "").strip()
        return typed if "://" in typed else f"sources/{typed.rpartition('sources/')[2]}"

    @property
    def _why_no_source(self) -> str:
        assert self.reading.collection
        held = [name.removeprefix("sources/") for name in self.reading.collection.sources]
        if "://" in self._source or self._source in self.reading.collection.sources:
            return ""
        typed = self.given.get("source", "")
        put_it_there = (
            f"put the text of the plan, saved as UTF-8, into {PLANS_FOLDER}/sources/ first; or give an address"
        )
        hint = suggestion(self._source.removeprefix("sources/"), held, put_it_there)
        return f"there is no file {quoted(typed)} in {PLANS_FOLDER}/sources/\n    {hint}"

    # The recommendations

    @property
    def _numbers(self) -> list[str]:
        typed = self._whole.get("recommendations", "")
        if re.fullmatch(r"\s*[0-9]{1,3}\s*", typed):
            return [str(number) for number in range(1, int(typed) + 1)]
        return [number for number in re.split(r"\s*,\s*", typed.strip()) if number]

    @property
    def _why_no_numbers(self) -> str:
        if 0 < len(self._numbers) <= MOST and re.search("[0-9,]", self._whole["recommendations"]):
            return ""
        hint = f"write how many there are, from 1 to {MOST}, or their numbers with commas between, as in '1, 2a, 2b'"
        return (
            f"{quoted(self.given.get('recommendations', ''))} does not say which recommendations there are\n    {hint}"
        )

    # The files

    @cached_property
    def _problems(self) -> list[str]:
        begun = read_begun(self.reading, self.id, {name: text.encode() for name, text in self._files.items()})
        found = sorted({*begun.problems, *check(begun)})
        own = [problem for problem in found if problem.place.file in self._files and not problem.is_advice]
        return list(dict.fromkeys(f"{problem.message}\n    {problem.hint}" for problem in own))

    @cached_property
    def _files(self) -> dict[str, str]:
        assert self.reading.collection
        source = self.reading.collection.sources.get(self._source)
        fields: dict[str, Value] = {name: self._whole[name].strip() for name in _HEAD if name in self._whole}
        fields["source"] = self._source
        fields |= {"source_sha256": sha256(source).hexdigest()} if source is not None else {}
        fields["entered"] = fields["copying_since"] = self.entered.isoformat()
        fields["recommendations"] = [_with_gaps(number) for number in self._numbers]
        body = {f"{PLANS_FOLDER}/bodies/{self._id_of_body}.yml": yaml({"name": self.given.get("body", "").strip()})}
        return {self.name: yaml(fields), **(body if self.is_body_new else {})}

    @property
    def _remarks(self) -> dict[Keys, str]:
        assert self.reading.collection
        settings = self.reading.collection.settings
        decision = next((words[0] for words in settings.decision_words.values() if words), "Agreed")
        example = _EXAMPLE.format(decision=decision, theme=next(iter(settings.themes), "staff"))
        copying: dict[Keys, str] = {("copying_since",): _ABOUT_COPYING}
        return {("title",): _ABOUT_PLAN, ("entered",): _ABOUT_HEAD, **copying, ("recommendations", 0): example}


def _record(text: str) -> dict[str, Value]:
    file, _ = parse(text.encode(), "")
    assert file
    return fields_read(file.value)


def _with_gaps(number: str) -> Value:
    """A recommendation of which nothing is written down; with an id where its number makes none."""
    id_ = id_needed(number)
    return {"number": number, **({"id": id_} if id_ else {}), "missing": ["text", "decision", "actions"]}


_ABOUT_PLAN = """\
This plan is begun: it passes 'plans check' as it is, and has gaps. Each comment says what to do;
delete it when it is done. All keys are explained on the site's page 'how-to'."""
_ABOUT_HEAD = """\
If they are printed, or known, write above this line:
  publisher: who published the plan
  licence: the licence of its text
  introduction: the words before the first recommendation
  abbreviations: short forms, each on a line of its own below, with a colon and what it means"""
_ABOUT_COPYING = """\
Delete this line when all that is printed is written in. Till then the site says 'not copied yet'
of what is missing, and words may change without a note."""
_EXAMPLE = """\
'missing' says what is not written down. Write it in below the number, and take its word out of
'missing'; leave there what the source lacks. A whole one looks like this:
  - number: 1
    text: Inspect every mooring chain.
    decision: {decision}
    themes: [{theme}]
    response:
      - action: Survey all nine chains and replace what fails.
        owner: Harbour Engineer
        target_date: 30/06/2031
The words are kept as printed. Each action gets its id by 'plans fmt'."""
_ABOUT_BODY = """\
Add below, if the plan prints them: 'also' with other names of the body, and 'owners' that are
spelt in several ways. Other files in this folder show how."""


def whole(beginning: Beginning) -> Beginning:
    """A beginning that options gave; raises NotUnderstood with all that it lacks and all that is wrong with it."""
    option = {name: f"--{name.replace('_', '-')}" for name in MEANINGS} | {"id": "the id"}
    absent = [
        f"{option[name]} is missing\n    give {MEANINGS[name][:1].lower()}{MEANINGS[name][1:]}"
        for name in beginning.lacking
    ]
    if wrong := [*absent, *beginning.flaws]:
        raise NotUnderstood("\n".join(["nothing is written:", *wrong]).replace("\n", "\n  "))
    return beginning


def next_steps(beginning: Beginning, plans: str) -> list[str]:
    """What to do with a plan that is begun, each with its command, in which the program is called as given."""
    made = [*beginning.texts]
    body = [f"Look through {made[1]}: it has the body's name alone."] if beginning.is_body_new else []
    return [
        f"Open {beginning.name} and write in what is printed; its comments say how.",
        *body,
        f"{plans} fmt: wraps the words and gives each action its id.",
        f"{plans} check {beginning.name}: says what is wrong and where.",
        f"{plans} serve: shows the plan as readers will see it.",
        "Delete its line 'copying_since' when all is written in; till then its page says that the copy is incomplete.",
    ]
