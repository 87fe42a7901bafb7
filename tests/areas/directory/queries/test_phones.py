import pytest

from arraigo.areas.directory.queries.phones import dialled


@pytest.mark.parametrize(
    ("written", "extension", "tel"),
    [
        ("02 299 3200", "", "+59322993200"),
        ("(02) 299-3200 ext. 23035", "", "+59322993200;ext=23035"),
        ("02 299 3200", "117", "+59322993200;ext=117"),
        ("099 123 4567", "", "+593991234567"),
        ("+593 99 123 4567", "", "+593991234567"),
        ("593 99 123 4567", "", "+593991234567"),
        ("00 593 99 123 4567", "", "+593991234567"),
        ("911", "", "911"),
        ("1800 266 822", "", "1800266822"),
        ("02 299 3200 / 02 299 3201", "", "+59322993200"),
        ("sin teléfono", "", ""),
    ],
)
def test_what_a_telephone_dials(written, extension, tel):
    assert dialled(written, country="EC", extension=extension) == tel
