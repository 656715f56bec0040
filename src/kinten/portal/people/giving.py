"""Who may give a role to whom, and who may end one: pure predicates over a viewer, a grant and its place."""

from kinten.portal.policy.viewer import Grant, Place, Role, Viewer

OF_HOSPITAL = (Role.HOSPITAL, Role.GENOME, Role.PATHOLOGY, Role.CONSULTATION)
"""Roles that a hospital gives its own people."""
OF_NO_PLACE = (Role.MINISTRY, Role.PANEL, Role.NCC, Role.INFORMATION)
"""Roles that name no hospital and no prefecture."""
_GIVEN = {
    Role.MINISTRY: (Role.PREFECTURE, Role.HOSPITAL, Role.HUB, *OF_NO_PLACE),
    Role.PREFECTURE: (Role.PREFECTURE, Role.HOSPITAL),
    Role.HOSPITAL: OF_HOSPITAL,
}
_ENDED = {
    Role.MINISTRY: tuple(Role),
    Role.PREFECTURE: (Role.PREFECTURE, *OF_HOSPITAL),
    Role.HOSPITAL: OF_HOSPITAL,
}


def is_whole(grant: Grant, place: Place) -> bool:
    """Tell whether a grant names just the organisation that its role needs.

    ``place`` is that of the grant: its hospital, and the prefecture in which the network has it.
    """
    if grant.role in OF_NO_PLACE:
        return not grant.hospital and not grant.prefecture
    if grant.role is Role.PREFECTURE:
        return bool(grant.prefecture) and not grant.hospital
    is_known = bool(grant.hospital) and bool(place.prefecture)
    wanted = place.prefecture if grant.role is Role.HUB else ""
    return is_known and grant.prefecture == wanted


def roles_to_give(viewer: Viewer) -> tuple[Role, ...]:
    """Give the roles that a viewer may give at some place."""
    return tuple(
        role for role in Role if any(role in _GIVEN.get(grant.role, ()) for grant in viewer.grants)
    )


def giving_grant(viewer: Viewer, grant: Grant, place: Place) -> Grant | None:
    """Give the viewer's own grant by which another may be given; None where there is none."""
    if not is_whole(grant, place):
        return None
    return next((own for own in viewer.grants if _covers(own, grant, place, _GIVEN)), None)


def may_give(viewer: Viewer, grant: Grant, place: Place) -> bool:
    """Tell whether a viewer may invite somebody to a grant."""
    return giving_grant(viewer, grant, place) is not None


def ending_grant(viewer: Viewer, grant: Grant, place: Place) -> Grant | None:
    """Give the viewer's own grant by which another may be ended; those above end what they see."""
    return next((own for own in viewer.grants if _covers(own, grant, place, _ENDED)), None)


def _covers(own: Grant, grant: Grant, place: Place, table: dict[Role, tuple[Role, ...]]) -> bool:
    if grant.role not in table.get(own.role, ()):
        return False
    if own.role is Role.MINISTRY:
        return True
    if own.role is Role.PREFECTURE:
        return bool(own.prefecture) and own.prefecture == place.prefecture
    return bool(own.hospital) and own.hospital == place.hospital
