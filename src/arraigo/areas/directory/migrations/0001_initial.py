import arraigo.core.crypto.fields
import arraigo.core.tenancy.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from arraigo.core.tenancy import operations

# What a reader of the public directory may see: a statement that writes to one of these tables is a change.
PUBLIC_TABLES = [
    "directory_accessibility", "directory_address", "directory_contact", "directory_costoption", "directory_holiday",
    "directory_keptrecord", "directory_language", "directory_location", "directory_organizationprofile",
    "directory_phone", "directory_program", "directory_requireddocument", "directory_schedule",
    "directory_scheduleexception", "directory_service", "directory_servicearea", "directory_serviceatlocation",
    "directory_servicecapacity", "directory_serviceneed", "directory_taxonomy", "directory_taxonomyterm",
    "organisations_organization", "places_area",
]
# Nobody waits for another's change: each transaction has its own row, and those long past are swept where nobody
# holds them. A change outside any city (the owner's own work) is nobody's.
CHANGES = """
CREATE FUNCTION directory_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own uuid := arraigo_city();
    now_writing bigint;
BEGIN
    IF own IS NULL THEN
        RETURN NULL;
    END IF;
    now_writing := pg_current_xact_id()::text::bigint;
    INSERT INTO directory_change (id, city_id, transaction) VALUES (gen_random_uuid(), own, now_writing)
        ON CONFLICT (city_id, transaction) DO UPDATE SET id = gen_random_uuid();
    DELETE FROM directory_change WHERE id IN (
        SELECT id FROM directory_change WHERE city_id = own AND transaction < now_writing - 1000
            FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END
$$;
""" + "".join(
    f"CREATE TRIGGER directory_changed AFTER INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION directory_changed();\n"
    for table in PUBLIC_TABLES
)
BACK = "DROP FUNCTION IF EXISTS directory_changed() CASCADE;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('location_type', models.CharField(choices=[('physical', 'lugar'), ('postal', 'dirección postal'), ('virtual', 'en línea o por teléfono')], default='physical', max_length=10, verbose_name='tipo')),
                ('name', models.CharField(blank=True, max_length=300, verbose_name='nombre')),
                ('alternate_name', models.CharField(blank=True, max_length=300, verbose_name='otro nombre')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('transportation', models.TextField(blank=True, verbose_name='cómo llegar')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='página web')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitud')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitud')),
                ('external_identifier', models.CharField(blank=True, max_length=200)),
                ('external_identifier_type', models.CharField(blank=True, max_length=200)),
                ('is_confidential', models.BooleanField(default=False, help_text='Márquelo en casas de acogida y donde la dirección protege a personas: nunca se publica.', verbose_name='la dirección es reservada')),
                ('area', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='places.area')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='locations', to='organisations.organization')),
            ],
            options={
                'ordering': ['name', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('name', arraigo.core.crypto.fields.EncryptedText(blank=True, default='', verbose_name='nombre de la persona')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='cargo')),
                ('department', models.CharField(blank=True, max_length=300, verbose_name='dependencia')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='correo institucional')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='organisations.organization')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='directory.location')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('attention', arraigo.core.crypto.fields.EncryptedText(blank=True, default='', verbose_name='a la atención de')),
                ('address_1', models.CharField(blank=True, max_length=500, verbose_name='dirección')),
                ('address_2', models.CharField(blank=True, max_length=500, verbose_name='referencia')),
                ('city_name', models.CharField(blank=True, max_length=200, verbose_name='ciudad')),
                ('region', models.CharField(blank=True, max_length=200, verbose_name='sector')),
                ('state_province', models.CharField(blank=True, max_length=200, verbose_name='provincia')),
                ('postal_code', models.CharField(blank=True, max_length=20, verbose_name='código postal')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='país')),
                ('address_type', models.CharField(choices=[('physical', 'donde se atiende'), ('postal', 'postal'), ('virtual', 'virtual')], default='physical', max_length=10, verbose_name='tipo')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='directory.location')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Accessibility',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('description', models.TextField(blank=True, verbose_name='accesibilidad')),
                ('details', models.TextField(blank=True, verbose_name='detalle')),
                ('url', models.URLField(blank=True, max_length=500)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accessibility', to='directory.location')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganizationProfile',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='correo de la institución')),
                ('tax_status', models.CharField(blank=True, max_length=200)),
                ('tax_id', models.CharField(blank=True, max_length=60, verbose_name='RUC o número de identificación')),
                ('year_incorporated', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='año de creación')),
                ('legal_status', models.CharField(blank=True, max_length=200, verbose_name='figura legal')),
                ('logo', models.CharField(blank=True, max_length=500)),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profiles', to='organisations.organization')),
                ('parent', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organization')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('number', models.CharField(max_length=60, verbose_name='número')),
                ('extension', models.CharField(blank=True, max_length=20, verbose_name='extensión')),
                ('type', models.CharField(blank=True, help_text='voice, cell, fax, textphone o whatsapp (HSDS).', max_length=40, verbose_name='tipo')),
                ('description', models.TextField(blank=True, verbose_name='para qué es')),
                ('is_private', models.BooleanField(default=False, verbose_name='no se publica')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('contact', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='directory.contact')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='directory.location')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='organisations.organization')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('name', models.CharField(max_length=300, verbose_name='nombre')),
                ('alternate_name', models.CharField(blank=True, max_length=300, verbose_name='otro nombre')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programs', to='organisations.organization')),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('name', models.CharField(max_length=300, verbose_name='nombre')),
                ('alternate_name', models.CharField(blank=True, max_length=300, verbose_name='otro nombre')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='página web')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='correo del servicio')),
                ('status', models.CharField(choices=[('active', 'activo'), ('inactive', 'inactivo'), ('defunct', 'ya no existe'), ('temporarily closed', 'cerrado por un tiempo')], default='active', max_length=20, verbose_name='estado')),
                ('interpretation_services', models.TextField(blank=True, verbose_name='interpretación a otros idiomas')),
                ('application_process', models.TextField(blank=True, verbose_name='cómo se pide')),
                ('fees_description', models.TextField(blank=True, verbose_name='cuánto cuesta')),
                ('wait_time', models.CharField(blank=True, max_length=300, verbose_name='tiempo de espera')),
                ('fees', models.TextField(blank=True, verbose_name='tarifas')),
                ('accreditations', models.TextField(blank=True, verbose_name='acreditaciones')),
                ('licenses', models.TextField(blank=True, verbose_name='permisos')),
                ('alert', models.TextField(blank=True, verbose_name='aviso')),
                ('eligibility_description', models.TextField(blank=True, verbose_name='a quién atiende')),
                ('minimum_age', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='edad mínima')),
                ('maximum_age', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='edad máxima')),
                ('eligible', models.JSONField(blank=True, default=list, verbose_name='atiende a')),
                ('ineligible', models.JSONField(blank=True, default=list, verbose_name='no atiende a')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='verificado el')),
                ('assurer_email', models.EmailField(blank=True, max_length=254, verbose_name='correo de quien verificó')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='verificar antes del')),
                ('last_modified', models.DateTimeField(blank=True, null=True, verbose_name='última modificación')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='fuente')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='organisations.organization')),
                ('program', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='services', to='directory.program')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RequiredDocument',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('document', models.TextField(verbose_name='documento')),
                ('uri', models.URLField(blank=True, max_length=500, verbose_name='dónde se explica')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='required_documents', to='directory.service')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('phone', 'el teléfono no sirve'), ('hours', 'el horario es otro'), ('address', 'la dirección es otra'), ('closed', 'ya no atienden'), ('refused', 'no me atendieron o me cobraron'), ('other', 'otra cosa')], max_length=10, verbose_name='qué está mal')),
                ('text', arraigo.core.crypto.fields.EncryptedText(blank=True, default='', verbose_name='qué pasó')),
                ('language', models.CharField(blank=True, max_length=8)),
                ('state', models.CharField(choices=[('open', 'por revisar'), ('mended', 'corregido'), ('dismissed', 'estaba bien')], default='open', max_length=10, verbose_name='estado')),
                ('at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('phone', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='directory.phone')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='directory.service')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.AddField(
            model_name='phone',
            name='service',
            field=arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='directory.service'),
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='idioma')),
                ('code', models.CharField(blank=True, max_length=20, verbose_name='código')),
                ('note', models.TextField(blank=True, verbose_name='nota')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='directory.location')),
                ('phone', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='directory.phone')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='directory.service')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KeptRecord',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('table', models.CharField(max_length=40)),
                ('source_id', models.UUIDField()),
                ('resource_id', models.UUIDField(null=True)),
                ('content', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kept_records', to='organisations.organization')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kept_records', to='directory.service')),
            ],
            options={
                'ordering': ['table', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CostOption',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='desde')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='hasta')),
                ('option', models.CharField(blank=True, max_length=300, verbose_name='caso')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='moneda')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='valor')),
                ('amount_description', models.TextField(blank=True, verbose_name='explicación')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_options', to='directory.service')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='contact',
            name='service',
            field=arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='directory.service'),
        ),
        migrations.CreateModel(
            name='ServiceAtLocation',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services_here', to='directory.location')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='at_locations', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceArea',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('name', models.TextField(blank=True, verbose_name='zona que atiende')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('extent', models.TextField(blank=True)),
                ('extent_type', models.CharField(blank=True, max_length=60)),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('area', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='places.area')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='service_areas', to='directory.service')),
                ('service_at_location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='service_areas', to='directory.serviceatlocation')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ScheduleException',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField(verbose_name='desde')),
                ('ends_on', models.DateField(verbose_name='hasta')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='abre')),
                ('closes_at', models.TimeField(blank=True, null=True, verbose_name='cierra')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='motivo')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='directory.location')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='directory.service')),
                ('service_at_location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='directory.serviceatlocation')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='rige desde')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='rige hasta')),
                ('dtstart', models.DateField(blank=True, null=True, verbose_name='primer día')),
                ('zone', models.CharField(blank=True, max_length=64, verbose_name='zona horaria')),
                ('until', models.DateField(blank=True, null=True, verbose_name='último día')),
                ('count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='cuántas veces')),
                ('wkst', models.CharField(blank=True, choices=[('MO', 'lunes'), ('TU', 'martes'), ('WE', 'miércoles'), ('TH', 'jueves'), ('FR', 'viernes'), ('SA', 'sábado'), ('SU', 'domingo')], max_length=2)),
                ('freq', models.CharField(blank=True, choices=[('WEEKLY', 'cada semana'), ('MONTHLY', 'cada mes')], max_length=8, verbose_name='se repite')),
                ('interval', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='cada cuántas')),
                ('byday', models.CharField(blank=True, max_length=120, verbose_name='días')),
                ('byweekno', models.CharField(blank=True, max_length=300)),
                ('bymonthday', models.CharField(blank=True, max_length=300, verbose_name='días del mes')),
                ('byyearday', models.CharField(blank=True, max_length=300)),
                ('description', models.TextField(blank=True, verbose_name='horario en palabras')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='abre')),
                ('closes_at', models.TimeField(blank=True, null=True, verbose_name='cierra')),
                ('schedule_link', models.CharField(blank=True, max_length=500)),
                ('attending_type', models.CharField(blank=True, max_length=300, verbose_name='cómo se asiste')),
                ('notes', models.TextField(blank=True, verbose_name='notas')),
                ('on_holidays', models.BooleanField(default=False, verbose_name='atiende en feriados')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='directory.location')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='directory.service')),
                ('service_at_location', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='directory.serviceatlocation')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='phone',
            name='service_at_location',
            field=arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='directory.serviceatlocation'),
        ),
        migrations.AddField(
            model_name='contact',
            name='service_at_location',
            field=arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='directory.serviceatlocation'),
        ),
        migrations.CreateModel(
            name='ServiceCapacity',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('unit', models.JSONField(blank=True, default=dict, verbose_name='unidad')),
                ('available', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='disponibles')),
                ('maximum', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='en total')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('updated', models.DateTimeField(verbose_name='contado el')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='directory.service')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('name', models.CharField(max_length=300, verbose_name='nombre')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('version', models.CharField(blank=True, max_length=60)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TaxonomyTerm',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('code', models.CharField(blank=True, max_length=120, verbose_name='código')),
                ('name', models.CharField(max_length=300, verbose_name='nombre')),
                ('description', models.TextField(blank=True, verbose_name='descripción')),
                ('language', models.CharField(blank=True, max_length=20, verbose_name='idioma')),
                ('term_uri', models.CharField(blank=True, max_length=500)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('parent', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='directory.taxonomyterm')),
                ('taxonomy', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='directory.taxonomy')),
            ],
            options={
                'ordering': ['name', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceNeed',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_id', models.UUIDField(editable=False, null=True)),
                ('more', models.JSONField(default=dict, editable=False)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='directory.service')),
                ('term', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='directory.taxonomyterm')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UpdateLink',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('email', arraigo.core.crypto.fields.EncryptedText(blank=True, default='', verbose_name='correo al que se envía')),
                ('number', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='update_links', to='organisations.organization')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='update_links', to='directory.service')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('changes', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('note', arraigo.core.crypto.fields.EncryptedText(blank=True, default='', verbose_name='mensaje')),
                ('state', models.CharField(choices=[('pending', 'por revisar'), ('accepted', 'aceptada'), ('rejected', 'no aceptada')], default='pending', max_length=10, verbose_name='estado')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motivo')),
                ('sent_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='directory.service')),
                ('link', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='directory.updatelink')),
            ],
            options={
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('phone', 'por teléfono'), ('visit', 'con una visita'), ('mail', 'por correo'), ('organization', 'lo dijo la propia organización'), ('document', 'en un documento o página oficial')], max_length=14, verbose_name='cómo')),
                ('result', models.CharField(choices=[('confirmed', 'todo sigue igual'), ('changed', 'se corrigió'), ('not_reached', 'no respondieron')], max_length=14, verbose_name='resultado')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='nota')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('service', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verifications', to='directory.service')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('transaction', models.PositiveBigIntegerField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('city', 'transaction'), name='a_transaction_is_one_change')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='día')),
                ('name', models.CharField(max_length=200, verbose_name='feriado')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('city', 'day'), name='a_day_is_a_holiday_once')],
            },
        ),
        migrations.AddIndex(
            model_name='location',
            index=models.Index(fields=['city', 'area'], name='location_by_area'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='location_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('location_type__in', ['physical', 'postal', 'virtual'])), name='location_type_is_known'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='location_is_on_the_earth'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='address_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('address_type__in', ['physical', 'postal', 'virtual'])), name='address_type_is_known'),
        ),
        migrations.AddConstraint(
            model_name='accessibility',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='accessibility_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='organizationprofile',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='organizationprofile_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='organizationprofile',
            constraint=models.UniqueConstraint(fields=('organization',), name='an_organization_has_one_profile'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='program_comes_once'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['city', 'status'], name='service_by_status'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['city', 'due_on'], name='service_by_due'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='service_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['active', 'inactive', 'defunct', 'temporarily closed'])), name='service_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_age__isnull', True), ('minimum_age__range', (0, 150)), _connector='OR'), name='service_minimum_age_is_an_age'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('maximum_age__isnull', True), ('maximum_age__range', (0, 150)), _connector='OR'), name='service_maximum_age_is_an_age'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_age__isnull', True), ('maximum_age__isnull', True), ('maximum_age__gte', models.F('minimum_age')), _connector='OR'), name='service_ages_are_in_order'),
        ),
        migrations.AddConstraint(
            model_name='requireddocument',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='requireddocument_comes_once'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['city', 'state'], name='report_by_state'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['phone', 'hours', 'address', 'closed', 'refused', 'other'])), name='report_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(('decided_at__isnull', False), ('state__in', ['mended', 'dismissed'])), _connector='OR'), name='a_decided_report_says_when'),
        ),
        migrations.AddConstraint(
            model_name='language',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='language_comes_once'),
        ),
        migrations.AddIndex(
            model_name='keptrecord',
            index=models.Index(fields=['city', 'resource_id'], name='kept_record_by_resource'),
        ),
        migrations.AddConstraint(
            model_name='keptrecord',
            constraint=models.UniqueConstraint(fields=('city', 'table', 'source_id', 'resource_id'), name='a_kept_record_comes_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='costoption',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='costoption_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='costoption',
            constraint=models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='a_cost_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='costoption',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='a_cost_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='serviceatlocation',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='serviceatlocation_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceatlocation',
            constraint=models.UniqueConstraint(fields=('service', 'location'), name='a_service_is_at_a_location_once'),
        ),
        migrations.AddConstraint(
            model_name='servicearea',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='servicearea_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='servicearea',
            constraint=models.CheckConstraint(condition=models.Q(('service__isnull', False), ('service_at_location__isnull', False), _connector='OR'), name='a_service_area_is_of_something'),
        ),
        migrations.AddConstraint(
            model_name='scheduleexception',
            constraint=models.CheckConstraint(condition=models.Q(('service__isnull', False), ('location__isnull', False), ('service_at_location__isnull', False), _connector='OR'), name='an_exception_is_of_something'),
        ),
        migrations.AddConstraint(
            model_name='scheduleexception',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='an_exception_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='scheduleexception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', True), ('opens_at__isnull', True)), models.Q(('closes_at__isnull', False), ('opens_at__isnull', False)), _connector='OR'), name='an_exception_opens_and_closes'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='schedule_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('service__isnull', False), ('location__isnull', False), ('service_at_location__isnull', False), _connector='OR'), name='a_schedule_is_of_something'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('freq', ''), ('freq__in', ['WEEKLY', 'MONTHLY']), _connector='OR'), name='schedule_frequency_is_known'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('wkst', ''), ('wkst__in', ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']), _connector='OR'), name='schedule_week_start_is_known'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('interval__isnull', True), ('interval__gte', 1), _connector='OR'), name='schedule_interval_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='a_schedule_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', True), ('opens_at__isnull', True)), models.Q(('closes_at__isnull', False), ('opens_at__isnull', False)), _connector='OR'), name='a_schedule_opens_and_closes'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='phone_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='contact_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='servicecapacity',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='servicecapacity_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='servicecapacity',
            constraint=models.CheckConstraint(condition=models.Q(('available__gte', 0)), name='free_places_are_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='taxonomy',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='taxonomy_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='taxonomy',
            constraint=models.UniqueConstraint(condition=models.Q(('name', 'arraigo-needs')), fields=('city',), name='a_city_has_one_taxonomy_of_needs'),
        ),
        migrations.AddIndex(
            model_name='taxonomyterm',
            index=models.Index(fields=['city', 'code'], name='term_by_code'),
        ),
        migrations.AddConstraint(
            model_name='taxonomyterm',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='taxonomyterm_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='taxonomyterm',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('taxonomy', 'code'), name='a_term_has_one_code_in_its_taxonomy'),
        ),
        migrations.AddConstraint(
            model_name='serviceneed',
            constraint=models.UniqueConstraint(fields=('city', 'source_id'), name='serviceneed_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceneed',
            constraint=models.UniqueConstraint(fields=('service', 'term'), name='a_service_answers_a_need_once'),
        ),
        migrations.AddConstraint(
            model_name='updatelink',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='an_update_link_lasts_a_while'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['city', 'state'], name='proposal_by_state'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'pending')), models.Q(('decided_at__isnull', False), ('state__in', ['accepted', 'rejected'])), _connector='OR'), name='a_decided_proposal_says_when'),
        ),
        migrations.AddConstraint(
            model_name='verification',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', ['phone', 'visit', 'mail', 'organization', 'document'])), name='verification_method_is_known'),
        ),
        migrations.AddConstraint(
            model_name='verification',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['confirmed', 'changed', 'not_reached'])), name='verification_result_is_known'),
        ),
        operations.Protect("taxonomy"),
        operations.Protect("taxonomyterm"),
        operations.Protect("organizationprofile"),
        operations.Protect("program"),
        operations.Protect("location"),
        operations.Protect("address"),
        operations.Protect("accessibility"),
        operations.Protect("service"),
        operations.Protect("serviceatlocation"),
        operations.Protect("serviceneed"),
        operations.Protect("requireddocument"),
        operations.Protect("costoption"),
        operations.Protect("servicearea"),
        operations.Protect("servicecapacity"),
        operations.Protect("schedule"),
        operations.Protect("scheduleexception"),
        operations.Protect("holiday"),
        operations.Protect("contact"),
        operations.Protect("phone"),
        operations.Protect("language"),
        operations.Protect("verification"),
        operations.Protect("report"),
        operations.Protect("updatelink"),
        operations.Protect("proposal"),
        operations.Protect("keptrecord"),
        operations.Protect("change"),
        migrations.RunSQL(CHANGES, BACK),
    ]
