"""Let the database itself refuse to change or delete an event."""

from typing import ClassVar

from django.db import migrations

from kinten.portal.record.triggers import drop_triggers, make_triggers


class Migration(migrations.Migration):
    """The triggers of the record."""

    dependencies: ClassVar = [("record", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(make_triggers, drop_triggers)]
