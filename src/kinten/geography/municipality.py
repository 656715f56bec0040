"""Municipalities and wards: their area, their office, who lives there."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kinten.geography.area import Point
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Municipality:
    """A city, town, village, special ward, or a ward of a designated city (a *leaf* of the sums).

    ``areas`` maps a frame to the area's code. ``now`` are the residents of January 2025, ``men`` and
    ``women`` the same by five-year age, 21 bands from 0-4 to 100 and over (empty where not published;
    people of unknown age are in ``now`` only).
    """

    code: str
    name: str
    kind: str
    areas: Mapping[str, str]
    office: Point | None
    census_2020: int | None
    now: int | None
    men: tuple[int, ...] = ()
    women: tuple[int, ...] = ()
    parent: str = ""
    full_name: str = field(default="")

    @property
    def prefecture(self) -> str:
        """The JIS code of its prefecture."""
        return self.code[:2]

    @property
    def is_leaf(self) -> bool:
        """Whether it takes part in sums: a designated city is counted by its wards."""
        return self.kind != "designated_city"

    @property
    def is_municipality(self) -> bool:
        """Whether it is one of the municipalities (a ward of a designated city is not).

        The six villages of the northern territories have no area and no residents: they are none.
        川崎市 has no area of its own, since its wards lie in two.
        """
        return self.kind != "ward" and bool(self.areas or self.now)

    def residents(self, from_age: int = 0) -> int:
        """Count the residents from an age on; the age is the first of a five-year band."""
        band = from_age // 5
        return sum(self.men[band:]) + sum(self.women[band:])


def find_municipality(known: Mapping[str, Municipality], code: str, place: str) -> Municipality:
    """Give the municipality of a five-digit code, or of six digits whose last one checks the others."""
    plain = unicodedata.normalize("NFKC", code).strip()
    if len(plain) == 6 and plain.isdecimal() and _check_digit(plain[:5]) == plain[5]:
        plain = plain[:5]
    found = known.get(plain.zfill(5) if plain.isdecimal() else plain)
    if found is None:
        raise FaultError(
            Words(f"市区町村コード「{code}」はありません。", f"There is no municipality “{code}”."),
            place,
            Words(
                "全国地方公共団体コード（5桁、または検査数字を付けた6桁）を書いてください。",
                "Write the five-digit code of local governments, or six digits with the check digit.",
            ),
        )
    return found


def _check_digit(code: str) -> str:
    """Give the sixth digit of a five-digit code (JIS X 0402: weights 6 to 2, modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def municipalities_of(
    known: Iterable[Municipality], frame: str, area: str
) -> tuple[Municipality, ...]:
    """Give the leaves that lie in an area."""
    return tuple(each for each in known if each.is_leaf and each.areas.get(frame) == area)
