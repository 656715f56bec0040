"""Words broken into lines of a width, and room for a number beside others."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


def width_of(text: str) -> int:
    """Give the width of a text, a wide letter counted as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def wrap(text: str, wide: int) -> Iterator[str]:
    """Break a text into lines of at most so many wide letters; Latin words stay whole."""
    line = ""
    for piece in _pieces(text):
        if line and width_of(line) + width_of(piece.rstrip()) > 2 * wide:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where a line may end: not before a mark that closes."""
    piece = ""
    for letter in text:
        is_wide = unicodedata.east_asian_width(letter) in "WFA"
        may_end = piece and (piece[-1] == " " or is_wide or width_of(piece[-1]) > 1)
        if may_end and letter not in _CLOSING:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


_CLOSING = "、。，．）」』〉》・：；！？ー,.;:)]"


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the sheet, in its units; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, x: float, y: float, wide: float, high: float) -> "Box":
        """Give the box of a size about a point."""
        return cls(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    @property
    def middle(self) -> float:
        """Where its middle is, from left to right."""
        return round((self.left + self.right) / 2, 1)

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def find_room(places: Iterable[Box], taken: Iterable[Box], *, below: float) -> Box | None:
    """Give the first place that meets nothing taken and ends above a line; None where there is none."""
    held = tuple(taken)
    return next(
        (
            place
            for place in places
            if place.bottom <= below and not any(place.meets(each) for each in held)
        ),
        None,
    )
