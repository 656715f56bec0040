"""The addresses of accounts, roles and invitations."""

from django.urls import path

from kinten.portal.people.account import account
from kinten.portal.people.invitations import invitation, invitation_withdraw, people_invite
from kinten.portal.people.listing import people
from kinten.portal.people.roles import role_end
from kinten.portal.people.starting import desk

urlpatterns = [
    path("people/", people, name="people"),
    path("people/invite/", people_invite, name="people_invite"),
    path(
        "people/invitations/<int:number>/withdraw/", invitation_withdraw, name="invitation_withdraw"
    ),
    path("people/roles/<int:number>/end/", role_end, name="role_end"),
    path("invitation/<str:word>/", invitation, name="invitation"),
    path("account/", account, name="account"),
    path("desk/", desk, name="desk"),
]
