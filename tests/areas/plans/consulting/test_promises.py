"""The pages of a consultation promise what happens, no more: a comment may be refused, and not all leave a mailbox."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.models import Comment
from arraigo.core.outbox.models import Message


@pytest.fixture
def consultation(version, now):
    span = {"opens_at": now, "closes_at": now + timedelta(days=3650)}
    return actions.save_consultation(version=version, title="Consulta", introduction="", by=None, at=now, **span)


@pytest.fixture
def published(consultation, now):
    return actions.publish(consultation, by=None, at=now)


def test_publishing_is_not_promised_before_the_team_decides(published):
    for address in ("comentar/", "recibido/"):
        text = Client().get(f"/prueba/consulta/consulta/{address}").content.decode()
        assert "decid" in text
        assert "Se publicará" not in text
        assert "antes de publicarlo" not in text


def test_whoever_leaves_a_mailbox_is_told_to_confirm_as_the_program_asks(published, city, now):
    text = Client().get("/prueba/consulta/consulta/comentar/").content.decode()
    said = actions.Said(nonce=UUID(int=1), body="Falta el arriendo.", email="rosa@x.example")
    row = actions.comment(published, said, section=None, city=city, at=now)

    assert "para que confirme su comentario" in text
    assert row.state == "unconfirmed"
    assert Message.objects.filter(template="plans_comment_confirm").count() == 1


def test_nobody_is_said_to_be_told_who_left_no_mailbox(desk, published, city, now):
    row = actions.comment(
        published, actions.Said(nonce=UUID(int=1), body="Falta el arriendo."), section=None, city=city, at=now
    )
    address = f"/prueba/planes/consultas/{published.pk}/comentarios/moderar/"
    ticked = {"accion": "rechazar", "filas": [str(row.pk)]}

    text = desk.post(address, ticked).content.decode()
    assert "si dejó su correo" in text
    assert "y avisar" not in text
    desk.post(address, {**ticked, "reason": "Nombra a otra persona."})
    assert Comment.objects.get().state == "refused"
    assert not Message.objects.exists()


def test_the_desk_says_who_sees_what_is_saved(desk, consultation, now):
    address = f"/prueba/planes/consultas/{consultation.pk}/editar/"

    assert "solo la ve el equipo" in desk.get(address).content.decode()
    actions.publish(consultation, by=None, at=now)
    assert "se ve enseguida" in desk.get(address).content.decode()
