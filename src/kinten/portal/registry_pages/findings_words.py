"""The words of edits and severities: from the catalogue of this Kinten, not from the file that was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kinten.desk.recording import all_items
from kinten.registry.edits.catalogue import make_catalogue
from kinten.registry.edits.edit import Severity
from kinten.vocabulary.wording import Words

_SEVERITIES: Mapping[Severity, Words] = {
    Severity.ERROR: Words("誤り", "error"),
    Severity.WARNING: Words("要照会", "warning"),
    Severity.QUERY: Words("確認", "query"),
}


@dataclass(frozen=True, slots=True)
class EditWords:
    """What an edit asks, and where it was published; None where this Kinten does not have it packaged."""

    words: Words | None
    source: Words | None


_UNKNOWN = EditWords(None, None)


def tell_severity(severity: str) -> Words:
    """Give the words of a severity."""
    return _SEVERITIES[Severity(severity)]


def tell_edit(rule: str) -> EditWords:
    """Give the words and the source of an edit by its id.

    Edits of a list of ICD-O or of families that a user loads are not packaged: they have none here.
    """
    return _edits().get(rule, _UNKNOWN)


def tell_text(rule: str, text: str) -> Words:
    """Give the text of a finding in both languages, where it begins with the words of its edit."""
    words = tell_edit(rule).words
    if words is not None:
        for begins in words:
            if text.startswith(begins):
                values = text.removeprefix(begins)
                return Words(f"{words.ja}{values}", f"{words.en}{values}")
    return Words(text, text)


@lru_cache(maxsize=1)
def _edits() -> Mapping[str, EditWords]:
    items = all_items()
    names = frozenset(item.name for item in items)
    # The day tells which dates are to come: the words of the edits do not change with it.
    catalogue = make_catalogue(items, names, date.max, None, is_reported=True)
    return {
        edit.rule: EditWords(
            edit.words,
            Words(
                f"{edit.source.title.ja}（{edit.source.edition}）",
                f"{edit.source.title.en} ({edit.source.edition})",
            ),
        )
        for edit in catalogue.all_edits
    }
