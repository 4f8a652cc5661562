/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A trust list under the key that is pinned: there is no other encoding of what
 * it says, since signed again it is the same bytes, but where it names all 64
 * kinds; its JSON is well-formed; it replaces itself and says that nothing is
 * new.
 */
#include "look.h"

#include "../lib/trust/trust.h"

const char fuzz_name[] = "trust_list";

static carnet_status read_it(carnet_trust_list **out, cn_span input)
{
    return carnet_trust_list_read(out, NULL, input.data, input.len,
                                  fuzz_trusted()[FUZZ_ISSUER]);
}

/* That there are two ways to say "all kinds": nothing, and all 64 numbers. */
static bool may_be_longer(const cn_trust_list *list)
{
    for (size_t i = 0; i < list->num_keys; i++) {
        if (list->keys[i].kinds == CN_TRUST_ALL_KINDS) {
            return true;
        }
    }
    return false;
}

/* False where it names a point that is nobody's key, which a verifier passes
   over and a signer refuses. */
static bool check_bytes(const carnet_trust_list *list)
{
    cn_buf again;
    cn_buf_init(&again);
    carnet_status status =
        cn_trust_list_sign(&again, &list->list, fuzz_secret(FUZZ_ISSUER), NULL);
    FUZZ_HOLDS(status == CARNET_OK || status == CARNET_KEY_LOW_ORDER ||
               status == CARNET_KEY_EXCHANGE || status == CARNET_KEY_FORM);
    if (status == CARNET_OK) {
        FUZZ_HOLDS(
            cn_span_equal(cn_buf_span(&again), list->list.bytes) ||
            (again.len < list->list.bytes.len && may_be_longer(&list->list)));
    }
    cn_buf_free(&again);
    return status == CARNET_OK;
}

static void check_forms(const carnet_trust_list *list)
{
    for (int32_t as_text = 0; as_text < 2; as_text++) {
        carnet_buf *form = NULL;
        carnet_trust_list *again = NULL;
        carnet_status status = carnet_trust_list_encode(&form, list, as_text);
        FUZZ_HOLDS(status == CARNET_OK ||
                   (as_text == 1 && status == CARNET_TEXT_TOO_LONG));
        if (status == CARNET_OK) {
            FUZZ_HOLDS(read_it(&again, fuzz_span_of(form)) == CARNET_OK);
            FUZZ_HOLDS(cn_span_equal(again->list.bytes, list->list.bytes));
        }
        carnet_trust_list_free(again);
        carnet_buf_free(form);
    }
}

static void check_words(const carnet_trust_list *list)
{
    carnet_buf *out = NULL;
    FUZZ_HOLDS(carnet_trust_list_json(&out, list) == CARNET_OK);
    fuzz_take_json(out);
    for (size_t i = 0; i < carnet_trust_list_num_keys(list); i++) {
        FUZZ_HOLDS(carnet_trust_list_key_json(&out, list, i) == CARNET_OK);
        fuzz_take_json(out);
        FUZZ_HOLDS(carnet_trust_list_key_text(&out, list, i) == CARNET_OK);
        fuzz_take_text(out);
    }
}

static void check_next(cn_span input, const carnet_trust_list *list)
{
    carnet_trust_list *next = NULL;
    int32_t newer = 1;
    FUZZ_HOLDS(carnet_trust_list_read_next(&next, &newer, NULL, input.data,
                                           input.len, list) == CARNET_OK);
    FUZZ_HOLDS(newer == 0);
    carnet_trust_list_free(next);
}

/* That a verifier takes a name with a character younger than this library's
   tables, which nobody writes by them. */
static bool may_be_of_reader_alone(const cn_trust_list *list)
{
    for (size_t i = 0; i < list->num_issuers; i++) {
        if (!cn_trust_is_new_name(list->issuers[i].name)) {
            return true;
        }
    }
    return false;
}

/* What a draft of it would write is what it says, too. */
static void check_draft(const carnet_trust_list *list)
{
    carnet_trust_draft *draft = NULL;
    carnet_trust_draft *again = NULL;
    carnet_buf *json = NULL;
    carnet_buf *other = NULL;
    FUZZ_HOLDS(carnet_trust_draft_from_list(&draft, list) == CARNET_OK);
    FUZZ_HOLDS(carnet_trust_draft_encode(&json, draft) == CARNET_OK);
    cn_span s = fuzz_span_of(json);
    carnet_status status =
        carnet_trust_draft_decode(&again, NULL, (const char *)s.data, s.len);
    if (may_be_of_reader_alone(&list->list)) {
        FUZZ_HOLDS(status == CARNET_TRUST_FORM);
        carnet_buf_free(json);
    } else {
        FUZZ_HOLDS(status == CARNET_OK);
        FUZZ_HOLDS(carnet_trust_draft_encode(&other, again) == CARNET_OK);
        fuzz_take_equal(json, other);
    }
    carnet_trust_draft_free(draft);
    carnet_trust_draft_free(again);
}

void fuzz_check(cn_span input)
{
    carnet_trust_list *list = NULL;
    if (read_it(&list, input) == CARNET_OK) {
        check_forms(list);
        check_words(list);
        check_next(input, list);
        if (check_bytes(list)) {
            check_draft(list);
        }
    }
    carnet_trust_list_free(list);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_trust_list *list = NULL;
    carnet_status status = read_it(&list, input);
    carnet_trust_list_free(list);
    return status;
}
