"""Asking whether an act is allowed, with the answer told ground by ground."""

from dataclasses import dataclass

from kinten.portal.policy.acts import POLICIES, Policy
from kinten.portal.policy.grounds import Ground
from kinten.portal.policy.viewer import NOWHERE, Place, Viewer


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an act is allowed, and of each ground whether it holds."""

    policy: Policy
    grounds: tuple[tuple[Ground, bool], ...]

    @property
    def is_allowed(self) -> bool:
        """Whether one ground holds."""
        return any(holds for _, holds in self.grounds)


def ask(viewer: Viewer, act: str, place: Place = NOWHERE) -> Answer:
    """Ask whether a viewer may do an act; KeyError for an act that has no policy."""
    policy = POLICIES[act]
    found = tuple((each, bool(each.holds(viewer, place))) for each in policy.grounds)
    return Answer(policy, found)
