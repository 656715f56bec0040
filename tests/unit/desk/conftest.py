"""Editions written in YAML, judged by the desk and printed to a person."""

from __future__ import annotations

import pytest

from kinten.desk.call import Call
from kinten.desk.judging import judge_reports
from kinten.report.model import Report, Source

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
def judged_by(tmp_path):
    """Judge one report by clauses written in YAML."""

    def judge(clauses, facts=None, staff=None, reasons=None):
        (tmp_path / "edition.yaml").write_text(HEAD, encoding="utf-8")
        text = f"defaults: {{citation: {{source: slide}}}}\nclauses:\n{clauses}"
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        report = Report(
            *("例示病院", 2024, Source("x.xlsx", ""), "x.xlsx"),
            facts=facts or {},
            staff=staff,
            reasons=reasons or {},
        )
        return judge_reports([report], Call(str(tmp_path)))

    return judge
