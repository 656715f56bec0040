"""The workspace that the portal's verbs are about."""

import argparse
from pathlib import Path

from kinten.portal.workspace import workspace_folder


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Add the folder of the workspace."""
    parser.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        help="作業フォルダー（初期値は KINTEN_WORKSPACE、なければ利用者のデータの場所）"
        " / folder of the workspace (default: KINTEN_WORKSPACE, else the user's data folder)",
    )


def asked_folder(options: argparse.Namespace) -> Path:
    """Give the folder that is meant."""
    return workspace_folder(options.workspace).absolute()
