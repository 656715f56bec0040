"""What can be seen of a workspace in its records: tables, chain, time, mail, worker, backups."""

from datetime import UTC, datetime, timedelta

from kinten.portal.running.finding import Finding, Grade, well
from kinten.portal.running.reaching import cannot_reach
from kinten.portal.running.replaying import check_replayed
from kinten.portal.running.tables import Standing, check_current, standing
from kinten.portal.workspace import Workspace
from kinten.vocabulary.wording import FaultError, Words

OLD_BACKUP = timedelta(days=7)
"""After how long a backup is old."""
_SLACK = timedelta(minutes=5)


def database(workspace: Workspace) -> Finding:
    """Whether the database answers."""
    from django.db import Error, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        fault = cannot_reach(workspace, error)
        return Finding("database", Grade.BAD, fault.what, fault.mend)
    return well("database", f"{connection.vendor} が答えます。", f"{connection.vendor} answers.")


def tables(workspace: Workspace) -> Finding:
    """Whether the tables are those of this engine."""
    place, found = str(workspace.folder), standing()
    if found is Standing.NEW:
        return Finding(
            "tables",
            Grade.BAD,
            Words("表がまだありません。", "there are no tables yet."),
            Words("kinten serve を始めると作られます。", "Starting kinten serve makes them."),
        )
    try:
        check_current(place, found)
    except FaultError as fault:
        return Finding("tables", Grade.BAD, fault.what, fault.mend)
    return well("tables", "表はこのKintenのものです。", "the tables are those of this Kinten.")


def record(workspace: Workspace) -> Finding:  # noqa: ARG001
    """Whether the record is as it was written."""
    from kinten.portal.record.triggers import missing_triggers
    from kinten.portal.record.verifying import verify_all
    from kinten.portal.running.auditing import tell_audit

    if lacking := " ".join(sorted(missing_triggers())):
        return Finding(
            "record",
            Grade.BAD,
            Words(
                f"記録の書き換えを断る引き金がありません（{lacking}）。",
                f"the triggers that refuse to change the record are gone ({lacking}).",
            ),
            Words(
                "だれかがデータベースを直接変えました。バックアップと比べ、戻してください。",
                "Somebody changed the database itself. Compare it with a backup, and restore that.",
            ),
        )
    found = verify_all()
    if found.is_sound:
        return Finding("record", Grade.OK, tell_audit(found))
    return Finding(
        "record",
        Grade.BAD,
        tell_audit(found),
        Words(
            "だれがデータベースを直接書き換えられるかを調べ、バックアップと比べてください。",
            "Find out who can write to the database itself, and compare it with a backup.",
        ),
    )


def erasures(workspace: Workspace) -> Finding:
    """Whether nothing that was erased came back with a backup."""
    try:
        check_replayed(workspace.folder)
    except FaultError as fault:
        return Finding("erasures", Grade.BAD, fault.what, fault.mend)
    return well("erasures", "消したものは消えています。", "what was erased is gone.")


def time(workspace: Workspace) -> Finding:  # noqa: ARG001
    """Whether the clock of this machine is not behind the newest event."""
    from kinten.portal.record.models import Event

    newest = Event.objects.order_by("-number").values_list("at", flat=True).first()
    if newest is not None and datetime.fromisoformat(newest) > datetime.now(UTC) + _SLACK:
        return Finding(
            "time",
            Grade.BAD,
            Words(
                f"時計が、最後の記録（{newest}）より遅れています。",
                f"the clock is behind the newest event ({newest}).",
            ),
            Words("時計を合わせてください。", "Set the clock."),
        )
    return well("time", "時計は記録の先にあります。", "the clock is ahead of the record.")


def cookies(workspace: Workspace) -> Finding:
    """Whether a portal that others reach sends its cookies over https alone."""
    from django.conf import settings

    is_secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    if workspace.address and not (is_secure and settings.SECURE_SSL_REDIRECT):
        return Finding(
            "cookies",
            Grade.BAD,
            Words("https でなくてもクッキーを送ります。", "cookies are sent without https."),
            Words("address を https にしてください。", "Make the address https."),
        )
    return well(
        "cookies",
        "https だけで送ります。" if workspace.address else "この機械の中だけです。",
        "sent over https alone." if workspace.address else "within this machine alone.",
    )


def mail(workspace: Workspace) -> Finding:
    """Whether letters leave this machine."""
    from django.conf import settings

    if settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend")):
        place = workspace.folder / "mail"
        return Finding(
            "mail",
            Grade.OK if workspace.is_made_up else Grade.WARN,
            Words(
                f"手紙は送らず、{place} に書きます。",
                f"letters are not sent, but written into {place}.",
            ),
            Words(
                "workspace.toml に [mail] を書くか、招待と再設定をそこから手で渡してください。",
                "Write [mail] into workspace.toml, or pass invitations and resets on from there by hand.",
            ),
        )
    host = settings.EMAIL_HOST
    return well("mail", f"{host} から手紙を送ります。", f"letters are sent through {host}.")


def accounts(workspace: Workspace) -> Finding:
    """Whether somebody can invite the others, and nobody invented can sign in to a real portal."""
    from kinten.portal.people.models import Membership, Person

    if not workspace.is_made_up and Person.objects.filter(is_made_up=True, is_active=True).exists():
        return Finding(
            "accounts",
            Grade.BAD,
            Words("架空の利用者がいます。", "there are invented users."),
            Words(
                "kinten serve --new で、例示でない作業フォルダーを作ってください。",
                "Make a workspace that is not made up, with kinten serve --new.",
            ),
        )
    held = Membership.objects.filter(role="ministry", ended=None, person__is_active=True).count()
    if not held:
        return Finding(
            "accounts",
            Grade.WARN,
            Words("厚生労働省の利用者がいません。", "nobody of the ministry has an account."),
            Words(
                "kinten account invite --role ministry --email ... で最初の人を招待してください。",
                "Invite the first with kinten account invite --role ministry --email ...",
            ),
        )
    return well("accounts", f"厚生労働省の利用者 {held}人。", f"{held} of the ministry.")


def worker(workspace: Workspace) -> Finding:  # noqa: ARG001
    """Whether a worker is alive."""
    from kinten.portal.jobs.models import Job, Worker
    from kinten.portal.jobs.state import State
    from kinten.portal.jobs.watching import SILENT_SECONDS, live_workers

    alive = len(live_workers())
    if alive:
        return well("worker", f"{alive}つが動いています。", f"{alive} running.")
    waiting = Job.objects.filter(state__in=[State.WAITING, State.RUNNING]).count()
    newest = Worker.objects.order_by("-at").values_list("at", flat=True).first()
    last = "—" if newest is None else newest.isoformat(timespec="seconds")
    return Finding(
        "worker",
        Grade.BAD if waiting else Grade.WARN,
        Words(
            f"{SILENT_SECONDS}秒以内に知らせがありません（最後 {last}、待つ処理 {waiting}件）。",
            f"none was heard of within {SILENT_SECONDS} s (last {last}; {waiting} jobs wait).",
        ),
        Words("kinten serve を始めてください。", "Start kinten serve."),
    )


def backup(workspace: Workspace) -> Finding:
    """How old the newest backup is."""
    from kinten.portal.record.models import Event

    mend = Words("kinten backup FILE を毎日行ってください。", "Run kinten backup FILE every day.")
    lacking = Grade.OK if workspace.is_made_up else Grade.WARN
    newest = Event.objects.filter(act="backup.make").values_list("at", flat=True).last()
    if newest is None:
        return Finding(
            "backup", lacking, Words("バックアップはありません。", "there is no backup."), mend
        )
    age = datetime.now(UTC) - datetime.fromisoformat(newest)
    told = Words(f"最後は{age.days}日前。", f"the last one is {age.days} days old.")
    if age > OLD_BACKUP:
        return Finding("backup", lacking, told, mend)
    return Finding("backup", Grade.OK, told)
