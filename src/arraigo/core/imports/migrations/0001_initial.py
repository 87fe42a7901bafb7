import arraigo.core.crypto.fields
import arraigo.core.tenancy.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from arraigo.core.tenancy import operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('files', '0001_initial'),
        ('jobs', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnMemory',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('signature', models.CharField(max_length=64)),
                ('mapping', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('city', 'kind', 'signature'), name='columns_are_remembered_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('context', models.CharField(max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('uploaded', 'por revisar'), ('applied', 'importado'), ('undone', 'deshecho'), ('discarded', 'descartado')], default='uploaded', max_length=10)),
                ('options', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('findings', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('created_at', models.DateTimeField(verbose_name='cargado')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='importado')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='deshecho')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('file', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('job', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
            ],
            options={
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'applied')), fields=('city', 'kind', 'context', 'sha256'), name='the_same_content_is_applied_once'), models.CheckConstraint(condition=models.Q(('state__in', ['uploaded', 'applied', 'undone', 'discarded'])), name='import_state_is_known')],
            },
        ),
        operations.Protect("importrun"),
        operations.Protect("columnmemory"),
    ]
