/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the way in share: the bundle being read, the fate of each
 * of its nodes, and the rows of the table (in.def). Whatever has no fate at
 * the end goes to the report.
 */
#ifndef CN_INTEROP_IN_I_H
#define CN_INTEROP_IN_I_H

#include "carnet/fields.h"
#include "carnet/interop.h"
#include "carnet/record_build.h"
#include "interop.h"

#define CN_IN_REFER_MAX 4 /* references followed from one resource to next */
#define CN_IN_FIELDS 48   /* field numbers are below */
#define CN_IN_REASONS 64  /* of medicines that become conditions */
#define CN_IN_RESTS 4     /* entries in which one remark goes on */
#define CN_IN_NO_ENTRY SIZE_MAX

/* What became of a node. */
typedef enum {
#define FATE(NAME, ...) CN_IN_##NAME,
#include "in.def"
    CN_IN_NUM_FATES
} cn_in_fate;

typedef struct {
    cn_span key;
    uint32_t node; /* the resource */
} cn_in_ref;

typedef struct {
    cn_json_doc *doc;
    carnet_record *record;
    uint8_t *fates; /* of each node */
    uint32_t num;   /* nodes */
    uint32_t *made; /* of each node that is a resource: 1 + its entry */
    uint8_t *parts; /* of each node: 1 + part of its entry, once it was asked;
                       only when all entries stand (in_after.c) */
    uint8_t *links; /* of each node: entries that treat it so far */
    cn_in_ref *refs;
    uint32_t num_refs;
    uint32_t composition; /* node, 0 if none */
    uint32_t patient;
    uint32_t main_name; /* of the patient, once it is known */
    size_t details;     /* entry of the patient's details, from 1; 0 if none */
    uint32_t num_patients;
    bool restricted;                 /* the whole document is */
    uint32_t reasons[CN_IN_REASONS]; /* of medicines: each made a condition */
    uint32_t num_reasons;
    cn_buf rest;        /* of a remark that is longer than a note */
    uint32_t rest_node; /* whose it is */
    cn_problem *where;
    carnet_status status; /* first failure; nothing is read after it */
} cn_in;

/* One resource being read into one entry, which is made with its first
   value. */
typedef struct {
    cn_in *x;
    uint32_t home; /* resource of the bundle, whose #contained count */
    size_t entry;
    int32_t kind;
    uint32_t depth;            /* references followed so far */
    uint8_t num[CN_IN_FIELDS]; /* values of each field */
    bool has_since, has_until;
    cn_model_date until;
    cn_model_date since; /* what the end of the kind counts from */
    uint32_t followed[CN_IN_REFER_MAX]; /* resources read along */
    uint32_t num_followed;
    int32_t worst; /* 1 + severity of the worst reaction */
    bool own;      /* carnet wrote the resource: its texts are taken as they
                      are */
    uint64_t own_fields; /* that its extensions filled */
} cn_in_at;

struct cn_in_row;
/* Reads node into the entry. Gives fates to what it takes. */
typedef void (*cn_in_take)(cn_in_at *a, const struct cn_in_row *row,
                           uint32_t node);

typedef struct cn_in_row {
    const char *type;
    const char *path;
    cn_in_take take; /* NULL: fate says it */
    int32_t field;   /* CARNET_<KIND>_* */
    int32_t map;     /* cn_interop_map of a word */
    const char *arg; /* type whose rows go on, or allowed codes */
    cn_in_fate fate; /* what the node is if nothing takes it */
} cn_in_row;

typedef struct {
    const char *name;
    int32_t kind; /* of the entry that it becomes, -1: none of its own */
    const cn_in_row *rows;
    size_t num;
} cn_in_type;

/* ---- the table (in_table.c) ---- */

bool cn_in_type_of(cn_span name, cn_in_type *out);
/* The row of exactly that path; NULL if none. below_out: whether other rows
   lie below it. */
const cn_in_row *cn_in_row_at(const cn_in_type *t, cn_span path,
                              bool *below_out);
/* Reason and whether the clinic loses something, of a fate. */
const char *cn_in_fate_why(cn_in_fate fate);
bool cn_in_fate_lost(cn_in_fate fate);

/* ---- nodes (in_node.c) ---- */

const cn_json_node *cn_in_get(const cn_in *x, uint32_t node);
bool cn_in_is_type(const cn_in *x, uint32_t node, cn_json_type type);
uint32_t cn_in_find(const cn_in *x, uint32_t node, const char *key);
/* Text of a string, of a number its digits; another type, or more than
   CN_LIMIT_FHIR_STRING bytes, makes the bundle invalid. Node 0: empty. */
cn_span cn_in_string(cn_in *x, uint32_t node);
cn_span cn_in_text(cn_in *x, uint32_t node, const char *key);
/* First node at a path, 0 if none; arrays are gone through. */
uint32_t cn_in_first(cn_in *x, uint32_t node, const char *path);
/* Gives a fate to a node and all below it that has none yet. */
void cn_in_mark(cn_in *x, uint32_t node, cn_in_fate fate);
/* The same, whatever they had. */
void cn_in_remark(cn_in *x, uint32_t node, cn_in_fate fate);
void cn_in_fail(cn_in *x, carnet_status status, uint32_t node,
                const char *detail);
/* Number of elements of a node: of an array its own, 1 of another, 0 of
   node 0. */
uint32_t cn_in_count(const cn_in *x, uint32_t node);
/* Calls for each node at the row's path; arrays are gone through. */
void cn_in_each(cn_in_at *a, const cn_in_row *row, uint32_t node,
                const char *path);

/* ---- references (in_refs.c) ---- */

carnet_status cn_in_index(cn_in *x);
/* The resource that a Reference object leads to, 0 if none. */
uint32_t cn_in_resolve(cn_in *x, uint32_t home, uint32_t reference);
cn_span cn_in_resource_type(const cn_in *x, uint32_t resource);

/* ---- values (in_value.c, in_code.c, in_date.c) ---- */

/* The entry of a, made if there is none; false on failure. */
bool cn_in_entry(cn_in_at *a);
/* Row of the schema of a field, or of a member of its group. */
const cn_model_field *cn_in_field(const cn_in_at *a, int32_t field,
                                  int32_t member);
/* Frees a buffer; that it found no memory sticks. */
void cn_in_end(cn_in *x, cn_buf *b);
/* A setter's status; OK counts the value, no memory sticks. */
bool cn_in_did(cn_in_at *a, int32_t field, size_t i, carnet_status status);
/* Has the field its value, being no list? The node then has no room. */
bool cn_in_full(cn_in_at *a, int32_t field, uint32_t node);
/* What is looked at of a text: no field takes more than 1,024 bytes, and one
   resource may be read for many entries. */
#define CN_IN_HEAD 65536u
cn_span cn_in_head(cn_span text);
/* Text without controls, no space at its ends, cut to max bytes; false if
   nothing is left. cut_out may be NULL. */
bool cn_in_clean(cn_buf *b, cn_span text, size_t max, bool *cut_out);
/* Bytes of the longest beginning of a text that has at most max and, if that is
   not all, ends at a space. */
size_t cn_in_piece(cn_span text, size_t max);
bool cn_in_put_text(cn_in_at *a, int32_t field, size_t i, int32_t member,
                    cn_span text, uint32_t node);
/* Takes a text of node into a field that has room; no text, nothing. */
void cn_in_take_text(cn_in_at *a, const cn_in_row *row, cn_span text,
                     uint32_t node);
/* Adds words to a text that may have some, "; " between them. */
bool cn_in_add_words(cn_in_at *a, int32_t field, const char *before,
                     cn_span text, uint32_t node);
/* True or false; any other type makes the bundle invalid, and is no answer. */
bool cn_in_read_truth(cn_in *x, uint32_t node, bool *out);
/* Unit of a Quantity: its UCUM code, else what is written, else a code of
   another system; "1" says less than the word beside it. Whether that is a
   unit of UCUM. */
cn_span cn_in_unit_word(const cn_in_at *a, uint32_t quantity);
bool cn_in_is_ucum(const cn_in_at *a, uint32_t quantity);
bool cn_in_put_quantity(cn_in_at *a, int32_t field, size_t i, int32_t member,
                        uint32_t quantity);
bool cn_in_put_word(cn_in_at *a, int32_t field, size_t i, int32_t member,
                    const char *word);
/* Word of carnet for a code, Coding or CodeableConcept; NULL if none. */
const char *cn_in_word(cn_in *x, cn_interop_map map, uint32_t node);

/* Whether two concepts share a coding. */
bool cn_in_same_code(cn_in *x, uint32_t a, uint32_t b);
/* Whether a concept has a code of LOINC that is in list, with spaces. */
bool cn_in_has_loinc(cn_in *x, uint32_t concept, const char *list);
bool cn_in_among(const char *list, cn_span word);
bool cn_in_usable(cn_in *x, uint32_t concept);
bool cn_in_put_concept(cn_in_at *a, int32_t field, size_t i, int32_t member,
                       uint32_t concept);
/* Its text, else a display; empty if none. */
cn_span cn_in_concept_text(cn_in *x, uint32_t concept);

bool cn_in_read_date(cn_in *x, uint32_t node, cn_model_date *out);
bool cn_in_put_date(cn_in_at *a, int32_t field, size_t i, int32_t member,
                    const cn_model_date *d);
/* Words of a value[x] of any simple type, appended to b. */
void cn_in_value_words(cn_in *x, uint32_t value, cn_buf *b);

/* "value unit" of a Quantity, appended. */
void cn_in_quantity_words(cn_in *x, uint32_t quantity, cn_buf *b);

/* ---- dosages (in_dose.c, in_stages.c) ---- */

#define CN_IN_NO_STAGE SIZE_MAX

/* Frequency and period of a Timing.repeat. */
typedef struct {
    cn_model_decimal period;
    cn_span unit;
    int64_t times;
    bool daily; /* times a day; else once in the period */
} cn_in_rate;

/* False where the record has no field for it. */
bool cn_in_rate_of(cn_in *x, uint32_t repeat, cn_in_rate *out);
/* The same into the fields of the treatment, or of a stage. */
bool cn_in_take_rate(cn_in_at *a, size_t stage, uint32_t repeat);
/* Marks how often, in how long, of a Timing.repeat. */
void cn_in_mark_rate(cn_in *x, uint32_t repeat, cn_in_fate fate);
/* One of several dosages in words: its own, else what its structure says. */
void cn_in_dosage_words(cn_in_at *a, uint32_t dosage);

/* ---- rows (in_rows.c) and what only some resources have ---- */

void cn_in_apply(cn_in_at *a, cn_span type, uint32_t node);
/* Name of what a Reference leads to, else its display, else an identifier, else
   the address of what is not in this bundle; from_out: node that it came from.
 */
cn_span cn_in_reference_name(cn_in *x, uint32_t home, uint32_t reference,
                             uint32_t *from_out);

#define TAKER(name)                                                            \
    void cn_in_take_##name(cn_in_at *a, const cn_in_row *row, uint32_t node)
TAKER(concept);
TAKER(concept_label);
TAKER(concept_words);
TAKER(label);
TAKER(words);
TAKER(date);
TAKER(date_unless);
TAKER(quantity);
TAKER(word);
TAKER(number);
TAKER(truth);
TAKER(name_of);
TAKER(follow);
TAKER(absent);
TAKER(person_name);
TAKER(identifier);
TAKER(contact);
TAKER(vaccine);
TAKER(refusal);
TAKER(agent);
TAKER(severity);
TAKER(dosages);
TAKER(value);
TAKER(range);
TAKER(degree);
TAKER(component);
TAKER(strength);
TAKER(substitution);
TAKER(timing);
TAKER(max_dose);
TAKER(as_needed);
TAKER(due);
TAKER(unless);
TAKER(handed);
TAKER(dispensed);
TAKER(wish);
TAKER(denial);
TAKER(scope);
TAKER(payor);
TAKER(reaction);
TAKER(value_words);
TAKER(component_range);
TAKER(left);
TAKER(extension);
TAKER(own_word);
TAKER(own_identifier);
TAKER(own_ability);
TAKER(own_bytes);
TAKER(own_decimal);
TAKER(flag_priority);
TAKER(name_words);
TAKER(source);
TAKER(order);
TAKER(unknown);
TAKER(remark);

#undef TAKER

/* ---- what carnet itself wrote (in_own.c, in_back.c) ---- */

/* Fields from a list of extensions, before any element is read. */
void cn_in_read_own(cn_in_at *a, uint32_t list);
/* Puts an entry in the part that its extension names, if it is more private
   than that of its kind. */
void cn_in_keep_part(cn_in_at *a, uint32_t list);
/* The field that a URL names, of the kind of a's entry; NULL if none. */
const cn_model_field *cn_in_own_field(const cn_in_at *a, cn_span url);
/* value[x] of an extension; 0 if none. */
uint32_t cn_in_own_value(const cn_in *x, uint32_t extension);
/* Our extension of a name in a list, 0 if none; the text of its value. */
uint32_t cn_in_own_find(cn_in *x, uint32_t list, const char *name);
cn_span cn_in_own_text(cn_in *x, uint32_t list, const char *name);
/* The kind of entry that a resource of ours was made from, -1 if none. */
int32_t cn_in_own_kind(cn_in *x, uint32_t list);
bool cn_in_put_base64(cn_in_at *a, int32_t field, size_t i, int32_t member,
                      cn_span text);
/* The word of an enumeration of ours that a concept, or a list of them, has as
   a coding of ours; NULL if none. */
const char *cn_in_own_word(cn_in *x, int32_t enumeration, uint32_t node);
/* Reads a resource of ours into the entry that it was; false if it is none. */
bool cn_in_read_back(cn_in *x, uint32_t resource);
/* When all entries are there: what belongs to another resource's entry, and
   references. */
void cn_in_read_beside(cn_in *x, uint32_t resource);
void cn_in_read_references(cn_in *x, uint32_t resource);

/* ---- the whole (in.c, in_resource.c, in_report.c) ---- */

void cn_in_read_resource(cn_in *x, uint32_t node);
/* An element that no reader may pass over, or another person. */
bool cn_in_is_readable(cn_in *x, uint32_t resource);
/* Ends an entry: true if it has what it must have, else it is taken away. */
bool cn_in_finish(cn_in_at *a, uint32_t resource);
/* Calls for each section of the document. */
void cn_in_each_section(cn_in *x, void (*f)(cn_in *x, uint32_t section));
void cn_in_read_sections(cn_in *x);
/* What can only be read when all entries stand. */
void cn_in_read_after(cn_in *x);
/* MedicationDispense of a request of this bundle: its supply joins that
   entry, or it becomes an entry of its own. */
void cn_in_read_dispense(cn_in *x, uint32_t resource);
/* Did a MedicationDispense hand something over? */
bool cn_in_is_handed(cn_in *x, uint32_t dispense);
/* Does an Observation say whether the person is pregnant? */
bool cn_in_is_pregnancy(cn_in *x, uint32_t resource);
bool cn_in_is_restricted(cn_in *x, uint32_t resource);
/* Whether a resource says itself how confidential it is. */
bool cn_in_is_labelled(cn_in *x, uint32_t resource);
carnet_status cn_in_report(cn_in *x, carnet_buf **out, size_t *lost_out);

#endif
