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
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('media_type', models.CharField(max_length=120)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
                ('erased_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'indexes': [models.Index(fields=['city', 'sha256'], name='file_by_content')],
            },
        ),
        operations.Protect("storedfile"),
    ]
