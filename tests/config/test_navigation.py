import pytest
from django.test import Client
from tests.config.scene import build

from arraigo.config.navigation import first_page, initials
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, grant, standing_of
from arraigo.core.places.api import create_city, forget_cities

ALWAYS = {"Organizaciones", "Áreas", "Trabajos"}
FIGURES_ALONE = ALWAYS | {"Hoy", "Cifras", "Informes"}
TRAINERS = FIGURES_ALONE | {"Cursos", "Revisión", "Importaciones", "Personas"}
ROUTES = {"Rutas", "Sin respuesta"}
DIRECTORY = {"Servicios", "Por verificar", "Propuestas", "Avisos"}
PLANS = {"Planes", "Revisiones", "Recomendaciones", "Consultas", "Asistencia técnica", "Autoridades"}


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True
    forget_cities()


@pytest.fixture
def scene(db):
    return build()


def shell(scene, role, url="/santa-marina/organizaciones/"):
    client = Client()
    client.force_login(scene.users[role])
    return client.get(url).context["shell"]


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.COORDINATION, TRAINERS | PLANS | ROUTES | DIRECTORY | {"Correo", "Datos personales"}),
        (Role.TRAINER, TRAINERS),
        (Role.PLANNER, FIGURES_ALONE | PLANS | ROUTES | DIRECTORY),
        (Role.APPROVER, FIGURES_ALONE),
        (Role.AUTHORITY, FIGURES_ALONE | DIRECTORY),
        (Role.CASE_WORKER, FIGURES_ALONE | ROUTES | DIRECTORY | {"Personas"}),
        (Role.CASH_OFFICER, FIGURES_ALONE | DIRECTORY | {"Personas"}),
        (Role.ALLY, ALWAYS | {"Informes", "Personas"}),
        (Role.AUDITOR, FIGURES_ALONE | PLANS | ROUTES | DIRECTORY | {"Cursos", "Personas", "Accesos", "Auditoría"}),
        (Role.ADMINISTRATOR, ALWAYS | {"Accesos", "Correo", "Auditoría"}),
    ],
)
def test_each_role_is_offered_what_it_opens(scene, role, labels):
    assert {str(item.label) for item in shell(scene, role).items()} == labels


def test_the_page_where_one_is_stands_out(scene):
    current = [
        str(item.label)
        for item in shell(scene, Role.ADMINISTRATOR, "/santa-marina/accesos/llaves/").items()
        if item.current
    ]

    assert current == ["Accesos"]


def test_the_shell_names_the_city_the_person_and_their_role(scene):
    found = shell(scene, Role.TRAINER)

    assert (found.city_name, found.user_name, found.user_initials, found.role_label) == (
        "Santa Marina",
        "Persona trainer",
        "PT",
        "Formación",
    )


def test_somebody_with_several_cities_may_change_over(scene):
    other = create_city(slug="otra", name="Otra", by=None, at=scene.users[Role.TRAINER].date_joined)
    user = scene.users[Role.TRAINER]
    grant(user=user, city=other, role=Role.PLANNER, by=None, at=user.date_joined)

    cities = shell(scene, Role.TRAINER).cities

    assert [(one.value, one.role_label, one.current) for one in cities] == [
        ("otra", "Planificación", False),
        ("santa-marina", "Formación", True),
    ]


def test_the_navigation_costs_at_most_one_query(scene, django_assert_max_num_queries):
    client = Client()
    client.force_login(scene.users[Role.TRAINER])
    client.get("/santa-marina/organizaciones/nueva/")

    # Session, user, city, assume the city, membership, clear it; the tests' owner takes and leaves the role.
    with django_assert_max_num_queries(6 + 2 + 1):
        client.get("/santa-marina/organizaciones/nueva/")


def test_every_role_begins_at_a_page_that_holds_something_for_it(scene):
    begins = {Role.ADMINISTRATOR: "accesos/", Role.ALLY: "personas/"}
    for role, user in scene.users.items():
        with tenancy.as_user(user.pk, scene.city):
            standing = standing_of(user, scene.city)

        assert first_page(standing) == f"/santa-marina/{begins.get(role, 'hoy/')}"


def test_nobody_in_particular_is_offered_to_sign_in(db):
    found = Client().get("/componentes/").context["shell"]

    assert (found.sign_in_url, found.user_name, found.groups) == ("/cuenta/entrar/", "", ())
    assert {"kreyòl ayisyen", "kichwa"} <= {one.label for one in found.languages}


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Rosa Elena Quishpe", "RQ"), ("Rosa", "R"), ("rosa.quishpe@x.example", "RQ"), ("", "")],
)
def test_initials_are_of_the_first_and_the_last_word(name, letters):
    assert initials(name) == letters
