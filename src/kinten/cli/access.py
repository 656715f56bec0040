"""``kinten access``: how well people reach supply, by the measure that is named."""

import argparse
from itertools import pairwise
from math import inf, isfinite
from pathlib import Path

from kinten.cli.output import tell
from kinten.cli.tables import give, refuse_two_forms
from kinten.cli.verb import Verb
from kinten.coverage.access.decay import Decay, Gaussian, Power, Steps
from kinten.desk.accessing import (
    AccessAsked,
    AccessFiles,
    Measured,
    Method,
    access_document,
    access_table,
    measure_access,
)
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words

_SHOWN = 10


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "method",
        metavar="METHOD",
        choices=[each.value for each in Method],
        help=f"指標 / the measure: {' '.join(Method)}",
    )
    for name, ja, en, required in (
        ("demand", "需要の表（id,weight）", "table of demand (id,weight)", True),
        ("supply", "供給の表（id,weight）", "table of supply (id,weight)", True),
        ("costs", "需要から供給への費用（demand,supply,cost）", "costs (demand,supply,cost)", True),
        (
            "demand-costs",
            "需要どうしの費用（fca。demand,supply,cost）",
            "costs between demands, for fca (demand,supply,cost)",
            False,
        ),
    ):
        parser.add_argument(
            f"--{name}", type=Path, required=required, metavar="FILE", help=f"{ja} / {en}"
        )
    parser.add_argument(
        "--max",
        type=float,
        default=inf,
        metavar="X",
        help="届く費用の上限（ちょうども含む） / the largest cost within reach, inclusive",
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
        "--tau", type=float, metavar="T", help="raamの移動の単位 / the unit of travel of raam"
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"{' '.join(ENDINGS)}（id と value） / (id and value)",
    )


def _run(options: argparse.Namespace) -> int:
    refuse_two_forms(options)
    if options.output is not None:
        check_ending(options.output)
    if not options.max >= 0:
        raise _wrong("--max", f"{options.max:g}")
    asked = AccessAsked(Method(options.method), options.max, _decay(options), options.tau)
    files = AccessFiles(options.demand, options.supply, options.costs, options.demand_costs)
    measured = measure_access(asked, files)
    give(options, lambda: access_table(measured), lambda: access_document(measured))
    _tell_lost(measured, options.lang)
    return 0


def _tell_lost(measured: Measured, lang: str) -> None:
    if measured.gap is not None:
        tell(
            Words(
                f"均衡からの相対誤差 {measured.gap:.1e}、平均の費用 {measured.mean:.6g}",
                f"relative gap {measured.gap:.1e}, mean cost {measured.mean:.6g}",
            ),
            lang,
        )
    if measured.lost:
        shown, more = " ".join(measured.lost[:_SHOWN]), len(measured.lost) - _SHOWN
        others = Words(f" ほか{more}", f" and {more} more") if more > 0 else Words("", "")
        tell(
            Words(
                f"届く供給のない需要（{len(measured.lost)}）: {shown}{others.ja}",
                f"demands with nothing in reach ({len(measured.lost)}): {shown}{others.en}",
            ),
            lang,
        )


def _decay(options: argparse.Namespace) -> Decay | None:
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


VERB = Verb(
    "access",
    Words(
        "人がどれだけ供給に届くか（最寄り、累積、2SFCAほか、RAAM）",
        "how well people reach supply (nearest, cumulative, 2SFCA and others, RAAM)",
    ),
    _add_options,
    _run,
)
