"""Views that people keep: their own alone, of this site alone, each an event that tells no words."""

from __future__ import annotations

import pytest

from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.models import Event
from kinten.portal.views_kept.addressing import is_of_this_site
from kinten.portal.views_kept.models import KeptView
from kinten.portal.views_kept.services import MOST, keep

pytestmark = pytest.mark.django_db
AT = "/hospitals/?q=%E4%B9%B3%E3%81%8C%E3%82%93&prefecture=17&sort=-figure"


@pytest.fixture
def one(person, client_of):
    """A client of somebody."""
    return client_of(person(Grant(Role.MINISTRY), email="one@example.jp"))


@pytest.fixture
def other(person, client_of):
    """A client of somebody else."""
    return client_of(person(Grant(Role.MINISTRY), email="other@example.jp"))


def test_a_list_is_kept_from_its_page_and_led_back_to(send, one):
    page = one.get(AT).content.decode()
    assert "/account/views/?at=%2Fhospitals%2F%3Fq%3D" in page
    form = one.get("/account/views/", {"at": AT}).content.decode()
    assert 'value="/hospitals/?q=%E4%B9%B3%E3%81%8C%E3%82%93&amp;prefecture=17' in form
    answer = send(one, "/account/views/", {"at": AT, "name": "石川の乳がん"})
    assert answer.status_code == 302

    kept = one.get("/account/views/").content.decode()
    assert "石川の乳がん</a>" in kept
    assert one.get(KeptView.objects.get().address).status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", ["/hospitals/?q=x", "/en/hospitals/?q=x", "/en/", "/"])
def test_a_page_of_either_language_is_kept_from_either(send, one, prefix, address):
    assert (
        f'value="{address}"'
        in one.get(f"{prefix}/account/views/", {"at": address}).content.decode()
    )
    assert send(one, f"{prefix}/account/views/", {"at": address, "name": "x"}).status_code == 302
    assert KeptView.objects.get().address == address


def test_one_of_the_same_name_is_replaced(send, one):
    for address in (AT, "/areas/?state=open"):
        send(one, "/account/views/", {"at": address, "name": "いつもの"})

    assert KeptView.objects.get().address == "/areas/?state=open"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org/hospitals/",
        "/\\example.org/",
        "\\\\example.org",
        "javascript:alert(1)",
        "hospitals/",
        "/nowhere/",
        "/hospitals/\n/x",
        "/hospitals/\0",
        "/accounts/login/?next=/x",
        "/accounts/logout/",
        "/invitation/secret/",
        "",
        "/hospitals/?q=" + "x" * 600,
        "/[",
    ],
)
def test_an_address_of_another_site_or_of_no_page_is_not_kept(send, one, address):
    assert not is_of_this_site(address)
    answer = send(one, "/account/views/", {"at": address, "name": "x"})

    assert answer.status_code == 422
    assert not KeptView.objects.exists()
    page = one.get("/account/views/", {"at": address}).content.decode()
    assert "example.org" not in page.split("<main", 1)[1].split("</main", 1)[0]


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\0b", "a\nb"])
def test_a_view_needs_a_name(send, one, name):
    answer = send(one, "/account/views/", {"at": AT, "name": name})

    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode()
    assert not KeptView.objects.exists()


def test_a_name_is_text_and_no_markup(send, one):
    send(one, "/account/views/", {"at": AT, "name": "<script>alert(1)</script>"})

    assert "<script>alert" not in one.get("/account/views/").content.decode()


def test_what_somebody_keeps_is_seen_and_removed_by_them_alone(send, one, other, visitor):
    send(one, "/account/views/", {"at": AT, "name": "自分の一覧"})
    kept = KeptView.objects.get()

    assert "自分の一覧" not in other.get("/account/views/").content.decode()
    assert send(other, f"/account/views/{kept.pk}/remove/").status_code == 403
    assert send(visitor, f"/account/views/{kept.pk}/remove/").status_code == 403
    assert visitor.get("/account/views/").status_code == 302
    assert send(one, f"/account/views/{kept.pk}/remove/").status_code == 302
    assert not KeptView.objects.exists()


def test_keeping_and_removing_are_events_without_words(send, one):
    send(one, "/account/views/", {"at": AT, "name": "秘密の名前"})
    send(one, f"/account/views/{KeptView.objects.get().pk}/remove/")
    events = Event.objects.filter(object_type="kept_view").order_by("number")

    assert [each.act for each in events] == ["view.keep", "view.remove"]
    assert set(events[0].hashes) == {"name", "address"}
    assert "秘密" not in str(list(events.values()))


def test_there_is_an_end_to_keeping(person):
    from kinten.portal.record.appending import SYSTEM
    from kinten.vocabulary.wording import FaultError

    owner = person(Grant(Role.MINISTRY))
    KeptView.objects.bulk_create(
        KeptView(owner=owner, name=str(number), address=AT) for number in range(MOST)
    )
    with pytest.raises(FaultError):
        keep(SYSTEM, owner, "one more", AT)
    assert keep(SYSTEM, owner, "5", "/areas/").address == "/areas/"


def test_the_last_searches_are_those_of_ones_own_session(one, other, visitor):
    for words in ("乳がん 石川", "旭川", "乳がん 石川"):
        for client in (one, visitor):
            client.get("/hospitals/", {"q": words, "page": "1"})

    page = one.get("/account/views/").content.decode()
    assert page.index(">乳がん 石川</a>") < page.index(">旭川</a>")
    assert page.count(">乳がん 石川</a>") == 1
    assert "旭川" not in other.get("/account/views/").content.decode()
    assert "sessionid" not in visitor.cookies
