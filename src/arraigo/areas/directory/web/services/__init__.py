"""Pages of services: the list, one service, and what is written of it."""
