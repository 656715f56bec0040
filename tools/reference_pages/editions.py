"""facts.md, editions.md and clauses-<edition>.md: the catalogue and the editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinten.guideline.checking import examine
from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.telling import tell_condition, tell_test
from kinten.vocabulary.citation import Provenance
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, Supply
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner
from kinten.vocabulary.wording import Words
from reference_pages import words
from reference_pages.markdown import both, cell, code, page, table


def packaged_editions() -> list[Edition]:
    """Give the packaged editions in the order of their names."""
    return [load_edition(name) for name in list_editions()]


def facts_page(held: Sequence[Edition]) -> str:
    """List the catalogue, and which editions read each fact."""
    readers: dict[str, list[str]] = {}
    for edition in held:
        for fact in examine(edition).facts:
            readers.setdefault(fact, []).append(edition.id)
    parts = []
    for supply in Supply:
        facts = [each for each in CATALOGUE.values() if each.supply is supply]
        rows = [fact_row(each, readers.get(each.id, [])) for each in facts]
        headings = ("id", "事実 / fact", "単位 / unit", "型 / type", "読む版 / read by")
        parts.append(f"## {supply.value}\n\n{words.SUPPLY[supply.value]}")
        parts.append(table(headings, rows))
    return page(Words("事実の目録", "The catalogue of facts"), words.FACTS, *parts)


def fact_row(fact: FactDefinition, readers: Sequence[str]) -> tuple[str, ...]:
    """Give one fact; how it is counted stands below its name."""
    label = both(fact.label)
    if fact.meaning.ja:
        label += f"<br>（{cell(fact.meaning.ja)} / {cell(fact.meaning.en)}）"
    return (code(fact.id), label, both(fact.unit.label), code(fact.type.value), " ".join(readers))


def editions_page(editions: Sequence[Edition]) -> str:
    """List the editions, what each holds, its holes and its parameters."""
    rows = [edition_row(each) for each in editions]
    headings = (
        "版 / edition",
        "名称 / title",
        "通知 / notice",
        "施行 / in force",
        "全文 / complete",
    )
    parts = []
    for edition in editions:
        if edition.clauses_are_held:
            parts.extend(edition_parts(edition))
    return page(Words("版", "Editions"), words.EDITIONS, table(headings, rows), *parts)


def edition_row(edition: Edition) -> tuple[str, ...]:
    """Give one edition's line."""
    begins, ends = edition.in_force
    span = f"{begins}–{ends or ''}" if begins else "?"
    if not edition.clauses_are_held:
        return (
            code(edition.id),
            both(edition.title),
            cell(edition.notice or ""),
            "",
            "名称のみ / title only",
        )
    held = "はい / yes" if edition.is_complete else "いいえ / no"
    link = f"[`{edition.id}`](clauses-{edition.id}.md)"
    return (link, both(edition.title), cell(edition.notice or ""), span, held)


def edition_parts(edition: Edition) -> Iterator[str]:
    """Give one edition's counts, sections, parameters and holes."""
    found = examine(edition)
    counts = "、".join(
        f"{Provenance(name).label.ja} / {Provenance(name).label.en} {count}"
        for name, count in found.provenances.items()
        if count
    )
    lines = [f"条項 / clauses: {found.clauses}（{counts}）。"]
    if edition.predecessor:
        lines.append(f"前の版 / predecessor: `{edition.predecessor}`。")
    if edition.checked_on:
        lines.append(f"確認した日 / checked on: {edition.checked_on}。")
    for parameter in edition.parameters.values():
        dated = "、".join(f"{value}（{begins}〜）" for begins, value in parameter.values)
        lines.append(f"目安 / parameter `{parameter.name}`: {dated}。")
    yield f"## {edition.id}\n\n" + "\n".join(lines)
    sections = [
        (code(path), both(each.title), "はい / yes" if each.is_complete else "いいえ / no")
        for path, each in edition.tree.subtrees.items()
    ]
    yield table(("節 / section", "表題 / title", "全文 / complete"), sections)
    labels = {clause.id: clause.label for clause in edition.walk()}
    for told, ids in (
        (f"条文未収載 / text not held: {len(found.holes)}", found.holes),
        (f"指定した時だけ判定 / answers only when named: {len(found.silent)}", found.silent),
    ):
        if ids:
            listed = "\n".join(f"- `{each}` {labels[each].ja} / {labels[each].en}" for each in ids)
            yield f"{told}\n\n{listed}"


def clauses_page(edition: Edition) -> str:
    """List an edition's clauses by section, in the order of the text."""
    parts = []
    taken: set[str] = set()
    titles = {path: each.title for path, each in edition.tree.subtrees.items()}
    headings = (
        "条項 / clause",
        "要件 / requirement",
        "強さ / strength",
        "類型 / kinds",
        "判定 / test",
        "出典 / source",
    )
    for path in (*titles, edition.id):
        below = [
            each
            for each in edition.walk()
            if each.id not in taken and (each.id == path or each.id.startswith(f"{path}/"))
        ]
        taken.update(each.id for each in below)
        if below:
            title = titles.get(path, edition.title)
            parts.append(f"## {path}\n\n{title.ja} / {title.en}")
            parts.append(table(headings, [clause_row(each, edition) for each in below]))
    title = Words(f"{edition.id} の条項", f"clauses of {edition.id}")
    named = f"{edition.title.ja} / {edition.title.en}。"
    return page(title, named + "\n" + words.CLAUSES, *parts)


def clause_row(clause: Clause, edition: Edition) -> tuple[str, ...]:
    """Give one clause."""
    strength = [clause.strength.label.ja, f"`{clause.strength.value}`"]
    if clause.manner is Manner.ROUGHLY:
        strength.append(f"{clause.manner.label.ja} `{clause.manner.value}`")
    if clause.binds is not Binds.HOSPITAL:
        strength.append(f"binds `{clause.binds.value}`")
    kinds = (
        "any" if len(clause.kinds) == len(Kind) else " ".join(k for k in Kind if k in clause.kinds)
    )
    test = both(tell_test(clause.test))
    if clause.applies_if is not None:
        told = tell_condition(clause.applies_if)
        test += f"<br>条件 / if: {cell(told.ja)} / {cell(told.en)}"
    if clause.readings:
        names = " ".join(f"`{each.name}`" for each in clause.readings)
        test += f"<br>読み方 / readings: {names}"
    label = both(clause.label)
    if not clause.is_evaluated:
        label += "<br>（指定した時だけ判定 / answers only when named）"
    source = (
        f"{cell(clause.citation)}<br>{cell(clause.provenance.label.ja)} `{clause.provenance.value}`"
    )
    path = clause.id.removeprefix(f"{edition.id}/")
    return (code(path), label, "<br>".join(strength), kinds, test, source)
