"""The areas as GeoJSON, and the library that draws them."""

import hashlib
import json
import re
from pathlib import Path

from kinten.cli.main import main
from kinten.desk import zooming
from kinten.desk.atlas import load_atlas
from kinten.desk.drawing.features import collect_features
from kinten.desk.mapping import coverage_map
from kinten.geography.loading import load_outlines


def test_every_area_is_a_feature_with_its_class_and_its_words():
    """330 areas, their rings closed, within the country's bounds; what is marked is marked."""
    atlas = load_atlas()
    sheet = coverage_map(atlas, atlas.on(atlas_day()), "ja", is_page=True)
    found = collect_features(sheet.picture, load_outlines())["features"]

    assert len(found) == 330
    fills = {look.fill for look in sheet.picture.looks}
    assert {each["properties"]["fill"] for each in found} <= fills
    assert sum(each["properties"]["marked"] for each in found) == len(sheet.picture.mark.codes)
    rings = [
        ring for each in found for polygon in each["geometry"]["coordinates"] for ring in polygon
    ]
    assert all(ring[0] == ring[-1] for ring in rings)
    assert all(122 < lon < 155 and 20 < lat < 46 for ring in rings for lon, lat in ring)


def atlas_day():
    from datetime import date

    return date(2026, 4, 1)


def test_the_library_is_the_one_that_its_page_names():
    """Unchanged files of the package: their checksums stand beside them."""
    folder = Path(zooming.__file__).parent / "vendor" / "maplibre"
    stated = dict(
        re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", (folder / "README.md").read_text())
    )
    held = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in stated}

    assert len(stated) == 3
    assert held == stated


def test_a_name_cannot_end_the_script_that_holds_the_data(tmp_path):
    """The data stand in a script element: no < is left in them."""
    path = tmp_path / "map.html"
    assert main(["map", "coverage", "--as-of", "2026-04-01", "--zoom", "-o", str(path)]) == 0
    page = path.read_text(encoding="utf-8")
    data = re.search(
        r'<script type="application/json" id="zoom-data">(.*?)</script>', page, re.DOTALL
    )

    assert "<" not in data[1]
    assert len(json.loads(data[1])["areas"]["features"]) == 330


def test_the_legend_of_the_map_that_zooms_tells_classes_apart_without_colour():
    """Every class has its number of areas and a background of its own; the merged areas have an entry."""
    atlas = load_atlas()
    picture = coverage_map(atlas, atlas.on(atlas_day()), "ja", is_page=True).picture
    parts = zooming.zoom_parts(picture, load_outlines(), "c")
    data = json.loads(parts["data"])
    legend = parts["legend"]

    assert len(legend) == len(picture.looks) + 1
    assert legend[-1]["words"] == picture.mark.words
    assert sum(int(re.findall(r"（(\d+)）", each["words"])[-1]) for each in legend[:-1]) == 330
    patterned = {look.key for look in picture.looks if look.pattern != "plain"}
    assert {each["key"] for each in data["patterns"]} == patterned
    assert all(
        "gradient" in each["fill"]
        for each, look in zip(legend, picture.looks, strict=False)
        if look.key in patterned
    )
    looks = {each["properties"]["look"] for each in data["areas"]["features"]}
    assert looks == set(picture.shown.values())
