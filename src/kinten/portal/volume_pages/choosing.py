"""What an address asks of the hospitals of a cancer: prefecture, designated or not, order; odd parts are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from kinten.desk.volumes_ranks import Ranked
from kinten.portal.public.asking import Asked, read_query
from kinten.portal.volume_pages.seeing import VolumesSeen
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError, Words

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Designated:
    """A choice of hospitals by designation: its key in an address, its words, and what holds of them."""

    key: str
    words: Words
    is_designated: bool | None = None


_ALL = Designated("", Words("すべて", "all"))
DESIGNATIONS = (
    _ALL,
    Designated("yes", Words("指定されている", "designated"), is_designated=True),
    Designated("perhaps", Words("指定か不明", "perhaps designated")),
    Designated("no", Words("指定の記録がない", "no designation recorded"), is_designated=False),
)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the rows: its key in an address, its words, and what it is the other way of."""

    key: str
    words: Words
    column: str
    is_up: bool


ORDERS = (
    Order("", Words("退院の多い順", "most discharges first"), "discharges", is_up=False),
    Order("fewest", Words("退院の少ない順", "fewest discharges first"), "discharges", is_up=True),
    Order("prefecture", Words("都道府県の順", "by prefecture"), "prefecture", is_up=True),
    Order("-prefecture", Words("都道府県の逆順", "by prefecture, reversed"), "prefecture", is_up=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; ``odd`` names the parts that could not be read and were left out."""

    asked: Asked
    prefecture: str | None
    designated: Designated
    order: Order
    odd: tuple[str, ...]

    def of(self, rows: tuple[Ranked, ...], seen: VolumesSeen) -> tuple[Ranked, ...]:
        """Give the rows that are chosen, in order; those without a published figure always come last."""
        wanted = self.designated
        chosen = [
            each
            for each in rows
            if wanted is _ALL or seen.is_designated(each) is wanted.is_designated
        ]
        known = [each for each in chosen if each.discharges is not None]
        hidden = [each for each in chosen if each.discharges is None]
        if self.order.column == "prefecture":
            known.sort(key=lambda each: each.hospital.prefecture, reverse=not self.order.is_up)
        elif self.order.is_up:
            known.reverse()
        return (*known, *hidden)

    @property
    def place(self) -> Words:
        """The place that is counted."""
        if self.prefecture is None:
            return Words("全国", "whole country")
        return PREFECTURES[self.prefecture]

    @property
    def is_chosen(self) -> bool:
        """Whether anything but the day was asked for."""
        return bool(self.prefecture or self.designated.key or self.order.key)

    @property
    def told(self) -> Words:
        """Tell in words what was chosen."""
        where = self.place
        return Words(
            f"{where.ja}、指定: {self.designated.words.ja}、{self.order.words.ja}",
            f"{where.en}, designation: {self.designated.words.en}, {self.order.words.en}",
        )


def read_choice(request: HttpRequest) -> Choice:
    """Read the query of a page."""
    asked = read_query(request)
    prefecture = request.GET.get("prefecture", "")
    designated = _found(request, "designated", {each.key: each for each in DESIGNATIONS})
    order = _found(request, "sort", {each.key: each for each in ORDERS})
    odd = [*asked.odd]
    if prefecture not in {"", *PREFECTURES}:
        odd.append("prefecture")
        prefecture = ""
    odd += [name for name, each in (("designated", designated), ("sort", order)) if each is None]
    return Choice(asked, prefecture or None, designated or _ALL, order or ORDERS[0], tuple(odd))


def read_choice_strictly(request: HttpRequest) -> Choice:
    """Read the query of a file; FaultError where a part of it cannot be obeyed."""
    choice = read_choice(request)
    for name in choice.odd:
        if name != "page":
            raise FaultError(
                Words("この値は使えません。", "this value cannot be used."),
                name,
                Words("頁で選んだ住所を使ってください。", "Take the address that the page gives."),
            )
    return choice


def _found(request: HttpRequest, name: str, known: Mapping[str, _Each]) -> _Each | None:
    return known.get(request.GET.get(name, ""))
