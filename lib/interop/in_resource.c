/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One resource becomes an entry, or does not: not where an unknown modifier
 * changes its meaning, not where its state says that it is no fact, not where
 * it is about another person, and not where it lacks what an entry must have.
 */
#include "in_i.h"

/* An element that no reader may pass over (FHIR R4, extensibility). */
static bool has_modifier(cn_in *x, uint32_t resource)
{
    uint32_t end = cn_in_get(x, resource)->next;
    for (uint32_t i = resource + 1; i < end; i++) {
        const cn_json_node *n = cn_in_get(x, i);
        bool key = n->type == CN_JSON_STRING && i + 1 < end &&
                   cn_in_get(x, n->parent)->type == CN_JSON_OBJECT &&
                   cn_in_get(x, i + 1)->parent == n->parent;
        if (key && cn_span_equal(n->text, CN_SPAN_LIT("modifierExtension"))) {
            return true;
        }
    }
    return cn_in_find(x, resource, "implicitRules") != 0;
}

static bool is_about_another(cn_in *x, uint32_t resource)
{
    static const char *const keys[] = {"subject", "patient", "beneficiary"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        uint32_t reference = cn_in_find(x, resource, keys[i]);
        if (!cn_in_is_type(x, reference, CN_JSON_OBJECT)) {
            continue;
        }
        uint32_t whom = cn_in_resolve(x, resource, reference);
        if (whom != 0 ? whom != x->patient : x->num_patients > 1) {
            return true;
        }
    }
    return false;
}

static bool passes_gate(cn_in *x, const cn_in_row *row, uint32_t resource)
{
    uint32_t node = cn_in_first(x, resource, row->path);
    if (node == 0) {
        return true;
    }
    cn_json_type type = cn_in_get(x, node)->type;
    if (type == CN_JSON_TRUE || type == CN_JSON_FALSE) {
        return cn_in_among(
            row->arg, cn_span_str(type == CN_JSON_TRUE ? "true" : "false"));
    }
    return cn_in_among(row->arg, cn_in_string(x, node));
}

bool cn_in_is_readable(cn_in *x, uint32_t resource)
{
    cn_in_fate fate = has_modifier(x, resource)       ? CN_IN_MEANING
                      : is_about_another(x, resource) ? CN_IN_OTHER
                                                      : CN_IN_OPEN;
    if (fate != CN_IN_OPEN) {
        cn_in_remark(x, resource, fate);
    }
    return fate == CN_IN_OPEN && x->status == CARNET_OK;
}

/* An order not to give a medicine that is over says nothing of the person. */
static bool is_withdrawn(cn_in *x, uint32_t resource)
{
    uint32_t node = cn_in_find(x, resource, "doNotPerform");
    return node != 0 && cn_in_get(x, node)->type == CN_JSON_TRUE &&
           cn_in_among("cancelled stopped revoked",
                       cn_in_text(x, resource, "status"));
}

/* Whether a resource may become a fact; else all of it has its fate. */
static bool may_be_read(cn_in *x, const cn_in_type *t, uint32_t resource)
{
    cn_in_fate fate = CN_IN_OPEN;
    if (!cn_in_is_readable(x, resource)) {
        return false;
    }
    for (size_t i = 0; i < t->num && fate == CN_IN_OPEN; i++) {
        const cn_in_row *row = &t->rows[i];
        if (row->fate == CN_IN_GATE && !passes_gate(x, row, resource)) {
            uint32_t node = cn_in_first(x, resource, row->path);
            bool error = cn_in_is_type(x, node, CN_JSON_STRING) &&
                         cn_span_equal(cn_in_string(x, node),
                                       CN_SPAN_LIT("entered-in-error"));
            fate = error ? CN_IN_ERROR : CN_IN_STATE;
        }
    }
    if (fate == CN_IN_STATE && is_withdrawn(x, resource)) {
        fate = CN_IN_WITHDRAWN;
    }
    if (fate != CN_IN_OPEN) {
        cn_in_remark(x, resource, fate);
    }
    return fate == CN_IN_OPEN && x->status == CARNET_OK;
}

/* ---- what an entry must have ---- */

/* A required date that nobody gave was not asked for, as far as one knows. */
static bool fill(cn_in_at *a, const cn_model_field *f)
{
    if (a->num[f->number] != 0) {
        return true;
    }
    if ((f->flags & CN_FIELD_ABSENT) == 0 || f->type == CN_TYPE_CODE) {
        return false;
    }
    return cn_in_did(a, f->number, 0,
                     carnet_record_set_absent(a->x->record, a->entry, f->number,
                                              CARNET_ABSENT_NOT_ASKED));
}

static bool is_complete(cn_in_at *a)
{
    const cn_model_shape *s = cn_model_kind((uint32_t)a->kind);
    bool one = s->one_of == 0;
    for (uint8_t i = 0; i < s->num_fields; i++) {
        const cn_model_field *f = &s->fields[i];
        uint64_t bit = UINT64_C(1) << f->number;
        if ((s->required & bit) != 0 && !fill(a, f)) {
            return false;
        }
        one = one || ((s->one_of & bit) != 0 && a->num[f->number] != 0);
    }
    return one;
}

/* An entry that lacks something is taken away again, and all that was read
   for it is open once more. */
static void drop(cn_in_at *a, uint32_t resource)
{
    if (a->entry != CN_IN_NO_ENTRY) {
        cn_model_record_cut(a->x->record, a->entry);
    }
    if (a->kind == CARNET_KIND_PERSON) {
        return; /* what else is said of the person can still be taken */
    }
    cn_in_remark(a->x, resource, CN_IN_BARE);
    for (uint32_t i = 0; i < a->num_followed; i++) {
        cn_in_remark(a->x, a->followed[i], CN_IN_BARE);
    }
}

static void set_private(cn_in_at *a, uint32_t resource)
{
    cn_in *x = a->x;
    bool hidden = cn_in_is_restricted(x, resource) ||
                  (x->restricted && !a->own && a->kind != CARNET_KIND_PERSON &&
                   !cn_in_is_labelled(x, resource));
    for (uint32_t i = 0; i < a->num_followed; i++) {
        hidden = cn_in_is_restricted(x, a->followed[i]) || hidden;
    }
    if (hidden && x->status == CARNET_OK) {
        x->status =
            carnet_record_set_part(x->record, a->entry, CARNET_PART_PRIVATE);
    }
}

bool cn_in_finish(cn_in_at *a, uint32_t resource)
{
    if (a->entry == CN_IN_NO_ENTRY || !is_complete(a)) {
        drop(a, resource);
        return false;
    }
    cn_in_keep_part(a, cn_in_find(a->x, resource, "extension"));
    set_private(a, resource);
    a->x->made[resource] = (uint32_t)a->entry + 1;
    return true;
}

/* ---- a remark longer than a note ---- */

/* The next piece of it, up to max bytes, into a text of the entry. */
static void put_rest(cn_in_at *a, int32_t field, size_t max)
{
    cn_buf *rest = &a->x->rest;
    size_t len = cn_in_piece(cn_buf_span(rest), max);
    if (len != 0) {
        cn_in_put_text(a, field, 0, CARNET_RECORD_SELF,
                       cn_span_of(rest->data, len), 0);
        memmove(rest->data, rest->data + len, rest->len - len);
        cn_buf_cut(rest, rest->len - len);
    }
}

/* It goes on in further results of the same test; what those can't hold is
   cut. */
static void read_rest(cn_in *x, uint32_t resource)
{
    for (size_t i = 0; i < CN_IN_RESTS && x->rest.len != 0 &&
                       x->status == CARNET_OK && x->made[resource] != 0;
         i++) {
        cn_in_at a = {.x = x,
                      .home = resource,
                      .entry = CN_IN_NO_ENTRY,
                      .kind = CARNET_KIND_RESULT};
        /* Words that were taken once are not taken again (in_code.c). */
        cn_in_remark(x, cn_in_find(x, resource, "code"), CN_IN_OPEN);
        cn_in_apply(&a, CN_SPAN_LIT("Observation.rest"), resource);
        put_rest(&a, CARNET_RESULT_TEXT_VALUE, 512);
        put_rest(&a, CARNET_FIELD_NOTE, 1024);
        if (x->status == CARNET_OK && is_complete(&a)) {
            set_private(&a, resource);
        } else if (x->status == CARNET_OK && a.entry != CN_IN_NO_ENTRY) {
            cn_model_record_cut(x->record, a.entry);
        }
    }
    if (x->rest.len != 0) {
        cn_in_remark(x, x->rest_node, CN_IN_LONG);
    }
    cn_in_end(x, &x->rest);
    cn_buf_init(&x->rest);
}

/* Reads a resource into an entry of a kind by the rows of a type. */
static void read_as(cn_in *x, uint32_t resource, const char *type, int32_t kind)
{
    cn_in_at a = {
        .x = x, .home = resource, .entry = CN_IN_NO_ENTRY, .kind = kind};
    if (kind > CARNET_KIND_CONTACTS) { /* ours, on another's resource */
        cn_in_read_own(&a, cn_in_find(x, resource, "extension"));
    }
    cn_in_apply(&a, cn_span_str(type), resource);
    if (x->status != CARNET_OK) {
        return;
    }
    if (a.entry == CN_IN_NO_ENTRY && kind != CARNET_KIND_PERSON &&
        strchr(type, '.') != NULL) {
        return; /* a second entry of a resource, for which there is nothing */
    }
    if (cn_in_finish(&a, resource) && kind == CARNET_KIND_DETAILS) {
        x->details = a.entry + 1;
    }
}

/* The request that was dispensed, if it is of this bundle. */
static uint32_t authorized_by(cn_in *x, uint32_t dispense)
{
    uint32_t node = cn_in_first(x, dispense, "authorizingPrescription");
    uint32_t target = cn_in_is_type(x, node, CN_JSON_OBJECT)
                          ? cn_in_resolve(x, dispense, node)
                          : 0;
    return target != 0 && cn_span_equal(cn_in_resource_type(x, target),
                                        CN_SPAN_LIT("MedicationRequest"))
               ? target
               : 0;
}

/* Its concept, or that of the Medication that it refers to; 0 if none. */
static uint32_t medicine_of(cn_in *x, uint32_t resource)
{
    uint32_t concept = cn_in_find(x, resource, "medicationCodeableConcept");
    uint32_t reference = cn_in_find(x, resource, "medicationReference");
    uint32_t target = concept == 0 && reference != 0
                          ? cn_in_resolve(x, resource, reference)
                          : 0;
    return target != 0 ? cn_in_find(x, target, "code") : concept;
}

void cn_in_read_dispense(cn_in *x, uint32_t resource)
{
    cn_in_type t;
    uint32_t request = authorized_by(x, resource);
    if (request == 0 || !cn_in_type_of(CN_SPAN_LIT("MedicationDispense"), &t) ||
        !may_be_read(x, &t, resource)) {
        return;
    }
    bool handed = cn_in_is_handed(x, resource);
    if (x->made[request] == 0 || (handed && x->links[request] != 0) ||
        !cn_in_same_code(x, medicine_of(x, resource),
                         medicine_of(x, request))) {
        read_as(x, resource, t.name, t.kind);
        return;
    }
    cn_in_at a = {.x = x,
                  .home = resource,
                  .entry = x->made[request] - 1,
                  .kind = t.kind};
    x->links[request] |= handed; /* a second one is another supply */
    cn_in_apply(&a, CN_SPAN_LIT("MedicationDispense.supply"), resource);
    set_private(&a, resource);
}

void cn_in_read_resource(cn_in *x, uint32_t node)
{
    cn_span name = cn_in_resource_type(x, node);
    cn_in_type t;
    if (cn_in_read_back(x, node) || !cn_in_type_of(name, &t)) {
        return;
    }
    if (cn_span_equal(name, CN_SPAN_LIT("Patient"))) {
        if (node == x->patient && may_be_read(x, &t, node)) {
            read_as(x, node, "Patient", CARNET_KIND_PERSON);
            read_as(x, node, "Patient.details", CARNET_KIND_DETAILS);
            read_as(x, node, "Patient.contacts", CARNET_KIND_CONTACTS);
        } else if (node != x->patient) {
            cn_in_remark(x, node, CN_IN_OTHER);
        }
        return;
    }
    bool later = cn_span_equal(name, CN_SPAN_LIT("MedicationDispense")) &&
                 authorized_by(x, node) != 0;
    if (t.kind < 0 || later || !may_be_read(x, &t, node)) {
        return;
    }
    bool pregnancy =
        t.kind == CARNET_KIND_RESULT && cn_in_is_pregnancy(x, node);
    if (pregnancy) {
        read_as(x, node, "Observation.pregnancy", CARNET_KIND_PREGNANCY);
    } else {
        read_as(x, node, t.name, t.kind);
    }
    read_rest(x, node);
}
