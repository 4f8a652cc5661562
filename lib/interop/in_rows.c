/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of the table applied: to a resource, to a part of one, and to what
 * a reference leads to, which is read into the same entry. References are
 * followed a few steps and no more: circles end.
 */
#include "in_i.h"

void cn_in_apply(cn_in_at *a, cn_span type, uint32_t node)
{
    cn_in_type t;
    if (!cn_in_type_of(type, &t)) {
        return;
    }
    for (size_t i = 0; i < t.num && a->x->status == CARNET_OK; i++) {
        const cn_in_row *row = &t.rows[i];
        if (row->take != NULL) {
            cn_in_each(a, row, node, row->path);
        } else if (row->fate == CN_IN_LINK && t.kind < 0) {
            /* The report knows the rows of a whole resource, not of a part. */
            cn_in_mark(a->x, cn_in_first(a->x, node, row->path), CN_IN_LINK);
        }
    }
}

static bool was_followed(const cn_in_at *a, uint32_t target)
{
    for (uint32_t i = 0; i < a->num_followed; i++) {
        if (a->followed[i] == target) {
            return true;
        }
    }
    return a->num_followed == CN_IN_REFER_MAX;
}

/* The referenced resource must be of the type that row names. */
void cn_in_take_follow(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t target = cn_in_resolve(x, a->home, node);
    uint32_t name = cn_in_find(x, node, "reference");
    if (target == 0) {
        cn_in_mark(x, name, CN_IN_NOWHERE);
        return;
    }
    cn_span due = cn_span_of(row->arg, strcspn(row->arg, "."));
    if (!cn_span_equal(cn_in_resource_type(x, target), due)) {
        cn_in_fail(x, CARNET_RECORD_TYPE, name,
                   "a reference to a resource of another type");
        return;
    }
    if (was_followed(a, target)) {
        cn_in_mark(x, name, CN_IN_LINK);
        return;
    }
    a->followed[a->num_followed++] = target;
    cn_in_mark(x, node, CN_IN_LINK);
    cn_in_apply(a, cn_span_str(row->arg), target);
}

/* ---- names of those whom references lead to ---- */

static cn_span human_name(cn_in *x, uint32_t name)
{
    cn_span text = cn_in_text(x, name, "text");
    return text.len != 0 ? text : cn_in_text(x, name, "family");
}

/* Organization.name, Location.name, a Practitioner's text or family name; of a
   role its organization's. */
static cn_span name_of(cn_in *x, uint32_t resource, uint32_t *from_out)
{
    uint32_t name = cn_in_first(x, resource, "name");
    if (cn_in_is_type(x, name, CN_JSON_OBJECT)) {
        *from_out = 0;
        return human_name(x, name);
    }
    *from_out = name;
    return cn_in_string(x, name);
}

/* What a Reference itself says: of an address only one that all the world may
   look up. */
static cn_span named_by_itself(cn_in *x, uint32_t reference, uint32_t *from_out)
{
    static const char *const paths[] = {"display", "identifier.value",
                                        "reference"};
    cn_span name = {NULL, 0};
    for (size_t i = 0; i < 3 && name.len == 0; i++) {
        uint32_t node = cn_in_first(x, reference, paths[i]);
        name = cn_in_string(x, node);
        bool web = cn_span_starts(name, CN_SPAN_LIT("http://")) ||
                   cn_span_starts(name, CN_SPAN_LIT("https://"));
        if (i == 2 && (!web || cn_in_resolve(x, reference, reference) != 0)) {
            name = cn_span_of(NULL, 0);
        }
        *from_out = name.len != 0 ? node : *from_out;
    }
    return name;
}

cn_span cn_in_reference_name(cn_in *x, uint32_t home, uint32_t reference,
                             uint32_t *from_out)
{
    static const char *const steps[] = {"organization", "practitioner"};
    uint32_t target = cn_in_resolve(x, home, reference);
    cn_span name = {NULL, 0};
    *from_out = 0;
    if (target != 0) {
        name = name_of(x, target, from_out);
    }
    for (size_t i = 0; target != 0 && name.len == 0 && i < 2; i++) {
        uint32_t next = cn_in_find(x, target, steps[i]);
        uint32_t owner = next != 0 ? cn_in_resolve(x, target, next) : 0;
        name = owner != 0 ? name_of(x, owner, from_out) : name;
    }
    return name.len != 0 ? name : named_by_itself(x, reference, from_out);
}

void cn_in_take_name_of(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    uint32_t from = 0;
    cn_span name = cn_in_reference_name(a->x, a->home, node, &from);
    if (name.len == 0) {
        cn_in_mark(a->x, cn_in_find(a->x, node, "reference"), CN_IN_NOBODY);
        return;
    }
    /* A second name, as of a place and of who acted there, goes to words. */
    bool good = cn_in_full(a, row->field, 0)
                    ? cn_in_add_words(a, CARNET_FIELD_NOTE, "by ", name, from)
                    : cn_in_put_text(a, row->field, a->num[row->field],
                                     CARNET_RECORD_SELF, name, from);
    if (good) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

void cn_in_take_name_words(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    uint32_t from = 0;
    cn_span name = cn_in_reference_name(a->x, a->home, node, &from);
    if (name.len != 0 && cn_in_add_words(a, row->field, row->arg, name, from)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

/* A document by its name, else as it is referred to: whoever holds it can then
   find it. */
void cn_in_take_source(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    uint32_t from = 0;
    cn_span name = cn_in_reference_name(a->x, a->home, node, &from);
    if (name.len == 0) {
        from = cn_in_find(a->x, node, "reference");
        name = cn_in_string(a->x, from);
    }
    if (name.len != 0 && cn_in_add_words(a, row->field, row->arg, name, from)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

/* A request among what is contained in its result. */
void cn_in_take_order(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    (void)row;
    if (cn_in_is_type(a->x, node, CN_JSON_OBJECT) &&
        cn_in_among("ServiceRequest", cn_in_resource_type(a->x, node))) {
        cn_in_apply(a, CN_SPAN_LIT("ServiceRequest.order"), node);
    }
}

/* The payer is the scheme where nothing else names one. */
void cn_in_take_payor(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    uint32_t from = 0;
    cn_in_row to = *row;
    cn_buf scheme;
    cn_buf_init(&scheme);
    if (a->num[row->field] != 0) {
        to.field = CARNET_COVERAGE_PAYER;
        (void)cn_model_record_text(&scheme, a->x->record, a->entry,
                                   (uint32_t)row->field);
    }
    if (cn_span_equal(cn_in_reference_name(a->x, a->home, node, &from),
                      cn_buf_span(&scheme))) {
        cn_in_mark(a->x, node, CN_IN_TAKEN); /* said already, or nothing */
    } else {
        cn_in_take_name_of(a, &to, node);
    }
    cn_in_end(a->x, &scheme);
}

/* ---- why a value is not there ---- */

/* The extension of a primitive, at _key or at key of a complex element. */
void cn_in_take_absent(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    if (!cn_span_equal(cn_in_text(x, node, "url"),
                       cn_span_str(CN_INTEROP_ABSENT)) ||
        cn_in_full(a, row->field, 0) || a->num[row->field] != 0) {
        return;
    }
    uint32_t code = cn_in_find(x, node, "valueCode");
    const char *word = cn_in_word(x, CN_INTEROP_ABSENCE, code);
    int32_t reason = word == NULL                   ? CARNET_ABSENT_NO
                     : strcmp(word, "none") == 0    ? CARNET_ABSENT_NONE
                     : strcmp(word, "refused") == 0 ? CARNET_ABSENT_REFUSED
                                                    : CARNET_ABSENT_NOT_ASKED;
    if (reason == CARNET_ABSENT_NO || !cn_in_entry(a)) {
        return;
    }
    carnet_status status =
        carnet_record_set_absent(x->record, a->entry, row->field, reason);
    if (cn_in_did(a, row->field, 0, status)) {
        cn_in_mark(x, node, CN_IN_TAKEN);
    }
}

/* The same of a field that need not be there. */
void cn_in_take_unknown(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    (void)row;
    if (cn_span_equal(cn_in_text(x, node, "url"),
                      cn_span_str(CN_INTEROP_ABSENT)) &&
        cn_in_among("unknown asked-unknown not-asked temp-unknown",
                    cn_in_text(x, node, "valueCode"))) {
        cn_in_mark(x, node, CN_IN_UNKNOWN);
    }
}

/* ---- what found no field ---- */

/* Words of a value that no row before took, or for which there was no room. */
void cn_in_take_left(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    uint8_t fate = a->x->fates[node];
    if (fate != CN_IN_OPEN && fate != CN_IN_ROOM) {
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_in_value_words(a->x, node, &b);
    if (b.len != 0) {
        cn_in_remark(a->x, node, CN_IN_OPEN);
        cn_in_add_words(a, row->field, row->arg, cn_buf_span(&b), node);
    }
    cn_in_end(a->x, &b);
}

/* A word that is not among those that the entry says without it: arg has what
   stands before it, up to the colon, and those. "unknown" stays in the report
   too: the entry then rests on what nobody said. */
void cn_in_take_unless(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    size_t len = strcspn(row->arg, ":") + 2;
    cn_span word = cn_in_string(a->x, node);
    if (a->own || word.len == 0 || cn_in_among(row->arg + len, word)) {
        cn_in_mark(a->x, node, CN_IN_LINK);
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, cn_span_of(row->arg, len));
    cn_buf_put_span(&b, cn_in_head(word));
    cn_in_remark(a->x, node, CN_IN_OPEN);
    cn_in_add_words(a, row->field, "", cn_buf_span(&b),
                    cn_in_among("unknown", word) ? 0 : node);
    cn_in_end(a->x, &b);
}

/* Name of an extension: what stands behind the last slash of its URL, which may
   not be there at all. */
static cn_span extension_name(cn_span url)
{
    size_t at = url.len;
    while (at > 0 && url.data[at - 1] != '/') {
        at--;
    }
    return cn_span_after(url, at);
}

/* An extension of one value that carnet does not know, as "name: value". */
void cn_in_take_extension(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    static const char *const values[] = {
        "valueCodeableConcept", "valueCoding",   "valueString",  "valueBoolean",
        "valueDateTime",        "valueDuration", "valueQuantity"};
    cn_in *x = a->x;
    cn_span url = cn_in_text(x, node, "url");
    uint32_t value = 0;
    for (size_t i = 0; i < sizeof values / sizeof *values && value == 0; i++) {
        value = cn_in_find(x, node, values[i]);
    }
    if (value == 0 || cn_span_starts(url, CN_SPAN_LIT(CN_INTEROP_EXTENSION))) {
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, extension_name(url));
    cn_buf_put_str(&b, ": ");
    cn_in_value_words(x, value, &b);
    cn_in_add_words(a, row->field, row->arg, cn_buf_span(&b), node);
    cn_in_end(x, &b);
}
