# SPDX-License-Identifier: Apache-2.0
"""Documents for judges: what `carnet fhir export` makes of bundles that nobody
here wrote, of samples and templates of every kind, of generated records, of
presentations that show less, of two issuers in one passport, in each language,
and of what a later version wrote."""
import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / 'cli')]

import craft  # noqa: E402
import beyond  # noqa: E402
from cli import OK, PERSON, REVIEW, CONDITION  # noqa: E402
from tap import vectors  # noqa: E402
from twin import generator, jsonform, schema  # noqa: E402

RANDOM = 60
NOW = ('--now', '2026-04-01')
LANGUAGES = ('fr', 'es', 'ar', 'pt', 'it', 'de', 'el')
SAMPLES = pathlib.Path(os.environ['CARNET_TEST_DATA'])
RICH = SAMPLES / 'rich-summary.fhir.json'
RETURNEE = SAMPLES.parent.parent / 'examples/data/returnee.json'
# What each shows of the returnee's passport.
LESS = [('desk', ['--audience', 'desk']),
        ('emergency', ['--audience', 'emergency']),
        ('partial', ['--audience', 'clinic', '--withhold', 'allergy',
                     '--withhold', 'prescription']),
        ('less', ['--withhold', 'allergy'])]


def foreign():
    """The bundles of the vectors and the rich summary; the last alone where
    there is no vector folder."""
    folder = vectors('ips')
    return sorted(p for p in folder.glob('*.json')
                  if p.name != 'manifest.json') + [RICH]


class Exports:
    """The documents, as files of the command's folder."""

    def __init__(self, carnet):
        self.carnet = carnet
        self.names = []       # of the files, without their ending
        self.passports = {}   # their files, of those that were issued
        self.not_issued = []  # generated records that ask for more

    def load(self, name):
        return json.loads(self.carnet.path(name + '.json').read_bytes())

    def num_of_all_kinds(self):
        """Documents, if there are some of every way that make() goes."""
        ways = ('sample-', 'template-', 'returnee-', 'random-', 'later-')
        by_way = [sum(n.startswith(w) for n in self.names) for w in ways]
        return len(self.names) if by_way[0] == 3 and by_way[1] > 20 \
            and by_way[2] == len(LESS) + len(LANGUAGES) \
            and by_way[3] > RANDOM // 2 and by_way[4] > 40 else 0

    def export(self, name, passport, *options):
        done = self.carnet('fhir', 'export', '--trust', 'clinic.pub', *NOW,
                           passport, '-o', name + '.json', *options)
        assert done.code in (OK, REVIEW), (name, done)
        self.names.append(name)

    def issue(self, text):
        """A passport; what was said instead where none is made."""
        passport = self.carnet.new_name('carnet')
        done = self.carnet('issue', '--key', 'clinic.key', '-', '-o',
                           passport, *NOW, stdin=text)
        return (passport, '') if done.code == OK else (None, done.err)

    def issued(self, name, text, *options):
        passport, said = self.issue(text)
        assert passport, (name, said)
        self.passports[name] = passport
        self.export(name, passport, *options)
        return passport

    def generated(self):
        """A record that points to more private entries needs --move."""
        make = generator.Generator(schema.load(), 11)
        for i in range(RANDOM):
            content = make.record()
            for entry in content['entries']:
                entry.pop('part', None)  # where its codes ask for
            passport, said = self.issue(jsonform.dump(content))
            if passport:
                self.export(f'random-{i}', passport)
            else:
                assert 'move it' in said or 'RECORD_LINK' in said, said
                self.not_issued.append(i)

    def shown_less(self, passport):
        for name, options in LESS:
            done = self.carnet('present', passport, *options, '-o',
                               name + '.carnet')
            assert done.code == OK, done
            self.export('returnee-' + name, name + '.carnet')

    def two_issuers(self):
        """One passport, each credential by a key of its own."""
        self.carnet('key', 'new', '-o', 'transit.key')
        parts = []
        for key, entry in (('clinic', CONDITION), ('transit', {
                'kind': 'allergy', 'agent': {'absent': 'none'}})):
            p = self.carnet.issue({'issued': '2026-03-01',
                                   'entries': [PERSON, entry]},
                                  key=key + '.key')
            parts.append(self.carnet.path(p).read_bytes()[
                len(craft.MAGIC) + 1:])
        self.carnet.write('both.carnet', craft.passport(*parts))
        self.export('two-issuers', 'both.carnet', '--trust', 'transit.pub')

    def later_versions(self):
        for name, fields in (('further', beyond.FURTHER),
                             ('critical', beyond.CRITICAL)):
            for kind, content in beyond.records(fields):
                self.issued(f'later-{name}-{kind}', json.dumps(content))

    def make(self):
        for path in foreign():
            self.issued(path.stem, path.read_bytes())
        for name in ('emergency', 'one-vaccination', 'rich-summary'):
            self.issued('sample-' + name,
                        (SAMPLES / (name + '.json')).read_text())
        for kind in self.carnet('issue', '--template', 'list').out.split():
            self.issued('template-' + kind,
                        self.carnet('issue', '--template', kind).out)
        passport = self.issued('returnee', RETURNEE.read_text())
        self.shown_less(passport)
        for lang in LANGUAGES:
            self.export('returnee-' + lang, passport, '--lang', lang)
        self.two_issuers()
        self.later_versions()
        self.generated()
        return self
