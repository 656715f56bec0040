"""What the commands about places print as JSON keeps to its schema."""

import json

import pytest
from jsonschema import Draft202012Validator

from kinten.cli.main import main
from kinten.data.loading import packaged_path
from kinten.desk.describing import load_schema

ROWS = str(packaged_path("meeting_paper_volumes.csv"))
DAY = ("--as-of", "2026-04-01")
CALLS = {
    "whatif": (
        *("whatif", ROWS, "-e", "R4.8", "--scope", "volume", *DAY),
        *("--set", "volume/relative=none", "--curve", "R4.8/volume/absolute/registry"),
    ),
    "coverage": ("coverage", *DAY),
    "flow": ("flow",),
    "network-check": ("network", "check", *DAY),
    "network": ("network", *DAY),
    "volumes": ("volumes", *DAY),
}
OF = ("--cancer", "乳房", "--prefecture", "鹿児島")


@pytest.mark.parametrize("name", list(CALLS))
def test_the_document_keeps_to_its_schema(name, capsys):
    assert main([*CALLS[name], "--json"]) == 0

    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(load_schema(name)).validate(document)
    assert "NaN" not in json.dumps(document)


@pytest.mark.parametrize("what", [("ranks", *OF), ("concentration",)])
def test_ranks_and_concentration_keep_to_the_schema_of_volumes(what, capsys):
    """A hospital without a published cell has no figure, only that it is below ten."""
    assert main(["volumes", *what, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(load_schema("volumes")).validate(document)
    hidden = [each for each in document["hospitals"] if each["below"] is not None]

    assert all(each["discharges"] is None and each["rank"] is None for each in hidden)
    assert bool(document["hospitals"]) == (what[0] == "ranks")
    assert bool(document["diseases"]) == (what[0] == "concentration")


@pytest.mark.parametrize("name", list(CALLS))
def test_a_file_json_holds_the_document(name, capsys, tmp_path):
    """The same as on standard output; not the table with its printed columns."""
    out = tmp_path / "out.json"
    assert main([*CALLS[name], "-o", str(out)]) == 0
    capsys.readouterr()
    assert main([*CALLS[name], "--json"]) == 0

    assert json.loads(out.read_text(encoding="utf-8")) == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("fail_on", "code"), [((), 0), (("--fail-on", "breach"), 1)])
def test_a_breach_of_placement_can_fail(fail_on, code, capsys):
    """Two areas have a local hospital beside a hub in the published list."""
    assert main(["network", "check", *DAY, *fail_on]) == code
    assert capsys.readouterr().out
