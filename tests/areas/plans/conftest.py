"""A city with an authority, a plan and a version of it that was read, made by the actions themselves."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from arraigo.areas.plans.actions.plans import save_authority, save_plan
from arraigo.areas.plans.actions.versions import keep_reading, receive_version
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.organisations import api as organisations
from arraigo.core.places import api as places
from arraigo.engines.plan_review.model import Document, Kind, Page, Part, Passage, Section, Tagged

NOW = datetime(2026, 3, 1, 15, tzinfo=UTC)
# Invented: the articles of a plan of a canton that does not exist, each with its paragraphs.
ARTICLES = (
    (
        "12",
        "Población",
        (
            "El cantón tiene 48 200 habitantes. Según el registro comunitario de 2025, 1 412 personas migrantes y "
            "refugiadas viven en los barrios de la ribera.",
            "La vialidad y la movilidad urbana se tratan en el capítulo siguiente.",
        ),
    ),
    (
        "13",
        "Vivienda",
        (
            "El municipio procurará que los grupos prioritarios accedan a vivienda adecuada.",
            "Se destinarán 42 000 dólares anuales al arriendo social, a cargo de la Dirección de Hábitat.",
        ),
    ),
    ("14", "Espacio público", ("Las plazas se abrirán a todas las personas del cantón.",)),
)


def document(articles=ARTICLES):
    """A document as the engine would read it, and what it would say of each passage."""
    text, sections, passages, tagged = "", [], [], []
    for number, title, paragraphs in articles:
        start = len(text)
        text += f"Art. {number}.- {title}.\n"
        index = len(sections)
        for words in paragraphs:
            begins = len(text)
            text += words + "\n"
            passages.append(Passage(len(passages), words, 1, begins, begins + len(words), index))
            relevant = "migrantes" in words
            tagged.append(
                Tagged(relevant, ("migrante",) if relevant else (), Part.DIAGNOSIS if relevant else Part.NORM, False)
            )
        sections.append(Section(Kind.ARTICULO, number, title, (f"Artículo {number}",), 1, start, len(text)))
    page = Page(1, 0, len(text))
    return Document("0" * 64, "text/plain", text, (page,), tuple(sections), tuple(passages), language="es"), tagged


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def city(db):
    return places.create_city(slug="prueba", name="Prueba", by=None, at=NOW)


@pytest.fixture
def in_city(city):
    with tenancy.scope(city):
        yield city


@pytest.fixture
def authority(in_city):
    name = "Municipio de Prueba"
    known = organisations.resolve_names([name], city=in_city, by=None, at=NOW)
    return save_authority(
        organization=known[name],
        unit="Dirección de Planificación",
        contact_name="Inés Prueba",
        contact_email="planificacion@prueba.example",
        by=None,
        at=NOW,
    )


@pytest.fixture
def plan(authority):
    return save_plan(title="PMDOT de Prueba", kind="PMDOT", authority=authority, by=None, at=NOW)


@pytest.fixture
def make_version(plan):
    """Return what makes the next version of the plan, read from articles such as ARTICLES."""

    def make(articles=ARTICLES, *, of=plan, **fields):
        read, tagged = document(articles)
        version = receive_version(
            plan=of,
            content=read.text.encode(),
            name="plan.txt",
            received_on=date(2026, 2, 20),
            by=None,
            at=NOW,
            **fields,
        )
        return keep_reading(version, read, tagged, by=None, at=NOW)

    return make


@pytest.fixture
def version(make_version):
    return make_version()


@pytest.fixture
def manager(city, now):
    """Somebody of the team who manages plans."""
    user = create_user(email="pia@x.example", name="Pía", password=None, by=None, at=now)
    grant(user=user, city=city, role=Role.PLANNER, by=None, at=now)
    return user


@pytest.fixture
def desk(manager):
    """The desk as the manager opens it."""
    client = Client()
    client.force_login(manager)
    return client
