from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0012_province'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
    ]
