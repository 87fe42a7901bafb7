import arraigo.core.tenancy.models
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from arraigo.core.tenancy import operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuessCount',
            fields=[
                ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('count', models.PositiveIntegerField(default=0)),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='correo electrónico')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='nombre')),
                ('language', models.CharField(default='es', max_length=8, verbose_name='idioma')),
                ('is_active', models.BooleanField(default=True, verbose_name='puede entrar')),
                ('date_joined', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_is_unique_whatever_its_case')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('coordination', 'coordinación'), ('trainer', 'formación'), ('planner', 'planificación'), ('case_worker', 'atención de casos'), ('cash_officer', 'transferencias en efectivo'), ('approver', 'aprobación'), ('ally', 'organización aliada'), ('authority', 'autoridad'), ('auditor', 'auditoría'), ('administrator', 'administración')], max_length=16, verbose_name='función')),
                ('is_active', models.BooleanField(default=True, verbose_name='vigente')),
                ('created_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('organization', arraigo.core.tenancy.models.CityForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organization')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='para qué es')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_used_on', models.DateField(null=True)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('membership', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='accounts.membership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MembershipArea',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.area')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('membership', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='accounts.membership')),
            ],
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('city', 'user', 'organization', 'role'), name='membership_is_unique', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['coordination', 'trainer', 'planner', 'case_worker', 'cash_officer', 'approver', 'ally', 'authority', 'auditor', 'administrator'])), name='membership_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'ally'), _negated=True), ('organization__isnull', False), _connector='OR'), name='an_ally_belongs_to_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='membershiparea',
            constraint=models.UniqueConstraint(fields=('membership', 'area'), name='membership_area_is_unique'),
        ),
        operations.Protect("membership", visible="user_id = (SELECT arraigo_user())"),
        operations.Protect("membershiparea"),
        operations.Protect("apitoken"),
    ]
