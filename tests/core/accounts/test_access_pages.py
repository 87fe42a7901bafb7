import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.accounts.models import ApiToken, Membership, User
from arraigo.core.audit.models import Entry
from arraigo.core.places.models import Area


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(member):
    return signed_in(member(Role.ADMINISTRATOR))


@pytest.fixture
def invited(django_capture_on_commit_callbacks, admin):
    """Post an invitation and let its e-mail go."""

    def post(**values):
        with django_capture_on_commit_callbacks(execute=True):
            return admin.post(
                "/santa-marina/accesos/invitar/",
                {"email": "luis@santa-marina.example", "name": "Luis Tapia", "role": "trainer", **values},
            )

    return post


def test_the_list_shows_who_has_access_and_to_what(admin, member):
    member(Role.ALLY)

    page = admin.get("/santa-marina/accesos/")

    assert "ally@santa-marina.example" in page.text
    assert "Casa Abierta" in page.text


def test_the_list_is_narrowed_by_role_and_searched_without_accents(admin, member):
    User.objects.filter(pk=member(Role.TRAINER).pk).update(name="Íngrid Núñez")
    member(Role.PLANNER)

    by_role = admin.get("/santa-marina/accesos/?funcion=planner").context["listing"].total
    found = admin.get("/santa-marina/accesos/?q=ingrid+nunez").context["listing"]

    assert by_role == 1
    assert found.total == 1


def test_the_list_of_one_city_never_shows_another_of_the_same_person(admin, member, other_city):
    member(Role.AUDITOR, of=other_city, email="administrator@santa-marina.example")

    assert admin.get("/santa-marina/accesos/").context["listing"].total == 1


def test_the_list_asks_as_many_questions_for_many_as_for_few(admin, member, django_assert_max_num_queries):
    for role in Role:
        member(role)

    with django_assert_max_num_queries(14):
        admin.get("/santa-marina/accesos/")


def test_an_invited_person_sets_a_password_and_gets_in(invited, db):
    response = invited()
    invitation = mail.outbox[-1]
    client = Client()
    client.post("/cuenta/contrasena/olvidada/", {"email": "luis@santa-marina.example"})
    link = re.search(r"http://testserver(/cuenta/contrasena/nueva/\S+)", mail.outbox[-1].body).group(1)
    form = client.get(link, follow=True)
    fresh = "una frase larga y nueva"
    client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})

    entered = client.post("/cuenta/entrar/", {"login": "luis@santa-marina.example", "password": fresh})

    assert response.url == "/santa-marina/accesos/"
    assert invitation.to == ["luis@santa-marina.example"]
    assert "con la función de formación" in invitation.body
    assert "http://testserver/cuenta/contrasena/olvidada/" in invitation.body
    assert "/cuenta/contrasena/nueva/" not in invitation.body
    assert entered.url == "/"
    assert client.get("/").url == "/santa-marina/"


def test_somebody_with_an_account_is_invited_without_a_new_password(invited, member, other_city):
    member(Role.TRAINER, of=other_city, email="luis@santa-marina.example")

    invited()

    assert User.objects.filter(email="luis@santa-marina.example").count() == 1
    assert "Entre con la cuenta que ya tiene" in mail.outbox[-1].body


def test_an_ally_without_an_organisation_is_refused_with_a_sentence(invited):
    response = invited(role="ally")

    assert response.status_code == 422
    assert "necesita su organización" in response.text
    assert not User.objects.filter(email="luis@santa-marina.example").exists()


def test_an_access_is_changed_with_its_areas_and_recorded(admin, member, city, organization, at):
    membership = Membership.objects.get(user=member(Role.TRAINER))
    area = Area.objects.create(city=city, code="01", name="Centro", level="parish")

    admin.post(
        f"/santa-marina/accesos/{membership.pk}/",
        {"role": "case_worker", "organization": str(organization.pk), "areas": [str(area.pk)]},
    )

    membership.refresh_from_db()
    assert (membership.role, membership.organization) == ("case_worker", organization)
    assert [one.area for one in membership.areas.all()] == [area]
    assert Entry.objects.filter(action="accounts.change", city=city, by__email__startswith="administrator").exists()


def test_a_role_that_the_person_already_has_is_refused(admin, member):
    user = member(Role.TRAINER)
    member(Role.PLANNER, email=user.email)
    membership = Membership.objects.get(user=user, role="planner")

    page = admin.post(f"/santa-marina/accesos/{membership.pk}/", {"role": "trainer"})

    assert "ya tiene esa función" in page.text


def test_an_access_is_taken_away_at_once_with_its_keys(admin, member, city, at):
    user = member(Role.TRAINER)
    membership = Membership.objects.get(user=user)
    ApiToken.objects.create(
        city=city, membership=membership, name="x", digest="0" * 64, scopes=["training:read"], created_at=at
    )
    client = signed_in(user)

    admin.post(f"/santa-marina/accesos/{membership.pk}/quitar/")

    assert client.get("/santa-marina/accesos/llaves/").status_code == 404
    assert ApiToken.objects.get().revoked_at is not None
    assert Entry.objects.filter(action="accounts.revoke").exists()


def test_the_last_administrator_cannot_be_taken_away(admin):
    membership = Membership.objects.get()

    ended = admin.post(f"/santa-marina/accesos/{membership.pk}/quitar/", follow=True)
    changed = admin.post(f"/santa-marina/accesos/{membership.pk}/", {"role": "planner"})

    assert "Es la única persona que administra" in ended.text
    assert "Es la única persona que administra" in changed.text
    membership.refresh_from_db()
    assert (membership.is_active, membership.role) == (True, "administrator")


def test_an_access_of_another_city_cannot_be_reached(admin, member, other_city):
    membership = Membership.objects.get(user=member(Role.TRAINER, of=other_city))

    assert admin.get(f"/santa-marina/accesos/{membership.pk}/").status_code == 404
    assert admin.post(f"/santa-marina/accesos/{membership.pk}/quitar/").status_code == 404


def test_a_key_is_shown_once(member):
    client = signed_in(member(Role.TRAINER))
    membership = Membership.objects.get()

    made = client.post(
        "/santa-marina/accesos/llaves/nueva/",
        {"name": "Tablero", "membership": str(membership.pk), "scopes": ["training:read"], "days": "90"},
    )

    raw = re.search(r'value="(arr_santa-marina_[^"]+)"', made.text).group(1)
    listed = client.get("/santa-marina/accesos/llaves/").text
    assert "Tablero" in listed
    assert raw not in listed
    assert raw.split("_", 2)[2] not in str(ApiToken.objects.values().get())


def test_nobody_makes_a_key_with_somebody_elses_role(admin, member):
    membership = Membership.objects.get(user=member(Role.TRAINER))

    page = admin.post(
        "/santa-marina/accesos/llaves/nueva/",
        {"name": "x", "membership": str(membership.pk), "scopes": ["training:read"], "days": "90"},
    )

    assert page.status_code == 422
    assert not ApiToken.objects.exists()


def test_an_administrator_closes_the_keys_of_others_and_others_only_their_own(admin, member, city, at):
    trainer, other = member(Role.TRAINER), signed_in(member(Role.PLANNER))
    with tenancy.scope(city):
        key = ApiToken.objects.create(
            city=city,
            membership=Membership.objects.get(user=trainer),
            name="Tablero",
            digest="0" * 64,
            scopes=["training:read"],
            created_at=at,
        )

    assert "Tablero" not in other.get("/santa-marina/accesos/llaves/").text
    assert other.post(f"/santa-marina/accesos/llaves/{key.pk}/cerrar/").status_code == 404
    admin.post(f"/santa-marina/accesos/llaves/{key.pk}/cerrar/")
    key.refresh_from_db()
    assert key.revoked_at is not None


@pytest.fixture
def stranded(member):
    """Somebody with an app of codes, and a browser where they are signed in."""
    user = member(Role.TRAINER)
    client = Client()
    client.post("/cuenta/entrar/", {"login": user.email, "password": "una frase larga y propia"})
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    return user, client


def test_an_administrator_takes_away_a_lost_second_step(admin, stranded, city, django_capture_on_commit_callbacks):
    user, client = stranded
    page = f"/santa-marina/accesos/{Membership.objects.get(user=user).pk}/"
    assert client.get("/santa-marina/trabajos/").status_code == 200
    assert f"{page}segundo-paso/" in admin.get(page).text
    assert "¿Quitar el segundo paso de" in admin.get(f"{page}segundo-paso/").text
    assert Authenticator.objects.filter(user=user).count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"{page}segundo-paso/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/santa-marina/trabajos/").status_code == 302
    assert [(sent.to, "cerró sus sesiones" in sent.body) for sent in mail.outbox] == [([user.email], True)]
    entry = Entry.objects.get(action="accounts.reset_second_factor", city=city)
    assert (entry.by.email, entry.subject) == ("administrator@santa-marina.example", f"accounts.user:{user.pk}")


def test_nobody_takes_their_own_second_step_away_as_administrator(admin, member):
    own = member(Role.ADMINISTRATOR)
    Authenticator.objects.create(user=own, type=Authenticator.Type.TOTP, data={})
    page = f"/santa-marina/accesos/{Membership.objects.get(user=own).pk}/"

    answer = admin.post(f"{page}segundo-paso/", follow=True)

    assert "segundo-paso" not in admin.get(page).text
    assert "El suyo se quita en" in answer.text
    assert Authenticator.objects.filter(user=own).exists()


def test_that_somebody_signed_in_is_recorded_in_their_city_without_from_where(member, city):
    user = member(Role.TRAINER)

    Client().post("/cuenta/entrar/", {"login": user.email, "password": "una frase larga y propia"})

    entry = Entry.objects.get(action="accounts.signed_in", city=city)
    assert (entry.by, entry.detail) == (user, {})


def test_areas_are_ticked_in_their_level_by_name_and_only_where_the_city_has_any(admin, member, city):
    empty = admin.get("/santa-marina/accesos/invitar/")
    for code, name, level in (("3", "Ñanda", "parish"), ("1", "Zona norte", "zone"), ("2", "Águila", "parish")):
        Area.objects.create(city=city, code=code, name=name, level=level)

    page = admin.get("/santa-marina/accesos/invitar/")

    assert "areas" not in empty.context["form"].fields
    choices = page.context["form"].fields["areas"].choices
    assert [(str(level), [name for _pk, name in named]) for level, named in choices] == [
        ("Zonas", ["Zona norte"]),
        ("Parroquias", ["Águila", "Ñanda"]),
    ]
    assert page.text.count('<details class="twin">') == 2


def test_the_main_button_of_each_form_is_the_last(admin, member):
    member(Role.TRAINER)
    membership = Membership.objects.get(role="trainer")

    for url in ("accesos/invitar/", f"accesos/{membership.pk}/"):
        for buttons in re.findall(
            r'<div class="buttons">(.*?)</div>', admin.get(f"/santa-marina/{url}").text, re.DOTALL
        ):
            assert re.search(r'class="btn (primary|danger)"(?!.*class="btn)', buttons, re.DOTALL)
