/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Resources that carnet wrote, told by their extension "kind": each becomes
 * the entry that it was, what is a resource of its own in FHIR joins it again,
 * the Patient becomes all the entries that it was made from. References come
 * last.
 */
#include "in_i.h"

static uint32_t extensions(const cn_in *x, uint32_t node)
{
    return cn_in_find(x, node, "extension");
}

/* ---- one resource, one entry ---- */

/* Rows of ours for the kind, then those of FHIR's type if they make the same
   kind of entry. */
static void apply_rows(cn_in_at *a, uint32_t resource)
{
    char name[48];
    cn_in_type t;
    cn_buf b;
    cn_span type = cn_in_resource_type(a->x, resource);
    cn_buf_init_fixed(&b, name, sizeof name);
    cn_buf_put_str(&b, "own.");
    cn_buf_put_str(&b, cn_model_kind((uint32_t)a->kind)->name);
    cn_in_apply(a, cn_buf_span(&b), resource);
    if (a->kind == CARNET_KIND_PREGNANCY) {
        cn_in_apply(a, CN_SPAN_LIT("Observation.pregnancy"), resource);
    } else if (cn_in_type_of(type, &t) && t.kind == a->kind) {
        cn_in_apply(a, type, resource);
    }
}

/* ---- contacts ---- */

static void take_reach(cn_in_at *a, size_t i, uint32_t telecom)
{
    cn_in *x = a->x;
    bool phone = cn_in_among("phone", cn_in_text(x, telecom, "system"));
    uint32_t value = cn_in_find(x, telecom, "value");
    if (value != 0 &&
        cn_in_put_text(a, CARNET_CONTACTS_CONTACTS, i,
                       phone ? CARNET_CONTACT_PHONE : CARNET_CONTACT_REACH,
                       cn_in_string(x, value), value)) {
        cn_in_mark(x, telecom, CN_IN_LINK);
    }
}

static void take_contact(cn_in_at *a, size_t i, uint32_t resource)
{
    cn_in *x = a->x;
    const int32_t f = CARNET_CONTACTS_CONTACTS;
    uint32_t name = cn_in_first(x, resource, "name.text");
    uint32_t list = cn_in_find(x, resource, "telecom");
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    const char *word = cn_in_own_word(x, CN_ENUM_RELATION,
                                      cn_in_find(x, resource, "relationship"));
    cn_span may =
        cn_in_own_text(x, extensions(x, resource), "contact.may_know");
    int32_t may_know = cn_model_word_find(CN_ENUM_MAY_KNOW, may);
    if (!cn_in_put_text(a, f, i, CARNET_CONTACT_NAME, cn_in_string(x, name),
                        name)) {
        return;
    }
    for (uint32_t t = list + 1; t < end; t = cn_in_get(x, t)->next) {
        take_reach(a, i, t);
    }
    if (word != NULL) {
        cn_in_put_word(a, f, i, CARNET_CONTACT_RELATION, word);
    }
    if (may.len != 0 && may_know >= 0) {
        cn_in_put_word(
            a, f, i, CARNET_CONTACT_MAY_KNOW,
            cn_model_enum_word(CN_ENUM_MAY_KNOW, (uint64_t)may_know));
    }
}

/* ---- the person ---- */

/* A name by its use; those of a second entry stand in its extension. */
static void take_names(cn_in_at *a, uint32_t patient)
{
    cn_in *x = a->x;
    uint32_t list = cn_in_find(x, patient, "name");
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t n = list + 1; n < end; n = cn_in_get(x, n)->next) {
        cn_span use = cn_in_text(x, n, "use");
        int32_t field = cn_in_among("official", use) ? CARNET_PERSON_NAME
                        : cn_in_among("usual", use)  ? CARNET_DETAILS_LATIN_NAME
                                                     : CARNET_DETAILS_ALIASES;
        bool person =
            field == CARNET_PERSON_NAME && cn_in_among("official", use);
        uint32_t text = cn_in_find(x, n, "text");
        if (cn_in_own_find(x, extensions(x, n), "further") != 0) {
            cn_in_mark(x, n, CN_IN_LINK);
        } else if (person == (a->kind == CARNET_KIND_PERSON) && text != 0 &&
                   cn_in_put_text(a, field, a->num[field], CARNET_RECORD_SELF,
                                  cn_in_string(x, text), text)) {
            cn_in_mark(x, n, CN_IN_LINK);
        }
    }
}

/* The elements of the Patient that the first entry of a kind filled. */
static void apply_patient(cn_in_at *a)
{
    take_names(a, a->x->patient);
    cn_in_apply(a,
                a->kind == CARNET_KIND_PERSON
                    ? CN_SPAN_LIT("own.person")
                    : CN_SPAN_LIT("own.person_details"),
                a->x->patient);
}

/* Whether another entry has the name of the person that was read, and the day
   of birth of the Patient. */
static bool is_same_person(cn_in *x, size_t person, uint32_t list)
{
    cn_buf name;
    cn_buf_init(&name);
    (void)cn_model_record_text(&name, x->record, person, CARNET_PERSON_NAME);
    bool same = cn_span_equal(cn_buf_span(&name),
                              cn_in_own_text(x, list, "person.name")) &&
                cn_span_equal(cn_in_text(x, x->patient, "birthDate"),
                              cn_in_own_text(x, list, "person.birth_date"));
    cn_in_end(x, &name);
    return same;
}

/* What another credential says of who it is, where that is the same: nobody
   misses it. */
static void pass_person(cn_in *x, uint32_t list, uint32_t extension)
{
    static const char *const said[] = {"kind", "place", "part", "person.name",
                                       "person.birth_date"};
    cn_in_mark(x, cn_in_find(x, extension, "url"), CN_IN_LINK);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        cn_in_mark(x, cn_in_own_find(x, list, said[i]), CN_IN_LINK);
    }
}

static void read_person(cn_in *x, uint32_t extension, bool first)
{
    uint32_t list = extensions(x, extension);
    cn_in_at a = {.x = x,
                  .home = x->patient,
                  .entry = CN_IN_NO_ENTRY,
                  .kind = cn_in_own_kind(x, list),
                  .own = true};
    cn_in_read_own(&a, list);
    if (first) {
        apply_patient(&a);
    }
    cn_in_mark(x, cn_in_find(x, extension, "url"), CN_IN_LINK);
    if (cn_in_entry(&a)) {
        (void)cn_in_finish(&a, extension);
    }
}

/* A bundle does not say which of its medical entries is whose: of two persons
   there is no record, nor where the first is told too little to be compared. */
static void read_further(cn_in *x, uint32_t extension, uint32_t person)
{
    uint32_t list = extensions(x, extension);
    if (x->made[person] != 0 && is_same_person(x, x->made[person] - 1, list)) {
        pass_person(x, list, extension);
    } else {
        cn_in_fail(x, CARNET_JSON_BUNDLE, extension,
                   "a record is about one person");
    }
}

/* Each entry that the Patient was made from; the first of a kind has what
   stands in elements. */
static void read_patient(cn_in *x, uint32_t list)
{
    uint32_t end = cn_in_get(x, list)->next;
    uint32_t person = 0;
    bool details = false;
    for (uint32_t e = list + 1; e < end && x->status == CARNET_OK;
         e = cn_in_get(x, e)->next) {
        int32_t kind = cn_in_own_kind(x, extensions(x, e));
        if (kind == CARNET_KIND_PERSON && person != 0) {
            read_further(x, e, person);
        } else if (kind == CARNET_KIND_PERSON) {
            read_person(x, e, true);
            person = e;
        } else if (kind == CARNET_KIND_DETAILS) {
            read_person(x, e, !details);
            details = true;
        }
    }
}

/* ---- the way back ---- */

static void read_entry(cn_in *x, uint32_t resource, int32_t kind)
{
    uint32_t list = extensions(x, resource);
    cn_in_at a = {.x = x,
                  .home = resource,
                  .entry = CN_IN_NO_ENTRY,
                  .kind = kind,
                  .own = true};
    cn_in_read_own(&a, list);
    if (kind == CARNET_KIND_CONTACTS) {
        take_contact(&a, 0, resource);
    } else {
        apply_rows(&a, resource);
    }
    if (x->status == CARNET_OK && cn_in_entry(&a)) {
        (void)cn_in_finish(&a, resource);
    }
}

bool cn_in_read_back(cn_in *x, uint32_t resource)
{
    uint32_t list = extensions(x, resource);
    bool entry = cn_in_own_find(x, list, "entry") != 0;
    bool beside = cn_in_own_find(x, list, "of") != 0;
    /* Nothing of it can be read but its bytes, by a later version. */
    bool later =
        cn_span_equal(cn_in_resource_type(x, resource), CN_SPAN_LIT("Basic")) &&
        cn_in_own_find(x, list, "cbor") != 0;
    int32_t kind = later ? -1 : cn_in_own_kind(x, list);
    if (resource == x->patient ? !entry : !beside && kind < 0) {
        return false;
    }
    if (!cn_in_is_readable(x, resource) || beside) {
        return true;
    }
    if (resource == x->patient) {
        read_patient(x, list);
    } else if (kind > CARNET_KIND_DETAILS) {
        read_entry(x, resource, kind);
    }
    return true;
}

/* ---- what belongs to another resource's entry ---- */

static void take_count(cn_in_at *a, uint32_t resource)
{
    static const struct {
        const char *loinc;
        int32_t field;
    } counts[] = {{"11996-6", CARNET_PREGNANCY_GRAVIDA},
                  {"11977-6", CARNET_PREGNANCY_PARITY}};
    cn_in *x = a->x;
    uint32_t value = cn_in_first(x, resource, "valueQuantity.value");
    for (size_t i = 0; i < 2; i++) {
        const cn_in_row row = {.field = counts[i].field, .map = -1};
        if (value != 0 && cn_in_has_loinc(x, cn_in_find(x, resource, "code"),
                                          counts[i].loinc)) {
            cn_in_take_number(a, &row, value);
        }
    }
}

void cn_in_read_beside(cn_in *x, uint32_t resource)
{
    uint32_t of = cn_in_own_find(x, extensions(x, resource), "of");
    uint32_t value = of != 0 ? cn_in_own_value(x, of) : 0;
    uint32_t target = cn_in_is_type(x, value, CN_JSON_OBJECT)
                          ? cn_in_resolve(x, resource, value)
                          : 0;
    if (target == 0 || x->made[target] == 0 || x->links[target] >= 63) {
        return;
    }
    cn_in_at a = {.x = x,
                  .home = resource,
                  .entry = x->made[target] - 1,
                  .kind = cn_in_own_kind(x, extensions(x, target)),
                  .own = true};
    if (a.kind == CARNET_KIND_CONTACTS) {
        size_t i = (size_t)++x->links[target];
        a.num[CARNET_CONTACTS_CONTACTS] = (uint8_t)i;
        take_contact(&a, i, resource);
    } else if (a.kind == CARNET_KIND_PREGNANCY) {
        take_count(&a, resource);
    }
    cn_in_mark(x, resource, CN_IN_LINK);
}

/* ---- references ---- */

/* The entry of the Patient that a place of its credential names: 1 + index. */
static uint32_t made_at(cn_in *x, cn_span place)
{
    uint32_t list = x->patient != 0 ? extensions(x, x->patient) : 0;
    uint32_t end =
        cn_in_is_type(x, list, CN_JSON_ARRAY) ? cn_in_get(x, list)->next : 0;
    uint32_t num = 0;
    for (uint32_t e = list + 1; e < end && num < CN_LIMIT_FHIR_EXTENSIONS;
         e = cn_in_get(x, e)->next, num++) {
        if (x->made[e] != 0 &&
            cn_span_equal(cn_in_own_text(x, extensions(x, e), "place"),
                          place)) {
            return x->made[e];
        }
    }
    return 0;
}

static bool is_leaf(cn_span text, uint32_t *leaf_out)
{
    cn_span digits = cn_span_after(text, 5);
    *leaf_out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        int32_t v = cn_text_hex_digit(digits.data[i]);
        if (v < 0) {
            return false;
        }
        *leaf_out = *leaf_out << 4 | (uint32_t)v;
    }
    return digits.len == 8;
}

static carnet_status set_reference(cn_in_at *a, const cn_model_field *f,
                                   uint32_t value)
{
    cn_in *x = a->x;
    bool named = cn_in_is_type(x, value, CN_JSON_STRING);
    uint32_t target = named ? 0 : cn_in_resolve(x, a->home, value);
    uint32_t made = target != 0 ? x->made[target] : 0;
    uint32_t leaf = 0;
    cn_span text = named ? cn_in_string(x, value) : cn_span_of(NULL, 0);
    size_t i = a->num[f->number];
    if (named && cn_span_starts(text, CN_SPAN_LIT("leaf:")) &&
        is_leaf(text, &leaf)) {
        return carnet_record_set_elsewhere(x->record, a->entry, f->number, i,
                                           CARNET_RECORD_SELF, leaf);
    }
    made = named ? made_at(x, text) : made;
    return made == 0
               ? CARNET_RECORD_REFERENCE
               : carnet_record_set_reference(x->record, a->entry, f->number, i,
                                             CARNET_RECORD_SELF, made - 1);
}

static void read_list(cn_in *x, uint32_t made, uint32_t list)
{
    cn_in_at a = {.x = x,
                  .home = made,
                  .entry = x->made[made] - 1,
                  .kind = cn_in_own_kind(x, list),
                  .own = true};
    uint32_t end = a.kind >= 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t e = list + 1; e < end; e = cn_in_get(x, e)->next) {
        const cn_model_field *f = cn_in_own_field(&a, cn_in_text(x, e, "url"));
        uint32_t value = cn_in_own_value(x, e);
        if (f == NULL || f->type != CN_TYPE_REF || value == 0) {
            continue;
        }
        if (cn_in_did(&a, f->number, a.num[f->number],
                      set_reference(&a, f, value))) {
            cn_in_remark(x, e, CN_IN_TAKEN);
        } else {
            cn_in_remark(x, e, CN_IN_NOWHERE);
        }
    }
    if (a.kind == CARNET_KIND_CONDITION) { /* further ones come behind */
        x->links[made] = a.num[CARNET_CONDITION_TREATED_WITH];
    }
}

void cn_in_read_references(cn_in *x, uint32_t resource)
{
    uint32_t list = extensions(x, resource);
    uint32_t end =
        resource == x->patient && cn_in_is_type(x, list, CN_JSON_ARRAY)
            ? cn_in_get(x, list)->next
            : 0;
    if (x->made[resource] != 0 && list != 0) {
        read_list(x, resource, list);
    }
    for (uint32_t e = list + 1; e < end; e = cn_in_get(x, e)->next) {
        if (x->made[e] != 0) {
            read_list(x, e, extensions(x, e));
        }
    }
}
