import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.consent.api import (
    BasisDraft,
    LegalBasis,
    NoBasisError,
    Purpose,
    allowed,
    bases_of,
    has_basis,
    record_basis_many,
    require,
    withdraw,
)
from arraigo.core.consent.models import Basis

pytestmark = pytest.mark.django_db


@pytest.fixture
def consented(city, two, user, at):
    with tenancy.scope(city):
        record_basis_many(
            two, purpose=Purpose.TRAINING, legal_basis=LegalBasis.CONSENT, source="Formulario", by=user, at=at
        )
    return two


def test_a_basis_is_for_its_purpose_and_no_other(city, consented):
    with tenancy.scope(city):
        assert has_basis(consented[0], Purpose.TRAINING)
        assert not has_basis(consented[0], Purpose.CASH)
        assert allowed(consented, [Purpose.CASH, Purpose.TRAINING]) == set(consented)


def test_recording_twice_records_once(city, consented, user, at):
    with tenancy.scope(city):
        again = record_basis_many(
            consented, purpose=Purpose.TRAINING, legal_basis=LegalBasis.CONSENT, source="Otro", by=user, at=at
        )

    assert again == 0
    assert Basis.objects.count() == 2


def test_recording_for_many_takes_as_many_queries_as_for_one(city, two, user, at):
    def record(people, purpose):
        with tenancy.scope(city), CaptureQueriesContext(connection) as queries:
            record_basis_many(people, purpose=purpose, legal_basis="consent", source="Formulario", by=user, at=at)
        return len(queries)

    assert record(two, "cash") == record(two[:1], "training")


def test_the_database_keeps_one_standing_basis(city, consented, at):
    twin = Basis(city=city, person_id=consented[0], purpose="training", legal_basis="consent", source="x", given_at=at)

    with pytest.raises(IntegrityError, match="one_standing_basis"), transaction.atomic():
        twin.save()


def test_what_is_withdrawn_no_longer_stands_and_its_history_stays(city, consented, user, at):
    with tenancy.scope(city):
        assert withdraw(consented[0], purpose=Purpose.TRAINING, by=user, at=at)
        assert not withdraw(consented[0], purpose=Purpose.TRAINING, by=user, at=at)
        assert not has_basis(consented[0], Purpose.TRAINING)
        assert [basis.withdrawn_at for basis in bases_of(consented[0])] == [at]
        assert Entry.objects.filter(action="consent.withdraw").count() == 1


def test_consent_can_be_given_again_after_it_was_withdrawn(city, consented, user, at):
    with tenancy.scope(city):
        withdraw(consented[0], purpose=Purpose.TRAINING, by=user, at=at)
        record_basis_many(
            consented, purpose=Purpose.TRAINING, legal_basis=LegalBasis.CONSENT, source="Otra vez", by=user, at=at
        )
        assert has_basis(consented[0], Purpose.TRAINING)


def test_withdrawing_consent_leaves_a_public_function_standing(city, consented, user, at):
    with tenancy.scope(city):
        record_basis_many(consented, purpose="training", legal_basis="public_function", source="Oficio", by=user, at=at)
        withdraw(consented[0], purpose=Purpose.TRAINING, by=user, at=at)
        assert has_basis(consented[0], Purpose.TRAINING)


def test_reading_without_the_purpose_is_refused_and_logged(city, consented, user, at):
    with tenancy.scope(city):
        with pytest.raises(NoBasisError, match="transferencias en efectivo") as refusal:
            require(consented[:1], Purpose.CASH, user, at)

        assert refusal.value.people == {consented[0]}
        entry = Entry.objects.get(action="consent.refused")
        assert (entry.by, entry.subject) == (user, f"people.person:{consented[0]}")
        assert entry.detail == {"purposes": ["cash"], "people": 1}


def test_reading_with_the_purpose_passes_in_silence(city, consented, user, at):
    with tenancy.scope(city):
        require(consented, Purpose.TRAINING, user, at)

        assert not Entry.objects.filter(action="consent.refused").exists()


@pytest.mark.parametrize(
    ("purpose", "legal_basis", "source"), [("otra", "consent", "x"), ("cash", "otra", "x"), ("cash", "consent", " ")]
)
def test_a_basis_says_its_purpose_its_kind_and_its_source(purpose, legal_basis, source):
    with pytest.raises(ValueError, match="Diga"):
        BasisDraft(purpose, legal_basis, source)
