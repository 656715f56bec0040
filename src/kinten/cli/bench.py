"""``kinten bench``: what is measured, beside the named peer, against its floors."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from kinten.cli.output import print_json
from kinten.cli.printing import make_console
from kinten.cli.verb import Verb
from kinten.desk.benching import (
    BENCHES,
    find_bench,
    is_held,
    label_of,
    prepare_peers,
    run_bench,
)
from kinten.vocabulary.wording import Words

_HOLDS = {
    True: (Words("○", "holds"), "green"),
    False: (Words("× 下限割れ", "MISSED"), "bold red"),
    None: (Words("", ""), ""),
}
_NOT_MEASURED = Words("未計測", "not measured")


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "bench",
        metavar="NAME",
        choices=BENCHES,
        help="計測の名（verdict は判定器、network は改定案と地図、access は届きやすさ、siting は配置、"
        "registry はがん登録、spark はその式をSparkで、portal はポータルの頁）"
        " / name of the bench (verdict: the evaluator; network: scenarios and maps; access; siting; "
        "registry; spark: its expressions there; portal: its pages)",
    )
    parser.add_argument(
        "--short", action="store_true", help="40秒以内で終わる短い計測 / a short run, within 40 s"
    )
    parser.add_argument(
        "--no-peer",
        action="store_true",
        help="比較対象のソフトウェアを入れず、Kintenだけを計測"
        " / measure Kinten alone, without installing the peer",
    )
    parser.add_argument(
        "--json", action="store_true", help="表でなくJSONで / JSON in place of a table"
    )


def _run(options: argparse.Namespace) -> int:
    folder = find_bench(options.bench)
    python = Path(sys.executable) if options.no_peer else prepare_peers(folder)
    document = run_bench(folder, python, is_short=options.short, with_peer=not options.no_peer)
    if options.json:
        print_json(document)
    else:
        _print_figures(document, options.lang)
    return 0 if is_held(document) else 1


def _print_figures(document: Mapping[str, Any], lang: str) -> None:
    console = make_console()
    console.print(document["machine"], markup=False, soft_wrap=True)
    table = Table(show_lines=False, pad_edge=False)
    for name in (
        Words("計測", "figure"),
        Words("値", "value"),
        Words("比較対象", "peer"),
        Words("比", "ratio"),
        Words("下限・上限", "floor"),
        Words("判定", "holds"),
    ):
        table.add_column(name.in_language(lang), overflow="fold")
    for figure in document["figures"]:
        table.add_row(*_row(figure, lang))
    console.print(table)
    peers = sorted({figure["peer"] for figure in document["figures"] if figure["peer"]})
    if peers:
        told = Words("比較対象", "peer").in_language(lang)
        console.print(f"{told}: {' '.join(peers)}", markup=False, soft_wrap=True)


def _row(figure: Mapping[str, Any], lang: str) -> tuple[str | Text, ...]:
    words, style = _HOLDS[figure["holds"]]
    held = words.in_language(lang)
    if figure["holds"] is None and figure["floor"] is not None:
        held = _NOT_MEASURED.in_language(lang)
    ratio = figure["ratio"]
    return (
        label_of(figure["name"]).in_language(lang),
        _told(figure["value"], figure["unit"], lang),
        "" if figure["peer_value"] is None else _told(figure["peer_value"], figure["unit"], lang),
        "" if ratio is None else f"{ratio:.3g}",
        figure["floor"] or "",
        Text(held, style=style),
    )


def _told(number: float | None, unit: str, lang: str) -> str:
    if number is None:
        return _NOT_MEASURED.in_language(lang)
    return f"{number:,.4g} {_UNITS.get(unit, Words(unit, unit)).in_language(lang)}"


_UNITS = {
    "hospitals": Words("病院", "hospitals"),
    "clauses": Words("要件", "clauses"),
    "scenarios": Words("案", "scenarios"),
    "reports": Words("件", "reports"),
    "requests": Words("件", "requests"),
    "requests/s": Words("件/s", "requests/s"),
    "cores": Words("コア", "cores"),
}


VERB = Verb(
    "bench",
    Words(
        "速さを計測し、比較対象と下限に照らす（ソースのチェックアウトで）",
        "measure speed beside the named peer (in a source checkout)",
    ),
    _add_options,
    _run,
)
