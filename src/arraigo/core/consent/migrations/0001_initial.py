import arraigo.core.tenancy.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from arraigo.core.tenancy import operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Basis',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('training', 'formación y constancias'), ('contact', 'recibir avisos'), ('statistics', 'estadísticas sin nombres'), ('attention', 'atención y orientación'), ('referral', 'derivación a otra institución'), ('cash', 'transferencias en efectivo')], max_length=16, verbose_name='finalidad')),
                ('legal_basis', models.CharField(choices=[('consent', 'consentimiento'), ('public_function', 'función pública'), ('legal_obligation', 'obligación legal'), ('vital_interest', 'interés vital')], max_length=20, verbose_name='base legal')),
                ('source', models.CharField(max_length=160, verbose_name='cómo consta')),
                ('given_at', models.DateTimeField(verbose_name='desde')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='retirado')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('person', arraigo.core.tenancy.models.CityForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bases', to='people.person')),
            ],
            options={
                'ordering': ['given_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('person', 'purpose', 'legal_basis'), name='one_standing_basis_for_a_purpose'), models.CheckConstraint(condition=models.Q(('purpose__in', ['training', 'contact', 'statistics', 'attention', 'referral', 'cash'])), name='basis_purpose_is_known'), models.CheckConstraint(condition=models.Q(('legal_basis__in', ['consent', 'public_function', 'legal_obligation', 'vital_interest'])), name='basis_kind_is_known')],
            },
        ),
        operations.Protect("basis"),
    ]
