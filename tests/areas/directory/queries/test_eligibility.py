from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.directory.queries.eligibility import Group, Profile, attends, group_from

WOMEN = {"sexes": ["woman"]}


@pytest.mark.parametrize(
    ("who", "service", "expected"),
    [
        (Profile(age=10), {"minimum_age": Decimal(12)}, False),
        (Profile(age=12), {"minimum_age": Decimal(12)}, True),
        (Profile(age=18), {"maximum_age": Decimal(17)}, False),
        (Profile(sex="man"), {"eligible": [WOMEN]}, False),
        (Profile(sex="not_said"), {"eligible": [WOMEN]}, True),
        (Profile(sex="man"), {"eligible": [WOMEN, {"maximum_age": 17}]}, True),
        (Profile(sex="man", age=30), {"eligible": [WOMEN, {"maximum_age": 17}]}, False),
        (Profile(sex="man", age=30), {"ineligible": [{"sexes": ["man"], "minimum_age": 12}]}, False),
        (Profile(sex="man"), {"ineligible": [{"sexes": ["man"], "minimum_age": 12}]}, True),
        (Profile(nationality="CO"), {"eligible": [{"nationalities": ["VE"]}]}, False),
        (Profile(status="refugee"), {"ineligible": [{"statuses": ["refugee"]}]}, False),
        (Profile(with_children=False), {"eligible": [{"children": "with"}]}, False),
        (Profile(), {"ineligible": [{}]}, True),
    ],
)
def test_whom_a_service_attends(who, service, expected):
    assert attends(who, **service) is expected


groups = st.builds(
    Group,
    st.none() | st.integers(0, 40),
    st.none() | st.integers(41, 120),
    st.sets(st.sampled_from(["woman", "man", "intersex"])).map(tuple),
    st.sets(st.sampled_from(["VE", "CO", "EC"])).map(tuple),
    st.sets(st.sampled_from(["refugee", "pendular"])).map(tuple),
    st.sampled_from(["", "with", "without"]),
)


@given(st.lists(groups), st.lists(groups))
def test_who_tells_nothing_is_never_left_out(eligible, ineligible):
    told = {"eligible": [one.as_dict() for one in eligible], "ineligible": [one.as_dict() for one in ineligible]}
    assert attends(Profile(), **told)


@given(groups)
def test_a_group_comes_back_from_its_json(group):
    assert group_from(group.as_dict()) == group


@pytest.mark.parametrize("value", [{"ages": 3}, {"minimum_age": 30, "maximum_age": 20}, {"children": "sí"}])
def test_a_group_with_something_unknown_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the value
        group_from(value)
