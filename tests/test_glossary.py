"""Short forms are gathered over all plans, and their meanings kept apart."""

from generator.glossary import ShortForm, short_forms, short_forms_in
from generator.model import Plan
from tests.small import action, indexed, plan, recommendation


def explaining(id_: str, **meanings: str | None) -> Plan:
    """A plan with short forms."""
    return plan(id_=id_, abbreviations=meanings)


def found(*plans: Plan) -> list[ShortForm]:
    return list(short_forms(indexed(*plans)))


def told(form: ShortForm) -> list[tuple[str, str, list[str]]]:
    return [(meaning.letters, meaning.words, [plan.id for plan in meaning.plans]) for meaning in form.meanings]


def test_short_forms_stand_in_the_order_of_the_alphabet() -> None:
    forms = found(
        explaining("a-2031", TTG="Through the Gate", nDelius=None), explaining("b-2031", DA=None, ndelius=None)
    )
    assert [(form.id, form.letters) for form in forms] == [("da", "DA"), ("ndelius", "nDelius"), ("ttg", "TTG")]


def test_plans_that_say_the_same_are_one_meaning() -> None:
    """Capitals make no difference, of the letters or of what they mean."""
    (form,) = found(explaining("a-2031", MoJ="Ministry of Justice"), explaining("b-2031", MOJ="ministry of justice"))
    assert told(form) == [("MoJ", "Ministry of Justice", ["a-2031", "b-2031"])]
    assert not form.is_explained_differently
    assert not form.is_unexplained


def test_plans_that_say_otherwise_are_told_apart() -> None:
    """The most plans' meaning stands first, and last that nothing is said."""
    (form,) = found(
        explaining("a-2031", PSO=None),
        explaining("b-2031", PSO="Probation Services Officer"),
        explaining("c-2031", PSO="Probation Service Officer"),
        explaining("d-2031", PSO="Probation Service Officer"),
    )
    assert told(form) == [
        ("PSO", "Probation Service Officer", ["c-2031", "d-2031"]),
        ("PSO", "Probation Services Officer", ["b-2031"]),
        ("PSO", "", ["a-2031"]),
    ]
    assert form.is_explained_differently
    assert not form.is_unexplained


def test_short_form_that_no_plan_explains_is_unexplained() -> None:
    (form,) = found(explaining("a-2031", HR=None), explaining("b-2031", HR=None))
    assert told(form) == [("HR", "", ["a-2031", "b-2031"])]
    assert form.is_unexplained


def test_short_forms_that_differ_in_signs_alone_have_ids_of_their_own() -> None:
    forms = found(plan(id_="a-2031", abbreviations={"L+D": "Learning", "L&D": None, "L D 2": None}))
    assert [(form.letters, form.id) for form in forms] == [("L D 2", "l-d-2"), ("L&D", "l-d"), ("L+D", "l-d-3")]


def test_short_form_of_a_removed_plan_keeps_its_place() -> None:
    removed = {"date": "2031-05-01", "reason": "It went."}
    (form,) = found(plan(id_="a-2031", abbreviations={"HR": "Human Resources"}, removed=removed))
    assert (form.id, told(form)) == ("hr", [("HR", "Human Resources", ["a-2031"])])


def test_page_explains_the_short_forms_that_stand_on_it() -> None:
    """As the plan explains them; more than one, or somebody's, is the same form; a part of a word is none."""
    words = action("1.1", owner="HR", steps=[{"step": "Ask the HMPPS’s board."}]) | {"action": "See SPOs (see QMS)."}
    explaining_it = plan(
        recommendation(words, text="Make the SHS safe."),
        abbreviations={"SHS": "Specimen", "SPO": "Officer", "HR": None, "HMPPS": "Service", "PO": "Post", "CRC": "No"},
    )
    (one,) = explaining_it.made
    assert short_forms_in(explaining_it, one) == [
        ("SHS", "Specimen"),
        ("SPO", "Officer"),
        ("HR", None),
        ("HMPPS", "Service"),
    ]
