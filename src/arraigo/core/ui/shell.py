"""What the layout needs to know about who is looking; the config fills it in for each request."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise
KEY_ITEMS = 4


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation. `key` puts it in the phone's bar; `count` is what waits for the person."""

    label: Text
    url: str
    icon: str
    current: bool = False
    count: int = 0
    key: bool = False
    mirrored: bool = False


@dataclass(frozen=True)
class NavGroup:
    """Entries under one title; the first group usually has none."""

    title: Text
    items: tuple[NavItem, ...]


@dataclass(frozen=True)
class CityOption:
    """A membership that the person may change to; `value` is posted as `membership`."""

    value: str
    label: Text
    role_label: Text
    current: bool = False


@dataclass(frozen=True)
class LanguageOption:
    """A language that the person may choose; `code` is posted as `language`."""

    code: str
    label: str
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """All that surrounds a page. Addresses left empty hide the part that would use them."""

    city_name: Text = ""
    city_slug: str = ""
    user_name: str = ""
    user_initials: str = ""
    role_label: Text = ""
    groups: tuple[NavGroup, ...] = ()
    home_url: str = "/"
    search_url: str = ""
    search_query: str = ""
    account_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    help_url: str = ""
    cities: tuple[CityOption, ...] = ()
    switch_url: str = ""
    languages: tuple[LanguageOption, ...] = ()
    language_url: str = ""
    demo: bool = False

    def items(self) -> Iterator[NavItem]:
        """Every entry, in order."""
        for group in self.groups:
            yield from group.items

    @property
    def key_items(self) -> tuple[NavItem, ...]:
        """The entries of the phone's bar: those marked as key, or the first ones."""
        marked = tuple(item for item in self.items() if item.key)
        return (marked or tuple(self.items()))[:KEY_ITEMS]

    @property
    def pending(self) -> int:
        """What waits behind «Más»: the counts of the entries that the phone's bar does not show."""
        shown = self.key_items
        return sum(item.count for item in self.items() if item not in shown)

    @property
    def elsewhere(self) -> bool:
        """Whether the current entry is one that the phone's bar does not show."""
        return any(item.current for item in self.items()) and not any(item.current for item in self.key_items)
