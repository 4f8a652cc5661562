/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the model room: the record. One table (schema.def) says what kinds,
 * groups and fields there are; codec.c steps through entries, value.c values,
 * check.c demands the one legal encoding, build.c encodes a record being made,
 * form.c is its JSON form and form_take.c what every form of an entry needs.
 * Stepping (cn_model_step) reads no field: it is all that runs before a
 * signature is checked.
 */
#ifndef CN_MODEL_H
#define CN_MODEL_H

#include "../base/base.h"
#include "../cbor/cbor.h"
#include "../json/json.h"
#include "../words/words.h"
#include "carnet/record.h"

#define CN_MODEL_NUM_PARTS 3
#define CN_MODEL_ITEMS_DEPTH 7 /* nesting of items, items being 1 */

/* ---- the schema table (schema.c, from schema.def) ---- */

typedef enum {
    CN_TYPE_TEXT,
    CN_TYPE_LABEL,
    CN_TYPE_INT,
    CN_TYPE_BOOL,
    CN_TYPE_ENUM,
    CN_TYPE_DECIMAL,
    CN_TYPE_QUANTITY,
    CN_TYPE_DATE,
    CN_TYPE_END,
    CN_TYPE_CODE,
    CN_TYPE_REF,
    CN_TYPE_GROUP,
    CN_TYPE_BYTES
} cn_model_type;

/* Numbers of the table: CN_GROUP_PHASE, CN_SYSTEM_ATC, and of all lists in one
   row: of codes CN_LIST_MEDICINES, of words CN_LIST_COUNTRIES, the units, the
   words of enumerations CN_ENUM_SEX. Kinds, fields and these words' numbers are
   in carnet/fields.h. */
enum {
#define GROUP(number, NAME, ...) CN_GROUP_##NAME = (number),
#include "schema.def"
};
enum {
#define SYSTEM(number, NAME, ...) CN_SYSTEM_##NAME = (number),
#include "schema.def"
    CN_NUM_SYSTEMS
};
enum {
    CN_LIST_NONE, /* empty */
#define CODES(NAME, ...) CN_LIST_##NAME,
#include "schema.def"
    CN_LIST_FIRST_WORDS,                          /* of countries and others */
    CN_LIST_LAST_CODES = CN_LIST_FIRST_WORDS - 1, /* words begin there */
#define WORDS(NAME, ...) CN_LIST_##NAME,
#include "schema.def"
    CN_LIST_UNITS,
#define ENUM(NAME, words) CN_ENUM_##NAME,
#include "schema.def"
    CN_NUM_LISTS
};

/* Usual unit of a QUANTITY: an index in the list of units, or one of these. */
#define CN_UNIT_NONE (-1)    /* always written */
#define CN_UNIT_OF_FORM (-2) /* beside the entry's dose form */
#define CN_UNIT_OF_TEST (-3) /* beside the test of the entry or component */

#define CN_FIELD_REQUIRED 1u
#define CN_FIELD_LIST 2u
#define CN_FIELD_ABSENT 4u

typedef struct {
    const char *name;  /* JSON name */
    const char *about; /* what it is, English */
    int32_t a, b;      /* see schema.def */
    uint8_t number;
    uint8_t type; /* cn_model_type */
    uint8_t flags;
} cn_model_field;

/* A kind or a group: its fields in the order of their numbers. */
typedef struct {
    const char *name;
    const char *about;
    const cn_model_field *fields;
    uint8_t num_fields;
    uint8_t part;      /* default part of a kind */
    uint64_t known;    /* mask of its fields */
    uint64_t required; /* mask of required fields without default */
    uint64_t one_of;   /* mask of which one must be there; 0: no such rule */
} cn_model_shape;

const cn_model_shape *cn_model_kind(uint32_t kind);   /* NULL if unknown */
const cn_model_shape *cn_model_group(uint32_t group); /* NULL if unknown */
const cn_model_field *cn_model_field_of(const cn_model_shape *s,
                                        uint32_t number); /* NULL if none */
/* Name of an enumeration in capitals, NULL if there is none (names.c). */
const char *cn_model_enum_name(int32_t enumeration);
/* Whether a field is one of those that every kind has; a group has none. */
bool cn_model_is_common(const cn_model_shape *owner, const cn_model_field *f);

/* ---- code systems and lists (systems.c) ---- */

typedef struct {
    const char *name; /* "icd-10", as in JSON */
    const char *uri;  /* FHIR system URI */
} cn_model_system;

typedef struct {
    const char *code; /* "E11.9" */
    uint8_t system;   /* index of its system */
    int16_t unit;     /* forms, tests: index of the usual unit, else -1 */
} cn_model_listed;

const cn_model_system *cn_model_system_get(uint32_t i); /* NULL if none */
/* Whether a LOINC code is of a blood group: ABO and Rh together, ABO, Rh. */
bool cn_model_is_blood_group(cn_span code);
/* Element i of a list of codes; NULL past the end or for NONE. */
const cn_model_listed *cn_model_list_get(int32_t list, uint64_t i);
/* Word i of a list of words; NULL past the end or for NONE. */
const char *cn_model_word_get(int32_t list, uint64_t i);

/* Index of a word in a list, -1 if none. */
int32_t cn_model_word_find(int32_t list, cn_span word);

static inline const char *cn_model_enum_word(int32_t enumeration, uint64_t i)
{
    return cn_model_word_get(enumeration, i);
}
/* The English word of a listed code, of which each has one (names.c). */
void cn_model_listed_word(cn_words_word *out, const cn_model_listed *l);

/* ---- entries as they stand in items (codec.c) ---- */

struct carnet_entry {
    cn_span bytes;    /* all of the entry, as hashed */
    cn_span values;   /* what follows the template or mask */
    uint64_t present; /* fields that are written or fixed by the template */
    int32_t day;      /* day of issue: what dates count from */
    uint32_t kind;
    uint16_t position;       /* in its part, from 0 */
    uint8_t part;            /* CARNET_PART_* */
    uint8_t template_number; /* 255: open form */
    bool beyond;   /* an unknown kind or field: more than this version reads */
    bool critical; /* negative mask with an unknown field, or an unknown kind:
                      none of it may be shown as read */
};

/*
 * Takes the next entry from a reader that stands in a part's array (scanned
 * before), with elements_left elements to go; moves both. Looks at template,
 * kind and mask only, never at a value. part, position and day are the
 * caller's to set. CARNET_OK, CARNET_CBOR_TYPE, _RANGE, _SHAPE, _COUNT.
 */
carnet_status cn_model_step(cn_cbor_reader *r, size_t *elements_left,
                            carnet_entry *out);

/*
 * Checks a whole entry: every value, required fields, the one legal encoding,
 * references that lead nowhere or to a more private part. e has part, position
 * and day. num_in_part: entries of each part of the credential, SIZE_MAX where
 * it is withheld; NULL where references are not to be followed. Unknown kinds
 * and fields pass. where may be NULL. CARNET_OK or CARNET_RECORD_*,
 * CARNET_CBOR_*.
 */
carnet_status cn_model_check(const carnet_entry *e, const size_t *num_in_part,
                             cn_problem *where);

/* CBOR of a field's value; false if it is not present. Defaults are not
   present. */
bool cn_model_value(const carnet_entry *e, uint32_t field, cn_span *out);

/* ---- values (value.c): CBOR to something a program can use ---- */

typedef struct {
    int64_t mantissa; /* value = mantissa * 10^-scale */
    int32_t scale;
} cn_model_decimal;

typedef struct {
    cn_model_decimal value;
    const char *unit_text; /* zero-terminated if listed, else NULL */
    cn_span unit;          /* UCUM; empty if none */
} cn_model_quantity;

/* What cn_model_get_date gives has zeroes in what its precision lacks, and no
   padding: equal dates are equal bytes. */
typedef struct {
    uint8_t precision; /* CARNET_DATE_DAY, _MONTH, _YEAR, _MINUTE */
    bool estimated;
    uint8_t none[6];     /* in place of padding */
    int64_t minutes;     /* MINUTE: since 1970-01-01T00:00Z */
    int32_t days;        /* DAY, and local day of MINUTE: since 1970-01-01 */
    int32_t year, month; /* MONTH and YEAR only */
    int32_t offset;      /* MINUTE: minutes east of UTC */
} cn_model_date;

typedef struct {
    int32_t system; /* -1: a URI, in uri */
    int32_t listed; /* index in the field's list, -1 if not */
    cn_span uri;
    cn_span label; /* empty if none */
    size_t code_len;
    char code[132]; /* zero-terminated */
} cn_model_coding;

typedef struct {
    uint32_t num;  /* codings, 0 to 4 */
    cn_span words; /* empty if none */
    cn_model_coding codings[4];
} cn_model_code;

/* Readers for one value; each demands the one legal encoding. A reason that may
   stand in its place is taken before, see cn_model_take_absence. */
carnet_status cn_model_get_decimal(cn_cbor_reader *r, cn_model_decimal *out);
carnet_status cn_model_get_quantity(cn_cbor_reader *r, int32_t usual_unit,
                                    cn_model_quantity *out);
carnet_status cn_model_get_date(cn_cbor_reader *r, int32_t base_day,
                                int32_t issue_day, cn_model_date *out);
/* A DATE by its CBOR; false where it is not there, or a reason why not. */
bool cn_model_told_date(cn_span value, int32_t issue_day, cn_model_date *out);
/* First and last day that a date can mean. */
void cn_model_date_span(const cn_model_date *d, int32_t *first, int32_t *last);
carnet_status cn_model_get_code(cn_cbor_reader *r, const cn_model_field *f,
                                cn_model_code *out);
/* Text of a label into out (CN_MODEL_LABEL_MAX bytes) or lent from the bytes;
 *text points to either. */
#define CN_MODEL_LABEL_MAX 160
carnet_status cn_model_get_label(cn_cbor_reader *r, const cn_model_field *f,
                                 uint8_t out[CN_MODEL_LABEL_MAX],
                                 cn_span *text);
/* CARNET_OK or CARNET_RECORD_UNIT for a UCUM unit. */
carnet_status cn_model_unit_check(cn_span ucum);
/* Usual unit (index, -1 none) of a QUANTITY field in its entry or group. */
int32_t cn_model_usual_unit(const cn_model_field *f, const carnet_entry *e,
                            const cn_span *group);

/* ---- values of a checked entry (form_take.c) ---- */

/* Can its known fields be read? Not where a critical one is unknown. */
bool cn_model_is_readable(const carnet_entry *e);
/* CARNET_ABSENT_* where a reason stands in place of a value, which is then
   stepped over; CARNET_ABSENT_NO and nothing moved where a value does. */
int32_t cn_model_take_absence(cn_cbor_reader *r, const cn_model_field *f);
/* A DATE, or an END counted from its base. */
carnet_status cn_model_take_date(cn_cbor_reader *r, const cn_model_field *f,
                                 const carnet_entry *e, cn_model_date *out);
/* part: CARNET_PART_* and a position, or CARNET_RECORD_ELSEWHERE and a leaf. */
carnet_status cn_model_take_reference(cn_cbor_reader *r, int32_t *part,
                                      uint32_t *target);
/* Name of a coding's system, or its URI. */
cn_span cn_model_coding_system(const cn_model_coding *c);
/* Words for a coding: the label carried or, of a code in the field's list, the
   English word, which is put into room; empty if none. */
cn_span cn_model_coding_display(const cn_model_coding *c, cn_words_word *room);
/* Table of the phrase book that has the words of a coding's system; -1 if
   none. */
int32_t cn_model_coding_table(const cn_model_coding *c);

/* ---- JSON form (form.c) ---- */

/* Writes one entry as a JSON object: kind, id ("clinic/3"), part, fields, and
   what this version can't read as "cbor". */
carnet_status cn_model_form_write(cn_json_writer *w, const carnet_entry *e);
/* Text forms that JSON and people share. out: 64 bytes or more. */
void cn_model_date_text(char *out, const cn_model_date *d); /* EDTF */
void cn_model_decimal_text(char *out, const cn_model_decimal *d);
/* EDTF or RFC 3339 to the minute; false for what is no date or instant. */
bool cn_form_date(cn_span text, cn_model_date *out);
/* A JSON number's digits; false where mantissa or scale do not fit. */
bool cn_form_decimal(cn_span digits, cn_model_decimal *out);
/* "desk", "clinic", "private"; "" for another number. */
const char *cn_model_part_name(uint32_t part);
/* "clinic/3" or "leaf:1f2e3d4c" and a zero; out: 24 bytes or more. */
void cn_model_place_text(char *out, uint32_t part, uint32_t position);
void cn_model_leaf_text(char *out, uint32_t leaf);

/* ---- a record being made (build.c) ---- */

#define CN_MODEL_WHY_MAX 96 /* bytes of a rule's name, its zero included */

/* What an entry asks for by its kind, codes and words. */
typedef struct {
    uint8_t part;
    char why[CN_MODEL_WHY_MAX]; /* rule that sent it to private, or "" */
    char code[40];              /* code or word that did, or "" */
    cn_buf unknown; /* URIs of code systems that are not known, each once, a
                       zero behind each */
} cn_model_asked;

/* The part that an entry belongs to by its kind and all that it says: the most
   private one that anything asks for (parts.c). Memory failures are in
   out->unknown.status. */
void cn_model_ask_part(cn_model_asked *out, const carnet_entry *e);

/* One entry of a record, encoded for a day of issue. */
typedef struct {
    cn_buf bytes;
    size_t source; /* index of the entry in the record */
    uint32_t kind;
    uint8_t part; /* where it goes */
    cn_model_asked asked;
    cn_buf clashes; /* words of a code that are ours for another code of its
                       system (clash.c): words, system, code and the other
                       code, a zero behind each; nothing on a card */
} cn_model_encoded;

/*
 * A card for an audience of its own: of the record it holds what sees() says.
 * Nothing in it leads elsewhere, for that would link it to other cards of the
 * same holder: no reference to what it leaves out or to another credential, and
 * no passport_id. An entry that is kept as CBOR may hold what is not known to
 * lead elsewhere, and is left out.
 */
typedef struct {
    bool (*sees)(size_t audience, const carnet_entry *e);
    size_t audience;
} cn_model_card;

/*
 * Encodes the entries of a record, or those of a card (NULL: all), sorted into
 * parts, references resolved to (part, position); each is then checked as one
 * from outside is. *out is an array of *num_out, which may be 0 for a card;
 * free with cn_model_encoded_free.
 */
carnet_status cn_model_encode(cn_model_encoded **out, size_t *num_out,
                              const carnet_record *record,
                              const cn_model_card *card, int32_t issue_day,
                              cn_problem *where);
void cn_model_encoded_free(cn_model_encoded *list, size_t num);
/* The part that an entry of a record would go to: the one it was put in, else
   what it asks for; private where it can't be encoded yet. CARNET_OK,
   CARNET_CALLER_MEMORY. */
carnet_status cn_model_record_part(uint8_t *part_out,
                                   const carnet_record *record, size_t entry);

/* ---- a record being read from another form (record_undo.c) ---- */

/* Appends the text that a TEXT or LABEL field of an entry has so far; nothing
   where it has none. CARNET_OK, CARNET_CALLER_ABSENT, CARNET_CALLER_MEMORY. */
carnet_status cn_model_record_text(cn_buf *b, const carnet_record *record,
                                   size_t entry, uint32_t field);
/* Takes the entries from number num on away, to which nothing may refer. */
void cn_model_record_cut(carnet_record *record, size_t num);

#endif
