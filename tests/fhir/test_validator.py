# SPDX-License-Identifier: Apache-2.0
"""Exports through HAPI's FhirInstanceValidator with the definitions of FHIR R4:
no error, and no warning but those of the table. Arguments: the program, the
folder of jars (mvn -f tests/fhir/pom.xml dependency:copy-dependencies
-DoutputDirectory=DIR, then configure with -Dfhir_jars=DIR; not part of
tests/run.sh yet). One run of Java judges all bundles,
since most of its time goes into reading definitions.
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / 'cli')]

from cli import OK, REVIEW, begin  # noqa: E402
from tap import Tap  # noqa: E402
from twin import generator, jsonform, schema  # noqa: E402

RANDOM = 40
DATA = pathlib.Path(os.environ['CARNET_TEST_DATA'])
SAMPLES = [DATA / 'emergency.json', DATA / 'one-vaccination.json',
           DATA / 'rich-summary.json',
           DATA.parent.parent / 'examples/data/returnee.json']

# Part of a warning that stays, and why.
WARNINGS = [
    ("'Consent PolicyRule Codes'",
     "a wish in the person's own words has no code of a law"),
    ("'Consent Category Codes'",
     'FHIR has no category for a consent, a refusal, a donation'),
    ('reasonable years', 'generated dates go to the ends of the calendar'),
    ('embedded HTML tag', 'generated notes hold what looks like one'),
]
# An error of the validator's own.
KNOWN = ("Validation failed for 'urn:ietf:bcp:47#",
         'it knows languages and regions, and no script or variant of them')


def records():
    for sample in SAMPLES:
        yield sample.stem, sample.read_text()
    for kind in carnet('issue', '--template', 'list').out.split():
        yield kind, carnet('issue', '--template', kind).out
    make = generator.Generator(schema.load(), 11)
    for i in range(RANDOM):
        content = make.record()
        for entry in content['entries']:
            entry.pop('part', None)  # where its codes ask for
        yield f'random-{i}', jsonform.dump(content)


def export(name, text):
    """The file of a bundle; None where the record asks for more than a call
    without --move gives."""
    done = carnet('issue', '--key', 'clinic.key', '-', '-o', 'p.carnet',
                  '--now', '2026-04-01', stdin=text)
    if done.code != OK:
        assert name.startswith('random') and 'move it' in done.err, done
        return None
    done = carnet('fhir', 'export', '--trust', 'clinic.pub', '--now',
                  '2026-04-01', 'p.carnet', '-o', name + '.json')
    assert done.code in (OK, REVIEW), done
    return name + '.json'


def judge(files):
    """Lines of the validator: severity, file, place, words."""
    jars = f'{sys.argv[2]}/*'
    subprocess.run(['javac', '-cp', jars, '-d', str(carnet.folder),
                    str(HERE / 'FhirCheck.java')], check=True)
    done = subprocess.run(
        ['java', '-cp', f'{jars}:{carnet.folder}', 'FhirCheck', *files],
        cwd=carnet.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        check=True, timeout=800)
    return [line.split('\t') for line in done.stdout.decode().splitlines()
            if '\t' in line]


def of(severity, name=None):
    return [line for line in said if line[0] == severity
            and (name is None or line[1] == name)]


tap = Tap()
carnet = begin()
files = [f for f in (export(*r) for r in records()) if f]
broken = json.loads((carnet.folder / files[0]).read_text())
broken['entry'][0]['resource']['status'] = 'finished'
del broken['entry'][1]['resource']['id']
(carnet.folder / 'broken.json').write_text(json.dumps(broken))
said = judge([*files, 'broken.json'])

with tap.case('the_validator_looked_at_every_bundle'):
    assert [line[1] for line in of('CHECKED')] == [*files, 'broken.json']
    assert len(files) > len(SAMPLES) + 24 + RANDOM // 4

with tap.case('the_validator_finds_what_is_broken'):
    assert of('ERROR', 'broken.json')

with tap.case('no_export_has_an_error'):
    wrong = [line for line in of('ERROR') + of('FATAL')
             if line[1] != 'broken.json' and KNOWN[0] not in line[3]]
    assert wrong == [], wrong[:5]

with tap.case('no_warning_stays_without_a_reason'):
    wrong = [line for line in of('WARNING') if line[1] != 'broken.json'
             and not any(part in line[3] for part, _ in WARNINGS)]
    assert wrong == [], wrong[:5]

with tap.case('every_reason_is_still_needed'):
    for part, why in WARNINGS:
        assert any(part in line[3] for line in of('WARNING')), why

sys.exit(tap.end())
