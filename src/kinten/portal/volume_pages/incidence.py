"""New cancers of Japan: the sites of a year, and one site over the years."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from kinten.desk.incidence import (
    CAUTION,
    NO_REASON,
    NOT_HELD,
    RECKONED,
    SEXES,
    STANDARD,
    STANDARDS,
    Incidence,
    Site,
    load_incidence,
)
from kinten.desk.incidence_categories import SMALL
from kinten.portal.opendata.incidence_tables import INCIDENCE
from kinten.portal.policy.stating import states
from kinten.portal.volume_pages.answering import (
    SECTION,
    answer_rows,
    files_of,
    read_year,
    read_year_strictly,
)
from kinten.portal.volume_pages.site_page import tell_site_page
from kinten.vocabulary.wording import Words

NOTES = (CAUTION, RECKONED, NOT_HELD)


@states("public.read")
def sites(request: HttpRequest) -> HttpResponse:
    """Give the sites of a year and a sex, with counts and rates; those with tumours in situ apart."""
    held = load_incidence()
    year, sex, odd = read_year(request, held)
    found = [each for each in held.sites.values() if sex in each.sexes]
    shown = {
        "section": SECTION,
        "odd": odd,
        "year": year,
        "years": held.years[::-1],
        "sex": sex,
        "sexes": SEXES.items(),
        "sex_words": SEXES[sex],
        "tables": [
            {
                "title": words,
                "rows": [
                    _site_row(held, each, sex, year)
                    for each in found
                    if each.is_with_in_situ is with_in_situ
                ],
            }
            for with_in_situ, words in _TABLES
        ],
        "standard": STANDARDS[STANDARD],
        "files": files_of("cancer", sex=sex, year=year),
        "sources": INCIDENCE.sources(),
        "notes": NOTES,
    }
    return render(request, "volumes/sites.html", shown)


_TABLES = (
    (False, Words("上皮内がんを含まない部位", "Sites without tumours in situ")),
    (True, Words("上皮内がんを含む部位", "Sites with tumours in situ")),
)


@states("public.read")
def site_page(request: HttpRequest, site: int) -> HttpResponse:
    """Give one site over the years: counts and rates by sex, the change, ages, and its categories."""
    held = load_incidence()
    if site not in held.sites:
        raise Http404
    lang = get_language() or "ja"
    shown = {
        "section": SECTION,
        **tell_site_page(held, held.sites[site], lang),
        "files": files_of("cancer-site", [site]),
        "sources": INCIDENCE.sources(),
        "notes": (*NOTES, NO_REASON, SMALL),
    }
    return render(request, "volumes/site.html", shown)


@states("public.read")
def sites_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Give the rows of the list of sites; all years and sexes where the query chooses none."""
    chosen = read_year_strictly(request)
    return answer_rows(request, INCIDENCE, chosen, ending)


@states("public.read")
def site_file(request: HttpRequest, site: int, ending: str) -> HttpResponseBase:
    """Give the rows of one site."""
    if site not in load_incidence().sites:
        raise Http404
    return answer_rows(
        request, INCIDENCE, read_year_strictly(request) | {"site": str(site)}, ending
    )


def _site_row(held: Incidence, site: Site, sex: int, year: int) -> dict[str, Any]:
    counted = held.counted[site.code, sex, year]
    has_rates = sex in held.rates_of(site)
    return {
        "site": site,
        "cases": counted.cases,
        "crude": held.crude(counted) if has_rates else None,
        "rated": held.standardised(counted) if has_rates else None,
    }
