"""Prefectures by code or name, folded names, one hospital out of several."""

import pytest

from kinten.vocabulary.identity import (
    PREFECTURES,
    KnownHospital,
    find_hospital,
    matching_hospitals,
    prefecture_code,
    prefecture_named_in,
    search_key,
)
from kinten.vocabulary.wording import FaultError

MATSUE = KnownHospital("松江赤十字病院", "H32001", "32")
MATSUE_CITY = KnownHospital("松江市立病院", "H32002", "32")
KAMEDA = KnownHospital("医療法人鉄蕉会亀田総合病院", prefecture="12")
KNOWN = (MATSUE, MATSUE_CITY, KAMEDA)


def test_there_are_47_prefectures_from_01_to_47():
    """The codes are JIS, two digits as text."""
    assert [f"{code:02d}" for code in range(1, 48)] == list(PREFECTURES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石川", "17"),
        ("石川県", "17"),
        ("Ishikawa", "17"),
        ("ISHIKAWA-KEN", "17"),
        ("Ishikawa Prefecture", "17"),
        ("17", "17"),
        ("１７", "17"),
        ("1", "01"),
        ("北海道", "01"),
        ("東京", "13"),
        ("Tokyo-to", "13"),
        ("京都", "26"),
        ("京都府", "26"),
        ("Kyoto-fu", "26"),
        ("Ōita", "44"),
        ("Kōchi", "39"),
        ("石 川 県", "17"),
        ("加賀", None),
        ("", None),
        ("48", None),
    ],
)
def test_a_prefecture_is_read(text, expected):
    """A prefecture is read from its code, its name with and without its ending, and in Latin."""
    assert prefecture_code(text) == expected


@pytest.mark.parametrize("code", PREFECTURES)
def test_every_prefecture_is_read_back(code):
    """Both names of a prefecture give its code."""
    assert [prefecture_code(name) for name in PREFECTURES[code]] == [code, code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("資料3-1-①　石川県", "17"),
        ("東京都府中市の病院", "13"),
        ("石川県・富山県", None),
        ("全国", None),
    ],
)
def test_a_title_names_one_prefecture(text, expected):
    """A title names a prefecture only where it names just one."""
    assert prefecture_named_in(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙﨑病院", "高崎病院"),
        ("渡邉", "渡邊"),
        ("渡辺", "渡邉"),
        ("竜ヶ崎", "竜ケ崎"),
        ("がんセンター", "ガンセンター"),
        ("ＡＢＣ 病院", "abc病院"),
        ("ｶﾞﾝｾﾝﾀｰ", "がんせんたー"),
        ("竹田綜合病院", "竹田総合病院"),
        ("A−1", "A-1"),
    ],
)
def test_variants_have_one_key(one, other):
    """Width, kana, letter case, spaces and kanji variants are folded."""
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("H32001", (MATSUE,)),
        (" H32001 ", (MATSUE,)),
        ("松江赤十字病院", (MATSUE,)),
        ("松江", (MATSUE_CITY, MATSUE)),
        ("亀田総合", (KAMEDA,)),
        ("出雲", ()),
        ("", ()),
        ("　", ()),
    ],
)
def test_hospitals_are_matched(asked, expected):
    """An id goes before a whole name, a whole name before a part of one."""
    assert matching_hospitals(asked, KNOWN) == expected


def test_a_whole_name_goes_before_a_longer_one():
    """A name that another name contains still means its own hospital."""
    short, long = KnownHospital("中央病院"), KnownHospital("県立中央病院")
    assert matching_hospitals("中央病院", (long, short)) == (short,)


def test_one_hospital_is_found():
    """A name that fits one hospital gives it."""
    assert find_hospital("松江赤十字", KNOWN) == MATSUE


def test_several_matches_are_listed():
    """A name that fits several is a fault that lists them with what tells them apart."""
    with pytest.raises(FaultError) as raised:
        find_hospital("松江", KNOWN)
    expected = (
        "--hospital: 「松江」に2施設が該当します。 次から一つを指定してください："
        "松江市立病院 (H32002 島根県)、松江赤十字病院 (H32001 島根県)"
    )
    assert raised.value.told_in("ja") == expected


@pytest.mark.parametrize(
    ("hospital", "expected"),
    [
        (KAMEDA, "医療法人鉄蕉会亀田総合病院 (千葉県)"),
        (KnownHospital("甲病院"), "甲病院"),
        (KnownHospital("甲病院", prefecture="加賀"), "甲病院 (加賀)"),
    ],
)
def test_a_hospital_is_told_with_its_prefecture(hospital, expected):
    """Beside the name stand the id and the prefecture, as far as they are known."""
    assert hospital.told == expected


def test_no_match_lists_what_there_is():
    """A name that fits none is a fault that lists up to twenty hospitals."""
    known = [KnownHospital(f"病院{number:02d}") for number in range(20)]
    with pytest.raises(FaultError) as raised:
        find_hospital("出雲", known)
    told = raised.value.told_in("en")
    assert told.startswith("--hospital: No hospital matches “出雲”. Name one of: 病院00, 病院01,")
    assert told.endswith("病院19")


def test_a_hospital_under_several_names_is_one():
    known = [
        KnownHospital(name, "A1", "13") for name in ("都立駒込病院", "駒込病院", "東京都立駒込病院")
    ]

    assert find_hospital("駒込", known).id == "A1"
    with pytest.raises(FaultError) as fault:
        find_hospital("病院", [*known, KnownHospital("別の病院", "A2", "13")])
    assert "2施設" in fault.value.what.ja
    assert fault.value.mend.ja.count("A1") == 1


def test_among_many_hospitals_those_with_a_name_like_it_are_named():
    known = [KnownHospital(f"第{place}病院", f"A{place}", "13") for place in range(1, 40)]
    known += [KnownHospital("松江赤十字病院", "M1", "32"), KnownHospital("松江日赤", "M1", "32")]

    def mend(asked):
        with pytest.raises(FaultError) as fault:
            find_hospital(asked, known)
        return fault.value.mend

    assert mend("松江赤十字医院").ja == "近い名称：松江赤十字病院 (M1 島根県)"
    assert mend("まったく別").ja.startswith("近い名称はありません")
    assert mend("まったく別").en.startswith("There is no name like it")
