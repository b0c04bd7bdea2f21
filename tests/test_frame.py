"""The frame: what is installed is locked, `make` explains itself, CI runs the README's command."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-similar.lock", "requirements-test.lock"]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address(lock: str) -> None:
    """Whoever installs chooses the registry."""
    lines = (ROOT / lock).read_text().splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_release_has_hashes(lock: str) -> None:
    releases = re.findall(r"^[a-z].*(?:\n    --hash.*)*", (ROOT / lock).read_text(), re.MULTILINE)
    assert [release for release in releases if not re.search(r"--hash=sha256:[0-9a-f]{64}", release)] == []


def test_tests_run_with_the_releases_that_make_the_site() -> None:
    """All locks name one release for each package that the site needs, or the search for texts alike."""
    locked = [re.findall(r"^([a-z].*==\S+)", (ROOT / lock).read_text(), re.MULTILINE) for lock in LOCKS]
    site, similar, tests = map(set, locked)
    assert {release.split("==")[0] for release in site - similar} == {"flit-core"}
    assert similar - tests == set()
    assert {release.split("==")[0] for release in similar - site} == {"tantivy"}


def test_make_alone_explains_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    explained = re.findall(r"^make (\w+) ", make(), re.MULTILINE)
    assert explained == [target for target in targets if target != "machine"]


@pytest.fixture
def someone_without_sudo(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who may not install anything."""
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    (tmp_path / "sh").symlink_to("/bin/sh")
    return {"PATH": str(tmp_path)}


def test_who_may_not_install_is_told_the_line_to_run(someone_without_sudo: dict[str, str]) -> None:
    need = [str(ROOT / ".ci/need"), "sh", "python9.9-venv", "nobrowser"]
    run = subprocess.run(need, env=someone_without_sudo, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (
        3,
        "",
        "This machine lacks python9.9-venv nobrowser. Please run this line, then try again:\n"
        "sudo apt-get update && sudo apt-get install --yes python9.9-venv nobrowser\n",
    )


def test_nothing_is_installed_where_nothing_is_missing(someone_without_sudo: dict[str, str]) -> None:
    run = subprocess.run([ROOT / ".ci/need", "sh"], env=someone_without_sudo, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def make(*targets: str) -> str:
    command = ["make", "--no-print-directory", *targets]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
