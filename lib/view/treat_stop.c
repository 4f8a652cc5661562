/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a medicine must not be stopped suddenly: as the issuer says, and by
 * the table of must_not_stop.def where that is silent. The table is told apart
 * from the issuer always.
 */
#include "treat_i.h"

static const struct {
    const char *prefix, *about;
} rows[] = {
#define STOP(prefix, about) {prefix, about},
#include "must_not_stop.def"
};

/* The row that a code lies in, or, of a group, a row that lies in it. */
static const char *row_of(cn_span atc, bool below)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_span row = cn_span_str(rows[i].prefix);
        if (below ? cn_span_starts(row, atc) : cn_span_starts(atc, row)) {
            return rows[i].prefix;
        }
    }
    return NULL;
}

/* Whether another of the codes lies below one, and says closer what it is. */
static bool is_told_closer(const cn_treat_codes *codes, size_t i)
{
    cn_span group = cn_span_str(codes->codes[i]);
    bool closer = false;
    for (size_t n = 0; n < codes->num; n++) {
        cn_span other = cn_span_str(codes->codes[n]);
        closer =
            closer || (other.len > group.len && cn_span_starts(other, group));
    }
    return closer;
}

/* Of a medicine's codes and of what these hold, the row; else, below, the code
   of a group that has one: of A10 the insulins must not stop, and which of it
   is taken nobody says. */
static const char *find(const cn_treat_codes *codes, bool below)
{
    for (size_t i = 0; i < codes->num; i++) {
        const char *row = row_of(cn_span_str(codes->codes[i]), below);
        if (row != NULL && !(below && is_told_closer(codes, i))) {
            return below ? codes->codes[i] : row;
        }
    }
    return NULL;
}

static void name(cn_treat_medicine *m, const char *atc)
{
    memcpy(m->stop_atc, atc, strlen(atc) + 1);
}

/* More than 1 KiB of locals: codes of a medicine and its ingredients. */
void cn_treat_stop(cn_treat_medicine *m)
{
    cn_treat_codes codes;
    int32_t said =
        cn_treat_bool_of(m->entry, CARNET_PRESCRIPTION_MUST_NOT_STOP);
    cn_treat_codes_of(&codes, m->entry);
    const char *row = find(&codes, false);
    const char *group = find(&codes, true);
    name(m, row != NULL ? row : "");
    if (said == 1) {
        m->stop = CN_TREAT_STOP_MUST_NOT;
    } else if (said == 0) {
        m->stop = row != NULL ? CN_TREAT_STOP_MAY_BUT : CN_TREAT_STOP_MAY;
    } else if (row != NULL) {
        m->stop = CN_TREAT_STOP_USUALLY;
    } else if (group != NULL) {
        m->stop = CN_TREAT_STOP_SOME;
        name(m, group);
    } else {
        m->stop = CN_TREAT_STOP_UNSAID;
    }
}
