"""Pages of public consultations."""
