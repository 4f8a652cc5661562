# SPDX-License-Identifier: Apache-2.0
"""Every export keeps the JSON Schema of FHIR R4 and the rules of IPS 2.0, and
each element that IPS demands to be supported is filled by some export, or has
a reason why a passport never fills it. Argument: the program."""
import json
import lzma
import pathlib
import re
import sys
import xml.etree.ElementTree

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'cli')]

import ips_rules  # noqa: E402
from cli import begin  # noqa: E402
from exports import LESS, NOW, Exports  # noqa: E402
from tap import Tap, count  # noqa: E402


# Code systems that the phrase book has words for, by their files.
LISTS = {'http://snomed.info/sct': 'snomed', 'http://www.whocc.no/atc': 'atc',
         'http://hl7.org/fhir/sid/icd-10': 'icd-10',
         'http://hl7.org/fhir/sid/cvx': 'cvx'}
SEVERITIES = {'255604002', '6736007', '24484000'}


def one_of(validator, choices, instance, schema):
    """The schema's only oneOf is over all types of resources, which differ in
    the constant of resourceType: asking the one is asking all, in a hundredth
    of the time, and tells what is wrong in it."""
    names = {c['$ref'].rpartition('/')[2] for c in choices}
    kind = isinstance(instance, dict) and instance.get('resourceType')
    if kind not in names:
        yield jsonschema.ValidationError(f'{kind!r} is no type of resource')
        return
    yield from validator.descend(instance, {'$ref': '#/definitions/' + kind})


def pattern(validator, schema_pattern, instance, schema):
    """FHIR's patterns are XML Schema's, where \\s is four characters and no
    more: a narrow space of French is no control."""
    if isinstance(instance, str) and not re.search(schema_pattern, instance,
                                                   re.ASCII):
        yield jsonschema.ValidationError(f'{instance!r:.80} is not '
                                         f'{schema_pattern}')


def r4_schema():
    text = lzma.decompress((HERE / 'fhir.schema.json.xz').read_bytes())
    schema = json.loads(text)
    known = jsonschema.Draft6Validator
    known.check_schema(schema)
    return jsonschema.validators.extend(known, {
        'oneOf': one_of, 'pattern': pattern})(schema)


def broken_schema(bundle):
    return [f'{e.json_path}: {e.message[:120]}'
            for e in validator.iter_errors(bundle)]


def sections_of(bundle):
    return {ips_rules.section_code(s): s for s in
            bundle['entry'][0]['resource']['section']}


def words_of(name):
    """Codes of a list of the phrase book."""
    path = HERE.parents[1] / 'lib/words/data' / (name + '.tsv')
    return {line.split('\t')[0] for line in
            path.read_text(encoding='utf-8').splitlines() if line[0] != '#'}


def codings(node):
    """Of lists that people have words for."""
    if isinstance(node, list):
        for n in node:
            yield from codings(n)
    elif isinstance(node, dict):
        if node.get('code') in known.get(node.get('system'), ()):
            yield node
        for n in node.values():
            yield from codings(n)


def filled(row):
    """Documents in which the element of a row stands."""
    return sum(any(ips_rules.values(r, row.path) for r in
                   ips_rules.of_row(bundle, row)) for bundle in bundles.values())


def extensions(node):
    """Of a resource; those within, too: a Patient is several entries."""
    for e in node.get('extension', []):
        yield e
        yield from extensions(e)


tap = Tap()
carnet = begin()
validator = r4_schema()
exports = Exports(carnet).make()
known = {uri: words_of(name) | SEVERITIES for uri, name in LISTS.items()}
bundles = {name: exports.load(name) for name in exports.names}

with tap.case('generated_records_are_of_every_kind'):
    kinds = {e['valueCode'] for name, bundle in bundles.items()
             if name.startswith('random')
             for r in ips_rules.resources(bundle)
             for e in extensions(r)
             if e['url'] == 'urn:carnet:extension:kind'}
    listed = carnet('issue', '--template', 'list').out.split()
    assert set(listed) == kinds, set(listed) ^ kinds
    assert any('gender' in r for name, bundle in bundles.items()
               if name.startswith('random')
               for r in ips_rules.resources(bundle)
               if r['resourceType'] == 'Patient')

with tap.case('every_export_keeps_the_json_schema_of_r4'):
    assert exports.num_of_all_kinds(), exports.not_issued
    for name, bundle in bundles.items():
        assert broken_schema(bundle) == [], (name, broken_schema(bundle)[:5])
    count('documents', len(bundles))

with tap.case('the_schema_is_broken_by_what_breaks_it'):
    whole = json.dumps(bundles['returnee'])
    for change in (
            lambda b: b.update(type='documents'),
            lambda b: b.update(more=1),
            lambda b: b['entry'][0]['resource'].pop('resourceType'),
            lambda b: b['entry'][0]['resource'].pop('type'),
            lambda b: b['entry'][0]['resource'].update(date='01.04.2026'),
            lambda b: b['entry'][1]['resource'].update(birthDate='1994-1'),
            lambda b: b['entry'][1]['resource'].update(name={'text': 'N'}),
            lambda b: b['entry'][1].update(resource={
                'resourceType': 'Nothing'})):
        changed = json.loads(whole)
        change(changed)
        assert broken_schema(changed) != []

with tap.case('every_export_keeps_every_rule_of_ips'):
    for name, bundle in bundles.items():
        assert ips_rules.broken(bundle) == [], (name,
                                                ips_rules.broken(bundle)[:5])

with tap.case('what_ips_demands_to_be_supported_is_filled_or_has_a_reason'):
    for row in ips_rules.RULES:
        if row.must_support:
            num = filled(row)
            tap.note(f'{num:4} {row.resource}.{row.path}'
                     + (f': {row.never}' if row.never else ''))
            assert (num == 0) == bool(row.never), row

with tap.case('the_same_passport_gives_the_same_bytes'):
    for name in ('returnee', 'desk', 'partial'):
        passport = name + '.carnet'
        if name == 'returnee':
            passport = exports.passports[name]
        first, again = (carnet('fhir', 'export', '--trust', 'clinic.pub',
                               *NOW, passport).raw for _ in range(2))
        assert first == again and len(first) > 1000

with tap.case('an_entry_has_the_same_id_in_every_presentation'):
    whole = {r['id']: r for r in ips_rules.clinical(bundles['returnee'])}
    for name, _ in LESS:
        shown = ips_rules.clinical(bundles['returnee-' + name])
        assert shown or name == 'desk', name
        for r in shown:
            assert r.get('code') == whole[r['id']].get('code'), r

with tap.case('what_is_withheld_is_not_in_this_presentation'):
    for name, least in (('desk', 3), ('partial', 2), ('less', 1)):
        sections = sections_of(bundles['returnee-' + name])
        empty = [s for s in sections.values() if 'emptyReason' in s]
        assert len(empty) >= least, (name, empty)
        for section in empty:
            reason = section['emptyReason']['coding'][0]['code']
            assert reason == 'withheld', (name, section)
            assert 'Not in this presentation' in section['text']['div']

with tap.case('a_withheld_entry_leaves_no_trace'):
    allergies = [e['resource'] for e in bundles['returnee']['entry']
                 if e['resource']['resourceType'] == 'AllergyIntolerance']
    text = json.dumps(bundles['returnee-partial'], ensure_ascii=False)
    assert allergies
    for allergy in allergies:
        assert allergy['id'] not in text
    assert '"AllergyIntolerance"' not in text

with tap.case('every_document_names_each_credential_with_its_facts'):
    for name, bundle in bundles.items():
        found = [e['resource'] for e in bundle['entry']
                 if e['resource']['resourceType'] == 'Provenance']
        assert len(found) == (2 if name == 'two-issuers' else 1), name
        by_url = {e['fullUrl']: e['resource'] for e in bundle['entry']}
        for provenance in found:
            facts, = [e['extension'] for e in provenance['extension']
                      if e['url'] == 'urn:carnet:extension:credential']
            assert {'identity', 'key_id', 'outcome', 'facts'} <= {
                f['url'] for f in facts}
            issuer = by_url[provenance['agent'][0]['who']['reference']]
            assert issuer['resourceType'] == 'Organization'
            assert provenance['signature'][0]['data']
            assert provenance['target']

with tap.case('what_stands_in_sections_has_words_for_people'):
    num = 0
    for name, bundle in bundles.items():
        for code, section in sections_of(bundle).items():
            div = xml.etree.ElementTree.fromstring(section['text']['div'])
            assert ''.join(div.itertext()).strip(), (name, code)
        for coding in codings(ips_rules.clinical(bundle)):
            assert coding['display'], (name, coding)
            num += 1
    count('displays', num)

sys.exit(tap.end())
