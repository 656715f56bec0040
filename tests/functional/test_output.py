"""What a command writes where: pipes that close, narrow encodings, help and version."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KINTEN = str(Path(sys.executable).with_name("kinten"))
CALL = ("-e", "R4.8", "--scope", "volume")


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["table", "json"])
def test_a_reader_that_goes_away_is_no_error(rows, more):
    """`| head -1` ends the command quietly with 0."""
    with subprocess.Popen(
        [KINTEN, "judge", rows, *CALL, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(1)
        process.stdout.close()
        told = process.stderr.read()
        code = process.wait(timeout=60)

    assert (code, told) == (0, b"")


def test_an_ascii_terminal_gets_utf_8(rows):
    """Whatever the locale says, no Japanese output fails half-way."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(
        [KINTEN, "judge", rows, *CALL], env=environment, capture_output=True, check=True
    )

    assert "計算結果であり" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ("ja_JP.UTF-8", "判定"),
        ("en_GB.UTF-8", "verdict"),
        ("C", "判定"),
        ("de_DE.UTF-8", "verdict"),
    ],
)
def test_the_locale_chooses_the_language(kinten, monkeypatch, rows, locale, word):
    """Japanese for a Japanese locale or none, English for any other; `--lang` goes before it."""
    monkeypatch.setenv("LC_ALL", locale)

    assert word in kinten("judge", rows, *CALL, "--hospital", "済生館").out
    assert "verdict" in kinten("judge", rows, *CALL, "--hospital", "済生館", "--lang", "en").out


def test_whole_figures_stay_whole_in_a_table(kinten, paper, tmp_path):
    """500 cases are written 500, not 500.0."""
    out = tmp_path / "out.csv"
    kinten("judge", paper({}), *CALL, "-o", out)

    assert ",600,500,1200,210,60,0.1," in out.read_text(encoding="utf-8-sig")
