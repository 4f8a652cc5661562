/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuer keys. What a call makes is handed to Java as a handle of its own;
 * secret bytes stay here, but for the PEM that is asked for.
 */
#include "shim.h"

SHIM(void, keyNew)(JNIEnv *env, jclass class, jobject reply)
{
    carnet_secret_key *key = NULL;
    carnet_status status = carnet_key_new(&key);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, keyFromSeed)
(JNIEnv *env, jclass class, jobject reply, jbyteArray seed)
{
    carnet_secret_key *key = NULL;
    shim_in in = shim_take(env, seed);
    carnet_status status = in.failed
                               ? CARNET_CALLER_MEMORY
                               : carnet_key_from_seed(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, keyDecode)(JNIEnv *env, jclass class, jobject reply, jbyteArray pem)
{
    carnet_secret_key *key = NULL;
    shim_in in = shim_take(env, pem);
    carnet_status status = in.failed ? CARNET_CALLER_MEMORY
                                     : carnet_key_decode(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, keyEncode)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_key_encode(&buf, SHIM_POINTER(carnet_secret_key, key));
    shim_bytes(env, reply, status, buf, NULL);
}

/* A copy of its own: the lent one would end with the secret key. */
SHIM(void, keyPublic)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    carnet_public_key *copy = NULL;
    carnet_status status = carnet_key_copy_public(
        bytes, carnet_key_get_public(SHIM_POINTER(carnet_secret_key, key)));
    if (status == CARNET_OK) {
        status = carnet_key_public_from_bytes(&copy, bytes, sizeof(bytes));
    }
    shim_handle(env, reply, status, copy, NULL);
}

SHIM(void, keyFree)(JNIEnv *env, jclass class, jlong key)
{
    carnet_key_free(SHIM_POINTER(carnet_secret_key, key));
}

SHIM(void, publicFromBytes)
(JNIEnv *env, jclass class, jobject reply, jbyteArray bytes)
{
    carnet_public_key *key = NULL;
    shim_in in = shim_take(env, bytes);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_key_public_from_bytes(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, publicDecode)
(JNIEnv *env, jclass class, jobject reply, jbyteArray pem)
{
    carnet_public_key *key = NULL;
    shim_in in = shim_take(env, pem);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_key_public_decode(&key, in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, key, NULL);
}

SHIM(void, publicEncode)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_key_public_encode(&buf, SHIM_POINTER(carnet_public_key, key));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, publicBytes)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    carnet_status status =
        carnet_key_copy_public(bytes, SHIM_POINTER(carnet_public_key, key));
    shim_fixed(env, reply, status, bytes, sizeof(bytes));
}

SHIM(void, publicId)(JNIEnv *env, jclass class, jobject reply, jlong key)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    carnet_status status =
        carnet_key_copy_id(id, SHIM_POINTER(carnet_public_key, key));
    shim_fixed(env, reply, status, id, sizeof(id));
}

SHIM(void, publicFree)(JNIEnv *env, jclass class, jlong key)
{
    carnet_key_public_free(SHIM_POINTER(carnet_public_key, key));
}
