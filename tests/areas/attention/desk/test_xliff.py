"""XLIFF out and in: a round trip loses nothing, a file is shown before it is kept, and no file is trusted."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import routes
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.documents.xliff import CORE
from arraigo.areas.attention.importers import xliff as importer
from arraigo.areas.attention.models import RouteTranslation
from arraigo.areas.attention.queries import definitions, translations

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
ROOT = "/prueba/rutas/techo/1/traducciones/en/"
NS = {"x": CORE}


def downloaded(staff):
    return staff.get(f"{ROOT}xliff/").content


def edited(content, **targets):
    """The file as a translator's tool would give it back; a target may come with a state."""
    root = etree.fromstring(content)
    for key, told in targets.items():
        text, state = told if isinstance(told, tuple) else (told, "final")
        segment = root.find(f".//x:unit[@id='{key.replace('__', '.')}']/x:segment", NS)
        for old in segment.findall("x:target", NS):
            segment.remove(old)
        etree.SubElement(segment, f"{{{CORE}}}target").text = text
        segment.set("state", state)
        segment.attrib.pop("subState", None)
    return etree.tostring(root, encoding="UTF-8")


def load(staff, content, name="techo.xlf"):
    return staff.post(f"{ROOT}cargar/", {"file": SimpleUploadedFile(name, content)})


def confirm(staff, content):
    return staff.post(f"{ROOT}cargar/", {"content": content.decode()}, follow=True)


def known(version, language="en"):
    version.refresh_from_db()
    row = translations.row_for(version, language)
    return {one.key: one for one in translations.units(definitions.sketched(version), language, row.texts)}


def plan(version, content):
    units = importer.read_xliff(content, route="techo", language="en")
    return {one.unit.key: one for one in importer.plan(units, list(known(version).values()), "en")}


def test_the_file_is_xliff_two_with_a_unit_for_every_text(draft, staff):
    answer = staff.get(f"{ROOT}xliff/")
    root = etree.fromstring(answer.content)

    assert answer["Content-Type"] == "application/xliff+xml"
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "es", "en")
    units = {one.get("id"): one.findtext("x:segment/x:source", namespaces=NS) for one in root.iter(f"{{{CORE}}}unit")}
    assert units == samples.every_text(draft)


def test_a_round_trip_changes_nothing(draft, staff, writer):
    samples.say(draft, "en", {"title": "A place <b> & more"}, writer, AT)
    samples.say(draft, "en", {"summary": "What\n\nto do"}, writer, AT, "needs_review")
    samples.say(draft, "en", {"steps.fin.title": "Where"}, writer, AT, "draft")
    before = known(draft)
    content = downloaded(staff)

    assert {one.outcome for one in plan(draft, content).values()} == {"same", "empty"}
    confirm(staff, content)
    assert known(draft) == before


def test_what_would_change_is_shown_and_nothing_is_kept_yet(draft, staff):
    content = edited(downloaded(staff), title="A place", steps__fin__title=("Where", "translated"))
    answer = load(staff, content)

    assert answer.status_code == 200
    assert "Importar 2 traducciones" in answer.text
    assert not RouteTranslation.objects.exists()


def test_what_is_confirmed_is_kept_with_its_state(draft, staff):
    content = edited(
        downloaded(staff),
        title="A place",
        summary=("What to do", "translated"),
        steps__fin__title=("Where", "initial"),
    )
    answer = confirm(staff, content)

    assert "3 traducciones importadas." in answer.text
    states = {key: one.state for key, one in known(draft).items() if one.target}
    assert states == {"title": "current", "summary": "needs_review", "steps.fin.title": "draft"}


def test_a_unit_whose_spanish_has_changed_is_kept_as_outdated(draft, staff, writer):
    content = edited(downloaded(staff), title="A place")
    text = draft.definition.replace("title: Un lugar donde dormir", "title: Un techo")
    routes.save_draft(version=draft, definition=text, seen=draft.sha256, by=writer, at=AT)

    assert plan(draft, content)["title"].outcome == "outdated"
    confirm(staff, content)
    assert known(draft)["title"].state == "outdated"


def test_an_older_file_does_not_write_over_a_newer_translation(draft, staff, writer):
    content = edited(downloaded(staff), title="A place")
    text = draft.definition.replace("title: Un lugar donde dormir", "title: Un techo")
    routes.save_draft(version=draft, definition=text, seen=draft.sha256, by=writer, at=AT)
    draft.refresh_from_db()
    samples.say(draft, "en", {"title": "A roof"}, writer, AT)

    assert plan(draft, content)["title"].outcome == "older"
    confirm(staff, content)
    assert known(draft)["title"].target == "A roof"


def test_a_unit_that_the_route_has_no_more_and_one_told_twice_are_left_out_and_said(draft, staff):
    content = edited(downloaded(staff), title="A place", summary="What to do")
    content = content.replace(b'id="summary"', b'id="nada"').replace(b'id="steps.fin.right"', b'id="title"')
    answer = load(staff, content)

    assert "La ruta ya no tiene este texto." in answer.text
    assert "Está dos veces" in answer.text
    assert "Importar 1 traducción" in answer.text


def test_segments_that_a_tool_split_and_marked_are_put_together(draft):
    content = (
        f'<xliff xmlns="{CORE}" version="2.0" srcLang="es" trgLang="en-US"><file id="techo"><unit id="title">'
        '<segment state="final"><source>Un <pc id="1">lugar</pc></source>'
        '<target>A <pc id="1">place</pc></target></segment>'
        "<ignorable><source> </source><target> </target></ignorable>"
        '<segment state="translated"><source>donde dormir</source><target>to sleep</target></segment>'
        "</unit></file></xliff>"
    ).encode()
    (unit,) = importer.read_xliff(content, route="techo", language="en")

    assert (unit.source, unit.target, unit.state) == ("Un lugar donde dormir", "A place to sleep", "needs_review")


def test_a_unit_of_which_a_part_is_not_translated_is_not_kept(draft):
    content = (
        f'<xliff xmlns="{CORE}" version="2.1" srcLang="es" trgLang="en"><file id="techo"><unit id="title">'
        "<segment><source>Un lugar </source><target>A place </target></segment>"
        "<segment><source>donde dormir</source></segment></unit></file></xliff>"
    ).encode()

    assert plan(draft, content)["title"].outcome == "empty"


SECRET = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: b"no es xml", "no se puede leer como XML"),
        (lambda content: content[:200], "no se puede leer como XML"),
        (lambda content: b"<xliff/>", "No es un archivo XLIFF 2"),
        (lambda content: content.replace(b'version="2.1"', b'version="1.2"'), "No es un archivo XLIFF 2"),
        (lambda content: content.replace(b'trgLang="en"', b'trgLang="fr"'), "«fr»"),
        (lambda content: content.replace(b'id="techo"', b'id="salud"'), "otra ruta"),
        (lambda content: content + b" " * 1024 * 1024, "más de 1 MB"),
        (lambda content: content.replace(b"<xliff", SECRET + b"<xliff", 1), "DOCTYPE"),
        (lambda content: content.replace(b"<xliff", BOMB + b"<xliff", 1), "DOCTYPE"),
    ],
)
def test_a_file_that_is_not_of_this_route_is_refused_whole(draft, staff, spoil, words):
    answer = load(staff, spoil(edited(downloaded(staff), title="A place")))

    assert answer.status_code == 422
    assert words in answer.text
    assert not RouteTranslation.objects.exists()


def test_an_entity_is_never_read(draft, staff):
    content = edited(downloaded(staff), title="QUI")
    content = content.replace(b"<xliff", SECRET + b"<xliff", 1).replace(b"QUI", b"&e;")

    with pytest.raises(AttentionError):
        importer.read_xliff(content, route="techo", language="en")


def test_a_file_in_another_encoding_is_read(draft, staff):
    content = edited(downloaded(staff), title="À côté")
    latin = etree.tostring(etree.fromstring(content), encoding="ISO-8859-1")

    assert plan(draft, latin)["title"].unit.target == "À côté"
    assert "À côté" in load(staff, latin).text


def test_without_a_file_the_page_asks_for_one(draft, staff):
    answer = staff.post(f"{ROOT}cargar/", {})

    assert answer.status_code == 422
    assert "Elija el archivo" in answer.text
