"""Who may read and write the directory."""

from arraigo.core.accounts.api import manages_directory, reads_directory, sees_confidential_places

__all__ = ["manages_directory", "reads_directory", "sees_confidential_places"]
