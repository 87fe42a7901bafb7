"""The parts of a DOCX or ODT, which are ZIP archives, taken out without falling for a bomb or an entity."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from arraigo.engines.plan_review.problems import PlanError

# The text of a 3,000-page plan is some 30 MB of XML, and compresses some 20 times; a bomb, a thousand.
LARGEST_PART = 300_000_000
HIGHEST_RATIO = 250
_RATIO_FROM = 20_000_000
# Both formats allow no other; zipfile reads more, each with errors of its own.
_COMPRESSED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NUMBER = re.compile("[0-9]{1,6}")


def archive(content: bytes) -> zipfile.ZipFile:
    """Open an archive; raises PlanError `corrupt` for one that is cut or damaged."""
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise PlanError("corrupt", detail=str(error)) from error


def tree(packed: zipfile.ZipFile, name: str) -> "etree._Element | None":
    """Return a part as a tree, None where there is no such part.

    Raises PlanError `zip_bomb` where it unpacks to far more than text does, `encrypted_file` where it asks for a
    password and `corrupt` where it is damaged. Entities are not resolved and nothing is fetched.
    """
    try:
        found = packed.getinfo(name)
    except KeyError:
        return None
    _refuse_bomb(found)
    if found.flag_bits & 1:
        raise PlanError("encrypted_file")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    if found.compress_type not in _COMPRESSED:
        raise PlanError("corrupt", detail=name)
    try:
        with packed.open(found) as part:
            # What the archive says of a part's size may be a lie; what is read is counted.
            data = part.read(LARGEST_PART + 1)
        if len(data) > LARGEST_PART:
            raise PlanError("zip_bomb")
        root: etree._Element = etree.fromstring(data, parser)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise PlanError("corrupt", detail=str(error)) from error
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def inside(node: "etree._Element", apart: frozenset[str]) -> "Iterator[etree._Element]":
    """Yield what an element holds, however deep, in reading order; what has a tag of `apart` is not entered."""
    waiting = [*reversed(node)]
    while waiting:
        child = waiting.pop()
        yield child
        if len(child) and child.tag not in apart:
            waiting.extend(reversed(child))


def number(text: str | None) -> int | None:
    """Return the number that an attribute says, None where it says none or one that no document needs."""
    return int(text) if text and _NUMBER.fullmatch(text) else None


def _refuse_bomb(found: zipfile.ZipInfo) -> None:
    ratio = found.file_size / max(found.compress_size, 1)
    if found.file_size > LARGEST_PART or (found.file_size > _RATIO_FROM and ratio > HIGHEST_RATIO):
        raise PlanError("zip_bomb")
