#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Size of our own code in a program that only verifies (M2), in TAP.

    text_size.py INCLUDE_DIR... -- LIMIT VERIFIER_C SOURCE...

Compiles the library's sources with -Os, links tests/sizes/verifier.c with
what it needs of them and nothing else, and adds up .text in the linker's map.
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

import figures
from tap import Tap

COMPILER = "gcc"
FLAGS = ["-std=c11", "-Os", "-DNDEBUG", "-DCARNET_BUILD", "-fvisibility=hidden",
         "-ffunction-sections", "-fdata-sections", "-fno-stack-protector"]
LIBRARIES = ["-lcbor", "-lsodium", "-lz", "-lqrencode"]


def compile_all(sources, includes, folder):
    objects = []
    flags = FLAGS + [f"-I{i}" for i in includes]
    running = []
    for number, source in enumerate(sources):
        out = pathlib.Path(folder) / f"{number}_{pathlib.Path(source).stem}.o"
        objects.append(out)
        running.append(subprocess.Popen(
            [COMPILER, *flags, "-c", source, "-o", str(out)]))
        if len(running) == 2:
            wait(running.pop(0))
    for process in running:
        wait(process)
    return objects


def wait(process):
    if process.wait() != 0:
        raise SystemExit("a source does not compile with -Os")


def text_of(map_text):
    """{object: bytes of .text that the link kept}."""
    text = map_text[map_text.index("Linker script and memory map"):]
    sizes = collections.Counter()
    for m in re.finditer(r"^ \.text\S*\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+"
                         r"(\S+\.o)$", text, re.M):
        if int(m.group(1), 16) != 0:
            sizes[m.group(3)] += int(m.group(2), 16)
    return sizes


def main():
    at = sys.argv.index("--")
    includes = sys.argv[1:at]
    limit, verifier, *sources = sys.argv[at + 1:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        objects = compile_all(sources, includes, folder)
        program = f"{folder}/verifier"
        subprocess.run(
            [COMPILER, *FLAGS, *[f"-I{i}" for i in includes], verifier,
             *map(str, objects), *LIBRARIES, "-Wl,--gc-sections",
             f"-Wl,-Map={program}.map", "-o", program], check=True)
        sizes = text_of(pathlib.Path(f"{program}.map").read_text())
    ours = {name: n for name, n in sizes.items() if folder in name and n}
    total = sum(ours.values())
    for name, n in sorted(ours.items(), key=lambda x: -x[1])[:12]:
        tap.note(f"{n:6} {pathlib.Path(name).stem.split('_', 1)[1]}")
    tap.note(f"verifier: {total} bytes of .text, at most {limit}")
    tap.check("code_of_a_verifier_keeps_its_size",
              [] if 0 < total <= int(limit) else [f"{total} bytes"])
    figures.hold(tap, "sizes_code", [COMPILER], {"text of a verifier": total})
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
