"""What every area's part of the API shares: keys, pages of a list, texts that are safe to keep."""
