/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part an entry belongs to, by its kind and by every code in it: the one
 * it is about, reasons, targets, programmes, ingredients, components, each of
 * several codings. The rules are in parts.def. Words are not looked at: a
 * condition that is told in words only goes where its kind goes. What can't
 * be read is private.
 */
#include "model_i.h"

typedef struct {
    const char *first, *last; /* both included */
    const char *name;         /* what the rule is about, and its codes */
    uint8_t system;
    uint8_t part;
    bool agent; /* also where the code is the agent of an allergy */
} rule;

#define NAME_ICD10 "ICD-10"
#define NAME_ICD10CM "ICD-10-CM"
#define NAME_ICD11 "ICD-11"
#define NAME_ATC "ATC"
#define NAME_SNOMED "SNOMED CT"
#define NAME_LOINC "LOINC"
#define NAME_CVX "CVX"

static const rule rules[] = {
#define RANGE(to, in, from, until, of_agent, topic)                            \
    {from,                                                                     \
     until,                                                                    \
     topic " (" NAME_##in " " from "-" until ")",                              \
     CN_SYSTEM_##in,                                                           \
     CARNET_PART_##to,                                                         \
     of_agent},
#define ONE(to, in, code, of_agent, topic)                                     \
    {code,                                                                     \
     code,                                                                     \
     topic " (" NAME_##in " " code ")",                                        \
     CN_SYSTEM_##in,                                                           \
     CARNET_PART_##to,                                                         \
     of_agent},
#include "parts.def"
};

static const char unreadable[] = "it can't be read";

/* What is known of an entry so far. */
typedef struct {
    const carnet_entry *entry;
    const rule *why; /* the rule that made it private */
    char *code_out;  /* 40 bytes for the code that did */
    bool is_private;
    bool is_border; /* a vaccination that a border asks for */
} finding;

/* ---- which rule covers a code ---- */

/* In these the beginning of a code says what it is about. */
static bool has_order(uint32_t system)
{
    return system == CN_SYSTEM_ICD10 || system == CN_SYSTEM_ICD10CM ||
           system == CN_SYSTEM_ICD11 || system == CN_SYSTEM_ATC;
}

/* Order of a code and a bound, by as many characters as the bound has; a code
   that ends before stands before. */
static int order_of(cn_span code, const char *bound)
{
    for (size_t i = 0; bound[i] != '\0'; i++) {
        uint8_t c = i < code.len ? code.data[i] : 0;
        if (c != (uint8_t)bound[i]) {
            return c < (uint8_t)bound[i] ? -1 : 1;
        }
    }
    return 0;
}

static bool covers(const rule *r, uint32_t system, cn_span code)
{
    bool same = r->system == system ||
                (r->system == CN_SYSTEM_ICD10 && system == CN_SYSTEM_ICD10CM);
    if (!same) {
        return false;
    }
    if (!has_order(system)) {
        return cn_span_equal(code, cn_span_of(r->first, strlen(r->first)));
    }
    return order_of(code, r->first) >= 0 && order_of(code, r->last) <= 0;
}

/* Takes up one code, the stem of a cluster being one. */
static void look_at(finding *f, uint32_t system, cn_span code, bool agent)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const rule *r = &rules[i];
        if (!covers(r, system, code)) {
            continue;
        }
        if (r->part == CARNET_PART_DESK) {
            f->is_border = true;
        } else if (r->part == CARNET_PART_PRIVATE && (r->agent || !agent) &&
                   !f->is_private) {
            size_t len = code.len < 39 ? code.len : 39;
            f->is_private = true;
            f->why = r;
            memcpy(f->code_out, code.data, len);
            f->code_out[len] = '\0';
        }
        return;
    }
}

/* ICD-11 joins codes into clusters by & and /. */
static void look_at_cluster(finding *f, uint32_t system, cn_span code,
                            bool agent)
{
    size_t begin = 0;
    for (size_t i = 0; i <= code.len; i++) {
        bool joins =
            i < code.len && (code.data[i] == '&' || code.data[i] == '/');
        if (i == code.len || (joins && system == CN_SYSTEM_ICD11)) {
            look_at(f, system, cn_span_of(code.data + begin, i - begin), agent);
            begin = i + 1;
        }
    }
}

/* ---- codings of systems that have a URI of their own ---- */

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
}

static bool contains(cn_span s, const char *word)
{
    size_t len = strlen(word);
    for (size_t at = 0; at + len <= s.len; at++) {
        size_t i = 0;
        while (i < len && lower(s.data[at + i]) == (uint8_t)word[i]) {
            i++;
        }
        if (i == len) {
            return true;
        }
    }
    return false;
}

/* National editions and versions keep the codes: the system whose rules they
   follow, -1 if none. */
static int32_t system_like(cn_span uri)
{
    static const struct {
        const char *word;
        int32_t system;
    } likes[] = {{"icd-10", CN_SYSTEM_ICD10CM}, {"icd10", CN_SYSTEM_ICD10CM},
                 {"cim-10", CN_SYSTEM_ICD10CM}, {"icd-11", CN_SYSTEM_ICD11},
                 {"icd11", CN_SYSTEM_ICD11},    {"icd/", CN_SYSTEM_ICD11},
                 {"snomed", CN_SYSTEM_SNOMED},  {"loinc", CN_SYSTEM_LOINC},
                 {"whocc", CN_SYSTEM_ATC},      {"/atc", CN_SYSTEM_ATC},
                 {"cvx", CN_SYSTEM_CVX}};
    for (size_t i = 0; i < sizeof likes / sizeof *likes; i++) {
        if (contains(uri, likes[i].word)) {
            return likes[i].system;
        }
    }
    return -1;
}

/* ---- walking an entry ---- */

static void fail(finding *f)
{
    f->is_private = true;
}

/* One code: 1.2 KiB of locals. */
static void take_code(finding *f, cn_cbor_reader *r,
                      const cn_model_field *field)
{
    cn_model_code code;
    if (cn_model_get_code(r, field, &code) != CARNET_OK) {
        fail(f);
        return;
    }
    bool agent = f->entry->kind == CARNET_KIND_ALLERGY;
    for (uint32_t i = 0; i < code.num; i++) {
        const cn_model_coding *c = &code.codings[i];
        int32_t system = c->system >= 0 ? c->system : system_like(c->uri);
        if (system >= 0) {
            look_at_cluster(f, (uint32_t)system,
                            cn_span_of(c->code, c->code_len), agent);
        }
    }
}

/* One value: false, nil and true stand for why there is none. */
static void take_value(finding *f, cn_cbor_reader *r,
                       const cn_model_field *field)
{
    switch (cn_cbor_peek(r)) {
    case CN_CBOR_FALSE:
    case CN_CBOR_TRUE:
    case CN_CBOR_NIL:
        (void)cn_cbor_skip(r);
        return;
    default:
        take_code(f, r, field);
    }
}

/* How many values a field has; r then stands on the first. */
static size_t open_values(cn_cbor_reader *r, cn_span value,
                          const cn_model_field *field)
{
    bool list = (field->flags & CN_FIELD_LIST) != 0;
    cn_cbor_reader_init(r, value);
    return list ? cn_cbor_get_array(r, 1, value.len) : 1;
}

/* A field of codes of the entry itself or of one of its groups. */
static void take_codes(finding *f, cn_span value, const cn_model_field *field)
{
    cn_cbor_reader r;
    size_t num = open_values(&r, value, field);
    for (size_t i = 0; i < num && r.status == CARNET_OK; i++) {
        take_value(f, &r, field);
    }
    if (r.status != CARNET_OK) {
        fail(f);
    }
}

static void take_group(finding *f, cn_span group, const cn_model_shape *shape)
{
    for (uint32_t n = 0; n < shape->num_fields; n++) {
        const cn_model_field *field = &shape->fields[n];
        cn_span value;
        if (field->type == CN_TYPE_CODE &&
            cn_model_group_value(group, field->number, &value)) {
            take_codes(f, value, field);
        }
    }
}

static void take_groups(finding *f, cn_span value, const cn_model_field *field)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)field->a);
    cn_cbor_reader r;
    size_t num = open_values(&r, value, field);
    for (size_t i = 0; i < num && r.status == CARNET_OK; i++) {
        take_group(f, cn_cbor_skip(&r), shape);
    }
    if (r.status != CARNET_OK) {
        fail(f);
    }
}

static void take_entry(finding *f, const cn_model_shape *shape)
{
    for (uint32_t n = 0; n < shape->num_fields; n++) {
        const cn_model_field *field = &shape->fields[n];
        cn_span value;
        if ((field->type != CN_TYPE_CODE && field->type != CN_TYPE_GROUP) ||
            !cn_model_value(f->entry, field->number, &value)) {
            continue;
        }
        if (field->type == CN_TYPE_CODE) {
            take_codes(f, value, field);
        } else {
            take_groups(f, value, field);
        }
    }
}

uint8_t cn_model_default_part(const carnet_entry *e, const char **why_out,
                              char code_out[40])
{
    finding f = {e, NULL, code_out, false, false};
    const cn_model_shape *shape = cn_model_kind(e->kind);
    *why_out = NULL;
    code_out[0] = '\0';
    if (shape == NULL || e->critical) {
        *why_out = unreadable;
        return CARNET_PART_PRIVATE;
    }
    take_entry(&f, shape);
    if (f.is_private) {
        *why_out = f.why != NULL ? f.why->name : unreadable;
        return CARNET_PART_PRIVATE;
    }
    bool border = f.is_border && e->kind == CARNET_KIND_VACCINATION;
    return border ? CARNET_PART_DESK : shape->part;
}
