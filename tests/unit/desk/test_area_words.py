"""What an officer is told of the nearest hub and of partners."""

from dataclasses import replace
from datetime import date

import pytest

from kinten.coverage.partner import Candidate
from kinten.coverage.travel import LIMITS, NO_WAY_BY_LAND, Access
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
    return [
        each.in_language(lang) for each in tell_nearest(nearest, widest or nearest, NO_WAY_BY_LAND)
    ]


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

    assert (
        more == "類型か指定が不明の病院も拠点病院なら平均 約20分（最も多くの住民に近いのはA病院）"
    )
    assert told(NOBODY, access("B", 20.0, 30.0, 0.6))[1].startswith("類型か指定が不明")
    assert len(told(access("A", 36.0, 36.0, 1.0), access("A", 35.8, 36.0, 1.0))) == 1


def test_the_warning_of_water_names_the_hospital():
    assert "A病院への直線は海を渡る" in tell_water("A病院").ja
    assert "crosses water" in tell_water("A病院").en


def candidate(name, ranks, area="0701"):
    record = Designation(name, Kind.REGIONAL, Basis.PRINTED, "t", DAY, stated=DAY)
    standing = Standing(hospital(name, area), True, frozenset({Kind.REGIONAL}), None, record)
    pairs = tuple(None if rank is None else (rank, rank) for rank in ranks)
    return Candidate(standing, 10.0, 20.0, (0.1, 0.2), ranks=pairs, known_ranks=ranks)


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
    ja = list(tell_candidates(listed, frame, NO_WAY_BY_LAND, "ja"))
    en = list(tell_candidates(listed, frame, NO_WAY_BY_LAND, "en"))

    assert (
        ja[0]
        == "A病院（県北、平均10分、受診10.0〜20.0%、最遠20分、順位1/1/2、受診の1位はほか2病院も同じ）"
    )
    assert en[0].endswith("ranks 1/1/2, 2 more share the first rank by outflow)")


@pytest.mark.parametrize(
    ("field", "left_out"), [("mean", "平均"), ("worst", "最遠"), ("outflow", "受診10")]
)
def test_what_is_not_known_is_left_out_and_its_rank_is_a_dash(field, left_out):
    """No 「平均-分」: a figure that is not there is not printed as one."""
    frame = Frame(
        "2024", Layer.MEDICAL, Words("版", "frame"), DAY, None,
        {"0701": Area("2024", "0701", "07", "県北", 1.0, People())},
    )  # fmt: skip
    one = replace(candidate("A", (None, 1, None)), **{field: None})
    (line,) = tell_candidates([one], frame, NO_WAY_BY_LAND, "ja")

    assert left_out not in line
    assert "-分" not in line
    assert "順位-/1/-" in line


def test_one_that_is_not_known_to_be_a_hub_says_so_and_its_ranks_are_pairs():
    frame = Frame(
        "2024", Layer.MEDICAL, Words("版", "frame"), DAY, None,
        {"0701": Area("2024", "0701", "07", "県北", 1.0, People())},
    )  # fmt: skip
    known = candidate("A", (1, 1, 1))
    open_kind = replace(known.standing, kinds=frozenset({Kind.REGIONAL, Kind.LOCAL}))
    one = replace(
        known, standing=open_kind, ranks=((1, 2), (1, 1), None), known_ranks=(None, None, None)
    )
    (ja,) = tell_candidates([one], frame, NO_WAY_BY_LAND, "ja")
    (en,) = tell_candidates([one], frame, NO_WAY_BY_LAND, "en")

    assert "類型不明" in ja
    assert "順位1〜2/1/-" in ja
    assert "kind not known" in en


def test_those_who_cannot_reach_a_candidate_and_one_without_a_place_are_told():
    frame = Frame(
        "2024", Layer.MEDICAL, Words("版", "frame"), DAY, None,
        {"0701": Area("2024", "0701", "07", "県北", 1.0, People())},
    )  # fmt: skip
    some = replace(candidate("A", (1, 1, 1)), cut_off=4321)
    lost = replace(some, mean=None, worst=None, cut_off=0, has_place=False)
    told = [
        next(iter(tell_candidates([each], frame, NO_WAY_BY_LAND, "ja"))) for each in (some, lost)
    ]

    assert "陸路で行けない住民4,321人" in told[0]
    assert "位置が不明で分なし" in told[1]
