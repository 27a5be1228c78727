"""``python -m ui.cli``: how one kiosk process starts another, whatever PATH holds."""

import sys

from ui.cli import main

sys.exit(main())
