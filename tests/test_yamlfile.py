"""What the writing of a file may get wrong, each mistake with all that is told; and where values stand."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.problems import Place, Problem
from generator.yamlfile import MAX_BYTES, MAX_LEVELS, Path, Spot, Value, YamlFile, parse

FILE = "plans/x.yml"

# Each mistake: its name, the file, and each problem with line, column, message and, below it, the hint
MISTAKES = """
## a colon within words
action: Recruit two kinds: bar and lock
owner: HR
=> 1:26 the words contain a colon followed by a space
   put the words in quotes, or on a line of their own below '>-'
## a colon at the end of words
heading: The SHS will:
owner: HR
=> 1:22 the words end with a colon
   put the words in quotes, or on a line of their own below '>-'
## a colon on a later line of words
text: Recruit pilots
  of two kinds: bar and lock
owner: HR
=> 2:15 the words contain a colon followed by a space
   put the words in quotes, or on a line of their own below '>-'
## a colon behind characters of several bytes
text: Más naïve “words”: and more
=> 1:24 the words contain a colon followed by a space
   put the words in quotes, or on a line of their own below '>-'
## two mistakes in one line are told one after the other
text: one: two: three
=> 1:10 the words contain a colon followed by a space
   put the words in quotes, or on a line of their own below '>-'
## a key indented too far is read as words
response:
  - action: Survey.
      owner: HR
=> 3:7 'owner:' is read as part of the words above it
   if it is a key, start it in the same column as 'action:' (column 5); else put the words in quotes,
   or on a line of their own below '>-'
## an entry indented too far with its key
response:
  - action: Survey.
    - action: Renew.
=> 3:5 this dash stands where no list goes on
   start it in the same column as the dashes it belongs with; a list begins on the line below its
   key, with nothing behind the key's colon
## a key indented too little
response:
  - action: Survey.
   owner: HR
=> 3:4 this line is indented differently from the lines it belongs with
   start it in the same column as 'action:' (column 5)
## a key in the column of the dash
response:
  - action: Survey.
  owner: HR
=> 3:3 this line is indented differently from the lines it belongs with
   start it in the same column as 'action:' (column 5)
## a key between two columns
plan:
    title: Plan
  body: SHS
=> 3:3 this line is indented differently from the lines it belongs with
   start it in the same column as 'title:' (column 5)
## a key below a quoted value
title: 'Plan'
  body: SHS
=> 2:3 this line is indented differently from the lines it belongs with
   start it in the same column as 'title:' (column 1)
## words below >- start in two columns
text: >-
    Make the
  quay safe.
owner: HR
=> 3:3 this line is indented differently from the lines it belongs with
   start it in the same column as they do; the line above starts in column 5
## words below a mark that belongs to no key
>-
  Make the quay safe.
title: Plan
=> 3:1 this line is indented differently from the lines it belongs with
   start it in the same column as they do; the line above starts in column 3
## a key below a quoted line without a key
'Make the quay safe.'
title: Plan
=> 2:1 this line is indented differently from the lines it belongs with
   start it in the same column as they do
## a key below a dash without words
- # to come
title: Plan
=> 2:1 this line is indented differently from the lines it belongs with
   start it in the same column as they do; the line above starts in column 3
## a dash in a column of its own
themes:
  - staff
 - leadership
=> 3:2 this dash stands where no list goes on
   start it in the same column as the dashes it belongs with; a list begins on the line below its
   key, with nothing behind the key's colon
## a list below a key that has words
owner: HR
- staff
=> 2:1 this dash stands where no list goes on
   start it in the same column as the dashes it belongs with; a list begins on the line below its
   key, with nothing behind the key's colon
## a dash read as words
themes:
  - staff
   - leadership
=> 3:4 this dash is read as part of the words above it
   start it in the same column as the dashes it belongs with; if it belongs to the words, put all
   the words on a line of their own below '>-'
## a dash read as words of a key
owner: HR
  - staff
=> 2:3 this dash is read as part of the words above it
   start it in the same column as the dashes it belongs with; if it belongs to the words, put all
   the words on a line of their own below '>-'
## a dash without a space before a key
response:
  -action: Survey.
   owner: HR
=> 2:3 the dash of '-action' has no space behind it
   write '- action'; if the dash belongs to the words, put them in quotes
## a dash without a space before a key with a quoted value
response:
  -action: "Survey."
    owner: HR
=> 2:3 the dash of '-action' has no space behind it
   write '- action'; if the dash belongs to the words, put them in quotes
## dashes without a space
response:
  -action: Survey.
  -action: Renew.
=> 2:3 the dash of '-action' has no space behind it
   write '- action'; if the dash belongs to the words, put them in quotes
=> 3:3 the dash of '-action' has no space behind it
   write '- action'; if the dash belongs to the words, put them in quotes
## words that are a list without spaces
themes:
  -staff
  -leadership
=> 2:3 the dash of '-staff' has no space behind it
   write '- staff'; if the dash belongs to the words, put them in quotes
## the second dash without a space
themes:
  - staff
  -leadership
owner: HR
=> 3:3 the dash of '-leadership' has no space behind it
   write '- leadership'; if the dash belongs to the words, put them in quotes
## the second dash without a space, before a key
response:
  - action: Survey.
  -action: Renew.
    owner: HR
=> 3:3 the dash of '-action' has no space behind it
   write '- action'; if the dash belongs to the words, put them in quotes
## a line without a key
title: Plan
of the service
body: SHS
=> 2:1 this line has no key
   write the key and a colon before it, such as 'text: '; if it goes on from the words above, indent
   it as they are; if it belongs nowhere, delete it
## words below >- that are not indented
text: >-
Make the quay safe.
owner: HR
=> 2:1 these words stand too far left to belong to 'text:'
   start each line of them in column 3: words stand deeper than their key
## an entry that begins without a key
response:
  - Survey all chains.
    owner: HR
=> 2:5 there is no key before these words
   write the key and a colon before it, such as 'text: '; if the list is to hold words alone, move
   'owner:': start it in the same column as 'response:' (column 1), and below the last entry of the
   list
## a file that begins without a key
Action plan
title: Plan
=> 1:1 there is no key before these words
   write the key and a colon before it, such as 'text: '
## a colon without a space
title: Plan
owner:Harbour Master
body: SHS
=> 2:6 the colon of 'owner:' has no space behind it
   write 'owner: ' and then the words
## a colon without a space in the first line
owner:Harbour Master
body: SHS
=> 1:6 the colon of 'owner:' has no space behind it
   write 'owner: ' and then the words
## a colon without a key
title: Plan
: SHS
=> 2:1 there is no key before this colon
   write the key, such as 'owner', before it
## a key that is empty
'': SHS
=> 1:1 there is no key before this colon
   write the key, such as 'owner', before it
## a quote that is never closed
title: Plan
text: "Make the quay safe.
owner: HR
=> 2:7 the quote that opens here is never closed
   close it behind the words; words that hold quotes go on a line of their own below '>-'
## an apostrophe at the start of words
text: 'Tis the season
owner: HR
=> 1:7 the quote that opens here is never closed
   close it behind the words; words that hold quotes go on a line of their own below '>-'
## a quote closed by a later one
text: "Make the quay safe.
owner: "HR"
=> 1:7 the quote that opens here is closed only on line 2
   close it behind the words; words that hold quotes go on a line of their own below '>-'
## words behind a quote
heading: "The SHS" will act
owner: HR
=> 1:20 the words go on after the closing quote
   put the whole in quotes: '"The SHS" will act'; if they end there, delete what stands behind it
## an apostrophe within single quotes
text: 'It's safe'
owner: HR
=> 1:11 the words go on after the closing quote
   put the whole in quotes: "It's safe"; if they end there, delete what stands behind it
## a colon behind a quote
text: "The SHS": will act
=> 1:16 the words go on after the closing quote
   put the whole in quotes: '"The SHS": will act'; if they end there, delete what stands behind it
## a backslash within double quotes
text: "C:\\plans"
=> 1:10 a backslash inside double quotes is not read as a backslash
   put the words in single quotes, or on a line of their own below '>-'
## a bracket that is never closed
themes: [staff, services
owner: HR
=> 1:9 the bracket that opens here is never closed
   close it behind the last entry
## a bracket without an entry that is never closed
owner: HR
themes: [
=> 2:9 the bracket that opens here is never closed
   close it behind the last entry
## a bracket closed twice
themes: [staff]]
owner: HR
=> 1:16 the words go on after the closing ']'
   delete what stands behind it, or put all the words on a line of their own below '>-'
## words that begin with a bracket
text: [sic] quay
owner: HR
=> 1:13 the words go on after the closing ']'
   put all the words on a line of their own below '>-'; if they end there, delete what stands behind
   it
## no comma between entries
themes: ["staff" services]
=> 1:18 a comma is missing before this
   put a comma between the entries, or write each on a line of its own, behind a dash and a space
## two commas between entries
themes: [staff,, services]
=> 1:16 there is no entry before this comma
   delete the comma
## an address within brackets
evidence: [https://specimen.example/a, b]
=> 1:17 there is a colon or an address inside [ ]
   put it in quotes, or write each entry on a line of its own, behind a dash and a space
## a colon within brackets
themes: [staff: pilots, services]
=> 1:10 there is a colon or an address inside [ ]
   put it in quotes, or write each entry on a line of its own, behind a dash and a space
## words that begin with a brace
text: {quay} is safe
owner: HR
=> 1:7 the words begin with '{', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; keys go each on a line of its own
## a map in braces
owners: {hr: HR, qm: Quay Manager}
body: SHS
=> 1:9 the words begin with '{', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; keys go each on a line of its own
## a placeholder left in
text: {{ title }}
owner: HR
=> 1:7 the words begin with '{', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; keys go each on a line of its own
## a brace that is never closed
text: {quay
owner: HR
=> 1:7 the words begin with '{', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; keys go each on a line of its own
## brackets for a key
[a, b]: SHS
title: Plan
=> 1:1 brackets stand where a key belongs
   begin the line with a key; words with brackets go in quotes
## words that begin with an asterisk
text: *Note the depth
owner: HR
=> 1:7 the words begin with '*', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; to say the same in two places,
   write it in both
## an alias for a key
*hr : HR
=> 1:1 the words begin with '*', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; to say the same in two places,
   write it in both
## a bullet
text: * Survey all chains
owner: HR
=> 1:7 the words begin with '*', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## bold words
text: **Survey** all chains
owner: HR
=> 1:7 the words begin with '*', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with an ampersand
text: &c. and so on
owner: HR
=> 1:7 the words begin with '&', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## an ampersand alone
text: & so on
=> 1:7 the words begin with '&', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with an exclamation mark
text: !Important words
owner: HR
=> 1:7 the words begin with '!', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; if '!Important' does not belong to
   them, delete it
## two exclamation marks
text: !Look! here
owner: HR
=> 1:7 the words begin with '!', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with a per cent sign
text: %50 of chains
=> 1:7 the words begin with '%', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with an at sign
text: @shs
=> 1:7 the words begin with '@', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with a backtick
text: `quay`
=> 1:7 the words begin with '`', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with a greater-than sign
text: > 5 years
=> 1:7 the words begin with '>', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that begin with a line
text: | 5 years
=> 1:7 the words begin with '|', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words beside the sign of words below
text: >- Make the
  quay safe.
=> 1:7 words stand on the same line as '>-'
   start them on the next line, indented more than their key
## words that begin with a question mark
text: ? unknown
=> 1:7 the words begin with '?', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## a key behind a question mark
? owner
: HR
=> 1:3 this key stands behind a '?', which YAML keeps for itself
   write the key and a colon, without '?'
## words below for a key
? >-
  owner
: HR
=> 1:3 this key stands behind a '?', which YAML keeps for itself
   write the key and a colon, without '?'
## words that begin with a dash
text: - Survey.
=> 1:7 the words begin with '-', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; a list begins on the line below
   its key, with nothing behind the key's colon
## words that begin with a comma
text: , and so on
=> 1:7 the words begin with ',', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'
## words that stop at a number sign
text: See action # 5
  of the plan.
owner: HR
=> 1:18 the words stop at this '#', and go on below it
   if the '#' belongs to the words, put the words in quotes, or on a line of their own below '>-';
   else move the comment above the words
## words that stop at a comment
text: See action 5
# of 2030
  of the plan.
owner: HR
=> 2:1 the words stop at this '#', and go on below it
   if the '#' belongs to the words, put the words in quotes, or on a line of their own below '>-';
   else move the comment above the words
## an anchor on a map
owner: &hr
  name: HR
=> 1:8 '&hr' begins with '&', which YAML keeps for itself
   delete it
## an anchor on a quoted value
owner: &hr 'HR'
=> 1:8 '&hr' begins with '&', which YAML keeps for itself
   delete it
## an anchor and its alias
owner: &hr HR
also: *hr
=> 1:8 the words begin with '&', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; if '&hr' does not belong to them,
   delete it
=> 2:7 the words begin with '*', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; to say the same in two places,
   write it in both
## a tag on a list
themes: !!set
  - staff
=> 1:9 '!!set' begins with '!', which YAML keeps for itself
   delete it
## a tag on a number
number: !!str 5
=> 1:9 the words begin with '!', which YAML keeps for itself
   put the words in quotes, or on a line of their own below '>-'; if '!!str' does not belong to
   them, delete it
## a merge key
body: SHS
<<: *base
=> 2:1 '<<' is a key that YAML keeps for itself
   write in full what it stands for
## a merge key of several
<<: [*one, *two]
body: SHS
=> 1:1 '<<' is a key that YAML keeps for itself
   write in full what it stands for
## a key given twice
title: Plan
owner: HR
owner: Master
=> 3:1 'owner' is given twice; first at plans/x.yml:2
   delete one of them, or put both their words below one; if something else begins here, the
   line that begins it is missing above
## several keys given twice, for a line between two records is lost
response:
  - action: Inspect.
    id: "1.1"
    owner: HR
    id: "1.2"
    owner: Master
=> 5:5 'id' is given twice; first at plans/x.yml:3
   delete one of them, or put both their words below one; if something else begins here, the
   line that begins it is missing above
## a key given twice with all below it
head:
  name: HR
body: SHS
head:
  - *hr
  - name: A
    name: B
=> 4:1 'head' is given twice; first at plans/x.yml:1
   delete one of them, or put both their words below one; if something else begins here, the
   line that begins it is missing above
## a second document
title: Plan
---
title: Plan
=> 2:1 a second document begins here
   delete this line, or put what follows it into a file of its own; if it belongs to the words
   above, indent it as they are
## a second document after an end
title: Plan
...
title: Plan
=> 2:1 a second document begins here
   delete this line, or put what follows it into a file of its own; if it belongs to the words
   above, indent it as they are
## front matter
---
---
title: Plan
=> 2:1 a second document begins here
   delete this line, or put what follows it into a file of its own; if it belongs to the words
   above, indent it as they are
## a directive
%YAML 1.2
---
title: Plan
=> 1:1 this line begins with '%', which YAML keeps for itself
   delete it; if it belongs to the words above, indent it as they are
## an unknown directive
title: Plan
%50 of chains
=> 2:1 this line begins with '%', which YAML keeps for itself
   delete it; if it belongs to the words above, indent it as they are
## a directive without its end
%YAML 1.2
title: Plan
=> 1:1 this line begins with '%', which YAML keeps for itself
   delete it; if it belongs to the words above, indent it as they are
## a line indented with a tab
head:
\ttitle: Plan
=> 2:1 this line is indented with a tab
   write spaces instead, as many as on the lines it belongs with
## words indented with a tab
text: >-
\tMake the quay safe.
=> 2:1 this line is indented with a tab
   write spaces instead, as many as on the lines it belongs with
## a tab behind a dash
themes:
  -\tstaff: x
=> 2:4 there is a tab here
   write spaces instead, as many as on the lines it belongs with
## a line of nothing but a tab
text: Make
\t
  it safe: now
=> 2:1 this line is indented with a tab
   write spaces instead, as many as on the lines it belongs with
## an empty file
=> 1:1 this file is empty
   write its first line, or delete the file
## a file of comments
# a plan

# to come
=> 1:1 this file is empty
   write its first line, or delete the file
## a file of one mark
---
=> 1:1 this file is empty
   write its first line, or delete the file
## a character that cannot be seen
text: Make\x0cthe quay safe.
=> 1:11 there is a character here that cannot be seen
   delete it, and type a space if one belongs there; such characters come with words from a PDF
## a control character that YAML takes for a line end
text: Make\x85the quay\u2028safe
owner: a: b
=> 1:11 there is a character here that cannot be seen
   delete it, and type a space if one belongs there; such characters come with words from a PDF
=> 2:9 the words contain a colon followed by a space
   put the words in quotes, or on a line of their own below '>-'
## invisible characters, once a line
a: x\x00y\x00z
b: x\u2029y
c: x\ufeffy\rz
=> 1:5 there is a character here that cannot be seen
   delete it, and type a space if one belongs there; such characters come with words from a PDF
=> 2:5 there is a character here that cannot be seen
   delete it, and type a space if one belongs there; such characters come with words from a PDF
=> 3:5 there is a character here that cannot be seen
   delete it, and type a space if one belongs there; such characters come with words from a PDF
## a page break before words
text: >-
  Make the
\x0cquay safe.
owner: HR
=> 3:1 there is a character here that cannot be seen
   delete it, and type a space if one belongs there; such characters come with words from a PDF
"""


def place(line: int, column: int) -> Place:
    return Place(FILE, line, column)


def read(text: str) -> YamlFile:
    """The file of a text in which nothing is wrong."""
    file, problems = parse(text.encode(), FILE)
    assert problems == []
    assert file is not None
    return file


def told(content: bytes) -> list[Problem]:
    return parse(content, FILE)[1]


def mistakes() -> Iterator[tuple[str, str, list[Problem]]]:
    for block in MISTAKES.split("\n## ")[1:]:
        name, *lines = block.splitlines(keepends=True)
        text = list(takewhile(lambda line: not line.startswith("=> "), lines))
        problems = "".join(lines[len(text) :]).split("=> ")[1:]
        yield name.strip(), "".join(text), [problem_of(words) for words in problems]


def problem_of(words: str) -> Problem:
    message, *hint = words.splitlines()
    at, message = message.split(" ", 1)
    line, column = at.split(":")
    return Problem(place(int(line), int(column)), message, " ".join(part.strip() for part in hint))


@pytest.mark.parametrize(("text", "problems"), [pytest.param(*rest, id=name) for name, *rest in mistakes()])
def test_each_mistake_is_told_once_at_its_place(text: str, problems: list[Problem]) -> None:
    assert told(text.encode()) == problems


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("title: Plan\nof the service", (2, 1)),
        ("owner: HR\nthemes: [staff", (2, 9)),
        ("owner: HR\nthemes: [", (2, 9)),
        ("text: 'Tis the season", (1, 7)),
        ("text: the end:", (1, 14)),
    ],
)
def test_a_mistake_in_a_last_line_without_a_line_end_is_told_in_it(text: str, at: tuple[int, int]) -> None:
    assert [problem.place for problem in told(text.encode())] == [place(*at)]


# Content that is no plain text


def at_start(message: str, hint: str) -> list[Problem]:
    return [Problem(place(1, 1), message, hint)]


def test_a_byte_order_mark_is_told_and_moves_no_column() -> None:
    assert parse(b"\xef\xbb\xbftitle: Plan: x\n", FILE) == (
        None,
        [
            *at_start(
                "this file begins with an invisible byte-order mark",
                "save it again as 'UTF-8', not as 'UTF-8 with BOM'",
            ),
            Problem(
                place(1, 12),
                "the words contain a colon followed by a space",
                "put the words in quotes, or on a line of their own below '>-'",
            ),
        ],
    )


def test_latin_1_is_told_at_its_first_character_and_read_as_it_was_meant() -> None:
    file, problems = parse("title: Plan\ntext: é è a caf\xe9\n".encode("latin-1"), FILE)
    assert problems == [
        Problem(
            place(2, 7),
            "this file is not saved as UTF-8: 'é' is the first character that shows it",
            "save it again with the encoding UTF-8, and look whether such characters are still right",
        )
    ]
    assert file is not None
    assert file.value == {"title": "Plan", "text": "é è a café"}


def test_a_latin_1_character_after_utf_8_ones_is_told_at_its_column() -> None:
    assert [problem.place for problem in told("é: “ü”".encode() + b" \x96 x\n")] == [place(1, 8)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told(encoding: str) -> None:
    assert parse("title: Plan\n".encode(encoding), FILE) == (
        None,
        at_start("this file is saved as UTF-16", "save it again with the encoding UTF-8"),
    )


def test_a_file_that_is_no_text_is_told_in_one_message() -> None:
    assert parse(b"PK\x03\x04\x00\xff\n\x00\x01\n", FILE) == (
        None,
        at_start("this is not a text file", "save it as plain text with the encoding UTF-8"),
    )


@pytest.mark.parametrize(("size", "megabytes"), [(MAX_BYTES + 1, "1.1"), (10_000_000, "10.0")])
def test_a_file_too_large_is_not_read(size: int, megabytes: str) -> None:
    assert parse(b"[" * size, FILE) == (
        None,
        at_start(f"this file has {megabytes} MB, and may have at most 1 MB", "take out what is no part of it"),
    )


def test_a_file_may_have_a_megabyte() -> None:
    words = "x" * (MAX_BYTES - len("text: \n"))
    assert read(f"text: {words}\n").value == {"text": words}


# Depth


def test_as_many_levels_as_allowed_are_read() -> None:
    value: Value = "x"
    for _ in range(MAX_LEVELS):
        value = [value]
    assert read("[" * MAX_LEVELS + "x" + "]" * MAX_LEVELS).value == value


@pytest.mark.parametrize("levels", [MAX_LEVELS + 1, 2_000, 100_000])
@pytest.mark.parametrize(("opening", "width"), [("[", 1), ("- ", 2)])
def test_more_levels_are_told_where_they_are_too_many(opening: str, width: int, levels: int) -> None:
    assert parse((opening * levels).encode(), FILE) == (
        None,
        [
            Problem(
                place(1, MAX_LEVELS * width + 1),
                "there are more than 20 levels here, one within the other",
                "look for dashes, brackets or indentation that go on growing",
            )
        ],
    )


def test_too_many_levels_of_maps_are_told_where_they_are_too_many() -> None:
    text = "\n".join(" " * level + "head:" for level in range(1_000))
    assert [problem.place for problem in told(text.encode())] == [place(21, 21)]


def test_too_many_levels_within_a_second_value_are_told_too() -> None:
    deep = "[" * (MAX_LEVELS + 1)
    assert [problem.message for problem in told(f"a: x\na: {deep}".encode())] == [
        "'a' is given twice; first at plans/x.yml:1",
        "there are more than 20 levels here, one within the other",
    ]


@pytest.mark.parametrize("opening", ["{a: ", "{", "? "])
def test_levels_within_what_is_refused_are_one_mistake(opening: str) -> None:
    assert len(told((opening * 100_000).encode())) == 1


# Line ends


def test_windows_line_ends_are_read_as_they_are_with_one_advice() -> None:
    text = "# a plan\ntitle: 'Plan\n\n  of it' # x\ntext: >-\n  Make it\n  safe.\n\nthemes: [a,\n  b]\n"
    file, problems = parse(text.replace("\n", "\r\n").encode(), FILE)
    assert file == read(text)
    assert problems == [
        Problem(
            place(1, 9),
            "the lines end as on Windows",
            "set your editor to end lines as Unix does (LF): then comparisons show only what you changed",
            is_advice=True,
        )
    ]


def test_a_mistake_beside_a_windows_line_end_is_told_with_the_advice() -> None:
    assert [problem.place for problem in told(b"text: a: b\r\n")] == [place(1, 8), place(1, 11)]


def test_signs_that_yaml_takes_for_line_ends_end_no_line() -> None:
    """NEL, the Unicode separators and a lone carriage return are refused, and later places stay right."""
    file, problems = parse("a: x\x85y\nb: x\u2028y\nc: x\u2029y\nd: x\ry\ne: f\n".encode(), FILE)
    assert [problem.place for problem in problems] == [place(line, 5) for line in (1, 2, 3, 4)]
    assert file is not None
    assert file.value == {"a": "x y", "b": "x y", "c": "x y", "d": "x y", "e": "f"}
    assert file.spots[("e",)].value == place(5, 4)


# All of a file in one run


def test_what_was_seen_before_a_halt_is_told_with_it_by_place() -> None:
    text = "owner: &hr HR\nowner: HR\nthemes: {a: b}\ntext: x\x0cy\nsee: a: b\nfoo: &x y\n"
    assert [(problem.place.line, problem.place.column) for problem in told(text.encode())] == [
        (1, 8),
        (2, 1),
        (3, 9),
        (4, 8),
        (5, 7),
    ]


KNOWN = [
    "an anchor on a map",
    "a tag on a list",
    "words that begin with an exclamation mark",
    "a key given twice",
    "a directive",
    "a character that cannot be seen",
]
UNKNOWN = [
    "a merge key",
    "a second document",
    "a map in braces",
    "dashes without a space",
    "brackets for a key",
    "an empty file",
    "a line without a key",
]


def with_mistake(name: str) -> YamlFile | None:
    (text,) = (text for title, text, _ in mistakes() if title == name)
    return parse(text.encode(), FILE)[0]


@pytest.mark.parametrize("name", KNOWN)
def test_a_file_is_given_if_its_mistakes_leave_nothing_unknown(name: str) -> None:
    assert with_mistake(name) is not None


@pytest.mark.parametrize("name", UNKNOWN)
def test_no_file_is_given_if_a_mistake_leaves_part_of_it_unknown(name: str) -> None:
    assert with_mistake(name) is None


def test_the_first_of_two_values_is_kept() -> None:
    file, _ = parse(b"owner:\n  name: HR\nowner:\n  - Master\nbody: SHS\n", FILE)
    assert file is not None
    assert file.value == {"owner": {"name": "HR"}, "body": "SHS"}
    assert set(file.spots) == {(), ("owner",), ("owner", "name"), ("body",)}


def test_words_that_begin_with_a_sign_are_kept_as_typed() -> None:
    file, _ = parse(b"a: !Important  words\n  go on\nb: &c and so\n", FILE)
    assert file is not None
    assert file.value == {"a": "!Important words go on", "b": "&c and so"}


# What is right


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.10", "1.10"),
        ("012", "012"),
        ("no", "no"),
        ("null", "null"),
        ("~", "~"),
        ("1:30", "1:30"),
        ("2031-09-20", "2031-09-20"),
        ("", None),
        ("# nothing", None),
        ("''", ""),
        ('"a: b"', "a: b"),
        ("'It''s'", "It's"),
        ("HR, Master", "HR, Master"),
        ("-5 places", "-5 places"),
        ("C#", "C#"),
        ("https://specimen.example/a#b", "https://specimen.example/a#b"),
        (">-\n  Make it\n  safe.\n\n  Soon.\n", "Make it safe.\nSoon."),
        ("|\n  Make it\n  safe.\n", "Make it\nsafe.\n"),
        (">-\n  *Note: [this] # is 'words'\n", "*Note: [this] # is 'words'"),
        ("Make it\n  safe.", "Make it safe."),
        ("[a, 1.10, 'b, c', ]", ["a", "1.10", "b, c"]),
        ("[]", []),
        ("\n- a\n-\n", ["a", None]),
    ],
)
def test_values_are_read_as_typed(written: str, value: Value) -> None:
    assert read(f"key: {written}\n").value == {"key": value}


def test_a_leading_mark_of_a_document_is_fine() -> None:
    assert read("---\ntitle: Plan\n").value == {"title": "Plan"}


Style = Literal["plain", "quoted", "block", "map", "list"]


def spot(key: str, value: str, style: Style, end_line: int, comment: str = "") -> Spot:
    (key_line, key_column), (line, column) = key.split(":"), value.split(":")
    return Spot(place(int(key_line), int(key_column)), place(int(line), int(column)), style, end_line, comment)


def test_every_value_has_its_spot() -> None:
    file = read(
        """\
# a plan
title: Más “quays”   # as printed
QMS:                 # empty: used, never defined
themes: [staff,
  'é'] # two
recommendations:
  - text: >-  # words
      Make the
      quay safe.

      Soon.

    # a comment
    owner: Harbour
      Master #1
    "see": "a
      b" # no comment of plain words
  -
  - x #
"""
    )
    first = ("recommendations", 0)
    assert file.spots == {
        (): spot("1:1", "2:1", "map", 19),
        ("title",): spot("2:1", "2:8", "plain", 2, "# as printed"),
        ("QMS",): spot("3:1", "3:5", "plain", 3, "# empty: used, never defined"),
        ("themes",): spot("4:1", "4:9", "list", 5),
        ("themes", 0): spot("4:10", "4:10", "plain", 4),
        ("themes", 1): spot("5:3", "5:3", "quoted", 5),
        ("recommendations",): spot("6:1", "7:3", "list", 19),
        first: spot("7:5", "7:5", "map", 17),
        (*first, "text"): spot("7:5", "7:11", "block", 11),
        (*first, "owner"): spot("14:5", "14:12", "plain", 15, "#1"),
        (*first, "see"): spot("16:5", "16:12", "quoted", 17),
        ("recommendations", 1): spot("18:4", "18:4", "plain", 18),
        ("recommendations", 2): spot("19:5", "19:5", "plain", 19, "#"),
    }


def test_a_file_gives_its_lines_as_an_editor_shows_them() -> None:
    file = read("title: a\u00a0b\n\ntext: x\n")
    assert file.lines == ("title: a\u00a0b", "", "text: x", "")


# Whatever stands in a file

SIGNS = st.sampled_from([*"ab:-#\n\n   '\"[]{}>|,?&*!%@`\\\t\r\x85\u2028\ufeff\0é😀", "- ", ": ", "\n  ", "---\n"])


def check_places(content: bytes) -> None:
    """Every problem stands within the file, and every value of a right file where it is said to stand."""
    file, problems = parse(content, FILE)
    assert problems == sorted(problems)
    lines = content.decode(errors="replace").removeprefix("\ufeff").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(content) + 1
    if file and all(problem.is_advice for problem in problems):
        for path, spot in file.spots.items():
            check_spot(file, path, spot)


def check_spot(file: YamlFile, path: Path, spot: Spot) -> None:
    at_key, at_value = (file.lines[at.line - 1][at.column - 1 :] for at in (spot.key, spot.value))
    value = value_at(file, path)
    assert spot.value.line <= spot.end_line <= len(file.lines)
    if path and isinstance(path[-1], str):
        assert at_key.startswith((path[-1], "'", '"'))
    match value:
        case dict():
            assert spot.style == "map"
            assert spot.value in {file.spots[(*path, key)].key for key in value}
        case list():
            assert spot.style == "list"
            assert at_value.startswith(("-", "["))
        case str() if spot.style == "plain":
            assert at_value.startswith(value.replace("\n", " ").split(" ")[0])
        case str():
            assert at_value.startswith(("'", '"') if spot.style == "quoted" else ("|", ">"))
        case None:
            assert spot.style == "plain"


def value_at(file: YamlFile, path: Path) -> Value:
    value = file.value
    for step in path:
        value = value[step]  # type: ignore[index]  # the spots name only what is there
    return value


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    check_places(content)


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    check_places(text.encode(errors="surrogatepass"))


@given(st.lists(SIGNS, max_size=60).map("".join))
@example("? a")
@example("- - a\n  - b:\n    - c\n")
def test_no_signs_of_yaml_are_too_strange(text: str) -> None:
    check_places(text.encode())


WORDS = st.from_regex(r"[a-zé😀][a-z0-9.é😀’#:-]{0,8}( [a-z0-9é😀.][a-z0-9.é😀’-]{0,8}){0,3}", fullmatch=True)
KEYS = st.from_regex(r"[a-zé😀_]{1,8}", fullmatch=True)
VALUES = st.recursive(
    WORDS.filter(lambda words: not words.endswith(":") and ": " not in words) | st.none(),
    lambda value: st.lists(value, min_size=1, max_size=4) | st.dictionaries(KEYS, value, min_size=1, max_size=4),
    max_leaves=20,
)


def written(value: Value, indent: str) -> str:
    match value:
        case dict():
            return "".join(f"\n{indent}{key}:{written(entry, indent + '  ')}" for key, entry in value.items())
        case list():
            return "".join(f"\n{indent}-{written(entry, indent + '  ')}" for entry in value)
        case None:
            return ""
        case _:
            return f" {value}"


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_with_every_place(value: dict[str, Value]) -> None:
    text = written(value, "")
    assert read(text).value == value
    check_places(text.encode())
