"""The page by which an organisation mends its own entry, without an account."""
