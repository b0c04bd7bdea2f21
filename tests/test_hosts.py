"""Addresses outside the site are the hosts' own, whole, whatever the names in them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from generator import hosts
from generator.model import Settings
from tests.small import SETTINGS

FILE = "plans/harbour-2031.yml"


def settings_with(**given: object) -> Settings:
    return Settings.model_validate(dict(SETTINGS) | given)


@pytest.mark.parametrize(
    ("given", "file", "line", "history", "new_file"),
    [
        (
            {"repository": "https://github.com/harbour/plans"},
            "https://github.com/harbour/plans/blob/main/plans/harbour-2031.yml",
            "https://github.com/harbour/plans/blob/main/plans/harbour-2031.yml#L12",
            "https://github.com/harbour/plans/commits/main/plans/harbour-2031.yml",
            "https://github.com/harbour/plans/new/main?filename={name}&value={text}",
        ),
        (
            {"repository": "https://gitlab.example/group/plans/", "branch": "live/2031"},
            "https://gitlab.example/group/plans/-/blob/live/2031/plans/harbour-2031.yml",
            "https://gitlab.example/group/plans/-/blob/live/2031/plans/harbour-2031.yml#L12",
            "https://gitlab.example/group/plans/-/commits/live/2031/plans/harbour-2031.yml",
            "https://gitlab.example/group/plans/-/new/live/2031?file_name={name}&content={text}",
        ),
        (
            {"repository": "https://code.example/plans.git", "host": "gitlab"},
            "https://code.example/plans/-/blob/main/plans/harbour-2031.yml",
            "https://code.example/plans/-/blob/main/plans/harbour-2031.yml#L12",
            "https://code.example/plans/-/commits/main/plans/harbour-2031.yml",
            "https://code.example/plans/-/new/main?file_name={name}&content={text}",
        ),
        (
            {"repository": "https://gitlab.example/plans", "host": "github"},
            "https://gitlab.example/plans/blob/main/plans/harbour-2031.yml",
            "https://gitlab.example/plans/blob/main/plans/harbour-2031.yml#L12",
            "https://gitlab.example/plans/commits/main/plans/harbour-2031.yml",
            "https://gitlab.example/plans/new/main?filename={name}&value={text}",
        ),
        ({}, "", "", "", ""),
    ],
    ids=["GitHub", "GitLab by its name", "GitLab by the setting", "GitHub by the setting", "none"],
)
def test_addresses_are_those_of_the_host(
    given: dict[str, object], file: str, line: str, history: str, new_file: str
) -> None:
    settings = settings_with(**given)
    assert hosts.file_page(settings, FILE) == file
    assert hosts.file_page(settings, FILE, 12) == line
    assert hosts.history_page(settings, FILE) == history
    assert hosts.new_file_page(settings) == new_file


def test_message_goes_to_the_editors_with_its_subject_and_its_lines() -> None:
    address = hosts.message(settings_with(editor="editor@plans.example"), "A & B", ["1 + 1 = 2?", "", "100 %"])
    assert urlsplit(address)[:3] == ("mailto", "", "editor@plans.example")
    assert parse_qs(urlsplit(address).query) == {"subject": ["A & B"], "body": ["1 + 1 = 2?\r\n\r\n100 %"]}
    assert "+" not in address, "programs for messages take it for a plus"


def test_message_to_nobody_has_no_address() -> None:
    assert hosts.message(SETTINGS, "A", ["b"]) == ""
