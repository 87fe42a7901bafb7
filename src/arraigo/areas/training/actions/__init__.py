"""Writes of training: each is one transaction, told who (`by`) and when (`at`)."""
