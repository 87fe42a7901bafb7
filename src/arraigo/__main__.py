"""`python -m arraigo` is the same as `arraigo`."""

import sys

from arraigo.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
