/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Demands of a whole entry that every value is what its field can hold, that
 * required fields are there and that this is the one legal encoding
 * (docs/spec/format.md section 5). Kinds and fields of later versions pass.
 */
#include "check_i.h"

static void check_entry(cn_model_place *at, const cn_model_shape *shape)
{
    const carnet_entry *e = at->entry;
    if (e->critical) {
        if ((e->present & ~shape->known) == 0) {
            cn_cbor_fail(&at->r, CARNET_RECORD_FORM);
        }
        return;
    }
    cn_model_values(e, at->values);
    at->field = shape->fields;
    for (uint64_t left = e->present & shape->known; left != 0; left >>= 1) {
        if ((left & 1) != 0) {
            cn_model_check_field(at);
        }
        if (at->r.status != CARNET_OK) {
            return;
        }
        at->field++;
    }
    at->field = NULL;
    if (e->beyond) {
        return; /* later versions may have other demands */
    }
    at->field = cn_model_missing(shape, e->present);
    if (at->field != NULL) {
        cn_cbor_fail(&at->r, CARNET_RECORD_REQUIRED);
    } else if (cn_model_template_for(e->kind, e->present, at->values) !=
               e->template_number) {
        cn_cbor_fail(&at->r, CARNET_RECORD_FORM);
    }
}

/* Says where: "clinic/3.phases[1].dose". */
static void tell(const cn_model_place *at, cn_problem *where)
{
    static const char *const parts[] = {"desk/", "clinic/", "private/"};
    const cn_model_field *inner =
        at->in_group != NULL ? at->in_group : at->field;
    char *path = where->path;
    cn_problem_say(where, at->r.status, 0, inner != NULL ? inner->about : "");
    cn_problem_add(path, parts[at->entry->part % CN_MODEL_NUM_PARTS]);
    cn_problem_add_number(path, at->entry->position);
    if (at->field == NULL) {
        return;
    }
    cn_problem_add(path, ".");
    cn_problem_add(path, at->field->name);
    if ((at->field->flags & CN_FIELD_LIST) != 0) {
        cn_problem_add(path, "[");
        cn_problem_add_number(path, at->index);
        cn_problem_add(path, "]");
    }
    if (at->in_group != NULL) {
        cn_problem_add(path, ".");
        cn_problem_add(path, at->in_group->name);
    }
}

/* What is not set here is, before each value is read. */
static void begin(cn_model_place *at, const carnet_entry *e,
                  const size_t *num_in_part)
{
    at->r.status = CARNET_OK;
    at->entry = e;
    at->num_in_part = num_in_part;
    at->field = at->in_group = NULL;
    at->unit_of_form = at->unit_of_test = CN_UNIT_NONE;
}

carnet_status cn_model_check(const carnet_entry *e, const size_t *num_in_part,
                             cn_problem *where)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    cn_model_place at;
    if (shape == NULL) {
        return CARNET_OK;
    }
    begin(&at, e, num_in_part);
    check_entry(&at, shape);
    if (at.r.status != CARNET_OK && where != NULL) {
        tell(&at, where);
    }
    return at.r.status;
}
