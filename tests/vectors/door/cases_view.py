# SPDX-License-Identifier: Apache-2.0
"""The merged view of a passport of two pages."""
from cases_history import looking, two_visits


def fill(c):
    case = c.case('view_of_two_visits')
    both = two_visits(case, lambda tags: [tags[1]])
    case.ask('view', looking(both))
    case.ask('view', looking(both, day='2026-05-01', explain=True,
                             language='fr', names=['Clinic', '']))
    case.ask('view', {**looking(both), 'trust': {}})
    c.one('view_of_what_is_malformed_is_empty', 'view', looking('HC1:6BF'))
    c.one('view_refuses_a_day_that_is_none', 'view',
          looking('HP1:', day='2026-02-30'), 'RECORD_DATE')
