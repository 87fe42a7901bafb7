"""What is no id is nobody's."""

from uuid import UUID

from arraigo.core.ui.ids import id_from, ids_from

ONE = UUID(int=1)


def test_only_ids_are_kept_each_once():
    assert id_from(str(ONE)) == ONE
    assert id_from(None) is None
    assert id_from("nada\x00") is None
    assert ids_from(["x", str(ONE), "", str(ONE)]) == [ONE]
