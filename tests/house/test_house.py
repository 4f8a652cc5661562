# SPDX-License-Identifier: Apache-2.0
"""Every house rule on this tree. Arguments: the tree, the build's include."""
import sys

import rules_door  # noqa: F401
import rules_golden  # noqa: F401
import rules_headers  # noqa: F401
import rules_includes  # noqa: F401
import rules_statuses  # noqa: F401
import rules_text  # noqa: F401
import rules_threats  # noqa: F401
from house import RULES, House
from tap import Tap

house = House(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
tap = Tap()
for name, check in RULES.items():
    tap.check(name, check(house))
sys.exit(tap.end())
