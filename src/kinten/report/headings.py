"""Which column of a meeting paper is which: its heading, in the many words prefectures use."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kinten.report.heading_words import FIGURES, FigureWords
from kinten.report.printed_years import YearTag, read_year_tag
from kinten.vocabulary.facts import CATALOGUE

_OTHER_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("hospital", r"(?:拠点)?(?:病院|医療機関|施設)(?:の?名称?|等名)?"),
        ("area", r"(?:(?:がん|[二2]次)の?)?(?:医療)?圏域?名?(?:・(?:医療)?圏域?)?"),
        ("prefecture", r"都道府県名?|県名?"),
        (
            "application",
            r".*(?:申請|推薦).*|(?:指定|申請|推薦|更新)?の?区分|指定?更新.*|指定区分.*",
        ),
        ("mark", r".*類型.*|.*種別|類型?印|印|型|★.*"),
        ("year", r"(?:現況報告書?の?)?提出年(?:度|月)?|提出時期|年度?|報告年度?"),
        ("number", r"No\.?|番号|項番|通し?番号?|整理番号|#|\d{0,3}"),
    )
)
"""The columns beside the figures; a heading with other words (連携病院名, 医療圏人口) is none of them."""

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

_ANY_STEM = re.compile("|".join(each.stem.pattern for each in FIGURES))
_LONGEST = 80
_QUANTITY = r"\(?[約概ね]*[\d,]+(?:件|人|名|例|割|%)?(?:以上|程度|未満)\)?"
_THRESHOLD = re.compile(
    rf"{_QUANTITY}|\(?\d+割程度\)?|\(?(?:単位:?)?(?:のべ)?(?:件数?|人数?|名|例|%|割合?)(?:/年)?\)?"
)
_BESIDE = re.compile(
    rf"{_QUANTITY}|\((?:単位:?)?(?:件数?|人数?|名|例|%|のべ数?|延べ?)(?:/年)?\)|(?:[*※]|注)\d*(?:\)|$)|\(\)"
)
_NUMBERING = re.compile(
    r"^(?:\(\d{1,2}\)|[アイウエオカキク][.．:)]|\d{1,2}(?![\d年月次]))[.．:、)]?"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: the fact that it holds, and its heading as printed.

    ``year`` is that of its figures where the heading names one by itself (``has_year``); None is a
    year that is not printed. ``is_uncertain`` tells that the year cannot be told: nothing of the
    column is used. ``must_agree`` tells of a second column of the fact that is of another year.
    """

    column: int
    holds: str
    text: str
    year: int | None = None
    has_year: bool = False
    is_uncertain: bool = False
    must_agree: bool = False

    @property
    def names_percent(self) -> bool:
        """Whether the heading itself says that the figures are percents."""
        return "%" in unicodedata.normalize("NFKC", self.text) or self.text.endswith("_pct")


def fold(text: str) -> str:
    """Fold a heading: one width, no spaces, no line breaks, がん in one spelling."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return folded.replace("ガン", "がん").replace("癌", "がん")


def fact_of_heading(text: str) -> str | None:
    """Find the figure that a heading names; None where it names none, or has other words as well."""
    if _ANY_STEM.search(fold(text)) is None:
        return None
    words = _words_of(text)
    named = [each.fact for each in FIGURES if words and each.is_named_by(words)]
    return named[0] if len(named) == 1 else None


_TREATED = re.compile(r"診療|受療")


def is_short_heading(text: str) -> bool:
    """Whether a heading names its figure without saying what is counted: 手術件数, 放射線治療."""
    words, fact = _words_of(text), fact_of_heading(text)
    if fact == "resident_share" and _TREATED.search(words) is None:
        return True  # the share of residents among the hospital's own patients reads the same
    return any(each.is_short(words) for each in FIGURES if each.fact == fact)


def resembled_fact(text: str) -> str | None:
    """Find the figure that a heading is like; it need not be it: 放射線診断件数, 緩和ケア研修."""
    folded = fold(text)[:_LONGEST]
    alike: FigureWords | None = next((each for each in FIGURES if each.stem.search(folded)), None)
    return None if alike is None else alike.fact


def year_of_heading(text: str) -> YearTag:
    """Find what a heading says of the year of its figures."""
    return read_year_tag(fold(text)[:_LONGEST])[0]


def _words_of(text: str) -> str:
    """Give a heading's words without years, thresholds, units, footnote signs and numbering."""
    folded = fold(text)
    if len(folded) > _LONGEST:
        return ""
    plain = _NUMBERING.sub("", folded)
    return _BESIDE.sub("", read_year_tag(_BESIDE.sub("", plain))[1])


def role_of_heading(text: str) -> str | None:
    """Find what else a heading names: hospital, area, prefecture, application, mark, year, number."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST:
        return None
    return next((role for role, pattern in _OTHER_COLUMNS if pattern.fullmatch(folded)), None)


def is_threshold(text: str) -> bool:
    """Whether a cell below a heading only repeats a threshold or a unit: 「500以上」, 「2割程度」, 件."""
    return _THRESHOLD.fullmatch(fold(text)) is not None
