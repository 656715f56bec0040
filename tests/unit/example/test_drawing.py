"""Wheels, days, and the tables that made-up tumours are drawn from."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from kinten.data.loading import open_packaged
from kinten.example.days import day_number, numbered, written
from kinten.example.incidence import BANDS, INCIDENCE_TABLES, YEARS, count_tumours
from kinten.example.record_care import is_paired
from kinten.example.tumours import EXTENTS, OLDEST, read_categories, read_courses
from kinten.example.wheel import Wheel, draw_one, one_wheel
from kinten.vocabulary.wording import FaultError


@pytest.fixture(scope="module")
def categories():
    return read_categories()


def test_a_wheel_gives_each_place_its_share_and_never_one_without_weight():
    chances = np.linspace(0, 1, 1001)
    drawn = np.bincount(draw_one(one_wheel((0, 1, 0, 3, 0)), chances), minlength=5)

    assert drawn[[0, 2, 4]].tolist() == [0, 0, 0]
    assert abs(drawn[3] - 3 * drawn[1]) < 8


def test_a_wheel_keeps_its_rows_apart():
    rows = np.array([0, 1, 2, 1], np.int32)
    wheel = Wheel(np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]))

    assert wheel.draw(rows, np.array([1.0, 0.0, 0.5, 1.0])).tolist() == [0, 1, 2, 1]


def test_days_are_written_and_read_back():
    days = np.arange(day_number(1999, 12, 1), day_number(2004, 3, 2), dtype=np.int32)

    assert numbered(written(days)).tolist() == days.tolist()
    assert written(np.array([day_number(2024, 2, 29)], np.int32)).tolist() == [20240229]
    assert numbered(np.array([20230229], np.int32)).tolist() == [day_number(2023, 2, 28)]


def test_every_category_can_be_drawn_at_every_age_that_it_has(categories):
    courses = read_courses()
    for each in categories:
        assert each.course in courses.names, each.name
        sites = [code for code, _ in each.topographies]
        for histology in each.histologies:
            assert any(site.startswith(histology.site) for site in sites), (
                each.name,
                histology.code,
            )
        assert any(each.tilt(age) > 0 for age in range(OLDEST)), each.name
    assert (courses.shares.sum(axis=1) > 0).all()
    assert (courses.treated <= 1).all()


def test_in_situ_and_benign_tumours_have_their_behaviour(categories):
    behaviours = {each.name: each.behaviour for each in categories}

    assert behaviours["C34"] == 3
    assert behaviours["D05"] == 2
    assert behaviours["D32"] == 0
    assert behaviours["D43"] == 1
    assert behaviours["D46"] == 3
    in_situ = [each for each in categories if each.behaviour == 2]
    shares = read_courses()
    place = EXTENTS.index(400)
    assert all(shares.shares[shares.names.index(each.course), place] > 0 for each in in_situ)


def test_the_counts_by_age_are_the_published_ones(categories):
    """All sites by sex and age: the fitted counts add up to what is printed."""
    counts = count_tumours(categories, YEARS)
    with open_packaged(INCIDENCE_TABLES[0]) as stream:
        table = pl.read_parquet(stream)
    invasive = [each.name[0] == "C" for each in categories]
    in_situ = [each.behaviour == 2 for each in categories]
    for sex in (1, 2):
        for place, low in enumerate(BANDS):
            of = table.filter(
                pl.col("sex") == sex,
                pl.col("age_low").is_null() if low is None else pl.col("age_low") == low,
            )
            printed = {
                site: of.filter(pl.col("site") == site).sort("year")["cases"].to_numpy()
                for site in (1, 101)
            }
            found = counts[:, sex - 1, place]
            assert np.allclose(found[:, invasive].sum(axis=1), printed[1], atol=0.5), (sex, low)
            # Sites in situ are printed as differences of two counts; some are off by a case or two.
            assert np.allclose(found[:, in_situ].sum(axis=1), printed[101] - printed[1], atol=3), (
                sex,
                low,
            )


def test_years_that_are_not_published_are_refused(categories):
    with pytest.raises(FaultError, match="2024"):
        count_tumours(categories, (2023, 2024))


def test_paired_organs():
    assert [is_paired(site) for site in ("C341", "C509", "C649", "C339", "C619", "C220")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
