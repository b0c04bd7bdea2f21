"""A long list is divided by year, letter or state, and none of its rows is lost, shown twice or left without a way."""

from collections.abc import Iterator

from generator.shelves import HEADED, ROOM, Kind, Listing, Shelf, by_last, shared

Row = tuple[str, str, int]  # a state, a year, how much room it takes

YEAR = Kind[Row]("rows", "row", (lambda row: (row[1], row[1]),), lambda row: row[2], lambda row: row[1])
STATE = Kind[Row](
    "rows",
    "row",
    (lambda row: (row[0].lower(), row[0]), lambda row: (row[1], row[1])),
    lambda row: row[2],
    lambda row: row[1],
    is_by_state=True,
)


def listing(kind: Kind[Row], *rows: Row, room: int = ROOM) -> Listing[Row]:
    return Listing(kind, "lists/x", "X", rows, room)


def shown_below(listing: Listing[Row]) -> list[Row]:
    return [row for shelf in listing.shelves for row in shelf.shown]


def pages_of(shelves: list[Shelf[Row]]) -> Iterator[tuple[str, str, int]]:
    yield from ((shelf.page, shelf.title, len(shelf.shown)) for shelf in shelves)


def test_list_that_there_is_room_for_stands_whole_on_its_front() -> None:
    short = listing(YEAR, ("A", "2031", ROOM // 2), ("A", "2030", ROOM // 2))
    assert [(group.title, len(group.shown), group.shelf) for group in short.groups] == [
        ("2031", 1, None),
        ("2030", 1, None),
    ]
    assert short.shelves == []
    assert short.next_page is None


def test_few_rows_have_no_headings_but_those_of_states() -> None:
    rows = [("A", str(2031 - place % 2), 1) for place in range(HEADED)]
    assert not listing(YEAR, *rows).is_headed
    assert listing(YEAR, *rows, rows[0]).is_headed
    assert not listing(YEAR, *rows[::2], *rows[::2], *rows[::2]).is_headed  # all of one year
    assert listing(STATE, rows[0]).is_headed


def test_front_of_long_list_has_the_first_group_and_each_has_a_page() -> None:
    rows = [("A", "2031", 60_000), *[("A", "2030", 60_000)] * 2]
    long = listing(YEAR, *rows)
    assert [(group.title, len(group.shown), len(group.rows)) for group in long.groups] == [
        ("2031", 1, 1),
        ("2030", 0, 2),
    ]
    assert list(pages_of(long.shelves)) == [("lists/x/2031.md", "2031", 1), ("lists/x/2030.md", "2030", 2)]
    assert shown_below(long) == rows
    assert long.next_page == ("X: 2030", "lists/x/2030.md")


def test_group_that_is_too_long_goes_on_in_parts() -> None:
    rows = [("A", "2031", 60_000)] * 5
    long = listing(YEAR, *rows)
    assert list(pages_of(long.shelves)) == [
        ("lists/x/2031.md", "2031", 2),
        ("lists/x/2031/2.md", "2031, page 2", 2),
        ("lists/x/2031/3.md", "2031, page 3", 1),
    ]
    assert [shelf.is_further for shelf in long.shelves] == [False, True, True]
    assert long.shelves[1].crumbs == [("2031", "lists/x/2031.md"), ("page 2", "lists/x/2031/2.md")]
    assert [len(group.shown) for group in long.groups] == [2]


def test_state_that_is_too_long_has_years_and_its_page_the_ways_to_them() -> None:
    rows = [*[("Due", "2031", 60_000)] * 2, *[("Due", "2030", 60_000)] * 3, ("Closed", "2029", 10)]
    long = listing(STATE, *rows)
    assert list(pages_of(long.shelves)) == [
        ("lists/x/due.md", "Due", 0),
        ("lists/x/due/2031.md", "Due, 2031", 2),
        ("lists/x/due/2030.md", "Due, 2030", 2),
        ("lists/x/due/2030/2.md", "Due, 2030, page 2", 1),
        ("lists/x/closed.md", "Closed", 1),
    ]
    assert shown_below(long) == rows
    assert [(group.title, len(group.shown)) for group in long.groups] == [("Due", 1), ("Closed", 1)]  # a share each
    assert long.next_page is None


def test_row_that_is_longer_than_a_page_has_one() -> None:
    assert [len(shelf.shown) for shelf in listing(YEAR, *[("A", "2031", 2 * ROOM)] * 2).shelves] == [1, 1]


def test_groups_stay_together_where_their_rows_are_not() -> None:
    rows = [("A", "2031", 1), ("A", "2030", 1), ("A", "2031", 1)]
    assert [(group.title, len(group.rows)) for group in listing(YEAR, *rows).groups] == [("2031", 2), ("2030", 1)]
    assert by_last(STATE, rows) == [(("2031", "2031"), (rows[0], rows[2])), (("2030", "2030"), (rows[1],))]


def test_lists_of_one_front_share_its_room_and_short_ones_leave_theirs() -> None:
    lists = {
        "long": listing(YEAR, ("A", "2031", ROOM)),
        "short": listing(YEAR, ("A", "2031", 10_000)),
        "limited": listing(YEAR, ("A", "2031", ROOM), room=20_000),
        "longer": listing(YEAR, ("A", "2031", 2 * ROOM)),
    }
    rooms = {name: one.room for name, one in shared(lists).items()}
    assert rooms == {"long": 46_666, "short": 37_500, "limited": 20_000, "longer": 73_334}
    assert [name for name, one in shared(lists).items() if one.is_long] == ["long", "limited", "longer"]
