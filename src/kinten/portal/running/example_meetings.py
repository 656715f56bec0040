"""A made-up meeting in session, reports accepted for it, and two made-up opinions, for a workspace that is made up."""

from datetime import timedelta

from django.db import transaction

from kinten.portal.meetings.models import Meeting
from kinten.portal.meetings.services import Called, record_meeting
from kinten.portal.opinions.services import Giver, give_opinion
from kinten.portal.policy.viewer import Role
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.services import accept
from kinten.portal.running.example_hospitals import PREFIX, ExampleHospital
from kinten.vocabulary.hospital_kind import Kind

SOURCE = "例示（架空の会議）"
_TITLE = f"{PREFIX} 第99回がん診療連携拠点病院等の指定に関する検討会（架空）"
_DAYS = timedelta(days=365)
_FIRST_ACCEPTED = (
    "EX004"  # those before stay as they were received, for the steps of a report to be tried
)
_TEXT = f"（{PREFIX}）架空の意見です。推薦された病院の診療体制について、ここに考えを書きます。"


@transaction.atomic
def fill_meetings(hospitals: tuple[ExampleHospital, ...]) -> Meeting | None:
    """Accept the newest made-up reports but for three, and record a meeting about them and opinions.

    Gives the meeting; None where there is no report under review.
    """
    received = ReportVersion.objects.filter(is_made_up=True, state=State.RECEIVED)
    newest = received.order_by("-year").values_list("year", flat=True).first()
    hub = next((each for each in hospitals if each.kind is Kind.PREF), None)
    if newest is None or hub is None:
        return None
    for version in received.filter(year=newest, hospital__gte=_FIRST_ACCEPTED).order_by("hospital"):
        accept(SYSTEM, version, SOURCE)
    day = today()
    called = Called(_TITLE, newest, day, day + _DAYS)
    made = record_meeting(SYSTEM, called, is_made_up=True, reason=SOURCE)
    other = next(each for each in hospitals if each.id > hub.id)
    for giver, hospital in ((Giver(Role.HUB, hub.id), hub), (Giver(Role.NCC), other)):
        give_opinion(SYSTEM, giver, hospital.id, newest, _TEXT, is_made_up=True, reason=SOURCE)
    return made
