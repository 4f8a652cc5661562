/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking without trust: envelope, outline and unverified content, each a type
 * of its own over the same passport taken apart. The first two never decode a
 * value of an entry.
 */
#include "passport_i.h"

typedef struct {
    cn_arena arena; /* owns all but the handle around this */
    cn_api_passport passport;
} look;

/* Nothing but a look, each of its own depth. */
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
        status = cn_api_unfold(p, i, where);
        if (status == CARNET_OK && d == VALUES) {
            status = cn_api_check(p, i, where);
        }
    }
    return status;
}

/* Into a copy: what is looked at outlives the input. */
static carnet_status copy_and_look(look *l, cn_span input, depth d,
                                   cn_problem *where)
{
    cn_arena_init_grow(&l->arena);
    const uint8_t *copy = cn_arena_copy(&l->arena, input);
    if (copy == NULL) {
        return cn_arena_status(&l->arena);
    }
    carnet_status status = look_into(l, cn_span_of(copy, input.len), d, where);
    return cn_api_is_malformed(status)
               ? cn_api_blame(&l->passport, status, where)
               : status;
}

static carnet_status look_at(look *l, carnet_problem **problem,
                             const uint8_t *input, size_t input_len, depth d)
{
    if (cn_span_check(input, input_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (input_len > CN_LIMIT_FILE_BYTES) {
        return CARNET_CALLER_RANGE;
    }
    cn_problem where = {0};
    carnet_status status =
        copy_and_look(l, cn_span_of(input, input_len), d, &where);
    if (status != CARNET_OK) {
        cn_problem_give(&where, problem);
        cn_arena_free(&l->arena);
    }
    return status;
}

/* NULL in *out on failure. */
static carnet_status new_look(look **out, carnet_problem **problem,
                              const uint8_t *input, size_t input_len, depth d)
{
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = look_at(*out, problem, input, input_len, d);
    if (status != CARNET_OK) {
        cn_mem_free(*out, sizeof **out);
        *out = NULL;
    }
    return status;
}

static void free_look(look *l)
{
    if (l != NULL) {
        cn_arena_free(&l->arena);
        cn_mem_free(l, sizeof *l);
    }
}

static const cn_api_credential *credential_of(const look *l, size_t i)
{
    return l == NULL || i >= l->passport.num ? NULL
                                             : &l->passport.credentials[i];
}

static bool is_part(int32_t part)
{
    return part >= 0 && part < CN_API_PARTS;
}

/* ---- envelope ---- */

carnet_status carnet_peek(carnet_envelope **out, carnet_problem **problem,
                          const uint8_t *input, size_t input_len)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    look *made = NULL;
    carnet_status status = new_look(&made, problem, input, input_len, HEADS);
    *out = (carnet_envelope *)made;
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
    return envelope == NULL
               ? 0
               : cn_wire_text_chars(envelope->in.passport.bytes.len);
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
    if (c == NULL || !is_part(part) || cn_api_is_bare(&c->proof[part])) {
        return CARNET_PEEK_WITHHELD;
    }
    if (c->proof[part].sealed.len > 0) {
        return CARNET_PEEK_SEALED;
    }
    return c->proof[part].whole ? CARNET_PEEK_WHOLE : CARNET_PEEK_PARTIAL;
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
    free_look((look *)envelope);
}

/* ---- outline ---- */

carnet_status carnet_peek_outline(carnet_outline **out,
                                  carnet_problem **problem,
                                  const uint8_t *input, size_t input_len)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    look *made = NULL;
    carnet_status status = new_look(&made, problem, input, input_len, KINDS);
    *out = (carnet_outline *)made;
    return status;
}

/* Entries of a part that a credential shows. */
static size_t num_shown(const cn_api_credential *c, size_t part)
{
    return cn_api_is_here(&c->proof[part])
               ? c->num_in_part[part] - cn_api_num_withheld(c, part)
               : 0;
}

/* Where the entries of a part begin among those of a credential. */
static size_t first_shown(const cn_api_credential *c, size_t part)
{
    size_t first = 0;
    for (size_t before = 0; before < part; before++) {
        first += num_shown(c, before);
    }
    return first;
}

size_t carnet_peek_outline_num(const carnet_outline *outline, int32_t part)
{
    size_t num = 0;
    const cn_api_credential *c;
    if (outline == NULL || !is_part(part)) {
        return 0;
    }
    for (size_t k = 0; (c = credential_of(&outline->in, k)) != NULL; k++) {
        num += num_shown(c, (size_t)part);
    }
    return num;
}

int32_t carnet_peek_outline_kind(const carnet_outline *outline, int32_t part,
                                 size_t i)
{
    const cn_api_credential *c;
    if (outline == NULL || !is_part(part)) {
        return -1;
    }
    for (size_t k = 0; (c = credential_of(&outline->in, k)) != NULL; k++) {
        size_t num = num_shown(c, (size_t)part);
        if (i < num) {
            const carnet_entry *e =
                &c->entries[first_shown(c, (size_t)part) + i];
            return (int32_t)e->kind; /* at most 65,279 */
        }
        i -= num;
    }
    return -1;
}

void carnet_peek_outline_free(carnet_outline *outline)
{
    free_look((look *)outline);
}

/* ---- unverified ---- */

carnet_status carnet_peek_unverified(carnet_unverified **out,
                                     carnet_problem **problem,
                                     const uint8_t *input, size_t input_len)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    look *made = NULL;
    carnet_status status = new_look(&made, problem, input, input_len, VALUES);
    *out = (carnet_unverified *)made;
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
    free_look((look *)content);
}
