# SPDX-License-Identifier: Apache-2.0
"""Exports through HAPI's FhirInstanceValidator with the definitions of FHIR R4:
no error, and no warning but those of warnings.tsv. Arguments: the program, the
folder of jars that tests/run.sh fills (pom.xml); without them this fails. One
run of Java judges all documents, since most of its time goes into reading
definitions.
"""
import collections
import csv
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'cli')]

from cli import begin  # noqa: E402
from exports import Exports  # noqa: E402
from tap import Tap, count  # noqa: E402

JARS = pathlib.Path(sys.argv[2]).resolve() / '*'
SECONDS = 800  # some 40 where nothing else runs


def warnings():
    """Part of a warning that stays, and why."""
    with open(HERE / 'warnings.tsv', encoding='utf-8') as file:
        rows = csv.DictReader((line for line in file if line[0] != '#'),
                              delimiter='\t', quoting=csv.QUOTE_NONE)
        return [(row['part'], row['why']) for row in rows]


def judge(files):
    """Lines of the validator: severity, file, place, words."""
    subprocess.run(['javac', '-cp', JARS, '-d', carnet.folder,
                    HERE / 'FhirCheck.java'], check=True)
    done = subprocess.run(
        ['java', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp',
         f'{JARS}:{carnet.folder}', 'FhirCheck', HERE / 'absent-unknown.json',
         *files], cwd=carnet.folder, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, check=True, timeout=SECONDS)
    return [line.split('\t') for line in done.stdout.decode().splitlines()
            if '\t' in line]


def break_one(name):
    """A document with a status that there is not and a resource with no id."""
    broken = exports.load(name)
    broken['entry'][0]['resource']['status'] = 'finished'
    del broken['entry'][1]['resource']['id']
    carnet.write('broken.json', json.dumps(broken))


def of(*severities):
    return [line for line in said if line[0] in severities
            and line[1] != 'broken.json']


tap = Tap()
carnet = begin()
exports = Exports(carnet).make()
files = [name + '.json' for name in exports.names] + ['broken.json']
break_one('returnee')
said = []

with tap.case('the_validator_looked_at_every_document'):
    said = judge(files)
    assert [line[1] for line in said if line[0] == 'CHECKED'] == files
    assert exports.num_of_all_kinds(), exports.not_issued
    count('documents', len(files))

with tap.case('the_validator_finds_what_is_broken'):
    assert [line for line in said
            if line[0] == 'ERROR' and line[1] == 'broken.json']

with tap.case('no_export_has_an_error'):
    wrong = of('ERROR', 'FATAL')
    assert said and wrong == [], wrong[:5]

with tap.case('no_warning_stays_without_a_reason'):
    wrong = [line for line in of('WARNING')
             if not any(part in line[3] for part, _ in warnings())]
    assert said and wrong == [], wrong[:5]

with tap.case('every_reason_is_still_needed'):
    num = collections.Counter(
        part for part, _ in warnings() for line in of('WARNING')
        if part in line[3])
    for part, why in warnings():
        tap.note(f'{num[part]:4} {part}: {why}')
        assert num[part], why

sys.exit(tap.end())
