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
        ('imports', '0001_initial'),
        ('organisations', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, verbose_name='código')),
                ('title', models.CharField(max_length=200, verbose_name='título')),
                ('programme_area', models.CharField(choices=[('urban_development', 'desarrollo urbano y planificación'), ('socioeconomic_integration', 'integración socioeconómica'), ('migration_governance', 'gobernanza migratoria'), ('attention_routes', 'rutas de atención y protección'), ('right_to_housing', 'derecho a la vivienda'), ('public_space', 'espacio público'), ('other', 'otra')], default='other', max_length=32, verbose_name='área del programa')),
                ('timezone', models.CharField(default='America/Guayaquil', max_length=64, verbose_name='zona horaria')),
                ('created_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('institution', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organization')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.CharField(blank=True, max_length=160, verbose_name='cargo')),
                ('row', models.PositiveIntegerField(null=True)),
                ('made_person', models.BooleanField(default=False)),
                ('enrolled_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('course', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='training.course')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organization')),
                ('person', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('run', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imports.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('course', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='training.course')),
                ('enrolment', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='training.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='LearnedEmail',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('value', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('index', models.UUIDField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('course', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.course')),
                ('enrolment', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='learned_emails', to='training.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160, verbose_name='nombre')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='course',
            name='series',
            field=arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='training.series'),
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60, verbose_name='código')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='tema')),
                ('starts_at', models.DateTimeField(verbose_name='comienzo')),
                ('minutes', models.PositiveIntegerField(verbose_name='minutos')),
                ('timezone', models.CharField(max_length=64, verbose_name='zona horaria')),
                ('modality', models.CharField(choices=[('online', 'en línea'), ('in_person', 'presencial'), ('hybrid', 'híbrida')], max_length=10, verbose_name='modalidad')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='lugar')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='enlace')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('course', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='training.course')),
            ],
            options={
                'ordering': ['starts_at', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('row', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=20)),
                ('modality', models.CharField(choices=[('online', 'en línea'), ('in_person', 'presencial'), ('hybrid', 'híbrida')], max_length=10)),
                ('name', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('original_name', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('email', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('document', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('institution', models.CharField(blank=True, max_length=200)),
                ('key', models.UUIDField()),
                ('joined_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('seconds', models.PositiveIntegerField(null=True)),
                ('state', models.CharField(choices=[('matched', 'reconocida'), ('review', 'por revisar'), ('set_aside', 'no participa')], default='review', max_length=10)),
                ('matched_by', models.CharField(blank=True, choices=[('document', 'por documento'), ('email', 'por correo'), ('learned_email', 'por correo visto en otra jornada'), ('name', 'por nombre'), ('decision', 'por decisión de una persona'), ('', 'sin reconocer')], default='', max_length=14)),
                ('doubt', models.CharField(blank=True, choices=[('unknown', 'Nadie inscrito coincide'), ('several', 'Coincide con más de una persona inscrita'), ('not_enrolled', 'El documento es de una persona que no está inscrita'), ('other_document', 'El nombre coincide, pero el documento es otro'), ('shared_email', 'El correo es de más de una persona inscrita'), ('no_identity', 'La fila no trae nombre, correo ni documento'), ('', 'Ninguna')], default='', max_length=16)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('enrolment', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='training.enrolment')),
                ('run', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imports.importrun')),
                ('session', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='training.session')),
            ],
            options={
                'ordering': ['session', 'run', 'row'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('seconds', models.PositiveIntegerField()),
                ('online', models.BooleanField()),
                ('in_person', models.BooleanField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organization')),
                ('person', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('course', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.course')),
                ('enrolment', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='training.enrolment')),
                ('session', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='training.session')),
            ],
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(fields=('course', 'person'), name='a_person_enrols_once_in_a_course'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('course', 'key'), name='a_row_is_decided_once'),
        ),
        migrations.AddConstraint(
            model_name='learnedemail',
            constraint=models.UniqueConstraint(fields=('course', 'index'), name='a_learned_email_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('city', 'name'), name='series_name_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.UniqueConstraint(fields=('city', 'code'), name='course_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('programme_area__in', ['urban_development', 'socioeconomic_integration', 'migration_governance', 'attention_routes', 'right_to_housing', 'public_space', 'other'])), name='course_area_is_known'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('course', 'code'), name='session_code_is_unique_in_its_course'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__range', (1, 1440))), name='session_lasts_up_to_a_day'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('modality__in', ['online', 'in_person', 'hybrid'])), name='session_modality_is_known'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['city', 'state'], name='evidence_by_state'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('session', 'run', 'row'), name='a_row_is_evidence_once'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('enrolment__isnull', False), ('state', 'matched')), models.Q(models.Q(('state', 'matched'), _negated=True), ('enrolment__isnull', True)), _connector='OR'), name='matched_evidence_says_whose'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('joined_at__isnull', True), ('left_at__isnull', True), ('left_at__gte', models.F('joined_at')), _connector='OR'), name='nobody_leaves_before_joining'),
        ),
        migrations.AddIndex(
            model_name='attendance',
            index=models.Index(fields=['city', 'held_on'], name='attendance_by_day'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('session', 'enrolment'), name='a_person_attends_a_session_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('seconds__gt', 0)), name='attendance_has_time_in_it'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('online', True), ('in_person', True), _connector='OR'), name='attendance_has_a_modality'),
        ),
        operations.Protect("series"),
        operations.Protect("course"),
        operations.Protect("session"),
        operations.Protect("enrolment"),
        operations.Protect("evidence"),
        operations.Protect("attendance"),
        operations.Protect("learnedemail"),
        operations.Protect("decision"),
    ]
