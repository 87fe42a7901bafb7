"""Files of every format → their text as it stands. `read` is the door; `tables` are asked for apart."""

from arraigo.engines.plan_review.reading.pdf_tables import tables
from arraigo.engines.plan_review.reading.reader import read
from arraigo.engines.plan_review.reading.values import Ocr, Reading

__all__ = ["Ocr", "Reading", "read", "tables"]
