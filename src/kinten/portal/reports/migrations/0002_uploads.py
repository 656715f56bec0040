"""Files that were read and are not confirmed yet."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table more."""

    dependencies: ClassVar = [("reports", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=64, unique=True)),
                ("owner", models.BigIntegerField(db_index=True)),
                ("hospital", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("file_name", models.CharField(max_length=255)),
                ("file_sha256", models.CharField(max_length=64)),
                ("data", models.BinaryField()),
                ("content", models.JSONField()),
                ("remarks", models.JSONField(default=list)),
                ("sent", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="reports.reportversion",
                    ),
                ),
            ],
        ),
    ]
