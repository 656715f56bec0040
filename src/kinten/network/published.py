"""The numbers of hospitals and of blank areas that were published, each with its date and source.

Where sources contradict each other, both stand here; nothing is smoothed. "By position" means that
a chart prints the figures and the years are read from their order.
"""

from dataclasses import dataclass
from enum import StrEnum

from kinten.geography.area import Layer
from kinten.vocabulary.wording import Words


class Subject(StrEnum):
    """What a published number counts."""

    NCC = "ncc"
    PREF = "pref"
    REGIONAL = "regional"
    SPECIFIC = "specific"
    HUBS = "hubs"
    LOCAL = "local"
    ALL = "all"
    BLANK_AREAS = "blank_areas"
    GENOME_CORE = "genome_core"
    GENOME_HUB = "genome_hub"
    GENOME_COOPERATING = "genome_cooperating"
    GENOME_ALL = "genome_all"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _SUBJECTS[self]


_SUBJECTS = {
    Subject.NCC: Words("国立がん研究センター", "National Cancer Center"),
    Subject.PREF: Words("都道府県がん診療連携拠点病院", "prefectural hubs"),
    Subject.REGIONAL: Words("地域がん診療連携拠点病院", "regional hubs"),
    Subject.SPECIFIC: Words("特定領域がん診療連携拠点病院", "specific-field hubs"),
    Subject.HUBS: Words("拠点病院の計", "hubs in all"),
    Subject.LOCAL: Words("地域がん診療病院", "local cancer hospitals"),
    Subject.ALL: Words("指定された病院の計", "designated hospitals in all"),
    Subject.BLANK_AREAS: Words("空白の医療圏", "blank areas"),
    Subject.GENOME_CORE: Words("がんゲノム医療中核拠点病院", "genome core hospitals"),
    Subject.GENOME_HUB: Words("がんゲノム医療拠点病院", "genome hub hospitals"),
    Subject.GENOME_COOPERATING: Words("がんゲノム医療連携病院", "genome cooperating hospitals"),
    Subject.GENOME_ALL: Words("がんゲノム医療の病院の計", "genome hospitals in all"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """One printed number. ``date`` is as exact as the source (2008-04-01, 2021-10, 2015)."""

    subject: Subject
    date: str
    count: int
    source: str
    note: Words | None = None
    by_position: bool = False
    layer: Layer | None = None
