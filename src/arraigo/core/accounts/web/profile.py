"""One's own account: name, language, which city, and the way to a second factor."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from arraigo.core import tenancy
from arraigo.core.accounts.actions import change_language, change_name
from arraigo.core.accounts.enums import role_names
from arraigo.core.accounts.models import User
from arraigo.core.accounts.queries import cities_of, has_second_factor


class NameForm(forms.Form):
    """How a person wants to be called."""

    name = forms.CharField(
        label=gettext_lazy("Nombre y apellido"),
        max_length=120,
        help_text=gettext_lazy("Así aparece junto a lo que usted registra."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; views behind `login_required` alone may ask."""
    if not isinstance(request.user, User):
        raise TypeError("nobody is signed in")
    return request.user


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's account and change the name."""
    user = signed_in(request)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if form.is_valid():
        change_name(user=user, name=form.cleaned_data["name"])
        messages.success(request, _("Su nombre quedó guardado."))
        return redirect("account")
    context = {"form": form, "has_second_factor": has_second_factor(user)}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the only city of a user, let them choose among several, or say whom to ask."""
    user = signed_in(request)
    with tenancy.as_user(user.pk):
        cities = cities_of(user)
    if len(cities) == 1:
        return redirect("city_home", city=cities[0][0].slug)
    named = [{"city": city, "roles": role_names(roles)} for city, roles in cities]
    return render(request, "accounts/cities.html", {"cities": named})


@require_POST
@login_required
def switch_city(request: HttpRequest) -> HttpResponse:
    """Go to the first page of another city of the user."""
    user = signed_in(request)
    with tenancy.as_user(user.pk):
        slugs = {city.slug for city, _roles in cities_of(user)}
    chosen = request.POST.get("membership", "")
    return redirect("city_home", city=chosen) if chosen in slugs else redirect("home")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that somebody chose: on this device, and with their account if they have one."""
    chosen = request.POST.get("language", "")
    response = redirect(_next(request))
    if chosen not in dict(settings.LANGUAGES):
        return response
    if isinstance(request.user, User):
        change_language(user=request.user, language=chosen)
    translation.activate(chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


@login_required
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Say why a second factor is needed before any page of the city, and how to set one up."""
    if has_second_factor(signed_in(request)):
        return redirect("home")
    return render(request, "accounts/second_factor_needed.html")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"
