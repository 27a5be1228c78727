"""Notices from kiosks: visits, feedback, calls for help, health."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "site_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("feedback", "feedback"),
                            ("help", "help"),
                            ("health", "health"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("body", models.JSONField(default=dict)),
                (
                    "kiosk",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="registry.kiosk"),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="registry.site"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["site", "kind", "at"], name="registry_notice_kind"),
                    models.Index(fields=["kiosk", "kind", "received_at"], name="registry_notice_kiosk"),
                ],
            },
        ),
    ]
