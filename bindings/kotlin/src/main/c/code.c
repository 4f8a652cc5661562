/* SPDX-License-Identifier: Apache-2.0 */
/*
 * QR codes, sets of them, and scanners that type. Pictures are drawn by the
 * library; reading them is the app's.
 */
#include "shim.h"

SHIM(void, qrNew)
(JNIEnv *env, jclass class, jobject reply, jbyteArray text, jint level)
{
    carnet_qr *qr = NULL;
    shim_in in = shim_take(env, text);
    carnet_status status = in.failed
                               ? CARNET_CALLER_MEMORY
                               : carnet_qr_new(&qr, in.data, in.len, level);
    shim_drop(&in);
    shim_handle(env, reply, status, qr, NULL);
}

SHIM(jint, qrVersionFor)(JNIEnv *env, jclass class, jint chars, jint level)
{
    return chars < 0 ? 0 : carnet_qr_version_for((size_t)chars, level);
}

SHIM(jint, qrVersion)(JNIEnv *env, jclass class, jlong qr)
{
    return carnet_qr_version(SHIM_POINTER(carnet_qr, qr));
}

SHIM(jint, qrSize)(JNIEnv *env, jclass class, jlong qr)
{
    return carnet_qr_size(SHIM_POINTER(carnet_qr, qr));
}

SHIM(jboolean, qrModule)(JNIEnv *env, jclass class, jlong qr, jint x, jint y)
{
    return carnet_qr_module(SHIM_POINTER(carnet_qr, qr), x, y) != 0;
}

SHIM(void, qrSvg)
(JNIEnv *env, jclass class, jobject reply, jlong qr, jint quiet, jint module_um)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_qr_draw_svg(&buf, SHIM_POINTER(carnet_qr, qr), quiet, module_um);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, qrPbm)
(JNIEnv *env, jclass class, jobject reply, jlong qr, jint quiet, jint module_px)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_qr_draw_pbm(&buf, SHIM_POINTER(carnet_qr, qr), quiet, module_px);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, qrBlocks)
(JNIEnv *env, jclass class, jobject reply, jlong qr, jint quiet,
 jboolean inverted)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_qr_draw_blocks(
        &buf, SHIM_POINTER(carnet_qr, qr), quiet, inverted);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, qrFree)(JNIEnv *env, jclass class, jlong qr)
{
    carnet_qr_free(SHIM_POINTER(carnet_qr, qr));
}

/* ---- sets ---- */

SHIM(jint, setCountFor)(JNIEnv *env, jclass class, jint chars, jint level)
{
    return chars < 0 ? 0 : carnet_set_count_for((size_t)chars, level);
}

SHIM(void, setSplit)
(JNIEnv *env, jclass class, jobject reply, jbyteArray passport, jint count,
 jint index)
{
    carnet_buf *buf = NULL;
    shim_in in = shim_take(env, passport);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_set_split(&buf, in.data, in.len, count, index);
    shim_drop(&in);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(jboolean, setIsPart)(JNIEnv *env, jclass class, jbyteArray text)
{
    shim_in in = shim_take(env, text);
    jboolean is_part = carnet_set_is_part(in.data, in.len) != 0;
    shim_drop(&in);
    return is_part;
}

SHIM(void, setNew)(JNIEnv *env, jclass class, jobject reply)
{
    carnet_set *set = NULL;
    carnet_status status = carnet_set_new(&set);
    shim_handle(env, reply, status, set, NULL);
}

/* The number: which code it is. */
SHIM(void, setAdd)
(JNIEnv *env, jclass class, jobject reply, jlong set, jbyteArray text)
{
    int32_t index = -1;
    shim_in in = shim_take(env, text);
    carnet_status status = in.failed
                               ? CARNET_CALLER_MEMORY
                               : carnet_set_add(SHIM_POINTER(carnet_set, set),
                                                &index, in.data, in.len);
    shim_drop(&in);
    shim_number(env, reply, index);
    shim_status(env, reply, status, NULL);
}

SHIM(jint, setCount)(JNIEnv *env, jclass class, jlong set)
{
    return carnet_set_count(SHIM_POINTER(carnet_set, set));
}

SHIM(jint, setKind)(JNIEnv *env, jclass class, jlong set)
{
    return carnet_set_kind(SHIM_POINTER(carnet_set, set));
}

SHIM(jboolean, setHas)(JNIEnv *env, jclass class, jlong set, jint index)
{
    return carnet_set_has(SHIM_POINTER(carnet_set, set), index) != 0;
}

SHIM(void, setJoin)(JNIEnv *env, jclass class, jobject reply, jlong set)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_set_join(&buf, SHIM_POINTER(carnet_set, set));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, setFree)(JNIEnv *env, jclass class, jlong set)
{
    carnet_set_free(SHIM_POINTER(carnet_set, set));
}

/* ---- keyboards ---- */

/* The number: layouts of scanner and computer and Caps Lock, one byte each
   from the lowest on; a layout that is none is 255. */
SHIM(void, keyboardUndo)
(JNIEnv *env, jclass class, jobject reply, jbyteArray text, jint nth)
{
    carnet_buf *buf = NULL;
    int32_t scanner = -1, computer = -1, caps = 0;
    shim_in in = shim_take(env, text);
    carnet_status status =
        in.failed || nth < 0
            ? (in.failed ? CARNET_CALLER_MEMORY : CARNET_CALLER_RANGE)
            : carnet_keyboard_undo(&buf, &scanner, &computer, &caps, in.data,
                                   in.len, (size_t)nth);
    shim_drop(&in);
    shim_number(env, reply,
                (scanner & 255) | (computer & 255) << 8 | (caps & 255) << 16);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(jbyteArray, keyboardName)(JNIEnv *env, jclass class, jint layout)
{
    return shim_string(env, carnet_keyboard_name(layout));
}
