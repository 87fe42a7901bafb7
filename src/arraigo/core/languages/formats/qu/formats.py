"""The names of months and days come in Spanish, so the dates are written as in Spanish."""

from arraigo.core.languages.formats.es.formats import *  # noqa: F403
