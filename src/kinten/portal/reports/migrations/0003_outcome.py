"""What a decision says, its term, its withdrawal; one decision is recorded once."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

_OUTCOMES = [
    ("designated", "指定する"),
    ("renewed", "指定を更新する"),
    ("exceptional", "特例型として指定する"),
    ("ordinary", "特例型から通常の指定に戻す"),
    ("kind_changed", "類型を変える"),
    ("unchanged", "変更なし（指定は続く）"),
    ("discussed", "個別に検討する"),
    ("warned", "注意喚起"),
    ("urged", "期限を付けた勧告"),
    ("not_designated", "指定しない"),
    ("not_renewed", "指定を更新しない"),
    ("revoked", "指定の取消し"),
    ("given_up", "指定の辞退"),
]


class Migration(migrations.Migration):
    """Decisions that are there have no outcome (""); they may be the same twice."""

    dependencies: ClassVar = [("reports", "0002_uploads")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="decision",
            name="outcome",
            field=models.CharField(blank=True, choices=_OUTCOMES, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="decision", name="term_begins", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="decision", name="term_ends", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="decision", name="withdrawn", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="decision",
            name="why_withdrawn",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=Q(withdrawn=None) & ~Q(outcome=""),
                fields=(
                    "hospital", "year", "act", "outcome", "kind", "decided", "meeting", "citation",
                ),
                name="reports_decision_once",
            ),
        ),
    ]  # fmt: skip
