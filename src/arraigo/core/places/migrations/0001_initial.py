import arraigo.core.tenancy.models
import django.db.models.deletion
from django.db import migrations, models
from arraigo.core.tenancy import operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='City',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='nombre corto')),
                ('name', models.CharField(max_length=120, verbose_name='nombre')),
                ('municipality', models.CharField(blank=True, max_length=160, verbose_name='nombre de la institución')),
                ('country', models.CharField(default='EC', max_length=2, verbose_name='país')),
                ('timezone', models.CharField(default='America/Guayaquil', max_length=64, verbose_name='zona horaria')),
                ('language', models.CharField(default='es', max_length=8, verbose_name='idioma')),
                ('invented', models.BooleanField(default=False, verbose_name='es inventada')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, verbose_name='código oficial')),
                ('name', models.CharField(max_length=120, verbose_name='nombre')),
                ('level', models.CharField(choices=[('zone', 'zona'), ('parish', 'parroquia'), ('neighbourhood', 'barrio')], max_length=16, verbose_name='nivel')),
                ('geometry', models.BinaryField(blank=True, null=True, verbose_name='geometría (WKB, EPSG:4326)')),
                ('parent', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.area')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('city', 'level', 'code'), name='area_code_is_unique'), models.CheckConstraint(condition=models.Q(('level__in', ['zone', 'parish', 'neighbourhood'])), name='area_level_is_known')],
            },
        ),
        operations.Protect("area"),
    ]
