from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='transaction',
            # What was written before has no number of its own.
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
    ]
