"""The PIN with which a resident reads the answers on the phone, and how a declaration was signed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_openrosa'),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='pin_failures',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='revision',
            name='pin',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='revision',
            name='signed',
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
