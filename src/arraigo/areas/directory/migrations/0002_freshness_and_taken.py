import arraigo.core.tenancy.models
import django.db.models.deletion
from django.db import migrations, models
from arraigo.core.tenancy import operations


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='accepted',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='FreshnessRule',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('need', models.CharField(blank=True, max_length=120, verbose_name='necesidad')),
                ('days', models.PositiveSmallIntegerField(choices=[(30, '30'), (90, '90'), (180, '180')], verbose_name='días')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['need'],
                'constraints': [models.UniqueConstraint(fields=('city', 'need'), name='a_need_is_checked_by_one_rule'), models.CheckConstraint(condition=models.Q(('days__in', (30, 90, 180))), name='freshness_days_are_known')],
            },
        ),
        operations.Protect("freshnessrule"),
    ]
