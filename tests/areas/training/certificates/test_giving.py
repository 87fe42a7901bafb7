"""Certificates given out, once each; revoked; sent."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from tests.areas.training.certificates.conftest import AT, RULE, attend

from arraigo.areas.training.actions import certificate_mail
from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
from arraigo.areas.training.actions.certificates import issue, revoke, show_name
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Assessment, Certificate, Response
from arraigo.areas.training.queries.certificate_codes import ALPHABET, grouped, new_code, read_code
from arraigo.areas.training.queries.certificates import lines, panel, rule_of
from arraigo.core.audit.models import Entry
from arraigo.core.files import api as files
from arraigo.core.outbox.api import Message
from arraigo.core.tenancy.models import new_id


def give(held, **more):
    return issue(course=held.course, by=None, at=AT, **more).certificates


def words_of(pdf):
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return document, document[0].get_textpage().get_text_range()


def test_who_meets_the_conditions_is_read_in_a_constant_number_of_queries(held, rule, django_assert_num_queries):
    found = rule_of(held.course)
    with django_assert_num_queries(7):
        rows = {row.pk: row for row in lines(held.course, found, at=AT)}

    assert rows[held.ana.pk].state == "ready"
    assert rows[held.bruno.pk].missing == ("Falta asistir al 80\u00a0% del tiempo: tiene 50\u00a0%",)
    assert rows[held.carla.pk].state == "lacking"


def test_a_cancelled_session_is_no_condition(held, rule):
    held.second.cancelled_at = AT
    held.second.save(update_fields=["cancelled_at"])

    given = give(held)

    assert {one.enrolment_id for one in given} == {held.ana.pk, held.carla.pk}


def test_the_best_of_several_sittings_counts(held):
    final = Assessment.objects.create(
        city_id=held.course.city_id, course=held.course, kind="post", title="Final", pass_percent=70, created_at=AT
    )
    fields = {**RULE, "kind": "approval", "minimum_percent": 50}
    save_rule(course=held.course, required_sessions=(), required_tests=[final.pk], by=None, at=AT, **fields)
    for person, scores in ((held.ana, (4, 9, 5)), (held.bruno, (6,))):
        for attempt, score in enumerate(scores, start=1):
            Response.objects.create(
                city_id=held.course.city_id,
                assessment=final,
                enrolment=person,
                attempt=attempt,
                nonce=new_id(),
                score=score,
                out_of=10,
                submitted_on=AT.date(),
            )

    given = give(held)

    assert [one.enrolment_id for one in given] == [held.ana.pk]
    assert given[0].kind == "approval"


def test_a_certificate_of_approval_asks_for_a_test(held):
    with pytest.raises(TrainingError, match="al menos una prueba"):
        save_rule(
            course=held.course, required_sessions=(), required_tests=(), by=None, at=AT, **{**RULE, "kind": "approval"}
        )


def test_issued_again_only_those_missing_get_one(held, rule):
    assert len(give(held)) == 1
    assert len(give(held)) == 0
    attend(held.second, held.carla, 120)

    again = give(held)

    assert [one.enrolment_id for one in again] == [held.carla.pk]
    assert Certificate.objects.count() == 2


def test_many_certificates_leave_one_entry_for_the_giving_and_one_for_the_files(held, rule):
    attend(held.second, held.carla, 120)
    before = Entry.objects.count()

    give(held)

    actions = list(Entry.objects.order_by("number").values_list("action", flat=True))[before:]
    assert sorted(actions) == ["files.store", "training.certificate.issue", "training.key.make"]


def test_a_revoked_certificate_stays_and_is_given_again_only_on_purpose(held, rule):
    certificate = give(held)[0]
    revoke(certificate=certificate, reason="Nombre mal escrito", by=None, at=AT)
    revoke(certificate=certificate, reason="Otra vez", by=None, at=AT + timedelta(days=1))

    assert give(held) == []
    fresh = give(held, enrolments=[held.ana.pk], again=True)

    certificate.refresh_from_db()
    assert (certificate.revocation_reason, certificate.revoked_at) == ("Nombre mal escrito", AT)
    assert fresh[0].code != certificate.code
    assert Certificate.objects.filter(enrolment=held.ana).count() == 2


def test_revoking_needs_a_reason(held, rule):
    with pytest.raises(TrainingError, match="Escriba por qué"):
        revoke(certificate=give(held)[0], reason=" ", by=None, at=AT)


def test_a_course_without_a_rule_gives_nothing(held):
    with pytest.raises(TrainingError, match="diga primero"):
        give(held)


def test_the_page_says_who_what_when_and_where_it_is_verified(held, rule, png):
    save_signatory(
        rule=rule, name="Mg. Carmen Andrade", position="Directora", institution="Prueba", picture=png, by=None, at=AT
    )
    add_logo(rule=rule, name="Universidad", picture=png, by=None, at=AT)
    certificate = give(held)[0]

    pdf = files.read(certificate.file)
    document, text = words_of(pdf)

    for said in (
        "Constancia de asistencia",
        "Certificate of attendance",
        "Ana Lucía Vega Mora",
        "Movilidad humana",
        "4 horas",
        "del 9 al 16 de abril de 2021",
        "9 to 16 April 2021",
        "Mg. Carmen Andrade",
        grouped(certificate.code),
    ):
        assert said in text
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf or b'pdfuaid:part="1"' in pdf
    assert len(document) == 1
    assert document.get_metadata_dict()["Title"] == "Constancia de asistencia: Movilidad humana"
    assert document[0].get_width() > document[0].get_height()


def test_the_longest_names_stay_on_the_one_page(held, rule):
    held.course.title = "Desinstitucionalización y planificación territorial participativa de la movilidad humana " * 2
    held.course.title = held.course.title[:200].strip()
    held.course.save(update_fields=["title"])
    rule.text = "Según el convenio interinstitucional entre la ciudad y sus aliadas. " * 4
    rule.save(update_fields=["text"])
    for number in range(4):
        save_signatory(
            rule=rule,
            name=f"María de los Ángeles Chuquimarca Tipantuña {number}",
            position="Directora de Planificación y Ordenamiento Territorial",
            institution="Gobierno Autónomo Descentralizado Municipal",
            by=None,
            at=AT,
        )

    document, text = words_of(files.read(give(held)[0].file))

    assert len(document) == 1
    assert "Chuquimarca Tipantuña 3" in " ".join(text.split())


def test_an_invented_city_says_so_on_paper(held, rule, city):
    city.invented = True
    city.save(update_fields=["invented"])

    assert "Ciudad inventada" in words_of(files.read(give(held)[0].file))[1]


def test_a_picture_is_judged_by_what_it_holds(rule):
    with pytest.raises(TrainingError, match="PNG ni JPEG"):
        add_logo(rule=rule, name="x", picture=b"<svg xmlns='http://www.w3.org/2000/svg'/>", by=None, at=AT)
    with pytest.raises(TrainingError, match="512 kB"):
        add_logo(rule=rule, name="x", picture=b"\x89PNG\r\n\x1a\n" + bytes(600_000), by=None, at=AT)


def test_a_certificate_is_sent_once_with_its_file(held, rule, django_capture_on_commit_callbacks):
    attend(held.second, held.carla, 120)
    give(held)

    first = certificate_mail.send(course=held.course, by=None, at=AT)
    second = certificate_mail.send(course=held.course, by=None, at=AT)

    assert (first.written, first.without_email) == (2, 0)
    assert second.written == 0
    message = Message.objects.order_by("pk").first()
    assert message.subject == "Su constancia de «Movilidad humana»"
    assert "/mi-curso/" in message.body
    assert message.attachments.get().file.media_type == "application/pdf"


def test_whoever_has_no_email_is_counted(held, rule):
    rule.minimum_percent = 50
    rule.save(update_fields=["minimum_percent"])
    give(held)

    assert certificate_mail.send(course=held.course, by=None, at=AT).without_email == 1


def test_a_name_is_public_only_on_a_basis(held, rule, unasked):
    assert not give(held)[0].shows_name


def test_hiding_the_name_signs_the_credential_anew(held, rule):
    certificate = give(held)[0]

    hidden = show_name(certificate=certificate, shows=False, by=None, at=AT)

    assert not hidden.shows_name
    assert hidden.credential != certificate.credential


def test_the_panel_says_what_is_missing_and_then_where_the_certificate_is(held, rule):
    lacking = panel(held.bruno, AT)
    give(held)
    holder = panel(held.ana, AT)

    assert lacking.lines == ("Falta asistir al 80\u00a0% del tiempo: tiene 50\u00a0%",)
    assert holder.links[0][1].endswith("/constancia/")
    assert holder.lines[0].startswith("Emitida el")


def test_a_course_without_certificates_has_no_panel(held):
    assert panel(held.ana, AT) is None


def test_a_code_is_read_however_it_is_typed():
    code = new_code()

    assert len(code) == 12
    assert set(code) <= set(ALPHABET)
    assert read_code(f"  {grouped(code).lower()} ") == code
    assert read_code("7k3m 9qxt o4hz") == "7K3M9QXT04HZ"
    assert read_code("7K3M-9QXT-04H") == ""
    assert read_code("7K3M-9QXT-04HU") == ""
