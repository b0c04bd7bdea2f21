"""What the pages about the open data say of its tables: how much each holds, what its columns hold, and the words
that these may have.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable

from generator import addresses, markdown
from generator.dictionary import Words, set_in_type
from generator.index import Index
from generator.markdown import Markdown
from generator.model import Plan
from generator.phrases import TAG_WORDS, Phrase
from generator.pictures import Unknown
from generator.tables import Column, Holds, Table, Voice
from generator.targetdate import Kind, Precision
from generator.vocabulary import Assurance, Decision, DecisionReason, Delivery, Inferred, Timeliness, Word

HELD = {
    Holds.WORDS: "Text",
    Holds.NUMBER: "Number",
    Holds.TRUTH: "True or false",
    Holds.DAY: "Day",
    Holds.LIST: "List of texts",
}
VOICED = {
    Voice.PRINTED: "as printed",
    Voice.EDITOR: "chosen or read by an editor",
    Voice.OURS: "worked out by us",
}
# The vocabularies that columns may have words of.
VOCABULARIES: dict[str, type[Word]] = {
    "Decision": Decision,
    "Reason of a decision": DecisionReason,
    "Delivery": Delivery,
    "Assurance": Assurance,
    "Timeliness": Timeliness,
    "Kind of target date": Kind,
    "Precision of a target date": Precision,
    "Inferred": Inferred,
}


# The files that a plan may have, and what a link to each says.
FILES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("JSON", addresses.plan_json),
    ("YAML", addresses.plan_file),
    ("CSV for a reinspection", addresses.reinspection_file),
    ("BibTeX", addresses.plan_bibtex),
    ("CSL-JSON", addresses.plan_csl),
)


def files_of(held: Container[str], plan: Plan, here: str) -> list[Markdown]:
    """Links to the files of a plan among those that the site has."""
    named = ((name, path(plan.id)) for name, path in FILES)
    return [markdown.link(name, path, here) for name, path in named if path in held]


def row_is(table: Table) -> str:
    """What a row of it is, below a heading that begins so."""
    return table.meaning.removeprefix("A row is ").removesuffix(".")


def meaning(column: Column) -> str:
    """What a column means, in print."""
    return set_in_type(column.meaning)


def row_counts(tables: Iterable[Table], index: Index) -> dict[str, int]:
    """How many rows each table has."""
    return {table.name: table.row_count(index) for table in tables}


def vocabulary(column: Column) -> Words | None:
    """The words that a column may have, with what they mean, if they are of a vocabulary."""
    for title, kind in VOCABULARIES.items():
        if column.words == tuple(kind):
            return Words(addresses.slug(title), title, {str(word): _with_label(word) for word in kind})
    return None


def _with_label(word: Word) -> str:
    """What a word means, and what the pages show in its place, where that is something else."""
    labels = [TAG_WORDS[word]] if word in TAG_WORDS else []
    labels += [Unknown.DATE] if word is Timeliness.NO_DATE else []
    shown = " or ".join(f"“{label.capitalize()}”" for label in labels)
    return f"{word.meaning}; pages show {shown}" if shown else word.meaning


def shared_counts(tables: Iterable[Table]) -> tuple[Column, ...]:
    """The counts that mean the same in several tables, each once, in the order in which they come."""
    columns = ((table, column) for table in tables for column in table.columns)
    times = Counter(each for table, each in columns if each.holds is Holds.NUMBER and each.name not in table.key)
    return tuple(column for column in times if times[column] > 1)


def vocabularies(tables: Iterable[Table]) -> tuple[Words, ...]:
    """The vocabularies of which columns have words, each once, in the order in which the columns come."""
    found = (vocabulary(column) for table in tables for column in table.columns)
    return tuple({words.id: words for words in found if words}.values())


def words_linked(column: Column, here: str) -> Markdown:
    """The words that a column may have, with the way to what they mean."""
    explained = vocabulary(column)
    words = ", ".join(map(markdown.escape, column.words))
    way = markdown.link("what they mean", f"{here}#words-{explained.id}", here) if explained else ""
    return Markdown(f"{words} ({way})" if way else words)


def facts(column: Column, here: str) -> Markdown:
    """What a column holds and whose it is, whether something always stands there, and what it refers to."""
    held = f"{HELD[column.holds]}; {VOICED[column.voice]}{'; never empty' if column.is_required else ''}"
    if not column.refers_to:
        return Markdown(held)
    table, other = column.refers_to
    return Markdown(f"{held}; refers to {markdown.link(f'{table}.{other}', f'{here}#{table}-{other}', here)}")


def licences(index: Index) -> list[tuple[str | None, int]]:
    """How many plans print each licence, those that most print first; None for those that print none, last."""
    counted = Counter(plan.licence for plan in index.plans)
    return sorted(counted.items(), key=lambda one: (one[0] is None, -one[1], one[0] or ""))


TABLE_WORDS: dict[str, Phrase] = {
    "column_facts": facts,
    "licences": licences,
    "meaning": meaning,
    "row_counts": row_counts,
    "row_is": row_is,
    "shared_counts": shared_counts,
    "vocabularies": vocabularies,
    "words_linked": words_linked,
}
