"""The hash of an event: SHA-256 of its columns as canonical JSON, that of the event before among them."""

import json
from hashlib import sha256
from typing import Any

START = "0" * 64
"""What the first event has as the one before it."""
COLUMNS = (
    "number", "at", "actor", "role", "act", "object_type", "object_id", "hospital", "fields", "hashes",
    "before", "after", "reason", "previous",
)  # fmt: skip


def hash_of(columns: dict[str, Any]) -> str:
    """Give the hash of an event from its columns (``COLUMNS``)."""
    told = {name: columns[name] for name in COLUMNS}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
