"""An organisation proposes by a link that expires; nothing changes before somebody accepts it, in whole or in part."""

from datetime import timedelta

import pytest

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.proposing import accept, propose, reject, revoke_link, send_link
from arraigo.areas.directory.models import Phone, Proposal, Service, UpdateLink
from arraigo.areas.directory.queries.proposals import differences, entry
from arraigo.areas.directory.queries.proposals_links import is_valid, update_link_by, update_token
from arraigo.core.outbox.models import Message


@pytest.fixture
def service(make_service, make_location, make_schedule):
    made = make_service("Comedor", needs=["health"], at=[make_location("Oficina")], description="Almuerzos de lunes.")
    make_schedule(made)
    return made


@pytest.fixture
def link(service, now):
    return send_link(organization=service.organization, service=service, email="o@x.example", by=None, at=now)


@pytest.fixture
def send(link, service, now):
    def send(said, *, note="", at=now):
        return propose(link, service_id=service.pk, said=said, note=note, at=at)

    return send


def test_a_link_sent_twice_is_the_same_and_opens_until_it_expires(service, link, now):
    again = send_link(organization=service.organization, service=service, email="o@x.example", by=None, at=now)
    assert (again.pk, UpdateLink.objects.count(), Message.objects.count()) == (link.pk, 1, 1)
    found = update_link_by(update_token(link))
    assert is_valid(found, at=now + timedelta(days=29))
    assert not is_valid(found, at=now + timedelta(days=31))
    assert not is_valid(revoke_link(link, by=None, at=now), at=now)
    assert update_link_by("x" * 43) is None


def test_a_proposal_changes_nothing_until_it_is_accepted_and_sent_twice_is_one(send, service):
    first, second = send({"description": "Cenas."}), send({"description": "Cenas."})
    assert (first.pk, Proposal.objects.count()) == (second.pk, 1)
    assert send({"description": "Desayunos."}).pk == first.pk
    assert Service.objects.get().description == "Almuerzos de lunes."


def test_only_what_differs_is_proposed(send, service):
    told = {key: field.value for key, field in entry(service).items()}
    assert send({**told, "email": "nuevo@x.example"}).changes == {"email": "nuevo@x.example"}


def test_a_part_is_taken_and_the_organisation_reads_why_the_rest_is_not(send, service, now):
    said = {
        "description": "Cenas.",
        "fees_description": "5 dólares",
        "hours:service": [[["SA"], "09:00", "12:00", False]],
    }
    made = send(said)
    with pytest.raises(DirectoryError, match="por qué"):
        accept(made, fields=["description"], by=None, at=now)
    accept(made, fields=["description", "hours:service"], reason="El comedor es gratis.", by=None, at=now)
    accept(made, fields=["description", "hours:service"], reason="El comedor es gratis.", by=None, at=now)

    service.refresh_from_db()
    assert (service.description, service.fees_description) == ("Cenas.", "")
    assert [(row.byday, row.opens_at.hour) for row in service.schedules.all()] == [("SA", 9)]
    assert service.verified_on is not None
    assert service.verifications.get().method == "organization"
    message = Message.objects.get(template="directory_update_decided")
    assert "El comedor es gratis." in message.body
    assert "Qué ofrece" in message.body
    assert "Cuánto cuesta" in message.body


def test_that_all_is_right_is_a_check_of_the_entry(send, service, now):
    made = send({})
    assert differences(made) == []
    accept(made, by=None, at=now)
    assert service.verifications.get().result == "confirmed"
    assert "todo sigue igual" in Message.objects.get(template="directory_update_decided").body


def test_a_rejection_says_why_and_changes_nothing(send, service, now):
    made = send({"description": "Cenas."})
    with pytest.raises(DirectoryError, match="por qué"):
        reject(made, reason=" ", by=None, at=now)
    reject(made, reason="No pudimos confirmarlo.", by=None, at=now)
    with pytest.raises(DirectoryError, match="ya decidió"):
        accept(made, by=None, at=now)
    assert Service.objects.get().description == "Almuerzos de lunes."


def test_phones_are_replaced_and_those_for_the_staff_stay(send, service, in_city, now):
    Phone.objects.create(city=in_city, service=service, number="099 777 7777", is_private=True)
    (row,) = entry(service)["phones"].value
    accept(send({"phones": [[row[0], "02 999 9999", "", "citas"], ["", "02 888 8888", "", ""]]}), by=None, at=now)
    assert {(phone.number, phone.is_private) for phone in service.phones.all()} == {
        ("02 999 9999", False),
        ("02 888 8888", False),
        ("099 777 7777", True),
    }


def test_what_changed_meanwhile_is_told(send, service):
    made = send({"description": "Cenas."})
    service.description = "Meriendas."
    service.save()
    (one,) = differences(Proposal.objects.get(pk=made.pk))
    assert one.stale
    assert one.now == ("Meriendas.",)


def test_a_text_is_compared_word_by_word(send):
    (one,) = differences(send({"description": "Almuerzos de martes."}))
    assert one.parts == (("same", "Almuerzos de"), ("del", "lunes."), ("ins", "martes."))


def test_nothing_of_a_confidential_place_is_in_an_entry(make_service, make_location, make_schedule):
    refuge = make_location("Casa Violeta", address="Calle Secreta 12", is_confidential=True)
    make_schedule(refuge)
    made = make_service("Acogida", at=[refuge])
    told = repr(entry(made))
    assert "Violeta" not in told
    assert "Secreta" not in told
    assert str(refuge.pk) not in told


def test_a_place_that_became_confidential_takes_no_changes(send, service, now):
    here = service.at_locations.get()
    made = send({f"address:{here.location_id}": ["Otra calle", ""]})
    here.location.is_confidential = True
    here.location.save()
    with pytest.raises(DirectoryError, match="reservado"):
        accept(made, by=None, at=now)


@pytest.mark.parametrize("said", [{"name": "Otro"}, {"address:00000000-0000-0000-0000-000000000000": ["", ""]}])
def test_only_fields_of_the_entry_are_taken(send, said):
    with pytest.raises(DirectoryError, match="Vuelva a abrir"):
        send(said)


def test_a_link_takes_nothing_of_another_organisation_or_after_its_time(link, make_service, make_organization, now):
    other = make_service("Ajeno", organization=make_organization("Otra"))
    with pytest.raises(DirectoryError, match="ya no es de su"):
        propose(link, service_id=other.pk, said={}, at=now)
    with pytest.raises(DirectoryError, match="vigente"):
        propose(link, service_id=link.service_id, said={}, at=now + timedelta(days=40))


def test_a_proposal_names_no_phone_that_the_page_did_not_show(in_city, send, service, now):
    private = Phone.objects.create(city=in_city, service=service, number="099 111 2222", is_private=True)
    accept(send({"phones": [["no soy una clave", "02 1", "", ""], [str(private.pk), "02 2", "", ""]]}), by=None, at=now)

    kept = set(Phone.objects.filter(service=service).values_list("number", "is_private"))
    assert kept == {("02 1", False), ("02 2", False), ("099 111 2222", True)}
