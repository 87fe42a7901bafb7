"""A route is refused with the file, the line and the reason; one that is whole is read as it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.guidance.writing import NEEDS, NUMBERS, ROUTE, TODAY, loaded

from arraigo.engines.guidance import loading, marked, reading_steps
from arraigo.engines.guidance.conditions import Not, Was
from arraigo.engines.guidance.loading import inspect
from arraigo.engines.guidance.model import Kind, SourceKind
from arraigo.engines.guidance.problems import RouteError

LINES = ROUTE.splitlines()
FIN = ROUTE[ROUTE.index("  fin:\n") :]


def line_of(text):
    """The only line of the route that has a text, from 1."""
    (found,) = [number for number, line in enumerate(LINES, 1) if text in line]
    return found


def problems_of(text, **given_):
    with pytest.raises(RouteError) as refused:
        loaded(text, **given_)
    return refused.value.problems


def changed(old, new):
    assert ROUTE.count(old) == 1, old
    return ROUTE.replace(old, new)


def test_a_whole_route_is_read_as_it_is_written():
    route = loaded()
    assert (route.id, route.need, route.protection, route.valid_until, route.reviewer) == (
        *("asilo", "asylum", False, None, None),
    )
    assert route.warnings == ()
    assert route.mandate.ground == "lomh-100"
    assert route.source("lomh-100").kind is SourceKind.NORM
    assert route.source("lomh-100").verified_on is None
    assert list(route.steps) == ["peligro", "llame", "entrada", "documentos", "gratis", "fin"]
    assert route.steps["llame"].numbers == ("ec-911",)
    fin = route.steps["fin"]
    assert fin.kind is Kind.OUTCOME
    assert (fin.deadline.days, fin.deadline.when) == (90, Not(Was("entrada", ("menos90",))))
    assert [one.when for one in fin.do] == [None, Was("entrada", ("mas90", "nose"))]
    assert fin.services.needs == ("asylum", "legal-aid")
    assert fin.contacts[0].phone == "02 299 3200"


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        # The file
        ("title: Cómo pedir refugio", "title: Cómo: pedir", "title: Cómo", "leer como YAML: hay dos puntos"),
        ("id: asilo", "id: 'asilo", None, "unas comillas se cerraron antes"),
        ("start: peligro", "start: peligro\nstart: entrada", "steps:", "dos veces; la primera, en la línea 13"),
        ("bring_note: Si", "refused: Si", "refused: Pida", "La clave «refused» está dos veces"),
        ("title: Llame ahora", "title: *a", "title: Llame", "alias de YAML («*a»)"),
        ("title: Llame ahora", "title: !!python/name:os.system ''", "title: Llame", "etiqueta de YAML"),
        # Keys and values
        ("reviewer: null", "reviwer: null", "reviewer", "«reviwer» en la ruta. ¿Quiso decir «reviewer»?"),
        ("why: Si hay", "wye: Si hay", "why: Si", "«wye» en «steps.peligro». ¿Quiso decir «why»?"),
        ("bring_note: Si", "color: Si", "bring_note", "No se conoce la clave «color» en «steps.fin»."),
        ("text: 'Si ya pasaron, vaya igual.'", "text: Si ya pasaron, vaya igual.", "deadline:", "un texto con comas"),
        ("help: Sirve", "right: Sirve", "help: Sirve", "No se conoce la clave «right» en «steps.entrada»."),
        ("valid_from: '2026-11-01'", "valid_from: '2026-02-30'", "valid_from", "«2026-02-30» no es una fecha"),
        ("verified_on: '2026-11-22'\nrev", "verified_on: ayer\nrev", "verified_on: '2026-11-22'\n", "no es una fecha"),
        ("id: asilo", "id: Asilo Político", "id: asilo", "«Asilo Político» no sirve de identificador"),
        ("summary: Qué hacer", "summary: " + "Qué hacer " * 20, "summary", "y el máximo es 160"),
        ("title: Llame ahora", "title: ''", "title: Llame", "Falta «title» en «steps.llame»."),
        ("    text: La llamada es gratis.\n", "", "  llame:", "Falta «text» en «steps.llame»."),
        ("text: La llamada es gratis.", "text: [La, llamada]", "La llamada", "Se esperaba un texto"),
        ("kind: emergency", "kind: emergencia", "kind: emergency", "«emergencia» no vale en «steps.llame.kind»"),
        ("mandate: {institution: Cancillería, ground: lomh-100}\n", "", None, "Falta «mandate» en la ruta."),
        ("text: Hace menos de 90 días, ", "", "menos90, text", "Falta «text» en «steps.entrada.answers.menos90»."),
        ("url: https://www.gob.ec", "url: javascript:alert(1)", "gobec, title", "no es una dirección web"),
        ("phone: 02 299 3200", "phone: <b>02</b>", "phone:", "no es un teléfono"),
        ("note: ext. 23035", "email: nadie", "phone:", "«nadie» no es un correo"),
        ("id: menos90, text", "id: seguir, text", "menos90, text", "«seguir» está reservado"),
        ("id: mas90, text", "id: menos90, text", "mas90, text", "«menos90» está dos veces"),
        ("id: gobec", "id: lomh-100", "id: gobec", "«lomh-100» está dos veces en «sources»"),
        ("reassurance: [El trámite es gratis.]", "reassurance: Nada", "reassurance", "Se esperaba una lista"),
        ("  fin:\n", "  any:\n", "  fin:", "«any» está reservado"),
        ("valid_until: null", "valid_until: '2026-10-01'", "valid_until", "«valid_from» (2026-11-01) es posterior"),
        # What a route names
        ("need: asylum", "need: asilum", "need:", "«asilum» en la lista de necesidades. ¿Quiso decir «asylum»?"),
        ("needs: [asylum, legal-aid]", "needs: [asylum, zapato]", "needs: [", "No existe la necesidad «zapato»"),
        ("numbers: [ec-911]", "numbers: [ec-912]", "numbers:", "¿Quiso decir «ec-911»?"),
        ("ground: lomh-100", "ground: lomh-101", "mandate", "No existe la fuente «lomh-101»"),
        ("sources: [gobec]", "sources: [nada]", "sources: [gobec]", "No existe la fuente «nada» en «sources»."),
        ("source: gobec}", "source: gobek}", "source: gobec", "¿Quiso decir «gobec»?"),
        ("start: peligro", "start: peligor", "start:", "No existe el paso «peligor», al que lleva «start»."),
        ("text: No, to: entrada", "text: No, to: entrad", "text: No, to: entrada", "No existe el paso «entrad»"),
        # The way
        ("    sources: [gobec]\n    to: fin", "    sources: [gobec]", "  gratis:", "sin salida: el paso «gratis»"),
        ("    numbers: [ec-911]\n", "", "  llame:", "«llame» no tiene un número"),
        ("    numbers: [ec-911]\n", "    numbers: []\n", "  llame:", "«llame» no tiene un número"),
        ("days: 90, ", "", "deadline:", "«days» debe ser un número de 1 a 36600"),
        ("days: 90", "days: pronto", "deadline:", "El plazo de «steps.fin.deadline» no dice cuántos días"),
        ("{entrada: menos90}", "{entada: menos90}", "deadline:", "«entada», que no existe. ¿Quiso decir «entrada»?"),
        ("{entrada: menos90}", "{gratis: menos90}", "deadline:", "habla del paso «gratis», que no es una pregunta"),
        ("when: {entrada: [mas90]}", "when: {entrada: [mas9]}", "perdido", "«mas9», que «entrada» no tiene"),
        ("when: {entrada: [mas90]}", "when: {}", "perdido", "«steps.documentos.answers.perdido.when» está vacía"),
        ("when: {entrada: [mas90]}", "when: {documentos: [si]}", "perdido", "que nadie pudo contestar antes"),
        ("when: {entrada: [mas90]}", "when: {entrada: [mas90], not: {entrada: mas90}}", "perdido", "no se cumple"),
        # Days
        ("in_force_from: '2017-02-06'", "in_force_until: '2026-11-27'", "lomh-100, title", "regir el 2026-11-27"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_reason(old, new, at, said):
    found = problems_of(changed(old, new))
    told = [one for one in found if said in str(one)]
    assert told, [str(one) for one in found]
    assert told[0].file == "asilo.yaml"
    if at is not None:
        assert told[0].line == (line_of(at) if "\n" not in at else ROUTE[: ROUTE.index(at)].count("\n") + 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: outcome", "kind: fin", 1),
        ("text: No, to: entrada", "text: No, to: nada", 1),
        ("text: Sí, to: llame", "text: Sí, to: lame", 1),
        ("{entrada: menos90}", "{nada: menos90}", 1),
        ("numbers: [ec-911]", "numbers: []", 1),
        ("title: Cómo pedir refugio\n", "", 1),
    ],
)
def test_one_fault_is_told_once_and_not_by_what_follows_from_it(old, new, said):
    assert len(problems_of(ROUTE.replace(old, new))) == said


def test_every_fault_of_a_file_is_told_in_the_order_of_lines():
    text = ROUTE.replace("need: asylum", "need: x").replace("numbers: [ec-911]", "numbers: []")
    text = text.replace("days: 90", "days: 0").replace("to: gratis}", "to: grati}")
    found = problems_of(text)
    assert [one.code for one in found] == ["unknown_need", "no_number", "unknown_step_near", "no_days"]
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_a_question_needs_two_answers():
    text = changed("      - {id: no, text: No, to: entrada}\n", "")
    (found,) = [one for one in problems_of(text) if one.code == "few_answers"]
    assert (found.line, str(found)) == (
        line_of("  peligro:"),
        "La pregunta «peligro» tiene 1 respuestas y necesita al menos dos.",
    )


def test_a_step_that_nobody_reaches_is_told():
    found = problems_of(changed("{id: si, text: Sí, to: llame}", "{id: si, text: Sí, to: entrada}"))
    assert [(one.code, one.line) for one in found] == [("unreachable", line_of("  llame:"))]


def test_a_step_that_only_an_impossible_answer_reaches_is_told():
    never = "to: perdido, when: {entrada: [mas90], not: {entrada: [mas90]}}"
    text = changed("to: gratis, when: {entrada: [mas90]}", never)
    text += "  perdido: {kind: outcome, title: Vaya, right: Sí.}\n"
    assert {one.code for one in problems_of(text)} == {"never_true", "unreachable"}


@pytest.mark.parametrize(
    ("to", "steps"),
    [("gratis", "gratis → gratis"), ("otra", "gratis → otra → gratis")],
)
def test_a_loop_without_exit_is_told_with_its_steps(to, steps):
    text = changed("    sources: [gobec]\n    to: fin", f"    sources: [gobec]\n    to: {to}")
    if to == "otra":
        text += "  otra:\n    kind: information\n    title: Otra\n    text: Otra.\n    to: gratis\n"
    (found,) = problems_of(text)
    assert (found.code, found.line, found.values["steps"]) == ("endless_loop", line_of("  gratis:"), steps)


def test_a_loop_of_questions_is_told_though_it_asks_each_time():
    text = changed("{id: no, text: No, to: gratis}", "{id: no, text: No, to: uno}")
    text += (
        "  uno:\n    kind: question\n    title: ¿Uno?\n    answers:\n"
        "      - {id: si, text: Sí, to: dos}\n      - {id: no, text: No, to: uno}\n"
        "  dos:\n    kind: question\n    title: ¿Dos?\n    answers:\n"
        "      - {id: si, text: Sí, to: uno}\n      - {id: no, text: No, to: uno}\n"
    )
    assert [one.code for one in problems_of(text)] == ["endless_loop"]


def test_a_loop_that_can_be_left_is_allowed():
    route = loaded(changed("    sources: [gobec]\n    to: fin", "    sources: [gobec]\n    to: documentos"))
    assert route.steps["gratis"].to == "documentos"


def test_a_loop_that_a_condition_closes_is_told():
    """Who came less than 90 days ago may only ever answer «no», and is sent back to the same question."""
    text = changed(
        "to: fin, detail: Aunque esté vencido.}",
        "to: fin, when: {not: {entrada: menos90}}}",
    ).replace("    sources: [gobec]\n    to: fin", "    sources: [gobec]\n    to: documentos")
    (found,) = problems_of(text)
    assert (found.code, found.values["steps"]) == ("endless_loop", "documentos → gratis → documentos")


def test_answers_that_leave_a_question_without_any_are_told():
    text = changed("detail: Aunque esté vencido.", "when: {not: {entrada: nose}}")
    text = text.replace("{id: no, text: No, to: gratis}", "{id: no, text: No, to: gratis, when: {entrada: [menos90]}}")
    (found,) = problems_of(text)
    assert (found.code, found.line) == ("no_answer_left", line_of("  documentos:"))
    assert "peligro = no, entrada = nose" in str(found)


def test_an_outcome_that_says_nothing_is_told():
    text = ROUTE.replace("{id: no, text: No, to: gratis}", "{id: no, text: No, to: nada}")
    text += "  nada:\n    kind: outcome\n    title: Nada\n"
    assert [one.code for one in problems_of(text)] == ["empty_outcome"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("valid_until: null", "valid_until: '2026-11-27'", "not_current"),
        ("valid_from: '2026-11-01'", "valid_from: '2026-11-29'", "not_yet_current"),
        ("in_force_from: '2017-02-06'", "in_force_from: '2027-01-01'", "norm_not_yet"),
    ],
)
def test_a_route_out_of_its_days_is_a_warning(old, new, code):
    route = loaded(changed(old, new))
    assert [one.code for one in route.warnings] == [code]
    assert route.is_current(TODAY) == (code == "norm_not_yet")


def test_a_norm_is_in_force_on_its_last_day():
    assert loaded(changed("in_force_from: '2017-02-06'", f"in_force_until: '{TODAY}'")).warnings == ()


def test_plain_words_stay_texts_whatever_yaml_makes_of_them():
    """YAML 1.1 reads `No` as false, 2026-11-01 as a date and 0012 as an octal number."""
    text = changed("title: Llame ahora", "title: No").replace("valid_from: '2026-11-01'", "valid_from: 2026-11-01")
    route = loaded(text.replace("note: ext. 23035", "note: 0012"))
    assert route.steps["llame"].title == "No"
    assert route.valid_from == "2026-11-01"
    assert route.steps["fin"].contacts[0].note == "0012"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("# nada\n", "empty"),
        ("- a\n", "not_a_mapping"),
        ("id: a\n---\nid: b\n", "several_documents"),
        ("[a]: b\n", "bad_key"),
        ("null: b\n", "bad_key"),
        ("id: \x00\n", "not_text"),
        ("id: \ud800\n", "not_text"),
        ("id: \x07\n", "yaml"),
        ("id:\n\t- a\n", "yaml"),
    ],
)
def test_what_is_no_route_at_all_is_told(text, code):
    assert problems_of(text)[0].code == code


def test_a_byte_order_mark_is_no_fault():
    assert loaded("\ufeff" + ROUTE) == loaded()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 100_000, "too_deep"),
        ("[" * 100_000 + "]" * 100_000, "too_deep"),
        ("- " * 50_000 + "a", "too_deep"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "alias"),
        ("x" * (marked.MAX_BYTES + 1), "too_long"),
        ("á" * (marked.MAX_BYTES // 2 + 1), "too_long"),
    ],
)
def test_files_made_to_hurt_are_refused_without_effort(text, code):
    assert problems_of(text)[0].code == code


def test_a_route_of_too_many_steps_is_refused():
    text = ROUTE + "".join(f"  s{n}: {{kind: outcome, title: A, right: B}}\n" for n in range(reading_steps.MAX_STEPS))
    assert "too_many_steps" in [one.code for one in problems_of(text)]


def test_conditions_that_multiply_pages_beyond_measure_are_refused():
    """Eleven questions that are all told of apart at the end make two to the eleventh ends."""
    count = 11
    asked = "".join(
        f"  q{n}:\n    kind: question\n    title: ¿Q?\n    answers:\n"
        + "".join(f"      - {{id: {k}, text: A, to: {f'q{n + 1}' if n + 1 < count else 'fin'}}}\n" for k in ("a", "b"))
        for n in range(count)
    )
    told = ", ".join(f"{{text: T{n}, when: {{q{n}: a}}}}" for n in range(count))
    head = ROUTE[: ROUTE.index("steps:")].replace("start: peligro", "start: q0")
    fin = f"  fin:\n    kind: outcome\n    title: F\n    right: Sí.\n    bring: [{told}]\n"
    (found,) = problems_of(f"{head}steps:\n{asked}{fin}")
    assert (found.code, found.values["limit"]) == ("too_many_pages", loading.MAX_PAGES)


@given(st.text(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@ \n\t?,", max_size=60))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_any_text_is_read_or_refused_with_a_line_that_it_has(text):
    route, problems = inspect(text, name="x.yaml", numbers=NUMBERS, needs=NEEDS, today=TODAY)
    assert problems
    assert route is None or isinstance(route.steps, dict)
    for one in problems:
        assert 1 <= one.line <= text.count("\n") + 1
        assert str(one)


@given(st.integers(0, len(LINES) - 1), st.sampled_from(["lost", "twice", "empty"]))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_a_line_that_is_lost_repeated_or_emptied_breaks_nothing(number, how):
    line = LINES[number]
    key = line.partition(":")[0] + ":"
    text = "\n".join([*LINES[:number], *{"lost": [], "twice": [line, line], "empty": [key]}[how], *LINES[number + 1 :]])
    _route, problems = inspect(text, name="asilo.yaml", numbers=NUMBERS, needs=NEEDS, today=TODAY)
    assert all(1 <= one.line <= text.count("\n") + 1 and str(one) for one in problems)
    assert problems or how != "twice" or line.lstrip().startswith("- {title")
