# SPDX-License-Identifier: Apache-2.0
"""The package against the independent implementation of the specification:
test_twin.py TREE WORK. What one issues the other reads, by chance; what was
changed gets the same word from both, and the same entries.
"""
import datetime
import pathlib
import random
import sys

import hypothesis
from hypothesis import strategies as st

import wheel
from tap import Tap

ROOT, WORK = map(pathlib.Path, sys.argv[1:])
sys.path.insert(0, str(ROOT / 'tests'))
sys.path.insert(0, str(wheel.ready(ROOT, WORK).site))

import carnet  # noqa: E402
from carnet import _form  # noqa: E402
from twin import (entry, frames, generator, jsonform,  # noqa: E402
                  library, mutate, odd, passport, schema, wire)
from twin.fault import Refused  # noqa: E402

IT = schema.load()
NOW = datetime.datetime.fromtimestamp(frames.NOW, datetime.timezone.utc)
DAY = NOW.date()
UNTIL = DAY + datetime.timedelta(days=300)
KEY = carnet.SecretKey.from_seed(frames.SEED)
SETTINGS = hypothesis.settings(
    max_examples=150, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(hypothesis.HealthCheck))
compared = 0


@st.composite
def records(draw):
    """A record of any kinds, as dicts with Decimal."""
    make = generator.Generator(IT, draw(st.integers(0, 2**32)))
    make.count = draw(st.integers(0, len(IT.kinds) - 1))
    # Its numbers, whose digits are made too, as JSON has them.
    return jsonform.parse(jsonform.dump(make.record()))


def by_package(record):
    """Issued through the package, by way of its typed entries."""
    found = carnet.Record([_form.read_entry(e) for e in record['entries']])
    for i in range(len(found)):
        found.allow_less_private(i)
    plan = found.plan(DAY, valid_until=UNTIL)
    return plan.sign_seeded(KEY, frames.ROOT)


def by_twin(record):
    drafts = jsonform.drafts_of(jsonform.parse(jsonform.dump(record)), IT)
    return wire.as_file(passport.issue(
        drafts, frames.SEED, frames.ROOT, generator.DAY, IT, 300, True))


def agree(data):
    """Both verdicts of one input; gives the package's."""
    global compared
    compared += 1
    verdict = carnet.verify(data, [KEY.public], NOW)
    twins = library.of_twin(
        passport.verify(data, [frames.PUBLIC], frames.NOW, IT), IT)
    assert verdict.outcome.name.lower() == twins['outcome'], data.hex()
    assert (verdict.reason != carnet.Status.OK) == twins['malformed']
    assert len(verdict) == len(twins['credentials'])
    for ours, theirs in zip(verdict, twins['credentials']):
        assert ours.outcome.name.lower() == theirs['outcome']
        assert {n: f.answer.name.lower() for n, f in ours.facts.items()} == \
            theirs['facts'], data.hex()
        assert {n: s.name.lower() for n, s in ours.parts.items()} == \
            theirs['parts']
        if ours.outcome is carnet.Outcome.REFUSED:
            assert not theirs['entries']
            continue
        mine = [e.to_json() for e in ours.entries]
        assert library.plain(mine) == library.plain(theirs['entries'])
    return verdict


@SETTINGS
@hypothesis.given(records())
def what_the_package_issues_the_twin_reads(record):
    try:
        theirs = by_twin(record)
    except Refused:
        theirs = None
    try:
        ours = by_package(record)
    except carnet.Error as why:
        assert theirs is None, (why, record)
        return
    assert theirs is not None, record
    verdict = agree(bytes(ours))
    assert verdict.outcome is carnet.Outcome.ACCEPTED
    # And what came out, typed, issues to the same bytes.
    again = by_package({'entries': [e.to_json() for e in verdict.entries()]})
    assert again == ours


@SETTINGS
@hypothesis.given(records())
def what_the_twin_issues_the_package_reads(record):
    try:
        theirs = by_twin(record)
    except Refused:
        hypothesis.reject()
    assert agree(theirs).outcome is carnet.Outcome.ACCEPTED


@SETTINGS
@hypothesis.given(records(), st.integers(0, 2**32))
def changed_bytes_get_the_same_word(record, seed):
    rnd = random.Random(seed)
    try:
        data = by_twin(record)
    except Refused:
        hypothesis.reject()
    for form in (data, wire.as_text(data[8:])):
        for change in mutate.BYTES:
            agree(change(rnd, form))


@SETTINGS
@hypothesis.given(records(), st.integers(0, 2**32))
def what_a_later_version_writes_is_kept_byte_for_byte(record, seed):
    make = generator.Generator(IT, seed)
    try:
        one = passport.read(by_twin(record), IT)[0]
    except Refused:
        hypothesis.reject()
    contents = [[odd.later(make, entry.raw_of(e), IT) for e in part]
                for part in one.elements]
    counts = [sum(mutate.count(e, 1) for e in part) for part in contents]
    verdict = agree(wire.as_file(passport.passport_of([passport.sign_parts(
        contents, frames.SEED, frames.ROOT, generator.DAY, IT, valid=300,
        counts=counts)])))
    if verdict.outcome is carnet.Outcome.REFUSED:
        return
    found = verdict.entries()
    again = by_package({'entries': [e.to_json() for e in found]})
    back = carnet.verify(again, [KEY.public], NOW).entries()
    assert _kept(back) == _kept(found)


def _kept(found):
    return [(e.kind, e.cbor) for e in found
            if isinstance(e, carnet.UnknownEntry)]


def main():
    tap = Tap()
    for case in (what_the_package_issues_the_twin_reads,
                 what_the_twin_issues_the_package_reads,
                 changed_bytes_get_the_same_word,
                 what_a_later_version_writes_is_kept_byte_for_byte):
        with tap.case(case.__name__):
            case()
    print(f'package and twin: {compared} compared, {tap.failed} differ',
          file=sys.stderr)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
