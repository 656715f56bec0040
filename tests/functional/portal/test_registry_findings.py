"""Findings of edits: rows of patients, for their own hospital alone, erased without a trace of a value."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.core.cache import caches

from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.erasing import ACT, holds_erasable
from kinten.portal.record.models import Event
from kinten.portal.registry_pages.findings_services import (
    FINDINGS,
    erase_file,
    erase_findings,
    receive_findings,
)
from kinten.portal.registry_pages.models import Finding, FindingsFile
from kinten.portal.workspace import open_workspace, workspace_folder
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db
HOSPITAL = "DCH001"
AT = f"/hospitals/{HOSPITAL}/findings/"
HEAD = "rule,severity,id,tumour_sequence,hospital,at,text,reason\n"
ROWS = (
    "CODE-SEX,error,秘密001,1,DCH001,C:\\records\\記録.csv:12:sex,性別の符号ではありません: sex=7,\n"
    "CODE-SEX,error,秘密002,1,,記録.csv:13:sex,性別の符号ではありません: sex=8,\n"
    "AGE-SITE-20,warning,秘密003,2,DCH001,記録.csv:14:topography,まれ: 1990-01-01,確かめた（秘密）\n"
    "FAMILY-01,query,秘密004,1,DCH001,記録.csv:15:morphology,<script>alert(1)</script>,\n"
)
SECRETS = ("秘密00", "sex=7", "1990-01-01", "記録.csv")


@pytest.fixture(autouse=True)
def uncounted():
    """Forget how often files were sent: after a roll-back other people have the same numbers."""
    caches["memory"].clear()


@pytest.fixture
def file(db):
    return receive_findings(SYSTEM, HOSPITAL, (HEAD + ROWS).encode("utf-8-sig"))[0]


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def sent(content=HEAD + ROWS):
    data = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    data.name = "秘密00.csv"
    return {"file": data}


def test_the_hospital_sends_its_findings_and_reads_them(client_as, send):
    client = client_as(Role.HOSPITAL)
    answer = send(client, AT, sent())
    page = text(client, answer["Location"])

    assert FindingsFile.objects.get().rows == Finding.objects.count() == 4
    assert answer.status_code == 302
    for told in ("秘密001", "12", "sex=7", "確かめた（秘密）", "IARC 技術報告42"):
        assert told in page
    assert "このKintenには言葉がありません" in page
    assert "<script>alert" not in page
    assert "C:" not in page
    assert "records" not in page


def test_the_list_of_tables_leads_the_hospital_to_its_findings(client_as, visitor):
    assert f'href="{AT}"' in text(client_as(Role.HOSPITAL), "/registry/")
    assert f'href="{AT}"' not in text(client_as(Role.PREFECTURE), "/registry/")
    assert "/findings/" not in text(visitor, "/registry/")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_counts_come_first_and_rows_are_filtered(client_as, file, prefix):
    client = client_as(Role.HOSPITAL)
    page = text(client, f"{prefix}{AT}{file.pk}/")
    warnings = text(client, f"{prefix}{AT}{file.pk}/", severity="warning")
    one = text(client, f"{prefix}{AT}{file.pk}/", severity="error", rule="CODE-SEX")

    assert page.index("CODE-SEX</a>") < page.index("秘密001")
    assert "秘密003" in warnings
    assert "秘密001" not in warnings
    assert one.count("秘密00") == 2
    assert ("warning" if prefix else "要照会") in page


def test_a_row_is_told_in_the_language_of_the_page(client_as):
    from kinten.portal.registry_pages.findings_words import tell_edit

    words = tell_edit("CODE-SEX").words
    row = f"CODE-SEX,error,P1,1,,a.csv:2:sex,{words.ja}: sex=7,\n"
    file, _ = receive_findings(SYSTEM, HOSPITAL, (HEAD + row).encode())
    client = client_as(Role.HOSPITAL)

    assert f"{words.en}: sex=7" in text(client, f"/en{AT}{file.pk}/")
    assert f"{words.ja}: sex=7" in text(client, f"{AT}{file.pk}/")


@pytest.mark.parametrize(
    "query",
    [{"severity": "x"}, {"rule": "\0"}, {"rule": "x" * 500}, {"page": "-1"}, {"page": "9" * 30}],
)
def test_an_odd_filter_is_told(client_as, file, query):
    page = text(client_as(Role.HOSPITAL), f"{AT}{file.pk}/", **query)

    assert 'role="alert"' in page


def test_rows_are_paged_by_fifty(client_as):
    rows = "".join(f"CODE-SEX,error,P{n:04},1,,a.csv:{n}:sex,x,\n" for n in range(120))
    file, _ = receive_findings(SYSTEM, HOSPITAL, (HEAD + rows).encode())
    client = client_as(Role.HOSPITAL)

    assert text(client, f"{AT}{file.pk}/").count("<td>P0") == 50
    assert text(client, f"{AT}{file.pk}/", page="3").count("<td>P0") == 20
    assert "3 / 3" in text(client, f"{AT}{file.pk}/", page="3")


@pytest.mark.parametrize("role", [None, *(each for each in Role if each is not Role.HOSPITAL)])
def test_nobody_else_sees_sends_or_erases(client_as, send, file, role):
    client = client_as(role)

    for address in (AT, f"{AT}{file.pk}/"):
        answer = client.get(address)
        assert answer.status_code == (302 if role is None else 403)
        assert "秘密00" not in answer.content.decode()
    assert send(client, AT, sent()).status_code == 403
    assert send(client, f"{AT}{file.pk}/erase/", {"sure": "yes"}).status_code == 403
    assert Finding.objects.count() == 4


def test_another_hospital_does_not_reach_it_by_its_own_address(client_of, person, send, file):
    client = client_of(person(Grant(Role.HOSPITAL, "DCH002")))
    own = f"/hospitals/DCH002/findings/{file.pk}/"

    assert client.get(f"{AT}{file.pk}/").status_code == 403
    assert client.get(own).status_code == 404
    assert send(client, f"{own}erase/", {"sure": "yes"}).status_code == 404
    assert Finding.objects.count() == 4


@pytest.mark.parametrize(
    "word", ["none", "1", "%00", "../x", "00000000-0000-0000-0000-000000000000"]
)
def test_an_odd_address_is_not_found(client_as, word):
    assert client_as(Role.HOSPITAL).get(f"{AT}{word}/").status_code == 404


def test_the_event_holds_ids_and_keyed_hashes_alone(file):
    event = Event.objects.get(act="findings.receive")

    assert (event.before, event.after) == (None, None)
    assert (event.object_id, event.hospital) == (str(file.pk), HOSPITAL)
    assert event.fields == ["file"]
    told = json.dumps([event.hashes, event.reason, event.object_id], ensure_ascii=False)
    assert file.file_sha256 not in told
    assert all(each not in told for each in SECRETS)


def test_neither_the_file_nor_its_name_is_kept(client_as, send):
    before = set(open_workspace(workspace_folder()).files.iterdir())
    send(client_as(Role.HOSPITAL), AT, sent())

    assert set(open_workspace(workspace_folder()).files.iterdir()) == before


def test_pages_are_kept_by_no_cache(client_as, file):
    client = client_as(Role.HOSPITAL)

    for address in (AT, f"{AT}{file.pk}/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_erasing_needs_the_box_and_leaves_nothing(client_as, send, file):
    client = client_as(Role.HOSPITAL)
    send(client, f"{AT}{file.pk}/erase/", {})
    assert Finding.objects.count() == 4
    answer = send(client, f"{AT}{file.pk}/erase/", {"sure": "yes"})
    event = Event.objects.get(act=ACT, object_type=FINDINGS)

    assert answer["Location"] == AT
    assert not Finding.objects.exists()
    assert not FindingsFile.objects.exists()
    assert (event.object_id, event.before, event.after) == (str(file.pk), None, None)
    assert not event.fields
    assert not event.hashes
    assert client.get(f"{AT}{file.pk}/").status_code == 404
    assert client.get(f"{AT}{file.pk}/erase/").status_code == 405


def test_erasing_again_after_a_restore_is_no_error(file):
    assert holds_erasable()
    erase_file(SYSTEM, file)

    erase_findings(str(file.pk))
    erase_findings("no id")


def test_the_same_file_again_is_the_same(file):
    again = receive_findings(SYSTEM, HOSPITAL, (HEAD + ROWS).encode("utf-8-sig"))

    assert again == (file, False)
    assert Event.objects.filter(act="findings.receive").count() == 1


BAD = {
    "empty": "",
    "no csv": "秘密001",
    "other columns": ROWS,
    "cp932": (HEAD + ROWS).encode("cp932"),
    "utf-16": (HEAD + ROWS).encode("utf-16"),
    "workbook": b"PK\x03\x04" + b"0" * 2000,
    "control": HEAD + ROWS.replace("sex=7", "sex\x00=7"),
    "rule": HEAD + ROWS.replace("CODE-SEX", "秘密001"),
    "severity": HEAD + ROWS.replace("warning", "秘密003"),
    "number": HEAD + ROWS.replace("秘密002,1", "秘密002,一つ"),
    "other hospital": HEAD + ROWS.replace("DCH001,記録", "DCH002,記録"),
    "long": HEAD + ROWS.replace("sex=7", "秘密001" * 400),
    "columns": HEAD + "CODE-SEX,error,秘密001\n",
    "quote": HEAD + 'CODE-SEX,error,"秘密001,1,,a:1:b,x,\n',
    "field": HEAD + f"CODE-SEX,error,{'秘' * 200_000},1,,a:1:b,x,\n",
    "rows": HEAD + "CODE-SEX,error,秘密001,1,,a:1:b,x,\n" * 50_001,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_what_the_check_would_not_write_is_refused_without_a_value(
    client_as, send, content, caplog
):
    with caplog.at_level(logging.DEBUG):
        answer = send(client_as(Role.HOSPITAL), AT, sent(content))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "CSV" in page
    assert "秘密" not in page
    assert "秘密" not in caplog.text
    assert not FindingsFile.objects.exists()


def test_findings_of_made_up_records_are_for_invented_hospitals(examples):
    row = "CODE-SEX,error,EX000000001,1,,example-記録.csv:2:sex,x,\n"

    with pytest.raises(FaultError):
        receive_findings(SYSTEM, HOSPITAL, (HEAD + row).encode())
    file, _ = receive_findings(SYSTEM, examples[0], (HEAD + row).encode())
    assert file.is_made_up


def test_an_unknown_hospital_has_no_findings(client_as, send):
    client = client_as(Role.HOSPITAL)

    assert client.get("/hospitals/none/findings/").status_code == 403
    assert send(client, "/hospitals/none/findings/", sent()).status_code == 403
    with pytest.raises(FaultError):
        receive_findings(SYSTEM, "none", (HEAD + ROWS).encode())


def test_without_the_token_nothing_is_received(client_as):
    assert client_as(Role.HOSPITAL).post(AT, sent()).status_code == 403
    assert not FindingsFile.objects.exists()
