"""What training does outside a request: long work, with its progress."""
