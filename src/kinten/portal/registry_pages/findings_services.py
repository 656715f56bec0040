"""What can be done to findings: received for a hospital, and erased. Events hold ids and hashes alone."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction

from kinten.portal.places.reading import current_atlas
from kinten.portal.record.appending import Actor, Change, append
from kinten.portal.record.erasing import erase
from kinten.portal.registry_pages.findings_reading import read_findings
from kinten.portal.registry_pages.models import Finding, FindingsFile
from kinten.portal.reports.reading import is_example
from kinten.vocabulary.wording import FaultError, Words

FINDINGS = "registry.findings"
"""The type of a file of findings in the record."""
_AT_ONCE = 1000


@transaction.atomic
def receive_findings(actor: Actor, hospital: str, data: bytes) -> tuple[FindingsFile, bool]:
    """Record the findings of a hospital; gives the file and whether it is new.

    The file itself is not kept, and neither is its name: its rows are all that there is, so that erasing
    them leaves nothing. FaultError for a file that the check would not have written, for an unknown
    hospital, and for made-up records under a real hospital.
    """
    if hospital not in current_atlas().network.hospitals:
        raise FaultError(
            Words("ネットワークにない病院です。", "the network has no such hospital."),
            hospital[:40],
            Words("病院の頁から送ってください。", "Send it from the page of the hospital."),
        )
    rows = read_findings(data, hospital)
    is_invented = is_example(hospital)
    if any(row.is_made_up for row in rows) and not is_invented:
        raise FaultError(
            Words(
                "架空の記録の点検を、実在の病院には記録しません。",
                "findings of made-up records are never recorded of a real hospital.",
            ),
            "CSV",
            Words(
                "例示の病院で試してください（kinten demo）。",
                "Try it with an invented hospital (kinten demo).",
            ),
        )
    digest = sha256(data).hexdigest()
    there = FindingsFile.objects.filter(hospital=hospital, file_sha256=digest).first()
    if there is not None:
        return there, False
    file = FindingsFile.objects.create(
        hospital=hospital, file_sha256=digest, rows=len(rows), is_made_up=is_invented
    )
    Finding.objects.bulk_create(
        (
            Finding(
                file=file,
                number=number,
                rule=row.rule,
                severity=str(row.severity),
                patient=row.patient,
                tumour=row.tumour,
                at=row.at,
                text=row.text,
                reason=row.reason,
            )
            for number, row in enumerate(rows, 1)
        ),
        batch_size=_AT_ONCE,
    )
    change = Change(
        "findings.receive", FINDINGS, str(file.pk), secret={"file": digest}, hospital=hospital
    )
    append(actor, change)
    return file, True


def erase_file(actor: Actor, file: FindingsFile) -> None:
    """Erase a file of findings for good; the record tells that it was, and no backup brings it back."""
    erase(actor, FINDINGS, str(file.pk), "", hospital=file.hospital)


def erase_findings(object_id: str) -> None:
    """Delete the rows of a file; one that is not there is no error."""
    try:
        key = UUID(object_id)
    except ValueError:
        return
    Finding.objects.filter(file=key).delete()
    FindingsFile.objects.filter(pk=key).delete()


def holds_findings() -> bool:
    """Tell whether there is any file of findings."""
    return FindingsFile.objects.exists()
