"""What the journeys share: a browser that complains aloud, and the codes of the second step."""

import os
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.base import AXE_SCRIPT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Two cores are shared with the database, the server and the other worker.
PATIENCE = 30_000
SHOTS = os.environ.get("ARRAIGO_SHOTS", "")
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
WHOLE = {"resultTypes": ["violations"]}
CONTRAST = {**WHOLE, "runOnly": ["color-contrast", "link-in-text-block"]}

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Falta Chromium; instálelo con el gestor de paquetes del sistema."
)


def code(secret, shift=0):
    """The code that an app of codes shows now, or `shift` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


def open_page(browser, url, *, size="wide", scripts=True, scheme="light"):
    """Open a page whose `complaints` are whatever the browser said, refused or asked of another host."""
    context = browser.new_context(
        base_url=url,
        viewport=SIZES[size],
        java_script_enabled=scripts,
        locale="es-EC",
        timezone_id="America/Guayaquil",
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.complaints.append(f"error: {error}"))
    page.on("request", lambda request: _ask(page, url, request.url))
    page.on("response", lambda answer: _hear(page, answer))
    page.size = size
    return page


def _ask(page, url, asked):
    parts = urlsplit(asked)
    if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(url).netloc:
        page.complaints.append(f"another host: {asked}")


def _hear(page, answer):
    if answer.status >= 500:
        page.complaints.append(f"{answer.status}: {answer.url}")


def shoot(page, name):
    """Keep a picture where ARRAIGO_SHOTS says, for people to look at; nowhere otherwise."""
    if SHOTS:
        size = dict(page.viewport_size)
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": max(height, size["height"])})
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{size['width']}.png"))
        page.set_viewport_size(size)


def barriers(page, options=WHOLE):
    """What axe finds, as lines that say which rule and where; and whether the page scrolls sideways."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    lines = page.evaluate(
        """async (options) => (await axe.run(options)).violations.flatMap(
            (one) => one.nodes.map((node) => `${one.id}: ${node.html}`))""",
        options,
    )
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        lines.append(f"scrolls sideways at {page.viewport_size['width']} px: {_widest(page)}")
    return lines


def _widest(page):
    return page.evaluate(
        """[...document.querySelectorAll("main *, header *, footer *")]
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll"))
            .map(one => one.outerHTML.slice(0, 120))[0] ?? "?" """
    )
