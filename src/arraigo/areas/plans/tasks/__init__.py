"""What plans does outside a request."""
