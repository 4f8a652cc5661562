/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The doors through which objects come, whole: a verdict by keys or by lists, a
 * trust list read and believed, a status list read, a set joined, a seal
 * opened; and whether what they give is all that the object said.
 */
#include "proof.h"

static void put_and_free(cn_buf *out, carnet_buf *bytes)
{
    cn_buf_put_span(out, test_span_of(bytes));
    carnet_buf_free(bytes);
    assert_status(out->status, CARNET_OK);
}

static proof_answer compare(cn_buf *said, const cn_buf *before)
{
    bool same = cn_span_equal(cn_buf_span(said), cn_buf_span(before));
    cn_buf_free(said);
    return same ? PROOF_SAME : PROOF_OTHER;
}

/* ---- passports ---- */

static carnet_verdict *verify(const proof_object *o, cn_span bytes)
{
    carnet_verdict *v = NULL;
    carnet_status status =
        o->by_lists ? carnet_verify_trusting(&v, bytes.data, bytes.len,
                                             proof_trust(), TEST_NOW)
                    : carnet_verify(&v, bytes.data, bytes.len, test_trusted(),
                                    TEST_NUM_KEYS, TEST_NOW);
    assert_status(status, CARNET_OK);
    return v;
}

static cn_buf say(const carnet_verdict *v)
{
    cn_buf out;
    cn_buf_init(&out);
    put_and_free(&out, test_json_of(v));
    return out;
}

static bool is_readable(const carnet_verdict *v, size_t i)
{
    return carnet_verify_credential_outcome(v, i) != CARNET_VERIFY_REFUSED;
}

/* What is signed, and the entries that are shown of it. */
static bool same_credential(const carnet_verdict *a, size_t i,
                            const carnet_verdict *b, size_t k)
{
    cn_buf one;
    cn_buf two;
    carnet_buf *cose = NULL;
    cn_buf_init(&one);
    cn_buf_init(&two);
    assert_status(carnet_verify_export_cose(&cose, a, i), CARNET_OK);
    put_and_free(&one, cose);
    assert_status(carnet_verify_export_cose(&cose, b, k), CARNET_OK);
    put_and_free(&two, cose);
    bool same = compare(&one, &two) == PROOF_SAME;
    cn_buf_free(&two);
    return same;
}

static bool is_one_of(const carnet_verdict *changed, size_t i,
                      const carnet_verdict *before)
{
    for (size_t k = 0; k < carnet_verify_num_credentials(before); k++) {
        if (is_readable(before, k) && same_credential(changed, i, before, k)) {
            return true;
        }
    }
    return false;
}

/* Of several credentials some may be refused: then the others are what they
   were, and the whole is not accepted. Where none is left it is refused. */
static bool is_refused(const carnet_verdict *changed,
                       const carnet_verdict *before)
{
    size_t left = 0;
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(changed); i++) {
        if (!is_readable(changed, i)) {
            if (carnet_verify_num_entries(changed, i) != 0) {
                return false;
            }
        } else if (is_one_of(changed, i, before)) {
            left++;
        } else {
            return false;
        }
    }
    for (size_t i = 0; i < carnet_verify_num_credentials(before); i++) {
        num += is_readable(before, i);
    }
    int32_t outcome = carnet_verify_outcome(changed);
    return left == 0 ? num > 0 && outcome == CARNET_VERIFY_REFUSED
                     : left < num && outcome != CARNET_VERIFY_ACCEPTED;
}

static proof_answer judge_passport(const proof_object *o,
                                   const proof_original *w, cn_span bytes)
{
    carnet_verdict *v = verify(o, bytes);
    proof_answer answer = PROOF_REFUSED;
    if (!is_refused(v, w->verdict)) {
        cn_buf said = say(v);
        answer = compare(&said, &w->said);
    }
    carnet_verify_free(v);
    return answer;
}

static carnet_status open_seal(carnet_buf **out, const proof_object *o,
                               cn_span bytes)
{
    return carnet_seal_open(out, NULL, bytes.data, bytes.len,
                            o->has_phrase ? NULL : proof_opener(),
                            o->has_phrase ? proof_phrase() : NULL,
                            o->has_phrase ? CARNET_SEAL_PHRASE_CHARS : 0);
}

proof_answer proof_judge_open(const proof_object *o, const proof_original *w,
                              cn_span bytes)
{
    carnet_buf *opened = NULL;
    if (open_seal(&opened, o, bytes) != CARNET_OK) {
        return PROOF_REFUSED;
    }
    carnet_verdict *v = verify(o, test_span_of(opened));
    cn_buf said = say(v);
    carnet_verify_free(v);
    carnet_buf_free(opened);
    return compare(&said, &w->opened);
}

/* ---- lists ---- */

/* False: refused. */
static bool read_trust(cn_buf *said, const proof_object *o, cn_span bytes)
{
    carnet_trust_list *list = NULL;
    carnet_trust *trust = NULL;
    carnet_buf *json = NULL;
    bool taken = carnet_trust_list_read(&list, NULL, bytes.data, bytes.len,
                                        test_public(o->signer)) == CARNET_OK;
    if (taken) {
        assert_status(carnet_trust_new(&trust), CARNET_OK);
        assert_status(carnet_trust_add_list(trust, list), CARNET_OK);
        assert_status(carnet_trust_list_json(&json, list), CARNET_OK);
        put_and_free(said, json);
    }
    carnet_trust_free(trust);
    carnet_trust_list_free(list);
    return taken;
}

static bool read_statuses(cn_buf *said, cn_span bytes)
{
    carnet_status_list *list = NULL;
    if (carnet_trust_read_status_list(&list, proof_trust(), bytes.data,
                                      bytes.len) != CARNET_OK) {
        return false;
    }
    test_say_statuses(said, list);
    carnet_status_list_free(list);
    return true;
}

static bool read_list(cn_buf *said, const proof_object *o, cn_span bytes)
{
    cn_buf_init(said);
    return o->kind == PROOF_TRUST ? read_trust(said, o, bytes)
                                  : read_statuses(said, bytes);
}

static proof_answer judge_list(const proof_object *o, const proof_original *w,
                               cn_span bytes)
{
    cn_buf said;
    if (!read_list(&said, o, bytes)) {
        return PROOF_REFUSED;
    }
    return compare(&said, &w->said);
}

/* ---- sets ---- */

static bool add_code(carnet_set *set, cn_span code)
{
    int32_t index = 0;
    return carnet_set_add(set, &index, code.data, code.len) == CARNET_OK;
}

/* Whether a code was taken, before or after the others of its set, and the set
   then joins. */
static bool join(cn_buf *said, const proof_object *o, cn_span bytes, bool first)
{
    carnet_set *set = NULL;
    carnet_buf *whole = NULL;
    assert_status(carnet_set_new(&set), CARNET_OK);
    bool taken = first && add_code(set, bytes);
    for (size_t i = 0; i < o->num_beside; i++) {
        bool good = add_code(set, cn_buf_span(&o->beside[i]));
        assert_true(good || first);
    }
    taken = taken || (!first && add_code(set, bytes));
    bool joins = carnet_set_join(&whole, set) == CARNET_OK;
    cn_buf_init(said);
    if (joins) {
        put_and_free(said, whole);
    }
    carnet_set_free(set);
    return taken && joins;
}

static proof_answer judge_code(const proof_object *o, const proof_original *w,
                               cn_span bytes)
{
    proof_answer answer = PROOF_REFUSED;
    for (size_t first = 0; first < 2 && answer != PROOF_OTHER; first++) {
        cn_buf said;
        bool taken = join(&said, o, bytes, first == 1);
        bool joins = said.len > 0;
        proof_answer one = compare(&said, &w->said);
        if (joins && (taken || one == PROOF_OTHER)) {
            answer = one;
        }
    }
    return answer;
}

/* ---- all of them ---- */

void proof_look(proof_original *w, const proof_object *o)
{
    cn_span bytes = cn_buf_span(&o->bytes);
    memset(w, 0, sizeof *w);
    cn_buf_init(&w->opened);
    if (o->kind == PROOF_CODE) {
        assert_true(join(&w->said, o, bytes, false));
        if (o->is_idle) { /* the others join without it, to the same */
            cn_buf alone;
            assert_false(join(&alone, o, CN_SPAN_LIT("not a code"), false));
            assert_int_equal(compare(&alone, &w->said), PROOF_SAME);
        }
        return;
    }
    if (o->kind == PROOF_TRUST || o->kind == PROOF_STATUS) {
        assert_true(read_list(&w->said, o, bytes));
        return;
    }
    w->verdict = verify(o, bytes);
    w->said = say(w->verdict);
    assert_status(carnet_verify_reason(w->verdict), CARNET_OK);
    for (size_t i = 0; i < carnet_verify_num_credentials(w->verdict); i++) {
        assert_true(is_readable(w->verdict, i));
    }
    if (o->is_ours || o->has_phrase) {
        carnet_buf *opened = NULL;
        assert_status(open_seal(&opened, o, bytes), CARNET_OK);
        carnet_verdict *v = verify(o, test_span_of(opened));
        w->opened = say(v);
        carnet_verify_free(v);
        carnet_buf_free(opened);
        assert_false(
            cn_span_equal(cn_buf_span(&w->opened), cn_buf_span(&w->said)));
    }
}

void proof_forget(proof_original *w)
{
    carnet_verify_free(w->verdict);
    cn_buf_free(&w->said);
    cn_buf_free(&w->opened);
}

proof_answer proof_judge(const proof_object *o, const proof_original *w,
                         cn_span bytes)
{
    if (o->kind == PROOF_CODE) {
        return judge_code(o, w, bytes);
    }
    return o->kind == PROOF_TRUST || o->kind == PROOF_STATUS
               ? judge_list(o, w, bytes)
               : judge_passport(o, w, bytes);
}
