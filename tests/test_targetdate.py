"""The words of target dates: each string that a source prints, and many more, with its complete reading."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.targetdate import (
    Kind,
    Precision,
    TargetDate,
    day_in_words,
    describe,
    last_day_meant,
    read,
    read_day,
    two_dates,
    why_unread,
)

# printed | kind | earliest | latest | days | precision | recurrence | delivery | in words
READINGS = """
# Norfolk and Suffolk
30/09/2019 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
15/09/2019 Monthly Monitoring | day | 2019-09-15 ||| day | monthly || every month from 15 September 2019
31/10/2019 | day | 2019-10-31 | 2019-10-31 || day ||| 31 October 2019
Completed | reported |||||| complete | complete
01/07/2020 | day | 2020-07-01 | 2020-07-01 || day ||| 1 July 2020
30/11/2019 | day | 2019-11-30 | 2019-11-30 || day ||| 30 November 2019
16/09/2019 Quarterly Monitoring | day | 2019-09-16 ||| day | quarterly || every quarter from 16 September 2019
16/09/2019 | day | 2019-09-16 | 2019-09-16 || day ||| 16 September 2019
28/12/2019 | day | 2019-12-28 | 2019-12-28 || day ||| 28 December 2019
01/10/2019 | day | 2019-10-01 | 2019-10-01 || day ||| 1 October 2019
31/12/2019 | day | 2019-12-31 | 2019-12-31 || day ||| 31 December 2019
13/11/2019 | day | 2019-11-13 | 2019-11-13 || day ||| 13 November 2019
Commenced & Monthly Monitoring | continuing ||||| monthly | continuing | continuing, every month
30/09/2019 & 28/02/2020 | days | 2019-09-30 | 2020-02-28 | 2019-09-30 2020-02-28 | day || \
| 30 September 2019 and 28 February 2020
01/09/2019 Monthly Monitoring | day | 2019-09-01 ||| day | monthly || every month from 1 September 2019
01/09/2019 | day | 2019-09-01 | 2019-09-01 || day ||| 1 September 2019
16/10/2019 Quarterly Monitoring | day | 2019-10-16 ||| day | quarterly || every quarter from 16 October 2019
15/10/2019 Monthly Monitoring | day | 2019-10-15 ||| day | monthly || every month from 15 October 2019
31/01/2020 | day | 2020-01-31 | 2020-01-31 || day ||| 31 January 2020
15/11/2019 | day | 2019-11-15 | 2019-11-15 || day ||| 15 November 2019
30/07/2020 | day | 2020-07-30 | 2020-07-30 || day ||| 30 July 2020
28/02/2020 | day | 2020-02-28 | 2020-02-28 || day ||| 28 February 2020

# Cumbria and Lancashire
June 2019 | month | 2019-06-01 | 2019-06-30 || month ||| June 2019
November 2019 | month | 2019-11-01 | 2019-11-30 || month ||| November 2019
September 2019 | month | 2019-09-01 | 2019-09-30 || month ||| September 2019
Completed April 2019 | reported | 2019-04-01 | 2019-04-30 || month || complete | complete, April 2019
October 2019 | month | 2019-10-01 | 2019-10-31 || month ||| October 2019
December 2019 | month | 2019-12-01 | 2019-12-31 || month ||| December 2019
Completed February 2019 | reported | 2019-02-01 | 2019-02-28 || month || complete | complete, February 2019
Completed May 2019 | reported | 2019-05-01 | 2019-05-31 || month || complete | complete, May 2019

# Derbyshire, Leicestershire, Nottinghamshire and Rutland
March 2019 | month | 2019-03-01 | 2019-03-31 || month ||| March 2019
April 2019 | month | 2019-04-01 | 2019-04-30 || month ||| April 2019
February 2019 | month | 2019-02-01 | 2019-02-28 || month ||| February 2019
January 2019 | month | 2019-01-01 | 2019-01-31 || month ||| January 2019
January – May 2019 | range | 2019-01-01 | 2019-05-31 || month ||| January to May 2019
January to May 2019 | range | 2019-01-01 | 2019-05-31 || month ||| January to May 2019
Ongoing 2019 | continuing | 2019-01-01 ||| year || continuing | continuing, 2019
May 2019 | month | 2019-05-01 | 2019-05-31 || month ||| May 2019
January – March 2019 | range | 2019-01-01 | 2019-03-31 || month ||| January to March 2019
January to June 2019 | range | 2019-01-01 | 2019-06-30 || month ||| January to June 2019
Completed and ongoing | reported |||||| continuing | continuing
31st March 2019 | day | 2019-03-31 | 2019-03-31 || day ||| 31 March 2019

# Staffordshire and West Midlands
From January 2019 | open | 2019-01-01 ||| month ||| from 1 January 2019
Monthly from January 2019 | open | 2019-01-01 ||| month | monthly || every month from 1 January 2019
By April 2019 | bound || 2019-04-30 || month ||| by 30 April 2019

# National Probation Service, North East
March 2020 | month | 2020-03-01 | 2020-03-31 || month ||| March 2020
January 2020 | month | 2020-01-01 | 2020-01-31 || month ||| January 2020
April 2020 | month | 2020-04-01 | 2020-04-30 || month ||| April 2020
Current and on-going | continuing |||||| continuing | continuing
July 2019 | month | 2019-07-01 | 2019-07-31 || month ||| July 2019
From August 2019 | open | 2019-08-01 ||| month ||| from 1 August 2019
From October 2019 | open | 2019-10-01 ||| month ||| from 1 October 2019
Complete | reported |||||| complete | complete
Complete and on-going | reported |||||| continuing | continuing
September 2019 and on-going | month | 2019-09-01 | 2019-09-30 || month || continuing \
| September 2019, then continuing
August 2019 | month | 2019-08-01 | 2019-08-31 || month ||| August 2019

# The days when reports were published and plans submitted
18th Sept. 2019 | day | 2019-09-18 | 2019-09-18 || day ||| 18 September 2019
11th Sept. 2019 | day | 2019-09-11 | 2019-09-11 || day ||| 11 September 2019
10/06/2019 | day | 2019-06-10 | 2019-06-10 || day ||| 10 June 2019
30/05/2019 | day | 2019-05-30 | 2019-05-30 || day ||| 30 May 2019
23 January 2019 | day | 2019-01-23 | 2019-01-23 || day ||| 23 January 2019
19/12/18 | day | 2018-12-19 | 2018-12-19 || day ||| 19 December 2018
5th July 2019 | day | 2019-07-05 | 2019-07-05 || day ||| 5 July 2019
26th June 2019 | day | 2019-06-26 | 2019-06-26 || day ||| 26 June 2019

# Other ways to write a day
2019-09-30 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
30 September 2019 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
30 Sept 2019 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
30th of September 2019 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
30-09-2019 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
30.09.2019 | day | 2019-09-30 | 2019-09-30 || day ||| 30 September 2019
1/2/2019 | day | 2019-02-01 | 2019-02-01 || day ||| 1 February 2019
29 Feb 20 | day | 2020-02-29 | 2020-02-29 || day ||| 29 February 2020
01/01/1990 | day | 1990-01-01 | 1990-01-01 || day ||| 1 January 1990
31/12/2100 | day | 2100-12-31 | 2100-12-31 || day ||| 31 December 2100

# Months and years
Feb 2020 | month | 2020-02-01 | 2020-02-29 || month ||| February 2020
Sept. 2019 | month | 2019-09-01 | 2019-09-30 || month ||| September 2019
2019 | year | 2019-01-01 | 2019-12-31 || year ||| 2019
September 2019 Quarterly | month | 2019-09-01 ||| month | quarterly || every quarter from 1 September 2019

# Ranges and several days
December 2018 to January 2019 | range | 2018-12-01 | 2019-01-31 || month ||| December 2018 to January 2019
From January to May 2019 | range | 2019-01-01 | 2019-05-31 || month ||| January to May 2019
January-May 2019 | range | 2019-01-01 | 2019-05-31 || month ||| January to May 2019
January - May 2019 | range | 2019-01-01 | 2019-05-31 || month ||| January to May 2019
1 June to 5 July 2019 | range | 2019-06-01 | 2019-07-05 || day ||| 1 June to 5 July 2019
01/12/2018 – 31/01/2019 | range | 2018-12-01 | 2019-01-31 || day ||| 1 December 2018 to 31 January 2019
28/02/2020 and 30/09/2019 | days | 2019-09-30 | 2020-02-28 | 2019-09-30 2020-02-28 | day || \
| 30 September 2019 and 28 February 2020
1 May 2019&2 May 2019 & 3 May 2019 | days | 2019-05-01 | 2019-05-03 \
| 2019-05-01 2019-05-02 2019-05-03 | day ||| 1 May 2019 and 2 May 2019 and 3 May 2019

# Bounds
By 30/09/2019 | bound || 2019-09-30 || day ||| by 30 September 2019
By end of June 2019 | bound || 2019-06-30 || month ||| by 30 June 2019
By the end of June 2019 | bound || 2019-06-30 || month ||| by 30 June 2019
End of June 2019 | bound || 2019-06-30 || month ||| by 30 June 2019
End June 2019 | bound || 2019-06-30 || month ||| by 30 June 2019
By end of 2019 | bound || 2019-12-31 || year ||| by 31 December 2019

# Open-ended and recurring
From 01/09/2019 | open | 2019-09-01 ||| day ||| from 1 September 2019
From 2019 | open | 2019-01-01 ||| year ||| from 1 January 2019
From April 2019 onwards | open | 2019-04-01 ||| month ||| from 1 April 2019
April 2019 onwards | open | 2019-04-01 ||| month ||| from 1 April 2019
Weekly from 01/09/2019 | open | 2019-09-01 ||| day | weekly || every week from 1 September 2019
Fortnightly from April 2019 | open | 2019-04-01 ||| month | fortnightly || every two weeks from 1 April 2019
Quarterly from 16/09/2019 | open | 2019-09-16 ||| day | quarterly || every quarter from 16 September 2019
Annually from 2019 | open | 2019-01-01 ||| year | annually || every year from 1 January 2019
Quarterly | open ||||| quarterly || every quarter
Monthly monitoring | open ||||| monthly || every month

# Reports in place of a date
Completed 30/09/2019 | reported | 2019-09-30 | 2019-09-30 || day || complete | complete, 30 September 2019
Completed on 30/09/2019 | reported | 2019-09-30 | 2019-09-30 || day || complete | complete, 30 September 2019
Completed in April 2019 | reported | 2019-04-01 | 2019-04-30 || month || complete | complete, April 2019
Completed 2019 | reported | 2019-01-01 | 2019-12-31 || year || complete | complete, 2019
Ongoing | continuing |||||| continuing | continuing
On going | continuing |||||| continuing | continuing
Continuing | continuing |||||| continuing | continuing
Commenced and ongoing | continuing |||||| continuing | continuing
Ongoing and quarterly monitoring | continuing ||||| quarterly | continuing | continuing, every quarter
31/05/2019 and ongoing | day | 2019-05-31 | 2019-05-31 || day || continuing | 31 May 2019, then continuing
Ongoing from April 2019 | open | 2019-04-01 ||| month || continuing | from 1 April 2019, continuing
undated | undated ||||||| no date
"""

NOT_READ = {
    # in the sources
    "31/11/2019": "November has 30 days",
    "Completed Ongoing new staff": "",
    "Pilot to be evaluated by end of June 2019.": "",
    # days that do not exist
    "30/02/2020": "February 2020 has 29 days",
    "29/02/2019": "February 2019 has 28 days",
    "31st Sept. 2019": "September has 30 days",
    "2019-02-29": "February 2019 has 28 days",
    "32/01/2019": "January has 31 days",
    "00/01/2019": "there is no day 0",
    "13/13/2019": "there is no month 13",
    "09/30/2019": "there is no month 30",
    "01/00/2019": "there is no month 0",
    "31/12/1989": "the year 1989 is not between 1990 and 2100",
    "1 January 2101": "the year 2101 is not between 1990 and 2100",
    "By 31/11/2019.": "November has 30 days",
    "31/11/2019 Monthly Monitoring": "November has 30 days",
    "30/09/2019 & 31/11/2019": "November has 30 days",
    # too little said, or more than one thing meant
    "": "",
    ".": "",
    "July": "",
    "30 September": "",
    "June 19": "",
    "Summer 2019": "",
    "Q1 2019": "",
    "2019/2020": "",
    "2019 – 2020": "",
    "2019 to 2020": "",
    "By 2020": "",
    "Ongoing June 2019": "",
    "30/09/2019 & 30/09/2019": "",
    "30/09/2019 and June 2020": "",
    # ranges that end before they start, or of unlike parts
    "May to January 2019": "",
    "June 2019 to June 2019": "",
    "1 May 2019 to 1 May 2019": "",
    "June 2019 to 5 July 2019": "",
    "2018 to May 2019": "",
    # years out of reach, and figures that are no date
    "June 1989": "",
    "2101": "",
    "30/09-2019": "",
    "30/09/201": "",
    "1131/11/2019": "",
    "31/11/20199": "",
    "٣٠/٠٩/٢٠١٩": "",
    # a date with words that are not understood
    "01/07/2020 or later": "",
    "mid-June 2019": "",
    "Before 30/09/2019": "",
    "Bi-monthly": "",
    "To be confirmed": "",
}


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("|")]
        for line in READINGS.splitlines()
        if line and not line.startswith("#")
    ]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_words_are_read_completely_and_described(row: list[str]) -> None:
    printed, kind, earliest, latest, days, precision, recurrence, delivery, in_words = row
    target = TargetDate(
        printed,
        Kind(kind),
        tuple(date.fromisoformat(each) for each in days.split()),
        day(earliest),
        day(latest),
        Precision(precision) if precision else None,
        recurrence,
        delivery,
    )
    assert (read(printed), describe(target)) == (target, in_words)


@pytest.mark.parametrize(("printed", "why"), NOT_READ.items())
def test_words_not_understood_are_not_read_and_a_day_that_does_not_exist_is_explained(printed: str, why: str) -> None:
    assert (read(printed), why_unread(printed)) == (None, why)


@pytest.mark.parametrize(
    ("printed", "day_"),
    [
        ("31/09/2019", "30/09/2019"),
        ("30th February 2020", "29/02/2020"),
        ("by 31 June 2019", "30/06/2019"),
        ("30/09/2019", ""),
        ("12/31/2019", ""),
        ("00/09/2019", ""),
        ("31/09/1066", ""),
        ("soon", ""),
    ],
)
def test_a_day_past_the_end_of_its_month_is_near_its_last_day(printed: str, day_: str) -> None:
    assert last_day_meant(printed) == day_


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("15/11/2019 30/07/2020", ("15/11/2019", "30/07/2020")),
        ("15 November 2019 30 July 2020", ("15 November 2019", "30 July 2020")),
        ("September 2019 October 2019", ("September 2019", "October 2019")),
        ("30 September 2019", ()),
        ("30 September 2019 2020", ()),
        ("2019 2020", ()),
        ("15/11/2019 Ongoing", ()),
        ("31/11/2019 30/07/2020", ()),
        ("15/11/2019", ()),
    ],
)
def test_two_dates_without_a_comma_are_told_apart(printed: str, dates: tuple[str, ...]) -> None:
    assert two_dates(printed) == dates


def test_each_string_stands_in_the_tables_once() -> None:
    strings = [row[0] for row in rows()] + list(NOT_READ)
    assert sorted(strings) == sorted(set(strings))


@pytest.mark.parametrize(
    "printed",
    [
        "by april 2019",
        "BY APRIL 2019",
        " By  April\t2019 ",
        "By April 2019.",
        "By April 2019 . ",
        "By\u00a0April\n2019",
    ],
)
def test_capitals_blanks_and_a_closing_stop_do_not_matter(printed: str) -> None:
    assert read(printed) == TargetDate(printed, Kind.BOUND, latest=date(2019, 4, 30), precision=Precision.MONTH)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("18th Sept. 2019", date(2019, 9, 18)),
        ("11th Sept. 2019", date(2019, 9, 11)),
        ("10/06/2019", date(2019, 6, 10)),
        ("30/05/2019", date(2019, 5, 30)),
        ("23 January 2019", date(2019, 1, 23)),
        ("19/12/18", date(2018, 12, 19)),
        ("5th July 2019", date(2019, 7, 5)),
        ("26th June 2019", date(2019, 6, 26)),
        ("2019-07-05", date(2019, 7, 5)),
        ("3rd March 2031", date(2031, 3, 3)),
        ("31/11/2019", None),
        ("June 2019", None),
        ("By 30/09/2019", None),
        ("16/09/2019 Quarterly Monitoring", None),
        ("30/09/2019 & 28/02/2020", None),
        ("", None),
    ],
)
def test_one_day_is_read_only_where_nothing_else_is_said(printed: str, found: date | None) -> None:
    assert read_day(printed) == found


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
@example(date(1990, 1, 1))
@example(date(2000, 2, 29))
@example(date(2100, 12, 31))
def test_every_day_is_read_in_figures_and_in_words(which: date) -> None:
    for printed in (f"{which:%d/%m/%Y}", which.isoformat(), day_in_words(which)):
        assert read(printed) == TargetDate(printed, Kind.DAY, (), which, which, Precision.DAY)
        assert read_day(printed) == which


WORDS_OF_DATES = [
    *("by", "from", "the", "end", "of", "to", "and", "&", "-", "–", "/", ".", "complete", "ongoing"),
    *("on-going", "monthly", "monitoring", "onwards", "undated", "31", "30/09/2019", "31/11/2019"),
    *("19/12/18", "99/99/9999", "0000-00-00", "june", "sept.", "2019", "1st"),
]
ANY_WORDS = st.text() | st.lists(st.sampled_from(WORDS_OF_DATES), max_size=7).map(" ".join)


@given(ANY_WORDS)
def test_any_words_are_read_soundly_or_not_at_all(printed: str) -> None:
    target, why = read(printed), why_unread(printed)
    if target:
        assert (target.printed, why) == (printed, "")
        assert describe(target)
        assert not target.earliest or not target.latest or target.earliest <= target.latest
