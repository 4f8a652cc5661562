/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealed parts: they verify, open for whom they were sealed and for nobody
 * else, give what was signed, and betray neither what is in them nor for whom.
 */
#include "made.h"

/* ---- making ---- */

static carnet_seal_key *clinics[CARNET_SEAL_RECIPIENTS + 1];
static carnet_buf *phrase;

static int set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof clinics / sizeof clinics[0]; i++) {
        assert_status(carnet_seal_key_new(&clinics[i]), CARNET_OK);
    }
    assert_status(carnet_seal_phrase_new(&phrase), CARNET_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof clinics / sizeof clinics[0]; i++) {
        carnet_seal_key_free(clinics[i]);
    }
    carnet_buf_free(phrase);
    return 0;
}

static const char *words(void)
{
    return (const char *)carnet_buf_data(phrase);
}

static carnet_sealing *nobody(void)
{
    carnet_sealing *to = NULL;
    assert_status(carnet_seal_new(&to), CARNET_OK);
    return to;
}

/* The first num clinics, and the phrase where asked. */
static carnet_sealing *to_clinics(size_t num, bool by_phrase, int32_t part)
{
    carnet_sealing *to = nobody();
    for (size_t i = 0; i < num; i++) {
        assert_status(carnet_seal_add_key(
                          to, carnet_seal_key_get_public(clinics[i]), part),
                      CARNET_OK);
    }
    if (by_phrase) {
        assert_status(
            carnet_seal_add_phrase(to, words(), carnet_buf_len(phrase), part),
            CARNET_OK);
    }
    return to;
}

static carnet_status seal_as(carnet_buf **out, cn_span in, const char *audience,
                             const char *withhold, const carnet_sealing *to)
{
    return carnet_seal_present(out, NULL, in.data, in.len, audience, NULL, 0,
                               &withhold, withhold != NULL ? 1 : 0, to);
}

/* Seals for whom to says, who is free then. */
static carnet_buf *seal(cn_span in, carnet_sealing *to)
{
    carnet_buf *out = NULL;
    assert_status(seal_as(&out, in, NULL, NULL, to), CARNET_OK);
    carnet_seal_free(to);
    return out;
}

static carnet_status open_with(carnet_buf **out, cn_span in,
                               const carnet_seal_key *key, const char *typed)
{
    return carnet_seal_open(out, NULL, in.data, in.len, key, typed,
                            typed == NULL ? 0 : strlen(typed));
}

static void assert_opens(cn_span in, const carnet_seal_key *key,
                         const char *typed, carnet_status expected)
{
    carnet_buf *out = NULL;
    assert_status(open_with(&out, in, key, typed), expected);
    assert_int_equal(out != NULL, expected == CARNET_OK);
    carnet_buf_free(out);
}

/* The sealed part of the only credential of a file, taken apart. */
static cn_privacy_sealed sealed_of(cn_arena *arena, cn_span in, size_t part)
{
    cn_api_passport p;
    cn_privacy_sealed s;
    cn_cbor_reader r;
    assert_status(cn_api_open(&p, arena, in, NULL), CARNET_OK);
    cn_cbor_reader_init(&r, p.credentials[0].proof[part].sealed);
    (void)cn_privacy_read_sealed(&r, &s);
    assert_status(r.status, CARNET_OK);
    return s;
}

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
        carnet_buf *made = seal(cn_buf_span(&file), to_clinics(1, false, part));
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
            seal(cn_buf_span(&file),
                 to_clinics(keys, by_phrase, CARNET_PART_PRIVATE));
        cn_arena_init_grow(&arena);
        cn_privacy_sealed s =
            sealed_of(&arena, test_span_of(made), CN_API_PRIVATE);
        assert_int_equal(s.num_locks, num == 1   ? 1
                                      : num == 2 ? 2
                                      : num <= 4 ? 4
                                                 : 8);
        cn_arena_free(&arena);
        for (size_t i = 0; i <= CARNET_SEAL_RECIPIENTS; i++) {
            carnet_buf *out = NULL;
            carnet_status status =
                open_with(&out, test_span_of(made), clinics[i], NULL);
            assert_status(status,
                          i < keys ? CARNET_OK : CARNET_PRIVACY_UNOPENED);
            if (status == CARNET_OK) {
                assert_same(cn_buf_span(&file), test_span_of(out));
            }
            carnet_buf_free(out);
        }
        if (by_phrase) {
            carnet_buf *out = NULL;
            assert_status(open_with(&out, test_span_of(made), NULL, words()),
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
    carnet_sealing *to = to_clinics(1, false, CARNET_PART_CLINIC);
    assert_status(carnet_seal_add_key(to,
                                      carnet_seal_key_get_public(clinics[1]),
                                      CARNET_PART_PRIVATE),
                  CARNET_OK);
    carnet_buf *made = seal(cn_buf_span(&file), to);
    assert_status(open_with(&half, test_span_of(made), clinics[0], NULL),
                  CARNET_OK);
    carnet_verdict *v = test_verify(test_span_of(half));
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_CLINIC),
                     CARNET_VERIFY_WHOLE);
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_PRIVATE),
                     CARNET_VERIFY_SEALED);
    carnet_verify_free(v);
    assert_status(open_with(&whole, test_span_of(half), clinics[1], NULL),
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
    carnet_buf *made =
        seal(cn_buf_span(&file), to_clinics(1, false, CARNET_PART_CLINIC));
    for (size_t i = 0; i < 2; i++) {
        carnet_buf *out = NULL;
        assert_status(carnet_privacy_present(&out, NULL, carnet_buf_data(made),
                                             carnet_buf_len(made),
                                             i == 0 ? "clinic" : "desk", NULL,
                                             0, NULL, 0),
                      CARNET_OK);
        assert_opens(test_span_of(out), clinics[0], NULL,
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
    carnet_sealing *to = to_clinics(1, false, CARNET_PART_PRIVATE);
    assert_status(seal_as(&made, cn_buf_span(&file), "desk", NULL, to),
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
    assert_status(seal_as(&made, cn_buf_span(&file), NULL, "private/0", to),
                  CARNET_OK);
    assert_opens(test_span_of(made), clinics[0], NULL, CARNET_PRIVACY_UNSEALED);
    carnet_buf_free(made);
    carnet_seal_free(to);
    cn_buf_free(&file);
}

static const char contact[] =
    "{\"kind\":\"contacts\",\"contacts\":[{\"name\":\"Binta Ndoye\"}]}";
static const char hiv[] =
    "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}}";

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
        test_add_json(c, part, hiv);
        test_add_json(c, part, contact);
    }
    test_sign(c);
    cn_buf file = test_file_of(c);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        carnet_buf *made = NULL;
        carnet_sealing *to = to_clinics(1, false, CARNET_PART_CLINIC);
        assert_status(carnet_seal_add_decoy(to, CARNET_PART_PRIVATE),
                      CARNET_OK);
        assert_status(seal_as(&made, cn_buf_span(&file), NULL, words[i], to),
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
    static const char *const private_entries[] = {NULL, contact, NULL};
    carnet_buf *made = NULL;
    cn_buf file = test_file_of_several(private_entries, 3);
    carnet_sealing *to = to_clinics(1, false, CARNET_PART_PRIVATE);
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
            seal_as(&made, cn_buf_span(&file), NULL, cases[i].word, to),
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
    carnet_sealing *to = to_clinics(1, false, CARNET_PART_CLINIC);
    assert_status(carnet_privacy_present(&less, NULL, file.data, file.len, NULL,
                                         NULL, 0, gone, 2),
                  CARNET_OK);
    assert_status(seal_as(&out, test_span_of(less), NULL, NULL, to),
                  CARNET_PRIVACY_PIECES);
    carnet_seal_free(to);
    to = to_clinics(1, false, CARNET_PART_PRIVATE);
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

/* Is there, with an entry of this many bytes of note; 0: none. */
static cn_buf with_private(size_t note)
{
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    if (note > 0) {
        char json[2048];
        static char text[1024];
        uint32_t random = 1; /* what no compression helps with */
        text[note] = '\0';
        for (size_t i = 0; i < note; i++) {
            random = random * 1103515245u + 12345u;
            text[i] = (char)('a' + (random >> 16) % 26);
        }
        snprintf(json, sizeof json,
                 "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"},"
                 "\"note\":\"%s\"}",
                 text);
        test_add_json(c, CN_API_PRIVATE, json);
    }
    test_sign(c);
    cn_buf file = test_file_of(c);
    test_end(c);
    return file;
}

static void sizes_are_steps_that_tell_little(void **state)
{
    (void)state;
    size_t sizes[3];
    static const size_t notes[] = {0, 60, 450};
    for (size_t i = 0; i < 3; i++) {
        cn_buf file = with_private(notes[i]);
        carnet_buf *made =
            seal(cn_buf_span(&file), to_clinics(1, false, CARNET_PART_PRIVATE));
        cn_arena arena;
        cn_arena_init_grow(&arena);
        sizes[i] =
            sealed_of(&arena, test_span_of(made), CN_API_PRIVATE).cipher.len;
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
    cn_buf file = with_private(60);
    statistic s = {0};
    for (size_t n = 0; n < samples; n++) {
        carnet_sealing *to =
            decoy ? nobody() : to_clinics(1, false, CARNET_PART_PRIVATE);
        if (decoy) {
            assert_status(carnet_seal_add_decoy(to, CARNET_PART_PRIVATE),
                          CARNET_OK);
        }
        carnet_buf *made = seal(cn_buf_span(&file), to);
        cn_arena arena;
        cn_arena_init_grow(&arena);
        cn_privacy_sealed sealed =
            sealed_of(&arena, test_span_of(made), CN_API_PRIVATE);
        count_bits(&s, sealed.cipher);
        count_bits(&s, sealed.locks[0]);
        s.on_curve += is_on_curve(sealed.locks[0].data);
        s.top += sealed.locks[0].data[31] >> 7;
        s.locks = sealed.num_locks;
        s.cipher_len = sealed.cipher.len;
        if (decoy && n < 8) {
            assert_opens(test_span_of(made), clinics[0], NULL,
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
    cn_buf file = with_private(60);
    size_t at[4] = {0};
    size_t phrase_at[4] = {0};
    for (size_t n = 0; n < 24; n++) {
        carnet_buf *made =
            seal(cn_buf_span(&file), to_clinics(2, true, CARNET_PART_PRIVATE));
        cn_arena arena;
        cn_arena_init_grow(&arena);
        cn_privacy_sealed s =
            sealed_of(&arena, test_span_of(made), CN_API_PRIVATE);
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
                         key, l.data, clinics[0], cn_buf_span(&context),
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
    cn_buf file = with_private(60);
    cn_arena arena;
    cn_privacy_sealed s[6];
    carnet_buf *made[6];
    cn_arena_init_grow(&arena);
    for (size_t i = 0; i < 6; i++) { /* twice: two keys, both, a phrase */
        made[i] = seal(cn_buf_span(&file),
                       to_clinics(2 - i / 2, i / 2 > 0, CARNET_PART_PRIVATE));
        s[i] = sealed_of(&arena, test_span_of(made[i]), CN_API_PRIVATE);
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

/* A sealed private part as bytes, in a credential whose other parts are there.
   Its signature holds: a digest is all that it covers. */
static cn_buf with_seal(const test_credential *c, cn_span sealed)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 1);
    cn_cbor_put_array(&b, 4);
    test_put_head(&b, c, 0);
    test_put_when(&b, c);
    cn_cbor_put_array(&b, 2);
    cn_cbor_put_bytes(&b, cn_span_of(c->seed[CN_API_DESK], 16));
    cn_cbor_put_array(&b, 2);
    cn_cbor_put_bytes(&b, cn_span_of(c->seed[CN_API_CLINIC], 16));
    cn_buf_put_span(&b, sealed);
    test_put_items(&b, c, TEST_DESK | TEST_CLINIC);
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

static cn_buf seal_of(const test_credential *c, const size_t *locks, size_t num,
                      size_t cipher)
{
    static const uint8_t zeros[2048];
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 3);
    cn_cbor_put_bytes(&b, cn_span_of(c->digest[CN_API_PRIVATE], 20));
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        cn_cbor_put_bytes(&b, cn_span_of(zeros, locks[i]));
    }
    cn_cbor_put_bytes(&b, cn_span_of(zeros, cipher));
    return b;
}

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
        cn_buf sealed =
            seal_of(c, cases[i].locks, cases[i].num, cases[i].cipher);
        cn_buf file = with_seal(c, cn_buf_span(&sealed));
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
        cn_buf sealed = seal_of(c, num == 1 ? one : two, num, 272);
        cn_buf file = with_seal(c, cn_buf_span(&sealed));
        assert_opens(cn_buf_span(&file), clinics[0], NULL, CARNET_KEY_EXCHANGE);
        cn_buf_free(&file);
        cn_buf_free(&sealed);
    }
    test_end(c);
}

static void refuses_every_flipped_bit_and_every_cut(void **state)
{
    (void)state;
    cn_buf file = with_private(60);
    carnet_buf *made =
        seal(cn_buf_span(&file), to_clinics(2, false, CARNET_PART_PRIVATE));
    cn_buf copy;
    cn_arena arena;
    cn_buf_init(&copy);
    cn_buf_put_span(&copy, test_span_of(made));
    cn_arena_init_grow(&arena);
    cn_privacy_sealed s = sealed_of(&arena, cn_buf_span(&copy), CN_API_PRIVATE);
    size_t own = SIZE_MAX; /* where the first clinic's lock is: of the others
                              no bit matters to it */
    for (size_t n = 0; n < 2; n++) {
        uint8_t *byte = copy.data + (s.locks[n].data - copy.data) + 40;
        carnet_buf *out = NULL;
        *byte ^= 1;
        if (open_with(&out, cn_buf_span(&copy), clinics[0], NULL) ==
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
            assert_opens(cn_buf_span(&copy), clinics[0], NULL,
                         CARNET_PRIVACY_UNOPENED);
            *byte ^= (uint8_t)(1u << bit % 8);
        }
    }
    assert_opens(cn_buf_span(&copy), clinics[0], NULL, CARNET_OK);
    for (size_t cut = 0; cut < copy.len; cut += 3) {
        carnet_buf *out = NULL;
        carnet_status status =
            open_with(&out, cn_span_of(copy.data, cut), clinics[0], NULL);
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
    carnet_buf *made =
        seal(cn_buf_span(&other), to_clinics(1, false, CARNET_PART_PRIVATE));
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_buf sealed;
    cn_buf_init(&sealed);
    cn_buf_put_span(&sealed, seal_in(&arena, test_span_of(made)));
    cn_buf file = with_seal(mine, cn_buf_span(&sealed));
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_SIGNATURE),
                  CARNET_KEY_SIGNATURE);
    carnet_verify_free(v);
    assert_opens(cn_buf_span(&file), clinics[0], NULL, CARNET_PRIVACY_UNOPENED);
    cn_buf_free(&file);
    memcpy(sealed.data + 2, mine->digest[CN_API_PRIVATE], 20);
    file = with_seal(mine, cn_buf_span(&sealed));
    v = test_verify(cn_buf_span(&file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_part(v, 0, CARNET_PART_PRIVATE),
                     CARNET_VERIFY_SEALED);
    carnet_verify_free(v);
    assert_opens(cn_buf_span(&file), clinics[0], NULL, CARNET_PRIVACY_UNOPENED);
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
    cn_buf file = with_seal(c, cn_buf_span(&sealed));
    cn_buf_free(&sealed);
    cn_buf_free(&context);
    return file;
}

static cn_buf seal_plain(const test_credential *c, cn_span plain)
{
    cn_privacy_recipients to = {.num_keys = 1};
    to.keys[0] = *carnet_seal_key_get_public(clinics[0]);
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
        assert_opens(cn_buf_span(&file), clinics[0], NULL,
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
        assert_opens(cn_buf_span(&file), clinics[0], NULL,
                     len == 2 * CN_PRIVACY_SEAL_STEP ? CARNET_PRIVACY_CONTENT
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
    test_add_json(c, CN_API_CLINIC, contact);
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
        assert_opens(file, clinics[0], NULL,
                     good ? CARNET_OK : CARNET_RECORD_REFERENCE);
    }
    for (size_t good = 0; good < 4; good++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 2);
        put_only(&b, cn_buf_span(&files[good & 1]));
        put_only(&b, cn_buf_span(&files[good >> 1]));
        cn_buf two = test_as_file(cn_buf_span(&b));
        assert_opens(cn_buf_span(&two), clinics[0], NULL,
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
    to.keys[0] = *carnet_seal_key_get_public(clinics[0]);
    assert_status(cn_privacy_phrase_read(to.phrase, cn_span_str(words())),
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
        assert_opens(cn_buf_span(&file), NULL, words(), by_phrase);
        assert_opens(cn_buf_span(&file), clinics[0], words(), by_phrase);
        assert_opens(cn_buf_span(&file), clinics[0], NULL,
                     CARNET_PRIVACY_CONTENT);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
    cn_buf_free(&one);
    test_end(c);
}

static carnet_buf *sealed_private(test_credential *c)
{
    test_sign(c);
    cn_buf file = test_file_of(c);
    carnet_buf *made =
        seal(cn_buf_span(&file), to_clinics(1, false, CARNET_PART_PRIVATE));
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
        test_add_json(c, CN_API_PRIVATE, hiv);
    }
    carnet_buf *made = sealed_private(c);
    for (size_t num = 2; num <= 3; num++) {
        cn_buf b = repeated(test_span_of(made), num);
        cn_buf text = test_as_text(cn_buf_span(&b));
        assert_opens(cn_buf_span(&text), clinics[0], NULL,
                     num == 2 ? CARNET_OK : CARNET_PRIVACY_CONTENT);
        cn_buf_free(&text);
        cn_buf_free(&b);
    }
    carnet_buf_free(made);
    test_end(c);
}

static size_t items_len(const test_credential *c, unsigned shown)
{
    cn_buf items;
    cn_buf_init(&items);
    test_put_items(&items, c, shown);
    size_t len = items.len;
    cn_buf_free(&items);
    return len;
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
    size_t each = items_len(c, TEST_DESK) + items_len(c, TEST_PRIVATE);
    size_t most = CN_LIMIT_ITEMS_FILE / each;
    assert_in_range(most, 20, 200);
    for (size_t num = most; num <= most + 1; num++) {
        cn_buf b = repeated(test_span_of(made), num);
        cn_buf file = test_as_file(cn_buf_span(&b));
        assert_opens(cn_buf_span(&file), clinics[0], NULL,
                     num == most ? CARNET_OK : CARNET_PRIVACY_CONTENT);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
    carnet_buf_free(made);
    test_end(c);
}

static void the_desk_part_is_never_sealed(void **state)
{
    (void)state;
    carnet_sealing *to = nobody();
    const carnet_seal_public *key = carnet_seal_key_get_public(clinics[0]);
    for (int32_t part = -1; part <= 3; part += part == 0 ? 3 : 1) {
        assert_status(carnet_seal_add_key(to, key, part), CARNET_CALLER_RANGE);
        assert_status(
            carnet_seal_add_phrase(to, words(), strlen(words()), part),
            CARNET_CALLER_RANGE);
        assert_status(carnet_seal_add_decoy(to, part), CARNET_CALLER_RANGE);
    }
    carnet_seal_free(to);
    /* [ sealed, rest ] on the wire */
    test_credential *c = test_sample(1);
    const size_t locks[] = {32};
    cn_buf sealed = seal_of(c, locks, 1, 272);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 1);
    cn_cbor_put_array(&b, 4);
    test_put_head(&b, c, 0);
    test_put_when(&b, c);
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
    carnet_sealing *to = nobody();
    carnet_buf *out = NULL;
    cn_buf file = test_sample_file();
    int32_t part = CARNET_PART_PRIVATE;
    const carnet_seal_public *first = carnet_seal_key_get_public(clinics[0]);
    assert_status(seal_as(&out, cn_buf_span(&file), NULL, NULL, to),
                  CARNET_PRIVACY_RECIPIENTS);
    assert_status(carnet_seal_add_key(to, first, part), CARNET_OK);
    assert_status(carnet_seal_add_key(to, first, part),
                  CARNET_PRIVACY_RECIPIENTS);
    assert_status(carnet_seal_add_decoy(to, part), CARNET_PRIVACY_RECIPIENTS);
    assert_status(carnet_seal_add_phrase(to, words(), strlen(words()), part),
                  CARNET_OK);
    assert_status(carnet_seal_add_phrase(to, words(), strlen(words()), part),
                  CARNET_PRIVACY_RECIPIENTS);
    for (size_t i = 1; i <= CARNET_SEAL_RECIPIENTS - 1; i++) {
        assert_status(carnet_seal_add_key(
                          to, carnet_seal_key_get_public(clinics[i]), part),
                      i < CARNET_SEAL_RECIPIENTS - 1
                          ? CARNET_OK
                          : CARNET_PRIVACY_RECIPIENTS);
    }
    carnet_seal_free(to);
    to = nobody();
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
    carnet_sealing *to = nobody();
    cn_buf file = test_sample_file();
    char typed[32];
    assert_status(carnet_seal_add_phrase(to, "1234", 4, CARNET_PART_PRIVATE),
                  CARNET_PRIVACY_PHRASE);
    assert_non_null(strstr(carnet_status_text(CARNET_PRIVACY_PHRASE),
                           "nobody counts the tries"));
    assert_opens(cn_buf_span(&file), NULL, "hunter2", CARNET_PRIVACY_PHRASE);
    assert_status(carnet_seal_phrase_check("2580", 4), CARNET_PRIVACY_PHRASE);
    memcpy(typed, words(), carnet_buf_len(phrase) + 1);
    typed[0] = typed[0] == '0' ? '2' : '0';
    assert_status(carnet_seal_phrase_check(typed, strlen(typed)),
                  CARNET_PRIVACY_MISTYPED);
    assert_opens(cn_buf_span(&file), NULL, typed, CARNET_PRIVACY_MISTYPED);
    assert_opens(cn_buf_span(&file), NULL, words(), CARNET_PRIVACY_UNSEALED);
    assert_status(carnet_seal_phrase_check(words(), strlen(words())),
                  CARNET_OK);
    carnet_seal_free(to);
    cn_buf_free(&file);
}

/* Of an input that may be as large, what it is not. */
static void the_largest_input_is_looked_at(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    memset(cn_buf_extend(&b, CN_LIMIT_FILE_BYTES), 'x', CN_LIMIT_FILE_BYTES);
    assert_opens(cn_buf_span(&b), clinics[0], NULL, CARNET_TEXT_PREFIX);
    cn_buf_free(&b);
}

/* What opens for nobody here is at no place of the input. */
static void a_problem_says_that_nothing_opens(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *made =
        seal(cn_buf_span(&file), to_clinics(1, false, CARNET_PART_PRIVATE));
    for (size_t i = 0; i < 2; i++) {
        carnet_buf *out = NULL;
        carnet_problem *problem = (carnet_problem *)(void *)&out;
        carnet_status status =
            carnet_seal_open(&out, &problem, carnet_buf_data(made),
                             carnet_buf_len(made), clinics[i], NULL, 0);
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

static void wrong_arguments_are_statuses(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *out = NULL;
    carnet_sealing *to = to_clinics(1, false, CARNET_PART_PRIVATE);
    const carnet_seal_public *key = carnet_seal_key_get_public(clinics[0]);
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
    assert_status(seal_as(&out, cn_buf_span(&file), NULL, NULL, NULL),
                  CARNET_CALLER_NULL);
    assert_status(seal_as(NULL, cn_buf_span(&file), NULL, NULL, to),
                  CARNET_CALLER_NULL);
    assert_status(seal_as(&out, cn_span_of(NULL, 1), NULL, NULL, to),
                  CARNET_CALLER_NULL);
    assert_status(seal_as(&out, cn_span_of(file.data, CN_LIMIT_FILE_BYTES + 1),
                          NULL, NULL, to),
                  CARNET_CALLER_RANGE);
    assert_status(open_with(NULL, cn_buf_span(&file), clinics[0], NULL),
                  CARNET_CALLER_NULL);
    assert_status(open_with(&out, cn_span_of(NULL, 1), clinics[0], NULL),
                  CARNET_CALLER_NULL);
    assert_status(open_with(&out, cn_buf_span(&file), NULL, NULL),
                  CARNET_CALLER_NULL);
    assert_status(open_with(&out,
                            cn_span_of(file.data, CN_LIMIT_FILE_BYTES + 1),
                            clinics[0], NULL),
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
        cmocka_unit_test(refuses_seals_of_another_shape),
        cmocka_unit_test(refuses_to_open_a_lock_of_low_order),
        cmocka_unit_test(refuses_every_flipped_bit_and_every_cut),
        cmocka_unit_test(refuses_the_sealed_part_of_another_passport),
        cmocka_unit_test(refuses_content_that_was_not_signed),
        cmocka_unit_test(zeros_that_are_not_due_are_refused),
        cmocka_unit_test(refuses_references_that_open_and_lead_nowhere),
        cmocka_unit_test(a_phrase_is_tried_on_no_more_parts_than_it_may),
        cmocka_unit_test(entries_that_open_count_among_those_of_a_text),
        cmocka_unit_test(items_that_open_count_among_those_of_a_file),
        cmocka_unit_test(the_desk_part_is_never_sealed),
        cmocka_unit_test(recipients_are_one_to_eight_and_each_once),
        cmocka_unit_test(a_pin_is_refused_with_its_reason),
        cmocka_unit_test(the_largest_input_is_looked_at),
        cmocka_unit_test(a_problem_says_that_nothing_opens),
        cmocka_unit_test(wrong_arguments_are_statuses),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
