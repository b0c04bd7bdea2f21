"""The workflows in .github/: every command of theirs run as GitHub would, in clones of repositories made here."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.read import read
from tests.states import replace
from tests.test_revisions import BASE, PLAN, commit, git
from tests.workflows import REPOSITORY, WORKFLOWS, Job, Run, carry_out, installed

PROGRAM = ("generator", "theme", ".ci", "Makefile", "pyproject.toml", "requirements.lock", ".gitignore")
ADDRESS = "https://code.example/plans/actions/runs/1/artifacts/2"
UPDATE = "plans/ferry-2031/2031-10-31-letter.yml"
LETTER = """\
update: Letter of October 2031
date: 2031-10-31
source: https://ferry.example/letter-of-october
entries:
  - action: "1.1"
    delivery: complete
"""
OTHER = "plans/ferry-2031/2031-11-02-minutes.yml"
MINUTES = LETTER.replace("Letter of October", "Minutes of November").replace("10-31", "11-02").replace("1.1", "1.2")
TOLD = """\
### Fictional Ferry Service (ferry-2031)

- Update of 31 October 2031, 'Letter of October 2031': new, from 'https:&#8203;//ferry.example/letter-of-october'
- Action 1.1: reported complete; no evidence published
"""
SAYING, REFUSING = "Say in words what changes", "Refuse if an address would die"
WHAT_CHANGES = "## What changes in the plans\n\n"

PLANS, TESTS = WORKFLOWS["checks.yml"].jobs["plans"], WORKFLOWS["checks.yml"].jobs["tests"]
BUILD = WORKFLOWS["publish.yml"].jobs["build"]
# The commands of these jobs that are not run here, …
NOT_RUN = {
    "Install git and what the README asks for": "installs packages, as root and from the network",
    "Run all tests": "would run these tests within themselves",
}
# … and what is no command: GitHub fetches it from its maker.
USED = {
    "actions/checkout": "a repository made here is cloned instead, as far back as it would be",
    "actions/upload-artifact": "the folder that it takes is looked at instead",
    "actions/upload-pages-artifact": "the folder that it takes is looked at instead",
    "actions/deploy-pages": "the job 'deploy' is nothing else",
}


def test_every_command_is_run_here_but_those_listed() -> None:
    jobs = [job for each in WORKFLOWS.values() for job in each.jobs.values()]
    assert [job.name for job in jobs if job not in (PLANS, TESTS, BUILD) and any(step.run for step in job.steps)] == []
    assert {step.called for job in jobs for step in job.steps if step.run} >= set(NOT_RUN)
    assert {step.uses.partition("@")[0] for job in jobs for step in job.steps if step.uses} == set(USED)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this program, as it lies here, and the plan of a fictional body, on main."""
    root = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("workflows") / "plans"))
    for name in PROGRAM:
        copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy2
        copy(REPOSITORY / name, root / name)
    git(root, "init", "--quiet")
    commit(root)
    return root


@pytest.fixture
def main(program: Path, tmp_path: Path) -> Path:
    """A repository of one's own, as the host has it, with main laid out."""
    git(tmp_path, "clone", "--quiet", str(program), "main")
    return tmp_path / "main"


def proposed(main: Path) -> Path:
    """A clone with what GitHub lays out for a pull request from the branch 'change': main with it merged."""
    git(main, "checkout", "--quiet", "--detach", "main")
    git(main, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    git(main, "update-ref", "refs/pull/1/merge", "HEAD")
    git(main, "checkout", "--quiet", "main")
    return laid_out(main, "refs/pull/1/merge", PLANS)


def laid_out(main: Path, name: str, job: Job) -> Path:
    """A fresh clone in which a reference is laid out, with as much of its history as a job asks for; 0 is all."""
    folder = main.parent / "clone"
    depth = int(given(job, "actions/checkout").get("fetch-depth", 1))
    git(main.parent, "init", "--quiet", "clone")
    how_much = [f"--depth={depth}"] if depth else []
    git(folder, "fetch", "--quiet", *how_much, main.as_uri(), name)
    git(folder, "checkout", "--quiet", "--detach", "FETCH_HEAD")
    installed(folder)
    return folder


def given(job: Job, action: str) -> Mapping[str, str | int | bool]:
    """What a job gives to an action that it uses once."""
    (step,) = (step for step in job.steps if step.uses.startswith(f"{action}@"))
    return step.given


def checked(folder: Path, *left_out: str) -> Run:
    """The job of a pull request, in the clone that GitHub would lay out."""
    return carry_out(PLANS, folder, folder.parent, {}, left_out, {"kept.artifact-url": ADDRESS})


def outcomes(*ended: str) -> dict[str, str]:
    return dict(zip((step.called for step in PLANS.steps), ended, strict=True))


def on_a_branch(main: Path) -> None:
    git(main, "checkout", "--quiet", "-b", "change")


def test_good_change_is_said_in_words_and_can_be_looked_at(main: Path) -> None:
    on_a_branch(main)
    (main / UPDATE).write_text(LETTER)
    commit(main)
    folder = proposed(main)
    run = checked(folder)
    assert run.outcomes == outcomes(*["success"] * 8)
    assert "make: '.venv/bin/plans' is up to date." in run.printed  # nothing is installed for a test
    assert [line for line in run.annotations if not line.startswith("::notice ")] == []
    assert run.summaries[SAYING] == WHAT_CHANGES + TOLD
    assert f"\n[Download the preview]({ADDRESS}), unpack all of it" in run.summaries["Say where the preview is"]
    preview = folder / str(given(PLANS, "actions/upload-artifact")["path"])
    assert "Preview: not published" in (preview / "plans/ferry-2031/1/index.html").read_text()
    assert links_to_no_file(preview) == []


def links_to_no_file(preview: Path) -> list[str]:
    """The links inside a preview that show no page when it is opened from a folder, each after its page."""
    return [
        f"{page.relative_to(preview)}: {link}"
        for page in preview.rglob("*.html")
        for link in re.findall(' (?:href|action|src)="([^"#?:]+)["#?]', page.read_text())
        if page.name != "404.html" and not (page.parent / link).is_file()  # which only a server shows
    ]


def test_mistake_is_an_annotation_at_its_line_and_nothing_else(main: Path) -> None:
    on_a_branch(main)
    replace(main / PLAN, "owner: Chief Engineer", "ownr: Chief Engineer")
    commit(main)
    run = checked(proposed(main))
    assert run.outcomes == outcomes("success", "success", "failure", *["skipped"] * 5)
    (mistake,) = run.annotations
    assert mistake.startswith(f"::error file={PLAN},line=19,col=9::'ownr' is no key here")


def test_id_that_vanishes_is_refused_in_words_and_can_still_be_looked_at(main: Path) -> None:
    on_a_branch(main)
    replace(main / PLAN, '"1.1"', '"1.3"')
    commit(main)
    run = checked(proposed(main))
    assert run.outcomes == outcomes("success", "success", "success", "success", "failure", *["success"] * 3)
    assert run.summaries[SAYING].startswith(WHAT_CHANGES + "### What is refused\n\n#### plans/ferry-2031.yml\n")
    (refusal,) = (line for line in run.annotations if line.startswith("::error"))
    where = f"title=An address would die,file={PLAN},line=18,col=9"
    assert refusal.startswith(f"::error {where}::action '1.1' is gone, and '1.3' has its words%0A")


def test_word_that_changed_without_a_note_is_refused_at_its_line_with_the_note_to_copy(main: Path) -> None:
    on_a_branch(main)
    replace(main / PLAN, "Inspect every ferry", "Inspect evry ferry")
    commit(main)
    run = checked(proposed(main), "Make the preview")
    assert [line for line in run.annotations if line.startswith("::error")] == [
        f"::error title=A note is needed,file={PLAN},line=13,col=19::Recommendation 1: text changed from "
        "'Inspect every ferry before it sails.' to 'Inspect evry ferry before it sails.', and no new note quotes what "
        "stood there%0Aput back what stood here, or, if this mends a slip in copying, write this below 'number:' in "
        "line 12, in the same column:%0Anote: \"'Inspect every ferry before it sails.' stood here before\""
    ]
    assert run.outcomes[SAYING] == "failure"


def test_correction_with_the_note_that_contributing_asks_for_passes(main: Path) -> None:
    note = re.search("`(note: .*)`", (REPOSITORY / "CONTRIBUTING.md").read_text())
    assert note
    replace(main / PLAN, "Inspect every", "Inspect evry")
    commit(main)
    on_a_branch(main)
    replace(main / PLAN, "Inspect evry ferry before it sails.", f"Inspect every ferry before it sails.\n    {note[1]}")
    commit(main)
    run = checked(proposed(main), "Make the preview")
    assert set(run.outcomes.values()) == {"success"}
    assert run.summaries[SAYING].startswith(f"{WHAT_CHANGES}### Corrected, with a note: Fictional Ferry Service")


def test_branch_behind_main_is_not_said_to_remove_what_came_there(main: Path) -> None:
    on_a_branch(main)
    (main / UPDATE).write_text(LETTER)
    commit(main)
    git(main, "checkout", "--quiet", "main")
    (main / OTHER).write_text(MINUTES)
    commit(main)
    run = checked(proposed(main), "Make the preview")
    assert set(run.outcomes.values()) == {"success"}
    assert re.findall("^- Action (.*?): ", run.summaries[SAYING], re.MULTILINE) == ["1.1"]


def test_words_that_are_more_than_a_summary_holds_are_cut_at_a_line(main: Path) -> None:
    settings = (main / "site_config.yml").read_text()
    themes = "".join(
        f"  theme-{number}:\n    name: Theme {number}\n    about: '{'*' * 340}'\n" for number in range(1500)
    )
    on_a_branch(main)
    (main / "site_config.yml").write_text(settings + themes)
    commit(main)
    run = checked(proposed(main), "Make the preview")
    *lines, more = run.summaries[SAYING].splitlines()
    left_out = 1500 - sum(line.startswith("- ") for line in lines)
    assert more.startswith(f"**Left out here, for GitHub shows no more: {left_out:,}. The command 'plans diff HEAD^1' ")
    assert 2**20 - 1000 < len(run.summaries[SAYING].encode()) <= 2**20
    assert {line[-1] for line in lines[4:] if line} == {"'"}


def test_job_of_the_tests_trusts_the_repository_that_another_owns(main: Path) -> None:
    folder = laid_out(main, "main", TESTS)
    run = carry_out(TESTS, folder, folder.parent, {}, list(NOT_RUN), {})
    assert set(run.outcomes.values()) == {"success"}
    assert (folder.parent / ".gitconfig").read_text() == f"[safe]\n\tdirectory = {folder}\n"


# Publishing


@dataclass
class Deployments:
    """What GitHub would answer of deployments: the commit and the states of each, the newest first."""

    listed: list[tuple[str, list[str]]]
    address: str = ""
    code: int = 200
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> list[dict[str, object]]:
        """One page of a list, as https://docs.github.com/en/rest/deployments has it."""
        asked = urlsplit(path)
        size, page = (int(parse_qs(asked.query)[name][0]) for name in ("per_page", "page"))
        found: list[dict[str, object]]
        if asked.path == "/repos/office/plans/deployments":
            assert parse_qs(asked.query)["environment"] == ["github-pages"]
            found = [
                {
                    "id": number,
                    "sha": commit,
                    "created_at": f"2031-10-31T{23 - number // 60:02}:{59 - number % 60:02}:00Z",
                }
                for number, (commit, _) in enumerate(self.listed)
            ][::-1]
        else:
            number = re.fullmatch(r"/repos/office/plans/deployments/(\d+)/statuses", asked.path)
            assert number
            found = [{"state": state} for state in self.listed[int(number[1])][1]]
        return found[size * (page - 1) : size * page]


@pytest.fixture
def deployments() -> Iterator[Deployments]:
    """A server that answers as GitHub documents; none has been yet."""
    told = Deployments([])

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.headers["Authorization"])
            self.send_response(told.code)
            self.end_headers()
            self.wfile.write(json.dumps(told.answer(self.path) if told.code == 200 else {"message": "no"}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        told.address = f"http://127.0.0.1:{server.server_port}"
        yield told
        server.shutdown()


def built(main: Path, deployments: Deployments, *left_out: str) -> tuple[Run, Path]:
    """The job that makes what is published, in the clone that GitHub would lay out, and that clone."""
    folder = laid_out(main, "main", BUILD)
    where = {"GITHUB_API_URL": deployments.address, "GITHUB_REPOSITORY": "office/plans"}
    return carry_out(BUILD, folder, folder.parent, where, left_out, {}), folder


def test_first_publication_is_compared_with_nothing(main: Path, deployments: Deployments) -> None:
    run, folder = built(main, deployments)
    assert [name for name, ended in run.outcomes.items() if ended != "success"] == [REFUSING]
    assert "last published: nothing yet" in run.printed
    assert deployments.asked == ["Bearer a token"]
    site = folder / str(given(BUILD, "actions/upload-pages-artifact")["path"])
    assert "Preview" not in (site / "index.html").read_text()


def test_main_is_compared_with_what_was_published_last_whatever_failed_since(
    main: Path, deployments: Deployments
) -> None:
    first = git(main, "rev-parse", "HEAD")
    (main / UPDATE).write_text(LETTER)
    second = commit(main)
    (main / OTHER).write_text(MINUTES)
    third = commit(main)
    deployments.listed = [
        (third, ["failure", "in_progress"]),
        (second, ["inactive", "success", "in_progress"]),
        (first, ["inactive", "success"]),
    ]
    run, folder = built(main, deployments)
    assert set(run.outcomes.values()) == {"success"}
    assert f"last published: {second}" in run.printed
    assert re.findall("^- Action (.*?): ", run.summaries[REFUSING], re.MULTILINE) == ["1.2"]
    assert (folder / "site/index.html").is_file()


def test_what_was_published_last_is_found_behind_very_many_failures(main: Path, deployments: Deployments) -> None:
    here = git(main, "rev-parse", "HEAD")
    deployments.listed = [("0" * 40, ["failure"])] * 100 + [(here, ["success"])]
    run, _ = built(main, deployments, "Build the site")
    assert f"last published: {here}" in run.printed
    assert run.summaries[REFUSING] == WHAT_CHANGES + "No changes.\n"


def test_nothing_is_published_by_which_an_address_would_die(main: Path, deployments: Deployments) -> None:
    deployments.listed = [(git(main, "rev-parse", "HEAD"), ["success"])]
    replace(main / PLAN, '"1.1"', '"1.3"')
    commit(main)
    (main / UPDATE).write_text(LETTER.replace("1.1", "1.3"))
    commit(main)  # a later change does not hide the earlier
    run, folder = built(main, deployments)
    assert run.outcomes[REFUSING] == "failure"
    assert run.summaries[REFUSING].startswith(WHAT_CHANGES + "### What is refused\n")
    assert not (folder / "site").exists()


def test_silence_of_github_is_not_taken_for_a_first_publication(main: Path, deployments: Deployments) -> None:
    deployments.code = 403
    run, folder = built(main, deployments)
    assert run.outcomes["Learn what was published last"] == "failure"
    assert "GitHub does not say what was published last (HTTP Error 403: Forbidden), so nothing" in run.printed
    assert not (folder / "site").exists()


def test_published_commit_that_main_no_longer_has_stops_publishing(main: Path, deployments: Deployments) -> None:
    deployments.listed = [("1" * 40, ["success"])]
    run, folder = built(main, deployments)
    assert run.outcomes[REFUSING] == "failure"
    assert "is no folder with a site_config.yml, no file and no revision" in run.printed
    assert not (folder / "site").exists()


def test_the_day_begins_where_the_site_counts_days() -> None:
    settings = read(REPOSITORY).collection
    assert settings
    assert WORKFLOWS["publish.yml"].on["schedule"] == [{"cron": "17 0 * * *", "timezone": settings.settings.time_zone}]
