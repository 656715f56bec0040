"""``kinten siting``: where sites should stand, with the bound that proves it."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json, refuse_inputs, tell_written
from kinten.cli.printing import make_console
from kinten.cli.siting_frontier import (
    FRONTIER,
    add_frontier,
    refuse_frontier_options,
    run_frontier,
)
from kinten.cli.siting_japan import add_options as add_japan
from kinten.cli.siting_japan import refuse_beside_matrix
from kinten.cli.siting_japan import run as run_japan
from kinten.cli.tables import refuse_two_forms
from kinten.cli.verb import Verb
from kinten.coverage.siting.answer import Model, Status
from kinten.desk.siting import SitingAsked, SitingFiles, site, siting_document
from kinten.desk.siting_more import NEAR
from kinten.desk.siting_telling import tell_siting
from kinten.tables.writing import check_ending, write_json
from kinten.vocabulary.wording import FaultError, Words

_MODELS = (
    "lscp（全員を半径内に、最少の数で）、mclp（決まった数で半径内の人を最大に）、"
    "pmedian（重みつき距離の和を最小に）、pcenter（最も遠い人の距離を最小に）、cpmedian（容量つきのpmedian）、"
    "frontier（年間の下限ごとに、どの病院が続けば半径内の人が最も多いか）"
    " / lscp: fewest sites that reach all; mclp: most weight within the radius; "
    "pmedian: least weighted distance; pcenter: least longest way; cpmedian: pmedian with capacities; "
    "frontier: which hospitals stay under a minimum volume"
)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model",
        metavar="MODEL",
        choices=[*(each.value for each in Model), FRONTIER],
        help=_MODELS,
    )
    _add_files(parser)
    number = parser.add_mutually_exclusive_group()
    number.add_argument(
        "--p",
        type=int,
        metavar="N",
        help="開く数（固定を含む） / number of open sites, fixed ones included",
    )
    number.add_argument(
        "--more",
        type=int,
        metavar="N",
        help="固定に加えて開く数 / number of sites that open beside the fixed ones",
    )
    parser.add_argument(
        "--radius",
        type=float,
        metavar="R",
        help="半径（距離の単位、日本では分。ちょうども含む）"
        " / radius in the unit of the distances, for Japan in minutes; inclusive",
    )
    parser.add_argument(
        "--time-limit",
        type=float,
        metavar="S",
        help="秒数の上限。時間切れなら、そこまでの最良と下限を示す"
        " / seconds at most; when time is out, the best found with its bound",
    )
    _add_more(parser)
    add_japan(parser)
    add_frontier(parser)
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="書き出す。行列の答えは .json、日本の答えは .xlsx .csv .parquet .html も"
        " / write the answer: .json, for Japan .xlsx .csv .parquet .html as well",
    )


def _add_more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--runners-up",
        type=int,
        metavar="N",
        help="次に良い組をN組まで、証明つきで示す / the next best sets, N at most, each proved",
    )
    parser.add_argument(
        "--within",
        type=float,
        metavar="SHARE",
        help=f"次に良い組は最良からこの割合まで（初期値{NEAR:g}） / how far the next sets may be from the "
        f"best, as a share of it (default {NEAR:g})",
    )
    parser.add_argument(
        "--impose",
        type=Path,
        metavar="FILE",
        help="必ず開くことにしたらいくら損かを一つずつ示す候補地の番号、一行に一つ"
        "（日本では病院のidか名前、ファイルかカンマ区切り） / sites forced open in turn, with what each "
        "costs; numbers, one a line (for Japan ids or names of hospitals, in a file or by commas)",
    )
    parser.add_argument(
        "--losses",
        action="store_true",
        help="pmedian・mclp・pcenter の最良の組を、互いの目的で測った表（--radius が要る。日本では書かなければ60分）"
        " / the best sets of pmedian, mclp and pcenter, each measured under all three (needs --radius; of Japan "
        "60 min by default)",
    )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--distances",
        type=Path,
        metavar="FILE",
        help="需要地点×候補地の距離（.npy .npz、見出しのない数のCSV。道がなければ空欄か inf）。"
        "なければ日本の病院から選ぶ"
        " / clients x sites (.npy, .npz, or a CSV of numbers without a header; blank or inf: no way); "
        "without it hospitals of Japan are chosen",
    )
    for name, ja, en in (
        ("weights", "需要地点の重み（初期値1）", "weight of each client (default 1)"),
        ("fixed", "必ず開く候補地の番号（0から）", "sites that are open in any case, from 0"),
        ("forbidden", "開かない候補地の番号（0から）", "sites that never open, from 0"),
        ("capacity", "候補地の容量", "capacity of each site"),
        (
            "demand",
            "容量を埋める需要（初期値は重み）",
            "what fills the capacity (default: weights)",
        ),
        (
            "groups",
            "候補地のグループの番号（なければ空欄か-1）。同じグループからは一か所まで",
            "group of each site (blank or -1: none); at most one of a group opens",
        ),
    ):
        parser.add_argument(
            f"--{name}",
            type=Path,
            metavar="FILE",
            help=f"{ja}。一行に一つ / {en}; one a line",
        )


def _run(options: argparse.Namespace) -> int:
    _check_options(options)
    if options.model == FRONTIER:
        return run_frontier(options)
    refuse_frontier_options(options)
    if options.distances is None:
        return run_japan(options)
    refuse_beside_matrix(options)
    if options.output is not None:
        check_ending(options.output, (".json",))
    asked = SitingAsked(
        Model(options.model),
        options.p,
        options.more,
        options.radius,
        options.time_limit,
        options.runners_up,
        NEAR if options.within is None else options.within,
        options.losses,
    )
    files = _files(options)
    refuse_inputs(options.output, files.given)
    sited = site(asked, files)
    if options.output is not None:
        write_json(options.output, siting_document(sited))
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(siting_document(sited))
    else:
        console = make_console()
        for line in tell_siting(sited, asked):
            console.print(
                line.in_language(options.lang), markup=False, highlight=False, soft_wrap=True
            )
    return 0 if sited.answer.status in {Status.OPTIMAL, Status.FEASIBLE} else 1


def _check_options(options: argparse.Namespace) -> None:
    refuse_two_forms(options)
    if options.within is not None and options.runners_up is None:
        raise FaultError(
            Words(
                "--within は --runners-up とともに使います。",
                "--within is of use with --runners-up only.",
            ),
            "--within",
            Words(
                "--runners-up で組の数を書いてください。", "Say how many sets with --runners-up."
            ),
        )
    if options.time_limit is not None and not options.time_limit > 0:
        raise FaultError(
            Words(
                f"{options.time_limit:g}秒は使えません。",
                f"{options.time_limit:g} seconds are no limit.",
            ),
            "--time-limit",
            Words("0より大きい秒数を書いてください。", "Write seconds above 0."),
        )


def _files(options: argparse.Namespace) -> SitingFiles:
    return SitingFiles(
        options.distances,
        options.weights,
        options.fixed,
        options.forbidden,
        options.capacity,
        options.demand,
        options.groups,
        options.impose,
    )


VERB = Verb(
    "siting",
    Words(
        "施設をどこに置くと最もよいかを、証明（下限）つきで求める",
        "where sites should stand, with the bound that proves it",
    ),
    _add_options,
    _run,
)
