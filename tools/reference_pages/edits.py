"""edits.md: every edit of `kinten registry check`, with its severity and its source."""

from __future__ import annotations

from datetime import date

from kinten.coding.icdo_list import ListedCode
from kinten.desk.recording import all_items
from kinten.registry.edits.catalogue import make_catalogue
from kinten.registry.edits.edit import VERSION, Severity
from kinten.registry.edits.families import MUST, Families
from kinten.vocabulary.wording import Words
from reference_pages.markdown import both, cell, code, page, table

_DAY = date(2000, 1, 1)
_ABOUT = Words(
    "`kinten registry check` の規則です。患者の記録を、一つの式でファイル全体に当てます。"
    "区分が「?」つきのものは、出典を見ていない符号を使うため、符号を確かめるまで「確認」になります。",
    "The edits of `kinten registry check`. A severity with a question mark is a query until the codes "
    "that it rests on are confirmed.",
)


def edits_page() -> str:
    """List every edit, those of loaded lists and families too."""
    items = all_items()
    columns = frozenset(item.name for item in items if item.is_kept)
    families = Families({8000: (MUST, 1)}, {(MUST, 1): frozenset({0})})
    codes = (ListedCode(True, 0, -1, "", 0, 9999), ListedCode(False, 8000, 3, "", 0, 9999))
    confirmed = tuple(item.with_codes(item.known_codes) for item in items)
    told = {
        is_sure: make_catalogue(
            confirmed if is_sure else items, columns, _DAY, families, is_reported=True, codes=codes
        ).all_edits
        for is_sure in (True, False)
    }
    rows = [
        (
            code(edit.rule),
            cell(_severity(edit.severity, now.severity)),
            both(_dated(edit.words)),
            cell(", ".join(edit.items)),
            both(edit.source.title),
            cell(edit.source.edition),
        )
        for edit, now in zip(told[True], told[False], strict=True)
    ]
    heads = (
        "規則 / rule",
        "区分 / severity",
        "内容 / what",
        "項目 / items",
        "出典 / source",
        "版 / edition",
    )
    return page(
        Words("登録の記録の規則", "Edits of registry records"),
        both(_ABOUT),
        f"規則の版 / version: {VERSION}",
        table(heads, rows),
    )


def _severity(sure: Severity, now: Severity) -> str:
    return str(sure) if sure is now else f"{sure} ?"


def _dated(words: Words) -> Words:
    """Leave out the day of the check, which is the reader's."""
    day = _DAY.isoformat()
    return Words(words.ja.replace(f"（{day}）", ""), words.en.replace(f" {day},", ""))
