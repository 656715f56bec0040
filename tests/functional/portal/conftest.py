"""A portal with the real network, people of every role, and pages read as each of them."""

from __future__ import annotations

import sys

import pytest
from django.test import Client

from kinten.portal.people.services import grant_role, make_person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
from kinten.portal.running.filling import fill_network

HOSPITAL, PREFECTURE = "DCH001", "01"
WORDS = "correct horse battery"
EXAMPLES = pytest.StashKey[int]()
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
        made = make_person(SYSTEM, email, "例示 太郎", WORDS, is_made_up=True)
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


@pytest.fixture
def send():
    """Post a form as a page does: with the token of a page that was read before."""

    def post(client, address, data=None, **more):
        if "csrftoken" not in client.cookies:
            client.get("/accounts/login/", follow=True)
        token = client.cookies["csrftoken"].value
        return client.post(address, data or {}, headers={"X-CSRFToken": token}, **more)

    return post


@pytest.fixture
def client_of():
    """Give a client signed in as a person."""

    def make(someone):
        client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        client.force_login(someone)
        return client

    return make


def forget_network():
    """Forget what was read of a network that a roll-back took away."""
    from kinten.portal.places import reading as places
    from kinten.portal.reports import reading as reports
    from kinten.portal.volume_pages import seeing

    for kept in (places._atlas, places._seen, reports._examples, seeing._shares):
        kept.cache_clear()


def forget_all():
    """Forget everything that the process keeps of the portal's records."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kinten.portal"):
            for kept in list(vars(module).values()):
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


@pytest.fixture(autouse=True)
def rolled_back_rows_are_forgotten(request):
    """After a test that recorded rows of its own: the next one gives the same numbers to others."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    from kinten.portal.places.reading import newest_row

    request.getfixturevalue("db")
    before = newest_row()
    yield
    if newest_row() not in {before, request.node.stash.get(EXAMPLES, before)}:
        forget_all()


@pytest.fixture
def examples(db, request):
    """Six invented hospitals in real areas, the fifth a local one; gives their ids."""
    from kinten.portal.places.reading import current_atlas, newest_row
    from kinten.portal.reports.examples import make_example_hospitals
    from kinten.portal.reports.reading import example_hospitals

    made = make_example_hospitals(6)
    # The same rows are the same network: what a test before read of them is kept.
    if set(made) != example_hospitals() or made[0] not in current_atlas().network.hospitals:
        forget_network()
    request.node.stash[EXAMPLES] = newest_row()
    return made


@pytest.fixture
def home(examples):
    """The first invented hospital."""
    from kinten.portal.places.reading import current_atlas

    return current_atlas().network.hospitals[examples[0]]


@pytest.fixture
def client_in(home, examples, person, client_of, visitor):
    """Give a client by what the person is to the first invented hospital, the same one each time."""
    away = "47" if home.prefecture != "47" else "01"
    grants = {
        "own": Grant(Role.HOSPITAL, home.id),
        "prefecture": Grant(Role.PREFECTURE, "", home.prefecture),
        "ministry": Grant(Role.MINISTRY),
        "other": Grant(Role.HOSPITAL, examples[1]),
        "away": Grant(Role.PREFECTURE, "", away),
        "panel": Grant(Role.PANEL),
        "ncc": Grant(Role.NCC),
        "hub": Grant(Role.HUB, home.id, home.prefecture),
        "centre": Grant(Role.CONSULTATION, home.id),
        "genome": Grant(Role.GENOME, home.id),
    }
    made = {"visitor": visitor}

    def make(who):
        if who not in made:
            made[who] = client_of(person(grants[who], email=f"{who}@example.jp"))
        return made[who]

    return make


@pytest.fixture
def made_report():
    """Make a made-up report of an invented hospital: its volumes by default, others by name."""
    from kinten.example.reports import MARK
    from kinten.report.model import Report, Source
    from kinten.vocabulary.given import number

    volumes = {
        "registry_cases": 612,
        "cancer_surgeries": 431,
        "drug_therapy_patients": 1213,
        "radiotherapy_patients": 234,
        "palliative_team_referrals": 87,
    }

    def make(year=2025, name="例示病院", **facts):
        at = "form.xlsx!診療実績!C4"
        given = {**volumes, **facts}
        return Report(
            hospital=f"{name}（{MARK}）",
            year=year,
            source=Source("form.xlsx", f"{year:064d}"),
            at=at,
            edition="R4.8",
            facts={fact: number(value, at) for fact, value in given.items()},
        )

    return make


@pytest.fixture
def a(person):
    """A user of a hospital, with the password that ``sign_in`` takes."""
    return person(Grant(Role.HOSPITAL, HOSPITAL), email="a@example.jp")


@pytest.fixture
def sign_in():
    """Sign in by the form."""

    def by_form(send, client, email="a@example.jp", words=WORDS, **more):
        return send(client, "/accounts/login/", {"login": email, "password": words} | more)

    return by_form


@pytest.fixture
def is_in():
    """Tell whether a client is signed in."""
    return lambda client: 'action="/accounts/logout/"' in client.get("/").content.decode()


def decide(hospital, year, until=None):
    """Publish a decision on the report of a year; the hospital could comment until a day."""
    from datetime import date, timedelta

    from kinten.network.designation import Act
    from kinten.portal.public.asking import today
    from kinten.portal.reports.deciding import Decided, publish_decision, record_decision
    from kinten.portal.reports.outcome import Outcome
    from kinten.vocabulary.hospital_kind import Kind

    asked = Decided(
        hospital, year, Act.REPORT, Outcome.UNCHANGED, date(year, 11, 1), f"{year}-11-01",
        "例示の資料", Kind.REGIONAL,
    )  # fmt: skip
    made = record_decision(SYSTEM, asked, is_made_up=True)
    ends = until or date(year, 11, 20)
    publish_decision(SYSTEM, made, ends, published=min(ends - timedelta(days=14), today()))


@pytest.fixture
def decided_report(examples, made_report):
    """Publish last year's report of an invented hospital by its number, with a decision it could comment on.

    ``share`` is that of the residents it treats, ``until`` the last day for its comment; without ``is_decided`` there is no decision.
    """
    from datetime import date

    from kinten.portal.public.asking import today
    from kinten.portal.reports.models import State
    from kinten.portal.reports.services import receive_report

    def make(
        number, registry=612, *, share=0.05, is_decided=True, until=None, state=State.PUBLISHED
    ):
        hospital, year = examples[number], today().year - 1
        report = made_report(year, registry_cases=registry, resident_share=share)
        version, _ = receive_report(
            SYSTEM,
            report,
            hospital,
            state=state,
            published=date(year, 12, 1) if state is State.PUBLISHED else None,
            is_made_up=True,
        )
        if is_decided:
            decide(hospital, year, until)
        return version

    return make


@pytest.fixture
def three_reports(decided_report):
    """Three published and decided reports: 520, 612 and 900 cases."""
    return [decided_report(number, cases) for number, cases in ((0, 520), (1, 612), (2, 900))]


@pytest.fixture
def read_page():
    """Read a page or file that comes; what the text calls 概ね is read to the letter unless asked otherwise."""

    def read(client, address="/whatif/", **query):
        if "?" not in address:
            query = {"roughly": "strict"} | query
        answer = client.get(address, query)
        assert answer.status_code == 200, (address, query, answer.status_code)
        return answer.content.decode()

    return read
