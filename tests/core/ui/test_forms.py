"""A form says what it wants, what is wrong, and where."""

import datetime as dt

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from arraigo.core.ui.forms import DateField, DayMonthYear, FieldGroup, FileDrop, FilesField, SearchSelect


class CourseForm(forms.Form):
    title = forms.CharField(label="Título", help_text="Como saldrá en la constancia.")
    starts = DateField(label="Empieza")
    born = DateField(label="Nacimiento", widget=DayMonthYear, required=False)
    mode = forms.ChoiceField(
        label="Modalidad", choices=[("a", "En línea"), ("b", "Presencial")], widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label="Parroquia", choices=[("1", "Centro")], widget=SearchSelect, required=False)
    note = forms.CharField(label="Nota", required=False, widget=forms.Textarea)

    groups = (FieldGroup("Lo primero", ("title", "starts")),)


def test_help_and_error_are_tied_to_their_field():
    html = str(CourseForm({})["title"].as_field_group())

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert '<label for="id_title">' in html


def test_what_is_optional_says_so_in_words():
    form = CourseForm()

    assert "(opcional)" in str(form["note"].as_field_group())
    assert "(opcional)" not in str(form["title"].as_field_group())


def test_the_summary_links_every_mistake_to_a_control_that_exists():
    html = str(CourseForm({"starts": "31/11/2026"}))
    summary = html[: html.index("</ul>")]

    for target in ("id_title", "id_starts", "id_mode_0"):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in html
    assert 'role="alert"' in summary


def test_a_form_without_mistakes_has_no_summary():
    assert 'role="alert"' not in str(CourseForm())


def test_groups_become_legends_and_no_field_is_lost_or_twice():
    html = str(CourseForm())

    assert "<legend>Lo primero</legend>" in html
    for name in CourseForm.base_fields:
        assert html.count(f'id="id_{name}"') + html.count(f'id="id_{name}_0"') >= 1
    assert html.count('name="title"') == 1


def test_radio_buttons_are_a_fieldset_with_its_legend():
    html = str(CourseForm({})["mode"].as_field_group())

    assert "<fieldset" in html
    assert "<legend>Modalidad" in html
    assert 'aria-describedby="id_mode_error"' in html


@pytest.mark.parametrize("text", ["16/11/2026", "16-11-2026", " 16.11.2026 ", "16 11 2026"])
def test_a_date_is_read_day_first(text):
    assert DateField().clean(text) == dt.date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/11/2026", "Noviembre de 2026 tiene 30 días. Escriba otra fecha."),
        ("29/02/2025", "Febrero de 2025 tiene 28 días. Escriba otra fecha."),
        ("11/16/2026", "El mes va del 1 al 12."),
        ("16/11/26", "por ejemplo 16/11/2026"),
        ("mañana", "por ejemplo 16/11/2026"),
        ("١٦/١١/٢٠٢٦", "por ejemplo 16/11/2026"),
        ("01/01/0000", "cuatro cifras"),
        ("", "Escriba la fecha."),
    ],
)
def test_a_wrong_date_says_how_to_mend_it(text, words):
    with pytest.raises(forms.ValidationError, match=words):
        DateField().clean(text)


def test_a_date_in_three_boxes_is_one_date_and_comes_back_as_typed():
    data = {"title": "x", "starts": "1/2/2026", "mode": "a", "born_dia": "5", "born_mes": "7", "born_anio": "1990"}
    form = CourseForm(data)
    wrong = CourseForm({**data, "born_dia": "40"})

    assert form.is_valid()
    assert form.cleaned_data["born"] == dt.date(1990, 7, 5)
    assert 'value="40"' in str(wrong["born"])


def test_several_files_are_cleaned_one_by_one():
    class Upload(forms.Form):
        files = FilesField(label="Archivos")
        one = forms.FileField(label="Uno", widget=FileDrop(note="Hasta 25 MB"), required=False)

    sent = MultiValueDict({"files": [SimpleUploadedFile("a.csv", b"a"), SimpleUploadedFile("b.csv", b"b")]})

    assert [file.name for file in _clean(Upload({}, sent))["files"]] == ["a.csv", "b.csv"]
    assert not Upload({}, MultiValueDict()).is_valid()
    assert "Hasta 25 MB" in str(Upload())


def _clean(form):
    assert form.is_valid(), form.errors
    return form.cleaned_data


def test_what_people_type_is_escaped():
    html = str(CourseForm({"title": '"><script>alert(1)</script>', "starts": "<b>"}))

    assert "<script>" not in html
    assert "<b>" not in html
