"""Which column of a meeting paper is which: its heading, in the many words prefectures use."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kinten.vocabulary.facts import CATALOGUE

FACT_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(pattern))
    for fact, pattern in (
        # The order decides: 「年間入院患者に占めるがん患者の割合」 is no resident share.
        ("inpatient_cancer_share", r"入院.*割合"),
        ("resident_share", r"居住.*割合|診療の?割合|患者の診療"),
        ("inpatient_cancer_patients", r"入院.*がん患者|がん.*入院患者"),
        ("registry_cases", r"がん登録"),
        ("cancer_surgeries", r"手術"),
        ("drug_therapy_patients", r"薬物療法"),
        ("chemotherapy_patients", r"化学療法"),
        ("radiotherapy_patients", r"放射線"),
        ("palliative_team_referrals", r"緩和ケア"),
        ("consultations", r"相談"),
    )
)
"""The figures of 資料3-1-①, by what their headings have in common."""

OTHER_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("hospital", r"病院名|医療機関名|施設名|^病院$|^医療機関$|病院の名称"),
        ("area", r"医療圏"),
        ("prefecture", r"都道府県|^県名?$"),
        ("application", r"申請|推薦区分|指定区分|区分|更新"),
        ("mark", r"類型|種別|印$|^型$|^★"),
        ("year", r"年度|提出年|提出時期|^年$"),
    )
)
"""The columns beside the figures."""

LONG_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "surgeries": "cancer_surgeries",
        "palliative_referrals": "palliative_team_referrals",
        "resident_share_pct": "resident_share",
        "inpatient_cancer_share_pct": "inpatient_cancer_share",
        **{fact.id: fact.id for fact in CATALOGUE.values() if fact.is_asked},
    }
)
"""Columns of the long layout: our own fact ids, and the names used in the collected papers."""

_THRESHOLD = re.compile(r"\(?[\d,]+(件|人|例|割|%)?(以上|程度)\)?|\(?\d+割程度\)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: the fact or the role it holds, and its heading as printed."""

    column: int
    holds: str
    text: str

    @property
    def names_percent(self) -> bool:
        """Whether the heading itself says that the figures are percents."""
        return "%" in unicodedata.normalize("NFKC", self.text) or self.text.endswith("_pct")


def fold(text: str) -> str:
    """Fold a heading: one width, no spaces, no line breaks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fact_of_heading(text: str) -> str | None:
    """Find the figure that a heading names; None where it names none."""
    folded = fold(text)
    return next((fact for fact, pattern in FACT_COLUMNS if pattern.search(folded)), None)


def role_of_heading(text: str) -> str | None:
    """Find what else a heading names: hospital, area, prefecture, application, mark or year."""
    folded = fold(text)
    return next((role for role, pattern in OTHER_COLUMNS if pattern.search(folded)), None)


def is_threshold(text: str) -> bool:
    """Whether a cell below a heading only repeats a threshold: 「500以上」, 「2割程度」."""
    return _THRESHOLD.fullmatch(fold(text)) is not None
