"""Open tables of new cancers: by site, sex and year with rates, and by ICD-10 category."""

from collections.abc import Iterator
from datetime import date

from kinten.desk.incidence import (
    CAUTION,
    NOT_HELD,
    RECKONED,
    SEXES,
    STANDARDS,
    Counted,
    Incidence,
    Rated,
    load_incidence,
)
from kinten.desk.incidence_categories import SMALL, load_categories
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding
from kinten.portal.opendata.sourcing import sources_of
from kinten.vocabulary.wording import Words

_DIGITS = 4
_SEX = coded("sex", Words("性", "sex"), "0 1 2")
_YEAR = Column("year", Words("診断年", "year of diagnosis"), Form.NUMBER)
_STANDARD_NAMES = {
    "japan_2015_model": "japan_2015",
    "japan_1985_model": "japan_1985",
    "segi_world_1960": "world",
}


def _incidence(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    held = load_incidence()
    for (code, sex, year), counted in sorted(held.counted.items()):
        site = held.sites[code]
        yield (
            *coding(str(code), site.label),
            site.icd10,
            site.is_with_in_situ,
            *coding(str(sex), SEXES[sex]),
            year,
            counted.cases,
            *_rates(held, counted, has_rates=sex in held.rates_of(site)),
        )


def _rates(held: Incidence, counted: Counted, *, has_rates: bool) -> tuple[float | None, ...]:
    if not has_rates:
        return (None,) * (1 + 3 * len(STANDARDS))
    found = [held.standardised(counted, standard) for standard in STANDARDS]
    return (round(held.crude(counted), _DIGITS), *(cell for each in found for cell in _rate(each)))


def _rate(rated: Rated) -> tuple[float, float, float]:
    low, high = rated.interval
    return round(rated.rate, _DIGITS), round(low, _DIGITS), round(high, _DIGITS)


def _categories(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    for each in load_categories().values():
        for sex, year in sorted(each.counts):
            shown = each.shown(sex, year)
            yield (
                *coding(each.icd10, each.label),
                *coding(str(sex), SEXES[sex]),
                year,
                None if shown is None else shown.value,
                each.is_hidden(sex, year),
            )


def _standard_columns() -> Iterator[Column]:
    for standard, name in _STANDARD_NAMES.items():
        words = STANDARDS[standard]
        yield Column(
            f"asr_{name}",
            Words(f"年齢調整率（{words.ja}）", f"age-adjusted rate ({words.en})"),
            Form.NUMBER,
        )
        for end, ja, en in (("low", "下限", "low"), ("high", "上限", "high")):
            yield Column(
                f"asr_{name}_{end}",
                Words(f"年齢調整率の95%区間の{ja}（{words.ja}）", f"{en} end of 95 % ({words.en})"),
                Form.NUMBER,
                only="file",
            )


INCIDENCE = OpenTable(
    "incidence",
    Words("がんの罹患数と罹患率（全国、部位別）", "New cancers by site, whole country"),
    Words(
        f"{CAUTION.ja}{RECKONED.ja}{NOT_HELD.ja}一方の性だけの部位は、総数の率がありません。",
        f"{CAUTION.en} {RECKONED.en} {NOT_HELD.en} Sites of one sex have no rate for both.",
    ),
    (
        *coded("site", Words("部位", "site")),
        Column("icd10", Words("ICD-10", "ICD-10")),
        Column(
            "with_in_situ",
            Words("上皮内がんを含む", "with tumours in situ"),
            Form.YES_NO,
        ),
        *_SEX,
        _YEAR,
        Column("cases", Words("罹患数", "new cases"), Form.NUMBER),
        Column("crude", Words("粗率", "crude rate"), Form.NUMBER),
        *_standard_columns(),
    ),
    _incidence,
    sources_of(
        "cancer_incidence.parquet", "cancer_incidence_people.parquet", "standard_populations.csv"
    ),
    is_recorded=False,
)
INCIDENCE_CATEGORIES = OpenTable(
    "incidence_categories",
    Words("がんの罹患数（全国、ICD-10の分類別）", "New cancers by ICD-10 category, whole country"),
    Words(f"{CAUTION.ja}{SMALL.ja}{NOT_HELD.ja}", f"{CAUTION.en} {SMALL.en} {NOT_HELD.en}"),
    (
        *coded("icd10", Words("分類", "category"), "ICD-10"),
        *_SEX,
        _YEAR,
        Column("cases", Words("罹患数", "new cases"), Form.NUMBER),
        Column(
            "hidden",
            Words("示していない", "kept back"),
            Form.YES_NO,
            Words(
                "資料に数はあるが示さないならtrue",
                "true where the source has a count that is not shown",
            ),
        ),
    ),
    _categories,
    sources_of("cancer_incidence_detail.parquet"),
    is_recorded=False,
)
