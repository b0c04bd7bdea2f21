"""Made-up recommendations in any number, near one another on purpose, and rewordings of them: for measuring `likeness`.

A recommendation is put together from phrases of which a few are used very often, so that for any of them hundreds
share its verb, its thing or its purpose, and several share all but one or two phrases.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice

_BODIES = """the prison|the service|the force|the CRC|the NPS division|the governor|the director|the trust|
the board|the partnership|the local authority|HMPPS|the department|the probation service|
the youth offending team|senior managers|the leadership team|heads of service|the health care provider|
the contractor"""
_VERBS = """improve|review|strengthen|evaluate|monitor|ensure the quality of|put into place|introduce|extend|
publish|increase the use of|provide enough|analyse|take urgent action on|implement more consistent|audit|
simplify|revise|complete the work on|allocate sufficient resources to|set clear expectations for|
develop a strategy for|rebuild|reduce delays in|raise the standard of|make better use of|address weaknesses in|
agree a joint approach to|share|record"""
_QUALITIES = """effective|accurate|timely|robust|individual|joint|regular|initial|local|specialist|structured|
safe|independent|professional|daily|written|confidential|planned|evidence-based|routine|strategic|operational|
culturally appropriate|trauma-informed|age-appropriate"""
_THINGS = """risk assessments|risk management plans|sentence plans|pre-sentence reports|home visits|
staff training|staff supervision|management oversight|case records|victim contact|resettlement services|
accommodation places|unpaid work placements|court reports|safeguarding checks|domestic abuse interventions|
drug treatment|mental health referrals|health and safety checks|complaints handling|use of force records|
body-worn cameras|incident reviews|segregation reviews|key worker sessions|education courses|
workshop activities|visiting arrangements|telephone access|food hygiene|cell repairs|cleaning schedules|
translation services|equality monitoring|disability adjustments|reception procedures|first night support|
self-harm monitoring|suicide prevention measures|medication rounds|dental appointments|release planning|
licence conditions|enforcement decisions|breach reports|programme places|mentoring schemes|employment support|
debt advice|information exchange|intelligence sharing|evidence handling|custody records|detention reviews|
appropriate adult provision|crime recording|vulnerability assessments|missing person enquiries|
stalking investigations|response times|workforce plans|recruitment processes|sickness absence|
workload allocation|quality assurance|performance data|contract management|building maintenance|
fire alarm tests|budget forecasts"""
_GROUPS = """women|young adults|children|older people|people from minority backgrounds|foreign nationals|
people with learning disabilities|care leavers|victims of domestic abuse|people serving short sentences|
people released from custody|high-risk offenders|sexual offenders|veterans|prisoners in segregation|
new arrivals|remand prisoners|people on licence|families and carers|people with substance misuse needs|
detainees|witnesses|parents in prison|people who self-harm|gang members|people leaving court|unsentenced women|
disabled prisoners|Gypsy and Traveller people|night staff"""
_PURPOSES = """keep actual and potential victims safe|protect the public|reduce reoffending|
meet individual needs|tackle violence|improve access to settled housing|
support successful reintegration into the community|prevent harm to others|give managers assurance|
allow progress to be measured|make decisions defensible|reduce the number of assaults|
identify those at risk earlier|help people find work|maintain family ties|build trust and confidence|
comply with the law|learn lessons from serious incidents|cut waiting times|make outcomes fairer|
keep caseloads manageable|improve the morale of staff|stop the supply of drugs|
respond to changing circumstances|explain the disparities found|secure continuity of care|
make sure that nobody is overlooked|hold leaders to account|release staff for front line duties|
avoid duplication between agencies|detect abuse sooner|free up space for rehabilitation|
raise attendance at activities|gain the views of service users|keep information up to date"""
_MEANS = """working with the police and children's services|drawing on all available sources of information|
consulting those affected|appointing a named lead|using the national framework|setting measurable targets|
recruiting more practitioners|training every new member of staff|meeting partners each month|
checking a sample of cases|visiting other establishments|reviewing the contract|
sharing good practice across regions|moving to an electronic system|seeking independent advice|
reporting to the board|making one manager responsible|publishing the findings|investing in modern equipment|
listening to complaints|following up every absence|commissioning research|
agreeing a protocol with health services|rotating posts|keeping a single register|
holding regular case discussions"""
_TIMES = """within three months|within six months|by the end of the year|immediately|within 28 days|
before the next inspection|over the next 12 months|as a matter of urgency|by March|without further delay|
within two years|by April"""
_PREAMBLES = """Following concerns raised at earlier visits|
In the light of the findings set out in chapter four|As the chief inspector has said before|
Given the pressures described elsewhere in this report|Recognising the efforts already made|
Since too little has changed|Notwithstanding recent investment|With the support of ministers"""
_ADDITIONS = """and an account of what was done should be placed before the oversight committee|
and the outcome should be communicated to everybody concerned in plain language|
with particular attention to the smaller sites and to those which were short of money|
which we found to be inconsistent across the places that we visited|
and the lessons drawn should be embedded in everyday practice throughout the organisation|
so that the shortcomings we describe are not repeated in years to come"""

# What one word is called by another writer.
_SYNONYMS = {
    "improve": "enhance",
    "review": "re-examine",
    "strengthen": "bolster",
    "evaluate": "appraise",
    "monitor": "track",
    "introduce": "launch",
    "increase": "raise",
    "provide": "offer",
    "enough": "sufficient",
    "analyse": "examine",
    "revise": "rewrite",
    "reduce": "cut",
    "cut": "shorten",
    "address": "tackle",
    "tackle": "deal with",
    "weaknesses": "shortcomings",
    "effective": "successful",
    "accurate": "correct",
    "timely": "prompt",
    "robust": "rigorous",
    "joint": "shared",
    "regular": "frequent",
    "specialist": "expert",
    "written": "documented",
    "staff": "employees",
    "training": "instruction",
    "assessments": "appraisals",
    "checks": "enquiries",
    "plans": "schemes",
    "planning": "preparation",
    "services": "provision",
    "accommodation": "housing",
    "housing": "accommodation",
    "victims": "those harmed",
    "abuse": "violence",
    "interventions": "programmes",
    "treatment": "therapy",
    "women": "female prisoners",
    "children": "young people",
    "custody": "prison",
    "prison": "custody",
    "offenders": "perpetrators",
    "prisoners": "inmates",
    "needs": "requirements",
    "protect": "safeguard",
    "public": "community",
    "prevent": "avoid",
    "identify": "recognise",
    "help": "assist",
    "find": "obtain",
    "decisions": "judgements",
    "law": "legislation",
    "managers": "supervisors",
    "information": "intelligence",
    "sources": "records",
    "practitioners": "officers",
    "lead": "owner",
    "targets": "goals",
    "sample": "selection",
    "partners": "agencies",
    "urgency": "priority",
    "immediately": "at once",
    "repairs": "mending",
    "support": "help",
    "release": "discharge",
    "released": "discharged",
    "recruitment": "hiring",
    "records": "files",
    "reports": "accounts",
}
# The same words in other forms.
_FORMS = {
    "improve": "improving",
    "review": "reviewing",
    "strengthen": "strengthening",
    "evaluate": "evaluation of",
    "monitor": "monitoring of",
    "introduce": "introduction of",
    "publish": "publication of",
    "provide": "provision of",
    "analyse": "analysis of",
    "implement": "implementation of",
    "record": "recording of",
    "assessments": "assessment",
    "plans": "plan",
    "reports": "report",
    "visits": "visit",
    "checks": "checking",
    "reviews": "review",
    "services": "service",
    "interventions": "intervention",
    "referrals": "referring",
    "arrangements": "arranging",
    "procedures": "procedure",
    "decisions": "decision",
    "processes": "process",
    "victims": "victim",
    "needs": "need",
    "women": "woman",
    "children": "child",
    "offenders": "offending",
    "prisoners": "prisoner",
    "protect": "protection of",
    "reduce": "reduction of",
    "prevent": "prevention of",
    "identify": "identification of",
    "effective": "effectively",
    "regular": "regularly",
    "accurate": "accuracy in",
    "timely": "timeliness of",
}


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in listed.split("|"))


BODIES, VERBS, QUALITIES, THINGS, GROUPS, PURPOSES, MEANS, TIMES = map(
    _phrases, (_BODIES, _VERBS, _QUALITIES, _THINGS, _GROUPS, _PURPOSES, _MEANS, _TIMES)
)
PREAMBLES, ADDITIONS = _phrases(_PREAMBLES), _phrases(_ADDITIONS)


@dataclass(frozen=True)
class Sentence:
    """What a made-up recommendation is put together from; '' for a phrase it lacks."""

    body: str
    verb: str
    quality: str
    thing: str
    group: str
    purpose: str
    means: str
    time: str

    def __str__(self) -> str:
        return _written(
            f"{self.body} should {self.core}", f"to {self.purpose}", self.means and f"by {self.means}", self.time
        )

    @property
    def core(self) -> str:
        """What is to be done, to what, for whom."""
        for_whom = f"for {self.group}" if self.group else ""
        return " ".join(filter(None, [self.verb, self.quality, self.thing, for_whom]))


def _written(*clauses: str) -> str:
    text = ", ".join(filter(None, clauses))
    return f"{text[0].upper()}{text[1:]}."


def sentences(count: int) -> list[Sentence]:
    """So many made-up recommendations, no two with the same words; always the same for a number."""
    chance = random.Random(count)
    made: dict[str, Sentence] = {}
    while len(made) < count:
        sentence = _sentence(chance)
        made[str(sentence)] = sentence
    return list(made.values())


def _sentence(chance: random.Random) -> Sentence:
    return Sentence(
        _often(chance, BODIES),
        _often(chance, VERBS),
        _often(chance, QUALITIES) if chance.random() < 0.6 else "",
        _often(chance, THINGS),
        _often(chance, GROUPS) if chance.random() < 0.7 else "",
        _often(chance, PURPOSES),
        _often(chance, MEANS) if chance.random() < 0.5 else "",
        chance.choice(TIMES) if chance.random() < 0.2 else "",
    )


def _often(chance: random.Random, phrases: Sequence[str]) -> str:
    """One of the phrases, the first of them far oftener than the last."""
    return phrases[int(len(phrases) * chance.random() ** 1.7)]


def _synonyms_swapped(sentence: Sentence, chance: random.Random) -> str:
    return _swapped(str(sentence), _SYNONYMS, chance)


def _clauses_turned(sentence: Sentence, chance: random.Random) -> str:
    means = f"By {sentence.means}" if sentence.means else ""
    order = [f"to {sentence.purpose}", means, sentence.time, f"{sentence.body} should {sentence.core}"]
    return _written(*order if chance.random() < 0.5 else (order[1], order[0], order[3], order[2]))


def _shortened(sentence: Sentence, chance: random.Random) -> str:
    """What is to be done, and either for whom or what for, without the rest."""
    if chance.random() < 0.5:
        return _written(sentence.core)
    return _written(replace(sentence, quality="", group="").core, f"to {sentence.purpose}")


def _lengthened(sentence: Sentence, chance: random.Random) -> str:
    text = str(sentence).removesuffix(".")
    return _written(chance.choice(PREAMBLES), text[0].lower() + text[1:], chance.choice(ADDITIONS))


def _forms_changed(sentence: Sentence, chance: random.Random) -> str:
    return _swapped(str(sentence), _FORMS, chance)


def _should_to_must(sentence: Sentence, chance: random.Random) -> str:
    text = str(replace(sentence, time="", quality=chance.choice(QUALITIES)))
    return text.replace(" should ", " must make sure that steps are taken to ")


def _bodies_and_numbers_changed(sentence: Sentence, chance: random.Random) -> str:
    return str(replace(sentence, body=chance.choice(BODIES), group=chance.choice(GROUPS), time=chance.choice(TIMES)))


def _all_changed(sentence: Sentence, chance: random.Random) -> str:
    """Other words for some, other forms of others, another body and another order."""
    turned = _clauses_turned(replace(sentence, body=chance.choice(BODIES)), chance)
    return _swapped(_swapped(turned, _SYNONYMS, chance), _FORMS, chance)


def _swapped(text: str, words: dict[str, str], chance: random.Random) -> str:
    """Two of three of the words that have another one bear it."""
    return re.sub(r"[\w-]+", lambda word: words.get(word[0], word[0]) if chance.random() < 0.67 else word[0], text)


REWORDINGS: dict[str, Callable[[Sentence, random.Random], str]] = {
    "synonyms swapped": _synonyms_swapped,
    "clauses turned": _clauses_turned,
    "shortened to half": _shortened,
    "lengthened": _lengthened,
    "word forms changed": _forms_changed,
    "should to must": _should_to_must,
    "bodies and numbers changed": _bodies_and_numbers_changed,
    "all changed": _all_changed,
}


@dataclass(frozen=True)
class Planted:
    """A rewording of one of the made-up recommendations, by its number."""

    kind: str
    original: int
    text: str


def planted(made: Sequence[Sentence], count: int) -> list[Planted]:
    """So many rewordings of recommendations taken by chance, of each kind in turn; always the same."""
    chance = random.Random(count)
    originals = iter(chance.sample(range(len(made)), len(made)))
    kinds = islice(cycle(REWORDINGS), count)
    return [next(_reworded(made, kind, originals, chance)) for kind in kinds]


def _reworded(
    made: Sequence[Sentence], kind: str, originals: Iterator[int], chance: random.Random
) -> Iterator[Planted]:
    """Rewordings of one kind; a recommendation in which there was nothing to reword so is passed over."""
    for original in originals:
        text = REWORDINGS[kind](made[original], chance)
        if text != str(made[original]):
            yield Planted(kind, original, text)
