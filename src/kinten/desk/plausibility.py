"""Plausibility of what was read: remarks made while reading, and the general rules over all of it."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kinten import __version__
from kinten.desk.call import split_pairs
from kinten.desk.reading import Inputs
from kinten.guideline.loading import load_edition
from kinten.report.model import Remark
from kinten.report.plausibility import Parameters, check_reports
from kinten.tables.table import Table
from kinten.vocabulary.people import Effort
from kinten.vocabulary.wording import FaultError, Words

_MOST = 10**9
_EFFORTS = (Effort.DEDICATED, Effort.ASSIGNED)


def make_parameters(entries: Sequence[str], edition: str | None = None) -> Parameters:
    """Turn ``NAME=VALUE`` entries into parameters of the rules; FaultError lists the names.

    ``edition`` gives the shares of working hours of 専従 and 専任, None where it holds none.
    """
    changed: dict[str, Any] = {}
    if edition is not None:
        held = load_edition(edition)
        changed = {str(each): held.parameter(each, date.max) for each in _EFFORTS}
    known = {each.name for each in fields(Parameters)}
    for name, value in split_pairs(entries, "--set").items():
        if name not in known:
            listed = " ".join(sorted(known))
            raise FaultError(
                Words(f"規則の目安「{name}」はありません。", f"there is no parameter '{name}'."),
                "--set",
                Words(f"次のいずれか: {listed}", f"One of: {listed}"),
            )
        changed[name] = _number(name, value)
    return replace(Parameters(), **changed)


def _number(name: str, value: str) -> Decimal | int:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    # A growth of nothing would tell every figure, and nobody works more than all hours.
    least, most = {"jump": (1, _MOST), "dedicated": (0, 1), "assigned": (0, 1)}.get(
        name, (0, _MOST)
    )
    if not (number.is_finite() and least <= number <= most):
        raise FaultError(
            Words(f"「{value}」はこの目安の数値になりません。", f"'{value}' cannot be its number."),
            f"--set {name}",
            Words(
                f"{least}以上{most:,}以下の数値を書いてください。",
                f"Write a number from {least} to {most:,}.",
            ),
        )
    return int(number) if isinstance(getattr(Parameters(), name), int) else number


def examine_inputs(inputs: Inputs, parameters: Parameters | None = None) -> tuple[Remark, ...]:
    """Give every remark on the inputs, the gravest first, each once."""
    found = check_reports(inputs.reports, inputs.intake.areas, parameters)
    every = dict.fromkeys((*inputs.remarks, *found))
    order = ("error", "warning", "note")
    return tuple(sorted(every, key=lambda remark: order.index(remark.severity.value)))


def remarks_document(
    remarks: Sequence[Remark], inputs: Inputs, parameters: Parameters
) -> dict[str, Any]:
    """Give the remarks as plain values (`kinten schema check`)."""
    counts = dict.fromkeys(("error", "warning", "note"), 0)
    for remark in remarks:
        counts[remark.severity.value] += 1
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in inputs.sources],
        "reports": len(inputs.reports),
        "parameters": {
            name: None if value is None else str(value)
            for name, value in asdict(parameters).items()
        },
        "counts": counts,
        "remarks": [
            {
                "rule": each.rule,
                "severity": each.severity.value,
                "at": each.at,
                "hospital": each.hospital or None,
                "year": each.year,
                "fact": each.fact or None,
                "words": {"ja": each.words.ja, "en": each.words.en},
            }
            for each in remarks
        ],
    }


def remarks_table(remarks: Sequence[Remark], lang: str) -> Table:
    """Lay the remarks out, a row each."""
    columns = (
        Words("重さ", "gravity"),
        Words("病院", "hospital"),
        Words("年", "year"),
        Words("気づいた点", "what was found"),
        Words("規則", "rule"),
        Words("場所", "place"),
    )
    rows = tuple(
        (
            each.severity.label.in_language(lang),
            each.hospital or None,
            each.year,
            each.words.in_language(lang),
            each.rule,
            each.at,
        )
        for each in remarks
    )
    title = Words(f"確かめてほしい点 {len(remarks)}件", f"{len(remarks)} points to look at")
    return Table(
        title.in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        rows,
    )


def rules_table(parameters: Parameters, lang: str) -> Table:
    """List the parameters of the rules with their values."""
    rows = tuple(
        (name, None if value is None else str(value)) for name, value in asdict(parameters).items()
    )
    title = Words("規則の目安（--set 名前=値）", "parameters of the rules (--set NAME=VALUE)")
    return Table(
        title.in_language(lang),
        (Words("名前", "name").in_language(lang), Words("値", "value").in_language(lang)),
        rows,
    )
