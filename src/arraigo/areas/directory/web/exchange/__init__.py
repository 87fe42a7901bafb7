"""Pages by which the directory comes in and goes out: HSDS packages and the plain sheet."""
