"""The grounds on which an act is allowed: each a predicate, with the words in which it is told."""

from collections.abc import Callable
from dataclasses import dataclass

from rules import Predicate, predicate

from kinten.portal.policy.viewer import Place, Role, Viewer
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground and its predicate over a viewer and the place of the object."""

    words: Words
    holds: Predicate


def _ground(ja: str, en: str) -> Callable[[Callable[[Viewer, Place], bool]], Ground]:
    def made(test: Callable[[Viewer, Place], bool]) -> Ground:
        return Ground(Words(ja, en), predicate(test))

    return made


def _of_role(role: Role) -> Ground:
    def has_role(viewer: Viewer, place: Place) -> bool:  # noqa: ARG001 - the shape of a predicate
        return viewer.has(role)

    words = Words(f"{role.label.ja}の利用者である", f"one is of the {role.label.en}")
    return Ground(words, predicate(has_role, name=f"is_{role}"))


@_ground("だれでも", "anybody")
def anybody(viewer: Viewer, place: Place) -> bool:  # noqa: ARG001
    """Whoever looks."""
    return True


@_ground("公表されている", "it is published")
def published(viewer: Viewer, place: Place) -> bool:  # noqa: ARG001
    """What is published is open to anybody."""
    return place.is_published


@_ground("サインインしている", "one is signed in")
def signed_in(viewer: Viewer, place: Place) -> bool:  # noqa: ARG001
    """Whoever has an account."""
    return viewer.is_signed_in


@_ground("自分のものである", "it is one's own")
def own(viewer: Viewer, place: Place) -> bool:
    """The person to whom it belongs."""
    return viewer.user is not None and viewer.user == place.owner


@_ground("その病院の利用者である", "one is of that hospital")
def own_hospital(viewer: Viewer, place: Place) -> bool:
    """A user of the hospital it is about."""
    return bool(place.hospital) and any(
        grant.role is Role.HOSPITAL and grant.hospital == place.hospital for grant in viewer.grants
    )


@_ground(
    "国立がん研究センターの病院で、その利用者である",
    "it is a hospital of the National Cancer Center, and one is of it",
)
def own_ncc(viewer: Viewer, place: Place) -> bool:
    """A user of the National Cancer Center, for its own hospitals: they report without a prefecture."""
    return place.is_ncc and viewer.has(Role.NCC)


@_ground("その都道府県の利用者である", "one is of that prefecture")
def own_prefecture(viewer: Viewer, place: Place) -> bool:
    """An official of the prefecture it is about."""
    return bool(place.prefecture) and any(
        grant.role is Role.PREFECTURE and grant.prefecture == place.prefecture
        for grant in viewer.grants
    )


@_ground("その都道府県の都道府県拠点病院である", "one is of the hub of that prefecture")
def hub_of_prefecture(viewer: Viewer, place: Place) -> bool:
    """A user of the prefectural hub."""
    return bool(place.prefecture) and any(
        grant.role is Role.HUB and grant.prefecture == place.prefecture for grant in viewer.grants
    )


@_ground("開会中の検討会の構成員である", "one is a member of the panel in session")
def panel_in_session(viewer: Viewer, place: Place) -> bool:
    """A member of the panel, while the meeting it is about is in session."""
    return viewer.has(Role.PANEL) and bool(place.meeting) and place.meeting in viewer.in_session


@_ground(
    "その病院の利用者で、その年の決定が公表されている",
    "one is of that hospital, and the decision on that year is published",
)
def own_hospital_once_decided(viewer: Viewer, place: Place) -> bool:
    """A user of the hospital, after the decision: until then nobody's opinion reaches it."""
    return place.is_decided and bool(own_hospital.holds(viewer, place))


@_ground("その意見を付けた組織の利用者である", "one is of the organisation that gave the opinion")
def of_the_giver(viewer: Viewer, place: Place) -> bool:
    """A user of the hub that gave it, or of the National Cancer Center for its own."""
    return bool(place.giver) and any(
        f"{grant.role}:{grant.hospital}" == place.giver for grant in viewer.grants
    )


@_ground(
    "病院・都道府県・厚生労働省の利用者である", "one is of a hospital, a prefecture or the ministry"
)
def of_an_organisation(viewer: Viewer, place: Place) -> bool:  # noqa: ARG001
    """Somebody whose organisation gives roles to its own people."""
    return viewer.has(Role.HOSPITAL, Role.PREFECTURE, Role.MINISTRY)


ministry = _of_role(Role.MINISTRY)
prefecture_user = _of_role(Role.PREFECTURE)
hospital_user = _of_role(Role.HOSPITAL)
ncc = _of_role(Role.NCC)
hub = _of_role(Role.HUB)
panel = _of_role(Role.PANEL)
genome = _of_role(Role.GENOME)
pathology = _of_role(Role.PATHOLOGY)
consultation = _of_role(Role.CONSULTATION)
information = _of_role(Role.INFORMATION)
