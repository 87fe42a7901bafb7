import pytest

from arraigo.engines.plan_review.reading import read


def page(body):
    return read(f"<!doctype html><html><body>{body}</body></html>".encode())


@pytest.mark.parametrize("tag", ["div", "font"])
def test_elements_however_deep_are_read_with_what_follows(tag):
    deep = f"<{tag}>" * 100_000 + "Al fondo"

    assert page(f"{deep}<p>Al final</p>").text == "Al fondo\nAl final"
    assert page(deep + f"</{tag}>" * 100_000 + "<p>Al final</p>").text == "Al fondo\nAl final"


def test_tables_however_deep_are_read_in_time():
    text = page("<table><tr><td>Meta " * 20_000).text

    assert text == " ".join(["Meta"] * 20_000)


def test_rows_have_their_cells_apart_and_a_table_in_a_cell_reads_as_its_words():
    inner = "<table><tr><td>uno</td><td>dos</td></tr></table>"
    reading = page(f"<table><caption>Metas</caption><tr><th>Meta<td><p>10</p><p>20</p>{inner}</tr></table>Fin")

    assert reading.text == "Metas\nMeta | 10 20 uno | dos\nFin"
    assert reading.rows == {6}


def test_a_row_of_one_cell_is_a_paragraph():
    reading = page("<table><tr><td>En un <b>marco</b></td></tr><tr> suelto <td></td></tr></table>")

    assert (reading.text, reading.rows) == ("En un marco", frozenset())


def test_items_of_lists_are_lines_though_none_is_closed():
    assert page("<ul><li>Uno<ol><li>Dos <i>y</i> tres</ol><li>Cuatro</ul>").text == "Uno\nDos y tres\nCuatro"


def test_a_heading_gives_its_level_to_its_own_lines_only():
    reading = page("<h2>Marco <b>legal</b></h2>Texto<h3><span>Metas</span></h3><p>Más</p>")

    assert reading.text == "Marco legal\nTexto\nMetas\nMás"
    assert reading.levels == {0: 2, 18: 3}


SENTENCE = "Población “migrante” y niñez acogida"


@pytest.mark.parametrize(
    "name",
    [
        *("nonsense", "a" * 3_000, "rot13", "zlib", "hex", "base64", "idna", "punycode", "undefined"),
        *("unicode_escape", "raw_unicode_escape", "charmap", "utf-7", "utf-16", "cp037", "latin-1", "us-ascii"),
    ],
)
def test_a_page_whose_encoding_cannot_be_the_one_it_names_is_read_by_its_bytes(name):
    content = f"<html><head><meta charset={name}></head><body>{SENTENCE}</body></html>".encode("cp1252")

    assert (read(content).text, read(content).encoding) == (SENTENCE, "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_page_in_wide_letters_is_known_without_a_name(encoding):
    reading = read(f"<!doctype html><html><body><p>{SENTENCE}</p></body></html>".encode(encoding))

    assert (reading.media_type, reading.text) == ("text/html", SENTENCE)
