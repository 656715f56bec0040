"""What an examination finds: one line for each thing looked at, with what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kinten import __version__
from kinten.vocabulary.wording import Words


class Grade(StrEnum):
    """How it stands: well, to be looked at, or unsafe."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _GRADES[self]


_GRADES = {
    Grade.OK: Words("よい", "ok"),
    Grade.WARN: Words("注意", "warn"),
    Grade.BAD: Words("危険", "bad"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing; ``mend`` is None where there is nothing to do."""

    name: str
    grade: Grade
    words: Words
    mend: Words | None = None


def well(name: str, ja: str, en: str) -> Finding:
    """Make the finding that all is well."""
    return Finding(name, Grade.OK, Words(ja, en))


def examination_document(workspace: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """Give an examination as a document."""
    return {
        "kinten": __version__,
        "workspace": workspace,
        "findings": [
            {
                "name": each.name,
                "grade": str(each.grade),
                "words": each.words._asdict(),
                "mend": None if each.mend is None else each.mend._asdict(),
            }
            for each in findings
        ],
    }
