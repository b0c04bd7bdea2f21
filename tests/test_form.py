"""The form below an action: what it accepts passes `plans check` as it stands, and what it refuses it says in words."""

import json
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
    return page.get_by_role("form", name=f"{way} on {about}")


def fill(form: Locator, values: dict[str, str]) -> None:
    for label, value in values.items():
        control = form.get_by_label(label, exact=True).last
        if control.evaluate("control => control.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)


def made(form: Locator) -> str:
    """The text that the form makes."""
    form.get_by_role("button", name="Make the text").click()
    return form.get_by_label("The file’s text").input_value()


def refused(form: Locator) -> list[str]:
    """What the form says is to be put right."""
    form.get_by_role("button", name="Make the text").click()
    expect(form.get_by_label("The file’s text")).to_have_count(0)
    return form.get_by_role("group", name="Something is to be put right").get_by_role("listitem").all_inner_texts()


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
    expect(form.get_by_text("It belongs in the file")).to_have_text(f"It belongs in the file {name}")


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
    expect(form.get_by_label("The file’s text")).to_have_value(before.replace("complete", "continuing"))
    fill(form, {"Where it can be read": ""})
    expect(form.get_by_label("The file’s text")).to_have_count(0)
    fill(form, {"Where it can be read": UPDATE["Where it can be read"]})
    expect(form.get_by_label("The file’s text")).to_have_value(before.replace("complete", "continuing"))


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


@dataclass
class Wording:
    """Random words, nasty ones among them, that are the same in every run."""

    random: Random
    hard: list[str] = field(
        default_factory=lambda: [
            *("owner: Someone", "note: x", "a: b", "ends with a colon:", "# no comment", "a #hash", "'quoted'", '"'),
            *("- dash", "* star", "• bullet", "– dash", "·dot", "-", "---", "...", "? key", "! tag", "&anchor", "*alias"),
            *("{{ braces }}", "[brackets]", "%directive", "@at", "`tick`", "| bar", "> fold", "back\\slash \\n \\x41"),
            *("null", "true", "No", "on", "1.10", "0x1F", "1e5", "12:30", "2031-01-01", "~", "=", "<<", "1_000", "+1"),
            *("tab\there", "\u00a0no-break", "line\u2028separator", "nel\x85line", "bell\x07", "nul\0", "\ufeffmark"),
            *("\ud800", "a\udc00b", "\ud83d\ude00", "⚓ 🚢", "é", "e\u0301", "\u202eright to left", "\u200b", "\uffff"),
            *("word" * 80, "  blanks  ", "\n\n\n", "a\n  deeper", "first\n- second\n- third", "x\r\ny\rz", "\f"),
            *("reason: a\n\nnote: b", "日本語の文章", "\U0001fffe", "\x1b[31m", "$& $1 {name} {text}", "https://a.example"),
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


# Fills in the form once for each input, as a reader would; gives its text and its file's name, or what it says is wrong.
# Texts come as the numbers of their characters: halves of pairs cannot be sent otherwise.
FILL = """(inputs) => inputs.map(({ kind, fields }) => {
  document.querySelector(".report .buttons .plain")?.click();
  document.querySelector(`a[data-about="2.1"][href$="#${kind}"]`).click();
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
})"""
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
