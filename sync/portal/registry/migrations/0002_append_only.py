"""The audit trail cannot be changed even with SQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """CREATE TRIGGER registry_audit_no_{0} BEFORE {0} ON registry_auditentry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""".format(change)
    for change in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION registry_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
    """CREATE TRIGGER registry_audit_append_only BEFORE UPDATE OR DELETE ON registry_auditentry
    FOR EACH ROW EXECUTE FUNCTION registry_audit_refuse()""",
    """CREATE TRIGGER registry_audit_no_truncate BEFORE TRUNCATE ON registry_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION registry_audit_refuse()""",
]
BACK = {
    "sqlite": ["DROP TRIGGER registry_audit_no_UPDATE", "DROP TRIGGER registry_audit_no_DELETE"],
    "postgresql": [
        "DROP TRIGGER registry_audit_no_truncate ON registry_auditentry",
        "DROP TRIGGER registry_audit_append_only ON registry_auditentry",
        "DROP FUNCTION registry_audit_refuse()",
    ],
}


def forward(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What the database's own kind needs."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def backward(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo forward."""
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_tables")]
    operations = [migrations.RunPython(forward, backward)]
