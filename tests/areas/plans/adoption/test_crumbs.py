"""The way back from the pages of comparing: to the plan by its name, and to its adoption."""

from arraigo.areas.plans.models import Adoption


def read(client, address):
    return client.get(address).content.decode()


def test_with_one_version_comparing_leads_to_the_plan(desk, plan, version):
    text = read(desk, f"/prueba/planes/{plan.pk}/comparar/")

    assert f'class="btn primary" href="/prueba/planes/{plan.pk}/"' in text


def test_the_name_of_the_plan_leads_to_the_plan(desk, plan, comparison):
    adoption = Adoption.objects.first()
    for address in (
        f"{plan.pk}/comparar/",
        f"comparaciones/{comparison.pk}/",
        f"adopciones/{adoption.pk}/confirmar/",
    ):
        text = read(desk, f"/prueba/planes/{address}")
        assert f'<a href="/prueba/planes/{plan.pk}/">{plan.title}</a>' in text
        assert f'<a href="/prueba/planes/{plan.pk}/adopcion/">Adopción</a>' in text
