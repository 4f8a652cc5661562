# SPDX-License-Identifier: Apache-2.0
"""Writes carnet/status.py from the one table of statuses:
make_status.py STATUS_H OUTPUT.
"""
import re
import sys

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Every status that a call can end with. Generated from
include/carnet/status.h by tools/make_status.py.

>>> Status.CBOR_TRAILING.value
41
>>> Status(41).text
'Bytes were added behind the end of the content'
"""
import enum

from carnet._carnet import ffi, lib


class Status(enum.IntEnum):
    """A status: a name, a number that never changes, and a sentence."""

    @property
    def text(self) -> str:
        """One English sentence, without a final stop."""
        said: bytes = ffi.string(lib.carnet_status_text(self))
        return said.decode()

'''


def main(header, output):
    with open(header, encoding='utf-8') as file:
        found = re.findall(r'^    CARNET_(\w+) = (\d+),?', file.read(),
                           re.MULTILINE)
    if not found:
        raise SystemExit('no status found')
    with open(output, 'w', encoding='utf-8') as file:
        file.write(HEAD + ''.join(f'    {n} = {v}\n' for n, v in found))


if __name__ == '__main__':
    main(*sys.argv[1:])
