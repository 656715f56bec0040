"""Who is meant: prefectures by code or name, and a hospital by id or name.

Received text is stored unchanged; only the search key is folded.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from kinten.vocabulary.wording import FaultError, Words

PREFECTURES: dict[str, Words] = {
    f"{code:02d}": Words(*names.split())
    for code, names in enumerate(
        (
            "北海道 Hokkaido",
            "青森県 Aomori",
            "岩手県 Iwate",
            "宮城県 Miyagi",
            "秋田県 Akita",
            "山形県 Yamagata",
            "福島県 Fukushima",
            "茨城県 Ibaraki",
            "栃木県 Tochigi",
            "群馬県 Gunma",
            "埼玉県 Saitama",
            "千葉県 Chiba",
            "東京都 Tokyo",
            "神奈川県 Kanagawa",
            "新潟県 Niigata",
            "富山県 Toyama",
            "石川県 Ishikawa",
            "福井県 Fukui",
            "山梨県 Yamanashi",
            "長野県 Nagano",
            "岐阜県 Gifu",
            "静岡県 Shizuoka",
            "愛知県 Aichi",
            "三重県 Mie",
            "滋賀県 Shiga",
            "京都府 Kyoto",
            "大阪府 Osaka",
            "兵庫県 Hyogo",
            "奈良県 Nara",
            "和歌山県 Wakayama",
            "鳥取県 Tottori",
            "島根県 Shimane",
            "岡山県 Okayama",
            "広島県 Hiroshima",
            "山口県 Yamaguchi",
            "徳島県 Tokushima",
            "香川県 Kagawa",
            "愛媛県 Ehime",
            "高知県 Kochi",
            "福岡県 Fukuoka",
            "佐賀県 Saga",
            "長崎県 Nagasaki",
            "熊本県 Kumamoto",
            "大分県 Oita",
            "宮崎県 Miyazaki",
            "鹿児島県 Kagoshima",
            "沖縄県 Okinawa",
        ),
        start=1,
    )
}
"""JIS two digits as text to the names."""

_VARIANTS = str.maketrans(
    {
        **dict(
            zip(
                "髙﨑嵜碕邉邊濵濱澤齋齊斉德國廣總綜藥醫會學縣龍鐵鐡櫻瀨",
                "高崎崎崎辺辺浜浜沢斎斎斎徳国広総総薬医会学県竜鉄鉄桜瀬",
                strict=True,
            )
        ),
        **dict(zip("ヶヵッャュョァィゥェォ", "ケカツヤユヨアイウエオ", strict=True)),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
    }
)
_HIRAGANA = {ord("ぁ") + step: ord("ァ") + step for step in range(ord("ゖ") - ord("ぁ") + 1)}


def search_key(text: str) -> str:
    """Fold a name for search: width, kana, small kana, letter case, spaces and kanji variants."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    folded = plain.translate(_HIRAGANA).translate(_VARIANTS)
    return "".join(folded.split())


def _latin_key(text: str) -> str:
    """Fold a Latin name: no long marks, no case, no ending of the kind of prefecture."""
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign)).strip()
    for ending in ("-ken", "-fu", "-to", " prefecture"):
        bare = bare.removesuffix(ending)
    return bare


def _prefecture_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, name in PREFECTURES.items():
        short = name.ja if code == "01" else name.ja[:-1]
        for spelling in (code, str(int(code)), name.ja, short, _latin_key(name.en)):
            names[spelling] = code
    return names


_PREFECTURE_BY_NAME = _prefecture_names()


def prefecture_code(text: str) -> str | None:
    """Read a prefecture as its JIS code from 17, 石川, 石川県, Ishikawa; None where it is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _PREFECTURE_BY_NAME.get(plain) or _PREFECTURE_BY_NAME.get(_latin_key(text))


def prefecture_named_in(text: str) -> str | None:
    """Find the one prefecture whose full name stands in a title; None for none or several."""
    # 「東京都府中市」 holds the letters of 京都府: cut behind Tokyo's name.
    plain = unicodedata.normalize("NFKC", text).replace("東京都", "東京都 ")
    found = [code for code, name in PREFECTURES.items() if name.ja in plain]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True, order=True)
class KnownHospital:
    """A hospital that can be asked for: its permanent id (where it has one) and a name of it."""

    name: str
    id: str = ""
    prefecture: str = ""

    @property
    def told(self) -> str:
        """The name with what tells it from others of the same name."""
        prefecture = PREFECTURES.get(self.prefecture)
        where = self.prefecture if prefecture is None else prefecture.ja
        beside = " ".join(part for part in (self.id, where) if part)
        return f"{self.name} ({beside})" if beside else self.name


def matching_hospitals(asked: str, known: Iterable[KnownHospital]) -> tuple[KnownHospital, ...]:
    """Find the hospitals meant: by id, else by the whole name, else by a part of the name."""
    hospitals = sorted(set(known))
    by_id = tuple(one for one in hospitals if one.id and one.id == asked.strip())
    if by_id:
        return by_id
    key = search_key(asked)
    if not key:
        return ()
    whole = tuple(one for one in hospitals if search_key(one.name) == key)
    return whole or tuple(one for one in hospitals if key in search_key(one.name))


def find_hospital(asked: str, known: Iterable[KnownHospital]) -> KnownHospital:
    """Find the one hospital meant; several, or none, is a fault that names those there are or near ones.

    A hospital under several of its names is one.
    """
    hospitals = sorted(set(known))
    found = _each_once(matching_hospitals(asked, hospitals))
    if len(found) == 1:
        return found[0]
    if found:
        raise FaultError(
            Words(
                f"「{asked}」に{len(found)}施設が該当します。",
                f"“{asked}” matches {len(found)} hospitals.",
            ),
            "--hospital",
            _choose_among(found),
        )
    raise FaultError(
        Words(f"「{asked}」に該当する病院がありません。", f"No hospital matches “{asked}”."),
        "--hospital",
        _instead_of(asked, hospitals),
    )


def _each_once(hospitals: Iterable[KnownHospital]) -> tuple[KnownHospital, ...]:
    """Give each hospital once, under the first of its names."""
    found: dict[object, KnownHospital] = {}
    for one in hospitals:
        found.setdefault(one.id or (one.name, one.prefecture), one)
    return tuple(found.values())


def _instead_of(asked: str, hospitals: Sequence[KnownHospital]) -> Words:
    """Name all hospitals where they are few, else those with a name like the one asked for."""
    every = _each_once(hospitals)
    if len(every) <= _MOST_NAMES:
        return _choose_among(every)
    places = similar_names(asked, [one.name for one in hospitals])
    near = _each_once(hospitals[place] for place in places)[:_MOST_NEAR]
    if not near:
        return Words(
            "近い名称はありません。名称の全部か、符号を書いてください。",
            "There is no name like it. Write the whole name, or the id.",
        )
    return Words(
        "近い名称：" + "、".join(one.told for one in near),
        "Names like it: " + ", ".join(one.told for one in near),
    )


def similar_names(asked: str, names: Sequence[str]) -> tuple[int, ...]:
    """Give the places of the names that share pairs of letters with the one asked for, best first.

    A pair weighs the more the fewer names have it (病院 next to nothing); what weighs less than a third
    of the name is left out. Among equals the shorter name comes first.
    """
    pairs = [_pairs(name) for name in names]
    frequent = Counter(pair for each in pairs for pair in each)
    wanted = {pair: log(1 + len(names) / (1 + frequent[pair])) for pair in _pairs(asked)}
    least = sum(wanted.values()) / 3
    weights = [sum(wanted[pair] for pair in wanted.keys() & each) for each in pairs]
    near = [place for place, weight in enumerate(weights) if weight > least]
    return tuple(sorted(near, key=lambda place: (-weights[place], len(names[place]))))


def _pairs(name: str) -> frozenset[str]:
    key = search_key(name)
    return frozenset(key[place : place + 2] for place in range(len(key) - 1))


_MOST_NAMES = 20
_MOST_NEAR = 5


def _choose_among(hospitals: Sequence[KnownHospital]) -> Words:
    shown = [one.told for one in hospitals[:_MOST_NAMES]]
    more = len(hospitals) - len(shown)
    return Words(
        "次から一つを指定してください：" + "、".join(shown) + (f" ほか{more}施設" if more else ""),
        "Name one of: " + ", ".join(shown) + (f" and {more} more" if more else ""),
    )
