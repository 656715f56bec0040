"""The share in designated hospitals as a range: hidden cells, hospitals not linked, days not certain."""

from datetime import date

import pytest

from kinten.coverage.volume import DischargeHospital, Discharges, Share, shares, unlinked
from kinten.desk.volumes import load_discharges
from kinten.network.designation import Basis, Designation
from kinten.network.history import Standing
from kinten.network.hospital import Hospital, Name

DAY = date(2026, 4, 1)


def standing(identity, area="3201", prefecture="32", *, is_certain=True):
    hospital = Hospital(identity, (Name(identity),), prefecture, area)
    record = Designation(identity, None, Basis.LISTED, "", DAY, stated=DAY)
    return Standing(hospital, is_certain, frozenset(), None, record)


def survey(cells, linked, diseases=("a",)):
    """A survey of one prefecture: hospital to its area, and to the network's id where it is linked."""
    areas = {1: "3201", 2: "3201", 3: "3202"}
    hospitals = {
        code: DischargeHospital(code, str(code), "32", area, linked.get(code, ""))
        for code, area in areas.items()
    }
    return Discharges(hospitals, dict.fromkeys(diseases, ""), cells)


def test_the_share_of_a_place_is_in_designated_hospitals_that_are_linked():
    made = survey({(1, "a"): 60, (2, "a"): 40, (3, "a"): 100}, {1: "D1"})
    areas, prefectures = shares(made, [standing("D1")])

    assert (areas["3201"].at_least, areas["3201"].at_most) == (0.6, 0.6)
    assert (areas["3202"].at_least, areas["3202"].at_most) == (0.0, 0.0)
    assert (prefectures["32"].at_least, prefectures["32"].at_most) == (0.3, 0.3)


def test_a_hidden_cell_of_a_designated_hospital_adds_nought_to_nine_to_both():
    made = survey({(2, "a"): 41}, {1: "D1"})
    areas, prefectures = shares(made, [standing("D1")], "a")

    for share in (areas["3201"], prefectures["32"]):
        assert share.hidden == 1
        assert share.at_least == 0.0
        assert share.at_most == pytest.approx(9 / 50)


def test_each_hidden_cell_of_all_diseases_counts():
    made = survey({(1, "a"): 60, (2, "a"): 40}, {1: "D1"}, ("a", "b", "c"))
    share = shares(made, [standing("D1")])[0]["3201"]

    assert (share.hidden, share.at_least) == (2, 0.6)
    assert share.at_most == pytest.approx((60 + 18) / (100 + 18))


def test_hidden_cells_of_other_hospitals_are_not_in_the_range():
    made = survey({(1, "a"): 60}, {1: "D1"})

    assert shares(made, [standing("D1")])[0]["3201"].at_most == 1.0


def test_a_hospital_that_is_not_linked_opens_its_area_and_only_that():
    made = survey({(1, "a"): 60, (2, "a"): 40, (3, "a"): 100}, {})
    areas, prefectures = shares(made, [standing("X")])

    assert (areas["3201"].at_least, areas["3201"].at_most) == (0.0, 1.0)
    assert (areas["3202"].at_least, areas["3202"].at_most) == (0.0, 0.0)
    assert prefectures["32"].at_least == 0.0
    assert prefectures["32"].at_most == pytest.approx((100 + 9) / (200 + 9))
    assert [each.id for each in unlinked(made, [standing("X")])] == ["X"]


def test_a_row_known_to_be_another_hospital_is_not_the_lost_one():
    made = survey({(1, "a"): 60, (2, "a"): 40}, {2: "left the list"})
    share = shares(made, [standing("X")])[0]["3201"]

    assert share.at_least == 0.0
    assert share.at_most == pytest.approx((60 + 9) / (100 + 9))


def test_a_lost_hospital_without_an_area_opens_its_whole_prefecture():
    made = survey({(1, "a"): 60, (3, "a"): 100}, {})
    areas, prefectures = shares(made, [standing("X", area="")])

    assert all(each.at_most == 1.0 for each in (*areas.values(), *prefectures.values()))
    assert "" not in areas


def test_a_designation_that_is_not_certain_counts_to_at_most_only():
    made = survey({(1, "a"): 60, (2, "a"): 40}, {1: "D1"})
    share = shares(made, [standing("D1", is_certain=False)])[0]["3201"]

    assert (share.at_least, share.at_most, share.uncertain) == (0.0, 0.6, 1)


def test_where_the_list_may_lack_a_hospital_any_other_may_be_it():
    """No designated hospital is held of the area: nothing for certain, everything at most."""
    made = survey({(1, "a"): 60, (2, "a"): 40}, {})
    areas, prefectures = shares(made, [], lacking=frozenset({"3201"}))

    assert (areas["3201"].at_least, areas["3201"].at_most, areas["3201"].is_whole) == (
        0.0,
        1.0,
        False,
    )
    assert not prefectures["32"].is_whole
    assert shares(made, [])[0]["3201"].at_most == 0.0


def test_where_nothing_is_published_there_is_no_share():
    made = survey({(3, "a"): 100}, {1: "D1"})
    share = shares(made, [standing("D1")])[0]["3201"]

    assert (share.at_least, share.at_most) == (None, None)


def test_the_range_holds_whatever_the_hidden_cells_are():
    share = Share(total=100, designated=37, hidden=2)
    for added in range(19):
        assert share.at_least <= (37 + added) / (100 + added) <= share.at_most


# ------------------------------------------------------------------------------- the real survey


@pytest.fixture(scope="module")
def published():
    return load_discharges()


@pytest.fixture(scope="module")
def of_day(atlas, published):
    return shares(published, atlas.on(DAY).standings)


def test_only_hospitals_that_no_source_names_are_not_linked(atlas, published):
    lost = unlinked(published, atlas.on(DAY).standings)

    assert {each.id for each in lost} == {"DCM015", "DCM016", "DCM017"}
    assert all(not each.names for each in lost)


@pytest.mark.parametrize(
    ("area", "least"),
    [
        ("1901", 0.81),  # 中北: 山梨大学, 山梨県立中央
        ("0119", 0.57),  # 十勝
        ("0503", 0.75),  # 秋田 県南
        ("0703", 0.82),  # 福島 県南
        ("1308", 0.57),  # 西多摩
        ("1507", 1.00),  # 佐渡
        ("2307", 0.38),  # 知多半島
        ("3402", 0.76),  # 広島西
        ("3506", 0.38),  # 下関
        ("4202", 0.49),  # 佐世保県北
        ("4303", 0.31),  # 熊本 有明
        ("4603", 0.49),  # 南薩
        ("4612", 0.86),  # 奄美
        ("2007", 0.66),  # 松本
        ("4703", 0.53),  # 沖縄 南部
    ],
)
def test_hospitals_under_another_spelling_or_name_are_counted(area, least, of_day):
    share = of_day[0][area]

    assert least <= share.at_least <= share.at_most <= 1


def test_an_area_with_a_designated_hospital_is_never_nought_for_certain(atlas, of_day):
    for each in atlas.on(DAY).standings:
        share = of_day[0].get(each.hospital.area)
        assert share is None or share.total == 0 or share.at_most > 0


def test_a_designated_hospital_with_a_masked_cell_makes_a_range(atlas, published):
    """市立敦賀 is the hospital of 嶺南; its cell of 食道 is under ten."""
    share = shares(published, atlas.on(DAY).standings, "060010")[0]["1804"]

    assert share.hidden >= 1
    assert share.total == 0 or share.at_least < share.at_most


def test_no_share_is_out_of_bounds(of_day):
    for places in of_day:
        assert all(
            0 <= (each.at_least or 0) <= (each.at_most or 0) <= 1 for each in places.values()
        )
