"""The components as template tags, available in every template without `{% load %}`."""

import datetime as dt
import re
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from arraigo.core.ui import charts, formats
from arraigo.core.ui import forms as ui_forms
from arraigo.core.ui.formats import Number
from arraigo.core.ui.shell import Text
from arraigo.core.ui.tables import Listing

register = template.Library()

MIRRORED = frozenset({"chevron", "back", "send", "undo", "exit", "branch"})
STATE_ICONS = {"ok": "check", "info": "clock", "warn": "warning", "danger": "warning"}
NOTICE_ICONS = {"ok": "check", "info": "info", "warn": "warning", "danger": "warning"}
MESSAGE_KINDS = {"success": "ok", "error": "danger", "warning": "warn", "info": "info", "debug": "info"}
BREAKS = re.compile(r"(?=@)|(?<=\.)(?=\S)")
THEMES = {"claro": "light", "oscuro": "dark"}


# ── Marks ──


@register.simple_tag
def icon(name: str, classes: str = "", label: Text = "") -> SafeString:
    """A drawing of the sprite. Beside text it is silent; alone it needs `label`."""
    css = " ".join(filter(None, ["i", "flip" if name in MIRRORED else "", classes]))
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', css, spoken, static("ui/icons.svg"), name)


@register.simple_tag
def logo(classes: str = "", small: bool = False) -> SafeString:
    """The mark; `small` is the cut with fewer roots, for 20 px."""
    name = "mark-small" if small else "mark"
    return format_html(
        '<svg class="logo {}" aria-hidden="true" viewBox="0 0 32 32"><use href="{}#{}"/></svg>',
        classes,
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def plaque(text: Text, done: bool = True) -> SafeString:
    """The house number: steps, criteria, recommendations. Hollow while not done."""
    return format_html('<span class="plaque{}">{}</span>', "" if done else " off", text)


@register.simple_tag
def state(text: Text, kind: str = "", icon_name: str | None = None) -> SafeString:
    """A tag that says in what state something is. `kind`: "", "ok", "info", "warn", "danger", "line"."""
    name = STATE_ICONS.get(kind, "") if icon_name is None else icon_name
    return format_html('<span class="tag {}">{}{}</span>', kind, icon(name) if name else "", formats.capital(text))


@register.simple_tag
def level(value: int, of: int = 3) -> SafeString:
    """A level as filled boxes with its words: `2 de 3`."""
    return _part("level", value=value, of=of, boxes=[at < value for at in range(of)])


@register.simple_tag
def proportion(value: Number, whole: Number | None, tone: str = "d1") -> SafeString:
    """A bar that is filled as far as `value` is of `whole`. Silent: the words stand beside it."""
    return _part("proportion", width=charts.proportion(value, whole), tone=tone)


@register.simple_tag
def meter(value: Number, whole: Number, low: Number | None = None) -> SafeString:
    """`7 de 8` with a short bar, which turns to the colour of a problem under `low`."""
    return _part("meter", value=value, whole=whole, tone="d4" if low is not None and value < low else "d1")


# ── Messages ──


@register.simple_block_tag
def notice(content: str, kind: str = "info", role: str = "") -> SafeString:
    """A notice inside the page. `kind`: "info", "ok", "warn", "danger"."""
    return _part("notice", content=content, kind=kind, role=role, icon_name=NOTICE_ICONS.get(kind, "info"))


@register.filter
def message_kind(tags: str) -> str:
    """The notice that fits a Django message."""
    return next((MESSAGE_KINDS[tag] for tag in (tags or "").split() if tag in MESSAGE_KINDS), "info")


@register.simple_block_tag
def empty(content: str, title: Text, icon_name: str = "", small: bool = False) -> SafeString:
    """An empty state: why there is nothing, what will be here, the first step. `content` is HTML."""
    return _part("empty", content=content, title=title, icon_name=icon_name, small=small)


@register.simple_block_tag
def dialog(content: str, id: str, title: Text) -> SafeString:
    """A question over the page. Opened by a link to `#id`, with scripts or without. `content` has the buttons."""
    return _part("dialog", content=content, id=id, title=title)


# ── Structure ──


@register.simple_tag
def crumbs(*pairs: Text) -> SafeString:
    """Where one is: label, address, label, address…; the page itself is not named again."""
    trail = [(pairs[at], pairs[at + 1] if at + 1 < len(pairs) else "") for at in range(0, len(pairs), 2)]
    return _part("crumbs", trail=trail)


@register.simple_block_tag
def panel(content: str, title: Text, fact: Text = "", link: str = "", link_text: Text = "", id: str = "") -> SafeString:
    """A titled area under a rule: a muted fact beside the title, a link at the end."""
    anchor = id or slugify(str(title))
    return _part("panel", content=content, title=title, fact=fact, link=link, link_text=link_text, id=anchor)


@register.simple_tag
def stepper(current: int, *labels: Text) -> SafeString:
    """The steps of a task; `current` counts from 1, and past the last the task is finished."""
    steps = [(label, at < current, at == current) for at, label in enumerate(labels, start=1)]
    return _part("stepper", steps=steps, finished=current > len(labels))


@register.simple_tag
def progress(label: Text, value: int, whole: int, url: str = "", cancel_url: str = "", unit: Text = "") -> SafeString:
    """How far a job is. With `url` the browser asks there for this same piece every two seconds."""
    return _part("progress", label=label, value=value, whole=whole, url=url, cancel_url=cancel_url, unit=unit)


@register.simple_tag(takes_context=True)
def table(context: Context, listing: Listing[Any]) -> SafeString:
    """A table with its toolbar, chips, bar of actions and pages."""
    values: dict[str, Any] = {str(key): value for key, value in context.flatten().items()}
    return render_to_string("ui/table.html", {**values, "listing": listing}, request=context.get("request"))


@register.simple_tag
def pager(listing: Listing[Any]) -> SafeString:
    """The pages of a listing."""
    return _part("pager", listing=listing)


# ── Figures ──


@register.simple_tag
def figure(
    label: Text,
    value: Number | None,
    of: Number | None = None,
    noun: Text = "",
    url: str = "",
    as_percent: bool = False,
    mini: bool = False,
) -> SafeString:
    """A number with its whole: `210 de 240 personas convocadas (88 %)`. `url` opens its records."""
    return _part("figure", label=label, value=value, of=of, noun=noun, url=url, as_percent=as_percent, mini=mini)


@register.simple_tag
def bars(chart: charts.BarChart, caption: Text, unit: Text = "", open: bool = False) -> SafeString:
    """Bars, plain or stacked, with their legend and a table of the same numbers. `caption` names the table."""
    return _part("bars", chart=chart, caption=caption, unit=unit, open=open)


@register.simple_tag
def lines(chart: charts.LineChart, caption: Text, unit: Text = "", open: bool = False) -> SafeString:
    """A line over time with a table of the same numbers."""
    return _part("lines", chart=chart, caption=caption, unit=unit, open=open)


@register.simple_tag
def sparkline(chart: charts.LineChart, label: Text) -> SafeString:
    """A line as small as a word; its first, highest and last values are its text alternative."""
    return _part("sparkline", chart=chart, label=label)


# ── Forms ──


@register.simple_tag
def error_summary(form: forms.BaseForm) -> SafeString:
    """All that is wrong with a form, each with a link to its field."""
    return _part("error_summary", mistakes=ui_forms.mistakes(form))


@register.filter
def field_groups(form: forms.BaseForm) -> list[ui_forms.DrawnGroup]:
    """The visible fields in the form's groups."""
    return list(ui_forms.groups(form))


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with label, help and error, where a page draws its form by hand."""
    return bound.as_field_group()


# ── Words ──


@register.filter(name="number")
def number_filter(value: Number | None, decimals: int = 0) -> str:
    """`4 200`."""
    return formats.number(value, decimals)


@register.filter(name="capital")
def capital_filter(text: Text) -> str:
    """A text that stands alone, with a large first letter unless it is a name of a file, an address or a code."""
    return formats.capital(text)


@register.filter(name="percent")
def percent_filter(part: Number | None, whole: Number | None = 1) -> str:
    """`51 %` of `whole`."""
    return formats.percent(part, whole)


@register.filter(expects_localtime=True)
def long_date(value: dt.date | None) -> str:
    """`16 de noviembre de 2026`."""
    return formats.long_date(value)


@register.filter(expects_localtime=True)
def weekday_date(value: dt.date | None) -> str:
    """`lunes 16 de noviembre de 2026`."""
    return formats.weekday_date(value)


@register.filter(expects_localtime=True)
def short_date(value: dt.date | None) -> str:
    """`16/11/2026`."""
    return formats.short_date(value)


@register.filter(expects_localtime=True)
def clock(value: dt.time | dt.datetime | None) -> str:
    """`08:30`."""
    return formats.clock(value)


@register.filter
def masked(document: str | None) -> SafeString:
    """`•••• 3307`, read aloud as its end."""
    return _part("masked", shown=formats.masked(document), document=document or "")


@register.filter(needs_autoescape=True)
def breakable(value: Text, autoescape: bool = True) -> SafeString:
    """An e-mail or an address of the web that breaks its line before `@` and after a dot, not inside a word."""
    text = conditional_escape(str(value)) if autoescape else str(value)
    return mark_safe(BREAKS.sub("<wbr>", text))  # noqa: S308 — escaped above, and `<wbr>` is ours


# ── The page ──


@register.simple_tag
def sure_static(path: str) -> str:
    """The address of a static file, even where the manifest that names it is missing: what failed may be just that."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag(takes_context=True)
def page_theme(context: Context) -> SafeString:
    """The theme that the person has chosen, as an attribute of the `html` element; nothing lets the device decide."""
    theme = THEMES.get(chosen_theme(context), "")
    return format_html(' data-theme="{}"', theme) if theme else SafeString("")


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """The theme that the person has chosen: "claro", "oscuro", or "equipo" (as the device says)."""
    request = context.get("request")
    theme = request.COOKIES.get("tema", "") if request else ""
    return theme if theme in THEMES else "equipo"


def _part(name: str, **values: Any) -> SafeString:
    return render_to_string(f"ui/parts/{name}.html", values)
