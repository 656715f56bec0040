"""Which fact is read for which other: what ``--reading FACT=FACT`` may ask."""

from collections.abc import Mapping

from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.facts.definition import FactDefinition, FactType
from kinten.vocabulary.wording import FaultError, Words

_EXAMPLE = Words(
    "例: chemotherapy_patients=drug_therapy_patients",
    "Example: chemotherapy_patients=drug_therapy_patients",
)


def split_equated(readings: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Split ``--reading`` entries into readings of clauses and facts read for one another.

    FaultError where only one side of a pair is a fact, where the two are of different types or units,
    and where each is read for the other.
    """
    equated = {name: value for name, value in readings.items() if name in CATALOGUE}
    for name, value in equated.items():
        if value not in CATALOGUE:
            raise FaultError(
                Words(
                    f"「{value}」は事実の名ではありません。",
                    f"“{value}” is not the name of a fact.",
                ),
                f"--reading {name}",
                _EXAMPLE,
            )
        _refuse_other_measures(name, value)
    _refuse_circles(equated)
    return {name: value for name, value in readings.items() if name not in equated}, equated


def _refuse_other_measures(name: str, value: str) -> None:
    asked, given = CATALOGUE[name], CATALOGUE[value]
    if (asked.type, asked.unit) == (given.type, given.unit):
        return
    raise FaultError(
        Words(
            f"「{asked.label.ja}」（{_measure(asked).ja}）を「{given.label.ja}」（{_measure(given).ja}）"
            "と読むことはできません。",
            f"“{asked.label.en}” ({_measure(asked).en}) cannot be read as “{given.label.en}” "
            f"({_measure(given).en}).",
        ),
        f"--reading {name}={value}",
        Words(
            f"型と単位の同じ事実を指定してください。{_EXAMPLE.ja}",
            f"Name a fact of the same type and unit. {_EXAMPLE.en}",
        ),
    )


def _refuse_circles(equated: Mapping[str, str]) -> None:
    for name in equated:
        seen = [name]
        while (following := equated.get(seen[-1])) is not None:
            if following in seen:
                told = " → ".join((*seen, following))
                raise FaultError(
                    Words(
                        f"読み替えが一巡しています（{told}）。",
                        f"facts are read for one another in a circle ({told}).",
                    ),
                    f"--reading {name}={equated[name]}",
                    Words("どちらか一方だけを指定してください。", "Keep only one of the two."),
                )
            seen.append(following)


def _measure(fact: FactDefinition) -> Words:
    return fact.unit.label if fact.unit.id else _TYPES[fact.type]


_TYPES = {
    FactType.COUNT: Words("数", "a count"),
    FactType.SHARE: Words("割合", "a share"),
    FactType.YES_NO: Words("はい・いいえ", "yes or no"),
    FactType.TEXT: Words("文字", "text"),
    FactType.DATE: Words("日付", "a date"),
}
