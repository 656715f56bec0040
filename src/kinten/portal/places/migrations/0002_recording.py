"""Rows know the recording that they came with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A number of the recording; 0 for the rows that are there."""

    dependencies = [("places", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="networkrow",
            name="recording",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
