"""What README.md and CONTRIBUTING.md say is so."""

import re
from pathlib import Path

import pytest

from generator.__main__ import main

REPOSITORY = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
MADE_LATER = {"build/", "site", "site/index.html"}


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_it_names_exists(document: str) -> None:
    targets = re.findall("^([a-z]+):", text_of("Makefile"), re.MULTILINE)
    named = re.findall("(?:^    |`|')make ([a-z]+)", text_of(document), re.MULTILINE)
    assert named
    assert set(named) <= set(targets)


def test_every_command_and_option_of_the_readme_exists(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.findall(r"^    \.venv/bin/plans ([a-z]+)([^#]*)", text_of("README.md"), re.MULTILINE)
    listed = ["check", "build", "serve", "data", "new", "fmt", "similar", "update", "diff"]
    assert [command for command, _ in lines] == ["data", "update", *listed]
    for command, options in lines:
        with pytest.raises(SystemExit):
            main(["--root", str(REPOSITORY), command, "--help"])
        shown = capsys.readouterr().out
        assert [option for option in re.findall("--[a-z-]+", options) if option not in shown] == []


def test_every_command_of_contributing_exists(capsys: pytest.CaptureFixture[str]) -> None:
    commands = set(re.findall(r"`\.venv/bin/plans ([a-z]+)", text_of("CONTRIBUTING.md")))
    assert commands == {"check", "diff", "fmt", "new", "update"}
    for command in sorted(commands):
        with pytest.raises(SystemExit):
            main(["--root", str(REPOSITORY), command, "--help"])
        assert f"usage: plans {command} " in capsys.readouterr().out


def test_contributing_takes_ten_lines_for_each_of_three_people() -> None:
    sections = re.findall("^## You (?:correct|add) .*\n\n((?:.+\n)+)", text_of("CONTRIBUTING.md"), re.MULTILINE)
    lines = [[line.partition(". ")[0] for line in section.splitlines()] for section in sections]
    assert lines == [[f"{number}" for number in range(1, 11)]] * 3


def test_the_mistake_of_the_readme_is_a_real_one() -> None:
    expected = (REPOSITORY / "tests" / "bad" / "misspelt-key" / "expected.txt").read_text()
    assert "".join(f"    {line}\n" for line in expected.splitlines()) in text_of("README.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_it_names_exists(document: str) -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:md|yml|toml|py))`", text_of(document))
    assert named
    assert [path for path in named if path not in MADE_LATER and not (REPOSITORY / path).exists()] == []
