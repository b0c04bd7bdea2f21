"""Twenty questions of readers are answered within three steps from home; by Debian's Chromium.

A step is a link followed, or a search sent off. Scrolling is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.test_browser import search, visiting

MOST_STEPS = 3


class Question(NamedTuple):
    """What a reader asks, the steps from home, and words that answer it, as the page shows them."""

    asked: str
    steps: tuple[str, ...]
    """The words of links; after '?' what is searched for."""
    answers: tuple[str, ...]


DLNR = "DLNR CRC, 2019"
CUMBRIA = "Cumbria and Lancashire CRC, 2019"
NORFOLK = "Norfolk and Suffolk CRC, 2019"
NORTH_EAST = "NPS North East, 2019"
STAFFORDSHIRE = "Staffordshire and West Midlands CRC, 2018"

QUESTIONS = (
    Question(
        "Which recommendations were only partly agreed, and why?",
        ("Decisions",),
        (
            "Partly agreed (2)",
            "This recommendation is partly agreed due to affordability",
            "This action is partly agreed as the current contractual and financial climate",
        ),
    ),
    Question(
        "What is the Director of Operations of DLNR CRC to do by March 2019?",
        ("Owners", "DLNR CRC", "Director of Operations"),
        (
            "Each of DLNR CRCs geographical clusters will develop a plan",
            "To collate and review reoffending data",
            "Continue to routinely offer women a female worker",
            "CSC management responsibility to be moved into operational line management",
            "March 2019",
        ),
    ),
    Question(
        "Which plans promise domestic abuse training?",
        ("?domestic abuse training",),
        (NORFOLK, CUMBRIA, DLNR, STAFFORDSHIRE),
    ),
    Question(
        "What did Norfolk and Suffolk CRC promise about accommodation, and by when?",
        (NORFOLK, "Work with strategic and operational partners to improve individuals' access to settled"),
        ("by 10% over the known baseline", "1 July 2020", "30 September 2019"),
    ),
    Question(
        "Which actions of Cumbria and Lancashire CRC were reported complete when its plan was published?",
        (CUMBRIA, "Closed"),
        ("Closed (6)", "Instruction given to Shelter to immediately cease practice", "complete, February 2019"),
    ),
    Question(
        "What does action 2.4 of NPS North East's plan say, and which others point to it?",
        ("?nps-north-east-2019/2.4",),
        ("Deliver mandatory workshops to all operational SPOs", "Mentioned in", "2.5", "3.3"),
    ),
    Question(
        "What does the published plan of NPS North East lack?",
        (NORTH_EAST, "What the source lacks"),
        ("Recommendation 1: the source lacks its text.", "Recommendation 1: the source lacks actions 1.1 and 1.2."),
    ),
    Question(
        "What is recommended to the Ministry of Justice?",
        ("Bodies", "Ministry of Justice"),
        ("Review recruitment processes", "Review facilities contract management arrangements"),
    ),
    Question(
        "Who answers for victims' services at NPS North East, and for what?",
        ("Owners", "NPS North East", "NE strategic lead for Victim Services"),
        ("Complete the review of victims' referrals", "Act upon the findings of the review of victim referrals"),
    ),
    Question(
        "Which action of Norfolk's second recommendation is printed elsewhere too, with another date?",
        (NORFOLK, "Improve the quality of risk management plans"),
        ("Same words", "1.6 28 December 2019", "1.10 every quarter from 16 October 2019"),
    ),
    Question(
        "What does PSO mean, and is it the same in every plan?",
        ("Glossary", "PSO"),
        ("Probation Service Officer", "Probation Services Officer"),
    ),
    Question("Which short forms does no plan explain?", ("Glossary",), ("Never explained (13)", "UPW", "FTE")),
    Question(
        "Which recommendations in any plan are about court work?",
        ("Court work",),
        ("Ensure that pre-sentence reports draw sufficiently on available sources", NORTH_EAST),
    ),
    Question(
        "What does “Partly Agreed” mean officially?",
        ("Decisions", "What the decisions mean"),
        ("Only part of the recommendation is agreed with, is achievable, affordable and will be implemented.",),
    ),
    Question(
        "How many actions of Staffordshire and West Midlands CRC have a date that has passed with no report since?",
        (STAFFORDSHIRE,),
        ("Date passed (42)",),
    ),
    Question(
        "Where does the source say what action 6.4 of Norfolk's plan says?",
        ("?norfolk-suffolk-crc-2019/6.4", "Source text of 6.4"),
        ("NSCRC will adopt the Key Lines of Enquiry for TTG",),
    ),
    Question(
        "Which actions name the police?",
        ("?police",),
        (
            "Children's Services, Police, NPS, Health and Prison",
            "Police Force Areas and Child Safeguarding Departments",
        ),
    ),
    Question(
        "Which recommendations are there of reports published in 2018?",
        ("Plans", STAFFORDSHIRE),
        (
            "“19/12/18”",
            "Complete the full implementation of the operating model",
            "Address high levels of sickness absence",
        ),
    ),
    Question(
        "Which bodies are to act on home visits?",
        ("?home visits",),
        (NORFOLK, CUMBRIA, STAFFORDSHIRE),
    ),
    Question(
        "Does “not reported” mean “not done”?",
        ("About",),
        ("“Not reported” does not mean “not done”: it means that we hold no report.",),
    ),
)


@pytest.fixture
def home(browser: Browser, address_of_five: str) -> Iterator[Page]:
    """The first page of the five real plans."""
    with visiting(browser, address_of_five) as visit:
        visit.page.goto("./")
        yield visit.page


def test_there_are_twenty_questions_of_three_steps_at_most() -> None:
    assert len(QUESTIONS) == 20
    assert [question.asked for question in QUESTIONS if len(question.steps) > MOST_STEPS] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_question_is_answered(home: Page, question: Question) -> None:
    for step in question.steps:
        if step.startswith("?"):
            search(home, step[1:])
        else:
            home.get_by_role("link", name=step).first.click()
    for answer in question.answers:
        expect(home.locator("body")).to_contain_text(answer)
