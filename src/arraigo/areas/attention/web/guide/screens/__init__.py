"""What each page of the guide says, before it is drawn."""
