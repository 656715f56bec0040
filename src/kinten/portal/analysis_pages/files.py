"""Tables as files: CSV, a workbook of several, with a name that tells what and of which day."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse

from kinten.portal.opendata.writing import MEDIA, disposition
from kinten.tables.table import Table
from kinten.tables.workbook import write_workbook
from kinten.tables.writing import write_table


def csv_of(table: Table) -> bytes:
    """Write one table as CSV: UTF-8 with a mark, no text that a spreadsheet would run."""
    return _written(".csv", lambda path: write_table(path, table))


def workbook_of(tables: Sequence[Table]) -> bytes:
    """Write tables as the sheets of one workbook."""
    return _written(".xlsx", lambda path: write_workbook(path, tuple(tables)))


def answer_file(content: bytes, title: str, plain: str, ending: str, day: date) -> HttpResponse:
    """Answer with a file; ``plain`` is its name for programs that take no Japanese one."""
    answer = HttpResponse(content, content_type=MEDIA[ending])
    answer["Content-Disposition"] = disposition(f"{title}_{day}{ending}", f"{plain}{ending}")
    # What may be read depends on who asks: no cache between may give it to another.
    answer["Cache-Control"] = "private"
    return answer


def _written(ending: str, write: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory(prefix="kinten-") as folder:
        path = Path(folder) / f"table{ending}"
        write(path)
        return path.read_bytes()
