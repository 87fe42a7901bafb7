"""A browser for each module of journeys, with the database open beside Playwright's event loop."""

import os

import pytest
from playwright.sync_api import sync_playwright
from tests.journeys.browsing import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="module")
def _database_beside_an_event_loop():
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser(_database_beside_an_event_loop):
    """Chromium. For a module and no longer: two Playwrights cannot run at once, and other tests start theirs."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as launched,
    ):
        yield launched
