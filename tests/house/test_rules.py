# SPDX-License-Identifier: Apache-2.0
"""Shows that every house rule can fail: each is broken in a small tree.

The small tree itself passes all rules; every case changes one or two of its
files and must be reported, at that place, by the rule it is meant for. A rule
without a case fails. Argument: the real tree, for its .clang-format.
"""
import subprocess
import sys
import tempfile

import good_tree
import rules_door  # noqa: F401
import rules_golden  # noqa: F401
import rules_headers  # noqa: F401
import rules_includes  # noqa: F401
import rules_statuses  # noqa: F401
import rules_text  # noqa: F401
import rules_threats  # noqa: F401
from good_tree import FILES, HEAD, MESON
from house import RULES
from tap import Tap


def plus(name, text):
    """A file of the good tree with something added at its end."""
    return {name: FILES[name] + text}


def less(name, old, new=''):
    """A file of the good tree with something taken out or replaced."""
    assert old in FILES[name], (name, old)
    return {name: FILES[name].replace(old, new, 1)}


def header(text):
    return less('include/carnet/key.h', '\n#endif\n', f'\n{text}\n#endif\n')


def commits(*changes):
    """Makes a history of the small tree with some changes, commit by commit,
    the last of which may put back what the others changed."""
    def prepare(house):
        def git(*words):
            subprocess.run(['git', '-c', 'user.name=x', '-c', 'user.email=x@x',
                            '-C', house.root, *words], check=True,
                           capture_output=True)

        git('init', '-q')
        for change in changes:
            for name in ('tests/golden/frozen/one',
                         'tests/golden/manifest.tsv'):
                text = change.get(name, FILES[name])
                path = house.root / name
                if text is None:
                    path.unlink()
                else:
                    path.write_text(text, encoding='utf-8')
            git('add', '-A')
            git('commit', '-q', '--allow-empty', '-m', 'x')
    return prepare


LATE = 'TO' + 'DO'
HOME = '/ho' + 'me/'
SIGN1 = 'lib/cose/sign1.c'
WIRE_C = 'lib/wire/wire.c'
KEY_H = 'include/carnet/key.h'
STATUS_H = 'include/carnet/status.h'
ROOMS = 'rooms_include_only_where_their_arrows_point'
FOREIGN = 'foreign_headers_stay_at_their_walls'
PUBLIC = 'public_headers_include_only_themselves'
SEEN = 'tests_see_only_the_room_under_test'
SHOWN = 'examples_see_only_the_public_face'
TABLE = 'table_of_rooms_is_whole'
MARKED = 'every_public_function_is_marked_and_explained'
LISTED = 'fallible_calls_list_their_statuses'
NAMED = 'comments_name_only_what_there_is'
BORDER = 'only_plain_types_cross_the_border'
ALONE = 'each_header_compiles_alone'
TESTED = 'every_status_is_returned_and_tested'
CURRENT = 'status_table_is_current'
THREATS = 'every_threat_is_held_by_a_test'
PURPOSE = 'every_c_file_says_its_purpose'
DOOR = 'the_door_reaches_every_function_or_says_why_not'
FROZEN = 'golden_files_are_as_they_were_frozen'
GROWS = 'golden_history_only_adds'
UNFINISHED = 'nothing_is_unfinished_or_of_one_machine'

LEFT_OUT = 'tests/house/door_left_out.tsv'
DOOR_FILE = {'lib/api/door_key.c': HEAD + '/* carnet_key_num() */\n'
             'void f(void)\n{\n    carnet_key_free(NULL);\n}\n'}

# (rule, what is wrong, changed files, words of the report)
CASES = [
    (ROOMS, 'an arrow that the table has not',
     plus('lib/base/mem.c', '#include "../wire/wire.h"\n'),
     'lib/base/mem.c:14: may not include lib/wire/wire.h'),
    (ROOMS, 'an inner header of another room',
     plus(SIGN1, '#include "../wire/inflate_i.h"\n'),
     'may not include lib/wire/inflate_i.h'),
    (ROOMS, 'the same with space in the directive',
     plus(SIGN1, '#  include   "../wire/inflate_i.h"\n'),
     'may not include lib/wire/inflate_i.h'),
    (ROOMS, 'the limits past the face',
     plus(WIRE_C, '#include "../base/limits.h"\n'),
     'may not include lib/base/limits.h'),
    (ROOMS, 'a header of the tests',
     plus(WIRE_C, '#include "../../tests/support/support.h"\n'),
     'may not include tests/support/support.h'),
    (ROOMS, 'a header that is not there',
     plus(WIRE_C, '#include "nowhere.h"\n'), 'no such header: nowhere.h'),
    (ROOMS, 'a clock', plus(WIRE_C, '#include <time.h>\n'),
     '<time.h> is not for the library'),
    (ROOMS, 'a header of the system', plus(WIRE_C, '#include <unistd.h>\n'),
     '<unistd.h> is not for the library'),
    (ROOMS, 'the header of randomness in another file of its room',
     {'lib/crypto/other.c': HEAD + '#include <unistd.h>\n'},
     '<unistd.h> is not for the library'),
    (ROOMS, 'a room without a row',
     {'lib/new/meson.build': MESON, 'lib/new/new.h': HEAD,
      'lib/new/new.c': HEAD + '#include "../base/base.h"\n'},
     'lib/new/new.c:6: may not include lib/base/base.h'),
    (FOREIGN, 'zlib in another room', plus(SIGN1, '#include <zlib.h>\n'),
     'lib/cose/sign1.c:7: zlib.h belongs to lib/wire alone'),
    (FOREIGN, 'zlib in a second file', plus(WIRE_C, '#include <zlib.h>\n'),
     'zlib.h is already the business of lib/wire/inflate.c'),
    (FOREIGN, 'a part of libsodium', plus(
        WIRE_C, '#include <sodium/crypto_sign.h>\n'),
     'sodium/crypto_sign.h belongs to lib/crypto alone'),
    (FOREIGN, 'libcbor in an example', plus(
        'examples/01_read.c', '#include <cbor.h>\n'),
     'cbor.h belongs to lib/cbor alone'),
    (PUBLIC, 'a standard header too many',
     header('#include <stdio.h>'), 'may not include stdio.h'),
    (PUBLIC, 'a header of the library',
     header('#include "../../lib/base/base.h"'),
     'may not include ../../lib/base/base.h'),
    ('umbrella_brings_every_public_header', 'a header left out',
     {'include/carnet/new.h': HEAD},
     'include/carnet/carnet.h:1: does not bring new.h'),
    (SHOWN, 'a header of the library', plus(
        'examples/01_read.c', '#include "../lib/base/base.h"\n'),
     'may not include lib/base/base.h'),
    (SHOWN, 'the same found through the search path', plus(
        'examples/01_read.c', '#include "base/base.h"\n'),
     'may not include lib/base/base.h'),
    (SEEN, 'an inner header of another room', plus(
        'tests/base/test_mem.c', '#include "../../lib/wire/inflate_i.h"\n'),
     'tests/base/test_mem.c:11: may not include lib/wire/inflate_i.h'),
    (SEEN, 'a face that the room may not see', plus(
        'tests/base/test_mem.c', '#include "wire/wire.h"\n'),
     'may not include lib/wire/wire.h'),
    (TABLE, 'a room without a row', {'lib/new/meson.build': MESON},
     'new is not in room_arrows'),
    (TABLE, 'an arrow upwards', less('lib/meson.build', "'wire': ['base']",
                                     "'wire': ['cose']"),
     'wire comes before cose'),
    (TABLE, 'an order that lacks a room',
     less('lib/meson.build', "['base', 'wire', 'cose']", "['base', 'wire']"),
     'room_names and room_arrows differ'),
    ('no_arrow_is_idle', 'an arrow that no include needs',
     less('lib/cose/cose.h', '../wire/wire.h', '../base/base.h'),
     'lib/meson.build:1: cose needs no wire'),
    ('each_room_has_one_face', 'a second face',
     {'lib/wire/other.h': HEAD}, 'lib/wire/other.h:1: neither the face'),
    ('each_room_has_one_face', 'no face', {'lib/wire/wire.h': None},
     'lib/wire/wire.h:1: there is no face'),
    ('every_source_is_built', 'a source left out',
     {'lib/wire/lost.c': HEAD}, 'lib/wire/lost.c:1: is in no meson.build'),
    ('every_source_is_built', 'a test left out',
     {'tests/wire/test_lost.c': HEAD},
     'tests/wire/test_lost.c:1: is in no meson.build'),
    ('every_harness_is_whole', 'a harness alone', {'fuzz/fuzz_lost.c': HEAD},
     'no row for lost'),
    ('every_harness_is_whole', 'no corpus', {'fuzz/corpus/wire/a': None},
     'no corpus for wire'),
    ('every_harness_is_whole', 'no fault', less('fuzz/planted.tsv', 'wire', 'x'),
     'no fault for wire'),
    ('every_harness_is_whole', 'words for nothing', {'fuzz/dict/lost.dict': ''},
     'fuzz/dict/lost.dict:1: no harness of that name'),
    ('every_harness_is_whole', 'a large corpus',
     {'fuzz/corpus/wire/b': 'x' * (2 << 20)}, 'more than 2 MiB'),
    ('every_room_has_tests', 'a room without tests',
     {'tests/cose/meson.build': None}, 'tests/cose/meson.build:1: is missing'),
    (MARKED, 'a function without a comment',
     header('CARNET_API int32_t carnet_key_new(void);'),
     'carnet_key_new has no comment'),
    (MARKED, 'an empty comment',
     header('/* */\nCARNET_API int32_t carnet_key_new(void);'),
     'carnet_key_new has no comment'),
    (MARKED, 'a comment that belongs to something else',
     header('/* A number. */\ntypedef int32_t carnet_n;\n\n'
            'CARNET_API int32_t carnet_key_new(void);'),
     'carnet_key_new has no comment'),
    (MARKED, 'a function that is not exported',
     header('/* Makes. */\nint32_t carnet_key_new(void);'),
     'carnet_key_new has no CARNET_API'),
    (LISTED, 'statuses left out',
     less(KEY_H, ' * CARNET_OK, CARNET_WIRE_SHORT; the class CARNET_WIRE_*.\n'),
     'carnet_key_copy_id lists no status'),
    (LISTED, 'a result that may be dropped',
     less(KEY_H, 'CARNET_MUST_USE CARNET_API', 'CARNET_API'),
     'carnet_key_copy_id is not CARNET_MUST_USE'),
    (NAMED, 'a status that is none',
     less(KEY_H, 'CARNET_OK,', 'CARNET_OKAY,'), 'there is no CARNET_OKAY'),
    (NAMED, 'a class that is none',
     less(KEY_H, 'CARNET_WIRE_*', 'CARNET_WIRED_*'), 'no CARNET_WIRED_*'),
    (NAMED, 'a function that is none',
     less(KEY_H, 'Copies the key id.', 'As carnet_key_get_id does.'),
     'there is no carnet_key_get_id'),
    (BORDER, 'an enum by value',
     header('/* Sets. */\nCARNET_API void carnet_key_set(enum carnet_x x);'),
     'carnet_key_set: "enum carnet_x x"'),
    (BORDER, 'a long',
     header('/* Gets. */\nCARNET_API long carnet_key_get(void);'),
     'carnet_key_get: "long"'),
    (BORDER, 'a struct by value',
     header('/* Sets. */\nCARNET_API void carnet_key_set(carnet_key k);'),
     'carnet_key_set: "carnet_key k"'),
    (BORDER, 'open arguments',
     header('/* Logs. */\nCARNET_API void carnet_log(const char *f, ...);'),
     'carnet_log: "..."'),
    ('sizes_have_a_function_too', 'a constant alone',
     header('#define CARNET_KEY_SEED_SIZE 32'),
     'CARNET_KEY_SEED_SIZE has no carnet_key_seed_size()'),
    (ALONE, 'a header that needs another first',
     less(KEY_H, '#include "carnet/status.h"\n\n'), 'gcc: '),
    (ALONE, 'a header that is C only',
     header('/* An id. */\nextern int32_t carnet_class[static 1];'), 'g++: '),
    (ALONE, 'a word of C++ as a name',
     header('/* Sets. */\nCARNET_API void carnet_set(int32_t class);'),
     'clang++: '),
    (ALONE, 'a header without a guard', less(
        STATUS_H, '#define CARNET_STATUS_H\n', '#define CARNET_STATUSES_H\n'),
     'clang: '),
    (ALONE, 'an extension', header('/* Never. */\nenum { CARNET_X = 1, };'
                                   '\nstruct carnet_s { int32_t x[0]; };'),
     'gcc: '),
    ('every_status_has_words', 'a status without words',
     less('lib/base/status.c', 'ROW(OK, "Done"),'), 'no words for OK'),
    (TESTED, 'a status that no test names',
     less('tests/wire/test_wire.c', 'CARNET_WIRE_SHORT', 'CARNET_OK'),
     'CARNET_WIRE_SHORT: no test names it'),
    (TESTED, 'a status that only a comment names',
     less('tests/wire/test_wire.c', 'CARNET_WIRE_SHORT',
          'CARNET_OK; /* CARNET_WIRE_SHORT */'),
     'CARNET_WIRE_SHORT: no test names it'),
    (TESTED, 'a status that nothing returns',
     less(WIRE_C, 'CARNET_WIRE_SHORT', 'CARNET_OK'),
     'CARNET_WIRE_SHORT: nothing returns it'),
    (CURRENT, 'an old table', {'docs/spec/statuses.md': '# Statuses\n'},
     'docs/spec/statuses.md:3: not current'),
    (CURRENT, 'no table', {'docs/spec/statuses.md': None}, 'is missing'),
    (THREATS, 'a test that is not there',
     less('docs/spec/threats.md', 'base_mem: seen', 'base_mem: lost'),
     'threats.md:5: no such test: base_mem: lost'),
    (THREATS, 'a claim without a test',
     plus('docs/spec/threats.md', '| reads | it is safe | |\n'),
     'threats.md:6: no test and no limit'),
    (THREATS, 'no page', {'docs/spec/threats.md': None}, 'is missing'),
    ('every_file_opens_with_its_licence', 'C without',
     {'lib/wire/x.c': '/* x */\n'}, 'lib/wire/x.c:1: no SPDX line'),
    ('every_file_opens_with_its_licence', 'Python without',
     {'tests/x.py': 'x = 1\n'}, 'tests/x.py:1: no SPDX line'),
    (PURPOSE, 'none',
     {SIGN1: HEAD.split('\n', 1)[0] + '\n#include "cose.h"\n\n'},
     'no purpose under the licence'),
    (PURPOSE, 'one line only',
     less(SIGN1, ',\n * so that each can be broken alone.', '.'),
     'purpose of 1 lines'),
    (PURPOSE, 'seven lines',
     less(SIGN1, ' * so that', ' * and\n' * 5 + ' * so that'),
     'purpose of 7 lines'),
    ('lines_have_80_columns', 'a long line',
     plus(SIGN1, '/* ' + 'x' * 80 + ' */\n'), 'sign1.c:7: 86 columns'),
    ('text_is_tidy', 'space at the end', plus(SIGN1, 'int x; \n'),
     'sign1.c:7: tab or space'),
    ('text_is_tidy', 'a tab', plus(SIGN1, '\tint x;\n'),
     'sign1.c:7: tab or space'),
    ('text_is_tidy', 'no line end at the end', plus(SIGN1, 'int x;'),
     'not one line end'),
    (UNFINISHED, 'a word that puts off',
     plus(SIGN1, f'/* {LATE}: later */\n'), f'sign1.c:7: "{LATE}"'),
    (UNFINISHED, 'a path of one machine',
     {'docs/x.md': f'Look in {HOME}ann/x.\n'}, f'docs/x.md:1: "{HOME}"'),
    ('memory_comes_through_its_door', 'memory taken',
     plus(SIGN1, 'void *f(void)\n{\n    return malloc (4);\n}\n'),
     'sign1.c:9: malloc outside mem.c'),
    ('memory_comes_through_its_door', 'memory given back',
     plus(SIGN1, 'void f(void *p)\n{\n    free(p);\n}\n'),
     'sign1.c:9: free outside mem.c'),
    (DOOR, 'a function that it does not call', DOOR_FILE,
     'the door does not reach carnet_key_num'),
    (DOOR, 'a row without a reason',
     {**DOOR_FILE, LEFT_OUT: 'carnet_key_num\n'},
     'door_left_out.tsv:1: no reason'),
    (DOOR, 'a row about nothing',
     {**DOOR_FILE, LEFT_OUT: 'carnet_key_*\tx\ncarnet_no*\tx\n'},
     'door_left_out.tsv:2: there is no carnet_no*'),
    (DOOR, 'a row for what it calls',
     {**DOOR_FILE, LEFT_OUT: 'carnet_key_free\tx\n'},
     'door_left_out.tsv:1: the door calls carnet_key_free'),
    ('code_is_formatted', 'a brace that is out of place',
     plus(SIGN1, 'void f(void) {\n}\n'),
     'sign1.c:7: is not as clang-format makes it'),
    (FROZEN, 'a file that was changed',
     {'tests/golden/frozen/one': 'other\n'}, 'one was changed'),
    (FROZEN, 'a file that is gone',
     {'tests/golden/frozen/one': None}, 'one is gone'),
    (FROZEN, 'a file that nobody noted',
     {'tests/golden/frozen/two': 'two\n'}, 'frozen/two:1: is not in'),
    (FROZEN, 'a row about nothing',
     plus('tests/golden/manifest.tsv', 'x\ttwo\ttrust\t0\t-\tOK\t-\n'),
     'manifest.tsv:2: there is no two'),
    (GROWS, 'a file that a commit changed', {},
     'frozen/one:1: a commit changed it',
     commits({}, {'tests/golden/frozen/one': 'other\n'}, {})),
    (GROWS, 'a file that a commit took away', {},
     'frozen/one:1: a commit changed it',
     commits({}, {'tests/golden/frozen/one': None}, {})),
    (GROWS, 'a row that a commit changed', {},
     'manifest.tsv:1: a commit took lines out of it',
     commits({}, {'tests/golden/manifest.tsv': '# none\n'}, {})),
]


def run(tap, real_root):
    with tempfile.TemporaryDirectory() as folder:
        house = good_tree.make(folder, real_root)
        for name, check in RULES.items():
            tap.check(f'good tree passes {name}', check(house))
        commits({}, {})(house)
        tap.check('a history that only adds', RULES[GROWS](house))
    for name, label, changes, words, *prepare in CASES:
        with tempfile.TemporaryDirectory() as folder:
            house = good_tree.make(folder, real_root, changes)
            for step in prepare:
                step(house)
            found = RULES[name](house)
        told = any(words in problem for problem in found)
        tap.check(f'{name} refuses {label}',
                  [] if told else [f'wanted "{words}"', 'got:', *found])
    shown = {name for name, *_ in CASES}
    tap.check('every rule is shown to fail',
              [f'no case for {name}' for name in RULES if name not in shown])


if __name__ == '__main__':
    results = Tap()
    run(results, sys.argv[1])
    sys.exit(results.end())
