"""Options for the way to a hospital: straight distance, the user's minutes, or a routing engine."""

import argparse
from collections.abc import Callable, Mapping
from math import isfinite
from pathlib import Path

from kinten.cli.output import refuse_inputs
from kinten.coverage.routing import Osrm, Valhalla
from kinten.coverage.travel import GreatCircle, Travel
from kinten.desk.atlas import Atlas
from kinten.desk.travel_times import read_matrix
from kinten.geography.distance import DEFAULT_DETOUR, Detour
from kinten.vocabulary.wording import FaultError, Words

_ENGINES: Mapping[str, Callable[[Path], Travel]] = {"valhalla": Valhalla, "osrm": Osrm}


def add_travel(parser: argparse.ArgumentParser) -> None:
    """Add what the minutes are made of."""
    parser.add_argument(
        "--detour",
        type=float,
        metavar="X",
        help="道のり÷直線距離の仮定（初期値 1.3） / assumed road per straight distance (default 1.3)",
    )
    parser.add_argument(
        "--speed",
        type=float,
        metavar="KMH",
        help="時速の仮定（初期値 40） / assumed speed in km/h (default 40)",
    )
    parser.add_argument(
        "--travel-times",
        type=Path,
        metavar="FILE",
        help="自分の所要時間のCSV（municipality,hospital_id,minutes）"
        " / your own minutes, CSV (municipality,hospital_id,minutes)",
    )
    parser.add_argument(
        "--routing",
        metavar="ENGINE:PATH",
        help="経路計算（valhalla:設定ファイル か osrm:地図.osrm）"
        " / a routing engine (valhalla:CONFIG or osrm:MAP.osrm)",
    )


def travel_of(options: argparse.Namespace, atlas: Atlas) -> Travel:
    """Give the travel that the options ask for.

    FaultError for two of them, an unknown engine, or an output that would overwrite the minutes.
    """
    _refuse_two(options)
    if options.travel_times is not None:
        refuse_inputs(getattr(options, "output", None), (options.travel_times,))
        return read_matrix(options.travel_times, atlas)
    if options.routing is not None:
        engine, _, path = options.routing.partition(":")
        if engine not in _ENGINES or not path:
            raise FaultError(
                Words(
                    f"「{options.routing}」は ENGINE:PATH の形ではありません。",
                    f"“{options.routing}” is not ENGINE:PATH.",
                ),
                "--routing",
                Words(
                    "例: valhalla:valhalla.json か osrm:japan.osrm",
                    "Example: valhalla:valhalla.json or osrm:japan.osrm",
                ),
            )
        return _ENGINES[engine](Path(path))
    factor = DEFAULT_DETOUR.factor if options.detour is None else options.detour
    speed = DEFAULT_DETOUR.kmh if options.speed is None else options.speed
    _refuse_shortcut(factor)
    for name, value in (("--detour", factor), ("--speed", speed)):
        if not (isfinite(value) and value > 0):
            raise FaultError(
                Words(f"{value:g} は使えません。", f"{value:g} cannot be used."),
                name,
                Words("0より大きい数を書いてください。", "Write a number above 0."),
            )
    detour = Detour(factor, speed)
    return GreatCircle(atlas.geography.adjacency, tuple(atlas.frame.areas), detour)


def _refuse_two(options: argparse.Namespace) -> None:
    """Raise where the minutes would have two sources, of which one would be passed over."""
    given = {
        "--travel-times": options.travel_times,
        "--routing": options.routing,
        "--detour": options.detour,
        "--speed": options.speed,
    }
    named = [name for name, value in given.items() if value is not None]
    if len(named) > 1 and named[0] in {"--travel-times", "--routing"}:
        raise FaultError(
            Words("所要時間の出どころが二つあります。", "the minutes have two sources."),
            " ".join(named),
            Words(
                "どちらか一つにしてください（--detour と --speed は直線距離による仮定だけに使います）。",
                "Give one of them (--detour and --speed are of straight distances only).",
            ),
        )


def _refuse_shortcut(detour: float) -> None:
    """Raise where the road would be shorter than the straight line."""
    if 0 < detour < 1:
        raise FaultError(
            Words(
                f"{detour:g} では道のりが直線より短くなります。",
                f"{detour:g} would make the road shorter than the straight line.",
            ),
            "--detour",
            Words(
                "道のり÷直線距離の比を1以上で書いてください（直線そのままなら1）。",
                "Write road per straight distance, 1 or more (1 is the straight line itself).",
            ),
        )
