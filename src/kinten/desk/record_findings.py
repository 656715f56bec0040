"""Findings as they are given: by rule on the screen, one by one in files and documents."""

from typing import Any

import polars as pl

from kinten import __version__
from kinten.desk.record_checking import (
    HOSPITAL,
    ID,
    ITEM,
    REASON,
    ROW,
    RULE,
    SEQUENCE,
    SEVERITY,
    TEXT,
    TEXT_EN,
    Checked,
    failed_by_rule,
)
from kinten.desk.recording import MADE_UP, intake_document
from kinten.registry.edits.edit import VERSION, Severity
from kinten.tables.table import Table
from kinten.vocabulary.wording import Words

LIMIT = 250_000
"""Findings that a document holds, unless told otherwise; files hold all."""
_SEVERITIES = {
    Severity.ERROR: Words("誤り", "error"),
    Severity.WARNING: Words("要照会", "warning"),
    Severity.QUERY: Words("確認（自作・未確認）", "query (自作)"),
}
_HEADINGS = (
    Words("規則", "rule"),
    Words("区分", "severity"),
    Words("患者", "patient"),
    Words("重複番号", "number of the tumour"),
    Words("病院", "hospital"),
    Words("場所", "place"),
    Words("内容", "what"),
    Words("残す理由", "reason"),
)


def is_blocked(checked: Checked) -> bool:
    """Tell whether an error stands, or a warning without a written reason; a query never blocks."""
    standing = checked.standing
    return bool((standing[SEVERITY] != str(Severity.QUERY)).any())


def placed_findings(checked: Checked, lang: str) -> pl.DataFrame:
    """Give all findings with their places: rule, severity, id, tumour_sequence, hospital, at, text, reason."""
    name = checked.intake.source.name
    line = (pl.col(ROW) + checked.intake.header_lines).cast(pl.String)
    columns = checked.intake.columns
    return checked.findings.select(
        RULE,
        SEVERITY,
        ID,
        SEQUENCE,
        HOSPITAL,
        (pl.lit(f"{name}:") + line + ":" + pl.col(ITEM).replace(columns)).alias("at"),
        pl.col(TEXT if lang == "ja" else TEXT_EN).alias("text"),
        REASON,
    )


def check_document(checked: Checked, lang: str, limit: int = LIMIT) -> dict[str, Any]:
    """Give the document of `kinten registry check --json`."""
    rules = failed_by_rule(checked.findings, [edit.rule for edit in checked.catalogue.all_edits])
    rows = placed_findings(checked, lang).head(limit).to_dicts()
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in checked.sources],
        "records": intake_document(checked.intake),
        "as_of": checked.asked.as_of.isoformat(),
        "version": VERSION,
        "is_blocked": is_blocked(checked),
        "edits": [
            {
                "rule": edit.rule,
                "severity": str(edit.severity),
                "ja": edit.words.ja,
                "en": edit.words.en,
                "source": edit.source.title.in_language(lang),
                "edition": edit.source.edition,
                "version": edit.version,
                "failed": rules[edit.rule][0],
                "reasoned": rules[edit.rule][1],
            }
            for edit in checked.catalogue.all_edits
        ],
        "not_run": [
            {"rule": rule, "lacking": list(lacking)} for rule, lacking in checked.catalogue.left_out
        ],
        "unconfirmed": [
            {"item": item, "codes": list(codes)} for item, codes in checked.catalogue.unconfirmed
        ],
        "reasons_unused": list(checked.overrides_unused),
        "total": checked.findings.height,
        "findings": rows,
    }


def check_summary(checked: Checked, lang: str) -> Table:
    """Give one row for each rule that a record fails, with the first place."""
    rules = failed_by_rule(checked.findings, [edit.rule for edit in checked.catalogue.all_edits])
    placed = placed_findings(checked, lang)
    firsts = dict(placed.group_by(RULE, maintain_order=True).agg(pl.first("at")).iter_rows())
    rows = tuple(
        (
            _SEVERITIES[edit.severity].in_language(lang),
            edit.rule,
            edit.words.in_language(lang),
            rules[edit.rule][0],
            rules[edit.rule][1] or None,
            firsts[edit.rule],
            f"{edit.source.title.in_language(lang)} ({edit.source.edition})",
        )
        for edit in sorted(
            checked.catalogue.all_edits, key=lambda edit: list(Severity).index(edit.severity)
        )
        if rules[edit.rule][0]
    )
    columns = (
        Words("区分", "severity"),
        Words("規則", "rule"),
        Words("内容", "what"),
        Words("記録", "records"),
        Words("理由あり", "with a reason"),
        Words("最初の場所", "first place"),
        Words("出典", "source"),
    )
    return Table(
        Words("記録の点検", "Check of the records").in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        rows,
        tuple(note.in_language(lang) for note in _notes(checked)),
    )


def findings_table(checked: Checked, lang: str) -> Table:
    """Give all findings as a table for a person."""
    told = {str(each): words.in_language(lang) for each, words in _SEVERITIES.items()}
    placed = placed_findings(checked, lang).with_columns(pl.col(SEVERITY).replace(told))
    return Table(
        Words("点検で見つかったこと", "Findings").in_language(lang),
        tuple(each.in_language(lang) for each in _HEADINGS),
        tuple(placed.iter_rows()),
        tuple(note.in_language(lang) for note in _notes(checked)),
    )


def _notes(checked: Checked) -> list[Words]:
    intake, catalogue = checked.intake, checked.catalogue
    notes = [
        Words(
            f"行 {intake.read:,}（うち空の行 {intake.blank:,}）、点検した記録 {intake.written:,}。"
            f"規則 {len(catalogue.all_edits)}件（版 {VERSION}）、点検日 {checked.asked.as_of}",
            f"{intake.read:,} rows ({intake.blank:,} blank), {intake.written:,} records checked; "
            f"{len(catalogue.all_edits)} rules (version {VERSION}), as of {checked.asked.as_of}",
        )
    ]
    if intake.is_made_up:
        notes.insert(0, MADE_UP)
    if intake.columns_left:
        listed = " ".join(intake.columns_left[:12])
        notes.append(
            Words(f"項目ではない列（使わない）: {listed}", f"columns that are no item: {listed}")
        )
    if catalogue.left_out:
        items = sorted({item for _, lacking in catalogue.left_out for item in lacking})
        notes.append(
            Words(
                f"項目がないため使わなかった規則 {len(catalogue.left_out)}件（ない項目: {' '.join(items)}）",
                f"{len(catalogue.left_out)} rules not run for want of {' '.join(items)}",
            )
        )
    if not checked.asked.codes:
        notes.append(
            Words(
                "ICD-Oの一覧（診断年の版にある符号か）は点検していません。--codes で一覧を指定できます",
                "codes were not held against a list of ICD-O; name one with --codes",
            )
        )
    if checked.asked.families is None:
        notes.append(
            Words(
                "部位と組織型の組み合わせ（IARCのファミリー）は点検していません。--families で表を指定できます",
                "site against histology (families of IARC) was not checked; name their tables with --families",
            )
        )
    if catalogue.unconfirmed:
        listed = "; ".join(
            f"{item} {' '.join(map(str, codes))}" for item, codes in catalogue.unconfirmed
        )
        notes.append(
            Words(
                f"出典を確かめていない符号を使う規則は「確認」にしました: {listed}",
                f"rules that rest on unconfirmed codes are queries: {listed}",
            )
        )
    if checked.overrides_unused:
        lines = " ".join(map(str, checked.overrides_unused))
        notes.append(
            Words(
                f"もう要らない理由の行: {lines}",
                f"lines of reasons that no finding needs: {lines}",
            )
        )
    notes.append(
        Words(
            "患者の記録です。登録者の手元で使い、公表しないでください",
            "these are records of patients: for the registrar, not for release",
        )
    )
    return notes
