# SPDX-License-Identifier: Apache-2.0
"""Pages that come from the schema table have not drifted from it, and real
entries pass the CDDL and the JSON Schema: test_docs.py SCHEMA PARTS ROOT"""
import copy
import json
import pathlib
import subprocess
import sys

from tap import Tap, count

SCHEMA, PARTS, ROOT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
SPEC = ROOT / 'docs/spec'
SEED, NUM_PARTS = 20260317, 90
sys.path[:0] = [str(ROOT / 'docs'), str(ROOT / 'lib/model')]
sys.dont_write_bytecode = True

import make_spec  # noqa: E402


def output(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def parts():
    """(CBOR, entries of the JSON form) of parts made from a seed."""
    out = []
    for line in output(PARTS, str(SEED), str(NUM_PARTS)).splitlines():
        cbor, entries = line.split(b'\t', 1)
        out.append((bytes.fromhex(cbor.decode()), json.loads(entries)))
    return out


def problems_of(validator, document):
    return [f'{e.json_path}: {e.message[:90]}'
            for e in validator.iter_errors(document)]


def broken(entry):
    """The entry with something that the JSON form refuses."""
    for change in ({'kind': 'nothing'}, {'no_such_field': 1},
                   {'observed': '17.3.2026'}, {'recorder': 'witch'},
                   {'note': ' x'}, {'note': ''}, {'replaces': []}):
        yield {**copy.deepcopy(entry), **change}


def main():
    tap = Tap()
    schema = json.loads(output(SCHEMA))
    tap.check('pages_of_the_specification_have_not_drifted',
              [f'docs/spec/{n}: run docs/make_spec.py'
               for n in make_spec.drifted(SPEC, schema)])
    with tap.case('public_numbers_have_not_drifted'):
        header = ROOT / 'include/carnet/fields.h'
        made = output(sys.executable, '-B',
                      str(ROOT / 'lib/model/make_fields.py'), '/dev/stdout')
        assert made == header.read_bytes(), 'run lib/model/make_fields.py'
    made = parts()
    with tap.case('cddl_accepts_every_part_that_is_made'):
        from cddl_verifier import Validator
        cddl = Validator((SPEC / 'carnet.cddl').read_text(encoding='utf-8'))
        for cbor, _ in made:
            result = cddl.validate(cbor, 'part')
            assert result.valid, (cbor.hex(), str(result.diagnostics[:1]))
        count('parts against CDDL', len(made))
    with tap.case('cddl_refuses_what_is_no_part'):
        for bad in ('8100', '820061', '83006000', '8118ff', '8119010000',
                    '830041', 'a0', '8218ff00', '83006141f7'):
            assert not cddl.validate(bytes.fromhex(bad), 'part').valid, bad
    with tap.case('json_schema_accepts_every_entry_that_is_made'):
        from jsonschema import Draft202012Validator
        rules = json.loads((SPEC / 'record.schema.json').read_text('utf-8'))
        Draft202012Validator.check_schema(rules)
        of_kind = {k['name']: Draft202012Validator(
            {'$ref': f'#/$defs/kind_{k["name"]}', '$defs': rules['$defs']})
            for k in schema['kinds']}
        num = 0
        for _, entries in made:
            for entry in entries:
                found = problems_of(of_kind[entry['kind']], entry)
                assert not found, (entry, found[:2])
                num += 1
        count('entries against JSON Schema', num)
    with tap.case('json_schema_refuses_broken_entries'):
        whole = Draft202012Validator(rules)
        good = made[0][1][0]
        assert not problems_of(whole, {'entries': [good]})
        for entry in broken(good):
            assert problems_of(whole, {'entries': [entry]}), entry
        assert problems_of(whole, {'entries': []})
        assert problems_of(whole, {'entries': [good], 'more': 1})
    with tap.case('json_schema_takes_the_times_that_are_taken'):
        date = Draft202012Validator(
            {'$ref': '#/$defs/date', '$defs': rules['$defs']})
        for offset, due in (('Z', True), ('+00:00', True), ('-00:00', False),
                            ('+13:59', True), ('-13:59', True),
                            ('+14:00', True), ('-14:00', True),
                            ('+14:01', False), ('-14:30', False),
                            ('+15:00', False), ('+01:60', False)):
            text = f'2026-03-17T10:30:00{offset}'
            assert (not problems_of(date, text)) == due, text
        for text, due in (('2026-03-17T23:59:00Z', True),
                          ('2026-03-17T24:00:00Z', False),
                          ('0000', False), ('0000-01-01', False),
                          ('0000-01-01T00:00:00Z', False), ('0001', True),
                          ('1000~', True)):
            assert (not problems_of(date, text)) == due, text
    return tap.end()


sys.exit(main())
