"""A page to a file: HTML as it is, PDF where the libraries and a Japanese font are there."""

import shutil
import subprocess
import sys
from pathlib import Path

from kinten.tables.files import write_text, write_whole
from kinten.vocabulary.wording import FaultError, Words


def write_page(path: Path, page: str) -> None:
    """Write a page as .html or .pdf, whole or not at all.

    Raises FaultError that names the missing package where no PDF can be made, and offers the print
    view of the .html instead: boxes in place of Japanese are never written.
    """
    if path.suffix.lower() == ".pdf":
        write_whole(path, lambda beside: _print(page, beside))
    else:
        write_text(path, page)


def _print(page: str, beside: Path) -> None:
    if not _has_japanese_font():
        raise _cannot_print("fonts-noto-cjk")
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        package = "weasyprint" if isinstance(error, ImportError) else "libpango-1.0-0"
        raise _cannot_print(package) from error
    HTML(string=page).write_pdf(beside, pdf_variant="pdf/ua-1")


def _has_japanese_font() -> bool:
    """Ask fontconfig; where it is not there (macOS) the system's own fonts hold Japanese."""
    program = shutil.which("fc-list")
    if program is None:
        return True
    listed = subprocess.run(  # noqa: S603 - a fixed program with fixed words
        [program, ":lang=ja", "family"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


def _cannot_print(package: str) -> FaultError:
    return FaultError(
        Words(f"PDFを作るには {package} が要ります。", f"{package} is needed to make a PDF."),
        ".pdf",
        Words(
            f"「{sys.executable} -m pip install weasyprint」と「apt install libpango-1.0-0 libpangoft2-1.0-0 "
            "fonts-noto-cjk」で入ります。または .html に書き出し、ブラウザーの印刷を使ってください。",
            f'Install it with "{sys.executable} -m pip install weasyprint" and "apt install libpango-1.0-0 '
            'libpangoft2-1.0-0 fonts-noto-cjk", or write .html and print it from the browser.',
        ),
    )
