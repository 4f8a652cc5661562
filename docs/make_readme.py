#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts the marked part of examples/readme.c into README.md.

    docs/make_readme.py           writes README.md
    docs/make_readme.py --check   fails if README.md shows anything else
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SOURCE = ROOT / "examples" / "readme.c"


def main():
    code = re.search(r"/\* README from here \*/\n(.*?)/\* README to here \*/",
                     SOURCE.read_text(encoding="utf-8"), re.S).group(1)
    text = README.read_text(encoding="utf-8")
    wanted = re.sub(r"(<!-- examples/readme.c, from here -->\n```c\n).*?"
                    r"(```\n<!-- to here -->)",
                    lambda m: m.group(1) + code + m.group(2), text, flags=re.S)
    if "--check" in sys.argv[1:]:
        if wanted != text or code not in text:
            print("README.md does not show examples/readme.c: run "
                  "docs/make_readme.py", file=sys.stderr)
            return 1
        return 0
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
