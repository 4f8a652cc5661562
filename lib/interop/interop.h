/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the interop room, which alone knows FHIR: one table for both ways
 * (maps.def), an IPS document made from verified entries, and a record read
 * from one. Knows no verdict: what is to leave is handed to it.
 */
#ifndef CN_INTEROP_H
#define CN_INTEROP_H

#include "../base/base.h"
#include "../json/json.h"
#include "../model/model.h"

#include "carnet/verify.h"

/* ---- the table (maps.c, from maps.def) ---- */

typedef enum {
#define MAP(NAME, ...) CN_INTEROP_##NAME,
#include "maps.def"
    CN_INTEROP_NUM_MAPS
} cn_interop_map;

typedef enum {
#define SECTION(NAME, ...) CN_INTEROP_SECTION_##NAME,
#include "maps.def"
    CN_INTEROP_NUM_SECTIONS
} cn_interop_section;

typedef struct {
    const char *loinc;
    const char *title; /* English */
    bool must;         /* demanded by IPS even if empty */
} cn_interop_section_row;

/* Code of FHIR for a word of carnet; NULL where FHIR has none, and for no word
   (NULL: one that can't be read). exact_out (may
   be NULL): whether the code read back gives the same word. */
const char *cn_interop_code(cn_interop_map map, const char *word,
                            bool *exact_out);
/* Word of carnet for a code of FHIR; NULL where there is none. */
const char *cn_interop_word(cn_interop_map map, cn_span code);
/* System of a map's codes; "" where its element has none. */
const char *cn_interop_map_uri(cn_interop_map map);
/* Enumeration (CN_ENUM_*) whose words a map has; CN_LIST_NONE if none. */
int32_t cn_interop_map_enum(cn_interop_map map);

/* Code systems: the URI of FHIR for a name of carnet ("icd-10"), or the name
   itself where carnet does not know it: it is a URI already. */
cn_span cn_interop_system_uri(cn_span name);
/* The name of carnet for a URI, also the OID and other spellings of it; the
   URI itself where carnet does not know the system. */
cn_span cn_interop_system_name(cn_span uri);

/* NULL past the last. */
const cn_interop_section_row *cn_interop_section_get(uint32_t section);

/* ---- URIs of our own, both ways ---- */

/* What FHIR has no element for is an extension of the resource, its URL this
   and "KIND.FIELD" ("common.known"), the value by the field's type, members of
   a group nested by their plain names, absence as CN_INTEROP_ABSENT; and "kind"
   and "part" (valueCode) name what the resource was. "of" (valueReference)
   leads from what is a resource of its own in FHIR to that of its entry. The
   Patient is made from several entries: each stands in an "entry" with its
   kind, part and "place". "further" stands on names of a second one,
   "estimated" on a date, "word" on a display that is not carried, "cbor" holds
   what this version can't read. */
#define CN_INTEROP_EXTENSION "urn:carnet:extension:"
/* Words of an enumeration as codes: this and its name, "visit_kind". */
#define CN_INTEROP_WORDS "urn:carnet:words:"
#define CN_INTEROP_PASSPORT_ID                                                 \
    "urn:carnet:passport-id"                  /* Identifier.system             \
                                               */
#define CN_INTEROP_KEY_ID "urn:carnet:key-id" /* of an issuer */
#define CN_INTEROP_ABSENT                                                      \
    "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
#define CN_INTEROP_FLAG_URL                                                    \
    "http://hl7.org/fhir/StructureDefinition/flag-priority"
#define CN_INTEROP_ABSENCE_CODES                                               \
    "http://terminology.hl7.org/CodeSystem/data-absent-reason"
#define CN_INTEROP_NULL_FLAVOR                                                 \
    "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"
#define CN_INTEROP_CONFIDENTIALITY                                             \
    "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
#define CN_INTEROP_UCUM "http://unitsofmeasure.org"
#define CN_INTEROP_LOINC "http://loinc.org"
#define CN_INTEROP_SNOMED "http://snomed.info/sct"

/* ---- the way out ---- */

/* A credential that is not refused, as its verdict has it. */
typedef struct {
    const uint8_t *identity; /* 32 bytes */
    const uint8_t *key_id;   /* CARNET_KEY_ID_SIZE bytes */
    const char *issuer;      /* a name for its key; NULL if none */
    const char *outcome;     /* "accepted", "review" */
    const char *facts[CARNET_VERIFY_NUM_FACTS];   /* their names */
    const char *answers[CARNET_VERIFY_NUM_FACTS]; /* "yes", "not_checked" */
    cn_span cose;                                 /* COSE_Sign1 */
    int32_t issued_days;
    int32_t valid_until_days; /* CARNET_VERIFY_NO_DAY if unlimited */
    bool withheld;            /* something of it is not in this presentation */
} cn_interop_credential;

/* An entry of one of them. */
typedef struct {
    const carnet_entry *entry;
    size_t credential;
    bool replaced; /* by another that counts: it stands in no section */
} cn_interop_item;

typedef struct {
    const cn_interop_credential *credentials; /* 1 or more */
    size_t num_credentials;
    const cn_interop_item *items;
    size_t num_items;
    int64_t now_s;
    cn_span language; /* BCP 47 */
} cn_interop_source;

/* Appends an IPS document bundle as JSON. CARNET_OK, CARNET_CALLER_MEMORY. */
carnet_status cn_interop_fhir_out(cn_buf *out, const cn_interop_source *source);

#endif
