"""Files come back as they came, or not at all."""

import datetime as dt
import errno
import os

import pytest
from django.conf import settings

from arraigo.core import tenancy
from arraigo.core.crypto import keyring
from arraigo.core.files import api as files
from arraigo.core.files import sealed
from arraigo.core.files.actions import city_folder, place
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def city(db):
    return City.objects.create(slug="a", name="A", created_at=AT)


@pytest.fixture
def inside(city):
    with tenancy.scope(city):
        yield city


def kept(data=b"cedula;nombre\n", name="lista.csv", media_type="text/csv"):
    return files.store(data, name=name, media_type=media_type, by=None, at=AT)


@pytest.mark.parametrize("size", [0, 1, sealed.PIECE - 1, sealed.PIECE, sealed.PIECE + 1, 3 * sealed.PIECE, 200_001])
def test_a_file_of_any_size_comes_back_as_it_came(inside, size):
    data = os.urandom(size)

    file = kept(data)

    assert files.read(file) == data
    assert file.size == size


def test_nothing_of_a_file_is_readable_on_disk(inside):
    file = kept(b"Hern\xc3\xa1n Zambrano" * 10_000)

    assert b"Zambrano" not in place(file).read_bytes()
    assert place(file).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: sealed.HEADER.size + sealed.PIECE + sealed.TAG],
        lambda data: data[: sealed.HEADER.size],
        lambda data: data[:10],
        lambda data: b"",
        lambda data: data + b"x",
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: (
            data[: sealed.HEADER.size]
            + data[sealed.HEADER.size + sealed.PIECE + 16 : sealed.HEADER.size + 2 * (sealed.PIECE + 16)]
            + data[sealed.HEADER.size : sealed.HEADER.size + sealed.PIECE + 16]
            + data[sealed.HEADER.size + 2 * (sealed.PIECE + 16) :]
        ),
    ],
    ids=["cut by one", "cut at a piece", "only header", "half header", "empty", "longer", "magic", "bit", "swapped"],
)
def test_a_file_that_was_changed_on_disk_does_not_open(inside, spoil):
    file = kept(os.urandom(3 * sealed.PIECE))
    place(file).write_bytes(spoil(place(file).read_bytes()))

    with pytest.raises(files.Damaged, match=r"lista\.csv"):
        files.read(file)


def test_a_file_put_in_the_place_of_another_does_not_open(inside):
    one, other = kept(b"a" * 100), kept(b"b" * 100)
    place(one).write_bytes(place(other).read_bytes())

    with pytest.raises(files.Damaged):
        files.read(one)


def test_bytes_that_are_not_those_of_the_row_are_refused(inside):
    file = kept(b"a" * 100)
    file.sha256 = "0" * 64

    with pytest.raises(files.Damaged):
        files.read(file)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a\x00b.csv", "..", "~/x", ""])
def test_no_name_leads_out_of_the_city_folder(inside, name):
    file = kept(name=name)

    assert place(file).resolve().is_relative_to(city_folder(inside.pk).resolve())
    assert place(file).name == str(file.pk)
    assert "/" not in file.name
    assert "\\" not in file.name


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\ana\\lista final.xlsx", "lista final.xlsx"),
        ("asistencia ñandú.csv", "asistencia ñandú.csv"),
        ("factura\u202egpj.exe", "facturagpj.exe"),
        ("a\r\nSet-Cookie: x=1.csv", "aSet-Cookie- x=1.csv"),
        (".htaccess", "htaccess"),
        ("con.csv", "_con.csv"),
        ("x" * 300 + ".csv", "x" * 146 + ".csv"),
        ("   ", "archivo"),
    ],
)
def test_a_name_is_made_harmless(name, clean):
    assert files.clean_name(name) == clean


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("where", ["fsync", "write"])
def test_a_full_disk_leaves_nothing_behind_and_says_so(inside, monkeypatch, code, where):
    def full(*args):
        raise OSError(code, os.strerror(code))

    if where == "fsync":
        monkeypatch.setattr(sealed.os, "fsync", full)
    else:
        monkeypatch.setattr(sealed, "_sealed", full)

    with pytest.raises(files.DiskFull, match=r"«lista\.csv»: el disco del servidor está lleno"):
        kept()

    assert not [path for path in city_folder(inside.pk).rglob("*") if path.is_file()]
    assert not _rows()


def _rows():
    from arraigo.core.files.models import StoredFile

    return StoredFile.objects.exists()


def test_a_real_file_system_without_room_is_told_apart(inside, monkeypatch, tmp_path):
    full = "/dev/full"
    if not os.path.exists(full):
        pytest.skip("no /dev/full here")
    monkeypatch.setattr(sealed, "_private", lambda path, flags: os.open(full, os.O_WRONLY))

    with pytest.raises(files.DiskFull):
        kept(os.urandom(1000))


def test_an_erased_file_is_gone_from_the_disk_and_its_name_from_the_row(inside, django_capture_on_commit_callbacks):
    file = kept()

    with django_capture_on_commit_callbacks(execute=True):
        files.erase(file, by=None, at=AT)

    file.refresh_from_db()
    assert (file.name, file.erased_at) == ("", AT)
    assert not place(file).exists()
    with pytest.raises(files.Erased, match="se borró"):
        files.read(file)


def test_a_sweep_takes_orphans_and_names_what_is_missing(inside):
    present, lost, orphan = kept(), kept(), kept()
    place(lost).unlink()
    type(orphan).objects.filter(pk=orphan.pk).delete()
    young = files.sweep(at=AT)
    long_ago = AT.timestamp() - 60 * 60 * 48
    for file in (present, orphan):
        os.utime(place(file), (long_ago, long_ago))

    swept = files.sweep(at=AT)

    assert young.removed == 0
    assert (swept.removed, swept.missing) == (1, (lost.pk,))
    assert place(present).exists()
    assert not place(orphan).exists()


def test_a_file_without_a_city_is_refused(db):
    with pytest.raises(LookupError):
        kept()


def test_a_file_of_another_city_cannot_be_found(inside):
    other = City.objects.create(slug="b", name="B", created_at=AT)
    file = kept()

    with tenancy.scope(other):
        assert not type(file).objects.filter(pk=file.pk).exists()


@pytest.fixture(autouse=True)
def _keys(tmp_path, monkeypatch):
    keyring.create(settings.HOME.keys)
    here = tmp_path / "archivos"
    monkeypatch.setattr(type(settings.HOME), "files", property(lambda self: here))
