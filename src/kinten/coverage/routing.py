"""Minutes over real roads, from an engine that the user has installed and fed with a map.

Two engines are known: Valhalla (pyvalhalla, a folder of tiles) and OSRM (osrm-bindings, a prepared
.osrm file). Neither comes with Kinten, nor does a map. An engine moves a point to the nearest road it
holds, also over water: offices and hospitals that lie farther than ``SNAP_METRES`` from a road are
unreachable here, not moved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from kinten.coverage.travel import Floats
from kinten.geography.area import Point
from kinten.geography.municipality import Municipality
from kinten.network.hospital import Hospital
from kinten.vocabulary.wording import FaultError, Words

SNAP_METRES = 2000
_BLOCK = 50
Ask = Callable[[Sequence[Point], Sequence[Point]], list[list[float | None]]]
"""Seconds from every point to every other, None where there is no way."""
_NO_ROUTE = Words("経路が見つからない", "no route found")


@dataclass(frozen=True, slots=True)
class Valhalla:
    """Car times from a folder of Valhalla tiles (its ``valhalla.json`` beside them)."""

    config: Path

    @property
    def told(self) -> Words:
        """What the minutes are."""
        return Words(
            f"分はValhallaの自動車経路（{self.config.name}）による",
            f"minutes by car from Valhalla ({self.config.name})",
        )

    @property
    def no_way(self) -> Words:
        """The engine found no way."""
        return _NO_ROUTE

    def minutes(
        self, municipalities: Sequence[Municipality], hospitals: Sequence[Hospital]
    ) -> Floats:
        """Ask the engine block by block; infinite where it finds no way.

        Raises FaultError where the engine is not installed or its tiles are not there.
        """
        engine = _load("valhalla", "pyvalhalla")
        actor = engine.Actor(str(_there(self.config)))

        def ask(here: Sequence[Point], there: Sequence[Point]) -> list[list[float | None]]:
            answer = actor.matrix(
                {
                    "sources": [_valhalla_point(each) for each in here],
                    "targets": [_valhalla_point(each) for each in there],
                    "costing": "auto",
                }
            )
            return [
                [cell.get("time") if cell else None for cell in row]
                for row in answer["sources_to_targets"]
            ]

        return _in_blocks(municipalities, hospitals, ask)


@dataclass(frozen=True, slots=True)
class Osrm:
    """Car times from a prepared .osrm file."""

    path: Path

    @property
    def told(self) -> Words:
        """What the minutes are."""
        return Words(
            f"分はOSRMの自動車経路（{self.path.name}）による",
            f"minutes by car from OSRM ({self.path.name})",
        )

    @property
    def no_way(self) -> Words:
        """The engine found no way."""
        return _NO_ROUTE

    def minutes(
        self, municipalities: Sequence[Municipality], hospitals: Sequence[Hospital]
    ) -> Floats:
        """Ask the engine block by block; infinite where it finds no way."""
        engine = _load("osrm", "osrm-bindings")
        service = engine.OSRM(str(_there(self.path)))

        def ask(here: Sequence[Point], there: Sequence[Point]) -> list[list[float | None]]:
            points = [(each.lon, each.lat) for each in (*here, *there)]
            answer = service.Table(
                engine.TableParameters(
                    coordinates=points,
                    radiuses=[float(SNAP_METRES)] * len(points),
                    sources=list(range(len(here))),
                    destinations=list(range(len(here), len(points))),
                )
            )
            return [list(row) for row in answer["durations"]]

        return _in_blocks(municipalities, hospitals, ask)


def _valhalla_point(point: Point) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lon, "search_cutoff": SNAP_METRES}


def _there(path: Path) -> Path:
    # OSRM's name is the stem of many files (made.osrm.hsgr ...), none of which it is itself.
    if not (path.exists() or any(path.parent.glob(f"{path.name}.*"))):
        raise FaultError(
            Words("経路の地図がありません。", "the map for routing is not there."),
            str(path),
            Words(
                "OpenStreetMapの抽出から作ったタイルか.osrmを指定してください。",
                "Name tiles or an .osrm file made from an OpenStreetMap extract.",
            ),
        )
    return path


def _load(module: str, package: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise FaultError(
            Words(
                f"経路計算には {package} が要ります（Python 3.12以上）。",
                f"routing needs {package} (Python 3.12 or newer).",
            ),
            "--routing",
            Words(
                f"「pip install {package}」で入れるか、--travel-times で分の表を指定するか、"
                "何も指定せず直線距離による仮定を使ってください。",
                f"Install it with 'pip install {package}', give minutes with --travel-times, "
                "or leave it out for straight distances.",
            ),
        ) from error


def _in_blocks(
    municipalities: Sequence[Municipality], hospitals: Sequence[Hospital], ask: Ask
) -> Floats:
    """Ask for pairs with a place on both sides, some rows and columns at a time; seconds become minutes."""
    found = np.full((len(municipalities), len(hospitals)), np.inf)
    rows = [row for row, each in enumerate(municipalities) if each.office is not None]
    columns = [column for column, each in enumerate(hospitals) if each.point is not None]
    for top in range(0, len(rows), _BLOCK):
        some = rows[top : top + _BLOCK]
        here = [office for row in some if (office := municipalities[row].office) is not None]
        for left in range(0, len(columns), _BLOCK):
            few = columns[left : left + _BLOCK]
            there = [point for column in few if (point := hospitals[column].point) is not None]
            for row, times in zip(some, _patiently(ask, here, there), strict=True):
                for column, seconds in zip(few, times, strict=True):
                    if seconds is not None:
                        found[row, column] = float(seconds) / 60.0
    return found


def _patiently(ask: Ask, here: Sequence[Point], there: Sequence[Point]) -> list[list[float | None]]:
    """Ask for all pairs; where the engine refuses, halve what is asked until one pair has no way.

    Valhalla refuses a whole matrix for one place without a road near it.
    """
    try:
        return ask(here, there)
    except RuntimeError:
        if len(here) > 1:
            half = len(here) // 2
            return [*_patiently(ask, here[:half], there), *_patiently(ask, here[half:], there)]
        if len(there) > 1:
            half = len(there) // 2
            (first,) = _patiently(ask, here, there[:half])
            (second,) = _patiently(ask, here, there[half:])
            return [[*first, *second]]
        return [[None]]
