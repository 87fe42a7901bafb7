import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.consent.models import Basis
from arraigo.core.people.api import (
    DocumentTakenError,
    ErasedError,
    PersonDraft,
    Sex,
    add_contact,
    complete,
    complete_many,
    confirm_contact,
    erase_person,
    normalise_document,
    people_by_document,
    people_by_email,
    profiles,
    register_many,
    search,
    update_person,
)
from arraigo.core.people.indexes import document_index
from arraigo.core.people.models import Functioning, Person, PersonContact, PersonDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(city, basis, user, at):
    def make(*drafts, of=city):
        return register_many(drafts, city=of, basis=basis, by=user, at=at)

    return make


def test_a_hundred_people_take_as_many_queries_as_two(city, register, draft):
    two = [draft(f"Ana Ruiz {n}", document=f"V-1234567{n}", email=f"a{n}@x.example") for n in range(2)]
    hundred = [draft(f"Luz Paz {n}", document=f"V-22345{n:03}", email=f"b{n}@x.example") for n in range(100)]
    with CaptureQueriesContext(
        connection,
    ) as few:
        register(*two)
    with CaptureQueriesContext(connection) as many:
        register(*hundred)

    assert len(many) == len(few)


def test_everybody_registered_has_their_legal_basis(city, register, draft, basis):
    people = register(draft("Ana Ruiz"), draft("Luz Paz"))

    with tenancy.scope(city):
        held = Basis.objects.filter(person__in=people)
        assert {(row.purpose, row.legal_basis, row.source) for row in held} == {
            (basis.purpose, basis.legal_basis, basis.source)
        }
        assert held.count() == 2


def test_registering_nobody_does_nothing(register):
    assert register() == []


def test_registering_is_audited_with_counts_and_without_names(city, register, draft):
    register(draft("Ana Ruiz", document="0535853402"))

    entry = Entry.objects.get(action="people.register")
    assert entry.detail == {"people": 1}
    assert entry.city_id == city.id


def test_two_rows_with_one_document_are_refused_naming_both(register, draft):
    with pytest.raises(DocumentTakenError) as refusal:
        register(
            draft("Ana Ruiz", document="0535853402", origin="la fila 3"),
            draft("Luz Paz", document="535853402", origin="la fila 9"),
        )

    assert str(refusal.value) == (
        "El documento terminado en 3402 está en la fila 3 y en la fila 9. Revise a quién pertenece."
    )
    assert not Person.objects.exists()


def test_a_document_that_somebody_holds_is_refused_and_nobody_is_added(city, register, draft):
    (holder,) = register(draft("Ana Ruiz", document="0535853402"))

    with pytest.raises(DocumentTakenError, match="la fila 2 y en una persona ya registrada") as refusal:
        register(draft("Eva Mora"), draft("Luz Paz", document="C.I. 053585340-2", origin="la fila 2"))

    assert refusal.value.holder == holder.pk
    assert Person.objects.count() == 1


def test_the_database_itself_refuses_one_document_for_two_people(city, register, draft):
    _ana, other = register(draft("Ana Ruiz", document="0535853402"), draft("Luz Paz"))
    twin = PersonDocument(city=city, person=other, kind="cedula", number="0535853402")
    twin.index = document_index(city.id, "id:EC:0535853402")

    with pytest.raises(IntegrityError, match="a_document_belongs_to_one_person"), transaction.atomic():
        twin.save()


def test_one_document_lives_in_two_cities_under_different_indexes(city, other_city, register, draft):
    register(draft("Ana Ruiz", document="0535853402"))
    register(draft("Ana Ruiz", document="0535853402"), of=other_city)

    assert len(set(PersonDocument.objects.values_list("index", flat=True))) == 2


def test_people_are_found_by_document_and_by_email_however_typed(city, register, draft):
    ana, luz = register(
        draft("Ana Ruiz", document="0535853402", email="Ana@Quito.Example"), draft("Luz Paz", email="ana@quito.example")
    )

    with tenancy.scope(city):
        key = normalise_document(535853402.0).key
        assert people_by_document([key, "id:EC:9"]) == {key: ana.pk}
        assert people_by_email([" ANA@quito.example ", "x@y.example", "no"]) == {"ana@quito.example": {ana.pk, luz.pk}}


def test_without_a_city_nobody_is_found(city, register, draft):
    register(draft("Ana Ruiz", document="0535853402", email="ana@x.example"))

    with tenancy.scope(None):
        assert people_by_document(["id:EC:0535853402"]) == {}
        assert people_by_email(["ana@x.example"]) == {}
        assert search("ana") == []


def test_another_city_finds_nobody(city, other_city, register, draft):
    (ana,) = register(draft("Ana Ruiz", document="0535853402"))

    with tenancy.scope(other_city):
        assert people_by_document(["id:EC:0535853402"]) == {}
        assert profiles([ana.pk]) == {}
        assert search("ana") == []


def test_profiles_take_four_queries_whatever_their_number(city, register, draft, django_assert_num_queries):
    people = register(*(draft(f"Ana Ruiz {n}", email=f"a{n}@x.example") for n in range(30)))

    with tenancy.scope(city), django_assert_num_queries(4):
        read = profiles(person.pk for person in people)
        assert [read[person.pk].full_name for person in people][:2] == ["Ana Ruiz 0", "Ana Ruiz 1"]
        assert read[people[3].pk].emails == ("a3@x.example",)


def test_a_profile_gives_back_what_was_registered(city, register, at):
    told = PersonDraft(
        surnames="De la Torre",
        given_names="María José",
        known_as="Majo",
        documents=(normalise_document("V-12.345.678"), normalise_document("0535853402")),
        emails=("majo@x.example",),
        phones=("0991234567",),
        addresses=("Barrio El Faro, mz 4",),
        birth_date="1990-05",
        sex=Sex.WOMAN,
        nationality="VE",
        language="es",
        functioning={"seeing": 2, "hearing": 1},
    )
    (person,) = register(told)

    with tenancy.scope(city):
        read = profiles([person.pk])[person.pk]
        assert (read.full_name, read.surnames, read.birth_year) == ("María José De la Torre", "De la Torre", 1990)
        assert set(read.documents) == set(told.documents)
        assert (read.emails, read.phones, read.addresses) == (told.emails, told.phones, told.addresses)
        assert read.functioning.seeing == 2
        assert read.age_at(at.date()) == 36
        assert read.age_band_at(at.date()) == "30-44"


def test_blanks_are_filled_and_what_differs_is_returned_not_written(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz", birth_year=1990, sex=Sex.WOMAN))
    offered = draft("Ana Ruiz", document="0535853402", email="ana@x.example", birth_year=1991, nationality="EC")

    with tenancy.scope(city):
        differences = complete(ana.pk, offered, by=user, at=at)
        read = profiles([ana.pk])[ana.pk]
        assert [(one.field, one.held, one.offered) for one in differences] == [("birth_year", "1990", "1991")]
        assert (read.birth_year, read.nationality, read.sex) == (1990, "EC", "woman")
        assert read.documents[0].number == "0535853402"
        assert [found.id for found in search("0535853402")] == [ana.pk]
        assert [found.id for found in search("ana@x.example")] == [ana.pk]


def test_a_fuller_date_of_birth_fills_a_shorter_one(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz", birth_date="1990"))

    with tenancy.scope(city):
        assert complete(ana.pk, draft("Ana Ruiz", birth_date="1990-05-03"), by=user, at=at) == []
        assert complete(ana.pk, draft("Ana Ruiz", birth_date="1990-05"), by=user, at=at) == []
        assert profiles([ana.pk])[ana.pk].birth_date == "1990-05-03"


def test_completing_with_the_same_changes_and_audits_nothing(city, register, draft, user, at):
    told = draft("Ana Ruiz", document="0535853402", email="ana@x.example")
    (ana,) = register(told)

    with tenancy.scope(city):
        assert complete(ana.pk, told, by=user, at=at) == []
    assert not Entry.objects.filter(action="people.complete").exists()


def test_completing_many_takes_as_many_queries_as_one(city, register, draft, user, at):
    people = register(*(draft(f"Ana Ruiz {n}") for n in range(20)))
    offers = {person.pk: draft("Ana Ruiz", email=f"a{n}@x.example", sex="woman") for n, person in enumerate(people)}

    with tenancy.scope(city):
        with CaptureQueriesContext(connection) as one:
            complete_many(dict([offers.popitem()]), by=user, at=at)
        with CaptureQueriesContext(connection) as many:
            complete_many(offers, by=user, at=at)
        assert len(many) == len(one)
        assert all(read.sex == "woman" for read in profiles([person.pk for person in people]).values())


def test_completing_refuses_somebody_elses_document(city, register, draft, user, at):
    _ana, luz = register(draft("Ana Ruiz", document="0535853402"), draft("Luz Paz"))

    with tenancy.scope(city), pytest.raises(DocumentTakenError):
        complete(luz.pk, draft("Luz Paz", document="535853402"), by=user, at=at)


def test_a_contact_is_kept_once_and_may_be_confirmed(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz"))

    with tenancy.scope(city):
        add_contact(ana.pk, kind="email", value="Ana@X.example", by=user, at=at)
        add_contact(ana.pk, kind="email", value=" ana@x.example", by=user, at=at)
        assert people_by_email(["ana@x.example"], confirmed_only=True) == {}
        assert confirm_contact(ana.pk, kind="email", value="ana@x.example", by=user, at=at)
        assert not confirm_contact(ana.pk, kind="email", value="ana@x.example", by=user, at=at)
        assert people_by_email(["ana@x.example"], confirmed_only=True) == {"ana@x.example": {ana.pk}}
        assert [found.id for found in search("ana@x.example")] == [ana.pk]
        assert PersonContact.objects.count() == 1


def test_what_reaches_nobody_is_refused(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz"))

    with tenancy.scope(city), pytest.raises(ValueError, match="no sirve para contactar"):
        add_contact(ana.pk, kind="email", value="ana arroba x", by=user, at=at)


def test_a_correction_says_exactly_what_it_was_told(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz", document="V-12345678", email="ana@x.example", functioning={"seeing": 4}))
    corrected = draft("Ana Mora Ruiz", document="0535853402", surnames="Mora Ruiz", given_names="Ana", sex="woman")

    with tenancy.scope(city):
        update_person(ana.pk, corrected, by=user, at=at)
        read = profiles([ana.pk])[ana.pk]
        assert (read.full_name, read.emails, read.functioning) == ("Ana Mora Ruiz", (), None)
        assert [document.number for document in read.documents] == ["0535853402"]
        assert [found.id for found in search("mora")] == [ana.pk]
        assert search("ana@x.example") == search("V-12345678") == []


def test_a_correction_is_audited_by_field_and_without_values(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz"))

    with tenancy.scope(city):
        update_person(ana.pk, draft("Ana Mora", sex="woman"), by=user, at=at)
        update_person(ana.pk, draft("Ana Mora", sex="woman"), by=user, at=at)
    assert Entry.objects.get(action="people.update").detail == {"fields": ["full_name", "sex"]}


def test_erasing_removes_who_they_are_and_keeps_what_is_counted(city, register, draft, user, at):
    told = draft("Ana Ruiz", document="0535853402", email="ana@x.example", birth_date="1990-05-03", sex="woman")
    (ana,) = register(told)

    with tenancy.scope(city):
        erase_person(ana.pk, reason="Lo pidió por oficio", by=user, at=at)
        erase_person(ana.pk, reason="Lo pidió por oficio", by=user, at=at)
        read = profiles([ana.pk])[ana.pk]
        assert (read.full_name, read.birth_date, read.documents, read.emails) == ("", "", (), ())
        assert (read.sex, read.birth_year, read.is_erased) == ("woman", 1990, True)
        assert search("ana") == search("0535853402") == search("ana@x.example") == []
        assert Entry.objects.filter(action="people.erase").count() == 1


def test_nothing_is_added_to_an_erased_person(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz"))

    with tenancy.scope(city):
        erase_person(ana.pk, reason="Lo pidió", by=user, at=at)
        assert complete(ana.pk, draft("Ana Ruiz", sex="woman"), by=user, at=at) == []
        with pytest.raises(ErasedError):
            add_contact(ana.pk, kind="email", value="ana@x.example", by=user, at=at)
        with pytest.raises(ErasedError):
            update_person(ana.pk, draft("Ana Ruiz"), by=user, at=at)
        assert profiles([ana.pk])[ana.pk].full_name == ""


def test_an_erasure_needs_its_reason(city, register, draft, user, at):
    (ana,) = register(draft("Ana Ruiz"))

    with tenancy.scope(city), pytest.raises(ValueError, match="por qué"):
        erase_person(ana.pk, reason="  ", by=user, at=at)


def test_functioning_is_asked_once(city, register, draft):
    (ana,) = register(draft("Ana Ruiz", functioning={"walking": 3}))

    assert Functioning.objects.get(person=ana).walking == 3
