"""How alike texts are by their words, and which earlier ones a later one is likest; knows tantivy, an extra.

Words count by their stems ("assessing" as "assessment" does) and weigh the more the fewer texts have them; the
commonest of English ("of", "the") are left out, and order counts for nothing.

The time grows nearly as the number of texts does, since texts are never compared each with each. An index leads from a
word to the texts that have it, and a text is looked up by its rarest words, as long as they lead to no more than
`LED_TO` texts: so its price is bounded, however many texts there are. What is given up, the commonest words where there
are very many texts, hardly tells one from another. Only the `LOOKED_AT` that BM25 ranks first are weighed word by word.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import fsum, log1p, sqrt

from tantivy import (
    Document,
    FieldType,
    Filter,
    Index,
    Occur,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    TextAnalyzerBuilder,
    Tokenizer,
)

LED_TO = 10_000
LOOKED_AT = 20

Alike = tuple[int, float]  # the number of an earlier text, and how alike it is: from 0, no word shared, to 1, all


def likest(texts: Sequence[str], earlier: Mapping[int, int], most: int) -> dict[int, list[Alike]]:
    """For each text asked for, by its number, up to `most` of the likest earlier ones, the likest first.

    Texts stand in the order of time; `earlier` says of each asked for how many of them came before it.
    """
    shelf = _Shelf(tuple(_stems(texts)))
    return {number: shelf.likest(number, before, most) for number, before in earlier.items()}


def _stems(texts: Sequence[str]) -> Iterator[frozenset[str]]:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.stopword("english"))
    analyzer = builder.filter(Filter.stemmer("english")).build()
    return (frozenset(analyzer.analyze(text)) for text in texts)


@dataclass(frozen=True)
class _Shelf:
    """Texts, each as its stems, and an index of them in memory."""

    texts: tuple[frozenset[str], ...]

    def likest(self, number: int, before: int, most: int) -> list[Alike]:
        """The likest of the first `before` texts; of two equally alike the earlier first."""
        found = self._found(self.texts[number], before, max(most, LOOKED_AT))
        weighed = [(one, self._likeness(number, one)) for one in found]
        return sorted(weighed, key=lambda alike: (-alike[1], alike[0]))[:most]

    def _found(self, text: frozenset[str], before: int, most: int) -> list[int]:
        """Those of the first `before` texts that BM25 ranks first by a text's rarest words."""
        if not before:
            return []
        having = [(Occur.Should, Query.term_query(self._schema, "stems", stem, "basic")) for stem in self._rarest(text)]
        is_earlier = Query.range_query(self._schema, "number", FieldType.Unsigned, 0, before - 1)
        both = Query.boolean_query([(Occur.Must, Query.boolean_query(having)), (Occur.Must, is_earlier)])
        places = [place for _, place in self._searcher.search(both, most, count=False).hits]
        return [int(number or 0) for number in self._searcher.fast_field_values("number", places)]

    def _rarest(self, text: frozenset[str]) -> Iterator[str]:
        """A text's words from the rarest on, as long as they lead to no more than `LED_TO` texts; one at any rate."""
        led_to = 0
        for stem in sorted(text, key=lambda stem: (self._texts_with[stem], stem)):
            led_to += self._texts_with[stem]
            if led_to > max(LED_TO, self._texts_with[stem]):
                return
            yield stem

    def _likeness(self, one: int, other: int) -> float:
        """The weight of the words that two texts share, by the weight of all of each (their geometric mean)."""
        shared = self._weight(self.texts[one] & self.texts[other])
        return shared / sqrt(self._whole_weights[one] * self._whole_weights[other])

    def _weight(self, stems: frozenset[str]) -> float:
        return fsum(map(self._weights.__getitem__, stems))  # the same in whatever order they come

    @cached_property
    def _whole_weights(self) -> Sequence[float]:
        return [self._weight(text) for text in self.texts]

    @cached_property
    def _texts_with(self) -> Counter[str]:
        """Of each word how many texts have it."""
        return Counter(chain.from_iterable(self.texts))

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """The weight of each word: the logarithm of how few of the texts have it."""
        return {stem: log1p(len(self.texts) / count) for stem, count in self._texts_with.items()}

    @cached_property
    def _schema(self) -> Schema:
        builder = SchemaBuilder().add_text_field("stems", tokenizer_name="whitespace", index_option="basic")
        return builder.add_unsigned_field("number", indexed=True, fast=True).build()

    @cached_property
    def _searcher(self) -> Searcher:
        index = Index(self._schema)
        writer = index.writer(num_threads=1)
        for number, stems in enumerate(self.texts):
            text = Document()
            text.add_text("stems", " ".join(sorted(stems)))
            text.add_unsigned("number", number)
            writer.add_document(text)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index.searcher()
