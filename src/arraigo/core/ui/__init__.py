"""The visual language: layout, components, tables, forms and charts. Knows no model and no area."""
