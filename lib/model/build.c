/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record becomes encoded entries. Twice over: first each entry alone, to see
 * which part its kind and codes ask for; then, places being known, with its
 * references. What comes out is checked as if it came from outside.
 */
#include "build_i.h"

/* The encoded entry as a reader sees it. */
static carnet_status view(carnet_entry *out, cn_span bytes,
                          const cn_record_spot *at, int32_t issue_day)
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
static carnet_status check_day(cn_record_encoder *x)
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
    return cn_record_note(x, CARNET_RECORD_DATE, detail);
}

/* ---- parts ---- */

static carnet_status note_part(cn_record_encoder *x, const cn_model_asked *a)
{
    char detail[240] = {0};
    cn_buf b;
    cn_buf_init_fixed(&b, detail, sizeof detail - 1);
    cn_buf_put_str(&b, "it belongs in the ");
    cn_buf_put_str(&b, cn_model_part_name(a->part));
    cn_buf_put_str(&b, " part");
    if (a->why[0] != '\0') {
        cn_buf_put_str(&b, ": ");
        cn_buf_put_str(&b, a->code);
        cn_buf_put_str(&b, a->code[0] != '\0' ? ", " : "");
        cn_buf_put_str(&b, a->why);
    }
    cn_buf_put_str(&b, "; a less private one must be allowed for this entry");
    return cn_record_note(x, CARNET_RECORD_PART, detail);
}

/* Which part the entry goes to, and why. */
static carnet_status choose_part(cn_record_encoder *x, cn_model_encoded *m,
                                 const carnet_entry *view_of)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    cn_model_ask_part(&m->asked, view_of);
    if (m->asked.unknown.status != CARNET_OK) {
        return cn_record_note(x, m->asked.unknown.status, NULL);
    }
    m->part = e->part < 0 ? m->asked.part : (uint8_t)e->part;
    return m->part < m->asked.part && !e->less_private ? note_part(x, &m->asked)
                                                       : CARNET_OK;
}

static bool is_on_card(const cn_record_encoder *x, const carnet_entry *e)
{
    return x->card == NULL || (x->record->entries[x->entry].shape != NULL &&
                               x->card->sees(x->card->audience, e));
}

/* First time over: every entry alone. */
static carnet_status choose_parts(cn_record_encoder *x, cn_model_encoded *list)
{
    size_t persons = 0;
    for (x->entry = 0; x->entry < x->record->num; x->entry++) {
        cn_model_encoded *m = &list[x->entry];
        carnet_entry e;
        carnet_status status = check_day(x);
        if (status == CARNET_OK) {
            status = cn_record_put_entry(x, &m->bytes);
        }
        if (status == CARNET_OK) {
            status = view(&e, cn_buf_span(&m->bytes), &x->places[x->entry],
                          x->issue_day);
        }
        if (status != CARNET_OK) {
            return cn_record_note(x, status, NULL);
        }
        m->kind = e.kind;
        persons += e.kind == CARNET_KIND_PERSON ? 1 : 0;
        if (persons > 1) {
            return cn_record_note(x, CARNET_RECORD_TWICE,
                                  "a record is about one person");
        }
        status = choose_part(x, m, &e);
        if (status != CARNET_OK) {
            return status;
        }
        e.part = m->part;
        x->places[x->entry].left_out = !is_on_card(x, &e);
    }
    return CARNET_OK;
}

/* Positions in the parts, in the order of the record. */
static carnet_status choose_positions(cn_record_encoder *x,
                                      const cn_model_encoded *list)
{
    for (x->entry = 0; x->entry < x->record->num; x->entry++) {
        cn_record_spot *p = &x->places[x->entry];
        if (p->left_out) {
            continue;
        }
        p->part = list[x->entry].part;
        p->position = (uint16_t)x->num_in_part[p->part]++;
        if (x->num_in_part[p->part] > CN_LIMIT_PART_ENTRIES) {
            return cn_record_note(x, CARNET_RECORD_COUNT,
                                  "a part holds at most 256 entries");
        }
    }
    x->placed = true;
    return CARNET_OK;
}

/* ---- second time over ---- */

/* A problem that the check of an entry found: its path, "clinic/3" and perhaps
   ".field[1].member", becomes one in the record. */
static carnet_status note_check(cn_record_encoder *x, carnet_status status,
                                const cn_problem *found)
{
    const cn_model_shape *shape =
        cn_model_kind(x->record->entries[x->entry].kind);
    const char *at = strchr(found->path, '.');
    if (at == NULL || shape == NULL) {
        return cn_record_note(x, status, found->detail);
    }
    size_t len = strcspn(++at, ".[");
    const cn_model_field *f = cn_model_field_named(shape, cn_span_of(at, len));
    const cn_model_field *member = NULL;
    uint64_t i = 0;
    at += len;
    if (*at == '[') {
        len = strcspn(++at, "]");
        (void)cn_text_get_u64(cn_span_of(at, len), &i);
        at += len + 1;
    }
    if (*at == '.') {
        member =
            cn_model_field_named(cn_record_shape_of(f), cn_span_str(at + 1));
    }
    return cn_record_note_value(x, status, f, (size_t)i, member, found->detail);
}

static carnet_status encode_again(cn_record_encoder *x, cn_model_encoded *m)
{
    cn_problem found = {0};
    carnet_entry e;
    cn_buf_cut(&m->bytes, 0);
    carnet_status status = cn_record_put_entry(x, &m->bytes);
    if (status == CARNET_OK) {
        status = view(&e, cn_buf_span(&m->bytes), &x->places[x->entry],
                      x->issue_day);
    }
    if (status == CARNET_OK) {
        status = cn_model_check(&e, x->num_in_part, &found);
    }
    if (status == CARNET_OK && x->card == NULL) {
        status =
            cn_record_put_clashes(&m->clashes, &x->record->entries[x->entry]);
    }
    return status == CARNET_OK ? CARNET_OK : note_check(x, status, &found);
}

static void free_encoded(cn_model_encoded *m)
{
    cn_buf_free(&m->bytes);
    cn_buf_free(&m->asked.unknown);
    cn_buf_free(&m->clashes);
}

/* Sorts by part, keeping the order within each, and frees what is left out.
   Gives how many are not. */
static size_t sort_by_part(cn_model_encoded *to, cn_model_encoded *from,
                           const cn_record_spot *places, size_t num)
{
    size_t at = 0;
    for (uint8_t part = 0; part < CN_MODEL_NUM_PARTS; part++) {
        for (size_t i = 0; i < num; i++) {
            if (!places[i].left_out && from[i].part == part) {
                to[at++] = from[i];
            }
        }
    }
    for (size_t i = 0; i < num; i++) {
        if (places[i].left_out) {
            free_encoded(&from[i]);
        }
    }
    return at;
}

static carnet_status encode_all(cn_record_encoder *x, cn_model_encoded *list)
{
    carnet_status status = choose_parts(x, list);
    if (status == CARNET_OK) {
        status = choose_positions(x, list);
    }
    for (x->entry = 0; status == CARNET_OK && x->entry < x->record->num;
         x->entry++) {
        list[x->entry].source = x->entry;
        status = x->places[x->entry].left_out
                     ? CARNET_OK
                     : encode_again(x, &list[x->entry]);
    }
    return status;
}

static carnet_status encode_sorted(cn_record_encoder *x, cn_model_encoded **out,
                                   size_t *num_out)
{
    size_t num = x->record->num;
    cn_model_encoded *list = cn_mem_array(num, sizeof *list);
    cn_model_encoded *sorted = cn_mem_array(num, sizeof *sorted);
    x->places = cn_mem_array(num, sizeof *x->places);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (list != NULL && sorted != NULL && x->places != NULL) {
        for (size_t i = 0; i < num; i++) {
            cn_buf_init(&list[i].bytes);
            cn_buf_init(&list[i].asked.unknown);
            cn_buf_init(&list[i].clashes);
        }
        status = encode_all(x, list);
    }
    if (status == CARNET_OK) {
        *num_out = sort_by_part(sorted, list, x->places, num);
        *out = sorted;
        sorted = NULL;
        cn_mem_free(list, num * sizeof *list);
    } else {
        cn_model_encoded_free(list, num);
    }
    cn_mem_free(sorted, num * sizeof *sorted);
    cn_mem_free(x->places, num * sizeof *x->places);
    return status;
}

/* NULL: no memory. */
static cn_record_encoder *new_encoder(const carnet_record *record,
                                      cn_problem *where)
{
    cn_record_encoder *x = cn_mem_alloc(sizeof *x);
    if (x == NULL) {
        return NULL;
    }
    x->record = record;
    x->where = where;
    for (size_t late = 0; late < 2; late++) {
        cn_buf_init(&x->bytes[late]);
        cn_buf_init(&x->inner[late]);
    }
    return x;
}

static void free_encoder(cn_record_encoder *x)
{
    for (size_t late = 0; late < 2; late++) {
        cn_buf_free(&x->bytes[late]);
        cn_buf_free(&x->inner[late]);
    }
    cn_mem_free(x, sizeof *x);
}

carnet_status cn_model_encode(cn_model_encoded **out, size_t *num_out,
                              const carnet_record *record,
                              const cn_model_card *card, int32_t issue_day,
                              cn_problem *where)
{
    *out = NULL;
    *num_out = 0;
    if (record->num == 0) {
        return cn_problem_note(where, CARNET_RECORD_EMPTY, 0, "$.entries",
                               NULL);
    }
    cn_record_encoder *x = new_encoder(record, where);
    if (x == NULL) {
        return cn_problem_note(where, CARNET_CALLER_MEMORY, 0, NULL, NULL);
    }
    x->card = card;
    x->issue_day = issue_day;
    carnet_status status = encode_sorted(x, out, num_out);
    if (status != CARNET_OK) {
        cn_problem_note(where, status, 0, NULL, NULL);
    }
    free_encoder(x);
    return status;
}

/* What an entry asks for does not depend on the day: any will do. */
carnet_status cn_model_record_part(uint8_t *part_out,
                                   const carnet_record *record, size_t entry)
{
    static const cn_record_spot nowhere = {0};
    cn_problem where = {0};
    cn_model_encoded m = {.part = CARNET_PART_PRIVATE};
    carnet_entry e;
    cn_record_encoder *x = new_encoder(record, &where);
    carnet_status status = CARNET_CALLER_MEMORY;
    cn_buf_init(&m.bytes);
    cn_buf_init(&m.asked.unknown);
    cn_buf_init(&m.clashes);
    if (x != NULL) {
        x->entry = entry;
        status = cn_record_put_entry(x, &m.bytes);
    }
    if (status == CARNET_OK) {
        status = view(&e, cn_buf_span(&m.bytes), &nowhere, x->issue_day);
    }
    if (status == CARNET_OK) {
        status = choose_part(x, &m, &e);
    }
    *part_out = status == CARNET_OK ? m.part : CARNET_PART_PRIVATE;
    free_encoded(&m);
    if (x != NULL) {
        free_encoder(x);
    }
    return status == CARNET_CALLER_MEMORY ? status : CARNET_OK;
}

void cn_model_encoded_free(cn_model_encoded *list, size_t num)
{
    for (size_t i = 0; list != NULL && i < num; i++) {
        free_encoded(&list[i]);
    }
    cn_mem_free(list, num * sizeof *list);
}
