"""The pages of allauth are built from our pieces."""

import pytest
from django.template import Context, Origin, Template

FIELD = """{% element field type="text" id="c" name="c" errors=errors %}
{% slot label %}Código{% endslot %}{% slot help_text %}Seis cifras.{% endslot %}{% endelement %}"""


def _drawn(source, **values):
    origin = Origin("account/prueba.html", template_name="account/prueba.html")
    return Template("{% load allauth %}" + source, origin=origin).render(Context(values))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% element button type="submit" tags="prominent" %}Entrar{% endelement %}', 'class="btn primary"'),
        ('{% element button href="/x/" tags="link" %}Otra{% endelement %}', '<a href="/x/" class="btn quiet"'),
        ('{% element button type="submit" tags="danger,delete" %}Quitar{% endelement %}', 'class="btn danger"'),
        ('{% element badge tags="success" %}Verificado{% endelement %}', 'class="tag ok"'),
        ('{% element alert level="error" %}{% slot message %}No{% endslot %}{% endelement %}', 'class="notice danger"'),
        ("{% element table %}{% element tbody %}{% endelement %}{% endelement %}", '<table class="table">'),
        ("{% element panel %}{% slot title %}Llaves{% endslot %}{% endelement %}", '<section class="panel">'),
        ('{% element form method="post" %}{% slot body %}b{% endslot %}{% endelement %}', '<form class="form"'),
    ],
)
def test_its_elements_are_ours(source, expected):
    assert expected in _drawn(source)


def test_its_fields_have_label_help_and_error_tied_to_them():
    right, wrong = _drawn(FIELD, errors=[]), _drawn(FIELD, errors=["Ya venció."])

    assert '<label for="c">' in right
    assert 'aria-describedby="c_helptext"' in right
    assert 'aria-invalid="true" aria-describedby="c_error"' in wrong
    assert "Ya venció." in wrong
