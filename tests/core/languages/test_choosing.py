"""A page speaks the person's language, then the device's, then the browser's, then Spanish."""

import datetime as dt
from importlib import import_module

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import formats, translation

from arraigo.core.languages.choosing import choose, known
from arraigo.core.languages.middleware import LanguageMiddleware

LANGUAGES = ("es", "en", "fr", "ht", "pt", "qu")


class Person:
    language = "fr"


def answered(user=None, cookie="", header="", signed_in=False):
    """Return what language a view speaks, and the response."""
    spoken = []

    def view(request):
        request.user = user or AnonymousUser()
        middleware.process_view(request, view, (), {})
        spoken.append((translation.get_language(), request.LANGUAGE_CODE))
        return HttpResponse()

    middleware = LanguageMiddleware(view)
    request = RequestFactory().get("/", headers={"accept-language": header} if header else {})
    if cookie:
        request.COOKIES["django_language"] = cookie
    if signed_in:
        request.COOKIES["sessionid"] = "x"
    response = middleware(request)
    assert spoken[0][0] == spoken[0][1]
    return spoken[0][0], response


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("es", "es"),
        ("EN", "en"),
        ("en-US", "en"),
        ("pt-br", "pt"),
        ("qu-EC", "qu"),
        ("ht", "ht"),
        ("de", None),
        ("", None),
    ],
)
def test_a_code_means_a_language_of_ours_or_none(code, language):
    assert known(code) == language


@pytest.mark.parametrize(
    ("user", "cookie", "header", "language"),
    [
        ("fr", "en", "pt", "fr"),
        (None, "en", "pt", "en"),
        (None, None, "de, pt-BR;q=0.8, en;q=0.5", "pt"),
        (None, None, "de", "es"),
        ("xx", "yy", "", "es"),
        (None, "../../etc", "*;q=x", "es"),
    ],
)
def test_the_person_comes_before_the_device_and_the_device_before_the_browser(user, cookie, header, language):
    assert choose(user=user, cookie=cookie, header=header) == language


def test_whoever_is_signed_in_reads_their_own_language_whatever_the_device_says():
    assert answered(user=Person(), cookie="en", header="pt", signed_in=True)[0] == "fr"


def test_before_signing_in_the_device_decides():
    language, response = answered(cookie="qu", header="pt")

    assert language == "qu"
    assert response["Content-Language"] == "qu"
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in response["Vary"].split(",")}


def test_the_language_of_one_request_does_not_stay_for_the_next():
    before = translation.get_language()

    answered(cookie="ht")

    assert translation.get_language() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_name_and_can_be_spoken(language, settings):
    settings.FORMAT_MODULE_PATH = "arraigo.core.languages.formats"
    formats.reset_format_cache()
    with translation.override(language):
        assert translation.get_language_info(language)["name_local"]
        assert formats.date_format(dt.date(2026, 11, 16), "SHORT_DATE_FORMAT") == "16/11/2026"


@pytest.mark.parametrize("language", ["fr", "ht", "pt", "qu"])
def test_what_a_language_lacks_is_said_in_spanish_and_never_in_english(language):
    text = "Un texto que nadie ha traducido todavía."
    with translation.override(language):
        assert translation.gettext(text) == text
    if language in {"ht", "qu"}:
        with translation.override(language):
            assert translation.gettext("This field is required.") == "Este campo es obligatorio."


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("es", "16 de noviembre de 2026", "4\xa0200,5"),
        ("en", "16 November 2026", "4,200.5"),
        ("qu", "16 de noviembre de 2026", "4\xa0200,5"),
    ],
)
def test_dates_and_numbers_are_written_as_people_write_them(language, day, number, settings):
    settings.FORMAT_MODULE_PATH = "arraigo.core.languages.formats"
    formats.reset_format_cache()
    with translation.override(language):
        assert formats.date_format(dt.date(2026, 11, 16)).lower() == day.lower()
        assert formats.localize(4200.5, use_l10n=True) == number
    formats.reset_format_cache()


@pytest.mark.parametrize("language", ["es", "en", "ht", "qu"])
def test_a_day_comes_before_its_month_in_every_language(language):
    module = import_module(f"arraigo.core.languages.formats.{language}.formats")

    assert module.DATE_INPUT_FORMATS[0] == "%d/%m/%Y"
    assert not any(form.startswith("%m") for form in module.DATE_INPUT_FORMATS)
