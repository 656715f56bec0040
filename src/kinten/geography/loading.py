"""The packaged geography, read from `kinten.data`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kinten.data.loading import open_packaged, read_packaged
from kinten.geography.adjacency import Adjacency, Border
from kinten.geography.area import Area, Layer, People, Point
from kinten.geography.frame import Frame
from kinten.geography.municipality import Municipality, municipalities_of
from kinten.geography.outline import Outlines, decode_topology
from kinten.vocabulary.wording import Words

FRAME_2024 = "2024"
FRAME_2020 = "2020"
FRAME_FLOW = "R7"

_FRAMES = {
    FRAME_2024: (
        Layer.MEDICAL,
        Words(
            "二次医療圏（第8次医療計画、2024年から、330）", "secondary medical areas of 2024 (330)"
        ),
        date(2024, 4, 1),
        None,
    ),
    FRAME_2020: (
        Layer.MEDICAL,
        Words(
            "二次医療圏（第7次医療計画、2018年から、335）", "secondary medical areas of 2018 (335)"
        ),
        date(2018, 4, 1),
        date(2024, 4, 1),
    ),
    FRAME_FLOW: (
        Layer.REGIONAL_CARE,
        Words(
            "構想区域（2025年度公表の表、339）",
            "regional-care areas of the tables of fiscal 2025 (339)",
        ),
        date(2024, 4, 1),
        None,
    ),
}
_LINKS = (
    # The shared data note the bridges of these two islands; which area each leads to is the map's.
    Border("2801", "2810", 0.0, "明石海峡大橋"),
    Border("4302", "4311", 0.0, "天草五橋"),
)


@dataclass(frozen=True, slots=True)
class Geography:
    """Everything that is held about places, told in one frame of medical areas.

    ``municipalities`` are keyed by their code. ``adjacency`` and ``current`` are of one frame: that of
    2024, in which hospitals and outlines are held, unless ``told_in`` chose another.
    """

    frames: Mapping[str, Frame]
    municipalities: Mapping[str, Municipality]
    adjacency: Adjacency
    current: str = FRAME_2024

    @property
    def frame(self) -> Frame:
        """The frame in which areas are told."""
        return self.frames[self.current]

    def told_in(self, frame: str) -> "Geography":
        """Tell the same places in another frame of medical areas, with the land borders of that one."""
        if frame == self.current:
            return self
        return replace(self, current=frame, adjacency=load_adjacency(frame))


def load_geography() -> Geography:
    """Read the frames, the municipalities and the land borders."""
    municipalities = {each.code: each for each in _municipalities()}
    return Geography(_frames(municipalities), municipalities, load_adjacency())


def load_outlines() -> Outlines:
    """Read the outlines of the areas of 2024."""
    with open_packaged("area_outlines.topojson") as stream:
        return decode_topology(json.load(stream), "areas")


def load_adjacency(frame: str = FRAME_2024) -> Adjacency:
    """Read the land borders of a frame of medical areas; only 秋田県 differs between the two held."""
    borders = tuple(_borders("adjacency.csv"))
    if frame == FRAME_2020:
        elsewhere = (each for each in borders if REDRAWN not in {each.a[:2], each.b[:2]})
        borders = (*elsewhere, *_borders("adjacency_2018_akita.csv"))
    return Adjacency(frame, borders, _LINKS)


def _borders(name: str) -> Iterator[Border]:
    for row in read_packaged(name):
        yield Border(row["a"], row["b"], float(row["border_km"]))


REDRAWN = "05"
"""The one prefecture whose areas the frame of 2024 changed: 秋田県, from eight areas to three."""


def _frames(municipalities: Mapping[str, Municipality]) -> dict[str, Frame]:
    in_2050 = _projected(municipalities, FRAME_2024)
    areas: dict[str, dict[str, Area]] = {name: {} for name in _FRAMES}
    for row in read_packaged("areas.csv"):
        later = in_2050.get(row["code"]) if row["frame"] == FRAME_2024 else None
        people = People(
            _whole(row["population_2020"]),
            _whole(row["population_2025"]),
            _whole(row["population_2025_65"]),
            _whole(row["population_2025_75"]),
            *(later or (None, None)),
        )
        point = Point(float(row["lat"]), float(row["lon"])) if row["lat"] else None
        km2 = float(row["km2"]) if row["km2"] else None
        areas[row["frame"]][row["code"]] = Area(
            row["frame"], row["code"], row["prefecture"], row["name"], km2, people, point
        )
    areas[FRAME_2020] = dict(_earlier(areas[FRAME_2020], areas[FRAME_2024], municipalities))
    return {name: Frame(name, *of, areas[name]) for name, of in _FRAMES.items()}


def _earlier(
    areas: Mapping[str, Area], later: Mapping[str, Area], municipalities: Mapping[str, Municipality]
) -> Iterator[tuple[str, Area]]:
    """Give the areas of 2018 the residents of 2025 and 2050.

    Outside 秋田県 they are the areas of 2024; there the municipalities are summed up.
    """
    of_akita = {code: each for code, each in municipalities.items() if each.prefecture == REDRAWN}
    in_2050 = _projected(of_akita, FRAME_2020)
    for code, area in areas.items():
        if area.prefecture != REDRAWN:
            yield code, replace(area, people=later[code].people, point=later[code].point)
            continue
        inside = municipalities_of(of_akita.values(), FRAME_2020, code)
        yield code, replace(area, people=_summed(area, inside, in_2050.get(code)))


def _summed(area: Area, inside: Iterable[Municipality], in_2050: tuple[int, int] | None) -> People:
    listed = tuple(inside)
    return People(
        area.people.census_2020,
        sum(each.now or 0 for each in listed),
        sum(each.residents(65) for each in listed),
        sum(each.residents(75) for each in listed),
        *(in_2050 or (None, None)),
    )


def _municipalities() -> Iterator[Municipality]:
    import polars as pl

    with open_packaged("municipalities.parquet") as stream:
        table = pl.read_parquet(stream)
    bands = [name for name in table.columns if name.startswith("M_")]
    for row in table.iter_rows(named=True):
        areas = {
            frame: row[column]
            for frame, column in ((FRAME_2024, "area_2024"), (FRAME_2020, "area_2020"))
            if row[column]
        }
        is_counted = row[bands[0]] is not None
        yield Municipality(
            row["code"],
            row["name"],
            row["kind"],
            areas,
            None if row["lat"] is None else Point(row["lat"], row["lon"]),
            row["population_2020"],
            row["population_2025"],
            tuple(row[name] for name in bands) if is_counted else (),
            tuple(row[f"F{name[1:]}"] for name in bands) if is_counted else (),
            row["parent"],
            row["full_name"],
        )


def _projected(
    municipalities: Mapping[str, Municipality], frame: str
) -> dict[str, tuple[int, int]]:
    """Sum the projection of 2050 (all, 65 and over) by area of a frame; areas with a unit not split have none.

    Wards that were joined since (浜松市) count through their city, which lies in one area. The 13
    municipalities of 浜通り are one unit over two areas: neither of these gets a figure.
    """
    import polars as pl

    with open_packaged("projection.parquet") as stream:
        table = pl.read_parquet(stream).filter(pl.col("year") == 2050)
    total: dict[str, int] = {}
    aged: dict[str, float] = {}
    seen: set[str] = set()
    for code, unit, people, share in table.select(
        "code", "unit", "population", "share_65"
    ).iter_rows():
        lies_in = municipalities.get(code) or municipalities.get(f"{code[:4]}0")
        if unit in {"a", "1", "9"} or lies_in is None:
            continue
        seen.add(code)
        area = lies_in.areas[frame]
        total[area] = total.get(area, 0) + people
        aged[area] = aged.get(area, 0.0) + people * share
    lacking = {
        each.areas[frame]
        for each in municipalities.values()
        if each.is_leaf and each.areas and each.code not in seen and not _city_is(seen, each)
    }
    return {
        area: (people, round(aged[area])) for area, people in total.items() if area not in lacking
    }


def _city_is(seen: set[str], ward: Municipality) -> bool:
    """Whether a ward's city was projected by other wards."""
    return bool(ward.parent) and any(code[:4] == ward.parent[:4] for code in seen)


def _whole(text: str) -> int | None:
    return int(text) if text else None
