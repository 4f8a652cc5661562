/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of Observations and their components: a quantity or a code where the
 * record can hold it, else in words with every digit; usual ranges; and the
 * one Observation that is a pregnancy.
 */
#include "in_i.h"

static const char pregnancy_status[] = "82810-3";
static const char delivery_dates[] = "11778-8 11779-6 11780-4";

/* ---- any value in words ---- */

void cn_in_quantity_words(cn_in *x, uint32_t quantity, cn_buf *b)
{
    cn_span unit = cn_in_text(x, quantity, "unit");
    cn_buf_put_span(b, cn_in_text(x, quantity, "comparator"));
    cn_buf_put_span(b, cn_in_text(x, quantity, "value"));
    unit = unit.len != 0 ? unit : cn_in_text(x, quantity, "code");
    if (unit.len != 0) {
        cn_buf_put_u8(b, ' ');
        cn_buf_put_span(b, unit);
    }
}

/* Two members of a Range, Ratio or Period, sign between them. */
static bool put_pair(cn_in *x, uint32_t value, const char *first,
                     const char *sign, const char *second, cn_buf *b)
{
    uint32_t pair[2] = {cn_in_find(x, value, first),
                        cn_in_find(x, value, second)};
    for (size_t i = 0; i < 2; i++) {
        if (i == 1 && (pair[0] != 0 || pair[1] != 0)) {
            cn_buf_put_str(b, sign);
        }
        if (cn_in_is_type(x, pair[i], CN_JSON_OBJECT)) {
            cn_in_quantity_words(x, pair[i], b);
        } else {
            cn_buf_put_span(b, cn_in_string(x, pair[i]));
        }
    }
    return pair[0] != 0 || pair[1] != 0;
}

void cn_in_value_words(cn_in *x, uint32_t value, cn_buf *b)
{
    cn_json_type type = cn_in_get(x, value)->type;
    if (type == CN_JSON_TRUE || type == CN_JSON_FALSE) {
        cn_buf_put_str(b, type == CN_JSON_TRUE ? "true" : "false");
    } else if (type == CN_JSON_STRING || type == CN_JSON_NUMBER) {
        cn_buf_put_span(b, cn_in_string(x, value));
    } else if (cn_in_find(x, value, "value") != 0) {
        cn_in_quantity_words(x, value, b); /* it may have a code too */
    } else if (cn_in_usable(x, value)) {
        cn_buf_put_span(b, cn_in_concept_text(x, value));
    } else if (type == CN_JSON_OBJECT &&
               !put_pair(x, value, "low", " - ", "high", b) &&
               !put_pair(x, value, "start", " - ", "end", b) &&
               !put_pair(x, value, "numerator", " / ", "denominator", b)) {
        cn_in_quantity_words(x, value, b);
    }
}

/* ---- a value into its fields ---- */

/* Fields of a value: of an entry, or members of the component list. */
typedef struct {
    size_t i;
    int32_t field; /* the list, or -1 */
    int32_t quantity, code, text, comparator;
} places;

static int32_t field_at(const places *p, int32_t own)
{
    return p->field < 0 ? own : p->field;
}

static int32_t member_at(const places *p, int32_t own)
{
    return p->field < 0 ? CARNET_RECORD_SELF : own;
}

static bool put_words(cn_in_at *a, const places *p, uint32_t value)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_in_value_words(a->x, value, &b);
    bool good = b.len != 0 &&
                cn_in_put_text(a, field_at(p, p->text), p->i,
                               member_at(p, p->text), cn_buf_span(&b), value);
    cn_in_end(a->x, &b);
    return good;
}

/* A quantity with its comparator; one that has no word says too much. */
static bool put_measured(cn_in_at *a, const places *p, uint32_t value)
{
    cn_in *x = a->x;
    uint32_t sign = cn_in_find(x, value, "comparator");
    const char *word =
        sign != 0 ? cn_in_word(x, CN_INTEROP_COMPARATOR, sign) : NULL;
    if (!cn_in_is_type(x, cn_in_find(x, value, "value"), CN_JSON_NUMBER) ||
        (sign != 0 && word == NULL) ||
        !cn_in_put_quantity(a, field_at(p, p->quantity), p->i,
                            member_at(p, p->quantity), value)) {
        return false;
    }
    return word == NULL || cn_in_put_word(a, field_at(p, p->comparator), p->i,
                                          member_at(p, p->comparator), word);
}

static bool put_value(cn_in_at *a, const places *p, uint32_t owner)
{
    static const char *const others[] = {
        "valueString", "valueBoolean",  "valueInteger", "valueRange",
        "valueRatio",  "valueDateTime", "valueTime",    "valuePeriod"};
    cn_in *x = a->x;
    uint32_t value = cn_in_find(x, owner, "valueQuantity");
    if (value != 0) {
        return put_measured(a, p, value) || put_words(a, p, value);
    }
    value = cn_in_find(x, owner, "valueCodeableConcept");
    if (value != 0) {
        return cn_in_put_concept(a, field_at(p, p->code), p->i,
                                 member_at(p, p->code), value);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        value = cn_in_find(x, owner, others[i]);
        if (value != 0) {
            return put_words(a, p, value);
        }
    }
    return false;
}

/* At Observation.code or DiagnosticReport.code: the value of the resource. */
void cn_in_take_value(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    const places p = {0,
                      -1,
                      CARNET_RESULT_QUANTITY,
                      CARNET_RESULT_CODE_VALUE,
                      CARNET_RESULT_TEXT_VALUE,
                      CARNET_RESULT_COMPARATOR};
    put_value(a, &p, a->home);
    cn_in_take_concept(a, row, node);
}

/* ---- interpretations ---- */

/* A degree that no flag has, in words. of: the component's name, if it is of
   one. */
static void add_degree(cn_in_at *a, cn_span of, uint32_t interpretation)
{
    static const struct {
        const char *code;
        const char *words; /* HL7's */
    } degrees[] = {{"AA", "critically abnormal"},
                   {"HU", "significantly high"},
                   {"LU", "significantly low"}};
    uint32_t code = cn_in_first(a->x, interpretation, "coding.code");
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++) {
        if (cn_in_among(degrees[i].code, cn_in_string(a->x, code))) {
            cn_buf b;
            cn_buf_init(&b);
            cn_buf_put_span(&b, cn_in_head(of));
            cn_buf_put_str(&b, of.len != 0 ? ", " : "");
            cn_buf_put_str(&b, degrees[i].words);
            cn_in_add_words(a, CARNET_FIELD_NOTE, "", cn_buf_span(&b), 0);
            cn_in_end(a->x, &b);
        }
    }
}

void cn_in_take_degree(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    (void)row;
    add_degree(a, cn_span_of(NULL, 0), node);
}

/* ---- components ---- */

/* Has a component what it must have? */
static bool has_value(cn_in *x, uint32_t component)
{
    uint32_t end = cn_in_get(x, component)->next;
    for (uint32_t k = component + 1; k < end; k = cn_in_get(x, k + 1)->next) {
        bool value =
            cn_span_starts(cn_in_get(x, k)->text, CN_SPAN_LIT("value"));
        bool concept = cn_span_equal(cn_in_get(x, k)->text,
                                     CN_SPAN_LIT("valueCodeableConcept"));
        if (value && (!concept || cn_in_usable(x, k + 1))) {
            return true;
        }
    }
    return false;
}

void cn_in_take_component(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t code = cn_in_find(x, node, "code");
    const places p = {a->num[row->field],          row->field,
                      CARNET_COMPONENT_QUANTITY,   CARNET_COMPONENT_CODE_VALUE,
                      CARNET_COMPONENT_TEXT_VALUE, CARNET_COMPONENT_COMPARATOR};
    if (!cn_in_usable(x, code) || !has_value(x, node) ||
        cn_in_full(a, row->field, node) || !put_value(a, &p, node)) {
        return;
    }
    cn_in_put_concept(a, row->field, p.i, CARNET_COMPONENT_TEST, code);
    uint32_t flag = cn_in_first(x, node, "interpretation");
    const char *word =
        flag != 0 ? cn_in_word(x, CN_INTEROP_INTERPRETATION, flag) : NULL;
    if (word != NULL &&
        cn_in_put_word(a, row->field, p.i, CARNET_COMPONENT_FLAG, word)) {
        add_degree(a, cn_in_concept_text(x, code), flag);
        cn_in_mark(x, flag, CN_IN_TAKEN);
    }
}

/* ---- usual range ---- */

/* The unit as it is written, of a Quantity. */
static bool same_unit(cn_in *x, uint32_t a, uint32_t b)
{
    cn_span code[2] = {cn_in_text(x, a, "code"), cn_in_text(x, b, "code")};
    cn_span unit[2] = {cn_in_text(x, a, "unit"), cn_in_text(x, b, "unit")};
    return (code[0].len != 0 && cn_span_equal(code[0], code[1])) ||
           (unit[0].len != 0 && cn_span_equal(unit[0], unit[1])) ||
           (unit[0].len != 0 && cn_span_equal(unit[0], code[1]));
}

static void put_end(cn_in_at *a, int32_t field, uint32_t quantity)
{
    cn_in *x = a->x;
    uint32_t measured = cn_in_find(x, a->home, "valueQuantity");
    uint32_t value = quantity != 0 ? cn_in_find(x, quantity, "value") : 0;
    cn_model_decimal d;
    if (measured == 0 || !cn_in_is_type(x, value, CN_JSON_NUMBER) ||
        !same_unit(x, quantity, measured) ||
        a->num[CARNET_RESULT_QUANTITY] == 0 ||
        !cn_form_decimal(cn_in_get(x, value)->text, &d)) {
        return;
    }
    if (!cn_in_full(a, field, quantity) &&
        cn_in_did(a, field, 0,
                  carnet_record_set_decimal(x->record, a->entry, field, 0,
                                            CARNET_RECORD_SELF, d.mantissa,
                                            d.scale))) {
        cn_in_mark(x, quantity, CN_IN_TAKEN);
    }
}

/* Words of any value into a text. */
void cn_in_take_value_words(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_in_value_words(a->x, node, &b);
    if (b.len != 0) {
        cn_in_add_words(a, row->field, row->arg, cn_buf_span(&b), node);
    }
    cn_in_end(a->x, &b);
}

/* Whether a range is the usual one: it says no other type. */
static bool is_usual(cn_in *x, uint32_t range)
{
    uint32_t type = cn_in_find(x, range, "type");
    uint32_t code = cn_in_first(x, range, "type.coding.code");
    return type == 0 || cn_in_among("normal", cn_in_string(x, code));
}

static void mark_usual(cn_in *x, uint32_t range)
{
    if (is_usual(x, range)) {
        cn_in_mark(x, cn_in_find(x, range, "type"), CN_IN_LINK);
    }
}

/* "K, usual " or "therapeutic ". */
static void put_range_type(cn_in *x, cn_span of, uint32_t range, cn_buf *b)
{
    cn_span type = is_usual(x, range)
                       ? CN_SPAN_LIT("usual")
                       : cn_in_concept_text(x, cn_in_find(x, range, "type"));
    cn_buf_put_span(b, of);
    cn_buf_put_str(b, of.len != 0 ? ", " : "");
    cn_buf_put_span(b, cn_in_head(type));
    cn_buf_put_str(b, type.len != 0 ? " " : "range ");
}

/* A range in words: of what, its type, and its ends or its text. */
static void range_words(cn_in_at *a, cn_span of, uint32_t range)
{
    cn_in *x = a->x;
    static const char *const keys[] = {"low", "high", "text", "type"};
    uint32_t text = cn_in_find(x, range, "text");
    cn_buf b;
    cn_buf_init(&b);
    put_range_type(x, of, range, &b);
    size_t begin = b.len;
    if (text != 0) {
        cn_buf_put_span(&b, cn_in_string(x, text));
    } else {
        put_pair(x, range, "low", " - ", "high", &b);
    }
    if (b.len > begin &&
        cn_in_add_words(a, CARNET_FIELD_NOTE, "", cn_buf_span(&b), 0)) {
        mark_usual(x, range);
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            cn_in_mark(x, cn_in_find(x, range, keys[i]), CN_IN_TAKEN);
        }
    }
    cn_in_end(x, &b);
}

/* The ends of the first usual range are fields, in the unit of the value; any
   other range is words: ends of two would make a range that nobody told. */
void cn_in_take_range(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t low = cn_in_find(x, node, "low");
    uint32_t high = cn_in_find(x, node, "high");
    bool first = a->own || (a->num[CARNET_RESULT_LOW] == 0 &&
                            a->num[CARNET_RESULT_HIGH] == 0);
    (void)row;
    if (first && is_usual(x, node)) {
        put_end(a, CARNET_RESULT_LOW, low);
        put_end(a, CARNET_RESULT_HIGH, high);
    }
    bool open = (low != 0 && x->fates[low] == CN_IN_OPEN) ||
                (high != 0 && x->fates[high] == CN_IN_OPEN) ||
                cn_in_find(x, node, "text") != 0;
    if (open) {
        range_words(a, cn_span_of(NULL, 0), node);
    } else {
        mark_usual(x, node);
    }
}

void cn_in_take_component_range(cn_in_at *a, const cn_in_row *row,
                                uint32_t node)
{
    cn_in *x = a->x;
    uint32_t code = cn_in_find(x, node, "code");
    uint32_t list = cn_in_find(x, node, "referenceRange");
    cn_span of = code != 0 ? cn_in_concept_text(x, code) : cn_span_of(NULL, 0);
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    (void)row;
    for (uint32_t r = list + 1; r < end; r = cn_in_get(x, r)->next) {
        if (cn_in_is_type(x, r, CN_JSON_OBJECT)) {
            range_words(a, of, r);
        }
    }
}

/* ---- pregnancy ---- */

bool cn_in_is_pregnancy(cn_in *x, uint32_t resource)
{
    uint32_t value = cn_in_find(x, resource, "valueCodeableConcept");
    return cn_in_has_loinc(x, cn_in_find(x, resource, "code"),
                           pregnancy_status) &&
           value != 0 &&
           (cn_in_word(x, CN_INTEROP_PREGNANCY_STATUS, value) != NULL ||
            cn_in_word(x, CN_INTEROP_PREGNANCY_STATUS_LOINC, value) != NULL);
}

/* Observation.hasMember: the expected date of delivery, which also stands as
   the result that it is. */
void cn_in_take_due(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t member = cn_in_resolve(x, a->home, node);
    uint32_t value = member != 0 ? cn_in_find(x, member, "valueDateTime") : 0;
    cn_model_date d;
    if (value == 0 ||
        !cn_in_has_loinc(x, cn_in_find(x, member, "code"), delivery_dates)) {
        return;
    }
    if (a->num[row->field] == 0 && cn_in_read_date(x, value, &d) &&
        cn_in_put_date(a, row->field, 0, CARNET_RECORD_SELF, &d)) {
        cn_in_mark(x, node, CN_IN_LINK);
    }
}
