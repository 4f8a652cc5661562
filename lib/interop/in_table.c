/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of in.def as data, and its look-ups. A type's rows stand together;
 * what has no row has no answer.
 */
#include "in_i.h"

static const struct {
    const char *name;
    int32_t kind;
} types[] = {
#define TYPE(Name, KIND) {#Name, CARNET_KIND_##KIND},
#define PART(Name) {#Name, -1},
#include "in.def"
};

#define ROW(Type, path, take, field, map, arg, fate)                           \
    {#Type, path, take, field, map, arg, fate},
static const cn_in_row rows[] = {
#define TAKE(Type, path, how, FIELD)                                           \
    ROW(Type, path, cn_in_take_##how, CARNET_##FIELD, -1, "", CN_IN_OPEN)
#define WORD(Type, path, FIELD, MAP)                                           \
    ROW(Type, path, cn_in_take_word, CARNET_##FIELD, CN_INTEROP_##MAP, "",     \
        CN_IN_OPEN)
#define MORE(Type, path, how, FIELD, arg)                                      \
    ROW(Type, path, cn_in_take_##how, CARNET_##FIELD, -1, arg, CN_IN_OPEN)
#define GATE(Type, path, codes) ROW(Type, path, NULL, -1, -1, codes, CN_IN_GATE)
#define WHY(Type, path, FATE) ROW(Type, path, NULL, -1, -1, "", CN_IN_##FATE)
#define LINK(Type, path) ROW(Type, path, NULL, -1, -1, "", CN_IN_LINK)
#define DROP(Type, path) ROW(Type, path, NULL, -1, -1, "", CN_IN_DROP)
#include "in.def"
};

static const struct {
    bool lost;
    const char *why;
} fates[] = {
#define FATE(NAME, lost, why) {(lost) != 0, why},
#include "in.def"
};

enum {
    NUM_TYPES = sizeof types / sizeof types[0],
    NUM_ROWS = sizeof rows / sizeof rows[0]
};

bool cn_in_type_of(cn_span name, cn_in_type *out)
{
    for (size_t i = 0; i < NUM_TYPES; i++) {
        if (!cn_span_equal(cn_span_str(types[i].name), name)) {
            continue;
        }
        *out = (cn_in_type){types[i].name, types[i].kind, rows, 0};
        for (size_t r = 0; r < NUM_ROWS; r++) {
            if (strcmp(rows[r].type, types[i].name) == 0) {
                out->rows = out->num == 0 ? &rows[r] : out->rows;
                out->num++;
            }
        }
        return true;
    }
    return false;
}

const cn_in_row *cn_in_row_at(const cn_in_type *t, cn_span path,
                              bool *below_out)
{
    const cn_in_row *found = NULL;
    for (size_t i = 0; i < t->num; i++) {
        cn_span p = cn_span_str(t->rows[i].path);
        bool rest = cn_span_equal(p, CN_SPAN_LIT("*"));
        if (cn_span_equal(p, path) || rest) {
            bool said = t->rows[i].fate != CN_IN_GATE;
            if (found == NULL || (said && found->fate == CN_IN_OPEN) ||
                found->fate == CN_IN_GATE) {
                found = &t->rows[i];
            }
        } else if (found == NULL && t->rows[i].take == NULL &&
                   cn_span_starts(path, p) && path.data[p.len] == '.') {
            found = &t->rows[i]; /* what lies below shares it */
        } else if (cn_span_starts(p, path) && p.data[path.len] == '.') {
            *below_out = true;
        }
    }
    return found;
}

const char *cn_in_fate_why(cn_in_fate fate)
{
    return fates[fate].why;
}

bool cn_in_fate_lost(cn_in_fate fate)
{
    return fates[fate].lost;
}
