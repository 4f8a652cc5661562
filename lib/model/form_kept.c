/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries of a JSON record that are kept as CBOR, docs/spec/record.md: those
 * with something in them that this version can't read. The bytes are the
 * entry; fields beside them may be left out and may not contradict them, but
 * may stand in any order and have their numbers written in other digits, since
 * most JSON tools change both.
 */
#include "form_read_i.h"

/* Members of such an entry that are no fields. */
static const char *const kept_names[] = {"kind",   "id",     "part", "cbor",
                                         "beyond", "issued", NULL};

static const cn_json_node *get(const cn_form_reader *x, uint32_t node)
{
    return cn_json_get(x->doc, node);
}

/* ---- the bytes ---- */

/* Does a kind, by name or number, say what the bytes say? */
static bool same_kind(const cn_json_node *node, uint32_t kind)
{
    int64_t number = 0;
    if (node->type == CN_JSON_STRING) {
        return cn_model_kind_named(node->text) == (int64_t)kind;
    }
    return cn_json_int(node, &number) && number == (int64_t)kind;
}

/* "beyond" tells people; whether it is so, the bytes say. */
static carnet_status check_beyond(cn_form_reader *x, uint32_t object)
{
    uint32_t node = cn_json_find(x->doc, object, "beyond");
    return node == 0 || get(x, node)->type == CN_JSON_FALSE
               ? CARNET_OK
               : cn_form_expect(x, node, CN_JSON_TRUE);
}

carnet_status cn_form_add_kept(cn_form_reader *x, uint32_t object,
                               uint32_t kind_node, uint32_t cbor_node)
{
    int32_t day = x->record->issued_days;
    size_t index = 0;
    carnet_status status = cn_form_read_day(x, object, "issued", &day);
    if (status == CARNET_OK) {
        status = check_beyond(x, object);
    }
    if (status == CARNET_OK) {
        status = cn_form_expect(x, cbor_node, CN_JSON_STRING);
    }
    if (status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    cn_buf_init(&b);
    bool good = cn_text_get_base64(&b, get(x, cbor_node)->text);
    if (b.status != CARNET_OK) {
        status = b.status;
    } else if (!good || b.len == 0) {
        status = cn_form_refuse(x, CARNET_RECORD_TYPE, cbor_node,
                                "base64url without padding is due");
    } else if (b.len > CN_RECORD_CBOR_MAX) {
        status = cn_form_refuse(x, CARNET_RECORD_TOO_LONG, cbor_node, NULL);
    } else {
        status = carnet_record_add_cbor(&index, x->record, b.data, b.len, day);
    }
    cn_buf_free(&b);
    if (CARNET_STATUS_IS_CBOR(status)) {
        return cn_form_refuse(x, status, cbor_node, "no entry of carnet");
    }
    if (status == CARNET_OK &&
        !same_kind(get(x, kind_node), x->record->entries[index].kind)) {
        status = cn_form_refuse(x, CARNET_RECORD_FORM, kind_node,
                                "\"cbor\" holds an entry of another kind");
    }
    return status;
}

/* ---- the same value ---- */

/* A decimal without the zeros at its end. */
static void strip(cn_model_decimal *d)
{
    while (d->mantissa % 10 == 0 && d->mantissa != 0) {
        d->mantissa /= 10;
        d->scale--;
    }
    d->scale = d->mantissa == 0 ? 0 : d->scale;
}

static bool same_number(cn_span a, cn_span b)
{
    cn_model_decimal x;
    cn_model_decimal y;
    if (!cn_form_decimal(a, &x) || !cn_form_decimal(b, &y)) {
        return cn_span_equal(a, b);
    }
    strip(&x);
    strip(&y);
    return x.mantissa == y.mantissa && x.scale == y.scale;
}

/* Do two nodes say the same, as far as they say it without their children? */
static bool same_node(const cn_json_node *a, const cn_json_node *b)
{
    if (a->type != b->type || a->num != b->num) {
        return false;
    }
    return a->type == CN_JSON_NUMBER ? same_number(a->text, b->text)
                                     : cn_span_equal(a->text, b->text);
}

/* An array or object in one document, that in the other which it must equal,
   and the latter's element whose turn it is. */
typedef struct {
    uint32_t node;
    uint32_t other;
    uint32_t next;
} level;

/* The value in b that value i of a, a child of at, must equal; 0: none. */
static uint32_t counterpart(const cn_json_doc *a, uint32_t i,
                            const cn_json_doc *b, level *at)
{
    if (cn_json_get(a, at->node)->type == CN_JSON_OBJECT) {
        return cn_json_find_span(b, at->other, cn_json_get(a, i - 1)->text);
    }
    uint32_t found = at->next;
    at->next = cn_json_get(b, found)->next;
    return found;
}

/* Do two values say the same, whatever the order of their members? No key
   stands twice, so that as many members of which each is found are the same. */
static bool same_value(const cn_json_doc *a, uint32_t i, const cn_json_doc *b,
                       uint32_t k)
{
    level open[CN_LIMIT_JSON_DEPTH + 1];
    size_t depth = 0;
    uint32_t end = cn_json_get(a, i)->next;
    for (uint32_t n = i; n < end; n++) {
        while (depth > 0 && n == cn_json_get(a, open[depth - 1].node)->next) {
            depth--;
        }
        const cn_json_node *up = cn_json_get(a, cn_json_get(a, n)->parent);
        if (depth > 0 && up->type == CN_JSON_OBJECT) {
            n++; /* from the key to its value */
        }
        uint32_t m = depth == 0 ? k : counterpart(a, n, b, &open[depth - 1]);
        if (m == 0 || !same_node(cn_json_get(a, n), cn_json_get(b, m))) {
            return false;
        }
        if (cn_json_get(a, n)->num > 0) {
            open[depth++] = (level){n, m, m + 1};
        }
    }
    return true;
}

/* ---- what stands beside the bytes ---- */

/* The entry that is kept as CBOR, as our own JSON. */
static carnet_status write_kept(cn_buf *out, const cn_record_entry *e)
{
    carnet_entry entry;
    cn_cbor_reader r;
    cn_json_writer w;
    size_t num = SIZE_MAX;
    cn_cbor_reader_init(&r, e->cbor);
    carnet_status status = cn_model_step(&r, &num, &entry);
    entry.day = e->cbor_day == CARNET_RECORD_ANY_DAY ? 0 : e->cbor_day;
    cn_json_begin(&w, out, false);
    return status == CARNET_OK ? cn_model_form_write(&w, &entry) : status;
}

/* One member beside "cbor" that is a field: it must say what the bytes say. */
static carnet_status compare_field(cn_form_reader *x, uint32_t key,
                                   const cn_json_doc *kept)
{
    uint32_t at = cn_json_find_span(kept, 0, get(x, key)->text);
    return at != 0 && same_value(x->doc, key + 1, kept, at)
               ? CARNET_OK
               : cn_form_refuse(x, CARNET_RECORD_FORM, key,
                                "\"cbor\" says something else; leave the "
                                "field out");
}

carnet_status cn_form_compare_kept(cn_form_reader *x, size_t entry,
                                   uint32_t object)
{
    cn_buf b;
    cn_json_doc *kept = NULL;
    cn_buf_init(&b);
    carnet_status status = write_kept(&b, &x->record->entries[entry]);
    if (status == CARNET_OK) {
        status = cn_json_read(&kept, NULL, cn_buf_span(&b));
    }
    if (status != CARNET_OK) {
        status = cn_form_refuse(x, status, object, "no entry of carnet");
    }
    uint32_t key = object + 1;
    for (uint32_t n = 0; status == CARNET_OK && n < get(x, object)->num; n++) {
        if (!cn_form_is_one_of(get(x, key), kept_names)) {
            status = compare_field(x, key, kept);
        }
        key = get(x, key + 1)->next;
    }
    cn_json_free(kept);
    cn_buf_free(&b);
    return status;
}
