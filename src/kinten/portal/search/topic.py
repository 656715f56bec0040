"""A topic: a cancer or a treatment that the box knows, with its spellings and what tells of it.

Only what a source says of a hospital makes it found. A hospital that is not found has no published
figure or report of the topic; that it does not treat is said by no source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinten.network.group import Cancer, Modality
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Topic:
    """A cancer or treatment.

    ``stems`` are organs and the like (乳, breast), found with and without a word for cancer behind them;
    ``spellings`` are found as they are. ``diseases`` are codes of the discharge survey, ``facts`` ids
    of the catalogue that reports and meeting papers give, ``genome`` kinds of genome hospitals.
    A topic without any of them is known to the box, and no source tells of it hospital by hospital.
    """

    id: str
    words: Words
    stems: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    diseases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    genome: tuple[str, ...] = ()
    cancer: Cancer | None = None
    modality: Modality | None = None

    @property
    def has_sources(self) -> bool:
        """Whether a source can tell of it at all."""
        told = (self.diseases, self.facts, self.genome)
        return any(told) or self.cancer is not None or self.modality is not None

    def folded(self) -> Iterator[str]:
        """Give every spelling, folded."""
        for text in (*self.words, *self.spellings):
            yield topic_key(text)
        for stem in self.stems:
            for form in _LATIN_FORMS if stem.isascii() else _FORMS:
                yield topic_key(form.format(stem))


_FORMS = (
    "{}",
    "{}がん",
    "{}のがん",
    "{}腫瘍",
    "{}の腫瘍",
    "{}悪性腫瘍",
    "{}の悪性腫瘍",
)
_LATIN_FORMS = (
    "{}",
    "{} cancer",
    "{} cancers",
    "{} carcinoma",
    "{} tumour",
    "{} tumours",
    "{} tumor",
    "{} tumors",
    "cancer of {}",
    "cancer of the {}",
)


def topic_key(text: str) -> str:
    """Fold a spelling of a topic: as a name, with 癌 and ガン as one."""
    return search_key(text.replace("癌", "がん"))
