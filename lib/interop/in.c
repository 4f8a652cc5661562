/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way in: a FHIR R4 bundle becomes a record and a report. Refuses what is
 * no JSON, no Bundle, or has an element of another type than FHIR gives it;
 * knows no clock, fetches nothing, and reads no narrative.
 */
#include "in_i.h"

_Static_assert(CARNET_INTEROP_JSON_MAX == CN_LIMIT_FHIR_BYTES, "one limit");

size_t carnet_interop_json_max(void)
{
    return CARNET_INTEROP_JSON_MAX;
}

static carnet_status begin(cn_in *x, cn_span json)
{
    static const cn_json_limits limits = {
        CN_LIMIT_FHIR_BYTES, CN_LIMIT_FHIR_DEPTH, CN_LIMIT_FHIR_NODES};
    carnet_status status =
        cn_json_read_within(&x->doc, x->where, json, &limits);
    if (status != CARNET_OK) {
        return status;
    }
    x->num = cn_json_get(x->doc, 0)->next;
    x->fates = cn_mem_array(x->num, sizeof *x->fates);
    x->made = cn_mem_array(x->num, sizeof *x->made);
    x->links = cn_mem_array(x->num, sizeof *x->links);
    x->parts = cn_mem_array(x->num, sizeof *x->parts);
    bool good = x->fates != NULL && x->made != NULL && x->links != NULL &&
                x->parts != NULL;
    return good ? carnet_record_new(&x->record) : CARNET_CALLER_MEMORY;
}

static void end(cn_in *x)
{
    size_t num_refs =
        2 * (size_t)(x->doc == NULL
                         ? 0
                         : cn_in_count(x, cn_in_find(x, 0, "entry"))) +
        1;
    cn_mem_free(x->refs, x->refs == NULL ? 0 : num_refs * sizeof *x->refs);
    cn_mem_free(x->fates, x->num * sizeof *x->fates);
    cn_mem_free(x->made, x->num * sizeof *x->made);
    cn_mem_free(x->links, x->num * sizeof *x->links);
    cn_mem_free(x->parts, x->num * sizeof *x->parts);
    cn_buf_free(&x->rest);
    cn_json_free(x->doc);
    carnet_record_free(x->record);
}

/* ---- is it a bundle? ---- */

static void check_entry(cn_in *x, uint32_t entry)
{
    uint32_t resource = cn_in_find(x, entry, "resource");
    if (!cn_in_is_type(x, entry, CN_JSON_OBJECT)) {
        cn_in_fail(x, CARNET_RECORD_TYPE, entry, "an object is due here");
    } else if (resource != 0 && cn_in_resource_type(x, resource).len == 0) {
        cn_in_fail(x, CARNET_JSON_BUNDLE, resource,
                   "a resource with a resourceType is due here");
    }
}

static void check_bundle(cn_in *x)
{
    uint32_t type = cn_in_find(x, 0, "resourceType");
    uint32_t list = cn_in_find(x, 0, "entry");
    if (type == 0 || !cn_json_is(cn_in_get(x, type), "Bundle")) {
        cn_in_fail(x, CARNET_JSON_BUNDLE, type,
                   "its resourceType is not Bundle");
    } else if (!cn_in_is_type(x, list, CN_JSON_ARRAY)) {
        cn_in_fail(x, CARNET_JSON_BUNDLE, list, "it has no list of entries");
    }
    uint32_t end_of = x->status == CARNET_OK ? cn_in_get(x, list)->next : 0;
    for (uint32_t e = list + 1; e < end_of && x->status == CARNET_OK;
         e = cn_in_get(x, e)->next) {
        check_entry(x, e);
    }
}

/* ---- whom it is about ---- */

typedef void (*for_resource)(cn_in *x, uint32_t resource);

static void each_resource(cn_in *x, for_resource f)
{
    uint32_t list = cn_in_find(x, 0, "entry");
    uint32_t end_of = cn_in_get(x, list)->next;
    for (uint32_t e = list + 1; e < end_of && x->status == CARNET_OK;
         e = cn_in_get(x, e)->next) {
        uint32_t resource = cn_in_find(x, e, "resource");
        if (resource != 0) {
            f(x, resource);
        }
    }
}

static void note_resource(cn_in *x, uint32_t resource)
{
    cn_span type = cn_in_resource_type(x, resource);
    if (cn_span_equal(type, CN_SPAN_LIT("Patient"))) {
        x->patient = x->num_patients++ == 0 ? resource : x->patient;
    }
    if (cn_span_equal(type, CN_SPAN_LIT("Composition")) &&
        x->composition == 0) {
        x->composition = resource;
    }
}

/* The document's subject, else the first and only Patient. */
static void find_subject(cn_in *x)
{
    each_resource(x, note_resource);
    uint32_t subject =
        x->composition != 0 ? cn_in_find(x, x->composition, "subject") : 0;
    uint32_t whom = cn_in_is_type(x, subject, CN_JSON_OBJECT)
                        ? cn_in_resolve(x, x->composition, subject)
                        : 0;
    if (whom != 0 &&
        cn_span_equal(cn_in_resource_type(x, whom), CN_SPAN_LIT("Patient"))) {
        x->patient = whom;
    } else if (x->num_patients != 1) {
        cn_in_fail(x, CARNET_JSON_BUNDLE, 0,
                   x->num_patients == 0
                       ? "it has no Patient"
                       : "it has several Patients and no document says whom "
                         "it is about");
    }
}

/* A document above "normal" is private as a whole, but for the name. */
static void find_confidentiality(cn_in *x)
{
    uint32_t c = x->composition;
    x->restricted =
        cn_in_is_restricted(x, 0) ||
        (c != 0 && (cn_in_is_restricted(x, c) ||
                    cn_in_among("R V", cn_in_text(x, c, "confidentiality"))));
}

/* When all requests have their entry. */
static void read_dispense(cn_in *x, uint32_t resource)
{
    if (cn_span_equal(cn_in_resource_type(x, resource),
                      CN_SPAN_LIT("MedicationDispense"))) {
        cn_in_read_dispense(x, resource);
    }
}

static carnet_status read_all(cn_in *x)
{
    check_bundle(x);
    if (x->status == CARNET_OK) {
        x->status = cn_in_index(x);
    }
    if (x->status == CARNET_OK) {
        find_subject(x);
    }
    if (x->status == CARNET_OK) {
        find_confidentiality(x);
        each_resource(x, cn_in_read_resource);
    }
    if (x->status == CARNET_OK) {
        each_resource(x, read_dispense);
        each_resource(x, cn_in_read_beside);
        each_resource(x, cn_in_read_references);
    }
    if (x->status == CARNET_OK) {
        cn_in_read_sections(x);
    }
    if (x->status == CARNET_OK) {
        cn_in_read_after(x);
    }
    if (x->status == CARNET_OK && carnet_record_num_entries(x->record) == 0) {
        cn_in_fail(x, CARNET_RECORD_EMPTY, 0, "nothing in it became an entry");
    }
    return x->status;
}

carnet_status carnet_interop_fhir_import(carnet_record **out,
                                         carnet_buf **report, size_t *lost_out,
                                         carnet_problem **problem,
                                         const char *json, size_t json_len)
{
    cn_problem where = {0};
    cn_in x = {.where = &where};
    cn_buf_init(&x.rest);
    cn_problem_clear(problem);
    if (report != NULL) {
        *report = NULL;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = cn_span_check(json, json_len);
    if (status == CARNET_OK) {
        status = begin(&x, cn_span_of(json, json_len));
    }
    if (status == CARNET_OK) {
        status = read_all(&x);
    }
    if (status == CARNET_OK) {
        status = cn_in_report(&x, report, lost_out);
    }
    if (status == CARNET_OK) {
        *out = x.record;
        x.record = NULL;
    } else {
        cn_problem_note(&where, status, 0, NULL, NULL);
        cn_problem_give(&where, problem);
    }
    end(&x);
    return status;
}
