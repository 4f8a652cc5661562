# SPDX-License-Identifier: Apache-2.0
"""The figures that users are promised, the bar for each and what beats all that
is known; tests/sizes, gate.py and measure.py measure them."""


class Bar:
    """of: what was measured, from measure.py's data. Less is better unless
    more is True."""

    def __init__(self, id, about, bar, moonshot, of, more=False):
        self.id, self.about, self.bar, self.moonshot = id, about, bar, moonshot
        self.of, self.more = of, more

    def reaches(self, data, aim):
        value = self.of(data)
        return value >= aim if self.more else value <= aim

    def show(self, data):
        return f'{self.of(data):,.3f}'.rstrip('0').rstrip('.')

    def word(self, data):
        if self.reaches(data, self.moonshot):
            return 'moonshot'
        return 'bar' if self.reaches(data, self.bar) else 'NOT REACHED'


def size(record, desk=False):
    def of(data):
        return next(one['bytes'] for one in data['sizes']
                    if one['record'] == record and one['desk'] == desk)
    return of


def worst_size(beginning, desk=False):
    """Of all records like one, own and with codes of no list of ours."""
    def of(data):
        return max(one['bytes'] for one in data['sizes'] if one['desk'] == desk
                   and one['record'].startswith('sizes/' + beginning))
    return of


def wall(name):
    return lambda data: data['wall'][name][0]


def others(figure):
    """The worst of the records that are not the rich summary."""
    return lambda data: max(value for name, value in data[figure].items()
                            if name != 'rich-summary')


def worst_text(data):
    return max(value for name, value in data['worst'].items()
               if name != '8_of_4_candidates')


RICH = 'rich summary'
BARS = [
    Bar('S2', 'bytes: rich summary, signed', 349, 319, size('rich-summary')),
    Bar('S2', 'bytes: worst of 4 others', 349, 319, worst_size('s2')),
    Bar('S3', 'bytes: one vaccination', 204, 172, size('one-vaccination')),
    Bar('S3', 'bytes: worst of 4 others', 204, 172, worst_size('s3')),
    Bar('S4', 'bytes: emergency set', 241, 204, size('emergency')),
    Bar('S4', 'bytes: worst of 4 others', 241, 204, worst_size('s4')),
    Bar('S5', 'bytes: rich summary at a desk', 276, 241,
        size('rich-summary', True)),
    Bar('S5', 'bytes: worst of 4 others', 276, 241, worst_size('s2', True)),
    Bar('S7', 'records that grow by compression, of 500 random, 500 noise', 0,
        0, lambda data: data['grow']),
    Bar('V1', 'instructions: verify / bare check, rich summary', 1.25, 1.15,
        lambda data: data['V1']['rich-summary']),
    Bar('V1', 'the same, worst of 14 other records', 1.25, 1.15, others('V1')),
    Bar('V2', 'wall: verify / bare check, rich summary', 1.30, 1.20,
        wall('V2 rich-summary')),
    Bar('V3', 'wall: verify / OpenSSL ES256, rich summary', 1.25, 1.10,
        wall('V3 rich-summary')),
    Bar('V6', 'instructions: typed decode / cbor_load, rich summary', 0.30,
        0.15, lambda data: data['V6']['rich-summary']),
    Bar('V6', 'wall: the same, freeing the tree included', 0.30, 0.15,
        wall('V6 rich-summary')),
    Bar('V7', 'share of the bare rate: 1,000 credentials in 4 files', 0.75,
        0.85, wall('V7 files'), more=True),
    Bar('V7', 'share of the bare rate: 1,000 texts, rich summary', 0.75, 0.85,
        wall('V7 texts'), more=True),
    Bar('M1', 'malloc calls, verifying in an arena', 0, 0, lambda data:
        data['instructions']['verify rich-summary']['allocations']),
    Bar('M1', 'bytes of workspace, rich summary', 16384, 12288,
        lambda data: data['arena']['workspace rich summary']),
    Bar('M2', "bytes: a verifier's .text, -Os", 24576, 16384,
        lambda data: data['text']),
    Bar('D1', 'malloc calls, worst texts', 0, 0, lambda data: max(
        one['allocations'] for name, one in data['instructions'].items()
        if name.startswith('worst '))),
    Bar('D1', 'bytes of workspace, worst texts', 65536, 32768,
        lambda data: max(value for name, value in data['arena'].items()
                         if name.startswith('workspace'))),
    Bar('D1', 'instructions a credential / good verify, worst text', 2, 1.2,
        worst_text),
    Bar('D1', 'the same where 4 trusted keys share an id', 2, 1.2,
        lambda data: data['worst']['8_of_4_candidates']),
    Bar('D2', 'records with a byte changed that are accepted and say the same',
        0, 0, lambda data: data['other_forms']),
]
