"""The program's own tagger, built once: it costs some tens of milliseconds."""

import pytest

from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus


@pytest.fixture(scope="session")
def tagger():
    return Tagger(load_thesaurus())
