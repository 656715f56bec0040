"""Options that several verbs share, and how they become a call."""

import argparse
import re
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.output import print_refused, refuse_inputs, tell
from kinten.cli.progress import watching
from kinten.desk.call import Call, read_overlay, split_pairs
from kinten.desk.placing import PUBLISHED
from kinten.desk.reading import Inputs, read_inputs
from kinten.guideline.loading import find_edition
from kinten.report.model import Severity
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

KINDS_TOLD = Words(
    "、".join(f"{kind.value}={kind.label.ja}" for kind in Kind),
    ", ".join(f"{kind.value}: {kind.label.en}" for kind in Kind),
)


_EDITION = (
    "指針の版（例 R4.8。一覧は kinten guideline list）か、自分で書いた版のフォルダー"
    " / edition of the guideline, such as R4.8 (kinten guideline list), or the folder of your own"
)
_EDITION_OF_YEARS = (
    "どちらの年もこの版で判定（例 R4.8）。初期値は、それぞれの年に施行中の版"
    " / judge both years under this edition (R4.8); by default each under the one then in force"
)

_YEARS = (
    "提出の年（西暦）。latest は病院ごとに最も新しい年、all はすべて（初期値 all）"
    " / year of submission; latest takes each hospital's last, all every one (default: all)"
)
_AS_OF = (
    "この日に在職する人だけを数える（例 2026-04-01）"
    " / count only the people who serve on this day (2026-04-01)"
)


def add_reports(parser: argparse.ArgumentParser) -> None:
    """Add the reports to read."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        type=Path,
        help="記入した様式（.xlsx）、県の会議資料（.csv .xlsx）、またはそれらのフォルダー"
        " / filled-in form (.xlsx), prefecture's meeting paper (.csv .xlsx), or a folder of them",
    )


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Add the inputs and what is put beside them."""
    add_reports(parser)
    parser.add_argument(
        "--facts",
        type=Path,
        metavar="FILE",
        help="報告にない事実のCSV（列は hospital,year,fact,value。事実の名は docs/reference/facts.md）"
        " / CSV of facts that no report holds, with the columns hospital,year,fact,value",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="読めないセルが一つでもあれば、判定せず終了コード2で終わる"
        " / stop with exit code 2 at any cell that cannot be read",
    )


def add_edition(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the edition and the scope."""
    parser.add_argument(
        "--edition",
        "-e",
        required=required,
        metavar="E",
        help=_EDITION if required else _EDITION_OF_YEARS,
    )
    parser.add_argument(
        "--scope",
        metavar="CLAUSE",
        help="この節か条項だけを判定（例 volume。一覧は kinten guideline show 版）。初期値は版の全体"
        " / judge only this section or clause, such as volume (kinten guideline show E);"
        " by default the whole edition",
    )


def add_judging(
    parser: argparse.ArgumentParser, *, year: str = "all", years: str = _YEARS, as_of: str = _AS_OF
) -> None:
    """Add what shapes a judgement: kind, years, overlay, readings.

    ``year`` is the default; ``years`` and ``as_of`` are what a verb says of the two options.
    """
    parser.add_argument(
        "--kind",
        choices=[each.value for each in Kind],
        help=f"報告の類型に代えて、この類型として判定（{KINDS_TOLD.ja}）"
        f" / judge as this kind, whatever the report says ({KINDS_TOLD.en})",
    )
    parser.add_argument(
        "--year",
        default=year,
        metavar="Y|latest|all",
        help=years,
    )
    parser.add_argument(
        "--overlay",
        type=Path,
        metavar="FILE",
        help="改定案のファイル（YAML: name, set, reading）を版に重ねて判定"
        " / judge under the edition with a revision laid over it (YAML: name, set, reading)",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="CLAUSE=VALUE",
        help="条項の数値か強さを替えて試す（例 volume/absolute/surgery=300、resident_share=15%%）"
        " / try another number or strength (volume/absolute/surgery=300, resident_share=15%%)",
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="roughly=strict|0.9",
        help="「概ね」の読み方（strict は文言どおり、0.9 は9割で充足）、または 条項=読み方"
        "。初期値では、届かない「概ね」は人の判断を待つ"
        " / how 'roughly' is read (strict: to the letter; 0.9: nine tenths will do), or"
        " CLAUSE=READING; by default a figure that misses waits for a person",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=as_of,
    )


def add_exact(parser: argparse.ArgumentParser) -> None:
    """Add the wish to see small counts."""
    parser.add_argument(
        "--exact",
        action="store_true",
        help="10未満の件数も値のまま示す（自院の報告や非公開の会議用）"
        " / show counts below 10 as they are (one's own report, a closed meeting)",
    )


def take_inputs(options: argparse.Namespace) -> Inputs:
    """Read the inputs and the facts from outside, showing progress to a person who waits."""
    _refuse_overwriting(options)
    with watching(options.lang) as watch:
        inputs = read_inputs(
            options.inputs,
            options.facts,
            edition=getattr(options, "edition", None),
            is_strict=options.strict,
            watch=watch,
        )
    _refuse_nothing_read(inputs, options.lang)
    lost = [each for each in inputs.remarks if each.severity is Severity.ERROR]
    if lost:
        told = Words(
            f"読み取れない所が{len(lost)}か所あります（最初は {lost[0].at}）。kinten check で確かめてください。",
            f"{len(lost)} places could not be read (the first is {lost[0].at}): see kinten check.",
        )
        tell(told, options.lang)
    return inputs


def _refuse_nothing_read(inputs: Inputs, lang: str) -> None:
    """Raise where every file was refused, after each has been named with its fault."""
    if inputs.refused and not inputs.reports and not inputs.intake.areas:
        print_refused(inputs.refused, lang)
        count = len(inputs.refused)
        raise FaultError(
            Words(
                f"読めた報告がありません（{count}件すべてを除外）。",
                f"nothing could be read ({count} files, all refused).",
            ),
            "INPUT",
            Words("上に示した所を直してください。", "Mend the places told above."),
        )


def _refuse_overwriting(options: argparse.Namespace) -> None:
    """Raise where the output would overwrite an input."""
    given = [*options.inputs, options.facts, getattr(options, "overlay", None)]
    refuse_inputs(getattr(options, "output", None), given)


def make_call(options: argparse.Namespace, *, edition: str | None = None) -> Call:
    """Turn the options of a verb into a call; FaultError for a date or pair that cannot be read."""
    day = getattr(options, "as_of", None)
    kind = getattr(options, "kind", None)
    overlay = getattr(options, "overlay", None)
    facts = getattr(options, "facts", None)
    later = getattr(options, "next", None)
    if later is not None:
        find_edition(later, "--next")
    return Call(
        edition=edition or options.edition,
        scope=options.scope,
        kind=None if kind is None else Kind(kind),
        years=_years(getattr(options, "year", "all")),
        readings=split_pairs(getattr(options, "reading", []), "--reading"),
        changes=split_pairs(getattr(options, "set", []), "--set"),
        overlay={} if overlay is None else read_overlay(overlay),
        next_edition=later,
        as_of=None if day is None else day_of("--as-of")(day),
        hospital=getattr(options, "hospital", None),
        facts_file=None if facts is None else facts.name,
        network=_network_name(getattr(options, "network", None)),
        is_exact=getattr(options, "exact", False),
    )


def _network_name(network: object) -> str | None:
    """Name the network that facts are taken from; a verb about places has a path and loads its own."""
    if not isinstance(network, str):
        return None
    return network if network == PUBLISHED else Path(network).resolve().name


def _years(text: str) -> str:
    if text in ("all", "latest") or re.fullmatch(r"\d{4}", text):
        return text
    raise FaultError(
        Words(f"年「{text}」は読めません。", f"'{text}' is not a year."),
        "--year",
        Words("西暦4桁、latest、all のいずれか。", "Write four digits, latest or all."),
    )
