"""A portal with the real network, people of every role, and pages read as each of them."""

from __future__ import annotations

import pytest
from django.test import Client

from kinten.portal.people.services import grant_role, make_person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
from kinten.portal.running.filling import fill_network

HOSPITAL, PREFECTURE = "DCH001", "01"
PLACES = {
    Role.HOSPITAL: {"hospital": HOSPITAL},
    Role.PREFECTURE: {"prefecture": PREFECTURE},
    Role.HUB: {"hospital": HOSPITAL, "prefecture": PREFECTURE},
    Role.CONSULTATION: {"hospital": HOSPITAL},
    Role.GENOME: {"hospital": HOSPITAL},
    Role.PATHOLOGY: {"hospital": HOSPITAL},
}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Fill the network once; each test's changes are rolled back."""
    with django_db_blocker.unblock():
        fill_network()


@pytest.fixture
def person(db):
    """Make a person with roles."""

    def make(*grants, email="someone@example.jp"):
        made = make_person(SYSTEM, email, "例示 太郎", "correct horse battery", is_made_up=True)
        for grant in grants:
            grant_role(SYSTEM, made, grant)
        return made

    return make


@pytest.fixture
def client_as(person):
    """Give a client signed in in a role of the places above; None is a visitor."""

    def make(role):
        client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        if role is not None:
            client.force_login(
                person(Grant(role, **PLACES.get(role, {})), email=f"{role}@example.jp")
            )
        return client

    return make


@pytest.fixture
def visitor(db):
    """A client that is nobody."""
    return Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
