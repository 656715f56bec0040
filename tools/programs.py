"""The programs outside Python that some tests need: which they are, and how they get here."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program, the commands that show it is there, and the Debian packages that bring it.

    `markers` are the pytest markers of the tests that need it.
    """

    name: str
    markers: tuple[str, ...]
    commands: tuple[str, ...]
    packages: tuple[str, ...]

    def is_here(self) -> bool:
        """Whether one of its commands is on the path; a font is asked of fontconfig."""
        if self.commands == ("fc-list",):
            return has_japanese_font()
        if self.commands == ("initdb",):
            return postgresql_programs() is not None
        return any(shutil.which(command) for command in self.commands)


def has_japanese_font() -> bool:
    """Whether Japanese would be drawn as text, not as boxes (macOS always has such a font)."""
    if Path("/System/Library/Fonts").exists():
        return True
    if not shutil.which("fc-list"):
        return False
    done = subprocess.run(
        ["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False
    )
    return bool(done.stdout.strip())


def postgresql_programs() -> Path | None:
    """The folder of PostgreSQL's programs: the newest in Debian's own place, else that on the path."""
    debian = list(Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb"))
    if debian:
        return max((path.parent for path in debian), key=lambda path: float(path.parts[-2]))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


PROGRAMS = (
    Program(
        "Chromium",
        ("chromium",),
        ("chromium", "chromium-browser", "google-chrome"),
        ("chromium",),
    ),
    Program(
        "LibreOffice",
        ("libreoffice",),
        ("soffice", "libreoffice"),
        ("libreoffice-calc-nogui",),
    ),
    Program("PostgreSQL", ("postgresql",), ("initdb",), ("postgresql",)),
    Program("nginx", ("nginx",), ("nginx",), ("nginx-light",)),
    Program("pdftotext", ("poppler",), ("pdftotext",), ("poppler-utils",)),
    Program(
        "a Japanese font",
        ("chromium", "libreoffice"),
        ("fc-list",),
        ("fontconfig", "fonts-noto-cjk"),
    ),
)


def needed_programs(tests: Path) -> list[Program]:
    """The programs that a test below `tests` asks for by its marker."""
    text = "".join(path.read_text(encoding="utf-8") for path in tests.rglob("test_*.py"))
    return [
        program
        for program in PROGRAMS
        if any(f"mark.{marker}" in text for marker in program.markers)
    ]


def may_install() -> bool:
    """System packages are installed only by root on a build server, and only by apt."""
    return (
        os.environ.get("CI") == "true"
        and hasattr(os, "geteuid")
        and os.geteuid() == 0
        and shutil.which("apt-get") is not None
    )


def install(programs: list[Program]) -> None:
    """Install what is missing by apt; a failure shows as the program still missing."""
    packages = sorted({package for program in programs for package in program.packages})
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        check=False,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )
