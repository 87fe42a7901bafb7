import zipfile

import pytest
from tests.engines.plan_review import writing

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reading import read

SENTENCE = "La ciudad acoge a las personas en situación de movilidad humana y garantiza sus derechos según la ley."


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_a_pdf_is_read_page_by_page():
    reading = read(writing.pdf([["Primera página del plan"], ["Segunda página del plan"]]))

    assert [reading.text[page.start : page.end] for page in reading.pages] == [
        "Primera página del plan",
        "Segunda página del plan",
    ]


def test_content_decides_and_not_the_name():
    assert read(writing.pdf([["Plan de desarrollo"]]), name="plan.docx").media_type == "application/pdf"
    assert read(writing.docx(writing.paragraph("Plan")), name="plan.pdf").text == "Plan"


def test_a_table_of_a_docx_is_read_row_by_row():
    row = "".join(f"<w:tc>{writing.paragraph(cell)}</w:tc>" for cell in ("Meta", "Indicador"))
    reading = read(writing.docx(writing.paragraph("Antes"), f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))

    assert reading.text == "Antes\nMeta | Indicador"
    assert reading.rows == {6}


def test_headings_of_a_docx_are_known_by_style_in_spanish_and_english():
    reading = read(
        writing.docx(
            writing.paragraph("Diagnóstico", style="Ttulo1"),
            writing.paragraph("Texto"),
            writing.paragraph("Población", style="H2"),
            styles=[("Ttulo1", "heading 1", 0), ("H2", "Título 2", 1)],
        )
    )

    assert reading.levels == {0: 1, reading.text.index("Población"): 2}


def test_tracked_changes_of_a_docx_are_read_as_accepted_and_counted():
    changes = (
        '<w:ins w:id="1"><w:r><w:t>extranjera</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>ilegal</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t> lejos</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="4"><w:r><w:t> cerca</w:t></w:r></w:moveTo>'
    )
    reading = read(writing.docx(writing.paragraph("Población ", inner=changes)))

    assert reading.text == "Población extranjera cerca"
    assert [(problem.code, problem.values) for problem in reading.problems] == [("tracked_changes", {"count": 3})]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>Una sola </w:t></w:r></w:p>'

    assert read(writing.docx(first, writing.paragraph("frase"))).text == "Una sola frase"


DEEP = 1_000


@pytest.mark.parametrize(
    "content",
    [
        writing.docx("<w:sdt>" * DEEP + writing.paragraph("Al fondo") + "</w:sdt>" * DEEP),
        writing.docx(writing.paragraph("", inner="<w:r>" * DEEP + "<w:t>Al fondo</w:t>" + "</w:r>" * DEEP)),
        writing.docx("<w:p><w:txbxContent>" * DEEP + writing.paragraph("Al fondo") + "</w:txbxContent></w:p>" * DEEP),
        writing.odt("<text:section>" * DEEP + "<text:p>Al fondo</text:p>" + "</text:section>" * DEEP),
        writing.odt("<text:p>" + "<text:span>" * DEEP + "Al fondo" + "</text:span>" * DEEP + "</text:p>"),
    ],
    ids=["frames", "runs", "text boxes", "sections", "spans"],
)
def test_an_office_file_is_read_however_deep_its_text_lies(content):
    assert read(content).text == "Al fondo"


@pytest.mark.parametrize(
    "content",
    [
        writing.docx("<w:sdt>" * 100_000 + writing.paragraph("Al fondo") + "</w:sdt>" * 100_000),
        writing.odt("<text:section>" * 100_000 + "<text:p>Al fondo</text:p>" + "</text:section>" * 100_000),
    ],
    ids=["docx", "odt"],
)
def test_an_office_file_deeper_than_its_parser_goes_is_refused_as_damaged(content):
    with pytest.raises(PlanError) as refused:
        read(content)

    assert refused.value.problem.code == "corrupt"


def text_box(text):
    """A text box as Word keeps it: for itself and for older programs."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{text}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph_or_in_its_cell():
    inserted = '<w:p><w:ins w:id="1"><w:r><w:t>En un marco</w:t></w:r></w:ins></w:p>'
    inner = writing.paragraph("Alrededor", inner=text_box(writing.paragraph("Dentro")))
    cells = f"<w:tc>{writing.paragraph('Meta', inner=text_box(inner))}</w:tc><w:tc>{writing.paragraph('10')}</w:tc>"
    reading = read(
        writing.docx(
            writing.paragraph("Antes", inner=text_box(inserted)),
            writing.paragraph("Caja", inner=text_box(inner)),
            f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
        )
    )

    assert reading.text == "Antes\nEn un marco\nCaja\nAlrededor\nDentro\nMeta Alrededor Dentro | 10"
    assert [problem.values for problem in reading.problems] == [{"count": 1}]


def in_list(text, number, depth):
    """A paragraph that Word numbers by itself."""
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_numbers_that_word_counts_are_read():
    kinds = [("decimal", "Artículo %1.-"), ("lowerLetter", "%2)"), ("upperRoman", "%1.%3")]
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(kinds)
    )
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    depths = [0, 1, 1, 0, 1, 2]
    reading = read(writing.docx(*(in_list("Texto.", 1, depth) for depth in depths), lists=lists))

    assert reading.text.split("\n") == [
        "Artículo 1.- Texto.",
        "a) Texto.",
        "b) Texto.",
        "Artículo 2.- Texto.",
        "a) Texto.",
        "2.I Texto.",
    ]


def test_numbers_that_word_counts_are_read_in_cells_too():
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    cells = f"<w:tc>{in_list('Meta', 1, 0)}{in_list('Lugar', 1, 0)}</w:tc><w:tc>{in_list('Plazo', 1, 0)}</w:tc>"
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    reading = read(writing.docx(in_list("Antes", 1, 0), table, in_list("Luego", 1, 0), lists=lists))

    assert reading.text == "1. Antes\n2. Meta 3. Lugar | 4. Plazo\n5. Luego"


LONG = "9" * 5_000


def numbered(kind, pattern, start, depth="0"):
    """The text of a DOCX with one paragraph in a list of which one level is said."""
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return read(writing.docx(in_list("Texto", 1, depth), lists=lists)).text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (("lowerLetter", "%1)", 27), "aa) Texto"),
        (("lowerLetter", "%1)", 999_999), "999999) Texto"),
        (("upperRoman", "%1.", 999_999), "999999. Texto"),
        (("upperRoman", "%1.", LONG), "I. Texto"),
        (("decimal", "%1.", "²"), "1. Texto"),
        (("decimal", "%1." * 100_000, 1), "1." * 85 + " Texto"),
        (("decimal", "%1.", 1, "1000000"), "1. Texto"),
        (("decimal", "%1.", 1, "999999"), "Texto"),
        (("decimal", "%1.", 1, "x"), "1. Texto"),
    ],
    ids=["27", "letters", "roman", "long", "²", "pattern", "far depth", "deep", "no depth"],
)
def test_a_damaged_list_has_numbers_within_bounds(said, text):
    assert numbered(*said) == text


@pytest.mark.parametrize("level", ["1x", "²", "-1", "9", "10", LONG, ""], ids=lambda level: level[:3])
def test_a_level_that_is_none_makes_no_heading(level):
    own = f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>Texto</w:t></w:r></w:p>'
    reading = read(writing.docx(own, writing.paragraph("Texto", style="S"), styles=[("S", "Suyo", level)]))

    assert reading.levels == {}


@pytest.mark.parametrize("level", ["1x", "²", "-1", "0", LONG, ""], ids=lambda level: level[:3])
def test_a_heading_of_an_odt_whose_level_is_none_is_of_the_first(level):
    assert read(writing.odt(f'<text:h text:outline-level="{level}">Metas</text:h>')).levels == {0: 1}


def odt_frame(text):
    """A text box of an ODT, with the title that a reader of screens says."""
    draw = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    svg = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    return (
        f'<draw:frame xmlns:draw="{draw}"><draw:text-box><text:p>{text}</text:p></draw:text-box>'
        f'<svg:title xmlns:svg="{svg}">Cuadro</svg:title></draw:frame>'
    )


def test_a_frame_of_an_odt_is_read_once_after_its_paragraph_or_in_its_cell():
    note = "<text:note><text:note-body><text:p>Al pie</text:p></text:note-body></text:note>"
    cells = (
        f"<table:table-cell><text:p>Meta{odt_frame('Dentro')}{note}</text:p></table:table-cell>"
        "<table:table-cell><text:p>10</text:p></table:table-cell>"
    )
    body = f"<text:p>Ciudad{odt_frame('En un marco')} que acoge</text:p>"
    reading = read(writing.odt(f"{body}<table:table><table:table-row>{cells}</table:table-row></table:table>"))

    assert reading.text == "Ciudad que acoge\nEn un marco\nMeta Dentro | 10"


def test_an_odt_gives_headings_paragraphs_rows_and_no_deleted_text():
    body = (
        '<text:h text:outline-level="2">Diagnóstico</text:h><text:p>Hay<text:s/>personas.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Meta</text:p></table:table-cell>"
        "<table:table-cell><text:p>10</text:p></table:table-cell></table:table-row></table:table>"
    )
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Borrado</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    reading = read(writing.odt(body, changes=changes))

    assert reading.text == "Diagnóstico\nHay personas.\nMeta | 10"
    assert (reading.levels, codes(reading)) == ({0: 2}, ["tracked_changes"])


def test_html_drops_scripts_and_keeps_headings_and_rows():
    page = (
        "<!doctype html><html><head><style>p{}</style><title>x</title></head><body><nav>Inicio</nav>"
        "<h1>Plan</h1><p>Con <b>personas</b> <script>no()</script>migrantes.</p>"
        "<table><tr><td>Meta</td><td>10</td></tr></table></body></html>"
    )
    reading = read(page.encode())

    assert reading.text == "Plan\nCon personas migrantes.\nMeta | 10"
    assert (reading.media_type, reading.levels) == ("text/html", {0: 1})


def test_html_is_decoded_as_it_declares():
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>Población “migrante”</p></body></html>"

    assert read(page.encode("cp1252")).text == "Población “migrante”"


def test_markdown_keeps_its_text_and_says_its_headings():
    text = "# Plan\n\n## Diagnóstico\n\nTexto."
    reading = read(text.encode(), name="plan.md")

    assert (reading.text, reading.levels) == (text, {0: 1, 8: 2})


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp850", "mac-roman"]
)
def test_text_of_any_encoding_is_read_without_a_broken_letter(encoding):
    assert read((SENTENCE * 3).encode(encoding)).text == SENTENCE * 3


def test_a_text_joined_from_two_encodings_keeps_both():
    assert read((SENTENCE * 3).encode() + SENTENCE.encode("cp1252")).text == SENTENCE * 4


def test_a_guessed_encoding_is_said():
    assert codes(read(SENTENCE.encode("cp1252"))) == ["guessed_encoding"]
    assert codes(read(SENTENCE.encode("utf-8"))) == []


def test_letters_in_two_signs_become_one():
    assert read("Poblacio\u0301n migrante\n\n## Di\u0301a".encode(), name="a.md").levels == {20: 2}


def test_form_feeds_part_pages():
    assert [page.number for page in read(b"uno\fdos\ftres").pages] == [1, 2, 3]


def test_bare_line_feeds_among_windows_lines_part_pages():
    page = "\r\n".join(f"línea {number} de la página" for number in range(30))
    reading = read(f"{page}\n{page}\n{page}".encode())

    assert len(reading.pages) == 3
    assert "\r" not in reading.text


def damaged_lzma():
    """An ODT packed as its format does not allow, its properties of LZMA overwritten."""
    whole = writing.packed({"content.xml": "<a/>"}, compression=zipfile.ZIP_LZMA)
    start = whole.index(b"content.xml") + len("content.xml") + 4
    return whole[:start] + b"\xff" * 5 + whole[start + 5 :]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
        (b"%PDF-1.7\nnada", "corrupt"),
        (b"PK\x03\x04nada", "corrupt"),
        (writing.packed({"otra.txt": "cosa"}), "unknown_format"),
        (writing.packed({"word/document.xml": "<w:document"}), "corrupt"),
        (damaged_lzma(), "corrupt"),
        (writing.odt("<text:p/>")[:-6] + bytes((255, 255, 0, 0, 0, 0)), "corrupt"),
        (writing.docx(writing.paragraph("a")).replace(b"\x08\x00", b"\x63\x00"), "corrupt"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "unknown_format"),
        (bytes(range(256)) * 40, "unknown_format"),
        (rb"{\rtf1 Hola}", "unknown_format"),
    ],
    ids=[
        *("empty", "blank", "doc", "pdf", "zip", "other zip", "cut xml", "lzma", "offset", "unknown method"),
        *("picture", "binary", "rtf"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_sentence(content, code):
    with pytest.raises(PlanError) as refused:
        read(content)

    assert refused.value.problem.code == code
    assert str(refused.value)


def test_a_bomb_is_refused():
    bomb = writing.packed({"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})
    with pytest.raises(PlanError) as refused:
        read(bomb)

    assert refused.value.problem.code == "zip_bomb"


def test_entities_are_not_resolved():
    laughs = '<!DOCTYPE a [<!ENTITY b "ja"><!ENTITY c "&b;&b;">]>'
    body = f"<w:body>{writing.paragraph('Plan')}<w:p>&c;</w:p></w:body>"
    inner = f'{laughs}<w:document xmlns:w="{writing.W}">{body}</w:document>'

    assert read(writing.packed({"word/document.xml": inner})).text == "Plan"
