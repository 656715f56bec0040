"""Kana in Latin letters: every system of spelling folds to one key."""

import pytest

from kinten.portal.places.romaji import latin_key, romaji_of


@pytest.mark.parametrize(
    ("kana", "spellings"),
    [
        ("トウキョウ", ("Tokyo", "Tōkyō", "Tôkyô", "Toukyou", "TOKYO", "ｔｏｋｙｏ")),
        ("ほっかいどう", ("Hokkaido", "Hokkaidō", "hokkaidou")),
        ("シュウナン", ("Shunan", "Shūnan", "Syuunan")),
        ("ナンバ", ("Namba", "Nanba")),
        ("ｷｯｺｳ", ("Kikko", "Kikkou")),
        ("マッチ", ("matchi", "macchi")),
        ("オオイタ", ("Oita", "Ōita", "Ooita")),
        ("チヂミ", ("chijimi", "tidimi", "chizimi")),
        ("フジ", ("Fuji", "Huzi", "Fuzi")),
        ("ジュウジョウ", ("Jujo", "Zyuuzyou", "Jūjō")),
        ("オオハシ", ("Ohashi", "Oohashi")),
        ("ミエケン", ("Mie-ken", "mieken")),
    ],
)
def test_every_spelling_of_a_name_has_one_key(kana, spellings):
    assert {latin_key(each) for each in spellings} == {latin_key(romaji_of(kana))}


@pytest.mark.parametrize("kana", ["", "漢字", "ー", "ッ", "ャ", "\0", "🏥"])
def test_odd_kana_give_letters_or_nothing(kana):
    assert latin_key(romaji_of(kana)) in {"", "a", "ya"}


def test_names_that_sound_unlike_stay_apart():
    keys = {latin_key(romaji_of(kana)) for kana in ("オオタ", "オイタ", "キタ", "カタ", "キョウト")}

    assert len(keys) == 5
