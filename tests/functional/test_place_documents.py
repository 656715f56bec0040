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
}


@pytest.mark.parametrize("name", list(CALLS))
def test_the_document_keeps_to_its_schema(name, capsys):
    assert main([*CALLS[name], "--json"]) == 0

    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(load_schema(name)).validate(document)
    assert "NaN" not in json.dumps(document)
