"""The items of a registered tumour and their codes, each with where it was seen."""

from typing import Any

from kinten import __version__
from kinten.desk.recording import all_items
from kinten.registry.items import Item
from kinten.tables.table import Table
from kinten.vocabulary.wording import Words

_SHOWN = 12


def items_document() -> dict[str, Any]:
    """Give the document of `kinten registry items --json`."""
    return {
        "kinten": __version__,
        "items": [
            {
                "item": item.name,
                "kind": str(item.kind),
                "ja": item.title.ja,
                "en": item.title.en,
                "national": item.national or None,
                "hospital": item.hospital or None,
                "evidence": item.evidence,
                "is_kept": item.is_kept,
                "codes": [
                    {
                        "code": code.value,
                        "ja": code.meaning.ja,
                        "en": code.meaning.en,
                        "is_confirmed": code.is_confirmed,
                    }
                    for code in item.codes
                ],
            }
            for item in all_items()
        ],
    }


def items_table(lang: str) -> Table:
    """Give one row for each item; codes for which no source was seen carry a question mark."""
    columns = (
        Words("項目", "item"),
        Words("題", "title"),
        Words("全国", "national"),
        Words("院内", "hospital"),
        Words("種類", "kind"),
        Words("符号", "codes"),
        Words("根拠", "evidence"),
    )
    return Table(
        Words("登録の項目", "Items of a registered tumour").in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        tuple(
            (
                item.name,
                item.title.in_language(lang),
                item.national,
                item.hospital,
                str(item.kind),
                _codes(item),
                item.evidence,
            )
            for item in all_items()
        ),
        (
            Words(
                "「?」は出典をまだ見ていない符号。レイアウトの values で確かめた符号を指定できます",
                "codes with a question mark are unconfirmed; a layout's values confirm them",
            ).in_language(lang),
        ),
    )


def _codes(item: Item) -> str:
    shown = [f"{code.value}{'' if code.is_confirmed else '?'}" for code in item.codes[:_SHOWN]]
    return " ".join([*shown, *(["…"] if len(item.codes) > _SHOWN else [])])
