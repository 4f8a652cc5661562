# SPDX-License-Identifier: Apache-2.0
"""Schemas of what the library's own pages describe, for the JSON door: verdicts,
histories, views, trust lists. Every object is closed, and words are those of
the C tables that write them, so that a new word is there with its table.
"""
import door_words
from spec_json import closed

RECORD = '../record.schema.json'
API = 'lib/api/'
VERDICT, HISTORY, VIEW = (API + f'{n}_json.c'
                          for n in ('verdict', 'history', 'view'))
TREAT = 'lib/view/treat_json.c'
PARTS = 'lib/model/form_word.c'


def shared(name):
    return {'$ref': f'common.json#/$defs/{name}'}


def of_record(name):
    return {'$ref': f'{RECORD}#/$defs/{name}'}


def hexed(digits):
    return {'type': 'string', 'pattern': f'^[0-9a-f]{{{digits}}}$'}


def text():
    return {'type': 'string'}


def number():
    return {'type': 'integer'}


def count():
    """A number, an index or a place."""
    return {'type': 'integer', 'minimum': 0}


def from_one():
    """As a person counts; or how many, where none is not said."""
    return {'type': 'integer', 'minimum': 1}


def flag():
    """Said only where it is so."""
    return {'const': True}


def words(file, array, after=''):
    return {'enum': door_words.table(file, array, after)}


def array(items):
    return {'type': 'array', 'items': items}


def some(members, needed=None, **more):
    """A closed object; all of its members are needed where none is named."""
    return closed(members, list(members) if needed is None else needed, **more)


def tag():
    return {'type': 'string', 'pattern': '^leaf:[0-9a-f]{8}$'}


def place():
    return {'type': 'string', 'pattern': '^(desk|clinic|private)/[0-9]+$'}


# ---- what several pages share ----

def outcome():
    return words(VERDICT, 'cn_api_outcome_words')


def told_status():
    return {'status': shared('status_name'), 'text': text()}


def parts(value):
    return {p: value for p in door_words.table(PARTS, 'parts')}


def there():
    """What there is of each part, and how many entries partial ones lack."""
    return {'parts': some(parts(words(VERDICT, 'cn_api_there_words'))),
            'withheld': some(parts(count()), [])}


def claims():
    """Members that a credential has in a verdict and in a view."""
    return {'key_id': hexed(8), 'identity': hexed(64),
            'issued': of_record('day'), 'valid_until': of_record('day'),
            'status_index': count(),
            'issuer': some({'name': text(), 'country': country(),
                            'kind': issuer_kind()}, ['name', 'kind'])}


def country():
    return {'type': 'string', 'pattern': '^[A-Z]{2,3}$'}


def issuer_kind():
    return words(API + 'trust_form.c', 'cn_api_issuer_kinds')


def fact_words():
    return door_words.table(VERDICT, 'cn_api_fact_words')


# ---- verdict.md ----

def verdict():
    fact = some({'answer': words(VERDICT, 'cn_api_answer_words'),
                 **told_status(), 'date': of_record('day'),
                 'age_days': number()}, ['answer'], dependentRequired={
                     'status': ['text'], 'text': ['status'],
                     'date': ['age_days'], 'age_days': ['date']})
    credential = some({
        'outcome': outcome(), **claims(), 'same_as': count(),
        'facts': some({f: fact for f in fact_words()}), **there(),
        'entries': array(shared('entry')), 'tags': array(tag()),
        'out_of_scope': array(count())},
        ['outcome', 'key_id', 'issued', 'facts', 'parts'])
    reason = some({**told_status(), 'offset': count(), 'path': text(),
                   'detail': text()})
    return some({'outcome': outcome(), 'reason': reason, 'not_all': text(),
                 'credentials': array(credential), 'check_yourself': text()},
                ['outcome', 'credentials', 'check_yourself'],
                description='as verdict.md says')


# ---- history.md section 6 ----

def mark():
    """For what a person must look; view.md section 8."""
    return some({'fact': {'enum': fact_words()}, **told_status()})


def history():
    replaces = some({'names': text(), 'leads': words(
        HISTORY, 'cn_api_how_words'), 'to': array(tag())})
    entry = some({
        'tag': tag(), 'id': place(), 'kind': shared('kind'),
        'change': words(HISTORY, 'change_words'),
        'state': words(HISTORY, 'state_words'),
        'replaces': array(replaces), 'replaced_by': array(tag())})
    credential = some({
        'credential': count(), 'outcome': outcome(), 'key_id': hexed(8),
        'identity': hexed(64), 'issuer': text(), 'same_as': count(),
        'issued': of_record('day'), 'marks': array(mark()),
        'entries': array(entry)},
        ['credential', 'outcome', 'key_id', 'issued'])
    return some({'outcome': outcome(), 'credentials': array(credential)},
                description='as history.md says')


def left_out():
    def row(why, **members):
        return some({'credential': from_one(), **members, 'why': {'enum': why}},
                    ['credential', 'why', *(m for m in members
                                            if m != 'entries')])
    return {'description': 'as history.md says', **array({'anyOf': [
        row(['not_accepted', 'is_private', 'unreadable', 'treatment_withheld',
             'treatment_more_private', 'treatment_other_person'],
            id=place(), kind=shared('kind')),
        row(['withheld', 'sealed'], part={'enum': ['desk', 'clinic', 'private']}, entries=from_one()),
        row(['refused', 'entered_in_error'])]})}


# ---- view.md section 8, treatment.md section 10 ----

def amount():
    return some({'value': {'type': 'number'}, 'unit': text()}, ['value'])


def why():
    return words(TREAT, 'whys')


def step():
    """One thing that was told or counted: its name says which member it has."""
    forms = {'DAY': {'day': of_record('day')}, 'NUMBER': {'number': number()},
             'AMOUNT': {'amount': amount()}}
    return {'anyOf': [some({'step': {'enum': door_words.steps(form)}, **value})
                      for form, value in forms.items()]}


def medicine():
    day = of_record('day')
    due = some({'state': words(TREAT, 'dues'), 'why': why(), 'on': day,
                'days': count(), 'doses': count(), 'phase': count(),
                'last_on_day': flag(), 'uncertain': flag(),
                'dose': amount(), 'in_the_day': amount()}, ['state'])
    left = some({'state': words(TREAT, 'lefts'), 'why': why(), 'on': day,
                 'days': number(), 'uncertain': flag()}, ['state'],
                dependentRequired={'on': ['days'], 'days': ['on']})
    gap = some({'last_taken': day, 'why': why(), 'days': count(),
                'can_be_missed': count(),
                'exceeded': {'enum': ['told', 'unless_taken_since']}}, [])
    return some({'state': words(TREAT, 'states'), 'uncertain': flag(),
                 'due': due, 'left': left, 'gap': gap,
                 'stop': words(TREAT, 'stops'), 'stop_atc': text(),
                 'words': flag(), 'told_on': day, 'steps': array(step())},
                ['state', 'due', 'left', 'gap', 'stop', 'told_on'])


def errand():
    valid = words('lib/view/treat_errand.c', 'words', 'cn_view_errand_json')
    return {'anyOf': [some({'valid': valid}), some(
        {'open': {'type': 'boolean'}, 'due_on': of_record('day'),
         'overdue_days': count(), 'doses_not_shown': count()}, ['open'])]}


def child():
    return some({'child': words('lib/view/treat_child.c', 'words',
                                'cn_view_child_json'),
                 'weight': amount(), 'weight_other': amount(),
                 'weight_days': count(), 'weight_not_accepted': flag()}, ['child'],
                dependentRequired={'weight_other': ['weight'],
                                   'weight_not_accepted': ['weight'],
                                   'weight': ['weight_days'],
                                   'weight_days': ['weight']})


def checks():
    finding = some({'found': words('lib/view/check_say.c', 'kinds'),
                    'a': count(), 'b': count(),
                    'status': of_record('enum_allergy_status'),
                    'prefix': text(), 'code': text()}, ['found', 'a', 'b'])
    numbers = ('medicines', 'allergies', 'alerts', 'refuted', 'none_known',
               'not_asked')
    part = some({'entry': count(), 'code': text()})
    return some({'findings': array(finding), 'not_checked': array(count()),
                 'not_checked_in': array(part), 'more': {'type': 'boolean'},
                 **{n: count() for n in numbers}},
                ['findings', 'not_checked', 'more', *numbers])


def row():
    at = {'credential': count(), 'place': place()}
    replaced_by = array(some(at))
    replaces = some({'how': words(HISTORY, 'cn_api_how_words'), **at}, ['how'])
    telling = some({**at, 'accepted': flag(), 'out_of_scope': flag(),
                    'replaces': array(replaces), 'replaced_by': replaced_by,
                    'entry': shared('entry')}, list(at))
    whole = some({
        'state': words(VIEW, 'state_words'), 'why': words(VIEW, 'why_words'),
        'accepted': flag(), 'clash': some(
            {'number': count(), 'why': words(VIEW, 'clash_words')}),
        'entry': shared('entry'), 'told': array(telling),
        'treatment': medicine(), 'errand': errand()},
        ['state', 'why', 'entry', 'told'])
    earlier = some({**at, 'entry': shared('entry'),
                    'replaced_by': replaced_by})
    return whole, earlier


def view():
    now, before = row()
    person = some({'tie': words(VIEW, 'tie_words'), 'child': child(),
                   'checks': checks(), 'rows': array(now),
                   'earlier': array(before)})
    credential = some({
        'page': from_one(), 'outcome': {'enum': ['accepted', 'review']},
        **claims(), 'person': count(), 'by_name_only': flag(), 'marks': array(mark()),
        **there()}, ['page', 'outcome', 'key_id', 'identity', 'issued',
                     'person', 'marks', 'parts', 'withheld'])
    unshown = some({'page': from_one(), 'marks': array(mark())})
    hidden = ('refused', 'entered_in_error', 'issued_later')
    return some({
        'outcome': outcome(), 'day': of_record('day'),
        'at': of_record('date'), 'not_all': text(), 'check_yourself': text(),
        'persons': array(person), 'credentials': array(credential),
        'refused': array(unshown), 'entered_in_error': array(unshown),
        'not_shown': some({n: count() for n in hidden})},
        ['outcome', 'check_yourself', 'persons', 'credentials', 'refused',
         'entered_in_error', 'not_shown'],
        oneOf=[{'required': ['day']}, {'required': ['at']}],
        description='as view.md says')


def written():
    """Names of members that the C above writes by name."""
    return door_words.members((
        VERDICT, HISTORY, VIEW, TREAT, 'lib/view/treat_child.c',
        'lib/view/treat_errand.c', 'lib/view/treat_step.c',
        'lib/view/check_say.c'))


# ---- trust.md section 4 ----

def trust():
    """A draft and a list."""
    key = {'key': hexed(64), 'from': of_record('day'), 'sealing': hexed(64),
           'until': of_record('day'), 'may_sign': array(shared('kind')),
           'use': {'enum': ['credentials', 'status', 'both']},
           'withdrawn': of_record('day'),
           'as': {'enum': ['retired', 'compromised']}}

    def issuers(keys, required):
        return array(some(
            {'name': text(), 'country': text(), 'kind': issuer_kind(),
             'keys': array(some(keys, required))}, ['name', 'kind', 'keys']))

    draft = some({'list': hexed(32), 'valid_days': count(),
                  'next_key': hexed(64),
                  'issuers': issuers(key, ['key', 'from'])},
                 ['list', 'valid_days', 'issuers'],
                 description='as trust.md says')
    whole = some({'list': hexed(32), 'epoch': count(), 'sequence': count(),
                  'issued': of_record('day'), 'next_update': of_record('day'),
                  'signer': hexed(64), 'next_key': hexed(64),
                  'issuers': issuers({'key_id': hexed(8), **key},
                                     ['key_id', 'key', 'from'])},
                 ['list', 'epoch', 'sequence', 'issued', 'next_update',
                  'signer', 'issuers'], description='as trust.md says')
    return draft, whole
