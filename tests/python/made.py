# SPDX-License-Identifier: Apache-2.0
"""Records, keys and passports that cases use."""
import datetime

import carnet
from carnet import Code, Date, entries

DAY = datetime.date(2026, 3, 17)
NOW = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
PERSON = entries.Person(name='Amina Diallo', birth_date=Date('1988~'))
DIABETES = entries.Condition(code=Code.of('E11.9'), since=Date('2019-05'))
HIV = entries.Condition(code=Code.of('B24'))


def key(number=0):
    return carnet.SecretKey.from_seed(bytes([number]) * 32)


def passport(*more, by=0, **how):
    with key(by) as secret:
        return carnet.Record([PERSON, DIABETES, *more]).issue(
            secret, how.pop('day', DAY), **how)


def raises(kind, call, *args, **more):
    """The exception that a call ends with; anything else is a failure."""
    try:
        out = call(*args, **more)
    except kind as why:
        return why
    raise AssertionError(f'no {kind.__name__}: {out!r}')


def status(name, call, *args, **more):
    """A call ends with a status."""
    why = raises(carnet.Error, call, *args, **more)
    assert why.name == name, why
    return why
