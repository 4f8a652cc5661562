/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: the phrase book, carnet's own phrases, and the
 * small things about text and days.
 */
#include "door_i.h"

#define STATES "none reviewed unreviewed english"

/* ---- languages ---- */

void cn_door_op_languages(cn_door *d)
{
    cn_json_key(&d->w, "languages");
    cn_json_open_array(&d->w);
    for (size_t i = 0; i < carnet_words_num_languages(); i++) {
        cn_json_str(&d->w, carnet_words_get_language(i));
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_language_match(cn_door *d)
{
    cn_span s = cn_door_text(d, "language");
    cn_door_put_str(d, "language",
                    carnet_words_match((const char *)s.data, s.len));
}

/* ---- words ---- */

static void put_word(cn_door *d, carnet_status status, const char *member,
                     const char *word, int32_t state)
{
    cn_door_try(d, status, cn_door_find(d, member), NULL);
    cn_door_put_str(d, "text", word);
    cn_door_put_word(d, "state", STATES, state);
}

void cn_door_op_word_of_code(cn_door *d)
{
    char word[CARNET_WORDS_SIZE] = "";
    int32_t state = CARNET_WORDS_NONE;
    cn_span system = cn_door_text(d, "system");
    cn_span code = cn_door_text(d, "code");
    cn_span language = cn_door_text(d, "language");
    carnet_status status =
        carnet_words_lookup(word, &state, (const char *)system.data, system.len,
                            (const char *)code.data, code.len,
                            (const char *)language.data, language.len);
    put_word(d, status, "code", word, state);
}

void cn_door_op_word_of_status(cn_door *d)
{
    char word[CARNET_WORDS_SIZE] = "";
    int32_t state = CARNET_WORDS_NONE;
    cn_span language = cn_door_text(d, "language");
    carnet_status status =
        carnet_words_status(word, &state, cn_door_int(d, "status", 0),
                            (const char *)language.data, language.len);
    put_word(d, status, "status", word, state);
}

void cn_door_op_word_of_phrase(cn_door *d)
{
    char word[CARNET_WORDS_SIZE] = "";
    int32_t state = CARNET_WORDS_NONE;
    cn_span name = cn_door_text(d, "phrase");
    cn_span language = cn_door_text(d, "language");
    carnet_status status =
        carnet_words_phrase(word, &state, (const char *)name.data, name.len,
                            (const char *)language.data, language.len);
    put_word(d, status, "phrase", word, state);
}

/* ---- lines ---- */

void cn_door_op_say_phrase(cn_door *d)
{
    size_t unreviewed = 0;
    cn_span name = cn_door_text(d, "phrase");
    cn_span value = cn_door_text(d, "value");
    cn_span language = cn_door_text(d, "language");
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_view_phrase(&out, &unreviewed, (const char *)name.data, name.len,
                           (const char *)value.data, value.len,
                           (const char *)language.data, language.len);
    cn_door_try(d, status, cn_door_find(d, "phrase"), NULL);
    cn_door_put_words(d, status, out, unreviewed);
}

void cn_door_op_say_status(cn_door *d)
{
    size_t unreviewed = 0;
    cn_span detail = cn_door_text(d, "detail");
    cn_span language = cn_door_text(d, "language");
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_view_status(&out, &unreviewed, cn_door_int(d, "status", 0),
                           (const char *)detail.data, detail.len,
                           (const char *)language.data, language.len);
    cn_door_try(d, status, cn_door_find(d, "status"), NULL);
    cn_door_put_words(d, status, out, unreviewed);
}

/* ---- days, times, safe text ---- */

void cn_door_op_day_to_number(cn_door *d)
{
    cn_door_put_int(d, "days", cn_door_day(d, "day"));
}

void cn_door_op_number_to_day(cn_door *d)
{
    cn_door_put_day(d, "day", cn_door_int(d, "days", 0));
}

void cn_door_op_time_to_number(cn_door *d)
{
    cn_door_put_int(d, "seconds", cn_door_time(d, "time"));
}

void cn_door_op_make_safe(cn_door *d)
{
    cn_span s = cn_door_text(d, "text");
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_text_make_safe(&out, (const char *)s.data, s.len);
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
}
