"""Starting Django over a workspace: settings from its folder, tables up to date."""

import io
import os
from importlib import import_module
from pathlib import Path

from kinten.portal.workspace import VARIABLE, Workspace, open_workspace
from kinten.vocabulary.wording import FaultError, Words


def require_portal() -> None:
    """Raise where the extra of the portal is not installed."""
    try:
        for name in ("django", "allauth", "granian", "rules"):
            import_module(name)
    except ImportError as error:
        raise FaultError(
            Words(
                "ポータルの追加部品（portal）が入っていません。",
                "the extra “portal” is not installed.",
            ),
            "kinten serve",
            Words(
                "pip install 'kinten[portal]' で入れてください。",
                "Install it with pip install 'kinten[portal]'.",
            ),
        ) from error


def start(folder: Path) -> Workspace:
    """Open a workspace and set Django up over it; once in a process."""
    workspace = open_workspace(folder)
    require_portal()
    os.environ[VARIABLE] = str(folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "kinten.portal.settings"
    compile_catalogues()
    import django

    django.setup()
    return workspace


def compile_catalogues() -> None:
    """Compile catalogues that are newer than what was compiled of them: in a checkout, where Babel is."""
    for path in (Path(__file__).parent.parent / "locale").rglob("*.po"):
        made = path.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=path.parts[-3])
        written = io.BytesIO()
        write_mo(written, catalogue)
        beside = made.with_suffix(f".{os.getpid()}")
        beside.write_bytes(written.getvalue())
        beside.replace(made)


def bring_up_to_date() -> None:
    """Make or change the tables of the database as this engine needs them."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
