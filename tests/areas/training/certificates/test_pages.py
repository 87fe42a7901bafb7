"""The pages of certificates: for the team, for whoever holds one, and for whoever is shown one."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from tests.areas.training.certificates.conftest import AT

from arraigo.areas.training.actions.certificates import issue, revoke
from arraigo.areas.training.models import Certificate, CertificateRule, Signatory
from arraigo.areas.training.queries.certificate_codes import grouped, new_code
from arraigo.areas.training.queries.links import participant_token
from arraigo.core.accounts.api import Role
from arraigo.core.audit.models import Entry
from arraigo.core.jobs.models import Job
from arraigo.core.outbox.api import Message

LIGHT = 20_000


@pytest.fixture
def certificate(held, rule):
    return issue(course=held.course, by=None, at=AT).certificates[0]


def desk(name, held, *parts):
    return reverse(f"training:{name}", args=["prueba", held.course.pk, *parts])


def public(name, *parts):
    return reverse(f"training:{name}", args=["prueba", *parts])


def test_the_list_says_who_may_have_one_and_what_the_others_lack(member, held, rule, django_assert_max_num_queries):
    client = member()
    with django_assert_max_num_queries(28):
        response = client.get(desk("certificates", held))

    text = response.content.decode()
    assert response.status_code == 200
    assert "Emitir 1 constancia" in text
    assert "Falta asistir al 80\u00a0% del tiempo: tiene 50\u00a0%" in text


def test_the_list_is_narrowed_searched_and_exported(member, held, certificate):
    client = member()
    page = desk("certificates", held)

    issued = client.get(f"{page}?constancia=issued").content.decode()
    found = client.get(f"{page}?q=bruno").content.decode()
    text = b"".join(client.get(f"{page}?formato=csv").streaming_content).decode("utf-8-sig")

    assert "Vega Mora" in issued
    assert "Loor Cusme" not in issued
    assert "Loor Cusme" in found
    assert "Vega Mora" not in found
    assert grouped(certificate.code) in text


def test_a_course_without_a_rule_leads_to_its_rule(member, held):
    response = member().get(desk("certificates", held))

    assert "Decir qué hace falta" in response.content.decode()


def test_an_auditor_reads_and_changes_nothing(member, held, rule):
    client = member(Role.AUDITOR)

    assert "Emitir" not in client.get(desk("certificates", held)).content.decode()
    assert client.post(desk("certificates_issue", held)).status_code == 403


def test_issuing_is_a_job_that_says_what_it_did(member, held, rule, django_capture_on_commit_callbacks):
    client = member()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(desk("certificates_issue", held))

    job = Job.objects.get()
    assert response.url == reverse("ciudad:job", args=["prueba", job.pk])
    assert (job.state, job.error, job.result["summary"]) == ("done", "", "1 constancia emitida.")


def test_ticked_people_get_theirs_and_nobody_else(member, held, rule, django_capture_on_commit_callbacks):
    rule.minimum_percent = 0
    rule.save(update_fields=["minimum_percent"])
    data = {"accion": "emitir", "filas": [str(held.bruno.pk), "x"]}
    with django_capture_on_commit_callbacks(execute=True):
        member().post(desk("certificates_act", held), data)

    assert [one.enrolment_id for one in Certificate.objects.all()] == [held.bruno.pk]


def test_sending_is_a_job(member, held, certificate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        member().post(desk("certificates_send", held))

    assert Job.objects.get().result["summary"] == "1 correo escrito."
    assert Message.objects.filter(template="training_certificate").count() == 1


def test_the_rule_is_set_and_the_mandatory_marked(member, held):
    data = {
        "kind": "attendance",
        "measure": "sessions",
        "minimum_percent": "75",
        "required_sessions": [str(held.first.pk)],
        "hours": "7,5",
        "text": "",
    }
    response = member().post(desk("certificate_rule", held), data)

    held.first.refresh_from_db()
    rule = CertificateRule.objects.get()
    assert response.status_code == 302
    assert (rule.measure, rule.minimum_percent, str(rule.hours)) == ("sessions", 75, "7.5")
    assert held.first.is_required


def test_a_wrong_rule_is_explained_by_field(member, held):
    data = {"kind": "approval", "measure": "time", "minimum_percent": "180", "hours": "0", "text": ""}
    text = member().post(desk("certificate_rule", held), data)

    assert text.status_code == 422
    assert "El porcentaje va de 0 a 100." in text.content.decode()
    assert "Escriba más de cero horas" in text.content.decode()


def test_a_signature_is_kept_shown_and_taken_away(member, held, rule, png):
    client = member()
    picture = io.BytesIO(png)
    picture.name = "firma.png"
    client.post(
        desk("certificate_signatory_new", held), {"name": "Ana Firma", "position": "Directora", "picture": picture}
    )
    signatory = Signatory.objects.get()

    shown = client.get(desk("certificate_signature", held, signatory.pk))
    assert (shown.status_code, shown["Content-Type"], shown.content) == (200, "image/png", png)

    client.post(desk("certificate_signatory_remove", held, signatory.pk))
    assert not Signatory.objects.exists()


def test_a_file_that_is_no_image_is_refused_beside_its_field(member, held, rule):
    file = io.BytesIO(b"%PDF-1.7 nada")
    file.name = "firma.png"
    response = member().post(desk("certificate_signatory_new", held), {"name": "Ana", "picture": file})

    assert response.status_code == 422
    assert "no es una imagen PNG ni JPEG" in response.content.decode()


def test_the_sample_says_that_it_is_one(member, held, rule):
    response = member().get(desk("certificate_sample", held))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_revoking_asks_why_and_the_reason_stays_inside(member, held, certificate):
    client = member()
    address = desk("certificate_revoke", held, certificate.pk)

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Se emitió a otra persona"})

    inside = client.get(desk("certificate_detail", held, certificate.pk)).content.decode()
    outside = Client().get(public("certificate", grouped(certificate.code))).content.decode()
    assert "Se emitió a otra persona" in inside
    assert "fue anulada" in outside
    assert "otra persona" not in outside


def test_all_of_them_are_taken_along_for_a_reason_that_is_logged(member, held, certificate):
    client = member()
    address = desk("certificates_download", held)
    assert client.post(address, {"reason": ""}).status_code == 422

    response = client.post(address, {"reason": "Acto de clausura"})

    box = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert [name.endswith(".pdf") for name in box.namelist()] == [True]
    entry = Entry.objects.filter(action="seen", detail__what="training.certificates.download").get()
    assert entry.detail["reason"] == "Acto de clausura"


def test_anybody_reads_whether_a_certificate_holds(held, rule):
    code = grouped(issue(course=held.course, by=None, at=AT).certificates[0].code)
    client = Client()
    response = client.get(public("certificate", code))

    text = response.content.decode()
    assert "Esta constancia es válida" in text
    assert "Ana Lucía Vega Mora" in text
    assert 'content="noindex"' in text
    assert not response.cookies
    styles = Path(finders.find("ui/public.css")).read_bytes()
    assert len(gzip.compress(response.content)) + len(gzip.compress(styles)) < LIGHT


def test_without_a_basis_only_initials_are_read_and_no_credential_given(held, rule, unasked):
    certificate = issue(course=held.course, by=None, at=AT).certificates[0]
    client = Client()
    code = grouped(certificate.code)

    text = client.get(public("certificate", code)).content.decode()

    assert "A. L. V. M." in text
    assert "Vega" not in text
    assert client.get(public("certificate_credential", code)).status_code == 404


def test_programs_get_json_by_asking_for_it_or_by_its_address(certificate):
    client = Client()
    code = grouped(certificate.code)

    asked = client.get(public("certificate", code), headers={"accept": "application/json"})
    own = client.get(public("certificate_json", code))

    assert asked.json() == own.json()
    assert own.json()["state"] == "valid"
    assert own.json()["name"] == "Ana Lucía Vega Mora"
    assert set(own.json()) == {
        "state", "code", "name", "kind", "course", "hours", "starts_on", "ends_on", "issuer", "issued_on",
        "revoked_on", "url", "invented",
    }  # fmt: skip


def test_a_revoked_one_says_when_and_not_why(certificate):
    revoke(certificate=certificate, reason="Motivo interno", by=None, at=AT)

    told = Client().get(public("certificate_json", certificate.code)).json()

    assert (told["state"], told["revoked_on"]) == ("revoked", "2026-11-22")
    assert "Motivo" not in json.dumps(told)


def test_a_code_typed_carelessly_leads_to_the_page(certificate):
    typed = certificate.code.lower().replace("0", "o")
    response = Client().get(public("certificate_check"), {"codigo": f" {typed} "})

    assert response.url == public("certificate", grouped(certificate.code))


def test_a_code_that_is_none_is_explained(held):
    assert Client().get(public("certificate_check"), {"codigo": "abc"}).status_code == 422
    unknown = Client().get(public("certificate", grouped(new_code())))
    assert unknown.status_code == 404
    assert "No hay ninguna constancia con ese código" in unknown.content.decode()


def test_codes_cannot_be_tried_one_after_the_other(certificate):
    client = Client()
    answers = [client.get(public("certificate_json", grouped(new_code()))).status_code for _try in range(42)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(public("certificate", grouped(certificate.code))).status_code == 429


def test_looking_at_true_ones_is_never_refused(certificate):
    client = Client()
    address = public("certificate_json", grouped(certificate.code))

    assert {client.get(address).status_code for _look in range(50)} == {200}


def test_a_participant_downloads_theirs_and_chooses_who_reads_their_name(held, certificate):
    client = Client()
    token = participant_token(held.ana)
    page = public("participant_certificate", token)

    assert "Descargar la constancia" in client.get(page).content.decode()
    assert client.get(public("participant_certificate_pdf", token)).content.startswith(b"%PDF-")
    assert client.get(public("participant_credential", token)).content.decode() == certificate.credential
    client.post(page, {"nombre": "no"})

    assert "A. L. V. M." in client.get(public("certificate", grouped(certificate.code))).content.decode()


def test_a_participant_reads_what_they_lack(held, rule):
    text = Client().get(public("participant_certificate", participant_token(held.bruno))).content.decode()

    assert "Falta asistir al 80\u00a0% del tiempo: tiene 50\u00a0%" in text


def test_a_link_that_opens_nothing_opens_nothing(held, certificate):
    token = participant_token(held.ana)
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")

    assert Client().get(public("participant_certificate", forged)).status_code == 404
    assert Client().get(public("participant_certificate_pdf", participant_token(held.bruno))).status_code == 404
