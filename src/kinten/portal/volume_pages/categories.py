"""New cancers by ICD-10 category: the list of a year, found by words, and one category over the years."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kinten.desk.incidence import CAUTION, NO_REASON, NOT_HELD, SEXES, Incidence, load_incidence
from kinten.desk.incidence_categories import HIDDEN, SMALL, Category, load_categories
from kinten.portal.opendata.incidence_tables import INCIDENCE_CATEGORIES
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, read_query
from kinten.portal.volume_pages.answering import (
    SECTION,
    answer_rows,
    files_of,
    read_year,
    read_year_strictly,
)
from kinten.portal.volume_pages.drawing import Series, draw_lines
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import Words

NOTES = (CAUTION, SMALL, NO_REASON, NOT_HELD)


@states("public.read")
def categories(request: HttpRequest) -> HttpResponse:
    """Give the categories of a year that the words find, fifty a page."""
    held = load_incidence()
    year, _, odd = read_year(request, held)
    asked = read_query(request)
    found = find_categories(asked.words)
    page = Paginator(found, PER_PAGE).get_page(asked.page)
    shown = {
        "section": SECTION,
        "odd": odd,
        "words": asked.words,
        "year": year,
        "years": held.years[::-1],
        "page": page,
        "count": len(found),
        "rows": [{"category": each, "cells": cells_of(each, year)} for each in page],
        "files": files_of("cancer-categories", q=asked.words, year=year),
        "sources": INCIDENCE_CATEGORIES.sources(),
        "notes": NOTES,
    }
    return render(request, "volumes/categories.html", shown)


@states("public.read")
def category_page(request: HttpRequest, icd10: str) -> HttpResponse:
    """Give one category over the years, with a line; a year that is not shown breaks it."""
    found = _find(icd10)
    held = load_incidence()
    lang = get_language() or "ja"
    shown = {
        "section": SECTION,
        "category": found,
        "rows": [{"year": year, "cells": cells_of(found, year)} for year in held.years[::-1]],
        "line": _line(found, held, lang),
        "files": files_of("cancer-category", [icd10]),
        "sources": INCIDENCE_CATEGORIES.sources(),
        "notes": NOTES,
    }
    return render(request, "volumes/category.html", shown)


@states("public.read")
def categories_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Give the rows of the categories that the words find; all years where the query chooses none."""
    chosen = read_year_strictly(request)
    words = read_query(request).words
    keys = frozenset(each.icd10 for each in find_categories(words)) if words else None
    return answer_rows(request, INCIDENCE_CATEGORIES, chosen, ending, keys)


@states("public.read")
def category_file(request: HttpRequest, icd10: str, ending: str) -> HttpResponseBase:
    """Give the rows of one category."""
    chosen = read_year_strictly(request) | {"icd10": _find(icd10).icd10}
    return answer_rows(request, INCIDENCE_CATEGORIES, chosen, ending)


def find_categories(words: str) -> tuple[Category, ...]:
    """Give the categories that have every word in their code or a name, however it is spelt."""
    wanted = [key for word in words.split() if (key := search_key(word))]
    return tuple(
        each
        for each in load_categories().values()
        if all(
            word in "\n".join(search_key(part) for part in (each.icd10, *each.label))
            for word in wanted
        )
    )


def cells_of(category: Category, year: int) -> list[Words | None]:
    """Tell the counts of a year by sex; None where the source has none."""
    cells: list[Words | None] = []
    for sex in SEXES:
        shown = category.shown(sex, year)
        is_kept_back = shown is None and category.is_hidden(sex, year)
        cells.append(HIDDEN if is_kept_back else None if shown is None else shown.told)
    return cells


def _find(icd10: str) -> Category:
    found = load_categories().get(icd10)
    if found is None:
        raise Http404
    return found


def _line(category: Category, held: Incidence, lang: str) -> SafeString:
    series = []
    for sex, words in SEXES.items():
        counts = (category.shown(sex, year) for year in held.years)
        values = tuple(
            None if each is None or each.value is None else float(each.value) for each in counts
        )
        if any(value is not None for value in values):
            series.append(Series(words.in_language(lang), values))
    title = Words(
        f"{category.label.ja}の罹患数の推移", f"{category.label.en}: new cases by year"
    ).in_language(lang)
    return draw_lines(series, held.years, title, Words("罹患数", "new cases").in_language(lang))
