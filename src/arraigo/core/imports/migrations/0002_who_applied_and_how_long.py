import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('imports', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='applied_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importrun',
            name='rows',
            field=models.PositiveIntegerField(null=True, verbose_name='filas'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='imported',
            field=models.PositiveIntegerField(null=True, verbose_name='filas importadas'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='place',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='destino'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applied', 'undone']), _negated=True), models.Q(('applied_at__isnull', False), ('imported__isnull', False)), _connector='OR'), name='an_applied_import_says_when_and_how_much'),
        ),
    ]
