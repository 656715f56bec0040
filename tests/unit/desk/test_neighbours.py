"""The other hubs of an area: the first few by name, and in time that grows with the reports alone."""

from __future__ import annotations

import time

from kinten.desk.call import Call
from kinten.desk.judging import Neighbours, judge_reports, select_reports
from kinten.report.model import Report, Source

SOURCE = Source("x.csv", "")


def reports(size, area="甲府", year=2024):
    return [
        Report(f"第{number}病院", year, SOURCE, f"x.csv:{number}", prefecture="19", area=area)
        for number in range(1, size + 1)
    ]


def neighbours_of(given):
    judged = judge_reports(given, Call("R4.8", scope="volume")).hospitals
    return [each.neighbours for each in judged]


def test_the_first_few_are_named_and_the_rest_counted():
    """A hospital is not its own neighbour, wherever it stands among them."""
    names = tuple(f"第{number}病院" for number in range(1, 7))
    found = neighbours_of(reports(8))

    assert found[0] == Neighbours(names[1:6], 2, has_regional=True)
    assert found[5] == Neighbours(names[:5], 2, has_regional=True)
    assert found[7] == Neighbours(names[:5], 2, has_regional=True)


def test_another_area_or_year_is_no_neighbour():
    """Nor is a hospital whose area is not known."""
    given = [*reports(1), *reports(1, year=2023), *reports(2, area="")]

    assert set(neighbours_of(given)) == {Neighbours()}


def test_twenty_thousand_hospitals_in_one_area():
    """Well under the minute that a comparison of each with each took (some seconds; a generous bound)."""
    begun = time.process_time()
    judged = judge_reports(reports(20_000), Call("R4.8", scope="volume", years="latest"))

    assert time.process_time() - begun < 30
    assert judged.hospitals[-1].neighbours.more == 20_000 - 1 - 5


def test_the_latest_year_of_each_hospital():
    """Each hospital by its own last year."""
    given = [*reports(3, year=2022), *reports(2, year=2024)]
    chosen = select_reports(given, Call("R4.8", years="latest"))

    assert [(each.hospital, each.year) for each in chosen] == [
        ("第3病院", 2022),
        ("第1病院", 2024),
        ("第2病院", 2024),
    ]
