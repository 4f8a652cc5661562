/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record becomes encoded entries. Twice over: first each entry alone, to see
 * which part its kind and codes ask for; then, places being known, with its
 * references. What comes out is checked as if it came from outside.
 */
#include "record_i.h"

/* Bytes of a value in a buffer that may still move. */
typedef struct {
    const cn_buf *in;
    size_t at;
    size_t len; /* 0: not there */
} piece;

typedef struct {
    uint8_t part;
    uint16_t position;
} place;

/* Work of one call; 6 KiB, on the heap. Values whose encoding depends on others
   of the same entry are late: they go to a second buffer, while the first one
   stands still. */
typedef struct {
    const carnet_record *record;
    int32_t issue_day;
    cn_problem *where;
    place *places;   /* of each entry; NULL while they are not known */
    size_t entry;    /* the one that is encoded */
    cn_buf bytes[2]; /* encoded fields of the entry: early, late */
    cn_buf inner[2]; /* the same of a group */
    piece pieces[64];
    piece inner_pieces[64];
    cn_span values[64]; /* pieces as spans; the late ones come last */
    cn_span inner_values[64];
} encoder;

/* ---- where and why ---- */

static void put_index(cn_buf *b, size_t i)
{
    char digits[24];
    cn_text_put_u64(digits, i);
    cn_buf_put_str(b, "[");
    cn_buf_put_str(b, digits);
    cn_buf_put_str(b, "]");
}

/* Notes a problem with an entry; f and rest (".field[1].member") where it is
   in one of its fields. */
static carnet_status note(encoder *x, carnet_status status,
                          const cn_model_field *f, const char *rest,
                          const char *detail)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    const cn_record_slot *slot =
        f == NULL ? NULL : cn_record_slot_of(e, f->number);
    cn_problem *p = x->where;
    if (p == NULL || p->status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    char path[sizeof p->path];
    cn_buf_init_fixed(&b, path, sizeof path - 1);
    cn_buf_put_str(&b, "$.entries");
    put_index(&b, x->entry);
    cn_buf_put_str(&b, rest);
    path[b.len] = '\0';
    bool placed = slot != NULL && slot->line != 0;
    cn_problem_note(p, status, placed ? slot->offset : e->offset, path, detail);
    p->line = placed ? slot->line : e->line;
    return status;
}

/* The same, value i of a field or a member of it. */
static carnet_status note_value(encoder *x, carnet_status status,
                                const cn_model_field *f, size_t i,
                                const cn_model_field *member,
                                const char *detail)
{
    cn_buf b;
    char rest[96];
    cn_buf_init_fixed(&b, rest, sizeof rest - 1);
    cn_buf_put_str(&b, ".");
    cn_buf_put_str(&b, f->name);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        put_index(&b, i);
    }
    if (member != NULL) {
        cn_buf_put_str(&b, ".");
        cn_buf_put_str(&b, member->name);
    }
    rest[b.len] = '\0';
    return note(x, status, f, rest, detail);
}

/* Names what is missing in the entry, or in a group of field outer. */
static carnet_status note_missing(encoder *x, const cn_model_shape *shape,
                                  const cn_span *values,
                                  const cn_model_field *outer, size_t at)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < shape->num_fields; i++) {
        mask |= values[i].len > 0 ? UINT64_C(1) << i : 0;
    }
    const cn_model_field *f = cn_model_missing(shape, mask);
    char detail[160] = {0};
    cn_buf b;
    cn_buf_init_fixed(&b, detail, sizeof detail - 1);
    cn_buf_put_str(&b, shape->name);
    cn_buf_put_str(&b, " needs ");
    cn_buf_put_str(&b, f == NULL ? "more" : f->name);
    for (size_t i = 0; f != NULL && i < shape->num_fields; i++) {
        bool other = (shape->one_of >> i & 1) != 0 && &shape->fields[i] != f;
        if (other && (shape->one_of >> f->number & 1) != 0) {
            cn_buf_put_str(&b, " or ");
            cn_buf_put_str(&b, shape->fields[i].name);
        }
    }
    return outer == NULL
               ? note(x, CARNET_RECORD_REQUIRED, NULL, "", detail)
               : note_value(x, CARNET_RECORD_REQUIRED, outer, at, NULL, detail);
}

/* ---- values ---- */

static void refresh(cn_span *values, const piece *pieces)
{
    for (size_t i = 0; i < 64; i++) {
        const piece *p = &pieces[i];
        values[i] = p->len == 0 ? cn_span_of(NULL, 0)
                                : cn_span_of(p->in->data + p->at, p->len);
    }
}

static bool is_late(const cn_model_field *f)
{
    return f->type == CN_TYPE_QUANTITY || f->type == CN_TYPE_END ||
           f->type == CN_TYPE_GROUP;
}

/* Where a reference leads, and that it may lead there. */
static carnet_status resolve(encoder *x, const cn_record_value *v,
                             cn_record_around *around)
{
    if (v->reference.elsewhere || x->places == NULL) {
        return CARNET_OK;
    }
    const place *target = &x->places[v->reference.target];
    around->part = target->part;
    around->position = target->position;
    return target->part > x->places[x->entry].part ? CARNET_RECORD_LINK
                                                   : CARNET_OK;
}

static const char *why(carnet_status status, const cn_model_field *f)
{
    switch (status) {
    case CARNET_RECORD_LINK:
        return "it leads to an entry in a more private part; put this entry "
               "in that part too";
    case CARNET_RECORD_UNIT:
        return f->a < 0 ? "this quantity needs a unit" : NULL;
    case CARNET_RECORD_DATE:
    case CARNET_RECORD_RANGE:
        return f->type == CN_TYPE_END ? "it ends before it begins" : NULL;
    default:
        return NULL;
    }
}

/* Appends one value; shape and values are those of the entry, or of the group
   that it is in. */
static carnet_status put_value(encoder *x, cn_buf *b,
                               const cn_model_shape *shape,
                               const cn_span *values, const cn_model_field *f,
                               const cn_record_value *v)
{
    cn_record_around around = {
        .values = x->values,
        .own = shape,
        .own_values = values,
        .kind = x->record->entries[x->entry].shape,
        .issue_day = x->issue_day,
    };
    if (f->type == CN_TYPE_REF) {
        carnet_status status = resolve(x, v, &around);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return cn_record_put(b, f, v, &around);
}

/* Out of memory makes any other complaint void. */
static carnet_status memory_status(const encoder *x)
{
    for (size_t late = 0; late < 2; late++) {
        if (x->bytes[late].status != CARNET_OK) {
            return x->bytes[late].status;
        }
        if (x->inner[late].status != CARNET_OK) {
            return x->inner[late].status;
        }
    }
    return CARNET_OK;
}

/* The early or the late members of a group that are set. */
static carnet_status put_members(encoder *x, const cn_model_field *outer,
                                 size_t at, const cn_record_value *v,
                                 size_t late)
{
    const cn_model_shape *group = cn_record_shape_of(outer);
    cn_buf *b = &x->inner[late];
    for (size_t i = 0; i < group->num_fields; i++) {
        const cn_model_field *f = &group->fields[i];
        const cn_record_slot *slot = &v->members[i];
        if (slot->num == 0 || is_late(f) != (late == 1)) {
            continue;
        }
        size_t begin = b->len;
        carnet_status status =
            put_value(x, b, group, x->inner_values, f, &slot->values[0]);
        if (status != CARNET_OK) {
            return note_value(x, status, outer, at, f, why(status, f));
        }
        x->inner_pieces[f->number] = (piece){b, begin, b->len - begin};
    }
    refresh(x->inner_values, x->inner_pieces);
    return memory_status(x);
}

static carnet_status put_group(encoder *x, cn_buf *b,
                               const cn_model_field *outer, size_t at,
                               const cn_record_value *v)
{
    const cn_model_shape *group = cn_record_shape_of(outer);
    memset(x->inner_pieces, 0, sizeof x->inner_pieces);
    memset(x->inner_values, 0, sizeof x->inner_values);
    for (size_t late = 0; late < 2; late++) {
        cn_buf_cut(&x->inner[late], 0);
        carnet_status status = put_members(x, outer, at, v, late);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return cn_model_put_group(b, group, x->inner_values) == CARNET_OK
               ? CARNET_OK
               : note_missing(x, group, x->inner_values, outer, at);
}

/* All values of a field, if it has any to write. */
static carnet_status put_field(encoder *x, cn_buf *b,
                               const cn_model_shape *shape,
                               const cn_model_field *f,
                               const cn_record_slot *slot)
{
    carnet_status status = CARNET_OK;
    if (slot->absent != CARNET_ABSENT_NO) {
        cn_model_put_absent(b, slot->absent);
    } else if ((f->flags & CN_FIELD_LIST) != 0 && slot->num > 0) {
        cn_cbor_put_array(b, slot->num);
    }
    for (size_t i = 0; status == CARNET_OK && i < slot->num; i++) {
        const cn_record_value *v = &slot->values[i];
        if (f->type == CN_TYPE_GROUP) {
            status = put_group(x, b, f, i, v);
        } else {
            status = put_value(x, b, shape, x->values, f, v);
            if (status != CARNET_OK) {
                status = note_value(x, status, f, i, NULL, why(status, f));
            }
        }
    }
    return status;
}

/* ---- entries ---- */

/* The early or the late fields of an entry. */
static carnet_status put_fields(encoder *x, const cn_record_entry *e,
                                size_t late)
{
    cn_buf *b = &x->bytes[late];
    cn_buf_cut(b, 0);
    for (size_t i = 0; i < e->shape->num_fields; i++) {
        const cn_model_field *f = &e->shape->fields[i];
        if (is_late(f) != (late == 1)) {
            continue;
        }
        size_t begin = b->len;
        carnet_status status = put_field(x, b, e->shape, f, &e->slots[i]);
        if (status != CARNET_OK) {
            return status;
        }
        x->pieces[f->number] = (piece){b, begin, b->len - begin};
    }
    refresh(x->values, x->pieces);
    return memory_status(x);
}

/* Appends the entry that x->entry is. */
static carnet_status put_entry(encoder *x, cn_buf *out)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    if (e->shape == NULL) {
        cn_buf_put_span(out, e->cbor);
        return out->status;
    }
    memset(x->pieces, 0, sizeof x->pieces);
    memset(x->values, 0, sizeof x->values);
    for (size_t late = 0; late < 2; late++) {
        carnet_status status = put_fields(x, e, late);
        if (status != CARNET_OK) {
            return status;
        }
    }
    if (cn_model_put_entry(out, e->kind, x->values) != CARNET_OK) {
        return note_missing(x, e->shape, x->values, NULL, 0);
    }
    return out->status;
}

/* The encoded entry as a reader sees it. */
static carnet_status view(carnet_entry *out, cn_span bytes, const place *at,
                          int32_t issue_day)
{
    cn_cbor_reader r;
    size_t num = 0;
    cn_cbor_reader_init(&r, bytes);
    while (!cn_cbor_at_end(&r)) {
        cn_cbor_skip(&r);
        num++;
    }
    cn_cbor_reader_init(&r, bytes);
    carnet_status status = cn_model_step(&r, &num, out);
    out->part = at->part;
    out->position = at->position;
    out->day = issue_day;
    return status;
}

/* An entry that is kept as CBOR counts its dates from the day of issue of the
   credential that it comes from. */
static carnet_status check_day(encoder *x)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    if (e->cbor_day == CARNET_RECORD_ANY_DAY || e->cbor_day == x->issue_day) {
        return CARNET_OK;
    }
    char detail[120] = {0};
    char day[11];
    cn_buf b;
    cn_days_print(day, e->cbor_day);
    cn_buf_init_fixed(&b, detail, sizeof detail - 1);
    cn_buf_put_str(&b, "an entry kept as CBOR counts its dates from ");
    cn_buf_put_str(&b, day);
    cn_buf_put_str(&b, " and can be issued on that day only");
    return note(x, CARNET_RECORD_DATE, NULL, "", detail);
}

/* ---- parts ---- */

static carnet_status note_part(encoder *x, const cn_model_encoded *m)
{
    char detail[160] = {0};
    cn_buf b;
    cn_buf_init_fixed(&b, detail, sizeof detail - 1);
    cn_buf_put_str(&b, "it belongs in the ");
    cn_buf_put_str(&b, cn_form_part_name(m->default_part));
    cn_buf_put_str(&b, " part");
    if (m->why != NULL) {
        cn_buf_put_str(&b, ": ");
        cn_buf_put_str(&b, m->why_code);
        cn_buf_put_str(&b, m->why_code[0] != '\0' ? ", " : "");
        cn_buf_put_str(&b, m->why);
    }
    cn_buf_put_str(&b, "; a less private one must be allowed for this entry");
    return note(x, CARNET_RECORD_PART, NULL, "", detail);
}

/* Which part the entry goes to, and why. */
static carnet_status choose_part(encoder *x, cn_model_encoded *m,
                                 const carnet_entry *view_of)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    m->default_part = cn_model_default_part(view_of, &m->why, m->why_code);
    m->part = e->part < 0 ? m->default_part : (uint8_t)e->part;
    return m->part < m->default_part && !e->less_private ? note_part(x, m)
                                                         : CARNET_OK;
}

/* First time over: every entry alone. */
static carnet_status choose_parts(encoder *x, cn_model_encoded *list)
{
    static const place nowhere;
    size_t persons = 0;
    for (x->entry = 0; x->entry < x->record->num; x->entry++) {
        cn_model_encoded *m = &list[x->entry];
        carnet_entry e;
        carnet_status status = check_day(x);
        if (status == CARNET_OK) {
            status = put_entry(x, &m->bytes);
        }
        if (status == CARNET_OK) {
            status = view(&e, cn_buf_span(&m->bytes), &nowhere, x->issue_day);
        }
        if (status != CARNET_OK) {
            return note(x, status, NULL, "", NULL);
        }
        m->kind = e.kind;
        persons += e.kind == CARNET_KIND_PERSON ? 1 : 0;
        if (persons > 1) {
            return note(x, CARNET_RECORD_TWICE, NULL, "",
                        "a record is about one person");
        }
        status = choose_part(x, m, &e);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return CARNET_OK;
}

/* Positions in the parts, in the order of the record. */
static carnet_status choose_positions(encoder *x, const cn_model_encoded *list,
                                      place *places)
{
    uint16_t in_part[CN_MODEL_NUM_PARTS] = {0};
    for (x->entry = 0; x->entry < x->record->num; x->entry++) {
        place *p = &places[x->entry];
        p->part = list[x->entry].part;
        p->position = in_part[p->part]++;
        if (in_part[p->part] > CN_LIMIT_PART_ENTRIES) {
            return note(x, CARNET_RECORD_COUNT, NULL, "",
                        "a part holds at most 256 entries");
        }
    }
    x->places = places;
    return CARNET_OK;
}

/* ---- second time over ---- */

/* A problem that the check of an entry found: its path is "clinic/3.field..."
   and becomes one in the record. */
static carnet_status note_check(encoder *x, carnet_status status,
                                const cn_problem *found)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    const char *rest = strchr(found->path, '.');
    const cn_model_field *f = NULL;
    if (rest != NULL && e->shape != NULL) {
        f = cn_model_field_named(e->shape,
                                 cn_span_of(rest + 1, strcspn(rest + 1, ".[")));
    }
    return note(x, status, f, rest == NULL ? "" : rest, found->detail);
}

static carnet_status encode_again(encoder *x, cn_model_encoded *m,
                                  carnet_entry *out)
{
    cn_problem found = {0};
    cn_buf_cut(&m->bytes, 0);
    carnet_status status = put_entry(x, &m->bytes);
    if (status == CARNET_OK) {
        status = view(out, cn_buf_span(&m->bytes), &x->places[x->entry],
                      x->issue_day);
    }
    if (status == CARNET_OK) {
        status = cn_model_check(out, &found);
    }
    return status == CARNET_OK ? CARNET_OK : note_check(x, status, &found);
}

/* Sorts by part, keeping the order within each. */
static void sort_by_part(cn_model_encoded *to, const cn_model_encoded *from,
                         size_t num)
{
    size_t at = 0;
    for (uint8_t part = 0; part < CN_MODEL_NUM_PARTS; part++) {
        for (size_t i = 0; i < num; i++) {
            if (from[i].part == part) {
                to[at++] = from[i];
            }
        }
    }
}

/* Goes to the entry that a path such as "clinic/3.replaces[0]" begins with. */
static void go_to(encoder *x, const char *path)
{
    for (x->entry = 0; x->entry + 1 < x->record->num; x->entry++) {
        char text[24];
        const place *p = &x->places[x->entry];
        cn_form_put_position(text, p->part, p->position);
        size_t len = strlen(text);
        if (strncmp(path, text, len) == 0 && path[len] == '.') {
            return;
        }
    }
}

/* Only entries that are kept as CBOR can still be found wrong here. */
static carnet_status check_links(encoder *x, const carnet_entry *entries)
{
    cn_problem found = {0};
    size_t num_in_part[CN_MODEL_NUM_PARTS] = {0};
    for (size_t i = 0; i < x->record->num; i++) {
        num_in_part[entries[i].part]++;
    }
    carnet_status status =
        cn_model_check_links(entries, x->record->num, num_in_part, &found);
    if (status != CARNET_OK) {
        go_to(x, found.path);
        note_check(x, status, &found);
    }
    return status;
}

static carnet_status encode_all(encoder *x, cn_model_encoded *list,
                                place *places, carnet_entry *entries)
{
    carnet_status status = choose_parts(x, list);
    if (status == CARNET_OK) {
        status = choose_positions(x, list, places);
    }
    for (x->entry = 0; status == CARNET_OK && x->entry < x->record->num;
         x->entry++) {
        list[x->entry].source = x->entry;
        status = encode_again(x, &list[x->entry], &entries[x->entry]);
    }
    return status == CARNET_OK ? check_links(x, entries) : status;
}

static carnet_status encode_sorted(encoder *x, cn_model_encoded **out)
{
    size_t num = x->record->num;
    cn_model_encoded *list = cn_mem_array(num, sizeof *list);
    cn_model_encoded *sorted = cn_mem_array(num, sizeof *sorted);
    place *places = cn_mem_array(num, sizeof *places);
    carnet_entry *entries = cn_mem_array(num, sizeof *entries);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (list != NULL && sorted != NULL && places != NULL && entries != NULL) {
        for (size_t i = 0; i < num; i++) {
            cn_buf_init(&list[i].bytes);
        }
        status = encode_all(x, list, places, entries);
    }
    if (status == CARNET_OK) {
        sort_by_part(sorted, list, num);
        *out = sorted;
        sorted = NULL;
        cn_mem_free(list, num * sizeof *list);
    } else {
        cn_model_encoded_free(list, num);
    }
    cn_mem_free(sorted, num * sizeof *sorted);
    cn_mem_free(places, num * sizeof *places);
    cn_mem_free(entries, num * sizeof *entries);
    return status;
}

carnet_status cn_model_encode(cn_model_encoded **out, size_t *num_out,
                              const carnet_record *record, int32_t issue_day,
                              cn_problem *where)
{
    *out = NULL;
    *num_out = 0;
    if (record->num == 0) {
        return cn_problem_note(where, CARNET_RECORD_EMPTY, 0, "$.entries",
                               NULL);
    }
    encoder *x = cn_mem_alloc(sizeof *x);
    if (x == NULL) {
        return cn_problem_note(where, CARNET_CALLER_MEMORY, 0, NULL, NULL);
    }
    x->record = record;
    x->issue_day = issue_day;
    x->where = where;
    for (size_t late = 0; late < 2; late++) {
        cn_buf_init(&x->bytes[late]);
        cn_buf_init(&x->inner[late]);
    }
    carnet_status status = encode_sorted(x, out);
    if (status == CARNET_OK) {
        *num_out = record->num;
    } else {
        cn_problem_note(where, status, 0, NULL, NULL);
    }
    for (size_t late = 0; late < 2; late++) {
        cn_buf_free(&x->bytes[late]);
        cn_buf_free(&x->inner[late]);
    }
    cn_mem_free(x, sizeof *x);
    return status;
}

void cn_model_encoded_free(cn_model_encoded *list, size_t num)
{
    for (size_t i = 0; list != NULL && i < num; i++) {
        cn_buf_free(&list[i].bytes);
    }
    cn_mem_free(list, num * sizeof *list);
}
