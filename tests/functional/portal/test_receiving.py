"""A report from its form to its publication in the browser: who may what, once each, and what is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from kinten.desk.forming import make_form
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.portal.reports import receiving
from kinten.portal.reports.models import ReportVersion, State, Upload
from kinten.portal.reports.services import receive_report, return_report
from kinten.vocabulary.hospital_kind import Kind

pytestmark = pytest.mark.django_db
YEAR = 2025
VOLUMES = {
    "registry_cases": 1357,
    "cancer_surgeries": 512,
    "radiotherapy_patients": 234,
    "palliative_team_referrals": 7,
}


@pytest.fixture(autouse=True)
def counts():
    caches["memory"].clear()


@pytest.fixture(scope="module")
def blank_form(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    make_form(path, "R4.8", Kind.REGIONAL, None, YEAR)
    return path


@pytest.fixture
def form_of(blank_form, tmp_path):
    """Fill the form in for a hospital; gives it as an upload."""

    def fill(name, year=YEAR, file_name="現況報告.xlsx", **facts):
        book = load_workbook(blank_form)
        values = {f"fact_{fact}": value for fact, value in {**VOLUMES, **facts}.items()}
        for cell, value in {"cover_hospital": name, "cover_year": year, **values}.items():
            sheet, _, place = book.defined_names[cell].attr_text.partition("!")
            book[sheet.strip("'")][place.replace("$", "")].value = value
        path = tmp_path / "filled.xlsx"
        book.save(path)
        return SimpleUploadedFile(file_name, path.read_bytes())

    return fill


@pytest.fixture
def send_report(send, form_of, home):
    """Send a report up to the page on which it is confirmed; gives the answer."""

    def to(client, upload=None, language="", **more):
        data = {"year": YEAR, "hospital": home.id, "file": upload or form_of(home.name)} | more
        return send(client, f"{language}/reports/send/", data)

    return to


def plain(answer):
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.mark.parametrize("who", ["own", "prefecture", "ministry"])
def test_a_report_is_read_shown_and_confirmed_once(client_in, send_report, send, home, who):
    client = client_in(who)
    shown = send_report(client)
    assert shown.status_code == 302
    at = shown["Location"]
    page = client.get(at).content.decode()
    assert "まだ送っていません" in page
    assert "1,357" in page
    assert "厚生労働省の判断ではありません" in page
    assert not ReportVersion.objects.exists()

    for _ in range(3):  # the button pressed again, the page sent again
        answer = send(client, at)
        assert answer["Location"] == f"/hospitals/{home.id}/reports/{YEAR}/1/"
    version = ReportVersion.objects.get()
    assert (version.state, version.is_made_up, version.file_name) == (
        State.RECEIVED, True, "現況報告.xlsx",
    )  # fmt: skip
    kept = (settings.WORKSPACE.files / version.file_sha256).read_bytes()
    assert sha256(kept).hexdigest() == version.file_sha256
    event = Event.objects.get(act="report.receive")
    role = {"own": "hospital"}.get(who, who)
    assert (event.role, event.hospital) == (role, home.id)
    assert bytes(Upload.objects.get().data) == b""
    assert client.get(at)["Location"].endswith(f"/reports/{YEAR}/1/")
    assert verify().is_sound


@pytest.mark.parametrize("language", ["", "/en"])
def test_errors_stand_apart_from_warnings(
    client_in, send_report, form_of, home, language, made_report
):
    before = made_report(year=YEAR - 1, registry_cases=20)
    receive_report(SYSTEM, before, home.id, is_made_up=True)
    upload = form_of(home.name, cancer_surgeries="多数", registry_cases=9000)
    shown = send_report(client_in("own"), upload, language)
    page = plain(client_in("own").get(shown["Location"]))
    errors, warnings = (
        ("Errors (these values", "Warnings (doubtful)")
        if language
        else ("誤り（この値は", "警告（疑わしい")
    )

    assert page.index(errors) < page.index("診療実績!") < page.index(warnings)


def test_small_counts_are_masked_in_the_list_of_what_was_read(client_in, send_report):
    page = client_in("own").get(send_report(client_in("own"))["Location"]).content.decode()

    assert ">7<" not in page
    assert "10未満" in page


def test_last_years_report_is_held_beside(client_in, send_report, form_of, home, made_report):
    before = made_report(year=YEAR - 1, registry_cases=20)
    receive_report(SYSTEM, before, home.id, is_made_up=True)
    upload = form_of(home.name, registry_cases=9000)
    alone = plain(client_in("own").get(send_report(client_in("own"), upload)["Location"]))

    assert "9,000" in alone
    assert "前年" in alone


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"year": YEAR - 1}, ("入っていません", "holds no report")),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04" + b"a" * 99)}, ("壊れて", "damaged")),
        ({"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}, ("どう直すか", "to mend")),
        ({"file": SimpleUploadedFile("a.exe.csv", b"a,b\n")}, ("終わりが二つ", "two endings")),
        ({"file": SimpleUploadedFile("a.csv", b"\xff\xd8\xff\0")}, ("JPEG", "JPEG")),
        ({"file": SimpleUploadedFile("a.csv", b"")}, ("空", "empty")),
        ({"file": ""}, ("必須", "required")),
        ({"year": "\0"}, ("直すところ", "put right")),
        ({"year": "9" * 400}, ("直すところ", "put right")),
        ({"year": 2099}, ("まだ来ていない", "not come")),
        ({"hospital": "DCH001"}, ("直すところ", "put right")),
        ({"hospital": "\0'"}, ("直すところ", "put right")),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(
    client_in, send_report, change, words, language
):
    upload = change.get("file")
    if upload:
        upload.seek(0)
    files = set(settings.WORKSPACE.files.iterdir())
    answer = send_report(client_in("own"), language=language, **change)

    assert answer.status_code == 422
    assert words[bool(language)].lower() in plain(answer).lower()
    assert not Upload.objects.exists()
    assert not Event.objects.filter(act__startswith="upload").exists()
    assert set(settings.WORKSPACE.files.iterdir()) == files


def test_the_report_of_another_hospital_is_refused(client_in, send_report, form_of, examples):
    other = current_atlas().network.hospitals[examples[1]].name
    answer = send_report(client_in("ministry"), form_of(other))

    assert answer.status_code == 422
    assert other in plain(answer)


def test_a_name_that_is_not_known_is_taken_with_a_warning(client_in, send_report, form_of):
    client = client_in("own")
    page = plain(client.get(send_report(client, form_of("むかしの名前の病院"))["Location"]))

    assert "むかしの名前の病院" in page
    assert "警告" in page


def table_of(*rows):
    head = "year_submitted,prefecture,hospital,registry_cases,surgeries\n"
    lines = "".join(f"{YEAR},{prefecture},{name},600,500\n" for prefecture, name in rows)
    return SimpleUploadedFile("表.csv", (head + lines).encode())


@pytest.mark.parametrize("language", ["", "/en"])
def test_another_hospital_by_name_is_refused_whatever_its_prefecture(
    client_in, send_report, examples, language
):
    other = current_atlas().network.hospitals[examples[1]]
    away = "47" if other.prefecture != "47" else "01"
    for prefecture in (away, other.prefecture, ""):
        answer = send_report(
            client_in("ministry"), table_of((prefecture, other.name)), language=language
        )
        assert answer.status_code == 422, prefecture
        assert ("it is not the report of" if language else "報告ではありません") in plain(answer)
    assert not Upload.objects.exists()


def test_ones_own_name_in_another_prefecture_is_taken_with_a_warning(client_in, send_report, home):
    away = "47" if home.prefecture != "47" else "01"
    client = client_in("own")
    told = client.get(send_report(client, table_of((away, home.name)))["Location"])
    alone = client.get(send_report(client, table_of((home.prefecture, home.name)))["Location"])

    assert "ファイルの都道府県は" in plain(told)
    assert "ファイルの都道府県は" not in plain(alone)


def test_a_name_of_several_hospitals_is_taken_with_a_warning(
    client_in, send_report, examples, monkeypatch
):
    atlas = current_atlas()
    hospitals = atlas.network.hospitals
    twins = [hospitals[each] for each in examples[1:3]]
    twin = replace(twins[1], names=twins[0].names)
    network = replace(atlas.network, hospitals={**hospitals, twin.id: twin})
    with_twins = replace(atlas, network=network)
    monkeypatch.setattr(receiving, "current_atlas", lambda: with_twins)
    away = next(each for each in ("47", "01", "13") if each not in {of.prefecture for of in twins})
    client = client_in("own")
    page = plain(client.get(send_report(client, table_of((away, twins[0].name)))["Location"]))

    assert "一つの病院の名称ではありません" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", ("地域がん診療連携拠点病院", "に「地域がん診療病院」です")),
        (
            "/en",
            ("of the kind “regional hub”", "of the kind “local cancer hospital” on 2025-09-01"),
        ),
    ],
)
def test_another_kind_than_that_of_the_network_is_warned_of(
    client_in, send_report, form_of, examples, home, language, words
):
    local = current_atlas().network.hospitals[examples[4]]
    client = client_in("ministry")
    at = send_report(client, form_of(local.name), language, hospital=local.id)["Location"]
    page = plain(client.get(at))
    same = plain(client.get(send_report(client, form_of(home.name), language)["Location"]))

    for told in words:
        assert told in page
    assert re.search(r"現況報告\.xlsx!\S+![A-Z]+\d+ [^!]*(類型は|file is of the kind)", page)
    assert words[1] not in same


def test_one_hospital_is_chosen_out_of_a_table_of_many(client_in, send_report, examples):
    names = [current_atlas().network.hospitals[each] for each in examples[:2]]
    rows = "year_submitted,prefecture,hospital,registry_cases,surgeries\n" + "".join(
        f"{YEAR},{each.prefecture},{each.name},{600 + place},500\n"
        for place, each in enumerate(names)
    )
    upload = SimpleUploadedFile("表.csv", rows.encode("cp932"))
    client = client_in("ministry")
    page = plain(client.get(send_report(client, upload)["Location"]))

    assert "600" in page
    assert "601" not in page


def test_a_marked_form_never_meets_a_real_hospital(client_in, send, form_of):
    name = current_atlas().network.hospitals["DCH001"].name
    data = {"year": YEAR, "hospital": "DCH001", "file": form_of(f"{name}（架空の例）")}
    at = send(client_in("ministry"), "/reports/send/", data)["Location"]

    assert send(client_in("ministry"), at).status_code == 400
    assert not ReportVersion.objects.exists()


def test_nobody_else_reads_confirms_or_discards_what_was_sent(
    client_in, send_report, send, visitor
):
    at = send_report(client_in("own"))["Location"]
    for who in ("prefecture", "ministry", "other", "away", "ncc", "genome"):
        for address in (at, f"{at}discard/"):
            assert send(client_in(who), address).status_code == 403, who
        assert client_in(who).get(at).status_code == 403
    assert visitor.get(at).status_code == 302
    assert send(visitor, at).status_code == 403
    assert not ReportVersion.objects.exists()
    assert client_in("own").get(at).status_code == 200


def test_a_sender_whose_role_has_ended_confirms_nothing(client_in, send_report, send):
    from kinten.portal.people.models import Membership
    from kinten.portal.people.services import end_role

    at = send_report(client_in("own"))["Location"]
    end_role(SYSTEM, Membership.objects.get(person__email="own@example.jp"), "終わり")

    assert send(client_in("own"), at).status_code == 403
    assert client_in("own").get(at).status_code == 403


def test_what_is_discarded_or_waited_too_long_is_gone(client_in, send_report, send):
    client = client_in("own")
    at = send_report(client)["Location"]
    assert send(client, f"{at}discard/")["Location"] == "/reports/send/"
    assert not Upload.objects.exists()
    assert client.get(at).status_code == 403

    old = send_report(client)["Location"]
    Upload.objects.update(sent="2020-01-01T00:00:00+00:00")
    assert client.get(old).status_code == 403
    send_report(client)
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("word", ["%00", "x" * 500, "..%2F..", "'", "はい"])
def test_odd_words_are_no_error_of_ours(client_in, word):
    assert client_in("own").get(f"/reports/sent/{word}/").status_code in {403, 404}


def test_who_may_not_send_sees_no_form(client_in, visitor):
    assert visitor.get("/reports/send/").status_code == 302
    for who in ("panel", "genome"):
        assert client_in(who).get("/reports/send/").status_code == 403
    page = client_in("own").get("/reports/send/").content.decode()
    assert page.count("<option") == 1


def test_too_many_uploads_are_told_when_to_come_again(client_in, send_report, settings):
    settings.FILE_LIMITS = {"uploads": (2, 3600), "downloads": (1, 60)}
    upload = {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}
    answers = [send_report(client_in("own"), **upload) for _ in range(3)]

    assert [each.status_code for each in answers] == [422, 422, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert client_in("own").get("/reports/send/").status_code == 200


def test_a_returned_report_is_sent_again_as_a_new_version(client_in, send_report, send, home):
    client = client_in("own")
    for number in (1, 2):
        at = send(client, send_report(client)["Location"])["Location"]
        assert at == f"/hospitals/{home.id}/reports/{YEAR}/{number}/"
        return_report(SYSTEM, ReportVersion.objects.get(number=number), "直す")
    assert "直す" in client.get(at).content.decode()


def test_the_same_report_sent_twice_is_one_version(client_in, send_report, send):
    client = client_in("own")
    for _ in range(2):
        answer = send(client, send_report(client)["Location"], follow=True)
    assert ReportVersion.objects.count() == 1
    assert "新しい版は作りませんでした" in answer.content.decode()


def test_from_form_to_public_page(client_in, send_report, send, visitor, home):
    at = send(client_in("own"), send_report(client_in("own"))["Location"])["Location"]
    assert "1,357" not in visitor.get(f"/hospitals/{home.id}/").content.decode()
    send(client_in("prefecture"), f"{at}accept/")
    send(client_in("ministry"), f"{at}publish/")

    assert "1,357" in visitor.get(f"/hospitals/{home.id}/").content.decode()
    assert "1,357" in visitor.get(at).content.decode()
    assert ReportVersion.objects.get().published == today()
