/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the JNI shim share: bytes from Java copied so that they can
 * be wiped, and the reply object that every call fills. Text crosses the border
 * as UTF-8 in byte arrays, never as a Java string: NewStringUTF takes another
 * encoding and aborts on foreign bytes. No rule of carnet's is here.
 */
#ifndef CARNET_SHIM_H
#define CARNET_SHIM_H

#include "org_carnet_Native.h"

#include "carnet/carnet.h"

/* A method of org.carnet.Native, whose prototype javac wrote. */
#define SHIM(type, name) JNIEXPORT type JNICALL Java_org_carnet_Native_##name

/* A handle as Java keeps it, and back. */
#define SHIM_HANDLE(p) ((jlong)(intptr_t)(p))
#define SHIM_POINTER(type, handle) ((type *)(intptr_t)(handle))

/* Bytes from Java: ours, wiped when dropped. data is NULL where the array
   was. */
typedef struct {
    uint8_t *data;
    size_t len;
    int failed; /* there was no memory for them */
} shim_in;

shim_in shim_take(JNIEnv *env, jbyteArray array);
void shim_drop(shim_in *in);

/* The same as NUL-terminated words. texts has count pointers. */
typedef struct {
    shim_in *items;
    const char **texts;
    size_t count;
    int failed;
} shim_texts;

shim_texts shim_take_texts(JNIEnv *env, jobjectArray array);
void shim_drop_texts(shim_texts *texts);

/* Fill a reply; what is given is freed, also where Java has no memory. problem
   may be NULL: then the status's own words are told. */
void shim_status(JNIEnv *env, jobject reply, carnet_status status,
                 carnet_problem *problem);
void shim_bytes(JNIEnv *env, jobject reply, carnet_status status,
                carnet_buf *buf, carnet_problem *problem);
void shim_handle(JNIEnv *env, jobject reply, carnet_status status, void *handle,
                 carnet_problem *problem);
/* Sets the reply's number, beside what else it has. */
void shim_number(JNIEnv *env, jobject reply, int64_t number);
/* Sets the reply's second bytes, and frees buf. */
void shim_more(JNIEnv *env, jobject reply, carnet_buf *buf);
/* Fixed bytes that were copied to the caller's array. */
void shim_fixed(JNIEnv *env, jobject reply, carnet_status status,
                const uint8_t *bytes, size_t len);

/* UTF-8 of a constant or lent string; NULL gives NULL. */
jbyteArray shim_string(JNIEnv *env, const char *text);

#endif
