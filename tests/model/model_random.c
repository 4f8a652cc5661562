/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries made from a seed, as model_random.h says. Values are put in the order
 * of their fields, so that units and bases are there before what needs them.
 */
#include "../support/support.h"

#include "model_random.h"

uint64_t test_below(test_random *x, uint64_t bound)
{
    uint64_t z = (x->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % bound;
}

size_t test_pick(test_random *x, size_t bound)
{
    return (size_t)test_below(x, bound);
}

int64_t test_between(test_random *x, int64_t low, int64_t high)
{
    return low + (int64_t)test_below(x, (uint64_t)(high - low) + 1);
}

bool test_one_in(test_random *x, uint64_t n)
{
    return test_below(x, n) == 0;
}

/* ---- text ---- */

/* Text of up to max bytes in one of several scripts, without a space at either
   end; buf has max bytes. */
static cn_span random_text(test_random *x, size_t max, uint8_t *buf)
{
    static const struct {
        int32_t first, num;
    } scripts[] = {{'0', 10},     {'A', 26},    {'a', 26},    {'!', 94},
                   {0xc0, 256},   {0x401, 95},  {0x386, 73},  {0x621, 42},
                   {0x1200, 347}, {0x4e00, 64}, {0x1f300, 32}};
    size_t script = test_pick(x, sizeof scripts / sizeof *scripts);
    size_t chars = 1 + test_pick(x, test_one_in(x, 8) ? 60 : 14);
    size_t len = 0;
    for (size_t i = 0; i < chars; i++) {
        bool space = i > 0 && i + 1 < chars && test_one_in(x, 6);
        int32_t c = scripts[script].first +
                    (int32_t)test_below(x, (uint64_t)scripts[script].num);
        if (script == 2 && (i == 0 || buf[len - 1] == ' ')) {
            c -= 'a' - 'A'; /* names in words */
        }
        uint8_t one[4];
        size_t num = cn_utf8_put(one, space ? ' ' : c);
        if (len + num > max) {
            break;
        }
        memcpy(buf + len, one, num);
        len += num;
    }
    while (len > 0 && buf[len - 1] == ' ') {
        len--;
    }
    if (len == 0) {
        buf[len++] = 'x';
    }
    return cn_span_of(buf, len);
}

static carnet_status put_label(test_random *x, const cn_model_field *f,
                               cn_buf *out)
{
    uint8_t buf[256];
    static const char *const words[] = {"XK", "XXA", "qaa-Latn", "tlh"};
    const char *listed = cn_model_word_get(f->b, test_below(x, 60));
    if (listed != NULL && !test_one_in(x, 4)) {
        return cn_model_put_label(out, f, cn_span_of(listed, strlen(listed)));
    }
    cn_span text = random_text(x, (size_t)f->a, buf);
    if (cn_model_word_check(f->b, text) != CARNET_OK) {
        const char *word =
            words[f->b == CN_LIST_COUNTRIES    ? 0
                  : f->b == CN_LIST_CURRENCIES ? 1
                                               : 2 + test_one_in(x, 2)];
        text = cn_span_of(word, strlen(word));
    }
    return cn_model_put_label(out, f, text);
}

/* ---- numbers and dates ---- */

static cn_model_decimal random_decimal(test_random *x, bool negative)
{
    cn_model_decimal d = {0, 0};
    d.mantissa =
        test_between(x, 0, test_one_in(x, 6) ? CN_MODEL_MANTISSA_MAX : 5000);
    d.scale = (int32_t)test_between(x, 0, test_one_in(x, 4) ? 9 : 2);
    if (test_one_in(x, 12)) {
        d.scale = (int32_t)-test_between(x, 1, 9);
        d.mantissa = d.mantissa % 1000 * 10 + test_between(x, 1, 9);
    }
    if (negative && test_one_in(x, 4)) {
        d.mantissa = -d.mantissa;
    }
    return d;
}

static carnet_status put_quantity(test_random *x, const cn_model_field *f,
                                  int32_t usual, cn_buf *out)
{
    static const char *const odd[] = {"10*9/L", "{glass}", "ug/(kg.h)"};
    cn_model_decimal d = random_decimal(x, f->a == CN_UNIT_OF_TEST);
    const char *unit = "";
    if (usual < 0 || test_one_in(x, 4)) {
        unit = test_one_in(x, 4) ? odd[test_below(x, 3)]
                                 : cn_model_unit_get(test_below(x, 7));
    }
    return cn_model_put_quantity(out, &d, cn_span_of(unit, strlen(unit)),
                                 usual);
}

static cn_model_date random_date(test_random *x)
{
    cn_model_date d;
    memset(&d, 0, sizeof d);
    d.precision = (uint8_t)(test_one_in(x, 3) ? test_below(x, 4) : 0);
    d.estimated = d.precision != CARNET_DATE_MINUTE && test_one_in(x, 4);
    d.days = (int32_t)test_between(
        x, TEST_DAY - (test_one_in(x, 4) ? 40000 : 900), TEST_DAY + 400);
    d.year = (int32_t)test_between(x, 1, test_one_in(x, 9) ? 9999 : 2030);
    d.month = (int32_t)test_between(x, 1, 12);
    d.minutes =
        test_between(x, (int64_t)d.days * 1440, (int64_t)d.days * 1440 + 9);
    d.offset = (int32_t)test_between(x, -56, 56) * 15;
    return d;
}

/* ---- codes ---- */

static void random_coding(test_random *x, const cn_model_field *f,
                          cn_model_coding *c)
{
    static const struct {
        int32_t system;
        const char *code;
    } odd[] = {{CN_SYSTEM_ICD11, "5A11"},
               {CN_SYSTEM_ICD11, "BA00.Z/XS25"},
               {CN_SYSTEM_ICD10CM, "E11.65"},
               {CN_SYSTEM_ICD10CM, "S72.001A"},
               {CN_SYSTEM_CVX, "03"},
               {CN_SYSTEM_CARNET, "fall_risk"},
               {-1, "A-17 x"},
               {CN_SYSTEM_ATC, "N02"},
               {CN_SYSTEM_SNOMED, "999000011000001104"}};
    memset(c, 0, sizeof *c);
    c->listed = -1;
    size_t pick = test_pick(x, sizeof odd / sizeof *odd);
    const cn_model_listed *listed = cn_model_list_get(f->b, test_below(x, 30));
    if (listed != NULL && !test_one_in(x, 3)) {
        c->system = listed->system;
        c->code_len = strlen(listed->code);
        memcpy(c->code, listed->code, c->code_len);
    } else if (test_one_in(x, 2)) {
        c->system = f->a;
        while (c->code_len == 0) {
            c->code_len = cn_model_unpack(
                (uint32_t)f->a, (uint32_t)test_below(x, 900000), c->code);
        }
    } else {
        c->system = odd[pick].system;
        c->code_len = strlen(odd[pick].code);
        memcpy(c->code, odd[pick].code, c->code_len);
        c->uri = c->system < 0 ? CN_SPAN_LIT("urn:oid:2.16.756.5.30")
                               : cn_span_of(NULL, 0);
    }
}

static carnet_status put_code(test_random *x, const cn_model_field *f,
                              cn_buf *out)
{
    cn_model_code code;
    uint8_t words[64];
    uint8_t labels[4][64];
    memset(&code, 0, sizeof code);
    code.num = (uint32_t)(test_one_in(x, 4) ? test_below(x, 5) : 1);
    for (uint32_t i = 0; i < code.num; i++) {
        random_coding(x, f, &code.codings[i]);
        if (test_one_in(x, 6)) {
            code.codings[i].label = random_text(x, 64, labels[i]);
        }
    }
    if (code.num == 0 || test_one_in(x, 6)) {
        code.words = random_text(x, 64, words);
    }
    carnet_status status = cn_model_put_code(out, f, &code);
    if (status == CARNET_RECORD_TWICE) {
        code.num = 1;
        status = cn_model_put_code(out, f, &code);
    }
    return status;
}

/* ---- fields ---- */

/* Unit and base come from values that were made before. */
static int32_t usual_unit(const cn_model_shape *shape, const cn_model_field *f,
                          const cn_span *values, int32_t form_unit)
{
    if (f->a == CN_UNIT_OF_FORM) {
        return form_unit;
    }
    if (f->a != CN_UNIT_OF_TEST) {
        return f->a;
    }
    const cn_model_field *test =
        cn_model_field_named(shape, CN_SPAN_LIT("test"));
    return cn_model_unit_beside(test, values[test->number]);
}

static void put_one(test_random *x, const cn_model_shape *shape,
                    const cn_model_field *f, const cn_span *values,
                    int32_t form_unit, cn_buf *out)
{
    uint8_t buf[1024];
    cn_model_decimal d = random_decimal(x, true);
    cn_model_date date = random_date(x);
    carnet_status status = CARNET_RECORD_DATE;
    switch (f->type) {
    case CN_TYPE_TEXT:
        status = cn_model_put_text(out, f, random_text(x, (size_t)f->a, buf));
        break;
    case CN_TYPE_LABEL:
        status = put_label(x, f, out);
        break;
    case CN_TYPE_INT:
        status = cn_model_put_int(out, f, test_between(x, f->a, f->b));
        break;
    case CN_TYPE_BOOL:
        cn_cbor_put_bool(out, test_one_in(x, 2));
        status = CARNET_OK;
        break;
    case CN_TYPE_ENUM:
        do {
            status = cn_model_put_enum(out, f, test_below(x, 6));
        } while (status != CARNET_OK);
        break;
    case CN_TYPE_DECIMAL:
        status = cn_model_put_decimal(out, &d);
        break;
    case CN_TYPE_QUANTITY:
        status =
            put_quantity(x, f, usual_unit(shape, f, values, form_unit), out);
        break;
    case CN_TYPE_DATE:
        status = cn_model_put_date(out, &date, TEST_DAY);
        break;
    case CN_TYPE_END:
        while ((status = cn_model_put_end(out, &date, TEST_DAY,
                                          values[f->a])) != CARNET_OK) {
            date = random_date(x);
            date.precision =
                test_one_in(x, 2) ? date.precision : CARNET_DATE_YEAR;
            date.year = 9000;
        }
        break;
    case CN_TYPE_CODE:
        status = put_code(x, f, out);
        break;
    case CN_TYPE_REF:
        memset(buf, 7, 4);
        if (test_one_in(x, 3)) {
            cn_model_put_leaf(out, buf);
            status = CARNET_OK;
        } else {
            status = cn_model_put_ref(out, (uint32_t)test_below(x, 3),
                                      (uint32_t)test_between(x, 1, 255));
        }
        break;
    default:
        memset(buf, (int)test_below(x, 256), sizeof buf);
        status = cn_model_put_bytes(
            out, f, cn_span_of(buf, (size_t)test_between(x, f->a, f->b)));
    }
    assert_status(status, CARNET_OK);
}

static void put_group(test_random *x, const cn_model_field *f,
                      int32_t form_unit, cn_buf *out)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)f->a);
    cn_span values[CN_MODEL_FIELDS_MAX] = {{NULL, 0}};
    cn_buf made[CN_MODEL_FIELDS_MAX];
    uint64_t mask = shape->required | shape->one_of | test_below(x, 256);
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_buf_init(&made[i]);
        if ((mask >> i & 1) != 0) {
            put_one(x, shape, &shape->fields[i], values, form_unit, &made[i]);
            values[i] = cn_buf_span(&made[i]);
        }
    }
    assert_status(cn_model_put_group(out, shape, values), CARNET_OK);
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_buf_free(&made[i]);
    }
}

static void put_value(test_random *x, const cn_model_shape *shape,
                      const cn_model_field *f, const cn_span *values,
                      int32_t form_unit, cn_buf *out)
{
    if ((f->flags & CN_FIELD_ABSENT) != 0 && test_one_in(x, 8)) {
        cn_model_put_absent(out, (int32_t)test_between(x, 1, 3));
        return;
    }
    size_t num = 1;
    if ((f->flags & CN_FIELD_LIST) != 0) {
        num = 1 + test_pick(x, f->type == CN_TYPE_ENUM ? 1 : 3);
        cn_cbor_put_array(out, num);
    }
    for (size_t i = 0; i < num; i++) {
        if (f->type == CN_TYPE_GROUP) {
            put_group(x, f, form_unit, out);
        } else {
            put_one(x, shape, f, values, form_unit, out);
        }
    }
}

/* The fields of a template of the kind, so that listed forms are met too. */
static uint64_t template_mask(test_random *x, uint32_t kind)
{
    uint32_t first = cn_model_by_kind_first[kind];
    uint32_t num = cn_model_by_kind_first[kind + 1] - first;
    uint32_t number = cn_model_by_kind[first + test_below(x, num)];
    return cn_model_templates[number].present;
}

/* Sets, most times, what a template fixes. */
static void fix_values(test_random *x, uint32_t kind, uint64_t mask,
                       cn_span *values)
{
    uint32_t end = cn_model_by_kind_first[kind + 1];
    for (uint32_t i = cn_model_by_kind_first[kind]; i < end; i++) {
        const cn_model_template *t = &cn_model_templates[cn_model_by_kind[i]];
        if (t->present != mask || test_one_in(x, 4)) {
            continue;
        }
        for (size_t k = 0; k < t->num_fixed; k++) {
            values[t->fixed[k].field] =
                cn_span_of(t->fixed[k].value, t->fixed[k].len);
        }
    }
}

void test_random_entry(test_random *x, uint32_t kind, cn_buf *out)
{
    const cn_model_shape *shape = cn_model_kind(kind);
    cn_span values[CN_MODEL_FIELDS_MAX] = {{NULL, 0}};
    cn_buf made[CN_MODEL_FIELDS_MAX];
    uint64_t mask = template_mask(x, kind);
    if (test_one_in(x, 2)) {
        uint64_t some = test_below(x, UINT64_MAX) & test_below(x, UINT64_MAX);
        mask = shape->required | shape->one_of | (some & shape->known);
    } else {
        fix_values(x, kind, mask, values);
    }
    int32_t form_unit = CN_UNIT_NONE;
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_buf_init(&made[i]);
        if ((mask >> i & 1) != 0 && values[i].len == 0) {
            put_value(x, shape, &shape->fields[i], values, form_unit, &made[i]);
            values[i] = cn_buf_span(&made[i]);
        }
        if (kind == CARNET_KIND_PRESCRIPTION && i == CARNET_PRESCRIPTION_FORM &&
            values[i].len != 0) {
            form_unit = cn_model_unit_beside(&shape->fields[i], values[i]);
        }
    }
    assert_status(cn_model_put_entry(out, kind, values), CARNET_OK);
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_buf_free(&made[i]);
    }
}

carnet_status test_step(cn_span bytes, carnet_entry *out)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, bytes);
    size_t elements = 0;
    cn_cbor_reader count = r;
    while (!cn_cbor_at_end(&count)) {
        (void)cn_cbor_skip(&count);
        elements++;
    }
    carnet_status status = cn_model_step(&r, &elements, out);
    out->day = TEST_DAY;
    out->part = CARNET_PART_PRIVATE;
    if (status == CARNET_OK && elements != 0) {
        return CARNET_CBOR_TRAILING;
    }
    return status;
}
