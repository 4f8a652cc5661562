# SPDX-License-Identifier: Apache-2.0
"""A small tree that keeps every house rule, to break one at a time."""
import hashlib
import pathlib
import shutil

from house import House
import rules_statuses

HEAD = '''/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file of the small tree: it keeps the rules,
 * so that each can be broken alone.
 */
'''
MESON = '# SPDX-License-Identifier: Apache-2.0\n'

FILES = {
    'lib/meson.build': MESON + '''room_arrows = {
    'base': [], # floor
    'wire': ['base'],
    'cose': ['base', 'wire'],
}
room_names = ['base', 'wire', 'cose']
''',
    'lib/base/meson.build': MESON + "room_sources = files('mem.c', "
                                    "'status.c')\n",
    'lib/base/base.h': HEAD + '''#include "limits.h"

#include "carnet/status.h"

void *cn_mem_alloc(size_t size);
''',
    'lib/base/limits.h': HEAD + '''#define CN_LIMIT_DEPTH 8u
''',
    'lib/base/mem.c': HEAD + '''#include "base.h"

#include <stdlib.h>

void *cn_mem_alloc(size_t size)
{
    return calloc(1, size);
}
''',
    'lib/base/status.c': HEAD + '''#include "base.h"

#define ROW(name, text) [CARNET_##name] = text

static const char *const table[] = {
    ROW(OK, "Done"),
    ROW(WIRE_SHORT, "Something is "
                    "missing"),
};
''',
    'lib/wire/meson.build': MESON + "room_sources = files('inflate.c', "
                                    "'wire.c')\n",
    'lib/wire/wire.h': HEAD + '''#include "../base/base.h"

carnet_status cn_wire_read(void);
''',
    'lib/wire/inflate_i.h': HEAD + '''#include "wire.h"
''',
    'lib/wire/inflate.c': HEAD + '''#include "inflate_i.h"

#include <zlib.h>
''',
    'lib/wire/wire.c': HEAD + '''#include "inflate_i.h"

carnet_status cn_wire_read(void)
{
    return CARNET_WIRE_SHORT; /* no free() here */
}
''',
    'lib/cose/meson.build': MESON + "room_sources = files('sign1.c')\n",
    'lib/cose/cose.h': HEAD + '''#include "../wire/wire.h"

#define CN_COSE_DONE CARNET_OK
''',
    'lib/cose/sign1.c': HEAD + '''#include "cose.h"
''',
    'include/carnet/carnet.h': HEAD + '''#include "carnet/key.h"
#include "carnet/status.h"
''',
    'include/carnet/status.h': HEAD + '''#ifndef CARNET_STATUS_H
#define CARNET_STATUS_H

#include <stddef.h>
#include <stdint.h>

#define CARNET_API
#define CARNET_MUST_USE

/* What a call returns. */
typedef int32_t carnet_status;

enum {
    CARNET_OK = 0,         /* done */
    CARNET_WIRE_SHORT = 20 /* something is missing */
};

#endif
''',
    'include/carnet/key.h': HEAD + '''#ifndef CARNET_KEY_H
#define CARNET_KEY_H

#include "carnet/status.h"

/* A key. */
typedef struct carnet_key carnet_key;

#define CARNET_KEY_ID_SIZE 4 /* bytes of a key id */
/* The same for callers that can't read headers. */
CARNET_API size_t carnet_key_id_size(void);
CARNET_API size_t carnet_key_num(const carnet_key *key);

/*
 * Copies the key id.
 * out: CARNET_KEY_ID_SIZE bytes of the caller. key: the key.
 * CARNET_OK, CARNET_WIRE_SHORT; the class CARNET_WIRE_*.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_copy_id(uint8_t *out, const carnet_key *key);

/* Frees. Statuses: none. */
CARNET_API void carnet_key_free(carnet_key *key);

#endif
''',
    'docs/spec/threats.md': '''# Threats

| who | carnet | held by |
|---|---|---|
| flips a bit | sees it | base_mem: seen |
''',
    'tests/base/meson.build': MESON + "room_tests = {'x': "
                                      "files('test_mem.c')}\n",
    'tests/base/test_mem.c': HEAD + '''#include "../support/support.h"

#include "../../lib/base/base.h"

static const carnet_status seen = CARNET_OK;
''',
    'tests/wire/meson.build': MESON + "room_tests = {'x': "
                                      "files('test_wire.c')}\n",
    'tests/wire/test_wire.c': HEAD + '''#include "../../lib/wire/inflate_i.h"
#include "../support/support.h"

static const carnet_status seen = CARNET_WIRE_SHORT;
''',
    'tests/cose/meson.build': MESON + 'room_tests = {}\n',
    'tests/support/support.h': HEAD + '''#include "../../lib/base/base.h"
''',
    'fuzz/meson.build': MESON + "fuzz_harnesses = {\n    'wire': [],\n}\n",
    'fuzz/planted.tsv': '# faults\nwire\tlib/wire/inflate.c\n',
    'fuzz/fuzz_wire.c': HEAD,
    'fuzz/corpus/wire/a': 'a',
    'tests/golden/frozen/one': 'one\n',
    'tests/golden/hashes.txt': hashlib.sha256(b'one\n').hexdigest()
                               + '  one\n',
    'tests/golden/manifest.tsv': 'a file\tone\ttrust\t0\t-\tOK\t-\n',
    'examples/01_read.c': HEAD + '''#include <carnet/carnet.h>
#include <stdio.h>
''',
}


def make(folder, real_root, changes=()):
    """Writes the tree with changes (path -> text, or None to leave out)."""
    files = dict(FILES)
    files.update(changes)
    root = pathlib.Path(folder)
    for name, text in files.items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
    shutil.copy(pathlib.Path(real_root) / '.clang-format', root)
    if rules_statuses.TABLE not in files:
        path = root / rules_statuses.TABLE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rules_statuses.table(House(root)), encoding='utf-8')
    return House(root)
