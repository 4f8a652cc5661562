/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the checks found, as JSON and as lines for people. A check that found
 * nothing says among how many, and never that there is nothing.
 */
#include "treat_i.h"

static const char *const kinds[] = {"allergy", "avoid", "twice"};

/* ---- JSON ---- */

static void put_number(cn_json_writer *w, const char *key, size_t n)
{
    cn_json_key(w, key);
    cn_json_i64(w, (int64_t)n);
}

static void put_finding(cn_json_writer *w, const cn_treat_finding *f)
{
    cn_json_open_object(w);
    cn_json_key(w, "found");
    cn_json_str(w, kinds[f->kind]);
    put_number(w, "a", f->a);
    put_number(w, "b", f->b);
    if (f->kind == CN_TREAT_FOUND_ALLERGY) {
        cn_json_key(w, "status");
        cn_json_str(w, cn_model_enum_word(CN_ENUM_ALLERGY_STATUS, f->status));
    }
    if (f->prefix[0] != '\0') {
        cn_json_key(w, "prefix");
        cn_json_str(w, f->prefix);
    }
    if (f->code[0] != '\0') {
        cn_json_key(w, "code");
        cn_json_str(w, f->code);
    }
    cn_json_close_object(w);
}

static void put_parts(cn_json_writer *w, const cn_treat_checks *checks)
{
    if (checks->num_parts == 0) {
        return;
    }
    cn_json_key(w, "not_checked_in");
    cn_json_open_array(w);
    for (size_t i = 0; i < checks->num_parts; i++) {
        cn_json_open_object(w);
        put_number(w, "entry", checks->parts[i].entry);
        cn_json_key(w, "code");
        cn_json_str(w, checks->parts[i].code);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

void cn_view_checks_json(cn_json_writer *w, const cn_treat_case *c,
                         const cn_treat_checks *checks)
{
    (void)c;
    cn_json_open_object(w);
    cn_json_key(w, "findings");
    cn_json_open_array(w);
    for (size_t i = 0; i < checks->num_findings; i++) {
        put_finding(w, &checks->findings[i]);
    }
    cn_json_close_array(w);
    cn_json_key(w, "not_checked");
    cn_json_open_array(w);
    for (size_t i = 0; i < checks->num_unchecked; i++) {
        cn_json_i64(w, (int64_t)checks->unchecked[i]);
    }
    cn_json_close_array(w);
    put_parts(w, checks);
    cn_json_key(w, "more");
    cn_json_bool(w, checks->more);
    put_number(w, "medicines", checks->num_medicines);
    put_number(w, "allergies", checks->num_allergies);
    put_number(w, "alerts", checks->num_alerts);
    put_number(w, "refuted", checks->num_refuted);
    put_number(w, "none_known", checks->num_none_known);
    put_number(w, "not_asked", checks->num_not_asked);
    cn_json_close_object(w);
}

/* ---- text ---- */

static uint32_t subject_of(const carnet_entry *e)
{
    switch (e->kind) {
    case CARNET_KIND_ALLERGY:
        return CARNET_ALLERGY_AGENT;
    case CARNET_KIND_ALERT:
        return CARNET_ALERT_WHAT;
    case CARNET_KIND_VACCINATION:
        return CARNET_VACCINATION_VACCINE;
    default:
        return CARNET_PRESCRIPTION_MEDICINE;
    }
}

static void write_kind(cn_view_pen *pen, const carnet_entry *e)
{
    cn_view_put_title(pen, CN_WORDS_KINDS,
                      cn_span_str(cn_model_kind(e->kind)->name));
}

static void write_subject(cn_view_pen *pen, const carnet_entry *e)
{
    cn_treat_write_field(pen, e, subject_of(e), CN_VIEW_WORDS);
}

/* Of an entry that this version can't read, what kind of entry it is. */
static void write_unchecked(cn_view_pen *pen, const carnet_entry *e)
{
    if (cn_model_is_readable(e)) {
        write_subject(pen, e);
    } else {
        write_kind(pen, e);
    }
}

static void write_code(cn_view_pen *pen, const char *code)
{
    if (code[0] == '\0') {
        return;
    }
    cn_buf_put_str(pen->out, " ");
    cn_view_open_latin(pen);
    cn_buf_put_str(pen->out, "[atc ");
    cn_buf_put_str(pen->out, code);
    cn_buf_put_str(pen->out, "]");
    cn_view_close_latin(pen);
}

/* "ALLERGY  penicillin: amoxicillin [atc J01CA04]" */
static void write_against(cn_view_pen *pen, const carnet_entry *a,
                          const carnet_entry *b, const cn_treat_finding *f)
{
    write_kind(pen, a);
    cn_buf_put_str(pen->out, "  ");
    write_subject(pen, a);
    if (f->status != CARNET_ALLERGY_STATUS_ACTIVE) {
        cn_buf_put_str(pen->out, " - ");
        cn_view_put_enum(pen, CN_ENUM_ALLERGY_STATUS, f->status, true);
    }
    cn_buf_put_str(pen->out, ": ");
    write_subject(pen, b);
    write_code(pen, f->code);
}

static void write_finding(cn_view_pen *pen, const cn_treat_case *c,
                          const cn_treat_finding *f)
{
    cn_treat_begin(pen, true);
    if (f->kind == CN_TREAT_FOUND_TWICE) {
        cn_view_open_phrase(pen, CN_PHRASE_CHECK_TWICE);
        write_subject(pen, c->entries[f->a]);
        cn_buf_put_str(pen->out, "; ");
        write_subject(pen, c->entries[f->b]);
        write_code(pen, f->code);
        cn_view_close_phrase(pen, CN_PHRASE_CHECK_TWICE);
    } else {
        write_against(pen, c->entries[f->a], c->entries[f->b], f);
    }
    cn_treat_end(pen);
}

/* "[atc A02BC02]" for each ingredient that is not checked beside others. */
static void write_parts(cn_view_pen *pen, const cn_treat_checks *checks,
                        size_t entry)
{
    for (size_t i = 0; i < checks->num_parts; i++) {
        if (checks->parts[i].entry == entry) {
            write_code(pen, checks->parts[i].code);
        }
    }
}

/* Whether an entry says anything of allergies that medicines can be held
   against: one that says that none is known, too. */
static bool has_allergy(const cn_treat_case *c, const cn_treat_checks *checks)
{
    bool has =
        checks->num_allergies + checks->num_none_known + checks->num_refuted >
        0;
    for (size_t i = 0; i < checks->num_unchecked && !has; i++) {
        has = c->entries[checks->unchecked[i]]->kind == CARNET_KIND_ALLERGY;
    }
    return has;
}

/* Nothing was found among nothing: that would read as a check. */
static void put_compared(cn_view_pen *pen, const cn_treat_case *c,
                         const cn_treat_checks *checks)
{
    if (checks->num_medicines == 0) {
        return;
    }
    if (!has_allergy(c, checks)) {
        cn_treat_put_phrase(pen, CN_PHRASE_CHECK_ALLERGIES, true);
    }
    if (checks->num_findings == 0) {
        cn_treat_put_number(pen, CN_PHRASE_CHECK_NOTHING,
                            (int64_t)checks->num_medicines, false);
    }
    cn_treat_put_phrase(pen, CN_PHRASE_CHECK_LIMITS, false);
}

void cn_view_checks_lines(cn_view_pen *pen, const cn_treat_case *c,
                          const cn_treat_checks *checks, bool open)
{
    if (!open) {
        cn_treat_put_phrase(pen, CN_PHRASE_MAY_BE_MORE, true);
    }
    for (size_t i = 0; i < checks->num_findings; i++) {
        write_finding(pen, c, &checks->findings[i]);
    }
    for (size_t i = 0; i < checks->num_unchecked; i++) {
        cn_treat_begin(pen, true);
        cn_view_open_phrase(pen, CN_PHRASE_NOT_CHECKED);
        write_unchecked(pen, c->entries[checks->unchecked[i]]);
        write_parts(pen, checks, checks->unchecked[i]);
        cn_view_close_phrase(pen, CN_PHRASE_NOT_CHECKED);
        cn_treat_end(pen);
    }
    put_compared(pen, c, checks);
}
