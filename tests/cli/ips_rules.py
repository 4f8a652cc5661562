# SPDX-License-Identifier: Apache-2.0
"""IPS 2.0 as a table, one row a rule: cardinalities and must-support elements
of the profiles of hl7.fhir.uv.ips 2.0.0 that an export uses. A path is read
like FHIRPath: dots, and [x] for any type; an element that holds only
data-absent-reason counts as there, as IPS has it."""

ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

# Resource, path, least, most (None: any). 1 and more: demanded; 0: what is
# there is no more than this.
CARDINALITIES = [
    ('Bundle', 'identifier', 1, 1),
    ('Bundle', 'identifier.system', 1, 1),
    ('Bundle', 'identifier.value', 1, 1),
    ('Bundle', 'type', 1, 1),
    ('Bundle', 'timestamp', 1, 1),
    ('Composition', 'status', 1, 1),
    ('Composition', 'type', 1, 1),
    ('Composition', 'subject.reference', 1, 1),
    ('Composition', 'date', 1, 1),
    ('Composition', 'author', 1, None),
    ('Composition', 'title', 1, 1),
    ('Composition', 'section', 3, None),
    ('Composition', 'text.div', 0, 1),
    ('Patient', 'name', 1, None),
    ('Patient', 'birthDate', 1, 1),
    ('Patient', 'gender', 0, 1),
    ('AllergyIntolerance', 'code', 1, 1),
    ('AllergyIntolerance', 'patient.reference', 1, 1),
    ('AllergyIntolerance', 'clinicalStatus', 0, 1),
    ('Condition', 'code', 1, 1),
    ('Condition', 'subject.reference', 1, 1),
    ('Condition', 'clinicalStatus', 1, 1),
    ('Condition', 'category', 1, None),
    ('Device', 'patient.reference', 1, 1),
    ('Device', 'type', 1, 1),
    ('DeviceUseStatement', 'subject.reference', 1, 1),
    ('DeviceUseStatement', 'timing[x]', 1, 1),
    ('DeviceUseStatement', 'device.reference', 1, 1),
    ('Flag', 'code', 1, 1),
    ('Flag', 'category', 1, None),
    ('Flag', 'subject.reference', 1, 1),
    ('Immunization', 'status', 1, 1),
    ('Immunization', 'vaccineCode', 1, 1),
    ('Immunization', 'patient.reference', 1, 1),
    ('Immunization', 'occurrence[x]', 1, 1),
    ('Medication', 'code', 1, 1),
    ('MedicationStatement', 'status', 1, 1),
    ('MedicationStatement', 'medication[x]', 1, 1),
    ('MedicationStatement', 'subject.reference', 1, 1),
    ('MedicationStatement', 'effective[x]', 1, 1),
    ('Observation', 'status', 1, 1),
    ('Observation', 'code', 1, 1),
    ('Observation', 'subject.reference', 1, 1),
    ('Observation', 'effective[x]', 1, 1),
    ('Observation', 'value[x]', 0, 1),
    ('Organization', 'name', 1, 1),
    ('Procedure', 'code', 1, 1),
    ('Procedure', 'subject.reference', 1, 1),
    ('Procedure', 'performed[x]', 1, 1),
    ('Specimen', 'subject.reference', 1, 1),
    ('Provenance', 'target', 1, None),
    ('Provenance', 'signature.data', 1, None),
]

# LOINC code, whether demanded even if empty, what its entries may be.
SECTIONS = [
    ('10160-0', True, {'MedicationStatement'}),
    ('48765-2', True, {'AllergyIntolerance'}),
    ('11450-4', True, {'Condition'}),
    ('11369-6', False, {'Immunization'}),
    ('47519-4', False, {'Procedure'}),
    ('46264-8', False, {'DeviceUseStatement'}),
    ('30954-2', False, {'Observation'}),
    ('8716-3', False, {'Observation'}),
    ('11348-0', False, {'Condition'}),
    ('47420-5', False, {'Observation'}),
    ('18776-5', False, {'CarePlan', 'ServiceRequest'}),
    ('29762-2', False, {'Observation'}),
    ('10162-6', False, {'Observation'}),
    ('42348-3', False, {'Consent'}),
    ('104605-1', False, {'Flag'}),
    ('48768-6', False, {'Coverage'}),       # beyond IPS, whose slices are open
    ('46240-8', False, {'Encounter'}),
    ('77599-9', False, {'DocumentReference', 'Basic'}),
    ('contacts', False, {'RelatedPerson'}),
]

EMPTY_REASONS = {'nilknown', 'notasked', 'withheld', 'unavailable'}


def is_named(key, step):
    key = key.removeprefix('_')
    return key.startswith(step[:-3]) if step.endswith('[x]') else key == step


def values(node, path):
    """All that stands at a path; a value and its extensions are one."""
    nodes = [node]
    for step in path.split('.'):
        found = []
        for n in nodes:
            if not isinstance(n, dict):
                continue
            keys = {}
            for key, value in n.items():
                if is_named(key, step):
                    keys.setdefault(key.removeprefix('_'), value)
            for value in keys.values():
                found += value if isinstance(value, list) else [value]
        nodes = found
    return nodes


def resources(bundle):
    """Every resource of a bundle, contained ones too."""
    for entry in bundle['entry']:
        yield entry['resource']
        yield from entry['resource'].get('contained', [])


def broken_cardinalities(bundle):
    wrong = []
    for kind, path, least, most in CARDINALITIES:
        for r in [bundle, *resources(bundle)]:
            if r['resourceType'] != kind:
                continue
            num = len(values(r, path))
            if num < least or (most is not None and num > most):
                wrong.append(f'{kind}/{r.get("id")}.{path}: {num}')
    return wrong


def section_code(section):
    return section['code']['coding'][0]['code']


def broken_section(section, must, types, by_url):
    entries = [by_url[e['reference']]['resourceType']
               for e in section.get('entry', [])]
    wrong = [f'holds a {t}' for t in entries if t not in types]
    if bool(entries) == ('emptyReason' in section):
        wrong.append('entries or emptyReason, just one of them')
    if not entries and not must:
        wrong.append('empty and not demanded')
    reason = section.get('emptyReason', {'coding': [{'code': 'withheld'}]})
    if reason['coding'][0]['code'] not in EMPTY_REASONS:
        wrong.append('unknown emptyReason')
    if not section['title'] or not section['text']['div']:
        wrong.append('title and text are demanded')
    return wrong


def broken_sections(bundle):
    by_url = {e['fullUrl']: e['resource'] for e in bundle['entry']}
    sections = {section_code(s): s
                for s in bundle['entry'][0]['resource'].get('section', [])}
    wrong = [f'{code}: unknown' for code in sections
             if code not in {row[0] for row in SECTIONS}]
    for code, must, types in SECTIONS:
        if code in sections:
            wrong += [f'{code}: {w}' for w in
                      broken_section(sections[code], must, types, by_url)]
        elif must:
            wrong.append(f'{code}: missing')
    return wrong


def broken_bundle(bundle):
    """Rules of a document: order, ids, references that lead somewhere."""
    entries = bundle['entry']
    wrong = []
    types = [e['resource']['resourceType'] for e in entries]
    if types[0] != 'Composition' or types.count('Composition') != 1:
        wrong.append('one Composition, and first')
    if types.count('Patient') != 1:
        wrong.append('one Patient')
    urls = [e['fullUrl'] for e in entries]
    if len(set(urls)) != len(urls):
        wrong.append('an id twice')
    wrong += [f'{e["fullUrl"]}: not its id' for e in entries
              if e['fullUrl'] != 'urn:uuid:' + e['resource']['id']]
    kinds = values(entries[0]['resource'], 'type.coding.code')
    if kinds != ['60591-5']:
        wrong.append('Composition.type')
    return wrong + [f'{r}: leads nowhere' for r in references(bundle)
                    if r not in urls and not r.startswith('#')]


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get('reference'), str):
            yield node['reference']
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def broken_form(node, path=''):
    """FHIR's JSON: nothing empty, no null but in arrays of extensions."""
    if node in ('', None, [], {}):
        return [f'{path}: empty']
    if isinstance(node, dict):
        return [w for k, v in node.items()
                for w in broken_form(v, f'{path}.{k}')]
    if isinstance(node, list):
        return [w for i, v in enumerate(node)
                for w in broken_form(v, f'{path}[{i}]')]
    return []


def broken(bundle):
    return (broken_form(bundle) + broken_bundle(bundle)
            + broken_sections(bundle) + broken_cardinalities(bundle))
