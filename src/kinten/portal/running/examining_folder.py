"""What can be seen of a workspace without its records: folder, secret, address, disk, messages, clock."""

import shutil
import stat
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinten.portal.mail_server import SECRET as MAIL
from kinten.portal.openid import SECRET as OPENID
from kinten.portal.running.finding import Finding, Grade, well
from kinten.portal.workspace import Workspace
from kinten.vocabulary.wording import Words, told_system

_GIB = 1024**3
LITTLE, TOO_LITTLE = 2 * _GIB, _GIB // 4
"""Free bytes below which the disk is told to be looked at, and below which it is unsafe."""
_LOCALE = Path(__file__).parent.parent / "locale"


def secret(workspace: Workspace) -> Finding:
    """Whether the key that signs sessions is there for its owner alone."""
    path = workspace.folder / "secret"
    try:
        is_long = len(workspace.secret) >= 40
    except OSError as error:
        why = told_system(error)
        return Finding(
            "secret",
            Grade.BAD,
            Words(f"{path} を読めません（{why.ja}）。", f"{path} cannot be read ({why.en})."),
            Words("バックアップから戻してください。", "Restore it from a backup."),
        )
    others = [workspace.folder / name for name in (OPENID, MAIL)]
    for each in (path, *(other for other in others if other.exists())):
        mode = stat.S_IMODE(each.stat().st_mode)
        if mode & 0o077:
            return Finding(
                "secret",
                Grade.BAD,
                Words(
                    f"持ち主のほかも {each.name} を読めます（{mode:o}）。",
                    f"others than its owner can read {each.name} ({mode:o}).",
                ),
                Words(f"chmod 600 {each}", f"chmod 600 {each}"),
            )
    if not is_long:
        return Finding(
            "secret",
            Grade.BAD,
            Words("秘密の鍵が短すぎます。", "the secret is too short."),
            Words("バックアップから戻してください。", "Restore it from a backup."),
        )
    return well("secret", "持ち主だけが読めます。", "its owner alone can read it.")


def folder(workspace: Workspace) -> Finding:
    """Whether others can enter the folder."""
    mode = stat.S_IMODE(workspace.folder.stat().st_mode)
    if mode & 0o007:
        return Finding(
            "folder",
            Grade.BAD,
            Words(
                f"だれでも作業フォルダーに入れます（{mode:o}）。",
                f"everybody can enter the folder ({mode:o}).",
            ),
            Words(f"chmod 700 {workspace.folder}", f"chmod 700 {workspace.folder}"),
        )
    return well("folder", "ほかの利用者は入れません。", "other users cannot enter it.")


def address(workspace: Workspace) -> Finding:
    """Whether an address is https, and a made-up workspace has none."""
    at = workspace.address
    if not at:
        return well("address", "この機械だけから見えます。", "this machine alone reaches it.")
    if not at.startswith("https://"):
        return Finding(
            "address",
            Grade.BAD,
            Words(f"住所が https ではありません（{at}）。", f"its address is not https ({at})."),
            Words(
                "workspace.toml の address を https://... にしてください。",
                "Write https://... as address in workspace.toml.",
            ),
        )
    if workspace.is_made_up:
        return Finding(
            "address",
            Grade.BAD,
            Words(
                "例示の作業フォルダーに住所があります。",
                "a made-up workspace has an address.",
            ),
            Words(
                "address を消すか、本物の作業フォルダーを作ってください。",
                "Take address out, or make a real workspace.",
            ),
        )
    return well("address", f"{at}（https）", f"{at} (https)")


def contact(workspace: Workspace) -> Finding:
    """Whether a reader is told whom to ask."""
    if workspace.contact or workspace.is_made_up:
        return well("contact", workspace.contact or "例示です。", workspace.contact or "made up.")
    return Finding(
        "contact",
        Grade.WARN,
        Words("問い合わせ先がありません。", "no contact is told."),
        Words(
            'workspace.toml に contact = "..." を書いてください（アクセシビリティの頁に出ます）。',
            'Write contact = "..." into workspace.toml; the accessibility page shows it.',
        ),
    )


def disk(workspace: Workspace) -> Finding:
    """How much room is left."""
    free = shutil.disk_usage(workspace.folder).free
    told = Words(f"空きは{free / _GIB:.1f} GiB。", f"{free / _GIB:.1f} GiB are free.")
    if free >= LITTLE:
        return Finding("disk", Grade.OK, told)
    mend = Words("空きを増やしてください。", "Make room.")
    return Finding("disk", Grade.WARN if free >= TOO_LITTLE else Grade.BAD, told, mend)


def catalogue(workspace: Workspace) -> Finding:  # noqa: ARG001 - the shape of a check
    """Whether the English messages are compiled, and not older than what they are compiled from."""
    for source in _LOCALE.rglob("*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            return Finding(
                "catalogue",
                Grade.WARN,
                Words("英語の文が古いままです。", "the English messages are out of date."),
                Words(
                    "kinten serve を始めると作り直されます。",
                    "Starting kinten serve makes them again.",
                ),
            )
    if not any(_LOCALE.rglob("*.mo")):
        return Finding(
            "catalogue",
            Grade.BAD,
            Words("英語の文がありません。", "there are no English messages."),
            Words("Kintenを入れ直してください。", "Install Kinten again."),
        )
    return well("catalogue", "英語の文は新しいです。", "the English messages are up to date.")


def clock(workspace: Workspace) -> Finding:  # noqa: ARG001 - the shape of a check
    """Whether the days of Tokyo can be told."""
    try:
        ZoneInfo("Asia/Tokyo")
    except ZoneInfoNotFoundError:
        return Finding(
            "clock",
            Grade.BAD,
            Words("東京の時刻がわかりません。", "the time of Tokyo is not known."),
            Words("pip install tzdata", "pip install tzdata"),
        )
    return well("clock", "東京の日付で数えます。", "days are those of Tokyo.")
