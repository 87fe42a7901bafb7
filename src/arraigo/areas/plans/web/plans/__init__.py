"""Pages of plans, their versions and calendar."""
