"""Two lists of hospitals joined by name: never a guess, never out of the prefecture."""

import pytest

from kinten.coverage.linking import Bond, Listed, link_hospitals, name_key, without_founder

NAMES = (
    ("山梨大学医学部附属病院", "山梨大学医学部付属病院", Bond.NAME),
    ("ＮＴＴ東日本関東病院", "NTT東日本関東病院", Bond.NAME),
    ("獨協医科大学病院", "独協医科大学病院", Bond.NAME),
    ("県立 薩南病院", "県立薩南病院", Bond.NAME),
    ("廣島総合病院", "広島綜合病院", Bond.NAME),
    ("国立大学法人 信州大学医学部附属病院", "信州大学医学部附属病院", Bond.FOUNDER),
    ("日本赤十字社東京都支部 武蔵野赤十字病院", "武蔵野赤十字病院", Bond.FOUNDER),
    ("大曲厚生医療センター", "秋田県厚生農業協同組合連合会 大曲厚生医療センター", Bond.FOUNDER),
    ("済生会宇都宮病院", "社会福祉法人恩賜財団済生会支部栃木県済生会宇都宮病院", Bond.FOUNDER),
    ("社会医療法人財団 池友会 福岡和白病院", "福岡和白病院", Bond.FOUNDER),
    ("掛川市・袋井市病院企業団立中東遠総合医療センター", "中東遠総合医療センター", Bond.FOUNDER),
)


def listed(key, *names, prefecture="19", area="1901"):
    return Listed(key, names, prefecture, area)


@pytest.mark.parametrize(("one", "other", "bond"), NAMES)
def test_spelling_and_founder_do_not_part_a_hospital_from_itself(one, other, bond):
    for here, there in ((one, other), (other, one)):
        (link,) = link_hospitals([listed("a", here)], [listed("b", there)])

        assert (link.key, link.other, link.bond) == ("a", "b", bond)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鹿児島中央病院", "中央病院"),
        ("医療法人山会鹿児島中央病院", "中央病院"),
        ("昭和大学病院附属東病院", "昭和大学病院"),
        ("医療法人山会中央病院", "医療法人川会中央病院"),
        ("", ""),
    ],
)
def test_a_name_that_only_ends_alike_is_another_hospital(one, other):
    assert link_hospitals([listed("a", one)], [listed("b", other)]) == ()


def test_one_name_in_two_prefectures_is_two_hospitals():
    assert (
        link_hospitals([listed("a", "中央病院")], [listed("b", "中央病院", prefecture="20")]) == ()
    )


def test_a_name_without_its_founder_must_lie_in_the_same_area():
    here = listed("a", "医療法人山会中央病院")

    assert link_hospitals([here], [listed("b", "中央病院", area="1902")]) == ()
    assert len(link_hospitals([here], [listed("b", "中央病院", area="")])) == 1


def test_a_hospital_that_fits_two_is_linked_to_none():
    two = [listed("b", "中央病院"), listed("c", "中央病院")]

    assert link_hospitals([listed("a", "中央病院")], two) == ()
    assert link_hospitals(two, [listed("a", "中央病院")]) == ()


def test_a_former_name_links_and_what_is_linked_is_not_looked_at_again():
    here = [listed("a", "青梅市立総合病院"), listed("d", "医療法人山会市立青梅総合医療センター")]
    there = [listed("b", "市立青梅総合医療センター", "青梅市立総合病院")]

    assert [(each.key, each.other) for each in link_hospitals(here, there)] == [("a", "b")]


def test_a_founder_can_end_in_several_places():
    assert without_founder(name_key("社会医療法人財団池友会福岡和白病院")) == {
        "財団池友会福岡和白病院",
        "池友会福岡和白病院",
        "福岡和白病院",
    }


def test_every_bond_has_words():
    assert all(each.label.ja and each.label.en for each in Bond)
