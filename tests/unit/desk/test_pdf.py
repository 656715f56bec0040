"""Without the libraries or a Japanese font no PDF is made: the package is named, never boxes."""

import subprocess
import sys

import pytest

from kinten.desk import printing_pdf
from kinten.desk.printing_pdf import write_page
from kinten.vocabulary.wording import FaultError


def test_a_missing_library_is_named_and_the_print_view_offered(tmp_path, monkeypatch):
    """weasyprint is not part of a base install."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr(printing_pdf.shutil, "which", lambda _: None)
    with pytest.raises(FaultError) as told:
        write_page(tmp_path / "a.pdf", "<p>均てん</p>")

    assert "weasyprint" in told.value.what.ja
    assert ".html" in told.value.mend.ja
    assert list(tmp_path.iterdir()) == []


def test_a_missing_japanese_font_is_named(tmp_path, monkeypatch):
    """Boxes in place of kanji are never written."""
    empty = subprocess.CompletedProcess([], 0, stdout="", stderr="")
    monkeypatch.setattr(printing_pdf.shutil, "which", lambda _: "/usr/bin/fc-list")
    monkeypatch.setattr(printing_pdf.subprocess, "run", lambda *_, **__: empty)
    with pytest.raises(FaultError) as told:
        write_page(tmp_path / "a.pdf", "<p>均てん</p>")

    assert "fonts-noto-cjk" in told.value.what.en
    assert list(tmp_path.iterdir()) == []


def test_html_needs_nothing(tmp_path):
    """The print view is always there."""
    write_page(tmp_path / "a.html", "<p>均てん</p>")

    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "<p>均てん</p>"


def test_the_command_line_starts_without_heavy_libraries():
    """Excel, Parquet and PDF libraries are imported only when they are needed."""
    heavy = "polars", "weasyprint", "openpyxl", "xlsxwriter", "jinja2"
    code = f"import sys, kinten.cli.main as m; m.verb_names(); print([n for n in {heavy} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
