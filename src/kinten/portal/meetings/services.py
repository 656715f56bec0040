"""What can be done to meetings: recorded, moved to other days, withdrawn. Each act writes its event."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kinten.portal.meetings.models import Meeting
from kinten.portal.public.asking import today
from kinten.portal.record.appending import EVERY, Actor, Change, append, lock_chain
from kinten.vocabulary.period import is_report_year
from kinten.vocabulary.wording import FaultError, Words

LONGEST_TITLE = 200
LONGEST = 4000
"""Letters of a reason."""


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting as it is recorded: its title, the year of the reports, the first and the last day."""

    title: str
    year: int
    begins: date
    ends: date


@transaction.atomic
def record_meeting(
    actor: Actor, called: Called, *, is_made_up: bool = False, reason: str = ""
) -> Meeting:
    """Record a meeting; recorded again, give the one that is there.

    FaultError without a title on one line, for a year that has not come, and for a last day before the first.
    """
    title = called.title.strip()
    is_year = is_report_year(called.year) and called.year <= today().year
    is_title = 0 < len(title) <= LONGEST_TITLE and len(title.splitlines()) == 1
    if not (is_title and is_year):
        raise FaultError(
            Words(
                "会議には、名称と、もう来た報告の年が要ります。",
                "a meeting needs a title, and a year of reports that has come.",
            ),
            f"{title[:40]} {called.year}",
            Words(
                f"名称を1行、{LONGEST_TITLE}字以内で書いてください。",
                f"Write the title on one line of at most {LONGEST_TITLE} letters.",
            ),
        )
    _check_days(called.begins, called.ends)
    told: dict[str, Any] = {
        "title": title, "year": called.year, "begins": called.begins, "ends": called.ends,
        "is_made_up": is_made_up,
    }  # fmt: skip
    lock_chain()  # the same one sent twice at once is recorded once
    known = Meeting.objects.filter(**told, withdrawn=None).first()
    if known is not None:
        return known
    made = Meeting.objects.create(**told)
    after = {
        "title": title, "year": made.year, "begins": made.begins.isoformat(),
        "ends": made.ends.isoformat(), "made_up": is_made_up,
    }  # fmt: skip
    change = Change(
        "meeting.record", "meeting", str(made.pk), {}, after, seals=EVERY, reason=reason
    )
    append(actor, change)
    return made


@transaction.atomic
def change_days(actor: Actor, meeting: Meeting, begins: date, ends: date, reason: str) -> Meeting:
    """Change the days of a meeting; a last day before today ends it. The same days are left as they are.

    FaultError without a reason, for one that was withdrawn, and for a last day before the first.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    plain = _check_reason(held, reason)
    _check_days(begins, ends)
    before = {"begins": held.begins.isoformat(), "ends": held.ends.isoformat()}
    after = {"begins": begins.isoformat(), "ends": ends.isoformat()}
    if before == after:
        return held
    held.begins, held.ends = begins, ends
    held.save(update_fields=["begins", "ends"])
    append(actor, Change("meeting.change", "meeting", str(held.pk), before, after, reason=plain))
    return held


@transaction.atomic
def withdraw_meeting(actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Withdraw a meeting: it is in session no more, and stays in the ministry's list, marked so.

    FaultError without a reason, and for one that is withdrawn already.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    plain = _check_reason(held, reason)
    held.withdrawn, held.why_withdrawn = today(), plain
    held.save(update_fields=["withdrawn", "why_withdrawn"])
    before, after = {"withdrawn": None}, {"withdrawn": held.withdrawn.isoformat()}
    change = Change(
        "meeting.withdraw", "meeting", str(held.pk), before, after, seals=("why_withdrawn",),
        reason=plain,
    )  # fmt: skip
    append(actor, change)
    return held


def _check_reason(held: Meeting, reason: str) -> str:
    plain = reason.strip()
    if held.withdrawn is None and 0 < len(plain) <= LONGEST:
        return plain
    raise FaultError(
        Words(
            "会議を変えるには理由が要り、取り下げた会議は変えられません。",
            "a meeting is changed with a reason, and one that was withdrawn is not changed.",
        ),
        str(held),
        Words(f"理由を{LONGEST}字以内で書いてください。", f"Write at most {LONGEST} letters."),
    )


def _check_days(begins: date, ends: date) -> None:
    if ends < begins:
        raise FaultError(
            Words("最後の日が最初の日より前です。", "the last day is before the first one."),
            f"{begins} {ends}",
            Words("日を確かめてください。", "Look at the days again."),
        )
