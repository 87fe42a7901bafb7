import pytest

from arraigo.areas.directory.models import Service
from arraigo.areas.directory.queries import finding
from arraigo.areas.directory.queries import needs as catalogue


@pytest.fixture(autouse=True)
def nothing_kept(needs_catalogue):
    finding.forget()
    yield
    finding.forget()


@pytest.fixture
def real_needs(monkeypatch, needs_catalogue):
    monkeypatch.undo()
    catalogue.forget()
    finding.forget()


@pytest.mark.parametrize(
    ("typed", "need"),
    [("dosumentos", "documents"), ("sin papeles", "regularisation"), ("me pegan en casa", "gbv")],
)
def test_the_words_of_the_catalogue_find_the_need(real_needs, typed, need):
    assert finding.find_needs(typed)[0].code == need


def test_a_language_without_the_word_is_searched_in_spanish_too(real_needs):
    assert finding.find_needs("arriendo", "en")[0].code == "housing"
    assert finding.find_needs("zzzzzz", "en") == ()


@pytest.mark.parametrize(
    ("typed", "need"), [("my husband beats me", "gbv"), ("hungry", "food"), ("j'ai faim", "food"), ("grangou", "food")]
)
def test_what_spanish_does_not_know_is_looked_for_in_the_other_languages(real_needs, typed, need):
    assert finding.find_needs(typed)[0].code == need


def test_a_service_is_found_by_its_name_or_its_organisation_with_slips(in_city, make_service, now):
    wanted = make_service(name="Comedor La Esperanza", needs=["health"])
    make_service(name="Consultorio jurídico", needs=["asylum"])

    for typed in ("comedor esperanza", "Comedor la Esperansa", "comdeor esperanza"):
        assert [place.service_id for place in finding.search_places(typed, at=now)] == [wanted.pk], typed
    assert finding.search_places("fútbol", at=now) == []


def test_what_is_written_anew_is_found_at_once(in_city, make_service, now):
    assert finding.search_places("guardería luna", at=now) == []
    made = make_service(name="Guardería Luna")

    assert [place.service_id for place in finding.search_places("guarderia luna", at=now)] == [made.pk]


def test_a_search_asks_at_most_ten_queries(in_city, make_service, now, django_assert_max_num_queries):
    for number in range(8):
        make_service(name=f"Comedor {number}")

    with django_assert_max_num_queries(10):
        assert len(finding.search_places("comedor", at=now)) == 8


def test_a_service_that_no_longer_attends_is_not_found(in_city, make_service, now):
    made = make_service(name="Comedor Viejo")
    Service.objects.filter(pk=made.pk).update(status="inactive")

    assert finding.search_places("comedor viejo", at=now) == []
