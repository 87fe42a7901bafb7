"""The directory as the public API answers it: nested HSDS 3.1, searched, kept ready until something changes."""
