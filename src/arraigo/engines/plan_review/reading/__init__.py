"""Read a file: its text, pages, tables and what is wrong with it."""
