"""Data, not code: what differs between countries and cities. Read with `importlib.resources`; imports nothing."""
