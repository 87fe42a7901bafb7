"""Whoever tampers with the log, even as the owner of the database, is caught."""

import datetime as dt
import hashlib
import shutil
import time

import pytest
from django.db import connection, transaction

from arraigo.core import tenancy
from arraigo.core.audit import actions, anchors
from arraigo.core.audit import api as audit
from arraigo.core.audit.models import Entry
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def log(city):
    with tenancy.scope(city):
        for number in range(1, 11):
            audit.record(action=f"step.{number}", subject=f"thing:{number}", by=None, at=AT, detail={"n": number})
    return city


def tamper(statement, *values):
    """Do what only somebody with the database's own password can do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)


def faults(**wanted):
    return [(finding.fault, finding.number) for finding in audit.verify()]


def forge(number, **changes):
    """Rewrite the chain from an entry on, with digests that are right."""
    entries = list(Entry.objects.order_by("number"))
    previous = entries[number - 2].digest if number > 1 else "0" * 64
    for entry in entries[number - 1 :]:
        if entry.number == number:
            for name, value in changes.items():
                setattr(entry, name, value)
        entry.previous = previous
        entry.digest = previous = actions.digest(entry)
        tamper(
            "UPDATE audit_entry SET action = %s, previous = %s, digest = %s WHERE id = %s",
            entry.action,
            entry.previous,
            entry.digest,
            entry.pk,
        )


def test_a_log_that_nobody_touched_is_whole(log):
    assert audit.verify() == []
    assert audit.verify(log) == []


@pytest.mark.parametrize(
    "change",
    [
        "action = 'other'",
        "subject = 'other'",
        "at = at + interval '1 microsecond'",
        "detail = '{\"n\": 50}'",
        "detail = '{}'",
        "by_id = NULL, action = action || ' '",
        "id = gen_random_uuid()",
        "digest = repeat('a', 64)",
    ],
)
def test_an_edited_entry_is_caught(log, change):
    tamper(f"UPDATE audit_entry SET {change} WHERE number = 4")

    assert ("edited", 4) in faults()


def test_a_deleted_entry_is_caught(log):
    tamper("DELETE FROM audit_entry WHERE number = 4")

    assert ("missing", 4) in faults()


def test_several_deleted_entries_are_told_together(log):
    tamper("DELETE FROM audit_entry WHERE number BETWEEN 4 AND 6")

    assert [finding.sentence for finding in audit.verify()] == ["Faltan las anotaciones 4 a 6."]


def test_a_deleted_entry_whose_followers_were_renumbered_is_caught(log):
    tamper("DELETE FROM audit_entry WHERE number = 4")
    for number in range(5, 11):
        tamper("UPDATE audit_entry SET number = number - 1 WHERE number = %s", number)

    assert ("broken", 4) in faults()
    assert ("cut", 9) in faults()


@pytest.mark.parametrize("kept", [9, 5, 1, 0])
def test_a_tail_that_was_cut_off_is_caught(log, kept):
    tamper("DELETE FROM audit_entry WHERE number > %s", kept)

    assert faults() == [("cut", kept)]
    assert "La cadena se cortó" in audit.verify()[0].sentence


def test_a_log_emptied_of_a_city_is_caught_though_no_row_names_it(log):
    tamper("DELETE FROM audit_entry")

    (finding,) = audit.verify()
    assert (finding.fault, finding.city) == ("cut", log.pk)


def test_reordered_entries_are_caught(log):
    tamper("UPDATE audit_entry SET number = 99 WHERE number = 4")
    tamper("UPDATE audit_entry SET number = 4 WHERE number = 5")
    tamper("UPDATE audit_entry SET number = 5 WHERE number = 99")

    assert {("edited", 4), ("edited", 5), ("broken", 4), ("broken", 5)} <= set(faults())


def test_an_inserted_entry_is_caught(log):
    tamper("UPDATE audit_entry SET number = number + 100 WHERE number > 4")
    tamper("UPDATE audit_entry SET number = number - 99 WHERE number > 100")
    tamper(
        "INSERT INTO audit_entry (id, city_id, number, action, subject, at, detail, previous, digest, transaction)"
        " SELECT gen_random_uuid(), city_id, 5, 'forged', 'x', at, '{}', digest, repeat('b', 64), transaction"
        " FROM audit_entry WHERE number = 4"
    )

    assert ("edited", 5) in faults()
    assert ("broken", 6) in faults()


def test_a_chain_that_was_written_anew_with_right_digests_is_caught_by_its_anchors(log):
    forge(4, action="forged")

    assert faults() == [("rewritten", number) for number in range(4, 11)]


def test_entries_added_behind_the_programs_back_have_no_anchor(log):
    last = Entry.objects.order_by("-number").first()
    for number in (11, 12):
        forged = Entry(city=log, number=number, action="forged", subject="x", at=AT, detail={}, previous=last.digest)
        forged.transaction = number
        forged.digest = actions.digest(forged)
        forged.save(force_insert=True)
        last = forged

    (finding,) = audit.verify()
    assert (finding.fault, finding.number, finding.grave) == ("unanchored", 11, True)


def test_a_sudden_stop_between_commit_and_anchor_is_told_but_not_grave(log, monkeypatch):
    with monkeypatch.context() as stopped, tenancy.scope(log):
        stopped.setattr(actions.anchors, "append", lambda **values: None)
        audit.record(action="x", subject="x", by=None, at=AT)

    (finding,) = audit.verify(log)
    assert (finding.fault, finding.number, finding.grave) == ("unanchored", 11, False)


def test_what_one_transaction_wrote_within_savepoints_is_told_as_one_sudden_stop(log, monkeypatch):
    with monkeypatch.context() as stopped, tenancy.scope(log):
        stopped.setattr(actions.anchors, "append", lambda **values: None)
        with transaction.atomic():
            for number in (11, 12, 13):
                with transaction.atomic():
                    audit.record(action="x", subject=f"x:{number}", by=None, at=AT)

    (finding,) = audit.verify(log)
    assert (finding.fault, finding.number, finding.grave) == ("unanchored", 11, False)


def test_what_two_transactions_left_without_anchors_is_grave(log, monkeypatch):
    with monkeypatch.context() as stopped, tenancy.scope(log):
        stopped.setattr(actions.anchors, "append", lambda **values: None)
        for number in (11, 12):
            audit.record(action="x", subject=f"x:{number}", by=None, at=AT)

    (finding,) = audit.verify(log)
    assert (finding.fault, finding.number, finding.grave) == ("unanchored", 11, True)


def test_anchors_that_were_cut_are_caught(log):
    file = anchors.path(log.pk)
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:4]))

    (finding,) = audit.verify()
    assert (finding.fault, finding.number, finding.grave) == ("unanchored", 5, True)


def test_missing_anchors_are_caught(log):
    anchors.path(log.pk).unlink()

    assert faults() == [("anchors_missing", None)]


def test_log_and_anchors_cut_together_are_caught_when_the_anchors_have_a_copy(log, tmp_path):
    shutil.copy(anchors.path(log.pk), tmp_path / "copy")
    file = anchors.path(log.pk)
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:4]))
    tamper("DELETE FROM audit_entry WHERE number > 4")
    shutil.copy(tmp_path / "copy", file)

    assert faults() == [("cut", 4)]


@pytest.mark.parametrize("line", [1, 5, 10])
def test_an_anchor_that_was_changed_is_caught(log, line):
    file = anchors.path(log.pk)
    lines = file.read_bytes().splitlines(keepends=True)
    number, _digest, rest = lines[line - 1].split(b" ", 2)
    lines[line - 1] = b" ".join([number, hashlib.sha256(b"x").hexdigest().encode(), rest])
    file.write_bytes(b"".join(lines))

    assert any(fault == "anchor_damaged" for fault, _number in faults())


def test_an_anchor_cannot_be_made_without_the_keys(log):
    forge(10, action="forged")
    file = anchors.path(log.pk)
    lines = file.read_bytes().splitlines()
    number, _digest, rest = lines[-1].split(b" ", 2)
    digest = Entry.objects.order_by("-number").first().digest
    file.write_bytes(b"\n".join([*lines[:-1], b" ".join([number, digest.encode(), rest])]) + b"\n")

    assert any(fault == "anchor_damaged" for fault, _number in faults())


def test_an_anchor_written_half_does_not_swallow_the_next_one(log):
    with anchors.path(log.pk).open("ab") as file:
        file.write(b"11 abc")
    with tenancy.scope(log):
        audit.record(action="x", subject="x", by=None, at=AT)

    assert faults() == [("anchor_damaged", None)]


def test_one_city_is_verified_inside_its_scope_and_all_only_by_the_owner(log):
    tamper("UPDATE audit_entry SET action = 'other' WHERE number = 4")

    with tenancy.scope(log):
        assert [finding.number for finding in audit.verify(log)] == [4]
        with pytest.raises(audit.NotTheOwner, match="cuenta dueña"):
            audit.verify()


def test_the_state_at_a_glance_says_up_to_where_the_chain_is_whole(log):
    with tenancy.scope(log):
        assert audit.chain_state() == audit.ChainState(whole=True, number=10, at=AT, unanchored=0)
    tamper("UPDATE audit_entry SET action = 'other' WHERE number = 9")
    with tenancy.scope(log):
        assert not audit.chain_state().whole
    tamper("DELETE FROM audit_entry WHERE number > 5")
    with tenancy.scope(log):
        assert not audit.chain_state().whole


def test_the_state_of_a_city_without_entries_is_whole(city):
    with tenancy.scope(city):
        assert audit.chain_state() == audit.ChainState(whole=True, number=0, at=None, unanchored=0)


@pytest.mark.slow
def test_a_hundred_thousand_entries_are_verified_in_seconds(city, own_anchors):
    previous, batch = "0" * 64, []
    for number in range(1, 100_001):
        entry = Entry(city=city, number=number, action="x", subject=f"x:{number}", at=AT, detail={"n": number})
        entry.transaction = number
        entry.previous = previous
        entry.digest = previous = actions.digest(entry)
        batch.append(entry)
    Entry.objects.bulk_create(batch, batch_size=5_000)
    seen = []

    start = time.process_time()
    findings = audit.verify(progress=lambda step, done, total: seen.append((done, total)))
    took = time.process_time() - start

    assert [finding.fault for finding in findings] == ["anchors_missing"]
    assert seen[-1] == (100_000, 100_000)
    assert took < 5, f"{took:.1f} s of processor"
    assert City.objects.count() == 1
