"""A job's title may carry the name of a file: it is encrypted. And how often a job was tried."""

from django.db import migrations, models

import arraigo.core.crypto.fields


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.RemoveField("job", "title"),
        migrations.AddField(
            "job",
            "title",
            arraigo.core.crypto.fields.EncryptedText(blank=True, default="", verbose_name="trabajo"),
        ),
        migrations.AlterField("job", "kind", models.CharField(max_length=160)),
        migrations.AddField("job", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddIndex("job", models.Index(fields=["city", "state"], name="job_by_state")),
    ]
