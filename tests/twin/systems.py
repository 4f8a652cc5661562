# SPDX-License-Identifier: Apache-2.0
"""Code systems, format.md section 6.4: shapes, check digits, packing."""
import re

ATC_LETTERS = 'ABCDGHJLMNPRSV'
VERHOEFF_D = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
              [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
              [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
              [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
              [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]
VERHOEFF_P = [list(range(10))]
for _ in range(7):
    VERHOEFF_P.append([[1, 5, 7, 6, 2, 8, 3, 0, 9, 4][i]
                       for i in VERHOEFF_P[-1]])


def verhoeff(digits):
    """Zero for a number whose last digit is its Verhoeff check digit."""
    c = 0
    for i, digit in enumerate(reversed(digits)):
        c = VERHOEFF_D[c][VERHOEFF_P[i % 8][int(digit)]]
    return c


def verhoeff_digit(digits):
    return next(str(k) for k in range(10) if verhoeff(digits + str(k)) == 0)


def mod10_digit(digits):
    """The LOINC check digit."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        n = int(digit) * (2 if i % 2 == 0 else 1)
        total += n // 10 + n % 10
    return str(-total % 10)


ATC = re.compile(f'([{ATC_LETTERS}])(?:([0-9]{{2}})(?:([A-Z])(?:([A-Z])'
                 '([0-9]{2})?)?)?)?')


def atc_pack(code):
    m = ATC.fullmatch(code)
    if not m:
        return None
    l1, d2, l3, l4, d5 = m.groups()
    n = ATC_LETTERS.index(l1)
    n = n * 101 + (int(d2) + 1 if d2 else 0)
    n = n * 27 + (ord(l3) - 64 if l3 else 0)
    n = n * 27 + (ord(l4) - 64 if l4 else 0)
    return n * 101 + (int(d5) + 1 if d5 else 0)


def atc_unpack(n):
    n, d5 = divmod(n, 101)
    n, l4 = divmod(n, 27)
    n, l3 = divmod(n, 27)
    l1, d2 = divmod(n, 101)
    if l1 >= len(ATC_LETTERS):
        return None
    code = ATC_LETTERS[l1]
    code += f'{d2 - 1:02}' if d2 else ''
    code += chr(64 + l3) if l3 else ''
    code += chr(64 + l4) if l4 else ''
    return code + (f'{d5 - 1:02}' if d5 else '')


ICD10 = re.compile(r'([A-Z])([0-9]{2})(?:\.([0-9]{1,2}))?')


def icd10_pack(code):
    m = ICD10.fullmatch(code)
    if not m:
        return None
    b = 100 * (ord(m[1]) - 65) + int(m[2])
    if m[3] is None:
        return 11 * b
    if len(m[3]) == 1:
        return 11 * b + 1 + int(m[3])
    return 28600 + 100 * b + int(m[3])


def icd10_unpack(n):
    if n < 28600:
        b, low = divmod(n, 11)
        tail = f'.{low - 1}' if low else ''
    else:
        b, low = divmod(n - 28600, 100)
        tail = f'.{low:02}'
    letter, digits = divmod(b, 100)
    return f'{chr(65 + letter)}{digits:02}{tail}' if letter < 26 else None


LOINC = re.compile('([1-9][0-9]{0,6})-([0-9])')


def loinc_good(code):
    m = LOINC.fullmatch(code)
    return bool(m) and mod10_digit(m[1]) == m[2]


def loinc_pack(code):
    return int(code.split('-')[0]) if loinc_good(code) else None


def loinc_unpack(n):
    return f'{n}-{mod10_digit(str(n))}'


def snomed_good(code):
    return (bool(re.fullmatch('[1-9][0-9]{5,17}', code))
            and code[-3:-1] in ('00', '10') and verhoeff(code) == 0)


def snomed_pack(code):
    if snomed_good(code) and code[-3:-1] == '00' and int(code[:-3]) < 2 ** 32:
        return int(code[:-3])
    return None


def snomed_unpack(n):
    digits = f'{n}00'
    return digits + verhoeff_digit(digits)


def cvx_pack(code):
    return int(code) if GOOD['cvx'](code) else None


def cvx_unpack(n):
    return f'{n:02}'


def shape(pattern):
    pattern = re.compile(pattern)
    return lambda code: pattern.fullmatch(code) is not None


ICD11_SIGN = '[0-9A-HJ-NP-Z]'
ICD11 = (f'{ICD11_SIGN}[A-HJ-NP-Z][0-9]{ICD11_SIGN}'
         rf'(?:{ICD11_SIGN}{{0,3}}|\.{ICD11_SIGN}{{1,3}})')
ICD10_SHAPE = shape(r'[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?')
GOOD = {
    'atc': shape(ATC.pattern),
    'icd-10': ICD10_SHAPE,
    'icd-10-cm': ICD10_SHAPE,
    'icd-11': shape(f'{ICD11}(?:[&/]{ICD11})*'),
    'loinc': loinc_good,
    'snomed': snomed_good,
    'cvx': shape('[0-9]{2}|[1-9][0-9]{2,3}'),
    'carnet': shape('[a-z][a-z0-9_]{0,63}'),
}
PACK = {'atc': (atc_pack, atc_unpack), 'icd-10': (icd10_pack, icd10_unpack),
        'loinc': (loinc_pack, loinc_unpack),
        'snomed': (snomed_pack, snomed_unpack), 'cvx': (cvx_pack, cvx_unpack)}


WORD_SHAPES = {
    'countries': shape('[A-Z]{2}'),
    'currencies': shape('[A-Z]{3}'),
    'languages': shape('[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*'),
}
URI = shape(r"[!#-;=?-\[\]_a-z~]+")


def good_uri(text):
    return bool(URI(text)) and 0 < text.find(':') < len(text) - 1


def good(system, code):
    """system: a name of the list of systems, or a URI."""
    return GOOD.get(system, lambda _: True)(code)


def pack(system, code):
    return PACK[system][0](code) if system in PACK else None


def unpack(system, n):
    """The code that packs to n, or None."""
    if system not in PACK:
        return None
    code = PACK[system][1](n)
    return code if code and pack(system, code) == n else None
