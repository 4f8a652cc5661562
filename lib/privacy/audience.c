/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which entries an audience sees, by the table audiences.def: kind, part, and
 * of some kinds a status or a code. No other value of an entry is looked at.
 */
#include "privacy.h"

enum {
    D = 1 << CARNET_PART_DESK,
    DC = D | 1 << CARNET_PART_CLINIC
};

enum {
#define AUDIENCE(NAME, name, about) AUDIENCE_##NAME,
#include "audiences.def"
    NUM_AUDIENCES
};

enum {
    ALWAYS,
    ACTIVE,
    BLOOD
};

static const struct {
    const char *name;
    const char *about;
} audiences[] = {
#define AUDIENCE(NAME, name, about) {name, about},
#include "audiences.def"
};

/* A number that no kind has. */
#define CARNET_KIND_ALL 0xffff

static const struct {
    uint8_t audience;
    uint8_t parts;
    uint16_t kind;
    uint8_t when;
} rules[] = {
#define SEES(AUDIENCE, parts, KIND, WHEN)                                      \
    {AUDIENCE_##AUDIENCE, parts, CARNET_KIND_##KIND, WHEN},
#include "audiences.def"
};

const char *cn_privacy_audience_name(size_t i)
{
    return i < NUM_AUDIENCES ? audiences[i].name : NULL;
}

const char *cn_privacy_audience_about(size_t i)
{
    return i < NUM_AUDIENCES ? audiences[i].about : NULL;
}

/* Number in a field of numbers; that of its default where it is not there. */
static uint64_t number_of(const carnet_entry *e, uint32_t field)
{
    cn_span value;
    cn_cbor_reader r;
    if (!cn_model_value(e, field, &value)) {
        return 0; /* of both statuses: active, taking */
    }
    cn_cbor_reader_init(&r, value);
    return cn_cbor_get_uint(&r, UINT8_MAX);
}

/* What replaces another goes with it, over or not: alone, the other would seem
   to go on. Whether that is shown, or is in the passport, is not looked at. */
static bool goes_on(const carnet_entry *e)
{
    cn_span replaces;
    if (cn_model_value(e, CARNET_FIELD_REPLACES, &replaces)) {
        return true;
    }
    if (e->kind == CARNET_KIND_CONDITION) {
        uint64_t status = number_of(e, CARNET_CONDITION_STATUS);
        return status == CARNET_CONDITION_STATUS_ACTIVE ||
               status == CARNET_CONDITION_STATUS_RECURRENCE;
    }
    /* One that is paused or ran out is still in the body, or missed by it. */
    return number_of(e, CARNET_PRESCRIPTION_STATUS) <=
           CARNET_PRESCRIPTION_STATUS_INTERRUPTED;
}

static bool is_blood_group(const carnet_entry *e)
{
    const cn_model_field *f = cn_model_field_of(
        cn_model_kind(CARNET_KIND_RESULT), CARNET_RESULT_TEST);
    cn_model_code code; /* some 800 bytes */
    cn_span value;
    cn_cbor_reader r;
    if (f == NULL || !cn_model_value(e, CARNET_RESULT_TEST, &value)) {
        return false;
    }
    cn_cbor_reader_init(&r, value);
    if (cn_model_get_code(&r, f, &code) != CARNET_OK) {
        return false;
    }
    for (size_t i = 0; i < code.num; i++) {
        if (code.codings[i].system == CN_SYSTEM_LOINC &&
            cn_model_is_blood_group(cn_span_str(code.codings[i].code))) {
            return true;
        }
    }
    return false;
}

static bool holds(uint8_t when, const carnet_entry *e)
{
    if (when == ALWAYS) {
        return true;
    }
    if (!cn_model_is_readable(e)) {
        return false;
    }
    return when == ACTIVE ? goes_on(e) : is_blood_group(e);
}

bool cn_privacy_sees(size_t audience, const carnet_entry *e)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (rules[i].audience == audience &&
            (rules[i].parts >> e->part & 1) != 0 &&
            (rules[i].kind == CARNET_KIND_ALL || rules[i].kind == e->kind) &&
            holds(rules[i].when, e)) {
            return true;
        }
    }
    return false;
}

bool cn_privacy_sees_part(size_t audience, size_t part)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (rules[i].audience == audience && rules[i].kind == CARNET_KIND_ALL &&
            (rules[i].parts >> part & 1) != 0) {
            return true;
        }
    }
    return false;
}
