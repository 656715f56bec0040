"""``kinten registry protect`` and ``audit-table``: small counts hidden so that none can be reckoned."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.output import refuse_inputs, tell, tell_written
from kinten.cli.tables import give, give_table, refuse_two_forms
from kinten.desk.linked_outputs import linked_outputs, refuse_unwritable
from kinten.desk.protected_tables import (
    PICTURES,
    PROTECTED_ENDINGS,
    cautions,
    draw_release,
    release_document,
    release_table,
    write_release,
)
from kinten.desk.protecting import Release, Wish, entry_of, protect_tables
from kinten.desk.release_ledger import Ledger, hold_ledger
from kinten.desk.table_audit import audit_document, audit_listing, audit_table
from kinten.disclosure.masking import DEFAULT_K
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words

_SECONDS = 30.0


def add_protect(parser: argparse.ArgumentParser) -> None:
    """Add the options of the protection."""
    add_counts(parser)
    parser.add_argument(
        "--linked",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="TABLE",
        help="同じセルを持つほかの表。-o の名前に「-表の名前」を付けて書く"
        " / other tables that share cells; written beside -o, as OUTPUT-TABLE",
    )
    parser.add_argument(
        "--publish-status",
        choices=("yes", "no"),
        default="yes",
        help="status の列を公表するか。no なら列を除き、小さいために隠したことを伏せる（初期値 yes）"
        " / whether the column status is published; no leaves it out, so that nobody sees which cells are "
        "small (default yes)",
    )
    parser.add_argument(
        "--insider",
        metavar="COLUMN",
        help="この区分の一つ一つ（例 hospital）が自分の件数を知っていても、ほかの小さい件数が分からないようにする"
        " / protect from insiders too: each value of this dimension, such as hospital, knows its own counts",
    )
    parser.add_argument(
        "--rounding",
        type=int,
        metavar="B",
        help="隠す代わりに、合計の合うようにBの倍数へ丸める / round to multiples of B that add up, instead of "
        "hiding",
    )
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="公表の台帳。前の公表と合わせても分からないように隠し、この公表を書き加える"
        " / ledger of releases: protect beside all earlier ones, and add this one",
    )
    parser.add_argument(
        "--release",
        metavar="NAME",
        help="台帳に書くこの公表の名前 / name of this release in the ledger",
    )
    add_told(parser)
    parser.add_argument(
        "--time-limit",
        type=float,
        default=_SECONDS,
        metavar="S",
        help=f"最少を求める時間（秒、初期値{_SECONDS:g}）。切れても安全 / seconds for the least "
        f"(default {_SECONDS:g}); it is safe without",
    )
    _add_output(parser, PROTECTED_ENDINGS)


def add_audit(parser: argparse.ArgumentParser) -> None:
    """Add the options of the audit."""
    add_counts(parser)
    parser.add_argument(
        "--rounding",
        type=int,
        metavar="B",
        help="Bの倍数に丸めた表として調べる / audit as a table rounded to multiples of B",
    )
    parser.add_argument(
        "--strict", action="store_true", help="unsafe なら終了コード1 / exit 1 where it is unsafe"
    )
    _add_output(parser, ENDINGS)


def add_counts(parser: argparse.ArgumentParser) -> None:
    """Add the table and what it holds."""
    parser.add_argument(
        "table",
        type=Path,
        metavar="TABLE",
        help="件数の表（区分の列、n、合計は total） / counts: dimension columns, n, margins as total",
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=DEFAULT_K,
        metavar="K",
        help=f"K未満を隠す（初期値{DEFAULT_K}） / hide counts under K (default {DEFAULT_K})",
    )
    parser.add_argument(
        "--hide-zeros", action="store_true", help="0件も隠す / hide counts of nothing too"
    )
    parser.add_argument(
        "--derived",
        action="extend",
        nargs="+",
        default=[],
        metavar="COLUMN",
        help="件数から求めた列（率、割合、平均）。件数が隠れる所で隠す"
        " / columns made of the counts (rates, percentages, means): hidden where they would tell a count",
    )
    parser.add_argument(
        "--population",
        metavar="COLUMN",
        help="人口か人年の列。そのまま示す / column of people or person-years; shown as it is",
    )


def add_told(parser: argparse.ArgumentParser) -> None:
    """Add what the ledger is told of a table."""
    parser.add_argument(
        "--about",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="表のすべての行に当てはまる区分（例 year=2024、何度でも）"
        " / a dimension with one value for every row, such as year=2024 (may be repeated)",
    )
    parser.add_argument(
        "--date", metavar="DATE", help="台帳に書く日付 / date that is written in the ledger"
    )


def _add_output(parser: argparse.ArgumentParser, endings: tuple[str, ...]) -> None:
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(endings))


def run_protect(options: argparse.Namespace) -> int:
    """Protect the tables, write them in the ledger, and give them."""
    outputs = _outputs(options)
    _refuse(options, [options.table, *options.linked], outputs, PROTECTED_ENDINGS)
    wish = wish_of(options)
    if (options.ledger is None) != (options.release is None):
        raise FaultError(
            Words(
                "--ledger と --release は一緒に使います。", "--ledger and --release go together."
            ),
            "--ledger --release",
            Words("両方を書いてください。", "Write both."),
        )
    with _held(options.ledger) as ledger:
        earlier = None if ledger is None else ledger.before(options.release)
        release = protect_tables([options.table, *options.linked], wish, earlier)
        for at, path in enumerate(outputs):
            if path.suffix.lower() in PICTURES:
                draw_release(release, at, options.lang)
        if ledger is not None:
            # In the ledger first: nothing is ever published that it does not know.
            ledger.add(entry_of(release, options.release, read_date(options)))
        with _told_entered(options):
            _give(options, release, outputs)
        if outputs or options.json:
            for words in cautions(release):
                tell(words, options.lang)
    return 0


def _outputs(options: argparse.Namespace) -> list[Path]:
    """Give the files of the tables, in their order; a document has all tables in one."""
    if options.output is None:
        return []
    check_ending(options.output, PROTECTED_ENDINGS)
    if options.output.suffix.lower() == ".json":
        return [options.output]
    return [options.output, *linked_outputs(options.output, options.linked)]


def _give(options: argparse.Namespace, release: Release, outputs: list[Path]) -> None:
    linked = range(1, 1 + len(options.linked))
    for at in linked:
        if at < len(outputs):
            write_release(outputs[at], release, at, options.lang)
            tell_written(outputs[at], options.lang)
    if options.output is not None and options.output.suffix.lower() in PICTURES:
        write_release(options.output, release, 0, options.lang)
        tell_written(options.output, options.lang)
        return
    give(
        options,
        lambda: release_table(release, 0, options.lang),
        lambda: release_document(release),
    )
    if options.output is None and not options.json:
        for at in linked:
            give_table(release_table(release, at, options.lang), None, options.lang)


@contextmanager
def _told_entered(options: argparse.Namespace) -> Iterator[None]:
    """Say of a release that could not be written that the ledger has it."""
    try:
        yield
    except FaultError:
        if options.ledger is not None:
            tell(
                Words(
                    f"台帳には「{options.release}」を書き加えました。",
                    f"The ledger has '{options.release}' all the same.",
                ),
                options.lang,
            )
        raise


@contextmanager
def _held(path: Path | None) -> Iterator[Ledger | None]:
    if path is None:
        yield None
        return
    with hold_ledger(path) as ledger:
        yield ledger


def wish_of(options: argparse.Namespace) -> Wish:
    """Make the wish of the options; FaultError for numbers that cannot be used."""
    seconds = getattr(options, "time_limit", _SECONDS)
    if not seconds > 0:
        raise _cannot_use(
            "--time-limit",
            seconds,
            Words("0より大きい秒数を書いてください。", "Write seconds above 0."),
        )
    rounding = getattr(options, "rounding", None)
    _refuse_rounding(rounding)
    about = read_pairs(
        options.about,
        "--about",
        Words("year=2024 のように書いてください。", "Write it like year=2024."),
    )
    return Wish(
        options.threshold,
        seconds,
        hides_zeros=options.hide_zeros,
        has_statuses=getattr(options, "publish_status", "yes") == "yes",
        derived=tuple(options.derived),
        population=options.population,
        about=tuple(about.items()),
        rounding=rounding or 0,
        insider=getattr(options, "insider", None),
    )


def read_pairs(texts: Sequence[str], option: str, mend: Words) -> dict[str, str]:
    """Read NAME=VALUE; FaultError where one cannot be read, or a name is there twice."""
    pairs: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not (name and sign and value):
            raise FaultError(
                Words(f"「{text}」は読めません。", f"'{text}' cannot be read."), option, mend
            )
        if name in pairs:
            raise FaultError(
                Words(f"「{name}」が二度書かれています。", f"'{name}' is there twice."),
                option,
                Words("一つだけを書いてください。", "Write one of them."),
            )
        pairs[name] = value
    return pairs


def read_date(options: argparse.Namespace) -> str:
    """Give the date for the ledger as it is written there; empty where none was given."""
    return "" if options.date is None else day_of("--date")(options.date).isoformat()


def run_audit(options: argparse.Namespace) -> int:
    """Reckon what can be reckoned of hidden cells."""
    _refuse(options, [options.table], [options.output] if options.output else [], ENDINGS)
    _refuse_rounding(options.rounding)
    audit = audit_table(
        options.table,
        options.threshold,
        hides_zeros=options.hide_zeros,
        rounding=options.rounding or 0,
        derived=options.derived,
        population=options.population,
    )
    give(options, lambda: audit_listing(audit, options.lang), lambda: audit_document(audit))
    return 1 if options.strict and not all(audit.is_safe) else 0


def _refuse(
    options: argparse.Namespace,
    tables: list[Path],
    outputs: list[Path],
    endings: tuple[str, ...],
) -> None:
    refuse_two_forms(options)
    for path in outputs:
        check_ending(path, endings)
        refuse_unwritable(path)
        refuse_inputs(path, [*tables, getattr(options, "ledger", None)])
    refuse_threshold(options.threshold)


def refuse_threshold(threshold: int) -> None:
    """Raise where nothing could be below the threshold."""
    if threshold < 2:
        raise _cannot_use(
            "--threshold",
            threshold,
            Words("2以上の数を書いてください。", "Write a number of 2 or more."),
        )


def _refuse_rounding(base: int | None) -> None:
    if base is not None and base < 2:
        raise _cannot_use(
            "--rounding",
            base,
            Words("2以上の数を書いてください。例: 5", "Write a number of 2 or more, such as 5."),
        )


def _cannot_use(option: str, value: float, mend: Words) -> FaultError:
    return FaultError(
        Words(f"{value:g} は使えません。", f"{value:g} cannot be used."), option, mend
    )
