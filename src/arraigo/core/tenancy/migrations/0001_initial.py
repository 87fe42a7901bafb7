"""The role that runs the program, and the function that says whose rows it may see."""

from django.db import migrations

FORWARDS = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'arraigo_app') THEN
        CREATE ROLE arraigo_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
GRANT arraigo_app TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO arraigo_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO arraigo_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO arraigo_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO arraigo_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO arraigo_app;
CREATE FUNCTION arraigo_city() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('arraigo.city', true), '')::uuid;
CREATE FUNCTION arraigo_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('arraigo.user', true), '')::uuid;
"""
BACKWARDS = "DROP FUNCTION IF EXISTS arraigo_city(); DROP FUNCTION IF EXISTS arraigo_user();"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
