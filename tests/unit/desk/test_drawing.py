"""The national map: every area drawn once, the same each time, small, without a hole in the figures."""

import re
from dataclasses import replace

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring

from kinten.desk.drawing.shapes import draw_shapes, place
from kinten.desk.drawing.sheet import HEIGHT, INSETS, WIDTH, move, project
from kinten.desk.drawing.svg import Look, Mark, Picture, Spot, draw_svg
from kinten.geography.area import Point
from kinten.geography.loading import load_outlines
from kinten.geography.outline import Outlines

PATH = re.compile(r"(?:M-?\d+ -?\d+(?:l(?:-?\d+[ -]?)+z|h\d+v\d+h-\d+z))+")


@pytest.fixture(scope="module")
def outlines():
    return load_outlines()


@pytest.fixture(scope="module")
def shapes(outlines):
    return draw_shapes(outlines)


@pytest.fixture(scope="module")
def picture(geography):
    codes = list(geography.frame.areas)
    return Picture(
        title="空白 <の> 医療圏",
        caption=("2024年4月", "出典 & 注"),
        looks=(Look("hub", "#fff", "拠点"), Look("blank", "#000", "空白", "hatch"),
               Look("a", "#111", "甲", "cross"), Look("b", "#222", "乙", "dots")),
        shown={code: "blank" if code == "1704" else "hub" for code in codes},
        words={code: f'{code} "{geography.frame.areas[code].name}"' for code in codes},
        links={code: f"#a-{code}" for code in codes if code != "1704"},
        spots=(Spot(*place(Point(36.56, 136.65)), 20, "甲<病院>"),),
    )  # fmt: skip


def ends_of(path):
    """The least and the largest x and y of a path of relative steps."""
    points = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l?([-\d ]*)", path):
        given = np.array(re.findall(r"-?\d+", steps), dtype=int).reshape(-1, 2)
        points.append(np.cumsum(np.vstack(([int(x), int(y)], given)), axis=0))
    every = np.concatenate(points)
    return every.min(axis=0), every.max(axis=0)


def test_every_area_has_a_shape_of_whole_numbers(geography, shapes):
    """330 paths, each closed, none with a NaN or a fraction."""
    assert list(shapes.areas) == list(load_outlines().rings)
    assert set(shapes.areas) == set(geography.frame.areas)
    assert len(shapes.areas) == 330
    for code, path in shapes.areas.items():
        assert PATH.fullmatch(path), code


def test_every_area_lies_on_the_sheet(shapes):
    """Islands included; what is moved lies in its frame."""
    for code, path in shapes.areas.items():
        least, most = ends_of(path)
        assert (least >= 0).all(), code
        assert (most <= [WIDTH, HEIGHT]).all(), code


def test_the_map_is_small(shapes):
    """All paths together stay below 200 KB."""
    assert sum(map(len, shapes.areas.values())) + len(shapes.prefectures) < 200_000


def test_the_map_is_the_same_each_time(outlines, shapes):
    """Nothing of it depends on chance or on an order that changes."""
    assert draw_shapes(outlines) == shapes


def test_thinning_leaves_neighbours_on_one_line():
    """Two squares that share a wavy border: the points that stay on it are the same for both."""
    wave = np.array([[136.0 + 0.002 * (n % 2), 36.0 + 0.01 * n] for n in range(60)])
    west = np.array([wave[-1], [135.0, 36.59], [135.0, 36.0], wave[0]])
    east = np.array([wave[-1], [137.0, 36.59], [137.0, 36.0], wave[0]])
    shapes = draw_shapes(Outlines((wave, west, east), {"0101": ((0, 1),), "0201": ((0, 2),)}))
    first, second = (path.split("l")[1].split(" ")[:10] for path in shapes.areas.values())

    assert first == second
    assert shapes.prefectures.startswith("M")
    assert shapes.areas["0101"].count(" ") < 60


def test_an_area_too_small_to_see_is_a_mark():
    """No area is ever without a shape."""
    speck = np.array([[136.0, 36.0], [136.0001, 36.0], [136.0, 36.0001], [136.0, 36.0]])
    shapes = draw_shapes(Outlines((speck,), {"1701": ((0,),)}))

    assert PATH.fullmatch(shapes.areas["1701"])


def test_north_is_up_and_areas_keep_their_size():
    """A square degree covers the same ground wherever it lies, as the projection promises."""

    def covered(lat, lon):
        edge = np.linspace(0, 1, 50)
        ring = np.concatenate([
            np.stack((lon + edge, np.full(50, lat)), axis=1),
            np.stack((np.full(50, lon + 1), lat + edge), axis=1),
            np.stack((lon + 1 - edge, np.full(50, lat + 1.0)), axis=1),
            np.stack((np.full(50, lon), lat + 1 - edge), axis=1),
        ])  # fmt: skip
        x, y = project(ring).T
        return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2

    true = np.sin(np.radians(44)) - np.sin(np.radians(43))
    for lat in (31, 35, 43):
        share = np.sin(np.radians(lat + 1)) - np.sin(np.radians(lat))
        assert covered(lat, 138) / covered(43, 141) == pytest.approx(share / true, rel=1e-3)
    (_, sapporo), (_, tokyo) = place(Point(43.06, 141.35)), place(Point(35.68, 139.77))
    assert sapporo < tokyo


def test_far_islands_are_moved_into_their_frames():
    """沖縄 and 小笠原; 本州 stays where it is."""
    for point, inset in ((Point(26.2, 127.7), INSETS[0]), (Point(27.1, 142.2), INSETS[1])):
        x, y = place(point)
        left, top, width, height = inset.frame
        assert left < x < left + width
        assert top < y < top + height
    tokyo = np.array([[139.77, 35.68]])
    np.testing.assert_array_equal(move(project(tokyo), 139.77, 35.68), project(tokyo))


def test_the_svg_names_every_area_and_needs_no_script(picture, shapes):
    """Well-formed; each area is a link that Tab reaches, or only named; nothing comes from a host."""
    svg = draw_svg(picture, shapes)
    root = fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    links = root.findall(f"{space}a")
    titles = {each.text for each in root.iter(f"{space}title")}

    assert len(links) == 329
    assert {each.get("href") for each in links} == set(picture.links.values())
    assert all(each.get("aria-label") for each in links)
    assert set(picture.words.values()) | {"甲<病院>", picture.title} == titles
    assert not list(root.iter(f"{space}script"))
    assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert len(svg.encode()) < 400_000


def test_the_legend_counts_each_class_and_classes_differ_in_pattern(picture, shapes):
    """One blank area in a hatch, 329 plain; the title stands as it was given."""
    svg = draw_svg(picture, shapes)
    texts = [
        "".join(each.itertext())
        for each in fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]

    assert texts[:2] == ["沖縄・奄美", "小笠原"]
    assert texts[2:5] == ["空白 <の> 医療圏", "2024年4月", "出典 & 注"]
    assert "拠点（329）" in texts
    assert "空白（1）" in texts
    for key in ("blank", "a", "b"):
        assert f".c-{key}{{fill:url(#p-{key})}}" in svg
        assert f'<pattern id="p-{key}"' in svg


def test_marked_areas_have_an_outline_over_their_class(picture, shapes):
    """秋田's merged areas keep their class; the legend says what the outline means."""
    marked = replace(picture, mark=Mark({"0501", "0502"}, "2024年に統合"), lang="en")
    svg = draw_svg(marked, shapes)

    assert svg.count('<path class="m"') == 3
    assert svg.count('<path class="c-') == 330
    assert "2024年に統合</text>" in svg
    assert "拠点 (329)</text>" in svg
    assert "Ogasawara" in svg
