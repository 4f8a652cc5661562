/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking without trust: envelopes, outlines, and content that nobody vouches
 * for, each in calls of its own, so that none is taken for a verdict.
 */
#include "shim.h"

SHIM(void, peek)(JNIEnv *env, jclass class, jobject reply, jbyteArray input)
{
    carnet_envelope *envelope = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, input);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_peek(&envelope, &problem, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, envelope, problem);
}

SHIM(jlong, peekNumBytes)(JNIEnv *env, jclass class, jlong envelope)
{
    return (jlong)carnet_peek_num_bytes(
        SHIM_POINTER(carnet_envelope, envelope));
}

SHIM(jlong, peekNumChars)(JNIEnv *env, jclass class, jlong envelope)
{
    return (jlong)carnet_peek_num_chars(
        SHIM_POINTER(carnet_envelope, envelope));
}

SHIM(jboolean, peekIsFile)(JNIEnv *env, jclass class, jlong envelope)
{
    return carnet_peek_is_file(SHIM_POINTER(carnet_envelope, envelope)) != 0;
}

SHIM(jint, peekNumCredentials)(JNIEnv *env, jclass class, jlong envelope)
{
    return (jint)carnet_peek_num_credentials(
        SHIM_POINTER(carnet_envelope, envelope));
}

SHIM(jint, peekIssued)(JNIEnv *env, jclass class, jlong envelope, jint c)
{
    return carnet_peek_issued_days(SHIM_POINTER(carnet_envelope, envelope),
                                   (size_t)c);
}

SHIM(jint, peekValidUntil)(JNIEnv *env, jclass class, jlong envelope, jint c)
{
    return carnet_peek_valid_until_days(SHIM_POINTER(carnet_envelope, envelope),
                                        (size_t)c);
}

SHIM(jint, peekStatusIndex)(JNIEnv *env, jclass class, jlong envelope, jint c)
{
    return carnet_peek_status_index(SHIM_POINTER(carnet_envelope, envelope),
                                    (size_t)c);
}

SHIM(jlong, peekBodyBytes)(JNIEnv *env, jclass class, jlong envelope, jint c)
{
    return (jlong)carnet_peek_num_body_bytes(
        SHIM_POINTER(carnet_envelope, envelope), (size_t)c);
}

SHIM(jint, peekPart)
(JNIEnv *env, jclass class, jlong envelope, jint c, jint part)
{
    return carnet_peek_part(SHIM_POINTER(carnet_envelope, envelope), (size_t)c,
                            part);
}

SHIM(void, peekKeyId)
(JNIEnv *env, jclass class, jobject reply, jlong envelope, jint c)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    carnet_status status = carnet_peek_copy_key_id(
        id, SHIM_POINTER(carnet_envelope, envelope), (size_t)c);
    shim_fixed(env, reply, status, id, sizeof(id));
}

SHIM(void, peekFree)(JNIEnv *env, jclass class, jlong envelope)
{
    carnet_peek_free(SHIM_POINTER(carnet_envelope, envelope));
}

/* ---- outlines ---- */

SHIM(void, outline)
(JNIEnv *env, jclass class, jobject reply, jbyteArray input)
{
    carnet_outline *outline = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, input);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_peek_outline(&outline, &problem, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, outline, problem);
}

SHIM(jint, outlineNum)(JNIEnv *env, jclass class, jlong outline, jint part)
{
    return (jint)carnet_peek_outline_num(SHIM_POINTER(carnet_outline, outline),
                                         part);
}

/* NULL where this version does not know the kind. */
SHIM(jbyteArray, outlineKind)
(JNIEnv *env, jclass class, jlong outline, jint part, jint i)
{
    return shim_string(
        env, carnet_record_kind_name(carnet_peek_outline_kind(
                 SHIM_POINTER(carnet_outline, outline), part, (size_t)i)));
}

SHIM(void, outlineFree)(JNIEnv *env, jclass class, jlong outline)
{
    carnet_peek_outline_free(SHIM_POINTER(carnet_outline, outline));
}

/* ---- unverified content ---- */

SHIM(void, unverified)
(JNIEnv *env, jclass class, jobject reply, jbyteArray input)
{
    carnet_unverified *content = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, input);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_peek_unverified(&content, &problem, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, content, problem);
}

SHIM(jint, unverifiedNumCredentials)(JNIEnv *env, jclass class, jlong content)
{
    return (jint)carnet_peek_unverified_num_credentials(
        SHIM_POINTER(carnet_unverified, content));
}

SHIM(jint, unverifiedNumEntries)
(JNIEnv *env, jclass class, jlong content, jint c)
{
    return (jint)carnet_peek_unverified_num_entries(
        SHIM_POINTER(carnet_unverified, content), (size_t)c);
}

SHIM(void, unverifiedEntryJson)
(JNIEnv *env, jclass class, jobject reply, jlong content, jint c, jint i)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_record_entry_json(
        &buf,
        carnet_peek_unverified_get_entry(
            SHIM_POINTER(carnet_unverified, content), (size_t)c, (size_t)i));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, unverifiedFree)(JNIEnv *env, jclass class, jlong content)
{
    carnet_peek_unverified_free(SHIM_POINTER(carnet_unverified, content));
}
