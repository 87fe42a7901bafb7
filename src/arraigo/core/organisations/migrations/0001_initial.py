import arraigo.core.tenancy.models
import django.db.models.deletion
from django.db import migrations, models
from arraigo.core.tenancy import operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='nombre')),
                ('name_key', models.CharField(editable=False, max_length=200)),
                ('alternate_name', models.CharField(blank=True, max_length=120, verbose_name='sigla u otro nombre')),
                ('kind', models.CharField(choices=[('public', 'institución pública'), ('civil_society', 'sociedad civil'), ('international', 'cooperación internacional'), ('academia', 'academia'), ('private', 'empresa'), ('community', 'organización comunitaria')], default='public', max_length=24, verbose_name='tipo')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('website', models.URLField(blank=True, verbose_name='sitio web')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('city', 'name_key'), name='organization_name_is_unique'), models.CheckConstraint(condition=models.Q(('kind__in', ['public', 'civil_society', 'international', 'academia', 'private', 'community'])), name='organization_kind_is_known')],
            },
        ),
        operations.Protect("organization"),
    ]
