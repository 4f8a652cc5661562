/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who the record is about: one name of those given, the others beside it,
 * numbers in other systems, and people to reach.
 */
#include "in_i.h"

enum {
    NAME_ROOM = 1024 /* more than any name that is then cut to its field */
};

/* ---- names ---- */

/* How fit a name is to be the one that the passport shows. */
static int fitness(cn_in *x, uint32_t name)
{
    static const char *const best_first[] = {"official", "usual",    "", "temp",
                                             "nickname", "anonymous"};
    cn_span use = cn_in_text(x, name, "use");
    for (int i = 0; i < 6; i++) {
        if (cn_span_equal(use, cn_span_str(best_first[i]))) {
            return 6 - i;
        }
    }
    return 0;
}

/* Adds a text up to NAME_ROOM bytes of it. */
static void put_head(cn_buf *b, cn_span text)
{
    text.len = text.len < NAME_ROOM ? text.len : NAME_ROOM;
    cn_buf_put(b, text.data, cn_utf8_valid_prefix(text));
}

static void put_part(cn_buf *b, cn_span part)
{
    if (part.len != 0 && b->len != 0) {
        cn_buf_put_u8(b, ' ');
    }
    put_head(b, part);
}

/* Given names and family name. */
static void put_parts(cn_in *x, uint32_t name, cn_buf *b)
{
    uint32_t given = cn_in_find(x, name, "given");
    uint32_t end = given != 0 ? cn_in_get(x, given)->next : 0;
    for (uint32_t g = given + 1; g < end && b->len < NAME_ROOM; g++) {
        if (cn_in_get(x, g)->type == CN_JSON_STRING) {
            put_part(b, cn_in_get(x, g)->text);
        }
    }
    put_part(b, cn_in_text(x, name, "family"));
}

/* Its text, else its parts. */
static void put_name(cn_in *x, uint32_t name, cn_buf *b)
{
    cn_span text = cn_in_text(x, name, "text");
    if (text.len != 0) {
        put_head(b, text);
    } else {
        put_parts(x, name, b);
    }
}

static bool contains(cn_span s, cn_span part)
{
    for (size_t i = 0; part.len != 0 && i + part.len <= s.len; i++) {
        if (memcmp(s.data + i, part.data, part.len) == 0) {
            return true;
        }
    }
    return false;
}

/* What a name that was taken says is taken; of other parts of it that is said
   at the end. */
static void mark_name(cn_in *x, uint32_t name, cn_span said)
{
    uint32_t end = cn_in_get(x, name)->next;
    for (uint32_t i = name + 1; i < end; i++) {
        const cn_json_node *n = cn_in_get(x, i);
        if (n->type == CN_JSON_STRING && contains(said, n->text)) {
            cn_in_mark(x, i, CN_IN_TAKEN);
        }
    }
    cn_in_mark(x, cn_in_find(x, name, "use"), CN_IN_LINK);
}

/* Nothing but Latin letters, marks and signs. */
static bool is_latin(cn_span s)
{
    size_t pos = 0;
    while (pos < s.len) {
        int32_t cp = cn_utf8_next(s, &pos);
        if (cp < 0 || (cp > 0x24f && (cp < 0x1e00 || cp > 0x206f))) {
            return false;
        }
    }
    return true;
}

/* The fittest of the Patient's names: the first of those. Found once. */
static uint32_t fittest(cn_in *x, uint32_t patient)
{
    if (x->main_name != 0) {
        return x->main_name;
    }
    uint32_t list = cn_in_find(x, patient, "name");
    if (!cn_in_is_type(x, list, CN_JSON_ARRAY)) {
        return list;
    }
    uint32_t end = cn_in_get(x, list)->next;
    uint32_t found = 0;
    int best = -1;
    for (uint32_t n = list + 1; n < end; n = cn_in_get(x, n)->next) {
        int f = cn_in_is_type(x, n, CN_JSON_OBJECT) ? fitness(x, n) : -1;
        if (f > best) {
            best = f;
            found = n;
        }
    }
    x->main_name = found;
    return found;
}

void cn_in_take_person_name(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t best = fittest(x, a->home);
    cn_buf main_name;
    cn_buf name;
    cn_buf_init(&main_name);
    cn_buf_init(&name);
    put_name(x, best, &main_name);
    bool person = a->kind == CARNET_KIND_PERSON;
    bool again = !person && node == best; /* its parts, in another script */
    if (again) {
        put_parts(x, node, &name);
    } else {
        put_name(x, node, &name);
    }
    bool latin = is_latin(cn_buf_span(&name)) &&
                 !is_latin(cn_buf_span(&main_name)) &&
                 a->num[CARNET_DETAILS_LATIN_NAME] == 0;
    int32_t field = person || !latin ? row->field : CARNET_DETAILS_LATIN_NAME;
    if (person == (node == best) && name.len != 0 && !cn_in_full(a, field, 0) &&
        cn_in_put_text(a, field, a->num[field], CARNET_RECORD_SELF,
                       cn_buf_span(&name), 0)) {
        mark_name(x, node, cn_buf_span(&name));
    }
    cn_in_end(x, &main_name);
    cn_in_end(x, &name);
}

void cn_in_take_identifier(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t value = cn_in_find(x, node, "value");
    uint32_t system = cn_in_find(x, node, "system");
    size_t i = a->num[row->field];
    if (cn_in_string(x, value).len == 0 || cn_in_full(a, row->field, node) ||
        !cn_in_put_text(a, row->field, i, CARNET_IDENTIFIER_VALUE,
                        cn_in_string(x, value), value)) {
        return;
    }
    cn_span uri = cn_in_string(x, system);
    if (uri.len != 0) {
        cn_in_put_text(a, row->field, i, CARNET_IDENTIFIER_SYSTEM, uri, system);
    }
}

/* ---- contacts ---- */

/* Name of a contact: its own, its organisation's, else what it is to the
   person. */
static bool put_contact_name(cn_in_at *a, const cn_in_row *row, size_t i,
                             uint32_t node)
{
    cn_in *x = a->x;
    uint32_t name = cn_in_find(x, node, "name");
    uint32_t organization = cn_in_find(x, node, "organization");
    uint32_t relation = cn_in_first(x, node, "relationship");
    uint32_t from = 0;
    cn_buf b;
    cn_buf_init(&b);
    if (name != 0) {
        put_name(x, name, &b);
    }
    if (b.len == 0 && organization != 0) {
        cn_buf_put_span(&b,
                        cn_in_reference_name(x, a->home, organization, &from));
    }
    if (b.len == 0 && relation != 0) {
        cn_buf_put_span(&b, cn_in_concept_text(x, relation));
        from = relation;
    }
    bool good =
        b.len != 0 && cn_in_put_text(a, row->field, i, CARNET_CONTACT_NAME,
                                     cn_buf_span(&b), from);
    if (good && name != 0) {
        mark_name(x, name, cn_buf_span(&b));
    }
    cn_in_end(x, &b);
    return good;
}

/* The first telephone number, and the first other way to reach. */
static void put_telecom(cn_in_at *a, const cn_in_row *row, size_t i,
                        uint32_t list)
{
    cn_in *x = a->x;
    bool has_phone = false;
    bool has_other = false;
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t t = list + 1; t < end; t = cn_in_get(x, t)->next) {
        cn_span value = cn_in_text(x, t, "value");
        cn_span system = cn_in_text(x, t, "system");
        bool phone =
            !has_phone && (cn_span_equal(system, CN_SPAN_LIT("phone")) ||
                           cn_span_equal(system, CN_SPAN_LIT("sms")));
        if (value.len == 0 || (!phone && has_other)) {
            continue;
        }
        if (cn_in_put_text(a, row->field, i,
                           phone ? CARNET_CONTACT_PHONE : CARNET_CONTACT_REACH,
                           value, cn_in_find(x, t, "value"))) {
            cn_in_mark(x, t, CN_IN_TAKEN);
        }
        has_phone = has_phone || phone;
        has_other = has_other || !phone;
    }
}

void cn_in_take_contact(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    size_t i = a->num[row->field];
    if (cn_in_full(a, row->field, node) || !put_contact_name(a, row, i, node)) {
        return;
    }
    uint32_t list = cn_in_find(x, node, "relationship");
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t r = list + 1; r < end; r = cn_in_get(x, r)->next) {
        const char *word = cn_in_is_type(x, r, CN_JSON_OBJECT)
                               ? cn_in_word(x, CN_INTEROP_RELATION, r)
                               : NULL;
        if (word != NULL &&
            cn_in_put_word(a, row->field, i, CARNET_CONTACT_RELATION, word)) {
            cn_in_mark(x, r, CN_IN_TAKEN);
            break;
        }
    }
    put_telecom(a, row, i, cn_in_find(x, node, "telecom"));
}
