"""The JSON Schemas of what the commands print."""

import json
from importlib.resources import files
from typing import Any

from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import FaultError, Words

# A verb that prints the same document as another.
_ALIASES = {"explain": "judge"}


def schema_names() -> tuple[str, ...]:
    """Name the documents that have a schema."""
    folder = files("kinten.desk").joinpath("schemas")
    named = (each.name.removesuffix(".json") for each in folder.iterdir())
    return tuple(sorted((*named, *_ALIASES)))


def load_schema(name: str) -> dict[str, Any]:
    """Load the schema of a verb's `--json`; FaultError lists the names."""
    if name not in schema_names():
        listed = " ".join(schema_names())
        meant = did_you_mean(name, schema_names())
        raise FaultError(
            Words(f"「{name}」の形は定義されていません。", f"there is no schema '{name}'."),
            "schema NAME",
            Words(f"{meant.ja}次のいずれか: {listed}", f"{meant.en}One of: {listed}"),
        )
    file = files("kinten.desk").joinpath("schemas", f"{_ALIASES.get(name, name)}.json")
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
