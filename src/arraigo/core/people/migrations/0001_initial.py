import arraigo.core.crypto.fields
import arraigo.core.tenancy.models
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
            name='Person',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('full_name', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('surnames', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('given_names', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('known_as', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('birth_date', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='año de nacimiento')),
                ('sex', models.CharField(choices=[('woman', 'mujer'), ('man', 'hombre'), ('intersex', 'intersexual'), ('not_said', 'prefiere no decirlo'), ('unknown', 'sin dato')], default='unknown', max_length=12, verbose_name='sexo')),
                ('gender', models.CharField(choices=[('woman', 'femenino'), ('man', 'masculino'), ('non_binary', 'no binario'), ('other', 'otro'), ('not_said', 'prefiere no decirlo'), ('unknown', 'sin dato')], default='unknown', max_length=12, verbose_name='género')),
                ('population_group', models.CharField(choices=[('refugee', 'persona refugiada'), ('asylum_seeker', 'solicitante de asilo'), ('migrant_settled', 'persona migrante con vocación de permanencia'), ('migrant_in_transit', 'persona migrante en tránsito'), ('pendular', 'persona en movilidad pendular'), ('returnee', 'persona retornada'), ('stateless', 'persona apátrida'), ('host_community', 'comunidad de acogida'), ('official', 'funcionaria o funcionario'), ('unknown', 'sin dato')], default='unknown', max_length=20, verbose_name='grupo de población')),
                ('nationality', models.CharField(blank=True, max_length=2, verbose_name='nacionalidad')),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='idioma')),
                ('search', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('created_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
        ),
        migrations.CreateModel(
            name='Functioning',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('seeing', models.PositiveSmallIntegerField(choices=[(1, 'no, ninguna dificultad'), (2, 'sí, alguna dificultad'), (3, 'sí, mucha dificultad'), (4, 'no puede hacerlo')], null=True, verbose_name='ver')),
                ('hearing', models.PositiveSmallIntegerField(choices=[(1, 'no, ninguna dificultad'), (2, 'sí, alguna dificultad'), (3, 'sí, mucha dificultad'), (4, 'no puede hacerlo')], null=True, verbose_name='oír')),
                ('walking', models.PositiveSmallIntegerField(choices=[(1, 'no, ninguna dificultad'), (2, 'sí, alguna dificultad'), (3, 'sí, mucha dificultad'), (4, 'no puede hacerlo')], null=True, verbose_name='caminar o subir gradas')),
                ('remembering', models.PositiveSmallIntegerField(choices=[(1, 'no, ninguna dificultad'), (2, 'sí, alguna dificultad'), (3, 'sí, mucha dificultad'), (4, 'no puede hacerlo')], null=True, verbose_name='recordar o concentrarse')),
                ('self_care', models.PositiveSmallIntegerField(choices=[(1, 'no, ninguna dificultad'), (2, 'sí, alguna dificultad'), (3, 'sí, mucha dificultad'), (4, 'no puede hacerlo')], null=True, verbose_name='cuidado personal')),
                ('communicating', models.PositiveSmallIntegerField(choices=[(1, 'no, ninguna dificultad'), (2, 'sí, alguna dificultad'), (3, 'sí, mucha dificultad'), (4, 'no puede hacerlo')], null=True, verbose_name='comunicarse')),
                ('asked_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('person', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functioning', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PersonContact',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('email', 'correo electrónico'), ('phone', 'teléfono'), ('address', 'dirección')], max_length=8, verbose_name='tipo')),
                ('value', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('index', models.UUIDField(editable=False)),
                ('is_confirmed', models.BooleanField(default=False, verbose_name='confirmado')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('person', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PersonDocument',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('cedula', 'cédula'), ('passport', 'pasaporte'), ('refugee_id', 'identificación de persona refugiada'), ('foreign_id', 'documento de otro país'), ('migration_card', 'carné o permiso migratorio'), ('birth_certificate', 'partida de nacimiento'), ('other', 'otro documento')], max_length=20, verbose_name='tipo')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='país')),
                ('number', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('index', models.UUIDField(editable=False)),
                ('is_valid', models.BooleanField(null=True, verbose_name='dígito verificador correcto')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('person', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='people.person')),
            ],
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='person_by_name_tokens'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['woman', 'man', 'intersex', 'not_said', 'unknown'])), name='person_sex_is_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('gender__in', ['woman', 'man', 'non_binary', 'other', 'not_said', 'unknown'])), name='person_gender_is_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('population_group__in', ['refugee', 'asylum_seeker', 'migrant_settled', 'migrant_in_transit', 'pendular', 'returnee', 'stateless', 'host_community', 'official', 'unknown'])), name='person_group_is_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), ('birth_year__range', (1900, 2100)), _connector='OR'), name='person_birth_year_is_possible'),
        ),
        migrations.AddConstraint(
            model_name='functioning',
            constraint=models.UniqueConstraint(fields=('person',), name='functioning_is_asked_once'),
        ),
        migrations.AddIndex(
            model_name='personcontact',
            index=models.Index(fields=['city', 'kind', 'index'], name='contact_by_index'),
        ),
        migrations.AddConstraint(
            model_name='personcontact',
            constraint=models.UniqueConstraint(fields=('city', 'person', 'kind', 'index'), name='a_contact_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='personcontact',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['email', 'phone', 'address'])), name='contact_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='persondocument',
            constraint=models.UniqueConstraint(fields=('city', 'index'), name='a_document_belongs_to_one_person'),
        ),
        migrations.AddConstraint(
            model_name='persondocument',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cedula', 'passport', 'refugee_id', 'foreign_id', 'migration_card', 'birth_certificate', 'other'])), name='document_kind_is_known'),
        ),
        operations.Protect("person"),
        operations.Protect("persondocument"),
        operations.Protect("personcontact"),
        operations.Protect("functioning"),
    ]
