"""Roles, API tokens, and the registers of promises, petitions and data requests."""

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def due_when_promised(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was promised before there was a due day."""
    apps.get_model('registry', 'Dossier').objects.exclude(promised_on=None).update(due_on=models.F('promised_on'))


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_notices'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('province', models.CharField(blank=True, max_length=40)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.site')),
            ],
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('pk', models.CompositePrimaryKey('site_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField()),
                ('dossier', models.UUIDField()),
                ('kind', models.CharField(choices=[('withdraw', 'Withdraw'), ('restrict', 'Restrict'), ('copy', 'Copy'), ('rectify', 'Rectify')], max_length=10)),
                ('came_by', models.CharField(choices=[('receipt', 'Receipt'), ('desk', 'Desk')], max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('reply_by', models.DateField()),
                ('done_by', models.DateField()),
                ('extension_reason', models.TextField(blank=True)),
                ('replied_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('done', 'Done'), ('declined', 'Declined')], max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.site')),
            ],
        ),
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('pk', models.CompositePrimaryKey('site_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField()),
                ('number', models.CharField(max_length=40)),
                ('dossier', models.UUIDField(null=True)),
                ('source', models.CharField(choices=[('kiosk', 'Kiosk'), ('in-person', 'In Person'), ('telephone', 'Telephone'), ('letter', 'Letter')], max_length=20)),
                ('received_on', models.DateField()),
                ('from_whom', models.CharField(blank=True, max_length=200)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('subject', models.CharField(max_length=300)),
                ('words', models.TextField(blank=True)),
                ('answer_by', models.DateField()),
                ('answered_on', models.DateField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.site')),
            ],
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('pk', models.CompositePrimaryKey('site_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField()),
                ('dossier', models.UUIDField(null=True)),
                ('petition', models.UUIDField(null=True)),
                ('what', models.CharField(max_length=300)),
                ('to_whom', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Open'), ('kept', 'Kept'), ('broken', 'Broken'), ('moved', 'Moved')], default='open', max_length=10)),
                ('closed_at', models.DateTimeField(null=True)),
                ('kept_in_time', models.BooleanField(null=True)),
                ('previous', models.UUIDField(null=True)),
                ('moved_late', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.site')),
            ],
        ),
        migrations.RemoveIndex(
            model_name='dossier',
            name='registry_dossier_due',
        ),
        migrations.AddField(
            model_name='dossier',
            name='accepted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dossier',
            name='due_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='dossier',
            name='finished_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dossier',
            name='reissues',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='dossier',
            name='with_authority',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='membership',
            name='province',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='officer',
            name='password_is_temporary',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='site',
            name='authority',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='site',
            name='province',
            field=models.CharField(blank=True, db_index=True, max_length=40),
        ),
        migrations.AddField(
            model_name='site',
            name='second_factor',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('administrator', 'Administrator'), ('province', 'Province'), ('leader', 'Leader'), ('officer', 'Officer'), ('coordinator', 'Coordinator'), ('technician', 'Technician')], default='officer', max_length=20),
        ),
        migrations.AlterField(
            model_name='membership',
            name='site',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.site'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['site', 'due_on', 'received_at', 'id'], name='registry_dossier_due'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('site', None)), fields=('officer', 'role', 'province'), name='registry_one_wide_membership'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('province', ''), ('role', 'administrator'), ('site', None)), models.Q(('role', 'province'), ('site', None), models.Q(('province', ''), _negated=True)), models.Q(models.Q(('role__in', ['administrator', 'province']), _negated=True), ('province', ''), ('site__isnull', False)), _connector='OR'), name='registry_membership_reach'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(('site', None), ('province', ''), _connector='OR'), name='registry_token_reach'),
        ),
        migrations.AddIndex(
            model_name='datarequest',
            index=models.Index(fields=['site', 'closed_at', 'done_by'], name='registry_request_due'),
        ),
        migrations.AddConstraint(
            model_name='datarequest',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('site', 'dossier', 'kind'), name='registry_one_open_request'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['site', 'answered_on', 'answer_by'], name='registry_petition_due'),
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.UniqueConstraint(fields=('site', 'number'), name='registry_petition_number'),
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.UniqueConstraint(condition=models.Q(('dossier__isnull', False)), fields=('site', 'dossier'), name='registry_petition_dossier'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(fields=['site', 'state', 'due_on'], name='registry_promise_due'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.UniqueConstraint(condition=models.Q(('dossier__isnull', False), ('state', 'open')), fields=('site', 'dossier'), name='registry_one_open_promise'),
        ),
        migrations.RunPython(due_when_promised, migrations.RunPython.noop),
    ]
