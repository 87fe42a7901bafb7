"""Files of every format, written for a test with the words that it is about."""

import zipfile
from ctypes import c_ushort
from io import BytesIO
from xml.sax.saxutils import escape

import pypdfium2 as pdfium
import pypdfium2.raw as raw

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE_HEIGHT, MARGIN, TOP = 14, 60, 790


def pdf(pages):
    """A PDF with the lines of each page, set in Helvetica; a page of None is blank."""
    document = pdfium.PdfDocument.new()
    font = raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    for lines in pages:
        page = document.new_page(595, 842)
        for number, line in enumerate(lines or ()):
            text = raw.FPDFPageObj_CreateTextObj(document, font, 10)
            letters = [*line.encode("utf-16-le"), 0, 0]
            pairs = [low | high << 8 for low, high in zip(letters[::2], letters[1::2], strict=True)]
            raw.FPDFText_SetText(text, (c_ushort * len(pairs))(*pairs))
            raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, MARGIN, TOP - LINE_HEIGHT * number)
            raw.FPDFPage_InsertObject(page, text)
        raw.FPDFPage_GenerateContent(page)
        page.close()
    return saved(document)


def repeated(content, times):
    """A PDF with the pages of another, several times over."""
    document = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(content) as source:
        for _ in range(times):
            document.import_pages(source)
    return saved(document)


def scanned(pictures):
    """A PDF of which the pages that say True hold only a picture, and the others a line of text."""
    lines = ["El plan dice algo en esta página."]
    document = pdfium.PdfDocument(pdf([None if is_picture else lines for is_picture in pictures]))
    for number, is_picture in enumerate(pictures):
        if is_picture:
            page = document[number]
            image = pdfium.PdfImage.new(document)
            bitmap = pdfium.PdfBitmap.new_native(60, 80, raw.FPDFBitmap_BGR)
            bitmap.fill_rect((200, 200, 200, 255), 0, 0, 60, 80)
            image.set_bitmap(bitmap)
            image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
            page.insert_obj(image)
            page.gen_content()
            page.close()
    return saved(document)


def saved(document):
    """The bytes of a PDF."""
    kept = BytesIO()
    document.save(kept)
    document.close()
    return kept.getvalue()


def paragraph(text, *, style="", inner=""):
    """A paragraph of WordprocessingML; `inner` stands as it is after the text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}{inner}</w:p>"


def docx(*body, styles=(), lists=""):
    """A DOCX of paragraphs and tables; `styles` are (identifier, name, outline level), `lists` the inside of a list."""
    kinds = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
        for key, name, level in styles
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{kinds}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{lists}</w:numbering>',
        }
    )


def odt(body, *, changes=""):
    """An ODT of the given body."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content xmlns:office="{office}" xmlns:text="{text}" '
            f'xmlns:table="{table}">'
            f"<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>",
        }
    )


def packed(parts, *, compression=zipfile.ZIP_DEFLATED):
    """A ZIP archive of texts or bytes by name."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()
