/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists and status lists that others made: read under a key, or under a
 * trust, and asked. Nothing is stored.
 */
#include "shim.h"

SHIM(void, trustListRead)
(JNIEnv *env, jclass class, jobject reply, jbyteArray input, jlong key)
{
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, input);
    carnet_status status =
        in.failed
            ? CARNET_CALLER_MEMORY
            : carnet_trust_list_read(&list, &problem, in.data, in.len,
                                     SHIM_POINTER(carnet_public_key, key));
    shim_drop(&in);
    shim_handle(env, reply, status, list, problem);
}

/* The number: 1 where the list may take the place of the old one. */
SHIM(void, trustListReadNext)
(JNIEnv *env, jclass class, jobject reply, jbyteArray input, jlong old)
{
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    int32_t newer = 0;
    shim_in in = shim_take(env, input);
    carnet_status status = in.failed
                               ? CARNET_CALLER_MEMORY
                               : carnet_trust_list_read_next(
                                     &list, &newer, &problem, in.data, in.len,
                                     SHIM_POINTER(carnet_trust_list, old));
    shim_drop(&in);
    shim_number(env, reply, newer);
    shim_handle(env, reply, status, list, problem);
}

SHIM(void, trustListJson)(JNIEnv *env, jclass class, jobject reply, jlong list)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_trust_list_json(&buf, SHIM_POINTER(carnet_trust_list, list));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, trustListEncode)
(JNIEnv *env, jclass class, jobject reply, jlong list, jboolean text)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_trust_list_encode(
        &buf, SHIM_POINTER(carnet_trust_list, list), text);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, trustListFree)(JNIEnv *env, jclass class, jlong list)
{
    carnet_trust_list_free(SHIM_POINTER(carnet_trust_list, list));
}

/* ---- status lists ---- */

/* One that a key or list of trust vouches for. */
SHIM(void, statusListRead)
(JNIEnv *env, jclass class, jobject reply, jlong trust, jbyteArray input)
{
    carnet_status_list *list = NULL;
    shim_in in = shim_take(env, input);
    carnet_status status =
        in.failed
            ? CARNET_CALLER_MEMORY
            : carnet_trust_read_status_list(
                  &list, SHIM_POINTER(carnet_trust, trust), in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, list, NULL);
}

SHIM(jint, statusListGet)(JNIEnv *env, jclass class, jlong list, jlong index)
{
    return carnet_status_list_get(SHIM_POINTER(carnet_status_list, list),
                                  index);
}

SHIM(jint, statusListNumEntries)(JNIEnv *env, jclass class, jlong list)
{
    return (jint)carnet_status_list_num_entries(
        SHIM_POINTER(carnet_status_list, list));
}

SHIM(jint, statusListBits)(JNIEnv *env, jclass class, jlong list)
{
    return carnet_status_list_bits(SHIM_POINTER(carnet_status_list, list));
}

SHIM(jlong, statusListIssued)(JNIEnv *env, jclass class, jlong list)
{
    return carnet_status_list_issued_s(SHIM_POINTER(carnet_status_list, list));
}

SHIM(jlong, statusListExpires)(JNIEnv *env, jclass class, jlong list)
{
    return carnet_status_list_expires_s(SHIM_POINTER(carnet_status_list, list));
}

SHIM(void, statusListEncode)
(JNIEnv *env, jclass class, jobject reply, jlong list, jboolean text)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_status_list_encode(
        &buf, SHIM_POINTER(carnet_status_list, list), text);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, statusListFree)(JNIEnv *env, jclass class, jlong list)
{
    carnet_status_list_free(SHIM_POINTER(carnet_status_list, list));
}
