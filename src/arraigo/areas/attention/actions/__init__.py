"""What changes in attention: one action, one transaction, one line of the log."""
