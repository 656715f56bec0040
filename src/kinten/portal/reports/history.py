"""How far a version of a report had come on a day, as it was known by another: read from the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kinten.portal.policy.viewer import Role
from kinten.portal.record.models import Event
from kinten.portal.reports.models import ReportVersion, State
from kinten.vocabulary.wording import Words

_TOKYO = ZoneInfo("Asia/Tokyo")
_SYSTEM = Words("運用者", "the operator")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a version. It holds from ``valid`` on and was recorded at ``at``.

    The two differ where a past year is brought in: it was published long before it was recorded here.
    """

    state: State
    valid: date
    at: datetime
    role: str
    reason: str

    @property
    def by(self) -> Words:
        """Who took it, as a role."""
        return Role(self.role).label if self.role in set(Role) else _SYSTEM


def steps_of(versions: Iterable[ReportVersion]) -> Mapping[int, tuple[Step, ...]]:
    """Give the steps of each version by its key, in the order in which they were recorded."""
    found: dict[int, list[Step]] = {each.pk: [] for each in versions}
    events = Event.objects.filter(
        object_type="report", object_id__in=[str(key) for key in found], act__startswith="report."
    )
    for event in events.order_by("number"):
        after = event.after or {}
        if "state" in after:
            found[int(event.object_id)].append(_step(event, after))
    return {key: tuple(steps) for key, steps in found.items()}


def state_on(steps: Sequence[Step], day: date, recorded_by: date | None = None) -> State | None:
    """Give how far a version had come by a day; None where it was not there yet."""
    found = None
    for each in steps:
        is_known = recorded_by is None or each.at.date() <= recorded_by
        if is_known and each.valid <= day:
            found = each.state
    return found


def _step(event: Event, after: Mapping[str, str | None]) -> Step:
    at = datetime.fromisoformat(event.at).astimezone(_TOKYO)
    state, told = State(str(after["state"])), after.get("published")
    valid = date.fromisoformat(told) if state is State.PUBLISHED and told else at.date()
    return Step(state, valid, at, event.role, event.reason)
