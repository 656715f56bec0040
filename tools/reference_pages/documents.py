"""json.md: the fields of every `--json`, from the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kinten.desk.describing import load_schema, schema_names
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words
from reference_pages import words
from reference_pages.markdown import cell, code, page, table


def json_page() -> str:
    """List the fields of every `--json`, from the schemas."""
    parts = []
    for name in schema_names():
        schema = load_schema(name)
        parts.append(f"## {name}\n\n`{schema['title']}`")
        rows = [
            (code(path), cell(types), cell(words.meaning_of(path, name)))
            for path, types in fields_of(schema)
        ]
        parts.append(table(("欄 / field", "型 / type", "意味 / meaning"), rows))
    verdicts = table(
        ("語 / word", "日本語", "English"),
        [(code(each.word), each.label.ja, each.label.en) for each in Verdict],
    )
    reasons = table(
        ("語 / word", "日本語", "English", "事実で決まる / settled by facts"),
        [
            (
                code(each.value),
                each.label.ja,
                each.label.en,
                "✓" if each.is_settled_by_facts else "",
            )
            for each in Reason
        ],
    )
    return page(
        Words("JSONの形", "The JSON documents"),
        words.JSON,
        f"## 判定の語 / verdicts\n\n{verdicts}",
        f"## 判定不能の理由 / reasons\n\n{reasons}",
        *parts,
    )


def fields_of(schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Give every field below a schema with its types, in the schema's order."""
    for way in schema.get("anyOf", [schema]):
        for name, inner in way.get("properties", {}).items():
            yield f"{path}{name}", types_of(inner)
            yield from fields_of(inner, f"{path}{name}.")
        if isinstance(way.get("items"), dict):
            yield from fields_of(way["items"], f"{path.removesuffix('.')}[].")


def types_of(schema: Mapping[str, Any]) -> str:
    """Tell the types a field may have."""
    if "enum" in schema:
        return " ".join("null" if each is None else str(each) for each in schema["enum"])
    if "anyOf" in schema:
        return ", ".join(dict.fromkeys(types_of(each) for each in schema["anyOf"]))
    named = schema.get("type", "any")
    return ", ".join(named) if isinstance(named, list) else str(named)
