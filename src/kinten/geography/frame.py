"""Versioned frames of areas, and finding an area in the one that is meant.

A code belongs to its frame: 0501 of 2020 and 0501 of 2024 are different areas of 秋田県.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kinten.geography.area import Area, Layer
from kinten.vocabulary.identity import PREFECTURES, prefecture_code, search_key
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Frame:
    """The areas of one planning period. ``begins`` to ``ends`` (the first day no longer in force)."""

    id: str
    layer: Layer
    title: Words
    begins: date
    ends: date | None
    areas: Mapping[str, Area]

    def __len__(self) -> int:
        return len(self.areas)

    def holds_on(self, day: date) -> bool:
        """Whether the frame was in force on a day."""
        return self.begins <= day and (self.ends is None or day < self.ends)

    def area(self, code: str, place: str = "--area") -> Area:
        """Give the area of a code; FaultError names the frame where the code has no meaning there."""
        found = self.areas.get(code)
        if found is None:
            raise self._no_such_code(code, place)
        return found

    def _no_such_code(self, code: str, place: str) -> FaultError:
        """Make the fault of a code that is none here; it quotes the code as it was typed."""
        return FaultError(
            Words(
                f"符号「{code}」の医療圏は{self.title.ja}にありません。",
                f"The frame “{self.title.en}” has no area with the code “{code}”.",
            ),
            place,
            Words(
                f"{self.title.ja}の符号（例 {self._example(code)}）か、名称を指定してください。"
                "符号の意味は版ごとに異なります。",
                f"Give a code of this frame (such as {self._example(code)}) or a name. "
                "What a code means differs from frame to frame.",
            ),
        )

    def named(self, name: str, prefecture: str | None = None) -> tuple[Area, ...]:
        """Find areas by their name, with 医療圏 or 圏域 behind it or not."""
        keys = _keys(name)
        return tuple(
            area
            for area in self.areas.values()
            if (prefecture is None or area.prefecture == prefecture)
            and not keys.isdisjoint(_keys(area.name))
        )

    def find(self, asked: str, prefecture: str | None = None, place: str = "--area") -> Area:
        """Find the one area meant by a code, a name, or 「都道府県 名称」; none or several is a fault.

        So is one that lies outside ``prefecture``, where that is given.
        """
        plain = unicodedata.normalize("NFKC", asked).strip()
        if plain.isdecimal():
            code = plain.zfill(4)
            if code not in self.areas:
                raise self._no_such_code(plain, place)
            return _inside(self.areas[code], prefecture, place)
        where, name = split_prefecture(plain)
        found = self.named(name, where or prefecture)
        if where is not None and len(found) == 1:
            return _inside(found[0], prefecture, place)
        if len(found) == 1:
            return found[0]
        if found:
            raise FaultError(
                Words(
                    f"「{asked}」という医療圏は{len(found)}あります。",
                    f"{len(found)} areas are called “{asked}”.",
                ),
                place,
                Words(
                    "符号か「都道府県 名称」で指定してください：" + _listed(found, "ja"),
                    "Give the code, or the prefecture before the name: " + _listed(found, "en"),
                ),
            )
        raise FaultError(
            Words(
                f"「{asked}」という医療圏は{self.title.ja}にありません。",
                f"The frame “{self.title.en}” has no area called “{asked}”.",
            ),
            place,
            self._nearest_names(name, where or prefecture),
        )

    def in_prefecture(self, prefecture: str) -> tuple[Area, ...]:
        """Give the areas of a prefecture, in the order of their codes."""
        return tuple(area for area in self.areas.values() if area.prefecture == prefecture)

    def _example(self, code: str) -> str:
        same = [known for known in self.areas if known[:2] == code[:2]]
        return (same or list(self.areas))[0]

    def _nearest_names(self, name: str, prefecture: str | None) -> Words:
        key = search_key(name)
        inside = [
            area
            for area in self.areas.values()
            if prefecture in (None, area.prefecture) and key and key in search_key(area.name)
        ]
        if not inside and prefecture is not None:
            inside = list(self.in_prefecture(prefecture))
        if not inside:
            return Words(
                "kinten network --list areas --prefecture 都道府県 で名称を確かめてください。",
                "See the names with 'kinten network --list areas --prefecture PREFECTURE'.",
            )
        return Words(
            "次から指定してください：" + _listed(inside, "ja"),
            "Name one of: " + _listed(inside, "en"),
        )


def frame_on(frames: Iterable[Frame], day: date, layer: Layer = Layer.MEDICAL) -> Frame:
    """Give the frame of a layer in force on a day; FaultError before the first one held."""
    held = sorted((each for each in frames if each.layer is layer), key=lambda each: each.begins)
    for frame in held:
        if frame.holds_on(day):
            return frame
    first = held[0]
    raise FaultError(
        Words(
            f"{day}の医療圏の版を収載していません。",
            f"No frame of areas is held for {day}.",
        ),
        "--as-of",
        Words(
            f"{first.begins}以後の日を指定してください（それより前の344圏域の表は公表データとして得られていません）。",
            f"Give a day from {first.begins} on (the 344 areas before it were not found as data).",
        ),
    )


def _inside(area: Area, prefecture: str | None, place: str) -> Area:
    if prefecture is None or area.prefecture == prefecture:
        return area
    where = PREFECTURES[prefecture]
    raise FaultError(
        Words(
            f"{area.code} {area.told.ja}は{where.ja}の医療圏ではありません。",
            f"{area.code} {area.told.en} is no area of {where.en}.",
        ),
        place,
        Words(
            "医療圏と都道府県のどちらかを直してください。",
            "Mend either the area or the prefecture.",
        ),
    )


def split_prefecture(text: str) -> tuple[str | None, str]:
    """Take the prefecture off the front of 「都道府県 名称」; None where none is there."""
    head, _, rest = text.replace("　", " ").partition(" ")
    code = prefecture_code(head)
    if code is not None and rest.strip():
        return code, rest.strip()
    for code, words in PREFECTURES.items():
        if text.startswith(words.ja) and text != words.ja:
            return code, text.removeprefix(words.ja)
    return None, text


_ENDINGS = ("保健医療圏", "二次医療圏", "がん医療圏", "医療圏", "圏域", "区域", "地域")


def _keys(name: str) -> frozenset[str]:
    """Give the ways to write a name: whole, and without the endings that papers add."""
    keys = {search_key(name)}
    for ending in map(search_key, _ENDINGS):
        keys |= {key.removesuffix(ending) for key in keys}
    return frozenset(key for key in keys if key)


def are_alike(one: str, other: str) -> bool:
    """Whether two names are of one area, with 医療圏 or 圏域 behind them or not."""
    return not _keys(one).isdisjoint(_keys(other))


def _listed(areas: Iterable[Area], lang: str) -> str:
    told = [f"{area.code} {area.told.in_language(lang)}" for area in areas]
    shown = told[:20]
    more = len(told) - len(shown)
    rest = Words(f" ほか{more}", f" and {more} more").in_language(lang) if more else ""
    return "、".join(shown) + rest if lang == "ja" else ", ".join(shown) + rest
