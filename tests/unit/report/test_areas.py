"""資料1: reading the areas, and the figures in it that must follow from one another."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

from kinten.report.areas import read_areas
from kinten.report.plausibility import check_reports
from kinten.vocabulary.wording import FaultError

HEAD = (
    "as_of,prefecture,area,km2,population,population_share_pct,density,hospitals,designated_core\n"
)
SOUND = (
    "2024-09-01,鳥取県,東部,1518.67,215554,40.6,141.9,14,1\n"
    "2024-09-01,鳥取県,中部,780.63,93762,17.6,120.1,10,1\n"
    "2024-09-01,鳥取県,西部,1207.98,222070,41.8,183.8,19,1\n"
    "2024-09-01,鳥取県,計,3507.28,531386,100.0,151.5,43,3\n"
)


def read(text: str):
    return read_areas(io.BytesIO(text.encode()), "areas.csv")


def findings(text: str):
    return [(one.rule, one.at) for one in check_reports((), read(text).rows)]


def test_an_area_is_read_exactly():
    """Figures are decimals as printed, with their cells; the row of totals is known."""
    rows = read(HEAD + SOUND).rows
    assert (rows[0].prefecture, rows[0].area, rows[0].figures["km2"]) == (
        "31",
        "東部",
        Decimal("1518.67"),
    )
    assert (rows[0].at_figure("density"), rows[0].at) == ("areas.csv:2:7", "areas.csv:2:3")
    assert [row.is_total for row in rows] == [False, False, False, True]


def test_a_figure_that_is_none_is_told():
    """A figure that cannot be read is left out and told; a blank one is only left out."""
    reading = read(HEAD + "2024-09-01,鳥取県,東部,約1500,,40.6,141.9,14,1\n")
    assert (
        set(reading.rows[0].figures) & {"km2", "population"},
        [one.at for one in reading.remarks],
    ) == (
        set(),
        ["areas.csv:2:4"],
    )


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"PK\x03\x04"])
def test_another_table_is_refused(data):
    """A table without the columns of areas, and a workbook, are refused."""
    with pytest.raises(FaultError):
        read_areas(io.BytesIO(data), "a.csv")


def test_a_sound_table_has_no_finding():
    """Density, shares and totals that follow are not remarked on."""
    assert findings(HEAD + SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("141.9", "151.9", [("area_density", "areas.csv:2:7")]),
        ("151.5", "445.8", [("area_density", "areas.csv:5:7")]),
        ("17.6", "18.6", [("area_share", "areas.csv:3:6"), ("area_share_sum", "areas.csv:5:6")]),
        ("43,3", "44,3", [("area_total", "areas.csv:5:8")]),
        ("43,3", "43,4", [("area_total", "areas.csv:5:9")]),
        ("東部", "県内西部", [("area_name", "areas.csv:2:3")]),
    ],
)
def test_a_figure_that_does_not_follow_is_found(old, new, expected):
    """Each figure that cannot be right is found at its cell."""
    assert findings(HEAD + SOUND.replace(old, new, 1)) == expected


def test_a_total_density_that_is_a_sum_is_told_so():
    """Densities cannot be added up; where someone did, the words say so."""
    found = check_reports((), read(HEAD + SOUND.replace("151.5", "445.8")).rows)
    assert found[0].words.en == (
        "鳥取県 計: density 445.8 is not population by area, 151.5; it is the sum of the areas' densities."
    )


@pytest.mark.parametrize("text", ["", "2024-09-01,鳥取県,東部,1518.67,215554,40.6,,,\n"])
def test_a_table_without_its_total_is_not_added_up(text):
    """Where rows or the total are missing, nothing is added up."""
    assert findings(HEAD + text) == []


def test_two_dates_are_two_tables():
    """Tables of two dates are not mixed."""
    assert findings(HEAD + SOUND + SOUND.replace("2024-09-01", "2025-09-01")) == []


@pytest.mark.parametrize("area", ["県北", "県南東部", "県央", "県西保健医療圏", "富士"])
def test_usual_names_are_no_finding(area):
    """Names of directions, and other names, are not remarked on."""
    assert findings(HEAD + f"2024-09-01,鳥取県,{area},,,,,,\n") == []
