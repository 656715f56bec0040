"""Editions written in YAML, and reports to hold against them."""

from __future__ import annotations

from datetime import date

import pytest

from kinten.guideline.loading import load_edition
from kinten.report.model import Report, Source
from kinten.verdict.program import compile_program
from kinten.vocabulary.hospital_kind import Kind

HEAD = """\
id: t
title: {ja: 試験用の版, en: an edition for tests}
complete: true
parameters:
  dedicated: [{from: 2000-01-01, value: 0.8}]
  assigned: [{from: 2000-01-01, value: 0.5}]
sources: {slide: {title: スライド}}
"""


@pytest.fixture
def edition_of(tmp_path):
    """Load an edition from the YAML of its clauses."""

    def load(clauses: str, head: str = HEAD, section: str = ""):
        (tmp_path / "edition.yaml").write_text(head, encoding="utf-8")
        text = f"{section}defaults: {{citation: {{source: slide}}}}\nclauses:\n{clauses}"
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        return load_edition(str(tmp_path))

    return load


@pytest.fixture
def program_of(edition_of):
    """Compile clauses for regional hubs on a day of 2024."""

    def compiled(clauses: str, scope: str | None = None):
        return compile_program(edition_of(clauses), Kind.REGIONAL, date(2024, 9, 1), scope)

    return compiled


@pytest.fixture
def report_of():
    """A report with these facts and people."""

    def report(facts=None, staff=None):
        return Report(*("例示病院", 2024, Source("x", ""), "x:1"), facts=facts or {}, staff=staff)

    return report
