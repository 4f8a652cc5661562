/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record becomes a plan: entries encoded, sorted into parts, the body packed
 * (docs/spec/format.md sections 3, 5 to 7). It says for each entry where it
 * goes, why, and what it costs.
 */
#include "plan_i.h"
#include "present_i.h"

/* ---- body ---- */

static void put_part(cn_buf *out, const cn_model_encoded *list, size_t num,
                     uint8_t part)
{
    size_t elements = 0;
    for (size_t i = 0; i < num; i++) {
        elements += list[i].part == part
                        ? cn_api_num_elements(cn_buf_span(&list[i].bytes))
                        : 0;
    }
    cn_cbor_put_array(out, elements);
    for (size_t i = 0; i < num; i++) {
        if (list[i].part == part) {
            cn_buf_put_span(out, cn_buf_span(&list[i].bytes));
        }
    }
}

/* Appends the body of the first num entries. */
static carnet_status put_body(cn_buf *out, const cn_model_encoded *list,
                              size_t num)
{
    cn_buf items;
    cn_buf_init(&items);
    cn_cbor_put_array(&items, CN_API_PARTS);
    for (unsigned part = 0; part < CN_API_PARTS; part++) {
        put_part(&items, list, num, (uint8_t)part);
    }
    carnet_status status = items.status;
    if (status == CARNET_OK) {
        status = cn_api_put_body(out, cn_buf_span(&items));
    }
    cn_buf_free(&items);
    return status;
}

/* ---- credential around a body ---- */

static void put_when(cn_buf *out, const carnet_plan *p)
{
    bool unlimited = p->valid_days == CARNET_ISSUE_UNLIMITED;
    if (!unlimited || p->has_index) {
        cn_cbor_put_array(out, 2u + p->has_index);
    }
    cn_cbor_put_int(out, p->issued_days);
    if (!unlimited) {
        cn_cbor_put_int(out, p->valid_days);
    } else if (p->has_index) {
        cn_cbor_put_nil(out);
    }
    if (p->has_index) {
        cn_cbor_put_uint(out, p->index);
    }
}

void cn_api_put_passport(cn_buf *out, const carnet_plan *p, cn_span head,
                         cn_span body)
{
    cn_cbor_put_array(out, 1);
    cn_cbor_put_array(out, 3);
    cn_cbor_put_bytes(out, head);
    put_when(out, p);
    cn_buf_put_span(out, body);
}

/* Size of a passport with this body; 0 without memory. */
static size_t passport_size(const carnet_plan *p, cn_span body)
{
    static const uint8_t head[CN_API_WHOLE_HEAD_SIZE];
    cn_buf b;
    cn_buf_init(&b);
    cn_api_put_passport(&b, p, cn_span_of(head, sizeof head), body);
    size_t len = b.status == CARNET_OK ? b.len : 0;
    cn_buf_free(&b);
    return len;
}

/* ---- plan ---- */

static carnet_status view_entries(carnet_plan *p)
{
    p->entries = cn_mem_array(p->num, sizeof p->entries[0]);
    if (p->entries == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    uint16_t in_part[CN_API_PARTS] = {0};
    for (size_t i = 0; i < p->num; i++) {
        const cn_model_encoded *e = &p->encoded[i];
        cn_cbor_reader r;
        cn_cbor_reader_init(&r, cn_buf_span(&e->bytes));
        size_t elements = cn_api_num_elements(cn_buf_span(&e->bytes));
        carnet_status status = cn_model_step(&r, &elements, &p->entries[i]);
        if (status != CARNET_OK) {
            return status;
        }
        p->entries[i].part = e->part;
        p->entries[i].position = in_part[e->part]++;
        p->entries[i].day = p->issued_days;
    }
    return CARNET_OK;
}

/* What a name can't be compared by, in words; NULL where it can. */
static const char *wrong_in_name(cn_span name)
{
    if (!cn_text_is_seen(name)) {
        return "nothing of the name is drawn";
    }
    return cn_text_is_assigned(name)
               ? NULL
               : "the name has a character that Unicode 15.0, which this "
                 "version knows, does not have; write it in other letters";
}

/* A name of which nothing is drawn would be an empty line on a screen, beside
   which anybody is the holder; what is not assigned is a box, beside which many
   are. Here and not where a passport is read: what was issued reads the same in
   every version, whatever its tables have. Packed, too: a block of letters has
   gaps. */
static carnet_status check_name(const carnet_plan *p, size_t i,
                                cn_problem *where)
{
    const cn_model_field *f = cn_model_field_of(
        cn_model_kind(CARNET_KIND_PERSON), CARNET_PERSON_NAME);
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span value;
    cn_span name;
    cn_cbor_reader r;
    if (p->entries[i].kind != CARNET_KIND_PERSON || f == NULL ||
        !cn_model_value(&p->entries[i], CARNET_PERSON_NAME, &value)) {
        return CARNET_OK;
    }
    cn_cbor_reader_init(&r, value);
    const char *wrong = cn_model_get_label(&r, f, room, &name) == CARNET_OK
                            ? wrong_in_name(name)
                            : NULL;
    if (wrong == NULL) {
        return CARNET_OK;
    }
    cn_problem_say(where, CARNET_RECORD_TEXT, 0, wrong);
    cn_problem_add(where->path, "$.entries[");
    cn_problem_add_number(where->path, p->encoded[i].source);
    cn_problem_add(where->path, "].name");
    return CARNET_RECORD_TEXT;
}

static carnet_status check_names(const carnet_plan *p, cn_problem *where)
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0; i < p->num && status == CARNET_OK; i++) {
        status = check_name(p, i, where);
    }
    return status;
}

static carnet_status make_plan(carnet_plan *p, const carnet_record *record,
                               const cn_model_card *card, cn_problem *where)
{
    carnet_status status = cn_model_encode(&p->encoded, &p->num, record, card,
                                           p->issued_days, where);
    if (status == CARNET_OK && card != NULL && p->num == 0) {
        return CARNET_PRIVACY_NOTHING;
    }
    if (status == CARNET_OK) {
        status = view_entries(p);
    }
    if (status == CARNET_OK) {
        status = check_names(p, where);
    }
    if (status == CARNET_OK) {
        status = put_body(&p->body, p->encoded, p->num);
    }
    if (status == CARNET_OK) {
        p->num_bytes = passport_size(p, cn_buf_span(&p->body));
        status = p->num_bytes == 0 ? CARNET_CALLER_MEMORY : CARNET_OK;
    }
    return status;
}

static bool days_in_range(int32_t issued_days, int32_t valid_days)
{
    return issued_days >= 0 && issued_days <= (int32_t)CN_LIMIT_DAY &&
           valid_days >= CARNET_ISSUE_UNLIMITED &&
           valid_days <= (int32_t)cn_api_most_valid((uint32_t)issued_days);
}

static carnet_status plan(carnet_plan **out, const carnet_record *record,
                          const cn_model_card *card, int32_t issued_days,
                          int32_t valid_days, cn_problem *where)
{
    if (record == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!days_in_range(issued_days, valid_days)) {
        return CARNET_CALLER_RANGE;
    }
    carnet_plan *p = cn_mem_alloc(sizeof *p);
    if (p == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    p->issued_days = issued_days;
    p->valid_days = valid_days;
    cn_buf_init(&p->body);
    carnet_status status = make_plan(p, record, card, where);
    if (status == CARNET_OK) {
        *out = p;
    } else {
        carnet_issue_free(p);
    }
    return status;
}

static carnet_status begin(carnet_plan **out, carnet_problem **problem)
{
    cn_problem_clear(problem);
    if (out != NULL) {
        *out = NULL;
    }
    return out == NULL ? CARNET_CALLER_NULL : CARNET_OK;
}

/* A caller's mistake has no place in the record. */
static carnet_status end(carnet_status status, cn_problem *where,
                         carnet_problem **problem)
{
    if (status != CARNET_OK && status != CARNET_CALLER_NULL &&
        status != CARNET_CALLER_RANGE) {
        cn_problem_note(where, status, 0, NULL, NULL);
        cn_problem_give(where, problem);
    }
    return status;
}

carnet_status carnet_issue_plan(carnet_plan **out, carnet_problem **problem,
                                const carnet_record *record,
                                int32_t issued_days, int32_t valid_days)
{
    cn_problem where = {0};
    carnet_status status = begin(out, problem);
    if (status == CARNET_OK) {
        status = plan(out, record, NULL, issued_days, valid_days, &where);
    }
    return end(status, &where, problem);
}

carnet_status carnet_issue_plan_for(carnet_plan **out, carnet_problem **problem,
                                    const carnet_record *record,
                                    const char *audience, int32_t issued_days,
                                    int32_t valid_days)
{
    cn_problem where = {0};
    cn_model_card card = {cn_privacy_sees, 0};
    carnet_status status = begin(out, problem);
    if (status == CARNET_OK && audience == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        status = cn_api_find_audience(&card.audience, audience, &where);
    }
    if (status == CARNET_OK) {
        status = plan(out, record, &card, issued_days, valid_days, &where);
    }
    return end(status, &where, problem);
}

void carnet_issue_free(carnet_plan *plan)
{
    if (plan != NULL) {
        cn_mem_free(plan->entries, plan->num * sizeof plan->entries[0]);
        cn_model_encoded_free(plan->encoded, plan->num);
        cn_buf_free(&plan->body);
        cn_mem_free(plan, sizeof *plan);
    }
}

/* ---- reading a plan ---- */

static const cn_model_encoded *encoded_of(const carnet_plan *p, size_t i)
{
    return p == NULL || i >= p->num ? NULL : &p->encoded[i];
}

size_t carnet_issue_num_entries(const carnet_plan *plan)
{
    return plan == NULL ? 0 : plan->num;
}

const carnet_entry *carnet_issue_get_entry(const carnet_plan *plan, size_t i)
{
    return encoded_of(plan, i) == NULL ? NULL : &plan->entries[i];
}

int32_t carnet_issue_default_part(const carnet_plan *plan, size_t i)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    return e == NULL ? -1 : e->asked.part;
}

const char *carnet_issue_why(const carnet_plan *plan, size_t i)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    return e == NULL ? "" : e->asked.why;
}

const char *carnet_issue_why_code(const carnet_plan *plan, size_t i)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    return e == NULL ? "" : e->asked.code;
}

/* Text n of those in a buffer, a zero behind each; "" past the last. */
static const char *text_at(const cn_buf *texts, size_t n)
{
    size_t at = 0;
    while (at < texts->len) {
        const char *text = (const char *)texts->data + at;
        if (n == 0) {
            return text;
        }
        n--;
        at += strlen(text) + 1;
    }
    return "";
}

const char *carnet_issue_unknown_system(const carnet_plan *plan, size_t i,
                                        size_t n)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    return e == NULL ? "" : text_at(&e->asked.unknown, n);
}

const char *carnet_issue_clash(const carnet_plan *plan, size_t i, size_t n,
                               int32_t what)
{
    enum {
        NUM = CARNET_ISSUE_CLASH_OTHER + 1
    };
    const cn_model_encoded *e = encoded_of(plan, i);
    bool good = e != NULL && what >= 0 && what < NUM && n < SIZE_MAX / NUM;
    return good ? text_at(&e->clashes, n * NUM + (size_t)what) : "";
}

size_t carnet_issue_record_index(const carnet_plan *plan, size_t i)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    return e == NULL ? SIZE_MAX : e->source;
}

size_t carnet_issue_entry_bytes(const carnet_plan *plan, size_t i)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    return e == NULL ? 0 : e->bytes.len;
}

size_t carnet_issue_bytes_upto(const carnet_plan *plan, size_t i)
{
    if (encoded_of(plan, i) == NULL) {
        return 0;
    }
    cn_buf body;
    cn_buf_init(&body);
    carnet_status status = put_body(&body, plan->encoded, i + 1);
    size_t len = 0;
    if (status == CARNET_OK) {
        len = passport_size(plan, cn_buf_span(&body));
    }
    cn_buf_free(&body);
    return len;
}

size_t carnet_issue_num_bytes(const carnet_plan *plan)
{
    return plan == NULL ? 0 : plan->num_bytes;
}

size_t carnet_issue_num_chars(const carnet_plan *plan)
{
    return plan == NULL ? 0 : cn_wire_text_chars(plan->num_bytes);
}

size_t carnet_issue_chars_for(size_t num_bytes)
{
    return cn_wire_text_chars(num_bytes);
}
