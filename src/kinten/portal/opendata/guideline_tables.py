"""Open tables of the guideline: its editions, and their clauses with strength and citation."""

from collections.abc import Iterator
from datetime import date

from kinten.desk.guidelines import list_document
from kinten.guideline.clauses import Clause
from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.overlaying import number_of
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding
from kinten.portal.opendata.sourcing import editions_source
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

_EDITION = Column("edition", Words("版", "edition"), is_key=True)


def _editions(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    for each in list_document()["editions"]:
        clauses = sum(1 for _ in load_edition(each["id"]).walk())
        yield (
            each["id"],
            each["title"]["ja"],
            each["title"]["en"],
            each["notice"],
            each["issued"],
            each["in_force"]["from"],
            each["in_force"]["to"],
            each["predecessor"],
            clauses,
            each["complete"],
            each["clauses_held"],
            each["draft"],
            each["checked_on"],
            each["hash"],
        )


def _clauses(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    for name in list_editions():
        for clause in load_edition(name).walk():
            yield _clause(name, clause)


def _clause(edition: str, clause: Clause) -> Row:
    number, cited = number_of(clause), clause.citation
    return (
        clause.id,
        edition,
        clause.label.ja,
        clause.label.en,
        *coding(clause.strength, clause.strength.label),
        *coding(clause.manner, clause.manner.label),
        *coding(clause.binds, clause.binds.label),
        " ".join(kind for kind in Kind if kind in clause.kinds),
        None if number is None else str(number),
        clause.is_hole,
        *coding(clause.provenance, clause.provenance.label),
        cited.title,
        cited.place or None,
        cited.address,
    )


EDITIONS = OpenTable(
    "editions",
    Words("指定要件などの版", "Editions of the guidelines"),
    Words(
        "収載している版。表題だけを収載し、条項のないものもあります。",
        "The editions held. Of some only the title is held, and no clause.",
    ),
    (
        _EDITION,
        Column("title_ja", Words("表題", "title, Japanese"), only="ja"),
        Column("title_en", Words("表題（英語）", "title"), only="en"),
        Column("notice", Words("通知", "notice"), is_japanese=True),
        Column("issued", Words("発出日", "issued"), Form.DAY),
        Column("in_force_from", Words("施行", "in force from"), Form.DAY),
        Column(
            "in_force_to",
            Words("効力がなくなる最初の日", "first day no longer in force"),
            Form.DAY,
        ),
        Column("predecessor", Words("前の版", "predecessor")),
        Column("clauses", Words("条項の数", "clauses"), Form.NUMBER),
        Column("complete", Words("本文を全て収載", "whole text held"), Form.YES_NO),
        Column("clauses_held", Words("条項を収載", "clauses held"), Form.YES_NO),
        Column("draft", Words("案", "draft"), Form.YES_NO),
        Column("checked_on", Words("確かめた日", "checked on"), Form.DAY),
        Column(
            "hash",
            Words("内容のハッシュ", "hash of the content"),
            meaning=Words("内容のSHA-256", "SHA-256 of the content"),
            only="file",
        ),
    ),
    _editions,
    editions_source,
    is_recorded=False,
)
CLAUSES = OpenTable(
    "clauses",
    Words("条項", "Clauses"),
    Words(
        "版ごとの条項の符号、強さ、出典。言い方は独自のもので、通知の文ではありません。",
        "Id, strength and citation of each clause of each edition. The words are our own, not those of the notice.",
    ),
    (
        Column("clause", Words("条項", "clause"), is_key=True),
        Column("edition", Words("版", "edition"), is_key=True),
        Column("label_ja", Words("要件", "requirement, Japanese"), only="ja"),
        Column("label_en", Words("要件（英語）", "requirement"), only="en"),
        *coded(
            "strength", Words("強さ", "strength"), "must principle desirable desirable_next none"
        ),
        *coded("manner", Words("程度", "manner"), "exactly roughly"),
        *coded("binds", Words("拘束する相手", "binds"), "hospital designator ncc"),
        Column(
            "kinds",
            Words("病院の種類の符号", "kinds (codes)"),
            meaning=Words(
                "対象となる病院の種類の符号、空白で区切る",
                "kinds that it concerns, with blanks between",
            ),
        ),
        Column(
            "number",
            Words("数", "number"),
            meaning=Words("条項にある数（十進）", "number in the clause, a decimal"),
        ),
        Column("hole", Words("本文は未収載", "text not held"), Form.YES_NO),
        *coded(
            "provenance",
            Words("確かめ方", "provenance"),
            "printed excerpt carried_back carried_forward unconfirmed",
        ),
        Column("citation", Words("出典", "citation"), is_japanese=True),
        Column("place", Words("出典の箇所", "place in it"), is_japanese=True),
        Column("address", Words("出典の住所", "address of the source")),
    ),
    _clauses,
    editions_source,
    is_recorded=False,
)
