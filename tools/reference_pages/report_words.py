"""Meanings of the fields of `kinten import --json`."""

from __future__ import annotations

REPORTS = {
    "import:inputs": "the files that were read",
    "import:year": "the year of submission that was brought in",
    "import:as": "approved: accepted, not public yet; published: public from that day on",
    "import:rows": "the reports of the inputs, counted; read is the sum of the other three",
    "import:rows.read": "reports read",
    "import:rows.recorded": "recorded as new versions",
    "import:rows.already_there": "the newest version says the same: nothing was recorded",
    "import:rows.other_years": "of other years, left out",
    "import:reports": "one entry for each report of the year",
    "import:reports[].hospital_id": "id in the table of hospitals",
    "import:reports[].version": "number of the version, 1 for the first of the hospital and year",
    "import:reports[].state": "received returned accepted published",
    "import:reports[].sha256": "sha256 of what is kept of the report",
    "import:reports[].is_new": "false where the same was recorded already",
    "import:remarks": "remarks made while reading, by gravity: an error lost a fact",
    "import:remarks.error": "remarks that lost a fact",
    "import:remarks.warning": "doubtful places",
    "import:remarks.note": "small ones",
    "import:table": "the protected table that came in by --table, in place of the reports",
    "import:table.number": "number of the table, as in its address /registry/NUMBER/",
    "import:table.title": "its title",
    "import:table.visible": "public: anybody; desk: the desks and the hospital that it is of",
    "import:table.dimensions": "its dimensions, as they are named in the file",
    "import:table.years": "the years that it tells",
    "import:table.cells": "how many cells it has",
    "import:table.hidden": "how many of them are hidden",
    "import:table.made_up": "whether its figures are made up",
    "import:table.is_new": "false where the same table was there already",
}
