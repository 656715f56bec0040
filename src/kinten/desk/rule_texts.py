"""The text behind the rules of the network check, and what was not checked for want of a text."""

from collections.abc import Mapping

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.guideline.loading import load_edition
from kinten.guideline.shapes import Hole
from kinten.network.checking import holds_placement, unheld_clauses
from kinten.network.departure import (
    EXCEPTIONAL_TERM_RULE,
    GROUP_RULE,
    PROVISION_RULE,
    TERM_RULE,
    RuleText,
)
from kinten.network.terms import EXCEPTIONAL_TERM_CLAUSE
from kinten.vocabulary.wording import Words

_TEXTS: Mapping[str, tuple[str, str]] = {
    GROUP_RULE: ("H26.1", "local/group"),
    PROVISION_RULE: ("H26.1", "local/role-split"),
    TERM_RULE: ("H30.7", "procedure/term"),
    EXCEPTIONAL_TERM_RULE: ("R4.8", EXCEPTIONAL_TERM_CLAUSE),
}
"""By rule: the edition in which its text is held, and the clause."""
_NAMES = {
    GROUP_RULE: Words("グループ", "groups"),
    PROVISION_RULE: Words("治療の分担", "who gives which treatment"),
    TERM_RULE: Words("指定の期間", "terms"),
}


def load_citations() -> dict[str, RuleText]:
    """Load the text behind the rules that are our own reading of several clauses, by rule.

    Each is told as carried from its edition: ``own_texts`` are those that an edition holds itself.
    """
    editions = {name: load_edition(name) for name in {name for name, _ in _TEXTS.values()}}
    return {
        rule: RuleText(editions[edition].clause(path).citation, edition, is_carried=True)
        for rule, (edition, path) in _TEXTS.items()
    }


def own_texts(edition: Edition) -> dict[str, RuleText]:
    """Give the text of these rules as far as an edition holds it itself, by rule."""
    found = ((rule, _held(edition, path)) for rule, (_, path) in _TEXTS.items())
    return {
        rule: RuleText(clause.citation, edition.id) for rule, clause in found if clause is not None
    }


def _held(edition: Edition, path: str) -> Clause | None:
    wanted = edition.whole_id(path)
    found = next((each for each in edition.walk() if each.id == wanted), None)
    return None if found is None or isinstance(found.test, Hole) else found


def notes_of(edition: Edition) -> tuple[Words, ...]:
    """Tell what of an edition could not be checked, and which rules are those of another one."""
    return (*_not_checked(edition), *_carried(edition))


def _not_checked(edition: Edition) -> tuple[Words, ...]:
    holes = unheld_clauses(edition)
    ja = "、".join(f"{each.id} {each.label.ja}" for each in holes)
    en = "; ".join(f"{each.id} {each.label.en}" for each in holes)
    if not holds_placement(edition):
        why = Words("条項がない", "it has no such clause")
        if holes:
            why = Words(f"本文を収載していない：{ja}", f"their text is not held: {en}")
        return (
            Words(
                f"{edition.id}の配置の条項は検査していません（{why.ja}）。"
                "指摘の件数は、グループ・治療の分担・期間だけのものです。",
                f"The placement clauses of {edition.id} were not checked ({why.en}). "
                "The counts of findings are of groups, treatments and terms only.",
            ),
        )
    if not holes:
        return ()
    return (
        Words(
            f"本文を収載していないため検査していない条項：{ja}",
            f"Not checked, since the text is not held: {en}",
        ),
    )


def _carried(edition: Edition) -> tuple[Words, ...]:
    """Tell the rules whose text another edition holds, that edition by edition."""
    held = own_texts(edition)
    carried: dict[str, list[Words]] = {}
    for rule, name in _NAMES.items():
        if rule not in held:
            carried.setdefault(_TEXTS[rule][0], []).append(name)
    why = Words(f"{edition.id}の本文を確認できていない", f"the text of {edition.id} was not seen")
    if edition.folder is not None:
        why = Words(f"{edition.id}にその条項がない", f"{edition.id} has no such clause")
    return tuple(
        Words(
            f"{'・'.join(each.ja for each in names)}の規則は、{why.ja}ため、{other}の条項によります。",
            f"The rules of {' and '.join(each.en for each in names)} are those of {other}: {why.en}.",
        )
        for other, names in carried.items()
    )
