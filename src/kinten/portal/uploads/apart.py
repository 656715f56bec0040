"""The process apart in which a received report is read: it limits itself first, then reads, then answers.

It gets the bytes on its standard input and answers with one JSON document on its standard output. It
can write no file, opens no database, and is given no secret of the portal.
"""

import io
import json
import sys
from contextlib import suppress
from typing import Any

SECONDS, MEMORY = 20, 1024 * 1024 * 1024
"""Of processor time, and bytes of addresses; the largest form of a hospital needs a fiftieth of both."""
MOST_ANSWER = 32 * 1024 * 1024
"""Bytes of an answer; the one on a full form has about 200,000."""
_MOST_REMARKS = 500


def limit() -> None:
    """Take from this process what reading does not need; where the system knows no limits, the clock is one."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(name: str, data: bytes) -> dict[str, Any]:
    """Give what was read as plain values: the reports with their remarks, or the fault."""
    from kinten.guideline.loading import list_editions
    from kinten.portal.reports.content import content_of
    from kinten.report.intake import read_input
    from kinten.vocabulary.wording import FaultError

    try:
        intake = read_input(io.BytesIO(data), name, editions=list_editions())
    except FaultError as fault:
        return {"fault": [list(fault.what), fault.place, list(fault.mend)]}
    reports = [
        {
            "year": each.year,
            "edition": each.edition,
            "hospital_id": each.hospital_id,
            "source": [each.source.name, each.source.sha256],
            "content": content_of(each),
        }
        for each in intake.reports
    ]
    remarks = [
        [each.rule, str(each.severity), list(each.words), each.at, each.hospital, each.year, each.fact]
        for each in intake.remarks[:_MOST_REMARKS]
    ]  # fmt: skip
    return {"reports": reports, "remarks": remarks, "more": len(intake.remarks) - len(remarks)}


def main() -> None:
    """Read standard input, answer on standard output."""
    limit()
    told = json.dumps(answer(sys.argv[1], sys.stdin.buffer.read()), ensure_ascii=False)
    sys.stdout.buffer.write(told.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main()
