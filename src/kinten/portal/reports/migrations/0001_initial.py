"""Versions of reports, and decisions."""

from typing import ClassVar

import django.utils.timezone
from django.db import migrations, models

_STATES = [
    ("received", "受け取り済み（確認中）"),
    ("returned", "差し戻し"),
    ("accepted", "受理済み（公表前）"),
    ("published", "公表済み"),
]
_ACTS = [
    ("new", "新規指定推薦"),
    ("renewal", "指定更新推薦"),
    ("kind_change", "類型変更"),
    ("withdrawal", "指定辞退"),
    ("report", "現況報告"),
]
_KINDS = [
    ("ncc", "国立がん研究センター"),
    ("pref", "都道府県がん診療連携拠点病院"),
    ("regional", "地域がん診療連携拠点病院"),
    ("specific", "特定領域がん診療連携拠点病院"),
    ("local", "地域がん診療病院"),
]


def _key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    """The first tables."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", _key()),
                ("hospital", models.CharField(db_index=True, max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("act", models.CharField(choices=_ACTS, max_length=20)),
                ("kind", models.CharField(blank=True, choices=_KINDS, max_length=20)),
                ("decided", models.DateField()),
                ("meeting", models.CharField(max_length=40)),
                ("citation", models.CharField(max_length=400)),
                ("recorded", models.DateTimeField(default=django.utils.timezone.now)),
                ("published", models.DateField(null=True)),
                ("comment_until", models.DateField(null=True)),
                ("comment", models.TextField(blank=True)),
                ("commented", models.DateTimeField(null=True)),
                ("is_made_up", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", _key()),
                ("hospital", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("file_name", models.CharField(max_length=255)),
                ("file_sha256", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("state", models.CharField(choices=_STATES, max_length=10)),
                ("recorded", models.DateTimeField(default=django.utils.timezone.now)),
                ("published", models.DateField(null=True)),
                ("is_made_up", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hospital", "year", "number"), name="reports_version_once"
                    )
                ],
            },
        ),
    ]
