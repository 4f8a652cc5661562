# SPDX-License-Identifier: Apache-2.0
"""FHIR -> carnet -> FHIR: bundles that nobody here wrote come in, leave again,
and keep every fact. A fact is a value of an element: a code, a number, a date,
words. What the import reports is not kept; every other one stands again in the
resource that its own became, or the way it is said there is in bundles.tsv with
its reason. Argument: the program.
"""
import csv
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'cli')]

from cli import OK, begin  # noqa: E402
from exports import foreign  # noqa: E402
from tap import Tap, count  # noqa: E402

DATE = '2026-03-10'
# How a bundle is written, not what it says of the person: names of code
# systems and of what a code means to its system, references and ids; and what
# stands at the head of a resource.
FORM = {'id', 'reference', 'system', 'display', 'url', 'version',
        'userSelected', 'use', 'rank'}
HEAD = {'resourceType', 'meta', 'text', 'identifier', 'implicitRules',
        'language'}
TYPES = {'Patient', 'Location', 'Organization', 'Practitioner'}
LED_TO = ('Medication', 'Device')
BESIDE = ('Composition', 'Organization', 'Practitioner', 'PractitionerRole',
          'Provenance', 'Location', 'RelatedPerson', 'Endpoint')


def excused():
    """Element of FHIR and value, and why it is said another way."""
    with open(HERE / 'bundles.tsv', encoding='utf-8') as file:
        rows = csv.DictReader((line for line in file if line[0] != '#'),
                              delimiter='\t', quoting=csv.QUOTE_NONE)
        return {(row['element'], row['value']): row['why'] for row in rows}


# ---- values ----

def leaves(node, path, plain):
    """(path with indexes, path without, value) of each primitive."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f'{path}.{key.lstrip("_")}',
                              f'{plain}.{key}')
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from leaves(value, f'{path}[{i}]', plain)
    else:
        yield path, plain, node


def is_below(path, elements):
    """Whether an element of the report holds this path."""
    return any(path == e or path.startswith((e + '.', e + '['))
               for e in elements)


def read(name):
    """A file of the command's folder; numbers keep their digits."""
    return json.loads(carnet.path(name).read_bytes(), parse_float=str,
                      parse_int=str)


def facts_of(bundle, elements):
    """For each resource its facts that are in no element of the report, and
    those of the medicine or device that it leads to."""
    places = {e.get('fullUrl'): i for i, e in enumerate(bundle['entry'])}
    places.update({f'{e["resource"]["resourceType"]}/'
                   f'{e["resource"].get("id")}': i
                   for i, e in enumerate(bundle['entry'])})
    for i, entry in enumerate(bundle['entry']):
        r = entry['resource']
        if r['resourceType'] in BESIDE + LED_TO:
            continue
        facts = own_facts(bundle, i, elements)
        for key in ('medicationReference', 'device'):
            to = r.get(key, {}).get('reference')
            led = places.get(to)
            if to and led is not None and facts:
                facts += own_facts(bundle, led, elements)
        yield r, facts


def own_facts(bundle, i, elements):
    r, facts = bundle['entry'][i]['resource'], []
    base = f'Bundle.entry[{i}].resource'
    for path, plain, value in leaves(r, base, r['resourceType']):
        steps = plain.split('.')[1:]
        if steps[0] == 'contained':
            steps = steps[1:]
        is_form = set(steps) & FORM or steps[0] in HEAD or (
            steps[-1] == 'type' and value in TYPES) or (
            'identifier' in steps and r['resourceType'] != 'Patient')
        if not is_form and not is_below(path, elements):
            facts.append((plain, value))
    return facts


class Said:
    """All values of a resource, and of what it contains or leads to."""

    def __init__(self, resource, by_url):
        self.values, self.words = set(), []
        for r in [resource, *followed(resource, by_url)]:
            for _, plain, value in leaves(r, '', ''):
                if 'div' not in plain:
                    self.values.add(normal(value))
                    self.words.append(str(value))
        self.text = normal(' '.join(self.words)).lower()

    def has(self, value):
        value = normal(value)
        if value in self.values:
            return True
        around = r'(?<![\w.])' + re.escape(value.lower()) + r'(?![\w])'
        return re.search(around, self.text) is not None


def followed(resource, by_url):
    """Devices and other Observations that a resource is told with."""
    text = json.dumps(resource)
    return [r for url, r in by_url.items() if f'"{url}"' in text
            and r['resourceType'] in ('Device', 'Observation')
            and r is not resource] + [
        r for r in by_url.values() if resource['resourceType'] == 'Patient'
        and r['resourceType'] == 'RelatedPerson']


INSTANT = re.compile(r'(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d+)?)?'
                     r'(Z|[+-]\d\d:\d\d)')


def normal(value):
    """Instants to the minute; white space as one space."""
    def minute(found):
        zone = found[2].replace('Z', '+00:00').replace('-00:00', '+00:00')
        return found[1] + zone
    return INSTANT.sub(minute, ' '.join(str(value).split()))


def is_in_pieces(value, said):
    """Whether a remark longer than a note stands in several: every stretch of
    60 characters does."""
    def plain(text):
        return ''.join(normal(text).lower().split())
    text = plain(value)
    every = ''.join(''.join(s.text.split()) for s in said)
    return len(text) > 500 and sum(
        text[i:i + 60] not in every
        for i in range(0, len(text), 60)) <= len(text) // 512 + 1


def missing(facts, said):
    return [f for f in facts if not said.has(f[1])]


# ---- one bundle ----

def num_values(bundle, element):
    """Primitives below an element of the report."""
    node = bundle
    for step in re.findall(r'[\w]+|\[\d+\]', element)[1:]:
        if step[0] == '[':
            node = node[int(step[1:-1])]
        else:
            node = node[step] if step in node else node['_' + step]
    return sum(1 for _ in leaves(node, '', ''))


def there_and_back(path):
    name = path.stem
    carnet.write(name + '.fhir', path.read_bytes())
    done = carnet('fhir', 'import', name + '.fhir', '-o', name + '.json',
                  '--report', name + '.report')
    assert done.code == OK, done
    done = carnet('issue', '--key', 'clinic.key', '--date', DATE,
                  name + '.json', '-o', name + '.carnet')
    assert done.code == OK, done
    done = carnet('fhir', 'export', '--trust', 'clinic.pub', '--now', DATE,
                  name + '.carnet', '-o', name + '.back')
    assert done.code == OK, done
    report = json.loads(carnet.path(name + '.report').read_bytes())
    return read(name + '.fhir'), report, read(name + '.back')


def judged(path):
    """Counts of a bundle; facts that its export does not have."""
    bundle, report, again = there_and_back(path)
    by_url = {e['fullUrl']: e['resource'] for e in again['entry']}
    said = [Said(r, by_url) for r in by_url.values()
            if r['resourceType'] not in BESIDE]
    elements = [e['element'] for e in report['elements']]
    # What is cut is kept as far as it goes, and reported.
    lost = sum(num_values(bundle, e['element']) for e in report['elements']
               if e['relevant'] and not e['why'].startswith('cut'))
    compared, gone = 0, []
    for r, facts in facts_of(bundle, elements):
        compared += len(facts)
        if facts:
            least = min((missing(facts, s) for s in said), key=len)
            gone += [f for f in least if not is_in_pieces(str(f[1]), said)]
    return {'facts': report['facts'], 'kept': report['kept'],
            'reported': lost, 'compared': compared}, gone


def is_excused(fact):
    for key in ((fact[0], str(fact[1])), (fact[0], '*')):
        if key in rows:
            used.add(key)
            return True
    return False


tap = Tap()
carnet = begin()
rows, used, results = excused(), set(), {}

with tap.case('each_bundle_keeps_or_reports_every_fact'):
    for path in foreign():
        counts, gone = judged(path)
        results[path.stem] = gone
        tap.note(f'{path.stem[:40]:40} facts {counts["facts"]:4} kept '
                 f'{counts["kept"]:4} reported {counts["reported"]:4} '
                 f'compared {counts["compared"]:4} said another way '
                 f'{len(gone):3}')
        assert counts['facts'] == counts['kept'] + counts['reported'], path
    count('bundles', len(results))
    assert len(results) == 19

with tap.case('each_fact_that_was_kept_stands_in_the_export'):
    assert results
    wrong = [(name, *fact) for name, gone in results.items()
             for fact in gone if not is_excused(fact)]
    assert wrong == [], (len(wrong), wrong[:8])

with tap.case('every_reason_is_still_needed'):
    assert set(rows) == used, set(rows) - used

with tap.case('a_fact_that_is_gone_is_found'):
    bundle = {'entry': [{'resource': {
        'resourceType': 'Condition', 'code': {'text': 'C'},
        'onsetDateTime': '2019-05', 'bodySite': [{'text': 'arm'}]}}]}
    for gone in ('code', 'onsetDateTime', 'bodySite'):
        left = dict(bundle['entry'][0]['resource'])
        del left[gone]
        found, = [missing(facts, Said(left, {}))
                  for _, facts in facts_of(bundle, [])]
        assert [f[0].split('.')[1] for f in found] == [gone], found

sys.exit(tap.end())
