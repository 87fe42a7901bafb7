"""The desk: the plan's page beside its criteria, with nothing of the other reviewer before one has judged."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from arraigo.areas.plans.actions.judging import judge
from arraigo.areas.plans.models import Judgement

AT = datetime(2026, 11, 22, 16, tzinfo=UTC)
SECRET = "Razón que nadie ve todavía."


@pytest.fixture
def url(review):
    return f"/prueba/planes/revisiones/{review.pk}/"


@pytest.fixture
def at(url, findings):
    """The addresses of a criterion by its number."""

    def of(number):
        base = f"{url}criterios/{findings[number - 1].pk}/"
        return SimpleNamespace(
            page=base, judge=f"{base}nivel/", resolve=f"{base}resolver/", evidence=f"{base}evidencia/"
        )

    return of


def text_of(answer):
    return answer.content.decode()


def test_the_page_marks_evidence_with_the_number_of_its_criterion(client_of, first, at):
    page = client_of(first).get(at(3).page)

    assert page.status_code == 200
    text = text_of(page)
    assert '<span class="ev now">Se destinarán 42 000 dólares' in text
    assert '<span class="ev">El cantón tiene 48 200 habitantes' in text
    assert "«El municipio procurará" in text
    assert "Nivel propuesto por el programa: 5. Lo confirma usted." in text
    assert "Artículo 13. Vivienda" in text


def test_the_desk_opens_with_the_first_criterion_that_waits(client_of, review, findings, url, first):
    judge(finding=findings[0], level=2, by=first, at=AT)

    text = text_of(client_of(first).get(url))

    assert 'id="titulo-criterio">¿Se separan por sexo y edad?' in text
    assert "1 de 4 revisados por usted." in text


def test_a_reviewer_judges_and_goes_on_to_the_next(client_of, findings, first, at):
    answer = client_of(first).post(at(1).judge, {"level": "2", "reason": ""})

    assert answer.status_code == 302
    assert answer["Location"] == f"{at(2).page}#en-revision"
    assert Judgement.objects.get().level == 2


def test_who_wants_to_stay_stays(client_of, first, at):
    answer = client_of(first).post(at(1).judge, {"level": "2", "reason": "", "quedarse": "1"})

    assert answer["Location"] == f"{at(1).page}#en-revision"


def test_a_refused_level_keeps_what_was_typed(client_of, first, at):
    client = client_of(first)
    answer = client.post(at(1).judge, {"level": "4", "reason": " "})
    assert answer.status_code == 422
    assert "Diga por qué" in text_of(answer)
    assert "checked" in text_of(answer)
    assert client.post(at(1).judge, {"level": "9"}).status_code == 422
    # HTMX would throw an error away.
    assert client.post(at(1).judge, {"level": "9"}, headers={"HX-Request": "true"}).status_code == 200
    assert not Judgement.objects.exists()


def test_nothing_of_the_other_shows_on_any_page_before_one_has_judged(
    client_of, review, findings, url, at, first, second, third, auditor
):
    judge(finding=findings[0], level=4, reason=SECRET, by=first, at=AT)
    pages = (at(1).page, url, f"{url}acuerdo/", f"{url}resultados/", f"{url}cerrar/", f"{url}descargas/json/",
             f"{url}descargas/csv/")  # fmt: skip

    for user in (second, third, auditor):
        client = client_of(user)
        for page in pages:
            answer = client.get(page)
            assert SECRET not in answer.content.decode(errors="ignore"), (user, page)
    text = text_of(client_of(second).get(url + "?estado=por-revisar"))
    assert text.count('class="crit') >= 4
    assert SECRET in text_of(client_of(first).get(at(1).page))


def test_both_see_both_once_both_have_judged(client_of, findings, at, first, second, third):
    judge(finding=findings[0], level=4, reason=SECRET, by=first, at=AT)
    judge(finding=findings[0], level=2, by=second, at=AT)

    for user in (first, second, third):
        text = text_of(client_of(user).get(at(1).page))
        assert SECRET in text
        assert "Las dos revisiones difieren" in text


def test_a_third_person_resolves_a_difference(client_of, findings, at, first, second, third):
    judge(finding=findings[0], level=4, reason=SECRET, by=first, at=AT)
    judge(finding=findings[0], level=2, by=second, at=AT)
    client = client_of(third)

    refused = client.post(at(1).resolve, {"level": "3", "reason": ""})
    done = client.post(at(1).resolve, {"level": "3", "reason": "Hay compromiso sin meta."})

    assert refused.status_code == 422
    assert done.status_code == 302
    findings[0].refresh_from_db()
    assert (findings[0].level, findings[0].is_adjudicated) == (3, True)
    assert "Resuelto: nivel 3" in text_of(client.get(at(1).page))


def test_an_auditor_reads_and_changes_nothing(client_of, at, url, auditor):
    client = client_of(auditor)
    page = client.get(at(1).page)
    assert page.status_code == 200
    assert '<form class="level-form' not in text_of(page)
    for address in (at(1).judge, at(1).resolve, at(1).evidence, f"{url}cerrar/", f"{url}detener/"):
        assert client.post(address).status_code == 403


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", 4),
        ("?tema=Vivienda", 1),
        ("?nivel=0", 1),
        ("?estado=resuelto", 0),
        ("?estado=por-revisar&tema=Población y datos", 2),
        ("?nivel=noventa&estado=nada", 4),
    ],
)
def test_criteria_are_filtered_by_theme_state_and_level(client_of, url, first, query, shown):
    text = text_of(client_of(first).get(url + query))

    assert text.count('<a class="crit') == shown


def test_filters_stay_when_a_criterion_is_opened(client_of, url, first):
    text = text_of(client_of(first).get(f"{url}?tema=Vivienda"))

    assert "/?tema=Vivienda#en-revision" in text


def test_a_page_past_the_last_is_the_last_and_nonsense_the_first(client_of, at, first):
    client = client_of(first)
    for told in ("99999", "0", "-3", "abc", "²", "9" * 30):
        assert client.get(f"{at(1).page}?pagina={told}").status_code == 200


def test_a_criterion_of_another_review_is_not_found(client_of, url, first):
    assert client_of(first).get(f"{url}criterios/00000000-0000-7000-8000-000000000000/").status_code == 404


def test_what_is_missing_is_said_before_closing(client_of, url, findings, first, second):
    for finding in findings[:3]:
        for user in (first, second):
            judge(finding=finding, level=finding.suggested, by=user, at=AT)
    client = client_of(first)

    page = client.get(f"{url}cerrar/")
    refused = client.post(f"{url}cerrar/")

    assert "Falta resolver 1 de 4 criterios" in text_of(page)
    assert refused.status_code == 409
    for user in (first, second):
        judge(finding=findings[3], level=0, by=user, at=AT)
    assert "¿Cerrar esta revisión?" in text_of(client.get(f"{url}cerrar/"))
    assert client.post(f"{url}cerrar/").status_code == 302
    assert "Cerrada" in text_of(client.get(url))
    assert client.post(f"{url}criterios/{findings[0].pk}/nivel/", {"level": "2"}).status_code == 422
