"""Reads of training: querysets or plain values."""
