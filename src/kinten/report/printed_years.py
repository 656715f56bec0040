"""The years that a paper prints, and the words that say which figures are whose.

「令和6年10月提出（括弧内は令和5年10月提出）」 names two years of submission and gives one to the brackets;
「前回」「今回」 or a year may stand above or below a heading. Nothing is concluded from words that are
not understood.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kinten.vocabulary.period import read_submission_years, read_year

_ERA_YEAR = r"(?:(?:令和|平成|[RH]\.?)\s*(?:元|\d{1,2})|(?:19|20)\d{2})"
_SUBMITTED = re.compile(
    rf"{_ERA_YEAR}\s*(?:年度|年(?:\s*\d{{1,2}}\s*月)?)\s*の?\s*(?:提出|現況報告)"
)
_BRACKETS = r"(?:括弧|カッコ|かっこ|\(\s*\)(?=\s*(?:内|書|は|が|の|:|=|に)))(?:書き?)?(?:の?内)?"
_PLACES = re.compile(
    rf"(?P<brackets>{_BRACKETS})|(?P<upper>上段)|(?P<lower>下段)"
    r"|(?P<earlier>前回|前年度?|昨年度?)|(?P<later>今回|本年度?|今年度?)"
)
_POSTPOSED = re.compile(r"\s*(?:内|書き)?\s*[にで]")
_RELATIVE_AFTER = re.compile(
    r"[^、。,;/\n]{0,8}?(?P<earlier>前回|前年|昨年)|[^、。,;/\n]{0,8}?今回"
)

_PERIOD = re.compile(
    rf"(?P<first>{_ERA_YEAR})(?P<unit>年度|年|\.)?"
    r"(?P<months>\d{1,2}月(?:\d{1,2}日)?)?"
    rf"(?:(?:~|〜|から|-|−|–|—|ー)(?:{_ERA_YEAR}年)?\d{{1,2}}月(?:\d{{1,2}}日)?(?:まで)?)?"
    r"(?P<rest>(?:の|中|分|実績|症例|1年間|提出|現況報告)*)"
)
_LONG_AGO = re.compile(r"前々回|前々年度?|一昨年度?")
_EARLIER = re.compile(r"前回|前年度?|昨年度?")
_LATER = re.compile(r"今回|本年度?|今年度?|当年度?")
_TAG_BESIDE = re.compile(r"[()【】\[\]・、:;*※]|分|値|の|実績|報告|提出|件数|人数|件|人|%|数")


class Place(StrEnum):
    """Where a figure stands: in brackets, in the upper or the lower row, under 前回 or 今回."""

    BRACKETS = "brackets"
    UPPER = "upper"
    LOWER = "lower"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class YearTag:
    """What a heading says of the year of its figures.

    ``place`` is 前回 or 今回; ``submitted`` are years of submission, ``periods`` years of the figures
    (令和5年1月〜12月), ``bare`` years that may be either (令和5年).
    """

    place: Place | None = None
    submitted: tuple[int, ...] = ()
    periods: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether no year at all is named."""
        return self == YearTag()


def read_year_tag(text: str) -> tuple[YearTag, str]:
    """Take the words for a year out of a folded heading; give them, and what is left of it."""
    submitted: list[int] = []
    periods: list[int] = []
    bare: list[int] = []

    def keep(found: re.Match[str]) -> str:
        year = read_year(found["first"])
        if year is None:
            return found[0]
        if "提出" in found["rest"] or "現況報告" in found["rest"]:
            submitted.append(year)
        elif found["months"] or re.search("分|実績|症例|1年間", found["rest"]):
            periods.append(year)
        else:
            bare.append(year)
        return ""

    left = _PERIOD.sub(keep, text)
    if _LONG_AGO.search(left):
        # Neither of two years; no report is of the year 0, so that nothing is settled by it.
        bare.append(0)
        left = _LONG_AGO.sub("", left)
    place = None
    for each, pattern in ((Place.EARLIER, _EARLIER), (Place.LATER, _LATER)):
        # 「前年比」 and 「前年からの増減」 are no figures of that year.
        if pattern.search(left) and not re.search(r"比|増減|差", left):
            place, left = each, pattern.sub("", left)
            break
    unique = (tuple(dict.fromkeys(years)) for years in (submitted, periods, bare))
    return YearTag(place, *unique), left


def only_year_tag(text: str) -> YearTag | None:
    """Read a cell that says nothing but a year: 前回, 令和5年10月提出, 2024; None for any other."""
    tag, left = read_year_tag(text)
    return None if tag.says_nothing or _TAG_BESIDE.sub("", left) else tag


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a title says: which figures are of which year; None where it names no year.

    ``is_earlier`` is set where a relative word stands instead of a year: 括弧内は前回.
    """

    place: Place
    year: int | None
    is_earlier: bool | None = None


def read_statements(text: str) -> Iterator[Statement]:
    """Find what a title or a note says of the places of figures.

    The words go before their year (括弧内は令和5年10月提出) or, with に or で, behind it.
    """
    plain = unicodedata.normalize("NFKC", text)
    years = [
        (found, years[0])
        for found in _SUBMITTED.finditer(plain)
        if (years := read_submission_years(found[0]))
    ]
    for found in _PLACES.finditer(plain):
        place = Place(str(found.lastgroup))
        if any(each.start() <= found.start() < each.end() for each, _ in years):
            continue
        before = [(each.end(), year) for each, year in years if each.end() <= found.start()]
        after = [(each.start(), year) for each, year in years if each.start() >= found.end()]
        if _POSTPOSED.match(plain, found.end()) and before:
            yield Statement(place, before[-1][1])
        elif after and not _is_cut_off(plain[found.end() : after[0][0]]):
            yield Statement(place, after[0][1])
        elif place is Place.BRACKETS:
            relative = _RELATIVE_AFTER.match(plain, found.end())
            yield Statement(
                place, None, None if relative is None else relative["earlier"] is not None
            )


def _is_cut_off(between: str) -> bool:
    """Whether another clause, or another thing that is said, stands between words and a year."""
    return re.search(r"[。、,;/\n\d]|値|率|割合|のみ|再掲|うち", between) is not None


def bracketed_submission_years(text: str) -> tuple[int, ...]:
    """Find the years that a title prints within brackets: 令和6年10月提出（令和5年10月提出）."""
    plain = unicodedata.normalize("NFKC", text)
    inner = re.findall(r"\(([^()]*)\)", plain)
    return tuple(year for each in inner for year in read_submission_years(each))
