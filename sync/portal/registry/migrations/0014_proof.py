"""What a kiosk signed of many revisions at once, with each of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_site_closed")]

    operations = [migrations.AddField("revision", "proof", models.TextField(null=True))]
