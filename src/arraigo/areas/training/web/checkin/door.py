"""The door on a telephone: a page that works without network, and the two calls by which it hears and tells."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from arraigo.areas.training.actions import doors
from arraigo.areas.training.actions.checkin import MOST, Arrival
from arraigo.areas.training.enums import CheckInMethod, Direction
from arraigo.areas.training.queries import doors as reads
from arraigo.areas.training.web.checkin.words import words
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.audit import api as audit

ASSETS = (
    "ui/public.css",
    "ui/favicon.svg",
    "training/checkin.css",
    "training/checkin/keeping.js",
    "training/checkin/reading.js",
    "training/checkin/door.js",
    "training/vendor/jsqr-1.4.0.js",
)
LARGEST = 256 * 1024
METHODS = {CheckInMethod.SCAN.value, CheckInMethod.NAME.value}
NO_STORE = "private, no-store"


@require_safe
@public
def page(request: PublicRequest, city: str) -> HttpResponse:
    """Show the door. The secret comes in the address's fragment, which no server sees; the page keeps it."""
    response = render(request, "training/checkin/door.html", _page_context(request))
    policy = settings.PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")
    response["Permissions-Policy"] = policy
    response["Cache-Control"] = "no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _page_context(request: HttpRequest) -> dict[str, Any]:
    return {"reader": static("training/vendor/jsqr-1.4.0.js"), "words": words()}


@require_safe
@public
def worker(request: PublicRequest, city: str) -> HttpResponse:
    """Give the script that keeps the page and its files for when there is no network; its name changes with them."""
    whole = render_to_string("training/checkin/door.html", _page_context(request), request=request)
    files = [static(name) for name in ASSETS]
    version = hashlib.sha256("\n".join([whole, *files]).encode()).hexdigest()[:16]
    door = reverse("training:door", args=[city])
    kept = {"page": door, "files": files, "name": f"puerta-{city}-{version}", "prefix": f"puerta-{city}-"}
    response = render(
        request, "training/checkin/sw.js", {"kept": json.dumps(kept)}, content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@public
def manifest(request: PublicRequest, city: str) -> HttpResponse:
    """Describe the door so that a telephone can keep it among its applications."""
    door = reverse("training:door", args=[city])
    said = {
        "name": _("Puerta · %(city)s") % {"city": request.city.name},
        "short_name": _("Puerta"),
        "id": door,
        "start_url": door,
        "scope": door,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#083526",
        "lang": "es",
        "icons": [{"src": static("ui/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    response = HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


@csrf_exempt
@require_POST
@public
def roll(request: PublicRequest, city: str) -> HttpResponseBase:
    """Give a telephone the list of its session, once, and who is in already; that it took it is logged."""
    at = timezone.now()
    device = reads.device_by(_secret(request), at=at)
    if device is None:
        return _closed()
    session = device.session
    ends = session.ends_at
    audit.seen(what="training.door", subject=device, by=None, at=at)
    people = reads.roll(session.course)
    return _json(
        {
            "device": {"id": str(device.pk), "name": device.name, "expires_at": device.expires_at},
            "session": {
                "id": str(session.pk),
                "title": session.course.title,
                "code": session.code,
                "topic": session.title,
                "place": session.place,
                "starts_at": session.starts_at,
                "ends_at": ends,
                "timezone": session.timezone,
            },
            "people": [[str(one.id), one.name, one.document, one.code] for one in people],
            "inside": [str(key) for key in reads.inside(session)],
            "now": at,
        }
    )


@csrf_exempt
@require_POST
@public
def send(request: PublicRequest, city: str) -> HttpResponseBase:
    """Take up to 200 arrivals from a telephone and answer for each, by its nonce."""
    at = timezone.now()
    device = reads.device_by(_secret(request), at=at)
    if device is None:
        return _closed()
    try:
        arrivals, clock_off = _read(request, at)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return _json({"detail": _("Lo enviado no se entiende. Actualice la página de la puerta.")}, 400)
    answers = doors.take_in(device=device, arrivals=arrivals, at=at, clock_off=clock_off)
    return _json(
        {
            "results": [
                {
                    "nonce": str(answer.nonce),
                    "outcome": answer.outcome.value,
                    "sentence": answer.sentence,
                    "enrolment": str(answer.enrolment_id) if answer.enrolment_id else None,
                }
                for answer in answers
            ],
            "now": at,
        }
    )


def _secret(request: HttpRequest) -> str:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _closed() -> JsonResponse:
    said = _("Este teléfono ya no registra llegadas: su enlace venció o se cerró. Pida uno nuevo al equipo.")
    return _json({"detail": said}, 401)


def _json(said: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = NO_STORE
    return response


def _read(request: HttpRequest, at: datetime) -> tuple[list[Arrival], timedelta]:
    """Read what was sent; raises ValueError, TypeError or KeyError when it is not as it should be."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise ValueError("too large")
    said = json.loads(request.body)
    rows = said["arrivals"]
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST:
        raise ValueError("between 1 and 200 arrivals")
    sent_at = said.get("sent_at")
    return [_arrival(row) for row in rows], at - _moment(sent_at) if sent_at else timedelta()


def _arrival(row: dict[str, Any]) -> Arrival:
    method, token, enrolment = str(row.get("method", "scan")), str(row.get("token") or ""), row.get("enrolment")
    if method not in METHODS or not (token or enrolment):
        raise ValueError("no method or nobody")
    return Arrival(
        nonce=UUID(row["nonce"]),
        noted_at=_moment(row["noted_at"]),
        enrolment_id=UUID(enrolment) if enrolment else None,
        token=token,
        method=method,
        direction=Direction(row.get("direction", "in")).value,
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 2000 <= moment.year <= 2200:
        raise ValueError("a moment with its zone")
    return moment.astimezone(UTC)
