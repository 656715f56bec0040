"""The addresses of the panel's meetings."""

from django.urls import path

from kinten.portal.meetings.views import (
    meeting,
    meeting_change,
    meeting_new,
    meeting_withdraw,
    meetings,
)

_MEETING = "meetings/<int:number>/"

urlpatterns = [
    path("meetings/", meetings, name="meetings"),
    path("meetings/new/", meeting_new, name="meeting-new"),
    path(_MEETING, meeting, name="meeting"),
    path(f"{_MEETING}change/", meeting_change, name="meeting-change"),
    path(f"{_MEETING}withdraw/", meeting_withdraw, name="meeting-withdraw"),
]
