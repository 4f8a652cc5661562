/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealing keys, phrases, and to whom parts are sealed. A phrase comes as bytes,
 * never as a string, so that both sides can wipe it.
 */
#include "shim.h"

SHIM(void, sealKeyNew)(JNIEnv *env, jclass class, jobject reply)
{
    carnet_seal_key *key = NULL;
    carnet_status status = carnet_seal_key_new(&key);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, sealKeyDecode)
(JNIEnv *env, jclass class, jobject reply, jbyteArray pem)
{
    carnet_seal_key *key = NULL;
    shim_in in = shim_take(env, pem);
    carnet_status status = in.failed
                               ? CARNET_CALLER_MEMORY
                               : carnet_seal_key_decode(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, sealKeyEncode)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_seal_key_encode(&buf, SHIM_POINTER(carnet_seal_key, key));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, sealKeyPublic)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    uint8_t bytes[CARNET_SEAL_KEY_SIZE];
    carnet_seal_public *copy = NULL;
    carnet_status status = carnet_seal_public_copy(
        bytes, carnet_seal_key_get_public(SHIM_POINTER(carnet_seal_key, key)));
    if (status == CARNET_OK) {
        status = carnet_seal_public_from_bytes(&copy, bytes, sizeof(bytes));
    }
    shim_handle(env, reply, status, copy, NULL);
}

SHIM(void, sealKeyFree)(JNIEnv *env, jclass class, jlong key)
{
    carnet_seal_key_free(SHIM_POINTER(carnet_seal_key, key));
}

SHIM(void, sealPublicFromBytes)
(JNIEnv *env, jclass class, jobject reply, jbyteArray bytes)
{
    carnet_seal_public *key = NULL;
    shim_in in = shim_take(env, bytes);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_seal_public_from_bytes(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, sealPublicDecode)
(JNIEnv *env, jclass class, jobject reply, jbyteArray pem)
{
    carnet_seal_public *key = NULL;
    shim_in in = shim_take(env, pem);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_seal_public_decode(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, sealPublicEncode)
(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_seal_public_encode(&buf, SHIM_POINTER(carnet_seal_public, key));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, sealPublicBytes)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    uint8_t bytes[CARNET_SEAL_KEY_SIZE];
    carnet_status status =
        carnet_seal_public_copy(bytes, SHIM_POINTER(carnet_seal_public, key));
    shim_fixed(env, reply, status, bytes, sizeof(bytes));
}

SHIM(void, sealPublicFree)(JNIEnv *env, jclass class, jlong key)
{
    carnet_seal_public_free(SHIM_POINTER(carnet_seal_public, key));
}

/* ---- phrases ---- */

SHIM(void, phraseNew)(JNIEnv *env, jclass class, jobject reply)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_seal_phrase_new(&buf);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, phraseCheck)
(JNIEnv *env, jclass class, jobject reply, jbyteArray phrase)
{
    shim_in in = shim_take(env, phrase);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_seal_phrase_check((const char *)in.data, in.len);
    shim_drop(&in);
    shim_status(env, reply, status, NULL);
}

/* ---- to whom ---- */

SHIM(void, sealingNew)(JNIEnv *env, jclass class, jobject reply)
{
    carnet_sealing *sealing = NULL;
    carnet_status status = carnet_seal_new(&sealing);
    shim_handle(env, reply, status, sealing, NULL);
}

SHIM(void, sealingAddKey)
(JNIEnv *env, jclass class, jobject reply, jlong sealing, jlong key, jint part)
{
    carnet_status status =
        carnet_seal_add_key(SHIM_POINTER(carnet_sealing, sealing),
                            SHIM_POINTER(carnet_seal_public, key), part);
    shim_status(env, reply, status, NULL);
}

SHIM(void, sealingAddPhrase)
(JNIEnv *env, jclass class, jobject reply, jlong sealing, jbyteArray phrase,
 jint part)
{
    shim_in in = shim_take(env, phrase);
    carnet_status status =
        in.failed
            ? CARNET_CALLER_MEMORY
            : carnet_seal_add_phrase(SHIM_POINTER(carnet_sealing, sealing),
                                     (const char *)in.data, in.len, part);
    shim_drop(&in);
    shim_status(env, reply, status, NULL);
}

SHIM(void, sealingAddDecoy)
(JNIEnv *env, jclass class, jobject reply, jlong sealing, jint part)
{
    carnet_status status =
        carnet_seal_add_decoy(SHIM_POINTER(carnet_sealing, sealing), part);
    shim_status(env, reply, status, NULL);
}

SHIM(void, sealingFree)(JNIEnv *env, jclass class, jlong sealing)
{
    carnet_seal_free(SHIM_POINTER(carnet_sealing, sealing));
}
