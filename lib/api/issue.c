/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuing: a record becomes a plan (entries encoded, sorted into parts, body
 * packed), a plan and a key become a passport of one credential
 * (docs/spec/format.md sections 3 to 7). Nothing is signed that this library
 * would not accept.
 */
#include "passport_i.h"

struct carnet_plan {
    int32_t issued_days;
    int32_t valid_days;
    cn_model_encoded *encoded; /* desk, clinic, private */
    size_t num;
    carnet_entry *entries; /* views of the encoded ones */
    cn_buf body;           /* encoded body: items, or bstr of DEFLATE */
    size_t num_bytes;
};

size_t carnet_issue_seed_size(void)
{
    return CARNET_ISSUE_SEED_SIZE;
}

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
    for (uint8_t part = 0; part < CN_API_PARTS; part++) {
        put_part(&items, list, num, part);
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
    if (p->valid_days == CARNET_ISSUE_UNLIMITED) {
        cn_cbor_put_int(out, p->issued_days);
        return;
    }
    cn_cbor_put_array(out, 2);
    cn_cbor_put_int(out, p->issued_days);
    cn_cbor_put_int(out, p->valid_days);
}

static void put_passport(cn_buf *out, const carnet_plan *p, cn_span head,
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
    put_passport(&b, p, cn_span_of(head, sizeof head), body);
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

static carnet_status check_counts(const carnet_plan *p, cn_problem *where)
{
    size_t in_part[CN_API_PARTS] = {0};
    for (size_t i = 0; i < p->num; i++) {
        if (++in_part[p->encoded[i].part] > CN_LIMIT_PART_ENTRIES) {
            return cn_problem_note(where, CARNET_RECORD_COUNT, 0, NULL,
                                   "a part holds at most 256 entries");
        }
    }
    if (p->num == 0) {
        return cn_problem_note(where, CARNET_RECORD_EMPTY, 0, NULL, NULL);
    }
    return CARNET_OK;
}

static carnet_status make_plan(carnet_plan *p, const carnet_record *record,
                               cn_problem *where)
{
    carnet_status status =
        cn_model_encode(&p->encoded, &p->num, record, p->issued_days, where);
    if (status == CARNET_OK) {
        status = check_counts(p, where);
    }
    if (status == CARNET_OK) {
        status = view_entries(p);
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

carnet_status carnet_issue_plan(carnet_plan **out, carnet_problem **problem,
                                const carnet_record *record,
                                int32_t issued_days, int32_t valid_days)
{
    if (problem != NULL) {
        *problem = NULL;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
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
    cn_problem where = {0};
    carnet_status status = make_plan(p, record, &where);
    if (status == CARNET_OK) {
        *out = p;
    } else {
        cn_problem_note(&where, status, 0, NULL, NULL);
        cn_problem_give(&where, problem);
        carnet_issue_free(p);
    }
    return status;
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

const char *carnet_issue_unknown_system(const carnet_plan *plan, size_t i,
                                        size_t n)
{
    const cn_model_encoded *e = encoded_of(plan, i);
    size_t at = 0;
    while (e != NULL && at < e->asked.unknown.len) {
        const char *uri = (const char *)e->asked.unknown.data + at;
        if (n-- == 0) {
            return uri;
        }
        at += strlen(uri) + 1;
    }
    return "";
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
    return plan == NULL ? 0 : cn_api_num_chars(plan->num_bytes);
}

size_t carnet_issue_chars_for(size_t num_bytes)
{
    return cn_api_num_chars(num_bytes);
}

/* ---- signing ---- */

/* Root of a plan under a root seed, into the claims of c. */
static carnet_status plan_root(cn_api_credential *c, const carnet_plan *p,
                               const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_span *spans = cn_mem_array(p->num, sizeof *spans);
    if (spans == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    for (size_t i = 0; i < p->num; i++) {
        spans[i] = cn_buf_span(&p->encoded[i].bytes);
        c->num_in_part[p->encoded[i].part]++;
    }
    cn_api_set_root_seed(c, seed);
    carnet_status status = cn_api_root(c, spans, sizeof *spans);
    cn_mem_free(spans, p->num * sizeof *spans);
    return status;
}

/* Head of the credential: kid, signature, seed. */
static carnet_status make_head(uint8_t head[CN_API_WHOLE_HEAD_SIZE],
                               const carnet_plan *p,
                               const carnet_secret_key *key,
                               const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_api_credential c = {0};
    memcpy(c.claims.kid, key->public_key.digest, CARNET_KEY_ID_SIZE);
    c.claims.day = (uint32_t)p->issued_days;
    c.claims.has_valid = p->valid_days != CARNET_ISSUE_UNLIMITED;
    c.claims.valid = c.claims.has_valid ? (uint32_t)p->valid_days : 0;
    carnet_status status = plan_root(&c, p, seed);
    if (status == CARNET_OK) {
        status = cn_cose_sign(head + CARNET_KEY_ID_SIZE, &c.claims, key);
    }
    memcpy(head, c.claims.kid, CARNET_KEY_ID_SIZE);
    memcpy(head + CN_API_HEAD_SIZE, seed, CN_PRIVACY_SEED_SIZE);
    cn_mem_wipe(&c, sizeof c);
    return status;
}

static carnet_status sign(carnet_buf **out, const carnet_plan *p,
                          const carnet_secret_key *key,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    uint8_t head[CN_API_WHOLE_HEAD_SIZE];
    cn_buf passport;
    cn_buf file;
    cn_buf_init(&passport);
    cn_buf_init(&file);
    carnet_status status = make_head(head, p, key, seed);
    if (status == CARNET_OK) {
        put_passport(&passport, p, cn_span_of(head, sizeof head),
                     cn_buf_span(&p->body));
        cn_wire_write(&file, CN_WIRE_FILE, cn_buf_span(&passport));
        status = passport.status != CARNET_OK ? passport.status : file.status;
    }
    cn_buf_free(&passport);
    cn_mem_wipe(head, sizeof head);
    if (status != CARNET_OK) {
        cn_buf_free(&file);
        return status;
    }
    return cn_buf_give(&file, out);
}

carnet_status carnet_issue_sign(carnet_buf **out, const carnet_plan *plan,
                                const carnet_secret_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (plan == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    uint8_t seed[CN_PRIVACY_SEED_SIZE];
    carnet_status status = cn_crypto_random(seed, sizeof seed);
    if (status == CARNET_OK) {
        status = sign(out, plan, key, seed);
    }
    cn_mem_wipe(seed, sizeof seed);
    return status;
}

carnet_status carnet_issue_sign_seeded(carnet_buf **out,
                                       const carnet_plan *plan,
                                       const carnet_secret_key *key,
                                       const uint8_t *seed, size_t seed_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (plan == NULL || key == NULL || seed == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (seed_len != CARNET_ISSUE_SEED_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status = cn_crypto_ready();
    return status != CARNET_OK ? status : sign(out, plan, key, seed);
}

/* ---- forms ---- */

/* A text may hold less than a file: what no reader of it would take, such as
   a ninth credential, is refused before it is printed. */
static carnet_status check_text(cn_arena *arena, cn_span text)
{
    cn_api_passport p;
    carnet_status status = cn_api_open(&p, arena, text, NULL);
    for (size_t i = 0; i < p.num && status == CARNET_OK; i++) {
        status = cn_api_unpack(&p, i, NULL);
    }
    return status;
}

static carnet_status as_form(carnet_buf **out, const uint8_t *passport,
                             size_t passport_len, cn_wire_form form)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(passport, passport_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_buf b;
    cn_buf_init(&b);
    cn_span bytes;
    cn_wire_form from;
    size_t offset = 0;
    carnet_status status = cn_wire_read(
        &bytes, &from, &arena, cn_span_of(passport, passport_len), &offset);
    if (status == CARNET_OK) {
        cn_wire_write(&b, form, bytes);
        status = b.status;
    }
    if (status == CARNET_OK && form == CN_WIRE_TEXT) {
        status = check_text(&arena, cn_buf_span(&b));
    }
    if (status == CARNET_OK) {
        status = cn_buf_give(&b, out);
    }
    cn_buf_free(&b);
    cn_arena_free(&arena);
    return status;
}

carnet_status carnet_issue_as_text(carnet_buf **out, const uint8_t *passport,
                                   size_t passport_len)
{
    return as_form(out, passport, passport_len, CN_WIRE_TEXT);
}

carnet_status carnet_issue_as_file(carnet_buf **out, const uint8_t *passport,
                                   size_t passport_len)
{
    return as_form(out, passport, passport_len, CN_WIRE_FILE);
}
