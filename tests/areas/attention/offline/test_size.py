"""What a zone weighs."""

import gzip

from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.queries.guide_areas import zones
from arraigo.areas.attention.web.guide import packing

LIMIT = 300_000


def test_a_zone_of_five_hundred_services_is_light_enough_for_a_poor_line(big):
    made = packing.bundle(big, "es", zones()[0], at=AT)
    packed = gzip.compress(made.data, 9)
    assert made.services == 500
    assert len(packed) <= LIMIT
