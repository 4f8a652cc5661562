/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CodeableConcepts: up to four codings under their systems, and the writer's
 * own words. A code that its own system can't have is kept in words, with the
 * system's name, so that a person can still look it up; it is reported.
 */
#include "in_i.h"

enum {
    WORDS_MAX = 512,  /* bytes of words beside codings */
    DISPLAY_MAX = 256 /* of a display */
};

typedef struct {
    cn_in_at *a;
    int32_t field;
    size_t i;
    int32_t member;
    cn_buf words; /* what codings that are refused leave */
    bool coded;   /* a coding was taken */
} concept;

/* Coding number n of a concept, or the concept itself where it is a Coding. */
static uint32_t coding_at(cn_in *x, uint32_t node, uint32_t n)
{
    uint32_t list = cn_in_find(x, node, "coding");
    if (!cn_in_is_type(x, list, CN_JSON_ARRAY)) {
        return n == 0 && cn_in_find(x, node, "code") != 0 ? node : 0;
    }
    if (n >= cn_in_get(x, list)->num) {
        return 0;
    }
    uint32_t c = list + 1;
    for (; n > 0; n--) {
        c = cn_in_get(x, c)->next;
    }
    return c;
}

bool cn_in_among(const char *list, cn_span word)
{
    while (*list != '\0') {
        size_t len = strcspn(list, " ");
        if (cn_span_equal(cn_span_of(list, len), word)) {
            return true;
        }
        list += len + (list[len] == ' ');
    }
    return false;
}

bool cn_in_same_code(cn_in *x, uint32_t a, uint32_t b)
{
    uint32_t c;
    uint32_t d;
    if (a == 0 || b == 0) {
        return false;
    }
    for (uint32_t n = 0; n < CN_LIMIT_LIST && (c = coding_at(x, a, n)) != 0;
         n++) {
        for (uint32_t m = 0; m < CN_LIMIT_LIST && (d = coding_at(x, b, m)) != 0;
             m++) {
            if (cn_in_text(x, c, "code").len != 0 &&
                cn_span_equal(cn_in_text(x, c, "code"),
                              cn_in_text(x, d, "code")) &&
                cn_span_equal(cn_in_text(x, c, "system"),
                              cn_in_text(x, d, "system"))) {
                return true;
            }
        }
    }
    return false;
}

bool cn_in_has_loinc(cn_in *x, uint32_t node, const char *list)
{
    uint32_t c;
    for (uint32_t n = 0;
         node != 0 && n < CN_LIMIT_LIST && (c = coding_at(x, node, n)) != 0;
         n++) {
        if (cn_span_equal(cn_in_text(x, c, "system"),
                          cn_span_str(CN_INTEROP_LOINC)) &&
            cn_in_among(list, cn_in_text(x, c, "code"))) {
            return true;
        }
    }
    return false;
}

/* A reason why there is no code, or a word of ours for one, is none. */
static bool is_no_code(cn_in *x, uint32_t c)
{
    cn_span system = c != 0 ? cn_in_text(x, c, "system") : cn_span_of(NULL, 0);
    return cn_span_starts(system, CN_SPAN_LIT(CN_INTEROP_WORDS)) ||
           cn_span_equal(system, cn_span_str(CN_INTEROP_ABSENCE_CODES));
}

bool cn_in_usable(cn_in *x, uint32_t node)
{
    if (!cn_in_is_type(x, node, CN_JSON_OBJECT)) {
        return false;
    }
    bool usable = cn_in_text(x, node, "text").len != 0;
    uint32_t c = coding_at(x, node, 0);
    if (is_no_code(x, c)) {
        return false;
    }
    for (uint32_t n = 0;
         !usable && n < CN_LIMIT_LIST && (c = coding_at(x, node, n)) != 0;
         n++) {
        usable = cn_in_text(x, c, "code").len != 0 ||
                 cn_in_text(x, c, "display").len != 0;
    }
    return usable;
}

cn_span cn_in_concept_text(cn_in *x, uint32_t node)
{
    cn_span text = cn_in_text(x, node, "text");
    uint32_t c;
    for (uint32_t n = 0;
         text.len == 0 && n < CN_LIMIT_LIST && (c = coding_at(x, node, n)) != 0;
         n++) {
        text = cn_in_text(x, c, "display");
        text = text.len != 0 ? text : cn_in_text(x, c, "code");
    }
    return text;
}

static void mark_coding(cn_in *x, uint32_t c, cn_in_fate fate)
{
    static const char *const keys[] = {"system", "code", "display"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        cn_in_mark(x, cn_in_find(x, c, keys[i]), fate);
    }
}

static const cn_model_field *field_of(const concept *k)
{
    return cn_in_field(k->a, k->field, k->member);
}

static bool is_usual(const concept *k, cn_span system)
{
    const cn_model_system *usual =
        cn_model_system_get((uint32_t)field_of(k)->a);
    return usual != NULL && cn_span_equal(system, cn_span_str(usual->name));
}

/* " (45323-6)", with the name of a system that is not the usual one, behind the
 * display, as far as there is room. */
static void keep_in_words(concept *k, uint32_t c)
{
    cn_in *x = k->a->x;
    cn_span display = cn_in_text(x, c, "display");
    cn_span code = cn_in_text(x, c, "code");
    cn_span system = cn_interop_system_name(cn_in_text(x, c, "system"));
    cn_buf *b = &k->words;
    if (b->len != 0) {
        cn_buf_put_str(b, "; ");
    }
    cn_buf_put_span(b, cn_in_head(display));
    if (code.len != 0) {
        cn_buf_put_str(b, display.len != 0 ? " (" : "");
        if (!is_usual(k, system)) {
            cn_buf_put_span(b, system);
            cn_buf_put_str(b, system.len != 0 ? " " : "");
        }
        cn_buf_put_span(b, code);
        cn_buf_put_str(b, display.len != 0 ? ")" : "");
    }
    mark_coding(x, c, code.len != 0 ? CN_IN_WORDS : CN_IN_TAKEN);
}

static carnet_status add_coding(concept *k, cn_span system, cn_span code,
                                cn_span display)
{
    return carnet_record_add_coding(
        k->a->x->record, k->a->entry, k->field, k->i, k->member,
        (const char *)system.data, system.len, (const char *)code.data,
        code.len, display.len != 0 ? (const char *)display.data : NULL,
        display.len);
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
}

static bool same_words(cn_span a, cn_span b)
{
    bool same = a.len == b.len;
    for (size_t i = 0; same && i < a.len; i++) {
        same = lower(a.data[i]) == lower(b.data[i]);
    }
    return same;
}

static bool is_word_of(cn_span text, const cn_model_listed *l)
{
    cn_words_word word;
    cn_model_listed_word(&word, l);
    return same_words(text, cn_span_of(word.text, word.len));
}

/* Same number before the check digit, and the display is LOINC's own name or
   ours for the test: two witnesses against one digit. */
static bool is_named(const cn_model_listed *l, cn_span code, cn_span display)
{
    size_t number = strcspn(l->code, "-");
    const char *word = cn_interop_word(CN_INTEROP_TEST_NAME, display);
    return l->system == CN_SYSTEM_LOINC && code.len == strlen(l->code) &&
           memcmp(code.data, l->code, number + 1) == 0 &&
           (is_word_of(display, l) ||
            (word != NULL && strcmp(word, l->code) == 0));
}

/* A code with a wrong check digit whose display names the listed test: the
   test is taken by its name, and the code as written stays in the words. */
static bool take_named(concept *k, uint32_t c)
{
    cn_in *x = k->a->x;
    cn_span code = cn_in_text(x, c, "code");
    cn_span display = cn_in_text(x, c, "display");
    cn_span loinc = cn_span_str(cn_model_system_get(CN_SYSTEM_LOINC)->name);
    const cn_model_listed *l;
    for (uint64_t n = 0; is_usual(k, loinc) && k->words.len == 0 &&
                         (l = cn_model_list_get(field_of(k)->b, n)) != NULL;
         n++) {
        if (is_named(l, code, display) &&
            cn_in_did(k->a, k->field, k->i,
                      add_coding(k, loinc, cn_span_str(l->code),
                                 cn_span_of(NULL, 0)))) {
            cn_buf_put_span(&k->words, code);
            cn_in_mark(x, cn_in_find(x, c, "code"), CN_IN_NAMED);
            mark_coding(x, c, CN_IN_TAKEN);
            return true;
        }
    }
    return false;
}

static void take_coding(concept *k, uint32_t c)
{
    cn_in *x = k->a->x;
    cn_span system = cn_interop_system_name(cn_in_text(x, c, "system"));
    cn_span code = cn_in_text(x, c, "code");
    if (system.len == 0 || code.len == 0) {
        keep_in_words(k, c);
        return;
    }
    cn_buf display;
    cn_buf_init(&display);
    uint32_t beside = cn_in_find(x, c, "_display");
    if (beside != 0 &&
        cn_in_own_find(x, cn_in_find(x, beside, "extension"), "word") != 0) {
        cn_in_mark(x, beside, CN_IN_LINK); /* ours, and not carried */
    } else if (k->a->own) {
        cn_buf_put_span(&display, cn_in_text(x, c, "display"));
    } else {
        cn_in_clean(&display, cn_in_text(x, c, "display"), DISPLAY_MAX, NULL);
    }
    carnet_status status = add_coding(k, system, code, cn_buf_span(&display));
    cn_in_end(x, &display);
    if (status == CARNET_RECORD_TWICE) {
        mark_coding(x, c, CN_IN_TAKEN);
    } else if (status == CARNET_RECORD_TOO_LONG && k->coded) {
        mark_coding(x, c, CN_IN_CODINGS);
    } else if (cn_in_did(k->a, k->field, k->i, status)) {
        k->coded = true;
        mark_coding(x, c, CN_IN_TAKEN);
    } else if (!cn_span_equal(system, CN_SPAN_LIT("loinc")) ||
               !take_named(k, c)) {
        keep_in_words(k, c);
    }
}

/* The writer's words, and behind them what refused codings left. */
static void set_words(concept *k, uint32_t node)
{
    cn_in *x = k->a->x;
    uint32_t text = cn_in_find(x, node, "text");
    cn_buf all;
    cn_buf words;
    bool cut = false;
    cn_buf_init(&all);
    cn_buf_init(&words);
    bool taken = text != 0 && x->fates[text] == CN_IN_TAKEN; /* elsewhere */
    cn_span own = taken ? cn_span_of(NULL, 0) : cn_in_string(x, text);
    cn_buf_put_span(&all, cn_in_head(own));
    if (own.len != 0 && k->words.len != 0) {
        cn_buf_put_str(&all, "; ");
    }
    cn_buf_put_span(&all, cn_in_head(cn_buf_span(&k->words)));
    bool good = all.len != 0;
    if (k->a->own) {
        cn_buf_put_span(&words, cn_buf_span(&all));
    } else {
        good = cn_in_clean(&words, cn_buf_span(&all), WORDS_MAX, &cut);
    }
    if (good) {
        carnet_status status = carnet_record_set_words(
            x->record, k->a->entry, k->field, k->i, k->member,
            (const char *)words.data, words.len);
        good = cn_in_did(k->a, k->field, k->i, status);
    }
    cn_in_mark(x, text, !good ? CN_IN_VALUE : cut ? CN_IN_LONG : CN_IN_TAKEN);
    cn_in_end(x, &all);
    cn_in_end(x, &words);
}

/* A text without codes that is, letter for letter, what the phrase book says
   for a code of the field's list: every reader then has its words. */
static void take_listed(concept *k, uint32_t node)
{
    cn_in *x = k->a->x;
    uint32_t text = cn_in_find(x, node, "text");
    const cn_model_field *f = field_of(k);
    cn_span said = cn_in_string(x, text);
    const cn_model_listed *l;
    for (uint64_t n = 0;
         said.len != 0 && (l = cn_model_list_get(f->b, n)) != NULL; n++) {
        if (is_word_of(said, l) &&
            cn_in_did(
                k->a, k->field, k->i,
                add_coding(k, cn_span_str(cn_model_system_get(l->system)->name),
                           cn_span_str(l->code), cn_span_of(NULL, 0)))) {
            cn_in_mark(x, text, CN_IN_TAKEN);
            return;
        }
    }
}

bool cn_in_put_concept(cn_in_at *a, int32_t field, size_t i, int32_t member,
                       uint32_t node)
{
    if (!cn_in_usable(a->x, node) || !cn_in_entry(a)) {
        return false;
    }
    concept k = {.a = a, .field = field, .i = i, .member = member};
    cn_buf_init(&k.words);
    uint32_t c;
    for (uint32_t n = 0;
         n < CN_LIMIT_LIST && (c = coding_at(a->x, node, n)) != 0; n++) {
        take_coding(&k, c);
    }
    if (!a->own && cn_in_count(a->x, cn_in_find(a->x, node, "coding")) == 0) {
        take_listed(&k, node);
    }
    set_words(&k, node);
    cn_in_end(k.a->x, &k.words);
    return a->num[field] > i;
}

void cn_in_take_concept(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    if (!cn_in_is_type(a->x, node, CN_JSON_OBJECT)) {
        cn_in_fail(a->x, CARNET_RECORD_TYPE, node,
                   "a CodeableConcept is due here");
    } else if (is_no_code(a->x, coding_at(a->x, node, 0))) {
        cn_in_mark(a->x, node, a->own ? CN_IN_LINK : CN_IN_UNKNOWN);
    } else if (cn_in_usable(a->x, node) && !cn_in_full(a, row->field, node)) {
        cn_in_put_concept(a, row->field, a->num[row->field], CARNET_RECORD_SELF,
                          node);
    }
}

void cn_in_take_concept_label(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    if (cn_in_usable(a->x, node)) {
        cn_in_take_text(a, row, cn_in_concept_text(a->x, node), node);
    }
}

void cn_in_take_concept_words(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_span text = cn_in_concept_text(a->x, node);
    if (text.len != 0) {
        cn_in_add_words(a, row->field, row->arg, text, node);
    }
}
