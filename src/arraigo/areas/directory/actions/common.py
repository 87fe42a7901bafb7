"""What the writes of directory share."""


class DirectoryError(ValueError):
    """Something that a person can mend; `str()` is the sentence to show: what is wrong, where, what to do."""
