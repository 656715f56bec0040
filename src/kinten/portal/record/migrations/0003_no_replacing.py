"""Let SQLite refuse to put an event in the place of another."""

from typing import ClassVar

from django.db import migrations

from kinten.portal.record.triggers import allow_replacing, refuse_replacing


class Migration(migrations.Migration):
    """One trigger more."""

    dependencies: ClassVar = [("record", "0002_triggers")]
    operations: ClassVar = [migrations.RunPython(refuse_replacing, allow_replacing)]
