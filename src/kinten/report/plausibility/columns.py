"""Rules within one report, and between the rows of one table and year."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from kinten.disclosure.masking import masked
from kinten.report.duplicates import hospital_key
from kinten.report.model import Remark, Report, Severity
from kinten.report.plausibility.figures import (
    COUNTS,
    VOLUMES,
    at_fact,
    in_english,
    in_tables,
    is_small,
    known,
    shown,
    tell,
)
from kinten.report.plausibility.parameters import Parameters
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

_REGISTRY = CATALOGUE["registry_cases"]
_SURGERY = CATALOGUE["cancer_surgeries"]
_DRUG = (CATALOGUE["drug_therapy_patients"], CATALOGUE["chemotherapy_patients"])


def find_same_columns(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find two different figures of one report with the same value: typed into both, perhaps."""
    for report in reports:
        for first, second in combinations(COUNTS, 2):
            value = known(report, first.id)
            if value is None or value < parameters.same_least or value != known(report, second.id):
                continue
            if is_small(first, value) or is_small(second, value):
                continue
            words = Words(
                f"{first.label.ja}と{second.label.ja}が同じ値（{shown(first, value)}）です。"
                "写し誤りでないか確認が必要です。",
                f"{first.label.en} and {second.label.en} have the same value "
                f"({in_english(first, value)}). One may have been copied from the other.",
            )
            yield tell("same_in_two_columns", Severity.WARNING, report, second.id, words)


def find_same_rows(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find two hospitals that report the same counts in one year; small ones are not compared."""
    rows: dict[tuple[int, tuple[Decimal | None, ...]], Report] = {}
    for report in reports:
        values = tuple(known(report, fact.id) for fact in COUNTS)
        small = [
            value is not None and is_small(fact, value)
            for fact, value in zip(COUNTS, values, strict=True)
        ]
        compared = [
            value
            for value, is_hidden in zip(values, small, strict=True)
            if value is not None and value > 0 and not is_hidden
        ]
        if len(compared) < parameters.same_row_figures:
            continue
        other = rows.setdefault((report.year, values), report)
        if hospital_key(other) != hospital_key(report):
            told = masked().told
            but = Words(f"（{told.ja}の値を除く）", f" (but for those {told.en})")
            but = but if any(small) else Words("", "")
            words = Words(
                f"「{other.hospital}」と同じ値の行です{but.ja}。行の写し誤りでないか確認が必要です。",
                f"The same figures as {other.hospital}{but.en}. A row may have been copied.",
            )
            yield Remark(
                "same_row", Severity.WARNING, words, report.at, report.hospital, report.year
            )


def find_surgeries_over_registry(
    reports: Iterable[Report], parameters: Parameters
) -> Iterator[Remark]:
    """Find more operations than registered cases; one patient may have two, so it is a question."""
    del parameters
    for report in reports:
        cases, operations = known(report, _REGISTRY.id), known(report, _SURGERY.id)
        if cases is None or operations is None or operations <= cases:
            continue
        words = Words(
            f"{_SURGERY.label.ja}（{shown(_SURGERY, operations)}）が{_REGISTRY.label.ja}"
            f"（{shown(_REGISTRY, cases)}）を上回ります。数え方の確認が必要です。",
            f"{_SURGERY.label.en} ({in_english(_SURGERY, operations)}) exceed {_REGISTRY.label.en} "
            f"({in_english(_REGISTRY, cases)}). The way of counting needs a look.",
        )
        yield tell("surgeries_over_registry", Severity.WARNING, report, _SURGERY.id, words)


def find_visits(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find drug-therapy counts so far over the registry cases that visits seem to be counted."""
    for report in reports:
        cases = known(report, _REGISTRY.id)
        for fact in _DRUG:
            count = known(report, fact.id)
            if not cases or count is None or count <= cases * parameters.drug_per_case:
                continue
            if is_small(fact, count):
                continue
            is_hidden = is_small(_REGISTRY, cases)
            times = f"{count / cases:.1f}"
            ja = "を大きく上回ります" if is_hidden else f"の{times}倍です"
            en = "is far above" if is_hidden else f"is {times} times"
            words = Words(
                f"{fact.label.ja}（{shown(fact, count)}）が{_REGISTRY.label.ja}"
                f"（{shown(_REGISTRY, cases)}）{ja}。"
                "患者数でなく受診回数を数えていないか確認が必要です。",
                f"{fact.label.en} ({in_english(fact, count)}) {en} {_REGISTRY.label.en} "
                f"({in_english(_REGISTRY, cases)}). Visits may have been counted instead of patients.",
            )
            yield tell("visits_not_patients", Severity.WARNING, report, fact.id, words)


def find_spreads(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find figures whose range over the hospitals is so wide that units seem to differ."""
    every = list(reports)
    for fact in COUNTS:
        found = [(value, report) for report in every if (value := known(report, fact.id))]
        if len({hospital_key(report) for _, report in found}) < parameters.spread_hospitals:
            continue
        found.sort(key=lambda pair: pair[0])
        (low, lowest), (high, highest) = found[0], found[-1]
        if high <= low * parameters.spread or is_small(fact, high):
            continue
        words = Words(
            f"{fact.label.ja}が{shown(fact, low)}（{lowest.hospital}）から{shown(fact, high)}"
            f"（{highest.hospital}）まで開いています。数え方が病院により異なる可能性があります。",
            f"{fact.label.en} ranges from {in_english(fact, low)} ({lowest.hospital}) to "
            f"{in_english(fact, high)} ({highest.hospital}). Hospitals may count it differently.",
        )
        both = f"{at_fact(lowest, fact.id)}; {at_fact(highest, fact.id)}"
        yield tell("wide_spread", Severity.NOTE, highest, fact.id, words, both)


def find_gaps(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find figures left blank that other rows of the same table give."""
    del parameters
    for table in in_tables(reports):
        given = {
            fact.id for fact in VOLUMES for report in table if known(report, fact.id) is not None
        }
        for report in table:
            blank = [
                fact
                for fact in VOLUMES
                if fact.id in given
                and (cell := report.facts.get(fact.id)) is not None
                and cell.missing is Reason.NOT_REPORTED
            ]
            if blank:
                ja = "、".join(fact.label.ja for fact in blank)
                en = ", ".join(fact.label.en for fact in blank)
                words = Words(
                    f"同じ表の他の行にある値が空欄です：{ja}。",
                    f"Blank here, given in other rows of the same table: {en}.",
                )
                yield tell("blank_cells", Severity.NOTE, report, blank[0].id, words)


def find_fillers(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find 「-」 where a figure always applies, and reports mostly answered with 「-」."""
    for report in reports:
        for fact in VOLUMES:
            given = report.facts.get(fact.id)
            if given is not None and given.is_dash:
                words = Words(
                    f"{fact.label.ja}が「-」です。該当しないのか、0なのか、未報告なのか確認が必要です。",
                    f"{fact.label.en} is 「-」: not applicable, zero or not reported?",
                )
                yield tell("dash_in_figure", Severity.WARNING, report, fact.id, words)
        yield from _mostly_dashes(report, parameters)


def _mostly_dashes(report: Report, parameters: Parameters) -> Iterator[Remark]:
    answers = [
        given
        for fact, given in report.facts.items()
        if CATALOGUE[fact].type is FactType.YES_NO and given.missing is None
    ]
    dashes = sum(given.is_dash for given in answers)
    if len(answers) >= 10 and dashes > len(answers) * parameters.dash_part:
        words = Words(
            f"はい／いいえの回答{len(answers)}件のうち{dashes}件が「-」です。未入力チェックを"
            "避けるための記入でないか確認が必要です。",
            f"{dashes} of {len(answers)} answers are 「-」. They may only fill the form.",
        )
        yield Remark("mostly_dashes", Severity.NOTE, words, report.at, report.hospital, report.year)
