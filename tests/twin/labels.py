# SPDX-License-Identifier: Apache-2.0
"""Packed labels, format.md section 6.1."""
from .fault import demand


def _span(first, last):
    return ''.join(chr(c) for c in range(first, last + 1))


DIGITS, UPPER, LOWER = _span(48, 57), _span(65, 90), _span(97, 122)
ALPHABETS = [
    DIGITS,
    ' ' + LOWER + "'-.",
    ' -/.:+' + DIGITS + UPPER,
    " -/.:+'(),&" + DIGITS + UPPER + LOWER,
    ' -' + _span(0x621, 0x64A) + '\u067E\u0686\u0698\u06A9\u06AF\u06CC',
    " -'." + _span(0x401, 0x45F),
    " -'." + _span(0x386, 0x3CE),
    ' -' + _span(0x1200, 0x135A),
]
DIGIT_OF = [{c: i for i, c in enumerate(a)} for a in ALPHABETS]
PACKED_MAX = 48


def _begins(text, i):
    return i == 0 or text[i - 1] in " -'."


def _folded(text):
    """The text in lower case where just the letters that begin a word are
    upper case; else None."""
    for i, c in enumerate(text):
        if c in LOWER and _begins(text, i):
            return None
        if c in UPPER and not _begins(text, i):
            return None
    return text.lower() if text.isascii() else None


def digits(text):
    """(k, digits) by the first alphabet that has all characters, or None."""
    for k, of in enumerate(DIGIT_OF):
        said = _folded(text) if k == 1 else text
        if said is not None and all(c in of for c in said):
            return k, [of[c] for c in said]
    return None


def pack(text):
    """The packed form where it is due, else None."""
    if len(text) > PACKED_MAX:
        return None
    found = digits(text)
    if found is None:
        return None
    k, values = found
    m = 1
    for value in values:
        m = m * len(ALPHABETS[k]) + value
    n = 8 * m + k
    data = n.to_bytes((n.bit_length() + 7) // 8, 'big')
    return data if len(data) < len(text.encode()) else None


def unpack(data):
    """The text of a packed form; what pack would not write is refused."""
    n = int.from_bytes(data, 'big')
    k, m = n & 7, n >> 3
    demand(m > 0, 'RECORD_FORM', 'packed label of nothing')
    out = []
    while m > 1 and len(out) <= PACKED_MAX:
        m, value = divmod(m, len(ALPHABETS[k]))
        out.append(ALPHABETS[k][value])
    demand(m == 1, 'RECORD_FORM', 'packed label does not end')
    text = ''.join(reversed(out))
    if k == 1:
        text = ''.join(c.upper() if _begins(text, i) else c
                       for i, c in enumerate(text))
    demand(pack(text) == data, 'RECORD_FORM', 'label packed otherwise')
    return text
