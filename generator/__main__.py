"""The command `plans`: arguments, today's date, printing and the exit code."""

import argparse
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from os.path import realpath
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import addresses
from generator.advice import advise
from generator.check import check
from generator.fields import iso_day
from generator.index import Index
from generator.model import Settings
from generator.pages import pages
from generator.preview import serve
from generator.problems import Problem
from generator.read import SETTINGS_FILE, Reading, read
from generator.records import records
from generator.report import FORMATS, report, summary
from generator.site import BuildFailed, NotReady, SiteSettings, publish
from generator.targetdate import FIRST_YEAR, LAST_YEAR
from generator.ways import what_the_form_needs

GOOD, PROBLEMS, WRONG_USE, NOT_READY, FAULT, INTERRUPTED = 0, 1, 2, 3, 70, 130

TOP_PAGES = (
    ("Plans", addresses.PLANS),
    ("Themes", addresses.THEMES),
    ("Owners", addresses.OWNERS),
    ("Bodies", addresses.BODIES),
    ("Decisions", addresses.DECISIONS),
    ("About", addresses.ABOUT),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    options = _arguments().parse_args(arguments)
    try:
        return int(options.command(options))
    except NotReady as missing:
        _say(f"{missing.message}: {missing.remedy}")
        return NOT_READY
    except KeyboardInterrupt:
        return INTERRUPTED
    except BuildFailed as failure:
        _say(str(failure))
        return FAULT
    except Exception:  # noqa: BLE001  # whatever it is, it is a fault of ours and says so
        traceback.print_exc()
        _say("This is a fault of the program, not of the plans. Please report it with the lines above.")
        return FAULT


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

    checking = commands.add_parser("check", help="report every mistake in the plans")
    checking.add_argument(
        "files", nargs="*", metavar="FILE", type=Path, help="report on these files and folders alone (all are read)"
    )
    checking.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    checking.set_defaults(command=_check)

    building = commands.add_parser("build", help="check the plans and publish the site")
    building.add_argument("--as-at", type=_day, metavar="DATE", help="the day to judge dates by (default: today)")
    building.add_argument("--clean", action="store_true", help="make everything anew")
    building.set_defaults(command=_build)

    serving = commands.add_parser("serve", help="show the site on this machine and rebuild what changes")
    serving.add_argument("--as-at", type=_day, metavar="DATE", help="the day to judge dates by (default: today)")
    serving.add_argument("--port", type=int, default=8000, help="where to show it (default: 8000)")
    serving.set_defaults(command=_serve, clean=False)
    return parser


_EXIT_CODES = (
    "Exit: 0 good, 1 problems in the plans, 2 wrong use, 3 this machine lacks something, 70 a fault of the program, "
    "130 interrupted."
)


def _folder(written: str) -> Path:
    if not (Path(written) / SETTINGS_FILE).is_file():
        raise argparse.ArgumentTypeError(f"there is no {SETTINGS_FILE} in '{written}'")
    return Path(written)


def _day(written: str) -> date:
    if day := iso_day(written):
        return day
    message = f"'{written}' is no day from {FIRST_YEAR} to {LAST_YEAR}; write it as 2031-09-20"
    raise argparse.ArgumentTypeError(message)


def _check(options: argparse.Namespace) -> int:
    reading = read(options.root)
    problems = _problems(reading)
    if options.files:
        meant = {path: _meant(path, options.root, reading.files) for path in options.files}
        if strange := [path for path in meant if not meant[path]]:
            _say(f"'{strange[0]}' is no file of this collection")
            return WRONG_USE
        wanted = set().union(*meant.values())
        problems = [problem for problem in problems if problem.place.file in wanted]
    print(report(problems, options.format), end="")
    _say(summary(problems))
    return _code(problems)


def _meant(path: Path, root: Path, files: Mapping[str, Path]) -> set[str]:
    """The files, by their names in problems, that a path leads to from where one stands, or else from the root."""
    for given in (path, root / path):
        real = realpath(given)
        if found := {name for name, file in files.items() if _is_at(file, real)}:
            return found
    return set()


def _is_at(file: Path, real: str) -> bool:
    """Whether a file is what stands at a real path, or stands in the folder there."""
    return realpath(file) == real or (Path(realpath(file.parent)) / file.name).is_relative_to(real)


def _problems(reading: Reading) -> list[Problem]:
    """Everything wrong with what was read, then advice; each by place."""
    found = {*reading.problems, *check(reading), *advise(reading)}
    return sorted(found, key=lambda problem: (problem.is_advice, problem))


def _code(problems: Sequence[Problem]) -> int:
    return GOOD if all(problem.is_advice for problem in problems) else PROBLEMS


def _build(options: argparse.Namespace) -> int:
    reading = read(options.root)
    problems = _problems(reading)
    wrong = [problem for problem in problems if not problem.is_advice]
    if wrong or reading.collection is None:
        print(report(wrong, "text"), end="")
        _say(f"{summary(wrong)}; the site stays as it was")
        return PROBLEMS
    settings = reading.collection.settings
    index = Index(reading.collection, options.as_at or _today(settings))
    with _ProgressLine() as progress:
        published = publish(
            options.root,
            _site_settings(settings),
            pages(index),
            records(index),
            clean=options.clean,
            progress=progress.show,
        )
    changes = published.pages
    made = f"{len(changes.written)} pages written, {changes.unchanged} unchanged, {len(changes.removed)} removed"
    _say(f"{made}; the site is at {(options.root / 'site').as_posix()}/index.html")
    return GOOD


def _site_settings(settings: Settings) -> SiteSettings:
    extra = {
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


def _say(words: str) -> None:
    print(words, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
