"""Find the structure of a text: headings, sections and passages."""
