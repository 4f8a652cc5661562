# SPDX-License-Identifier: Apache-2.0
"""carnet.cddl: passport, credential, what is signed, items and every entry
(RFC 8610)."""

HEAD = '''; SPDX-License-Identifier: Apache-2.0
; Format version 1 of carnet, generated from the schema table by
; docs/make_spec.py. format.md says what CDDL can't: order, defaults, which of
; several forms is the legal one, limits over the whole.

; ---- passport ----

passport = [ 1*256 credential ]
credential = [ whole-head, when, body ] / [ head, when, parts, body ]
whole-head = bstr .size 84 ; kid 4, signature 64, root seed 16
head = bstr .size 68       ; kid 4, signature 64
when = day / [ day, valid ] / [ day, valid / nil, index ]
day = 0..2932896           ; of issue, 1970-01-01 (0) to 9999-12-31
valid = 0..65535           ; days from the day of issue to the last valid one:
                           ; day + valid is 2932896 at most
index = 0..16777215        ; in the issuer's status list
parts = [ desk: proof, rest: rest ]
rest = seed / digest / [ clinic: sealable, private: sealable ]
proof = seed / digest / partial
sealable = proof / sealed
seed = bstr .size 16
digest = bstr .size 20
partial = [ 2*511 ( seed / digest / nil ) ] ; in pre-order
sealed = [ digest, locks, ciphertext ]
locks = [ salt / enc ] / [ 2*8 lock ] ; 1, 2, 4 or 8
lock = bstr .size 64 / bstr .size 80 ; salt or enc, then a key and its tag
salt = bstr .size 16
enc = bstr .size 32
ciphertext = bstr .size (272..8388608) ; 256 * 2^k, and a tag of 16
body = items / deflated
deflated = bstr .size (1..8388608) ; raw DEFLATE of encoded items

; ---- what is signed: rebuilt, never carried ----

sig-structure = [ "Signature1", bstr .cbor protected, bstr .size 0,
                  bstr .cbor payload ]
protected = { 1 => -8, 4 => bstr .size 4, 16 => "application/carnet.1+cwt" }
payload = { ? 4 => uint, 6 => uint, ? 65535 => status, -65537 => root }
status = { "status_list" => { "idx" => index, "uri" => tstr } }
root = bstr .size 32

; ---- the same for other tools ----

export = #6.18([ bstr .cbor protected, { -65538 => items },
                 bstr .cbor payload, signature: bstr .size 64 ])

; ---- what a seal holds, and what binds it ----

; plaintext = seed, body of that part alone, zeros; 256 * 2^k bytes in all
seal-context = [ "carnet seal 1", part: 2..3, root ] ; clinic, private

; ---- items ----

items = [ 0*3 part ]
part = [ * ( entry // withheld ) ] ; an entry is several elements
withheld = ( nil )         ; in a partial part only
'''

VALUES = '''
; ---- values ----

mask = uint                ; bit n: field n
critical-mask = nint       ; -1 - mask
absent = false / nil / true ; none, not asked, refused
packed = bstr .size (1..52) ; characters as digits of a number
decimal = uint / nint / [ m: int, e: -9..9 ]
quantity = uint / nint / [ short: uint / nint, unit ]
         / [ m: int, e: -9..9, unit / nil ]
unit = uint / tstr .size (1..64)
date = int / [ ym ] / [ int, true ] / [ ym, nil ] / [ min: int, off: offset ]
ym = 13..129999            ; 13 * year + month, month 0: the year alone
offset = -840..840
code = coded / words / [ 1*4 coding, ? words ]
coded = uint               ; below 1024: index in the list; else packed + 1024
coding = coded / [ system, id, ? code-label ]
system = uint / tstr .size (3..256)
id = uint / packed / tstr .size (1..128)
words = tstr .size (1..512)
code-label = tstr .size (1..256) ; none beside a code that the list has
reference = 0..767 / bstr .size 4
'''


def name(*words):
    return '-'.join(words).replace('_', '-')


def plain(schema, field):
    """CDDL type of one value."""
    kind = field['type']
    if kind == 'text':
        return f'tstr .size (1..{field["max"]})'
    if kind == 'label':
        spelled = f'packed / tstr .size (1..{field["max"]})'
        return f'uint / {spelled}' if 'words' in field else spelled
    if kind == 'int':
        return f'{field["min"]}..{field["max"]}'
    if kind == 'enum':
        return f'0..{len(schema["enums"][field["enum"]]) - 1}'
    if kind == 'bytes':
        return f'bstr .size ({field["min"]}..{field["max"]})'
    if kind == 'group':
        return name(field['group'])
    return {'end': 'date', 'ref': 'reference'}.get(kind, kind)


def value(schema, field):
    out = plain(schema, field)
    if field.get('list'):
        if ' / ' in out:
            out = f'( {out} )'
        out = f'[ 1*64 {out} ]'
    if field.get('absent'):
        out += ' / absent'
    return out


def wrapped(first, again, between, words):
    """Words with something between them, as many on a line as fit."""
    out, line = [], first
    for i, word in enumerate(words):
        lead = '' if i == 0 else between
        if len(line) + len(lead) + len(word) > 78:
            out.append((line + lead).rstrip() if ',' in lead else line)
            line, lead = again, ''
        line += lead + word
    return out + [line]


def fields(schema, out):
    """A rule for each field; the common ones once."""
    out.append('\n; ---- fields ----\n')
    for field in schema['kinds'][0]['fields'][:5]:
        out.append(f'{name("any", field["name"])} = {value(schema, field)}')
    for kind in schema['kinds']:
        for field in kind['fields'][5:]:
            out.append(f'{name(kind["name"], field["name"])} = '
                       f'{value(schema, field)}')


def field_rule(kind, field):
    return name('any' if field['number'] < 5 else kind['name'],
                field['name'])


def groups(schema, out):
    out.append('\n; ---- groups: mask, then the values of its fields ----\n')
    for group in schema['groups']:
        num = len(group['fields'])
        rules = [name(group['name'], f['name']) for f in group['fields']]
        own = name(group['name'])
        out.append(f'{own} = [ 1..{2 ** num - 1}, 1*{num} of-{own} ]')
        out += wrapped(f'of-{own} = ', '    / ', ' / ', rules)
        out += [f'{rule} = {value(schema, field)}'
                for rule, field in zip(rules, group['fields'])]


def entries(schema, out):
    kinds = {k['name']: k for k in schema['kinds']}
    out.append('\n; ---- entries: a listed form by number, or open ----\n')
    out += wrapped('entry = ( ', '          // ', ' // ',
                   [f't{t["number"]}' for t in schema['templates']]
                   + ['open )'])
    out.append('open = ( kind: 256..65535, '
               '[ mask / critical-mask, * any ] ) ; 256 + kind')
    for t in schema['templates']:
        kind = kinds[t['kind']]
        by_name = {f['name']: f for f in kind['fields']}
        rules = [field_rule(kind, by_name[v]) for v in t['values']]
        fixed = ', '.join(t['fixed'])
        out.append(f'; {t["kind"]}' + (f', {fixed} fixed' if fixed else ''))
        rules[-1] += ' )'
        out += wrapped(f't{t["number"]} = ( {t["number"]}, ', '    ', ', ',
                       rules)


def cddl(schema):
    out = [HEAD.rstrip('\n')]
    entries(schema, out)
    fields(schema, out)
    groups(schema, out)
    out.append(VALUES.rstrip('\n'))
    return '\n'.join(out) + '\n'
