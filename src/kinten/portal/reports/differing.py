"""What differs between two versions of a hospital's reports, as both are told: small counts stay masked."""

from dataclasses import dataclass

from kinten.portal.reports.models import ReportVersion
from kinten.portal.reports.telling import tell_facts
from kinten.vocabulary.wording import Words

_PARTS = {
    "staff": Words("職員", "staff"),
    "reasons": Words("「原則」を満たさない理由", "reasons for what is not met in principle"),
    "general": Words("様式4の一般事項", "general items"),
    "kind": Words("類型", "kind"),
    "application": Words("申請の区分", "application"),
    "hospital": Words("病院名", "hospital's name"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact told otherwise; "" where it was not asked."""

    label: Words
    unit: Words
    before: Words
    after: Words
    is_number: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """All of them. ``parts`` are those outside of the facts that differ; what in them is not told."""

    facts: tuple[Changed, ...]
    parts: tuple[Words, ...]
    same: int


def tell_differences(first: ReportVersion, second: ReportVersion) -> Differences:
    """Tell the facts that are told otherwise, in the order of the catalogue.

    A change within what is masked (10未満) is none here: to tell it would tell more than the mask lets.
    """
    facts, same = [], 0
    for row in tell_facts((first, second)):
        before, after = row.values
        if before == after:
            same += 1
        else:
            facts.append(Changed(row.label, row.unit, before, after, row.is_number))
    parts = [words for part, words in _PARTS.items() if first.content[part] != second.content[part]]
    if first.edition != second.edition:
        parts.append(Words("様式の版", "edition of the form"))
    return Differences(tuple(facts), tuple(parts), same)
