"""``python -m kinten`` runs the command line."""

import sys

from kinten.cli.main import main

sys.exit(main())
