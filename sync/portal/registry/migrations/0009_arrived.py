"""The list of everything is read newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0008_resident_pin'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['site', '-received_at', 'id'], name='registry_dossier_arrived'),
        ),
    ]
