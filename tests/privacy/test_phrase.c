/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Phrases: each is its own, has the bits that it must, and shows every single
 * wrong character and every swap; what hands and eyes confuse is mended; what
 * carnet did not make is refused.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "privacy/privacy.h"

#include <sys/random.h>

#define ALPHABET "0123456789ACFHJKMPRTWXY"
#define RADIX (sizeof ALPHABET - 1)
#define WRITTEN 19

/* Numbers that are drawn instead of the system's, while there are any; then,
   where nothing is to be given, none. */
static const uint8_t *script;
static size_t script_len;
static bool gives_nothing;

/* In place of the system's, which the linker takes for the library's calls. */
int getentropy(void *out, size_t len);
int getentropy(void *out, size_t len)
{
    if (script_len > 0) {
        assert_int_equal(len, sizeof(uint32_t));
        /* Above those that are drawn again. */
        uint32_t number = (uint32_t)RADIX * 1000 + *script;
        memcpy(out, &number, len);
        script++;
        script_len--;
        return 0;
    }
    return gives_nothing || getrandom(out, len, 0) != (ssize_t)len ? -1 : 0;
}

/* A new phrase without its hyphens, and a zero. */
static void make(char out[CN_PRIVACY_PHRASE_CHARS + 1])
{
    cn_buf b;
    size_t num = 0;
    cn_buf_init(&b);
    assert_status(cn_privacy_phrase_new(&b), CARNET_OK);
    assert_int_equal(b.len, WRITTEN);
    for (size_t i = 0; i < b.len; i++) {
        if (i % 5 == 4) {
            assert_int_equal(b.data[i], '-');
        } else {
            assert_non_null(strchr(ALPHABET, b.data[i]));
            out[num++] = (char)b.data[i];
        }
    }
    out[num] = '\0';
    cn_buf_free(&b);
}

static carnet_status read_as(const char *typed, char *out)
{
    uint8_t secret[CN_PRIVACY_PHRASE_SECRET];
    carnet_status status = cn_privacy_phrase_read(secret, cn_span_str(typed));
    if (status == CARNET_OK && out != NULL) {
        memcpy(out, secret, sizeof secret);
        out[sizeof secret] = '\0';
    }
    return status;
}

static void assert_reads(const char *typed, const char *phrase)
{
    char out[CN_PRIVACY_PHRASE_CHARS + 1] = "";
    assert_status(read_as(typed, out), CARNET_OK);
    assert_memory_equal(out, phrase, CN_PRIVACY_PHRASE_SECRET);
}

/* 15 characters of 23 are 67 bits; each of them comes up everywhere. */
static void a_phrase_has_64_bits_and_every_character_comes_up(void **state)
{
    (void)state;
    size_t seen[CN_PRIVACY_PHRASE_SECRET][RADIX] = {{0}};
    double count = 1;
    for (size_t i = 0; i < CN_PRIVACY_PHRASE_SECRET; i++) {
        count *= (double)RADIX;
    }
    assert_true(count > 18446744073709551616.0);
    for (size_t n = 0; n < 4000; n++) {
        char phrase[CN_PRIVACY_PHRASE_CHARS + 1];
        make(phrase);
        for (size_t i = 0; i < CN_PRIVACY_PHRASE_SECRET; i++) {
            seen[i][strchr(ALPHABET, phrase[i]) - ALPHABET]++;
        }
    }
    for (size_t i = 0; i < CN_PRIVACY_PHRASE_SECRET; i++) {
        for (size_t c = 0; c < RADIX; c++) { /* 174 are due; 8 sigma */
            assert_in_range(seen[i][c], 70, 280);
        }
    }
}

/* Of many phrases all changes of one character, and all swaps of any two. */
static void every_wrong_character_and_every_swap_shows(void **state)
{
    (void)state;
    for (size_t n = 0; n < 300; n++) {
        char phrase[CN_PRIVACY_PHRASE_CHARS + 1];
        make(phrase);
        for (size_t i = 0; i < CN_PRIVACY_PHRASE_CHARS; i++) {
            char was = phrase[i];
            for (size_t c = 0; c < RADIX; c++) {
                phrase[i] = ALPHABET[c];
                bool bare = strspn(phrase, "0123456789") == strlen(phrase);
                assert_status(read_as(phrase, NULL),
                              phrase[i] == was ? CARNET_OK
                              : bare           ? CARNET_PRIVACY_PHRASE
                                               : CARNET_PRIVACY_MISTYPED);
            }
            phrase[i] = was;
            for (size_t k = 0; k < i; k++) {
                phrase[i] = phrase[k];
                phrase[k] = was;
                assert_status(read_as(phrase, NULL),
                              phrase[i] == was ? CARNET_OK
                                               : CARNET_PRIVACY_MISTYPED);
                phrase[k] = phrase[i];
                phrase[i] = was;
            }
        }
    }
}

/* Not by luck of those phrases: of each place all pairs of characters, in the
   sum that the specification gives. */
static void the_sum_tells_all_pairs_of_all_places_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < CN_PRIVACY_PHRASE_CHARS; i++) {
        for (size_t a = 0; a < RADIX; a++) {
            for (size_t b = 0; b < RADIX; b++) {
                size_t w = i + 4;
                assert_int_equal(w * a % RADIX == w * b % RADIX, a == b);
                for (size_t k = 0; k < i; k++) {
                    size_t v = k + 4;
                    assert_int_equal((w * a + v * b) % RADIX ==
                                         (w * b + v * a) % RADIX,
                                     a == b);
                }
            }
        }
    }
}

static void the_worked_example_of_the_specification_reads(void **state)
{
    (void)state;
    static const char secret[] = "0123456789ACFHJ";
    for (size_t c = 0; c < RADIX; c++) {
        char typed[CN_PRIVACY_PHRASE_CHARS + 1];
        memcpy(typed, secret, CN_PRIVACY_PHRASE_SECRET);
        typed[15] = ALPHABET[c];
        typed[16] = '\0';
        assert_status(read_as(typed, NULL),
                      ALPHABET[c] == '2' ? CARNET_OK : CARNET_PRIVACY_MISTYPED);
    }
}

static void case_separators_and_confusions_are_mended(void **state)
{
    (void)state;
    for (size_t n = 0; n < 300; n++) {
        char phrase[CN_PRIVACY_PHRASE_CHARS + 1];
        static const char digits[] = "0011256 8M";
        static const char taken[] = "OQILZSG BN";
        make(phrase);
        assert_reads(phrase, phrase);
        for (size_t m = 0; m < sizeof taken - 1; m++) {
            char typed[CN_PRIVACY_PHRASE_CHARS + 1];
            for (size_t i = 0; i <= CN_PRIVACY_PHRASE_CHARS; i++) {
                typed[i] = phrase[i] == digits[m] ? taken[m] : phrase[i];
            }
            assert_reads(typed, phrase);
            for (size_t i = 0; i < CN_PRIVACY_PHRASE_CHARS; i++) {
                if (typed[i] >= 'A' && typed[i] <= 'Z') {
                    typed[i] = (char)(typed[i] - 'A' + 'a');
                }
            }
            assert_reads(typed, phrase);
        }
        char spaced[64];
        snprintf(spaced, sizeof spaced,
                 " %.3s - %.5s\t%.2s.%.4s_%.2s\xe2\x80\x93\r\n", phrase,
                 phrase + 3, phrase + 8, phrase + 10, phrase + 14);
        assert_reads(spaced, phrase);
    }
}

/* Digits of an Arabic, Persian, Devanagari, Bengali or wide keyboard. */
static void digits_of_other_scripts_are_digits(void **state)
{
    (void)state;
    static const int32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xFF10};
    for (size_t z = 0; z < sizeof zeros / sizeof zeros[0]; z++) {
        char phrase[CN_PRIVACY_PHRASE_CHARS + 1];
        uint8_t typed[4 * CN_PRIVACY_PHRASE_CHARS + 1];
        size_t len = 0;
        make(phrase);
        for (size_t i = 0; i < CN_PRIVACY_PHRASE_CHARS; i++) {
            int32_t c = phrase[i];
            len += cn_utf8_put(typed + len, c <= '9' ? c - '0' + zeros[z] : c);
        }
        typed[len] = '\0';
        assert_reads((const char *)typed, phrase);
    }
}

/* What the specification says of a character: the one of the alphabet that it
   is taken for, ' ' where it is left out, '\0' where it is neither. */
static char meaning(int32_t c)
{
    static const int32_t left_out[] = {
        ' ',    '\t',   '\n',   '\v',   '\f',   '\r',   '.',    '_',    '-',
        0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x00A0, 0x202F, 0x3000};
    static const int32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xFF10};
    static const char taken[] = "OQILZSGBN";
    static const char meant[] = "00112568M";
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++) {
        if (c == left_out[i]) {
            return ' ';
        }
    }
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (c >= zeros[i] && c < zeros[i] + 10) {
            return (char)('0' + c - zeros[i]);
        }
    }
    if (c <= 0 || c > 0x7f) {
        return '\0';
    }
    char upper = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const char *at = strchr(taken, upper);
    char is = at != NULL ? meant[at - taken] : upper;
    return strchr(ALPHABET, is) != NULL ? is : '\0';
}

/* A phrase, from a place on with c in place of as many of its characters. */
static carnet_status read_with(const char *phrase, size_t at, size_t instead,
                               int32_t c)
{
    uint8_t typed[CN_PRIVACY_PHRASE_CHARS + 4];
    uint8_t secret[CN_PRIVACY_PHRASE_SECRET];
    memcpy(typed, phrase, at);
    size_t len = at + cn_utf8_put(typed + at, c);
    size_t rest = CN_PRIVACY_PHRASE_CHARS - at - instead;
    memcpy(typed + len, phrase + at + instead, rest);
    return cn_privacy_phrase_read(secret, cn_span_of(typed, len + rest));
}

/* Of each character that two bytes of UTF-16 hold, and some beyond: where the
   phrase has what it means it reads, and one more reads where it is left out.
 */
static void each_character_means_what_the_specification_says(void **state)
{
    (void)state;
    char phrases[2][CN_PRIVACY_PHRASE_CHARS + 1] = {"0123456789ACFHJ2",
                                                    "0000000KMPRTWXY?"};
    for (size_t c = 0; c < RADIX && read_as(phrases[1], NULL) != CARNET_OK;
         c++) {
        phrases[1][CN_PRIVACY_PHRASE_SECRET] = ALPHABET[c];
    }
    size_t num[3] = {0}; /* left out, of the alphabet, neither */
    for (int32_t c = 0; c < 0x11000; c++) {
        if (c >= 0xD800 && c < 0xE000) {
            continue;
        }
        char is = meaning(c);
        const char *phrase = phrases[0];
        const char *at = memchr(phrase, is, CN_PRIVACY_PHRASE_SECRET);
        if (at == NULL) {
            phrase = phrases[1];
            at = memchr(phrase, is, CN_PRIVACY_PHRASE_SECRET);
        }
        num[is == ' ' ? 0 : at != NULL ? 1 : 2]++;
        size_t place = at == NULL ? 0 : (size_t)(at - phrase);
        assert_status(read_with(phrase, place, 1, c),
                      at == NULL ? CARNET_PRIVACY_PHRASE : CARNET_OK);
        assert_status(read_with(phrase, place, 0, c),
                      is == ' ' ? CARNET_OK : CARNET_PRIVACY_PHRASE);
    }
    assert_int_equal(num[0], 18);
    /* Digits of six scripts, 13 letters and 9 mistakes in both cases. */
    assert_int_equal(num[1], 60 + 2 * (13 + 9));
    assert_int_equal(num[2], 0x11000 - 0x800 - num[0] - num[1]);
}

static void what_carnet_did_not_make_is_refused(void **state)
{
    (void)state;
    static const char *const own[] = {"",
                                      "1234",
                                      "123456",
                                      "2580",
                                      "00000000",
                                      "hunter2",
                                      "password",
                                      "correct horse battery staple",
                                      "Passw0rd!Passw0rd!",
                                      "0123456789ACFHJ",
                                      "0123456789ACFHJKM",
                                      "0123-4567-89AC-FHJE",
                                      "0123-4567-89AC-FHJU",
                                      "0123-4567-89AC-FHJ\xc3\xa9",
                                      "\xff\xff\xff\xff",
                                      "0123-4567-89AC-FHJ/"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        assert_status(read_as(own[i], NULL), CARNET_PRIVACY_PHRASE);
    }
    for (size_t c = 0; c < RADIX; c++) { /* sixteen times one character */
        char same[CN_PRIVACY_PHRASE_CHARS + 1];
        memset(same, ALPHABET[c], CN_PRIVACY_PHRASE_CHARS);
        same[CN_PRIVACY_PHRASE_CHARS] = '\0';
        assert_status(read_as(same, NULL),
                      c < 10 ? CARNET_PRIVACY_PHRASE : CARNET_PRIVACY_MISTYPED);
    }
}

/* Of numbers with a right sum there are 10^16 / 23, a PIN four times over among
   them: each is refused, in every way of typing it. */
static void a_number_of_ones_own_is_no_phrase_whatever_its_sum(void **state)
{
    (void)state;
    size_t fit = 0;
    for (unsigned pin = 0; pin < 10000; pin++) {
        char four[32];
        unsigned sum = 0;
        snprintf(four, sizeof four, "%04u %04u %04u %04u", pin, pin, pin, pin);
        for (unsigned i = 0, at = 0; i < CN_PRIVACY_PHRASE_CHARS; at++) {
            if (four[at] != ' ') {
                sum += (i++ + 4) * (unsigned)(four[at] - '0');
            }
        }
        fit += sum % RADIX == 1;
        assert_status(read_as(four, NULL), CARNET_PRIVACY_PHRASE);
        for (char *c = four; *c != '\0'; c++) {
            *c = *c == '0' ? 'o' : *c == '1' ? 'L' : *c;
        }
        assert_status(read_as(four, NULL), CARNET_PRIVACY_PHRASE);
    }
    assert_in_range(fit, 300, 600); /* the sum alone lets these through */
}

/* Digits but for one letter, in every place of a phrase. */
static void one_letter_is_enough_wherever_it_stands(void **state)
{
    (void)state;
    for (size_t at = 0; at < CN_PRIVACY_PHRASE_CHARS; at++) {
        char phrase[CN_PRIVACY_PHRASE_CHARS + 1];
        carnet_status status = CARNET_PRIVACY_PHRASE;
        memset(phrase, '0', CN_PRIVACY_PHRASE_CHARS);
        phrase[CN_PRIVACY_PHRASE_CHARS] = '\0';
        for (size_t n = 0; n < 130 && status != CARNET_OK; n++) {
            phrase[at] = ALPHABET[10 + n / 10];
            phrase[at == 7 ? 8 : 7] = ALPHABET[n % 10];
            status = read_as(phrase, NULL);
            assert_true(status == CARNET_OK ||
                        status == CARNET_PRIVACY_MISTYPED);
        }
        assert_status(status, CARNET_OK);
    }
}

/* Drawn as digits alone, of which the check is one too: drawn anew. */
static void a_new_phrase_has_a_letter_whatever_is_drawn(void **state)
{
    (void)state;
    uint8_t draws[2 * CN_PRIVACY_PHRASE_SECRET];
    size_t again = 0;
    cn_buf b;
    for (uint8_t last = 0; last < 10; last++) {
        unsigned sum = 0;
        for (unsigned i = 0; i < CN_PRIVACY_PHRASE_SECRET; i++) {
            draws[i] = i < 14 ? (uint8_t)(i % 10) : last;
            sum += (i + 4) * draws[i];
            draws[15 + i] = (uint8_t)i;
        }
        bool bare = false; /* the check is a digit */
        for (unsigned c = 0; c < 10; c++) {
            bare = bare || (sum + 19 * c) % RADIX == 1;
        }
        again += bare;
        script = draws;
        script_len = bare ? 30 : 15;
        cn_buf_init(&b);
        assert_status(cn_privacy_phrase_new(&b), CARNET_OK);
        assert_int_equal(script_len, 0);
        if (bare) {
            assert_span(cn_buf_span(&b), "0123-4567-89AC-FHJ2", WRITTEN);
        } else {
            assert_true(b.data[WRITTEN - 1] > '9');
        }
        cn_buf_free(&b);
    }
    assert_in_range(again, 1, 9);
}

static void without_randomness_there_is_no_phrase(void **state)
{
    (void)state;
    static const uint8_t draws[CN_PRIVACY_PHRASE_SECRET] = {0};
    gives_nothing = true;
    for (size_t n = 0; n < CN_PRIVACY_PHRASE_SECRET; n++) {
        cn_buf b;
        script = draws;
        script_len = n;
        cn_buf_init(&b);
        assert_status(cn_privacy_phrase_new(&b), CARNET_CALLER_RANDOM);
        assert_int_equal(b.len, 0);
        cn_buf_free(&b);
    }
    gives_nothing = false;
}

/* What is read of it, whatever becomes of that. */
static void no_copy_of_a_phrase_is_left(void **state)
{
    (void)state;
    char phrase[CN_PRIVACY_PHRASE_CHARS + 1];
    make(phrase);
    test_mem_watch(phrase, CN_PRIVACY_PHRASE_SECRET, CN_PRIVACY_PHRASE_CHARS);
    assert_status(read_as(phrase, NULL), CARNET_OK);
    assert_int_equal(test_mem_wiped(), 1);
    phrase[15] = phrase[15] == '0' ? '1' : '0';
    assert_status(read_as(phrase, NULL), CARNET_PRIVACY_MISTYPED);
    assert_int_equal(test_mem_wiped(), 2);
    static const uint8_t draws[] = {0, 1, 2,  3,  4,  5,  6, 7,
                                    8, 9, 10, 11, 12, 13, 14};
    cn_buf b;
    cn_buf_init(&b);
    script = draws;
    script_len = sizeof draws;
    test_mem_watch("0123456789ACFHJ2", CN_PRIVACY_PHRASE_CHARS,
                   CN_PRIVACY_PHRASE_CHARS);
    assert_status(cn_privacy_phrase_new(&b), CARNET_OK);
    assert_int_equal(test_mem_wiped(), 1);
    test_mem_watch(NULL, 0, 0);
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_has_64_bits_and_every_character_comes_up),
        cmocka_unit_test(every_wrong_character_and_every_swap_shows),
        cmocka_unit_test(the_sum_tells_all_pairs_of_all_places_apart),
        cmocka_unit_test(the_worked_example_of_the_specification_reads),
        cmocka_unit_test(case_separators_and_confusions_are_mended),
        cmocka_unit_test(digits_of_other_scripts_are_digits),
        cmocka_unit_test(each_character_means_what_the_specification_says),
        cmocka_unit_test(what_carnet_did_not_make_is_refused),
        cmocka_unit_test(a_number_of_ones_own_is_no_phrase_whatever_its_sum),
        cmocka_unit_test(one_letter_is_enough_wherever_it_stands),
        cmocka_unit_test(a_new_phrase_has_a_letter_whatever_is_drawn),
        cmocka_unit_test(without_randomness_there_is_no_phrase),
        cmocka_unit_test(no_copy_of_a_phrase_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
