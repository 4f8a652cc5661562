/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes in, replies out. A copy of what Java gave is wiped before it is freed,
 * whatever it was; what carnet gave is wiped by its own free.
 */
#include "shim.h"

#include <stdlib.h>
#include <string.h>

/* ---- bytes in ---- */

/* A pointer that the compiler can't look through keeps the writes. */
static void wipe(void *p, size_t len)
{
    static void *(*const volatile set)(void *, int, size_t) = memset;
    if (len > 0) {
        set(p, 0, len);
    }
}

/* One byte more than asked for, zero: so each may be read as a word. */
shim_in shim_take(JNIEnv *env, jbyteArray array)
{
    shim_in in = {NULL, 0, 0};
    if (!array) {
        return in;
    }
    jsize len = (*env)->GetArrayLength(env, array);
    in.data = (uint8_t *)calloc((size_t)len + 1, 1);
    if (!in.data) {
        in.failed = 1;
        return in;
    }
    in.len = (size_t)len;
    (*env)->GetByteArrayRegion(env, array, 0, len, (jbyte *)in.data);
    return in;
}

void shim_drop(shim_in *in)
{
    if (in->data) {
        wipe(in->data, in->len);
        free(in->data);
    }
}

shim_texts shim_take_texts(JNIEnv *env, jobjectArray array)
{
    shim_texts t = {NULL, NULL, 0, 0};
    size_t count = array ? (size_t)(*env)->GetArrayLength(env, array) : 0;
    if (count == 0) {
        return t;
    }
    t.items = (shim_in *)calloc(count, sizeof(*t.items));
    t.texts = (const char **)calloc(count, sizeof(*t.texts));
    if (!t.items || !t.texts) {
        t.failed = 1;
        return t;
    }
    for (; t.count < count && !t.failed; t.count++) {
        /* Freed at once: a native frame has room for 16 local references. */
        jbyteArray item = (jbyteArray)(*env)->GetObjectArrayElement(
            env, array, (jsize)t.count);
        t.items[t.count] = shim_take(env, item);
        t.texts[t.count] = (const char *)t.items[t.count].data;
        t.failed = t.items[t.count].failed;
        (*env)->DeleteLocalRef(env, item);
    }
    return t;
}

void shim_drop_texts(shim_texts *t)
{
    for (size_t i = 0; t->items && i < t->count; i++) {
        shim_drop(&t->items[i]);
    }
    free(t->items);
    free(t->texts);
}

/* ---- replies ---- */

static struct {
    jfieldID status, handle, number, bytes, more, text, path, offset, line;
} field;

/* Java calls it when it loads the library. -1, with an exception, where Reply
   is another class than this shim was made for. */
static int load_reply(JNIEnv *env)
{
    jclass reply = (*env)->FindClass(env, "org/carnet/Reply");
    if (!reply) {
        return -1;
    }
    const struct {
        jfieldID *id;
        const char *name, *type;
    } fields[] = {
        {&field.status, "status", "I"}, {&field.handle, "handle", "J"},
        {&field.number, "number", "J"}, {&field.bytes, "bytes", "[B"},
        {&field.more, "more", "[B"},    {&field.text, "text", "[B"},
        {&field.path, "path", "[B"},    {&field.offset, "offset", "J"},
        {&field.line, "line", "J"},
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        *fields[i].id =
            (*env)->GetFieldID(env, reply, fields[i].name, fields[i].type);
        if (!*fields[i].id) {
            return -1;
        }
    }
    return 0;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved)
{
    JNIEnv *env = NULL;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_6) != JNI_OK ||
        load_reply(env) != 0) {
        return JNI_ERR;
    }
    return JNI_VERSION_1_6;
}

/* NULL, with an OutOfMemoryError on its way, where Java has no room. No array
   has more than 2^31 - 1 bytes. */
static jbyteArray bytes_of(JNIEnv *env, const uint8_t *data, size_t len)
{
    if (len > INT32_MAX) {
        return NULL;
    }
    jbyteArray array = (*env)->NewByteArray(env, (jsize)len);
    if (array && len > 0) {
        (*env)->SetByteArrayRegion(env, array, 0, (jsize)len,
                                   (const jbyte *)data);
    }
    return array;
}

jbyteArray shim_string(JNIEnv *env, const char *text)
{
    return text ? bytes_of(env, (const uint8_t *)text, strlen(text)) : NULL;
}

static void set_bytes(JNIEnv *env, jobject reply, jfieldID id, jbyteArray array)
{
    if (!(*env)->ExceptionCheck(env)) {
        (*env)->SetObjectField(env, reply, id, array);
    }
    (*env)->DeleteLocalRef(env, array);
}

void shim_status(JNIEnv *env, jobject reply, carnet_status status,
                 carnet_problem *problem)
{
    (*env)->SetIntField(env, reply, field.status, status);
    if (status != CARNET_OK) {
        const char *text =
            problem ? carnet_problem_text(problem) : carnet_status_text(status);
        set_bytes(env, reply, field.text, shim_string(env, text));
    }
    if (status != CARNET_OK && problem && !(*env)->ExceptionCheck(env)) {
        set_bytes(env, reply, field.path,
                  shim_string(env, carnet_problem_path(problem)));
        (*env)->SetLongField(env, reply, field.offset,
                             (jlong)carnet_problem_offset(problem));
        (*env)->SetLongField(env, reply, field.line,
                             (jlong)carnet_problem_line(problem));
    }
    carnet_problem_free(problem);
}

void shim_bytes(JNIEnv *env, jobject reply, carnet_status status,
                carnet_buf *buf, carnet_problem *problem)
{
    shim_status(env, reply, status, problem);
    if (status == CARNET_OK) {
        shim_fixed(env, reply, status, carnet_buf_data(buf),
                   carnet_buf_len(buf));
    }
    carnet_buf_free(buf);
}

void shim_handle(JNIEnv *env, jobject reply, carnet_status status, void *handle,
                 carnet_problem *problem)
{
    shim_status(env, reply, status, problem);
    if (status == CARNET_OK) {
        (*env)->SetLongField(env, reply, field.handle, SHIM_HANDLE(handle));
    }
}

void shim_number(JNIEnv *env, jobject reply, int64_t number)
{
    if (!(*env)->ExceptionCheck(env)) {
        (*env)->SetLongField(env, reply, field.number, number);
    }
}

void shim_more(JNIEnv *env, jobject reply, carnet_buf *buf)
{
    if (buf && !(*env)->ExceptionCheck(env)) {
        set_bytes(env, reply, field.more,
                  bytes_of(env, carnet_buf_data(buf), carnet_buf_len(buf)));
    }
    carnet_buf_free(buf);
}

void shim_fixed(JNIEnv *env, jobject reply, carnet_status status,
                const uint8_t *bytes, size_t len)
{
    if (status != CARNET_OK) {
        shim_status(env, reply, status, NULL);
        return;
    }
    set_bytes(env, reply, field.bytes, bytes_of(env, bytes, len));
}
