/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Presentations, merging and opening. Passports are bytes on both sides;
 * nothing is verified here.
 */
#include "shim.h"

/* audience: NULL for none. sealing: 0 where nothing is sealed. */
SHIM(void, present)
(JNIEnv *env, jclass class, jobject reply, jbyteArray passport,
 jbyteArray audience, jobjectArray show, jobjectArray withhold, jlong sealing)
{
    carnet_buf *buf = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, passport);
    shim_in to = shim_take(env, audience);
    shim_texts yes = shim_take_texts(env, show);
    shim_texts no = shim_take_texts(env, withhold);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (!in.failed && !to.failed && !yes.failed && !no.failed) {
        const char *audience_name = (const char *)to.data;
        status = sealing == 0
                     ? carnet_privacy_present(&buf, &problem, in.data, in.len,
                                              audience_name, yes.texts,
                                              yes.count, no.texts, no.count)
                     : carnet_seal_present(
                           &buf, &problem, in.data, in.len, audience_name,
                           yes.texts, yes.count, no.texts, no.count,
                           SHIM_POINTER(carnet_sealing, sealing));
    }
    shim_drop(&in);
    shim_drop(&to);
    shim_drop_texts(&yes);
    shim_drop_texts(&no);
    shim_bytes(env, reply, status, buf, problem);
}

SHIM(void, merge)
(JNIEnv *env, jclass class, jobject reply, jbyteArray first, jbyteArray second,
 jboolean same_person)
{
    carnet_buf *buf = NULL;
    carnet_problem *problem = NULL;
    shim_in a = shim_take(env, first);
    shim_in b = shim_take(env, second);
    carnet_status status =
        a.failed || b.failed
            ? CARNET_CALLER_MEMORY
            : carnet_privacy_merge(&buf, &problem, a.data, a.len, b.data, b.len,
                                   same_person ? CARNET_PRIVACY_SAME_PERSON
                                               : CARNET_PRIVACY_ASK);
    shim_drop(&a);
    shim_drop(&b);
    shim_bytes(env, reply, status, buf, problem);
}

/* key: 0 for none. phrase: NULL for none. */
SHIM(void, open)
(JNIEnv *env, jclass class, jobject reply, jbyteArray passport, jlong key,
 jbyteArray phrase)
{
    carnet_buf *buf = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, passport);
    shim_in p = shim_take(env, phrase);
    carnet_status status =
        in.failed || p.failed
            ? CARNET_CALLER_MEMORY
            : carnet_seal_open(&buf, &problem, in.data, in.len,
                               SHIM_POINTER(carnet_seal_key, key),
                               (const char *)p.data, p.len);
    shim_drop(&in);
    shim_drop(&p);
    shim_bytes(env, reply, status, buf, problem);
}

SHIM(jbyteArray, audienceName)(JNIEnv *env, jclass class, jint i)
{
    return shim_string(env, carnet_privacy_audience((size_t)i));
}

SHIM(jbyteArray, audienceAbout)(JNIEnv *env, jclass class, jint i)
{
    return shim_string(env, carnet_privacy_audience_about((size_t)i));
}
