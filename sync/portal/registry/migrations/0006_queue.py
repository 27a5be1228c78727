"""The list of open dossiers is read in the order of one column, whatever is finished."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import functions


def open_ones(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The place of the dossiers that are open."""
    rows = apps.get_model("registry", "Dossier").objects.filter(
        state__in=["sent", "received", "needs-correction", "processing"]
    )
    rows.update(queue_on=functions.Coalesce("due_on", models.Value(date(9999, 12, 31), models.DateField())))


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_account_trail'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='dossier',
            name='registry_dossier_due',
        ),
        migrations.AddField(
            model_name='dossier',
            name='queue_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['site', 'queue_on', 'received_at', 'id'], name='registry_dossier_queue'),
        ),
        migrations.RunPython(open_ones, migrations.RunPython.noop),
    ]
