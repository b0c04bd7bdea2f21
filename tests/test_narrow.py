"""A reader narrows a long list by keys, comes back to it, and shows all of it again; by Debian's Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.test_browser import LONG, NARROW, real, real_without_scripts, stay_at_five

__all__ = ["real", "real_without_scripts", "stay_at_five"]  # fixtures

ROWS = "article > ul > li"

expect.set_options(timeout=LONG)


@pytest.fixture
def glossary(real: Page) -> Page:
    """The longest list of the repository's own plans."""
    real.goto("glossary/")
    return real


def tab_to_field(page: Page) -> None:
    """Come to the field as one does without a mouse."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "words":
            return
    pytest.fail("the field cannot be reached by Tab")


def test_words_leave_the_rows_that_have_all_of_them(glossary: Page) -> None:
    total = glossary.locator(ROWS).count()
    tab_to_field(glossary)
    glossary.keyboard.type("Probation office")
    expect(glossary.get_by_role("status")).to_have_text(re.compile(rf"^[1-9] of {total} rows on this page\.$"))
    rows = glossary.locator(f"{ROWS}:visible").all_inner_texts()
    assert rows
    assert [row for row in rows if not ("probation" in row.lower() and "office" in row.lower())] == []
    letters = glossary.locator("article > h3:visible").all_inner_texts()
    assert letters == sorted({row[0] for row in rows})
    assert glossary.url.endswith("glossary/?narrow=Probation+office")


def test_words_are_still_there_when_the_reader_comes_back(glossary: Page) -> None:
    tab_to_field(glossary)
    glossary.keyboard.type("DLNR")
    said = glossary.get_by_role("status").inner_text()
    glossary.keyboard.press("Tab")
    glossary.keyboard.press("Enter")
    expect(glossary).to_have_url(re.compile("/plans/"))
    glossary.go_back()
    expect(glossary.get_by_label("Narrow this list")).to_have_value("DLNR")
    expect(glossary.get_by_role("status")).to_have_text(said)


def test_escape_and_an_empty_field_show_everything_again(glossary: Page) -> None:
    total = glossary.locator(ROWS).count()
    for keys in (["Escape"], ["Backspace"] * 3):
        glossary.get_by_label("Narrow this list").focus()
        glossary.keyboard.type("dln")
        expect(glossary.get_by_role("status")).not_to_be_empty()
        assert glossary.locator(f"{ROWS}:visible").count() < total
        for key in keys:
            glossary.keyboard.press(key)
        expect(glossary.get_by_role("status")).to_be_empty()
        assert glossary.locator(f"{ROWS}:visible").count() == total
        assert glossary.locator("article > h3:visible").count() > 10
        assert glossary.url.endswith("glossary/")


def test_words_that_no_row_has_are_said_to_be_in_none(glossary: Page) -> None:
    total = glossary.locator(ROWS).count()
    glossary.get_by_label("Narrow this list").fill("no such words")
    expect(glossary.get_by_role("status")).to_have_text(f"None of the {total} rows on this page has these words.")
    assert glossary.locator("article > h1").is_visible()
    assert glossary.locator("article > h3:visible").count() == 0


def test_enter_goes_nowhere(glossary: Page) -> None:
    glossary.get_by_label("Narrow this list").fill("DLNR")
    glossary.keyboard.press("Enter")
    expect(glossary).to_have_url(re.compile(r"glossary/\?narrow=DLNR$"))


def test_rows_of_recommendations_are_narrowed_with_all_that_belongs_to_them(real: Page) -> None:
    real.goto("owners/norfolk-suffolk-crc/deputy-director-quality/?narrow=oasys")
    expect(real.get_by_role("status")).to_have_text(re.compile(r"^[0-9]+ of 32 rows"))
    words = real.locator("article > section > .printed:visible").all_inner_texts()
    assert words
    assert [text for text in words if "oasys" not in text.lower()] == []
    assert real.locator("article > section > h3.number:visible").count() == len(words)
    assert real.locator("article > h2:visible").count() > 0


def test_short_lists_have_nothing_to_narrow(real: Page) -> None:
    real.goto("plans/")
    assert real.get_by_label("Narrow this list").count() == 0


def test_without_scripts_all_is_there_and_no_field(real_without_scripts: Page) -> None:
    real_without_scripts.goto("glossary/?narrow=DLNR")
    assert not real_without_scripts.locator("#narrow").is_visible()
    assert real_without_scripts.locator(f"{ROWS}:visible").count() > 60


def test_narrowing_fits_the_narrowest_screen(real: Page) -> None:
    real.set_viewport_size(NARROW)
    real.goto("glossary/?narrow=dlnr")
    expect(real.get_by_role("status")).not_to_be_empty()
    assert real.evaluate("document.documentElement.scrollWidth") == 320
