"""The desk of a plan of 600 pages with 15,000 passages and 155 criteria: few queries, and quick."""

import time
from datetime import UTC, date, datetime

import pytest

from arraigo.areas.plans.actions.reviews import open_review
from arraigo.areas.plans.actions.versions import receive_version
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import Evidence, Finding, Judgement, Passage, Section
from arraigo.areas.plans.queries.desk_page import search_passages
from arraigo.core.tenancy import bulk

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
PAGES, ON_A_PAGE, CRITERIA, EVIDENCE = 600, 25, 155, 8
WORDS = (
    "El gobierno del cantón atenderá a las personas en movilidad humana en los servicios municipales de vivienda, "
    "salud y convivencia, con enfoque de derechos y sin pedir documentos que la norma no exige, según el artículo {n}."
)


def _sections(version):
    return [
        Section(
            city_id=version.city_id,
            version=version,
            index=page,
            kind="articulo",
            number=str(page + 1),
            title="Servicios",
            path=[f"Título {page // 50 + 1}", f"Artículo {page + 1}"],
            page=page + 1,
            start=page * ON_A_PAGE * 300,
            end=(page + 1) * ON_A_PAGE * 300,
        )
        for page in range(PAGES)
    ]


def _passages(version):
    return [
        Passage(
            city_id=version.city_id,
            version=version,
            index=index,
            section_index=index // ON_A_PAGE,
            text=WORDS.format(n=index),
            page=index // ON_A_PAGE + 1,
            start=index * 300,
            end=index * 300 + 250,
            quote=f"{index:024d}",
            concepts=["movilidad_humana"],
            why=["Dice «movilidad humana»."],
        )
        for index in range(PAGES * ON_A_PAGE)
    ]


def _findings(review):
    return [
        Finding(
            city_id=review.city_id,
            review=review,
            code=f"C-{order}",
            order=order,
            norm="Una norma con un nombre bastante largo, como los tienen las leyes",
            article=str(order),
            requires="Lo que pide la norma, en una frase que ocupa dos renglones de la pantalla.",
            asks=f"¿Prevé el plan lo que pide el criterio {order} para las personas en movilidad humana?",
            theme=f"Tema {order // 8}",
            plan_part="Propuesta",
            suggested=order % 6,
            evidence_total=EVIDENCE,
            searched=["movilidad humana", "migrante"],
        )
        for order in range(CRITERIA)
    ]


@pytest.fixture
def large(plan, first, second):
    version = receive_version(plan=plan, content=b"x", name="plan.txt", received_on=date(2026, 2, 20), by=None, at=AT)
    version.reading, version.pages, version.passage_count = Progress.READY, PAGES, PAGES * ON_A_PAGE
    version.save()
    passages = _passages(version)
    bulk.insert(_sections(version))
    bulk.insert(passages)
    review, _is_new = open_review(
        version=version, pack="ec", instrument="PMDOT", reviewers=[first, second], by=None, at=AT
    )
    findings = _findings(review)
    bulk.insert(findings)
    # All of it crowds on two pages: the worst of cases for what is marked on one.
    bulk.insert(
        [
            Evidence(
                city_id=review.city_id,
                finding=finding,
                passage=passages[300 * ON_A_PAGE + (finding.order * EVIDENCE + number) % (2 * ON_A_PAGE)],
                anchor={"path": []},
                source="machine",
                why="Dice «movilidad humana».",
                order=number,
                created_at=AT,
            )
            for finding in findings
            for number in range(EVIDENCE)
        ]
    )
    bulk.insert(
        [
            Judgement(
                city_id=review.city_id, finding=one, seat=seat, user=user, level=2, reason="Por esto.", judged_at=AT
            )
            for one in findings[:100]
            for seat, user in ((1, first), (2, second))
        ]
    )
    review.state = Progress.READY
    review.save()
    return review


def test_the_desk_of_a_large_plan_asks_little_and_is_quick(large, client_of, first, django_assert_max_num_queries):
    client = client_of(first)
    url = f"/prueba/planes/revisiones/{large.pk}/"
    middle = large.findings.get(order=120)
    client.get(url)

    with django_assert_max_num_queries(15):
        page = client.get(f"{url}criterios/{middle.pk}/")

    assert page.status_code == 200
    text = page.content.decode()
    assert text.count('<a class="crit') == CRITERIA
    assert "Página 301 de 600" in text
    # What the page costs the processor, the database's own work apart: other tests share the machine.
    spent = []
    for _turn in range(5):
        before = time.process_time()
        client.get(f"{url}criterios/{middle.pk}/")
        spent.append(time.process_time() - before)
    assert min(spent) < 0.15, spent


def test_a_search_in_a_large_plan_is_quick(large):
    before = time.perf_counter()
    found = list(search_passages(large.version, "articulo 14321")[:10])

    assert [one.index for one in found] == [14321]
    assert time.perf_counter() - before < 1.5
