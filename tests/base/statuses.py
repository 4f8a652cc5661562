# SPDX-License-Identifier: Apache-2.0
"""Writes the constants of status.h as a C table: STATUS(name, value)."""
import re
import sys

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as f:
    text = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
body = text[text.index("enum {"):]
body = body[:body.index("};")]
rows = re.findall(r"\bCARNET_(\w+)\s*=\s*(\d+)", body)
if len(rows) != len(re.findall(r"\bCARNET_", body)) or not rows:
    sys.exit("a constant of status.h has no explicit value")
with open(target, "w", encoding="utf-8") as f:
    for name, value in rows:
        f.write(f"STATUS({name}, {value})\n")
