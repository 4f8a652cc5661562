/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The alphabets of packed labels, each character by the digit that
 * docs/spec/format.md section 6.1 gives it.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"

enum {
    ALPHABETS = 8
};

/* First to last of some characters that follow each other, by code point. */
typedef struct {
    uint16_t first, last;
} row;

typedef struct {
    const char *begin; /* of a label that no smaller alphabet has */
    uint64_t radix;
    row rows[14]; /* the rest zero */
} alphabet;

static const alphabet alphabets[ALPHABETS] = {
    {"111111", 10, {{'0', '9'}}},
    {"Aaaaaa",
     30,
     {{' ', ' '}, {'a', 'z'}, {'\'', '\''}, {'-', '-'}, {'.', '.'}}},
    {"A1AAAA",
     42,
     {{' ', ' '},
      {'-', '-'},
      {'/', '/'},
      {'.', '.'},
      {':', ':'},
      {'+', '+'},
      {'0', '9'},
      {'A', 'Z'}}},
    {"aA1aaa",
     73,
     {{' ', ' '},
      {'-', '-'},
      {'/', '/'},
      {'.', '.'},
      {':', ':'},
      {'+', '+'},
      {'\'', '\''},
      {'(', '('},
      {')', ')'},
      {',', ','},
      {'&', '&'},
      {'0', '9'},
      {'A', 'Z'},
      {'a', 'z'}}},
    {"\xd9\x84\xd9\x84\xd9\x84",
     50,
     {{' ', ' '},
      {'-', '-'},
      {0x621, 0x64a},
      {0x67e, 0x67e},
      {0x686, 0x686},
      {0x698, 0x698},
      {0x6a9, 0x6a9},
      {0x6af, 0x6af},
      {0x6cc, 0x6cc}}},
    {"\xd0\x90\xd0\x90\xd0\x90",
     99,
     {{' ', ' '}, {'-', '-'}, {'\'', '\''}, {'.', '.'}, {0x401, 0x45f}}},
    {"\xce\x91\xce\x91\xce\x91",
     77,
     {{' ', ' '}, {'-', '-'}, {'\'', '\''}, {'.', '.'}, {0x386, 0x3ce}}},
    {"\xe1\x88\xb0\xe1\x88\xb0\xe1\x88\xb0",
     349,
     {{' ', ' '}, {'-', '-'}, {0x1200, 0x135a}}}};

/* A label of this beginning and one character more. */
static cn_span label_of(uint8_t out[CN_MODEL_LABEL_MAX], const char *begin,
                        int32_t c)
{
    size_t len = strlen(begin);
    memcpy(out, begin, len);
    return cn_span_of(out, len + cn_utf8_put(out + len, c));
}

/* The number that a packed label is; 0 where there is none. */
static uint64_t number_of(cn_span label)
{
    uint8_t packed[CN_MODEL_PACKED_MAX];
    uint64_t n = 0;
    size_t len = cn_model_pack_label(label, packed);
    assert_true(len <= sizeof n);
    for (size_t i = 0; i < len; i++) {
        n = n << 8 | packed[i];
    }
    return n;
}

static void assert_unpacks(cn_span label)
{
    uint8_t packed[CN_MODEL_PACKED_MAX];
    uint8_t text[CN_MODEL_LABEL_MAX];
    size_t len = cn_model_pack_label(label, packed);
    size_t text_len = cn_model_unpack_label(cn_span_of(packed, len), text);
    assert_span(cn_span_of(text, text_len), label.data, label.len);
}

static void each_character_has_its_digit(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < ALPHABETS; k++) {
        const alphabet *a = &alphabets[k];
        uint8_t text[CN_MODEL_LABEL_MAX];
        uint64_t first =
            number_of(label_of(text, a->begin, (int32_t)a->rows[0].first));
        uint64_t digit = 0;
        assert_int_equal(first % 8, k);
        assert_int_equal(first / 8 % a->radix, 0);
        for (const row *r = a->rows; r < a->rows + 14 && r->first != 0; r++) {
            for (int32_t c = r->first; c <= r->last; c++, digit++) {
                cn_span label = label_of(text, a->begin, c);
                assert_int_equal(number_of(label), first + 8 * digit);
                assert_unpacks(label);
            }
        }
        assert_int_equal(digit, a->radix);
    }
}

static bool has(const alphabet *a, int32_t c)
{
    for (const row *r = a->rows; r < a->rows + 14 && r->first != 0; r++) {
        if (c >= r->first && c <= r->last) {
            return true;
        }
    }
    return false;
}

/* Of all characters that the first planes have: what an alphabet lacks is
   packed by a greater one that has it and the label's beginning, or not at all.
 */
static void a_character_that_an_alphabet_lacks_is_not_packed_by_it(void **state)
{
    (void)state;
    for (size_t k = 0; k < ALPHABETS; k++) {
        for (int32_t c = ' '; c < 0x1400; c++) {
            uint8_t text[CN_MODEL_LABEL_MAX];
            uint64_t n = number_of(label_of(text, alphabets[k].begin, c));
            if (n != 0 && n % 8 == k) {
                assert_true(has(&alphabets[k], c));
            } else {
                assert_false(has(&alphabets[k], c));
            }
        }
    }
}

/* In the alphabet of words the case follows from the place. */
static void a_word_begins_behind_whatever_is_no_letter(void **state)
{
    (void)state;
    static const char *const words[] = {"Anna Zz", "Zoza Aa", "Anna'Bo",
                                        "Anna-Bo", "Anna.Bo"};
    static const char *const others[] = {"anna Bob", "Anna bob", "ANna Bob",
                                         "AnnaBobo", "Anna bOb"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_int_equal(number_of(cn_span_str(words[i])) % 8, 1);
        assert_unpacks(cn_span_str(words[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(number_of(cn_span_str(others[i])) % 8, 3);
        assert_unpacks(cn_span_str(others[i]));
    }
}

/* Of 48 characters in the alphabet of most digits the number has all its bytes;
   one character more is none. */
static void a_packed_label_has_48_characters_at_most(void **state)
{
    (void)state;
    uint8_t text[CN_MODEL_LABEL_MAX];
    uint8_t packed[CN_MODEL_PACKED_MAX];
    size_t len = 0;
    for (size_t i = 0; i < CN_MODEL_PACKED_CHARS; i++) {
        len += cn_utf8_put(text + len, 0x135a); /* the last of all */
    }
    /* log2(349) * 48 + 3 bits, and a mark before them */
    assert_int_equal(cn_model_pack_label(cn_span_of(text, len), packed), 52);
    assert_unpacks(cn_span_of(text, len));
    len += cn_utf8_put(text + len, 0x135a);
    assert_int_equal(cn_model_pack_label(cn_span_of(text, len), packed), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_character_has_its_digit),
        cmocka_unit_test(
            a_character_that_an_alphabet_lacks_is_not_packed_by_it),
        cmocka_unit_test(a_word_begins_behind_whatever_is_no_letter),
        cmocka_unit_test(a_packed_label_has_48_characters_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
