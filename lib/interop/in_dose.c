/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One dosage: as structure, and in words what the structure can't say. Nothing
 * is worked out: neither the day on which a supply ends nor a dose from a rate.
 * Several dosages are in in_stages.c.
 */
#include "in_i.h"

static void put_digits(cn_in *x, uint32_t node, cn_buf *b)
{
    cn_buf_put_span(b, cn_in_string(x, node));
}

static void add_buf(cn_in_at *a, cn_buf *b, uint32_t node)
{
    if (b->len != 0) {
        cn_in_add_words(a, CARNET_PRESCRIPTION_INSTRUCTIONS, "", cn_buf_span(b),
                        node);
    }
    cn_in_end(a->x, b);
}

/* "3 times in 1 wk". */
static void put_timing_words(cn_in *x, uint32_t repeat, cn_buf *b)
{
    uint32_t frequency = cn_in_find(x, repeat, "frequency");
    uint32_t period = cn_in_find(x, repeat, "period");
    uint32_t unit = cn_in_find(x, repeat, "periodUnit");
    uint32_t count = cn_in_find(x, repeat, "count");
    uint32_t when = cn_in_find(x, repeat, "when");
    if (period != 0) {
        if (frequency != 0) {
            put_digits(x, frequency, b);
        } else {
            cn_buf_put_str(b, "1");
        }
        cn_buf_put_str(b, " times in ");
        put_digits(x, period, b);
        cn_buf_put_str(b, " ");
        put_digits(x, unit, b);
    }
    uint32_t end = when != 0 ? cn_in_get(x, when)->next : 0;
    for (uint32_t w = when + 1; w < end; w++) {
        cn_buf_put_str(b, b->len != 0 ? " " : "");
        cn_buf_put_span(b, cn_in_get(x, w)->text);
    }
    if (count != 0) {
        cn_buf_put_str(b, b->len != 0 ? ", " : "");
        put_digits(x, count, b);
        cn_buf_put_str(b, " times in all");
    }
}

static bool is_whole(cn_in *x, uint32_t node, int64_t *out)
{
    return node != 0 && cn_json_int(cn_in_get(x, node), out);
}

/* Where a rate goes: of the whole treatment, or of one stage of it. */
typedef struct {
    size_t i;
    int32_t times, times_member, every, every_member;
} rate_place;

static rate_place place_of(size_t stage)
{
    if (stage == CN_IN_NO_STAGE) {
        return (rate_place){0, CARNET_PRESCRIPTION_TIMES_A_DAY,
                            CARNET_RECORD_SELF, CARNET_PRESCRIPTION_EVERY,
                            CARNET_RECORD_SELF};
    }
    return (rate_place){stage, CARNET_PRESCRIPTION_PHASES,
                        CARNET_PHASE_TIMES_A_DAY, CARNET_PRESCRIPTION_PHASES,
                        CARNET_PHASE_EVERY};
}

static bool set_times(cn_in_at *a, const rate_place *p, int64_t times)
{
    return cn_in_entry(a) &&
           cn_in_did(a, p->times, p->i,
                     carnet_record_set_int(a->x->record, a->entry, p->times,
                                           p->i, p->times_member, times));
}

static bool set_every(cn_in_at *a, const rate_place *p, const cn_in_rate *r)
{
    return cn_in_entry(a) &&
           cn_in_did(a, p->every, p->i,
                     carnet_record_set_quantity(
                         a->x->record, a->entry, p->every, p->i,
                         p->every_member, r->period.mantissa, r->period.scale,
                         (const char *)r->unit.data, r->unit.len));
}

bool cn_in_rate_of(cn_in *x, uint32_t repeat, cn_in_rate *out)
{
    uint32_t frequency = cn_in_find(x, repeat, "frequency");
    uint32_t period = cn_in_find(x, repeat, "period");
    int64_t length = 0;
    *out =
        (cn_in_rate){.unit = cn_in_text(x, repeat, "periodUnit"), .times = 1};
    if (!cn_in_is_type(x, period, CN_JSON_NUMBER) ||
        !cn_form_decimal(cn_in_get(x, period)->text, &out->period) ||
        out->unit.len == 0 || cn_in_find(x, repeat, "frequencyMax") != 0 ||
        cn_in_find(x, repeat, "periodMax") != 0 ||
        (frequency != 0 && !is_whole(x, frequency, &out->times))) {
        return false;
    }
    out->daily = cn_span_equal(out->unit, CN_SPAN_LIT("d")) &&
                 is_whole(x, period, &length) && length == 1;
    return out->daily ||
           (out->times == 1 &&
            cn_interop_word(CN_INTEROP_PERIOD_UNIT, out->unit) != NULL);
}

void cn_in_mark_rate(cn_in *x, uint32_t repeat, cn_in_fate fate)
{
    static const char *const keys[] = {"frequency", "period", "periodUnit"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        cn_in_mark(x, cn_in_find(x, repeat, keys[i]), fate);
    }
}

bool cn_in_take_rate(cn_in_at *a, size_t stage, uint32_t repeat)
{
    cn_in *x = a->x;
    cn_in_rate r;
    rate_place p = place_of(stage);
    if (!cn_in_rate_of(x, repeat, &r)) {
        return false;
    }
    bool interval = a->own && cn_in_find(x, repeat, "frequency") == 0;
    /* Once at each of several times: "at" says it; what is ours says what it
       means. */
    bool said = stage == CN_IN_NO_STAGE && !a->own && r.daily && r.times == 1 &&
                cn_in_count(x, cn_in_find(x, repeat, "when")) > 1;
    bool good = said || (r.daily && !interval ? set_times(a, &p, r.times)
                                              : set_every(a, &p, &r));
    if (good) {
        cn_in_mark_rate(x, repeat, CN_IN_TAKEN);
    }
    return good;
}

void cn_in_take_timing(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    if ((a->own_fields >> row->field & 1) != 0) { /* both stand there */
        cn_in_mark_rate(x, node, CN_IN_LINK);
        return;
    }
    if (cn_in_take_rate(a, CN_IN_NO_STAGE, node) || a->own) {
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    put_timing_words(x, node, &b);
    bool said = b.len != 0;
    add_buf(a, &b, 0);
    if (said) {
        cn_in_mark_rate(x, node, CN_IN_TAKEN);
    }
    cn_in_mark(x, cn_in_find(x, node, "count"), CN_IN_TAKEN);
}

/* A Ratio whose denominator is one day. */
void cn_in_take_max_dose(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t per = cn_in_find(x, node, "denominator");
    cn_span unit = cn_in_text(x, per, "code");
    int64_t value = 0;
    bool day = per != 0 && is_whole(x, cn_in_find(x, per, "value"), &value) &&
               ((value == 1 && cn_span_equal(unit, CN_SPAN_LIT("d"))) ||
                (value == 24 && cn_span_equal(unit, CN_SPAN_LIT("h"))));
    uint32_t most = cn_in_find(x, node, "numerator");
    if (day && most != 0 && !cn_in_full(a, row->field, node) &&
        cn_in_put_quantity(a, row->field, 0, CARNET_RECORD_SELF, most)) {
        cn_in_mark(x, node, CN_IN_TAKEN);
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    if (per != 0 && most != 0) {
        cn_buf_put_str(&b, "at most ");
        cn_in_quantity_words(x, most, &b);
        cn_buf_put_str(&b, " in ");
        cn_in_quantity_words(x, per, &b);
    }
    add_buf(a, &b, node);
}

/* asNeededCodeableConcept: needed, and what for. */
void cn_in_take_as_needed(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_span what = cn_in_concept_text(a->x, node);
    if (cn_in_entry(a) &&
        cn_in_did(a, row->field, 0,
                  carnet_record_set_bool(a->x->record, a->entry, row->field, 0,
                                         CARNET_RECORD_SELF, 1))) {
        cn_in_add_words(a, CARNET_PRESCRIPTION_INSTRUCTIONS,
                        "as needed: ", what, node);
    }
}

/* Dose and schedule of a dosage, what was said taken. */
static void put_structure(cn_in *x, uint32_t dosage, cn_buf *b)
{
    static const char *const keys[] = {"when", "frequency", "period",
                                       "periodUnit", "count"};
    uint32_t dose = cn_in_first(x, dosage, "doseAndRate.doseQuantity");
    uint32_t repeat = cn_in_first(x, dosage, "timing.repeat");
    if (dose != 0) {
        cn_in_quantity_words(x, dose, b);
        cn_in_mark(x, dose, CN_IN_TAKEN);
    }
    if (repeat != 0) {
        cn_buf times;
        cn_buf_init(&times);
        put_timing_words(x, repeat, &times);
        cn_buf_put_str(b, b->len != 0 && times.len != 0 ? " " : "");
        cn_buf_put_span(b, cn_buf_span(&times));
        cn_in_end(x, &times);
    }
    for (size_t i = 0; i < 5 && repeat != 0; i++) {
        cn_in_mark(x, cn_in_find(x, repeat, keys[i]), CN_IN_TAKEN);
    }
}

void cn_in_dosage_words(cn_in_at *a, uint32_t dosage)
{
    static const char *const own[] = {"text", "patientInstruction"};
    cn_in *x = a->x;
    cn_buf b;
    cn_buf_init(&b);
    put_structure(x, dosage, &b);
    for (size_t i = 0; i < 2; i++) {
        uint32_t text = cn_in_find(x, dosage, own[i]);
        cn_buf_put_str(&b, b.len != 0 && text != 0 ? ", " : "");
        put_digits(x, text, &b);
        cn_in_mark(x, text, CN_IN_TAKEN);
    }
    add_buf(a, &b, 0);
    if (dosage == cn_in_get(x, dosage)->parent + 1) { /* the treatment's */
        cn_in_apply(a, CN_SPAN_LIT("Dosage.first"), dosage);
    }
    cn_in_apply(a, CN_SPAN_LIT("Dosage.common"), dosage);
}

/* ---- strength, substitution ---- */

static bool is_one(cn_span digits)
{
    bool one = digits.len != 0 && digits.data[0] == '1';
    for (size_t i = 1; i < digits.len; i++) {
        one = one && digits.data[i] == (i == 1 ? '.' : '0');
    }
    return one;
}

/* Begins a word with a measure that UCUM writes otherwise? Of a measure in
   words a strength must never become that of a piece; what a piece is called
   never begins so. */
static bool is_measure_word(cn_span word)
{
    static const char *const begins[] = {
        "mill",  "mili", "micro", "mikro", "lit", "gram", "cc",
        "fluid", "oz",   "ounce", "мл",    "мил", "міл",  "лит",
        "літ",   "грам", "χιλιο", "λίτρ",  "مل",  "ميل",  "میل",
        "لتر",   "لیتر", "غرام",  "جرام",  "گرم", "毫",   "ミリ"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        cn_span begin = cn_span_str(begins[i]);
        bool same = word.len >= begin.len;
        for (size_t k = 0; k < begin.len && same; k++) {
            uint8_t c = word.data[k];
            c = c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
            same = c == begin.data[k];
        }
        if (same) {
            return true;
        }
    }
    return false;
}

/* A piece, such as a tablet, and no measure, such as a millilitre: what has no
   unit, an annotation of UCUM, or a word that UCUM does not have. A code of
   another system alone may be either. */
static bool is_piece(const cn_in_at *a, uint32_t per)
{
    cn_span word = cn_in_unit_word(a, per);
    bool said = cn_in_text(a->x, per, "unit").len != 0;
    if (word.len == 0 || word.data[0] == '{' ||
        cn_span_equal(word, CN_SPAN_LIT("1"))) {
        return true;
    }
    return said && !cn_in_is_ucum(a, per) && !is_measure_word(word);
}

/* "mg/mL", or "mg/(5.mL)" of a solution: what is more than one symbol stands in
   brackets, since UCUM reads from left to right. */
static void put_ratio_unit(const cn_in_at *a, uint32_t of, uint32_t per,
                           cn_buf *b)
{
    cn_span value = cn_in_text(a->x, per, "value");
    cn_span unit = cn_in_unit_word(a, per);
    bool one = value.len == 0 || is_one(value);
    bool plain = one && memchr(unit.data, '.', unit.len) == NULL &&
                 memchr(unit.data, '/', unit.len) == NULL;
    cn_buf_put_span(b, cn_in_unit_word(a, of));
    cn_buf_put_str(b, plain ? "/" : "/(");
    if (!one) {
        cn_buf_put_span(b, value);
        cn_buf_put_u8(b, '.');
    }
    cn_buf_put_span(b, unit);
    cn_buf_put_str(b, plain ? "" : ")");
}

static bool put_measured(cn_in_at *a, int32_t field, size_t i, int32_t member,
                         uint32_t of, uint32_t per)
{
    cn_in *x = a->x;
    uint32_t value = cn_in_find(x, of, "value");
    cn_model_decimal d;
    cn_buf unit;
    cn_buf_init(&unit);
    put_ratio_unit(a, of, per, &unit);
    bool good = cn_in_is_ucum(a, of) && cn_in_is_ucum(a, per) &&
                cn_in_is_type(x, value, CN_JSON_NUMBER) &&
                cn_form_decimal(cn_in_get(x, value)->text, &d) &&
                cn_in_entry(a) &&
                cn_in_did(a, field, i,
                          carnet_record_set_quantity(
                              x->record, a->entry, field, i, member, d.mantissa,
                              d.scale, (const char *)unit.data, unit.len));
    cn_in_end(x, &unit);
    return good;
}

/* 500 mg in one tablet are mg; in a measure they are a concentration; in
   several pieces, in what is neither, without a unit or as "less than" they are
   nothing that a strength can say. */
static bool put_strength(cn_in_at *a, int32_t field, size_t i, int32_t member,
                         uint32_t ratio)
{
    cn_in *x = a->x;
    uint32_t of = cn_in_find(x, ratio, "numerator");
    uint32_t per = cn_in_find(x, ratio, "denominator");
    bool good = of != 0 && cn_in_unit_word(a, of).len != 0 &&
                cn_in_find(x, of, "comparator") == 0;
    if (good && per == 0) {
        good = cn_in_put_quantity(a, field, i, member, of);
    } else if (good && cn_in_find(x, per, "comparator") != 0) {
        good = false;
    } else if (good && is_piece(a, per)) {
        cn_span value = cn_in_text(x, per, "value");
        good = (value.len == 0 || is_one(value)) &&
               cn_in_put_quantity(a, field, i, member, of);
    } else if (good) {
        good = put_measured(a, field, i, member, of, per);
    }
    cn_in_mark(x, ratio, good ? CN_IN_TAKEN : CN_IN_VALUE);
    return good;
}

/* The only ingredient: the medicine itself where nothing else names that, and
   its strength that of the medicine. True if there is no more to take. */
static bool take_only(cn_in_at *a, uint32_t item, uint32_t ratio,
                      uint32_t medication)
{
    cn_in *x = a->x;
    const int32_t medicine = CARNET_PRESCRIPTION_MEDICINE;
    const int32_t strength = CARNET_PRESCRIPTION_STRENGTH;
    bool same = item != 0 &&
                (a->own || /* which names it again */
                 cn_in_same_code(x, item, cn_in_find(x, medication, "code")));
    if (ratio != 0 && !cn_in_full(a, strength, ratio)) {
        put_strength(a, strength, 0, CARNET_RECORD_SELF, ratio);
    }
    if (same) {
        cn_in_mark(x, item, CN_IN_TAKEN);
    } else if (item != 0 && a->num[medicine] == 0) {
        same = cn_in_put_concept(a, medicine, 0, CARNET_RECORD_SELF, item);
    }
    return same || item == 0;
}

/* Medication.ingredient: the only one, or each of several with its own
   strength. */
void cn_in_take_strength(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t item = cn_in_find(x, node, "itemCodeableConcept");
    uint32_t ratio = cn_in_find(x, node, "strength");
    if (item == 0) { /* as some write it; nothing else can be meant */
        item = cn_in_find(x, node, "code");
    }
    uint32_t parent = cn_in_get(x, node)->parent;
    bool list = cn_in_is_type(x, parent, CN_JSON_ARRAY);
    bool several = list && cn_in_get(x, parent)->num > 1;
    uint32_t medication = list ? cn_in_get(x, parent)->parent : parent;
    if (a->own && cn_in_full(a, row->field, node)) {
        return;
    }
    if (!several && take_only(a, item, ratio, medication)) {
        return;
    }
    size_t i = a->num[row->field];
    if (item == 0 || cn_in_full(a, row->field, node) ||
        !cn_in_put_concept(a, row->field, i, CARNET_INGREDIENT_MEDICINE,
                           item)) {
        return;
    }
    if (ratio != 0 && several) {
        put_strength(a, row->field, i, CARNET_INGREDIENT_STRENGTH, ratio);
    }
}

void cn_in_take_substitution(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    bool allowed = false;
    if (cn_in_read_truth(a->x, node, &allowed) &&
        !cn_in_full(a, row->field, node) &&
        cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF,
                       allowed ? "allowed" : "not_allowed")) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}
