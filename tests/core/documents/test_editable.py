"""A DOCX is made whatever signs its texts hold, and its tables name their first row."""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml.ns import qn

from arraigo.core.documents.editable import bullets, started, table, written

AT = datetime(2026, 11, 28, tzinfo=UTC)


def test_a_document_opens_again_with_what_was_written():
    document = started("Informe\x07", at=AT, language="es-EC", author="Quito")
    table(document, ["Dato", "Valor"], [("a\x00", "1"), ("b", "2")], (6, 10))
    bullets(document, ["uno\x0b"])
    again = docx.Document(BytesIO(written(document)))
    (found,) = again.tables

    assert [[cell.text for cell in row.cells] for row in found.rows] == [["Dato", "Valor"], ["a ", "1"], ["b", "2"]]
    assert found.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert again.paragraphs[-1].text == "uno "
    assert (again.core_properties.title, again.core_properties.language) == ("Informe ", "es-EC")
