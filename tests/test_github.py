"""What a pull request on GitHub shows: ten annotations that tell most, and everything in the summary of its job."""

from dataclasses import replace

from generator.github import MOST_BYTES, annotations, job_summary, most_useful
from generator.problems import Place, Problem, Refusal
from generator.report import verdict
from generator.vocabulary import Advice


def wrong(file: str, line: int, message: str = "'x' is no key here") -> Problem:
    return Problem(Place(f"plans/{file}.yml", line, 5), message, "did you mean 'y'?")


def undated(file: str, line: int) -> Problem:
    return replace(wrong(file, line, "action 1.1 has no date"), hint="", is_advice=True, rule=Advice.NO_DATE)


OF_SETTINGS = Problem(Place("site_config.yml", 1, 1), "there is no statement", "give one", is_advice=True)
ODD = Problem(Place("plans/a,b:c%.yml", 1, 1), "100 % of a, b: c\nand\r\nd — é")


def test_annotations_are_commands_with_what_separates_escaped() -> None:
    """A new line would end the annotation; in the path and the title so would a comma or a colon."""
    assert annotations(verdict([wrong("p", 12), ODD, undated("p", 3), OF_SETTINGS])) == (
        "::error file=plans/p.yml,line=12,col=5::'x' is no key here%0Adid you mean 'y'?\n"
        "::error file=plans/a%2Cb%3Ac%25.yml,line=1,col=1::100 %25 of a, b: c%0Aand%0D%0Ad — é\n"
        "::notice title=Advice (no date),file=plans/p.yml,line=3,col=5::action 1.1 has no date\n"
        "::notice title=Advice,file=site_config.yml,line=1,col=1::there is no statement%0Agive one\n"
    )


def test_refusal_is_headed_by_why_it_is_made_and_ends_with_what_is_to_be_copied() -> None:
    refused = replace(wrong("p", 12), hint="write this:\nnote: It was 'x'.", refusal=Refusal.NOTE)
    assert annotations(verdict([refused])) == (
        "::error title=A note is needed,file=plans/p.yml,line=12,col=5::"
        "'x' is no key here%0Awrite this:%0Anote: It was 'x'.\n"
    )
    assert job_summary(verdict([refused])).splitlines()[-1] == (
        "- line 12: 'x' is no key here<br>write this:<br>note: It was 'x'."
    )


def test_at_most_ten_errors_and_ten_notices_are_annotated() -> None:
    """As many as GitHub shows of a step."""
    many = [wrong("p", line) for line in range(1, 30)] + [undated("p", line) for line in range(1, 30)]
    commands = annotations(verdict(many)).splitlines()
    assert [command.split()[0] for command in commands] == ["::error"] * 10 + ["::notice"] * 10


def test_advice_that_is_only_counted_is_not_annotated() -> None:
    assert annotations(verdict([undated("p", 1), OF_SETTINGS], counts_advice=True)).count("::notice") == 1


def test_every_file_has_one_annotation_before_any_has_two() -> None:
    many = [wrong("a", line) for line in range(1, 30)] + [wrong(file, 7) for file in "bcdef"]
    chosen = most_useful(many)
    assert [(each.place.file, each.place.line) for each in chosen] == [
        *[("plans/a.yml", line) for line in range(1, 6)],
        *[(f"plans/{file}.yml", 7) for file in "bcdef"],
    ]


def test_what_is_not_yet_said_comes_before_the_same_of_other_words() -> None:
    """In one file, and where a script made one mistake in every file: its rare ones are told too."""
    of_one = [wrong("a", line, f"'{line}' is no date") for line in range(1, 20)] + [wrong("a", 30)]
    assert most_useful(of_one, 3) == [of_one[0], of_one[1], of_one[-1]]
    of_many = [wrong(f"plan-{number}", 1, f"the id {number}.1 has no quotes") for number in range(100, 150)]
    rare = [wrong("plan-200", 4), wrong("plan-201", 9, "'body' is missing")]
    assert most_useful([*of_many, *rare]) == [*of_many[:8], *rare]


def test_what_stands_between_two_quoted_words_tells_messages_apart() -> None:
    pointing = [wrong("a", line, f"the reference '{line}' points to '{line}.1'") for line in range(1, 9)]
    other = wrong("a", 9, "the reference '3' is made twice in '3.1'")
    assert most_useful([*pointing, other], 2) == [pointing[0], other]


def test_summary_has_everything_problems_first_with_links_to_the_lines() -> None:
    found = verdict([wrong("a", 12), wrong("a", 13), wrong("b", 1), OF_SETTINGS, undated("a", 3)])
    assert job_summary(found, lambda place: f"https://code.example/{place.file}#L{place.line}") == (
        "### 3 problems in 2 files\n"
        "\n#### plans/a.yml\n\n"
        "- [line 12](<https://code.example/plans/a.yml#L12>): 'x' is no key here<br>did you mean 'y'?\n"
        "- [line 13](<https://code.example/plans/a.yml#L13>): 'x' is no key here<br>did you mean 'y'?\n"
        "\n#### plans/b.yml\n\n"
        "- [line 1](<https://code.example/plans/b.yml#L1>): 'x' is no key here<br>did you mean 'y'?\n"
        "\n### Advice, which fails nothing\n"
        "\n#### site\\_config.yml\n\n"
        "- [line 1](<https://code.example/site_config.yml#L1>): there is no statement<br>give one\n"
        "\n#### plans/a.yml\n\n"
        "- [line 3](<https://code.example/plans/a.yml#L3>): no date: action 1.1 has no date\n"
        "\nThe site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.\n"
    )


def test_summary_counts_advice_that_is_only_counted() -> None:
    assert job_summary(verdict([undated("a", line) for line in range(1, 1300)], counts_advice=True)) == (
        "### The files can be read\n"
        "\n### Advice, which fails nothing\n"
        "\n#### On plans, by what is asked\n\n"
        "- no date: 1,299\n"
        "\nTo see each: name files, or add '--since main' or '--advice each'. "
        "The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.\n"
    )


def test_summary_of_nothing_says_that_all_can_be_read() -> None:
    assert job_summary(verdict([])) == "### The files can be read\n"


def test_words_of_a_plan_stay_words_and_call_nobody() -> None:
    hostile = wrong("a", 1, "'@mayor *x* <b> #1 https://x.example `q`' is no name")
    assert "- line 1: '@&#8203;mayor \\*x\\* &lt;b> \\#&#8203;1 https:&#8203;//x.example \\`q\\`' is no name" in (
        job_summary(verdict([hostile]))
    )


def test_summary_is_cut_to_what_github_takes_and_says_how_much_is_left_out() -> None:
    many = [wrong(f"plan-{number}", line, "'ß' is no key here") for number in range(100) for line in range(1, 300)]
    text = job_summary(verdict(many))
    assert MOST_BYTES - 200 < len(text.encode()) <= MOST_BYTES
    left_out = f"{len(many) - text.count('- line '):,}. The command 'plans check' prints all.**\n"
    assert text.endswith(f"\n**Left out here, for GitHub shows no more: {left_out}")


def test_summary_leaves_room_for_what_the_step_wrote_before() -> None:
    found = verdict([wrong("a", line) for line in range(1, 9)])
    assert job_summary(found, most_bytes=200) == (
        "### 8 problems in 1 file\n"
        "\n#### plans/a.yml\n\n"
        "- line 1: 'x' is no key here<br>did you mean 'y'?\n"
        "\n**Left out here, for GitHub shows no more: 7. The command 'plans check' prints all.**\n"
    )
    assert job_summary(found, most_bytes=0) == ""
