"""Options that several verbs share, and how they become a call."""

import argparse
import re
from datetime import date
from pathlib import Path

from kinten.cli.output import tell
from kinten.cli.progress import watching
from kinten.desk.call import Call, read_overlay, split_pairs
from kinten.desk.reading import Inputs, read_inputs
from kinten.report.model import Severity
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Add the inputs and what is put beside them."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        type=Path,
        help="様式（.xlsx）・県の資料（.csv .xlsx）・フォルダー / form, paper or folder",
    )
    parser.add_argument(
        "--facts",
        type=Path,
        metavar="FILE",
        help="外からの事実のCSV: hospital,year,fact,value / facts from outside",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="セルの誤りも終了コード2にする / a fault of a cell is exit 2 too",
    )


def add_edition(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the edition and the scope."""
    parser.add_argument(
        "--edition",
        "-e",
        required=required,
        metavar="E",
        help="指針の版（kinten guideline list）/ edition of the guideline",
    )
    parser.add_argument(
        "--scope", metavar="CLAUSE", help="判定する部分（例 R4.8/volume）/ the part that is judged"
    )


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add what shapes a judgement: kind, years, overlay, readings."""
    parser.add_argument(
        "--kind",
        choices=[each.value for each in Kind],
        help="この類型として判定 / judge as this kind",
    )
    parser.add_argument(
        "--year",
        default="all",
        metavar="Y|latest|all",
        help="報告の年（初期値 all）/ year of the report",
    )
    parser.add_argument(
        "--overlay", type=Path, metavar="FILE", help="改定案の重ね合わせ（YAML）/ overlay file"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="CLAUSE=VALUE",
        help="条項の数値や強さを替えて試す / put another number or strength in place",
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="roughly=strict|0.9",
        help="概ね、または両義の条項の読み方 / how 概ね or an ambiguous clause is read",
    )
    parser.add_argument(
        "--as-of", metavar="DATE", help="この日に在職する人だけ数える / people on this day"
    )


def take_inputs(options: argparse.Namespace) -> Inputs:
    """Read the inputs and the facts from outside, showing progress to a person who waits."""
    _refuse_overwriting(options)
    with watching(options.lang) as watch:
        inputs = read_inputs(options.inputs, options.facts, is_strict=options.strict, watch=watch)
    lost = [each for each in inputs.remarks if each.severity is Severity.ERROR]
    if lost:
        told = Words(
            f"読み取れない所が{len(lost)}か所あります（最初は {lost[0].at}）。kinten check で確かめてください。",
            f"{len(lost)} places could not be read (the first is {lost[0].at}): see kinten check.",
        )
        tell(told, options.lang)
    return inputs


def _refuse_overwriting(options: argparse.Namespace) -> None:
    """Raise where the output would overwrite an input."""
    output = getattr(options, "output", None)
    given = [*options.inputs, options.facts, getattr(options, "overlay", None)]
    if output is None or not output.exists():
        return
    if any(path is not None and path.exists() and output.samefile(path) for path in given):
        raise FaultError(
            Words("入力と同じファイルには書き出せません。", "the output would overwrite an input."),
            str(output),
            Words("別の名前を指定してください。", "Choose another name."),
        )


def make_call(options: argparse.Namespace, *, edition: str | None = None) -> Call:
    """Turn the options of a verb into a call; FaultError for a date or pair that cannot be read."""
    day = getattr(options, "as_of", None)
    kind = getattr(options, "kind", None)
    overlay = getattr(options, "overlay", None)
    facts = getattr(options, "facts", None)
    return Call(
        edition=edition or options.edition,
        scope=options.scope,
        kind=None if kind is None else Kind(kind),
        years=_years(getattr(options, "year", "all")),
        readings=split_pairs(getattr(options, "reading", []), "--reading"),
        changes=split_pairs(getattr(options, "set", []), "--set"),
        overlay={} if overlay is None else read_overlay(overlay),
        next_edition=getattr(options, "next", None),
        as_of=None if day is None else _day(day),
        hospital=getattr(options, "hospital", None),
        facts_file=None if facts is None else facts.name,
    )


def _years(text: str) -> str:
    if text in ("all", "latest") or re.fullmatch(r"\d{4}", text):
        return text
    raise FaultError(
        Words(f"年「{text}」は読めません。", f"'{text}' is not a year."),
        "--year",
        Words("西暦4桁、latest、all のいずれか。", "Write four digits, latest or all."),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FaultError(
            Words(f"日付「{text}」は読めません。", f"'{text}' is not a date."),
            "--as-of",
            Words("2026-04-01 のように書いてください。", "Write it like 2026-04-01."),
        ) from error
