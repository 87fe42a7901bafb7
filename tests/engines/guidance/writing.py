"""A route to try rules on, and what it names."""

from arraigo.engines.guidance.loading import load

TODAY = "2026-11-28"
NUMBERS = {"ec-911": None, "ec-1800-delito": None}
NEEDS = {"asylum": None, "legal-aid": None, "emergency": None}

ROUTE = """\
id: asilo
need: asylum
title: Pedir refugio o asilo
summary: Qué hacer si volver a su país le pone en peligro.
valid_from: '2026-11-01'
valid_until: null
verified_on: '2026-11-22'
reviewer: null
mandate: {institution: Cancillería, ground: lomh-100}
sources:
  - {id: lomh-100, title: 'Ley de Movilidad, artículo 100', kind: norm, in_force_from: '2017-02-06', verified_on: null}
  - {id: gobec, title: Portal de trámites, kind: institution, url: https://www.gob.ec, verified_on: '2026-11-22'}
start: peligro
steps:
  peligro:
    kind: question
    title: ¿Está en peligro ahora?
    why: Si hay peligro, primero está su vida.
    answers:
      - {id: si, text: Sí, to: llame}
      - {id: no, text: No, to: entrada}
  llame:
    kind: emergency
    title: Llame ahora
    text: La llamada es gratis.
    numbers: [ec-911]
    to: entrada
  entrada:
    kind: question
    title: ¿Cuándo entró al Ecuador?
    help: Sirve cualquier forma de entrada.
    answers:
      - {id: menos90, text: Hace menos de 90 días, to: documentos}
      - {id: mas90, text: Hace más de 90 días, to: documentos}
      - {id: nose, text: No sé o prefiero no decir, to: documentos}
  documentos:
    kind: question
    title: ¿Tiene algún documento?
    answers:
      - {id: si, text: Sí, to: fin, detail: Aunque esté vencido.}
      - {id: no, text: No, to: gratis}
      - {id: perdido, text: Lo perdí, to: gratis, when: {entrada: [mas90]}}
  gratis:
    kind: information
    title: No hace falta
    text: Nadie puede pedirle un documento.
    sources: [gobec]
    to: fin
  fin:
    kind: outcome
    title: Cómo pedir refugio
    right: Usted tiene derecho a pedir refugio.
    deadline: {days: 90, from: desde que entró, text: 'Si ya pasaron, vaya igual.', when: {not: {entrada: menos90}}}
    reassurance: [El trámite es gratis.]
    do:
      - {title: Llene la solicitud, text: Por internet.}
      - {title: Explique por qué tardó, when: {entrada: [mas90, nose]}}
    bring: [Una foto, {text: Su documento, when: {documentos: [si]}}]
    bring_note: Si le falta algo, vaya igual.
    refused: Pida el motivo por escrito.
    services: {needs: [asylum, legal-aid], for_me: {}}
    contacts: [{name: Protección Internacional, phone: 02 299 3200, note: ext. 23035, source: gobec}]
    sources: [lomh-100]
    verify: [Los horarios de la oficina]
"""


def loaded(text=ROUTE, *, today=TODAY, **translations):
    """Load a route as tests do."""
    return load(text, name="asilo.yaml", numbers=NUMBERS, needs=NEEDS, today=today, translations=translations)
