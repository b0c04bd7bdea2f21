"""What can be typed after `plans`: each command, its options and its help; nothing of what a command does."""

import argparse
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from generator.beginning import MEANINGS
from generator.difference_report import FORMATS as DIFFERENCE_FORMATS
from generator.fields import iso_day
from generator.follow_up import SEVERAL, citation_key, entry_fields, option
from generator.read import SETTINGS_FILE
from generator.repeats import FORMATS as FORMATS_OF_REPEATS
from generator.report import ADVICE, FORMATS
from generator.revisions import folder_above
from generator.targetdate import FIRST_YEAR, LAST_YEAR

Options: TypeAlias = argparse.Namespace
"""What was typed: the name of the `command`, and its options by their names."""


def typed(words: Sequence[str] | None) -> Options:
    """The command among these words, by default those typed, with its options.

    Where it is used wrongly this says so, with its usage, and ends the program; so it does where help is asked for.
    """
    options, strange = _parser().parse_known_args(words)
    if strange:
        options.of_command.error(f"there is no '{strange[0]}' here")
    return options


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


@cache  # to make it takes longer than a command on a small collection
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plans", description="Check published action plans and make their site.", epilog=_EXIT_CODES
    )
    parser.add_argument(
        "--root",
        type=_folder,
        default=Path(),
        help="folder of site_config.yml and plans/ (default: this one)",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")
    for add in (
        _add_check,
        _add_build,
        _add_serve,
        _add_data,
        _add_similar,
        _add_new,
        _add_update,
        _add_format,
        _add_diff,
    ):
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


def _add_serve(commands: Commands) -> None:
    serving = commands.add_parser("serve", help="show the site on this machine and rebuild what changes")
    serving.add_argument("--as-at", type=_day, metavar="DATE", help="the day to judge dates by (default: today)")
    serving.add_argument("--port", type=int, default=8000, help="where to show it (default: 8000)")
    serving.set_defaults(clean=False, preview=True)  # it builds


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


def _add_update(commands: Commands) -> None:
    updating = commands.add_parser(
        "update",
        help="write what was said or found later of an action, or of many",
        description="Writes an update or a finding into a file of its own, one for each plan. What is needed and not "
        "given is asked on a terminal.",
        usage="%(prog)s (KEY ... | --from FILE) [--title WORDS] [--source WORDS] [and what is said]",
        epilog="For example: plans update specimen-2031/2.1 --delivery complete --title 'Letter, spring' "
        "--date 2032-03-01 --source https://specimen.example/letter-8",
    )
    what = (
        "an action or a recommendation, as <plan>/<id>; a plan alone is all its actions, for an update those not closed"
    )
    updating.add_argument("keys", nargs="*", type=citation_key, metavar="KEY", help=what)
    table = "a plan's table for a reinspection, filled in and saved as CSV: the finding that it makes, without a KEY"
    updating.add_argument("--from", dest="table", type=Path, metavar="FILE", help=table)
    updating.add_argument("--finding", action="store_true", help="what the inspectorate found, not what the owner said")
    updating.add_argument("--dry-run", action="store_true", help="print the file's text and write nothing")
    head = updating.add_argument_group("the document")
    for name, meaning in HEAD_OPTIONS.items():
        head.add_argument(f"--{name}", type=_words, metavar="WORDS", help=meaning)
    entered = "The day on which it came into this collection (default: today)."
    head.add_argument("--entered", type=_day, metavar="DATE", help=entered)
    for about, names in _ABOUT.items():
        entry = updating.add_argument_group(about)
        for name in names:
            several = " May be given again." if name in SEVERAL else ""
            action = "append" if several else "store"
            meaning = ENTRY_OPTIONS[name] + several
            entry.add_argument(option(name), type=_words, action=action, metavar="WORDS", help=meaning)


HEAD_OPTIONS = {
    "title": "What it is called.",
    "date": "The day it was said or found (default: today).",
    "source": "Where it can be read.",
    "by": "Who says so, if not the plan's body or inspectorate.",
}
"""Options of `plans update` that are keys of a document's head, and what each means."""
ENTRY_OPTIONS = {**entry_fields("update"), **entry_fields("finding")}
"""Those that are keys of an entry."""
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
