/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking without trust: envelope, outline and unverified content, each a type
 * of its own over the same passport taken apart. The first two never decode a
 * value of an entry.
 */
#include "passport_i.h"

typedef struct {
    cn_arena arena; /* owns all of it, the look itself included */
    cn_api_passport passport;
} look;

struct carnet_envelope {
    look in;
};

struct carnet_outline {
    look in;
};

struct carnet_unverified {
    look in;
};

/* How far a look goes. */
typedef enum {
    HEADS,
    KINDS,
    VALUES
} depth;

static carnet_status look_into(look *l, cn_span input, depth d,
                               cn_problem *where)
{
    cn_api_passport *p = &l->passport;
    carnet_status status = cn_api_open(p, &l->arena, input, where);
    for (size_t i = 0; i < p->num && status == CARNET_OK && d != HEADS; i++) {
        status = cn_api_unpack(p, i, where);
        if (status == CARNET_OK && d == VALUES) {
            status = cn_api_check(&p->credentials[i], where);
        }
    }
    return status;
}

static carnet_status copy_and_look(look **out, cn_arena *arena, cn_span input,
                                   depth d, cn_problem *where)
{
    look *l = cn_arena_take(arena, sizeof *l);
    uint8_t *copy = cn_arena_take_raw(arena, input.len + 1);
    if (l == NULL || copy == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    if (input.len > 0) {
        memcpy(copy, input.data, input.len);
    }
    l->arena = *arena;
    carnet_status status = look_into(l, cn_span_of(copy, input.len), d, where);
    *arena = l->arena;
    *out = l;
    return status;
}

static carnet_status look_at(look **out, carnet_problem **problem,
                             const uint8_t *input, size_t input_len, depth d)
{
    if (problem != NULL) {
        *problem = NULL;
    }
    if (cn_span_check(input, input_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (input_len > CN_LIMIT_FILE_BYTES) {
        return CARNET_CALLER_RANGE;
    }
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_problem where = {0};
    look *l = NULL;
    carnet_status status =
        copy_and_look(&l, &arena, cn_span_of(input, input_len), d, &where);
    if (status != CARNET_OK) {
        cn_problem_note(&where, status, 0, NULL, NULL);
        cn_problem_give(&where, problem);
        cn_arena_free(&arena);
        return status;
    }
    *out = l;
    return CARNET_OK;
}

static void free_look(look *l)
{
    if (l != NULL) {
        cn_arena arena = l->arena; /* the look lies in it */
        cn_arena_free(&arena);
    }
}

static const cn_api_credential *credential_of(const look *l, size_t i)
{
    return l == NULL || i >= l->passport.num ? NULL
                                             : &l->passport.credentials[i];
}

/* ---- envelope ---- */

carnet_status carnet_peek(carnet_envelope **out, carnet_problem **problem,
                          const uint8_t *input, size_t input_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    look *l = NULL;
    carnet_status status = look_at(&l, problem, input, input_len, HEADS);
    *out = (carnet_envelope *)(void *)l;
    return status;
}

static const cn_api_credential *claimed(const carnet_envelope *e, size_t i)
{
    return e == NULL ? NULL : credential_of(&e->in, i);
}

int32_t carnet_peek_is_file(const carnet_envelope *envelope)
{
    return envelope != NULL && envelope->in.passport.form == CN_WIRE_FILE;
}

size_t carnet_peek_num_bytes(const carnet_envelope *envelope)
{
    return envelope == NULL ? 0 : envelope->in.passport.bytes.len;
}

size_t carnet_peek_num_chars(const carnet_envelope *envelope)
{
    return envelope == NULL ? 0
                            : cn_api_num_chars(envelope->in.passport.bytes.len);
}

size_t carnet_peek_num_credentials(const carnet_envelope *envelope)
{
    return envelope == NULL ? 0 : envelope->in.passport.num;
}

int32_t carnet_peek_issued_days(const carnet_envelope *envelope,
                                size_t credential)
{
    const cn_api_credential *c = claimed(envelope, credential);
    return c == NULL ? INT32_MIN : (int32_t)c->claims.day;
}

int32_t carnet_peek_valid_until_days(const carnet_envelope *envelope,
                                     size_t credential)
{
    const cn_api_credential *c = claimed(envelope, credential);
    if (c == NULL || !c->claims.has_valid) {
        return INT32_MIN;
    }
    return (int32_t)(c->claims.day + c->claims.valid);
}

int32_t carnet_peek_status_index(const carnet_envelope *envelope,
                                 size_t credential)
{
    const cn_api_credential *c = claimed(envelope, credential);
    return c == NULL || !c->claims.has_index ? -1 : (int32_t)c->claims.index;
}

size_t carnet_peek_num_body_bytes(const carnet_envelope *envelope,
                                  size_t credential)
{
    const cn_api_credential *c = claimed(envelope, credential);
    return c == NULL ? 0 : c->body.len;
}

int32_t carnet_peek_part(const carnet_envelope *envelope, size_t credential,
                         int32_t part)
{
    const cn_api_credential *c = claimed(envelope, credential);
    return c != NULL && part >= 0 && part < CN_API_PARTS &&
           c->proof[part].whole;
}

carnet_status carnet_peek_copy_key_id(uint8_t *out,
                                      const carnet_envelope *envelope,
                                      size_t credential)
{
    if (out == NULL || envelope == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_api_credential *c = claimed(envelope, credential);
    if (c == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    memcpy(out, c->claims.kid, CARNET_KEY_ID_SIZE);
    return CARNET_OK;
}

void carnet_peek_free(carnet_envelope *envelope)
{
    free_look((look *)(void *)envelope);
}

/* ---- outline ---- */

carnet_status carnet_peek_outline(carnet_outline **out,
                                  carnet_problem **problem,
                                  const uint8_t *input, size_t input_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    look *l = NULL;
    carnet_status status = look_at(&l, problem, input, input_len, KINDS);
    *out = (carnet_outline *)(void *)l;
    return status;
}

/* Entry i of a part over all credentials; NULL past the end. *num_out: all of
   the part, if the end was reached. */
static const carnet_entry *find_in_part(const carnet_outline *o, int32_t part,
                                        size_t i, size_t *num_out)
{
    size_t num = 0;
    for (size_t k = 0; o != NULL && k < o->in.passport.num; k++) {
        const cn_api_credential *c = &o->in.passport.credentials[k];
        for (size_t n = 0; n < c->num_entries; n++) {
            if (c->entries[n].part == part && num++ == i) {
                return &c->entries[n];
            }
        }
    }
    *num_out = num;
    return NULL;
}

size_t carnet_peek_outline_num(const carnet_outline *outline, int32_t part)
{
    size_t num = 0;
    find_in_part(outline, part, SIZE_MAX, &num);
    return num;
}

int32_t carnet_peek_outline_kind(const carnet_outline *outline, int32_t part,
                                 size_t i)
{
    size_t num = 0;
    const carnet_entry *e = find_in_part(outline, part, i, &num);
    return e == NULL || e->kind > INT32_MAX ? -1 : (int32_t)e->kind;
}

void carnet_peek_outline_free(carnet_outline *outline)
{
    free_look((look *)(void *)outline);
}

/* ---- unverified ---- */

carnet_status carnet_peek_unverified(carnet_unverified **out,
                                     carnet_problem **problem,
                                     const uint8_t *input, size_t input_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    look *l = NULL;
    carnet_status status = look_at(&l, problem, input, input_len, VALUES);
    *out = (carnet_unverified *)(void *)l;
    return status;
}

size_t carnet_peek_unverified_num_credentials(const carnet_unverified *content)
{
    return content == NULL ? 0 : content->in.passport.num;
}

size_t carnet_peek_unverified_num_entries(const carnet_unverified *content,
                                          size_t credential)
{
    const cn_api_credential *c =
        content == NULL ? NULL : credential_of(&content->in, credential);
    return c == NULL ? 0 : c->num_entries;
}

const carnet_entry *
carnet_peek_unverified_get_entry(const carnet_unverified *content,
                                 size_t credential, size_t i)
{
    const cn_api_credential *c =
        content == NULL ? NULL : credential_of(&content->in, credential);
    return c == NULL || i >= c->num_entries ? NULL : &c->entries[i];
}

void carnet_peek_unverified_free(carnet_unverified *content)
{
    free_look((look *)(void *)content);
}
