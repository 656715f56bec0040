"""What an officer is told of the nearest hub and of partners."""

from dataclasses import replace
from datetime import date

import pytest

from kinten.coverage.partner import Candidate
from kinten.coverage.travel import LIMITS, Access
from kinten.desk.candidates import choose, tell_candidates
from kinten.desk.nearest import tell_nearest, tell_water
from kinten.geography.area import Area, Layer, People
from kinten.geography.frame import Frame
from kinten.network.designation import Basis, Designation
from kinten.network.history import Standing
from kinten.network.hospital import Hospital, Name
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

DAY = date(2026, 4, 1)
NOBODY = Access(None, None, dict.fromkeys(LIMITS, 0.0), None, (), 1234)


def hospital(name, area="0701"):
    return Hospital(name, (Name(f"{name}病院"),), "07", area)


def access(name, mean, own, share, cut_off=0):
    return Access(mean, mean, dict.fromkeys(LIMITS, 1.0), hospital(name), (), cut_off, own, share)


def told(nearest, widest=None, lang="ja"):
    return [each.in_language(lang) for each in tell_nearest(nearest, widest or nearest)]


def test_the_mean_and_the_hospital_with_its_own_mean_are_told_apart():
    """The mean of 73 is nobody's own: the named hospital takes 94."""
    found = access("A", 73.4, 93.6, 0.49)

    assert told(found) == [
        "平均 約73分（市町村ごとに最も近い拠点病院まで）",
        "最も多くの住民（49%）に近いのはA病院（この病院までは平均 約94分）",
    ]
    assert told(found, lang="en") == [
        "a mean of about 73 min (each municipality to its own nearest hub)",
        "nearest to most residents (49%): A病院 (a mean of about 94 min to it)",
    ]


def test_one_hospital_that_is_nearest_to_all_has_one_figure():
    assert told(access("A", 36.0, 36.0, 1.0)) == ["A病院まで平均 約36分"]


def test_those_without_a_way_are_counted():
    assert told(NOBODY) == ["陸路で行けない（住民1,234人）"]
    assert told(access("A", 36.0, 36.0, 1.0, 12))[1:] == ["ほかに陸路で行けない住民12人"]


def test_hospitals_of_unknown_kind_are_told_as_a_whole():
    """Which of them shortens the way is not the one that most are near: it is not named as the cause."""
    (_, more) = told(access("A", 36.0, 36.0, 1.0), access("A", 20.0, 30.0, 0.6))

    assert more == "類型不明の病院も拠点病院なら平均 約20分（最も多くの住民に近いのはA病院）"
    assert told(NOBODY, access("B", 20.0, 30.0, 0.6))[1].startswith("類型不明")
    assert len(told(access("A", 36.0, 36.0, 1.0), access("A", 35.8, 36.0, 1.0))) == 1


def test_the_warning_of_water_names_the_hospital():
    assert "A病院への直線は海を渡る" in tell_water("A病院").ja
    assert "crosses water" in tell_water("A病院").en


def candidate(name, ranks, area="0701"):
    record = Designation(name, Kind.REGIONAL, Basis.PRINTED, "t", DAY, stated=DAY)
    standing = Standing(hospital(name, area), True, frozenset({Kind.REGIONAL}), None, record)
    return Candidate(standing, 10.0, 20.0, (0.1, 0.2), ranks)


def names(candidates):
    return [each.standing.hospital.id for each in candidates]


def test_the_first_of_each_ranking_is_shown():
    """相双: the first by outflow was sixth by minutes, and hidden behind the nearest three."""
    listed = [
        candidate("A", (1, 5, 3)),
        candidate("B", (2, 7, 1)),
        candidate("C", (3, None, 5)),
        candidate("D", (4, 2, 2)),
        candidate("E", (6, 1, 6)),
    ]

    assert names(choose(listed)) == ["A", "B", "E"]


def test_the_rest_is_filled_up_by_minutes():
    listed = [
        candidate("A", (1, 1, 1)),
        *(candidate(n, (r, r, r)) for n, r in zip("BCD", (2, 3, 4), strict=True)),
    ]

    assert names(choose(listed)) == ["A", "B", "C"]
    assert names(choose(listed[:1])) == ["A"]
    assert choose([]) == ()


def test_a_shared_first_rank_says_with_how_many():
    frame = Frame(
        "2024", Layer.MEDICAL, Words("版", "frame"), DAY, None,
        {"0701": Area("2024", "0701", "07", "県北", 1.0, People())},
    )  # fmt: skip
    listed = [candidate("A", (1, 1, 2)), candidate("B", (2, 1, 1)), candidate("C", (3, 1, 3))]
    ja = list(tell_candidates(listed, frame, "ja"))
    en = list(tell_candidates(listed, frame, "en"))

    assert (
        ja[0]
        == "A病院（県北、平均10分、受診10.0〜20.0%、最遠20分、順位1/1/2、受診の1位はほか2病院も同じ）"
    )
    assert en[0].endswith("ranks 1/1/2; 2 more share the first rank by outflow)")


@pytest.mark.parametrize(
    ("field", "shown"), [("mean", "平均-分"), ("worst", "最遠-分"), ("outflow", "受診-")]
)
def test_what_is_not_known_is_a_dash(field, shown):
    frame = Frame(
        "2024", Layer.MEDICAL, Words("版", "frame"), DAY, None,
        {"0701": Area("2024", "0701", "07", "県北", 1.0, People())},
    )  # fmt: skip
    (line,) = tell_candidates(
        [replace(candidate("A", (None, 1, None)), **{field: None})], frame, "ja"
    )

    assert shown in line
    assert "順位-/1/-" in line
