"""Finding people under row-level security, and remembering that an identity was removed.

PostgreSQL does not use a GIN index for `@>` on a table that row-level security protects, because the operator is not
leakproof. So the search is a function of the owner's that keeps to the session's city by itself.
"""

from django.db import migrations, models

FIND = """
CREATE FUNCTION people_find(tokens bigint[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
        SELECT id FROM public.people_person
        WHERE search @> tokens AND cardinality(tokens) > 0 AND city_id = public.arraigo_city()
        ORDER BY id
    $$;
REVOKE ALL ON FUNCTION people_find(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_find(bigint[]) TO arraigo_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField("person", "erased_at", models.DateTimeField(null=True, editable=False)),
        migrations.RunSQL(FIND, "DROP FUNCTION people_find(bigint[]);"),
    ]
