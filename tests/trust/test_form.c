/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one form of a trust list and of a status list: payloads put together item
 * by item, of which one is another. All are signed, so that nothing but the
 * form can be at fault.
 */
#include "../support/failing_mem.h"
#include "made_list.h"
#include "trust/status_i.h"

/* The items of a payload as hex digits, in their order. */
typedef struct {
    const char *const *items;
    size_t num;
    const char *typ;
} form;

/* One item in place of another. */
typedef struct {
    size_t at;
    const char *item;
    carnet_status due;
} change;

/* The same, and of so many more behind that; and one behind them all. */
typedef struct {
    change in;
    size_t more;
    const char *behind;
} splice;

static cn_buf sign(const form *f, const splice *s)
{
    cn_buf hex;
    cn_buf out;
    cn_buf_init(&hex);
    cn_buf_init(&out);
    for (size_t i = 0; i < f->num; i++) {
        if (i < s->in.at || i > s->in.at + s->more) {
            cn_buf_put_str(&hex, f->items[i]);
        } else if (i == s->in.at) {
            cn_buf_put_str(&hex, s->in.item);
        }
    }
    cn_buf_put_str(&hex, s->behind);
    cn_buf payload = test_hex(cn_buf_span(&hex));
    assert_status(cn_cose_list_sign(&out, cn_span_str(f->typ),
                                    cn_buf_span(&payload),
                                    made_secret(MADE_MANY)),
                  CARNET_OK);
    cn_buf_free(&payload);
    cn_buf_free(&hex);
    return out;
}

/* ---- trust lists ---- */

enum {
    CLAIMS,
    IAT,
    ISSUED,
    LIST,
    FIELDS,
    ID,
    EPOCH,
    SEQUENCE,
    UPDATE,
    NEXT_KEY,
    ISSUERS,
    ISSUER,
    NAME,
    COUNTRY,
    KIND,
    KEYS,
    KEY,
    BYTES,
    FROM,
    OPTIONS,
    BEHIND,
    NUM_ITEMS
};

static const char *items[NUM_ITEMS] = {
    [CLAIMS] = "a2",
    [IAT] = "06",
    [ISSUED] = "1a69b89980", /* MADE_DAY */
    [LIST] = "3a00010002",
    [FIELDS] = "86",
    [ID] = "5000112233445566778899aabbccddeeff",
    [EPOCH] = "00",
    [SEQUENCE] = "00",
    [UPDATE] = "195031",
    [NEXT_KEY] = "f6",
    [ISSUERS] = "81",
    [ISSUER] = "84",
    [NAME] = "6141",
    [COUNTRY] = "624752",
    [KIND] = "02",
    [KEYS] = "81",
    [KEY] = "83",
    [FROM] = "195031",
    [OPTIONS] = "a0",
    [BEHIND] = "",
};
static const form trust_list = {items, NUM_ITEMS, CN_TRUST_TYP};

static int begin(void **state)
{
    static char key[2 * CARNET_KEY_PUBLIC_SIZE + 5] = "5820";
    (void)state;
    for (size_t i = 0; i < CARNET_KEY_PUBLIC_SIZE; i++) {
        snprintf(key + 4 + 2 * i, 3, "%02x", made_public(1)->bytes[i]);
    }
    items[BYTES] = key;
    return 0;
}

/* Such a list is read, or refused for what is due. */
static void check(const splice *s)
{
    cn_buf b = sign(&trust_list, s);
    if (s->in.due == CARNET_OK) {
        made_free(made_read(cn_buf_span(&b), MADE_MANY));
    } else {
        made_refused(cn_buf_span(&b), MADE_MANY, s->in.due);
    }
    cn_buf_free(&b);
}

static void check_rows(const change *rows, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        check(&(splice){rows[i], 0, ""});
    }
}

static void check_splices(const splice *rows, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        check(&rows[i]);
    }
}

static void every_item_of_a_trust_list_has_one_form(void **state)
{
    (void)state;
    static const change rows[] = {
        {BEHIND, "", CARNET_OK},
        {CLAIMS, "a1", CARNET_CBOR_TRAILING},
        {IAT, "05", CARNET_TRUST_FORM},
        {ISSUED, "1a69b89981", CARNET_TRUST_FORM},
        {ISSUED, "1b0000003afff2f000", CARNET_TRUST_FORM}, /* after UPDATE */
        {ISSUED, "1b0000003afff2f001", CARNET_CBOR_RANGE},
        {LIST, "3a00010003", CARNET_TRUST_FORM},
        {LIST, "3a00010001", CARNET_TRUST_FORM},
        {FIELDS, "82", CARNET_CBOR_TRAILING},
        {ID, "4f112233445566778899aabbccddeeff", CARNET_CBOR_SHAPE},
        {UPDATE, "195030", CARNET_TRUST_FORM},
        {UPDATE, "1a002cc0a0", CARNET_OK}, /* the last day there is */
        {UPDATE, "1a002cc0a1", CARNET_CBOR_RANGE},
        {NEXT_KEY, "40", CARNET_CBOR_SHAPE},
        {ISSUERS, "f6", CARNET_CBOR_TRAILING},
        {NAME, "60", CARNET_TRUST_FORM},
        {COUNTRY, "f6", CARNET_OK},
        {COUNTRY, "60", CARNET_TRUST_FORM},
        {COUNTRY, "6147", CARNET_TRUST_FORM},
        {COUNTRY, "63475241", CARNET_CBOR_STRING},
        {COUNTRY, "624740", CARNET_TRUST_FORM}, /* "G@": the one before A */
        {COUNTRY, "624741", CARNET_OK},
        {COUNTRY, "62475a", CARNET_OK},
        {COUNTRY, "62475b", CARNET_TRUST_FORM}, /* "G[": the one after Z */
        {COUNTRY, "624052", CARNET_TRUST_FORM},
        {COUNTRY, "625b52", CARNET_TRUST_FORM},
        {KIND, "00", CARNET_OK},
        {KIND, "03", CARNET_OK},
        {KIND, "04", CARNET_CBOR_RANGE},
        {KEYS, "80", CARNET_CBOR_TRAILING},
        {BYTES, "40", CARNET_CBOR_SHAPE},
        {BEHIND, "00", CARNET_CBOR_TRAILING},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void every_option_of_a_key_has_one_form(void **state)
{
    (void)state;
    static const change rows[] = {
        {OPTIONS, "a101195031", CARNET_OK}, /* until the day it begins */
        {OPTIONS, "a101195030", CARNET_TRUST_FORM},
        {OPTIONS, "a1024100", CARNET_CBOR_SHAPE},
        {OPTIONS, "a10380", CARNET_CBOR_SHAPE},
        {OPTIONS, "a1038180", CARNET_CBOR_DEPTH},
        {OPTIONS, "a1038100", CARNET_OK},
        {OPTIONS, "a10381183f", CARNET_OK},
        {OPTIONS, "a103811840", CARNET_CBOR_RANGE},
        {OPTIONS, "a103820001", CARNET_OK},
        {OPTIONS, "a103820100", CARNET_TRUST_FORM},
        {OPTIONS, "a103820101", CARNET_TRUST_FORM},
        {OPTIONS, "a10400", CARNET_OK},
        {OPTIONS, "a10401", CARNET_OK},
        {OPTIONS, "a10402", CARNET_CBOR_RANGE},
        {OPTIONS, "a1058219503100", CARNET_OK},
        {OPTIONS, "a1058219503101", CARNET_OK},
        {OPTIONS, "a1058219503102", CARNET_CBOR_RANGE},
        {OPTIONS, "a10581195031", CARNET_CBOR_SHAPE},
        {OPTIONS, "a10000", CARNET_TRUST_FORM},
        {OPTIONS, "a10600", CARNET_TRUST_FORM},
        {OPTIONS, "a60000010002000300040005f6", CARNET_CBOR_SHAPE},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

/* Well formed as CBOR, all of them. */
static void every_array_of_a_trust_list_has_one_length(void **state)
{
    (void)state;
    static const splice rows[] = {
        {{CLAIMS, "a3", CARNET_CBOR_SHAPE}, 0, "3a0001000300"},
        {{FIELDS, "87", CARNET_CBOR_SHAPE}, 0, "00"},
        {{FIELDS, "855000112233445566778899aabbccddeeff0000195031f6",
          CARNET_CBOR_SHAPE},
         BEHIND - FIELDS,
         ""}, /* no issuers */
        {{ISSUER, "85", CARNET_CBOR_SHAPE}, 0, "00"},
        {{ISSUERS, "8283", CARNET_CBOR_SHAPE}, 1, ""},
        {{KEYS, "80", CARNET_CBOR_SHAPE}, OPTIONS - KEYS, ""},
        {{KEY, "84", CARNET_CBOR_SHAPE}, 0, "00"},
        {{KEYS, "8282", CARNET_CBOR_SHAPE}, 1, ""},
        {{OPTIONS, "a10583195031", CARNET_CBOR_SHAPE}, 0, "0000"},
    };
    check_splices(rows, sizeof rows / sizeof rows[0]);
}

#define A_KEY(last)                                                            \
    "835820000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1"      \
    "e" last "195031a0"

static void keys_of_an_issuer_rise(void **state)
{
    (void)state;
    static const splice rows[] = {
        {{KEYS, ("82" A_KEY("01") A_KEY("02")), CARNET_OK}, OPTIONS - KEYS, ""},
        {{KEYS, ("82" A_KEY("02") A_KEY("01")), CARNET_TRUST_FORM},
         OPTIONS - KEYS,
         ""},
        {{KEYS, ("82" A_KEY("01") A_KEY("01")), CARNET_KEY_TWICE},
         OPTIONS - KEYS,
         ""},
    };
    check_splices(rows, sizeof rows / sizeof rows[0]);
}

static void the_issuer_at_fault_is_named(void **state)
{
    (void)state;
    static const struct {
        splice list;
        const char *path;
    } cases[] = {
        {{{EPOCH, "f6", CARNET_CBOR_TYPE}, 0, ""}, ""},
        {{{KIND, "04", CARNET_CBOR_RANGE}, 0, ""}, "issuers/0"},
        {{{ISSUERS, "82", CARNET_CBOR_RANGE},
          0,
          "84614262475204"
          "81" A_KEY("01")},
         "issuers/1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_arena arena;
        cn_trust_list l = {.arena = NULL};
        cn_problem where = {.status = CARNET_OK};
        cn_buf b = sign(&trust_list, &cases[i].list);
        cn_arena_init_grow(&arena);
        assert_status(cn_trust_list_read(&l, &arena, cn_buf_span(&b),
                                         made_public(MADE_MANY), &where),
                      cases[i].list.in.due);
        assert_string_equal(where.path, cases[i].path);
        cn_arena_free(&arena);
        cn_buf_free(&b);
    }
}

/* So many that the arrays of a list move while it is read. */
static void each_allocation_of_a_long_list_may_fail(void **state)
{
    (void)state;
    const carnet_public_key *key = made_public(MADE_MANY);
    cn_buf b = made_many(3000);
    bool failed = true;
    size_t n = 0;
    while (failed) {
        cn_arena arena;
        cn_trust_list l = {.arena = NULL};
        size_t live = test_mem_live();
        cn_arena_init_grow(&arena);
        test_mem_fail_at(++n);
        carnet_status status =
            cn_trust_list_read(&l, &arena, cn_buf_span(&b), key, NULL);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        cn_arena_free(&arena);
        assert_int_equal(test_mem_live(), live);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
    }
    assert_in_range(n, 5, 100);
    cn_buf_free(&b);
}

/* ---- status lists ---- */

enum {
    S_CLAIMS,
    S_SUB,
    S_URI,
    S_EXP,
    S_END,
    S_IAT,
    S_ISSUED,
    S_LIST,
    S_MAP,
    S_LST,
    S_ZIPPED,
    S_BITS,
    S_WIDTH,
    S_BEHIND,
    S_NUM_ITEMS
};

static const char *status_items[S_NUM_ITEMS] = {
    [S_CLAIMS] = "a4",
    [S_SUB] = "02",
    [S_EXP] = "04",
    [S_END] = "1a69b89980",
    [S_IAT] = "06",
    [S_ISSUED] = "1a69b89980",
    [S_LIST] = "19fffd",
    [S_MAP] = "a2",
    [S_LST] = "636c7374",
    [S_ZIPPED] = "4b78da636040050000100001", /* 16 bytes of zero */
    [S_BITS] = "6462697473",
    [S_WIDTH] = "08",
    [S_BEHIND] = "",
};
static const form status_list = {status_items, S_NUM_ITEMS, CN_STATUS_TYP};

/* The uri of what key MADE_MANY signs, in hex; its last digit is another. */
static char *uri_with(char last)
{
    static char room[2][2 * 71 + 5];
    char *uri = room[last != '\0'];
    cn_buf text;
    cn_buf_init(&text);
    cn_status_put_uri(&text, made_public(MADE_MANY)->digest);
    if (last != '\0') {
        text.data[text.len - 1] = (uint8_t)last;
    }
    snprintf(uri, 5, "7847");
    for (size_t i = 0; i < text.len; i++) {
        snprintf(uri + 4 + 2 * i, 3, "%02x", text.data[i]);
    }
    cn_buf_free(&text);
    return uri;
}

/* As a text, which takes memory to read. */
static cn_buf status_text(const splice *s)
{
    cn_buf text;
    cn_buf b = sign(&status_list, s);
    cn_buf_init(&text);
    cn_wire_write_list(&text, CN_WIRE_TEXT, CN_WIRE_STATUS_LIST,
                       cn_buf_span(&b));
    cn_buf_free(&b);
    return text;
}

/* Reads it, and gives all memory back. */
static carnet_status read_splice(const splice *s)
{
    const carnet_public_key *key = made_public(MADE_MANY);
    carnet_status_list *list = NULL;
    status_items[S_URI] = uri_with('\0');
    cn_buf text = status_text(s);
    size_t live = test_mem_live();
    carnet_status status =
        carnet_status_list_read(&list, text.data, text.len, &key, 1);
    assert_int_equal(list != NULL, status == CARNET_OK);
    carnet_status_list_free(list);
    /* One that is kept is about whom it says, and says it in the one form. */
    assert_status(carnet_status_list_read_kept(&list, text.data, text.len, key),
                  status);
    carnet_status_list_free(list);
    assert_int_equal(test_mem_live(), live);
    cn_buf_free(&text);
    return status;
}

static carnet_status read_status(const change *c)
{
    return read_splice(&(splice){*c, 0, ""});
}

static void every_item_of_a_status_list_has_one_form(void **state)
{
    (void)state;
    static const change rows[] = {
        {S_BEHIND, "", CARNET_OK},
        {S_SUB, "00", CARNET_CBOR_SHAPE},
        {S_SUB, "01", CARNET_CBOR_SHAPE},
        {S_SUB, "03", CARNET_CBOR_SHAPE},
        {S_URI, "60", CARNET_KEY_ISSUER},
        {S_URI, "f6", CARNET_CBOR_TYPE},
        {S_EXP, "03", CARNET_CBOR_SHAPE},
        {S_EXP, "05", CARNET_CBOR_SHAPE},
        {S_IAT, "05", CARNET_CBOR_SHAPE},
        {S_IAT, "07", CARNET_CBOR_SHAPE},
        {S_LIST, "19fffc", CARNET_CBOR_SHAPE},
        {S_LIST, "19fffe", CARNET_CBOR_SHAPE},
        {S_MAP, "a1", CARNET_CBOR_TRAILING},
        {S_LST, "636c7375", CARNET_CBOR_SHAPE},
        {S_LST, "6161", CARNET_CBOR_SHAPE},
        {S_ZIPPED, "f6", CARNET_CBOR_TYPE},
        {S_ZIPPED, "80", CARNET_CBOR_TYPE},
        {S_ZIPPED, "8180", CARNET_CBOR_DEPTH},
        {S_BITS, "6462697474", CARNET_CBOR_SHAPE},
        {S_WIDTH, "01", CARNET_OK},
        {S_WIDTH, "07", CARNET_CBOR_RANGE},
        {S_WIDTH, "09", CARNET_CBOR_RANGE},
        {S_WIDTH, "f6", CARNET_CBOR_TYPE},
        {S_BEHIND, "00", CARNET_CBOR_TRAILING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_status(read_status(&rows[i]), rows[i].due);
    }
    /* A map of one and a map of three. */
    status_items[S_BITS] = status_items[S_WIDTH] = "";
    assert_status(read_status(&(change){S_MAP, "a1", CARNET_OK}),
                  CARNET_CBOR_SHAPE);
    status_items[S_BITS] = "6462697473";
    status_items[S_WIDTH] = "08";
    assert_status(read_status(&(change){S_MAP, "a36161f6", CARNET_OK}),
                  CARNET_CBOR_SHAPE);
}

static void a_status_list_has_the_claims_that_are_due(void **state)
{
    (void)state;
    static const splice rows[] = {
        {{S_CLAIMS, "a0", CARNET_CBOR_SHAPE}, S_BEHIND - S_CLAIMS, ""},
        {{S_CLAIMS, "a5", CARNET_OK}, 0, "19fffe01"},
        {{S_CLAIMS, "a5", CARNET_CBOR_SHAPE}, 0, "19fffe00"},
        {{S_CLAIMS, "a5", CARNET_CBOR_SHAPE}, 0, "19ffff01"},
        {{S_CLAIMS, "a6", CARNET_CBOR_SHAPE}, 0, "19fffe0119ffff01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_status(read_splice(&rows[i]), rows[i].in.due);
    }
}

static void a_status_list_about_another_is_given_back(void **state)
{
    (void)state;
    const carnet_public_key *key = made_public(MADE_MANY);
    carnet_status_list *list = NULL;
    const char digit = uri_with('\0')[2 * 71 + 3]; /* the last, in hex */
    cn_buf text = status_text(&(splice){
        {S_URI, uri_with(digit == '0' ? '1' : '0'), CARNET_KEY_ISSUER}, 0, ""});
    size_t live = test_mem_live();
    assert_status(carnet_status_list_read(&list, text.data, text.len, &key, 1),
                  CARNET_KEY_ISSUER);
    assert_null(list);
    assert_int_equal(test_mem_live(), live);
    cn_buf_free(&text);
}

/* For whoever looks up the key first. */
static void the_key_id_of_a_status_list_takes_no_memory_with_it(void **state)
{
    (void)state;
    uint8_t kid[CARNET_KEY_ID_SIZE];
    status_items[S_URI] = uri_with('\0');
    cn_buf text = status_text(&(splice){{S_BEHIND, "", CARNET_OK}, 0, ""});
    size_t live = test_mem_live();
    assert_status(cn_status_read_kid(kid, cn_buf_span(&text)), CARNET_OK);
    assert_memory_equal(kid, made_public(MADE_MANY)->digest, sizeof kid);
    assert_int_equal(test_mem_live(), live);
    cn_buf_free(&text);
}

/* Hexadecimal digits of a digest, and each sign beside them. */
static void the_uri_of_a_status_list_is_in_hex(void **state)
{
    (void)state;
    for (const char *other = "/:`g@G "; *other != '\0'; other++) {
        assert_status(
            read_status(&(change){S_URI, uri_with(*other), CARNET_OK}),
            CARNET_KEY_ISSUER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_of_a_trust_list_has_one_form),
        cmocka_unit_test(every_option_of_a_key_has_one_form),
        cmocka_unit_test(every_array_of_a_trust_list_has_one_length),
        cmocka_unit_test(keys_of_an_issuer_rise),
        cmocka_unit_test(the_issuer_at_fault_is_named),
        cmocka_unit_test(each_allocation_of_a_long_list_may_fail),
        cmocka_unit_test(every_item_of_a_status_list_has_one_form),
        cmocka_unit_test(a_status_list_has_the_claims_that_are_due),
        cmocka_unit_test(a_status_list_about_another_is_given_back),
        cmocka_unit_test(the_key_id_of_a_status_list_takes_no_memory_with_it),
        cmocka_unit_test(the_uri_of_a_status_list_is_in_hex),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
