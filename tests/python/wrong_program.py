# SPDX-License-Identifier: Apache-2.0
"""What a type checker must refuse; never run."""
import datetime

import carnet
from carnet import Code, Date, entries

NOW = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
entries.Condition(code=Code.of('E11.9'), status='better')  # refused: arg-type
entries.Condition(status='active')  # refused: call-arg
entries.Person(name='A', birth_date='1990')  # refused: arg-type
entries.Person(name='A', birth_date=Date('1990'), age=3)  # refused: call-arg
passport = carnet.Passport(b'')
passport.entries  # refused: attr-defined
passport.unverified().entries  # refused: attr-defined
carnet.verify(passport.unverified(), [], NOW)  # refused: arg-type
carnet.verify(passport, [carnet.SecretKey.new()], NOW)  # refused: list-item
carnet.verify(passport, [])  # refused: call-arg
passport.open(key=carnet.SecretKey.new())  # refused: arg-type
