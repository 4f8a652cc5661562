/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can only be read when all entries stand: what treats what, panels whose
 * results are entries, narrative that has more than the one entry of its
 * section, and resources that are no fact because of what leads to them.
 */
#include "in_i.h"

static void each(cn_in *x, void (*f)(cn_in *x, uint32_t resource))
{
    uint32_t list = cn_in_find(x, 0, "entry");
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t e = list + 1; e < end && x->status == CARNET_OK;
         e = cn_in_get(x, e)->next) {
        uint32_t resource = cn_in_find(x, e, "resource");
        if (resource != 0) {
            f(x, resource);
        }
    }
}

static bool is_of(cn_in *x, uint32_t resource, const char *type)
{
    return cn_span_equal(cn_in_resource_type(x, resource), cn_span_str(type));
}

/* Words behind the note of an entry, of whatever kind. */
static bool add_note(cn_in *x, uint32_t resource, const char *before,
                     cn_span text, uint32_t node)
{
    cn_in_at a = {.x = x,
                  .home = resource,
                  .entry = x->made[resource] - 1,
                  .kind = CARNET_KIND_RESULT}; /* all have a note */
    return cn_in_add_words(&a, CARNET_FIELD_NOTE, before, text, node);
}

/* ---- what treats what ---- */

/* The part that the entry of a node goes to: asked once, since a medicine may
   name one condition many times. */
static uint8_t part_of(cn_in *x, uint32_t node)
{
    if (x->parts[node] == 0) {
        uint8_t part = CARNET_PART_PRIVATE;
        carnet_status status =
            cn_model_record_part(&part, x->record, x->made[node] - 1);
        x->status = status != CARNET_OK ? status : x->status;
        x->parts[node] = (uint8_t)(1 + part);
    }
    return (uint8_t)(x->parts[node] - 1);
}

/* May a condition name a medicine? Nothing leads to a more private part. */
static bool may_name(cn_in *x, uint32_t condition, uint32_t medicine)
{
    return part_of(x, condition) >= part_of(x, medicine);
}

/* At the condition: a prescription never carries its reason. */
static bool link(cn_in *x, uint32_t target, uint32_t medicine)
{
    uint8_t *num = &x->links[target];
    carnet_status status = carnet_record_set_reference(
        x->record, x->made[target] - 1, CARNET_CONDITION_TREATED_WITH, *num,
        CARNET_RECORD_SELF, x->made[medicine] - 1);
    if (status == CARNET_OK) {
        *num += 1;
    } else if (status == CARNET_CALLER_MEMORY) {
        x->status = status;
    }
    return status == CARNET_OK;
}

static void link_reference(cn_in *x, uint32_t medicine, uint32_t reference)
{
    uint32_t target = cn_in_resolve(x, medicine, reference);
    if (target != 0 && x->made[target] != 0 && is_of(x, target, "Condition") &&
        may_name(x, target, medicine) && link(x, target, medicine)) {
        cn_in_remark(x, reference, CN_IN_TAKEN);
    }
}

static bool same_reason(cn_in *x, uint32_t a, uint32_t b)
{
    cn_span text = cn_in_concept_text(x, a);
    return cn_in_same_code(x, a, b) ||
           (text.len != 0 && cn_span_equal(text, cn_in_concept_text(x, b)));
}

/* A Condition of the bundle, or a reason before, that says the same and may
   name the medicine; 0: none. */
static uint32_t known_reason(cn_in *x, uint32_t medicine, uint32_t reason)
{
    uint32_t list = cn_in_find(x, 0, "entry");
    uint32_t end = cn_in_get(x, list)->next;
    for (uint32_t e = list + 1; e < end; e = cn_in_get(x, e)->next) {
        uint32_t resource = cn_in_find(x, e, "resource");
        uint32_t code =
            x->made[resource] != 0 && is_of(x, resource, "Condition")
                ? cn_in_find(x, resource, "code")
                : 0;
        if (code != 0 && same_reason(x, code, reason) &&
            may_name(x, resource, medicine)) {
            return resource;
        }
    }
    for (uint32_t i = 0; i < x->num_reasons; i++) {
        if (same_reason(x, x->reasons[i], reason) &&
            may_name(x, x->reasons[i], medicine)) {
            return x->reasons[i];
        }
    }
    return 0;
}

/* It is as private as the medicine, which it names. */
static void hide_reason(cn_in *x, uint32_t medicine, uint32_t reason)
{
    uint8_t part = x->restricted ? CARNET_PART_PRIVATE : part_of(x, medicine);
    if (part > part_of(x, reason) && x->status == CARNET_OK) {
        x->status =
            carnet_record_set_part(x->record, x->made[reason] - 1, part);
        x->parts[reason] = (uint8_t)(1 + part);
    }
}

/* A reason in words or a code becomes a condition of its own. */
static uint32_t make_reason(cn_in *x, uint32_t medicine, uint32_t reason)
{
    cn_in_at a = {.x = x,
                  .home = medicine,
                  .entry = CN_IN_NO_ENTRY,
                  .kind = CARNET_KIND_CONDITION};
    if (x->num_reasons == CN_IN_REASONS ||
        !cn_in_put_concept(&a, CARNET_CONDITION_CODE, 0, CARNET_RECORD_SELF,
                           reason) ||
        !cn_in_put_word(&a, CARNET_CONDITION_STATUS, 0, CARNET_RECORD_SELF,
                        "active")) {
        return 0;
    }
    cn_span status = cn_in_text(x, medicine, "status");
    if (!cn_in_among("active", status)) { /* nobody says whether it holds */
        cn_in_add_words(&a, CARNET_FIELD_NOTE, "reason of a medicine, ", status,
                        0);
    }
    x->made[reason] = (uint32_t)a.entry + 1;
    hide_reason(x, medicine, reason);
    x->reasons[x->num_reasons++] = reason;
    return reason;
}

static void link_code(cn_in *x, uint32_t medicine, uint32_t reason)
{
    if (!cn_in_usable(x, reason)) {
        return;
    }
    uint32_t target = known_reason(x, medicine, reason);
    target = target != 0 ? target : make_reason(x, medicine, reason);
    if (target != 0 && link(x, target, medicine)) {
        cn_in_remark(x, reason, CN_IN_TAKEN);
    }
}

static void link_each(cn_in *x, uint32_t medicine, const char *key,
                      uint32_t most,
                      void (*f)(cn_in *x, uint32_t medicine, uint32_t reason))
{
    uint32_t list = cn_in_find(x, medicine, key);
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t r = list + 1; r < end && most > 0;
         r = cn_in_get(x, r)->next, most--) {
        if (cn_in_is_type(x, r, CN_JSON_OBJECT)) {
            f(x, medicine, r);
        }
    }
}

static void link_reasons(cn_in *x, uint32_t medicine)
{
    if (x->made[medicine] != 0 &&
        cn_span_starts(cn_in_resource_type(x, medicine),
                       CN_SPAN_LIT("Medication"))) {
        link_each(x, medicine, "reasonReference", UINT32_MAX, link_reference);
        /* Each is compared with all conditions: no more than these. */
        link_each(x, medicine, "reasonCode", 4, link_code);
    }
}

/* ---- panels ---- */

/* Its name and day, which each of its results then has. */
static void panel_words(cn_in *x, uint32_t panel, cn_buf *b)
{
    uint32_t date = cn_in_find(x, panel, "effectiveDateTime");
    uint32_t code = cn_in_find(x, panel, "code");
    if (cn_in_is_type(x, code, CN_JSON_OBJECT)) {
        cn_buf_put_span(b, cn_in_head(cn_in_concept_text(x, code)));
    }
    if (date != 0 && b->len != 0) {
        cn_buf_put_str(b, ", ");
        cn_buf_put_span(b, cn_in_string(x, date));
    }
}

static uint32_t tell_members(cn_in *x, uint32_t panel, const char *key,
                             cn_span words)
{
    uint32_t list = cn_in_find(x, panel, key);
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    uint32_t told = 0;
    for (uint32_t m = list + 1; m < end && told < CN_LIMIT_LIST;
         m = cn_in_get(x, m)->next) {
        uint32_t member = cn_in_is_type(x, m, CN_JSON_OBJECT)
                              ? cn_in_resolve(x, panel, m)
                              : 0;
        if (member != 0 && x->made[member] != 0 &&
            is_of(x, member, "Observation")) {
            told += add_note(x, member, "part of ", words, 0);
        }
    }
    return told;
}

/* An Observation or report that only holds others together has no value, and
   is no entry: its results say what they are part of. */
static void read_panel(cn_in *x, uint32_t panel)
{
    static const char *const said[] = {"code", "effectiveDateTime"};
    static const char *const form[] = {"status", "category"};
    bool report = is_of(x, panel, "DiagnosticReport");
    if ((!report && !is_of(x, panel, "Observation")) || x->made[panel] != 0 ||
        x->fates[panel] != CN_IN_BARE || cn_in_is_restricted(x, panel)) {
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    panel_words(x, panel, &b);
    if (b.len != 0 && tell_members(x, panel, report ? "result" : "hasMember",
                                   cn_buf_span(&b)) != 0) {
        cn_in_remark(x, panel, CN_IN_OPEN);
        for (size_t i = 0; i < 2; i++) {
            cn_in_mark(x, cn_in_find(x, panel, said[i]), CN_IN_TAKEN);
            cn_in_mark(x, cn_in_find(x, panel, form[i]), CN_IN_LINK);
        }
    }
    cn_in_end(x, &b);
}

/* ---- narrative with more than its entry ---- */

/* The text of a div: what stands between tags, with the five characters that
   XML itself names. */
static void put_div(cn_buf *b, cn_span div)
{
    static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;",
                                        "&apos;"};
    bool tag = false;
    for (size_t i = 0; i < div.len; i++) {
        cn_span rest = cn_span_after(div, i);
        size_t n = 0;
        while (n < 5 && !cn_span_starts(rest, cn_span_str(names[n]))) {
            n++;
        }
        if (n < 5 && !tag) {
            cn_buf_put_u8(b, (uint8_t) "<>&\"'"[n]);
            i += strlen(names[n]) - 1;
        } else if (div.data[i] == '<' || (tag && div.data[i] == '>')) {
            tag = div.data[i] == '<';
            cn_buf_put_u8(b, ' ');
        } else if (!tag) {
            cn_buf_put_u8(b, div.data[i]);
        }
    }
}

/* Never read as facts: its words go to the note of the only entry that they
   can be about. */
static void read_narrative(cn_in *x, uint32_t section)
{
    uint32_t text = cn_in_find(x, section, "text");
    uint32_t list = cn_in_find(x, section, "entry");
    uint32_t div =
        cn_in_is_type(x, text, CN_JSON_OBJECT) ? cn_in_find(x, text, "div") : 0;
    if (!cn_in_is_type(x, div, CN_JSON_STRING) ||
        !cn_in_is_type(x, list, CN_JSON_ARRAY) ||
        cn_in_get(x, list)->num != 1 ||
        !cn_in_is_type(x, list + 1, CN_JSON_OBJECT) ||
        cn_in_get(x, div)->text.len > CN_IN_HEAD ||
        !cn_in_among("additional", cn_in_text(x, text, "status"))) {
        return;
    }
    uint32_t target = cn_in_resolve(x, x->composition, list + 1);
    if (target == 0 || x->made[target] == 0) {
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    put_div(&b, cn_in_get(x, div)->text);
    add_note(x, target, "narrative: ", cn_buf_span(&b), div);
    cn_in_mark(x, text, CN_IN_LINK);
    cn_in_end(x, &b);
}

/* ---- what is no fact because of what leads to it ---- */

/* The system that wrote the document is no device of the person. */
static void leave_authors(cn_in *x)
{
    uint32_t list =
        x->composition != 0 ? cn_in_find(x, x->composition, "author") : 0;
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t r = list + 1; r < end; r = cn_in_get(x, r)->next) {
        uint32_t author = cn_in_is_type(x, r, CN_JSON_OBJECT)
                              ? cn_in_resolve(x, x->composition, r)
                              : 0;
        if (author != 0 && is_of(x, author, "Device")) {
            cn_in_mark(x, author, CN_IN_AUTHOR);
        }
    }
}

/* A medicine that only an order without force names. */
static void leave_medicine(cn_in *x, uint32_t request)
{
    uint32_t reference = cn_in_find(x, request, "medicationReference");
    if (x->fates[request] == CN_IN_WITHDRAWN &&
        cn_in_is_type(x, reference, CN_JSON_OBJECT)) {
        uint32_t medicine = cn_in_resolve(x, request, reference);
        if (medicine != 0 && is_of(x, medicine, "Medication")) {
            cn_in_mark(x, medicine, CN_IN_WITHDRAWN);
        }
    }
}

void cn_in_read_after(cn_in *x)
{
    each(x, link_reasons);
    each(x, read_panel);
    cn_in_each_section(x, read_narrative);
    leave_authors(x);
    each(x, leave_medicine);
}
