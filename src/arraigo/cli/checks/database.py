"""The database: its version, its role, the protection of each city's rows, and what is pending."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host

from arraigo.cli.checks.finding import Finding, warning, well, wrong
from arraigo.cli.language import _
from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.crypto import keyring
from arraigo.core.tenancy.context import APP_ROLE
from arraigo.core.tenancy.models import CityModel

OLDEST = 15  # NULLS NOT DISTINCT, on which constraints of the program rest
UNPROTECTED = """
SELECT c.relname FROM pg_class c
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
  AND (NOT c.relrowsecurity OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
ORDER BY c.relname
"""


def version() -> Finding:
    """Check the version of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        number = cursor.fetchone()[0]
    found = f"{number // 10000}.{number % 10000}"
    if number // 10000 < OLDEST:
        mend = _("Use PostgreSQL {oldest} o más nuevo, o quite DATABASE_URL para usar el incluido.")
        return wrong("database", f"PostgreSQL {found}", mend.format(oldest=OLDEST))
    return well("database", _("PostgreSQL {found} responde.").format(found=found))


def role() -> Finding:
    """Check that the role of run time exists, is bound by row-level security, and is the one assumed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        found = cursor.fetchone()
    if found is None:
        return wrong("role", _("Falta el papel {role}.").format(role=APP_ROLE), _("Corra «arraigo migrate»."))
    if found[0]:
        sentence = _("Al papel {role} no lo ata la seguridad por filas.").format(role=APP_ROLE)
        return wrong("role", sentence, f"ALTER ROLE {APP_ROLE} NOSUPERUSER NOBYPASSRLS;")
    with tenancy.scope(None), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assumed = cursor.fetchone()[0]
    if assumed != APP_ROLE:
        sentence = _("El programa corre como {assumed} y no como {role}.").format(assumed=assumed, role=APP_ROLE)
        return wrong("role", sentence, f"GRANT {APP_ROLE} TO CURRENT_USER;")
    return well("role", _("El programa corre como {role}.").format(role=APP_ROLE))


def city_tables() -> list[str]:
    """Return the tables whose rows belong to a city."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, CityModel))


def protection() -> Finding:
    """Check that row-level security guards every table of a city."""
    tables = city_tables()
    with connection.cursor() as cursor:
        cursor.execute(UNPROTECTED, [tables])
        bare = [row[0] for row in cursor.fetchall()]
    if bare:
        sentence = _("Sin seguridad por filas: {tables}.").format(tables=", ".join(bare))
        mend = _("Recupere una copia, o active la seguridad y su política: {command}")
        return wrong("rows", sentence, mend.format(command=f"ALTER TABLE {bare[0]} ENABLE ROW LEVEL SECURITY;"))
    return well("rows", _("{count} tablas separan las filas de cada ciudad.").format(count=len(tables)))


def migrations() -> Finding:
    """Check that the database is of this version of the program."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        sentence = _("Faltan {count} migraciones, desde {first}.").format(count=len(pending), first=pending[0][0])
        return wrong("migrations", sentence, _("Corra «arraigo migrate»."))
    return well("migrations", _("La base de datos es de esta versión."))


def keys() -> Finding:
    """Check that the keys are there, and say which."""
    folder = settings.HOME.keys
    try:
        ring = keyring.load(folder)
    except (keyring.KeysMissing, ValueError):
        sentence = _("Faltan llaves en {folder}, o están dañadas.").format(folder=folder)
        return wrong("keys", sentence, _("Cópielas de donde las guardó: sin ellas nadie puede leer de quién se trata."))
    names = ", ".join(f"{number}: {keyring.fingerprint(key)}" for number, key in sorted(ring.keys.items()))
    return well("keys", _("Llaves y huellas: {names}.").format(names=names))


def audit_chain() -> Finding:
    """Check the audit log against its anchors."""
    findings = audit.verify()
    said = " ".join(finding.sentence for finding in findings[:3])
    if any(finding.grave for finding in findings):
        mend = _("Guarde una copia ahora y busque quién tuvo acceso a la base de datos; no siga como si nada.")
        return wrong("audit", said, mend)
    if findings:
        return warning("audit", said, _("Suele ser la huella de un corte de luz. Vea «arraigo audit verify»."))
    return well("audit", _("El registro de lo que se hizo está intacto."))


def mail() -> Finding:
    """Check that e-mail leaves this machine."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return well("mail", _("Los correos salen por {host}.").format(host=settings.EMAIL_HOST))
    if settings.EMAIL_BACKEND.startswith("anymail."):
        return well("mail", _("Los correos salen por {host}.").format(host=settings.EMAIL_BACKEND.split(".")[2]))
    sentence = _("Los correos no salen: quedan en {folder}.").format(folder=settings.HOME.mail)
    return warning(
        "mail", sentence, _("Está bien para probar. En una ciudad use ARRAIGO_ENV=prod y ARRAIGO_MAIL_HOST.")
    )


def public_url() -> Finding:
    """Check that what people get by mail and on paper leads here."""
    url, parts = settings.PUBLIC_URL, urlsplit(settings.PUBLIC_URL)
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return well("url", _("Los enlaces empiezan con {url}.").format(url=url))
    if parts.scheme != "https" or parts.hostname in {"127.0.0.1", "localhost"}:
        sentence = _("Los enlaces de los correos empiezan con {url}: fuera de aquí nadie los abre.").format(url=url)
        return wrong("url", sentence, _("Ponga en ARRAIGO_URL la dirección del sitio, con https://."))
    if not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        sentence = _("Los enlaces empiezan con {url}, que este sitio no atiende.").format(url=url)
        return wrong("url", sentence, _("Añada {host} a ARRAIGO_HOSTS.").format(host=parts.hostname))
    return well("url", _("Los enlaces empiezan con {url}.").format(url=url))


def checks() -> dict[str, Callable[[], Finding]]:
    """Return every check of this module by its name."""
    return {
        "database": version,
        "migrations": migrations,
        "role": role,
        "rows": protection,
        "keys": keys,
        "audit": audit_chain,
        "mail": mail,
        "url": public_url,
    }
