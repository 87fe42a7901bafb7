"""Invented routes, whole and in the format, small enough to read in a test."""

import json

from arraigo.areas.attention.actions import publishing, routes, translating
from arraigo.areas.attention.actions.translating import Said
from arraigo.areas.attention.models import EmergencyNumber
from arraigo.areas.attention.queries import definitions
from arraigo.engines.guidance.texts import texts

ROUTE = """\
id: {id}
need: housing
title: {title}
summary: Qué hacer si no tiene donde dormir.
protection: false
valid_from: '2026-11-01'
valid_until: null
verified_on: '2026-11-20'
reviewer: null
mandate:
  institution: Dirección de Inclusión
  ground: ordenanza
sources:
  - id: ordenanza
    title: Ordenanza inventada, artículo 4
    kind: norm
    verified_on: null
start: noche
steps:
  noche:
    kind: question
    title: ¿Tiene donde dormir hoy?
    why: Para buscarle un lugar a tiempo.
    answers:
      - {{id: si, text: Sí, to: fin}}
      - {{id: calle, text: No, to: peligro}}
  peligro:
    kind: emergency
    title: Llame ahora
    text: Diga dónde está.
    numbers: [ec-911]
    to: fin
  fin:
    kind: outcome
    title: Dónde preguntar
    right: Usted tiene derecho a un techo.
    do:
      - {{title: Vaya a la ventanilla, text: Atienden sin cita.}}
      - {{title: Diga que es urgente, when: {{noche: [calle]}}}}
    bring:
      - Cualquier documento.
    services:
      needs: [housing]
    verify:
      - El horario de la ventanilla.
"""


def route_text(slug="techo", title="Un lugar donde dormir"):
    """The definition of a whole route."""
    return ROUTE.format(id=slug, title=title)


def number(city, code="ec-911"):
    """An emergency number of the city."""
    return EmergencyNumber.objects.get_or_create(
        city=city, code=code, defaults={"number": "911", "names": {"es": "ECU 911", "en": "ECU 911"}}
    )[0]


def draft(city, by, at, *, title="Techo", text=None):
    """A draft of a whole route by somebody."""
    number(city)
    version = routes.create_route(title=title, need="housing", protection=False, by=by, at=at)
    definition = text or route_text(version.route.slug)
    routes.save_draft(version=version, definition=definition, seen=version.sha256, by=by, at=at)
    version.refresh_from_db()
    return version


def published(city, by, second, at, **told):
    """A published route that one person wrote and another reviewed."""
    version = draft(city, by, at, **told)
    publishing.submit(version=version, by=by, at=at)
    publishing.approve(version=version, by=second, at=at)
    return publishing.publish(version=version, by=second, at=at)


def say(version, language, said, by, at, state="current"):
    """Translate texts of a draft by key."""
    told = {key: Said(text, state) for key, text in said.items()}
    return translating.save_texts(version=version, language=language, said=told, by=by, at=at)


def every_text(version):
    """The Spanish texts of a version by key."""
    return texts(definitions.sketched(version))


def as_yaml(language, texts_by_key):
    """A translation's file, as JSON, which is YAML too."""
    return json.dumps({"lang": language, "texts": texts_by_key}, ensure_ascii=False)
