# SPDX-License-Identifier: Apache-2.0
"""Case and accents folded, as cn_words_fold_next does with tables made here,
and which characters are letters of a word.

Latin, Greek, Arabic and general punctuation; other letters stay as they are.
"""
import unicodedata

RANGES = [(0xa0, 0x250), (0x370, 0x400), (0x600, 0x700), (0x2000, 0x2070)]
# Forms of other characters: Latin ligatures, Arabic letters as they stand in a
# word, variation selectors, wide Latin letters. Taken apart by what they are
# compatible with.
FORMS = [(0xfb00, 0xfb03), (0xfb50, 0xfc00), (0xfe00, 0xfe10),
         (0xfe70, 0xff5f)]
# Whose letters are letters of words, though nothing is folded: Vietnamese,
# Greek of old.
MORE = (0x1e00, 0x2000)
# What Unicode does not take apart, and forms of Arabic letters that people
# write one for the other.
SPECIAL = {'œ': 'oe', 'æ': 'ae', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ı': 'i',
           'ð': 'd', 'þ': 'th', 'ħ': 'h', 'ŋ': 'n', 'ß': 'ss', '’': "'",
           '‘': "'", 'ى': 'ي', 'ی': 'ي', 'ک': 'ك', 'ة': 'ه',
           'ـ': ''}
# Categories of which all characters become the same, or nothing.
ALIKE = {'Mn': '', 'Cf': '', 'Zs': ' ', 'Pd': '-'}


def small(c):
    """Unicode's simple case folding, of one letter to one."""
    return c.casefold() if len(c.casefold()) == 1 else c.lower()


def fold_one(c):
    """Of a character that is not to be taken apart."""
    category = unicodedata.category(c)
    if category == 'Nd':
        return str(unicodedata.digit(c))
    return SPECIAL.get(small(c), ALIKE.get(category, small(c)))


def fold_letter(c):
    form = 'NFKD' if any(a <= ord(c) < b for a, b in FORMS) else 'NFD'
    return ''.join(map(fold_one, unicodedata.normalize(form, c)))


def folded():
    """{code point: at most two letters} where folding changes something."""
    out = {}
    for first, end in RANGES + FORMS:
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


def letters():
    """[first, last] of runs of letters and digits of folded text, in which
    what folding changes does not occur."""
    out, inside = [], False
    for first, end in sorted([(0, 0xa0), MORE, *RANGES]):
        inside = False
        for c in map(chr, range(first, end)):
            if fold(c) != c:
                continue
            letter = unicodedata.category(c)[0] == 'L' or c.isdecimal()
            if letter and inside:
                out[-1][1] = ord(c)
            elif letter:
                out.append([ord(c), ord(c)])
            inside = letter
    return out


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
