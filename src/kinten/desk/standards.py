"""Standard populations: the packaged ones, and one's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinten.data.loading import read_packaged
from kinten.estimation.ages import AgeGroup, doubled_ages, lacking_ages
from kinten.tables.reading import read_delimited
from kinten.vocabulary.wording import FaultError, Words

_PACKAGED = "standard_populations.csv"
_COLUMNS = ("standard", "age_low", "age_high", "weight")


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard population: its name, where it was read, and its weight in each age group."""

    name: str
    place: str
    weights: Mapping[AgeGroup, float]


def load_standard(name: str, path: Path | None = None) -> Standard:
    """Load a standard by its name, from a file of one's own or the packaged one.

    FaultError for an unknown name, which lists the known ones, and for a file with a row that cannot be
    read, or groups that overlap or leave an age out.
    """
    rows = enumerate(read_packaged(_PACKAGED), 2) if path is None else read_delimited(path)
    place = _PACKAGED if path is None else str(path)
    found = _by_name(rows, place)
    if name not in found:
        raise FaultError(
            Words(f"標準人口「{name}」はありません。", f"there is no standard “{name}”."),
            "--standard",
            Words(f"あるもの: {' '.join(found)}", f"There are: {' '.join(found)}"),
        )
    weights = found[name]
    if twice := doubled_ages(weights):
        raise _wrong(
            f"{place}:{name}",
            Words(
                f"年齢階級 {twice[0]} と {twice[1]} が重なっています。",
                f"age groups {twice[0]} and {twice[1]} overlap.",
            ),
        )
    if lacking := lacking_ages(weights):
        raise _wrong(
            f"{place}:{name}",
            Words(f"年齢階級 {lacking} がありません。", f"ages {lacking} are missing."),
        )
    return Standard(name, place, weights)


def standard_names() -> tuple[str, ...]:
    """Name the packaged standards."""
    return tuple(dict.fromkeys(row["standard"] for row in read_packaged(_PACKAGED)))


def _by_name(
    rows: Iterable[tuple[int, dict[str, str]]], place: str
) -> dict[str, dict[AgeGroup, float]]:
    found: dict[str, dict[AgeGroup, float]] = {}
    for line, row in rows:
        if lacking := [name for name in _COLUMNS if name not in row]:
            listed = " ".join(lacking)
            raise _wrong(
                f"{place}:1", Words(f"列がありません: {listed}", f"a column is missing: {listed}.")
            )
        try:
            high = int(row["age_high"]) if row["age_high"].strip() else None
            group, weight = AgeGroup(int(row["age_low"]), high), float(row["weight"])
        except ValueError as error:
            raise _not_a_number(place, line) from error
        if group.low < 0 or (high is not None and high < group.low) or not 0 <= weight < 1e15:
            raise _not_a_number(place, line)
        found.setdefault(row["standard"].strip(), {})[group] = weight
    return found


def _not_a_number(place: str, line: int) -> FaultError:
    return _wrong(
        f"{place}:{line}",
        Words("年齢か重みが数として読めません。", "an age or a weight cannot be read as a number."),
    )


def _wrong(place: str, what: Words) -> FaultError:
    return FaultError(
        what,
        place,
        Words(
            f"{','.join(_COLUMNS)} の列に、0歳から、上の開いた階級（age_high が空欄）まで続けて書いてください。",
            f"Write {','.join(_COLUMNS)}, from age 0 without a gap up to an open group (age_high blank).",
        ),
    )
