"""A draft of a route and whoever writes it, signed in; a file that needs another defines its own."""

from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture
def draft(in_city, writer):
    return samples.draft(in_city, writer, AT)


@pytest.fixture
def staff(client_of, writer):
    return client_of(writer)
