"""What is done to accounts has an append-only trail of its own."""

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """CREATE TRIGGER registry_account_no_{0} BEFORE {0} ON registry_accountentry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""".format(change)
    for change in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE TRIGGER registry_account_append_only BEFORE UPDATE OR DELETE ON registry_accountentry
    FOR EACH ROW EXECUTE FUNCTION registry_audit_refuse()""",
    """CREATE TRIGGER registry_account_no_truncate BEFORE TRUNCATE ON registry_accountentry
    FOR EACH STATEMENT EXECUTE FUNCTION registry_audit_refuse()""",
]
BACK = {
    "sqlite": ["DROP TRIGGER registry_account_no_UPDATE", "DROP TRIGGER registry_account_no_DELETE"],
    "postgresql": [
        "DROP TRIGGER registry_account_no_truncate ON registry_accountentry",
        "DROP TRIGGER registry_account_append_only ON registry_accountentry",
    ],
}


def forward(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of migration 0002, for this table."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def backward(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo forward."""
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_accounts_and_registers'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountEntry',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
                ('action', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['site', 'at'], name='registry_audit_at'),
        ),
        migrations.AddField(
            model_name='accountentry',
            name='about',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accountentry',
            name='officer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(forward, backward),
    ]
