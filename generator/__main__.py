"""The command `plans`: arguments, today's date, printing and the exit code."""

import argparse
import gc
import os
import readline  # noqa: F401  # lets input() take lines of any length, and pasted ones with line breaks
import shutil
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from os.path import realpath
from pathlib import Path
from shlex import quote
from typing import TypeAlias
from zoneinfo import ZoneInfo

from generator import addresses
from generator.advice import advise, not_given_before
from generator.asking import Beginner, Conversation
from generator.beginning import MEANINGS, Beginning, next_steps, whole
from generator.check import check
from generator.database import in_the_way, write_database
from generator.difference_report import FORMATS as DIFFERENCE_FORMATS
from generator.difference_report import difference_in_job_summary, difference_report, difference_summary
from generator.differences import Difference, compare
from generator.fields import iso_day
from generator.follow_up import (
    SEVERAL,
    Draft,
    NotUnderstood,
    as_written,
    begin,
    citation_key,
    complaints,
    entry_fields,
    hindrances,
    option,
)
from generator.formatting import Formatted, files_to_format, formatted
from generator.github import MOST_BYTES, PageOf, annotations, job_summary
from generator.hosts import file_page
from generator.index import Index
from generator.model import Settings
from generator.outlook import sentences
from generator.pages import pages
from generator.preview import serve
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Reading, lines_as_read, read
from generator.records import records
from generator.repeats import FORMATS as FORMATS_OF_REPEATS
from generator.repeats import SCALE, Likest, as_json, as_text, called, instead, repeats, wordings
from generator.report import ADVICE, FORMATS, Manner, Verdict, json_of, summary, text_of, verdict
from generator.revisions import NoSuchState, State, changed_since, folder_above, read_at, states
from generator.robots import robots
from generator.site import BuildFailed, NotReady, SiteSettings, publish
from generator.targetdate import FIRST_YEAR, LAST_YEAR, day_in_words
from generator.ways import what_the_form_needs
from generator.write import create, create_all, lengthen
from generator.write import replace as replace_file

GOOD, PROBLEMS, WRONG_USE, NOT_READY, FAULT, INTERRUPTED = 0, 1, 2, 3, 70, 130

TOP_PAGES = (
    ("Plans", addresses.PLANS),
    ("Themes", addresses.THEMES),
    ("Owners", addresses.OWNERS),
    ("Bodies", addresses.BODIES),
    ("Due", addresses.DUE),
    ("Decisions", addresses.DECISIONS),
    ("Changes", addresses.CHANGES),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    # Records stay as long as a command runs, millions of them in a large collection. To look among them for rubbish
    # after every 700 new ones, as Python does unasked, takes a fifth of the time of reading and checking them.
    gc.set_threshold(100_000)
    options, strange = _arguments().parse_known_args(arguments)
    if strange:
        options.of_command.error(f"there is no '{strange[0]}' here")
    try:
        return int(options.command(options))
    except NotReady as missing:
        _say(f"{missing.message}: {missing.remedy}")
        return NOT_READY
    except (NotUnderstood, NoSuchState) as use:
        _say(str(use))
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BuildFailed as failure:
        _say(str(failure))
        return FAULT
    except Exception:  # noqa: BLE001  # whatever it is, it is a fault of ours and says so
        traceback.print_exc()
        _say("This is a fault of the program, not of the plans. Please report it with the lines above.")
        return FAULT


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plans", description="Check published action plans and make their site.", epilog=_EXIT_CODES
    )
    parser.add_argument(
        "--root",
        type=_folder,
        default=Path(),
        help="folder of site_config.yml and plans/ (default: this one)",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    adding = (
        _add_check,
        _add_build,
        _add_serve,
        _add_data,
        _add_similar,
        _add_new,
        _add_update,
        _add_format,
        _add_diff,
    )
    for add in adding:
        add(commands)
    for command in commands.choices.values():
        command.set_defaults(of_command=command)  # whose usage is told with what is wrong
    return parser


def _add_check(commands: Commands) -> None:
    checking = commands.add_parser(
        "check",
        help="report every mistake in the plans",
        description="Reads every file of the collection and reports each mistake at its place, with what to do about "
        "it. It changes nothing.",
    )
    checking.add_argument(
        "files", nargs="*", metavar="FILE", type=Path, help="report on these files and folders alone (all are read)"
    )
    checking.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    checking.add_argument(
        "--since",
        metavar="OLD",
        help="give only the advice that this revision, such as main or HEAD~1, did not give; mistakes are told of all",
    )
    checking.add_argument(
        "--advice",
        choices=ADVICE,
        help="tell each piece of advice, only count them, or give none (default: each, where FILE, OLD or json is "
        "given; else count)",
    )
    checking.add_argument("--as-at", type=_day, metavar="DATE", help="the day to give advice on (default: today)")
    checking.set_defaults(command=_check)


def _add_build(commands: Commands) -> None:
    building = commands.add_parser(
        "build",
        help="check the plans and publish the site",
        description="Checks the plans and, if there is no mistake, makes the whole site below 'site'; else the site "
        "stays as it was.",
    )
    building.add_argument("--as-at", type=_day, metavar="DATE", help="the day to judge dates by (default: today)")
    building.add_argument("--clean", action="store_true", help="make everything anew")
    building.add_argument(
        "--preview",
        action="store_true",
        help="make a site to be looked at before it is published: it says so, and search engines pass it over",
    )
    building.set_defaults(command=_build)


def _add_serve(commands: Commands) -> None:
    serving = commands.add_parser("serve", help="show the site on this machine and rebuild what changes")
    serving.add_argument("--as-at", type=_day, metavar="DATE", help="the day to judge dates by (default: today)")
    serving.add_argument("--port", type=int, default=8000, help="where to show it (default: 8000)")
    serving.set_defaults(command=_serve, clean=False, preview=True)


def _add_data(commands: Commands) -> None:
    giving = commands.add_parser(
        "data",
        help="write the open data as one SQLite file",
        description="Writes all tables of the open data into one SQLite file, which Datasette and other programs open. "
        "The site has the same tables as CSV and JSON, at /data/.",
        epilog="For example: plans data --sqlite plans.db",
    )
    giving.add_argument(
        "--sqlite",
        type=Path,
        metavar="FILE",
        help="write this file, such as plans.db; and beside it, in plans.datasette.json, what Datasette says of it",
    )
    giving.add_argument("--as-at", type=_day, metavar="DATE", help="the day to judge dates by (default: today)")
    giving.set_defaults(command=_data)


def _add_similar(commands: Commands) -> None:
    likening = commands.add_parser(
        "similar",
        help="propose which earlier recommendations are made again",
        description="Compares the words of recommendations with those of earlier plans; prints the line that states "
        "a repeat, for an editor to judge and to add. It changes nothing.",
    )
    likening.add_argument(
        "keys",
        nargs="*",
        type=citation_key,
        metavar="KEY",
        help="propose for this recommendation, action or plan alone (default: all)",
    )
    likening.add_argument("--actions", action="store_true", help="propose for actions instead")
    likening.add_argument("--top", type=_count, default=3, metavar="N", help="at most so many for each (default: 3)")
    likening.add_argument("--format", choices=FORMATS_OF_REPEATS, default="text", help="how to say it (default: text)")
    likening.set_defaults(command=_similar)


def _add_diff(commands: Commands) -> None:
    comparing = commands.add_parser(
        "diff",
        help="say in words what changed, and refuse what may not be changed",
        description="Says in words what changed between two states of the plans, and refuses what may not be changed.",
        epilog=_STATES,
    )
    comparing.add_argument("old", metavar="OLD", help="the state before")
    comparing.add_argument(
        "new", metavar="NEW", nargs="?", help="the state after (default: the files as they lie here)"
    )
    comparing.add_argument("--format", choices=DIFFERENCE_FORMATS, default="text", help="how to say it (default: text)")
    comparing.set_defaults(command=_diff)


def _add_new(commands: Commands) -> None:
    beginning = commands.add_parser(
        "new",
        help="begin a plan, with a file that has clear gaps",
        description="Writes the file of a plan: its head, and a recommendation for each number, in which everything is "
        "still to be written in. It passes 'plans check' at once. What is needed and not given is asked on a terminal.",
        epilog="For example: plans new --title 'Action plan' --body 'Specimen Harbour Service' "
        "--source https://specimen.example/plan --recommendations 7",
    )
    beginning.add_argument("id", nargs="?", type=_words, metavar="PLAN-ID", help=MEANINGS["id"])
    for name in (name for name in MEANINGS if name != "id"):
        beginning.add_argument(f"--{name.replace('_', '-')}", type=_words, metavar="WORDS", help=MEANINGS[name])
    beginning.add_argument("--dry-run", action="store_true", help="print the files' texts and write nothing")
    beginning.set_defaults(command=_new)


def _add_format(commands: Commands) -> None:
    formatting = commands.add_parser(
        "fmt",
        help="write the files of plans in one style",
        description="Writes each file in one style: how words are wrapped and quoted and how lines are indented. What "
        "they say, their order and their comments stay. An action without an id gets the next number.",
    )
    formatting.add_argument(
        "files", nargs="*", metavar="FILE", type=Path, help="these files and folders (default: all)"
    )
    formatting.add_argument("--check", action="store_true", help="say which files are not so, and write nothing")
    formatting.set_defaults(command=_format)


def _add_update(commands: Commands) -> None:
    updating = commands.add_parser(
        "update",
        help="write what was said or found later of an action, or of many",
        description="Writes an update or a finding into a file of its own, one for each plan. What is needed and not "
        "given is asked on a terminal.",
        epilog="For example: plans update specimen-2031/2.1 --delivery complete --title 'Letter, spring' "
        "--date 2032-03-01 --source https://specimen.example/letter-8",
    )
    what = (
        "an action or a recommendation, as <plan>/<id>; a plan alone is all its actions, for an update those not closed"
    )
    updating.add_argument("keys", nargs="+", type=citation_key, metavar="KEY", help=what)
    updating.add_argument("--finding", action="store_true", help="what the inspectorate found, not what the owner said")
    updating.add_argument("--dry-run", action="store_true", help="print the file's text and write nothing")
    head = updating.add_argument_group("the document")
    for name, meaning in _HEAD_OPTIONS.items():
        head.add_argument(f"--{name}", type=_words, metavar="WORDS", help=meaning)
    entered = "The day on which it came into this collection (default: today)."
    head.add_argument("--entered", type=_day, metavar="DATE", help=entered)
    for about, names in _ABOUT.items():
        entry = updating.add_argument_group(about)
        for name in names:
            several = " May be given again." if name in SEVERAL else ""
            action = "append" if several else "store"
            meaning = _ENTRY_OPTIONS[name] + several
            entry.add_argument(option(name), type=_words, action=action, metavar="WORDS", help=meaning)
    updating.set_defaults(command=_update)


_HEAD_OPTIONS = {
    "title": "What it is called.",
    "date": "The day it was said or found (default: today).",
    "source": "Where it can be read.",
    "by": "Who says so, if not the plan's body or inspectorate.",
}
_ENTRY_OPTIONS = {**entry_fields("update"), **entry_fields("finding")}
_ABOUT = {
    "what the owner says of an action": ("delivery", "superseded_by", "target_date", "date_read_as", "owner"),
    "what is said of a recommendation": ("decision", "addressee", "decision_reason"),
    "what is said of either": ("said", "words", "reason"),
    "what is found of either, with --finding": ("judgement", "found"),
    "what goes with all of these": ("evidence", "note"),
}


_STATES = (
    "A state is a folder that holds a collection, a plan's file (two of them, or one to compare with the one here), or "
    "a revision of the repository that the collection lies in, such as HEAD~1, main or a hash."
)


_EXIT_CODES = (
    "Exit: 0 good, 1 problems in the plans, 2 wrong use, 3 this machine lacks something, 70 a fault of the program, "
    "130 interrupted."
)


def _folder(written: str) -> Path:
    if not (Path(written) / SETTINGS_FILE).is_file():
        above = folder_above(Path(written))
        remedy = f": go to the folder above, or use '--root {above}'" if above else ""
        raise argparse.ArgumentTypeError(f"there is no {SETTINGS_FILE} in '{written}'{remedy}")
    return Path(written)


def _day(written: str) -> date:
    if day := iso_day(written):
        return day
    message = f"'{written}' is no day from {FIRST_YEAR} to {LAST_YEAR}; write it as 2031-09-20"
    raise argparse.ArgumentTypeError(message)


def _count(written: str) -> int:
    if written.isascii() and written.isdigit() and int(written):
        return int(written)
    raise argparse.ArgumentTypeError(f"'{written}' is no number from 1 on")


def _words(written: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in written):
        raise argparse.ArgumentTypeError("there is a character in it that is not UTF-8")
    if not written.strip():
        raise argparse.ArgumentTypeError("there are no words in it; leave it out if there is nothing to say")
    return written


@contextmanager
def _rubbish_left() -> Iterator[None]:
    """No looking for rubbish at all: a check leaves next to none, and looking takes a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_rubbish_left()
def _check(options: argparse.Namespace) -> int:
    if options.advice == "count" and options.format == "json":
        raise NotUnderstood("json has no counts: ask for '--advice each' or '--advice none'")
    changed = changed_since(options.root, options.since) if options.since is not None else None
    reading = read(options.root)
    found = _problems(reading, options.as_at)
    files = _files(options, reading.files) or {*reading.files, *(problem.place.file for problem in found)}
    advised_on = frozenset() if options.advice == "none" else files if changed is None else files & changed
    problems = [each for each in found if each.place.file in (advised_on if each.is_advice else files)]
    which = ""
    if changed is not None and options.advice != "none":
        problems, which = _without_known(options, problems), f"that '{options.since}' did not give"
    _tell(options, reading, problems)
    _say(summary(problems, which))
    return _code(problems)


def _without_known(options: argparse.Namespace, problems: list[Problem]) -> list[Problem]:
    """Problems, and of the advice what the state before did not give; that is read only where there is any advice."""
    if not any(problem.is_advice for problem in problems):
        return problems
    with read_at(options.root, options.since) as before:
        known = _problems(before, options.as_at) if before else []
    return [*(each for each in problems if not each.is_advice), *not_given_before(problems, known)]


def _files(options: argparse.Namespace, among: Mapping[str, Path]) -> Set[str]:
    """The files that alone are meant, by their names in problems; none if all are."""
    by_path = _by_path(among) if options.files else {}
    meant = {path: _meant(path, options.root, by_path) for path in options.files}
    if strange := [path for path in meant if not meant[path]]:
        raise NotUnderstood(f"'{strange[0]}' is no file of this collection")
    return frozenset().union(*meant.values())


def _tell(options: argparse.Namespace, reading: Reading, problems: Sequence[Problem]) -> None:
    """Prints what was found, advice piece by piece where it is on some files or asked for so."""
    is_of_some = bool(options.files or options.since)
    found = verdict(problems, counts_advice=options.advice == "count" or not (options.advice or is_of_some))
    if options.format == "json":
        print(json_of(problems), end="")
    elif options.format == "text":
        _print_text(found, reading)
    else:
        print(annotations(found), end="")
        _add_to_job_summary(reading, partial(job_summary, found))


def _add_to_job_summary(reading: Reading, told: Callable[[PageOf, int], str]) -> None:
    """Adds to the summary of a job on GitHub, if there is one, with links to the commit that the job is of."""
    file, commit = os.environ.get("GITHUB_STEP_SUMMARY"), os.environ.get("GITHUB_SHA")
    if not file:
        return

    def page_of(place: Place) -> str:
        if not reading.collection or not commit:
            return ""
        at_commit = reading.collection.settings.model_copy(update={"branch": commit})
        return file_page(at_commit, place.file, place.line)

    try:
        with Path(file).open("ab") as summary_so_far:
            summary_so_far.write(told(page_of, MOST_BYTES - summary_so_far.tell()).encode())
    except OSError as error:
        remedy = "look where GITHUB_STEP_SUMMARY leads"
        raise NotReady(f"the job's summary cannot be written ({error.strerror})", remedy) from None
    _say("the summary of this job has everything")


def _print_text(found: Verdict, reading: Reading) -> None:
    """Prints what was found with the lines it stands on, set for a terminal where there is one."""
    _print_lines(found, reading.files)


def _print_lines(found: Verdict, files: Mapping[str, Path]) -> None:
    is_terminal = sys.stdout.isatty()
    is_coloured = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    manner = Manner(shutil.get_terminal_size().columns if is_terminal else None, is_coloured)
    text = text_of(found, lambda file: lines_as_read(files, file), manner)
    print(text, end="\n" if text and is_terminal else "")


def _meant(path: Path, root: Path, by_path: Mapping[str, Set[str]]) -> Set[str]:
    """The files, by their names in problems, that a path leads to from where one stands, or else from the root."""
    return by_path.get(realpath(path)) or by_path.get(realpath(root / path)) or frozenset()


def _by_path(files: Mapping[str, Path]) -> Mapping[str, Set[str]]:
    """The names of files by the real paths that mean them: where they lead, where they stand, the folders around."""
    folders = {folder: Path(realpath(folder)) for folder in {file.parent for file in files.values()}}
    around = {folder: [folder, *folder.parents] for folder in folders.values()}
    meant = defaultdict(set)
    for name, file in files.items():
        folder = folders[file.parent]
        stands = folder / file.name
        for path in (realpath(stands) if stands.is_symlink() else stands, stands, *around[folder]):
            meant[str(path)].add(name)
    return meant


def _problems(reading: Reading, as_at: date | None = None) -> list[Problem]:
    """Everything wrong with what was read, then advice, as of a day or today; each by place."""
    judged_on = as_at or datetime.now(UTC).date()  # not by the site's time zone, which may be a mistake
    wrong = _wrong(reading)
    return sorted({*wrong, *advise(reading, judged_on, wrong)}, key=lambda problem: (problem.is_advice, problem))


def _wrong(reading: Reading) -> set[Problem]:
    """Everything wrong with what was read; and advice on how it is written."""
    return {*reading.problems, *check(reading)}


def _code(problems: Sequence[Problem]) -> int:
    return GOOD if all(problem.is_advice for problem in problems) else PROBLEMS


def _build(options: argparse.Namespace) -> int:
    index = _index(options, otherwise="the site stays as it was")
    if index is None:
        return PROBLEMS
    settings = index.collection.settings
    with _ProgressLine() as progress:
        published = publish(
            options.root,
            _site_settings(settings, is_preview=options.preview),
            pages(index) | {addresses.ROBOTS: robots(settings.address, is_preview=options.preview)},
            records(index),
            clean=options.clean,
            progress=progress.show,
        )
    changes = published.pages
    made = f"{len(changes.written)} pages written, {changes.unchanged} unchanged, {len(changes.removed)} removed"
    _say(f"{made}; the site is at {(options.root / 'site').as_posix()}/index.html")
    return GOOD


def _index(options: argparse.Namespace, otherwise: str) -> Index | None:
    """The collection on the day asked for; none if there is a mistake in it, which is told."""
    reading = read(options.root)
    wrong = [problem for problem in sorted(_wrong(reading)) if not problem.is_advice]
    if wrong or reading.collection is None:
        _print_text(verdict(wrong), reading)
        _say(f"{summary(wrong)}; {otherwise}")
        return None
    return Index(reading.collection, options.as_at or _today(reading.collection.settings))


def _data(options: argparse.Namespace) -> int:
    if options.sqlite is None:
        options.of_command.print_help(sys.stderr)
        return WRONG_USE
    try:
        if hindrance := in_the_way(options.sqlite):
            raise NotUnderstood(f"nothing is written: {hindrance}")
        index = _index(options, otherwise="nothing is written")
        if index is None:
            return PROBLEMS
        written = write_database(options.sqlite, index)
    except OSError as error:
        raise _not_written(options.sqlite, error) from None
    as_at = day_in_words(index.as_at)
    _say(f"{written.database}: {written.rows:,} rows in {written.tables} tables, as at {as_at}")
    _say(f"{written.notes}: what the tables and columns mean, for Datasette")
    _say(f"To open them: datasette {quote(str(written.database))} --metadata {quote(str(written.notes))}")
    return GOOD


def _format(options: argparse.Namespace) -> int:
    files = files_to_format(options.root)
    wanted = sorted(_files(options, files)) or [*files]
    changed, faults = 0, 0
    left: list[Problem] = []
    for each in formatted(files, wanted):
        left += each.laid.problems
        changed += each.is_changed
        faults += each.is_fault
        if each.is_changed and options.check:
            print(f"{each.name}:{each.first_line}: 'plans fmt' writes this otherwise")
        elif each.is_changed:
            _replace(each)
    _print_lines(verdict(left), files)
    counted = f"{changed} of {len(wanted)} files {'would be' if options.check else 'are'} written anew"
    _say(counted + (f"; {summary(left)}, left as they are" if left else ""))
    if faults:
        return FAULT
    return PROBLEMS if left or (changed and options.check) else GOOD


def _replace(formatted_file: Formatted) -> None:
    try:
        replace_file(formatted_file.path, formatted_file.before, formatted_file.laid.content)
    except OSError as error:
        raise _not_written(Path(formatted_file.name), error) from None
    ids = formatted_file.laid.ids
    print(formatted_file.name + (f": new ids {', '.join(ids)}" if ids else ""))


def _diff(options: argparse.Namespace) -> int:
    with states(options.root, options.old, options.new) as (old, new):
        return _compared(options, old, new)


def _compared(options: argparse.Namespace, old: State, new: State) -> int:
    wrong_before, wrong = old.problems, new.problems
    for state, given, problems in ((old, "OLD", wrong_before), (new, "NEW", wrong)):
        if problems and (state is new or old.reading.collection is None):
            told = tuple(replace(each, message=f"in {given}, {state.name}: {each.message}") for each in problems)
            _tell_difference(options, Difference((), told, {}), state)
            _say(f"{given}, {state.name}, does not pass 'plans check', so nothing is compared: {summary(problems)}")
            return PROBLEMS
    if wrong_before:
        why = "what could not be read there is left out, and nothing is refused for it"
        _say(f"OLD, {old.name}, does not pass 'plans check' ({summary(wrong_before)}): {why}")
    difference = compare(old.reading, new.reading, old.contents, new.contents, is_sound=not wrong_before)
    placed = replace(difference, problems=tuple(map(new.placed, difference.problems)))
    _tell_difference(options, placed, new)
    _say(difference_summary(difference))
    return PROBLEMS if difference.problems else GOOD


def _tell_difference(options: argparse.Namespace, difference: Difference, state: State) -> None:
    print(difference_report(difference, options.format), end="")
    if options.format == "github":
        command = " ".join(["plans diff", *filter(None, [options.old, options.new])])
        _add_to_job_summary(state.reading, partial(difference_in_job_summary, difference, command))


def _site_settings(settings: Settings, *, is_preview: bool) -> SiteSettings:
    extra = {
        "preview": "yes" if is_preview else "",
        "accessibility": addresses.address_of(addresses.ACCESSIBILITY) if settings.accessibility else "",
        "repository": settings.repository or "",
        "licence_note": settings.licence_note or "",
        **what_the_form_needs(settings),
    }
    return SiteSettings(settings.title, settings.address or "", settings.description, TOP_PAGES, extra)


def _today(settings: Settings) -> date:
    return datetime.now(ZoneInfo(settings.time_zone)).date()


def _serve(options: argparse.Namespace) -> int:
    serve(options.root, options.port, lambda: _build(options), _say)
    return GOOD


def _similar(options: argparse.Namespace) -> int:
    likest = _likest()
    reading = read(options.root)
    if reading.collection is None:
        _print_text(verdict(reading.problems), reading)
        return PROBLEMS
    known = wordings(reading.collection, of_actions=options.actions)
    asked = {key: called(known, key) for key in options.keys}
    if strange := [key for key in asked if not asked[key]]:
        what, remedy = ("action", "") if options.actions else ("recommendation", " (for an action add --actions)")
        _say(f"'{strange[0]}' names no {what} that has words here: {instead(known, strange[0])}{remedy}")
        return WRONG_USE
    numbers = sorted(set().union(*asked.values())) if asked else range(len(known))
    found = repeats(reading.collection, reading.places, known, numbers, options.top, likest)
    print(as_json(found) if options.format == "json" else as_text(found), end="")
    if found and options.format == "text":
        _say(f"\n{SCALE}")
    _say(f"{len(found):,} of {len(numbers):,} may repeat something earlier")
    if wrong := [problem for problem in reading.problems if not problem.is_advice]:
        _say(f"{summary(wrong)}; what could not be read is left out")
    return GOOD


def _likest() -> Likest:
    """What the room `likeness` does; it is opened only here, since its library is an extra that may be absent."""
    try:
        likest: Likest = import_module("generator.likeness").likest
    except ModuleNotFoundError as absent:
        remedy = "run 'make similar', which installs it"
        raise NotReady(f"{absent.name}, which 'plans similar' needs, is not installed", remedy) from None
    return likest


def _new(options: argparse.Namespace) -> int:
    reading = read(options.root)
    around = (SETTINGS_FILE, f"{PLANS_FOLDER}/bodies/")
    in_the_way = [each for each in reading.problems if each.place.file.startswith(around) and not each.is_advice]
    if in_the_way or not reading.collection:
        _print_text(verdict(in_the_way), reading)
        _say(f"{summary(in_the_way)}; mend this first, for nothing is written now")
        return PROBLEMS
    given = {name: " ".join(vars(options)[name].split()) for name in MEANINGS if vars(options)[name]}
    beginning = Beginning(reading, given, _today(reading.collection.settings))
    completed = _asked(beginning) if _is_asking() else whole(beginning)
    if options.dry_run:
        print("".join(f"# {name}\n{text}" for name, text in completed.texts.items()), end="")
    elif _is_asking() and not Beginner(_ask, print).agrees(completed):
        _say("nothing is written")
    else:
        _write_beginning(options.root, completed)
    return GOOD


def _asked(beginning: Beginning) -> Beginning:
    print("Ctrl+C ends without writing.")
    try:
        return Beginner(_ask, print).complete(beginning)
    except KeyboardInterrupt:
        _say("nothing is written")
        raise


def _write_beginning(root: Path, beginning: Beginning) -> None:
    texts = {root / name: text for name, text in beginning.texts.items()}
    try:
        create_all(texts)
    except OSError as error:
        raise _not_written(Path(error.filename or root / beginning.name), error) from None
    print("\n".join(path.as_posix() for path in texts))
    reading = read(root)
    told = (problem for problem in _problems(reading) if not problem.is_advice)  # that it has gaps the steps say
    problems = [problem for problem in told if problem.place.file in beginning.texts]
    _print_text(verdict(problems), reading)
    _say(summary(problems))
    _say(
        "\n".join(
            ["Next:", *(f"  {number}. {step}" for number, step in enumerate(next_steps(beginning, _called()), start=1))]
        )
    )


def _update(options: argparse.Namespace) -> int:
    reading = read(options.root)
    in_the_way = hindrances(reading, options.keys) if reading.collection else list(reading.problems)
    if in_the_way or not reading.collection:
        _print_text(verdict(in_the_way), reading)
        _say(f"{summary(in_the_way)}; mend this first, for nothing is written now")
        return PROBLEMS
    drafts = _begun(options, reading, options.entered or _today(reading.collection.settings))
    try:
        completed = _completed(options, drafts)
    except KeyboardInterrupt:
        _say("nothing is written")
        raise
    if options.dry_run:
        print("".join(f"# {draft.name}\n{draft.text}" for draft in completed), end="")
    elif completed:
        _write(options.root, completed)
    return GOOD


def _completed(options: argparse.Namespace, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Drafts that lack nothing; none if who was asked would not have them written."""
    wrong = {draft.plan.id: complaints(draft, is_asking=_is_asking()) for draft in drafts}
    if any(wrong.values()):
        raise NotUnderstood("\n".join(["nothing is written:", *_by_plan(wrong)]).replace("\n", "\n  "))
    if not _is_asking():
        return drafts
    print("Ctrl+C ends without writing.")
    conversation = Conversation(_ask, print)
    completed = conversation.complete(drafts)
    if options.dry_run or conversation.agrees(completed):
        return completed
    _say("nothing is written")
    return ()


def _by_plan(wrong: Mapping[str, Sequence[str]]) -> list[str]:
    """What is wrong with all plans, then what is wrong with one, behind its name."""
    every = [line for line in next(iter(wrong.values())) if all(line in lines for lines in wrong.values())]
    return [*every, *(f"{plan}: {line}" for plan in wrong for line in wrong[plan] if line not in every)]


def _begun(options: argparse.Namespace, reading: Reading, today: date) -> list[Draft]:
    """What the options give of a document for each plan."""
    given = {
        name: value for name, value in vars(options).items() if value and name in {*_HEAD_OPTIONS, *_ENTRY_OPTIONS}
    }
    written = {name: as_written(name, value) for name, value in given.items()}
    kind = "finding" if options.finding else "update"
    head = {kind if name == "title" else name: written[name] for name in _HEAD_OPTIONS if name in written}
    entry = {name: written[name] for name in _ENTRY_OPTIONS if name in written}
    if not _is_asking():
        head.setdefault("date", today.isoformat())
    drafts = begin(reading, options.keys, kind, head, entry, today)
    for subject in (subject for draft in drafts for subject, _ in draft.entries if subject.former):
        _say(f"{subject.former} is {subject.citation_key} now")
    return drafts


def _is_asking() -> bool:
    """Whether somebody is there to answer questions."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(question: str) -> str:
    print(question)
    try:
        return input("> ")
    except (EOFError, KeyboardInterrupt):
        print()
        raise KeyboardInterrupt from None


def _create(root: Path, draft: Draft) -> None:
    path = root / draft.name
    try:
        if draft.before:
            lengthen(path, draft.before, draft.text.encode())
        else:
            create(path, draft.text)
    except OSError as error:
        raise _not_written(path, error) from None
    print(path.as_posix())


def _not_written(path: Path, error: OSError) -> NotReady:
    return NotReady(f"{path} cannot be written", f"{error.strerror}; look whether you may write there")


def _write(root: Path, drafts: Sequence[Draft]) -> None:
    """Writes drafts; says what they say, what `plans check` finds in them, and what can be done next."""
    for draft in drafts:
        _create(root, draft)
        if len(drafts) > 1:
            _say(f"The plan {draft.plan.id}: {draft.plan.title}")
        for sentence in () if _is_asking() else sentences(draft):
            _say(f"  {sentence}")
    reading = read(root)
    problems = [problem for problem in _problems(reading) if problem.place.file in {draft.name for draft in drafts}]
    _print_text(verdict(problems), reading)
    _say(summary(problems))
    made = sum(not draft.before for draft in drafts)
    undo = [f"delete {'this file' if made == 1 else 'these files'}"] if made else []
    undo += ["take the added entries out again"] if made < len(drafts) else []
    _say(f"To undo before it is published, {' and '.join(undo)}. Next: {_called()} diff origin/main")


@dataclass
class _ProgressLine:
    """One line on a terminal that says how far a long work is; nothing where nobody watches."""

    width: int = 0

    def __enter__(self) -> "_ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, what: str, done: int, total: int) -> None:
        """Says how much of what is done."""
        self._write(f"{what}: {done:,} of {total:,}")

    def _write(self, words: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{words.ljust(self.width)}\r{words}", end="", file=sys.stderr, flush=True)
            self.width = len(words)


def _called() -> str:
    """What was typed to run this program, to be typed again."""
    return sys.argv[0] if Path(sys.argv[0]).name == "plans" else "plans"


def _say(words: str) -> None:
    print(words, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
