"""The command `plans`: what each command does, today's date, printing and the exit code."""

import gc
import os
import readline  # noqa: F401  # lets input() take lines of any length, and pasted ones with line breaks
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from shlex import quote
from zoneinfo import ZoneInfo

from generator import addresses
from generator.advice import advise, not_given_before
from generator.arguments import ENTRY_OPTIONS, HEAD_OPTIONS, Options, typed
from generator.asking import Beginner, Conversation
from generator.beginning import MEANINGS, Beginning, next_steps, whole
from generator.check import check
from generator.database import in_the_way, write_database
from generator.difference_report import difference_in_job_summary, difference_report, difference_summary
from generator.differences import Difference, compare
from generator.downloads import downloads
from generator.filled_in import FilledIn, filled_in, finding_of, plan_of
from generator.follow_up import (
    Draft,
    Fields,
    NotUnderstood,
    as_written,
    begin,
    complaints,
    hindrances,
    option,
    saying_anything,
)
from generator.formatting import Formatted, files_to_format, formatted
from generator.github import MOST_BYTES, PageOf, annotations, job_summary
from generator.hosts import file_page
from generator.index import Index
from generator.model import Settings
from generator.named_files import named_files
from generator.outlook import sentences
from generator.pages import pages
from generator.preview import serve
from generator.problems import Place, Problem
from generator.progress import ProgressLine
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Reading, lines_as_read, read
from generator.records import records
from generator.release import Changes
from generator.repeats import SCALE, Likest, as_json, as_text, called, instead, repeats, wordings
from generator.report import Manner, Verdict, json_of, summary, text_of, verdict
from generator.revisions import NoSuchState, State, changed_since, read_at, states
from generator.robots import robots
from generator.site import BuildFailed, NotReady, SiteSettings, publish
from generator.targetdate import day_in_words
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
    options = typed(arguments)
    try:
        return COMMANDS[options.command](options)
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


@contextmanager
def _rubbish_left() -> Iterator[None]:
    """No looking for rubbish at all: a check leaves next to none, and looking takes a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_rubbish_left()
def _check(options: Options) -> int:
    if options.advice == "count" and options.format == "json":
        raise NotUnderstood("json has no counts: ask for '--advice each' or '--advice none'")
    changed = changed_since(options.root, options.since) if options.since is not None else None
    reading = read(options.root)
    found = _problems(reading, options.as_at)
    named = named_files(options.files, options.root, reading.files)
    files = named or {*reading.files, *(problem.place.file for problem in found)}
    advised_on = frozenset() if options.advice == "none" else files if changed is None else files & changed
    problems = [each for each in found if each.place.file in (advised_on if each.is_advice else files)]
    which = ""
    if changed is not None and options.advice != "none":
        problems, which = _without_known(options, problems), f"that '{options.since}' did not give"
    _tell(options, reading, problems)
    _say(summary(problems, which))
    return _code(problems)


def _without_known(options: Options, problems: list[Problem]) -> list[Problem]:
    """Problems, and of the advice what the state before did not give; that is read only where there is any advice."""
    if not any(problem.is_advice for problem in problems):
        return problems
    with read_at(options.root, options.since) as before:
        known = _problems(before, options.as_at) if before else []
    return [*(each for each in problems if not each.is_advice), *not_given_before(problems, known)]


def _tell(options: Options, reading: Reading, problems: Sequence[Problem]) -> None:
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


def _build(options: Options) -> int:
    index = _index(options, otherwise="the site stays as it was")
    if index is None:
        return PROBLEMS
    settings = index.collection.settings
    with ProgressLine(sys.stderr) as progress:
        published = publish(
            options.root,
            _site_settings(settings, is_preview=options.preview),
            pages(index) | {addresses.ROBOTS: robots(settings.address, is_preview=options.preview)},
            records(index),
            downloads(index),
            clean=options.clean,
            progress=progress.show,
        )
    made = f"{_counted('pages', published.pages)}; {_counted('files beside them', published.downloads)}"
    _say(f"{made}; the site is at {(options.root / 'site').as_posix()}/index.html")
    return GOOD


def _index(options: Options, otherwise: str) -> Index | None:
    """The collection on the day asked for; none if there is a mistake in it, which is told."""
    reading = read(options.root)
    wrong = [problem for problem in sorted(_wrong(reading)) if not problem.is_advice]
    if wrong or reading.collection is None:
        _print_text(verdict(wrong), reading)
        _say(f"{summary(wrong)}; {otherwise}")
        return None
    return Index(reading.collection, options.as_at or _today(reading.collection.settings))


def _counted(what: str, changes: Changes) -> str:
    return f"{len(changes.written)} {what} written, {changes.unchanged} unchanged, {len(changes.removed)} removed"


def _data(options: Options) -> int:
    if options.sqlite is None:
        options.of_command.print_help(sys.stderr)
        return WRONG_USE
    try:
        if hindrance := in_the_way(options.sqlite, options.root / PLANS_FOLDER):
            raise NotUnderstood(f"nothing is written: {hindrance}")
        index = _index(options, otherwise="nothing is written")
        if index is None:
            return PROBLEMS
        written = write_database(options.sqlite, index)
    except OSError as error:
        raise _not_written(options.sqlite, error) from None
    _say(f"{written.database}: {written.rows:,} rows in {written.tables} tables, as at {day_in_words(index.as_at)}")
    _say(f"{written.notes}: what the tables and columns mean, for Datasette")
    _say(f"To open them: datasette {quote(str(written.database))} --metadata {quote(str(written.notes))}")
    return GOOD


def _format(options: Options) -> int:
    files = files_to_format(options.root)
    wanted = sorted(named_files(options.files, options.root, files)) or [*files]
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


def _diff(options: Options) -> int:
    with states(options.root, options.old, options.new) as (old, new):
        return _compared(options, old, new)


def _compared(options: Options, old: State, new: State) -> int:
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


def _tell_difference(options: Options, difference: Difference, state: State) -> None:
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


def _serve(options: Options) -> int:
    serve(options.root, options.port, lambda: _build(options), _say)
    return GOOD


def _similar(options: Options) -> int:
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


def _new(options: Options) -> int:
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


def _update(options: Options) -> int:
    table = _table(options)
    reading = read(options.root)
    keys = [plan_of(reading, table)] if table and reading.collection else options.keys
    in_the_way = hindrances(reading, keys) if reading.collection else list(reading.problems)
    if in_the_way or not reading.collection:
        _print_text(verdict(in_the_way), reading)
        _say(f"{summary(in_the_way)}; mend this first, for nothing is written now")
        return PROBLEMS
    drafts = _begun(options, reading, keys, table, options.entered or _today(reading.collection.settings))
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


def _completed(options: Options, drafts: Sequence[Draft]) -> Sequence[Draft]:
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


def _table(options: Options) -> FilledIn | None:
    """The table that the options name; none if they name keys."""
    if not options.table:
        if not options.keys:
            options.of_command.error("give a KEY, as in specimen-2031/2.1, or '--from FILE'")
        return None
    if options.keys:
        raise NotUnderstood(f"the keys stand in the table: leave {', '.join(options.keys)} out, or --from")
    if given := [name for name in ENTRY_OPTIONS if getattr(options, name)]:
        raise NotUnderstood(f"what was found stands in the table: leave {option(given[0])} out, or --from")
    try:
        return filled_in(options.table.read_bytes())
    except OSError as error:
        raise NotUnderstood(f"{options.table} cannot be read: {error.strerror}") from None
    except NotUnderstood as why:
        raise NotUnderstood(f"{options.table}: {why}") from None


def _begun(options: Options, reading: Reading, keys: Sequence[str], table: FilledIn | None, today: date) -> list[Draft]:
    """What the options give of a document for each plan."""
    given = {name: value for name, value in vars(options).items() if value and name in {*HEAD_OPTIONS, *ENTRY_OPTIONS}}
    written = {name: as_written(name, value) for name, value in given.items()}
    kind = "finding" if options.finding or table else "update"
    head = {kind if name == "title" else name: written[name] for name in HEAD_OPTIONS if name in written}
    entry = {name: written[name] for name in ENTRY_OPTIONS if name in written}
    if not _is_asking():
        head.setdefault("date", today.isoformat())
    if table:
        drafts = [_from_table(reading, keys[0], table, head, today)]
    else:
        drafts = begin(reading, keys, kind, head, entry, today)
    for subject in (subject for draft in drafts for subject, _ in draft.entries if subject.former):
        _say(f"{subject.former} is {subject.citation_key} now")
    return drafts


def _from_table(reading: Reading, plan: str, table: FilledIn, head: Fields, today: date) -> Draft:
    """The draft of what a table says; all its mistakes are told at once, before anything is asked."""
    draft, mistakes = finding_of(reading, plan, table, head, today, is_asking=_is_asking())
    if mistakes:
        of_head = complaints(saying_anything(draft), is_asking=_is_asking()) if draft.entries else []
        told = [mistake.in_words for mistake in mistakes]
        raise NotUnderstood("\n".join(["nothing is written:", *told, *of_head]).replace("\n", "\n  "))
    if table.unread:
        _say(f"not read, as nothing is asked there: column {', '.join(table.unread)}")
    if table.passed_over:
        _say(f"passed over, as nothing is filled in: {table.passed_over} of {len(table.rows) + table.passed_over} rows")
    return draft


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


def _called() -> str:
    """What was typed to run this program, to be typed again."""
    return sys.argv[0] if Path(sys.argv[0]).name == "plans" else "plans"


def _say(words: str) -> None:
    print(words, file=sys.stderr)


COMMANDS: Mapping[str, Callable[[Options], int]] = {
    "check": _check,
    "build": _build,
    "data": _data,
    "serve": _serve,
    "similar": _similar,
    "new": _new,
    "update": _update,
    "fmt": _format,
    "diff": _diff,
}


if __name__ == "__main__":
    sys.exit(main())
