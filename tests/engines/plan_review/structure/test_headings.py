import pytest

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure import open_document
from arraigo.engines.plan_review.structure.headings import heading_of
from arraigo.engines.plan_review.structure.numbers import number_at


def kinds(text, *wanted):
    return [
        (str(section.kind), section.number)
        for section in open_document(text.encode()).sections
        if not wanted or section.kind in wanted
    ]


def numbers(text):
    return [number for _kind, number in kinds(text, Kind.ARTICULO)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Art. 27.- Objeto", "27"),
        ("Art.27.- Objeto", "27"),
        ("Art 27.- Objeto", "27"),
        ("ART. 27.– Objeto", "27"),
        ("Artículo 27. Objeto", "27"),
        ("ARTICULO 27: Objeto", "27"),
        ("Art. 27 bis.- Objeto", "27 bis"),
        ("Artículo 27-A. Objeto", "27-A"),
        ("ARTÍCULO 119 - A.- AUDIENCIAS", "119-A"),
        ("Art. 12A.- Objeto", "12-A"),
        ("Art. 12.1.- Objeto", "12.1"),
        ("ARTÍCULO 7º.- Objeto", "7"),
        ("Artículo 3o. Objeto", "3"),
        ("Artículo 4°. Objeto", "4"),
        ("Artículo I.- GOBIERNOS LOCALES", "I"),
        ("Art. IV.1.352.- Objeto", "IV.1.352"),
        ("ARTICULO SEPTIMO. ESTRUCTURA", "7"),
        ("ARTÍCULO CUARTO: Objeto", "4"),
        ("ARTICULO DÉCIMO PRIMERO.- Objeto", "11"),
        ("ARTICULO UNDÉCIMO.- Objeto", "11"),
        ("ARTICULO VIGESIMOPRIMERO.- Objeto", "21"),
        ("ARTÍCULO CENTÉSIMO VIGÉSIMO TERCERO.- Objeto", "123"),
        ("ARTÍCULO ÚNICO.- Apruébase", "único"),
        ("Art. (…).- Objeto", "innumerado"),
        ("Art. (...).- Objeto", "innumerado"),
        ("Art. ...- Objeto", "innumerado"),
        ("Artículo innumerado.- Objeto", "innumerado"),
    ],
)
def test_an_article_is_known_however_it_is_numbered(line, number):
    heading = heading_of(line)

    assert (heading.kind, heading.number) == (Kind.ARTICULO, number)


@pytest.mark.parametrize(
    "line",
    [
        "artículo 27 de la Constitución",
        "Artículo 27 de la Constitución de la República",
        "Art. 5 de la Ley Orgánica",
        "Art. 5, numeral 3, de la Constitución",
        "Artículo 5. de la Ley",
        "Artículos 5 y 6 de la misma ley",
        "Artesanos del cantón 5",
        "Capítulo II de la Ley",
        "Título II de la Constitución",
        "Disposiciones generales del plan anterior",
        "12.500 habitantes",
        "2.003, cuyo objeto",
        "10 % de la población",
        "Sección de estadística",
    ],
)
def test_a_mention_is_no_heading(line):
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("LIBRO PRIMERO", Kind.LIBRO, "1"),
        ("TÍTULO PRELIMINAR", Kind.TITULO, "preliminar"),
        ("TITULO II: LA ORGANIZACIÓN", Kind.TITULO, "II"),
        ("CAPÍTULO ÚNICO", Kind.CAPITULO, "único"),
        ("Capítulo 3. Diagnóstico", Kind.CAPITULO, "3"),
        ("SECCIÓN SEGUNDA", Kind.SECCION, "2"),
        ("Sección 1.ª De los bienes", Kind.SECCION, "1"),
        ("PARÁGRAFO CUARTO", Kind.PARAGRAFO, "4"),
        ("ANEXO B. MATRIZ DE PROYECTOS", Kind.ANEXO, "B"),
        ("Anexo No. 3: Cartografía", Kind.ANEXO, "3"),
        ("DISPOSICIONES TRANSITORIAS", Kind.DISPOSICION, ""),
        ("DISPOSICIÓN FINAL ÚNICA.- La presente", Kind.DISPOSICION, "única"),
        ("PRIMERA DISPOSICIÓN COMPLEMENTARIA FINAL.- X", Kind.DISPOSICION, "1"),
        ("VIGÉSIMO PRIMERA.– Los fondos", Kind.DISPOSICION, "21"),
    ],
)
def test_every_rank_of_a_law_is_known(line, kind, number):
    heading = heading_of(line)

    assert (heading.kind, heading.number) == (kind, number)


@pytest.mark.parametrize("value", range(1, 200))
def test_ordinals_are_read_back_from_their_words(value):
    assert number_at(f"{ordinal(value).upper()}.- Objeto") == (str(value), ".- Objeto")


def ordinal(value):
    """An ordinal in Spanish words, from the Academy's own table."""
    units = ["", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"]
    tens = ["", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo"]
    tens += ["octogésimo", "nonagésimo"]
    words = ["centésimo"] if value >= 100 else []
    return " ".join(filter(None, [*words, tens[value % 100 // 10], units[value % 10]]))


def test_a_reference_that_begins_a_line_is_no_article():
    text = "Art. 1.- Objeto.- La ordenanza se rige por lo que dispone el\nArtículo 5. Esto no es un título.\n"

    assert numbers(text + "Art. 2.- Ámbito.- El cantón.") == ["1", "2"]


def test_an_article_quoted_from_another_law_is_none_of_this_one():
    own = "\n".join(f"Art. {number}.- El texto del artículo es este." for number in range(1, 9))
    quoted = "La Constitución dispone en su artículo 40:\nArt. 40.- Se reconoce el derecho a migrar.\n"

    assert numbers(f"{own}\n{quoted}Art. 9.- El último.") == [str(number) for number in range(1, 10)]


def test_what_is_considered_quotes_articles_that_are_not_its_own():
    text = (
        "CONSIDERANDO:\nArt. 264.- Los gobiernos municipales tendrán competencias.\nEXPIDE:\nArt. 1.- Objeto.- Regular."
    )

    assert numbers(text) == ["1"]


def test_a_reform_in_quotation_marks_is_not_this_laws_article():
    text = "Art. 1.- Sustitúyase por lo siguiente:\n“Art. 5.- Del suelo.-\nArt. 6.- Del uso.”\nArt. 2.- Vigencia."

    assert numbers(text) == ["1", "2"]


def test_capitals_set_apart_are_read_as_words():
    assert kinds(
        "T Í T U L O   I\nDE LOS DERECHOS\nC A P Í T U L O   I I\nArt. 1.- Objeto.", Kind.TITULO, Kind.CAPITULO
    ) == [
        ("titulo", "I"),
        ("capitulo", "II"),
    ]


def test_a_word_alone_takes_the_number_below():
    (section,) = open_document("TÍTULO\nPRIMERO\nDE LOS DERECHOS\n".encode()).sections

    assert (section.number, section.title) == ("1", "DE LOS DERECHOS")


def test_dispositions_hold_their_items_and_ordinals_alone_are_none():
    text = (
        "Primero. El alcalde saluda.\nArt. 1.- Objeto.- Este.\nDISPOSICIONES GENERALES\nPRIMERA.- El plazo.\n"
        "SEGUNDA.- El pago.\nDISPOSICIONES TRANSITORIAS\nÚNICA.- La espera."
    )
    document = open_document(text.encode())

    assert [section.path for section in document.sections if section.kind is Kind.DISPOSICION] == [
        ("Disposiciones generales",),
        ("Disposiciones generales", "Disposición 1"),
        ("Disposiciones generales", "Disposición 2"),
        ("Disposiciones transitorias",),
        ("Disposiciones transitorias", "Disposición única"),
    ]


def test_the_final_disposal_of_waste_is_no_disposition():
    assert kinds("El texto.\nDISPOSICIÓN FINAL\nDE RESIDUOS SÓLIDOS\nOtro texto.", Kind.DISPOSICION) == []


def test_a_title_named_general_dispositions_belongs_to_its_chapter():
    (title, article) = open_document("TÍTULO I\nDISPOSICIONES GENERALES\nArt. 1.- Objeto.- Esta ley.".encode()).sections

    assert (title.title, article.path) == ("DISPOSICIONES GENERALES", ("Título I", "Artículo 1"))


def test_a_colombian_paragraph_is_inside_its_article_and_an_ecuadorian_one_above():
    colombian = (
        "Artículo 1. Objeto.\nParágrafo 1. El alcalde reglamentará esto en el plazo de seis meses.\nArtículo 2. Fin."
    )
    ecuadorian = "SECCIÓN I\nDE LOS BIENES\nPARÁGRAFO 1\nDE LOS PÚBLICOS\nArt. 1.- Son públicos."

    assert open_document(colombian.encode()).sections[1].path == ("Artículo 1", "Parágrafo 1")
    assert open_document(ecuadorian.encode()).sections[-1].path == ("Sección I", "Parágrafo 1", "Artículo 1")


def test_lists_nest_by_their_own_order():
    text = "Art. 1.- Son deberes:\n1. Primero:\na) uno;\nb) dos;\n2. Segundo.\nArt. 2.- Otros:\na) tres."

    assert [section.path[1:] for section in open_document(text.encode()).sections] == [
        (),
        ("1",),
        ("1", "a)"),
        ("1", "b)"),
        ("2",),
        (),
        ("a)",),
    ]


def test_apartados_of_a_technical_plan_nest_by_their_numbers():
    text = (
        "1. DIAGNÓSTICO\nEl cantón tiene población.\n1.1 Población\nHay 12.500 habitantes.\n"
        "1.1.1 Migración\nLlegan personas.\n1.2 Economía\nHay comercio.\n2. PROPUESTA\nSe propone."
    )

    assert [(section.number, len(section.path)) for section in open_document(text.encode()).sections] == [
        ("1", 1),
        ("1.1", 2),
        ("1.1.1", 3),
        ("1.2", 2),
        ("2", 1),
    ]


def test_a_wrapped_figure_is_no_apartado():
    text = (
        "1.1 Población\nEn el censo se contaron\n3.2 Millones de personas en la provincia.\n1.2 Economía\nHay comercio."
    )

    assert kinds(text, Kind.APARTADO) == [("apartado", "1.1"), ("apartado", "1.2")]


def test_a_section_ends_where_the_next_of_its_rank_begins():
    text = "CAPÍTULO I\nDEL OBJETO\nArt. 1.- Uno.\nArt. 2.- Dos.\nCAPÍTULO II\nDEL FIN\nArt. 3.- Tres."
    sections = {section.path[-1]: section for section in open_document(text.encode()).sections}

    assert sections["Capítulo I"].end == sections["Capítulo II"].start == text.index("CAPÍTULO II")
    assert sections["Artículo 2"].end == text.index("CAPÍTULO II")
    assert sections["Artículo 3"].end == len(text)


def test_titles_stand_after_the_number_or_below():
    text = (
        "Art. 1.- Objeto.- La presente ordenanza regula.\nArtículo 2. Valores. Son valores los siguientes.\n"
        "ARTÍCULO 3.- ÁMBITO\nEl cantón.\nArtículo 4. Adóptase el plan de desarrollo del cantón para el período."
    )

    assert [section.title for section in open_document(text.encode()).sections] == ["Objeto", "Valores", "ÁMBITO", ""]


def test_headings_of_markdown_are_known_inside_their_marks():
    text = "## **TÍTULO I**: **DEL OBJETO**\n**Art. 2.-** La ordenanza.\n### 1.1 Diagnóstico\nTexto."

    assert kinds(text) == [("titulo", "I"), ("articulo", "2"), ("apartado", "1.1")]


def test_a_code_whose_sections_hold_titles_keeps_its_own_order():
    text = (
        "LIBRO I\nPERSONAS\nSECCIÓN PRIMERA\nNATURALES\nTÍTULO I\nPRINCIPIO\nArt. 1.- Uno.\nTÍTULO II\nDERECHOS\n"
        "Art. 2.- Dos.\nSECCIÓN SEGUNDA\nJURÍDICAS\nTÍTULO I\nREGLAS\nArt. 3.- Tres."
    )
    articles = [section.path for section in open_document(text.encode()).sections if section.kind is Kind.ARTICULO]

    assert articles == [
        ("Libro I", "Sección 1", "Título I", "Artículo 1"),
        ("Libro I", "Sección 1", "Título II", "Artículo 2"),
        ("Libro I", "Sección 2", "Título I", "Artículo 3"),
    ]


def test_the_usual_order_has_sections_inside_chapters():
    text = "TÍTULO I\nUNO\nCAPÍTULO I\nDOS\nSECCIÓN I\nTRES\nArt. 1.- Uno.\nCAPÍTULO II\nCUATRO\nArt. 2.- Dos."

    assert open_document(text.encode()).sections[-1].path == ("Título I", "Capítulo II", "Artículo 2")


def test_the_title_of_a_document_rules_nothing():
    text = "# Código de la ciudad\n\nTexto.\n\n## LIBRO I: PERSONAS\n\n#### Artículo 1.- Objeto\n\nTexto."

    assert [section.path for section in open_document(text.encode(), name="codigo.md").sections] == [
        ("Código de la ciudad",),
        ("Libro I",),
        ("Libro I", "Artículo 1"),
    ]


def test_a_disposition_of_another_type_opens_its_own_group():
    text = (
        "DISPOSICIONES TRANSITORIAS\nPrimera.- Uno.\nDISPOSICIÓN DEROGATORIA ÚNICA.- Dos.\nDISPOSICIÓN FINAL\nEn vigor."
    )

    assert [section.path for section in open_document(text.encode()).sections] == [
        ("Disposiciones transitorias",),
        ("Disposiciones transitorias", "Disposición 1"),
        ("Disposición derogatoria única",),
        ("Disposición final",),
    ]
