import arraigo.core.tenancy.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The owner may truncate in a tests' database alone, where the stage is cleared between tests.
APPEND_ONLY = """
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM arraigo_app;
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'La auditoría solo crece: una anotación no se cambia ni se borra.'
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_own_city ON audit_entry FOR SELECT USING (city_id = (SELECT arraigo_city()));
CREATE POLICY append_own_city ON audit_entry FOR INSERT WITH CHECK (city_id IS NULL OR city_id = arraigo_city());

-- Takes the chain's turn until the end of the transaction and returns its head. In one call, so that the head is read
-- after the turn came; with the owner's rights, because nobody may read the entries that belong to no city.
CREATE FUNCTION audit_head(chain uuid, OUT number bigint, OUT digest text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF chain IS NOT NULL AND chain IS DISTINCT FROM arraigo_city() THEN
        RAISE EXCEPTION 'La cadena de auditoría es de otra ciudad.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || coalesce(chain::text, ''), 0));
    IF chain IS NULL THEN
        SELECT e.number, e.digest INTO number, digest FROM audit_entry e
            WHERE e.city_id IS NULL ORDER BY e.number DESC LIMIT 1;
    ELSE
        SELECT e.number, e.digest INTO number, digest FROM audit_entry e
            WHERE e.city_id = chain ORDER BY e.number DESC LIMIT 1;
    END IF;
END
$$;
"""
BACK = "DROP FUNCTION IF EXISTS audit_head(uuid); DROP FUNCTION IF EXISTS audit_refuse() CASCADE;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=arraigo.core.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('action', models.CharField(max_length=64)),
                ('subject', models.CharField(max_length=128)),
                ('at', models.DateTimeField()),
                ('detail', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['city', 'subject'], name='audit_by_subject')],
                'constraints': [models.UniqueConstraint(fields=('city', 'number'), name='audit_numbers_have_no_twins', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, BACK),
    ]
