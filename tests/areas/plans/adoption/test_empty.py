"""An empty page says why it is empty: nothing is there yet, or a filter hides what is; and where one is."""

from django.test import Client

from arraigo.areas.plans.actions.comparing import confirm_adoption
from arraigo.areas.plans.models import Adoption, PassagePair

CLEAR = 'href="?">Quitar el filtro'


def read(client, address):
    return client.get(address).content.decode()


def test_with_nothing_to_confirm_the_desk_says_that_the_filter_hides_the_rest(desk, plan, comparison, now):
    for found in Adoption.objects.all():
        confirm_adoption(adoption=found, outcome=found.suggested, by=None, at=now)
    text = read(desk, f"/prueba/planes/{plan.pk}/adopcion/?ver=por-confirmar")

    assert "Todavía no se ha enviado" not in text
    assert CLEAR in text


def test_without_recommendations_the_desk_says_so(desk, plan):
    text = read(desk, f"/prueba/planes/{plan.pk}/adopcion/")

    assert "Todavía no se ha enviado" in text
    assert CLEAR not in text


def test_anybody_is_told_that_the_filter_hides_what_was_recommended(plan, comparison):
    plan.is_public = True
    plan.save()
    address = f"/prueba/adopcion/{plan.slug}/"

    text = read(Client(), f"{address}?ver=no-adoptadas")
    assert "Todavía no se han enviado" not in text
    assert CLEAR in text


def test_no_change_of_a_kind_is_not_no_change_at_all(desk, comparison):
    address = f"/prueba/planes/comparaciones/{comparison.pk}/"

    assert CLEAR in read(desk, f"{address}?tipo=moved")
    PassagePair.objects.all().delete()
    text = read(desk, address)
    assert "Las dos versiones dicen lo mismo" in text
    assert CLEAR not in text


def test_a_text_that_speaks_of_nobody_in_mobility_is_read_whole_again(desk, plan, make_version):
    version = make_version((("1", "Vialidad", ("Las vías se mantienen cada año.",)),))

    assert CLEAR in read(desk, f"/prueba/planes/{plan.pk}/versiones/{version.pk}/?ver=movilidad")
