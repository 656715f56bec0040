"""rules.md: the plausibility parameters, and every rule id found in the code that makes remarks."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kinten.report import plausibility
from kinten.report.model import Severity
from kinten.report.plausibility import Parameters
from kinten.vocabulary.wording import Words
from reference_pages import rule_words, words
from reference_pages.markdown import both, cell, code, page, table

REPORT = Path(plausibility.__file__).resolve().parent.parent
READING = REPORT.parent / "desk" / "reading.py"


def rules_page() -> str:
    """List the parameters of the plausibility rules, and every rule that can speak."""
    parameters = [
        (code(name), cell(value), both(told(rule_words.PARAMETERS, name)))
        for name, value in asdict(Parameters()).items()
    ]
    rules = [
        (
            code(name),
            cell(", ".join(sorted(severities))),
            both(told(rule_words.RULES, name)),
            code(module),
        )
        for name, (severities, module) in sorted(find_rules().items())
    ]
    return page(
        Words("報告の確からしさの規則", "Rules of plausibility"),
        words.RULES,
        "## 目安 / parameters",
        table(("名前 / name", "値 / value", "意味 / meaning"), parameters),
        "## 規則 / rules",
        table(("規則 / rule", "重さ / severity", "意味 / meaning", "モジュール / module"), rules),
    )


def told(table_of_words: Mapping[str, Words], name: str) -> Words:
    """Give the sentence of a rule or parameter; one that has none is named."""
    if name not in table_of_words:
        raise LookupError(f"write the sentence of '{name}' in tools/reference_pages/rule_words.py")
    return table_of_words[name]


def find_rules() -> dict[str, tuple[set[str], str]]:
    """Find the rule ids in the code that makes remarks, with severity and module."""
    found: dict[str, tuple[set[str], str]] = {}
    for path in (*sorted(REPORT.rglob("*.py")), READING):
        folder = REPORT if path.is_relative_to(REPORT) else path.parent
        module = str(path.relative_to(folder)).removesuffix(".py").replace("/", ".")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            rule = rule_of(node) if isinstance(node, ast.Call) else None
            if rule is not None and isinstance(node, ast.Call):
                severities, first = found.get(rule, (set(), module))
                found[rule] = (severities | severities_of(node, path), first)
    return found


def rule_of(call: ast.Call) -> str | None:
    """Name the rule where a call makes a remark."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in ("Remark", "Flaw", "tell", "_tell") or not call.args:
        return None
    first = call.args[0]
    is_rule = isinstance(first, ast.Constant) and re.fullmatch(r"[a-z][a-z_]+", str(first.value))
    return str(first.value) if is_rule and isinstance(first, ast.Constant) else None


def severities_of(call: ast.Call, path: Path) -> set[str]:
    """Tell how grave the remark is: as the call says, else as the module's own `tell` says."""
    said = {
        node.attr.lower()
        for node in ast.walk(call)
        if isinstance(node, ast.Attribute) and node.attr in Severity.__members__
    }
    if said:
        return said
    if any(
        isinstance(each, ast.Call) and getattr(each.func, "id", "") == "_severity"
        for each in call.args
    ):
        return {"warning", "note"}
    return {"error"} if path.name == "workbook_staff.py" else {"warning"}
