"""What training adds to the command line of the operator."""
