import json
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.audit.models import Entry
from arraigo.core.consent.api import LegalBasis, Purpose, withdraw
from arraigo.core.organisations.models import Organization
from arraigo.core.people.api import Hit, Panel, PersonDraft, erase_person, normalise_document, register_many
from arraigo.core.people.models import Person, PersonDocument
from arraigo.core.people.web.words import group_words

pytestmark = pytest.mark.django_db
BASE = "/santa-marina/personas/"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True  # the second factor is offered, not asked


@pytest.fixture
def sign_in(city, at):
    def make(role):
        user = create_user(email=f"{role}@x.example", name="Marta Vera", password="frase larga", by=None, at=at)
        house = None
        if role is Role.ALLY:
            house = Organization.objects.create(city=city, name="Casa", name_key="casa")
        grant(user=user, city=city, role=role, organization=house, by=None, at=at)
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def rosa(city, basis, user, at):
    told = PersonDraft(
        surnames="Velasco Quishpe",
        given_names="Rosa Ximena",
        documents=(normalise_document("0535853402"),),
        emails=("rosa@x.example",),
        birth_year=1990,
        sex="woman",
    )
    return register_many([told], city=city, basis=basis, by=user, at=at)[0]


def words(response):
    return response.content.decode()


def panel(person_id, membership):
    return Panel("Formación", ("Curso", "Jornadas"), (("Enfoque de derechos", "3"),), ("/curso/",))


def nothing(person_id, membership):
    return None


def everybody(membership, person_ids):
    return list(person_ids)


def institution(person_ids):
    return dict.fromkeys(person_ids, "Agencia de Control")


def finder(text, membership):
    return [Hit("Enfoque de derechos", "/curso/", "Cursos", "2 jornadas")]


def test_nobody_is_listed_before_a_search(sign_in, rosa):
    response = sign_in(Role.TRAINER).get(BASE)

    assert response.status_code == 200
    assert "Busque a una persona" in words(response)
    assert "Velasco" not in words(response)
    assert not Entry.objects.filter(action="seen").exists()


def test_a_search_shows_names_with_masked_documents_and_is_recorded_once(sign_in, rosa, settings):
    settings.PERSON_INSTITUTIONS = [f"{__name__}.institution"]
    response = sign_in(Role.TRAINER).get(BASE, {"q": "quishpe rosa"})

    assert "Velasco Quishpe, Rosa Ximena" in words(response)
    assert "Agencia de Control" in words(response)
    assert "0535853402" not in words(response)
    assert "3402" in words(response)
    assert Entry.objects.get(action="seen").detail["count"] == 1


def test_a_list_takes_the_same_queries_whatever_its_length(sign_in, rosa, city, basis, user, at):
    client = sign_in(Role.TRAINER)
    client.get(BASE, {"q": "rosa"})
    with CaptureQueriesContext(connection) as one:
        client.get(BASE, {"q": "rosa"})
    register_many([PersonDraft(full_name=f"Rosa Mora {n}") for n in range(30)], city=city, basis=basis, by=user, at=at)
    with CaptureQueriesContext(connection) as many:
        assert "31" in words(client.get(BASE, {"q": "rosa"}))

    assert len(many) <= len(one)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.AUTHORITY, Role.APPROVER, Role.ADMINISTRATOR])
def test_roles_that_see_no_people_open_none_of_these_pages(sign_in, rosa, role):
    client = sign_in(role)

    assert client.get(BASE).status_code == 403
    assert client.get(f"{BASE}{rosa.pk}/").status_code == 403
    assert "Velasco" not in words(client.get("/santa-marina/buscar/", {"q": "velasco"}))


def test_a_profile_masks_the_document_and_records_who_looked(sign_in, rosa, settings):
    settings.PERSON_PANELS = [f"{__name__}.panel", f"{__name__}.nothing"]
    response = sign_in(Role.TRAINER).get(f"{BASE}{rosa.pk}/")

    assert "Rosa Ximena Velasco Quishpe" in words(response)
    assert "0535853402" not in words(response)
    assert "Enfoque de derechos" in words(response)
    assert "Oficio de convocatoria" in words(response)
    assert Entry.objects.get(action="seen").subject == f"people.person:{rosa.pk}"


def test_showing_a_document_is_recorded(sign_in, rosa):
    document = PersonDocument.objects.get(person=rosa)
    address = f"{BASE}{rosa.pk}/documentos/{document.pk}/"
    client = sign_in(Role.TRAINER)

    assert "0535853402" in words(client.post(address))
    assert words(client.post(address, headers={"HX-Request": "true"})).count("0535853402") == 1
    assert [entry.detail["what"] for entry in Entry.objects.filter(action="seen")] == ["people.document"] * 2
    assert client.get(address).status_code == 405


def test_an_ally_may_not_uncover_a_document(sign_in, rosa, settings):
    settings.PERSON_SCOPES = [f"{__name__}.everybody"]
    document = PersonDocument.objects.get(person=rosa)
    client = sign_in(Role.ALLY)

    assert "Mostrar documento" not in words(client.get(f"{BASE}{rosa.pk}/"))
    assert client.post(f"{BASE}{rosa.pk}/documentos/{document.pk}/").status_code == 403


def test_an_ally_sees_only_those_of_its_own_organisation(sign_in, rosa, settings):
    client = sign_in(Role.ALLY)

    assert "Velasco" not in words(client.get(BASE, {"q": "velasco"}))
    assert client.get(f"{BASE}{rosa.pk}/").status_code == 404
    settings.PERSON_SCOPES = [f"{__name__}.everybody"]
    assert "Velasco" in words(client.get(BASE, {"q": "velasco"}))
    assert client.get(f"{BASE}{rosa.pk}/").status_code == 200


def test_somebody_of_another_city_does_not_exist_here(sign_in, other_city, basis, user, at):
    (stranger,) = register_many([PersonDraft(full_name="Rosa")], city=other_city, basis=basis, by=user, at=at)

    assert sign_in(Role.COORDINATION).get(f"{BASE}{stranger.pk}/").status_code == 404


def test_without_a_basis_for_the_role_the_person_is_refused_and_it_is_logged(sign_in, rosa):
    client = sign_in(Role.CASH_OFFICER)

    response = client.get(f"{BASE}{rosa.pk}/")

    assert response.status_code == 403
    assert "No consta una base legal vigente" in words(response)
    assert "Velasco" not in words(response)
    assert "Velasco" not in words(client.get(BASE, {"q": "velasco"}))
    assert client.get(f"{BASE}{rosa.pk}/editar/").status_code == 403
    assert client.get(f"{BASE}{rosa.pk}/datos/").status_code == 403
    assert Entry.objects.filter(action="consent.refused").count() == 3


def test_an_export_asks_why_and_records_it(sign_in, rosa, settings):
    settings.PERSON_PANELS = [f"{__name__}.panel"]
    client = sign_in(Role.COORDINATION)
    address = f"{BASE}{rosa.pk}/datos/"

    refused = client.post(address, {"format": "json", "reason": ""})
    given = client.post(address, {"format": "json", "reason": "Lo pidió por oficio 12"})

    assert refused.status_code == 422
    assert "Escriba el motivo." in words(refused)
    told = json.loads(given.content)
    assert {"Dato": "Apellidos", "Valor": "Velasco Quishpe"} in told["Persona"]
    assert told["Documentos"][0]["Número"] == "0535853402"
    assert told["Formación"] == [{"Curso": "Enfoque de derechos", "Jornadas": "3"}]
    entry = Entry.objects.get(action="seen")
    assert (entry.detail["what"], entry.detail["reason"]) == ("people.export", "Lo pidió por oficio 12")
    assert "rosa" not in given["Content-Disposition"].lower()


def test_an_export_to_excel_holds_no_formula(sign_in, city, basis, user, at):
    told = PersonDraft(full_name="=1+1", known_as="@SUM(A1)", functioning={"seeing": 2})
    (person,) = register_many([told], city=city, basis=basis, by=user, at=at)

    response = sign_in(Role.COORDINATION).post(
        f"{BASE}{person.pk}/datos/", {"format": "xlsx", "reason": "Lo pidió por oficio"}
    )

    sheet = load_workbook(BytesIO(response.content))["Persona"]
    assert [cell.data_type for cell in sheet["B"]] == ["s"] * sheet.max_row or "f" not in {
        cell.data_type for cell in sheet["B"]
    }


def form_of(**changes):
    told = {
        "given_names": "Rosa Ximena",
        "surnames": "Velasco Quishpe",
        "sex": "woman",
        "gender": "unknown",
        "population_group": "official",
        "birth_date": "5/1990",
        "document_1": "0535853402",
        "document_1_kind": "cedula",
        "emails": "rosa@x.example\r\nrosa2@x.example",
        "phones": "0991234567",
        "seeing": "2",
    }
    return told | changes


def test_a_correction_is_saved_and_nothing_that_the_form_hides_is_lost(sign_in, rosa, city):
    client = sign_in(Role.TRAINER)
    assert "0535853402" in words(client.get(f"{BASE}{rosa.pk}/editar/"))

    response = client.post(f"{BASE}{rosa.pk}/editar/", form_of(known_as="Xime", nationality="VE"))

    assert response.status_code == 302
    shown = words(client.get(f"{BASE}{rosa.pk}/"))
    assert "se identifica como Xime" in shown
    assert "Venezuela" in shown
    assert "rosa2@x.example" in shown.replace("<wbr>", "")
    with tenancy.scope(city):
        again = Person.objects.get(pk=rosa.pk)
        assert (again.birth_date, again.birth_year) == ("1990-05", 1990)
        assert again.functioning.get().seeing == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"document_1": "0535853403"}, "La cédula no pasa el dígito verificador. Revise el número."),
        ({"document_2": "N/A"}, "Eso no es un número de documento"),
        ({"birth_date": "31/11/1990"}, "Noviembre tiene 30 días. Escriba otra fecha."),
        ({"emails": "rosa arroba"}, "«rosa arroba»: no es un correo."),
        ({"given_names": ""}, "Nombres"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_its_field(sign_in, rosa, changes, sentence):
    response = sign_in(Role.TRAINER).post(f"{BASE}{rosa.pk}/editar/", form_of(**changes))

    assert response.status_code == 422
    assert sentence in words(response)


def test_somebody_elses_document_is_refused_on_screen(sign_in, rosa, city, basis, user, at):
    (other,) = register_many([PersonDraft(full_name="Luz Paz")], city=city, basis=basis, by=user, at=at)

    response = sign_in(Role.TRAINER).post(f"{BASE}{other.pk}/editar/", form_of())

    assert response.status_code == 422
    assert "El documento terminado en 3402" in words(response)


def test_withdrawing_consent_closes_the_person(sign_in, rosa, city, user, at):
    with tenancy.scope(city):
        withdraw(rosa.pk, purpose=Purpose.TRAINING, by=user, at=at, legal_basis=LegalBasis.PUBLIC_FUNCTION)

    response = sign_in(Role.COORDINATION).get(f"{BASE}{rosa.pk}/")

    assert response.status_code == 403
    assert "Borrar la identidad" in words(response)


def test_erasing_asks_to_be_understood(sign_in, rosa, city):
    client = sign_in(Role.COORDINATION)
    address = f"{BASE}{rosa.pk}/borrar/"

    assert client.post(address, {"reason": "Lo pidió por oficio"}).status_code == 422
    assert client.post(address, {"reason": "Lo pidió por oficio", "understood": "on"}).status_code == 302
    assert "Identidad borrada" in words(client.get(f"{BASE}{rosa.pk}/"))


def test_an_erased_person_is_not_found(sign_in, rosa, city, user, at):
    with tenancy.scope(city):
        erase_person(rosa.pk, reason="Lo pidió", by=user, at=at)

    assert "Velasco" not in words(sign_in(Role.TRAINER).get(BASE, {"q": "velasco"}))


def test_the_search_of_the_city_finds_people_organisations_and_what_areas_offer(sign_in, rosa, city, settings):
    settings.SEARCH_FINDERS = [f"{__name__}.finder"]
    Organization.objects.create(city=city, name="Casa Velasco", name_key="casa velasco")

    shown = words(sign_in(Role.TRAINER).get("/santa-marina/buscar/", {"q": "Velasco"}))

    assert "Rosa Ximena Velasco Quishpe" in shown
    assert "Casa Velasco" in shown
    assert 'href="/curso/"' in shown
    assert "0535853402" not in shown


def test_a_search_without_results_says_what_to_try(sign_in):
    shown = words(sign_in(Role.TRAINER).get("/santa-marina/buscar/", {"q": "Chuquimarka"}))

    assert "Nada coincide con «Chuquimarka»" in shown


def test_one_letter_is_not_searched(sign_in, rosa):
    assert "Velasco" not in words(sign_in(Role.TRAINER).get("/santa-marina/buscar/", {"q": "v"}))


@pytest.mark.parametrize(("group", "words"), [("unknown", ""), ("refugee", "Persona refugiada")])
def test_an_unknown_population_group_is_not_said_without_a_label(group, words):
    assert group_words(SimpleNamespace(population_group=group)) == words
