"""What can be done to decisions: recorded, published, and commented on by the hospital."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kinten.network.designation import Act
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import Actor, Change, append
from kinten.portal.reports.models import Decision
from kinten.portal.reports.reading import is_example
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

_LONGEST = 4000  # characters of a comment


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it is recorded; ``year`` is that of the report it rests on."""

    hospital: str
    year: int
    act: Act
    decided: date
    meeting: str
    citation: str
    kind: Kind | None = None


@transaction.atomic
def record_decision(
    actor: Actor, decided: Decided, *, is_made_up: bool = False, reason: str = ""
) -> Decision:
    """Record a decision, not public yet; a correction is another decision.

    FaultError without a citation, for an unknown hospital, and for a made-up decision on a real
    hospital or the reverse.
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
    decision = Decision.objects.create(
        hospital=decided.hospital,
        year=decided.year,
        act=decided.act,
        kind="" if decided.kind is None else decided.kind,
        decided=decided.decided,
        meeting=decided.meeting,
        citation=decided.citation,
        is_made_up=is_made_up,
    )
    after = {
        "year": decision.year,
        "act": str(decision.act),
        "kind": str(decision.kind),
        "decided": decision.decided.isoformat(),
        "meeting": decision.meeting,
        "citation": decision.citation,
        "made_up": is_made_up,
    }
    _append(actor, "decision.record", decision, ({}, after), reason)
    return decision


@transaction.atomic
def publish_decision(
    actor: Actor, decision: Decision, comment_until: date, published: date | None = None
) -> Decision:
    """Publish a decision, and say until when the hospital can comment on the computed verdict."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.published is not None:
        raise FaultError(
            Words("この決定はもう公表されています。", "this decision is published already."),
            str(held),
            Words("直すときは新しい決定を記録してください。", "Record another one to correct it."),
        )
    held.published, held.comment_until = published or today(), comment_until
    held.save(update_fields=["published", "comment_until"])
    after = {
        "published": held.published.isoformat(),
        "comment_until": held.comment_until.isoformat(),
    }
    before = dict.fromkeys(after)
    _append(actor, "decision.publish", held, (before, after))
    return held


@transaction.atomic
def comment(actor: Actor, decision: Decision, text: str) -> Decision:
    """Record the hospital's comment, once; FaultError after the last day, or for an empty one."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    plain = text.strip()
    is_open = held.comment_until is not None and today() <= held.comment_until
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
    _append(actor, "decision.comment", held, ({"comment": ""}, {"comment": plain}))
    return held


def _append(
    actor: Actor,
    act: str,
    decision: Decision,
    values: tuple[Mapping[str, object], Mapping[str, object]],
    reason: str = "",
) -> None:
    before, after = values
    change = Change(
        act, "decision", str(decision.pk), before, after,
        hospital=decision.hospital, reason=reason,
    )  # fmt: skip
    append(actor, change)
