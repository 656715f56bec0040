"""Options of a measure of access: which one, how far it reaches, how it fades."""

import argparse
from itertools import pairwise
from math import isfinite

from kinten.coverage.access.decay import Decay, Gaussian, Power, Steps
from kinten.desk.accessing import Method
from kinten.vocabulary.wording import FaultError, Words


def add_measure(parser: argparse.ArgumentParser) -> None:
    """Add the measure with its reach, its decay and the unit of travel of raam."""
    parser.add_argument(
        "method",
        metavar="METHOD",
        choices=[each.value for each in Method],
        help=f"指標 / the measure: {' '.join(Method)}",
    )
    parser.add_argument(
        "--max",
        type=float,
        metavar="X",
        help="届く費用の上限（ちょうども含む。表なしの日本では分で、初期値60。nearestとraamは上限なし）"
        " / the largest cost within reach, inclusive (Japan without tables: minutes, default 60; "
        "nearest and raam: no limit)",
    )
    decay = parser.add_mutually_exclusive_group()
    decay.add_argument(
        "--steps",
        metavar="C:W,...",
        help='段ごとの重み（例 "10:1,20:0.68,30:0.22"。上限は含む）'
        ' / weights by band, such as "10:1,20:0.68,30:0.22", limits inclusive',
    )
    decay.add_argument(
        "--gaussian", type=float, metavar="S", help="exp(-c²/2S²) で減衰 / decay as exp(-c^2/2S^2)"
    )
    decay.add_argument("--power", type=float, metavar="B", help="c^-B で減衰 / decay as c^-B")
    parser.add_argument(
        "--tau",
        type=float,
        metavar="T",
        help="raamの移動の単位（表なしの日本では分で、初期値60）"
        " / the unit of travel of raam (Japan without tables: minutes, default 60)",
    )


def most_of(options: argparse.Namespace) -> float | None:
    """Give the reach asked for, None where none is; FaultError for one below nought."""
    most: float | None = options.max
    if most is not None and not most >= 0:
        raise _wrong("--max", f"{most:g}")
    return most


def decay_of(options: argparse.Namespace) -> Decay | None:
    """Give the decay asked for, None without one; FaultError for numbers that make none."""
    if options.steps is not None:
        return _steps(options.steps)
    for name, make in (("gaussian", Gaussian), ("power", Power)):
        value = getattr(options, name)
        if value is not None:
            if not (isfinite(value) and value > 0):
                raise _wrong(f"--{name}", f"{value:g}")
            decay: Decay = make(value)
            return decay
    return None


def _steps(text: str) -> Steps:
    try:
        parts = [tuple(map(float, part.split(":"))) for part in text.split(",")]
        limits, weights = zip(*((limit, weight) for limit, weight in parts), strict=True)
    except ValueError as error:
        raise _wrong("--steps", text) from error
    rises = all(before < after for before, after in pairwise(limits))
    if not rises or limits[0] < 0 or any(not (isfinite(each) and each >= 0) for each in weights):
        raise _wrong("--steps", text)
    return Steps(limits, weights)


def _wrong(option: str, value: str) -> FaultError:
    return FaultError(
        Words(f"「{value}」は使えません。", f"“{value}” cannot be used."),
        option,
        Words(
            '0以上の数（--steps は "10:1,20:0.68,30:0.22" のように上限の昇順）を書いてください。',
            'Write a number from 0 on (--steps as "10:1,20:0.68,30:0.22", limits rising).',
        ),
    )
