"""The one table: declare its columns once; sorting, filters, search, pages, ticks and downloads come with it."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from arraigo.core.ui import htmx
from arraigo.core.ui.tables.cells import collate, plain
from arraigo.core.ui.tables.definition import Action, Column, Filter, Table
from arraigo.core.ui.tables.export import export, harmless, write_csv, write_xlsx
from arraigo.core.ui.tables.listing import Listing, listing
from arraigo.core.ui.tables.state import State, parse, written

__all__ = [
    "Action",
    "Column",
    "Filter",
    "Listing",
    "State",
    "Table",
    "back",
    "collate",
    "export",
    "harmless",
    "listing",
    "parse",
    "plain",
    "respond",
    "ticked",
    "write_csv",
    "write_xlsx",
    "written",
]


def respond(
    request: HttpRequest,
    template: str,
    shown: Listing[Any],
    context: dict[str, Any] | None = None,
    *,
    filename: str = "",
) -> HttpResponseBase:
    """Answer with the page, with the table alone when HTMX asks for it, or with a download.

    The page's template finds the listing as `listing` and draws it with `{% table listing %}`.
    """
    if shown.asked.format:
        return export(shown, filename or shown.table.key, shown.asked.format)
    if htmx.asked(request, shown.table.key):
        part = render(request, "ui/table.html", {**(context or {}), "listing": shown})
        return htmx.push_url(part, shown.path + shown.state.query())
    return render(request, template, {**(context or {}), "listing": shown})


def ticked(request: HttpRequest) -> tuple[str, list[str]]:
    """The action and the row ids that the table's bar has posted."""
    return request.POST.get("accion", ""), request.POST.getlist("filas")


def back(request: HttpRequest, default: str) -> str:
    """Where to return to after an action: the same page of the same list, if it is one of ours."""
    wanted = request.POST.get("volver", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe and not urlsplit(wanted).netloc else default
