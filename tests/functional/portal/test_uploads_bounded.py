"""Reading in a process apart: limits hold, a hostile file ends that process alone, and the rates are kept."""

from __future__ import annotations

import sys
from hashlib import sha256

import pytest
from django.core.cache import caches

from kinten.desk.reading import read_inputs
from kinten.portal.policy.viewer import Role
from kinten.portal.uploads import bounded
from kinten.portal.uploads.apart import answer
from kinten.portal.uploads.bounded import read_apart
from kinten.portal.uploads.door import Taken
from kinten.portal.uploads.kinds import FileKind
from kinten.vocabulary.wording import FaultError

ROWS = """year_submitted,prefecture,area,hospital,type_mark,application,registry_cases,surgeries
2025,石川県,,甲病院,,現況,600,-500
2024,石川県,,甲病院,,現況,601,
"""


@pytest.fixture(autouse=True)
def counts():
    caches["memory"].clear()
    yield
    caches["memory"].clear()


def taken(data, name="表.csv"):
    return Taken(name, FileKind.CSV, data, sha256(data).hexdigest())


def test_what_is_read_apart_is_what_a_command_reads(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text(ROWS, encoding="utf-8")
    here, apart = read_inputs([path]), read_apart(taken(path.read_bytes()))

    assert apart.reports == here.reports
    assert apart.remarks == here.remarks


def test_a_fault_comes_back_with_its_place_and_mend():
    with pytest.raises(FaultError) as told:
        read_apart(taken(b"a,b\n1,2\n"))
    assert told.value.place.startswith("表.csv")
    assert told.value.what.ja != told.value.what.en


def run_instead(monkeypatch, tmp_path, body):
    """Let the process apart run something else after it has limited itself."""
    path = tmp_path / "hostile.py"
    path.write_text(
        f"from kinten.portal.uploads import apart\napart.SECONDS = 1\napart.limit()\n{body}\n",
        encoding="utf-8",
    )
    run = bounded.subprocess.run
    monkeypatch.setattr(
        bounded.subprocess, "run", lambda _, **more: run([sys.executable, str(path)], **more)
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the system knows no such limits")
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("while True: pass", "more time or memory"),
        ("a = bytearray(3 * 1024**3)", "more time or memory"),
        ("import os; os.abort()", "more time or memory"),
        ("open('/tmp/kinten-hostile', 'wb').write(b'x' * 10)", "could not be read"),
        ("print('no json')", "could not be read"),
        ("raise SystemExit(3)", "could not be read"),
    ],
)
def test_a_hostile_file_ends_its_own_process(monkeypatch, tmp_path, body, words):
    run_instead(monkeypatch, tmp_path, body)
    with pytest.raises(FaultError) as told:
        read_apart(taken(b"a,b\n"))
    assert words in told.value.what.en


def test_reading_that_only_waits_is_ended_by_the_clock(monkeypatch, tmp_path):
    run_instead(monkeypatch, tmp_path, "import time; time.sleep(60)")
    monkeypatch.setattr(bounded, "CLOCK", 2)
    with pytest.raises(FaultError) as told:
        read_apart(taken(b"a,b\n"))
    assert "more time" in told.value.what.en


def test_the_process_apart_is_given_no_secret(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "geheim")
    monkeypatch.setenv("KINTEN_WORKSPACE", "/somewhere")
    told = bounded._environment()

    assert not {"PGPASSWORD", "KINTEN_WORKSPACE"} & set(told)
    assert "django" not in sys.modules or "kinten.portal.settings" not in answer.__globals__


def test_only_so_many_are_read_at_a_time(monkeypatch):
    monkeypatch.setattr(bounded, "_WAIT", 0.01)
    for _ in range(bounded.AT_ONCE):
        assert bounded._reading.acquire(blocking=False)
    try:
        with pytest.raises(FaultError):
            read_apart(taken(b"a,b\n"))
    finally:
        for _ in range(bounded.AT_ONCE):
            bounded._reading.release()


@pytest.mark.django_db
def test_a_form_that_is_too_large_is_refused_by_its_length(client_as, settings):
    settings.UPLOAD_MOST_BYTES = 1000
    client = client_as(Role.MINISTRY)
    body = b"--x\r\n" + b"a" * 100_000
    for address in ("/reports/send/", "/en/reports/send/", "/accounts/login/"):
        answered = client.post(address, body, content_type="multipart/form-data; boundary=x")
        assert answered.status_code == 413
    page = answered.content.decode()
    assert "/accounts/login/" in page


@pytest.mark.django_db
def test_a_lying_or_odd_length_is_no_error_of_ours(client_as, send):
    client = client_as(Role.MINISTRY)
    for told in ("", "x", "-5", "9" * 40):
        answered = client.post(
            "/reports/send/", b"--x--", content_type="multipart/form-data; boundary=x",
            headers={"Content-Length": told},
        )  # fmt: skip
        assert 400 <= answered.status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address",
    ["/data/hospitals.csv", "/hospitals/DCH001/print.pdf", "/volumes.xlsx", "/whatif/result.json"],
)
def test_too_many_downloads_are_told_when_to_come_again(visitor, settings, language, address):
    settings.FILE_LIMITS = {"downloads": (2, 3600)}
    answers = [visitor.get(language + address) for _ in range(3)]

    assert [each.status_code == 429 for each in answers] == [False, False, True]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert ("Try again" if language else "もう一度") in answers[-1].content.decode()


@pytest.mark.django_db
def test_one_account_does_not_stop_another_behind_the_same_address(client_as, visitor, settings):
    settings.FILE_LIMITS = {"downloads": (1, 3600)}
    for client in (visitor, client_as(Role.MINISTRY), client_as(Role.NCC)):
        codes = [client.get("/data/hospitals.csv").status_code for _ in range(2)]
        assert codes[0] != 429
        assert codes[1] == 429
