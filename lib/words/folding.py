# SPDX-License-Identifier: Apache-2.0
"""Case and accents folded, as cn_words_fold_next does with tables made here.

Latin, Greek and Arabic; other letters stay as they are.
"""
import unicodedata

RANGES = [(0xa0, 0x250), (0x370, 0x3d0), (0x610, 0x6d6), (0x2010, 0x201a)]
# What Unicode does not take apart, and forms of Arabic letters that people
# write one for the other.
SPECIAL = {'œ': 'oe', 'æ': 'ae', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ı': 'i',
           'ى': 'ي', 'ة': 'ه', 'ـ': '', '\u00a0': ' ', '’': "'", '‘': "'",
           '‐': '-', '‑': '-', '–': '-', '—': '-', 'µ': 'μ', 'ð': 'd',
           'þ': 'th', 'ħ': 'h', 'ŋ': 'n', 'ß': 'ss'}


def fold_letter(c):
    c = c.casefold() if len(c.casefold()) == 1 else c
    if c in SPECIAL:
        return SPECIAL[c]
    return ''.join(x for x in unicodedata.normalize('NFD', c)
                   if unicodedata.category(x) != 'Mn')


def folded():
    """{code point: at most two letters} where folding changes something."""
    out = {}
    for first, end in RANGES:
        for cp in range(first, end):
            text = fold_letter(chr(cp))
            if text != chr(cp) and len(text) <= 2:
                out[cp] = text
    return out


TABLE = {chr(cp): text for cp, text in folded().items()}


def fold(text):
    return ''.join(c.lower() if c < '\x80' else
                   '' if 0x300 <= ord(c) < 0x370 else TABLE.get(c, c)
                   for c in text)


def capitals():
    """{code point: its capital, of at most two letters}."""
    out = {}
    for first, end in ((0xdf, 0x180), (0x3ac, 0x3cf)):
        for cp in range(first, end):
            text = chr(cp).upper()
            if first == 0x3ac:  # Greek capitals go without accents
                text = fold_letter(chr(cp)).upper()
            if text != chr(cp) and len(text) <= 2:
                out[cp] = text
    return out
