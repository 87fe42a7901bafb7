"""What surrounds a page fits the person and the telephone."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from arraigo.core.ui.shell import NavGroup, NavItem, Shell


def _shell(**changes):
    items = tuple(NavItem(f"Página {at}", f"/{at}/", "sun", count=at, key=at in (2, 3)) for at in range(1, 7))
    return Shell(city_name="Municipio de Santa Marina", groups=(NavGroup("", items),), **changes)


def _page(shell):
    request = RequestFactory().get("/")
    return render_to_string("ui/desk.html", {"shell": shell} if shell else {"shell": None}, request=request)


def test_the_phone_shows_the_key_entries_and_counts_what_waits_behind_more():
    shell = _shell()

    assert [item.count for item in shell.key_items] == [2, 3]
    assert shell.pending == 1 + 4 + 5 + 6


def test_without_key_entries_the_phone_shows_the_first_ones():
    shell = Shell(groups=(NavGroup("", tuple(NavItem(str(at), "/", "sun") for at in range(9))),))

    assert [item.label for item in shell.key_items] == ["0", "1", "2", "3"]


def test_the_municipality_comes_before_the_program():
    html = _page(_shell())

    assert html.index("<span>Municipio de Santa Marina") < html.index("<small>Arraigo")


def test_the_demo_says_that_the_city_and_its_people_are_invented():
    assert "son inventadas" in _page(_shell(demo=True))
    assert "son inventadas" not in _page(_shell())


def test_pages_render_without_a_shell():
    html = _page(None)

    assert '<main class="main"' in html
    assert 'class="rail' not in html


def test_the_skip_link_comes_first_and_leads_to_the_content():
    html = _page(_shell())

    assert html.index('class="skip" href="#main"') < html.index("<header")
    assert 'id="main"' in html
