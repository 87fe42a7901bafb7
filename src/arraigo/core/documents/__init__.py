"""Papers that every area draws with the same hand: pages set by Typst, documents that a person edits further."""
