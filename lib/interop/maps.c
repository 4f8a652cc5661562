/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of maps.def, looked up both ways. What has no row has no answer:
 * nothing is guessed.
 */
#include "interop.h"

typedef enum {
    BOTH,
    OUT,
    IN
} way;

typedef struct {
    uint8_t map;
    uint8_t way;
    const char *word;
    const char *code;
} pair;

static const pair pairs[] = {
#define PAIR(MAP, word, code, WAY) {CN_INTEROP_##MAP, WAY, word, code},
#include "maps.def"
};

enum {
    NUM_PAIRS = sizeof pairs / sizeof pairs[0],
    CN_ENUM_NONE = CN_LIST_NONE
};

static const struct {
    int32_t enumeration;
    const char *uri;
} maps[] = {
#define MAP(NAME, ENUM, uri) {CN_ENUM_##ENUM, uri},
#include "maps.def"
};

static const cn_interop_section_row sections[] = {
#define SECTION(NAME, loinc, title, must) {loinc, title, (must) != 0},
#include "maps.def"
};

const char *cn_interop_code(cn_interop_map map, const char *word,
                            bool *exact_out)
{
    for (size_t i = 0; word != NULL && i < NUM_PAIRS; i++) {
        const pair *p = &pairs[i];
        if (p->map == map && p->way != IN && strcmp(p->word, word) == 0) {
            if (exact_out != NULL) {
                *exact_out = p->way == BOTH;
            }
            return p->code;
        }
    }
    return NULL;
}

const char *cn_interop_word(cn_interop_map map, cn_span code)
{
    for (size_t i = 0; i < NUM_PAIRS; i++) {
        const pair *p = &pairs[i];
        if (p->map == map && p->way != OUT &&
            cn_span_equal(cn_span_str(p->code), code)) {
            return p->word;
        }
    }
    return NULL;
}

const char *cn_interop_map_uri(cn_interop_map map)
{
    return map < CN_INTEROP_NUM_MAPS ? maps[map].uri : "";
}

int32_t cn_interop_map_enum(cn_interop_map map)
{
    return map < CN_INTEROP_NUM_MAPS ? maps[map].enumeration : CN_LIST_NONE;
}

/* ---- code systems ---- */

/* Other spellings in use: OIDs, and the URLs of terminology servers. */
static const struct {
    const char *uri;
    uint8_t system;
} spellings[] = {
    {"urn:oid:2.16.840.1.113883.6.3", CN_SYSTEM_ICD10},
    {"urn:oid:2.16.840.1.113883.6.90", CN_SYSTEM_ICD10CM},
    {"urn:oid:2.16.840.1.113883.6.96", CN_SYSTEM_SNOMED},
    {"urn:oid:2.16.840.1.113883.6.73", CN_SYSTEM_ATC},
    {"urn:oid:2.16.840.1.113883.12.292", CN_SYSTEM_CVX},
    {"urn:oid:2.16.840.1.113883.6.59", CN_SYSTEM_CVX},
    {"urn:oid:2.16.840.1.113883.6.1", CN_SYSTEM_LOINC},
    {"http://id.who.int/icd11/mms", CN_SYSTEM_ICD11},
    {"http://www.whocc.no/atc/", CN_SYSTEM_ATC},
    {"https://www.whocc.no/atc", CN_SYSTEM_ATC},
    {"https://snomed.info/sct", CN_SYSTEM_SNOMED},
    {"https://loinc.org", CN_SYSTEM_LOINC},
};

cn_span cn_interop_system_uri(cn_span name)
{
    const cn_model_system *s;
    for (uint32_t i = 0; (s = cn_model_system_get(i)) != NULL; i++) {
        if (cn_span_equal(cn_span_str(s->name), name)) {
            return cn_span_str(s->uri);
        }
    }
    return name;
}

cn_span cn_interop_system_name(cn_span uri)
{
    const cn_model_system *s;
    for (uint32_t i = 0; (s = cn_model_system_get(i)) != NULL; i++) {
        if (cn_span_equal(cn_span_str(s->uri), uri)) {
            return cn_span_str(s->name);
        }
    }
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        if (cn_span_equal(cn_span_str(spellings[i].uri), uri)) {
            return cn_span_str(cn_model_system_get(spellings[i].system)->name);
        }
    }
    return uri;
}

/* ---- sections ---- */

const cn_interop_section_row *cn_interop_section_get(uint32_t section)
{
    return section < CN_INTEROP_NUM_SECTIONS ? &sections[section] : NULL;
}
