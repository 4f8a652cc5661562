# SPDX-License-Identifier: Apache-2.0
"""The library and the twin side by side: test_compare.py BRIDGE [RECORDS].

Records of all kinds are issued by both and verified by both, whole, changed
byte for byte, changed in structure and signed again, and written in forms
that mean the same but are not legal; then what records alone do not reach.
Both must give the same outcome, facts, entries and digits each time.
CARNET_LONG=1: 2,000 records, else 300.
"""
import collections
import pathlib
import random
import sys

import tap

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from twin import (cbor, entry, frames, generator, jsonform,  # noqa: E402
                  library, mutate, odd, passport, schema, seals, sets,
                  wire)
from twin.fault import Refused  # noqa: E402

DAY = generator.DAY
NOW = frames.NOW
VALID = 300
ROOT, SEED, PUBLIC, OTHER = (frames.ROOT, frames.SEED, frames.PUBLIC,
                             frames.OTHER)
RECORDS = 2000 if tap.LONG else 300
SHOWN = 20  # differences of one case that are told


class Comparison:
    def __init__(self, program):
        self.it = schema.load()
        self.library = library.Library(program)
        self.rnd = random.Random(1)
        self.total = 0
        self.different = []
        self.words = collections.Counter()

    def differ(self, what, *more):
        self.different.append(f'{what}: ' + ' | '.join(map(str, more))[:600])

    # ---- verifying ----

    def verify(self, data, what, keys=(PUBLIC,), now=NOW):
        """Both verdicts of one input; gives the twin's."""
        self.total += 1
        self.library.ask_verify(data, keys, now)
        verdict = passport.verify(data, keys, now, self.it)
        said = self.library.verified()
        found = library.difference(library.of_library(said),
                                   library.of_twin(verdict, self.it))
        self.words[verdict.word] += 1
        if found:
            self.differ(what, *found, said.get('reason'), verdict.reason,
                        data[:300].hex())
        return verdict

    def credential(self, contents, **how):
        counts = [sum(mutate.count(e, 1) for e in p) for p in contents]
        how = {'valid': VALID, 'counts': counts, **how}
        return passport.sign_parts(contents, how.pop('key', SEED),
                                   how.pop('root', ROOT), how.pop('day', DAY),
                                   self.it, **how)

    def signed(self, contents):
        """A file of entries whose bytes may be anything."""
        return self.file(self.credential(contents))

    @staticmethod
    def file(*credentials):
        return wire.as_file(passport.passport_of(credentials))

    @staticmethod
    def text(*credentials):
        return wire.as_text(passport.passport_of(credentials))

    # ---- issuing ----

    def issue(self, text, what, allow=True):
        """Both passports of one record; (library's, twin's), or None where
        both refuse it."""
        self.total += 1
        self.library.ask_issue(SEED, ROOT, DAY, VALID, text, allow)
        why = ours = None
        try:
            drafts = jsonform.drafts_of(jsonform.parse(text), self.it)
            ours = wire.as_file(passport.issue(drafts, SEED, ROOT, DAY,
                                               self.it, VALID, allow))
        except Refused as refused:
            why = refused
        status, theirs = self.library.issued()
        if (status == 0) != (why is None):
            self.differ(what, f'library {status} {theirs[:200]}',
                        f'twin {why}', text)
            return None
        return None if why else (theirs, ours)

    def same_parts(self, text):
        """Where entries go that name no part, or are refused."""
        issued = self.issue(text, 'part', allow=False)
        if issued:
            theirs, ours = (self.contents(i) for i in issued)
            if theirs != ours:
                self.differ('part', theirs, ours, text)

    def contents(self, data):
        """The entries' bytes of a passport of one credential."""
        one = passport.read(data, self.it)[0]
        return [[entry.raw_of(e) for e in part] for part in one.elements]

    def record(self, text):
        """One record there and back by both; its entries' bytes, or None."""
        issued = self.issue(text, 'issued')
        if issued is None:
            return None
        verdict = self.verify(issued[0], 'issued by the library')
        self.verify(issued[1], 'issued by the twin')
        if verdict.word != passport.ACCEPTED:
            self.differ('issued, not accepted', verdict.reason, text)
            return None
        theirs, ours = (passport.read(i, self.it)[0] for i in issued)
        self.total += 1
        if theirs.items != ours.items:
            self.differ('items', theirs.items.hex(), ours.items.hex(), text)
        again = jsonform.dump({'entries': [
            jsonform.to_json(e, self.it, DAY)
            for e in verdict.credentials[0].entries]})
        self.total += 1
        self.library.ask_issue(SEED, ROOT, DAY, VALID, again)
        status, back = self.library.issued()
        if status or back != issued[0]:
            self.differ('JSON that came back', status, again)
        return self.contents(issued[1])

    def laid(self, make):
        """The entries of a random record, written, by part."""
        text = jsonform.dump(make.record())
        drafts = jsonform.drafts_of(jsonform.parse(text), self.it)
        return passport.lay_out(drafts, self.it, DAY, allow=True)

    # ---- changing ----

    def change_bytes(self, contents, times):
        whole = self.rnd.choice([self.file, self.text])(
            self.credential(contents))
        for _ in range(times):
            change = self.rnd.choice(mutate.BYTES)
            self.verify(change(self.rnd, whole), change.__name__)

    def change_frame(self, contents, times):
        """Structure outside the signed entries: head, when, parts, body."""
        shown = [self.rnd.random() < 0.7 for _ in range(3)]
        whole = passport.passport_of([self.credential(contents, shown=shown)])
        item = cbor.read(whole, passport.DEPTH + 1, 1 << 16)
        for _ in range(times):
            self.verify(wire.as_file(mutate.structure(self.rnd, item)),
                        'frame')

    def change_structure(self, contents, times):
        """One entry changed in one place, signed again."""
        full = [p for p in range(3) if contents[p]]
        for _ in range(times):
            p = self.rnd.choice(full)
            i = self.rnd.randrange(len(contents[p]))
            raw = contents[p][i]
            elements = cbor.read_sequence(raw, passport.DEPTH)
            head = cbor.head(cbor.ARRAY, len(elements))
            item = cbor.read(head + raw, passport.DEPTH + 1)
            new = mutate.structure(self.rnd, item)[len(head):]
            self.verify(self.signed(_with(contents, p, i, new)), 'structure')

    def change_form(self, contents):
        """Every entry in every form that is not legal, signed again."""
        for p, part in enumerate(contents):
            for i, raw in enumerate(part):
                elements = cbor.read_sequence(raw, passport.DEPTH)
                one = entry.read(elements, self.it, DAY)
                for name, data in mutate.variants(one, self.it, DAY):
                    self.verify(self.signed(_with(contents, p, i, data)), name)


def _with(contents, p, i, data):
    out = [list(part) for part in contents]
    out[p][i] = data
    return out


# ---- cases ----

def records(both, number):
    make = generator.Generator(both.it, 1)
    for turn in range(number):
        contents = both.record(jsonform.dump(make.record()))
        if contents is None:
            continue
        both.change_bytes(contents, 3)
        both.change_frame(contents, 2)
        both.change_structure(contents, 4)
        if turn % 8 == 0:
            both.change_form(contents)


def parts_of_codes(both):
    """Every bound of every rule of parts.md and what is beside it."""
    for text in odd.bordering(both.it):
        both.same_parts(text)


def parts_by_default(both, number):
    """Entries without a part go where parts.md says; a less private part than
    that is refused without the explicit word."""
    make = generator.Generator(both.it, 2)
    for turn in range(number):
        record = make.record()
        for one in record['entries']:
            if turn % 3:
                del one['part']
                for name in ('replaces', 'treated_with'):
                    one.pop(name, None)
        both.same_parts(jsonform.dump(record))


def parts_of_texts(both, number):
    """Notes and words of codes with words that tell, and nearly."""
    make = generator.Generator(both.it, 11)
    field = both.it.kinds[both.it.kind_of['condition']].by_name['code']
    for _ in range(number):
        some = [{'kind': 'condition', 'code': make.code(field),
                 'note': make.text(1024)} for _ in range(4)]
        some += [{'kind': 'alert', 'what': {'text': make.fit(make.telling(),
                                                             512)}}
                 for _ in range(8)]
        both.same_parts(jsonform.dump({'entries': some}))


def odd_values(both, number):
    """Single values, good and nearly good, as JSON."""
    for name, text in odd.records(both.it, random.Random(3), number):
        both.issue(text, name)


def wire_values(both, number):
    """Entries with one value in a form that the field may not take."""
    make, rnd = generator.Generator(both.it, 7), random.Random(8)
    for _ in range(number):
        laid = both.laid(make)
        contents = [[e.raw for e in part] for part in laid]
        one = rnd.choice([e for part in laid for e in part])
        shape = both.it.kinds[one.kind]
        ctx = entry.Context(both.it, DAY, one.fields, shape)
        values = entry._write_fields(shape, one.fields, ctx)
        for _ in range(6):
            field = rnd.choice(shape.fields)
            changed = {**values, field.number: odd.wire_value(rnd, field,
                                                              both.it)}
            data = odd.written(both.it, one.kind, changed)
            both.verify(both.signed(_with(contents, one.part, one.position,
                                          data)), f'value of {field.name}')


def later_versions(both, number):
    """Kinds and fields that nobody knows yet, and what goes wrong in them."""
    make = generator.Generator(both.it, 4)
    for _ in range(number):
        contents = [[odd.later(make, e.raw, both.it) for e in part]
                    for part in both.laid(make)]
        verdict = both.verify(both.signed(contents), 'later version')
        if verdict.word == passport.REFUSED:
            continue
        both.change_structure(contents, 2)
        record = {'entries': [jsonform.to_json(e, both.it, DAY)
                              for e in verdict.credentials[0].entries]}
        for form in (record, odd.jumbled(both.rnd, record)):
            again = jsonform.dump(form)
            issued = both.issue(again, 'later version from JSON')
            if issued and both.contents(issued[0]) != contents:
                both.differ('later version from JSON', again)


def every_bit(both, number):
    """Each bit of several texts and files flipped, and each cut made."""
    make, done = generator.Generator(both.it, 5), 0
    while done < number:
        contents = [[e.raw for e in part] for part in both.laid(make)]
        whole = (both.text, both.file)[done % 2](both.credential(contents))
        if len(whole) > 260:
            continue
        done += 1
        for bit in range(8 * len(whole)):
            data = bytearray(whole)
            data[bit // 8] ^= 1 << bit % 8
            both.verify(bytes(data), f'bit {bit}')
        for size in range(len(whole)):
            both.verify(whole[:size], f'cut at {size}')


def envelopes_and_heads(both):
    for name, data, keys, now in frames.frames(both.credential, both.it):
        both.verify(data, name, keys or (PUBLIC,), NOW if now is None else now)


def streams(both):
    """The same items in many DEFLATE streams, good and bad."""
    make = generator.Generator(both.it, 6)
    for _ in range(25):
        contents = [[e.raw for e in part] for part in both.laid(make)]
        whole = cbor.read(both.credential(contents), passport.DEPTH, 1 << 16)
        items = passport.items_of(contents)
        for name, body in frames.streams(items, both.it.dictionary, both.rnd):
            data = mutate.render(whole, whole.value[-1], cbor.write(body))
            both.verify(both.file(data), name)


def holders(both):
    """Every pair and triple of credentials that tell names or ids or not, and
    larger passports of them."""
    single, one_person = frames.holders(both.credential)
    rnd = random.Random(10)
    for _ in range(1000):
        for among in (single, one_person):
            some = rnd.sample(among, rnd.randrange(2, 6))
            both.verify(both.file(*rnd.choices(some, k=rnd.randrange(2, 9))),
                        'many credentials', (PUBLIC, OTHER))
    for i, one in enumerate(single):
        for other in single:
            both.verify(both.file(one, other), 'two credentials',
                        (PUBLIC, OTHER))
            for third in single[i::2]:
                both.verify(both.file(one, other, third),
                            'three credentials', (PUBLIC, OTHER))


def repeats(both):
    for credentials in frames.repeats(both.credential):
        both.verify(both.file(*credentials), 'repeats', (PUBLIC, OTHER))


def _cuts(rnd, number):
    """(whole, all codes of it, parity last)."""
    while number:
        total = rnd.choice((rnd.randrange(1, 60), rnd.randrange(1, 2862)))
        count = rnd.randrange(1, 17)
        if sets.sizes(total, count) and (count > 1 or total < 2850):
            whole = rnd.randbytes(total)
            prefix = rnd.choice(sets.PREFIXES)
            yield whole, [sets.split(whole, count, i, prefix)
                          for i in range(count + 1)]
            number -= 1


def _changed(rnd, texts):
    """Codes of a set as they may come: lost, twice, in any order, one bit or
    one character another, or a byte of a head."""
    texts = rnd.sample(texts, max(1, len(texts) - rnd.choice((0, 0, 1, 1, 2))))
    texts += rnd.choices(texts, k=rnd.randrange(3))
    i = rnd.randrange(len(texts))
    how = rnd.randrange(4)
    if how == 0:
        data = bytearray(wire.base45_decode(texts[i][4:].decode()))
        at = rnd.randrange(rnd.choice((sets.HEAD, len(data))))
        data[at] ^= 1 << rnd.randrange(8)
        texts[i] = texts[i][:4] + wire.base45_encode(data).encode()
    elif how == 1:
        at = rnd.randrange(4, len(texts[i]))
        other = rnd.choice(wire.ALPHABET.replace(' ', '')).encode()
        texts[i] = texts[i][:at] + other + texts[i][at + 1:]
    elif how == 2:
        texts[i] = texts[i][:rnd.randrange(4, len(texts[i]) + 1)]
    rnd.shuffle(texts)
    return texts


def _joined(texts):
    try:
        return None, sets.join_text(texts)
    except Refused as e:
        return e.reason, None


def _whole_of(rnd, whole, kind):
    """A text or file of a kind of whole."""
    text = sets.PREFIXES[kind][:3] + ':' + wire.base45_encode(whole)
    return rnd.choice((text.encode(), wire.MAGIC[:2] + b'PTR'[kind:kind + 1]
                       + wire.MAGIC[3:] + whole))


def codes_of_sets(both, number):
    """Codes cut and joined, whole and changed, of one set and of two."""
    rnd = random.Random(12)
    last = []
    for whole, texts in _cuts(rnd, number):
        kind = sets.PREFIXES.index(texts[0][:4].decode())
        form = _whole_of(rnd, whole, kind)
        for i, text in enumerate(texts):
            both.total += 1
            said = both.library.split(form, len(texts) - 1, i)
            if said != (None, text):
                both.differ('split', said, text)
        cut = [sets.split(whole, n, 0, sets.PREFIXES[kind]) for n in (2, 3)
               if sets.sizes(len(whole), n)]
        other = texts[0][:1] + rnd.choice((b'P', b'T', b'R')) + texts[0][2:]
        for codes in (texts, texts[1:], _changed(rnd, texts),
                      _changed(rnd, texts), texts + last[:1], texts[:1] + cut,
                      texts[1:] + [other]):
            both.total += 1
            said, ours = both.library.join(codes), _joined(codes)
            both.words[ours[0] or 'joined'] += 1
            # What happened to a text that ends in a space the library guesses.
            guessed = said[0] == 'TEXT_SPACE' \
                and ours[0] in ('TEXT_LENGTH', 'TEXT_OVERFLOW')
            if said != ours and not guessed:
                both.differ('join', said, ours, codes)
        last = texts
def _taken_apart(both, file):
    """What stands before the body of a file's one credential, and the items."""
    passed = file[8:]
    front = cbor.read(passed, passport.DEPTH + 1, 1 << 20).value[0].value[:-1]
    return ([passed[x.start:x.end] for x in front],
            passport.read(file, both.it)[0].items)


def _is_alike(both, out, ours):
    """The same, but that who packs a body may find a shorter way."""
    return len(out) <= len(ours) and \
        _taken_apart(both, out) == _taken_apart(both, ours)


def presentations(both, number):
    """The library shows some entries, from the whole and from what shows
    more; the twin makes the same, and both verify it and what is near it."""
    make, rnd = generator.Generator(both.it, 11), random.Random(12)
    for _ in range(number):
        contents = [[e.raw for e in part] for part in both.laid(make)]
        data = both.file(passport.sign_parts(contents, SEED, ROOT, DAY, both.it,
                                             VALID))
        places = [(p, i) for p in range(3) for i in range(len(contents[p]))]
        while places:
            chosen = rnd.sample(places, rnd.randrange(1, len(places) + 1))
            shown = [{i for p, i in chosen if p == part} for part in range(3)]
            both.total += 1
            status, out = both.library.present(
                data, [f'{schema.PARTS[p]}/{i}' for p, i in chosen])
            ours = both.file(passport.sign_parts(
                contents, SEED, ROOT, DAY, both.it, VALID, shown=shown))
            if status or not _is_alike(both, out, ours):
                both.differ('presentation', status, out.hex(), ours.hex())
                break
            if both.verify(out, 'presentation').word != passport.ACCEPTED:
                both.differ('presentation, not accepted', chosen)
            torn = both.file(passport.sign_parts(
                contents, SEED, ROOT, DAY, both.it, VALID, shown=shown,
                torn=lambda: rnd.random() < 0.5))
            both.verify(torn, 'merged')
            both.verify(both.file(*(f[9:] for f in (out, torn, data))),
                        'presentations')
            for change in rnd.choices(mutate.BYTES, k=3):
                both.verify(change(rnd, out), f'{change.__name__} of one')
            item = cbor.read(torn[8:], passport.DEPTH + 1, 1 << 16)
            for _ in range(3):
                both.verify(wire.as_file(mutate.structure(rnd, item)),
                            'frame of one')
            data, places = out, chosen if len(chosen) < len(places) else []


def main():
    both = Comparison(sys.argv[1])
    number = int(sys.argv[2]) if len(sys.argv) > 2 else RECORDS
    out = tap.Tap()
    for case, size in ((records, number), (parts_of_codes, None),
                       (parts_by_default, number // 4),
                       (parts_of_texts, number // 2),
                       (odd_values, number // 4), (wire_values, number // 2),
                       (later_versions, number // 8), (every_bit, 4),
                       (envelopes_and_heads, None), (streams, None), (holders, None),
                       (repeats, None), (codes_of_sets, number // 2),
                       (presentations, number // 40),
                       (seals.seals, number // 50),
                       (seals.phrases, number)):
        compare(both, out, case, size)
    return end(both, out)


def compare(both, out, case, size=None):
    """One case, with the number of what was compared."""
    before, both.different = both.total, []
    case(both, *([] if size is None else [size]))
    out.check(f'{case.__name__} ({both.total - before} compared)',
              [f'{len(both.different)} differ'] + both.different[:SHOWN]
              if both.different else [])


def end(both, out):
    said = ', '.join(f'{n} {w}' for w, n in sorted(both.words.items()))
    out.note(f'verdicts: {said}')
    with out.case('the_bridge_ends_well'):
        assert both.library.end() == 0
    print(f'twin: {both.total} compared, {out.failed} cases differ'
          if out.failed else f'twin: {both.total} compared, 0 differ',
          file=sys.stderr, flush=True)
    return out.end()


if __name__ == '__main__':
    sys.exit(main())
