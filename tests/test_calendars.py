"""Calendars as other programs read them: each dated action once, on its day, under an id that stays when it moves."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import vobject  # type: ignore[import-untyped]  # its types are not worth a package for one test
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.calendars import MOST, calendars
from generator.index import Index
from generator.model import Plan, Removal
from generator.read import read
from tests.small import PLAN, Fields, action, finding, indexed, plan, recommendation, update

ROOT = Path(__file__).parent.parent
COLLECTIONS = {ROOT: "2019-12-20", ROOT / "tests" / "specimen": "2032-01-15"}
GONE = {"date": "2031-06-01", "reason": "It was printed twice."}
UNTIL_JUNE = action("1.1", "30/06/2031", owner="HR")
OF_PLAN = f"plans/{PLAN}/calendar.ics"

Entry = dict[str, str]  # the text of each property as another program reads it


@pytest.fixture(scope="module", params=COLLECTIONS, ids=lambda root: root.name)
def index(request: pytest.FixtureRequest) -> Index:
    collection = read(request.param).collection
    assert collection
    return Index(collection, date.fromisoformat(COLLECTIONS[request.param]))


def texts(index: Index) -> dict[str, str]:
    return {path: "".join(pieces()) for path, pieces in calendars(index)}


def entries(index: Index, path: str = OF_PLAN) -> list[Entry]:
    calendar = vobject.readOne(texts(index)[path])
    return [{name: each[0].value for name, each in one.contents.items()} for one in calendar.contents.get("vevent", ())]


def head(text: str, name: str) -> str:
    return str(vobject.readOne(text).contents[name][0].value)


# What is in which calendar


def test_another_program_reads_each_dated_action_once_on_its_last_day(index: Index) -> None:
    of_plans = {plan.id: dict(dated(index, plan)) for plan in index.all_plans}
    of_all = {id_: day for days in of_plans.values() for id_, day in days.items()}
    expected = {"calendar.ics": of_all}
    for one in index.all_plans:
        expected |= dict.fromkeys(paths("plans", one.id, one.formerly), of_plans[one.id])
    for body in index.all_bodies:
        days_of_body = {
            id_: day
            for plan in index.all_plans
            for made in plan.made
            if {plan.body, made.addressee, *made.decisions}.intersection(body.names)
            for id_, day in dated(index, plan, made=made.id)
        }
        expected |= dict.fromkeys(paths("bodies", body.id, body.formerly), days_of_body)
    for id_, theme in index.collection.settings.themes.items():
        on_theme = dict(one for plan in index.all_plans for one in dated(index, plan, id_))
        expected |= dict.fromkeys(paths("themes", id_, theme.formerly), on_theme)
    assert {path: read_days(text) for path, text in texts(index).items()} == expected


def paths(kind: str, id_: str, formerly: tuple[str, ...]) -> list[str]:
    return [f"{kind}/{named}/calendar.ics" for named in (id_, *formerly)]


def dated(index: Index, plan: Plan, theme: str | None = None, made: str | None = None) -> Iterator[tuple[str, date]]:
    """The ids and last days of a plan's actions, of all or some recommendations, from what it prints and what moved."""
    standing = {one.key: one for one in index.standings}
    for one in plan.made:
        is_asked = (theme is None or theme in one.themes) and made in (None, one.id)
        for each in one.followed if is_asked else ():
            key = f"{plan.id}/{each.id}"
            day = standing[key].latest if key in standing else each.target.latest if each.target else None
            if day:
                first = (each.id, *each.formerly)[-1]
                yield f"tag:{index.collection.settings.authority}:{(plan.id, *plan.formerly)[-1]}/{first}", day


def test_new_id_of_a_plan_or_an_action_leaves_its_entry_what_it_was() -> None:
    before = entries(indexed(plan(recommendation(UNTIL_JUNE))))
    renamed = plan(recommendation(UNTIL_JUNE | {"id": "1.4", "formerly": ["1.1"]}), id_="quay-2031", formerly=[PLAN])
    after = entries(indexed(renamed), "plans/quay-2031/calendar.ics")
    assert [one["uid"] for one in after] == [one["uid"] for one in before]


def read_days(text: str) -> dict[str, date]:
    found = vobject.readOne(text).contents.get("vevent", [])
    days = {one.uid.value: one.dtstart.value for one in found}
    assert len(days) == len(found)
    return days


def test_the_counts_of_a_calendar_add_up_to_all_actions() -> None:
    actions = [action("1.1", "30/06/2031"), action("1.2", "Monthly from January 2031"), action("1.3")]
    found = texts(indexed(plan(recommendation(*actions, action("1.4", "30/06/2031", removed=GONE)))))
    assert head(found[OF_PLAN], "x-wr-caldesc") == (
        "Actions of the plan “Plan” (Harbour). Actions: 3. With a last day, and an entry on it: 1. Without a last day, "
        "since the date recurs, has no end or is not given: 2. Removed, and here as cancelled: 1."
    )


def test_a_body_is_told_which_actions_are_its_own_and_which_answer_what_is_recommended_to_it() -> None:
    own = plan(recommendation(UNTIL_JUNE), id_="department-2031", body="Department")
    other = plan(recommendation(UNTIL_JUNE), recommendation(action("2.1"), number="2", addressee="Department"))
    assert head(texts(indexed(own, other))["bodies/department/calendar.ics"], "description") == (
        "Actions of all plans of Department, and those in others’ plans that answer recommendations made to it. "
        "Actions: 2. With a last day, and an entry on it: 1. Without a last day, since the date recurs, has no end or "
        "is not given: 1. In its own plans: 1. In others’ plans: 1."
    )
    without = head(texts(indexed(other))["bodies/department/calendar.ics"], "description")
    assert without.endswith(" In its own plans: 0. In others’ plans: 1.")


@pytest.mark.parametrize("path", [OF_PLAN, "calendar.ics", "bodies/harbour/calendar.ics", "themes/staff/calendar.ics"])
def test_a_calendar_says_of_which_plans_the_copy_is_not_complete(path: str) -> None:
    kept = plan(recommendation(UNTIL_JUNE, themes=["staff"]), copying_since="2031-04-01")
    told = head(texts(indexed(kept))[path], "description")
    assert told.endswith(" Still being copied, so that some actions are not here: Harbour.")
    gone = kept.model_copy(update={"removed": Removal.model_validate(GONE)})
    assert "Still being copied" not in head(texts(indexed(gone))[path], "description")


def test_what_came_after_the_as_at_date_changed_an_entry_on_the_day_it_was_said() -> None:
    late = update("2031-05-20", {"action": "1.1", "said": "On."}, entered="2031-06-01")
    kept = plan(recommendation(UNTIL_JUNE), entered="2031-04-01")
    days = [str(entries(indexed(kept, late, as_at=day))[0]["dtstamp"])[:10] for day in ("2031-05-31", "2031-06-01")]
    assert days == ["2031-05-20", "2031-06-01"]


def test_a_plan_has_all_its_entries_and_the_site_those_nearest_to_the_month() -> None:
    late = [action(f"1.{number}", "31/12/2033") for number in range(1, 4)]
    near = [action(f"1.{number}", "02/01/2032") for number in range(4, MOST + 4)]
    found = texts(indexed(plan(recommendation(*late, *near))))
    assert len(read_days(found[OF_PLAN])) == MOST + 3
    assert set(read_days(found["calendar.ics"]).values()) == {date(2032, 1, 2)}
    assert head(found["calendar.ics"], "description").endswith(
        "is not given: 0. Of these entries the 1,000 nearest to 1 January 2032 are here, from 2 January 2032 to 2 "
        "January 2032: calendar programs take no more. The calendar of each plan has all of its own."
    )


def test_a_calendar_says_that_what_it_is_of_was_removed() -> None:
    found = texts(indexed(plan(recommendation(UNTIL_JUNE), removed=GONE)))[OF_PLAN]
    assert head(found, "description") == (
        "Actions of the plan “Plan” (Harbour) (removed from the site on 1 June 2031). Actions: 0. With a last day, and "
        "an entry on it: 0. Without a last day, since the date recurs, has no end or is not given: 0. Removed, "
        "and here as cancelled: 1."
    )


def test_a_calendar_without_entries_still_holds_something() -> None:
    found = texts(indexed(plan(recommendation(action("1.1")))))[OF_PLAN]
    assert re.findall("BEGIN:(.*)\r\n", found) == ["VCALENDAR", "VTIMEZONE", "STANDARD"]


# What an entry says


def test_an_entry_can_be_read_out_of_context() -> None:
    told = update("2031-05-20", {"action": "1.1", "delivery": "in progress", "said": "Half."}, entered="2031-05-25")
    seen = finding("2031-05-22", {"action": "1.1", "judgement": "good progress"})
    text = texts(indexed(plan(recommendation(UNTIL_JUNE, themes=["staff", "quays"])), told, seen))[OF_PLAN]
    assert unfolded(text)[9:] == [
        "BEGIN:VEVENT",
        r"UID:tag:published-action-plans.example\,2026:harbour-2031/1.1",
        "DTSTAMP:20310525T000000Z",
        "LAST-MODIFIED:20310525T000000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20310630",
        r"SUMMARY:Act. (HR\; Harbour\; harbour-2031/1.1)",
        r"DESCRIPTION:Act.\n\nTarget date: 30 June 2031\, printed as “30/06/2031”\nOwner: HR\n20 May 2031\, Harbour: "
        r"reported in progress\; said: “Half.”\n22 May 2031\, Harbour Inspectorate: found: good progress\n\n"
        "On the site at plans/harbour-2031/1/#1.1",
        "CATEGORIES:Staff,Quays",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_an_entry_of_which_little_is_known_says_so() -> None:
    entry = entries(indexed(plan(recommendation(action("1.1", "September 2031 and on-going")))))[0]
    assert entry["summary"] == "Continuing: Act. (no owner printed; Harbour; harbour-2031/1.1)"
    assert entry["description"].startswith(
        "Act.\n\nTarget date: September 2031, then continuing, printed as “September 2031 and on-going”\n"
        "Owner: no owner printed\nReported: continuing with the plan\n"
    )
    assert str(entry["dtstamp"]) == "1970-01-01 00:00:00+00:00"


def test_owners_between_them_are_named_once_each() -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "owner": ["HR", "Master", "HR"], "target_date": ["June 2031", "May 2031"]}
    entry = entries(indexed(plan(recommendation(action("1.1"), action("1.2"), cell))))[1]
    assert entry["summary"] == "Act. (HR and Master, between them; Harbour; harbour-2031/1.2)"
    assert (
        "Target date: June 2031, May 2031 (printed beside several actions; the last day of all counts)\n"
        in (entry["description"])
    )


def test_a_moved_date_moves_the_entry_and_keeps_its_id() -> None:
    move = update("2031-05-20", {"action": "1.1", "target_date": "31/12/2031", "reason": "Rain."}, entered="2031-05-25")
    before, after = (entries(indexed(plan(recommendation(UNTIL_JUNE)), *said))[0] for said in ([], [move]))
    assert before["uid"] == after["uid"]
    assert (str(before["dtstart"]), before["sequence"]) == ("2031-06-30", "0")
    assert (str(after["dtstart"]), after["sequence"]) == ("2031-12-31", "1")
    assert (
        "20 May 2031, Harbour: target date moved from 30 June 2031 to 31 December 2031; reason: “Rain.”"
        in (after["description"])
    )
    assert str(after["dtstamp"]) == str(after["last-modified"]) == "2031-05-25 00:00:00+00:00"


@pytest.mark.parametrize(
    ("said", "summary", "status", "sequence"),
    [
        ([], "Act.", None, "0"),
        ([{"delivery": "complete"}], "Complete: Act.", None, "0"),
        ([{"delivery": "withdrawn", "reason": "Rain."}], "Withdrawn: Act.", "CANCELLED", "1"),
        ([{"delivery": "withdrawn", "reason": "Rain."}, {"delivery": "in progress"}], "Act.", None, "2"),
        ([{"words": "Act now.", "reason": "Rain."}], "Act now.", None, "0"),
    ],
)
def test_an_entry_tells_what_became_of_its_action(
    said: list[Fields], summary: str, status: str | None, sequence: str
) -> None:
    documents = [update(f"2031-05-0{day}", {"action": "1.1", **entry}) for day, entry in enumerate(said, 1)]
    entry = entries(indexed(plan(recommendation(UNTIL_JUNE)), *documents))[0]
    assert entry["summary"] == f"{summary} (HR; Harbour; harbour-2031/1.1)"
    assert (entry.get("status"), entry["sequence"]) == (status, sequence)


@pytest.mark.parametrize("what", ["action", "recommendation", "plan"])
def test_what_was_removed_stays_as_cancelled(what: str) -> None:
    removed = {name: GONE if name == what else None for name in ("action", "recommendation", "plan")}
    made = recommendation({**UNTIL_JUNE, "removed": removed["action"]}, removed=removed["recommendation"])
    entry = entries(indexed(plan(made, removed=removed["plan"])))[0]
    assert entry["summary"] == "Removed: Act. (HR; Harbour; harbour-2031/1.1)"
    assert (entry["status"], entry["sequence"], str(entry["dtstamp"])[:10]) == ("CANCELLED", "1", "2031-06-01")


def test_what_was_said_and_taken_back_never_lowers_the_sequence() -> None:
    said = {"action": "1.1", "target_date": "31/12/2031", "reason": "Rain."}
    entry = entries(indexed(plan(recommendation(UNTIL_JUNE)), update("2031-05-20", said, removed=GONE)))[0]
    assert (str(entry["dtstart"]), entry["sequence"]) == ("2031-06-30", "2")


def test_an_entry_says_nothing_that_depends_on_today() -> None:
    years = [texts(indexed(plan(recommendation(UNTIL_JUNE)), as_at=f"{year}-01-15")) for year in (2031, 2033)]
    assert years[0] == years[1]


LINES = st.text(st.sampled_from('ab é👩\u200d✈\ufe0f\\,;:^"=nN'), min_size=1, max_size=200).map(str.strip).filter(bool)


@settings(max_examples=50)
@given(st.lists(LINES, min_size=1, max_size=3).map("\n".join))
@example("Buy ropes, chains; and C:\\New \\n \\, \\; oil\\")
@example("First.\n\nBEGIN:VEVENT\nEND:VCALENDAR")
@example("x" * 300 + "é" * 300 + "👩\u200d✈\ufe0f" * 30 + "\\" * 200)
def test_odd_words_come_back_as_they_were(words: str) -> None:
    odd = plan(recommendation({**UNTIL_JUNE, "action": words}))
    printed = next(next(odd.made).followed).words
    found = indexed(odd)
    assert entries(found)[0]["description"].startswith(f"{printed}\n\nTarget date:")
    assert list(broken_rules(texts(found)[OF_PLAN])) == []


# The rules of the format


def test_every_calendar_keeps_the_rules_of_its_format(index: Index) -> None:
    assert [broken for text in texts(index).values() for broken in broken_rules(text)] == []


def broken_rules(text: str) -> Iterator[str]:
    """Which of the musts of RFC 5545 a calendar breaks, seen in its octets."""
    lines = text.encode().split(b"\r\n")
    if lines.pop() or any(b"\n" in line or b"\r" in line for line in lines):
        yield "a line does not end as it must"
    yield from (f"{len(line)} octets: {line!r}" for line in lines if len(line) > 75 or not decodes(line))
    whole = unfolded(text)
    yield from (f"no property: {line}" for line in whole if not re.match("[A-Z-]+(;[A-Z]+=[A-Z]+)?:.+", line))
    yield from (f"{whole.count(line)} {line}" for line in ("BEGIN:VCALENDAR", "VERSION:2.0") if whole.count(line) != 1)
    for start in (number for number, line in enumerate(whole) if line == "BEGIN:VEVENT"):
        event = whole[start : whole.index("END:VEVENT", start)]
        names = Counter(re.split("[;:]", line)[0] for line in event)
        yield from (f"no {name}" for name in ("UID", "DTSTAMP", "DTSTART") if not names[name])
        yield from (f"{name} twice" for name, times in names.items() if times > 1)
    uids = Counter(line for line in whole if line.startswith("UID:"))
    yield from (f"{uid} twice" for uid, times in uids.items() if times > 1)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def decodes(line: bytes) -> bool:
    return line.decode(errors="replace").encode() == line


def test_a_broken_rule_is_seen() -> None:
    begin = "BEGIN:VCALENDAR\r\n"
    event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:\r\nSUMMARY:b\r\nSUMMARY:c\r\nEND:VEVENT\r\n"
    assert list(broken_rules(f"{begin}{begin}X:{'x' * 80}\r\n{event}{event}END:VCALENDAR\n")) == [
        "a line does not end as it must",
        f"82 octets: {('X:' + 'x' * 80).encode()!r}",
        "no property: DTSTART:",
        "no property: DTSTART:",
        "2 BEGIN:VCALENDAR",
        "0 VERSION:2.0",
        "no DTSTAMP",
        "SUMMARY twice",
        "no DTSTAMP",
        "SUMMARY twice",
        "UID:a twice",
    ]


def test_the_same_plans_make_the_same_octets_in_every_run() -> None:
    program = "; ".join(
        (
            "import sys",
            "from hashlib import sha256",
            "from tests.test_calendars import *",
            "found = Index(read(Path(sys.argv[1])).collection, date(2032, 1, 15))",
            "print(sha256(repr(texts(found)).encode()).hexdigest())",
        )
    )
    run = [sys.executable, "-c", program, str(ROOT / "tests" / "specimen")]
    made = {
        subprocess.run(run, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, cwd=ROOT).stdout
        for seed in "12"
    }
    assert len(made) == 1


def test_addresses_stand_where_the_site_has_one(index: Index) -> None:
    site = index.collection.settings.address
    found = texts(index)["calendar.ics"].replace("\r\n ", "")
    wanted = f"\r\nURL:{site}" if site else "On the site at plans/"
    assert wanted in found
    assert ("\r\nURL:" in found) is bool(site)
