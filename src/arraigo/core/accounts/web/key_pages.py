"""Keys of the API: each member makes their own; who manages access closes anybody's.

Nobody makes a key for somebody else: an administrator, who sees no people, would read them with another's role.
"""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.core.accounts import queries
from arraigo.core.accounts.access import CityRequest, membership_required
from arraigo.core.accounts.actions import issue_token, revoke_token
from arraigo.core.accounts.models import ApiToken
from arraigo.core.accounts.permissions import allowed_scopes, manages_accounts, reads_accounts, uses_keys
from arraigo.core.accounts.web.access_forms import KeyForm
from arraigo.core.accounts.web.tables import KEYS
from arraigo.core.ui import tables


@require_safe
@membership_required(uses_keys)
def keys(request: CityRequest, city: str) -> HttpResponseBase:
    """List one's own keys, or everybody's for who manages or audits access."""
    shown = tables.listing(KEYS, request, _visible(request))
    context = {
        "may_issue": bool(allowed_scopes(request.membership)),
        "reads_accounts": reads_accounts(request.membership),
    }
    return tables.respond(request, "accounts/keys.html", shown, context)


@membership_required(uses_keys)
def new_key(request: CityRequest, city: str) -> HttpResponse:
    """Make a key of one's own and show it, once."""
    memberships = queries.own_memberships(request.membership.user)
    form = KeyForm(request.POST or None, memberships=memberships)
    if form.is_valid():
        try:
            token, raw = issue_token(**form.key(), by=request.membership.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("scopes", error)
        else:
            return render(request, "accounts/key_made.html", {"token": token, "raw": raw})
    return render(request, "accounts/key_new.html", {"form": form}, status=422 if form.errors else 200)


@membership_required(uses_keys)
def close_key(request: CityRequest, city: str, token_id: UUID) -> HttpResponse:
    """Close a key, after asking: one's own, or anybody's for who manages access."""
    token = get_object_or_404(_closable(request), pk=token_id)
    if request.method != "POST":
        return render(request, "accounts/key_close.html", {"token": token})
    revoke_token(token=token, by=request.membership.user, at=timezone.now())
    messages.success(request, _("La llave «%(name)s» quedó cerrada.") % {"name": token.name})
    return redirect("keys", city)


def _visible(request: CityRequest) -> QuerySet[ApiToken]:
    standing = request.membership
    shown = queries.tokens(of=None if reads_accounts(standing) else standing.user)
    mine = Value(True) if manages_accounts(standing) else Q(membership__user=standing.user)
    return shown.annotate(closable=ExpressionWrapper(mine, output_field=BooleanField()))


def _closable(request: CityRequest) -> QuerySet[ApiToken]:
    return queries.tokens(of=None if manages_accounts(request.membership) else request.membership.user)
