"""What the page of a site tells: its years by sex, the change, its ages, its categories, and its lines."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString

from kinten.desk.incidence import (
    PER,
    SEXES,
    STANDARD,
    STANDARDS,
    Incidence,
    Site,
    merged_bands,
    tell_span,
)
from kinten.desk.incidence_categories import categories_of
from kinten.desk.volumes import tell_disease
from kinten.disclosure.masking import DEFAULT_K
from kinten.portal.volume_pages.categories import cells_of
from kinten.portal.volume_pages.drawing import Series, draw_lines
from kinten.portal.volume_pages.published import published_discharges
from kinten.portal.volume_pages.related import disease_of
from kinten.vocabulary.wording import Words

_CASES = Words("罹患数", "new cases")
_RATE = Words("年齢調整率（人口10万対）", "age-adjusted rate per 100,000")


def tell_site_page(held: Incidence, site: Site, lang: str) -> dict[str, Any]:
    """Give the values of the page."""
    rated = held.rates_of(site)
    return {
        "site": site,
        "other": held.sites.get(site.other),
        "standard": STANDARDS[STANDARD],
        "year": held.years[-1],
        "sexes": [SEXES[sex] for sex in site.sexes],
        "rated_sexes": [SEXES[sex] for sex in rated],
        "years": [_year(held, site, year) for year in reversed(held.years)],
        "changes": list(_changes(held, site)),
        "cases_line": _cases_line(held, site, lang),
        "rates_line": _rates_line(held, site, lang),
        "ages": list(_ages(held, site)),
        "categories": list(_categories(held, site)),
        "disease": disease_of(site.code),
        "disease_name": _disease_name(site),
    }


def _year(held: Incidence, site: Site, year: int) -> dict[str, Any]:
    return {
        "year": year,
        "cases": [held.counted[site.code, sex, year].cases for sex in site.sexes],
        "rates": [
            held.standardised(held.counted[site.code, sex, year]) for sex in held.rates_of(site)
        ],
    }


def _changes(held: Incidence, site: Site) -> Iterator[dict[str, Any]]:
    for sex in held.rates_of(site):
        found = held.trend(site, sex)
        if found is not None:
            low, high = found.interval
            yield {
                "sex": SEXES[sex],
                "percent": f"{found.percent:+.1f}%",
                "interval": f"{low:+.1f}% – {high:+.1f}%",
            }


def _cases_line(held: Incidence, site: Site, lang: str) -> SafeString:
    series = [
        Series(
            SEXES[sex].in_language(lang),
            tuple(float(held.counted[site.code, sex, year].cases) for year in held.years),
        )
        for sex in held.rates_of(site)
    ]
    return draw_lines(series, held.years, _title(site, _CASES, lang), _CASES.in_language(lang))


def _rates_line(held: Incidence, site: Site, lang: str) -> SafeString:
    series = [
        Series(
            SEXES[sex].in_language(lang),
            tuple(
                held.standardised(held.counted[site.code, sex, year]).rate for year in held.years
            ),
        )
        for sex in held.rates_of(site)
    ]
    return draw_lines(series, held.years, _title(site, _RATE, lang), _RATE.in_language(lang))


def _title(site: Site, what: Words, lang: str) -> str:
    words = Words(f"{site.label.ja}の{what.ja}の推移", f"{site.label.en}: {what.en} by year")
    return words.in_language(lang)


def _ages(held: Incidence, site: Site) -> Iterator[dict[str, Any]]:
    """Give counts and rates by age of the last year, ages joined until no count is small."""
    year = held.years[-1]
    sexes = held.rates_of(site)
    counted = [held.counted[site.code, sex, year] for sex in sexes]
    for first, last in merged_bands(counted, DEFAULT_K):
        bands = slice(first, last + 1)
        cells = []
        for each in counted:
            cases = int(each.by_band[bands].sum())
            people = float(held.people[each.sex, year][bands].sum())
            cells.append({"cases": cases, "rate": PER * cases / people if people else None})
        yield {"ages": tell_span(first, last), "cells": cells}


def _categories(held: Incidence, site: Site) -> Iterator[dict[str, Any]]:
    year = held.years[-1]
    for each in categories_of(site):
        told = cells_of(each, year)
        yield {"category": each, "cells": [told[sex] for sex in site.sexes]}


def _disease_name(site: Site) -> Words | None:
    disease = disease_of(site.code)
    return None if disease is None else tell_disease(disease, published_discharges())
