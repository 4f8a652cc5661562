/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The result of a reply: what public functions gave, as JSON. After a failure
 * what is put goes nowhere: the door throws the result away.
 */
#include "door_i.h"

void cn_door_put_text(cn_door *d, const char *key, cn_span text)
{
    cn_json_key(&d->w, key);
    cn_json_string(&d->w, text);
}

void cn_door_put_str(cn_door *d, const char *key, const char *text)
{
    cn_door_put_text(d, key, cn_span_str(text));
}

void cn_door_put_int(cn_door *d, const char *key, int64_t v)
{
    cn_json_key(&d->w, key);
    cn_json_i64(&d->w, v);
}

void cn_door_put_bool(cn_door *d, const char *key, bool v)
{
    cn_json_key(&d->w, key);
    cn_json_bool(&d->w, v);
}

void cn_door_put_day(cn_door *d, const char *key, int32_t days)
{
    char text[CARNET_TEXT_DAY_SIZE] = "";
    cn_door_try(d, carnet_text_print_day(text, days), 0, NULL);
    cn_door_put_str(d, key, text);
}

void cn_door_put_hex(cn_door *d, const char *key, const uint8_t *bytes,
                     size_t len)
{
    cn_json_key(&d->w, key);
    cn_json_hex(&d->w, cn_span_of(bytes, len));
}

void cn_door_put_word(cn_door *d, const char *key, const char *words,
                      int32_t nth)
{
    while (nth > 0 && *words != '\0') {
        words += strcspn(words, " ");
        words += *words == ' ';
        nth--;
    }
    cn_door_put_text(d, key, cn_span_of(words, strcspn(words, " ")));
}

/* As a string that needs no copy: base64url has nothing to escape. */
static void put_base64(cn_door *d, cn_span bytes)
{
    cn_buf text;
    cn_buf_init(&text);
    cn_text_put_base64(&text, bytes);
    cn_door_try(d, text.status, 0, NULL);
    cn_json_string(&d->w, cn_buf_span(&text));
    cn_buf_free(&text);
}

void cn_door_put_span(cn_door *d, const char *key, cn_door_form form,
                      cn_span bytes)
{
    cn_json_key(&d->w, key);
    switch (form) {
    case CN_DOOR_AS_TEXT:
        cn_json_string(&d->w, bytes);
        break;
    case CN_DOOR_AS_JSON:
        cn_json_value(&d->w, bytes);
        break;
    case CN_DOOR_AS_BYTES:
        put_base64(d, bytes);
        break;
    case CN_DOOR_AS_INPUT:
        cn_json_open_object(&d->w);
        cn_json_key(&d->w, "bytes");
        put_base64(d, bytes);
        cn_json_close_object(&d->w);
        break;
    }
}

void cn_door_put_buf(cn_door *d, const char *key, cn_door_form form,
                     carnet_status status, carnet_buf *buf)
{
    cn_door_try(d, status, 0, NULL);
    if (cn_door_keep(d, CN_DOOR_BUF, buf)) {
        cn_door_put_span(d, key, form,
                         cn_span_of(carnet_buf_data(buf), carnet_buf_len(buf)));
    }
}

void cn_door_put_entry(cn_door *d, const carnet_entry *entry)
{
    carnet_buf *json = NULL;
    cn_door_try(d, carnet_record_entry_json(&json, entry), 0, NULL);
    if (cn_door_keep(d, CN_DOOR_BUF, json)) {
        cn_json_value(&d->w,
                      cn_span_of(carnet_buf_data(json), carnet_buf_len(json)));
    }
}

void cn_door_put_words(cn_door *d, carnet_status status, carnet_buf *text,
                       size_t unreviewed)
{
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, text);
    cn_door_put_int(d, "unreviewed", (int64_t)unreviewed);
}
