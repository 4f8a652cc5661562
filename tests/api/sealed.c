/* SPDX-License-Identifier: Apache-2.0 */
/* Clinics, a phrase, and seals for them. */
#include "sealed.h"

carnet_seal_key *test_clinics[CARNET_SEAL_RECIPIENTS + 1];
static carnet_buf *phrase;
const char test_contact[] =
    "{\"kind\":\"contacts\",\"contacts\":[{\"name\":\"Binta Ndoye\"}]}";
const char test_hiv[] = "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}}";

int test_sealed_set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof test_clinics / sizeof test_clinics[0]; i++) {
        assert_status(carnet_seal_key_new(&test_clinics[i]), CARNET_OK);
    }
    assert_status(carnet_seal_phrase_new(&phrase), CARNET_OK);
    return 0;
}

int test_sealed_tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof test_clinics / sizeof test_clinics[0]; i++) {
        carnet_seal_key_free(test_clinics[i]);
    }
    carnet_buf_free(phrase);
    return 0;
}

const char *test_phrase(void)
{
    return (const char *)carnet_buf_data(phrase);
}

carnet_sealing *test_to_nobody(void)
{
    carnet_sealing *to = NULL;
    assert_status(carnet_seal_new(&to), CARNET_OK);
    return to;
}

carnet_sealing *test_to_clinics(size_t num, bool by_phrase, int32_t part)
{
    carnet_sealing *to = test_to_nobody();
    for (size_t i = 0; i < num; i++) {
        assert_status(
            carnet_seal_add_key(to, carnet_seal_key_get_public(test_clinics[i]),
                                part),
            CARNET_OK);
    }
    if (by_phrase) {
        assert_status(carnet_seal_add_phrase(to, test_phrase(),
                                             carnet_buf_len(phrase), part),
                      CARNET_OK);
    }
    return to;
}

carnet_status test_seal_as(carnet_buf **out, cn_span in, const char *audience,
                           const char *withhold, const carnet_sealing *to)
{
    return carnet_seal_present(out, NULL, in.data, in.len, audience, NULL, 0,
                               &withhold, withhold != NULL ? 1 : 0, to);
}

carnet_buf *test_seal(cn_span in, carnet_sealing *to)
{
    carnet_buf *out = NULL;
    assert_status(test_seal_as(&out, in, NULL, NULL, to), CARNET_OK);
    carnet_seal_free(to);
    return out;
}

carnet_status test_open(carnet_buf **out, cn_span in,
                        const carnet_seal_key *key, const char *typed)
{
    return carnet_seal_open(out, NULL, in.data, in.len, key, typed,
                            typed == NULL ? 0 : strlen(typed));
}

void test_assert_opens(cn_span in, const carnet_seal_key *key,
                       const char *typed, carnet_status expected)
{
    carnet_buf *out = NULL;
    assert_status(test_open(&out, in, key, typed), expected);
    assert_int_equal(out != NULL, expected == CARNET_OK);
    carnet_buf_free(out);
}

cn_privacy_sealed test_sealed_of(cn_arena *arena, cn_span in, size_t part)
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

cn_buf test_with_private(size_t note)
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

cn_buf test_seal_of_zeros(const test_credential *c, const size_t *locks,
                          size_t num, size_t cipher)
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

cn_buf test_with_seal(const test_credential *c, cn_span sealed)
{
    cn_buf b;
    cn_buf_init(&b);
    test_put_start(&b, c, 0);
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
