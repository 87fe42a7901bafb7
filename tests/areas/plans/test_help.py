"""A form says what to write: what may stay empty says what it is for, and a day says which day is meant."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms

from arraigo.areas.plans import web
from arraigo.core.ui.forms import DateField

# Drawn by their own templates, with their hints.
BY_HAND = {"EvidenceForm", "LevelForm", "MoveForm"}


def forms_of_the_area():
    for module in pkgutil.walk_packages(web.__path__, f"{web.__name__}."):
        for name, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, forms.BaseForm) and found.__module__ == module.name and name not in BY_HAND:
                yield found


@pytest.mark.parametrize("form", forms_of_the_area(), ids=lambda form: form.__name__)
def test_what_may_stay_empty_and_what_is_a_day_is_explained(form):
    silent = [
        name
        for name, field in form.base_fields.items()
        if (not field.required or isinstance(field, DateField))
        and not isinstance(field, forms.BooleanField)
        and not field.widget.is_hidden
        and not field.help_text
    ]

    assert silent == []
