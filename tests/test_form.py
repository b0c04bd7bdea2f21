"""The form below an action: what it accepts passes `plans check` as it stands, and what it refuses it says in words."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.vocabulary import NEEDS_REASON, NEVER_WRITTEN, Assurance, Delivery
from tests.conftest import ROOT, SPECIMEN, BuiltSite, built, hosted
from tests.test_bad import checked
from tests.test_browser import NARROW, is_wider_than_the_screen, visiting

PAGE = "plans/specimen-2031/2/"
BEGUN = date(2031, 3, 20)  # the plan's own day
TODAY = "2032-01-15T12:00:00"
ACTIONS = ["1.1", "2.1", "3.1", "8.12", "9.1"]

UPDATE = {
    "What the document is called": "Progress report, autumn 2031",
    "The day the document gives": "2031-10-31",
    "Where it can be read": "https://specimen.example/letter",
}


@pytest.fixture
def page(browser: Browser, specimen_address: str) -> Iterator[Page]:
    """A recommendation's page on the day TODAY, on which nothing may go wrong."""
    with visiting(browser, specimen_address) as visit:
        visit.page.clock.set_fixed_time(TODAY)
        visit.page.goto(PAGE)
        yield visit.page
        assert visit.faults == []


def opened(page: Page, way: str = "Report an update", about: str = "2.1") -> Locator:
    page.get_by_role("link", name=f"{way} on {about}", exact=True).click()
    form = page.get_by_role("form", name=f"{way} on {about}")
    form.wait_for()
    return form


def fill(form: Locator, values: dict[str, str]) -> None:
    for label, value in values.items():
        control = form.get_by_label(label, exact=True).last
        if control.evaluate("control => control.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)


def made(form: Locator) -> str:
    """The text that the form makes."""
    form.get_by_role("button", name="Prepare your report").click()
    return form.get_by_label("The text of your report").input_value()


def refused(form: Locator) -> list[str]:
    """What the form says is to be put right."""
    form.get_by_role("button", name="Prepare your report").click()
    expect(form.get_by_label("The text of your report")).to_have_count(0)
    return form.get_by_role("group", name="Please look at").get_by_role("listitem").all_inner_texts()


# The text


def test_update_is_written_as_its_file(page: Page) -> None:
    form = opened(page)
    fill(
        form,
        {
            **UPDATE,
            "Who says so (optional)": "Specimen Department",
            "How it stands": "paused",
            "What the document says of it": "Two are recruited: one for the day.\n\nThe other waits.",
            "New target date (optional)": "2032-03-31",
            "The new date as printed (optional)": "Spring 2032",
            "The reason": "The pilots are #2 in the queue.",
            "Addresses of what shows it (optional)": "https://specimen.example/a\n\nhttps://specimen.example/b",
        },
    )
    assert made(form) == (
        "update: Progress report, autumn 2031\n"
        "date: 2031-10-31\n"
        "by: Specimen Department\n"
        "source: https://specimen.example/letter\n"
        "entered: 2032-01-15\n"
        "entries:\n"
        '  - action: "2.1"\n'
        "    delivery: paused\n"
        "    said: >-\n"
        "      Two are recruited: one for the day.\n"
        "\n"
        "      The other waits.\n"
        "    target_date: Spring 2032\n"
        "    date_read_as: 31/03/2032\n"
        '    reason: "The pilots are #2 in the queue."\n'
        "    evidence:\n"
        "      - https://specimen.example/a\n"
        "      - https://specimen.example/b\n"
    )
    name = "plans/specimen-2031/2031-10-31-progress-report-autumn-2031.yml"
    expect(form.get_by_text("The editors keep it as")).to_have_text(f"The editors keep it as {name}")


def test_finding_on_a_recommendation_and_an_action_is_written_as_its_file(page: Page) -> None:
    form = opened(page, "Record a finding", "recommendation 2")
    fill(form, {**UPDATE, "What the document is called": "Reinspection", "The judgement": "good progress"})
    form.get_by_role("button", name="Add another action of this plan").click()
    fill(form, {"The action": "3.1", "What was found": "The ladders are new."})
    assert made(form) == (
        "finding: Reinspection\n"
        "date: 2031-10-31\n"
        "source: https://specimen.example/letter\n"
        "entered: 2032-01-15\n"
        "entries:\n"
        '  - recommendation: "2"\n'
        "    judgement: good progress\n"
        '  - action: "3.1"\n'
        "    found: The ladders are new.\n"
    )


def test_text_follows_what_is_changed_after_it_was_made(page: Page) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "How it stands": "complete"})
    before = made(form)
    fill(form, {"How it stands": "continuing"})
    expect(form.get_by_label("The text of your report")).to_have_value(before.replace("complete", "continuing"))
    fill(form, {"Where it can be read": ""})
    expect(form.get_by_label("The text of your report")).to_have_count(0)
    fill(form, {"Where it can be read": UPDATE["Where it can be read"]})
    expect(form.get_by_label("The text of your report")).to_have_value(before.replace("complete", "continuing"))


def test_what_is_no_longer_asked_for_is_not_written(page: Page) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "How it stands": "superseded"})
    fill(form, {"What took its place": "3.1", "The reason": "Another comes."})
    fill(form, {"How it stands": "complete"})
    expect(form.get_by_label("What took its place")).to_be_hidden()
    assert made(form).partition("entries:\n")[2] == '  - action: "2.1"\n    delivery: complete\n'


def test_action_that_was_added_can_be_taken_out(page: Page) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "How it stands": "complete"})
    before = made(form)
    form.get_by_role("button", name="Add another action of this plan").click()
    expect(form.get_by_label("The action", exact=True)).to_be_focused()
    form.get_by_role("button", name="Take this action out").click()
    expect(form.get_by_role("button", name="Add another action of this plan")).to_be_focused()
    assert made(form) == before


def test_words_of_the_form_are_those_that_are_understood(page: Page) -> None:
    values = "options => options.map((option) => option.value)"
    deliveries = opened(page).get_by_label("How it stands").locator("option").evaluate_all(values)
    assert deliveries == ["", *(word for word in Delivery if word not in NEVER_WRITTEN)]
    judgements = opened(page, "Record a finding").get_by_label("The judgement").locator("option").evaluate_all(values)
    assert judgements == ["", *(word for word in Assurance if word not in NEVER_WRITTEN)]


def test_actions_to_choose_are_named_by_their_words_where_the_page_has_them(page: Page) -> None:
    page.goto("plans/specimen-2031/3/")
    form = opened(page, about="3.1")
    form.get_by_role("button", name="Add another action of this plan").click()
    group = form.get_by_label("The action", exact=True).locator("optgroup")
    assert group.evaluate_all("groups => groups.map((group) => group.label)") == [
        f"Recommendation {number}" for number in (1, 2, 3, 6, 8, 9)
    ]
    assert group.nth(1).locator("option").all_inner_texts() == ["2.1"]
    printed = [page.locator(f"[id='3.{number}'] ~ .printed >> nth=0").inner_text() for number in range(1, 7)]
    shown = group.nth(2).locator("option").all_inner_texts()
    assert [(words.removesuffix("…")) for words in shown] == [
        f"3.{number} {words}"[: len(short.removesuffix("…"))]
        for number, (words, short) in enumerate(zip(printed, shown, strict=True), 1)
    ]
    assert max(len(words) for words in shown) <= 64


def test_part_is_headed_by_the_action_that_was_chosen(page: Page) -> None:
    form = opened(page)
    form.get_by_role("button", name="Add another action of this plan").click()
    expect(form.get_by_role("group", name="What it says of another action")).to_have_count(1)
    fill(form, {"The action": "3.1"})
    expect(form.get_by_role("group", name="What it says of 3.1")).to_have_count(1)
    expect(form.get_by_role("group", name="What it says of another action")).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("One line - with a dash.\n\nAnother paragraph.\n", ""),
        ("We will:\n• recruit\n- train", "Bullet marks are left out; each begins a paragraph."),
        ("cut by\nthe letter", "Line breaks are joined; a blank line begins a paragraph."),
        (
            "* cut by\nthe letter",
            "Bullet marks are left out; each begins a paragraph. "
            "Line breaks are joined; a blank line begins a paragraph.",
        ),
    ],
)
def test_what_becomes_of_pasted_words_is_said_below_them(page: Page, typed: str, said: str) -> None:
    form = opened(page)
    fill(form, {"What the document says of it": typed})
    words = page.get_by_label("What the document says of it")
    expect(form.locator(".field", has=words).get_by_role("status")).to_have_text(said)
    expect(words).to_have_accessible_description(f"In its own words. A blank line begins a paragraph. {said}".strip())


@dataclass
class Wording:
    """Random words, nasty ones among them, that are the same in every run."""

    random: Random
    hard: list[str] = field(
        default_factory=lambda: [
            *("owner: Someone", "note: x", "a: b", "ends with a colon:", "# no comment", "a #hash", "'quoted'", '"'),
            *(
                "- dash",
                "* star",
                "• bullet",
                "– dash",
                "·dot",
                "-",
                "---",
                "...",
                "? key",
                "! tag",
                "&anchor",
                "*alias",
            ),
            *("{{ braces }}", "[brackets]", "%directive", "@at", "`tick`", "| bar", "> fold", "back\\slash \\n \\x41"),
            *("null", "true", "No", "on", "1.10", "0x1F", "1e5", "12:30", "2031-01-01", "~", "=", "<<", "1_000", "+1"),
            *("tab\there", "\u00a0no-break", "line\u2028separator", "nel\x85line", "bell\x07", "nul\0", "\ufeffmark"),
            *("\ud800", "a\udc00b", "\ud83d\ude00", "⚓ 🚢", "é", "e\u0301", "\u202eright to left", "\u200b", "\uffff"),
            *("word" * 80, "  blanks  ", "\n\n\n", "a\n  deeper", "first\n- second\n- third", "x\r\ny\rz", "\f"),
            *(
                "reason: a\n\nnote: b",
                "日本語の文章",
                "\U0001fffe",
                "\x1b[31m",
                "$& $1 {name} {text}",
                "https://a.example",
            ),
        ]
    )

    def words(self) -> str:
        parts = [self._part() for _ in range(self.random.randint(0, 6))]
        return self.random.choice([" ", "\n", "\n\n", ""]).join(parts)

    def _part(self) -> str:
        kind = self.random.random()
        if kind < 0.6:
            return self.random.choice(self.hard)
        if kind < 0.8:
            return "The board met and agreed on what is next. " * self.random.randint(1, 5)
        return "".join(chr(self._character()) for _ in range(self.random.randint(1, 12)))

    def _character(self) -> int:
        return self.random.choice(
            [self.random.randint(0, 0xFF), self.random.randint(0, 0xFFFF), self.random.randint(0x10000, 0x10FFFF)]
        )

    def address(self) -> str:
        end = self.random.choice(["a", "b?c=1&d=2#e", "x:", "y,z", "it's", '"', "[1]", "ü", "\\", "%20", "", ""])
        return self.random.choice(["http://", *["https://"] * 8, ""]) + "specimen.example/" + end

    def day(self) -> str:
        return (BEGUN + timedelta(days=self.random.randint(-10, 600))).isoformat()

    def maybe(self, value: str, chance: float = 0.6) -> str:
        return value if self.random.random() < chance else ""

    def update(self) -> dict[str, str]:
        return {
            "delivery": self.maybe(self.random.choice([word.value for word in Delivery if word not in NEVER_WRITTEN])),
            "superseded_by": self.maybe(self.random.choice(ACTIONS), 0.9),
            "said": self.maybe(self.words(), 0.8),
            "target_date": self.maybe(self.day(), 0.4),
            "printed": self.maybe(self.words().replace("\n", " "), 0.5),
            "reason": self.maybe(self.words(), 0.9),
            "evidence": self.maybe("\n".join(self.address() for _ in range(self.random.randint(1, 3))), 0.3),
        }

    def finding(self) -> dict[str, str]:
        judgements = [word.value for word in Assurance if word not in NEVER_WRITTEN]
        update = self.update()
        return {
            "judgement": self.maybe(self.random.choice(judgements)),
            "found": update["said"],
            "evidence": update["evidence"],
        }

    def document(self) -> dict[str, str]:
        return {
            "title": self.words() or "Letter",
            "date": self.day(),
            "source": self.address(),
            "by": self.maybe(self.words(), 0.3),
        }

    def input(self) -> dict[str, object]:
        kind = self.random.choice(["report-an-update", "record-a-finding"])
        entry = self.update if kind == "report-an-update" else self.finding
        others = [{"about": self.random.choice(ACTIONS), **entry()} for _ in range(self.random.randint(0, 1))]
        fields = [self.document(), entry(), *others]
        return {"kind": kind, "fields": [{name: codes_of(value) for name, value in each.items()} for each in fields]}


# Fills in the form once for each input; gives its text and its file's name, or what it says is wrong.
# Texts come as the numbers of their characters: halves of pairs cannot be sent otherwise.
FILL = """async (inputs) => {
  const { open } = await import(new URL("../../../assets/report.js", location));
  return inputs.map(({ kind, fields }) => {
    const link = document.querySelector(`a[data-about="2.1"][href$="#${kind}"]`);
    if (!link.closest(".ways").nextElementSibling?.textContent.startsWith(link.textContent)) open(link);
    const form = document.querySelector(".report");
    for (const button of [...form.querySelectorAll("fieldset > .plain")]) button.click();
    for (const _ of fields.slice(2)) form.querySelector(":scope > .plain").click();
    const groups = [...form.querySelectorAll("fieldset")];
    fields.forEach((values, number) => {
      for (const [name, codes] of Object.entries(values)) {
        groups[number].querySelector(`[id$="-${name}"]`).value = String.fromCharCode(...codes);
      }
    });
    form.requestSubmit();
    const [text, name] = ["#report-text", ".result code"].map((part) => form.querySelector(part));
    return text ? { name: name.textContent, text: text.value } : { faults: form.querySelector(".faults").innerText };
  });
}"""
AT_ONCE = 50


def codes_of(text: str) -> list[int]:
    encoded = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(encoded[place : place + 2], "little") for place in range(0, len(encoded), 2)]


def test_whatever_the_form_accepts_passes_check_as_it_stands(page: Page, tmp_path: Path) -> None:
    """500 accepted inputs, each a file of a copy of the specimen: check says what it says of the specimen alone."""
    wording = Wording(Random(4))
    root = tmp_path / "specimen"
    shutil.copytree(SPECIMEN, root)
    expected = checked(root)
    accepted: list[dict[str, str]] = []
    refused: list[str] = []
    while len(accepted) < 500:
        results = page.evaluate(FILL, [wording.input() for _ in range(AT_ONCE)])
        accepted += [result for result in results if "text" in result]
        refused += [result["faults"] for result in results if "faults" in result]
    for number, result in enumerate(accepted):
        assert re.fullmatch(r"plans/specimen-2031/20[0-9]{2}-[0-9]{2}-[0-9]{2}(-[a-z0-9]+)+\.yml", result["name"])
        (root / result["name"].replace(".yml", f"-{number}.yml")).write_bytes(result["text"].encode())
    assert checked(root) == expected
    assert len(refused) > 100, "nasty texts are tried"
    assert "" not in refused


# What is refused


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"What the document is called": " "}, "The document has no name: say what it is called."),
        ({"The day the document gives": ""}, "The document has no day: give the day that it gives."),
        (
            {"The day the document gives": "2031-03-19"},
            "‘2031-03-19’ is before the plan’s own date, 2031-03-20: compare with the document and with the plan.",
        ),
        (
            {"The day the document gives": "2032-01-16"},
            "That day has not come yet: give the day that the document gives.",
        ),
        (
            {"The day the document gives": "2101-01-01"},
            "The year of ‘2101-01-01’ is not between 1990 and 2100: look for a slip.",
        ),
        (
            {"The day the document gives": "1931-03-19"},
            "The year of ‘1931-03-19’ is not between 1990 and 2100: look for a slip.",
        ),
        ({"Where it can be read": ""}, "Nothing says where the document can be read: give its address."),
        (
            {"Where it can be read": "the letter of May"},
            "‘the letter of May’ is no address: write it as in https://plans.example/minutes.",
        ),
        (
            {"How it stands": ""},
            "Nothing is said of 2.1: choose how it stands, give the document’s words, or give a new date.",
        ),
        (
            {"What the document says of it": "It has: • one • two"},
            "The bullet mark ‘•’ is left in the words: take it out, or begin a new line with it.",
        ),
        (
            {"New target date (optional)": "2032-03-31"},
            "The target date moves, and no reason is given: "
            "give it in the document’s words, or write: No reason is given.",
        ),
        (
            {"Addresses of what shows it (optional)": "https://specimen.example/a\nminutes"},
            "‘minutes’ is no address: write it as in https://plans.example/minutes.",
        ),
        *(
            (
                {"How it stands": delivery.value, "What took its place": "3.1"}
                if delivery is Delivery.SUPERSEDED
                else {"How it stands": delivery.value},
                f"It is ‘{delivery}’, and no reason is given: "
                "give it in the document’s words, or write: No reason is given.",
            )
            for delivery in Delivery
            if delivery in NEEDS_REASON
        ),
    ],
)
def test_what_check_would_refuse_is_refused_at_its_field_in_words(
    page: Page, given: dict[str, str], words: str
) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "How it stands": "complete"} | given)
    assert refused(form) == [words]
    expect(form.get_by_role("group", name="Please look at")).to_be_focused()
    form.get_by_role("link", name=words).click()
    wrong = page.locator("[aria-invalid]")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description(re.compile(re.escape(words) + "$"))


def test_number_of_answers_to_look_at_is_said(page: Page) -> None:
    form = opened(page)
    fill(form, UPDATE)
    refused(form)
    expect(form.get_by_role("heading", name="Please look at 1 answer:")).to_be_visible()
    fill(form, {"Where it can be read": ""})
    refused(form)
    expect(form.get_by_role("heading", name="Please look at 2 answers:")).to_be_visible()


def test_superseded_says_by_what_and_not_by_itself(page: Page) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "How it stands": "superseded"})
    fill(form, {"The reason": "Another comes."})
    assert refused(form) == ["It is ‘superseded’, and nothing says by what: choose what took its place."]
    fill(form, {"What took its place": "2.1"})
    assert refused(form) == ["‘2.1’ refers to itself: choose what took its place."]


def test_what_is_put_right_is_no_longer_marked(page: Page) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "Where it can be read": ""})
    assert len(refused(form)) == 2
    fill(form, {"Where it can be read": UPDATE["Where it can be read"], "How it stands": "complete"})
    expect(form.get_by_label("The text of your report")).to_have_count(1)
    expect(form.get_by_role("group", name="Please look at")).to_have_count(0)
    expect(form.locator("[aria-invalid], .fault:visible")).to_have_count(0)


def test_entry_without_an_action_and_finding_without_anything_found_are_refused(page: Page) -> None:
    form = opened(page, "Record a finding")
    fill(form, UPDATE)
    form.get_by_role("button", name="Add another action of this plan").click()
    assert refused(form) == [
        "Nothing is found of 2.1: choose a judgement, or say what was found.",
        "No action is chosen: choose one, or take this part out.",
        "Nothing is found of it: choose a judgement, or say what was found.",
    ]


def test_file_that_check_would_call_too_large_is_refused(page: Page) -> None:
    form = opened(page)
    fill(form, {**UPDATE, "How it stands": "complete"})
    form.get_by_label("What the document says of it").evaluate("area => { area.value = 'long '.repeat(200_001); }")
    assert refused(form) == ["The report is too long: make several of it."]


# Where it goes

DELIVERED = {**UPDATE, "How it stands": "complete", "What the document says of it": "A + B & C = 100 %: “ä” 🚢"}
TEXT = (
    "update: Progress report, autumn 2031\ndate: 2031-10-31\nsource: https://specimen.example/letter\n"
    'entered: 2032-01-15\nentries:\n  - action: "2.1"\n    delivery: complete\n'
    '    said: "A + B & C = 100 %: “ä” 🚢"\n'
)
NAME = "plans/specimen-2031/2031-10-31-progress-report-autumn-2031.yml"


def parts_of(link: Locator) -> tuple[str, dict[str, list[str]]]:
    """The address of a link before its question mark, and what stands behind it, decoded."""
    address = urlsplit(link.get_attribute("href") or "")
    assert "+" not in address.query
    return address._replace(query="").geturl(), parse_qs(address.query, strict_parsing=True)


def test_text_goes_along_to_the_repository_and_into_a_message(page: Page) -> None:
    form = opened(page)
    fill(form, DELIVERED)
    assert made(form) == TEXT
    assert parts_of(form.get_by_role("link", name="Open in the repository")) == (
        "https://code.example/specimen-plans/new/main",
        {"filename": [NAME], "value": [TEXT]},
    )
    assert parts_of(form.get_by_role("link", name="E-mail to the editors")) == (
        "mailto:editor@plans.example",
        {
            "subject": ["Update on specimen-2031/2.1"],
            "body": ["\r\n".join([NAME, "", *TEXT.split("\n")])],
        },
    )


def test_letter_that_is_not_on_the_web_goes_to_the_editors_first(page: Page) -> None:
    expect(opened(page).get_by_label("Where it can be read")).to_have_accessible_description(
        "Its address, which begins with https://. "
        "If it is not on the web, send it to editor@plans.example first; the editors can hold it here."
    )


def test_text_too_long_for_an_address_is_to_be_copied_first(page: Page) -> None:
    form = opened(page)
    fill(form, {**DELIVERED, "What the document says of it": "ship " * 1_700})
    made(form)
    expect(form.locator("strong")).to_have_text(
        "The text is too long to go along into the repository’s page or a message: copy it first, and paste it there."
    )
    assert parts_of(form.get_by_role("link", name="Open in the repository")) == (
        "https://code.example/specimen-plans/new/main",
        {"filename": [NAME]},
    )
    assert parts_of(form.get_by_role("link", name="E-mail to the editors")) == (
        "mailto:editor@plans.example",
        {"subject": ["Update on specimen-2031/2.1"], "body": [f"{NAME}\r\n\r\n"]},
    )


def test_text_is_copied(browser: Browser, specimen_address: str) -> None:
    context = browser.new_context(base_url=specimen_address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    page.goto(PAGE)
    form = opened(page)
    fill(form, DELIVERED)
    made(form)
    form.get_by_role("button", name="Copy the text").click()
    expect(form.locator(".result").get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == TEXT
    context.close()


def test_text_is_left_to_the_keyboard_where_it_cannot_be_copied(page: Page) -> None:
    page.evaluate("delete Navigator.prototype.clipboard")
    form = opened(page)
    fill(form, DELIVERED)
    made(form)
    form.get_by_role("button", name="Copy the text").click()
    expect(form.locator(".result").get_by_role("status")).to_have_text(
        "The text is selected: copy it with your keyboard."
    )
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)") == TEXT


@pytest.fixture(scope="module")
def site_with(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltSite]:
    """The smallest plans on sites of other settings."""
    return {name: small_site(tmp_path_factory.mktemp(name), lines) for name, lines in SETTINGS.items()}


SETTINGS = {
    "GitLab": "repository: https://gitlab.example/group/plans\nbranch: live/2031\n",
    "neither": "",
}


def small_site(folder: Path, lines: str) -> BuiltSite:
    sources = folder / "sources"
    shutil.copytree(ROOT / "tests" / "bad" / "_base", sources)
    settings = sources / "site_config.yml"
    settings.write_text(settings.read_text() + lines)
    return built(folder / "site", sources, "2032-01-15")


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        (
            "GitLab",
            [
                "https://gitlab.example/group/plans/-/new/live/2031?file_name=plans%2Fferry-2031%2F2031-10-31-letter.yml"
                "&content=update%3A%20Letter%0Adate%3A%202031-10-31%0Asource%3A%20https%3A%2F%2Fferry.example%2F1%0A"
                "entered%3A%202032-01-15%0Aentries%3A%0A%20%20-%20action%3A%20%221.1%22%0A"
                "%20%20%20%20delivery%3A%20complete%0A"
            ],
        ),
        ("neither", []),
    ],
)
def test_ways_out_are_those_that_the_settings_allow(
    browser: Browser, site_with: dict[str, BuiltSite], name: str, addresses: list[str]
) -> None:
    with hosted(site_with[name], "/") as home, visiting(browser, home) as visit:
        visit.page.clock.set_fixed_time(TODAY)
        visit.page.goto("plans/ferry-2031/1/")
        form = opened(visit.page, about="1.1")
        fill(
            form, {**UPDATE, "What the document is called": "Letter", "Where it can be read": "https://ferry.example/1"}
        )
        fill(form, {"How it stands": "complete"})
        made(form)
        found = form.locator("a.button").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        assert found == addresses
        nobody = form.get_by_text("Copy the text, and give it to those who publish this site.")
        expect(nobody).to_have_count(0 if addresses else 1)
        expect(form.get_by_label("Where it can be read")).to_have_accessible_description(
            "Its address, which begins with https://. If it is not on the web, the editors must hold it here first."
        )
        form.get_by_role("link", name="What happens then").click()
        expect(visit.page.locator(":target")).to_have_text("Where it goes")
        assert visit.faults == []


# Any reader


def test_form_is_filled_in_and_left_by_keyboard_alone(page: Page) -> None:
    link = page.get_by_role("link", name="Report an update on 2.1")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Report an update on 2.1")).to_be_focused()
    for keys in (["Letter"], ["1", "0", "3", "1", "2", "0", "3", "1"], None, ["https://ferry.example"], [""], ["Comp"]):
        page.keyboard.press("Tab")
        for key in keys or []:
            page.keyboard.type(key)
    form = page.get_by_role("form")
    expect(form.get_by_label("How it stands")).to_have_value("complete")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_label("What the document is called")).to_have_value("Letter")


def test_cancel_leads_back_to_the_link(page: Page) -> None:
    form = opened(page)
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_have_count(0)
    expect(page.get_by_role("link", name="Report an update on 2.1")).to_be_focused()


def test_one_form_is_open_at_a_time(page: Page) -> None:
    first = opened(page)
    second = opened(page, "Record a finding")
    expect(first).to_have_count(0)
    expect(second).to_have_count(1)


def test_every_field_has_a_label_and_one_id(page: Page) -> None:
    form = opened(page)
    form.get_by_role("button", name="Add another action of this plan").click()
    form.get_by_role("button", name="Prepare your report").click()
    unnamed = "fields => fields.filter((field) => field.labels.length !== 1).map((field) => field.id)"
    assert form.locator("input, select, textarea").evaluate_all(unnamed) == []
    ids = page.locator("[id]").evaluate_all("elements => elements.map((element) => element.id)")
    assert sorted(ids) == sorted(set(ids))
    named = "elements => elements.flatMap((each) => each.getAttribute('aria-describedby').split(' '))"
    assert set(form.locator("[aria-describedby]").evaluate_all(named)) <= set(ids)
    expect(form.get_by_role("group", name="What it says of 2.1")).to_have_count(1)


def test_form_needs_nothing_that_a_strict_host_forbids(browser: Browser, specimen_address: str) -> None:
    """No script or style within the page, no text that becomes a program."""
    with visiting(browser, specimen_address) as visit:
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
        policy += "; require-trusted-types-for 'script'"
        visit.page.route(
            f"**/{PAGE}",
            lambda route: route.fulfill(
                response=(answer := route.fetch()), headers={**answer.headers, "content-security-policy": policy}
            ),
        )
        visit.page.clock.set_fixed_time(TODAY)
        visit.page.goto(PAGE)
        form = opened(visit.page)
        fill(form, DELIVERED)
        made(form)
        assert visit.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_fits_the_narrowest_screen(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size(NARROW)
    form = opened(page)
    refused(form)
    assert not is_wider_than_the_screen(page)
    fill(form, {**DELIVERED, "What the document is called": "word" * 80})
    made(form)
    assert not is_wider_than_the_screen(page)


def test_form_and_its_ways_are_not_printed(page: Page) -> None:
    form = opened(page)
    page.emulate_media(media="print")
    expect(form).to_be_hidden()
    expect(page.get_by_text("Suggest a correction").first).to_be_hidden()


def test_links_lead_to_the_how_to_without_scripts(browser: Browser, specimen_address: str) -> None:
    with visiting(browser, specimen_address, has_scripts=False) as visit:
        for way in ("Report an update", "Record a finding"):
            visit.page.goto(PAGE)
            visit.page.get_by_role("link", name=f"{way} on 2.1").click()
            expect(visit.page).to_have_url(f"{specimen_address}how-to/#{way.lower().replace(' ', '-')}")
            expect(visit.page.locator(":target")).to_have_text(way)
        assert visit.faults == []


def test_form_comes_when_it_is_asked_for(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload(wait_until="networkidle")
    assert "ways.js" in asked
    assert "report.js" not in asked
    opened(page)
    assert "report.js" in asked


def test_links_lead_to_the_how_to_where_the_form_does_not_come(browser: Browser, specimen_address: str) -> None:
    with visiting(browser, specimen_address) as visit:
        visit.page.route("**/report.js", lambda route: route.abort())
        visit.page.goto(PAGE)
        visit.page.get_by_role("link", name="Report an update on 2.1").click()
        expect(visit.page).to_have_url(f"{specimen_address}how-to/#report-an-update")


# By hand


def test_example_of_the_how_to_passes_check_as_it_stands(page: Page, tmp_path: Path) -> None:
    page.goto("how-to/")
    root = tmp_path / "specimen"
    shutil.copytree(SPECIMEN, root)
    before = checked(root)
    name = page.locator("#by-hand ~ pre + p code").first.inner_text()
    assert not (root / name).exists()
    (root / name).write_text(page.locator("#by-hand ~ pre").inner_text())
    assert checked(root) == before
