/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What keyboard layouts do to a text, taken back: every layout, every character
 * of Base45, Caps Lock off and on. The rows below were written down from the
 * keyboards themselves, not from the table under test.
 */
#include "wire_support.h"

enum {
    US,
    FR,
    DE,
    ES,
    IT,
    TR,
    AR,
    NUM,
    CHARS = 45
};

#define DEAD "\xef\xbf\xbd" /* of a key that types nothing of its own */

/* What a computer reads where a scanner of the US layout types the alphabet, by
   its layout and Caps Lock: off, for letters, for all keys. */
static const char *const typed[NUM][CN_WIRE_NUM_CAPS] = {
    {"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:",
     "0123456789abcdefghijklmnopqrstuvwxyz $%*+-./:",
     ")!@#$%^&*(abcdefghijklmnopqrstuvwxyz 458=_>?;"},
    {"à&é\"'(-è_çQBCDEFGHIJKL?NOPARSTUVZXYW 458+):!M",
     "À&É\"'(-È_Çqbcdefghijkl?noparstuvzxyw 458+):!m",
     "0123456789qbcdefghijkl,noparstuvzxyw '(_=°/§m"},
    {"0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY $%(" DEAD "ß.-Ö",
     "0123456789abcdefghijklmnopqrstuvwxzy $%(" DEAD "ẞ.-ö",
     "=!\"§$%&/()abcdefghijklmnopqrstuvwxzy 458" DEAD "?:_ö"},
    {"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%(¿'.-Ñ",
     "0123456789abcdefghijklmnopqrstuvwxyz $%(¿'.-ñ",
     "=!\"·$%&/()abcdefghijklmnopqrstuvwxyz 458¡?:_ñ"},
    {"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%(^'.-ç",
     "0123456789abcdefghijklmnopqrstuvwxyz $%(^'.-Ç",
     "=!\"£$%&/()abcdefghijklmnopqrstuvwxyz 458ì?:_ò"},
    {"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ +%(_*ç.Ş",
     "0123456789abcdefghıjklmnopqrstuvwxyz +%(_*Ç.ş",
     "=!'^+%&/()abcdefghıjklmnopqrstuvwxyz 458-?Ç:ş"},
    {"0123456789\u0650\ufef5}]\u064f[\ufef7\u0623\u00f7\u0640\u060c/'\u0622"
     "\u00d7\u061b\u064e\u064c\u064d\ufef9`{\u064b\u0652\u0625~ $%*+-"
     "\u0632\u0638:",
     "0123456789\u0650\ufef5}]\u064f[\ufef7\u0623\u00f7\u0640\u060c/'\u0622"
     "\u00d7\u061b\u064e\u064c\u064d\ufef9`{\u064b\u0652\u0625~ $%*+-"
     "\u0632\u0638:",
     "(!@#$%^&*)\u0634\ufefb\u0624\u064a\u062b\u0628\u0644\u0627\u0647\u062a"
     "\u0646\u0645\u0629\u0649\u062e\u062d\u0636\u0642\u0633\u0641\u0639\u0631"
     "\u0635\u0621\u063a\u0626 458=_.\u061f\u0643"},
};

static const char *const names[NUM] = {"us", "fr", "de", "es",
                                       "it", "tr", "ar"};

/* ---- typing ---- */

/* The character of a row that stands for one of the alphabet. */
static cn_span read_in(const char *row, char meant)
{
    size_t i = (size_t)(strchr(base45_alphabet, meant) - base45_alphabet);
    cn_span all = cn_span_str(row);
    size_t at = 0;
    for (size_t k = 0; k < i; k++) {
        cn_utf8_next(all, &at);
    }
    size_t end = at;
    cn_utf8_next(all, &end);
    return cn_span_of(all.data + at, end - at);
}

static bool is_dead(cn_span c)
{
    return c.len == 3 && memcmp(c.data, DEAD, 3) == 0;
}

static void put_typed(cn_buf *out, const char *row, const char *meant)
{
    for (; *meant != '\0'; meant++) {
        cn_buf_put_span(out, read_in(row, *meant));
    }
}

/* Whether some reading, under just these layouts, gives what was meant. */
static bool has_reading(cn_span text, cn_wire_keys due, const char *meant)
{
    bool found = false;
    carnet_status status = CARNET_OK;
    for (size_t nth = 0; status == CARNET_OK && !found; nth++) {
        cn_buf out;
        cn_buf_init(&out);
        cn_wire_keys keys;
        status = cn_wire_keyboard_undo(&out, &keys, text, nth);
        found = status == CARNET_OK && keys.scanner == due.scanner &&
                keys.computer == due.computer && keys.caps == due.caps &&
                cn_span_equal(cn_buf_span(&out), cn_span_str(meant));
        cn_buf_free(&out);
    }
    return found;
}

/* ---- the rules ---- */

static void names_layouts(void **state)
{
    (void)state;
    for (int32_t i = 0; i < NUM; i++) {
        assert_string_equal(cn_wire_keyboard_name(i), names[i]);
    }
    assert_null(cn_wire_keyboard_name(NUM));
    assert_null(cn_wire_keyboard_name(-1));
}

static void check_character(int32_t computer, int32_t caps, char c)
{
    const char *row = typed[computer][caps];
    char meant[] = {'H', 'P', '1', ':', 'B', c, '7', c, '\0'};
    cn_wire_keys due = {US, computer, caps};
    cn_buf text;
    cn_buf_init(&text);
    put_typed(&text, row, meant);
    bool undone = has_reading(cn_buf_span(&text), due, meant);
    if (undone == is_dead(read_in(row, c))) {
        fail_msg("%s, caps %d, character '%c': undone %d", names[computer],
                 (int)caps, c, undone);
    }
    cn_buf_free(&text);
}

static void undoes_each_character_of_each_layout(void **state)
{
    (void)state;
    for (int32_t computer = 0; computer < NUM; computer++) {
        for (int32_t caps = 0; caps < CN_WIRE_NUM_CAPS; caps++) {
            for (size_t i = 0; i < CHARS; i++) {
                if (computer != US || caps != CN_WIRE_CAPS_OFF) {
                    check_character(computer, caps, base45_alphabet[i]);
                }
            }
        }
    }
}

/* The same keys the other way: the scanner's layout is the foreign one. */
static void undoes_a_foreign_scanner_at_a_us_computer(void **state)
{
    (void)state;
    static const struct {
        int32_t scanner;
        const char *read; /* of HP1:AQZ-+/ */
        const char *meant;
    } samples[] = {
        {FR, "HP!.QAW6+>", "HP1:AQZ-+/"}, {DE, "HP1>AQY/]&", "HP1:AQZ-+/"},
        {ES, "HP1>AQZ/]&", "HP1:AQZ-+/"}, {IT, "HP1>AQZ/]&", "HP1:AQZ-+/"},
        {TR, "HP1?AQZ=$&", "HP1:AQZ-+/"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        cn_wire_keys due = {samples[i].scanner, US, CN_WIRE_CAPS_OFF};
        if (!has_reading(cn_span_str(samples[i].read), due, samples[i].meant)) {
            fail_msg("%s", names[samples[i].scanner]);
        }
    }
}

/* A German scanner at a Spanish computer changes Y and Z alone: the text looks
   like one of ours, and only its signature shows it. */
static void undoes_what_leaves_the_prefix_alone(void **state)
{
    (void)state;
    cn_wire_keys due = {DE, ES, CN_WIRE_CAPS_OFF};
    assert_true(has_reading(cn_span_str("HP1:AZY0"), due, "HP1:AYZ0"));
}

static void undoes_codes_of_sets_and_lists(void **state)
{
    (void)state;
    cn_wire_keys due = {US, FR, CN_WIRE_CAPS_OFF};
    assert_true(has_reading(cn_span_str("HP&:Q"), due, "HP1.A"));
    assert_true(has_reading(cn_span_str("HT&MQ"), due, "HT1:A"));
    assert_true(has_reading(cn_span_str("HR&:Q"), due, "HR1.A"));
}

/* Windows types lam and alef as two characters. */
static void undoes_ligatures_that_came_apart(void **state)
{
    (void)state;
    cn_wire_keys due = {US, AR, CN_WIRE_CAPS_OFF};
    assert_true(has_reading(cn_span_str("\u0623\u061b1:\u0644\u0622\u0644\u0623"
                                        "\u0644\u0625"),
                            due, "HP1:BGT"));
    cn_wire_keys locked = {US, AR, CN_WIRE_CAPS_ALL};
    assert_true(has_reading(cn_span_str("\u0627\u062d!\u0643\u0644\u0627"),
                            locked, "HP1:B"));
}

/* Two keys of one character: neither is guessed at. */
static void refuses_what_several_characters_become(void **state)
{
    (void)state;
    cn_wire_keys due = {US, AR, CN_WIRE_CAPS_OFF};
    assert_false(
        has_reading(cn_span_str("\u0623\u061b1:\u0644"), due, "HP1:G"));
}

static carnet_status undo(const char *text, cn_wire_keys *keys, size_t nth)
{
    cn_buf out;
    cn_buf_init(&out);
    carnet_status status =
        cn_wire_keyboard_undo(&out, keys, cn_span_str(text), nth);
    assert_true(status == CARNET_OK || out.len == 0);
    cn_buf_free(&out);
    return status;
}

static void says_layouts_of_what_is_lost(void **state)
{
    (void)state;
    cn_wire_keys keys;
    /* German: the dead key of + and the letter behind it became one. */
    assert_int_equal(undo("HP1ÖABÀ", &keys, 0), CARNET_TEXT_KEYBOARD);
    assert_int_equal(keys.scanner, US);
    assert_int_equal(keys.computer, DE);
    assert_int_equal(keys.caps, CN_WIRE_CAPS_OFF);
    assert_int_equal(undo("hp1öabà", &keys, 0), CARNET_TEXT_KEYBOARD);
    assert_int_equal(keys.caps, CN_WIRE_CAPS_LETTERS);
    assert_int_equal(undo("HP&M\xff", &keys, 0), CARNET_TEXT_KEYBOARD);
    assert_int_equal(keys.computer, FR);
}

/* The first four characters of a set's code are the same keys on both: what no
   text has further on tells, but not what belongs to neither. */
static void says_layouts_of_what_begins_as_is_due(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        carnet_status status;
        int32_t computer;
    } rows[] = {
        {"HP1.ABß`Ö", CARNET_TEXT_KEYBOARD, DE},
        {"HP1.ABßCÀ", CARNET_TEXT_KEYBOARD, DE},
        {"HP1.AB(ç\x7f", CARNET_TEXT_KEYBOARD, IT},
        {"HP1.AB(\x7f", CARNET_TEXT_KEYBOARD, DE}, /* the first that has it */
        {"HP1.ABÑ_", CARNET_TEXT_KEYBOARD, ES},
        {"HP1.ABß(Ö", CARNET_OK, DE},
        {"HP1.AB'Ñ", CARNET_OK, ES},
        {"HP1.AB`", CARNET_TEXT_PREFIX, -1},
        {"HP1.AB#", CARNET_TEXT_PREFIX, -1},
        {"HP1:AB\x7f", CARNET_TEXT_PREFIX, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_wire_keys keys;
        carnet_status status = undo(rows[i].text, &keys, 0);
        if (status != rows[i].status || keys.computer != rows[i].computer ||
            keys.scanner != (rows[i].computer < 0 ? -1 : US)) {
            fail_msg("%s: %s, %d > %d", rows[i].text,
                     carnet_status_name(status), (int)keys.scanner,
                     (int)keys.computer);
        }
    }
}

static void finds_nothing_in_other_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",     "H",          "HP1",      "HC1:6BF",  "hello",
        "\xff", "shc:/56762", "HP1:BB8_", "HP1:\xc3", "-----BEGIN"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cn_wire_keys keys = {0, 0, 0};
        assert_int_equal(undo(texts[i], &keys, 0), CARNET_TEXT_PREFIX);
        assert_int_equal(keys.scanner, -1);
        assert_int_equal(keys.computer, -1);
    }
}

static void ends_with_the_last_reading(void **state)
{
    (void)state;
    cn_wire_keys keys;
    assert_int_equal(undo("HP&MQ", &keys, 0), CARNET_OK);
    assert_int_equal(undo("HP&MQ", &keys, 1000), CARNET_TEXT_PREFIX);
}

static void bounds_the_text(void **state)
{
    (void)state;
    cn_buf text;
    cn_buf_init(&text);
    cn_buf_put_str(&text, "HP&M");
    while (text.len < CN_WIRE_TYPED_MAX) {
        cn_buf_put_str(&text, "Q");
    }
    cn_buf out;
    cn_buf_init(&out);
    cn_wire_keys keys;
    assert_int_equal(cn_wire_keyboard_undo(&out, &keys, cn_buf_span(&text), 0),
                     CARNET_OK);
    cn_buf_put_str(&text, "Q");
    assert_int_equal(cn_wire_keyboard_undo(&out, &keys, cn_buf_span(&text), 0),
                     CARNET_TEXT_TOO_LONG);
    cn_buf_free(&out);
    cn_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_layouts),
        cmocka_unit_test(undoes_each_character_of_each_layout),
        cmocka_unit_test(undoes_a_foreign_scanner_at_a_us_computer),
        cmocka_unit_test(undoes_what_leaves_the_prefix_alone),
        cmocka_unit_test(undoes_codes_of_sets_and_lists),
        cmocka_unit_test(undoes_ligatures_that_came_apart),
        cmocka_unit_test(refuses_what_several_characters_become),
        cmocka_unit_test(says_layouts_of_what_is_lost),
        cmocka_unit_test(says_layouts_of_what_begins_as_is_due),
        cmocka_unit_test(finds_nothing_in_other_texts),
        cmocka_unit_test(ends_with_the_last_reading),
        cmocka_unit_test(bounds_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
