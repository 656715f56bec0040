"""``kinten bench``: the document, the table, the floors, and where there is nothing to measure."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kinten.cli.main import main
from kinten.desk import benching
from kinten.desk.describing import load_schema
from kinten.vocabulary.wording import FaultError

KEYS = ["name", "value", "unit", "peer", "peer_value", "ratio", "floor", "holds"]


def check(document: dict[str, Any]) -> None:
    """Hold a document against the published schema, and its figures against the promised keys."""
    Draft202012Validator(load_schema("bench")).validate(document)
    assert list(document) == ["bench", "machine", "figures"]
    assert all(list(each) == KEYS for each in document["figures"])


def figure(**other: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "name": "evaluation_434",
        "value": 0.5,
        "unit": "ms",
        "peer": "openfisca-core 46.0.1",
        "peer_value": 3.0,
        "ratio": 6.0,
        "floor": "ratio >= 5",
        "holds": True,
    }
    return {**plain, **other}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The figures a run is to give; nothing is really measured."""
    figures: list[dict[str, object]] = [figure()]

    def run(*_: object, **__: object) -> dict[str, object]:
        return {"bench": "verdict", "machine": "a machine", "figures": figures}

    monkeypatch.setattr("kinten.cli.bench.run_bench", run)
    return figures


@pytest.mark.slow
@pytest.mark.bench
def test_the_network_is_measured_without_a_peer(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["bench", "network", "--short", "--json"])
    document = json.loads(capsys.readouterr().out)

    check(document)
    assert code == 0
    assert {"whatif_national", "scenarios_1000_people", "national_map_size"} <= {
        each["name"] for each in document["figures"]
    }


@pytest.mark.slow
@pytest.mark.bench
def test_the_short_form_without_a_peer_gives_the_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["bench", "verdict", "--short", "--no-peer", "--json"])
    document = json.loads(capsys.readouterr().out)
    check(document)
    figures = {each["name"]: each for each in document["figures"]}
    assert code == (1 if any(each["holds"] is False for each in figures.values()) else 0)
    for name in ("explained_434", "scenarios_1000", "population_1e5", "open_called_unmet"):
        assert figures[name]["value"] is not None
    # What needs the peer was not measured, and says so.
    for name in ("evaluation_434", "scenarios_1000_against_reforms_extrapolated"):
        assert figures[name]["floor"].startswith("ratio")
        assert (figures[name]["ratio"], figures[name]["holds"]) == (None, None)
    assert (figures["differing_hospitals"]["value"], figures["differing_hospitals"]["holds"]) == (
        None,
        None,
    )
    assert figures["open_called_unmet"]["value"] == figures["open_called_met"]["value"] == 0
    assert figures["open_hospitals"]["value"] > 0
    unnamed = [name for name in figures if benching.label_of(name).ja == name]
    assert not unnamed, "give these their words"


@pytest.mark.parametrize(("holds", "code"), [(True, 0), (None, 0), (False, 1)])
def test_a_floor_that_does_not_hold_is_exit_1(
    measured: list[dict[str, object]],
    capsys: pytest.CaptureFixture[str],
    holds: bool | None,  # noqa: FBT001 - a column of the table
    code: int,
) -> None:
    measured.append(figure(name="other", holds=holds))
    assert main(["bench", "verdict", "--no-peer", "--json"]) == code
    check(json.loads(capsys.readouterr().out))


def test_the_table_is_in_both_languages(
    measured: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    measured.append(figure(holds=False, ratio=4.0))
    measured.append(figure(name="population_1e6_memory", floor=None, holds=None))
    measured.append(figure(name="a_new_one", value=None, ratio=None, peer_value=None, holds=None))
    main(["bench", "verdict", "--no-peer", "--lang", "ja"])
    japanese = capsys.readouterr().out
    assert all(word in japanese for word in ("434病院の列判定", "10^6病院", "下限割れ", "未計測"))
    main(["bench", "verdict", "--no-peer", "--lang", "en"])
    english = capsys.readouterr().out
    assert all(word in english for word in ("434 hospitals as columns", "MISSED", "not measured"))
    assert "openfisca-core 46.0.1" in japanese
    assert "a_new_one" in english


def test_outside_a_checkout_there_is_nothing_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "kinten.cli.bench.find_bench", lambda name: benching.find_bench(name, tmp_path)
    )
    assert main(["bench", "verdict", "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "source checkout" in told.err


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment is made by a script of ours; gives the bench's folder."""
    folder = tmp_path / "bench/verdict"
    folder.mkdir(parents=True)
    (folder / "run.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    (folder / "peers.txt").write_text("openfisca-core==46.0.1\n", encoding="utf-8")
    script = tmp_path / "tools/environment"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    programs = tmp_path / ".venv-bench-verdict/bin"
    programs.mkdir(parents=True)
    (programs / "pip").touch()
    python = programs / "python"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >>"$0.log"\n', encoding="utf-8")
    python.chmod(0o755)
    return folder


@pytest.mark.usefixtures("capfd")
def test_the_peers_are_installed_once(checkout: Path) -> None:
    python = benching.prepare_peers(checkout)
    log = python.with_name("python.log")
    first = log.read_text(encoding="utf-8")
    assert "-m pip install" in first
    assert first.rstrip().endswith("peers.txt")
    benching.prepare_peers(checkout)
    assert log.read_text(encoding="utf-8") == first
    (checkout / "peers.txt").write_text("openfisca-core==46.0.2\n", encoding="utf-8")
    benching.prepare_peers(checkout)
    assert log.read_text(encoding="utf-8") == first * 2


@pytest.mark.usefixtures("capfd")
def test_an_environment_that_cannot_be_made_is_told(checkout: Path) -> None:
    script = checkout.parent.parent / "tools/environment"
    script.write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    with pytest.raises(FaultError, match="--no-peer"):
        benching.prepare_peers(checkout)
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    (checkout.parent.parent / ".venv-bench-verdict/bin/python").unlink()
    with pytest.raises(FaultError, match="--no-peer"):
        benching.prepare_peers(checkout)


@pytest.mark.usefixtures("capfd")
def test_a_bench_that_breaks_off_is_told(checkout: Path) -> None:
    with pytest.raises(FaultError, match="exit 3"):
        benching.run_bench(checkout, Path(sys.executable), is_short=True, with_peer=False)


def test_the_peer_is_in_no_lock_and_no_dependency(root: Path) -> None:
    named = [root / "pyproject.toml", *sorted((root / "requirements").glob("*.txt"))]
    assert not [path.name for path in named if "openfisca" in path.read_text("utf-8").lower()]
    assert "openfisca-core==46." in (root / "bench/verdict/peers.txt").read_text("utf-8")


def test_every_figure_of_siting_has_a_name() -> None:
    """What `bench/siting/run.py` measures is told in words, with the draws where there are several."""
    script = (benching.find_bench("siting") / "run.py").read_text(encoding="utf-8")
    kinds = re.findall(r"{name}_(\w+)\"", script)
    assert len(kinds) >= 5
    for kind in kinds:
        told = benching.label_of(f"siting_lscp_20000_1500_{kind}")
        assert told.ja.startswith("lscp 20000×1500、") or kind == "against_spopt"
    assert benching.label_of("siting_mclp_20000_400_100_median").ja == (
        "mclp 20000×400 p=100、5つの国の中央値"
    )


def test_every_figure_of_the_portal_has_a_name() -> None:
    """What `bench/portal/run.py` measures is told in words in both languages."""
    folder = benching.find_bench("portal")
    script = (folder / "run.py").read_text(encoding="utf-8")
    kinds = re.findall(
        r'^        "(\w+)": \(', (folder / "pages.py").read_text("utf-8"), re.MULTILINE
    )
    names = re.findall(r'"portal_(\w+)"', script)
    of_pages = re.findall(r"portal_{kind}_(\w+)\"", script)
    assert kinds == ["list", "map", "hospital", "api"]
    assert (len(names), len(of_pages)) >= (8, 5)
    for name in (*names, *(f"{kind}_{what}" for kind in kinds for what in of_pages)):
        told = benching.label_of(f"portal_{name}")
        assert told.ja != told.en != f"portal_{name}"


def test_a_request_that_waits_behind_a_slow_one_counts_from_when_it_was_due() -> None:
    """A server that answers one at a time hides nothing: the queue before it is in the figure."""
    spec = importlib.util.spec_from_file_location(
        "portal_asking", benching.find_bench("portal") / "asking.py"
    )
    assert spec is not None
    assert spec.loader is not None
    asking = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = asking
    spec.loader.exec_module(asking)
    one_at_a_time = threading.Lock()

    class Slow(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with one_at_a_time:
                time.sleep(0.03)
            self.send_response(404 if self.path == "/none" else 200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = asking.ask(server.server_address[1], ("/", "/none"), 100, 0.4)
        server.shutdown()
    assert dict(found.statuses) == {200: 20, 404: 20}
    assert found.failed == 20
    # Forty requests of 30 ms, all due within 400 ms: the last ones wait for those before them.
    assert max(found.milliseconds) >= 40 * 30 - 400
