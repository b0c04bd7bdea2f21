"""Words stay words: MkDocs shows them to the letter wherever a template puts them, and makes no element of them."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import markdown
from generator.addresses import address_of, slug
from generator.markdown import Markdown, escape, link, outside, paragraphs, passage, printed
from generator.site import SiteSettings, mkdocs_config
from generator.targetdate import read
from generator.yamlfile import parse

HERE = "plans/harbour-2031/1.md"
THEME = "themes/staff.md"
FILE = "data/harbour.csv"

Element = tuple[str, dict[str, str | None]]


class Shown(HTMLParser):
    """The elements of some HTML, and its text as a browser shows it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.text = in_one_line(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; the ids of headings are made of their words."""
        kept = {name: value for name, value in attrs if name != "id" or tag not in ("h1", "h3")}
        self.elements.append((tag, kept))

    def handle_comment(self, data: str) -> None:
        """Note a comment, which hides words."""
        self.elements.append((f"<!--{data}", {}))

    def unknown_decl(self, data: str) -> None:
        """Note a declaration, which hides words."""
        self.elements.append((f"<!{data}", {}))

    def handle_decl(self, decl: str) -> None:
        """Note a declaration, which hides words."""
        self.elements.append((f"<!{decl}", {}))

    def handle_pi(self, data: str) -> None:
        """Note an instruction, which hides words."""
        self.elements.append((f"<?{data}", {}))

    def handle_data(self, data: str) -> None:
        """Add words."""
        self.text += data


def in_one_line(text: str) -> str:
    """White space as a browser shows it; a space that does not break is none."""
    return re.sub("[ \t\n\f\r]+", " ", text).strip()


AS_FAR_AS_MARKDOWN_GOES = {"theme": "mkdocs", "docs_dir": str(Path(__file__).parent)}


@pytest.fixture(scope="module")
def html_of() -> Callable[[str], str]:
    """What MkDocs makes of a page, with the settings of our site."""
    config = MkDocsConfig()
    config.load_dict(mkdocs_config(SiteSettings("Plans", "", "", ())) | AS_FAR_AS_MARKDOWN_GOES)
    assert config.validate() == ([], [])
    files = Files([File(page, "docs", "site", use_directory_urls=True) for page in (HERE, THEME)])

    def render(text: str) -> str:
        page = Page(None, files.src_uris[HERE], config)
        page.markdown = text
        page.render(config, files)
        assert page.content is not None
        return page.content

    return render


# Where templates put words: the Markdown around them, and the HTML that must come of it.
FRAMES: dict[str, tuple[Callable[[str], str], str]] = {
    "paragraph": (escape, "<p>words</p>"),
    "middle of a line": (
        lambda words: f"Its totals: {escape(words)} 5, {escape(words)} 6.",
        "<p>Its totals: words 5, words 6.</p>",
    ),
    "printed paragraph": (
        lambda words: paragraphs(words, ".printed .lead"),
        '<p class="printed lead">words</p>',
    ),
    "printed paragraphs": (
        lambda words: paragraphs(f"{words}\nBetween\n{words}", ".printed"),
        '<blockquote>\n<p class="printed">words</p>\n<p class="printed">Between</p>\n<p class="printed">words</p>\n'
        "</blockquote>",
    ),
    "printed paragraphs around facts": (
        lambda words: f"{paragraphs(words, '.printed')}\n\nOwner\n:   HR\n\n{paragraphs(words, '.printed')}",
        '<p class="printed">words</p>\n<dl>\n<dt>Owner</dt>\n<dd>HR</dd>\n</dl>\n<p class="printed">words</p>',
    ),
    "note": (
        lambda words: f"Editor’s note: {escape(words)}\n{{: .note }}",
        '<p class="note">Editor’s note: words</p>',
    ),
    "list": (
        lambda words: f"- {link(words, THEME, HERE)} {escape(words)}\n- {escape(words)}\n",
        '<ul>\n<li><a href="../../../themes/staff/">words</a> words</li>\n<li>words</li>\n</ul>',
    ),
    "step": (
        lambda words: (
            f"-   {escape(words)}\n    {{: .printed }}\n\n    Owner\n    :   {printed(words)}\n\n"
            f"    Editor’s note: {escape(words)}\n    {{: .note }}\n\n-   {escape(words)}\n    {{: .printed }}\n"
        ),
        '<ul>\n<li>\n<p class="printed">words</p>\n<dl>\n<dt>Owner</dt>\n<dd><em class="printed">“words”</em></dd>\n'
        '</dl>\n<p class="note">Editor’s note: words</p>\n</li>\n<li>\n<p class="printed">words</p>\n</li>\n</ul>',
    ),
    "facts": (
        lambda words: f"Owner\n:   {escape(words)}\n:   {escape(words)}\n\nTarget date\n:   {printed(words)}\n",
        "<dl>\n<dt>Owner</dt>\n<dd>words</dd>\n<dd>words</dd>\n<dt>Target date</dt>\n"
        '<dd><em class="printed">“words”</em></dd>\n</dl>',
    ),
    "fact of several parts": (
        lambda words: (
            f"Decision\n:   {markdown.tag('agreed')} {escape(words)} {printed(words)}\n\n"
            f"Owner\n:   {link(words, THEME, HERE)}{{: .printed }} {escape('(our pairing)')}\n"
        ),
        '<dl>\n<dt>Decision</dt>\n<dd><em class="tag agreed">Agreed</em> words <em class="printed">“words”</em></dd>\n'
        '<dt>Owner</dt>\n<dd><a class="printed" href="../../../themes/staff/">words</a> (our pairing)</dd>\n</dl>',
    ),
    "table": (
        lambda words: (
            f"| Short form | Meaning {{: .n }} |\n|---|---|\n| {escape(words)} | {escape(words)} {{: .n }} |\n"
        ),
        '<table>\n<thead>\n<tr>\n<th>Short form</th>\n<th class="n">Meaning</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td>words</td>\n<td class="n">words</td>\n</tr>\n</tbody>\n</table>',
    ),
    "title": (
        lambda words: f"# {escape(words)} {{: .printed }}\n\nBelow\n",
        '<h1 class="printed">words</h1>\n<p>Below</p>',
    ),
    "heading": (
        lambda words: f"### {escape(words)} {link(words, THEME, HERE)} {{: .number }}\n\nBelow\n",
        '<h3 class="number">words <a href="../../../themes/staff/">words</a></h3>\n<p>Below</p>',
    ),
    "section": (
        lambda words: (
            '<section markdown="1">\n\n### *Action*{: .aloud } 1.1 {: .number }\n\n'
            + paragraphs(words, ".printed")
            + f"\n\nOwner\n:   {printed(words)}\n\n-   {escape(words)}\n    {{: .printed }}\n\n"
            + f"    Editor’s note: {escape(words)}\n    {{: .note }}\n\n</section>\n"
            + paragraphs(words, ".printed")
        ),
        '<section>\n<h3 class="number"><em class="aloud">Action</em> 1.1</h3>\n<p class="printed">words</p>\n'
        '<dl>\n<dt>Owner</dt>\n<dd><em class="printed">“words”</em></dd>\n</dl>\n'
        '<ul>\n<li>\n<p class="printed">words</p>\n<p class="note">Editor’s note: words</p>\n</li>\n</ul>\n'
        '</section>\n<p class="printed">words</p>',
    ),
    "quotation in a section": (
        lambda words: (
            '<header markdown="1">\n\n'
            + paragraphs(words + "\nBetween\n" + words, ".printed")
            + f"\n\n| Said | Found |\n|---|---|\n| {escape(words)} | {printed(words)} |\n\n"
            + f"#### Made before\n\n- {link(words, THEME, HERE)} {escape(words)}\n\n</header>\n"
        ),
        '<header>\n<blockquote>\n<p class="printed">words</p>\n<p class="printed">Between</p>\n'
        '<p class="printed">words</p>\n</blockquote>\n'
        "<table>\n<thead>\n<tr>\n<th>Said</th>\n<th>Found</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>words</td>\n"
        '<td><em class="printed">“words”</em></td>\n</tr>\n</tbody>\n</table>\n'
        '<h4 id="made-before">Made before</h4>\n'
        '<ul>\n<li><a href="../../../themes/staff/">words</a> words</li>\n</ul>\n</header>',
    ),
    "link in a line of its own": (
        lambda words: f"{link(words, THEME, HERE)}\n{{: .printed }}\n",
        '<p class="printed"><a href="../../../themes/staff/">words</a></p>',
    ),
    "link to a file": (
        lambda words: (
            f"{link(words, FILE, HERE, '.lead .printed')}\n{{: .note }}\n\nSource\n:   {link(words, FILE, HERE)}, "
            f"{link(words, FILE, HERE)}\n"
        ),
        '<p class="note"><a class="lead printed" href="../../../data/harbour.csv">words</a></p>\n<dl>\n'
        "<dt>Source</dt>\n"
        '<dd><a href="../../../data/harbour.csv">words</a>, <a href="../../../data/harbour.csv">words</a></dd>\n</dl>',
    ),
    "link to a file in a section": (
        lambda words: (
            f'<section markdown="1">\n\n{link(words, FILE, HERE)}\n\n- {link(words, FILE, HERE)} {escape(words)}\n\n'
            f"| File |\n|---|\n| {link(words, FILE, HERE)} {{: .n }} |\n\n</section>\n"
        ),
        '<section>\n<p><a href="../../../data/harbour.csv">words</a></p>\n<ul>\n'
        '<li><a href="../../../data/harbour.csv">words</a> words</li>\n</ul>\n<table>\n<thead>\n<tr>\n<th>File</th>\n'
        '</tr>\n</thead>\n<tbody>\n<tr>\n<td class="n"><a href="../../../data/harbour.csv">words</a></td>\n</tr>\n'
        "</tbody>\n</table>\n</section>",
    ),
    "link to elsewhere": (
        lambda words: f"Source\n:   {outside(words, 'https://harbour.example/a_(b)?c=*d*&e=[f]')}\n",
        '<dl>\n<dt>Source</dt>\n<dd><a href="https://harbour.example/a_(b)?c=*d*&amp;e=[f]">words</a></dd>\n</dl>',
    ),
}
each_frame = pytest.mark.parametrize(("frame", "html"), FRAMES.values(), ids=FRAMES)

# What yamlfile lets through, as the model leaves it: no blanks around it.
UNSEEN = [*map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF))]
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=UNSEEN)
MARKS = st.sampled_from(
    [
        *(
            "\\",
            "`",
            "```",
            "~",
            "~~~",
            "*",
            "**",
            "***",
            "_",
            "__",
            "[",
            "](",
            "]",
            "]:",
            "![",
            "!",
            "(",
            ")",
            "[TOC]",
        ),
        *("{", "}", "{:", "{#", "#}", ".x", "#x", "#", "##", "+", "-", "---", "=", "===", ".", "1.", "10)", ":", "::"),
        *(
            "<",
            ">",
            "</",
            "<!--",
            "-->",
            "<?",
            "<![CDATA[",
            "]]>",
            "&",
            "&amp;",
            "&#65;",
            ";",
            "|",
            "||",
            "@",
            "/",
            "?",
        ),
        *(" ", "  ", "    ", "\t", "\u00a0", "'", '"', "1", "a", "é", "http://x.example/_y_", "a@b.example"),
    ]
)
TEXTS = (
    st.one_of(
        st.text(CHARACTERS, min_size=1),
        st.lists(MARKS | CHARACTERS, max_size=9).map("".join),
    )
    .map(str.strip)
    .filter(bool)
)

NASTY = [
    "<b>bold</b> <script>alert(1)</script>",
    "</p></div> <img src=x onerror=alert(1)>",
    "<!-- gone -->",
    "<!-- never closed",
    "<?php gone ?>",
    "<![CDATA[gone]]>",
    "<https://x.example> <a@b.example>",
    "&amp; &lt; &copy; &#65; &nosuch; AT&T",
    "{: #x .y onclick=z }",
    "words {: .y }",
    "words{: .y }",
    "{ .y }",
    "*words*{: .y }",
    "1. x",
    "1.",
    "1999) x",
    "1)",
    "- x",
    "+ x",
    "* x",
    "-",
    "---",
    "- - -",
    "***",
    "* * *",
    "___",
    "===",
    "# x",
    "####### x #",
    "words #",
    "#",
    ": x",
    ":   x",
    "> x",
    ">x",
    "~~~",
    "~~~~ x ~~~~",
    "```",
    "`` ` ``",
    "`words",
    "|",
    "| a | b |",
    "a \\| b",
    "[TOC]",
    "[x](y)",
    "[x](javascript:alert(1))",
    "![x](y)",
    "]( ",
    "![",
    "]:",
    "x]: y",
    "[x]: https://y.example",
    "[x][y]",
    "[[x]]",
    "*[HTML]: words",
    "[^1]: words",
    "javascript:alert(1)",
    "*a* **b** _c_ __d__ ***e***",
    "snake_case_words and 2*3*4",
    "words\\",
    "\\",
    "\\\\",
    "\\* \\` \\n",
    "words  and   blanks",
    "words\tand tabs",
    "    indented",
    "\u00a0words\u00a0and\u00a0spaces\u00a0",
    "\u2003words\u3000and\u2009spaces",
    "zero\u200bwidth\u200d\u2060joined",
    "soft\u00adhyphen \u202eright to left",
    "e\u0301 ⚓ \U0001f6a2 \U000e0041",
    "wzxhzdk:0 klzzwxh:0000 qp93",
    "{{ braces }} {% tags %} {# remarks #}",
    "---\ntitle: no head\n---",
]


@pytest.mark.parametrize("written", ["a{0}b", '"a{0}b"', '"a\\u{1:04x}b"'], ids=["plain", "in quotes", "as an escape"])
def test_character_that_cannot_be_seen_comes_into_no_text(written: str) -> None:
    """MkDocs would drop it, or begin a new line of Markdown with it."""
    files = {unseen: f"text: {written.format(unseen, ord(unseen))}\n" for unseen in UNSEEN if unseen not in "\t\n"}
    assert [ascii(unseen) for unseen, text in files.items() if not parse(text.encode(), "x.yml")[1]] == []


@each_frame
@given(text=TEXTS)
def test_text_comes_out_as_it_went_in(
    html_of: Callable[[str], str], frame: Callable[[str], str], html: str, text: str
) -> None:
    assert_stays_words(html_of, frame, html, text)


@each_frame
@pytest.mark.parametrize("text", NASTY)
def test_no_mark_of_a_page_is_taken_for_one(
    html_of: Callable[[str], str], frame: Callable[[str], str], html: str, text: str
) -> None:
    assert_stays_words(html_of, frame, html, " ".join(text.split("\n")).strip())


def assert_stays_words(html_of: Callable[[str], str], frame: Callable[[str], str], html: str, text: str) -> None:
    expected, shown = Shown(html), Shown(html_of(frame(text)))
    assert (shown.elements, shown.text) == (expected.elements, in_one_line(expected.text.replace("words", text)))


def test_newline_in_a_line_becomes_a_blank() -> None:
    assert escape("one\ntwo") == "one two"


def test_paragraphs_are_parted_at_newlines() -> None:
    assert paragraphs("one\n\n \n# two", ".printed") == "> one\n> {: .printed }\n>\n> \\# two\n> {: .printed }"


@pytest.mark.parametrize(
    ("page", "here", "address"),
    [
        ("plans/harbour/1.md", "plans/harbour/2.md", "1.md"),
        ("plans/harbour/1.md#1.4", "plans/harbour/2.md", "1.md#1.4"),
        ("plans/harbour/1.md#1.4", "plans/harbour/1.md", "#1.4"),
        ("plans/harbour/1.md", "plans/harbour/1.md", "1.md"),
        ("plans/harbour/index.md", "plans/harbour/1.md", "index.md"),
        ("plans/index.md", "plans/harbour/1.md", "../index.md"),
        ("plans/harbours/1.md", "plans/harbour/1.md", "../harbours/1.md"),
        ("index.md", "owners/harbour/master.md", "../../index.md"),
        ("owners/harbour/master.md", "index.md", "owners/harbour/master.md"),
        ("owners/harbour/master.md", "about.md", "owners/harbour/master.md"),
    ],
)
def test_link_is_relative_to_the_page_it_stands_on(page: str, here: str, address: str) -> None:
    assert link("To [it]", page, here) == rf"[To \[it\]]({address})"


@pytest.mark.parametrize(
    ("file", "here", "address"),
    [
        ("data/plans.csv", "index.md", "data/plans.csv"),
        ("data/plans.csv", "data/index.md", "plans.csv"),
        ("data/plans.csv", "decisions.md", "../data/plans.csv"),
        ("data/plans.csv", "plans/harbour/index.md", "../../data/plans.csv"),
        ("data/plans.csv", "plans/harbour/1.md", "../../../data/plans.csv"),
        ("plans/harbour/feed.xml", "plans/harbour/index.md", "feed.xml"),
        ("themes/staff/feed.xml", "themes/staff.md", "feed.xml"),
        ("plans/harbour/feed.xml", "plans/harbour/1.md", "../feed.xml"),
        ("data/schemas/plan.json#owner", "how-to/keys.md", "../../data/schemas/plan.json#owner"),
        ('data/a&b "c".txt', "index.md", "data/a%26b%20%22c%22.txt"),
    ],
)
def test_link_to_a_file_is_relative_to_where_the_page_is_served(file: str, here: str, address: str) -> None:
    """Engines rewrite links to pages alone."""
    assert link("To [it]", file, here) == rf'<a href="{address}">To \[it\]</a>'


def test_link_to_a_file_names_its_classes_itself() -> None:
    """An attribute list after HTML would stay words."""
    assert link("It", FILE, "index.md", ".aloud .lead") == '<a class="aloud lead" href="data/harbour.csv">It</a>'


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://x.example/a?b=c&d=%20e#f", "https://x.example/a?b=c&amp;d=%20e#f"),
        ("https://x.example/a b>c\\d`e", "https://x.example/a%20b%3Ec%5Cd%60e"),
        ("https://x.example/é\"'", "https://x.example/%C3%A9%22'"),
        ("https://x.example/*a*_b_{: .c }", "https://x.example/*a*_b_%7B:%20.c%20%7D"),
    ],
)
def test_link_to_elsewhere_keeps_its_address(html_of: Callable[[str], str], address: str, shown: str) -> None:
    assert html_of(outside("Source", address)) == f'<p><a href="{shown}">Source</a></p>'


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("plans/index.md", "plans/"),
        ("plans/index.md#state", "plans/#state"),
        ("plans/index-2031.md", "plans/index-2031/"),
        ("plans/my-index.md", "plans/my-index/"),
        ("plans/x/1.md#1.4", "plans/x/1/#1.4"),
        ("plans/x.md/1.md", "plans/x.md/1/"),
        ("data/sources/x.txt", "data/sources/x.txt"),
    ],
)
def test_address_of_a_page_is_where_it_is_served(page: str, address: str) -> None:
    assert address_of(page) == address


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Harbour Master", "harbour-master"),
        ("Head of R&D / HR.", "head-of-r-d-hr"),
        ("Naïve Café – №2", "naive-cafe-no2"),
        ("港", "1151db5f"),
        ("*", "684888c0"),
        ("Index", "index-1"),
        ("README", "readme-1"),
    ],
)
def test_slug_is_an_id_made_of_words(words: str, id_: str) -> None:
    assert slug(words) == id_


def test_state_is_a_word_in_a_tag() -> None:
    assert markdown.tag("date passed") == "*Date passed*{: .tag .date-passed }"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("30/06/2031", '<time datetime="2031-06-30">30 June 2031</time>'),
        ("June 2031", "June 2031"),
        ("By June 2031", "by 30 June 2031"),
        ("Monthly", "every month"),
        ("undated", "no date"),
    ],
)
def test_day_alone_can_be_read_by_programs(words: str, shown: str) -> None:
    target = read(words)
    assert target
    assert markdown.target(target) == shown


def test_markdown_is_text() -> None:
    """Templates can join it with text; only what is still Markdown is left as it is."""
    assert Markdown("a") + escape("*") == "a\\*"
    assert markdown.day(date(2031, 9, 20)) == '<time datetime="2031-09-20">20 September 2031</time>'


@pytest.mark.parametrize(
    ("begins", "before", "directive"),
    [
        ("Act at once", "", "Act%20at%20once"),
        ("On-going, & so on", "", "On%2Dgoing%2C%20%26%20so%20on"),
        ("Act", "first •", "first%20%E2%80%A2-,Act"),
        ("a/b?c#d", "x-y", "x%2Dy-,a%2Fb%3Fc%23d"),
    ],
)
def test_link_into_a_text_names_what_to_look_for(
    html_of: Callable[[str], str], begins: str, before: str, directive: str
) -> None:
    """A comma, a hyphen and an ampersand part the parts of such an address: within a part they are escaped."""
    shown = html_of(passage("Source", "data/x.txt", "plans/x/1.md", begins, before))
    assert shown == f'<p><a href="../../../data/x.txt#:~:text={directive}">Source</a></p>'
