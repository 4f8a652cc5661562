/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Single values: what each type takes, that it has one encoding, and packed
 * labels. Bytes were worked out by hand from docs/spec/format.md section 6.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"
#include "model_random.h"

static const cn_model_field *field(uint32_t kind, uint32_t number)
{
    return cn_model_field_of(cn_model_kind(kind), number);
}

static void assert_hex(const cn_buf *b, const char *hex)
{
    cn_buf want = test_hex_str(hex);
    assert_span(cn_buf_span(b), want.data, want.len);
    cn_buf_free(&want);
}

/* ---- labels ---- */

static void packs_labels_by_the_smallest_alphabet(void **state)
{
    (void)state;
    /* by hand: N = 8 * M + k */
    uint8_t out[CN_MODEL_PACKED_MAX];
    assert_int_equal(cn_model_pack_label(cn_span_str("12"), out),
                     0); /* no gain */
    assert_int_equal(cn_model_pack_label(cn_span_str("1234567"), out), 4);
    /* M = 11234567: 8 * M = 89876536 = 0x55b6838 */
    assert_memory_equal(out, "\x05\x5b\x68\x38", 4);
    assert_int_equal(cn_model_pack_label(cn_span_str("Ab Cd"), out), 4);
    /* M = ((((30 + 1) * 30 + 2) * 30 + 0) * 30 + 3) * 30 + 4
         = 25164094; 8 * M + 1 = 201312753 = 0xbffc9f1 */
    assert_memory_equal(out, "\x0b\xff\xc9\xf1", 4);
}

static void packs_no_label_that_would_not_shrink(void **state)
{
    (void)state;
    static const char *const kept[] = {
        "A", "1", "a_b", "\xe4\xb8\xad\xe6\x96\x87", "a\"b",
        /* 49 characters */
        "1234567890123456789012345678901234567890123456789"};
    uint8_t out[CN_MODEL_PACKED_MAX];
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        assert_int_equal(cn_model_pack_label(cn_span_str(kept[i]), out), 0);
    }
    assert_int_equal(
        cn_model_pack_label(
            cn_span_str("123456789012345678901234567890123456789012345678"),
            out),
        21);
}

static void packs_every_script_and_unpacks_it(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint8_t k;
    } labels[] = {
        {"0123456789", 0},
        {"Selamawit Tekle Habtemariam", 1},
        {"O'Neil-Smith Jr.", 1},
        {"A69CE417A", 2},
        {"GR-PAAYPA/12", 2},
        {"McDonald", 3},
        {"+30 210 123 4567", 2},
        {"Caf\x65 (2nd floor), R&D", 3},
        {"\xd9\x85\xd8\xad\xd9\x85\xd8\xaf \xd8\xb9\xd9\x84\xdb\x8c", 4},
        {"\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0 \xd0\x86\xd0\xb2", 5},
        {"\xce\x91\xce\xbd\xce\xbd\xce\xb1", 6},
        {"\xe1\x88\xb0\xe1\x88\x8b\xe1\x88\x9b\xe1\x8b\x8a\xe1\x89\xb5", 7}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        uint8_t packed[CN_MODEL_PACKED_MAX];
        uint8_t text[CN_MODEL_LABEL_MAX];
        size_t len = cn_model_pack_label(cn_span_str(labels[i].text), packed);
        assert_true(len > 0 && len < strlen(labels[i].text));
        assert_int_equal(packed[len - 1] & 7, labels[i].k);
        size_t text_len = cn_model_unpack_label(cn_span_of(packed, len), text);
        assert_span(cn_span_of(text, text_len), labels[i].text,
                    strlen(labels[i].text));
    }
}

/* Status of a label that is packed, and its text. */
static carnet_status read_packed(cn_span bytes, uint8_t out[CN_MODEL_LABEL_MAX],
                                 cn_span *text)
{
    cn_buf b;
    cn_cbor_reader r;
    cn_buf_init(&b);
    cn_cbor_put_bytes(&b, bytes);
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    *text = cn_model_get_spelled(&r, CN_LIST_NONE, CN_MODEL_LABEL_MAX, out);
    cn_buf_free(&b);
    return r.status;
}

/* Whatever bytes are taken are the bytes that packing gives. */
static void takes_only_what_packing_gives(void **state)
{
    (void)state;
    test_random x = {1};
    size_t accepted = 0;
    for (int i = 0; i < 60000; i++) {
        uint8_t bytes[CN_MODEL_PACKED_MAX + 2];
        uint8_t text[CN_MODEL_LABEL_MAX];
        uint8_t again[CN_MODEL_PACKED_MAX];
        size_t len = test_pick(&x, i % 8 == 0 ? sizeof bytes : 8);
        for (size_t k = 0; k < len; k++) {
            bytes[k] = (uint8_t)test_below(&x, 256);
        }
        cn_span label;
        if (read_packed(cn_span_of(bytes, len), text, &label) == CARNET_OK) {
            accepted++;
            assert_int_equal(cn_model_pack_label(label, again), len);
            assert_memory_equal(again, bytes, len);
        }
    }
    test_count("labels unpacked", accepted);
    assert_true(accepted > 1000);
}

static void refuses_packed_labels_in_another_form(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "00",
        "08",           /* nothing behind the mark */
        "00055b6838",   /* a leading zero byte */
        "01f6fb9ad58a", /* alphabet 2 for "1234567" */
        "0380",         /* "12", not shorter */
        "01",
        "07"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint8_t text[CN_MODEL_LABEL_MAX];
        cn_span label;
        cn_buf b = test_hex_str(bad[i]);
        assert_status(read_packed(cn_buf_span(&b), text, &label),
                      CARNET_RECORD_FORM);
        cn_buf_free(&b);
    }
}

static void refuses_text_with_controls_or_outer_spaces(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      " a",
                                      "a ",
                                      "a\nb",
                                      "a\x7f",
                                      "\xc2\x85",
                                      "\xe2\x80\xae\x78",
                                      "\xe2\x80\xa8",
                                      "\xd8\x9c",
                                      "\xe2\x81\xa9",
                                      "\xff",
                                      "\xc3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_status(cn_model_text_check(cn_span_str(bad[i]), 99),
                      CARNET_RECORD_TEXT);
    }
    assert_status(cn_model_text_check(cn_span_str("abc"), 3), CARNET_OK);
    assert_status(cn_model_text_check(cn_span_str("abcd"), 3),
                  CARNET_RECORD_TOO_LONG);
}

/* ---- one value, read from hex ---- */

typedef struct {
    const char *hex;
    carnet_status status;
} reading;

static void assert_label(const cn_model_field *f, const char *hex,
                         carnet_status status, const char *text)
{
    cn_buf b = test_hex_str(hex);
    cn_cbor_reader r;
    uint8_t out[CN_MODEL_LABEL_MAX];
    cn_span label;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_status(cn_model_get_label(&r, f, out, &label), status);
    if (status == CARNET_OK) {
        assert_true(cn_cbor_at_end(&r));
        assert_span(label, text, strlen(text));
        cn_buf again;
        cn_buf_init(&again);
        assert_status(cn_model_put_label(&again, f, label), CARNET_OK);
        assert_span(cn_buf_span(&again), b.data, b.len);
        cn_buf_free(&again);
    }
    cn_buf_free(&b);
}

static void reads_labels_in_their_one_form(void **state)
{
    (void)state;
    const cn_model_field *lot =
        field(CARNET_KIND_VACCINATION, CARNET_VACCINATION_LOT);
    const cn_model_field *country =
        field(CARNET_KIND_VACCINATION, CARNET_VACCINATION_COUNTRY);
    assert_label(lot, "44055b6838", CARNET_OK, "1234567");
    assert_label(lot, "6141", CARNET_OK, "A");
    assert_label(lot, "6731323334353637", CARNET_RECORD_FORM, NULL);
    assert_label(lot,
                 "42"
                 "0380",
                 CARNET_RECORD_FORM, NULL);
    assert_label(lot, "00", CARNET_RECORD_CODE, NULL); /* no list */
    assert_label(lot, "80", CARNET_CBOR_TYPE, NULL);
    assert_label(lot, "612a", CARNET_OK, "*");
    assert_label(lot, "60", CARNET_RECORD_TEXT, NULL);
    assert_label(lot, "6120", CARNET_RECORD_TEXT, NULL);
    assert_label(lot,
                 "7829"
                 "2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a"
                 "2a2a2a2a2a2a2a2a2a2a2a",
                 CARNET_RECORD_TOO_LONG, NULL);
    assert_label(country, "00", CARNET_OK,
                 cn_model_word_get(CN_LIST_COUNTRIES, 0));
    assert_label(country, "1927ff", CARNET_RECORD_CODE, NULL);
    assert_label(country, "62585a", CARNET_OK, "XZ");
    assert_label(country, "62787a", CARNET_RECORD_CODE, NULL);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_text(&b, cn_span_str(cn_model_word_get(CN_LIST_COUNTRIES, 0)));
    cn_cbor_reader r;
    uint8_t out[CN_MODEL_LABEL_MAX];
    cn_span label;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_status(cn_model_get_label(&r, country, out, &label),
                  CARNET_RECORD_FORM); /* listed, but spelled */
    cn_buf_free(&b);
}

/* ---- decimals ---- */

static void reads_decimals_in_their_one_form(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        int64_t mantissa;
        int32_t scale;
    } good[] = {
        {"00", 0, 0},
        {"05", 5, 0},
        {"3896", 50, 1}, /* 5.0: 3 * 50 + 0 */
        {"2f", 5, 1},    /* 0.5: -1 - 15 */
        {"30", 5, 2},
        {"31", 5, 3},
        {"20", 0, 1}, /* 0.0 */
        {"1b001fffffffffffff", CN_MODEL_MANTISSA_MAX, 0},
        {"82"
         "05"
         "04",
         5, 4},
        {"82"
         "05"
         "22",
         5, -3},
        {"82"
         "24"
         "00",
         -5, 0},
        {"82"
         "24"
         "01",
         -5, 1},
        {"82"
         "00"
         "09",
         0, 9},
        {"82"
         "24"
         "28",
         -5, -9},
        {"82"
         "1b001fffffffffffff"
         "02",
         CN_MODEL_MANTISSA_MAX, 2},
        /* 3 * m + 1 is the most that fits, 3 * m + 2 is one more */
        {"3b001ffffffffffffe", CN_MODEL_MANTISSA_MAX / 3, 1},
        {"3b001fffffffffffff", CN_MODEL_MANTISSA_MAX / 3, 2},
        {"821b000aaaaaaaaaaaaa03", CN_MODEL_MANTISSA_MAX / 3, 3},
        {"821b000aaaaaaaaaaaab01", CN_MODEL_MANTISSA_MAX / 3 + 1, 1},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        cn_buf b = test_hex_str(good[i].hex);
        cn_cbor_reader r;
        cn_model_decimal d;
        cn_cbor_reader_init(&r, cn_buf_span(&b));
        assert_status(cn_model_get_decimal(&r, &d), CARNET_OK);
        assert_true(cn_cbor_at_end(&r));
        assert_int_equal(d.mantissa, good[i].mantissa);
        assert_int_equal(d.scale, good[i].scale);
        cn_buf again;
        cn_buf_init(&again);
        assert_status(cn_model_put_decimal(&again, &d), CARNET_OK);
        assert_hex(&again, good[i].hex);
        cn_buf_free(&again);
        cn_buf_free(&b);
    }
}

static void refuses_decimals_in_another_form(void **state)
{
    (void)state;
    static const reading bad[] = {
        {"820500", CARNET_RECORD_FORM}, /* 5 is a plain integer */
        {"820501", CARNET_RECORD_FORM}, /* 0.5 is -16 */
        {"820a20", CARNET_RECORD_FORM}, /* 10 * 10 */
        {"820020", CARNET_RECORD_FORM}, /* 0 * 10 */
        {"82050a", CARNET_RECORD_DECIMAL},
        {"820529", CARNET_RECORD_DECIMAL},
        {"1b0020000000000000", CARNET_RECORD_DECIMAL},
        {"3b0020000000000000", CARNET_RECORD_DECIMAL},
        {"821b002000000000000009", CARNET_RECORD_DECIMAL},
        {"6135", CARNET_CBOR_TYPE},
        {"8105", CARNET_CBOR_SHAPE},
        {"83050404", CARNET_CBOR_SHAPE}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cn_buf b = test_hex_str(bad[i].hex);
        cn_cbor_reader r;
        cn_model_decimal d;
        cn_cbor_reader_init(&r, cn_buf_span(&b));
        assert_status(cn_model_get_decimal(&r, &d), bad[i].status);
        cn_buf_free(&b);
    }
}

static void takes_zeros_off_before_powers_of_ten(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_model_decimal d = {-500, -2};
    assert_status(cn_model_put_decimal(&b, &d), CARNET_OK);
    assert_hex(&b, "822423"); /* -5 * 10^4 */
    cn_buf_cut(&b, 0);
    d = (cn_model_decimal){0, -2};
    assert_status(cn_model_put_decimal(&b, &d), CARNET_OK);
    assert_hex(&b, "00");
    cn_buf_cut(&b, 0);
    d = (cn_model_decimal){1, -10};
    assert_status(cn_model_put_decimal(&b, &d), CARNET_RECORD_DECIMAL);
    d = (cn_model_decimal){1, 10};
    assert_status(cn_model_put_decimal(&b, &d), CARNET_RECORD_DECIMAL);
    d = (cn_model_decimal){CN_MODEL_MANTISSA_MAX + 1, 0};
    assert_status(cn_model_put_decimal(&b, &d), CARNET_RECORD_DECIMAL);
    d = (cn_model_decimal){INT64_MIN, 0};
    assert_status(cn_model_put_decimal(&b, &d), CARNET_RECORD_DECIMAL);
    assert_int_equal(b.len, 0);
    cn_buf_free(&b);
}

/* ---- quantities ---- */

static carnet_status get_quantity(const char *hex, int32_t usual,
                                  cn_model_quantity *q)
{
    cn_buf b = test_hex_str(hex);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    carnet_status status = cn_model_get_quantity(&r, usual, q);
    q->unit = cn_span_of(NULL, 0); /* may have been lent by b */
    cn_buf_free(&b);
    return status;
}

static void leaves_the_usual_unit_out(void **state)
{
    (void)state;
    cn_model_quantity q;
    assert_string_equal(cn_model_unit_get(0), "mg");
    assert_status(get_quantity("05", 0, &q), CARNET_OK);
    assert_string_equal(q.unit_text, "mg");
    assert_status(get_quantity("820501", 0, &q), CARNET_OK);
    assert_string_equal(q.unit_text, cn_model_unit_get(1));
    assert_status(get_quantity("820500", -1, &q), CARNET_OK);
    assert_status(get_quantity("83051801f6", 0, &q), CARNET_CBOR_SHORTEST);
    assert_status(get_quantity("830504f6", 0, &q), CARNET_OK);
    assert_string_equal(q.unit_text, "mg");
    assert_status(get_quantity("83050401", 0, &q), CARNET_OK);
    assert_status(get_quantity("8205"
                               "677b676c6173737d",
                               0, &q),
                  CARNET_OK);
    assert_null(q.unit_text);
    /* usual, but written */
    assert_status(get_quantity("820500", 0, &q), CARNET_RECORD_FORM);
    assert_status(get_quantity("83050400", 0, &q), CARNET_RECORD_FORM);
    /* listed, but spelled */
    assert_status(get_quantity("8205626d67", 0, &q), CARNET_RECORD_FORM);
    assert_status(get_quantity("8205626d67", 1, &q), CARNET_RECORD_FORM);
    /* short, but in three */
    assert_status(get_quantity("830500f6", 0, &q), CARNET_RECORD_FORM);
    /* no usual unit, none written */
    assert_status(get_quantity("05", -1, &q), CARNET_RECORD_UNIT);
    assert_status(get_quantity("830504f6", -1, &q), CARNET_RECORD_UNIT);
    assert_status(get_quantity("82051903e7", 0, &q), CARNET_RECORD_UNIT);
    assert_status(get_quantity("820563666f6f", 0, &q), CARNET_RECORD_UNIT);
    assert_status(get_quantity("8205f6", 0, &q), CARNET_CBOR_TYPE);
    assert_status(get_quantity("8105", 0, &q), CARNET_CBOR_SHAPE);
    assert_status(get_quantity("8405040404", 0, &q), CARNET_CBOR_SHAPE);
    assert_status(get_quantity("6135", 0, &q), CARNET_CBOR_TYPE);
}

static void puts_quantities_with_and_without_unit(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_model_decimal d = {5, 0};
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str(""), 0), CARNET_OK);
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str("mg"), 0),
                  CARNET_OK);
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str("mg"), 1),
                  CARNET_OK);
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str("{glass}"), 1),
                  CARNET_OK);
    d.scale = 4;
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str(""), 0), CARNET_OK);
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str("mg"), 1),
                  CARNET_OK);
    assert_hex(&b, "05"
                   "05"
                   "820500"
                   "8205677b676c6173737d"
                   "830504f6"
                   "83050400");
    size_t len = b.len;
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str(""), -1),
                  CARNET_RECORD_UNIT);
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str("foo"), 0),
                  CARNET_RECORD_UNIT);
    /* The longest, which ends where what it is copied to does. */
    const char *longest =
        "mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.mg.m";
    assert_int_equal(strlen(longest), CN_MODEL_UNIT_MAX);
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str(longest), -1),
                  CARNET_OK);
    b.len = len;
    d.scale = 99;
    assert_status(cn_model_put_quantity(&b, &d, cn_span_str("mg"), 0),
                  CARNET_RECORD_DECIMAL);
    assert_int_equal(b.len, len);
    cn_buf_free(&b);
}

/* ---- dates ---- */

static carnet_status get_date(const char *hex, cn_model_date *d)
{
    cn_buf b = test_hex_str(hex);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    carnet_status status = cn_model_get_date(&r, TEST_DAY, TEST_DAY, d);
    if (status == CARNET_OK) {
        cn_buf again;
        cn_buf_init(&again);
        assert_status(cn_model_put_date(&again, d, TEST_DAY), CARNET_OK);
        assert_span(cn_buf_span(&again), b.data, b.len);
        cn_buf_free(&again);
    }
    cn_buf_free(&b);
    return status;
}

static void reads_dates_of_every_precision(void **state)
{
    (void)state;
    cn_model_date d;
    assert_status(get_date("00", &d), CARNET_OK);
    assert_int_equal(d.days, TEST_DAY);
    assert_int_equal(d.precision, CARNET_DATE_DAY);
    assert_status(get_date("26", &d), CARNET_OK);
    assert_int_equal(d.days, TEST_DAY - 7);
    assert_status(get_date("8107", &d), CARNET_RECORD_DATE); /* year 0 */
    assert_status(get_date("811966df", &d), CARNET_OK);      /* 26335 */
    assert_int_equal(d.year, 2025);
    assert_int_equal(d.month, 10);
    assert_int_equal(d.precision, CARNET_DATE_MONTH);
    assert_false(d.estimated);
    assert_status(get_date("8119"
                           "66d5",
                           &d),
                  CARNET_OK); /* 13 * 2025 */
    assert_int_equal(d.precision, CARNET_DATE_YEAR);
    assert_status(get_date("821966d5f6", &d), CARNET_OK);
    assert_true(d.estimated);
    assert_status(get_date("8226f5", &d), CARNET_OK);
    assert_true(d.estimated);
    assert_int_equal(d.days, TEST_DAY - 7);
    /* 10:30 at +02:00 is 08:30Z */
    assert_status(get_date("821901fe1878", &d), CARNET_OK);
    assert_int_equal(d.precision, CARNET_DATE_MINUTE);
    assert_int_equal(d.minutes, (int64_t)TEST_DAY * 1440 + 510);
    assert_int_equal(d.offset, 120);
    assert_int_equal(d.days, TEST_DAY);
    /* 23:30Z is the next day at +01:00 */
    assert_status(get_date("82190582183c", &d), CARNET_OK);
    assert_int_equal(d.days, TEST_DAY + 1);
}

static void refuses_dates_that_do_not_exist(void **state)
{
    (void)state;
    static const reading bad[] = {
        {"1a002c7070", CARNET_RECORD_DATE}, /* after 9999-12-31 */
        {"3a000b496b", CARNET_RECORD_DATE}, /* before 0001-01-01 */
        {"1bffffffffffffffff", CARNET_RECORD_DATE},
        {"1b7fffffffffffffff", CARNET_RECORD_DATE},
        {"820019034"
         "9",
         CARNET_RECORD_DATE},               /* offset 841 */
        {"8200390348", CARNET_RECORD_DATE}, /* offset -841 */
        {"821b000000fffffffff000", CARNET_RECORD_DATE},
        {"8101", CARNET_RECORD_DATE},
        {"8120", CARNET_RECORD_DATE},
        {"810c", CARNET_RECORD_DATE},         /* December of year 0 */
        {"811a0001fbd0", CARNET_RECORD_DATE}, /* 13 * 10000 */
        {"8200f4", CARNET_CBOR_TYPE},
        {"80", CARNET_CBOR_SHAPE},
        {"83000000", CARNET_CBOR_SHAPE},
        {"6130", CARNET_CBOR_TYPE}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cn_model_date d;
        assert_status(get_date(bad[i].hex, &d), bad[i].status);
    }
}

/* Status of a minute that is before 0001-01-01 or after 9999-12-31 by beyond
   minutes in UTC, at an offset. */
static carnet_status get_minute_beyond(int64_t day, int64_t beyond,
                                       int64_t offset)
{
    cn_buf b;
    cn_cbor_reader r;
    cn_model_date d;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 2);
    cn_cbor_put_int(&b, (day - TEST_DAY) * CN_DAY_MINUTES + beyond);
    cn_cbor_put_int(&b, offset);
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    carnet_status status = cn_model_get_date(&r, TEST_DAY, TEST_DAY, &d);
    cn_buf_free(&b);
    return status;
}

static void refuses_minutes_outside_the_calendar_here_or_in_utc(void **state)
{
    (void)state;
    const int64_t end = (int64_t)CN_LIMIT_DAY + 1;
    assert_status(get_minute_beyond(CN_DAY_MIN, 0, 60), CARNET_OK);
    assert_status(get_minute_beyond(CN_DAY_MIN, -1, 60),
                  CARNET_RECORD_DATE); /* a day there, none in UTC */
    assert_status(get_minute_beyond(CN_DAY_MIN, 0, -1),
                  CARNET_RECORD_DATE); /* the other way round */
    assert_status(get_minute_beyond(end, -1, -60), CARNET_OK);
    assert_status(get_minute_beyond(end, 0, -60), CARNET_RECORD_DATE);
    assert_status(get_minute_beyond(end, -1, 1), CARNET_RECORD_DATE);
}

static void reads_the_first_and_last_of_days_and_months(void **state)
{
    (void)state;
    cn_model_date d;
    assert_status(get_date("1a002c706f", &d), CARNET_OK); /* 9999-12-31 */
    assert_int_equal(d.days, CN_LIMIT_DAY);
    assert_status(get_date("3a000b496a", &d), CARNET_OK); /* 0001-01-01 */
    assert_int_equal(d.days, cn_days_from_date(1, 1, 1));
    assert_status(get_date("810d", &d), CARNET_OK);
    assert_int_equal(d.year, 1);
    assert_int_equal(d.month, 0);
    assert_status(get_date("811a0001fbcf", &d), CARNET_OK);
    assert_int_equal(d.year, 9999);
    assert_int_equal(d.month, 12);
}

static void puts_no_date_that_does_not_exist(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_model_date d;
    memset(&d, 0, sizeof d);
    d.days = INT32_MAX;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    d.precision = CARNET_DATE_MONTH;
    d.year = 2020;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    d.month = 13;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    d.precision = CARNET_DATE_YEAR;
    d.year = 10000;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    d.precision = CARNET_DATE_MINUTE;
    d.offset = 841;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    d.offset = 0;
    d.estimated = true;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    d.estimated = false;
    d.minutes = INT64_C(1) << 50;
    assert_status(cn_model_put_date(&b, &d, 0), CARNET_RECORD_DATE);
    assert_int_equal(b.len, 0);
    cn_buf_free(&b);
}

static void counts_an_end_from_its_base(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_model_date d;
    memset(&d, 0, sizeof d);
    d.days = TEST_DAY + 83;
    cn_buf base = test_hex_str("26");        /* a week before issue */
    cn_buf month = test_hex_str("811966df"); /* 2025-10 */
    cn_buf none = test_hex_str("f6");
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&base)),
                  CARNET_OK);
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&month)),
                  CARNET_OK);
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&none)),
                  CARNET_OK);
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_span_of(NULL, 0)),
                  CARNET_OK);
    d.days = TEST_DAY - 7;
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&base)),
                  CARNET_OK);
    assert_hex(&b, "185a"
                   "1853"
                   "1853"
                   "1853"
                   "00");
    d.days = TEST_DAY - 8;
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&base)),
                  CARNET_RECORD_DATE);
    d.days = TEST_DAY - 900; /* before October 2025 */
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&month)),
                  CARNET_RECORD_DATE);
    d.precision = CARNET_DATE_YEAR;
    d.year = 2025; /* may be after it */
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&month)),
                  CARNET_OK);
    d.year = 2024;
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&month)),
                  CARNET_RECORD_DATE);
    d.estimated = true;
    assert_status(cn_model_put_end(&b, &d, TEST_DAY, cn_buf_span(&month)),
                  CARNET_OK);
    cn_buf_free(&base);
    cn_buf_free(&month);
    cn_buf_free(&none);
    cn_buf_free(&b);
}

static void knows_first_and_last_day_of_a_partial_date(void **state)
{
    (void)state;
    cn_model_date d;
    int32_t first = 0;
    int32_t last = 0;
    memset(&d, 0, sizeof d);
    d.precision = CARNET_DATE_MONTH;
    static const int32_t lengths[] = {31, 29, 31, 30, 31, 30,
                                      31, 31, 30, 31, 30, 31};
    for (d.year = 2024, d.month = 1; d.month <= 12; d.month++) {
        cn_model_date_span(&d, &first, &last);
        assert_int_equal(last - first + 1, lengths[d.month - 1]);
    }
    d.precision = CARNET_DATE_YEAR;
    cn_model_date_span(&d, &first, &last);
    assert_int_equal(last - first + 1, 366);
}

/* ---- codes ---- */

static carnet_status get_code(const cn_model_field *f, const char *hex,
                              cn_model_code *c, cn_buf *b)
{
    *b = test_hex_str(hex);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(b));
    carnet_status status = cn_model_get_code(&r, f, c);
    if (status == CARNET_OK) {
        assert_true(cn_cbor_at_end(&r));
        cn_buf again;
        cn_buf_init(&again);
        assert_status(cn_model_put_code(&again, f, c), CARNET_OK);
        assert_span(cn_buf_span(&again), b->data, b->len);
        cn_buf_free(&again);
    }
    return status;
}

static void assert_code(const char *hex, carnet_status status, int32_t system,
                        const char *text)
{
    const cn_model_field *f =
        field(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE);
    cn_model_code c;
    cn_buf b;
    assert_status(get_code(f, hex, &c, &b), status);
    if (status == CARNET_OK && text != NULL) {
        assert_int_equal(c.codings[0].system, system);
        assert_string_equal(c.codings[0].code, text);
        assert_int_equal(c.codings[0].code_len, strlen(text));
    }
    cn_buf_free(&b);
}

static void reads_codes_in_their_one_form(void **state)
{
    (void)state;
    const cn_model_listed *first = cn_model_list_get(CN_LIST_CONDITIONS, 0);
    uint32_t packed = 0;
    assert_true(
        cn_model_pack(CN_SYSTEM_ICD10, cn_span_str(first->code), &packed));
    assert_code("00", CARNET_OK, CN_SYSTEM_ICD10, first->code);
    /* A00.00, which no list has, is 28600 packed: 1024 + 28600 */
    assert_code("1973b8", CARNET_OK, CN_SYSTEM_ICD10, "A00.00");
    assert_code("8219"
                "73b8"
                "6178",
                CARNET_OK, CN_SYSTEM_ICD10, "A00.00");
    assert_code("6178", CARNET_OK, 0, NULL); /* words alone */
    assert_code("81"
                "8201"
                "6435413131",
                CARNET_OK, CN_SYSTEM_ICD11, "5A11");
    assert_code("81"
                "8302"
                "1a0003f921"
                "6178",
                CARNET_OK, CN_SYSTEM_SNOMED, "260385009");
    assert_code("81"
                "82"
                "66"
                "75726e3a7a31"
                "612a",
                CARNET_OK, -1, "*");
    /* what is wrong with it */
    assert_code("1903ff", CARNET_RECORD_CODE, 0, NULL);     /* past the list */
    assert_code("1a00046b58", CARNET_RECORD_CODE, 0, NULL); /* 288600 + .. */
    assert_code("1bffffffffffffffff", CARNET_RECORD_CODE, 0, NULL);
    assert_code("811973b8", CARNET_RECORD_FORM, 0, NULL); /* bare in array */
    assert_code("81820"
                "0196fb8",
                CARNET_RECORD_FORM, 0, NULL);
    assert_code("80", CARNET_CBOR_SHAPE, 0, NULL);
    assert_code("f6", CARNET_CBOR_TYPE, 0, NULL);
    assert_code("816178", CARNET_CBOR_TYPE, 0, NULL);
    assert_code("82"
                "1973b8"
                "1973b8",
                CARNET_RECORD_TWICE, 0, NULL);
    assert_code("82"
                "1973b8"
                "6120",
                CARNET_RECORD_TEXT, 0, NULL);
    assert_code("85"
                "1973b8"
                "1973b9"
                "1973ba"
                "1973bb"
                "1973bc",
                CARNET_RECORD_TOO_LONG, 0, NULL);
    assert_code("81"
                "82"
                "08"
                "6178",
                CARNET_RECORD_SYSTEM, 0, NULL);
    assert_code("81"
                "82"
                "6178"
                "6178",
                CARNET_RECORD_SYSTEM, 0, NULL);
    assert_code("81"
                "82"
                "70"
                "687474703a2f2f6c6f696e632e6f7267"
                "6178",
                CARNET_RECORD_FORM, 0,
                NULL); /* http://loinc.org has an index */
    assert_code("81"
                "82"
                "01"
                "6178",
                CARNET_RECORD_CODE, 0, NULL);
    assert_code("81"
                "82"
                "01"
                "05",
                CARNET_RECORD_CODE, 0, NULL);
    assert_code("81"
                "82"
                "05"
                "65"
                "3731382d37",
                CARNET_RECORD_FORM, 0, NULL); /* 718-7 in letters */
}

static void writes_the_index_of_a_listed_code(void **state)
{
    (void)state;
    const cn_model_field *f =
        field(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE);
    const cn_model_listed *first = cn_model_list_get(CN_LIST_CONDITIONS, 0);
    uint32_t packed = 0;
    assert_true(
        cn_model_pack(CN_SYSTEM_ICD10, cn_span_str(first->code), &packed));
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_uint(&b,
                     CN_MODEL_LISTED_MAX + packed); /* packed all the same */
    cn_cbor_reader r;
    cn_model_code c;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_status(cn_model_get_code(&r, f, &c), CARNET_RECORD_FORM);
    cn_buf_cut(&b, 0);
    cn_cbor_put_array(&b, 1);
    cn_cbor_put_array(&b, 2);
    cn_cbor_put_uint(&b, CN_SYSTEM_ICD10);
    cn_cbor_put_uint(&b, packed);
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_status(cn_model_get_code(&r, f, &c), CARNET_RECORD_FORM);
    cn_buf_free(&b);
}

/* [[system, id, "x"]] */
static void put_labelled(cn_buf *b, const cn_model_listed *code)
{
    uint8_t letters[CN_MODEL_PACKED_MAX];
    uint32_t packed = 0;
    cn_cbor_put_array(b, 1);
    cn_cbor_put_array(b, 3);
    cn_cbor_put_uint(b, code->system);
    if (cn_model_pack(code->system, cn_span_str(code->code), &packed)) {
        cn_cbor_put_uint(b, packed);
        cn_cbor_put_text(b, cn_span_str("x"));
        return;
    }
    size_t len = cn_model_pack_label(cn_span_str(code->code), letters);
    if (len != 0) {
        cn_cbor_put_bytes(b, cn_span_of(letters, len));
    } else {
        cn_cbor_put_text(b, cn_span_str(code->code));
    }
    cn_cbor_put_text(b, cn_span_str("x"));
}

/* A label beside code i of the list of f is refused, and not written. */
static void assert_unlabelled(const cn_model_field *f, uint64_t i)
{
    const cn_model_listed *listed = cn_model_list_get(f->b, i);
    cn_model_code c;
    cn_cbor_reader r;
    cn_buf b;
    cn_buf_init(&b);
    put_labelled(&b, listed);
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_status(cn_model_get_code(&r, f, &c), CARNET_RECORD_FORM);
    cn_buf_cut(&b, 0);
    memset(&c, 0, sizeof c);
    c.num = 1;
    c.codings[0].system = listed->system;
    c.codings[0].code_len = strlen(listed->code);
    strcpy(c.codings[0].code, listed->code);
    c.codings[0].label = cn_span_str("x");
    assert_status(cn_model_put_code(&b, f, &c), CARNET_OK);
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_int_equal(cn_cbor_get_uint(&r, UINT64_MAX), i);
    assert_true(r.status == CARNET_OK && cn_cbor_at_end(&r));
    cn_buf_free(&b);
}

static void refuses_a_label_beside_a_listed_code(void **state)
{
    (void)state;
    static const uint8_t fields[][2] = {
        {CARNET_KIND_CONDITION, CARNET_CONDITION_CODE}, /* packed codes */
        {CARNET_KIND_ALERT, CARNET_ALERT_WHAT}};        /* in letters */
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const cn_model_field *f = field(fields[i][0], fields[i][1]);
        size_t num = 0;
        while (cn_model_list_get(f->b, num) != NULL) {
            assert_unlabelled(f, num++);
        }
        assert_true(num > 30);
    }
}

static void puts_no_code_that_can_not_be(void **state)
{
    (void)state;
    const cn_model_field *f =
        field(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE);
    cn_buf b;
    cn_buf_init(&b);
    cn_model_code c;
    memset(&c, 0, sizeof c);
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_CODE);
    c.num = 5;
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_TOO_LONG);
    c.num = 1;
    c.codings[0].system = CN_SYSTEM_ICD10;
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_TEXT);
    strcpy(c.codings[0].code, "nope");
    c.codings[0].code_len = 4;
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_CODE);
    c.codings[0].system = -1;
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_SYSTEM);
    c.codings[0].uri = cn_span_str("urn:x");
    assert_status(cn_model_put_code(&b, f, &c), CARNET_OK);
    cn_buf_cut(&b, 0);
    c.codings[0].label = cn_span_str(" x");
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_TEXT);
    c.codings[0].label = cn_span_str("x");
    c.codings[1] = c.codings[0];
    c.num = 2;
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_TWICE);
    /* a URI that stands for a listed system is that system */
    c.codings[0].system = CN_SYSTEM_ATC;
    c.codings[1].uri = cn_span_str("http://www.whocc.no/atc");
    strcpy(c.codings[0].code, "N02B");
    strcpy(c.codings[1].code, "N02B");
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_TWICE);
    c.words = cn_span_str("\n");
    c.num = 1;
    assert_status(cn_model_put_code(&b, f, &c), CARNET_RECORD_TEXT);
    assert_int_equal(b.len, 0);
    cn_buf_free(&b);
}

/* ---- plain encoders ---- */

static void puts_only_what_the_field_can_hold(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    const cn_model_field *times =
        field(CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_TIMES_A_DAY);
    assert_status(cn_model_put_int(&b, times, 0), CARNET_RECORD_RANGE);
    assert_status(cn_model_put_int(&b, times, 25), CARNET_RECORD_RANGE);
    const cn_model_field *sex = field(CARNET_KIND_DETAILS, CARNET_DETAILS_SEX);
    assert_status(cn_model_put_enum(&b, sex, 4), CARNET_RECORD_ENUM);
    const cn_model_field *id =
        field(CARNET_KIND_DETAILS, CARNET_DETAILS_PASSPORT_ID);
    assert_status(cn_model_put_bytes(&b, id, cn_span_str("1234567")),
                  CARNET_RECORD_RANGE);
    assert_status(cn_model_put_bytes(&b, id, cn_span_str("12345678901234567")),
                  CARNET_RECORD_TOO_LONG);
    assert_status(cn_model_put_ref(&b, 3, 0), CARNET_RECORD_REFERENCE);
    assert_status(cn_model_put_ref(&b, 0, 256), CARNET_RECORD_REFERENCE);
    const cn_model_field *note = field(CARNET_KIND_DETAILS, CARNET_FIELD_NOTE);
    assert_status(cn_model_put_text(&b, note, cn_span_str("a\tb")),
                  CARNET_RECORD_TEXT);
    const cn_model_field *country =
        field(CARNET_KIND_DETAILS, CARNET_DETAILS_BIRTH_COUNTRY);
    assert_status(cn_model_put_label(&b, country, cn_span_str("zz")),
                  CARNET_RECORD_CODE);
    assert_int_equal(b.len, 0);
    assert_status(cn_model_put_int(&b, times, 24), CARNET_OK);
    assert_status(cn_model_put_enum(&b, sex, 3), CARNET_OK);
    assert_status(cn_model_put_bytes(&b, id, cn_span_str("12345678")),
                  CARNET_OK);
    assert_status(cn_model_put_ref(&b, 2, 255), CARNET_OK);
    cn_model_put_leaf(&b, (const uint8_t *)"abcd");
    cn_model_put_absent(&b, CARNET_ABSENT_NONE);
    cn_model_put_absent(&b, CARNET_ABSENT_NOT_ASKED);
    cn_model_put_absent(&b, CARNET_ABSENT_REFUSED);
    assert_hex(&b, "1818"
                   "03"
                   "483132333435363738"
                   "1902ff"
                   "4461626364"
                   "f4f6f5");
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_labels_by_the_smallest_alphabet),
        cmocka_unit_test(packs_no_label_that_would_not_shrink),
        cmocka_unit_test(packs_every_script_and_unpacks_it),
        cmocka_unit_test(takes_only_what_packing_gives),
        cmocka_unit_test(refuses_packed_labels_in_another_form),
        cmocka_unit_test(refuses_text_with_controls_or_outer_spaces),
        cmocka_unit_test(reads_labels_in_their_one_form),
        cmocka_unit_test(reads_decimals_in_their_one_form),
        cmocka_unit_test(refuses_decimals_in_another_form),
        cmocka_unit_test(takes_zeros_off_before_powers_of_ten),
        cmocka_unit_test(leaves_the_usual_unit_out),
        cmocka_unit_test(puts_quantities_with_and_without_unit),
        cmocka_unit_test(reads_dates_of_every_precision),
        cmocka_unit_test(refuses_dates_that_do_not_exist),
        cmocka_unit_test(refuses_minutes_outside_the_calendar_here_or_in_utc),
        cmocka_unit_test(reads_the_first_and_last_of_days_and_months),
        cmocka_unit_test(puts_no_date_that_does_not_exist),
        cmocka_unit_test(counts_an_end_from_its_base),
        cmocka_unit_test(knows_first_and_last_day_of_a_partial_date),
        cmocka_unit_test(reads_codes_in_their_one_form),
        cmocka_unit_test(writes_the_index_of_a_listed_code),
        cmocka_unit_test(refuses_a_label_beside_a_listed_code),
        cmocka_unit_test(puts_no_code_that_can_not_be),
        cmocka_unit_test(puts_only_what_the_field_can_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
