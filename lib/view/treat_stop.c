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

static const char *prefix_of(cn_span atc)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (cn_span_starts(atc, cn_span_str(rows[i].prefix))) {
            return rows[i].prefix;
        }
    }
    return NULL;
}

/* Of a medicine's codes and of what these hold. */
static const char *prefix_of_codes(cn_treat_codes *codes)
{
    for (size_t i = 0; i < codes->num; i++) {
        const char *prefix = prefix_of(cn_span_str(codes->codes[i]));
        if (prefix != NULL) {
            return prefix;
        }
    }
    return NULL;
}

/* More than 1 KiB of locals: codes of a medicine and its ingredients. */
void cn_treat_stop(cn_treat_medicine *m)
{
    cn_treat_codes codes;
    int32_t said =
        cn_treat_bool_of(m->entry, CARNET_PRESCRIPTION_MUST_NOT_STOP);
    cn_treat_codes_of(&codes, m->entry);
    m->stop_atc = prefix_of_codes(&codes);
    if (said == 1) {
        m->stop = CN_TREAT_STOP_MUST_NOT;
    } else if (said == 0) {
        m->stop =
            m->stop_atc != NULL ? CN_TREAT_STOP_MAY_BUT : CN_TREAT_STOP_MAY;
    } else {
        m->stop =
            m->stop_atc != NULL ? CN_TREAT_STOP_USUALLY : CN_TREAT_STOP_UNSAID;
    }
}
