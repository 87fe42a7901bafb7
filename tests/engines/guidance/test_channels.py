"""A page as plain text: the same facts on every channel, without markup; an SMS is counted as it is paid for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.guidance.writing import ROUTE, loaded

from arraigo.engines.guidance.channels import Channel, render_text
from arraigo.engines.guidance.expanding import expand
from arraigo.engines.guidance.problems import RouteError
from arraigo.engines.guidance.registers import Number, load_needs, load_numbers
from arraigo.engines.guidance.sms import Alphabet, places, to_sms

NUMBERS = {
    "ec-911": Number("ec-911", "911", {"es": "ECU 911", "en": "ECU 911 line"}, {}),
    "ec-1800-delito": Number("ec-1800-delito", "1800 335486", {"es": "1800 DELITO"}, {}, option="1"),
}
PAGES = expand(loaded()).pages


def told(page, channel, **given_):
    return render_text(PAGES[page], channel, numbers=NUMBERS, **given_)


@pytest.mark.parametrize("channel", Channel)
def test_a_question_is_told_with_its_answers_by_number(channel):
    found = told("documentos-2", channel)
    assert found.replies == (("1", "si"), ("2", "no"), ("3", "perdido"))
    lines = found.text.splitlines()
    assert lines[0] == "¿Tiene algún documento?"
    assert [line for line in lines if re.match(r"\d\. ", line)] == [
        "1. Sí (Aunque esté vencido.)",
        "2. No",
        "3. Lo perdí",
    ]
    assert lines[-1] == "Responda con el número."


@pytest.mark.parametrize("channel", Channel)
def test_an_emergency_says_whom_to_call_before_anything_else(channel):
    found = told("llame", channel)
    assert found.text.splitlines()[0] == "Llame ahora"
    assert next(line for line in found.text.splitlines()[1:] if line) == "Llame: 911 (ECU 911)"
    assert found.replies == (("1", "seguir"),)


def test_an_option_after_the_greeting_is_told():
    page = expand(loaded(ROUTE.replace("numbers: [ec-911]", "numbers: [ec-1800-delito]"))).pages["llame"]
    found = render_text(page, Channel.CALL, numbers=NUMBERS)
    assert "Llame: 1800 335486 (1800 DELITO, opción 1)" in found.text


@pytest.mark.parametrize("channel", Channel)
def test_an_outcome_says_all_that_its_page_has(channel):
    found = told("fin-2", channel)
    step = PAGES["fin-2"].step
    said = [step.title, step.right, step.deadline.text, step.bring_note, step.refused, step.contacts[0].phone]
    said += [one.title for one in step.do] + [one.text for one in (*step.bring, *step.reassurance)]
    assert not [one for one in said if one not in found.text]
    assert "Plazo: 90 días desde que entró." in found.text
    assert found.replies == ()


def test_what_is_unverified_is_said_on_every_channel():
    said = told("fin-2", Channel.CALL).text
    assert "Por verificar: Los horarios de la oficina; Ley de Movilidad, artículo 100" in said
    assert "Hay datos por verificar." in told("fin-2", Channel.CHAT).text
    assert "Hay datos por verificar." in told("fin-2", Channel.SMS).text
    assert "verificar" not in told("gratis", Channel.SMS).text


def test_only_who_answers_the_telephone_reads_why_it_is_asked():
    assert "Por qué se pregunta: Si hay peligro" in told("peligro", Channel.CALL).text
    assert "Por qué se pregunta" not in told("peligro", Channel.CHAT).text


def test_words_around_the_routes_own_are_translated():
    found = told("llame", Channel.CHAT, say={"Llame": "Call", "Seguir": "Go on"}.get, lang="en")
    assert "Call: 911 (ECU 911 line)" in found.text
    assert "1. Go on" in found.text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("channel", Channel)
def test_text_is_plain_and_tidy(page, channel):
    text = told(page, channel).text
    assert not re.search(r"<|\*\*|None|Item\(|\n\n\n| \n", text)
    assert text == text.strip()


def test_accents_that_only_cost_are_left_out_and_letters_of_the_alphabet_stay():
    found = to_sms("¿Dónde está el niño? «Aquí» — 5 €… él, José, Ñ, ü, façade, ão")
    assert found.alphabet is Alphabet.GSM7
    assert found.parts == ('¿Donde esta el niño? "Aqui" - 5 €... él, José, Ñ, ü, facade, ao',)


def test_a_text_of_another_script_goes_whole_as_ucs2():
    found = to_sms("اتصل بالرقم 911 está")
    assert (found.alphabet, found.parts) == (Alphabet.UCS2, ("اتصل بالرقم 911 está",))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        *(("", 0), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2)),
        *(("ش" * 70, 1), ("ش" * 71, 2), ("ش" * 134, 2), ("ش" * 135, 3), ("😀" * 35, 1), ("😀" * 36, 2)),
    ],
)
def test_parts_are_counted_by_the_standard(text, count):
    assert len(to_sms(text).parts) == count


@given(st.text(alphabet="aé €ñ{ش😀\n", max_size=400))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_parts_are_the_whole_text_and_none_is_too_long(text):
    found = to_sms(text)
    room = {Alphabet.GSM7: (160, 153), Alphabet.UCS2: (70, 67)}[found.alphabet][len(found.parts) > 1]
    assert all(0 < sum(places(letter, found.alphabet) for letter in part) <= room for part in found.parts)
    assert "".join(found.parts) == text


def test_parts_end_between_words():
    parts = to_sms("palabra " * 60).parts
    assert len(parts) == 4
    assert all(part.endswith(" ") for part in parts)


def test_numbers_are_read_with_what_others_say_of_them():
    found = load_numbers(
        "numbers:\n- id: ec-1800\n  number: 1800 335486\n  option: '1'\n  name: {es: DELITO, en: Crime}\n"
        "  for: Denunciar.\n  free: true\n  hours: 24 horas\n  otra: cosa\n  verified_on: '2026-11-22'\n"
        "  source: {title: Diario, url: https://x.example, kind: press}\n"
        "- {id: ec-171, number: 171, name: Citas, free: null, source: a, verified_on: null}\n",
        name="numbers.yaml",
    )
    one = found["ec-1800"]
    assert (one.number, one.option, one.name, one.purpose) == (
        *("1800 335486", "1", {"es": "DELITO", "en": "Crime"}, {"es": "Denunciar."}),
    )
    assert (one.free, one.hours, one.source, one.url, one.verified_on) == (
        *(True, "24 horas", "Diario", "https://x.example", "2026-11-22"),
    )
    two = found["ec-171"]
    assert (two.number, two.name, two.free, two.source, two.verified_on) == ("171", {"es": "Citas"}, None, "a", None)


def test_needs_are_read_by_their_code():
    found = load_needs("needs: [{id: asylum, name: {es: Asilo}, icon: door}]\n", name="needs.yaml")
    assert found["asylum"].name == {"es": "Asilo"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {number: '911'}\n", "missing"),
        ("- {id: ec-911}\n", "missing"),
        ("- {id: a, number: '1'}\n- {id: a, number: '2'}\n", "twice"),
        ("numbers: {a: b}\n", "not_a_list"),
        ("- nada\n", "not_a_mapping"),
        ("", "empty"),
    ],
)
def test_a_register_that_is_wrong_is_refused(text, code):
    with pytest.raises(RouteError) as refused:
        load_numbers(text, name="numbers.yaml")
    assert refused.value.problems[0].code == code
