"""``kinten access``: how well people reach supply, by the measure that is named."""

import argparse
from collections.abc import Sequence
from math import inf
from pathlib import Path

from kinten.cli.access_japan import OF_JAPAN, add_japan, run_japan
from kinten.cli.access_measure import add_measure, decay_of, most_of
from kinten.cli.output import refuse_inputs, tell
from kinten.cli.tables import give, refuse_two_forms
from kinten.cli.verb import Verb
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
_TABLES = ("demand", "supply", "costs")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_measure(parser)
    for name, ja, en in (
        ("demand", "需要の表（id,weight）", "table of demand (id,weight)"),
        ("supply", "供給の表（id,weight）", "table of supply (id,weight)"),
        ("costs", "需要から供給への費用（demand,supply,cost）", "costs (demand,supply,cost)"),
        (
            "demand-costs",
            "需要どうしの費用（fca。demand,supply,cost）",
            "costs between demands, for fca (demand,supply,cost)",
        ),
    ):
        is_needed = name in _TABLES
        without = Words("。三つともなければ日本を計算", "; Japan without the three")
        parser.add_argument(
            f"--{name}",
            type=Path,
            metavar="FILE",
            help=f"{ja}{without.ja} / {en}{without.en}" if is_needed else f"{ja} / {en}",
        )
    add_japan(parser)
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    endings = " ".join(ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"{endings}（自分の表では id と value） / {endings} (of your own tables: id and value)",
    )


def _run(options: argparse.Namespace) -> int:
    refuse_two_forms(options)
    if options.output is not None:
        check_ending(options.output)
    if not _has_tables(options):
        return run_japan(options)
    files = AccessFiles(options.demand, options.supply, options.costs, options.demand_costs)
    refuse_inputs(options.output, (files.demand, files.supply, files.costs, files.demand_costs))
    most = most_of(options)
    asked = AccessAsked(
        Method(options.method), inf if most is None else most, decay_of(options), options.tau
    )
    measured = measure_access(asked, files)
    give(options, lambda: access_table(measured), lambda: access_document(measured))
    _tell_lost(measured, options.lang)
    return 0


def _has_tables(options: argparse.Namespace) -> bool:
    """Whether the three tables are given; FaultError for some of them, or beside options of Japan."""
    given = [f"--{name}" for name in _TABLES if getattr(options, name) is not None]
    lacking = [f"--{name}" for name in _TABLES if getattr(options, name) is None]
    if options.demand_costs is not None:
        given.append("--demand-costs")
    if given and lacking:
        raise FaultError(
            Words(
                f"三つの表がそろっていません（{' '.join(lacking)} がない）。",
                f"the three tables are not complete ({' '.join(lacking)} missing).",
            ),
            " ".join(given),
            Words(
                "自分の表なら --demand --supply --costs の三つを付け、"
                "日本の住民と指定病院なら三つとも外してください。",
                "For your own tables give --demand, --supply and --costs; "
                "for the residents and designated hospitals of Japan none of them.",
            ),
        )
    beside = [name for name in OF_JAPAN if getattr(options, name) is not None]
    if given and beside:
        named = " ".join(f"--{name.replace('_', '-')}" for name in beside)
        raise FaultError(
            Words(
                f"自分の表に {named} は使えません。", f"your own tables have no use for {named}."
            ),
            f"{' '.join(given)} {named}",
            Words(
                "このオプションを外すか、表を付けずに日本を計算してください。",
                "Leave these options out, or ask for Japan without the tables.",
            ),
        )
    return bool(given)


def _tell_lost(measured: Measured, lang: str) -> None:
    if measured.gap is not None:
        tell(
            Words(
                f"均衡からの相対誤差 {measured.gap:.1e}、平均の費用 {measured.mean:.6g}",
                f"relative gap {measured.gap:.1e}, mean cost {measured.mean:.6g}",
            ),
            lang,
        )
    weightless = frozenset(measured.weightless)
    for names, what in (
        (
            [name for name in measured.lost if name not in weightless],
            Words("届く供給のない需要", "demands with nothing in reach"),
        ),
        (
            measured.weightless,
            Words("重み0の供給にしか届かない需要", "demands that reach supply of weight 0 only"),
        ),
    ):
        if names:
            tell(_listed(names, what), lang)


def _listed(names: Sequence[str], what: Words) -> Words:
    shown, more = names[:_SHOWN], len(names) - _SHOWN
    others = Words(f" ほか{more}", f" and {more} more") if more > 0 else Words("", "")
    return Words(
        f"{what.ja}（{len(names)}）: {'、'.join(shown)}{others.ja}",
        f"{what.en} ({len(names)}): {', '.join(shown)}{others.en}",
    )


VERB = Verb(
    "access",
    Words(
        "人がどれだけ供給に届くか（日本の住民と指定病院、または自分の表。最寄り、累積、2SFCAほか、RAAM）",
        "how well people reach supply, in Japan or in any tables (nearest, cumulative, 2SFCA and others, RAAM)",
    ),
    _add_options,
    _run,
)
