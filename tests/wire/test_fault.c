/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a refused input is said to be, and where: other certificates, lists and
 * sets, keyboard layouts, web forms, white space, transfers in text mode.
 */
#include "wire_support.h"

typedef struct {
    const char *input;
    size_t offset;
} sample;

static void assert_named(cn_span input, carnet_status expected, size_t at)
{
    uint8_t *copy = exact_copy(input);
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_span bytes;
    cn_wire_form form;
    size_t offset = 99;
    carnet_status status = cn_wire_read(&bytes, &form, &arena,
                                        cn_span_of(copy, input.len), &offset);
    if (status != expected || offset != at) {
        fail_msg("%.*s: %s at %zu", (int)input.len, (const char *)input.data,
                 carnet_status_name(status), offset);
    }
    assert_int_equal(bytes.len, 0);
    cn_arena_free(&arena);
    free(copy);
}

static void assert_all(const sample *samples, size_t num,
                       carnet_status expected)
{
    for (size_t i = 0; i < num; i++) {
        assert_named(cn_span_str(samples[i].input), expected,
                     samples[i].offset);
    }
}

#define ASSERT_ALL(samples, expected)                                          \
    assert_all((samples), sizeof(samples) / sizeof(samples)[0], (expected))

/* ---- what else it may be ---- */

static void names_what_begins_with_nothing_known(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"x", 0},        {"H", 1},           {"HP", 2},          {"HP1", 3},
        {"HP2:6BF", 2},  {"HX1:6BF", 1},     {"HP1X6BF", 3},     {"HP1-6BF", 3},
        {"hello", 0},    {"http://a/", 0},   {"  hello", 2},     {"HT2:", 1},
        {"\x83\x58", 0}, {"HP1\xc1:BB8", 3}, {"HP1\xc2\xa0X", 3}};
    ASSERT_ALL(samples, CARNET_TEXT_PREFIX);
    assert_named(CN_SPAN_LIT("\0HP1:BB8"), CARNET_TEXT_PREFIX, 0);
}

static void names_eu_certificates(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"HC1:6BFOXN", 0}, {"hc1:6bfoxn", 0}, {"HC1:", 0}, {"\nHC1:6BF", 1}};
    ASSERT_ALL(samples, CARNET_TEXT_EU_DCC);
}

static void names_smart_health_cards(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"shc:/5676290952432060", 0}, {"SHC:/5676", 0}, {"shc:/1/3/56", 0}};
    ASSERT_ALL(samples, CARNET_TEXT_SHC);
}

static void names_lists(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"HT1:BB8", 0}, {"HR1:BB8", 0}, {"HT1:", 0}, {" HR1:BB8", 1}};
    ASSERT_ALL(samples, CARNET_TEXT_LIST);
    assert_named(CN_SPAN_LIT("\x89HT\r\n\x1a\n\x01xy"), CARNET_TEXT_LIST, 0);
    assert_named(CN_SPAN_LIT("\x89HR\r\n\x1a\n\x01xy"), CARNET_TEXT_LIST, 0);
}

static void names_sets(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"HP1.BB8", 0}, {"HT1.BB8", 0}, {"HR1.BB8", 0}};
    ASSERT_ALL(samples, CARNET_TEXT_SET);
}

/* ---- text ---- */

static void names_lower_case(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"hp1:BB8", 0},  {"hP1:BB8", 0},  {"Hp1:BB8", 1}, {"hp1.BB8", 0},
        {"ht1:BB8", 0},  {"Hr1:BB8", 1},  {"HP1:bb8", 4}, {"HP1:BB8Bb8", 8},
        {"HP1:BB8z", 7}, {"\thp1:bb8", 1}};
    ASSERT_ALL(samples, CARNET_TEXT_LOWER_CASE);
}

static void names_keyboard_layouts(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"HP1M6BFOXN", 3},  /* AZERTY, caps lock */
        {"hp1m6bfoxn", 3},  /* */
        {"HP&M-BFOXN", 2},  /* AZERTY */
        {"hp&m-bfoxn", 2},  /* */
        {"HP&:6BFOXN", 2},  /* */
        {"HP1;6BFOXN", 3},  /* shift lost */
        {"hp1;6bfoxn", 3},  /* */
        {"HP!:^BFOXN", 2},  /* shift stuck */
        {"HP1+6BFOXN", 3},  /* Japanese */
        {"HP+\"6BFOXN", 2}, /* Czech */
        {"hp+\xc5\xaf", 2}, /* Czech, no shift */
        {"HP1\"6BFOXN", 3}, /* Czech, caps lock */
        {"HP1\xc3\x96"
         "6BF",
         3}, /* QWERTZ, Finnish */
        {"hp1\xc3\xb6"
         "6bf",
         3}, /* */
        {"HP1\xd6"
         "6BF",
         3},            /* QWERTZ, in Latin-1 */
        {"HP1\xd6", 3}, /* cut off behind it */
        {"HP1\xc3\x98"
         "6BF",
         3}, /* Norwegian */
        {"HP1\xc3\x86"
         "6BF",
         3}, /* Danish */
        {"HP1\xc3\x91"
         "6BF",
         3}, /* Spanish */
        {"HP1\xc3\xa7"
         "6BF",
         3}, /* Italian */
        {"HP1\xc3\x87"
         "6BF",
         3}, /* Portuguese */
        {"HP1\xc5\x9e"
         "6BF",
         3}, /* Turkish */
        {"HP1\xc3\x89"
         "6BF",
         3}, /* Hungarian */
        {"HP1\xc2\xb1"
         "6BF",
         3},               /* Dutch */
        {"DL1S6XYR", 0},   /* Dvorak */
        {"H:1O6BFYXK", 1}, /* Colemak */
        {"\xd0\xa0\xd0\x97"
         "1\xd0\x96",
         0}, /* Russian */
        {"\xd1\x80\xd0\xb7"
         "1\xd0\xb6",
         0}, /* */
        {"\xd0\xa5\xd0\x9f"
         "1\xd0\xa7",
         0}, /* Serbian */
        {"\xd1\x85\xd0\xbf"
         "1\xd1\x87",
         0}, /* */
        {"\xce\x97\xce\xa0"
         "1\xc2\xa8",
         0}, /* Greek */
        {"\xce\xb7\xcf\x80"
         "1\xce\x84",
         0}, /* */
        {"\xd7\x99\xd7\xa4"
         "1:",
         0}, /* Hebrew */
        {"\xd8\xa3\xd8\x9b"
         "1:",
         0}, /* Arabic */
        {"\xd8\xa7\xd8\xad"
         "1\xda\xa9",
         0},                /* Persian */
        {" HP1M6BFOXN", 4}, /* after a space */
        {"HP1:BB8\xc3\x89"
         "BB",
         7},                     /* Canadian: / is E acute */
        {"HP1:BB8B\xc2\xa7", 8}, /* a section sign */
        {"HP1:BB8B\xdb\x8c", 8}, /* Persian yeh, of the last Arabic letters */
    };
    ASSERT_ALL(samples, CARNET_TEXT_KEYBOARD);
}

static void names_percent_signs(void **state)
{
    (void)state;
    static const sample samples[] = {{"HP1%3ABB8", 3},       {"HP1%3aBB8", 3},
                                     {"HP1%253ABB8", 3},     {"hp1%3abb8", 3},
                                     {"HP1:BB8%2bBB8", 7}, /* b: lower case */
                                     {"HP1:BB8BB8B%2fB", 11}};
    ASSERT_ALL(samples, CARNET_TEXT_PERCENT);
}

/* "%69 VD92EX0" as a web form would send it. */
static void names_spaces_turned_to_percent_20(void **state)
{
    (void)state;
    assert_named(cn_span_str("HP1:%2569%20VD92EX0"), CARNET_TEXT_PERCENT, 4);
    /* Only the spaces, in a text that has percent signs too. */
    assert_named(cn_span_str("HP1:BB8%69%20VD%20%2"), CARNET_TEXT_PERCENT, 10);
    /* A space beside it: no web form leaves one. */
    assert_named(cn_span_str("HP1:GGW%20 B"), CARNET_TEXT_OVERFLOW, 4);
    /* A percent sign that is none of an escape, and one %20: by chance. */
    assert_named(cn_span_str("HP1:GGW%20BB%8BB"), CARNET_TEXT_OVERFLOW, 4);
}

static void names_white_space(void **state)
{
    (void)state;
    static const sample samples[] = {
        {" HP1:BB8", 0},
        {"\r\nHP1:BB8", 0},
        {" \xef\xbb\xbfHP1:BB8", 0},
        {"\xc2\xa0HP1:BB8", 0},     /* no-break space */
        {"\xe2\x80\x8bHP1:BB8", 0}, /* zero width space */
        {"\xe3\x80\x80HP1:BB8", 0}, /* ideographic space */
        {"H P1:BB8", 1},
        {"HP 1:BB8", 2},
        {"HP1 :BB8", 3},
        {"H P 1 : BB8", 1},
        {"HP1:BB8 ", 7},
        {"HP1:BB8   ", 7},
        {"HP1:BB8B8 \n", 9},
        {"HP1:BB8 \n\n", 7},
        {"HP1:BB8\t", 7},
        {"HP1:BB8\nBB8", 7},
        {"HP1:BB8BB8B\r\nB8BB8", 11},
        {"HP1:BB8\xc2\xa0"
         "BB8",
         7},
        {"HP1:BB8B\xe2\x80\xaf"
         "B8",
         8},
        {"HP1:BB8\xc2\x85", 7},
        {"HP1:BB8\xe2\x80\xa8", 7},
        {"HP1:6BFOX N:CL6 VUYH6 H3WDR 2SD", 9}, /* in groups of five */
    };
    ASSERT_ALL(samples, CARNET_TEXT_SPACE);
}

/* Whether that character before a text is what the text is refused for. */
static bool is_named_space(int32_t c)
{
    uint8_t utf8[4];
    cn_buf input;
    cn_arena arena;
    cn_span bytes;
    cn_wire_form form;
    size_t offset = 99;
    cn_buf_init(&input);
    cn_buf_put(&input, utf8, cn_utf8_put(utf8, c));
    cn_buf_put_str(&input, "HP1:BB8");
    cn_arena_init_grow(&arena);
    carnet_status status =
        cn_wire_read(&bytes, &form, &arena, cn_buf_span(&input), &offset);
    cn_arena_free(&arena);
    cn_buf_free(&input);
    return (status == CARNET_TEXT_SPACE || status == CARNET_TEXT_BOM) &&
           offset == 0;
}

/* Characters that nobody sees, and those beside them that are none. */
static void knows_white_space_from_what_can_be_seen(void **state)
{
    (void)state;
    static const struct {
        int32_t first, last;
    } spaces[] = {
        {'\t', '\r'},     /* tab, ends of a line */
        {' ', ' '},       /* */
        {0x85, 0x85},     /* next line */
        {0xa0, 0xa0},     /* no-break space */
        {0x2000, 0x200f}, /* from en quad to right-to-left mark */
        {0x2028, 0x202f}, /* from line separator to narrow no-break space */
        {0x3000, 0x3000}, /* ideographic space */
        {0xfeff, 0xfeff}, /* byte order mark */
    };
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        for (int32_t c = spaces[i].first - 1; c <= spaces[i].last + 1; c++) {
            bool due = c >= spaces[i].first && c <= spaces[i].last;
            if (is_named_space(c) != due) {
                fail_msg("U+%04X", (unsigned)c);
            }
        }
    }
}

static void names_a_byte_order_mark(void **state)
{
    (void)state;
    assert_named(cn_span_str("\xef\xbb\xbfHP1:BB8"), CARNET_TEXT_BOM, 0);
    assert_named(cn_span_str("\xef\xbb\xbfHP1:BB8\r\n"), CARNET_TEXT_BOM, 0);
    assert_named(cn_span_str("\xef\xbb\xbfHP1:"), CARNET_TEXT_BOM, 0);
    assert_named(cn_span_str("\xef\xbb\xbf HP1:BB8"), CARNET_TEXT_BOM, 0);
    assert_named(cn_span_str("\xef\xbb\xbf\xef\xbb\xbfHP1:BB8"),
                 CARNET_TEXT_BOM, 0);
    /* What stands behind it counts where that is no text of ours either. */
    assert_named(cn_span_str("\xef\xbb\xbf"), CARNET_TEXT_EMPTY, 0);
    assert_named(cn_span_str("\xef\xbb\xbfHC1:6BF"), CARNET_TEXT_EU_DCC, 3);
    assert_named(cn_span_str("\xef\xbb\xbfhp1:BB8"), CARNET_TEXT_LOWER_CASE, 3);
    assert_named(cn_span_str("\xef\xbb\xbfhello"), CARNET_TEXT_PREFIX, 3);
    assert_named(CN_SPAN_LIT("\xef\xbb\xbf\x89HP\r\n\x1a\n\x01x"),
                 CARNET_TEXT_MAGIC, 0);
    assert_named(cn_span_str("\xef\xbbHP1:BB8"), CARNET_TEXT_PREFIX, 0);
}

static void names_utf16(void **state)
{
    (void)state;
    assert_named(CN_SPAN_LIT("\xff\xfeH\0P\0001\0:\0"), CARNET_TEXT_UTF16, 0);
    assert_named(CN_SPAN_LIT("\xfe\xff\0H\0P\0001\0:"), CARNET_TEXT_UTF16, 0);
    assert_named(cn_span_str("\xff\xfe"), CARNET_TEXT_UTF16, 0);
    assert_named(cn_span_str("\xff"), CARNET_TEXT_PREFIX, 0);
    assert_named(cn_span_str("\xff\xffH"), CARNET_TEXT_PREFIX, 0);
    /* Without its mark it could be anything. */
    assert_named(CN_SPAN_LIT("H\0P\0001\0:\0"), CARNET_TEXT_PREFIX, 1);
}

static void names_other_characters(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"HP1:BB8&BB8", 7},
        {"HP1:#", 4},
        {"HP1:BB8_", 7},
        {"HP1:BB8`", 7}, /* beside the lower-case letters */
        {"HP1:BB8{", 7},
        {"HP1:BB8B\x7f", 8},
        {"HP1:BB8\xe2\x80\x93"
         "BB",
         7},                        /* a dash */
        {"HP1:BB8\xef\xbf\xbd", 7}, /* what could not be shown */
        {"HP1:BB8\xc1", 7},         /* begins nothing in UTF-8 */
        {"HP1:BB8\xdc\x90", 7}, /* Syriac: no keyboard layout that we know */
        {"HP1:BB8\xf0\x9f\x98\x80", 7},
    };
    ASSERT_ALL(samples, CARNET_TEXT_ALPHABET);
    assert_named(CN_SPAN_LIT("HP1:BB8\0"), CARNET_TEXT_ALPHABET, 7);
}

static void leaves_chance_damage_unnamed(void **state)
{
    (void)state;
    assert_named(cn_span_str("HP1:BB8GGW"), CARNET_TEXT_OVERFLOW, 7);
    assert_named(cn_span_str("HP1:BB8BB8B"), CARNET_TEXT_LENGTH, 10);
    assert_named(cn_span_str("HP1:6BF XN:CL VUYH  H3WDR"), CARNET_TEXT_OVERFLOW,
                 16);
}

/* ---- file ---- */

static void names_a_damaged_file(void **state)
{
    (void)state;
    static const struct {
        cn_span input;
        size_t offset;
    } samples[] = {
        {{(const uint8_t *)"\x89HP\n\x1a\n\x01x", 8}, 3},     /* CR LF cut */
        {{(const uint8_t *)"\x89HP\r\r\n\x1a\n\x01x", 9}, 4}, /* LF widened */
        {{(const uint8_t *)"\x89HP\r\n\x1a\r\n\x01x", 9}, 6}, /* the second */
        {{(const uint8_t *)"\x89HP\r\n\n\x01x", 8}, 5},       /* ctrl-Z cut */
        {{(const uint8_t *)"\x89HP\r\n\x1a", 6}, 6},          /* cut off */
        {{(const uint8_t *)"\x89HP\r\n\x1a\n", 7}, 7},        /* cut off */
        {{(const uint8_t *)"\x89HT\n\x1a\n\x01x", 8}, 3},     /* a list */
        {{(const uint8_t *)"\x09HP\r\n\x1a\n\x01x", 9}, 0},
        {{(const uint8_t *)"\x09HP\n\x1a\n\x01x", 8}, 0},
        {{(const uint8_t *)"?HP\r\n\x1a\n\x01x", 9}, 0},
        {{(const uint8_t *)"HP\r\n\x1a\n\x01x", 8}, 0},
        {{(const uint8_t *)"\xc2\x89HP\r\n\x1a\n\x01x", 10}, 0},
        {{(const uint8_t *)"\xef\xbf\xbdHP\r\n\x1a\n\x01x", 11}, 0},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        assert_named(samples[i].input, CARNET_TEXT_MAGIC, samples[i].offset);
    }
}

static void names_a_file_of_another_version(void **state)
{
    (void)state;
    assert_named(CN_SPAN_LIT("\x89HP\r\n\x1a\n\x02x"), CARNET_TEXT_PREFIX, 7);
    assert_named(CN_SPAN_LIT("\x89HT\r\n\x1a\n\x02x"), CARNET_TEXT_PREFIX, 7);
    assert_named(CN_SPAN_LIT("\x89HX\r\n\x1a\n\x01x"), CARNET_TEXT_PREFIX, 0);
    assert_named(CN_SPAN_LIT("\x89PNG\r\n\x1a\n"), CARNET_TEXT_PREFIX, 0);
}

/* ---- texts that decode ---- */

static void assert_suspect(const char *text, carnet_status expected, size_t at)
{
    uint8_t *copy = exact_copy(cn_span_str(text));
    size_t offset = 99;
    assert_status(cn_wire_suspect(cn_span_of(copy, strlen(text)), &offset),
                  expected);
    assert_int_equal(offset, at);
    free(copy);
}

static void suspects_what_base45_can_not_refuse(void **state)
{
    (void)state;
    assert_suspect("HP1:BB8%20B%20BB", CARNET_TEXT_PERCENT, 7);
    assert_suspect("HP1:BB8%25BB8%20", CARNET_TEXT_PERCENT, 7);
    assert_suspect("HP1:BB8%25BB8", CARNET_TEXT_PERCENT, 7); /* the only one */
    assert_suspect("HP1:BB8%20B%20BB%8", CARNET_TEXT_PERCENT, 7);
    assert_suspect("HP1:6+F+X+C+U+D+2", CARNET_TEXT_PERCENT, 5);
    assert_suspect("HP1:BB8B BB8B BB8B BB8B BB", CARNET_TEXT_SPACE, 8);
    assert_suspect("HP1:BB BB BB BB BB", CARNET_TEXT_SPACE, 6);
    /* The first group has a character more, and the last ones none. */
    assert_suspect("HP1:BB8BB BB8B BB8B BB8B BB", CARNET_TEXT_SPACE, 9);
    assert_suspect("HP1:B    ", CARNET_TEXT_SPACE, 5);
}

static void suspects_nothing_in_an_honest_text(void **state)
{
    (void)state;
    assert_suspect("HP1:BB8", CARNET_OK, 0);
    assert_suspect("HP1:", CARNET_OK, 0);
    assert_suspect("", CARNET_OK, 0);
    assert_suspect("HC1:BB8%20B%20BB", CARNET_OK, 0);
    assert_suspect("HP1:%69 VD92EX0", CARNET_OK, 0);
    assert_suspect("HP1:BB8%69B%70B%8", CARNET_OK, 0);      /* no escapes */
    assert_suspect("HP1:6+F+X+C+U+D2", CARNET_OK, 0);       /* five */
    assert_suspect("HP1:6+F+X+ +U+D+2", CARNET_OK, 0);      /* a space */
    assert_suspect("HP1:BB8B BB8B BB8B BBB", CARNET_OK, 0); /* three */
    /* The first space further in than a step. */
    assert_suspect("HP1:BB8BBB B B B B", CARNET_OK, 0);
    uint64_t seed = 6;
    size_t num = 0;
    for (size_t i = 0; i < 2000; i++) {
        cn_buf bytes = random_bytes(&seed, 300, 256);
        cn_buf text;
        cn_buf_init(&text);
        cn_wire_write(&text, CN_WIRE_TEXT, cn_buf_span(&bytes));
        size_t offset;
        num += cn_wire_suspect(cn_buf_span(&text), &offset) != CARNET_OK;
        cn_buf_free(&text);
        cn_buf_free(&bytes);
    }
    assert_in_range(num, 0, 4);
}

static void suspects_nothing_in_a_text_over_the_limit(void **state)
{
    (void)state;
    char text[CN_LIMIT_TEXT_CHARS + 4];
    memset(text, 'B', sizeof text);
    memcpy(text, "HP1:%20B%20", 11);
    size_t offset;
    assert_status(
        cn_wire_suspect(cn_span_of(text, CN_LIMIT_TEXT_CHARS + 2), &offset),
        CARNET_TEXT_PERCENT);
    assert_int_equal(offset, 4);
    assert_status(
        cn_wire_suspect(cn_span_of(text, CN_LIMIT_TEXT_CHARS + 3), &offset),
        CARNET_OK);
}

/* ---- any bytes ---- */

static void every_input_has_a_name_and_a_place(void **state)
{
    (void)state;
    uint64_t seed = 5;
    static const char *const heads[] = {
        "", "H", "HP1", "HP1:", "\x89H", " HP", "\x09HP", "HP1:%2"};
    for (size_t i = 0; i < 40000; i++) {
        cn_buf input = random_bytes(&seed, next_random(&seed) % 12, 256);
        cn_buf whole;
        cn_buf_init(&whole);
        cn_buf_put_str(&whole, heads[i % (sizeof heads / sizeof heads[0])]);
        cn_buf_put_span(&whole, cn_buf_span(&input));
        uint8_t *copy = exact_copy(cn_buf_span(&whole));
        cn_arena arena;
        cn_arena_init_grow(&arena);
        cn_span bytes;
        cn_wire_form form;
        size_t offset = 99;
        carnet_status status = cn_wire_read(
            &bytes, &form, &arena, cn_span_of(copy, whole.len), &offset);
        assert_true(status == CARNET_OK || CARNET_STATUS_IS_TEXT(status));
        assert_true(offset <= whole.len);
        cn_arena_free(&arena);
        free(copy);
        cn_buf_free(&whole);
        cn_buf_free(&input);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_begins_with_nothing_known),
        cmocka_unit_test(names_eu_certificates),
        cmocka_unit_test(names_smart_health_cards),
        cmocka_unit_test(names_lists),
        cmocka_unit_test(names_sets),
        cmocka_unit_test(names_lower_case),
        cmocka_unit_test(names_keyboard_layouts),
        cmocka_unit_test(names_percent_signs),
        cmocka_unit_test(names_spaces_turned_to_percent_20),
        cmocka_unit_test(names_white_space),
        cmocka_unit_test(knows_white_space_from_what_can_be_seen),
        cmocka_unit_test(names_a_byte_order_mark),
        cmocka_unit_test(names_utf16),
        cmocka_unit_test(names_other_characters),
        cmocka_unit_test(leaves_chance_damage_unnamed),
        cmocka_unit_test(names_a_damaged_file),
        cmocka_unit_test(names_a_file_of_another_version),
        cmocka_unit_test(suspects_what_base45_can_not_refuse),
        cmocka_unit_test(suspects_nothing_in_an_honest_text),
        cmocka_unit_test(suspects_nothing_in_a_text_over_the_limit),
        cmocka_unit_test(every_input_has_a_name_and_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
