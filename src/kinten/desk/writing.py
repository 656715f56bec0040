"""A judgement to a file: a table, the JSON document, or the page for print."""

from dataclasses import replace
from pathlib import Path

from kinten.desk.judging import Judgement
from kinten.desk.pages import report_page
from kinten.desk.reading import Inputs
from kinten.desk.result import as_document, plain_number
from kinten.desk.states import CAUTION, state_of_whole
from kinten.desk.telling import Item, items_of, tell_reasons
from kinten.desk.telling_facts import is_range, tell_fact, tell_settling
from kinten.desk.telling_notes import notes_on
from kinten.tables.files import write_text
from kinten.tables.table import Table, Value
from kinten.tables.writing import ENDINGS, write_json, write_table
from kinten.verdict.settling import settle
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

JUDGEMENT_ENDINGS = ENDINGS


def write_judgement(path: Path, judgement: Judgement, inputs: Inputs, lang: str) -> None:
    """Write a judgement by the ending: .json whole, .html as the page, others as a table."""
    if path.suffix.lower() == ".json":
        document = as_document(judgement, inputs.sources)
        write_json(path, document)
    elif path.suffix.lower() == ".html":
        write_text(path, report_page(judgement, inputs, lang))
    else:
        write_table(path, _headed(path, judgement_table(judgement, lang), lang))


def _headed(path: Path, table: Table, lang: str) -> Table:
    """Put the caution into a column where the file has no place above its columns."""
    if path.suffix.lower() == ".xlsx":
        return table
    name = Words("注意", "caution").in_language(lang)
    caution = CAUTION.in_language(lang)
    return replace(
        table,
        columns=(*table.columns, name),
        rows=tuple((*row, caution) for row in table.rows),
    )


def judgement_table(judgement: Judgement, lang: str) -> Table:
    """Lay a judgement out as a table, one row for each hospital and year."""
    labels = list(
        dict.fromkeys(
            item.label.in_language(lang)
            for judged in judgement.hospitals
            for item in items_of(judged.explanation)
        )
    )
    fixed = (
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("病院", "hospital"),
        Words("類型", "kind"),
        Words("年", "year"),
        Words("判定", "verdict"),
        Words("決め手", "what decided"),
        Words("尋ねる事実", "to be asked"),
        Words("注", "notes"),
    )
    rows = []
    for judged in judgement.hospitals:
        report, explanation = judged.report, judged.explanation
        figures = {
            item.label.in_language(lang): _figure(item, lang) for item in items_of(explanation)
        }
        cells: list[Value] = [
            PREFECTURES[report.prefecture].in_language(lang) if report.prefecture else None,
            report.area or None,
            report.hospital,
            report.kind.label.in_language(lang),
            report.year,
            state_of_whole(explanation).in_language(lang),
            "\n".join(tell_reasons(explanation, lang)),
            tell_settling(settle(explanation), lang) or None,
            ("；" if lang == "ja" else "; ").join(notes_on(judged, lang)) or None,
        ]
        cells.extend(figures.get(label) for label in labels)
        rows.append(tuple(cells))
    edition = judgement.edition
    return Table(
        f"{edition.id} {Words('判定', 'judgement').in_language(lang)}",
        (*(words.in_language(lang) for words in fixed), *labels),
        tuple(rows),
        (CAUTION.in_language(lang), f"{edition.name.in_language(lang)} {edition.hash[:16]}"),
    )


def _figure(item: Item, lang: str) -> Value:
    """Give a figure as a number, a range (「10未満」) in words, None where there is none."""
    if item.value is None and is_range(item.given):
        return tell_fact(item.fact, item.given, lang)
    return plain_number(item.value)
