"""Which texts of the program the catalogues must hold."""

import pytest

from arraigo.cli.commands.translations import _texts_of_python


def found(source):
    return {(text.context, text.msgid, text.plural) for _line, text in _texts_of_python(source)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("Una cosa")', (None, "Una cosa", "")),
        ("x = f\"{_('Asunto')}: {y}\"", (None, "Asunto", "")),
        ("x = f\"{translation.gettext('Asunto')}: {say(_('Otro'))}\"", (None, "Otro", "")),
        ("x = f\"{ngettext('uno', 'varios', n)}\"", (None, "uno", "varios")),
        ("x = f\"{pgettext('verbo', 'Cierra')}\"", ("verbo", "Cierra", "")),
    ],
)
def test_a_text_is_found_wherever_it_is_asked_for(source, expected):
    assert expected in found(source)


def test_what_is_no_text_is_not_taken_for_one():
    assert found("f\"{name('x')} {_(y)}\"") == set()
