/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking up: the word of a key in a language, into the caller's memory
 * (cells.c). What has no word gives none.
 */
#include "words_i.h"

static const char *const table_names[CN_WORDS_NUM_TABLES] = {
    [CN_WORDS_ICD10] = "icd-10",
    [CN_WORDS_ICD11] = "icd-11",
    [CN_WORDS_SNOMED] = "snomed",
    [CN_WORDS_ATC] = "atc",
    [CN_WORDS_CVX] = "cvx",
    [CN_WORDS_LOINC] = "loinc",
    [CN_WORDS_CARNET] = "carnet",
    [CN_WORDS_UNITS] = "units",
    [CN_WORDS_COUNTRIES] = "countries",
    [CN_WORDS_LANGUAGES] = "languages",
    [CN_WORDS_CURRENCIES] = "currencies",
    [CN_WORDS_UNITS_MANY] = "units_many",
    [CN_WORDS_ENUMS] = "enums",
    [CN_WORDS_KINDS] = "kinds",
    [CN_WORDS_FIELDS] = "fields",
    [CN_WORDS_STATUSES] = "statuses",
    [CN_WORDS_PHRASES] = "phrases",
};

int32_t cn_words_table_named(cn_span name)
{
    for (int32_t t = 0; t < CN_WORDS_NUM_TABLES; t++) {
        if (cn_span_equal(name, cn_span_str(table_names[t]))) {
            return t;
        }
    }
    return -1;
}

bool cn_words_find(cn_words_word *out, cn_words_table table, cn_span key,
                   uint8_t language)
{
    int32_t row = cn_words_row_of(table, key);
    out->len = 0;
    out->text[0] = '\0';
    out->language = CN_WORDS_ENGLISH;
    out->reviewed = false;
    if (row < 0) {
        return false;
    }
    cn_words_read_row(out, row,
                      language < cn_words_num_languages ? language : 0);
    return true;
}

void cn_words_phrase(cn_words_word *out, cn_words_phrase_name phrase,
                     uint8_t language)
{
    cn_words_read_row(out, cn_words_first[CN_WORDS_PHRASES] + (int32_t)phrase,
                      language < cn_words_num_languages ? language : 0);
}

int32_t cn_words_phrase_named(cn_span name)
{
    int32_t row = cn_words_find_row(CN_WORDS_PHRASES, name);
    return row < 0 ? -1 : row - cn_words_first[CN_WORDS_PHRASES];
}

bool cn_words_is_word_of(cn_span text, cn_words_table table, cn_span key)
{
    cn_words_word word;
    int32_t row = cn_words_row_of(table, key);
    for (uint8_t i = 0; row >= 0 && i < cn_words_num_languages; i++) {
        cn_words_read_row(&word, row, i);
        if (cn_words_equal(text, cn_span_of(word.text, word.len))) {
            return true;
        }
    }
    return false;
}

/* ---- public face ---- */

size_t carnet_words_size(void)
{
    return CARNET_WORDS_SIZE;
}

/* Every row has a word in every language that the build carries: English stands
   in its place only where the tag leads to none of them. */
static int32_t state_of(const cn_words_word *w, cn_span tag)
{
    if (w->language == CN_WORDS_ENGLISH && tag.len > 0 &&
        !cn_words_is_english(tag)) {
        return CARNET_WORDS_ENGLISH;
    }
    return w->reviewed ? CARNET_WORDS_REVIEWED : CARNET_WORDS_UNREVIEWED;
}

static carnet_status give(char *out, int32_t *state_out, cn_words_table table,
                          cn_span key, cn_span tag)
{
    cn_words_word word;
    if (!cn_words_find(&word, table, key, cn_words_language(tag))) {
        return CARNET_CALLER_ABSENT;
    }
    memcpy(out, word.text, (size_t)word.len + 1);
    if (state_out != NULL) {
        *state_out = state_of(&word, tag);
    }
    return CARNET_OK;
}

static carnet_status begin(char *out, int32_t *state_out, const void *p,
                           size_t p_len, const char *language,
                           size_t language_len)
{
    if (out != NULL) {
        out[0] = '\0';
    }
    if (state_out != NULL) {
        *state_out = CARNET_WORDS_NONE;
    }
    bool good = out != NULL && cn_span_check(p, p_len) == CARNET_OK &&
                cn_span_check(language, language_len) == CARNET_OK;
    return good ? CARNET_OK : CARNET_CALLER_NULL;
}

carnet_status carnet_words_lookup(char *out, int32_t *state_out,
                                  const char *system, size_t system_len,
                                  const char *code, size_t code_len,
                                  const char *language, size_t language_len)
{
    carnet_status status =
        begin(out, state_out, system, system_len, language, language_len);
    if (status == CARNET_OK) {
        status = cn_span_check(code, code_len);
    }
    if (status != CARNET_OK) {
        return status;
    }
    int32_t table = cn_words_table_named(cn_span_of(system, system_len));
    if (table < 0 || table > CN_WORDS_LAST_PUBLIC) {
        return CARNET_CALLER_ABSENT;
    }
    return give(out, state_out, (cn_words_table)table,
                cn_span_of(code, code_len), cn_span_of(language, language_len));
}

carnet_status carnet_words_status(char *out, int32_t *state_out,
                                  carnet_status status, const char *language,
                                  size_t language_len)
{
    carnet_status good = begin(out, state_out, NULL, 0, language, language_len);
    return good == CARNET_OK ? give(out, state_out, CN_WORDS_STATUSES,
                                    cn_span_str(carnet_status_name(status)),
                                    cn_span_of(language, language_len))
                             : good;
}

carnet_status carnet_words_phrase(char *out, int32_t *state_out,
                                  const char *name, size_t name_len,
                                  const char *language, size_t language_len)
{
    carnet_status status =
        begin(out, state_out, name, name_len, language, language_len);
    return status == CARNET_OK ? give(out, state_out, CN_WORDS_PHRASES,
                                      cn_span_of(name, name_len),
                                      cn_span_of(language, language_len))
                               : status;
}
