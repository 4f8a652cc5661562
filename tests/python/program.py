# SPDX-License-Identifier: Apache-2.0
"""A clinic's program, to be checked by mypy; it runs too, in test_package.py.
"""
import datetime

import carnet
from carnet import Code, Date, entries

NOW = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)


def conditions(passport: carnet.Passport,
               keys: list[carnet.PublicKey]) -> list[str]:
    """Words of the conditions that may be shown."""
    verdict = carnet.verify(passport, keys, NOW)
    if verdict.outcome is carnet.Outcome.REFUSED:
        return []
    found: list[entries.Condition] = verdict.entries(entries.Condition)
    return [str(e.words('fr')) for e in found]


def main() -> list[str]:
    """Issues and reads back."""
    record = carnet.Record([
        entries.Person(name='Amina Diallo', birth_date=Date('1988~')),
        entries.Condition(code=Code.of('E11.9'), since=Date('2019-05'),
                          status='active')])
    with carnet.SecretKey.new() as key:
        passport = record.issue(key, NOW.date())
        return conditions(passport, [key.public])


if __name__ == '__main__':
    print(main())
