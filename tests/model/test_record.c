/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Setters and getters: a record that a program sets is the one that its JSON
 * gives, and getters say what the JSON says. Then each refusal.
 */
#include "../support/support.h"

#include "model_record.h"

/* ---- JSON, taken apart without the room's help ---- */

typedef struct {
    const cn_json_doc *doc;
    const cn_model_field *field;
    size_t entry;
    size_t i;
    int32_t outer;
    int32_t member;
    uint32_t node;
} spot;

typedef void (*visitor)(void *context, const spot *s);

static const cn_json_node *get(const spot *s, uint32_t node)
{
    return cn_json_get(s->doc, node);
}

static const char *str(cn_span s)
{
    return s.data == NULL ? "" : (const char *)s.data;
}

/* Text of a member of the value, NULL data if it is not there. */
static cn_span member_text(const cn_json_doc *doc, uint32_t node,
                           const char *key)
{
    uint32_t at = cn_json_find(doc, node, key);
    return at == 0 ? cn_span_of(NULL, 0) : cn_json_get(doc, at)->text;
}

static void visit_value(spot s, visitor visit, void *context)
{
    if (s.field->type != CN_TYPE_GROUP) {
        visit(context, &s);
        return;
    }
    const cn_model_shape *group = cn_model_group((uint32_t)s.field->a);
    uint32_t key = s.node + 1;
    for (uint32_t n = 0; n < get(&s, s.node)->num; n++) {
        spot inner = s;
        inner.field = cn_model_field_named(group, get(&s, key)->text);
        inner.member = inner.field->number;
        inner.node = key + 1;
        visit(context, &inner);
        key = get(&s, key + 1)->next;
    }
}

static void visit_field(spot s, visitor visit, void *context)
{
    if (cn_json_find(s.doc, s.node, "absent") != 0 ||
        (s.field->flags & CN_FIELD_LIST) == 0) {
        visit_value(s, visit, context);
        return;
    }
    spot element = s;
    element.node = s.node + 1;
    for (; element.i < get(&s, s.node)->num; element.i++) {
        visit_value(element, visit, context);
        element.node = get(&s, element.node)->next;
    }
}

/* Visits every value of an entry's object; absences too. */
static void visit_entry(const cn_json_doc *doc, uint32_t object, size_t entry,
                        visitor visit, void *context)
{
    cn_span kind = member_text(doc, object, "kind");
    const cn_model_shape *shape =
        cn_model_kind((uint32_t)cn_model_kind_named(kind));
    uint32_t key = object + 1;
    for (uint32_t n = 0; n < cn_json_get(doc, object)->num; n++) {
        const cn_model_field *f =
            cn_model_field_named(shape, cn_json_get(doc, key)->text);
        if (f != NULL) {
            spot s = {doc, f, entry, 0, f->number, CARNET_RECORD_SELF, key + 1};
            visit_field(s, visit, context);
        }
        key = cn_json_get(doc, key + 1)->next;
    }
}

static uint32_t first_entry(const cn_json_doc *doc)
{
    return cn_json_find(doc, 0, "entries") + 1;
}

static size_t num_entries(const cn_json_doc *doc)
{
    return cn_json_get(doc, cn_json_find(doc, 0, "entries"))->num;
}

/* Mantissa and scale of digits such as "-12.50" or "17e4". */
static void split_digits(cn_span s, int64_t *mantissa, int32_t *scale)
{
    char text[64];
    char digits[64];
    size_t num = 0;
    snprintf(text, sizeof text, "%.*s", (int)s.len, str(s));
    char *e = strchr(text, 'e');
    *scale = e != NULL ? -atoi(e + 1) : 0;
    if (e != NULL) {
        *e = '\0';
    }
    char *point = strchr(text, '.');
    *scale += point != NULL ? (int32_t)strlen(point + 1) : 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c != '.') {
            digits[num++] = *c;
        }
    }
    digits[num] = '\0';
    *mantissa = strtoll(digits, NULL, 10);
}

typedef struct {
    int num; /* of year, month, day */
    int year, month, day, hour, minute, offset;
    bool instant, estimated;
} moment;

static moment split_date(cn_span s)
{
    char text[64];
    moment m = {0};
    snprintf(text, sizeof text, "%.*s", (int)s.len, str(s));
    m.estimated = text[strlen(text) - 1] == '~';
    m.num = sscanf(text, "%d-%d-%d", &m.year, &m.month, &m.day);
    m.instant = strchr(text, 'T') != NULL;
    if (m.instant) {
        int hours = 0;
        int minutes = 0;
        sscanf(text + 11, "%d:%d", &m.hour, &m.minute);
        if (text[19] != 'Z') {
            sscanf(text + 20, "%d:%d", &hours, &minutes);
            m.offset = hours * 60 + minutes;
            m.offset = text[19] == '-' ? -m.offset : m.offset;
        }
    }
    return m;
}

static int64_t minutes_of(const moment *m)
{
    return (int64_t)cn_days_from_date(m->year, m->month, m->day) * 1440 +
           m->hour * 60 + m->minute - m->offset;
}

static int32_t reason_of(cn_span word)
{
    return word.data[0] == 'r'   ? CARNET_ABSENT_REFUSED
           : word.data[2] == 't' ? CARNET_ABSENT_NOT_ASKED
                                 : CARNET_ABSENT_NONE;
}

/* ---- a program that sets what the JSON says ---- */

#define PLACE record, s->entry, s->outer, s->i, s->member

static void add_coding(carnet_record *record, const spot *s, uint32_t node)
{
    cn_span system = member_text(s->doc, node, "system");
    cn_span code = member_text(s->doc, node, "code");
    cn_span display = member_text(s->doc, node, "display");
    assert_status(carnet_record_add_coding(
                      PLACE, (const char *)system.data, system.len, str(code),
                      code.len, (const char *)display.data, display.len),
                  CARNET_OK);
}

static void set_code(carnet_record *record, const spot *s)
{
    cn_span words = member_text(s->doc, s->node, "text");
    uint32_t list = cn_json_find(s->doc, s->node, "coding");
    if (words.data != NULL) { /* the order does not matter */
        assert_status(carnet_record_set_words(PLACE, str(words), words.len),
                      CARNET_OK);
    }
    if (cn_json_find(s->doc, s->node, "code") != 0) {
        add_coding(record, s, s->node);
    }
    if (list != 0) {
        uint32_t at = list + 1;
        for (uint32_t n = 0; n < get(s, list)->num; n++) {
            add_coding(record, s, at);
            at = get(s, at)->next;
        }
    }
}

static void set_date(carnet_record *record, const spot *s)
{
    moment m = split_date(get(s, s->node)->text);
    carnet_status status =
        m.instant ? carnet_record_set_instant(PLACE, minutes_of(&m), m.offset)
                  : carnet_record_set_date(PLACE, m.year, m.month, m.day,
                                           m.estimated);
    assert_status(status, CARNET_OK);
}

static carnet_status set_reference(carnet_record *record, const spot *s)
{
    cn_span text = get(s, s->node)->text;
    char id[32];
    size_t target = 0;
    snprintf(id, sizeof id, "%.*s", (int)text.len, str(text));
    if (strncmp(id, "leaf:", 5) == 0) {
        return carnet_record_set_elsewhere(PLACE,
                                           (uint32_t)strtoul(id + 5, NULL, 16));
    }
    assert_status(carnet_record_find_id(&target, record, id, strlen(id)),
                  CARNET_OK);
    return carnet_record_set_reference(PLACE, target);
}

static carnet_status set_number(carnet_record *record, const spot *s)
{
    int64_t v = 0;
    int32_t scale = 0;
    uint32_t value = cn_json_find(s->doc, s->node, "value");
    cn_span unit = member_text(s->doc, s->node, "unit");
    switch (s->field->type) {
    case CN_TYPE_INT:
        assert_true(cn_json_int(get(s, s->node), &v));
        return carnet_record_set_int(PLACE, v);
    case CN_TYPE_BOOL:
        return carnet_record_set_bool(PLACE,
                                      get(s, s->node)->type == CN_JSON_TRUE);
    case CN_TYPE_ENUM:
        return carnet_record_set_enum(
            PLACE, cn_model_enum_find(s->field->a, get(s, s->node)->text));
    case CN_TYPE_DECIMAL:
        split_digits(get(s, s->node)->text, &v, &scale);
        return carnet_record_set_decimal(PLACE, v, scale);
    default:
        split_digits(get(s, value)->text, &v, &scale);
        return carnet_record_set_quantity(PLACE, v, scale, str(unit), unit.len);
    }
}

static carnet_status set_base64(carnet_record *record, const spot *s)
{
    cn_buf b;
    cn_buf_init(&b);
    assert_true(cn_text_get_base64(&b, get(s, s->node)->text));
    carnet_status status = carnet_record_set_bytes(PLACE, b.data, b.len);
    cn_buf_free(&b);
    return status;
}

static void set_value(void *context, const spot *s)
{
    carnet_record *record = context;
    cn_span text = get(s, s->node)->text;
    cn_span absent = member_text(s->doc, s->node, "absent");
    carnet_status status = CARNET_OK;
    if (absent.data != NULL) {
        status = carnet_record_set_absent(record, s->entry, s->outer,
                                          reason_of(absent));
    } else if (s->field->type == CN_TYPE_TEXT ||
               s->field->type == CN_TYPE_LABEL) {
        status = carnet_record_set_text(PLACE, str(text), text.len);
    } else if (s->field->type == CN_TYPE_DATE ||
               s->field->type == CN_TYPE_END) {
        set_date(record, s);
    } else if (s->field->type == CN_TYPE_CODE) {
        set_code(record, s);
    } else if (s->field->type == CN_TYPE_REF) {
        status = set_reference(record, s);
    } else if (s->field->type == CN_TYPE_BYTES) {
        status = set_base64(record, s);
    } else {
        status = set_number(record, s);
    }
    assert_status(status, CARNET_OK);
}

static carnet_record *build(const cn_json_doc *doc)
{
    carnet_record *record = NULL;
    assert_status(carnet_record_new(&record), CARNET_OK);
    uint32_t object = first_entry(doc);
    for (size_t n = 0; n < num_entries(doc); n++) {
        cn_span kind = member_text(doc, object, "kind");
        cn_span id = member_text(doc, object, "id");
        size_t index = SIZE_MAX;
        assert_status(
            carnet_record_add(&index, record,
                              carnet_record_find_kind(str(kind), kind.len)),
            CARNET_OK);
        assert_int_equal(index, n);
        assert_status(carnet_record_set_id(record, n, str(id), id.len),
                      CARNET_OK);
        if (cn_json_find(doc, object, "part") != 0) {
            assert_status(
                carnet_record_set_part(record, n, CARNET_PART_PRIVATE),
                CARNET_OK);
        }
        object = cn_json_get(doc, object)->next;
    }
    object = first_entry(doc);
    for (size_t n = 0; n < num_entries(doc); n++) {
        visit_entry(doc, object, n, set_value, record);
        object = cn_json_get(doc, object)->next;
    }
    return record;
}

/* ---- a program that reads what the JSON says ---- */

typedef struct {
    const carnet_entry *entry;
    size_t values;
} reading;

#undef PLACE
#define PLACE e, s->outer, s->i, s->member

static void check_text(const char *actual, cn_span expected)
{
    assert_int_equal(strlen(actual), expected.len);
    assert_memory_equal(actual, str(expected), expected.len);
}

static void check_coding(const carnet_entry *e, const spot *s, uint32_t node,
                         size_t n)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    assert_status(carnet_record_copy_system(text, PLACE, n), CARNET_OK);
    check_text(text, member_text(s->doc, node, "system"));
    assert_status(carnet_record_copy_code(text, PLACE, n), CARNET_OK);
    check_text(text, member_text(s->doc, node, "code"));
    cn_span display = member_text(s->doc, node, "display");
    assert_status(carnet_record_copy_display(NULL, PLACE, n),
                  CARNET_CALLER_NULL);
    carnet_status status = carnet_record_copy_display(text, PLACE, n);
    assert_status(status,
                  display.data != NULL ? CARNET_OK : CARNET_CALLER_ABSENT);
    if (status == CARNET_OK) {
        check_text(text, display);
    }
}

static void check_code(const carnet_entry *e, const spot *s)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    uint32_t list = cn_json_find(s->doc, s->node, "coding");
    size_t num = list != 0 ? get(s, list)->num
                           : cn_json_find(s->doc, s->node, "code") != 0;
    assert_int_equal(carnet_record_num_codings(PLACE), num);
    uint32_t at = list != 0 ? list + 1 : s->node;
    for (size_t n = 0; n < num; n++) {
        check_coding(e, s, at, n);
        at = get(s, at)->next;
    }
    assert_status(carnet_record_copy_code(text, PLACE, num),
                  CARNET_CALLER_ABSENT);
    cn_span words = member_text(s->doc, s->node, "text");
    carnet_status status = carnet_record_copy_words(text, PLACE);
    assert_status(status,
                  words.data != NULL ? CARNET_OK : CARNET_CALLER_ABSENT);
    if (status == CARNET_OK) {
        check_text(text, words);
    }
}

static void check_date(const carnet_entry *e, const spot *s)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    int32_t got[5];
    int32_t first = 0;
    int32_t last = 0;
    int64_t minutes = 0;
    int32_t offset = 0;
    cn_span json = get(s, s->node)->text;
    moment m = split_date(json);
    assert_status(carnet_record_copy_date(NULL, PLACE), CARNET_CALLER_NULL);
    assert_status(carnet_record_copy_date(text, PLACE), CARNET_OK);
    check_text(text, json);
    assert_status(carnet_record_get_date(&got[0], &got[1], &got[2], &got[3],
                                         &got[4], PLACE),
                  CARNET_OK);
    assert_int_equal(got[0], m.instant    ? CARNET_DATE_MINUTE
                             : m.num == 3 ? CARNET_DATE_DAY
                             : m.num == 2 ? CARNET_DATE_MONTH
                                          : CARNET_DATE_YEAR);
    assert_int_equal(got[1], m.year);
    assert_int_equal(got[2], m.month);
    assert_int_equal(got[3], m.day);
    assert_int_equal(got[4], m.estimated);
    assert_status(
        carnet_record_get_days(&first, &last, e, 63, 0, CARNET_RECORD_SELF),
        CARNET_CALLER_ABSENT);
    assert_status(carnet_record_get_days(&first, &last, PLACE), CARNET_OK);
    assert_int_equal(first, cn_days_from_date(m.year, m.num >= 2 ? m.month : 1,
                                              m.num == 3 ? m.day : 1));
    int next = m.num == 3      ? first + 1
               : m.num == 1    ? cn_days_from_date(m.year, 12, 31) + 1
               : m.month == 12 ? cn_days_from_date(m.year, 12, 31) + 1
                               : cn_days_from_date(m.year, m.month + 1, 1);
    assert_int_equal(last, next - 1);
    assert_status(carnet_record_get_instant(NULL, &offset, PLACE),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_get_instant(&minutes, NULL, PLACE),
                  CARNET_CALLER_NULL);
    carnet_status status = carnet_record_get_instant(&minutes, &offset, PLACE);
    assert_status(status, m.instant ? CARNET_OK : CARNET_CALLER_TYPE);
    if (m.instant) {
        assert_int_equal(minutes, minutes_of(&m));
        assert_int_equal(offset, m.offset);
    }
}

static void check_number(const carnet_entry *e, const spot *s)
{
    char unit[CARNET_RECORD_TEXT_SIZE];
    int64_t v = 0;
    int64_t wanted = 0;
    int32_t scale = 0;
    int32_t wanted_scale = 0;
    int32_t flag = 0;
    switch (s->field->type) {
    case CN_TYPE_INT:
        assert_status(carnet_record_get_int(&v, PLACE), CARNET_OK);
        assert_true(cn_json_int(get(s, s->node), &wanted));
        break;
    case CN_TYPE_BOOL:
        assert_status(carnet_record_get_bool(&flag, PLACE), CARNET_OK);
        v = flag;
        wanted = get(s, s->node)->type == CN_JSON_TRUE;
        break;
    case CN_TYPE_ENUM:
        assert_status(carnet_record_get_enum(&flag, PLACE), CARNET_OK);
        assert_string_equal(cn_model_enum_word(s->field->a, (uint64_t)flag),
                            carnet_record_get_word(PLACE));
        check_text(carnet_record_get_word(PLACE), get(s, s->node)->text);
        return;
    case CN_TYPE_DECIMAL:
        assert_status(carnet_record_get_decimal(NULL, &scale, PLACE),
                      CARNET_CALLER_NULL);
        assert_status(carnet_record_get_decimal(&v, NULL, PLACE),
                      CARNET_CALLER_NULL);
        assert_status(carnet_record_get_decimal(&v, &scale, PLACE), CARNET_OK);
        split_digits(get(s, s->node)->text, &wanted, &wanted_scale);
        break;
    default:
        assert_status(carnet_record_copy_quantity(&v, &scale, unit, PLACE),
                      CARNET_OK);
        split_digits(member_text(s->doc, s->node, "value"), &wanted,
                     &wanted_scale);
        check_text(unit, member_text(s->doc, s->node, "unit"));
    }
    assert_int_equal(v, wanted);
    assert_int_equal(scale, wanted_scale);
}

static void check_reference(const carnet_entry *e, const spot *s)
{
    char text[40];
    int32_t part = 0;
    uint32_t target = 0;
    cn_span json = get(s, s->node)->text;
    assert_status(carnet_record_get_reference(NULL, &target, PLACE),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_get_reference(&part, NULL, PLACE),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_get_reference(&part, &target, PLACE),
                  CARNET_OK);
    static const char *const names[] = {"desk", "clinic", "private"};
    if (part == CARNET_RECORD_ELSEWHERE) {
        snprintf(text, sizeof text, "leaf:%08x", (unsigned)target);
    } else {
        snprintf(text, sizeof text, "%s/%u", names[part], (unsigned)target);
    }
    check_text(text, json);
}

static void check_bytes(const carnet_entry *e, const spot *s)
{
    uint8_t bytes[CARNET_RECORD_BYTES_SIZE];
    size_t len = 0;
    cn_buf b;
    cn_buf_init(&b);
    assert_true(cn_text_get_base64(&b, get(s, s->node)->text));
    assert_status(carnet_record_copy_bytes(NULL, &len, PLACE),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_copy_bytes(bytes, NULL, PLACE),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_copy_bytes(bytes, &len, PLACE), CARNET_OK);
    assert_span(cn_buf_span(&b), bytes, len);
    cn_buf_free(&b);
}

static void check_value(void *context, const spot *s)
{
    reading *r = context;
    const carnet_entry *e = r->entry;
    char text[CARNET_RECORD_TEXT_SIZE];
    cn_span absent = member_text(s->doc, s->node, "absent");
    r->values++;
    if (absent.data != NULL) {
        assert_int_equal(carnet_record_absence(e, s->outer), reason_of(absent));
        assert_int_equal(carnet_record_num_values(e, s->outer), 0);
        assert_int_equal(carnet_record_has(PLACE), 0);
        return;
    }
    assert_int_equal(carnet_record_absence(e, s->outer), CARNET_ABSENT_NO);
    assert_int_equal(carnet_record_has(PLACE), 1);
    assert_true(carnet_record_num_values(e, s->outer) > s->i);
    switch (s->field->type) {
    case CN_TYPE_TEXT:
    case CN_TYPE_LABEL:
        assert_status(carnet_record_copy_text(text, PLACE), CARNET_OK);
        check_text(text, get(s, s->node)->text);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        check_date(e, s);
        break;
    case CN_TYPE_CODE:
        check_code(e, s);
        break;
    case CN_TYPE_REF:
        check_reference(e, s);
        break;
    case CN_TYPE_BYTES:
        check_bytes(e, s);
        break;
    default:
        check_number(e, s);
    }
}

static void setters_and_getters_say_what_json_says(void **state)
{
    (void)state;
    reading r = {0};
    for (uint64_t seed = 1001; seed <= 1300; seed++) {
        test_random x = {seed};
        test_made read;
        test_made built;
        cn_buf json;
        cn_json_doc *doc = NULL;
        cn_buf_init(&json);
        test_random_record(&x, 1 + test_pick(&x, 5), &json);
        assert_status(cn_json_read(&doc, NULL, cn_buf_span(&json)), CARNET_OK);
        assert_status(
            test_encode(&read, test_read(cn_buf_span(&json)), TEST_DAY, NULL),
            CARNET_OK);
        assert_status(test_encode(&built, build(doc), TEST_DAY, NULL),
                      CARNET_OK);
        cn_json_free(doc);
        assert_int_equal(built.num, read.num);
        for (size_t i = 0; i < built.num; i++) {
            cn_span bytes = cn_buf_span(&read.list[i].bytes);
            assert_span(cn_buf_span(&built.list[i].bytes), bytes.data,
                        bytes.len);
        }
        /* References by place: in the JSON that is written. */
        cn_buf out = test_form(&read);
        assert_status(cn_json_read(&doc, NULL, cn_buf_span(&out)), CARNET_OK);
        uint32_t object = first_entry(doc);
        for (size_t i = 0; i < read.num; i++) {
            r.entry = &read.entries[i];
            visit_entry(doc, object, i, check_value, &r);
            object = cn_json_get(doc, object)->next;
        }
        cn_json_free(doc);
        cn_buf_free(&out);
        cn_buf_free(&json);
        test_made_free(&read);
        test_made_free(&built);
    }
    test_count("values set and got", r.values);
}

/* ---- refusals of getters ---- */

static void make_prescription(test_made *m)
{
    test_make(m, "{\"entries\":[{\"kind\":\"prescription\",\"medicine\":"
                 "{\"text\":\"x\"},\"phases\":[{\"dose\":{\"value\":1,"
                 "\"unit\":\"mg\"}}],\"at\":[\"noon\"],\"since\":"
                 "{\"absent\":\"refused\"}}]}");
}

static void getters_refuse_null(void **state)
{
    (void)state;
    test_made m;
    int64_t v = 0;
    int32_t n = 0;
    uint32_t u = 0;
    char text[CARNET_RECORD_TEXT_SIZE];
    make_prescription(&m);
    const carnet_entry *e = m.entries;
    assert_status(carnet_record_get_int(&v, NULL, 10, 0, -1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_get_enum(NULL, e, 23, 0, -1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_copy_words(NULL, e, 5, 0, -1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_copy_code(NULL, e, 5, 0, -1, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_copy_quantity(&v, NULL, text, e, 24, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_entry_json(NULL, e), CARNET_CALLER_NULL);
    carnet_buf *json = NULL;
    assert_status(carnet_record_entry_json(&json, NULL), CARNET_CALLER_NULL);
    assert_null(carnet_record_get_word(NULL, 23, 0, -1));
    assert_int_equal(carnet_record_entry_kind(NULL), -1);
    assert_int_equal(carnet_record_entry_part(NULL), -1);
    assert_int_equal(carnet_record_entry_position(NULL), -1);
    assert_int_equal(carnet_record_entry_is_beyond(NULL), 0);
    assert_int_equal(carnet_record_num_values(NULL, 5), 0);
    assert_int_equal(carnet_record_has(NULL, 5, 0, -1), 0);
    assert_int_equal(carnet_record_absence(NULL, 5), CARNET_ABSENT_NO);
    assert_status(carnet_record_get_reference(&n, &u, NULL, 4, 0, -1),
                  CARNET_CALLER_NULL);
    test_made_free(&m);
}

static void getters_tell_absent_from_another_type(void **state)
{
    (void)state;
    test_made m;
    int64_t v = 0;
    int32_t n = 0;
    char text[CARNET_RECORD_TEXT_SIZE];
    make_prescription(&m);
    const carnet_entry *e = m.entries;
    static const struct {
        int32_t field;
        size_t i;
        int32_t member;
        carnet_status expected;
    } cases[] = {
        {10, 0, -1, CARNET_CALLER_ABSENT}, /* not there */
        {99, 0, -1, CARNET_CALLER_ABSENT}, /* no such field */
        {-1, 0, -1, CARNET_CALLER_ABSENT}, /* nor that */
        {5, 0, -1, CARNET_CALLER_TYPE},    /* a code */
        {5, 1, -1, CARNET_CALLER_ABSENT},  /* no list */
        {5, 0, 0, CARNET_CALLER_ABSENT},   /* no group */
        {24, 0, -1, CARNET_CALLER_TYPE},   /* a group */
        {24, 1, 1, CARNET_CALLER_ABSENT},  /* no second one */
        {24, 0, 1, CARNET_CALLER_ABSENT},  /* member not there */
        {24, 0, 60, CARNET_CALLER_ABSENT}, /* no such member */
        {24, 0, -2, CARNET_CALLER_ABSENT}, /* nor that */
        {24, 0, 0, CARNET_CALLER_TYPE},    /* a quantity */
        {11, 0, -1, CARNET_CALLER_ABSENT}, /* a reason why not */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_status(carnet_record_get_int(&v, e, cases[i].field, cases[i].i,
                                            cases[i].member),
                      cases[i].expected);
    }
    assert_status(carnet_record_get_bool(&n, e, 5, 0, -1), CARNET_CALLER_TYPE);
    assert_status(carnet_record_get_decimal(&v, &n, e, 5, 0, -1),
                  CARNET_CALLER_TYPE);
    assert_status(carnet_record_copy_text(text, e, 5, 0, -1),
                  CARNET_CALLER_TYPE);
    assert_status(carnet_record_copy_date(text, e, 5, 0, -1),
                  CARNET_CALLER_TYPE);
    assert_int_equal(carnet_record_num_codings(e, 23, 0, -1), 0);
    assert_null(carnet_record_get_word(e, 5, 0, -1));
    test_made_free(&m);
}

static void a_default_is_there_without_being_written(void **state)
{
    (void)state;
    test_made m;
    int32_t status = -1;
    make_prescription(&m);
    const carnet_entry *e = m.entries;
    assert_int_equal(carnet_record_num_values(e, CARNET_PRESCRIPTION_STATUS),
                     1);
    assert_status(
        carnet_record_get_enum(&status, e, CARNET_PRESCRIPTION_STATUS, 0, -1),
        CARNET_OK);
    assert_int_equal(status, CARNET_PRESCRIPTION_STATUS_TAKING);
    assert_string_equal(
        carnet_record_get_word(e, CARNET_PRESCRIPTION_STATUS, 0, -1), "taking");
    assert_status(
        carnet_record_get_enum(&status, e, CARNET_PRESCRIPTION_STATUS, 1, -1),
        CARNET_CALLER_ABSENT);
    test_made_free(&m);
}

static void a_critical_entry_gives_nothing(void **state)
{
    (void)state;
    carnet_entry e;
    int32_t v = 0;
    cn_buf bytes = test_hex_str("19010E833B0000010000000020006161");
    assert_status(test_step(cn_buf_span(&bytes), &e), CARNET_OK);
    assert_int_equal(carnet_record_entry_is_beyond(&e), 1);
    assert_int_equal(carnet_record_num_values(&e, CARNET_FUNCTION_MOBILITY), 0);
    assert_status(
        carnet_record_get_enum(&v, &e, CARNET_FUNCTION_MOBILITY, 0, -1),
        CARNET_CALLER_ABSENT);
    cn_buf_free(&bytes);
}

static void sizes_and_kinds_are_what_the_constants_say(void **state)
{
    (void)state;
    assert_int_equal(carnet_record_text_size(), CARNET_RECORD_TEXT_SIZE);
    assert_int_equal(carnet_record_bytes_size(), CARNET_RECORD_BYTES_SIZE);
    assert_int_equal(carnet_record_num_kinds(), CARNET_KIND_EVIDENCE + 1);
    for (int32_t k = 0; k < carnet_record_num_kinds(); k++) {
        const char *name = carnet_record_kind_name(k);
        assert_int_equal(carnet_record_find_kind(name, strlen(name)), k);
    }
    assert_null(carnet_record_kind_name(-1));
    assert_null(carnet_record_kind_name(carnet_record_num_kinds()));
    assert_int_equal(carnet_record_find_kind("nothing", 7), -1);
    assert_int_equal(carnet_record_find_kind(NULL, 0), -1);
}

/* What the header promises of every text, byte string and group. */
static void no_field_is_larger_than_the_sizes_say(void **state)
{
    (void)state;
    for (uint32_t k = 0; cn_model_kind(k) != NULL; k++) {
        const cn_model_shape *s = cn_model_kind(k);
        for (size_t i = 0; i < s->num_fields; i++) {
            const cn_model_field *f = &s->fields[i];
            bool text = f->type == CN_TYPE_TEXT || f->type == CN_TYPE_LABEL;
            assert_true(!text || f->a < CARNET_RECORD_TEXT_SIZE);
            assert_true(f->type != CN_TYPE_BYTES ||
                        f->b <= CARNET_RECORD_BYTES_SIZE);
            assert_true(
                strcmp(f->name, "kind") != 0 && strcmp(f->name, "id") != 0 &&
                strcmp(f->name, "part") != 0 && strcmp(f->name, "cbor") != 0 &&
                strcmp(f->name, "beyond") != 0 &&
                strcmp(f->name, "issued") != 0);
        }
    }
    for (uint32_t g = 0; cn_model_group(g) != NULL; g++) {
        const cn_model_shape *s = cn_model_group(g);
        for (size_t i = 0; i < s->num_fields; i++) {
            assert_int_equal(s->fields[i].flags & CN_FIELD_LIST, 0);
            assert_int_equal(s->fields[i].flags & CN_FIELD_ABSENT, 0);
            assert_int_not_equal(s->fields[i].type, CN_TYPE_GROUP);
            assert_true(s->fields[i].type != CN_TYPE_ENUM ||
                        s->fields[i].b == 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setters_and_getters_say_what_json_says),
        cmocka_unit_test(getters_refuse_null),
        cmocka_unit_test(getters_tell_absent_from_another_type),
        cmocka_unit_test(a_default_is_there_without_being_written),
        cmocka_unit_test(a_critical_entry_gives_nothing),
        cmocka_unit_test(sizes_and_kinds_are_what_the_constants_say),
        cmocka_unit_test(no_field_is_larger_than_the_sizes_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
