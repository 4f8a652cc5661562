/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statuses, the phrase book, carnet's own sentences, and small things of text.
 * Nothing here needs a handle.
 */
#include "shim.h"

SHIM(jbyteArray, statusName)(JNIEnv *env, jclass class, jint status)
{
    return shim_string(env, carnet_status_name(status));
}

SHIM(jbyteArray, statusText)(JNIEnv *env, jclass class, jint status)
{
    return shim_string(env, carnet_status_text(status));
}

SHIM(jbyteArray, language)(JNIEnv *env, jclass class, jint i)
{
    return shim_string(env, carnet_words_get_language((size_t)i));
}

SHIM(jbyteArray, languageMatch)(JNIEnv *env, jclass class, jbyteArray tag)
{
    shim_in in = shim_take(env, tag);
    const char *match = carnet_words_match((const char *)in.data, in.len);
    shim_drop(&in);
    return shim_string(env, match);
}

/* The number: what is known of the word. */
SHIM(void, wordsLookup)
(JNIEnv *env, jclass class, jobject reply, jbyteArray system, jbyteArray code,
 jbyteArray tag)
{
    char out[CARNET_WORDS_SIZE] = "";
    int32_t state = CARNET_WORDS_NONE;
    shim_in s = shim_take(env, system);
    shim_in c = shim_take(env, code);
    shim_in l = shim_take(env, tag);
    carnet_status status =
        s.failed || c.failed || l.failed
            ? CARNET_CALLER_MEMORY
            : carnet_words_lookup(out, &state, (const char *)s.data, s.len,
                                  (const char *)c.data, c.len,
                                  (const char *)l.data, l.len);
    shim_drop(&s);
    shim_drop(&c);
    shim_drop(&l);
    shim_number(env, reply, state);
    size_t len = 0;
    while (out[len] != '\0') {
        len++;
    }
    shim_fixed(env, reply, status, (const uint8_t *)out, len);
}

/* The number: how many words nobody has reviewed. */
SHIM(void, viewPhrase)
(JNIEnv *env, jclass class, jobject reply, jbyteArray name, jbyteArray value,
 jbyteArray tag)
{
    carnet_buf *buf = NULL;
    size_t unreviewed = 0;
    shim_in n = shim_take(env, name);
    shim_in v = shim_take(env, value);
    shim_in l = shim_take(env, tag);
    carnet_status status =
        n.failed || v.failed || l.failed
            ? CARNET_CALLER_MEMORY
            : carnet_view_phrase(&buf, &unreviewed, (const char *)n.data, n.len,
                                 (const char *)v.data, v.len,
                                 (const char *)l.data, l.len);
    shim_drop(&n);
    shim_drop(&v);
    shim_drop(&l);
    shim_number(env, reply, (int64_t)unreviewed);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, viewStatus)
(JNIEnv *env, jclass class, jobject reply, jint which, jbyteArray detail,
 jbyteArray tag)
{
    carnet_buf *buf = NULL;
    size_t unreviewed = 0;
    shim_in d = shim_take(env, detail);
    shim_in l = shim_take(env, tag);
    carnet_status status =
        d.failed || l.failed
            ? CARNET_CALLER_MEMORY
            : carnet_view_status(&buf, &unreviewed, which, (const char *)d.data,
                                 d.len, (const char *)l.data, l.len);
    shim_drop(&d);
    shim_drop(&l);
    shim_number(env, reply, (int64_t)unreviewed);
    shim_bytes(env, reply, status, buf, NULL);
}

/* The number: days since 1970-01-01. */
SHIM(void, parseDay)(JNIEnv *env, jclass class, jobject reply, jbyteArray text)
{
    int32_t days = 0;
    shim_in in = shim_take(env, text);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_text_parse_day(&days, (const char *)in.data, in.len);
    shim_drop(&in);
    shim_number(env, reply, days);
    shim_status(env, reply, status, NULL);
}

SHIM(void, printDay)(JNIEnv *env, jclass class, jobject reply, jint days)
{
    char out[CARNET_TEXT_DAY_SIZE];
    carnet_status status = carnet_text_print_day(out, days);
    shim_fixed(env, reply, status, (const uint8_t *)out, sizeof(out) - 1);
}

SHIM(void, makeSafe)(JNIEnv *env, jclass class, jobject reply, jbyteArray text)
{
    carnet_buf *buf = NULL;
    shim_in in = shim_take(env, text);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_text_make_safe(&buf, (const char *)in.data, in.len);
    shim_drop(&in);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(jbyteArray, version)(JNIEnv *env, jclass class)
{
    return shim_string(env, carnet_version());
}
