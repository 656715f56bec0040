"""The map that zooms (MapLibre): an enhancement of the page, of which the page holds every byte."""

import json
from collections import Counter
from importlib.resources import files
from typing import Any

from kinten.desk.drawing.features import collect_features, legend_of
from kinten.desk.drawing.svg import Look, Picture
from kinten.geography.outline import Outlines
from kinten.vocabulary.wording import Words

_BOUNDS = [[127.5, 30.0], [146.5, 45.8]]
_WORDS = {
    "open": Words("拡大できる地図に切り替える", "Switch to a map that zooms"),
    "close": Words("元の地図に戻る", "Back to the still map"),
    "row": Words("表のこの行へ", "To its row in the table"),
    "label": Words(
        "拡大できる地図。矢印キーで動かし、+ と - で拡大・縮小。同じ内容は下の表にあります",
        "A map that zooms: arrow keys move it, + and - zoom. The table below says the same",
    ),
    "failed": Words(
        "この環境では拡大できる地図を表示できません（WebGLがありません）。元の地図と表をご覧ください。",
        "The map that zooms cannot be shown here (no WebGL). See the still map and the table.",
    ),
}
_LOCALE = {
    "NavigationControl.ZoomIn": Words("拡大", "Zoom in"),
    "NavigationControl.ZoomOut": Words("縮小", "Zoom out"),
    "Map.Title": Words("地図", "Map"),
    "Popup.Close": Words("閉じる", "Close"),
    "AttributionControl.ToggleAttribution": Words("出典", "Attribution"),
}


def zoom_parts(picture: Picture, outlines: Outlines, credit: str) -> dict[str, Any]:
    """Give what the page needs: data as JSON text, the library, its style, our script, the legend."""
    lang = picture.lang
    data = {
        **{name: words.in_language(lang) for name, words in _WORDS.items()},
        "areas": _with_looks(collect_features(picture, outlines), picture),
        "patterns": [
            {"key": look.key, "fill": look.fill, "pattern": look.pattern, "ink": look.ink}
            for look in picture.looks
            if look.pattern != "plain"
        ],
        "bounds": _BOUNDS,
        "credit": credit,
        "locale": {name: words.in_language(lang) for name, words in _LOCALE.items()},
    }
    # A "<" within a script element could end it.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    library = _read("vendor/maplibre/maplibre-gl.js")
    return {
        "data": text,
        "library": library.partition("//# sourceMappingURL")[0],
        "style": _read("vendor/maplibre/maplibre-gl.css"),
        "script": _read("templates/zoom.js"),
        "legend": _legend(picture),
    }


def _with_looks(features: dict[str, Any], picture: Picture) -> dict[str, Any]:
    """Give each area its class too, by which the map that zooms finds its pattern."""
    for each in features["features"]:
        each["properties"]["look"] = picture.shown[each["properties"]["code"]]
    return features


def _legend(picture: Picture) -> list[dict[str, str]]:
    """Give the classes with their pattern and number of areas, and the outline of marked areas."""
    counts = Counter(picture.shown.values())
    listed = [
        {
            "fill": _background(look),
            "words": each["words"]
            + Words(f"（{counts[look.key]}）", f" ({counts[look.key]})").in_language(picture.lang),
        }
        for look, each in zip(picture.looks, legend_of(picture), strict=True)
    ]
    if picture.mark is not None and picture.mark.codes:
        listed.append({"fill": _DASHED, "words": picture.mark.words})
    return listed


_DASHED = (
    "repeating-linear-gradient(90deg,#6f2da8 0 5px,#fff 5px 8px) 0 50%/100% 4px no-repeat,#fff"
)
_STRIPES = {
    "hatch": ("135deg",),
    "cross": ("45deg", "135deg"),
    "lines": ("0deg",),
    "bars": ("90deg",),
}


def _background(look: Look) -> str:
    """Give a class's fill and pattern as a CSS background."""
    if look.pattern == "dots":
        return f"radial-gradient({look.ink} 1.5px,transparent 2px) 0 0/6px 6px,{look.fill}"
    stripes = [
        f"repeating-linear-gradient({way},{look.ink} 0 1.5px,transparent 1.5px 6px)"
        for way in _STRIPES.get(look.pattern, ())
    ]
    return ",".join((*stripes, look.fill))


def _read(name: str) -> str:
    return files("kinten.desk").joinpath(name).read_text(encoding="utf-8")
