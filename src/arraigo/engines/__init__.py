"""What computes: values in, values out. No Django, network, clock or database; no engine imports another."""
