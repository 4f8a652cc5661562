/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON records made from a seed and the schema table, see model_record.h. They
 * are written with the room's tables but without its encoders or its forms of
 * dates and numbers.
 */
#include "../support/support.h"

#include "model_record.h"

/* What is being made. */
typedef struct {
    test_random *x;
    cn_json_writer w;
    size_t num;   /* entries of the record */
    size_t entry; /* this one */
} maker;

static void put_text(maker *m, const char *text)
{
    cn_json_str(&m->w, text);
}

/* ---- text ---- */

/* Up to max bytes of words in several scripts. */
static void random_words(test_random *x, char *out, size_t max)
{
    static const char *const words[] = {
        "Mina",
        "o'Neill-Ba",
        "\"quoted\"",
        "back\\slash",
        "1234567890",
        "\xd8\xa3\xd9\x85\xd9\x8a\xd9\x86\xd8\xa9", /* Arabic */
        "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd",         /* Cyrillic */
        "\xe1\x8a\xa0\xe1\x88\x88\xe1\x88\x9d",     /* Ethiopic */
        "\xe6\x97\xa5\xe6\x9c\xac",                 /* Japanese */
        "\xf0\x9f\x98\x80",                         /* emoji */
        "na\xc3\xafve",
        "LOT",
        "a",
        "+220",
        "/",
        "{x}"};
    size_t len = 0;
    size_t num = 1 + test_pick(x, 5);
    for (size_t i = 0; i < num; i++) {
        const char *w = words[test_below(x, sizeof words / sizeof *words)];
        size_t more = strlen(w) + (len > 0 ? 1 : 0);
        if (len + more > max) {
            continue;
        }
        if (len > 0) {
            out[len++] = ' ';
        }
        memcpy(out + len, w, strlen(w));
        len += strlen(w);
    }
    if (len == 0) {
        out[len++] = (char)('a' + test_below(x, 26));
    }
    out[len] = '\0';
}

static void make_label(maker *m, const cn_model_field *f)
{
    static const char *const languages[] = {"fr", "wo", "tlh", "zh-Hant-TW"};
    char text[256];
    const char *listed = cn_model_word_get(f->b, test_below(m->x, 40));
    if (listed != NULL && test_one_in(m->x, 2)) {
        put_text(m, listed);
        return;
    }
    random_words(m->x, text, (size_t)f->a);
    if (f->b == CN_LIST_COUNTRIES || f->b == CN_LIST_CURRENCIES) {
        size_t len = f->b == CN_LIST_COUNTRIES ? 2 : 3;
        for (size_t i = 0; i < len; i++) {
            text[i] = (char)('A' + test_below(m->x, 26));
        }
        text[len] = '\0';
    }
    put_text(m,
             f->b == CN_LIST_LANGUAGES ? languages[test_below(m->x, 4)] : text);
}

static void make_text(maker *m, const cn_model_field *f)
{
    char text[256];
    random_words(m->x, text, f->a < 200 ? (size_t)f->a : 200);
    put_text(m, text);
}

static void make_bytes(maker *m, const cn_model_field *f)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    static const uint32_t last[] = {1, 64, 4, 16}; /* steps of the last digit */
    size_t len = (size_t)test_between(m->x, f->a, f->b < 40 ? f->b : f->a + 40);
    size_t num = len / 3 * 4 + (len % 3 == 0 ? 0 : len % 3 + 1);
    char text[200];
    for (size_t i = 0; i < num; i++) {
        text[i] = digits[test_below(m->x, 64)];
    }
    if (num % 4 != 0) {
        uint32_t step = num % 4 == 2 ? last[3] : last[2];
        text[num - 1] = digits[test_below(m->x, 64 / step) * step];
    }
    cn_json_string(&m->w, cn_span_of(text, num));
}

/* ---- numbers ---- */

/* Digits in the one form of a value: "12.50", "-3", "17e4". */
static void random_digits(test_random *x, bool negative, char *out)
{
    char *at = out;
    if (negative && test_one_in(x, 3)) {
        *at++ = '-';
        *at++ = (char)('1' + test_below(x, 9));
    } else if (test_one_in(x, 3)) {
        *at++ = '0';
    } else {
        *at++ = (char)('1' + test_below(x, 9));
    }
    size_t more = at[-1] == '0' ? 0 : test_pick(x, test_one_in(x, 5) ? 7 : 3);
    for (size_t i = 0; i < more; i++) {
        *at++ = (char)('0' + test_below(x, 10));
    }
    if (test_one_in(x, 2)) {
        size_t places = 1 + test_pick(x, test_one_in(x, 4) ? 8 : 2);
        *at++ = '.';
        for (size_t i = 0; i < places; i++) {
            *at++ = (char)('0' + test_below(x, 10));
        }
    } else if (at[-1] != '0' && test_one_in(x, 8)) {
        *at++ = 'e';
        *at++ = (char)('1' + test_below(x, 9));
    }
    *at = '\0';
}

static void make_decimal(maker *m, bool negative)
{
    char digits[64];
    random_digits(m->x, negative, digits);
    cn_json_digits(&m->w, cn_span_of(digits, strlen(digits)));
}

static void make_quantity(maker *m, const cn_model_field *f)
{
    static const char *const odd[] = {"10*9/L", "{glass}", "ug/(kg.h)"};
    const char *unit = cn_model_unit_get(test_below(m->x, 9));
    if (f->a >= 0 && test_one_in(m->x, 2)) {
        unit = cn_model_unit_get((uint64_t)f->a);
    } else if (test_one_in(m->x, 4)) {
        unit = odd[test_below(m->x, 3)];
    }
    cn_json_open_object(&m->w);
    cn_json_key(&m->w, "value");
    make_decimal(m, f->a == CN_UNIT_OF_TEST);
    cn_json_key(&m->w, "unit");
    put_text(m, unit);
    cn_json_close_object(&m->w);
}

/* ---- dates ---- */

/* late: a year in which nothing that it ends began. */
static void make_date(maker *m, bool late)
{
    char text[40];
    int year = (int)(late                   ? test_between(m->x, 9000, 9999)
                     : test_one_in(m->x, 9) ? test_between(m->x, 1, 2099)
                                            : test_between(m->x, 1950, 2030));
    int month = (int)test_between(m->x, 1, 12);
    int day = (int)test_between(m->x, 1, 28);
    int len = snprintf(text, sizeof text, "%04d", year);
    uint64_t precision = test_one_in(m->x, 3) ? test_below(m->x, 4) : 2;
    if (precision >= 1) {
        len += snprintf(text + len, sizeof text - (size_t)len, "-%02d", month);
    }
    if (precision >= 2) {
        len += snprintf(text + len, sizeof text - (size_t)len, "-%02d", day);
    }
    if (precision == 3) {
        int offset = (int)test_between(m->x, 1, 56) * 15;
        len += snprintf(
            text + len, sizeof text - (size_t)len, "T%02d:%02d:00%c%02d:%02d",
            (int)test_between(m->x, 0, 23), (int)test_between(m->x, 0, 59),
            test_one_in(m->x, 2) ? '+' : '-', offset / 60, offset % 60);
        if (test_one_in(m->x, 4)) {
            memcpy(text + len - 6, "Z", 2);
        }
    } else if (test_one_in(m->x, 5)) {
        memcpy(text + len, "~", 2);
    }
    put_text(m, text);
}

/* ---- codes ---- */

static void put_listed_word(char *out, size_t size, const cn_model_listed *l)
{
    cn_words_word word;
    cn_model_listed_word(&word, l);
    assert_true(word.len > 0 && word.len < size);
    memcpy(out, word.text, (size_t)word.len + 1);
}

typedef struct {
    const char *system;
    char code[32];
    char display[80];
} coding;

static void random_coding(test_random *x, const cn_model_field *f, coding *c)
{
    static const struct {
        const char *system, *code;
    } odd[] = {{"icd-11", "5A11"},
               {"icd-10-cm", "S72.001A"},
               {"cvx", "03"},
               {"carnet", "fall_risk"},
               {"atc", "N02"},
               {"icd-10", "Q99.9"},
               {"snomed", "999000011000001104"},
               {"urn:oid:2.16.756.5.30", "A-17 x"},
               {"https://example.org/codes?v=2", "\xd9\x85-1"}};
    memset(c, 0, sizeof *c);
    const cn_model_listed *listed = cn_model_list_get(f->b, test_below(x, 60));
    if (listed != NULL && !test_one_in(x, 3)) {
        c->system = cn_model_system_get(listed->system)->name;
        strcpy(c->code, listed->code);
        put_listed_word(c->display, sizeof c->display, listed);
        return;
    }
    if (test_one_in(x, 2)) {
        c->system = cn_model_system_get((uint32_t)f->a)->name;
        do {
            cn_model_unpack((uint32_t)f->a, (uint32_t)test_below(x, 900000),
                            c->code);
        } while (c->code[0] == '\0');
    } else {
        size_t pick = test_pick(x, sizeof odd / sizeof *odd);
        c->system = odd[pick].system;
        strcpy(c->code, odd[pick].code);
    }
    int32_t system =
        cn_model_system_named(cn_span_of(c->system, strlen(c->system)));
    int32_t at = system < 0
                     ? -1
                     : cn_model_list_find(f->b, (uint32_t)system,
                                          cn_span_of(c->code, strlen(c->code)));
    if (at >= 0) { /* it is in the list after all */
        put_listed_word(c->display, sizeof c->display,
                        cn_model_list_get(f->b, (uint64_t)at));
    } else if (test_one_in(x, 2)) {
        random_words(x, c->display, 60);
    }
}

static void put_coding(maker *m, const coding *c)
{
    cn_json_key(&m->w, "system");
    put_text(m, c->system);
    cn_json_key(&m->w, "code");
    put_text(m, c->code);
    if (c->display[0] != '\0') {
        cn_json_key(&m->w, "display");
        put_text(m, c->display);
    }
}

/* Up to four different codings. */
static size_t random_codings(maker *m, const cn_model_field *f, coding *list)
{
    size_t num = test_one_in(m->x, 4) ? test_pick(m->x, 5) : 1;
    size_t made = 0;
    for (size_t i = 0; i < num; i++) {
        random_coding(m->x, f, &list[made]);
        bool again = false;
        for (size_t k = 0; k < made; k++) {
            again |= strcmp(list[k].system, list[made].system) == 0 &&
                     strcmp(list[k].code, list[made].code) == 0;
        }
        made += again ? 0 : 1;
    }
    return made;
}

static void make_code(maker *m, const cn_model_field *f)
{
    coding list[4];
    size_t num = random_codings(m, f, list);
    cn_json_open_object(&m->w);
    if (num == 1) {
        put_coding(m, &list[0]);
    } else if (num > 1) {
        cn_json_key(&m->w, "coding");
        cn_json_open_array(&m->w);
        for (size_t i = 0; i < num; i++) {
            cn_json_open_object(&m->w);
            put_coding(m, &list[i]);
            cn_json_close_object(&m->w);
        }
        cn_json_close_array(&m->w);
    }
    if (num == 0 || test_one_in(m->x, 6)) {
        char words[128] = "the issuer says: ";
        random_words(m->x, words + strlen(words), 60);
        cn_json_key(&m->w, "text");
        put_text(m, words);
    }
    cn_json_close_object(&m->w);
}

/* ---- fields ---- */

static void make_reference(maker *m)
{
    char text[24];
    size_t target = test_pick(m->x, m->num);
    if (target == m->entry || test_one_in(m->x, 3)) {
        snprintf(text, sizeof text, "leaf:%08x",
                 (unsigned)test_below(m->x, UINT64_C(1) << 32));
    } else {
        snprintf(text, sizeof text, "e%zu", target);
    }
    put_text(m, text);
}

static void make_plain(maker *m, const cn_model_field *f, size_t i)
{
    uint64_t num_words = 0;
    switch (f->type) {
    case CN_TYPE_TEXT:
        make_text(m, f);
        break;
    case CN_TYPE_LABEL:
        make_label(m, f);
        break;
    case CN_TYPE_INT:
        cn_json_i64(&m->w, test_between(m->x, f->a, f->b));
        break;
    case CN_TYPE_BOOL:
        cn_json_bool(&m->w, test_one_in(m->x, 2));
        break;
    case CN_TYPE_ENUM:
        while (cn_model_enum_word(f->a, num_words) != NULL) {
            num_words++;
        }
        /* In a list, different words. */
        put_text(m,
                 cn_model_enum_word(f->a, (f->flags & CN_FIELD_LIST) != 0
                                              ? i
                                              : test_below(m->x, num_words)));
        break;
    case CN_TYPE_DECIMAL:
        make_decimal(m, true);
        break;
    case CN_TYPE_QUANTITY:
        make_quantity(m, f);
        break;
    case CN_TYPE_DATE:
        make_date(m, false);
        break;
    case CN_TYPE_END:
        make_date(m, true);
        break;
    case CN_TYPE_CODE:
        make_code(m, f);
        break;
    case CN_TYPE_REF:
        make_reference(m);
        break;
    default:
        make_bytes(m, f);
    }
}

static void make_group(maker *m, const cn_model_field *f)
{
    const cn_model_shape *group = cn_model_group((uint32_t)f->a);
    uint64_t mask = group->required | group->one_of | test_below(m->x, 256);
    cn_json_open_object(&m->w);
    for (size_t i = 0; i < group->num_fields; i++) {
        if ((mask >> i & 1) != 0) {
            cn_json_key(&m->w, group->fields[i].name);
            make_plain(m, &group->fields[i], 0);
        }
    }
    cn_json_close_object(&m->w);
}

static void make_field(maker *m, const cn_model_field *f)
{
    static const char *const reasons[] = {"none", "not_asked", "refused"};
    cn_json_key(&m->w, f->name);
    if ((f->flags & CN_FIELD_ABSENT) != 0 && test_one_in(m->x, 8)) {
        cn_json_open_object(&m->w);
        cn_json_key(&m->w, "absent");
        put_text(m, reasons[test_below(m->x, 3)]);
        cn_json_close_object(&m->w);
        return;
    }
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    size_t num = list ? 1 + test_pick(m->x, 3) : 1;
    if (list) {
        cn_json_open_array(&m->w);
    }
    for (size_t i = 0; i < num; i++) {
        if (f->type == CN_TYPE_GROUP) {
            make_group(m, f);
        } else {
            make_plain(m, f, i);
        }
    }
    if (list) {
        cn_json_close_array(&m->w);
    }
}

static void make_entry(maker *m, uint32_t kind)
{
    const cn_model_shape *shape = cn_model_kind(kind);
    uint64_t some = test_below(m->x, UINT64_MAX);
    some &= test_one_in(m->x, 3) ? UINT64_MAX : test_below(m->x, UINT64_MAX);
    uint64_t mask = shape->required | (some & shape->known);
    if ((shape->one_of & mask) == 0) {
        mask |= shape->one_of;
    }
    char id[24];
    snprintf(id, sizeof id, "e%zu", m->entry);
    cn_json_open_object(&m->w);
    cn_json_key(&m->w, "kind");
    put_text(m, shape->name);
    cn_json_key(&m->w, "id");
    put_text(m, id);
    bool refers = false;
    for (size_t i = 0; i < shape->num_fields; i++) {
        refers |= (mask >> i & 1) != 0 && shape->fields[i].type == CN_TYPE_REF;
    }
    if (refers || test_one_in(m->x, 6)) { /* may lead to any part */
        cn_json_key(&m->w, "part");
        put_text(m, "private");
    }
    for (size_t i = 0; i < shape->num_fields; i++) {
        if ((mask >> i & 1) != 0) {
            make_field(m, &shape->fields[i]);
        }
    }
    cn_json_close_object(&m->w);
}

void test_random_record(test_random *x, size_t num, cn_buf *out)
{
    maker m = {x, {0}, num, 0};
    cn_json_begin(&m.w, out, test_one_in(x, 2));
    cn_json_open_object(&m.w);
    cn_json_key(&m.w, "entries");
    cn_json_open_array(&m.w);
    for (m.entry = 0; m.entry < num; m.entry++) {
        uint32_t kind = (uint32_t)test_below(x, cn_model_num_kinds());
        if (m.entry > 0 && kind == CARNET_KIND_PERSON) {
            kind = CARNET_KIND_CONDITION; /* a record is about one person */
        }
        make_entry(&m, kind);
    }
    cn_json_close_array(&m.w);
    cn_json_close_object(&m.w);
    assert_status(out->status, CARNET_OK);
}
