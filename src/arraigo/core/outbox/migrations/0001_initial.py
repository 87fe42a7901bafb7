import arraigo.core.crypto.fields
import arraigo.core.tenancy.models
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
            name='Message',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=120)),
                ('template', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=8)),
                ('recipient', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('subject', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('body', arraigo.core.crypto.fields.EncryptedText(blank=True, default='')),
                ('state', models.CharField(choices=[('waiting', 'por enviar'), ('sent', 'enviado'), ('failed', 'no se pudo enviar')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('next_attempt_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=200)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['state', 'next_attempt_at'], name='message_due')],
                'constraints': [models.UniqueConstraint(fields=('city', 'event'), name='one_message_for_one_event')],
            },
        ),
        operations.Protect("message"),
    ]
