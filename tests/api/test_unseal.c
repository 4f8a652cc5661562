/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening what is sealed: only the bytes that were signed open, whatever else
 * somebody sealed in their place, and what comes out of all seals is bounded.
 */
#include "sealed.h"

static void refuses_seals_of_another_shape(void **state)
{
    (void)state;
    static const struct {
        size_t locks[9];
        size_t num;
        size_t cipher;
        carnet_status status;
    } cases[] = {
        {{32}, 1, 272, CARNET_OK},
        {{16}, 1, 272, CARNET_OK},
        {{16}, 1, 1040, CARNET_OK},
        {{80, 64}, 2, 272, CARNET_OK},
        {{80, 80, 64, 80}, 4, 528, CARNET_OK},
        {{80, 80, 80, 80, 80, 80, 80, 80}, 8, 272, CARNET_OK},
        {{0}, 0, 272, CARNET_CBOR_SHAPE},
        {{80, 80, 80, 80, 80, 80, 80, 80, 80}, 9, 272, CARNET_CBOR_SHAPE},
        {{80, 80, 80}, 3, 272, CARNET_PRIVACY_SEAL},
        {{80, 80, 80, 80, 80, 80, 80}, 7, 272, CARNET_PRIVACY_SEAL},
        {{80}, 1, 272, CARNET_PRIVACY_SEAL},
        {{64}, 1, 272, CARNET_PRIVACY_SEAL},
        {{0}, 1, 272, CARNET_PRIVACY_SEAL},
        {{32, 32}, 2, 272, CARNET_PRIVACY_SEAL},
        {{80, 79}, 2, 272, CARNET_PRIVACY_SEAL},
        {{64, 64}, 2, 272, CARNET_PRIVACY_SEAL},
        {{32}, 1, 271, CARNET_PRIVACY_SEAL},
        {{32}, 1, 273, CARNET_PRIVACY_SEAL},
        {{32}, 1, 768 + 16, CARNET_PRIVACY_SEAL},
        {{32}, 1, 128 + 16, CARNET_PRIVACY_SEAL},
        {{32}, 1, 16, CARNET_PRIVACY_SEAL},
        {{32}, 1, 0, CARNET_PRIVACY_SEAL},
    };
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_buf sealed = test_seal_of_zeros(c, cases[i].locks, cases[i].num,
                                           cases[i].cipher);
        cn_buf file = test_with_seal(c, cn_buf_span(&sealed));
        if (cases[i].status == CARNET_OK) {
            carnet_verdict *v = test_verify(cn_buf_span(&file));
            assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
            carnet_verify_free(v);
        } else {
            test_assert_malformed(cn_buf_span(&file), cases[i].status);
        }
        cn_buf_free(&file);
        cn_buf_free(&sealed);
    }
    test_end(c);
}

/* Zeros are a point of low order; and no key opens what it seals. */
static void refuses_to_open_a_lock_of_low_order(void **state)
{
    (void)state;
    const size_t one[] = {32};
    const size_t two[] = {80, 64};
    test_credential *c = test_sample(1);
    for (size_t num = 1; num <= 2; num++) {
        cn_buf sealed = test_seal_of_zeros(c, num == 1 ? one : two, num, 272);
        cn_buf file = test_with_seal(c, cn_buf_span(&sealed));
        test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                          CARNET_KEY_EXCHANGE);
        cn_buf_free(&file);
        cn_buf_free(&sealed);
    }
    test_end(c);
}

static void refuses_every_flipped_bit_and_every_cut(void **state)
{
    (void)state;
    cn_buf file = test_with_private(60);
    carnet_buf *made = test_seal(
        cn_buf_span(&file), test_to_clinics(2, false, CARNET_PART_PRIVATE));
    cn_buf copy;
    cn_arena arena;
    cn_buf_init(&copy);
    cn_buf_put_span(&copy, test_span_of(made));
    cn_arena_init_grow(&arena);
    cn_privacy_sealed s =
        test_sealed_of(&arena, cn_buf_span(&copy), CN_API_PRIVATE);
    size_t own = SIZE_MAX; /* where the first clinic's lock is: of the others
                              no bit matters to it */
    for (size_t n = 0; n < 2; n++) {
        uint8_t *byte = copy.data + (s.locks[n].data - copy.data) + 40;
        carnet_buf *out = NULL;
        *byte ^= 1;
        if (test_open(&out, cn_buf_span(&copy), test_clinics[0], NULL) ==
            CARNET_PRIVACY_UNOPENED) {
            own = n;
        }
        *byte ^= 1;
        carnet_buf_free(out);
    }
    assert_int_not_equal(own, SIZE_MAX);
    const cn_span parts[] = {s.locks[own], s.cipher};
    for (size_t k = 0; k < 2; k++) {
        for (size_t bit = 0; bit < 8 * parts[k].len; bit += k == 0 ? 1 : 5) {
            uint8_t *byte = copy.data + (parts[k].data - copy.data) + bit / 8;
            *byte ^= (uint8_t)(1u << bit % 8);
            test_assert_opens(cn_buf_span(&copy), test_clinics[0], NULL,
                              CARNET_PRIVACY_UNOPENED);
            *byte ^= (uint8_t)(1u << bit % 8);
        }
    }
    test_assert_opens(cn_buf_span(&copy), test_clinics[0], NULL, CARNET_OK);
    for (size_t cut = 0; cut < copy.len; cut += 3) {
        carnet_buf *out = NULL;
        carnet_status status =
            test_open(&out, cn_span_of(copy.data, cut), test_clinics[0], NULL);
        assert_int_not_equal(status, CARNET_OK);
        assert_null(out);
    }
    cn_arena_free(&arena);
    cn_buf_free(&copy);
    carnet_buf_free(made);
    cn_buf_free(&file);
}

/* Bytes of the private part of a file, sealed. */
static cn_span seal_in(cn_arena *arena, cn_span in)
{
    cn_api_passport p;
    assert_status(cn_api_open(&p, arena, in, NULL), CARNET_OK);
    return p.credentials[0].proof[CN_API_PRIVATE].sealed;
}

/* With its digest the root is another, and the signature wrong; under the
   digest that is signed, it does not open. */
static void refuses_the_sealed_part_of_another_passport(void **state)
{
    (void)state;
    test_credential *mine = test_sample(1);
    test_credential *theirs = test_begin(1);
    test_add_sample(theirs);
    memset(theirs->root_seed, 0x77, sizeof theirs->root_seed);
    test_sign(theirs);
    cn_buf other = test_file_of(theirs);
    carnet_buf *made = test_seal(
        cn_buf_span(&other), test_to_clinics(1, false, CARNET_PART_PRIVATE));
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_buf sealed;
    cn_buf_init(&sealed);
    cn_buf_put_span(&sealed, seal_in(&arena, test_span_of(made)));
    cn_buf file = test_with_seal(mine, cn_buf_span(&sealed));
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_SIGNATURE),
                  CARNET_KEY_SIGNATURE);
    carnet_verify_free(v);
    test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                      CARNET_PRIVACY_UNOPENED);
    cn_buf_free(&file);
    memcpy(sealed.data + 2, mine->digest[CN_API_PRIVATE], 20);
    file = test_with_seal(mine, cn_buf_span(&sealed));
    v = test_verify(cn_buf_span(&file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_PRIVATE),
                     CARNET_VERIFY_SEALED);
    carnet_verify_free(v);
    test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                      CARNET_PRIVACY_UNOPENED);
    cn_buf_free(&file);
    cn_buf_free(&sealed);
    cn_arena_free(&arena);
    carnet_buf_free(made);
    cn_buf_free(&other);
    test_end(mine);
    test_end(theirs);
}

/* Seals any plaintext, bound to the credential. */
static cn_buf seal_plain_to(const test_credential *c, cn_span plain,
                            const cn_privacy_recipients *to)
{
    cn_buf sealed;
    cn_buf context;
    cn_buf_init(&sealed);
    cn_buf_init(&context);
    cn_privacy_seal_context(&context, CN_API_PRIVATE, c->claims.root);
    assert_status(cn_privacy_seal(&sealed, to, c->digest[CN_API_PRIVATE],
                                  cn_buf_span(&context), plain),
                  CARNET_OK);
    cn_buf file = test_with_seal(c, cn_buf_span(&sealed));
    cn_buf_free(&sealed);
    cn_buf_free(&context);
    return file;
}

static cn_buf seal_plain(const test_credential *c, cn_span plain)
{
    cn_privacy_recipients to = {.num_keys = 1};
    to.keys[0] = *carnet_seal_key_get_public(test_clinics[0]);
    return seal_plain_to(c, plain, &to);
}

/* Whoever can seal can seal anything: what opens must be what was signed. */
static void refuses_content_that_was_not_signed(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf plain;
    cn_buf items;
    for (size_t kind = 0; kind < 8; kind++) {
        cn_buf_init(&plain);
        cn_buf_init(&items);
        cn_buf_put(&plain, c->seed[CN_API_PRIVATE], CN_PRIVACY_SEED_SIZE);
        if (kind == 1) {
            plain.data[3] ^= 1; /* another seed */
        }
        test_put_items(&items, c, kind == 2 ? TEST_CLINIC : TEST_PRIVATE);
        if (kind == 3) {
            items.data[items.len - 1] ^= 1; /* another entry, or none */
        }
        cn_buf_put_span(&plain, cn_buf_span(&items));
        if (kind == 4) {
            cn_buf_put_u8(&plain, 1); /* something behind it */
        }
        if (kind == 5) {
            cn_buf_cut(&plain, 17); /* half of it */
        }
        cn_privacy_pad(&plain);
        if (kind == 6) { /* more zeros than are due */
            uint8_t *more = cn_buf_extend(&plain, plain.len);
            memset(more, 0, plain.len / 2);
        }
        if (kind == 7) {
            memset(plain.data, 0xff, plain.len);
        }
        cn_buf file = seal_plain(c, cn_buf_span(&plain));
        test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                          kind == 0 ? CARNET_OK : CARNET_PRIVACY_CONTENT);
        cn_buf_free(&file);
        cn_buf_free(&plain);
        cn_buf_free(&items);
    }
    test_end(c);
}

/* What half of them could hold is refused, one byte more opens. */
static void zeros_that_are_not_due_are_refused(void **state)
{
    (void)state;
    for (size_t len = 2 * CN_PRIVACY_SEAL_STEP;
         len <= 2 * CN_PRIVACY_SEAL_STEP + 1; len++) {
        test_credential *c = test_begin(1);
        cn_buf plain;
        cn_buf_init(&plain);
        test_add_person(c, CN_API_DESK);
        /* An entry of a later version, with a string as long as is wanted. */
        cn_buf entry = test_hex_str("1903848201");
        static const uint8_t string[2 * CN_PRIVACY_SEAL_STEP];
        size_t around = CN_PRIVACY_SEED_SIZE + 2 + entry.len + 3;
        cn_cbor_put_bytes(&entry, cn_span_of(string, len - around));
        test_add(c, CN_API_PRIVATE, cn_buf_span(&entry));
        test_sign(c);
        cn_buf_put(&plain, c->seed[CN_API_PRIVATE], CN_PRIVACY_SEED_SIZE);
        test_put_items(&plain, c, TEST_PRIVATE);
        assert_int_equal(plain.len, len);
        size_t all = 4 * CN_PRIVACY_SEAL_STEP;
        memset(cn_buf_extend(&plain, all - len), 0, all - len);
        cn_buf file = seal_plain(c, cn_buf_span(&plain));
        test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                          len == 2 * CN_PRIVACY_SEAL_STEP
                              ? CARNET_PRIVACY_CONTENT
                              : CARNET_OK);
        cn_buf_free(&file);
        cn_buf_free(&entry);
        cn_buf_free(&plain);
        test_end(c);
    }
}

/* A sealed condition, treated with entry 0 of the clinic part, or with 5, which
   is not there. Signed as it is: nobody can see what it refers to while it is
   sealed. */
static cn_buf referring(bool good)
{
    test_credential *c = test_begin(1);
    cn_buf plain;
    cn_buf_init(&plain);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_CLINIC, test_contact);
    test_add_hex(c, CN_API_PRIVATE,
                 good ? "190104831910200081190100"
                      : "190104831910200081190105");
    test_sign(c);
    cn_buf_put(&plain, c->seed[CN_API_PRIVATE], CN_PRIVACY_SEED_SIZE);
    test_put_items(&plain, c, TEST_PRIVATE);
    cn_privacy_pad(&plain);
    cn_buf file = seal_plain(c, cn_buf_span(&plain));
    cn_buf_free(&plain);
    test_end(c);
    return file;
}

/* The only credential of a file. */
static void put_only(cn_buf *b, cn_span file)
{
    cn_buf_put_span(b, cn_span_after(file, 9));
}

/* In any credential of several, whatever opened before it. */
static void refuses_references_that_open_and_lead_nowhere(void **state)
{
    (void)state;
    cn_buf files[2] = {referring(false), referring(true)};
    for (size_t good = 0; good < 2; good++) {
        cn_span file = cn_buf_span(&files[good]);
        carnet_verdict *v = test_verify(file);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        carnet_verify_free(v);
        test_assert_opens(file, test_clinics[0], NULL,
                          good ? CARNET_OK : CARNET_RECORD_REFERENCE);
    }
    for (size_t good = 0; good < 4; good++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 2);
        put_only(&b, cn_buf_span(&files[good & 1]));
        put_only(&b, cn_buf_span(&files[good >> 1]));
        cn_buf two = test_as_file(cn_buf_span(&b));
        test_assert_opens(cn_buf_span(&two), test_clinics[0], NULL,
                          good == 3 ? CARNET_OK : CARNET_RECORD_REFERENCE);
        cn_buf_free(&two);
        cn_buf_free(&b);
    }
    cn_buf_free(&files[0]);
    cn_buf_free(&files[1]);
}

/* The same one several times: a passport may have it so. */
static cn_buf repeated(cn_span made, size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        put_only(&b, made);
    }
    return b;
}

/* Zeros are no content: the first of these that is tried ends it. */
static void a_phrase_is_tried_on_no_more_parts_than_it_may(void **state)
{
    (void)state;
    static const uint8_t zeros[CN_PRIVACY_SEAL_STEP];
    cn_privacy_recipients to = {.num_keys = 1, .has_phrase = true};
    to.keys[0] = *carnet_seal_key_get_public(test_clinics[0]);
    assert_status(cn_privacy_phrase_read(to.phrase, cn_span_str(test_phrase())),
                  CARNET_OK);
    test_credential *c = test_sample(1);
    cn_buf one = seal_plain_to(c, cn_span_of(zeros, sizeof zeros), &to);
    for (size_t num = CN_LIMIT_PHRASE_TRIES; num <= CN_LIMIT_PHRASE_TRIES + 1;
         num++) {
        const carnet_status by_phrase = num == CN_LIMIT_PHRASE_TRIES
                                            ? CARNET_PRIVACY_CONTENT
                                            : CARNET_PRIVACY_TRIES;
        cn_buf b = repeated(cn_buf_span(&one), num);
        cn_buf file = test_as_file(cn_buf_span(&b));
        test_assert_opens(cn_buf_span(&file), NULL, test_phrase(), by_phrase);
        test_assert_opens(cn_buf_span(&file), test_clinics[0], test_phrase(),
                          by_phrase);
        test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                          CARNET_PRIVACY_CONTENT);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
    cn_buf_free(&one);
    test_end(c);
}

static void a_part_without_a_phrase_is_no_try(void **state)
{
    (void)state;
    static const uint8_t zeros[CN_PRIVACY_SEAL_STEP];
    cn_privacy_recipients to = {.num_keys = 1};
    to.keys[0] = *carnet_seal_key_get_public(test_clinics[0]);
    test_credential *c = test_sample(1);
    cn_buf one = seal_plain_to(c, cn_span_of(zeros, sizeof zeros), &to);
    cn_buf b = repeated(cn_buf_span(&one), CN_LIMIT_PHRASE_TRIES + 1);
    cn_buf file = test_as_file(cn_buf_span(&b));
    test_assert_opens(cn_buf_span(&file), NULL, test_phrase(),
                      CARNET_PRIVACY_UNOPENED);
    cn_buf_free(&file);
    cn_buf_free(&b);
    cn_buf_free(&one);
    test_end(c);
}

static carnet_buf *sealed_private(test_credential *c)
{
    test_sign(c);
    cn_buf file = test_file_of(c);
    carnet_buf *made = test_seal(
        cn_buf_span(&file), test_to_clinics(1, false, CARNET_PART_PRIVATE));
    cn_buf_free(&file);
    return made;
}

/* 256 entries of each: a text has 512. */
static void entries_that_open_count_among_those_of_a_text(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    for (size_t i = 0; i < CN_LIMIT_PART_ENTRIES - 1; i++) {
        test_add_json(c, CN_API_PRIVATE, test_hiv);
    }
    carnet_buf *made = sealed_private(c);
    for (size_t num = 2; num <= 3; num++) {
        cn_buf b = repeated(test_span_of(made), num);
        cn_buf text = test_as_text(cn_buf_span(&b));
        test_assert_opens(cn_buf_span(&text), test_clinics[0], NULL,
                          num == 2 ? CARNET_OK : CARNET_PRIVACY_CONTENT);
        cn_buf_free(&text);
        cn_buf_free(&b);
    }
    carnet_buf_free(made);
    test_end(c);
}

/* Memory is bounded whatever comes out of seals. */
static void items_that_open_count_among_those_of_a_file(void **state)
{
    (void)state;
    char json[1024];
    char note[481];
    uint32_t random = 1;
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    for (size_t n = 0; n < CN_LIMIT_PART_ENTRIES; n++) {
        for (size_t i = 0; i < sizeof note - 1; i++) { /* shrinks, not by 32 */
            random = i < 24 ? random * 1103515245u + 12345u : random;
            note[i] = i < 24 ? (char)('a' + (random >> 16) % 26) : note[i - 24];
        }
        note[sizeof note - 1] = '\0';
        snprintf(json, sizeof json,
                 "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"},"
                 "\"note\":\"%s\"}",
                 note);
        test_add_json(c, CN_API_PRIVATE, json);
    }
    carnet_buf *made = sealed_private(c);
    size_t each =
        test_items_len(c, TEST_DESK) + test_items_len(c, TEST_PRIVATE);
    size_t most = CN_LIMIT_ITEMS_FILE / each;
    assert_in_range(most, 20, 200);
    for (size_t num = most; num <= most + 1; num++) {
        cn_buf b = repeated(test_span_of(made), num);
        cn_buf file = test_as_file(cn_buf_span(&b));
        test_assert_opens(cn_buf_span(&file), test_clinics[0], NULL,
                          num == most ? CARNET_OK : CARNET_PRIVACY_CONTENT);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
    carnet_buf_free(made);
    test_end(c);
}

/* Of an input that may be as large, what it is not. */
static void the_largest_input_is_looked_at(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    memset(cn_buf_extend(&b, CN_LIMIT_FILE_BYTES), 'x', CN_LIMIT_FILE_BYTES);
    test_assert_opens(cn_buf_span(&b), test_clinics[0], NULL,
                      CARNET_TEXT_PREFIX);
    cn_buf_free(&b);
}

/* What opens for nobody here is at no place of the input. */
static void a_problem_says_that_nothing_opens(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *made = test_seal(
        cn_buf_span(&file), test_to_clinics(1, false, CARNET_PART_PRIVATE));
    for (size_t i = 0; i < 2; i++) {
        carnet_buf *out = NULL;
        carnet_problem *problem = (carnet_problem *)(void *)&out;
        carnet_status status =
            carnet_seal_open(&out, &problem, carnet_buf_data(made),
                             carnet_buf_len(made), test_clinics[i], NULL, 0);
        assert_status(status, i == 0 ? CARNET_OK : CARNET_PRIVACY_UNOPENED);
        if (i == 0) {
            assert_null(problem);
        } else {
            assert_status(carnet_problem_status(problem), status);
            assert_int_equal(carnet_problem_offset(problem), 0);
            assert_string_equal(carnet_problem_text(problem),
                                carnet_status_text(status));
            carnet_problem_free(problem);
        }
        carnet_buf_free(out);
    }
    carnet_buf_free(made);
    cn_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_seals_of_another_shape),
        cmocka_unit_test(refuses_to_open_a_lock_of_low_order),
        cmocka_unit_test(refuses_every_flipped_bit_and_every_cut),
        cmocka_unit_test(refuses_the_sealed_part_of_another_passport),
        cmocka_unit_test(refuses_content_that_was_not_signed),
        cmocka_unit_test(zeros_that_are_not_due_are_refused),
        cmocka_unit_test(refuses_references_that_open_and_lead_nowhere),
        cmocka_unit_test(a_phrase_is_tried_on_no_more_parts_than_it_may),
        cmocka_unit_test(a_part_without_a_phrase_is_no_try),
        cmocka_unit_test(entries_that_open_count_among_those_of_a_text),
        cmocka_unit_test(items_that_open_count_among_those_of_a_file),
        cmocka_unit_test(the_largest_input_is_looked_at),
        cmocka_unit_test(a_problem_says_that_nothing_opens),
    };
    return cmocka_run_group_tests(tests, test_sealed_set_up,
                                  test_sealed_tear_down);
}
