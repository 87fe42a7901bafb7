import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.plan_review import writing

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure import open_document


def texts(content, **more):
    content = content.encode() if isinstance(content, str) else content
    return [passage.text for passage in open_document(content, **more).passages]


PARAGRAPH = [
    "La ciudad reconoce a las personas en situación de movilidad humana como",
    "sujetas de derechos, y coordina con las organizaciones la atención de quie-",
    "nes llegan, se quedan o retornan a su territorio.",
]
WHOLE = (
    "La ciudad reconoce a las personas en situación de movilidad humana como sujetas de derechos, y coordina con las "
    "organizaciones la atención de quienes llegan, se quedan o retornan a su territorio."
)


def test_broken_lines_and_cut_words_are_rejoined():
    assert texts(
        "\n".join([*PARAGRAPH, "Otro párrafo que empieza aquí y que llega hasta el margen de la página en"])
    ) == [
        WHOLE,
        "Otro párrafo que empieza aquí y que llega hasta el margen de la página en",
    ]


def test_a_paragraph_goes_on_over_the_page():
    assert texts("\f".join(["\n".join(PARAGRAPH[:2]), PARAGRAPH[2]])) == [WHOLE]


def test_a_hyphen_that_belongs_to_a_word_stays():
    assert texts("El eje vial une las ciudades de la frontera en el corredor Quito-\nTulcán de norte a sur.") == [
        "El eje vial une las ciudades de la frontera en el corredor Quito-Tulcán de norte a sur."
    ]


def test_items_are_passages_of_their_own():
    assert texts("Son deberes:\n• acoger a las personas;\n• informar;\n? orientar.\n– servir.") == [
        "Son deberes:",
        "• acoger a las personas;",
        "• informar;",
        "? orientar.",
        "– servir.",
    ]


BODIES = [
    f"El barrio {name} recibe a familias migrantes cada año y las acompaña en {aim}."
    for name, aim in [
        ("alto", "la escuela"),
        ("bajo", "la salud"),
        ("viejo", "el arriendo"),
        ("nuevo", "el empleo"),
        ("del río", "la lengua"),
        ("del puerto", "los trámites"),
        ("del norte", "la justicia"),
        ("del sur", "el deporte"),
    ]
]


def pages(count, body):
    return [
        ["GOBIERNO AUTÓNOMO DESCENTRALIZADO", "Plan de desarrollo 2024", *body(number), f"Página {number} de {count}"]
        for number in range(1, count + 1)
    ]


def test_running_headers_footers_and_page_numbers_are_dropped():
    assert texts(writing.pdf(pages(8, lambda number: [BODIES[number - 1]]))) == BODIES


def test_a_sentence_that_comes_again_at_several_heights_is_no_furniture():
    filler = "La ciudad acoge a quien llega."
    content = writing.pdf(pages(8, lambda number: [*BODIES[: number % 5], filler, *BODIES[number % 3 :]]))

    assert " ".join(texts(content)).count(filler) == 8


def test_furniture_does_not_part_a_paragraph():
    content = writing.pdf(
        pages(6, lambda number: PARAGRAPH[:2] if number == 3 else PARAGRAPH[2:] if number == 4 else ["Fin."])
    )

    assert WHOLE in texts(content)


def test_page_numbers_of_a_text_without_pages_are_dropped():
    places = ["la plaza", "el mercado", "el parque", "la terminal", "el hospital", "la escuela", "el muelle", "la vía"]
    bodies = [f"{body[:-1]} junto a {place}." for place in places for body in BODIES]
    printed = [
        "\n".join(["MUNICIPIO DE SANTA MARINA", *bodies[start : start + 8], str(3 + start // 8)])
        for start in range(0, 64, 8)
    ]

    assert " ".join(texts("\n".join(printed))) == " ".join(bodies)


def test_a_running_header_that_is_a_chapter_heads_it_once():
    content = "\f".join(f"CAPÍTULO I\n{body}" for body in BODIES)
    document = open_document(content.encode())

    assert [section.path for section in document.sections] == [("Capítulo I",)]
    assert [passage.text for passage in document.passages] == ["CAPÍTULO I", *BODIES]


def test_an_index_does_not_bring_sections_twice():
    index = (
        "ÍNDICE\nCAPÍTULO I\nDel objeto ........ 3\nArt. 1.- Objeto ........ 4\nArt. 2.- Ámbito ........ 5\n"
        "CAPÍTULO II ...... 6\n"
    )
    body = (
        "CAPÍTULO I\nDEL OBJETO\nArt. 1.- Objeto.- Regular.\nArt. 2.- Ámbito.- El cantón.\n"
        "CAPÍTULO II\nDEL FIN\nArt. 3.- Fin."
    )
    document = open_document((index + body).encode())

    assert [section.path[-1] for section in document.sections] == [
        "Capítulo I",
        "Artículo 1",
        "Artículo 2",
        "Capítulo II",
        "Artículo 3",
    ]
    assert not any("...." in passage.text for passage in document.passages)


def test_an_index_without_dots_ends_in_page_numbers():
    index = "CONTENIDO\n1. DIAGNÓSTICO 3\n1.1 Población 4\n1.2 Economía 9\n2. PROPUESTA 20\n2.1 Objetivos 21\n"
    body = "1. DIAGNÓSTICO\nTexto primero.\n1.1 Población\nTexto segundo.\n1.2 Economía\nTexto tercero."

    assert [section.number for section in open_document((index + body).encode()).sections] == ["1", "1.1", "1.2"]


def test_an_index_without_pages_is_known_by_coming_again():
    subjects = ["uno", "dos", "tres", "cuatro", "cinco", "seis"]
    titles = [f"Art. {number}.- Del asunto {word}" for number, word in enumerate(subjects, 1)]
    body = [f"{title}\nEl texto de este artículo dice lo que manda y se cumple." for title in titles]
    document = open_document("\n".join([*titles, *body]).encode())

    assert [section.number for section in document.sections] == ["1", "2", "3", "4", "5", "6"]


def test_headings_and_their_titles_stand_apart_from_the_text():
    assert texts("CAPÍTULO I\nDEL OBJETO\nArt. 1.- Objeto.- La ordenanza regula\nel suelo.\nArt. 2.- Fin.") == [
        "CAPÍTULO I DEL OBJETO",
        "Art. 1.- Objeto.- La ordenanza regula el suelo.",
        "Art. 2.- Fin.",
    ]


def test_rows_of_a_table_are_passages_and_never_headings():
    cells = [["Art. 5.- Meta", "Indicador"], ["Acoger", "100"]]
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{writing.paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in cells
    )
    document = open_document(writing.docx(writing.paragraph("Art. 1.- Objeto."), f"<w:tbl>{rows}</w:tbl>"))

    assert [passage.text for passage in document.passages[1:]] == ["Art. 5.- Meta | Indicador", "Acoger | 100"]
    assert [section.number for section in document.sections] == ["1"]


def test_styled_headings_of_a_docx_rule_what_follows():
    document = open_document(
        writing.docx(
            writing.paragraph("Diagnóstico", style="Heading1"),
            writing.paragraph("Población", style="Heading2"),
            writing.paragraph("Llegan personas."),
            writing.paragraph("Propuesta", style="Heading1"),
            styles=[("Heading1", "heading 1", 0), ("Heading2", "heading 2", 1)],
        )
    )

    assert [(section.kind, section.path) for section in document.sections] == [
        (Kind.APARTADO, ("Diagnóstico",)),
        (Kind.APARTADO, ("Diagnóstico", "Población")),
        (Kind.APARTADO, ("Propuesta",)),
    ]
    assert document.path_of(document.passages[2]) == ("Diagnóstico", "Población")


def test_offsets_lead_to_the_raw_text():
    document = open_document(writing.pdf([PARAGRAPH]))
    (passage,) = document.passages

    assert document.text[passage.start : passage.end].split()[0] == "La"
    assert document.text[passage.start : passage.end].endswith("territorio.")
    assert passage.page == 1


LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60),
        st.sampled_from(
            ["Art. 1.- Objeto", "CAPÍTULO I", "1.", "a)", "a) b", "DISPOSICIONES FINALES", "\f", "* **", "“Art. 3.-"]
        ),
    ),
    max_size=30,
)


@given(LINES)
def test_whatever_the_text_passages_and_sections_stay_in_order_and_inside(lines):
    text = "\n".join(["Plan de la ciudad", *lines])
    document = open_document(text.encode("utf-8", errors="replace"), name="plan.md")

    for passage in document.passages:
        assert 0 <= passage.start < passage.end <= len(document.text)
        assert passage.text.strip()
    assert all(one.end <= other.start for one, other in zip(document.passages, document.passages[1:], strict=False))
    for section in document.sections:
        assert section.start < section.end <= len(document.text)
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end
            assert section.path[:-1] == parent.path


@pytest.mark.parametrize("unit", [".", "[", "(", "a ", "Art. ", "* ", "1.", "-", "A B C ", "… ", "**"])
def test_a_monstrous_line_takes_no_monstrous_time(unit):
    began = time.process_time()
    open_document(f"Plan de la ciudad.\n{unit * 200_000}]( fin\nOtra línea.".encode(), name="plan.md")

    assert time.process_time() - began < 3


def test_a_figure_at_the_edge_of_a_page_is_kept():
    content = writing.pdf(pages(8, lambda number: [BODIES[number - 1], "0"]))

    assert texts(content).count("0") == 8


def test_a_letter_inside_a_running_header_is_dropped_with_it():
    content = "\f".join(f"PLAN DE LA CIUDAD DE TODOS\nI\nPROYECTO DE ORDENANZA\n{body}" for body in BODIES)

    assert texts(content) == BODIES
