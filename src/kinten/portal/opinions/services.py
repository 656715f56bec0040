"""What can be done to opinions: given and withdrawn. Each act writes its event."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kinten.portal.opinions.models import Opinion
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.viewer import Role
from kinten.portal.public.asking import today
from kinten.portal.record.appending import EVERY, Actor, Change, append, lock_chain
from kinten.portal.reports.reading import is_example, is_reviewed
from kinten.vocabulary.wording import FaultError, Words

LONGEST = 4000
"""Letters of an opinion or a reason."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives an opinion: a hub by its id, or the National Cancer Center with ""."""

    role: Role
    organisation: str = ""


@transaction.atomic
def give_opinion(
    actor: Actor,
    giver: Giver,
    hospital: str,
    year: int,
    text: str,
    *,
    is_made_up: bool = False,
    reason: str = "",
) -> tuple[Opinion, bool]:
    """Record an opinion; the same words of the same giver add none. Gives it and whether it is new.

    The events name no hospital as their reader: the hospital reads opinions only after the decision.
    FaultError for no text or more than 4000 letters, for a hub without an id or another role, where no report
    of the year is accepted, and for a made-up opinion on a real hospital or the reverse.
    """
    plain = text.strip()
    is_giver = giver == Giver(Role.NCC) or (giver.role is Role.HUB and bool(giver.organisation))
    if not 0 < len(plain) <= LONGEST or not is_giver:
        raise FaultError(
            Words(
                "意見は、都道府県拠点病院か国立がん研究センターが文で書きます。",
                "an opinion is written, by a prefectural hub or the National Cancer Center.",
            ),
            f"{hospital} {year}",
            Words(f"{LONGEST}字以内で書いてください。", f"Write at most {LONGEST} letters."),
        )
    if hospital not in current_atlas().network.hospitals or not is_reviewed(hospital, year):
        raise FaultError(
            Words(
                "その病院のその年の報告は、まだ受理されていません。",
                "the report of that hospital and year is not accepted yet.",
            ),
            f"{hospital} {year}",
            Words("報告が受理されてから書いてください。", "Write it once the report is accepted."),
        )
    if is_made_up != is_example(hospital):
        raise FaultError(
            Words(
                "架空の意見を実在の病院に、またはその逆には記録しません。",
                "a made-up opinion is never recorded of a real hospital, nor the reverse.",
            ),
            hospital,
            Words("病院を確かめてください。", "Look at the hospital again."),
        )
    told: dict[str, Any] = {
        "hospital": hospital, "year": year, "role": str(giver.role),
        "organisation": giver.organisation, "text": plain,
    }  # fmt: skip
    lock_chain()  # the same one sent twice at once is recorded once
    known = Opinion.objects.filter(**told, withdrawn=None).first()
    if known is not None:
        return known, False
    made = Opinion.objects.create(**told, is_made_up=is_made_up)
    after = {**told, "made_up": is_made_up}
    change = Change("opinion.give", "opinion", str(made.pk), {}, after, seals=EVERY, reason=reason)
    append(actor, change)
    return made, True


@transaction.atomic
def withdraw_opinion(actor: Actor, opinion: Opinion, reason: str) -> Opinion:
    """Withdraw an opinion: its day and the reason stay to be read, its text in the record alone.

    FaultError without a reason, and for one that is withdrawn already.
    """
    held = Opinion.objects.select_for_update().get(pk=opinion.pk)
    plain = reason.strip()
    if held.withdrawn is not None or not 0 < len(plain) <= LONGEST:
        raise FaultError(
            Words(
                "意見は、理由を書いて一度だけ取り下げられます。",
                "an opinion is withdrawn once, with a reason.",
            ),
            str(held),
            Words(f"理由を{LONGEST}字以内で書いてください。", f"Write at most {LONGEST} letters."),
        )
    held.withdrawn, held.why_withdrawn = today(), plain
    held.save(update_fields=["withdrawn", "why_withdrawn"])
    before = {"withdrawn": None, "text": held.text}
    after = {"withdrawn": held.withdrawn.isoformat(), "text": held.text}
    change = Change(
        "opinion.withdraw", "opinion", str(held.pk), before, after, seals=("why_withdrawn",),
        reason=plain,
    )  # fmt: skip
    append(actor, change)
    return held
