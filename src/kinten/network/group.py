"""Groups: a local cancer hospital with a hub of an adjacent area, and who gives which care."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Group:
    """A local hospital and its partner; ``partner`` is empty where the printed name matches nobody.

    Times as in a designation: a decree has ``begins``, a statement has ``stated``.
    """

    hospital: str
    partner: str
    partner_printed: str
    source: str
    recorded: date
    begins: date | None = None
    ends: date | None = None
    stated: date | None = None


class Cancer(StrEnum):
    """The five cancers that the guideline of 2018 names."""

    LUNG = "lung"
    STOMACH = "stomach"
    LIVER = "liver"
    COLORECTUM = "colorectum"
    BREAST = "breast"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _CANCERS[self]


_CANCERS = {
    Cancer.LUNG: Words("肺がん", "lung"),
    Cancer.STOMACH: Words("胃がん", "stomach"),
    Cancer.LIVER: Words("肝がん", "liver"),
    Cancer.COLORECTUM: Words("大腸がん", "colorectum"),
    Cancer.BREAST: Words("乳がん", "breast"),
}


class Modality(StrEnum):
    """The kinds of treatment that a group shares out."""

    SURGERY = "surgery"
    RADIOTHERAPY = "radiotherapy"
    DRUG_THERAPY = "drug_therapy"
    PALLIATIVE = "palliative"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _MODALITIES[self]


_MODALITIES = {
    Modality.SURGERY: Words("手術", "surgery"),
    Modality.RADIOTHERAPY: Words("放射線治療", "radiotherapy"),
    Modality.DRUG_THERAPY: Words("薬物療法", "drug therapy"),
    Modality.PALLIATIVE: Words("緩和ケア", "palliative care"),
}


class Giver(StrEnum):
    """Who of the group gives a treatment."""

    OWN = "own"
    PARTNER = "partner"
    NEITHER = "neither"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _GIVERS[self]


_GIVERS = {
    Giver.OWN: Words("自施設", "itself"),
    Giver.PARTNER: Words("グループ拠点", "the partner"),
    Giver.NEITHER: Words("どちらも行わない", "neither"),
    Giver.NOT_KNOWN: Words("不明", "not known"),
}


@dataclass(frozen=True, slots=True)
class Provision:
    """Who of a local hospital's group gives one treatment of one cancer, from a day on."""

    hospital: str
    cancer: Cancer
    modality: Modality
    giver: Giver
    source: str
    recorded: date
    begins: date | None = None
    ends: date | None = None
