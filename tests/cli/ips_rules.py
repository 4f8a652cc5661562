# SPDX-License-Identifier: Apache-2.0
"""IPS 2.0 as a table, one row a rule: cardinalities and must-support elements
of the profiles of hl7.fhir.uv.ips 2.0.0 that an export uses, read from their
pages and from their sources (HL7/fhir-ips input/fsh/profiles; CC0). A path is
read like FHIRPath: dots, and [x] for any type; an element that holds only
data-absent-reason counts as there, as IPS has it."""
import collections

ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

Rule = collections.namedtuple(
    'Rule', 'resource path least most must_support profile only never',
    defaults=(None, None, None))
PAGE = 'https://hl7.org/fhir/uv/ips/STU2/StructureDefinition-{}-uv-ips.html'

# Why a passport has nothing to fill an element with.
NO_PARTS = 'a record has the name as it is written, not its parts'
NO_CONTACT = 'a record has no address and no telephone of the person'
NO_CARE = 'a record names no doctor of the person'
NO_ATTESTER = 'nobody attests the document; Provenance says who signed what'
NO_CUSTODIAN = 'the holder keeps the passport, and nobody else'
NO_EVENT = 'care over a period is told by Encounters'
NO_ISSUER_FACTS = 'a key has a name, and nothing else is known of its owner'

LAB = 'Observation-results-laboratory-pathology'
LABORATORY = 'category.coding.code', 'laboratory'
STATUS = 'code.coding.code', '82810-3'
EDD = 'code.coding.code', '11778-8'
SUMMARY = 'code.coding.code', '11996-6 11977-6'

# Resource, path, least, most (None: any), whether it must be supported, the
# profile (its page: PAGE), which resources alone (a path and values), and why
# a passport never fills it.
RULES = [Rule(*row) for row in (
    ('Bundle', 'identifier', 1, 1, True, 'Bundle'),
    ('Bundle', 'identifier.system', 1, 1, False, 'Bundle'),
    ('Bundle', 'identifier.value', 1, 1, False, 'Bundle'),
    ('Bundle', 'type', 1, 1, False, 'Bundle', ('type', 'document')),
    ('Bundle', 'timestamp', 1, 1, True, 'Bundle'),
    ('Bundle', 'entry', 2, None, True, 'Bundle'),
    ('Bundle', 'entry.fullUrl', 2, None, True, 'Bundle'),
    ('Bundle', 'entry.search', 0, 0, False, 'Bundle'),
    ('Bundle', 'entry.request', 0, 0, False, 'Bundle'),
    ('Bundle', 'entry.response', 0, 0, False, 'Bundle'),
    ('Composition', 'text', 0, 1, True, 'Composition'),
    ('Composition', 'identifier', 0, 1, True, 'Composition'),
    ('Composition', 'status', 1, 1, True, 'Composition'),
    ('Composition', 'type', 1, 1, True, 'Composition'),
    ('Composition', 'subject', 1, 1, True, 'Composition'),
    ('Composition', 'subject.reference', 1, 1, True, 'Composition'),
    ('Composition', 'date', 1, 1, True, 'Composition'),
    ('Composition', 'author', 1, None, True, 'Composition'),
    ('Composition', 'title', 1, 1, True, 'Composition'),
    ('Composition', 'attester', 0, None, True, 'Composition', None,
     NO_ATTESTER),
    ('Composition', 'custodian', 0, 1, True, 'Composition', None,
     NO_CUSTODIAN),
    ('Composition', 'event', 0, None, True, 'Composition', None, NO_EVENT),
    ('Composition', 'section', 3, None, True, 'Composition'),
    ('Composition', 'section.section', 0, 0, False, 'Composition'),
    ('Patient', 'identifier', 0, None, True, 'Patient'),
    ('Patient', 'name', 1, None, True, 'Patient'),
    ('Patient', 'name.text', 1, None, True, 'Patient'),  # ips-pat-1
    ('Patient', 'name.family', 0, None, True, 'Patient', None, NO_PARTS),
    ('Patient', 'name.given', 0, None, True, 'Patient', None, NO_PARTS),
    ('Patient', 'telecom', 0, None, True, 'Patient', None, NO_CONTACT),
    ('Patient', 'gender', 0, 1, True, 'Patient'),
    ('Patient', 'birthDate', 1, 1, True, 'Patient'),
    ('Patient', 'address', 0, None, True, 'Patient', None, NO_CONTACT),
    ('Patient', 'generalPractitioner', 0, None, True, 'Patient', None,
     NO_CARE),
    ('AllergyIntolerance', 'type', 0, 1, True, 'AllergyIntolerance'),
    ('AllergyIntolerance', 'code', 1, 1, True, 'AllergyIntolerance'),
    ('AllergyIntolerance', 'patient', 1, 1, True, 'AllergyIntolerance'),
    ('AllergyIntolerance', 'patient.reference', 1, 1, True,
     'AllergyIntolerance'),
    ('AllergyIntolerance', 'onset[x]', 0, 1, True, 'AllergyIntolerance'),
    ('AllergyIntolerance', 'reaction', 0, None, True, 'AllergyIntolerance'),
    ('AllergyIntolerance', 'reaction.manifestation', 0, None, True,
     'AllergyIntolerance'),
    ('AllergyIntolerance', 'reaction.severity', 0, None, True,
     'AllergyIntolerance'),
    ('AllergyIntolerance', 'clinicalStatus', 0, 1, False,
     'AllergyIntolerance'),
    ('Condition', 'clinicalStatus', 1, 1, True, 'Condition'),
    ('Condition', 'category', 1, None, True, 'Condition'),
    ('Condition', 'severity', 0, 1, True, 'Condition'),
    ('Condition', 'code', 1, 1, True, 'Condition'),
    ('Condition', 'subject', 1, 1, True, 'Condition'),
    ('Condition', 'subject.reference', 1, 1, True, 'Condition'),
    ('Condition', 'onsetDateTime', 0, 1, True, 'Condition'),
    ('Device', 'type', 1, 1, True, 'Device'),
    ('Device', 'patient', 1, 1, True, 'Device'),
    ('Device', 'patient.reference', 1, 1, True, 'Device'),
    ('DeviceUseStatement', 'subject', 1, 1, True, 'DeviceUseStatement'),
    ('DeviceUseStatement', 'subject.reference', 1, 1, True,
     'DeviceUseStatement'),
    ('DeviceUseStatement', 'timing[x]', 1, 1, True, 'DeviceUseStatement'),
    ('DeviceUseStatement', 'device', 1, 1, True, 'DeviceUseStatement'),
    ('DeviceUseStatement', 'device.reference', 1, 1, False,
     'DeviceUseStatement'),
    ('Flag', 'status', 1, 1, False, 'Flag-alert', ('status', 'active')),
    ('Flag', 'extension', 0, None, True, 'Flag-alert'),  # flag-priority
    ('Flag', 'category', 1, None, True, 'Flag-alert'),
    ('Flag', 'code', 1, 1, True, 'Flag-alert'),
    ('Flag', 'subject', 1, 1, True, 'Flag-alert'),
    ('Flag', 'subject.reference', 1, 1, True, 'Flag-alert'),
    ('Immunization', 'status', 1, 1, True, 'Immunization'),
    ('Immunization', 'vaccineCode', 1, 1, True, 'Immunization'),
    ('Immunization', 'patient', 1, 1, True, 'Immunization'),
    ('Immunization', 'patient.reference', 1, 1, True, 'Immunization'),
    ('Immunization', 'occurrence[x]', 1, 1, True, 'Immunization'),
    ('Medication', 'code', 1, 1, True, 'Medication'),
    ('Medication', 'form', 0, 1, True, 'Medication'),
    ('Medication', 'ingredient', 0, None, True, 'Medication'),
    ('Medication', 'ingredient.item[x]', 0, None, True, 'Medication'),
    ('Medication', 'ingredient.strength', 0, None, True, 'Medication'),
    ('MedicationStatement', 'status', 1, 1, False, 'MedicationStatement'),
    ('MedicationStatement', 'medication[x]', 1, 1, True,
     'MedicationStatement'),
    ('MedicationStatement', 'subject', 1, 1, True, 'MedicationStatement'),
    ('MedicationStatement', 'subject.reference', 1, 1, True,
     'MedicationStatement'),
    ('MedicationStatement', 'effective[x]', 1, 1, True,
     'MedicationStatement'),
    ('MedicationStatement', 'dosage', 0, None, True, 'MedicationStatement'),
    ('MedicationStatement', 'dosage.text', 0, None, True,
     'MedicationStatement'),
    ('MedicationStatement', 'dosage.timing', 0, None, True,
     'MedicationStatement'),
    ('Observation', 'status', 1, 1, False, LAB),
    ('Observation', 'category', 1, None, True, LAB, LABORATORY),
    ('Observation', 'code', 1, 1, True, LAB),
    ('Observation', 'subject', 1, 1, True, LAB),
    ('Observation', 'subject.reference', 1, 1, True, LAB),
    ('Observation', 'effective[x]', 1, 1, True, LAB),
    ('Observation', 'performer', 1, None, True, LAB, LABORATORY),
    ('Observation', 'value[x]', 0, 1, False, LAB),
    ('Observation', 'valueString', 0, 1, True, LAB),
    ('Observation', 'valueQuantity', 0, 1, True, LAB),
    ('Observation', 'valueCodeableConcept', 0, 1, True, LAB),
    ('Observation', 'component', 0, None, True, LAB),
    ('Observation', 'effectiveDateTime', 1, 1, True,
     'Observation-pregnancy-status', STATUS),
    ('Observation', 'valueCodeableConcept', 0, 1, True,
     'Observation-pregnancy-status', STATUS),
    ('Observation', 'hasMember', 0, None, True,
     'Observation-pregnancy-status', STATUS),
    ('Observation', 'hasMember.reference', 0, None, True,
     'Observation-pregnancy-status', STATUS),
    ('Observation', 'effectiveDateTime', 1, 1, True,
     'Observation-pregnancy-edd', EDD),
    ('Observation', 'valueDateTime', 0, 1, True, 'Observation-pregnancy-edd',
     EDD),
    ('Observation', 'effectiveDateTime', 1, 1, True,
     'Observation-pregnancy-outcome', SUMMARY),
    ('Observation', 'valueQuantity', 0, 1, True,
     'Observation-pregnancy-outcome', SUMMARY),
    *(('Observation', path, 0, 0, False, f'Observation-pregnancy-{name}', code)
      for name, code in (('status', STATUS), ('edd', EDD),
                         ('outcome', SUMMARY))
      for path in ('bodySite', 'specimen', 'device', 'referenceRange',
                   'component')),
    ('Organization', 'name', 1, 1, True, 'Organization'),
    ('Organization', 'telecom', 0, None, True, 'Organization', None,
     NO_ISSUER_FACTS),
    ('Organization', 'address', 0, None, True, 'Organization', None,
     NO_ISSUER_FACTS),
    ('Procedure', 'code', 1, 1, True, 'Procedure'),
    ('Procedure', 'subject', 1, 1, True, 'Procedure'),
    ('Procedure', 'subject.reference', 1, 1, True, 'Procedure'),
    ('Procedure', 'performed[x]', 1, 1, True, 'Procedure'),
    ('Specimen', 'type', 1, 1, False, 'Specimen'),
    ('Specimen', 'subject.reference', 1, 1, False, 'Specimen'),
    # Ours, not of IPS.
    ('Provenance', 'target', 1, None, False, None),
    ('Provenance', 'agent.who.reference', 1, None, False, None),
    ('Provenance', 'signature.data', 1, None, False, None),
)]

# An Observation with something has one of these.
CHOICES = [
    ('ips-2', None, ('value[x]', 'dataAbsentReason', 'hasMember',
                     'component')),
    ('ips-3', 'component', ('component.value[x]',
                            'component.dataAbsentReason')),
]
UCUM = 'http://unitsofmeasure.org'

# LOINC code, whether demanded even if empty, what its entries may be.
SECTIONS = [
    ('10160-0', True, {'MedicationStatement', 'MedicationRequest',
                       'MedicationAdministration', 'MedicationDispense'}),
    ('48765-2', True, {'AllergyIntolerance'}),
    ('11450-4', True, {'Condition'}),
    ('11369-6', False, {'Immunization'}),
    ('47519-4', False, {'Procedure'}),
    ('46264-8', False, {'DeviceUseStatement'}),
    ('30954-2', False, {'Observation', 'DiagnosticReport'}),
    ('8716-3', False, {'Observation'}),
    ('11348-0', False, {'Condition'}),
    ('47420-5', False, {'Condition', 'ClinicalImpression'}),
    ('18776-5', False, {'CarePlan'}),
    ('29762-2', False, {'Observation'}),
    ('10162-6', False, {'Observation'}),
    ('42348-3', False, {'Consent'}),
    ('104605-1', False, {'Flag'}),
    # Beyond IPS, whose slices are open.
    ('8671-0', False, {'Observation'}),
    ('42349-1', False, {'ServiceRequest'}),
    ('48768-6', False, {'Coverage'}),
    ('46240-8', False, {'Encounter'}),
    ('77599-9', False, {'DocumentReference', 'Basic'}),
    ('contacts', False, {'RelatedPerson'}),
]
AROUND = {'Composition', 'Patient', 'Organization', 'Provenance'}

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


def is_clinical(resource):
    return resource['resourceType'] not in AROUND


def clinical(bundle):
    return [e['resource'] for e in bundle['entry']
            if is_clinical(e['resource'])]


def of_row(bundle, row):
    """The resources that a row is about."""
    found = [r for r in [bundle, *resources(bundle)]
             if r['resourceType'] == row.resource]
    if row.only is None or row.path == row.only[0]:
        return found
    path, codes = row.only
    return [r for r in found if set(values(r, path)) & set(codes.split())]


def broken_row(resource, row):
    found = values(resource, row.path)
    if len(found) < row.least or (row.most is not None
                                  and len(found) > row.most):
        return [f'{len(found)} times']
    if row.only and row.path == row.only[0] and found != [row.only[1]]:
        return [f'{found} and not {row.only[1]}']
    return []


def page(row):
    return PAGE.format(row.profile) if row.profile else 'ours'


def broken_rules(bundle):
    return [f'{row.resource}/{r.get("id")}.{row.path}: {wrong} ({page(row)})'
            for row in RULES for r in of_row(bundle, row)
            for wrong in broken_row(r, row)]


def broken_choices(bundle):
    """One of several elements is demanded (ips-2, ips-3)."""
    return [f'{r["id"]}: none of {paths} ({name})'
            for name, condition, paths in CHOICES
            for r in resources(bundle) if r['resourceType'] == 'Observation'
            if (condition is None or values(r, condition))
            and not any(values(r, path) for path in paths)]


def broken_quantities(node, path=''):
    """What is measured has a UCUM unit (Quantity-uv-ips)."""
    wrong = []
    if isinstance(node, dict):
        measured = isinstance(node.get('value'), (int, float))
        if measured and (node.get('system') != UCUM or not node.get('code')):
            wrong.append(f'{path}: no UCUM unit')
        for key, value in node.items():
            wrong += broken_quantities(value, f'{path}.{key}')
    elif isinstance(node, list):
        for i, value in enumerate(node):
            wrong += broken_quantities(value, f'{path}[{i}]')
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
    if not section.get('title') or 'text' not in section:
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
            + broken_sections(bundle) + broken_rules(bundle)
            + broken_choices(bundle) + broken_quantities(bundle))
