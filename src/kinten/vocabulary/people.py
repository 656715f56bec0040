"""The people of a staff sheet, as numbers: roles, employment, effort, qualifications, training."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from kinten.vocabulary.wording import Words


class Effort(StrEnum):
    """The declared word: 専従, 専任 or その他 (neither)."""

    DEDICATED = "dedicated"
    ASSIGNED = "assigned"
    OTHER = "other"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _EFFORTS[self]


_EFFORTS = {
    Effort.DEDICATED: Words("専従", "dedicated"),
    Effort.ASSIGNED: Words("専任", "assigned"),
    Effort.OTHER: Words("その他", "other"),
}


@dataclass(frozen=True, slots=True)
class Post:
    """One role of one person. ``share`` is the part of working hours, 0 to 1; None where not reported."""

    role: str
    effort: Effort | None = None
    share: Decimal | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the staff sheet. The number stands for the person; the name never leaves the workbook.

    ``full_time``, ``qualifications`` and ``training`` are None where not reported. ``since`` and
    ``until`` bound the time in which the person serves, both days included; ``unread_days`` names
    those of the two whose cell could not be read, so that the bound is not known.
    """

    number: int
    posts: tuple[Post, ...]
    full_time: bool | None = None
    qualifications: frozenset[str] | None = None
    training: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    at: str = ""
    unread_days: frozenset[str] = frozenset()

    @property
    def has_impossible_service(self) -> bool:
        """Whether the person left before coming: one of the two days is wrong."""
        return self.since is not None and self.until is not None and self.until < self.since

    def serves_on(self, day: date | None) -> bool | None:
        """Whether the person is there on a day, None where that is not known; without a day, always."""
        if self.has_impossible_service:
            return None
        if day is None:
            return True
        has_come = None if "since" in self.unread_days else self.since is None or self.since <= day
        stays = None if "until" in self.unread_days else self.until is None or day <= self.until
        if has_come is False or stays is False:
            return False
        return None if has_come is None or stays is None else True


@dataclass(frozen=True, slots=True)
class Offered:
    """What a staff sheet let one enter: a form asks only what its own edition needs."""

    roles: frozenset[str]
    qualifications: frozenset[str]
    training: frozenset[str]


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff sheet of one report.

    ``is_complete`` is the declaration on the sheet that everyone concerned is entered and a blank
    qualification or training means none. Without it a person who is not listed is unreported, not
    absent, and a count can only rise. ``is_contradictory`` says that two sheets differ: nobody is
    then taken from either. ``offered`` is what could be entered, None for everything: what was not
    offered is not asked, whatever is declared.
    """

    people: tuple[Person, ...] = ()
    is_complete: bool = False
    is_contradictory: bool = False
    offered: Offered | None = None


ROLES: Mapping[str, Words] = MappingProxyType(
    {
        "surgeon": Words("手術療法に携わる医師", "surgeon"),
        "radiation_oncologist": Words("放射線治療の医師", "radiation oncologist"),
        "diagnostic_radiologist": Words("放射線診断の医師", "diagnostic radiologist"),
        "radiotherapy_technologist": Words(
            "診療放射線技師（放射線治療）", "radiotherapy technologist"
        ),
        "radiotherapy_qa_engineer": Words(
            "精度管理・照射計画等の技術者", "radiotherapy QA engineer"
        ),
        "radiotherapy_nurse": Words("放射線治療室の看護師", "radiotherapy nurse"),
        "chemotherapy_physician": Words("化学療法（薬物療法）の医師", "drug-therapy physician"),
        "chemotherapy_pharmacist": Words("化学療法（薬物療法）の薬剤師", "drug-therapy pharmacist"),
        "outpatient_chemo_nurse": Words("外来化学療法室の看護師", "outpatient chemotherapy nurse"),
        "pathologist": Words("病理診断の医師", "pathologist"),
        "cytology_staff": Words("細胞診断の担当者", "cytology staff"),
        "palliative_physical_physician": Words(
            "緩和ケアチームの身体症状担当医師", "palliative physician, physical symptoms"
        ),
        "palliative_psych_physician": Words(
            "緩和ケアチームの精神症状担当医師", "palliative physician, psychological symptoms"
        ),
        "palliative_nurse": Words("緩和ケアチームの看護師", "palliative nurse"),
        "counsellor": Words("相談支援センターの相談員", "counsellor"),
        "cancer_registrar": Words("院内がん登録の実務者", "cancer registrar"),
        "palliative_centre_counsellor": Words(
            "緩和ケアセンターの相談担当者", "palliative care centre counsellor"
        ),
        "pharmacist": Words("薬剤師（担当を問わない）", "pharmacist, whatever the field"),
        "psychologist": Words("医療心理に携わる者", "psychologist"),
        "geneticist": Words("遺伝医学の専門医師", "geneticist physician"),
        "genetic_counsellor": Words("遺伝カウンセリングの担当者", "genetic counsellor"),
        "molecular_genetics_expert": Words(
            "分子遺伝学・がんゲノム医療の専門家", "molecular genetics or genome expert"
        ),
        "sarcoma_pathologist": Words("肉腫の病理診断ができる病理医", "pathologist able in sarcoma"),
        "sarcoma_orthopaedic_surgeon": Words(
            "肉腫専門の整形外科医", "orthopaedic surgeon for sarcoma"
        ),
        "sarcoma_plastic_surgeon": Words("肉腫専門の形成外科医", "plastic surgeon for sarcoma"),
    }
)

QUALIFICATIONS: Mapping[str, Words] = MappingProxyType(
    {
        "放射線治療専門放射線技師": Words(
            "放射線治療専門放射線技師", "certified radiotherapy technologist"
        ),
        "医学物理士": Words("医学物理士", "medical physicist"),
        "がん放射線療法看護認定看護師": Words(
            "がん放射線療法看護認定看護師", "certified nurse in radiotherapy nursing"
        ),
        "がん専門薬剤師等": Words("がん専門薬剤師等", "certified oncology pharmacist or the like"),
        "がん看護専門看護師等": Words(
            "がん看護専門看護師等", "certified oncology nurse or the like"
        ),
        "細胞検査士": Words("細胞検査士", "cytotechnologist"),
        "要件に規定された専門看護師": Words(
            "要件に規定された専門看護師", "nurse with a certification listed in the guideline"
        ),
        "研修修了": Words("院内がん登録の研修修了", "finished the registrar training"),
        "院内がん登録の認定": Words(
            "院内がん登録実務者の認定", "certified hospital cancer registrar"
        ),
        "ソーシャルワーカー": Words("ソーシャルワーカー（資格名は未確認）", "social worker"),
        "相談員指導者研修修了": Words(
            "相談員の指導者研修修了", "finished the counsellors' instructor training"
        ),
    }
)

TRAINING: Mapping[str, Words] = MappingProxyType(
    {
        "1": Words("相談員基礎研修1", "counsellor basic training 1"),
        "2": Words("相談員基礎研修2", "counsellor basic training 2"),
        "3": Words("相談員基礎研修3", "counsellor basic training 3"),
    }
)
