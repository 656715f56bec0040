"""The workspace: the folder that holds a portal's records, its files and its secret.

workspace.toml    schema number, whether all in it is made up, the database where it is no SQLite
secret            the key that signs sessions; readable by its owner alone
openid-secret     the secret of the provider by which one may sign in, where [openid] names one
mail-secret       the password of the server that sends letters, where [mail] names a user of it
portal.sqlite3    the records, unless the database is PostgreSQL
files/            what was received, each file named by its SHA-256
erasures.jsonl    what was erased, told once more beside the records
lock              held while the workspace is in use, so that no upgrade begins
"""

import json
import os
import secrets
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kinten.portal.mail_server import MailServer, read_mail
from kinten.portal.openid import OpenId, read_openid
from kinten.tables.files import write_text
from kinten.vocabulary.wording import FaultError, Words, told_system

SCHEMA = 1
"""The number of the workspace's shape, the first; any other one is refused."""
VARIABLE = "KINTEN_WORKSPACE"
LOCK = "lock"
"""The file that is held while the workspace is in use."""
_TOLD, _SECRET = "workspace.toml", "secret"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace. ``database`` is the address of a PostgreSQL database, "" for SQLite in the folder.

    ``address`` is the one under which the portal is reached (https://...), "" on this machine alone;
    ``contact`` is whom a reader can reach; ``openid`` is the provider by which one may sign in; ``mail`` is
    the server that sends letters.
    """

    folder: Path
    is_made_up: bool
    database: str = ""
    address: str = ""
    contact: str = ""
    openid: OpenId | None = None
    mail: MailServer | None = None

    @property
    def sqlite(self) -> Path:
        """The file of the records, where they are in SQLite."""
        return self.folder / "portal.sqlite3"

    @property
    def files(self) -> Path:
        """The folder of received files."""
        return self.folder / "files"

    @property
    def secret(self) -> str:
        """The key that signs sessions."""
        return (self.folder / _SECRET).read_text(encoding="ascii").strip()


def workspace_folder(asked: Path | None = None) -> Path:
    """Give the folder: the one asked for, else that of KINTEN_WORKSPACE, else the platform's data folder."""
    if asked is not None:
        return asked
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "kinten"


def has_workspace(folder: Path) -> bool:
    """Tell whether a folder is a workspace."""
    return (folder / _TOLD).is_file()


def open_workspace(folder: Path) -> Workspace:
    """Read a workspace; FaultError where there is none, or its schema is not this engine's."""
    workspace, schema = read_workspace(folder)
    if schema != SCHEMA:
        raise _other_schema(folder, schema)
    return workspace


def read_workspace(folder: Path) -> tuple[Workspace, int]:
    """Read a workspace and the number of its schema, which may be an older one."""
    path = folder / _TOLD
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaultError(
            Words("作業フォルダーがありません。", "there is no workspace."),
            str(folder),
            Words(
                "kinten demo で例を作るか、kinten serve --new で空のものを作ってください。",
                "Make a filled one with kinten demo, or an empty one with kinten serve --new.",
            ),
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = told_system(error) if isinstance(error, OSError) else Words("TOMLとして", "no TOML")
        raise FaultError(
            Words(f"読めません（{why.ja}）。", f"it cannot be read ({why.en})."),
            str(path),
            Words("バックアップから戻してください。", "Restore it from a backup."),
        ) from error
    schema = told.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema > SCHEMA:
        raise _other_schema(folder, schema)
    found = Workspace(
        folder,
        bool(told.get("made_up")),
        str(told.get("database", "")),
        str(told.get("address", "")).rstrip("/"),
        str(told.get("contact", "")),
        read_openid(told.get("openid"), path),
        read_mail(told.get("mail"), path),
    )
    return found, schema


def _other_schema(folder: Path, schema: object) -> FaultError:
    if not isinstance(schema, int) or isinstance(schema, bool):
        mend = Words("バックアップから戻してください。", "Restore it from a backup.")
    elif schema > SCHEMA:
        mend = Words("新しいKintenで開いてください。", "Open it with a newer Kinten.")
    else:
        mend = Words(
            f"kinten upgrade --workspace {folder} を実行してください（先にバックアップを取ります）。",
            f"Run kinten upgrade --workspace {folder} (it makes a backup first).",
        )
    return FaultError(
        Words(
            f"作業フォルダーの形式は{schema}、このKintenの形式は{SCHEMA}です。",
            f"the workspace has schema {schema}, this Kinten has {SCHEMA}.",
        ),
        str(folder / _TOLD),
        mend,
    )


def write_schema(folder: Path) -> None:
    """Write this engine's number into a workspace; all else in the file stays as it is."""
    path = folder / _TOLD
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.replace(" ", "").startswith("schema=")]
    write_text(path, "\n".join([f"schema = {SCHEMA}", *kept, ""]))


def make_workspace(folder: Path, *, is_made_up: bool, database: str = "") -> Workspace:
    """Make a workspace in an empty or new folder; FaultError where something is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise FaultError(
            Words("フォルダーが空ではありません。", "the folder is not empty."),
            str(folder),
            Words("空のフォルダーを指定してください。", "Name an empty folder."),
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "files").mkdir(mode=0o700)
    secret = os.open(folder / _SECRET, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(secret, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    made_up = f"made_up = {'true' if is_made_up else 'false'}"
    lines = [f"schema = {SCHEMA}", made_up, *([tell_database(database)] if database else [])]
    write_text(folder / _TOLD, "\n".join([*lines, ""]))  # last: a folder with it is whole
    return Workspace(folder, is_made_up, database)


def tell_database(address: str) -> str:
    """Give the line that names the database; it stands above every table of the file."""
    return f"database = {json.dumps(address)}"  # a text of JSON is one of TOML too
