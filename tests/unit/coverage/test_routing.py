"""Routing engines: asked in blocks, places without a road unreachable, absence told in words."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from kinten.coverage import routing
from kinten.coverage.routing import Osrm, Valhalla
from kinten.geography.area import Point
from kinten.geography.municipality import Municipality
from kinten.network.hospital import Hospital, Name
from kinten.vocabulary.wording import FaultError

HOMES = (
    Municipality("32201", "松江市", "city", {"2024": "3201"}, Point(35.4001, 133.001), 1, 1),
    Municipality("32525", "海士町", "town", {"2024": "3207"}, Point(36.1001, 133.21), 1, 1),
    Municipality("37000", "道路なし", "town", {}, Point(37.0, 136.0), 1, 1),
    Municipality("37001", "役場の位置なし", "town", {}, None, 1, 1),
)
HOSPITALS = (
    Hospital("A", (Name("本土の病院"),), "32", "3201", point=Point(35.4002, 133.2)),
    Hospital("B", (Name("位置のない病院"),), "32", "3201"),
)
WITHOUT_WAY = np.array([[False, True], [True, True], [True, True], [True, True]])


class RefusesFar:
    """An engine like Valhalla: it refuses a whole matrix for one place without a road."""

    def __init__(self, _: str) -> None:
        self.asked = 0

    def matrix(self, asked: dict[str, list[dict[str, float]]]) -> dict[str, object]:
        self.asked += 1
        if any(each["lat"] == 37.0 for each in asked["sources"]):
            raise RuntimeError("Locations are in unconnected regions")
        return {
            "sources_to_targets": [
                [{"time": 600.0} if each["lat"] < 36 else None for _ in asked["targets"]]
                for each in asked["sources"]
            ]
        }


def test_one_place_without_a_road_costs_only_itself(tmp_path, monkeypatch):
    config = tmp_path / "valhalla.json"
    config.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(routing, "import_module", lambda _: SimpleNamespace(Actor=RefusesFar))

    minutes = Valhalla(config).minutes(HOMES, HOSPITALS)

    assert (np.isinf(minutes) == WITHOUT_WAY).all()
    assert minutes[0, 0] == 10.0


@pytest.mark.parametrize(("engine", "package"), [(Valhalla, "pyvalhalla"), (Osrm, "osrm-bindings")])
def test_an_engine_that_is_not_installed_is_named_with_what_does_without(
    engine, package, tmp_path, monkeypatch
):
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(routing, "import_module", absent)

    with pytest.raises(FaultError) as caught:
        engine(tmp_path / "map").minutes(HOMES, HOSPITALS)

    for lang in ("ja", "en"):
        told = caught.value.told_in(lang)
        assert package in told
        assert "--travel-times" in told


def test_a_map_that_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(routing, "import_module", lambda _: SimpleNamespace(OSRM=None))

    with pytest.raises(FaultError, match="not there"):
        Osrm(tmp_path / "japan.osrm").minutes(HOMES, HOSPITALS)


has_engines = all(importlib.util.find_spec(name) for name in ("valhalla", "osrm", "osmium"))


@pytest.fixture(scope="module")
def made_map(tmp_path_factory) -> Path:
    """A road of 27 km with a house at each end, and an island with a road of its own."""
    import osmium
    from osmium.osm import mutable

    path = tmp_path_factory.mktemp("map") / "made.osm.pbf"
    writer = osmium.SimpleWriter(str(path))
    stamp = {"version": 1, "timestamp": "2026-01-01T00:00:00Z"}
    for step in range(60):
        writer.add_node(mutable.Node(id=step + 1, location=(133.0 + step * 0.005, 35.4), **stamp))
    for step in range(5):
        place = (133.2 + step * 0.005, 36.1)
        writer.add_node(mutable.Node(id=1001 + step, location=place, **stamp))
    road = {"highway": "primary", "maxspeed": "60"}
    writer.add_way(mutable.Way(id=1, nodes=list(range(1, 61)), tags=road, **stamp))
    writer.add_way(mutable.Way(id=2, nodes=list(range(1001, 1006)), tags=road, **stamp))
    writer.close()
    return path


@pytest.mark.slow
@pytest.mark.skipif(not has_engines, reason="the routing engines need Python 3.12")
def test_valhalla_finds_the_road_and_no_way_to_the_island(made_map, monkeypatch):
    from valhalla.config import get_config

    folder = made_map.parent
    (folder / "tiles").mkdir()
    config = folder / "valhalla.json"
    settings = get_config(tile_extract="", tile_dir=str(folder / "tiles"))
    config.write_text(json.dumps(settings), encoding="utf-8")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    subprocess.run(["valhalla_build_tiles", "-c", str(config), str(made_map)], check=True)

    minutes = Valhalla(config).minutes(HOMES, HOSPITALS)

    assert (np.isinf(minutes) == WITHOUT_WAY).all()
    assert 15 < minutes[0, 0] < 30  # 18 km at 60 km/h


@pytest.mark.slow
@pytest.mark.skipif(not has_engines, reason="the routing engines need Python 3.12")
def test_osrm_finds_the_road_and_never_moves_the_island_to_it(made_map):
    import osrm

    home = Path(osrm.__file__).parent
    profile = home / "share/profiles/car.lua"
    folder = made_map.parent
    subprocess.run([home / "bin/osrm-extract", "-p", profile, made_map], check=True, cwd=folder)
    subprocess.run([home / "bin/osrm-contract", "made.osrm"], check=True, cwd=folder)

    minutes = Osrm(folder / "made.osrm").minutes(HOMES, HOSPITALS)

    assert (np.isinf(minutes) == WITHOUT_WAY).all()
    assert 15 < minutes[0, 0] < 30
