/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HL7 FHIR R4: a bundle, such as an International Patient Summary, becomes a
 * record, and a verified passport a document of that sort. What carnet has no
 * place for is reported, never lost in silence; only what its verdict gives
 * leaves: nothing of a refused credential.
 */
#ifndef CARNET_INTEROP_H
#define CARNET_INTEROP_H

#include "carnet/record_build.h"
#include "carnet/verify.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_INTEROP_JSON_MAX 16777216 /* bytes of a bundle */
CARNET_API size_t carnet_interop_json_max(void);

/*
 * Reads a FHIR R4 bundle (JSON) into a record. docs/guide/fhir.md.
 * out: yours to free; NULL on failure. report: receives UTF-8 JSON, yours to
 * free: "elements", each with "element" (its FHIRPath), "type", "relevant" and
 * "why", and the numbers "facts", "kept", "reported" and "relevant"; no value
 * of the bundle is in it. NULL on failure; may be NULL. lost_out: receives how
 * many elements that a clinic may need have no place in the record; may be
 * NULL. problem: receives path, byte offset and line, yours to free, or NULL;
 * may be NULL. json: json_len bytes of UTF-8, lent for the call, at most
 * CARNET_INTEROP_JSON_MAX, with at most 200,000 values and nested 64 deep.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, the JSON class (of it
 * CARNET_JSON_BUNDLE: not a bundle about one person), CARNET_RECORD_TYPE (an
 * element of another type than FHIR gives it), CARNET_RECORD_DATE,
 * CARNET_RECORD_TOO_LONG (a text that is read has more than 1,048,576 bytes),
 * CARNET_RECORD_COUNT (more entries than a record holds), CARNET_RECORD_EMPTY.
 * Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_interop_fhir_import(
    carnet_record **out, carnet_buf **report, size_t *lost_out,
    carnet_problem **problem, const char *json, size_t json_len);

/*
 * All that is not refused as a FHIR R4 document Bundle after IPS 2.0, in JSON:
 * Composition first, a resource for each entry, narrative generated from the
 * entries, a Provenance for each credential with what the verdict says of it
 * and the COSE_Sign1. What FHIR has no element for is in extensions below
 * urn:carnet:extension:. Private entries carry meta.security R. What an entry
 * of an accepted credential replaces (carnet/history.h) is a resource in no
 * section: it would read as a second medicine. The ids of
 * resources depend on the credential and the place in it alone.
 * out: receives UTF-8, yours to free; NULL on failure. verdict: lent for the
 * call. names: num_names NUL-terminated names of the issuers, in the order in
 * which their keys were given to verify; any may be NULL, and so may names
 * where num_names is 0. An issuer without one has that of its trust list.
 * language: of narrative and display texts, BCP 47 tag of language_len bytes,
 * as in carnet_words_match; none is English. now_s: when the document is made,
 * seconds since 1970-01-01T00:00Z, from -62135596800 to 253402300799.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE (now_s), _MEMORY, _ABSENT
 * (all is refused, or was entered in error). Any thread.
 * docs/decisions/interop.md.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_interop_fhir_export(
    carnet_buf **out, const carnet_verdict *verdict, const char *const *names,
    size_t num_names, const char *language, size_t language_len, int64_t now_s);

#ifdef __cplusplus
}
#endif
#endif
