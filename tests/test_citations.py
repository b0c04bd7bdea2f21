"""A citation says what was cited, when it was last added to, and by what anyone can tell that it is the same file."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

from generator.citations import Citing, LastEntry, citation_files, last_entry
from generator.index import Index
from generator.model import Settings
from generator.read import read
from tests.conftest import ROOT, SPECIMEN, BuiltSite
from tests.small import PLAN, SETTINGS, action, finding, indexed, plan, recommendation, update

DAYS = {"report_published": "3 March 2031", "action_plan_submitted": "20/03/2031"}
HELD = b"title: Plan\n"
HASH = sha256(HELD).hexdigest()


def held(index: Index, **given: object) -> Index:
    """The same with files for its plans, under other settings if some are given."""
    files = dict.fromkeys(index.collection.plans, HELD)
    settings = Settings.model_validate(dict(SETTINGS) | given)
    return replace(index, collection=replace(index.collection, files=files, settings=settings))


def collections() -> list[Index]:
    read_in = [(read(root).collection, day) for root, day in ((ROOT, "2019-12-20"), (SPECIMEN, "2032-01-15"))]
    assert all(collection for collection, _ in read_in)
    return [Index(collection, date.fromisoformat(day)) for collection, day in read_in if collection]


# The last entry

ENTRY = {"action": "1.1", "delivery": "in progress", "said": "Begun."}


def test_last_entry_is_what_came_here_last_whatever_day_it_tells_of() -> None:
    late = update("2031-05-01", ENTRY, entered="2031-12-01")
    told = finding("2031-09-01", {"action": "1.1", "judgement": "achieved", "found": "Done."})
    index = indexed(plan(recommendation(action()), entered="2031-04-01", **DAYS), late, told)
    assert last_entry(index, index.plans[0]) == LastEntry(date(2031, 12, 1), late)


def test_document_that_nobody_noted_the_coming_of_counts_by_its_own_day() -> None:
    first, second = update("2031-05-01", ENTRY), update("2031-05-01", ENTRY, name="minutes")
    index = indexed(plan(recommendation(action()), entered="2031-04-01"), first, second)
    assert last_entry(index, index.plans[0]) == LastEntry(date(2031, 5, 1), second)


@pytest.mark.parametrize(
    ("known", "last"),
    [
        (DAYS | {"entered": "2031-04-01"}, LastEntry(date(2031, 4, 1), "this plan, added here")),
        (DAYS, LastEntry(date(2031, 3, 20), "this plan, submitted")),
        ({"report_published": "3 March 2031"}, LastEntry(date(2031, 3, 3), "the report")),
        ({}, None),
    ],
)
def test_plan_of_which_nothing_was_said_was_last_entered_itself(known: dict[str, str], last: LastEntry | None) -> None:
    index = indexed(plan(recommendation(action()), **known), update("2032-02-01", ENTRY))
    assert last_entry(index, index.plans[0]) == last


def test_what_came_after_the_as_at_date_was_not_entered_yet() -> None:
    late = update("2031-05-01", ENTRY, entered="2032-01-16")
    kept = plan(recommendation(action()), entered="2031-04-01", **DAYS)
    days = [last_entry(indexed(kept, late, as_at=f"2032-01-{day}"), kept) for day in (15, 16)]
    assert days == [LastEntry(date(2031, 4, 1), "this plan, added here"), LastEntry(date(2032, 1, 16), late)]
    assert last_entry(indexed(kept, as_at="2031-03-31"), kept) is None


# In words


def test_action_is_cited_with_its_key_address_last_entry_and_hash() -> None:
    index = held(indexed(plan(recommendation(action()), title="Plan_A", **DAYS)), address="https://plans.example/a/")
    kept = index.plans[0]
    made = next(kept.made)
    assert Citing(index, kept).in_words(made, next(made.followed)) == (
        "Harbour, *“Plan\\_A”*{: .printed }, 20 March 2031, in answer to the report by Harbour Inspectorate of "
        "3 March 2031, recommendation 1, action 1.1, "
        "harbour-2031/1.1 &lt;https://plans.example/a/plans/harbour-2031/1/\\#1.1>, "
        f"last entry 20 March 2031, file sha256 {HASH[:12]}"
    )


def test_what_is_not_known_is_left_out_of_a_citation() -> None:
    index = held(indexed(plan(recommendation(action()))))
    assert Citing(index, index.plans[0]).in_words(next(index.plans[0].made)) == (
        "Harbour, *“Plan”*{: .printed }, in answer to the report by Harbour Inspectorate, recommendation 1, "
        f"harbour-2031/1, file sha256 {HASH[:12]}"
    )


def test_each_action_leads_to_its_citation(site: BuiltSite) -> None:
    pages = [page.read_text() for page in site.folder.glob("plans/*/*/index.html")]
    ways = [
        way for page in pages for way in re.findall(r'aria-label="Cite (?:recommendation )?(.+?)" href="(.+?)"', page)
    ]
    assert sum(page.count('id="cite"') for page in pages) + sum(len(ids) for ids in site.anchors.values()) == len(ways)
    for page in pages:
        for _, there in re.findall(r'aria-label="(Cite .+?)" href="#(.+?)"', page):
            assert page.count(f'id="{there}"') == 1


def test_hash_on_a_page_is_that_of_the_file_which_can_be_downloaded(site: BuiltSite) -> None:
    plans = sorted(site.folder.glob("plans/*/index.html"))
    said = {
        page.parent.name: re.findall(r"<dt>SHA-256</dt>\n<dd><code>(.+?)</code>", page.read_text()) for page in plans
    }
    hashes = {plan: found[0] for plan, found in said.items() if found}
    assert hashes
    files = [f"{plan}.yml" for plan in hashes]
    run = subprocess.run(
        ["sha256sum", *files], cwd=site.folder / "data" / "plans", capture_output=True, text=True, check=True
    )
    assert run.stdout == "".join(f"{hashes[plan]}  {plan}.yml\n" for plan in hashes)
    for id_, hash_ in hashes.items():
        for page in site.folder.glob(f"plans/{id_}/**/index.html"):
            assert set(re.findall("file sha256 ([0-9a-f]+)", page.read_text())) <= {hash_[:12]}


def test_commands_of_the_page_on_citing_give_back_the_file_that_was_cited(
    specimen_site: BuiltSite, tmp_path: Path
) -> None:
    """All but the last two, which build a site: they are the commands that the whole suite builds with."""
    page = (specimen_site.root / "build" / "docs" / "how-to" / "cite.md").read_text()
    log, show, *_, check = re.findall("^    (git .+)$", page, re.MULTILINE)
    path, folder = log.partition(" -- ")[2].split()
    before, now = b"title: Earlier\n", (SPECIMEN / path).read_bytes()
    in_git(tmp_path, "git init --quiet")
    for name, content in ((path, before), (path, now), (f"{folder}/2031-09-20-progress.yml", b"update: Report\n")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
        in_git(tmp_path, "git add .")
        in_git(tmp_path, "git -c user.name=A -c user.email=a@plans.example commit --quiet --message Plan")
    commits = [line.split()[0] for line in in_git(tmp_path, log).decode().splitlines()]
    contents = [in_git(tmp_path, show.replace("COMMIT", commit)) for commit in commits]
    assert contents == [now, now, before], "that an update came is told too"
    assert check == f"{show} | sha256sum"
    assert f"\n    {sha256(now).hexdigest()}\n" in page


def in_git(folder: Path, command: str) -> bytes:
    return subprocess.run(shlex.split(command), cwd=folder, capture_output=True, check=True).stdout


def test_copy_that_is_not_complete_is_cited_as_such() -> None:
    index = held(indexed(plan(recommendation(action()), copying_since="2031-04-01", entered="2031-04-01")))
    version = ["copy not complete yet", "last entry 1 April 2031", f"file sha256 {HASH[:12]}"]
    assert Citing(index, index.plans[0]).plan_in_words().endswith(f", {PLAN}, {', '.join(version)}")
    ((_, text),) = texts(index, ".csl.json")
    answered = "In answer to the report by Harbour Inspectorate"
    assert json.loads(text)[0]["note"] == "; ".join([answered, *version])


# For programs


def texts(index: Index, ending: str) -> Iterator[tuple[str, str]]:
    """Each file of an ending, by its path."""
    return ((path, "".join(pieces())) for path, pieces in citation_files(index) if path.endswith(ending))


def bibtex_read(text: str) -> tuple[str, str, dict[str, str]]:
    """The kind, the key and the fields of the one record in a file, as TeX would print them."""
    library = parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry.entry_type, entry.key, {field.key: field.value for field in entry.fields}


def test_bibtex_says_the_same_as_csl_json_of_every_plan() -> None:
    for index in collections():
        records = [json.loads(text) for _, text in texts(index, ".csl.json")]
        entries = [bibtex_read(text) for _, text in texts(index, ".bib")]
        assert len(entries) == sum(1 + len(plan.formerly) for plan in index.all_plans)
        for (kind, key, fields), (record,) in zip(entries, records, strict=True):
            kept = index.collection.plans[key]
            days = {"year": f"{kept.submitted.year}", "date": kept.submitted.isoformat()} if kept.submitted else {}
            assert (kind, record["id"], record["type"]) == ("techreport", key, "report")
            assert fields == days | {
                "author": kept.body,
                "title": kept.title,
                "type": "Action plan",
                "note": record["note"],
                **({"institution": kept.publisher} if kept.publisher else {}),
                **({"url": record["URL"]} if index.collection.settings.address else {}),
            }
            assert (record["author"], record["title"]) == ([{"literal": kept.body}], kept.title)
            assert record.get("publisher") == kept.publisher
            assert record["note"].endswith(f"file sha256 {sha256(index.collection.files[kept.id]).hexdigest()[:12]}")


def test_words_that_mean_something_to_tex_are_printed_as_they_are() -> None:
    title = 'R&D: 50% of #1 is _new_, {"half" open, ~$5 \\ Café “Zoë’s” @home'
    index = held(indexed(plan(recommendation(action()), title=title, **DAYS)))
    ((_, text),) = texts(index, ".bib")
    assert (
        r'  title = {{R\&D: 50\% of \#1 is \_new\_, \{\vphantom{\}}"half" open, '
        r"{\textasciitilde}\$5 {\textbackslash} Café “Zoë’s” @home}}," in text
    )
    assert bibtex_read(text)[2]["title"] == title


def test_csl_json_is_set_as_a_reference() -> None:
    """By the style that the program brings with it."""
    index = next(index for index in collections() if "specimen-2031" in index.collection.plans)
    ((_, text),) = ((path, text) for path, text in texts(index, "/specimen-2031.csl.json"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(json.loads(text)), formatter.plain)
    bibliography.register(Citation([CitationItem("specimen-2031")]))
    assert [str(reference) for reference in bibliography.bibliography()] == [
        "Specimen Harbour Service (2031) Action plan of the Specimen Harbour Service. Action plan. "
        "Specimen Department. Available at: https://plans.example/specimen/plans/specimen-2031/."
    ]


def test_removed_plan_keeps_its_record_which_says_that_it_went() -> None:
    gone = plan(recommendation(action()), removed={"date": "2032-01-31", "reason": "Answered elsewhere."}, **DAYS)
    ((_, text),) = texts(held(indexed(gone)), ".csl.json")
    assert json.loads(text)[0]["note"] == (
        "In answer to the report by Harbour Inspectorate of 3 March 2031; last entry 20 March 2031; "
        f"removed on 31 January 2032; file sha256 {HASH[:12]}"
    )


def test_renamed_plan_keeps_its_files_under_the_old_name() -> None:
    index = held(indexed(plan(recommendation(action()), formerly=["harbour-old"])))
    made = {path: "".join(pieces()) for path, pieces in citation_files(index)}
    assert list(made) == [f"data/plans/{name}.{kind}" for name in (PLAN, "harbour-old") for kind in ("bib", "csl.json")]
    assert len(set(made.values())) == 2
