"""Papers are made whatever signs their texts hold; what a font draws stays as it was written."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst

from arraigo.core.documents.typesetting import typeset

TEMPLATE = '#set document(title: "x")\n#set text(lang: "es")\n#let data = json(bytes(sys.inputs.data))\n= Hoja\n'


@pytest.fixture
def page(tmp_path: Path):
    """Return what sets a text and reads it back from the PDF."""
    template = tmp_path / "hoja.typ"
    template.write_text(TEMPLATE + "#data.lines.first().text", encoding="utf-8")

    def read(text: str) -> str:
        made = typeset(template, {"lines": [{"text": text}]}, format="pdf", pdf_standards=["ua-1"])
        return pdfium.PdfDocument(bytes(made))[0].get_textpage().get_text_bounded().replace("\r\n", "\n")

    return read


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("uno\x07dos\x00tres", "uno dos tres"),
        ("\uf0b7 Vivienda", "· Vivienda"),
        ("Casa 😀 abierta", "Casa · abierta"),
        ("Ñandú «año» – 3 €", "Ñandú «año» – 3 €"),
        ("Привет", "Привет"),
        ("Casa 漢 abierta", "Casa · abierta"),
    ],
)
def test_what_no_font_draws_becomes_a_blank_or_a_dot(page, text, shown):
    assert shown in page(text)


def test_a_fault_of_the_template_is_not_hidden(tmp_path):
    template = tmp_path / "rota.typ"
    template.write_text("#nada", encoding="utf-8")
    with pytest.raises(typst.TypstError, match="unknown variable"):
        typeset(template, {}, format="pdf")
