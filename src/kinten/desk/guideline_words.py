"""Words about editions that a command and a page share: how much is held, what differs, how it was matched."""

from collections.abc import Iterable, Mapping
from typing import Any

from kinten.guideline.differing import Change
from kinten.vocabulary.wording import Words

Document = Mapping[str, Any]
_NEIGHBOURS = 2  # editions of a comparison without another in between

ASPECTS = {
    "test": Words("判定の仕方", "test"),
    "strength": Words("強さ", "strength"),
    "manner": Words("概ねかどうか", "manner"),
    "kinds": Words("類型", "kinds"),
    "condition": Words("条件", "condition"),
    "binds": Words("誰を縛るか", "whom it binds"),
}
"""What of a clause can differ between two editions, by its name in the document."""


def tell_held(edition: Document) -> Words:
    """Tell how much of an edition's text is held."""
    if not edition["clauses_held"]:
        return Words("名称のみ", "title only")
    if edition["complete"]:
        return Words("全文", "whole text")
    return Words("一部（未収載の節あり）", "in part (sections missing)")


def tell_matching(document: Document) -> Iterable[Words]:
    """Tell how the clauses were matched, and what is lost on the way over several editions."""
    chain = "→".join(document["chain"])
    is_chain = len(document["chain"]) > _NEIGHBOURS
    if not document["mapping"] and not is_chain:
        yield Words(
            "この向きの対応表はありません。条項の名が同じものだけを比べています。",
            "There is no mapping this way round: clauses are matched by their paths alone.",
        )
    lost = document["counts"][Change.LOST]
    if not is_chain:
        if lost:
            yield Words(
                f"節の条文も新版での対応も未確認のため、{lost}件はたどれません。",
                f"{lost} cannot be followed: neither the section nor its successor was seen.",
            )
        return
    yield Words(
        f"隣り合う版の対応表を順にたどりました: {chain}。",
        f"The mappings between neighbouring editions were followed: {chain}.",
    )
    if not document["mapping"]:
        yield Words(
            "対応表のない版の間は、条項の名が同じものだけを比べています。",
            "Between editions without a mapping clauses are matched by their paths alone.",
        )
    if lost:
        yield Words(
            f"間の版の条文が未収載のため、{lost}件はたどれません（各行の注）。",
            f"{lost} cannot be followed, since the text of an edition between is not held (see the notes).",
        )
    if document["between"]:
        yield Words(
            f"間の版にだけあり、この比較に現れないもの: {'、'.join(document['between'])}",
            f"In an edition between only, and so not compared here: {', '.join(document['between'])}",
        )
