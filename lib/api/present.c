/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Presentations: a passport with entries withheld, credentials left out and
 * parts sealed, made without a key (docs/spec/format.md section 4). What is
 * chosen is a set of entries of each part; choose.c makes it. Of what is
 * withheld nothing but digests is written.
 */
#include "present_i.h"

/* ---- one part ---- */

/* Whether all of a part is shown, so that its seed stands for it. */
static bool is_whole(const cn_api_credential *c, const cn_api_choice *choice,
                     size_t part)
{
    size_t num = c->num_in_part[part];
    return c->proof[part].whole &&
           (num == 0 ? choice->with_empty[part]
                     : cn_privacy_count(&choice->want[part], 0, num) == num);
}

static bool is_shown(const cn_api_credential *c, const cn_api_choice *choice,
                     size_t part)
{
    return cn_api_is_here(&c->proof[part]) &&
           (is_whole(c, choice, part) ||
            cn_privacy_count(&choice->want[part], 0, c->num_in_part[part]) > 0);
}

bool cn_api_goes_sealed(const cn_api_credential *c, const cn_api_choice *choice,
                        size_t part)
{
    return choice->seal[part] != NULL ||
           (c->proof[part].sealed.len > 0 && choice->with_empty[part]);
}

static carnet_status put_proof(cn_buf *out, const cn_api_credential *c,
                               const cn_api_choice *choice, size_t part)
{
    if (cn_api_goes_sealed(c, choice, part)) {
        return cn_api_put_sealed(out, c, choice, part);
    }
    if (!cn_api_is_here(&c->proof[part])) {
        cn_cbor_put_bytes(
            out, cn_span_of(c->proof[part].digest, CN_PRIVACY_DIGEST_SIZE));
        return out->status;
    }
    if (is_whole(c, choice, part)) {
        cn_cbor_put_bytes(
            out, cn_span_of(c->proof[part].seed, CN_PRIVACY_SEED_SIZE));
        return out->status;
    }
    cn_privacy_view view;
    cn_privacy_known *known = NULL;
    cn_api_view_of(&view, c, part);
    carnet_status status = cn_privacy_know(&known, &view);
    if (status == CARNET_OK) {
        cn_privacy_put_proof(out, known, &choice->want[part]);
        status = out->status;
    }
    cn_privacy_known_free(known);
    cn_mem_wipe(&view, sizeof view);
    return status;
}

void cn_api_put_part(cn_buf *out, const cn_api_credential *c,
                     const cn_privacy_set *want, size_t part)
{
    cn_buf elements;
    size_t num = 0;
    const carnet_entry *e = cn_api_entries_of(c, part);
    cn_buf_init(&elements);
    for (size_t i = 0; i < c->num_in_part[part]; i++) {
        const carnet_entry *here = NULL;
        if (cn_privacy_has(&c->shown[part], i)) {
            here = e++;
        }
        if (here != NULL && cn_privacy_has(want, i)) {
            cn_buf_put_span(&elements, here->bytes);
            num += cn_api_num_elements(here->bytes);
        } else {
            cn_cbor_put_nil(&elements);
            num++;
        }
    }
    cn_cbor_put_array(out, num);
    cn_buf_put_span(out, cn_buf_span(&elements));
    if (out->status == CARNET_OK) {
        out->status = elements.status;
    }
    cn_buf_free(&elements);
}

/* ---- one credential ---- */

static carnet_status put_body(cn_buf *out, const cn_api_credential *c,
                              const cn_api_choice *choice)
{
    cn_buf items;
    size_t num = 0;
    cn_buf_init(&items);
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        num += is_shown(c, choice, part);
    }
    cn_cbor_put_array(&items, num);
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        if (is_shown(c, choice, part)) {
            cn_api_put_part(&items, c, &choice->want[part], part);
        }
    }
    carnet_status status = items.status;
    if (status == CARNET_OK) {
        status = cn_api_put_body(out, cn_buf_span(&items));
    }
    cn_buf_free(&items);
    return status;
}

void cn_api_read_front(cn_api_front *f, const cn_api_credential *c)
{
    cn_cbor_reader r;
    memset(f, 0, sizeof *f);
    cn_cbor_reader_init(&r, c->front);
    f->head = cn_cbor_get_bytes(&r, CN_API_HEAD_SIZE, CN_API_WHOLE_HEAD_SIZE);
    f->when = cn_cbor_skip(&r);
    if (f->head.len == CN_API_WHOLE_HEAD_SIZE) {
        uint8_t desk_seed[CN_PRIVACY_SEED_SIZE];
        cn_privacy_split(desk_seed, f->rest_seed,
                         f->head.data + CN_API_HEAD_SIZE);
        f->has_rest_seed = true;
        cn_mem_wipe(desk_seed, sizeof desk_seed);
        return;
    }
    cn_cbor_get_array(&r, 2, 2);
    cn_cbor_skip(&r);
    cn_span rest = cn_cbor_peek(&r) == CN_CBOR_BYTES ? cn_privacy_read_one(&r)
                                                     : cn_span_of(NULL, 0);
    f->has_rest_seed = rest.len == CN_PRIVACY_SEED_SIZE;
    if (f->has_rest_seed) {
        memcpy(f->rest_seed, rest.data, CN_PRIVACY_SEED_SIZE);
    }
}

/* Than a digest. */
static bool has_more(const cn_api_credential *c, const cn_api_choice *choice,
                     size_t part)
{
    return is_shown(c, choice, part) || cn_api_goes_sealed(c, choice, part);
}

static carnet_status put_rest(cn_buf *out, const cn_api_credential *c,
                              const cn_api_choice *choice,
                              const cn_api_front *f)
{
    if (!has_more(c, choice, CN_API_CLINIC) &&
        !has_more(c, choice, CN_API_PRIVATE)) {
        cn_cbor_put_bytes(out, cn_span_of(c->rest, CN_PRIVACY_DIGEST_SIZE));
        return out->status;
    }
    if (f->has_rest_seed && is_whole(c, choice, CN_API_CLINIC) &&
        is_whole(c, choice, CN_API_PRIVATE)) {
        cn_cbor_put_bytes(out, cn_span_of(f->rest_seed, CN_PRIVACY_SEED_SIZE));
        return out->status;
    }
    cn_cbor_put_array(out, 2);
    carnet_status status = put_proof(out, c, choice, CN_API_CLINIC);
    return status != CARNET_OK ? status
                               : put_proof(out, c, choice, CN_API_PRIVATE);
}

static carnet_status put_less(cn_buf *out, const cn_api_credential *c,
                              const cn_api_choice *choice)
{
    cn_api_front f;
    cn_api_read_front(&f, c);
    cn_cbor_put_array(out, 4);
    cn_cbor_put_bytes(out, cn_span_of(f.head.data, CN_API_HEAD_SIZE));
    cn_buf_put_span(out, f.when);
    cn_cbor_put_array(out, 2);
    carnet_status status = put_proof(out, c, choice, CN_API_DESK);
    if (status == CARNET_OK) {
        status = put_rest(out, c, choice, &f);
    }
    cn_mem_wipe(&f, sizeof f);
    return status == CARNET_OK ? put_body(out, c, choice) : status;
}

static carnet_status put_credential(cn_buf *out, const cn_api_credential *c,
                                    const cn_api_choice *choice)
{
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        if (!is_whole(c, choice, part) || c->num_elements != 3) {
            return put_less(out, c, choice);
        }
    }
    cn_cbor_put_array(out, c->num_elements);
    cn_buf_put_span(out, c->front);
    return put_body(out, c, choice);
}

/* ---- the passport ---- */

carnet_status cn_api_put_chosen(carnet_buf **out, const cn_api_passport *p,
                                const cn_api_choice *choices)
{
    cn_buf passport;
    cn_buf file;
    size_t num = 0;
    cn_buf_init(&passport);
    cn_buf_init(&file);
    for (size_t i = 0; i < p->num; i++) {
        num += choices[i].kept;
    }
    cn_cbor_put_array(&passport, num);
    carnet_status status = passport.status;
    for (size_t i = 0; i < p->num && status == CARNET_OK; i++) {
        if (choices[i].kept) {
            status = put_credential(&passport, &p->credentials[i], &choices[i]);
        }
    }
    if (status == CARNET_OK) {
        cn_wire_write(&file, CN_WIRE_FILE, cn_buf_span(&passport));
        status = file.status;
    }
    cn_buf_free(&passport);
    if (status != CARNET_OK) {
        cn_buf_free(&file);
        return status;
    }
    return cn_buf_give(&file, out);
}

carnet_status cn_api_put_all(carnet_buf **out, const cn_api_passport *p)
{
    cn_api_choice *choices =
        cn_arena_take(p->arena, p->num * sizeof choices[0]);
    if (choices == NULL) {
        return cn_arena_status(p->arena);
    }
    for (size_t i = 0; i < p->num; i++) {
        choices[i].kept = true;
        for (size_t part = 0; part < CN_API_PARTS; part++) {
            choices[i].want[part] = p->credentials[i].shown[part];
            choices[i].with_empty[part] = true;
        }
    }
    return cn_api_put_chosen(out, p, choices);
}

carnet_status cn_api_open_all(cn_api_passport *p, cn_arena *arena,
                              cn_span input, cn_problem *where)
{
    carnet_status status = cn_api_open(p, arena, input, where);
    for (size_t i = 0; i < p->num && status == CARNET_OK; i++) {
        status = cn_api_unfold(p, i, where);
        if (status == CARNET_OK) {
            status = cn_api_check(p, i, where);
        }
    }
    return cn_api_is_malformed(status) ? cn_api_blame(p, status, where)
                                       : status;
}

static carnet_status check_words(const char *const *words, size_t num)
{
    if (words == NULL && num > 0) {
        return CARNET_CALLER_NULL;
    }
    for (size_t i = 0; i < num; i++) {
        if (words[i] == NULL) {
            return CARNET_CALLER_NULL;
        }
    }
    return CARNET_OK;
}

const char *carnet_privacy_audience(size_t i)
{
    return cn_privacy_audience_name(i);
}

const char *carnet_privacy_audience_about(size_t i)
{
    return cn_privacy_audience_about(i);
}

carnet_status cn_api_present(carnet_buf **out, carnet_problem **problem,
                             cn_span passport, const cn_api_wish *wish)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(passport.data, passport.len) != CARNET_OK ||
        check_words(wish->show, wish->num_show) != CARNET_OK ||
        check_words(wish->withhold, wish->num_withhold) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (passport.len > CN_LIMIT_FILE_BYTES) {
        return CARNET_CALLER_RANGE;
    }
    cn_arena arena;
    cn_api_passport p;
    cn_api_choice *choices = NULL;
    cn_problem where = {0};
    cn_arena_init_grow(&arena);
    carnet_status status = cn_api_open_all(&p, &arena, passport, &where);
    if (status == CARNET_OK) {
        status = cn_api_choose(&choices, &p, wish, &where);
    }
    if (status == CARNET_OK) {
        status = cn_api_put_chosen(out, &p, choices);
    }
    if (status != CARNET_OK) {
        cn_problem_note(&where, status, 0, NULL, NULL);
        cn_problem_give(&where, problem);
    }
    cn_arena_free(&arena);
    return status;
}

carnet_status carnet_privacy_present(carnet_buf **out, carnet_problem **problem,
                                     const uint8_t *passport,
                                     size_t passport_len, const char *audience,
                                     const char *const *show, size_t num_show,
                                     const char *const *withhold,
                                     size_t num_withhold)
{
    const cn_api_wish wish = {audience, show,         num_show,
                              withhold, num_withhold, NULL};
    return cn_api_present(out, problem, cn_span_of(passport, passport_len),
                          &wish);
}
