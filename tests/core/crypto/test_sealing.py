"""What is sealed opens in its place alone, and is found without being readable."""

import datetime as dt
import uuid

import pytest
from django.core import checks
from django.db import connection

from arraigo.core.crypto import api as crypto
from arraigo.core.crypto import keyring
from arraigo.core.outbox.models import Message
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def message(db):
    city = City.objects.create(slug="a", name="A", created_at=AT)
    return written(city, "uno", recipient="ana@example.org", subject="Hola, señora Chuquimarca", body="")


def written(city, event, **fields):
    return Message.objects.create(
        city=city, event=event, template="x", language="es", created_at=AT, next_attempt_at=AT, **fields
    )


def raw(message, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM outbox_message WHERE id = %s", [message.pk])
        return bytes(cursor.fetchone()[0])


def test_text_comes_back_and_is_not_readable_in_the_database(message):
    found = Message.objects.get()

    assert (found.recipient, found.subject, found.body) == ("ana@example.org", "Hola, señora Chuquimarca", "")
    assert b"Chuquimarca" not in raw(message, "subject")
    assert raw(message, "body") == b""


def test_the_same_text_is_sealed_differently_each_time(message):
    other = written(message.city, "dos", recipient="ana@example.org")

    assert raw(message, "recipient") != raw(other, "recipient")


@pytest.mark.parametrize("column", ["recipient", "subject"])
def test_a_value_moved_to_another_row_or_column_does_not_open(message, column):
    other = written(message.city, "dos", recipient="eva@example.org", subject="x")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE outbox_message SET {column} = %s WHERE id = %s", [raw(message, "recipient"), other.pk])
    moved = Message.objects.get(pk=other.pk)

    with pytest.raises(crypto.Tampered):
        getattr(moved, column)


@pytest.mark.parametrize("position", [0, 1, 3, 20, -1])
def test_a_value_of_which_one_bit_was_changed_does_not_open(message, position):
    sealed = bytearray(raw(message, "subject"))
    sealed[position] ^= 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outbox_message SET subject = %s", [bytes(sealed)])

    with pytest.raises((crypto.Tampered, crypto.KeysMissing)):
        _ = Message.objects.get().subject


def test_a_value_opens_only_when_it_is_read(message):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outbox_message SET subject = %s", [b"\x01\x00\x01nonsense"])
    found = Message.objects.get()

    assert found.recipient == "ana@example.org"
    with pytest.raises(crypto.Tampered):
        _ = found.subject


def test_saving_other_fields_leaves_a_sealed_value_as_it_is(message):
    before = raw(message, "subject")
    found = Message.objects.get()
    found.attempts = 3
    found.save()

    assert raw(message, "subject") == before


def test_a_deferred_value_is_fetched_when_it_is_read(message):
    found = Message.objects.defer("subject").get()

    assert found.subject == "Hola, señora Chuquimarca"


def test_an_update_without_the_row_is_refused(message):
    with pytest.raises(TypeError, match="save the object"):
        Message.objects.update(subject="x")
    with pytest.raises(TypeError, match="takes text"):
        written(message.city, "dos", recipient=b"bytes")


def test_a_sealed_value_in_bulk_opens_in_each_row(message):
    Message.objects.bulk_create(
        Message(
            city=message.city,
            event=str(n),
            template="x",
            language="es",
            created_at=AT,
            next_attempt_at=AT,
            subject=f"n {n}",
        )
        for n in range(5)
    )

    assert {found.subject for found in Message.objects.exclude(pk=message.pk)} == {f"n {n}" for n in range(5)}


def test_the_models_pass_djangos_own_checks():
    assert [message for message in checks.run_checks() if message.level >= checks.ERROR] == []


def test_an_index_finds_equals_within_one_city_and_joins_nothing_across():
    one, two = uuid.uuid4(), uuid.uuid4()

    assert crypto.index("document", one, "1710034065") == crypto.index("document", one, "1710034065")
    assert crypto.index("document", one, "1710034065") != crypto.index("document", two, "1710034065")
    assert crypto.index("document", one, "1710034065") != crypto.index("email", one, "1710034065")
    assert -(2**63) <= crypto.token("name", one, "zambrano") < 2**63


def test_an_index_cannot_be_made_without_the_key(tmp_path, monkeypatch):
    city = uuid.uuid4()
    here = crypto.index("document", city, "1710034065")
    keyring.create(tmp_path)
    elsewhere = keyring.load(tmp_path)
    monkeypatch.setattr(keyring, "keyring", lambda: elsewhere)

    assert crypto.index("document", city, "1710034065") != here


class TestKeys:
    def test_making_keys_again_changes_none(self, tmp_path):
        keyring.create(tmp_path)
        before = keyring.load(tmp_path)
        keyring.create(tmp_path)

        assert keyring.load(tmp_path) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["1.key", "indice.key"]

    def test_keys_are_for_their_owner_alone(self, tmp_path):
        folder = tmp_path / "llaves"
        keyring.create(folder)

        assert folder.stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())

    def test_an_empty_folder_is_told_in_words(self, tmp_path):
        with pytest.raises(crypto.KeysMissing, match="No hay llaves en"):
            keyring.load(tmp_path)

    @pytest.mark.parametrize("content", [b"", b"c2hvcnQ=", b"\xff\xfe\x00"])
    def test_a_file_that_is_no_key_is_told_in_words(self, tmp_path, content):
        keyring.create(tmp_path)
        (tmp_path / "1.key").write_bytes(content)

        with pytest.raises(crypto.KeysMissing, match=r"1\.key no es una llave"):
            keyring.load(tmp_path)

    def test_a_key_shows_neither_in_its_print_nor_in_its_fingerprint(self, tmp_path):
        keyring.create(tmp_path)
        ring = keyring.load(tmp_path)

        assert repr(ring) == "Keyring()"
        assert ring.keys[1].hex() not in keyring.fingerprint(ring.keys[1])

    def test_the_fingerprints_name_every_key(self):
        assert {"1", "indice"} <= set(crypto.fingerprints())
        assert all(len(value) == 16 for value in crypto.fingerprints().values())

    def test_a_value_whose_key_is_missing_says_which(self):
        sealed = bytearray(crypto.seal(b"x", bound_to="here"))
        sealed[1:3] = (999).to_bytes(2, "big")

        with pytest.raises(crypto.KeysMissing, match="Falta la llave 999"):
            crypto.unseal(bytes(sealed), bound_to="here")
