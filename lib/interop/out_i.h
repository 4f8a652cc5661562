/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between the files of the way out: one resource being written, and what puts
 * a field of its entry into an element. Whatever puts a field notes it as
 * said; what was not said goes into extensions when the resource ends.
 */
#ifndef CN_INTEROP_OUT_I_H
#define CN_INTEROP_OUT_I_H

#include "../view/view.h"
#include "interop.h"

#define CN_OUT_ID_SIZE 37 /* a UUID in text and a zero */

/* What is made from one entry, or from a credential where there is none. */
typedef enum {
    CN_OUT_MAIN,
    CN_OUT_SECOND, /* a Device, an estimated date of delivery */
    CN_OUT_BUNDLE,
    CN_OUT_COMPOSITION,
    CN_OUT_ISSUER,
    CN_OUT_PROVENANCE,
    CN_OUT_PATIENT,
    CN_OUT_GRAVIDA,
    CN_OUT_PARITY,
    CN_OUT_CONTACT /* and further ones, one each */
} cn_out_role;

typedef struct {
    cn_json_writer w;
    const cn_interop_source *source;
    const cn_interop_item *item; /* whose resource is written */
    const carnet_entry *e;       /* its entry */
    uint64_t said;               /* fields of e that are in an element */
    char patient[CN_OUT_ID_SIZE];
    carnet_status status; /* of narrative and labels: the first failure */
    uint8_t language;
} cn_out;

/* A value: a field of the entry, which of a list, a member of its group. */
typedef struct {
    int32_t field;
    size_t i;
    int32_t member;
} cn_out_place;

#define CN_OUT_FIELD(field) ((cn_out_place){(field), 0, CARNET_RECORD_SELF})

/* ---- ids (out_put.c) ---- */

/* UUID of version 8 (RFC 9562): 12 bytes of a credential's identity, then what
   the resource is made from. The same entry has the same one in every
   presentation. */
void cn_out_uuid(char out[CN_OUT_ID_SIZE], const uint8_t seed[12],
                 uint32_t part, uint32_t position, uint32_t role);
void cn_out_item_id(char out[CN_OUT_ID_SIZE], const cn_out *o,
                    const cn_interop_item *item, uint32_t role);
void cn_out_reference(cn_out *o, const char *key, const char *id);
void cn_out_subject(cn_out *o, const char *key);

/* ---- plain members (out_put.c) ---- */

void cn_out_str(cn_out *o, const char *key, const char *text);
void cn_out_open(cn_out *o, const char *key);       /* "key": { */
void cn_out_close(cn_out *o);                       /* } */
void cn_out_open_array(cn_out *o, const char *key); /* "key": [ */
void cn_out_close_array(cn_out *o);
/* Members of a Coding into the object that is open; display may be NULL. */
void cn_out_coding(cn_out *o, const char *system, const char *code,
                   const char *display);
/* "key": a CodeableConcept of one coding. */
void cn_out_concept(cn_out *o, const char *key, const char *system,
                    const char *code, const char *display);
/* A Coding: our own word of an enumeration; and a concept of it alone, or
   nothing where the word is NULL: it can't be read. */
void cn_out_own_coding(cn_out *o, int32_t enumeration, const char *word);
void cn_out_own_concept(cn_out *o, const char *key, int32_t enumeration,
                        const char *word);
/* "key": our code of the entry's kind, with the phrase book's name of it. */
void cn_out_kind_concept(cn_out *o, const char *key);
void cn_out_display(cn_out *o, const char *key, const char *text);
/* "key": words for people, more than this version can read. */
void cn_out_beyond(cn_out *o, const char *key);
/* "key": a concept that says why there is no other; "unsupported" also with
   words for people: more than this version can read. */
void cn_out_reason(cn_out *o, const char *key, const char *code);
/* "extension" of the element that is open: why it has no value. */
void cn_out_absence(cn_out *o, const char *code);
/* The extension of a primitive that stands at "_key": why it has no value; a
   mark of ours on one that has. */
void cn_out_absent(cn_out *o, const char *key, const char *code);
void cn_out_mark(cn_out *o, const char *key, const char *mark);

/* ---- fields of the entry: false, and nothing put, where there is none
   (out_put.c, out_date.c, out_code.c, out_number.c) ---- */

bool cn_out_has(const cn_out *o, int32_t field);
void cn_out_say(cn_out *o, int32_t field);
/* An INT at any place; nothing is noted as said. */
bool cn_out_put_int(cn_out *o, const char *key, cn_out_place at);
/* Its text, or "". out: CARNET_RECORD_TEXT_SIZE bytes. */
bool cn_out_copy(const cn_out *o, char *out, cn_out_place at);
bool cn_out_text(cn_out *o, const char *key, int32_t field);
/* [ { "text": ... } ]: an Annotation. */
bool cn_out_note(cn_out *o, const char *key, int32_t field);
/* { "display": ... }: a Reference to what is no resource. */
bool cn_out_named(cn_out *o, const char *key, int32_t field);
/* A dateTime, or why there is none. */
bool cn_out_date(cn_out *o, const char *key, int32_t field);
/* The same, cut to a date. */
bool cn_out_day(cn_out *o, const char *key, int32_t field);
/* The same, and data-absent-reason "unknown" where nothing is said. */
void cn_out_must_date(cn_out *o, const char *key, int32_t field);
/* { "start": , "end": }; -1 for a field that there is not. */
bool cn_out_period(cn_out *o, const char *key, int32_t start, int32_t end);
bool cn_out_code(cn_out *o, const char *key, int32_t field);
/* The same where FHIR demands one: of what a later version wrote it may be that
   none can be read, and that is said. */
void cn_out_must_code(cn_out *o, const char *key, int32_t field);
/* A list of codes, or one, as a list of concepts. */
bool cn_out_codes(cn_out *o, const char *key, int32_t field);
bool cn_out_quantity(cn_out *o, const char *key, int32_t field);
/* A word by its map: as code, as concept. */
bool cn_out_word(cn_out *o, const char *key, cn_interop_map map, int32_t field);
bool cn_out_word_concept(cn_out *o, const char *key, cn_interop_map map,
                         int32_t field);

/* The same of any place, with nothing noted as said. */
bool cn_out_put_date(cn_out *o, const char *key, cn_out_place at, bool day);
bool cn_out_put_code(cn_out *o, const char *key, cn_out_place at);
bool cn_out_put_quantity(cn_out *o, const char *key, cn_out_place at);
/* comparator: "<" and the like, or NULL. */
bool cn_out_put_compared(cn_out *o, const char *key, cn_out_place at,
                         const char *comparator);
bool cn_out_put_decimal(cn_out *o, const char *key, cn_out_place at);

/* ---- resources (out_entry.c) ---- */

/* Begins a resource in a bundle entry: fullUrl, resourceType, id, labels. */
void cn_out_begin(cn_out *o, const char *type, const char *id);
/* Begins the main resource of the item, and its narrative. */
void cn_out_begin_item(cn_out *o, const char *type);
void cn_out_end(cn_out *o);
/* An extension with a value that is there yet to be put. */
void cn_out_open_extension(cn_out *o, const char *url);
/* A whole one, of a code. */
void cn_out_code_extension(cn_out *o, const char *url, const char *code);
/* The array of extensions, its own first; end_rest puts all that was not said
   and closes it. */
void cn_out_begin_rest(cn_out *o);
void cn_out_end_rest(cn_out *o);
/* Our extension that leads to the resource of the entry that another belongs
   to; and the mark of an entry: its kind and part. */
void cn_out_of(cn_out *o, const char *id);
void cn_out_kind_and_part(cn_out *o);
/* Both, and ends the resource. */
void cn_out_finish(cn_out *o);
/* Puts what was not said of the entry that is written now into that array. */
void cn_out_rest(cn_out *o);
/* "text": what people read of one entry; of all that go to a section, or what
   is said instead where none does. */
void cn_out_narrative(cn_out *o, const carnet_entry *e);
void cn_out_section_narrative(cn_out *o, cn_interop_section section,
                              const char *instead);

/* ---- kinds ---- */

/* Writes the resources of an item (out_kinds.c). */
void cn_out_item(cn_out *o, const cn_interop_item *item);
/* The resource of an item that sections refer to; NULL where there is none. */
const char *cn_out_type(const carnet_entry *e);
/* Section that an item's resource goes to; CN_INTEROP_NUM_SECTIONS if none. */
cn_interop_section cn_out_section(const carnet_entry *e);
/* Whether that is this one. What is replaced is in none: it would read as
   current. */
bool cn_out_is_in(const cn_interop_item *item, cn_interop_section section);
/* Whether an item belongs to a section by its kind and is a Basic in another:
   none of it can be read, which the section must not pass over. */
bool cn_out_is_beyond_in(const cn_interop_item *item,
                         cn_interop_section section);
void cn_out_patient(cn_out *o);

/* Composition and what stands around entries (out_document.c). */
void cn_out_composition(cn_out *o);
void cn_out_issuers(cn_out *o);
void cn_out_provenance(cn_out *o);
/* The issuer of a credential, by its key. */
void cn_out_issuer_id(char out[CN_OUT_ID_SIZE], const cn_out *o,
                      size_t credential);
/* Whether an earlier credential has the same issuer. */
bool cn_out_is_further(const cn_out *o, size_t credential);

void cn_out_contacts(cn_out *o);
void cn_out_condition(cn_out *o);
void cn_out_prescription(cn_out *o);
void cn_out_vaccination(cn_out *o);
void cn_out_allergy(cn_out *o);
void cn_out_procedure(cn_out *o);
void cn_out_device(cn_out *o);
void cn_out_result(cn_out *o);
void cn_out_pregnancy(cn_out *o);
void cn_out_mental_health(cn_out *o);
void cn_out_function(cn_out *o);
void cn_out_clearance(cn_out *o);
void cn_out_visit(cn_out *o);
void cn_out_protection(cn_out *o);
void cn_out_referral(cn_out *o);
void cn_out_plan(cn_out *o);
void cn_out_need(cn_out *o);
void cn_out_travel_care(cn_out *o);
void cn_out_coverage(cn_out *o);
void cn_out_alert(cn_out *o);
void cn_out_wish(cn_out *o);
void cn_out_evidence(cn_out *o);

#endif
