/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact amounts: whole numbers times powers of ten, and the units that convert
 * into each other by powers of ten. Pieces are equal only to their like; a mass
 * becomes pieces or millilitres through the strength alone. What would need
 * more than 18 digits is refused, never rounded.
 */
#include "treat_i.h"

/* ---- numbers ---- */

static void settle(cn_treat_number *n)
{
    if (n->mantissa == 0) {
        n->exponent = 0;
    }
    while (n->mantissa != 0 && n->mantissa % 10 == 0) {
        n->mantissa /= 10;
        n->exponent++;
    }
}

bool cn_treat_number_of(cn_treat_number *out, const cn_model_decimal *d)
{
    *out = (cn_treat_number){d->mantissa, -d->scale};
    settle(out);
    return d->mantissa >= 0;
}

bool cn_treat_multiply(cn_treat_number *a, cn_treat_number b)
{
    if (b.mantissa != 0 && a->mantissa > CN_TREAT_NUMBER_MAX / b.mantissa) {
        return false;
    }
    a->mantissa *= b.mantissa;
    a->exponent += b.exponent;
    settle(a);
    return true;
}

int64_t cn_treat_scaled(cn_treat_number a, int32_t exponent)
{
    if (a.mantissa == 0) {
        return 0;
    }
    for (int32_t i = a.exponent; i > exponent; i--) {
        if (a.mantissa > CN_TREAT_NUMBER_MAX / 10) {
            return -1;
        }
        a.mantissa *= 10;
    }
    return a.mantissa;
}

/* ---- units ---- */

typedef enum {
    OTHER,
    MASS,
    VOLUME,
    IU,
    UNIT,
    MOLE,
    EQUIVALENT
} unit_family;

static const struct {
    const char *unit;
    uint8_t family;
    int8_t exponent;
} units[] = {
    {"kg", MASS, 3},         {"g", MASS, 0},     {"mg", MASS, -3},
    {"ug", MASS, -6},        {"ng", MASS, -9},   {"pg", MASS, -12},
    {"L", VOLUME, 0},        {"dL", VOLUME, -1}, {"cL", VOLUME, -2},
    {"mL", VOLUME, -3},      {"uL", VOLUME, -6}, {"l", VOLUME, 0},
    {"dl", VOLUME, -1},      {"cl", VOLUME, -2}, {"ml", VOLUME, -3},
    {"ul", VOLUME, -6},      {"M[iU]", IU, 6},   {"k[iU]", IU, 3},
    {"[iU]", IU, 0},         {"m[iU]", IU, -3},  {"u[iU]", IU, -6},
    {"MU", UNIT, 6},         {"kU", UNIT, 3},    {"U", UNIT, 0},
    {"M[IU]", IU, 6},        {"k[IU]", IU, 3},   {"[IU]", IU, 0},
    {"m[IU]", IU, -3},       {"u[IU]", IU, -6},  {"mU", UNIT, -3},
    {"uU", UNIT, -6},        {"mol", MOLE, 0},   {"mmol", MOLE, -3},
    {"umol", MOLE, -6},      {"nmol", MOLE, -9}, {"eq", EQUIVALENT, 0},
    {"meq", EQUIVALENT, -3},
};

static unit_family family_of(cn_span unit, int32_t *exponent)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (cn_span_equal(unit, cn_span_str(units[i].unit))) {
            *exponent = units[i].exponent;
            return (unit_family)units[i].family;
        }
    }
    *exponent = 0;
    return OTHER;
}

cn_span cn_treat_base_unit(cn_span unit, int32_t *exponent_out)
{
    static const char *const bases[] = {
        [MASS] = "g", [VOLUME] = "L", [IU] = "[iU]",
        [UNIT] = "U", [MOLE] = "mol", [EQUIVALENT] = "eq"};
    unit_family family = family_of(unit, exponent_out);
    return family == OTHER ? unit : cn_span_str(bases[family]);
}

/* The power of ten that brings unit to other; false where they do not
   convert, as no unit at all does to none. */
static bool exponent_between(const char *unit, const char *other, int32_t *out)
{
    int32_t a = 0;
    int32_t b = 0;
    bool same = cn_span_equal(cn_treat_base_unit(cn_span_str(unit), &a),
                              cn_treat_base_unit(cn_span_str(other), &b));
    *out = a - b;
    return same && unit[0] != '\0';
}

bool cn_treat_is_piece(const char *unit)
{
    static const char *const pieces[] = {
        "{tablet}",  "{capsule}", "{suppository}", "{pessary}",
        "{lozenge}", "{sachet}",  "{patch}",       "{implant}"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        if (strcmp(pieces[i], unit) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- strength ---- */

/* Substance in so much of what holds it: 500 mg in 1 {tablet}, 250 mg in
   5 mL. */
typedef struct {
    cn_treat_number amount;
    char unit[CN_TREAT_UNIT_MAX];
    int64_t per;
    char per_unit[CN_TREAT_UNIT_MAX];
} strength;

/* "mL" or "(5.mL)". */
static bool take_per(strength *s, const char *text)
{
    size_t len = strlen(text);
    s->per = 1;
    if (text[0] == '(' && text[len - 1] == ')') {
        s->per = 0;
        for (text++; *text >= '0' && *text <= '9' && s->per < 1000000; text++) {
            s->per = s->per * 10 + (*text - '0');
        }
        if (*text++ != '.' || s->per == 0) {
            return false;
        }
        len = strlen(text) - 1;
    }
    if (len >= sizeof s->per_unit || strcspn(text, "/.()") < len) {
        return false;
    }
    memcpy(s->per_unit, text, len);
    s->per_unit[len] = '\0';
    return true;
}

const char *cn_treat_form_unit(const carnet_entry *e)
{
    const cn_model_field *f = cn_model_field_of(
        cn_model_kind(CARNET_KIND_PRESCRIPTION), CARNET_PRESCRIPTION_DOSE);
    int32_t i = cn_model_usual_unit(f, e, NULL);
    const char *unit =
        i < 0 ? NULL : cn_model_word_get(CN_LIST_UNITS, (uint64_t)i);
    return unit == NULL ? "" : unit;
}

/* piece: a unit of the supply or the dose that stands for the form where the
   entry has none. */
static bool strength_of(strength *s, const carnet_entry *e, const char *piece)
{
    cn_treat_amount a;
    memset(s, 0, sizeof *s);
    if (!cn_treat_amount_of(&a, e, CARNET_PRESCRIPTION_STRENGTH, 0,
                            CARNET_RECORD_SELF) ||
        !cn_treat_number_of(&s->amount, &a.value) || s->amount.mantissa == 0) {
        return false;
    }
    size_t len = strcspn(a.unit, "/");
    memcpy(s->unit, a.unit, len);
    if (a.unit[len] == '/') {
        return take_per(s, a.unit + len + 1);
    }
    const char *form = cn_treat_form_unit(e);
    return take_per(s, form[0] != '\0' ? form : piece);
}

/* ---- measures ---- */

static cn_treat_number power(int32_t exponent)
{
    return (cn_treat_number){1, exponent};
}

/* What was handed over holds the substance that doses are told in, or the other
   way round; both as substance, times the number that the strength is per. */
static cn_treat_why measure_by(cn_treat_measure *m, const strength *s,
                               const char *supply_unit, const char *dose_unit)
{
    int32_t a = 0;
    int32_t b = 0;
    cn_treat_number per = {s->per, 0};
    settle(&per);
    m->by_strength = true;
    if (exponent_between(supply_unit, s->per_unit, &a) &&
        exponent_between(dose_unit, s->unit, &b)) {
        m->factor = per;
        m->supply.exponent += a;
        m->factor.exponent += b;
        return cn_treat_multiply(&m->supply, s->amount) ? CN_TREAT_WHY_NONE
                                                        : CN_TREAT_WHY_NUMBER;
    }
    if (exponent_between(supply_unit, s->unit, &a) &&
        exponent_between(dose_unit, s->per_unit, &b)) {
        m->factor = s->amount;
        m->supply.exponent += a;
        m->factor.exponent += b;
        return cn_treat_multiply(&m->supply, per) ? CN_TREAT_WHY_NONE
                                                  : CN_TREAT_WHY_NUMBER;
    }
    return CN_TREAT_WHY_UNITS;
}

/* Of a number and one above 0. */
static int64_t common_divisor(int64_t a, int64_t b)
{
    while (a != 0) {
        int64_t rest = b % a;
        b = a;
        a = rest;
    }
    return b;
}

/* Divides by per as far as powers of ten can; what can't be divided is left. */
static bool divide(cn_treat_number *n, int64_t *per)
{
    static const struct {
        int64_t by;
        int64_t times; /* and a tenth of that is a by-th */
    } factors[] = {{2, 5}, {5, 2}};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
        for (; *per % factors[i].by == 0; *per /= factors[i].by) {
            if (!cn_treat_multiply(n,
                                   (cn_treat_number){factors[i].times, -1})) {
                return false;
            }
        }
    }
    int64_t common = common_divisor(n->mantissa, *per);
    n->mantissa /= common;
    *per /= common;
    return true;
}

int64_t cn_treat_to_substance(cn_treat_amount *a, const carnet_entry *e)
{
    strength s;
    cn_treat_number n;
    int32_t between = 0;
    int32_t other = 0;
    if (cn_treat_is_piece(a->unit) || !strength_of(&s, e, "") ||
        exponent_between(a->unit, s.unit, &other) ||
        !exponent_between(a->unit, s.per_unit, &between) ||
        !cn_treat_number_of(&n, &a->value) ||
        !cn_treat_multiply(&n, s.amount) || !divide(&n, &s.per)) {
        return 1;
    }
    a->value = (cn_model_decimal){n.mantissa, -(n.exponent + between)};
    memcpy(a->unit, s.unit, sizeof a->unit);
    return s.per;
}

cn_treat_why cn_treat_measure_of(cn_treat_measure *out, const carnet_entry *e,
                                 const cn_treat_amount *supply,
                                 const char *dose_unit)
{
    int32_t between = 0;
    strength s;
    memset(out, 0, sizeof *out);
    memcpy(out->dose_unit, dose_unit, strlen(dose_unit) + 1);
    if (!cn_treat_number_of(&out->supply, &supply->value)) {
        return CN_TREAT_WHY_NUMBER;
    }
    if (exponent_between(dose_unit, supply->unit, &between)) {
        out->factor = power(between);
        return CN_TREAT_WHY_NONE;
    }
    const char *piece = cn_treat_is_piece(supply->unit) ? supply->unit
                        : cn_treat_is_piece(dose_unit)  ? dose_unit
                                                        : "";
    return strength_of(&s, e, piece)
               ? measure_by(out, &s, supply->unit, dose_unit)
               : CN_TREAT_WHY_UNITS;
}

cn_treat_why cn_treat_dose_of(cn_treat_number *out, const cn_treat_measure *m,
                              const cn_treat_amount *dose)
{
    int32_t between = 0;
    if (!exponent_between(dose->unit, m->dose_unit, &between)) {
        return CN_TREAT_WHY_UNITS;
    }
    if (!cn_treat_number_of(out, &dose->value)) {
        return CN_TREAT_WHY_NUMBER;
    }
    out->exponent += between;
    return cn_treat_multiply(out, m->factor) ? CN_TREAT_WHY_NONE
                                             : CN_TREAT_WHY_NUMBER;
}
