"""Protected tables: only what was protected comes in, and what is hidden is hidden in every form."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from django.core.cache import caches

from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.registry_pages.models import ProtectedTable, Visibility
from kinten.portal.registry_pages.services import Told, receive_table, withdraw_table
from kinten.portal.workspace import open_workspace, workspace_folder
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db
GOOD = """hospital,year,surgery,n,status
DCH001,2022,yes,60,shown
DCH001,2022,no,140,shown
DCH001,2022,total,200,shown
DCH002,2022,yes,,primary
DCH002,2022,no,,complementary
DCH002,2022,total,120,shown
DCH003,2022,yes,90,shown
DCH003,2022,no,10,shown
DCH003,2022,total,100,shown
total,2022,yes,,complementary
total,2022,no,,complementary
total,2022,total,420,shown
"""
TOLD = Told("手術の有無", "登録 2022年", Visibility.PUBLIC, "Operations")


@pytest.fixture(autouse=True)
def uncounted():
    """Forget how often files were sent: after a roll-back other people have the same numbers."""
    caches["memory"].clear()


@pytest.fixture
def received(db):
    """Receive a table; gives it."""

    def make(text=GOOD, name="table.csv", told=TOLD):
        return receive_table(SYSTEM, text.encode("utf-8-sig"), name, told)[0]

    return make


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_table_is_kept_by_its_hash_with_an_event(received):
    table = received()
    event = Event.objects.get(act="registry.receive")

    assert (table.rows, table.hidden, table.years) == (12, 4, ["2022"])
    assert table.dimensions == ["hospital", "year", "surgery"]
    kept = open_workspace(workspace_folder()).files / table.file_sha256
    assert kept.read_bytes() == GOOD.encode("utf-8-sig")
    assert event.after["file"] == table.file_sha256
    assert event.after["visibility"] == "public"


def test_the_same_file_again_is_the_same_table_but_not_under_other_terms(received):
    table = received()

    assert receive_table(SYSTEM, GOOD.encode("utf-8-sig"), "table.csv", TOLD) == (table, False)
    with pytest.raises(FaultError):
        received(told=Told("手術の有無", "登録", Visibility.DESK))
    assert ProtectedTable.objects.count() == 1


BAD = {
    "small count shown": GOOD.replace("yes,,primary", "yes,4,shown").replace(
        "no,,complementary", "no,116,shown"
    ),
    "can be reckoned": GOOD.replace("DCH002,2022,no,,complementary", "DCH002,2022,no,116,shown"),
    "no status": "site,n\nC16,100\nC18,40\ntotal,140\n",
    "blank status": "site,n,status\nC16,100,shown\nC18,40,\ntotal,140,shown\n",
    "odd status": GOOD.replace("primary", "secret"),
    "no sum": GOOD.replace("total,2022,total,420", "total,2022,total,421"),
    "no number": GOOD.replace("200", "many"),
    "no table": "hello",
    "empty": "",
    "control": GOOD.replace("DCH003", "DCH\x0003"),
    "markup too long": GOOD.replace("DCH003", "<" * 101),
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_is_not_protected_is_refused_with_a_reason(received, text):
    with pytest.raises(FaultError) as told:
        received(text)

    assert told.value.place.startswith("table.csv")
    assert "kinten-table-" not in str(told.value)
    assert not ProtectedTable.objects.exists()
    assert not Event.objects.filter(act="registry.receive").exists()


@pytest.mark.parametrize(
    "told",
    [
        Told("", "登録", Visibility.PUBLIC),
        Told("題", " ", Visibility.PUBLIC),
        Told("題", "登録", Visibility.PUBLIC, hospital="DCH001"),
        Told("題", "登録", Visibility.DESK, hospital="NONE"),
        Told("題", "登録", Visibility.DESK, prefecture="99"),
        Told("題", "登録", Visibility.PUBLIC, threshold=5),
        Told("題", "登録", Visibility.PUBLIC, rounding=7),
        Told("題", "登録", Visibility.PUBLIC, is_made_up=True),
    ],
    ids="title source public-hospital hospital prefecture threshold rounding made-up".split(),
)
def test_what_is_told_of_a_table_is_checked(received, told):
    with pytest.raises(FaultError):
        received(told=told)

    assert not ProtectedTable.objects.exists()


def test_made_up_figures_stand_under_invented_hospitals_alone(received, examples):
    made_up = Told("題", "例示", Visibility.PUBLIC, is_made_up=True)
    invented = GOOD.replace("DCH001", examples[0]).replace("DCH002", examples[1])
    invented = invented.replace("DCH003", examples[2])

    with pytest.raises(FaultError):
        received(name="example-table.csv")
    with pytest.raises(FaultError):
        received(invented)
    assert received(invented, told=made_up).is_made_up


def test_a_higher_threshold_is_told_and_kept(received):
    higher = "site,n,status\nC16,100,shown\nC18,,primary\nC50,,primary\ntotal,125,shown\n"
    told = Told("題", "登録", Visibility.PUBLIC, threshold=20)

    with pytest.raises(FaultError, match="threshold"):
        received(higher)
    assert received(higher, told=told).threshold == 20


def test_a_rounded_table_and_one_without_statuses_are_received(received):
    rounded = "site,n\nC16,100\nC18,40\ntotal,140\n"
    hidden = "site,n\nC16,100\nC18,\nC50,\ntotal,200\n"

    assert received(rounded, told=Told("題", "登録", Visibility.PUBLIC, rounding=10)).rounding == 10
    assert received(hidden).hidden == 2


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_shows_counts_and_hides_what_is_hidden(visitor, received, prefix):
    table = received()
    page = text(visitor, f"{prefix}/registry/{table.pk}/", by="hospital", across="surgery")

    assert "420" in page
    assert page.count("not shown</td>" if prefix else "非公表</td>") == 4
    assert "旭川" in page or "DCH001" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert ("Operations" if prefix else "手術の有無") in page
    assert f'href="{prefix}/registry/{table.pk}/"' in text(visitor, f"{prefix}/registry/")


def test_every_file_has_the_same_rows_and_hides_the_same_cells(visitor, received):
    table = received()
    raw = visitor.get(f"/registry/{table.pk}.csv").content
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    document = json.loads(visitor.get(f"/registry/{table.pk}.json").content)
    book = openpyxl.load_workbook(io.BytesIO(visitor.get(f"/registry/{table.pk}.xlsx").content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    body = [row for row in cells if "2022" in row]

    assert len(rows) == document["rows"] == len(document["data"]) == len(body) == 12
    assert [row["n"] == "" for row in rows] == [each["n"] is None for each in document["data"]]
    assert sum(row["n"] == "" for row in rows) == 4
    assert {row["shown_ja"] for row in rows if row["n"] == ""} == {"非公表"}
    assert all(row[9] is None for row in body if "非公表" in row)
    assert document["title"]["en"] == "Operations"
    assert "10未満" in document["about"]["ja"]


def test_a_file_obeys_what_the_page_chose(visitor, received):
    table = received()
    query = {"by": "hospital", "across": "-", "v-year": "2022", "v-surgery": "yes"}
    page = text(visitor, f"/registry/{table.pk}/", **query)
    document = json.loads(visitor.get(f"/registry/{table.pk}.json", query).content)

    assert document["rows"] == 4
    assert {each["surgery"] for each in document["data"]} == {"yes"}
    assert "v-surgery=yes" in page
    assert "手術等（初回治療）: あり" in document["about"]["ja"]


@pytest.mark.parametrize(
    "query",
    [
        {"by": "nothing"},
        {"across": "hospital", "by": "hospital"},
        {"v-year": "1066"},
        {"v-surgery": "\0"},
        {"page": "99999999999"},
        {"by": "<script>"},
    ],
)
@pytest.mark.parametrize("kind", ["/", "/funnel/", ".csv", ".xlsx", ".json"])
def test_odd_queries_are_told_or_left_out(visitor, received, query, kind):
    table = received()
    answer = visitor.get(f"/registry/{table.pk}{kind}", query)

    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_the_funnel_leaves_hidden_hospitals_out_and_counts_them(visitor, received):
    table = received()
    page = text(visitor, f"/registry/{table.pk}/funnel/", share="surgery:yes")

    assert "件数が非公表で除いたもの 1 病院" in page
    assert "90.0%" in page
    assert "99.8%の範囲の外（上）" in page
    assert "Spiegelhalter" in page
    assert '<svg class="figure funnel"' in page
    assert "全体の割合（示した病院の和から）: 50.0%" in page


def test_a_table_without_hospitals_has_no_funnel(visitor, received):
    table = received("site,n,status\nC16,100,shown\nC18,40,shown\ntotal,140,shown\n")

    assert visitor.get(f"/registry/{table.pk}/funnel/").status_code == 404
    assert "/funnel/" not in text(visitor, f"/registry/{table.pk}/")


DESK = {
    "country": Told("題", "登録", Visibility.DESK),
    "prefecture": Told("題", "登録", Visibility.DESK, prefecture="01"),
    "hospital": Told("題", "登録", Visibility.DESK, hospital="DCH001"),
}


@pytest.mark.parametrize("of", DESK)
@pytest.mark.parametrize("role", [None, *Role])
def test_a_table_of_the_desks_is_read_by_its_own(client_as, received, role, of):
    table = received(told=DESK[of])
    client = client_as(role)
    allowed = {Role.MINISTRY, Role.NCC}
    allowed |= {Role.PREFECTURE} if of != "country" else set()
    allowed |= {Role.HOSPITAL} if of == "hospital" else set()

    for kind in ("/", "/funnel/", ".csv", ".xlsx", ".json"):
        status = client.get(f"/registry/{table.pk}{kind}").status_code
        assert status == (200 if role in allowed else 302 if role is None else 403), kind
    assert (f"/registry/{table.pk}/" in text(client, "/registry/")) == (role in allowed)


def test_another_hospital_and_prefecture_see_nothing(client_of, person, received):
    table = received(told=DESK["hospital"])
    others = (Grant(Role.HOSPITAL, "DCH002"), Grant(Role.PREFECTURE, "", "13"))
    client = client_of(person(*others))

    assert client.get(f"/registry/{table.pk}/").status_code == 403


def test_a_withdrawn_table_is_shown_to_nobody(visitor, client_as, received):
    table = received()
    withdraw_table(SYSTEM, table, "直す")

    for client in (visitor, client_as(Role.MINISTRY)):
        assert client.get(f"/registry/{table.pk}/").status_code != 200
        assert client.get(f"/registry/{table.pk}.csv").status_code != 200
        assert f"/registry/{table.pk}/" not in text(client, "/registry/")
    with pytest.raises(FaultError):
        withdraw_table(SYSTEM, table, "直す")
    assert Event.objects.get(act="registry.withdraw").reason == "直す"
    assert received().pk != table.pk


def upload(name="table.csv", content=GOOD):
    file = io.BytesIO(content.encode("utf-8-sig"))
    file.name = name
    return {
        "file": file,
        "title": "手術の有無",
        "source": "登録 2022年",
        "visibility": "public",
        "threshold": "10",
    }


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.NCC])
def test_the_ministry_and_the_centre_receive_and_withdraw_by_page(client_as, send, role):
    client = client_as(role)
    answer = send(client, "/registry/receive/", upload())
    table = ProtectedTable.objects.get()

    assert answer.status_code == 302
    assert Event.objects.get(act="registry.receive").role == role
    assert send(client, f"/registry/{table.pk}/withdraw/", {}).status_code == 422
    answer = send(client, f"/registry/{table.pk}/withdraw/", {"reason": "直す"})
    assert answer.status_code == 302
    assert client.get(f"/registry/{table.pk}/").status_code == 404


@pytest.mark.parametrize(
    "role", [None, *(each for each in Role if each not in {Role.MINISTRY, Role.NCC})]
)
def test_nobody_else_receives_or_withdraws(client_as, send, received, role):
    table = received()
    client = client_as(role)

    for address in ("/registry/receive/", f"/registry/{table.pk}/withdraw/"):
        assert send(client, address, upload()).status_code == 403
    assert ProtectedTable.objects.filter(withdrawn=None).count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"visibility": "all"},
        {"threshold": "3"},
        {"threshold": "x"},
        {"hospital": "../../etc"},
        {"rounding": "1"},
        {"title": ""},
        {"title": "a\0b"},
        {"file": ""},
    ],
)
def test_an_odd_form_is_told(client_as, send, more):
    answer = send(client_as(Role.MINISTRY), "/registry/receive/", upload() | more)

    assert answer.status_code == 422
    assert "直すところがあります" in answer.content.decode()
    assert not ProtectedTable.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.xlsx", GOOD),
        ("table.exe", GOOD),
        ("table.csv", BAD["can be reckoned"]),
        ("table.csv", "PK\x03\x04" + "x" * 100),
        ("table.csv", "\x00\x01"),
        ("table.csv", GOOD + "\n" * 20_001),
    ],
)
def test_a_file_that_is_none_is_refused_on_the_page(client_as, send, name, content):
    answer = send(client_as(Role.NCC), "/registry/receive/", upload(name, content))

    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()
    assert not ProtectedTable.objects.exists()


def test_a_name_with_folders_is_only_a_name(client_as, send):
    send(client_as(Role.MINISTRY), "/registry/receive/", upload("../../x/table.csv"))

    assert ProtectedTable.objects.get().file_name == "table.csv"


def test_without_the_token_nothing_is_received(client_as):
    client = client_as(Role.MINISTRY)

    assert client.post("/registry/receive/", upload()).status_code == 403
    assert not ProtectedTable.objects.exists()


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_why_a_cell_is_hidden_is_told_to_nobody(visitor, client_as, received, ending):
    table = received()
    for client in (visitor, client_as(Role.MINISTRY)):
        told = client.get(f"/registry/{table.pk}{ending}").content.decode()
        assert "hidden" in told
        assert "primary" not in told
        assert "complementary" not in told
