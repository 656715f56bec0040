"""Editions, clauses, differences and examinations on the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from kinten.cli.printing import make_console
from kinten.desk.guideline_words import ASPECTS, tell_held, tell_matching
from kinten.guideline.differing import Change
from kinten.guideline.edition import tell_own
from kinten.vocabulary.citation import Provenance
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.wording import Words

Document = Mapping[str, Any]


def _table(lang: str, *columns: Words) -> Table:
    table = Table(pad_edge=False)
    for words in columns:
        table.add_column(words.in_language(lang), overflow="fold")
    return table


def print_list(document: Document, lang: str) -> None:
    """Print the editions: id, title, notice, in force, whether the whole text is held."""
    table = _table(
        lang,
        Words("版", "edition"),
        Words("名称", "title"),
        Words("通知", "notice"),
        Words("施行", "in force"),
        Words("収載", "held"),
    )
    for edition in document["editions"]:
        held = tell_held(edition).in_language(lang)
        table.add_row(
            edition["id"], edition["title"][lang], edition["notice"] or "", _span(edition), held
        )
    make_console().print(table)


def _span(edition: Document) -> str:
    span = edition["in_force"]
    return f"{span['from'] or '?'} – {span['to'] or ''}" if span["from"] else ""


def print_clauses(document: Document, lang: str) -> None:
    """Print the clauses in the order of the text."""
    console = make_console()
    edition = document["edition"]
    console.print(_headline(edition, lang), markup=False, soft_wrap=True)
    table = _table(
        lang,
        Words("条項", "clause"),
        Words("要件", "requirement"),
        Words("強さ", "strength"),
        Words("類型", "kinds"),
        Words("判定の仕方", "test"),
        Words("出典", "source"),
    )
    for clause in document["clauses"]:
        table.add_row(*_clause_cells(clause, lang))
    console.print(table)
    for subtree in document.get("subtrees", ()):
        held = (
            Words("全文収載", "whole text held")
            if subtree["complete"]
            else Words("一部収載", "text held in part")
        )
        console.print(
            f"{subtree['id']} {subtree['title'][lang]}: {held.in_language(lang)}", markup=False
        )


def _headline(edition: Document, lang: str) -> str:
    """Tell id, title, how much is held and the hash; an edition of one's own says so."""
    told = [f"{edition['id']} {edition['title'][lang]}"]
    folder = edition["folder"]
    if folder is not None:
        told.append(tell_own(folder).in_language(lang))
    bar = " ｜ " if lang == "ja" else " | "
    return bar.join((*told, tell_held(edition).in_language(lang), edition["hash"][:16]))


def _clause_cells(clause: Document, lang: str) -> list[str]:
    strength = Strength(clause["strength"]).label.in_language(lang)
    if clause["manner"] == Manner.ROUGHLY:
        strength += Words("・概ね", ", roughly").in_language(lang)
    kinds = _kinds(clause["kinds"], lang)
    label = clause["label"][lang]
    if clause["note"] is not None:
        label += f"\n※{clause['note'][lang]}"
    if not clause["evaluated"]:
        label += Words("\n（指定した時だけ判定）", "\n(answers only when named)").in_language(lang)
    if clause["binds"] != Binds.HOSPITAL:
        bound = Binds(clause["binds"]).label
        label += Words(
            f"\n（{bound.ja}に課す条項。病院の判定に入れない）",
            f"\n(binds {bound.en}; no part of a hospital's verdict)",
        ).in_language(lang)
    test = clause["test"][lang]
    if clause["applies_if"] is not None:
        test += Words("\n条件: ", "\nif: ").in_language(lang) + clause["applies_if"][lang]
    citation = clause["citation"]
    provenance = Provenance(clause["provenance"]).label.in_language(lang)
    source = f"{citation['title']} {citation['place']}\n{provenance}"
    return [clause["id"], label, strength, kinds, test, source]


def _kinds(named: Sequence[str], lang: str) -> str:
    """Tell whom a clause is written for, in the order of the vocabulary, one kind a line."""
    if len(named) == len(Kind):
        return Words("全類型", "all kinds").in_language(lang)
    return "\n".join(kind.label.in_language(lang) for kind in Kind if kind in named)


def print_differences(document: Document, lang: str) -> None:
    """Print what changed, then the counts."""
    console = make_console()
    table = _table(
        lang,
        Words("変化", "change"),
        Words("旧", "old"),
        Words("新", "new"),
        Words("要件", "requirement"),
        Words("何が", "what"),
    )
    for each in document["differences"]:
        table.add_row(*_difference_cells(each, lang))
    console.print(table)
    for told in tell_matching(document):
        console.print(told.in_language(lang), markup=False, soft_wrap=True)
    counts = "　".join(
        f"{Change(name).label.in_language(lang)} {count}"
        for name, count in document["counts"].items()
    )
    console.print(counts, markup=False, soft_wrap=True)


def _difference_cells(each: Document, lang: str) -> list[str]:
    aspects = (ASPECTS[name].in_language(lang) for name in each["aspects"])
    what = Words("、", ", ").in_language(lang).join(aspects)
    if "test" in each["aspects"]:
        what += f"\n{each['old_test'][lang]}\n→ {each['new_test'][lang]}"
    if each["note"] is not None:
        what += f"\n※{each['note'][lang]}"
    return [
        Change(each["change"]).label.in_language(lang),
        each["old"] or "",
        each["new"] or "",
        each["label"][lang],
        what.strip(),
    ]


def print_examination(document: Document, lang: str) -> None:
    """Print errors first, then notes, holes and provenance."""
    console = make_console()
    for kind, word in (("errors", Words("誤り", "error")), ("notes", Words("注", "note"))):
        for each in document[kind]:
            told = f"{each['place']} {each['clause']} {each['words'][lang]}"
            console.print(f"{word.in_language(lang)}: {told}", markup=False, soft_wrap=True)
    count = document["clauses"]
    console.print(Words(f"条項 {count}", f"clauses {count}").in_language(lang))
    for name, number in document["provenance"].items():
        console.print(
            f"  {Provenance(name).label.in_language(lang)} {number}", markup=False, soft_wrap=True
        )
    for key, words in (
        ("holes", Words("条文未収載", "text not held")),
        ("never_answers", Words("指定した時だけ判定", "answers only when named")),
    ):
        console.print(f"{words.in_language(lang)} {len(document[key])}")
        for clause in document[key]:
            console.print(f"  {clause}", markup=False, soft_wrap=True)
    count = len(document["errors"])
    console.print(Words(f"誤り {count}", f"errors {count}").in_language(lang))
