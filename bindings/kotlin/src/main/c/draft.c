/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists and status lists in the making, for the organisations that sign
 * them. A draft belongs to one thread.
 */
#include "shim.h"

SHIM(void, trustDraftNew)
(JNIEnv *env, jclass class, jobject reply, jint valid_days)
{
    carnet_trust_draft *draft = NULL;
    carnet_status status = carnet_trust_draft_new(&draft, valid_days);
    shim_handle(env, reply, status, draft, NULL);
}

SHIM(void, trustDraftFromList)
(JNIEnv *env, jclass class, jobject reply, jlong list)
{
    carnet_trust_draft *draft = NULL;
    carnet_status status = carnet_trust_draft_from_list(
        &draft, SHIM_POINTER(carnet_trust_list, list));
    shim_handle(env, reply, status, draft, NULL);
}

SHIM(void, trustDraftDecode)
(JNIEnv *env, jclass class, jobject reply, jbyteArray json)
{
    carnet_trust_draft *draft = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, json);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_trust_draft_decode(&draft, &problem,
                                              (const char *)in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, draft, problem);
}

SHIM(void, trustDraftEncode)
(JNIEnv *env, jclass class, jobject reply, jlong draft)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_trust_draft_encode(
        &buf, SHIM_POINTER(carnet_trust_draft, draft));
    shim_bytes(env, reply, status, buf, NULL);
}

/* country: NULL for none. */
SHIM(void, trustDraftAddKey)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jbyteArray name,
 jbyteArray country, jint kind, jlong key, jint from_days)
{
    shim_in n = shim_take(env, name);
    shim_in c = shim_take(env, country);
    carnet_status status =
        n.failed || c.failed
            ? CARNET_CALLER_MEMORY
            : carnet_trust_draft_add_key(
                  SHIM_POINTER(carnet_trust_draft, draft), (const char *)n.data,
                  n.len, (const char *)c.data, c.len, kind,
                  SHIM_POINTER(carnet_public_key, key), from_days);
    shim_drop(&n);
    shim_drop(&c);
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustDraftSetUntil)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jint until_days)
{
    carnet_status status = carnet_trust_draft_set_until(
        SHIM_POINTER(carnet_trust_draft, draft), until_days);
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustDraftSetSealing)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jlong key)
{
    carnet_status status =
        carnet_trust_draft_set_sealing(SHIM_POINTER(carnet_trust_draft, draft),
                                       SHIM_POINTER(carnet_seal_public, key));
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustDraftSetUse)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jboolean credentials,
 jboolean lists)
{
    carnet_status status = carnet_trust_draft_set_use(
        SHIM_POINTER(carnet_trust_draft, draft), credentials, lists);
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustDraftAllowKind)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jbyteArray kind)
{
    shim_in in = shim_take(env, kind);
    carnet_status status = in.failed
                               ? CARNET_CALLER_MEMORY
                               : carnet_trust_draft_allow_kind(
                                     SHIM_POINTER(carnet_trust_draft, draft),
                                     (const char *)in.data, in.len);
    shim_drop(&in);
    shim_status(env, reply, status, NULL);
}

/* id: of CARNET_KEY_ID_SIZE bytes; another length is none. */
SHIM(void, trustDraftWithdraw)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jbyteArray id,
 jint on_days, jint how)
{
    shim_in in = shim_take(env, id);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (!in.failed) {
        status = in.len != CARNET_KEY_ID_SIZE
                     ? CARNET_CALLER_RANGE
                     : carnet_trust_draft_withdraw(
                           SHIM_POINTER(carnet_trust_draft, draft), in.data,
                           on_days, how);
    }
    shim_drop(&in);
    shim_status(env, reply, status, NULL);
}

/* key: 0 for none. */
SHIM(void, trustDraftSetNextKey)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jlong key)
{
    carnet_status status =
        carnet_trust_draft_set_next_key(SHIM_POINTER(carnet_trust_draft, draft),
                                        SHIM_POINTER(carnet_public_key, key));
    shim_status(env, reply, status, NULL);
}

/* previous: 0 for the first of all. */
SHIM(void, trustDraftSign)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jlong previous,
 jlong key, jint issued_days)
{
    carnet_buf *buf = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_trust_draft_sign(
        &buf, &problem, SHIM_POINTER(carnet_trust_draft, draft),
        SHIM_POINTER(carnet_trust_list, previous),
        SHIM_POINTER(carnet_secret_key, key), issued_days);
    shim_bytes(env, reply, status, buf, problem);
}

SHIM(void, trustDraftFree)(JNIEnv *env, jclass class, jlong draft)
{
    carnet_trust_draft_free(SHIM_POINTER(carnet_trust_draft, draft));
}

/* NULL where the name tells nothing. */
SHIM(jbyteArray, trustNameTells)
(JNIEnv *env, jclass class, jbyteArray name)
{
    char word[CARNET_TRUST_WORD_SIZE];
    shim_in in = shim_take(env, name);
    int32_t tells =
        carnet_trust_name_tells(word, (const char *)in.data, in.len);
    shim_drop(&in);
    return tells ? shim_string(env, word) : NULL;
}

/* ---- status lists ---- */

SHIM(void, statusDraftNew)
(JNIEnv *env, jclass class, jobject reply, jlong issuer, jint bits,
 jint num_entries)
{
    carnet_status_draft *draft = NULL;
    carnet_status status =
        num_entries < 0
            ? CARNET_CALLER_RANGE
            : carnet_status_draft_new(&draft,
                                      SHIM_POINTER(carnet_public_key, issuer),
                                      bits, (size_t)num_entries);
    shim_handle(env, reply, status, draft, NULL);
}

SHIM(void, statusDraftDecode)
(JNIEnv *env, jclass class, jobject reply, jbyteArray bytes)
{
    carnet_status_draft *draft = NULL;
    shim_in in = shim_take(env, bytes);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_status_draft_decode(&draft, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, draft, NULL);
}

SHIM(void, statusDraftEncode)
(JNIEnv *env, jclass class, jobject reply, jlong draft)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_status_draft_encode(
        &buf, SHIM_POINTER(carnet_status_draft, draft));
    shim_bytes(env, reply, status, buf, NULL);
}

/* The number: the index. */
SHIM(void, statusDraftTake)
(JNIEnv *env, jclass class, jobject reply, jlong draft)
{
    int32_t index = -1;
    carnet_status status = carnet_status_draft_take(
        &index, SHIM_POINTER(carnet_status_draft, draft));
    shim_number(env, reply, index);
    shim_status(env, reply, status, NULL);
}

SHIM(void, statusDraftSet)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jlong index, jint value)
{
    carnet_status status = carnet_status_draft_set(
        SHIM_POINTER(carnet_status_draft, draft), index, value);
    shim_status(env, reply, status, NULL);
}

SHIM(jint, statusDraftGet)
(JNIEnv *env, jclass class, jlong draft, jlong index)
{
    return carnet_status_draft_get(SHIM_POINTER(carnet_status_draft, draft),
                                   index);
}

SHIM(jint, statusDraftNumTaken)(JNIEnv *env, jclass class, jlong draft)
{
    return (jint)carnet_status_draft_num_taken(
        SHIM_POINTER(carnet_status_draft, draft));
}

SHIM(void, statusDraftSign)
(JNIEnv *env, jclass class, jobject reply, jlong draft, jlong key,
 jlong issued_s, jint valid_days, jlong ttl_s)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_status_draft_sign(
        &buf, SHIM_POINTER(carnet_status_draft, draft),
        SHIM_POINTER(carnet_secret_key, key), issued_s, valid_days, ttl_s);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, statusDraftFree)(JNIEnv *env, jclass class, jlong draft)
{
    carnet_status_draft_free(SHIM_POINTER(carnet_status_draft, draft));
}
