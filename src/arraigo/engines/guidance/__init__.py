"""A protection route and the answers so far → the next question, advice or services."""
