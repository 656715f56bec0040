"""What can be done to decisions: recorded, published, withdrawn, commented on by the hospital."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kinten.network.designation import Act
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import EVERY, Actor, Change, append
from kinten.portal.reports.comment_days import comment_days
from kinten.portal.reports.models import Decision
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.reading import is_example
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

_LONGEST = 4000  # characters of a comment or a reason
_CORRECT = Words(
    "直すときは、取り消してから新しい決定を記録してください。",
    "To correct it, withdraw it and record another one.",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it is recorded; ``year`` is that of the report it rests on.

    A term has both its first and its last day, or none.
    """

    hospital: str
    year: int
    act: Act
    outcome: Outcome
    decided: date
    meeting: str
    citation: str
    kind: Kind | None = None
    term_begins: date | None = None
    term_ends: date | None = None


@transaction.atomic
def record_decision(
    actor: Actor, decided: Decided, *, is_made_up: bool = False, reason: str = ""
) -> Decision:
    """Record a decision, not public yet; recorded again, give the one that is there.

    A correction is a withdrawal and another decision. FaultError without a citation, for an unknown
    hospital, a day to come, a term that does not end after it begins, the same decision with another
    term, and for a made-up decision on a real hospital or the reverse.
    """
    if decided.hospital not in current_atlas().network.hospitals or not decided.citation.strip():
        raise FaultError(
            Words(
                "決定には、ネットワークの病院と出典が要ります。",
                "a decision needs a hospital of the network and a citation.",
            ),
            decided.hospital,
            Words("病院の符号と出典を書いてください。", "Give the hospital's id and the source."),
        )
    if is_made_up != is_example(decided.hospital):
        raise FaultError(
            Words(
                "架空の決定を実在の病院に、またはその逆には記録しません。",
                "a made-up decision is never recorded of a real hospital, nor the reverse.",
            ),
            decided.hospital,
            Words("病院を確かめてください。", "Look at the hospital again."),
        )
    _check_days(decided)
    term = {"term_begins": decided.term_begins, "term_ends": decided.term_ends}
    decision, is_new = Decision.objects.get_or_create(
        **_same_as(decided), defaults={**term, "is_made_up": is_made_up}
    )
    if not is_new:
        if (decision.term_begins, decision.term_ends) != tuple(term.values()):
            raise FaultError(
                Words(
                    "同じ決定が、別の指定の期間でもう記録されています。",
                    "the same decision is recorded already, with another term.",
                ),
                str(decision),
                _CORRECT,
            )
        return decision
    after = {
        "year": decision.year,
        "act": str(decision.act),
        "outcome": str(decision.outcome),
        "kind": str(decision.kind),
        "term": [each and each.isoformat() for each in term.values()],
        "decided": decision.decided.isoformat(),
        "meeting": decision.meeting,
        "citation": decision.citation,
        "made_up": is_made_up,
    }
    _append(actor, "decision.record", decision, ({}, after), reason, EVERY)
    return decision


def find_decision(decided: Decided) -> Decision | None:
    """Give the decision that is recorded already and is not withdrawn; None for none."""
    return Decision.objects.filter(**_same_as(decided)).first()


def _same_as(decided: Decided) -> dict[str, object]:
    return {
        "hospital": decided.hospital,
        "year": decided.year,
        "act": str(decided.act),
        "outcome": str(decided.outcome),
        "kind": "" if decided.kind is None else str(decided.kind),
        "decided": decided.decided,
        "meeting": decided.meeting.strip(),
        "citation": decided.citation.strip(),
        "withdrawn": None,
    }


def _check_days(decided: Decided) -> None:
    first, last = decided.term_begins, decided.term_ends
    is_whole = (first is None and last is None) or (
        first is not None and last is not None and first < last
    )
    if decided.decided > today() or not is_whole:
        raise FaultError(
            Words(
                "決定の日は今日までの日、指定の期間の最後の日は最初の日より後です。",
                "the day of a decision has come, and the last day of a term is after its first.",
            ),
            f"{decided.decided} {first or '-'} {last or '-'}",
            Words("日付を直してください。", "Mend the days."),
        )


@transaction.atomic
def publish_decision(
    actor: Actor, decision: Decision, comment_until: date, published: date | None = None
) -> Decision:
    """Publish a decision, and say until when the hospital can comment on the computed verdict.

    ``published`` is a day before today for what was published elsewhere. FaultError for a decision that
    is published or withdrawn, and where the time for the comment is none or longer than a year.
    """
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.published is not None or held.withdrawn is not None:
        raise FaultError(
            Words(
                "この決定は、もう公表されているか、取り消されています。",
                "this decision is published already, or withdrawn.",
            ),
            str(held),
            _CORRECT,
        )
    day = min(published or today(), today())
    first, last = comment_days(day)
    if (published or day) > day or not first <= comment_until <= last:
        raise FaultError(
            Words(
                "公表の日は今日まで、意見の最後の日は公表の翌日から1年後までです。",
                "a day of publication has come, and the last day for a comment is from the day after "
                "it to a year after it.",
            ),
            f"{published or day} {comment_until}",
            Words(
                f"{first} から {last} までの日にしてください。", f"Take one of {first} to {last}."
            ),
        )
    held.published, held.comment_until = day, comment_until
    held.save(update_fields=["published", "comment_until"])
    after = {
        "published": held.published.isoformat(),
        "comment_until": held.comment_until.isoformat(),
    }
    before = dict.fromkeys(after)
    _append(actor, "decision.publish", held, (before, after))
    return held


@transaction.atomic
def withdraw_decision(actor: Actor, decision: Decision, reason: str) -> Decision:
    """Withdraw a decision: it counts no more, and if it was published it stays to be read, marked so.

    FaultError without a reason, and for one that is withdrawn already.
    """
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    plain = reason.strip()
    if held.withdrawn is not None or not 0 < len(plain) <= _LONGEST:
        raise FaultError(
            Words(
                "決定は、理由を書いて一度だけ取り消せます。",
                "a decision is withdrawn once, with a reason.",
            ),
            str(held),
            Words(
                f"理由を{_LONGEST}字以内で書いてください。", f"Write at most {_LONGEST} letters."
            ),
        )
    held.withdrawn, held.why_withdrawn = today(), plain
    held.save(update_fields=["withdrawn", "why_withdrawn"])
    change = ({"withdrawn": None}, {"withdrawn": held.withdrawn.isoformat()})
    _append(actor, "decision.withdraw", held, change, plain, ("why_withdrawn",))
    return held


@transaction.atomic
def comment(actor: Actor, decision: Decision, text: str) -> Decision:
    """Record the hospital's comment, once; FaultError after the last day, or for an empty one."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    plain = text.strip()
    is_open = held.comment_until is not None and today() <= held.comment_until
    is_open = is_open and held.withdrawn is None
    if held.commented is not None or not is_open or not 0 < len(plain) <= _LONGEST:
        raise FaultError(
            Words(
                "意見は、期限の日までに一度だけ記録できます（空欄は不可）。",
                "a comment is recorded once, until the last day, and is not empty.",
            ),
            str(held),
            Words(
                f"{_LONGEST}字以内で書いてください。期限: {held.comment_until or '-'}",
                f"Write at most {_LONGEST} letters. Last day: {held.comment_until or '-'}",
            ),
        )
    held.comment, held.commented = plain, timezone.now()
    held.save(update_fields=["comment", "commented"])
    told = ({"comment": ""}, {"comment": plain})
    _append(actor, "decision.comment", held, told, seals=("commented",))
    return held


def _append(
    actor: Actor,
    act: str,
    decision: Decision,
    values: tuple[Mapping[str, object], Mapping[str, object]],
    reason: str = "",
    seals: tuple[str, ...] = (),
) -> None:
    before, after = values
    change = Change(
        act, "decision", str(decision.pk), before, after, seals=seals,
        hospital=decision.hospital, reason=reason,
    )  # fmt: skip
    append(actor, change)
