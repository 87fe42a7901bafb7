"""Reading and writing hundreds of thousands of rows without the collector of cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector of cycles from walking the rows of a package, which hold none, over and over.

    It takes a third of the time of an import. What nobody refers to any more is freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
