/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the model room: the generated tables (make_tables.py) and looking
 * up in them, shapes of codes and units, labels, the encoders of single values
 * that build.c joins into entries (put.c, entry.c), and the choice of parts.
 */
#ifndef CN_MODEL_I_H
#define CN_MODEL_I_H

#include "model.h"

/* ---- generated tables ---- */

/* Codes (cn_model_listed) or words (const char *): elements that begin with the
   pointer to a text. */
typedef struct {
    const void *elements;
    const uint16_t *order; /* their numbers, by text in bytewise order */
    uint16_t num;
    uint16_t step; /* size of an element */
} cn_model_list;

/* A field that a template fixes, and the CBOR of its value. */
typedef struct {
    const uint8_t *value;
    uint8_t field;
    uint8_t len;
} cn_model_fixed;

typedef struct {
    uint64_t present; /* fields fixed and following */
    const cn_model_fixed *fixed;
    const uint8_t *order; /* numbers of the fields that follow */
    uint8_t kind;
    uint8_t num_fixed;
    uint8_t num_order;
} cn_model_template;

extern const cn_model_shape cn_model_kinds[], cn_model_groups[];
extern const size_t cn_model_num_kind_shapes, cn_model_num_group_shapes;
extern const cn_model_list cn_model_lists[]; /* by CN_LIST_*, CN_ENUM_* */
extern const cn_model_system cn_model_systems[];
extern const cn_model_template cn_model_templates[];
extern const size_t cn_model_num_templates;
/* Numbers of the templates of kind k, those that come before others first:
   from cn_model_by_kind_first[k] to, less one, that of k + 1. */
extern const uint8_t cn_model_by_kind[], cn_model_by_kind_first[];

#define CN_MODEL_OPEN 255       /* template_number of the open form */
#define CN_MODEL_OPEN_BASE 256u /* open form: 256 + kind */

#define CN_MODEL_WORDS_MAX 512u  /* bytes of an issuer's words for a code */
#define CN_MODEL_CODING_MAX 256u /* bytes of a label, of a system's URI */
#define CN_MODEL_CODE_MAX 128u   /* bytes of a code */
#define CN_MODEL_UNIT_MAX 64u    /* bytes of a UCUM unit */
#define CN_MODEL_CODINGS_MAX 4u
#define CN_MODEL_KIND_MAX 65279u  /* 256 + kind is 65535 at most */
#define CN_MODEL_LISTED_MAX 1024u /* a coded number below is an index */
#define CN_MODEL_MANTISSA_MAX ((INT64_C(1) << 53) - 1)
#define CN_MODEL_SCALE_MAX 9    /* of a decimal, to either side */
#define CN_MODEL_OFFSET_MAX 840 /* minutes from UTC, to either side */

/* ---- looking up by name (schema.c, systems.c) ---- */

size_t cn_model_num_kinds(void);
const cn_model_field *cn_model_field_named(const cn_model_shape *s,
                                           cn_span name); /* NULL if none */
/* Kind of a JSON name, -1 if none. */
int32_t cn_model_kind_named(cn_span name);
int32_t cn_model_system_named(cn_span name_or_uri); /* -1 if none */
/* Index of a code in a list, -1 if none. */
int32_t cn_model_list_find(int32_t list, uint32_t system, cn_span code);
static inline int32_t cn_model_enum_find(int32_t enumeration, cn_span word)
{
    return cn_model_word_find(enumeration, word);
}

static inline const char *cn_model_unit_get(uint64_t i)
{
    return cn_model_word_get(CN_LIST_UNITS, i);
}

static inline int32_t cn_model_unit_find(cn_span ucum)
{
    return cn_model_word_find(CN_LIST_UNITS, ucum);
}

/* ---- shapes of codes and units (shape.c, unpack.c, pack.c, unit.c) ---- */

/* Whether a code that has its system's shape is packed by the system's rule. */
bool cn_model_packs(uint32_t system, cn_span code);
/* Packs a code by its system's rule: true and *out; false if not covered. */
bool cn_model_pack(uint32_t system, cn_span code, uint32_t *out);
/* The code of a packed number into out (32 bytes or more), with its length;
   0 if no code packs to it. */
size_t cn_model_unpack(uint32_t system, uint32_t packed, char *out);
/* CARNET_OK or CARNET_RECORD_CODE for the shape of a code. */
carnet_status cn_model_code_check(uint32_t system, cn_span code);

/* ---- labels (label.c), format.md section 6.1 ---- */

#define CN_MODEL_PACKED_CHARS 48 /* characters of a packed label */
#define CN_MODEL_PACKED_MAX 52   /* and its bytes: 48 digits of radix 349 */

/* Packs a label; number of bytes, 0 where the packed form is not to be used. */
size_t cn_model_pack_label(cn_span text, uint8_t out[CN_MODEL_PACKED_MAX]);
/* Unpacks bytes, which need not be what packing gives; number of bytes. */
size_t cn_model_unpack_label(cn_span packed, uint8_t out[CN_MODEL_LABEL_MAX]);

/* CARNET_OK, CARNET_RECORD_TEXT or, above max bytes, CARNET_RECORD_TOO_LONG. */
carnet_status cn_model_text_check(cn_span text, size_t max);
/* CARNET_OK or CARNET_RECORD_CODE for a word that its list lacks: countries,
   languages and currencies have shapes. */
carnet_status cn_model_word_check(int32_t list, cn_span word);
/* CARNET_OK or CARNET_RECORD_SYSTEM for the URI of a code system. */
carnet_status cn_model_uri_check(cn_span uri);

/* Symbols of units that may have a prefix, or may not: words with a space
   before and behind each. */
const char *cn_model_unit_symbols(bool prefixed);

/* ---- readers that value.c, code.c, coding.c and check_field.c share ---- */

/* Fails r unless status is CARNET_OK, which changes nothing; gives what r has
   then. */
static inline carnet_status cn_model_settle(cn_cbor_reader *r,
                                            carnet_status status)
{
    cn_cbor_fail(r, status);
    return r->status;
}

/* A label in letters or packed, which list (or CN_LIST_NONE) lacks. */
cn_span cn_model_get_spelled(cn_cbor_reader *r, int32_t list, size_t max,
                             uint8_t out[CN_MODEL_LABEL_MAX]);
carnet_status cn_model_get_text(cn_cbor_reader *r, size_t max, cn_span *out);
/* One of the codings of a code; c is written whole. */
void cn_model_get_coding(cn_cbor_reader *r, const cn_model_field *f,
                         cn_model_coding *c);

static inline cn_span cn_model_code_of(const cn_model_coding *c)
{
    return cn_span_of(c->code, c->code_len);
}

#define CN_MODEL_MASK_BITS 64 /* of present; field numbers are below */

/* CBOR of the fields of an entry by number, empty where one is not there. Those
   of a critical entry may not be used. */
void cn_model_values(const carnet_entry *e, cn_span values[CN_MODEL_MASK_BITS]);
/* Value of a field of a group (an array that begins with its mask). */
bool cn_model_group_value(cn_span group, uint32_t field, cn_span *out);
/* Unit beside the first listed code in a value of CODE field f; -1 if none. */
int32_t cn_model_code_unit(const cn_model_field *f, const cn_model_code *code);
int32_t cn_model_unit_beside(const cn_model_field *f, cn_span value);
/* Whether a decimal has a form without an array. */
bool cn_model_is_short(const cn_model_decimal *d);
/* Whether a day lies in years 0001 to 9999. */
static inline bool cn_model_is_day(int64_t day)
{
    return day >= CN_DAY_MIN && day <= (int64_t)CN_LIMIT_DAY;
}

/* CARNET_OK, or CARNET_RECORD_DATE for an end that lies before its base, whose
   CBOR base is; estimated dates are not compared. base may be empty. */
carnet_status cn_model_order_check(const cn_model_date *end, cn_span base,
                                   int32_t issue_day);

/* The day that an END counts from, by the CBOR of its base, which may be empty:
   a full date that is not estimated, or the day of issue. */
int32_t cn_model_base_day(cn_span base, int32_t issue_day);

/* ---- encoders (put.c): what the readers take, and nothing else ----
 *
 * Each appends one value to b. CARNET_OK or the CARNET_RECORD_* that says what
 * the field can't hold; then nothing is appended. Memory failures are in
 * b->status.
 */
carnet_status cn_model_put_text(cn_buf *b, const cn_model_field *f,
                                cn_span text);
carnet_status cn_model_put_label(cn_buf *b, const cn_model_field *f,
                                 cn_span text);
carnet_status cn_model_put_int(cn_buf *b, const cn_model_field *f, int64_t v);
carnet_status cn_model_put_enum(cn_buf *b, const cn_model_field *f,
                                uint64_t position);
carnet_status cn_model_put_bytes(cn_buf *b, const cn_model_field *f,
                                 cn_span bytes);
/* Brings a decimal to the one form of its value, format.md section 6.2: no
   zeros behind a mantissa whose scale is below 0. False where it does not
   fit. */
bool cn_model_settle_decimal(cn_model_decimal *d);
/* Settles what it puts. */
carnet_status cn_model_put_decimal(cn_buf *b, const cn_model_decimal *d);
/* ucum: empty for the usual unit; CARNET_RECORD_UNIT where there is none. */
carnet_status cn_model_put_quantity(cn_buf *b, const cn_model_decimal *d,
                                    cn_span ucum, int32_t usual_unit);
carnet_status cn_model_put_date(cn_buf *b, const cn_model_date *d,
                                int32_t issue_day);
/* base: CBOR of the field that an END counts from, empty if absent. */
carnet_status cn_model_put_end(cn_buf *b, const cn_model_date *d,
                               int32_t issue_day, cn_span base);
/* Of each coding: system or uri, code, code_len, label; and words. */
carnet_status cn_model_put_code(cn_buf *b, const cn_model_field *f,
                                const cn_model_code *c);
carnet_status cn_model_put_ref(cn_buf *b, uint32_t part, uint32_t position);
void cn_model_put_leaf(cn_buf *b, const uint8_t leaf[4]);
void cn_model_put_absent(cn_buf *b, int32_t reason); /* CARNET_ABSENT_* */

#define CN_MODEL_FIELDS_MAX 48 /* field numbers are below */

/* The field that must be there and is not in mask, NULL if none is missing. */
const cn_model_field *cn_model_missing(const cn_model_shape *shape,
                                       uint64_t mask);
/* Number of the template that an entry must take, or CN_MODEL_OPEN. mask: of
   its fields; values[n]: CBOR of field n. */
uint32_t cn_model_template_for(uint32_t kind, uint64_t mask,
                               const cn_span *values);

/*
 * Joins encoded values: values[n] is field n, empty where it is not there; a
 * list is one value, its array. Defaults are left out, and an entry takes the
 * template that fits. Nothing is checked but that required fields are there:
 * CARNET_OK, CARNET_RECORD_REQUIRED.
 */
carnet_status cn_model_put_group(cn_buf *b, const cn_model_shape *group,
                                 const cn_span *values);
carnet_status cn_model_put_entry(cn_buf *b, uint32_t kind,
                                 const cn_span *values);

#endif
