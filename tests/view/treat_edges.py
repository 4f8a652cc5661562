# SPDX-License-Identifier: Apache-2.0
"""Questions about treatment whose answers hang on one day, dose or digit: the
last that is told and the first that is not."""

HORIZON = 36525  # days: no supply is believed to last longer
ISSUED = '2026-02-01'


def tablets(**more):
    return {'kind': 'prescription', 'medicine': {'code': 'J01CA04'},
            'form': {'code': '385055001'}, **more}


def daily(num, **more):
    """One a day of so many."""
    return tablets(dose={'value': 1}, times_a_day=1,
                   handed_over={'value': num}, handed_on='2026-02-01', **more)


def held(num, last):
    return daily(num, status='interrupted', last_taken=last)


def phased(supply, phases, since='2026-02-01'):
    return tablets(phases=phases, since=since, handed_on=since,
                   handed_over=supply)


def stage(value, days, unit=None):
    dose = {'value': value, 'unit': unit} if unit else {'value': value}
    return {'dose': dose, 'times_a_day': 1, 'days': days}


SUPPLIES = [
    # none at all, and the last whole dose
    daily(0), daily(1), daily('#1.5#'),
    # as many days as a supply is believed to last, and one more
    daily(HORIZON), daily(HORIZON + 1),
    daily(40000, until='2126-02-02'), daily(40000, until='2126-02-03'),
    daily(HORIZON, since='2026-02-10', until='2126-02-11'),
    # kept while it is not taken: a last dose before, on and after the first day
    held(10, '2026-01-31'), held(10, '2026-02-01'), held(10, '2026-02-02'),
    held(HORIZON, '2026-01-31'), held(HORIZON + 1, '2026-01-31'),
    # a later stage has the smaller doses, or doses that no 18 digits can hold
    phased({'value': 12}, [stage(1, 10), stage('#0.25#', 15)]),
    phased({'value': 1, 'unit': 'kg'},
           [stage(1, 10, 'pg'), stage(999, 15, 'kg')]),
    phased({'value': 1, 'unit': 'kg'},
           [stage(1, 10, 'pg'), stage('#1000#', 15, 'kg')]),
]

# The calendar ends on 9999-12-31, and with it what can be told.
LAST_DAYS = [
    phased({'value': 100}, [stage(1, days)], '9999-12-30')
    for days in (2, 3, 4)
] + [tablets(dose={'value': 1}, times_a_day=1, handed_over={'value': num},
             handed_on='9999-12-01', **more)
     for num in (30, 31, 32) for more in ({}, {'until': '9999-12-31'})]


def questions():
    """(at, issued, entries), as Maker's."""
    return [('2026-02-20', ISSUED, [e]) for e in SUPPLIES] + \
        [('9999-12-31', '9999-12-01', [e]) for e in LAST_DAYS]
