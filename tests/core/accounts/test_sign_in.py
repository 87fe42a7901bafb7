import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from arraigo.core.accounts import guessing
from arraigo.core.accounts.api import Role, has_second_factor
from arraigo.core.accounts.models import User
from arraigo.core.audit.models import Entry

PASSWORD = "una frase larga y propia"
FREE = guessing.LIMITS[guessing.Secret.PASSWORD].both.free


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/cuenta/entrar/", {"login": email, "password": password}, **extra)


def code_now(secret, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


@pytest.fixture
def with_app(user):
    """A user with an app of codes; gives the user and the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return user, secret


def test_a_person_signs_in_by_email_whatever_its_case(user):
    response = sign_in(Client(), "ROSA@santa-marina.example")

    assert (response.status_code, response.url) == (302, "/")


def test_the_session_changes_its_key_at_sign_in(user):
    client = Client()
    client.get("/cuenta/entrar/")
    session = client.session
    session["algo"] = 1
    session.save()
    before = session.session_key

    sign_in(client, user.email)

    assert client.session.session_key != before


def test_a_wrong_password_says_how_many_attempts_are_left(user):
    response = sign_in(Client(), user.email, "otra cosa")

    assert "El correo o la contraseña no coinciden" in response.text
    assert "Le quedan 4 intentos." in response.text


def test_after_too_many_attempts_the_right_password_waits_too(user):
    client = Client()
    for _ in range(FREE):
        sign_in(client, user.email, "otra cosa")

    response = sign_in(client, user.email)

    assert response.status_code == 200
    assert "Espere 1 minuto y vuelva a probar." in response.text


def test_an_unknown_email_gets_the_same_answers_as_a_known_one(user):
    def answers(email):
        client = Client()
        pages = [sign_in(client, email, "otra cosa").text for _ in range(FREE + 1)]
        return [re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page).replace(email, "") for page in pages]

    assert answers(user.email) == answers("nadie@example.org")


def test_an_unknown_email_takes_as_much_work_as_a_known_one(user, monkeypatch):
    work = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: work.append(1) or encode(*args))
    sign_in(Client(), user.email, "otra cosa")
    known, work[:] = len(work), []

    sign_in(Client(), "nadie@example.org", "otra cosa")

    assert len(work) == known


@pytest.mark.django_db(transaction=True)
def test_of_parallel_passwords_only_the_free_attempts_reach_the_check(user, monkeypatch):
    checked = []
    monkeypatch.setattr(User, "check_password", lambda self, raw: checked.append(raw) or False)
    together = Barrier(20)

    def guess(number):
        try:
            together.wait(timeout=30)
            return sign_in(Client(), user.email, f"intento {number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        statuses = set(pool.map(guess, range(20)))

    assert statuses == {200}
    assert len(checked) == FREE


def test_nobody_signs_up_by_themselves(db):
    assert Client().get("/cuenta/registro/").status_code == 404
    assert Client().post("/cuenta/signup/").status_code == 404


def test_somebody_without_access_does_not_get_in(user):
    user.is_active = False
    user.save()

    response = sign_in(Client(), user.email, follow=True)

    assert "ya no tiene acceso" in response.text
    assert "_auth_user_id" not in Client().session


def test_the_second_step_follows_the_password(with_app):
    user, secret = with_app
    client = Client()
    first = sign_in(client, user.email)
    assert (first.url, client.get("/cuenta/").status_code) == ("/cuenta/entrar/codigo/", 302)

    second = client.post("/cuenta/entrar/codigo/", {"code": code_now(secret)})

    assert second.url == "/"
    assert client.get("/cuenta/").status_code == 200


def test_a_code_is_taken_once(with_app):
    user, secret = with_app
    code = code_now(secret)
    first, second = Client(), Client()
    sign_in(first, user.email)
    sign_in(second, user.email)
    first.post("/cuenta/entrar/codigo/", {"code": code})

    replayed = second.post("/cuenta/entrar/codigo/", {"code": code})

    assert "no es correcto o ya se usó" in replayed.text
    assert second.get("/cuenta/").status_code == 302


def test_an_older_code_is_refused_after_a_newer_one(with_app):
    user, secret = with_app
    client = Client()
    sign_in(client, user.email)
    client.post("/cuenta/entrar/codigo/", {"code": code_now(secret)})
    again = Client()
    sign_in(again, user.email)

    assert "ya se usó" in again.post("/cuenta/entrar/codigo/", {"code": code_now(secret, -1)}).text


@pytest.mark.django_db(transaction=True)
def test_of_one_code_sent_in_parallel_one_gets_in(with_app):
    user, secret = with_app
    code, together = code_now(secret), Barrier(4)

    def enter(_number):
        try:
            client = Client()
            sign_in(client, user.email)
            together.wait(timeout=30)
            return client.post("/cuenta/entrar/codigo/", {"code": code}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(enter, range(4)))

    assert statuses == [200, 200, 200, 302]


@pytest.mark.django_db(transaction=True)
def test_parallel_codes_are_limited(with_app, monkeypatch):
    user, _secret = with_app
    tried, together = [], Barrier(20)
    monkeypatch.setattr(
        "arraigo.core.accounts.second_step.use_code", lambda user, code, *, at: tried.append(code) and None
    )
    clients = [Client() for _ in range(20)]
    for client in clients:
        assert sign_in(client, user.email).status_code == 302

    def guess(number):
        try:
            together.wait(timeout=30)
            clients[number].post("/cuenta/entrar/codigo/", {"code": f"{number:06}"})
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(guess, range(20)))

    assert len(tried) == guessing.LIMITS[guessing.Secret.CODE].account.free


def test_a_recovery_code_opens_once(with_app):
    user, _secret = with_app
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    client, again = Client(), Client()
    sign_in(client, user.email)
    sign_in(again, user.email)

    assert client.post("/cuenta/entrar/codigo/", {"code": code}).url == "/"
    assert "no es correcto" in again.post("/cuenta/entrar/codigo/", {"code": code}).text


def test_codes_and_recovery_codes_share_one_limit(with_app):
    user, _secret = with_app
    codes = RecoveryCodes.activate(user).get_unused_codes()
    client = Client()
    sign_in(client, user.email)
    for number in range(guessing.LIMITS[guessing.Secret.CODE].account.free):
        client.post("/cuenta/entrar/codigo/", {"code": f"{number:06}"})

    assert "Espere 1 minuto" in client.post("/cuenta/entrar/codigo/", {"code": codes[0]}).text


def test_an_app_is_added_with_its_first_code_and_that_code_does_not_open_the_door(user):
    client = Client()
    sign_in(client, user.email)
    page = client.get("/cuenta/segundo-paso/codigo/")
    secret = page.context["form"].secret
    code = code_now(secret)

    added = client.post("/cuenta/segundo-paso/codigo/", {"code": code})
    other = Client()
    sign_in(other, user.email)

    assert added.url == reverse("mfa_view_recovery_codes")
    assert has_second_factor(user)
    assert "ya se usó" in other.post("/cuenta/entrar/codigo/", {"code": code}).text


def test_the_qr_code_needs_no_style_of_its_own(user):
    client = Client()
    sign_in(client, user.email)

    page = client.get("/cuenta/segundo-paso/codigo/")

    assert page.context["totp_svg"].startswith("<svg")
    assert "style" not in page.context["totp_svg"]


def test_secrets_of_the_second_step_are_sealed_in_the_database(with_app):
    user, secret = with_app

    stored = Authenticator.objects.get(user=user).data["secret"]

    assert secret not in stored


def test_a_new_password_asks_for_the_second_step_all_the_same(with_app):
    user, secret = with_app
    client = Client()
    client.post("/cuenta/contrasena/olvidada/", {"email": user.email})
    link = re.search(r"http://testserver(/cuenta/\S+)", mail.outbox[-1].body).group(1)
    form = client.get(link, follow=True)
    fresh = "otra frase larga y propia"
    done = client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh}, follow=True)

    assert "Su contraseña quedó guardada" in done.text
    assert client.get("/cuenta/").status_code == 302
    assert sign_in(client, user.email, fresh).url == "/cuenta/entrar/codigo/"
    assert client.post("/cuenta/entrar/codigo/", {"code": code_now(secret)}).url == "/"


def test_a_link_for_a_password_serves_once(user):
    client = Client()
    client.post("/cuenta/contrasena/olvidada/", {"email": user.email})
    link = re.search(r"http://testserver(/cuenta/\S+)", mail.outbox[-1].body).group(1)
    form = client.get(link, follow=True)
    fresh = "otra frase larga y propia"
    client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})

    assert "Este enlace ya no sirve" in Client().get(link, follow=True).text


def test_asking_for_a_link_tells_nobody_who_has_an_account(user):
    def answer(email):
        page = Client().post("/cuenta/contrasena/olvidada/", {"email": email}, follow=True)
        return page.redirect_chain, re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page.text)

    assert answer(user.email) == answer("nadie@example.org")
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_links_for_passwords_are_limited(user):
    free = guessing.LIMITS[guessing.Secret.RESET].both.free
    for _ in range(free + 1):
        page = Client().post("/cuenta/contrasena/olvidada/", {"email": user.email})

    assert "Espere 5 minutos" in page.text
    assert len(mail.outbox) == free


def test_changing_the_password_needs_the_present_one_within_the_same_limit(user):
    client = Client()
    sign_in(client, user.email)
    fresh = "otra frase larga y propia"
    for _ in range(FREE):
        client.post("/cuenta/contrasena/", {"oldpassword": "no es", "password1": fresh, "password2": fresh})

    page = client.post("/cuenta/contrasena/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})

    assert "Espere 1 minuto" in page.text


def test_changing_the_password_closes_the_other_sessions(user):
    here, elsewhere = Client(), Client()
    sign_in(here, user.email)
    sign_in(elsewhere, user.email)
    fresh = "otra frase larga y propia"

    here.post("/cuenta/contrasena/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})

    assert here.get("/cuenta/").status_code == 200
    assert elsewhere.get("/cuenta/").status_code == 302


def test_ones_sessions_are_listed_and_the_others_can_be_closed(user):
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    here, elsewhere = Client(), Client(headers={"user-agent": firefox})
    sign_in(here, user.email)
    sign_in(elsewhere, user.email)

    page = here.get("/cuenta/sesiones/")
    closed = here.post("/cuenta/sesiones/", follow=True)

    assert "Firefox en Windows" in page.text
    assert "Se cerraron las demás sesiones." in closed.text
    assert elsewhere.get("/cuenta/").status_code == 302
    assert here.get("/cuenta/").status_code == 200


def test_a_name_and_a_language_can_be_changed(user):
    client = Client()
    sign_in(client, user.email)

    client.post("/cuenta/", {"name": "  Rosa Elena Quishpe "})
    changed = client.post("/cuenta/idioma/", {"language": "en", "next": "/cuenta/"})

    user.refresh_from_db()
    assert (user.name, user.language) == ("Rosa Elena Quishpe", "en")
    assert (changed.url, changed.cookies["django_language"].value) == ("/cuenta/", "en")


def test_a_language_does_not_lead_to_another_site(db):
    response = Client().post("/cuenta/idioma/", {"language": "en", "next": "https://example.org/"})

    assert response.url == "/"


def test_members_of_one_city_go_straight_to_it(member):
    client = Client()
    client.force_login(member(Role.ADMINISTRATOR))

    assert client.get("/").url == "/santa-marina/"


def test_members_of_several_cities_choose(member, other_city):
    user = member(Role.AUTHORITY)
    member(Role.AUTHORITY, of=other_city, email=user.email)
    client = Client()
    client.force_login(user)

    page = client.get("/")

    assert re.findall(r'href="(/[a-z-]+/)"><?', page.text.split("<main")[1])[:2] == ["/otra/", "/santa-marina/"]
    assert client.post("/cuenta/ciudad/", {"membership": "otra"}).url == "/otra/"
    assert client.post("/cuenta/ciudad/", {"membership": "no-existe"}).url == "/"


def test_somebody_without_a_city_reads_whom_to_ask(user):
    client = Client()
    client.force_login(user)

    assert "aún no tiene ciudad" in client.get("/").text


def test_a_change_of_how_one_enters_is_written_down_and_told(user):
    client = Client()
    sign_in(client, user.email)
    fresh = "otra frase larga y propia"
    mail.outbox.clear()

    client.post("/cuenta/contrasena/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})

    assert Entry.objects.filter(action="accounts.password_changed", by=user).exists()
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert "La contraseña de su cuenta en Arraigo cambió." in mail.outbox[0].body


def test_whoever_has_no_password_is_led_to_where_one_is_asked_for(user):
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)

    assert "Poner una contraseña nueva" in client.get("/cuenta/contrasena/", follow=True).text


def test_the_demo_offers_a_second_step_to_who_has_none(user, settings):
    settings.DEMO = True
    page = Client()
    sign_in(page, user.email)

    assert "el segundo paso es voluntario" in page.get("/cuenta/").text
