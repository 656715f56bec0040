"""The one step of the build: catalogues of messages are compiled by Babel (.po -> .mo)."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compile every catalogue of the portal; the compiled ones go into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's shape
        """Compile before anything is packed."""
        for path in Path(self.root, "src/kinten/portal/locale").rglob("*.po"):
            with path.open("rb") as stream:
                catalogue = read_po(stream, locale=path.parts[-3])
            with path.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalogue)
        build_data["artifacts"].append("src/kinten/portal/locale/**/*.mo")
