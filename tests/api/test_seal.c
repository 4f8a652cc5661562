/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealed parts: they verify, open for whom they were sealed and for nobody
 * else, give what was signed, and betray neither what is in them nor for whom.
 */
#include "sealed.h"

/* The same entries and identity as before, whatever was sealed between. */
static void assert_same(cn_span before, cn_span after)
{
    carnet_verdict *a = test_verify(before);
    carnet_verdict *b = test_verify(after);
    carnet_buf *one = test_json_of(a);
    carnet_buf *other = test_json_of(b);
    assert_span(test_span_of(one), carnet_buf_data(other),
                carnet_buf_len(other));
    carnet_buf_free(one);
    carnet_buf_free(other);
    carnet_verify_free(a);
    carnet_verify_free(b);
}

/* ---- what seals do ---- */

static void a_sealed_part_verifies_and_reads_not_checked(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    for (int32_t part = CARNET_PART_CLINIC; part <= CARNET_PART_PRIVATE;
         part++) {
        carnet_buf *made =
            test_seal(cn_buf_span(&file), test_to_clinics(1, false, part));
        carnet_verdict *v = test_verify(test_span_of(made));
        carnet_envelope *e = NULL;
        carnet_buf *text = NULL;
        carnet_buf *json = test_json_of(v);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        assert_int_equal(carnet_verify_part(v, 0, part), CARNET_VERIFY_SEALED);
        assert_int_equal(carnet_verify_part(v, 0, 3 - part),
                         CARNET_VERIFY_WHOLE);
        assert_int_equal(carnet_verify_num_withheld(v, 0, part), 0);
        for (size_t i = 0; i < carnet_verify_num_entries(v, 0); i++) {
            assert_int_not_equal(
                carnet_record_entry_part(carnet_verify_get_entry(v, 0, i)),
                part);
        }
        assert_status(carnet_verify_text(&text, NULL, v, NULL, 0, "en", 2),
                      CARNET_OK);
        assert_non_null(strstr((const char *)carnet_buf_data(text),
                               part == CARNET_PART_CLINIC
                                   ? "Sealed, not checked: clinic part"
                                   : "Sealed, not checked: private part"));
        assert_non_null(strstr((const char *)carnet_buf_data(json),
                               part == CARNET_PART_CLINIC
                                   ? "\"clinic\": \"sealed\""
                                   : "\"private\": \"sealed\""));
        assert_status(
            carnet_peek(&e, NULL, carnet_buf_data(made), carnet_buf_len(made)),
            CARNET_OK);
        assert_int_equal(carnet_peek_part(e, 0, part), CARNET_PEEK_SEALED);
        carnet_peek_free(e);
        carnet_buf_free(text);
        carnet_buf_free(json);
        carnet_verify_free(v);
        carnet_buf_free(made);
    }
    cn_buf_free(&file);
}

/* 1 to 8 recipients, the phrase among them or not: each opens, no other. */
static void each_recipient_opens_and_nobody_else(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    cn_arena arena;
    for (size_t num = 1; num <= CARNET_SEAL_RECIPIENTS; num++) {
        bool by_phrase = num == 1 || num == 3;
        size_t keys = num - by_phrase;
        carnet_buf *made =
            test_seal(cn_buf_span(&file),
                      test_to_clinics(keys, by_phrase, CARNET_PART_PRIVATE));
        cn_arena_init_grow(&arena);
        cn_privacy_sealed s =
            test_sealed_of(&arena, test_span_of(made), CN_API_PRIVATE);
        assert_int_equal(s.num_locks, num == 1   ? 1
                                      : num == 2 ? 2
                                      : num <= 4 ? 4
                                                 : 8);
        cn_arena_free(&arena);
        for (size_t i = 0; i <= CARNET_SEAL_RECIPIENTS; i++) {
            carnet_buf *out = NULL;
            carnet_status status =
                test_open(&out, test_span_of(made), test_clinics[i], NULL);
            assert_status(status,
                          i < keys ? CARNET_OK : CARNET_PRIVACY_UNOPENED);
            if (status == CARNET_OK) {
                assert_same(cn_buf_span(&file), test_span_of(out));
            }
            carnet_buf_free(out);
        }
        if (by_phrase) {
            carnet_buf *out = NULL;
            assert_status(
                test_open(&out, test_span_of(made), NULL, test_phrase()),
                CARNET_OK);
            assert_same(cn_buf_span(&file), test_span_of(out));
            carnet_buf_free(out);
        }
        carnet_buf_free(made);
    }
    cn_buf_free(&file);
}

static void both_parts_open_one_by_one(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *half = NULL;
    carnet_buf *whole = NULL;
    carnet_sealing *to = test_to_clinics(1, false, CARNET_PART_CLINIC);
    assert_status(
        carnet_seal_add_key(to, carnet_seal_key_get_public(test_clinics[1]),
                            CARNET_PART_PRIVATE),
        CARNET_OK);
    carnet_buf *made = test_seal(cn_buf_span(&file), to);
    assert_status(test_open(&half, test_span_of(made), test_clinics[0], NULL),
                  CARNET_OK);
    carnet_verdict *v = test_verify(test_span_of(half));
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_CLINIC),
                     CARNET_VERIFY_WHOLE);
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_PRIVATE),
                     CARNET_VERIFY_SEALED);
    carnet_verify_free(v);
    assert_status(test_open(&whole, test_span_of(half), test_clinics[1], NULL),
                  CARNET_OK);
    assert_same(cn_buf_span(&file), test_span_of(whole));
    carnet_buf_free(made);
    carnet_buf_free(half);
    carnet_buf_free(whole);
    cn_buf_free(&file);
}

/* What sees all of a part keeps its seal; what does not, its digest. */
static void a_seal_is_carried_on_or_withheld(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *made = test_seal(cn_buf_span(&file),
                                 test_to_clinics(1, false, CARNET_PART_CLINIC));
    for (size_t i = 0; i < 2; i++) {
        carnet_buf *out = NULL;
        assert_status(carnet_privacy_present(&out, NULL, carnet_buf_data(made),
                                             carnet_buf_len(made),
                                             i == 0 ? "clinic" : "desk", NULL,
                                             0, NULL, 0),
                      CARNET_OK);
        test_assert_opens(test_span_of(out), test_clinics[0], NULL,
                          i == 0 ? CARNET_OK : CARNET_PRIVACY_UNSEALED);
        carnet_buf_free(out);
    }
    carnet_buf_free(made);
    cn_buf_free(&file);
}

static void an_audience_sees_its_part_and_a_seal_beside_it(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *made = NULL;
    carnet_sealing *to = test_to_clinics(1, false, CARNET_PART_PRIVATE);
    assert_status(test_seal_as(&made, cn_buf_span(&file), "desk", NULL, to),
                  CARNET_OK);
    carnet_verdict *v = test_verify(test_span_of(made));
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_DESK),
                     CARNET_VERIFY_WHOLE);
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_CLINIC),
                     CARNET_VERIFY_WITHHELD);
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_PRIVATE),
                     CARNET_VERIFY_SEALED);
    carnet_verify_free(v);
    carnet_buf_free(made);
    made = NULL;
    /* What a word withholds is withheld from those who open too. */
    assert_status(
        test_seal_as(&made, cn_buf_span(&file), NULL, "private/0", to),
        CARNET_OK);
    test_assert_opens(test_span_of(made), test_clinics[0], NULL,
                      CARNET_PRIVACY_UNSEALED);
    carnet_buf_free(made);
    carnet_seal_free(to);
    cn_buf_free(&file);
}

/* Of a part that is to be sealed nothing is ever readable, whatever is withheld
   of it: the rest of it neither. */
static void what_is_to_be_sealed_is_never_readable(void **state)
{
    (void)state;
    static const char *const words[] = {"private/0",  "private/1", "contacts",
                                        "1:contacts", "condition", "private",
                                        "clinic/0",   "clinic/1"};
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    for (size_t part = CN_API_CLINIC; part < CN_API_PARTS; part++) {
        test_add_json(c, part, test_hiv);
        test_add_json(c, part, test_contact);
    }
    test_sign(c);
    cn_buf file = test_file_of(c);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        carnet_buf *made = NULL;
        carnet_sealing *to = test_to_clinics(1, false, CARNET_PART_CLINIC);
        assert_status(carnet_seal_add_decoy(to, CARNET_PART_PRIVATE),
                      CARNET_OK);
        assert_status(
            test_seal_as(&made, cn_buf_span(&file), NULL, words[i], to),
            CARNET_OK);
        carnet_verdict *v = test_verify(test_span_of(made));
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        assert_int_equal(carnet_verify_num_entries(v, 0), 1);
        for (int32_t part = CARNET_PART_CLINIC; part <= CARNET_PART_PRIVATE;
             part++) {
            const char *name =
                part == CARNET_PART_CLINIC ? "clinic" : "private";
            bool barred = strchr(words[i], '/') == NULL
                              ? strcmp(words[i], "private") != 0 ||
                                    part == CARNET_PART_PRIVATE
                              : strncmp(words[i], name, strlen(name)) == 0;
            assert_int_equal(carnet_verify_part(v, 0, part),
                             barred ? CARNET_VERIFY_WITHHELD
                                    : CARNET_VERIFY_SEALED);
        }
        carnet_verify_free(v);
        carnet_buf_free(made);
        carnet_seal_free(to);
    }
    cn_buf_free(&file);
    test_end(c);
}

/* Seals beside a part that a kind keeps back would tell whose part has it. */
static void a_kind_is_withheld_from_all_seals_alike(void **state)
{
    (void)state;
    static const char *const private_entries[] = {NULL, test_contact, NULL};
    carnet_buf *made = NULL;
    cn_buf file = test_file_of_several(private_entries, 3);
    carnet_sealing *to = test_to_clinics(1, false, CARNET_PART_PRIVATE);
    static const struct {
        const char *word;
        int32_t parts[3];
    } cases[] = {
        {"contacts",
         {CARNET_VERIFY_WITHHELD, CARNET_VERIFY_WITHHELD,
          CARNET_VERIFY_WITHHELD}},
        {"2:contacts",
         {CARNET_VERIFY_SEALED, CARNET_VERIFY_WITHHELD, CARNET_VERIFY_SEALED}},
        {"pregnancy",
         {CARNET_VERIFY_SEALED, CARNET_VERIFY_SEALED, CARNET_VERIFY_SEALED}}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_status(
            test_seal_as(&made, cn_buf_span(&file), NULL, cases[i].word, to),
            CARNET_OK);
        carnet_verdict *v = test_verify(test_span_of(made));
        assert_int_equal(carnet_verify_num_credentials(v), 3);
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(carnet_verify_part(v, k, CARNET_PART_PRIVATE),
                             cases[i].parts[k]);
        }
        carnet_verify_free(v);
        carnet_buf_free(made);
    }
    carnet_seal_free(to);
    cn_buf_free(&file);
}

static void a_part_in_pieces_is_not_sealed(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *less = NULL;
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    const char *gone[] = {"clinic/1", "private"};
    carnet_sealing *to = test_to_clinics(1, false, CARNET_PART_CLINIC);
    assert_status(carnet_privacy_present(&less, NULL, file.data, file.len, NULL,
                                         NULL, 0, gone, 2),
                  CARNET_OK);
    assert_status(test_seal_as(&out, test_span_of(less), NULL, NULL, to),
                  CARNET_PRIVACY_PIECES);
    carnet_seal_free(to);
    to = test_to_clinics(1, false, CARNET_PART_PRIVATE);
    assert_status(carnet_seal_present(&out, &problem, carnet_buf_data(less),
                                      carnet_buf_len(less), NULL, NULL, 0, NULL,
                                      0, to),
                  CARNET_PRIVACY_PIECES);
    assert_non_null(problem);
    assert_string_equal(carnet_problem_path(problem), "private");
    carnet_problem_free(problem);
    carnet_seal_free(to);
    carnet_buf_free(less);
    cn_buf_free(&file);
}

/* ---- what nobody can tell ---- */

static void sizes_are_steps_that_tell_little(void **state)
{
    (void)state;
    size_t sizes[3];
    static const size_t notes[] = {0, 60, 450};
    for (size_t i = 0; i < 3; i++) {
        cn_buf file = test_with_private(notes[i]);
        carnet_buf *made = test_seal(
            cn_buf_span(&file), test_to_clinics(1, false, CARNET_PART_PRIVATE));
        cn_arena arena;
        cn_arena_init_grow(&arena);
        sizes[i] = test_sealed_of(&arena, test_span_of(made), CN_API_PRIVATE)
                       .cipher.len;
        cn_arena_free(&arena);
        carnet_buf_free(made);
        cn_buf_free(&file);
    }
    assert_int_equal(sizes[0], 256 + 16);
    assert_int_equal(sizes[1], 256 + 16);
    assert_int_equal(sizes[2], 512 + 16);
}

/* Whether the u-coordinate lies on the curve and not on its twist: by the
   order of the main subgroup only points of it can have honest secrets, so
   that libsodium's map from Edwards points is of no help; Euler's criterion on
   u^3 + 486662 u^2 + u. */
typedef struct {
    uint32_t limb[8];
} field;

static const uint32_t prime[8] = {0xffffffed, 0xffffffff, 0xffffffff,
                                  0xffffffff, 0xffffffff, 0xffffffff,
                                  0xffffffff, 0x7fffffff};

/* r = a * b mod 2^255 - 19: by doubling, since nothing here is in a hurry. */
static field reduce_once(field a)
{
    field r = a;
    int64_t borrow = 0;
    for (size_t i = 0; i < 8; i++) {
        int64_t d = (int64_t)a.limb[i] - prime[i] + borrow;
        r.limb[i] = (uint32_t)d;
        borrow = d >> 32;
    }
    return borrow < 0 ? a : r;
}

static field add(field a, field b)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < 8; i++) {
        carry += (uint64_t)a.limb[i] + b.limb[i];
        a.limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return reduce_once(a); /* both below 2^255 - 19: no carry is left */
}

static field mul(field a, field b)
{
    field r = {{0}};
    for (int bit = 254; bit >= 0; bit--) {
        r = add(r, r);
        if ((b.limb[bit / 32] >> bit % 32 & 1) != 0) {
            r = add(r, a);
        }
    }
    return r;
}

static bool is_on_curve(const uint8_t enc[CARNET_SEAL_KEY_SIZE])
{
    field u = {{0}};
    field a = {{486662}};
    field one = {{1}};
    field power = {{1}};
    for (size_t i = 0; i < 32; i++) {
        u.limb[i / 4] |= (uint32_t)enc[i] << 8 * (i % 4);
    }
    u = reduce_once(u);
    field v = mul(u, add(mul(u, add(u, a)), one));
    /* v ^ ((p - 1) / 2): (p - 1) / 2 = 2^254 - 10, all ones but bits 0 and 3 */
    for (int bit = 253; bit >= 0; bit--) {
        power = mul(power, power);
        if (bit != 0 && bit != 3) {
            power = mul(power, v);
        }
    }
    return memcmp(&power, &one, sizeof one) == 0;
}

/* Bits that are set, of each byte of what is sealed; what every sample is. */
typedef struct {
    size_t bits;
    size_t total;
    size_t on_curve;
    size_t top;
    size_t locks;
    size_t cipher_len;
} statistic;

static void count_bits(statistic *s, cn_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        for (uint8_t b = bytes.data[i]; b != 0; b >>= 1) {
            s->bits += b & 1;
        }
    }
    s->total += 8 * bytes.len;
}

static statistic measure(bool decoy, size_t samples)
{
    cn_buf file = test_with_private(60);
    statistic s = {0};
    for (size_t n = 0; n < samples; n++) {
        carnet_sealing *to =
            decoy ? test_to_nobody()
                  : test_to_clinics(1, false, CARNET_PART_PRIVATE);
        if (decoy) {
            assert_status(carnet_seal_add_decoy(to, CARNET_PART_PRIVATE),
                          CARNET_OK);
        }
        carnet_buf *made = test_seal(cn_buf_span(&file), to);
        cn_arena arena;
        cn_arena_init_grow(&arena);
        cn_privacy_sealed sealed =
            test_sealed_of(&arena, test_span_of(made), CN_API_PRIVATE);
        count_bits(&s, sealed.cipher);
        count_bits(&s, sealed.locks[0]);
        s.on_curve += is_on_curve(sealed.locks[0].data);
        s.top += sealed.locks[0].data[31] >> 7;
        s.locks = sealed.num_locks;
        s.cipher_len = sealed.cipher.len;
        if (decoy && n < 8) {
            test_assert_opens(test_span_of(made), test_clinics[0], NULL,
                              CARNET_PRIVACY_UNOPENED);
        }
        cn_arena_free(&arena);
        carnet_buf_free(made);
    }
    cn_buf_free(&file);
    return s;
}

/* Random bytes as an enc would be on the curve half of the time only, and have
   their highest bit: this is what a careless decoy betrays itself by. */
static void a_decoy_has_the_shape_and_statistics_of_a_true_seal(void **state)
{
    (void)state;
    uint8_t random[32];
    size_t random_on_curve = 0;
    size_t samples = 64;
    statistic real = measure(false, samples);
    statistic decoy = measure(true, samples);
    assert_int_equal(real.on_curve, samples);
    assert_int_equal(decoy.on_curve, samples);
    assert_int_equal(real.top, 0);
    assert_int_equal(decoy.top, 0);
    assert_int_equal(real.locks, decoy.locks);
    assert_int_equal(real.cipher_len, decoy.cipher_len);
    assert_int_equal(real.total, decoy.total);
    /* 64 * 304 bytes: half of the bits, within 8 standard deviations */
    assert_in_range(real.bits, real.total / 2 - 1600, real.total / 2 + 1600);
    assert_in_range(decoy.bits, decoy.total / 2 - 1600, decoy.total / 2 + 1600);
    for (size_t n = 0; n < samples; n++) {
        assert_status(cn_crypto_random(random, sizeof random), CARNET_OK);
        random[31] &= 0x7f;
        random_on_curve += is_on_curve(random);
    }
    assert_in_range(random_on_curve, 10, 54); /* the test can tell */
}

/* Empty places hold true locks; where the recipient's is, is chance. */
static void places_are_filled_and_shuffled(void **state)
{
    (void)state;
    cn_buf file = test_with_private(60);
    size_t at[4] = {0};
    size_t phrase_at[4] = {0};
    for (size_t n = 0; n < 24; n++) {
        carnet_buf *made = test_seal(
            cn_buf_span(&file), test_to_clinics(2, true, CARNET_PART_PRIVATE));
        cn_arena arena;
        cn_arena_init_grow(&arena);
        cn_privacy_sealed s =
            test_sealed_of(&arena, test_span_of(made), CN_API_PRIVATE);
        cn_buf context;
        cn_api_passport p;
        cn_buf_init(&context);
        assert_status(cn_api_open(&p, &arena, test_span_of(made), NULL),
                      CARNET_OK);
        assert_status(cn_api_unfold(&p, 0, NULL), CARNET_OK);
        cn_privacy_seal_context(&context, CN_API_PRIVATE,
                                p.credentials[0].claims.root);
        assert_int_equal(s.num_locks, 4);
        for (size_t i = 0; i < 4; i++) {
            uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE];
            cn_span l = s.locks[i];
            if (l.len == CN_CRYPTO_SALT_SIZE + CN_PRIVACY_LOCK_KEY) {
                phrase_at[i]++;
                continue;
            }
            assert_int_equal(l.len, 80);
            assert_true(is_on_curve(l.data));
            at[i] += cn_crypto_hpke_open(
                         key, l.data, test_clinics[0], cn_buf_span(&context),
                         cn_span_of(l.data + 32, 48)) == CARNET_OK;
        }
        cn_buf_free(&context);
        cn_arena_free(&arena);
        carnet_buf_free(made);
    }
    for (size_t i = 0; i < 4; i++) { /* missed with (3/4)^24 = 0.1 % each */
        assert_true(at[i] < 20);
        assert_true(phrase_at[i] < 20);
    }
    assert_int_equal(at[0] + at[1] + at[2] + at[3], 24);
    assert_true((at[0] > 0) + (at[1] > 0) + (at[2] > 0) + (at[3] > 0) >= 2);
    cn_buf_free(&file);
}

static void assert_nothing_shared(cn_span a, cn_span b)
{
    for (size_t i = 0; i + 8 <= a.len; i += 8) {
        for (size_t k = 0; k + 8 <= b.len; k++) {
            assert_memory_not_equal(a.data + i, b.data + k, 8);
        }
    }
}

/* One content, sealed twice for the same: for keys, and for one phrase, whose
   salt alone keeps its key from sealing two things under one nonce. */
static void no_two_seals_share_bytes(void **state)
{
    (void)state;
    cn_buf file = test_with_private(60);
    cn_arena arena;
    cn_privacy_sealed s[6];
    carnet_buf *made[6];
    cn_arena_init_grow(&arena);
    for (size_t i = 0; i < 6; i++) { /* twice: two keys, both, a phrase */
        made[i] =
            test_seal(cn_buf_span(&file), test_to_clinics(2 - i / 2, i / 2 > 0,
                                                          CARNET_PART_PRIVATE));
        s[i] = test_sealed_of(&arena, test_span_of(made[i]), CN_API_PRIVATE);
    }
    for (size_t i = 0; i < 6; i++) {
        for (size_t k = 0; k < i; k++) {
            assert_nothing_shared(s[i].cipher, s[k].cipher);
            for (size_t l = 0; l < s[i].num_locks * s[k].num_locks; l++) {
                assert_nothing_shared(s[i].locks[l % s[i].num_locks],
                                      s[k].locks[l / s[i].num_locks]);
            }
        }
    }
    cn_arena_free(&arena);
    for (size_t i = 0; i < 6; i++) {
        carnet_buf_free(made[i]);
    }
    cn_buf_free(&file);
}

/* ---- what is refused ---- */

static void the_desk_part_is_never_sealed(void **state)
{
    (void)state;
    carnet_sealing *to = test_to_nobody();
    const carnet_seal_public *key = carnet_seal_key_get_public(test_clinics[0]);
    for (int32_t part = -1; part <= 3; part += part == 0 ? 3 : 1) {
        assert_status(carnet_seal_add_key(to, key, part), CARNET_CALLER_RANGE);
        assert_status(carnet_seal_add_phrase(to, test_phrase(),
                                             strlen(test_phrase()), part),
                      CARNET_CALLER_RANGE);
        assert_status(carnet_seal_add_decoy(to, part), CARNET_CALLER_RANGE);
    }
    carnet_seal_free(to);
    /* [ sealed, rest ] on the wire */
    test_credential *c = test_sample(1);
    const size_t locks[] = {32};
    cn_buf sealed = test_seal_of_zeros(c, locks, 1, 272);
    cn_buf b;
    cn_buf_init(&b);
    test_put_start(&b, c, 0);
    cn_cbor_put_array(&b, 2);
    cn_buf_put_span(&b, cn_buf_span(&sealed));
    cn_cbor_put_bytes(&b, cn_span_of(c->rest, 20));
    test_put_items(&b, c, 0);
    test_assert_bad(cn_buf_span(&b), CARNET_CBOR_TYPE);
    cn_buf_free(&b);
    cn_buf_free(&sealed);
    test_end(c);
}

static void recipients_are_one_to_eight_and_each_once(void **state)
{
    (void)state;
    carnet_sealing *to = test_to_nobody();
    carnet_buf *out = NULL;
    cn_buf file = test_sample_file();
    int32_t part = CARNET_PART_PRIVATE;
    const carnet_seal_public *first =
        carnet_seal_key_get_public(test_clinics[0]);
    assert_status(test_seal_as(&out, cn_buf_span(&file), NULL, NULL, to),
                  CARNET_PRIVACY_RECIPIENTS);
    assert_status(carnet_seal_add_key(to, first, part), CARNET_OK);
    assert_status(carnet_seal_add_key(to, first, part),
                  CARNET_PRIVACY_RECIPIENTS);
    assert_status(carnet_seal_add_decoy(to, part), CARNET_PRIVACY_RECIPIENTS);
    assert_status(
        carnet_seal_add_phrase(to, test_phrase(), strlen(test_phrase()), part),
        CARNET_OK);
    assert_status(
        carnet_seal_add_phrase(to, test_phrase(), strlen(test_phrase()), part),
        CARNET_PRIVACY_RECIPIENTS);
    for (size_t i = 1; i <= CARNET_SEAL_RECIPIENTS - 1; i++) {
        assert_status(
            carnet_seal_add_key(to, carnet_seal_key_get_public(test_clinics[i]),
                                part),
            i < CARNET_SEAL_RECIPIENTS - 1 ? CARNET_OK
                                           : CARNET_PRIVACY_RECIPIENTS);
    }
    carnet_seal_free(to);
    to = test_to_nobody();
    assert_status(carnet_seal_add_decoy(to, part), CARNET_OK);
    assert_status(carnet_seal_add_key(to, first, part),
                  CARNET_PRIVACY_RECIPIENTS);
    assert_status(carnet_seal_add_decoy(to, part), CARNET_PRIVACY_RECIPIENTS);
    carnet_seal_free(to);
    cn_buf_free(&file);
}

/* A PIN is refused before anything is made or opened with it. */
static void a_pin_is_refused_with_its_reason(void **state)
{
    (void)state;
    carnet_sealing *to = test_to_nobody();
    cn_buf file = test_sample_file();
    char typed[32];
    assert_status(carnet_seal_add_phrase(to, "1234", 4, CARNET_PART_PRIVATE),
                  CARNET_PRIVACY_PHRASE);
    assert_non_null(strstr(carnet_status_text(CARNET_PRIVACY_PHRASE),
                           "nobody counts the tries"));
    test_assert_opens(cn_buf_span(&file), NULL, "hunter2",
                      CARNET_PRIVACY_PHRASE);
    assert_status(carnet_seal_phrase_check("2580", 4), CARNET_PRIVACY_PHRASE);
    memcpy(typed, test_phrase(), strlen(test_phrase()) + 1);
    typed[0] = typed[0] == '0' ? '2' : '0';
    assert_status(carnet_seal_phrase_check(typed, strlen(typed)),
                  CARNET_PRIVACY_MISTYPED);
    test_assert_opens(cn_buf_span(&file), NULL, typed, CARNET_PRIVACY_MISTYPED);
    test_assert_opens(cn_buf_span(&file), NULL, test_phrase(),
                      CARNET_PRIVACY_UNSEALED);
    assert_status(
        carnet_seal_phrase_check(test_phrase(), strlen(test_phrase())),
        CARNET_OK);
    carnet_seal_free(to);
    cn_buf_free(&file);
}

static void wrong_arguments_are_statuses(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *out = NULL;
    carnet_sealing *to = test_to_clinics(1, false, CARNET_PART_PRIVATE);
    const carnet_seal_public *key = carnet_seal_key_get_public(test_clinics[0]);
    int32_t part = CARNET_PART_PRIVATE;
    assert_status(carnet_seal_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_seal_phrase_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_seal_phrase_check(NULL, 1), CARNET_CALLER_NULL);
    assert_status(carnet_seal_add_key(NULL, key, part), CARNET_CALLER_NULL);
    assert_status(carnet_seal_add_key(to, NULL, part), CARNET_CALLER_NULL);
    assert_status(carnet_seal_add_phrase(NULL, "x", 1, part),
                  CARNET_CALLER_NULL);
    assert_status(carnet_seal_add_phrase(to, NULL, 0, part),
                  CARNET_CALLER_NULL);
    assert_status(carnet_seal_add_decoy(NULL, part), CARNET_CALLER_NULL);
    assert_status(test_seal_as(&out, cn_buf_span(&file), NULL, NULL, NULL),
                  CARNET_CALLER_NULL);
    assert_status(test_seal_as(NULL, cn_buf_span(&file), NULL, NULL, to),
                  CARNET_CALLER_NULL);
    assert_status(test_seal_as(&out, cn_span_of(NULL, 1), NULL, NULL, to),
                  CARNET_CALLER_NULL);
    assert_status(test_seal_as(&out,
                               cn_span_of(file.data, CN_LIMIT_FILE_BYTES + 1),
                               NULL, NULL, to),
                  CARNET_CALLER_RANGE);
    assert_status(test_open(NULL, cn_buf_span(&file), test_clinics[0], NULL),
                  CARNET_CALLER_NULL);
    assert_status(test_open(&out, cn_span_of(NULL, 1), test_clinics[0], NULL),
                  CARNET_CALLER_NULL);
    assert_status(test_open(&out, cn_buf_span(&file), NULL, NULL),
                  CARNET_CALLER_NULL);
    assert_status(test_open(&out,
                            cn_span_of(file.data, CN_LIMIT_FILE_BYTES + 1),
                            test_clinics[0], NULL),
                  CARNET_CALLER_RANGE);
    assert_null(out);
    assert_int_equal(carnet_seal_recipients(), CARNET_SEAL_RECIPIENTS);
    assert_int_equal(carnet_seal_phrase_chars(), CARNET_SEAL_PHRASE_CHARS);
    carnet_seal_free(NULL);
    carnet_seal_free(to);
    cn_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_part_verifies_and_reads_not_checked),
        cmocka_unit_test(each_recipient_opens_and_nobody_else),
        cmocka_unit_test(both_parts_open_one_by_one),
        cmocka_unit_test(a_seal_is_carried_on_or_withheld),
        cmocka_unit_test(an_audience_sees_its_part_and_a_seal_beside_it),
        cmocka_unit_test(what_is_to_be_sealed_is_never_readable),
        cmocka_unit_test(a_kind_is_withheld_from_all_seals_alike),
        cmocka_unit_test(a_part_in_pieces_is_not_sealed),
        cmocka_unit_test(sizes_are_steps_that_tell_little),
        cmocka_unit_test(a_decoy_has_the_shape_and_statistics_of_a_true_seal),
        cmocka_unit_test(places_are_filled_and_shuffled),
        cmocka_unit_test(no_two_seals_share_bytes),
        cmocka_unit_test(the_desk_part_is_never_sealed),
        cmocka_unit_test(recipients_are_one_to_eight_and_each_once),
        cmocka_unit_test(a_pin_is_refused_with_its_reason),
        cmocka_unit_test(wrong_arguments_are_statuses),
    };
    return cmocka_run_group_tests(tests, test_sealed_set_up,
                                  test_sealed_tear_down);
}
