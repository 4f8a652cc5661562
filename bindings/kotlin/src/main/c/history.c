/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the pages of a verdict say of each other and together, and the JSON
 * door. A history or view lives for one call only: what it lends would end with
 * the verdict.
 */
#include <stdlib.h>

#include "shim.h"

SHIM(void, historyJson)
(JNIEnv *env, jclass class, jobject reply, jlong verdict)
{
    carnet_history *history = NULL;
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_history_new(&history, SHIM_POINTER(carnet_verdict, verdict));
    if (status == CARNET_OK) {
        status = carnet_history_json(&buf, history);
    }
    carnet_history_free(history);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, historyRestate)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jboolean with_private)
{
    carnet_history *history = NULL;
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_history_new(&history, SHIM_POINTER(carnet_verdict, verdict));
    if (status == CARNET_OK) {
        status =
            carnet_history_restate(&record, &problem, history, with_private);
    }
    carnet_history_free(history);
    shim_handle(env, reply, status, record, problem);
}

SHIM(void, historyLeftOutJson)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jboolean with_private)
{
    carnet_history *history = NULL;
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_history_new(&history, SHIM_POINTER(carnet_verdict, verdict));
    if (status == CARNET_OK) {
        status = carnet_history_left_out_json(&buf, history, with_private);
    }
    carnet_history_free(history);
    shim_bytes(env, reply, status, buf, NULL);
}

static size_t count_entries(const carnet_verdict *v)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        num += carnet_verify_num_entries(v, i);
    }
    return num;
}

/* A byte for each entry, one credential after the other: whether it is said
   again, or why not. */
SHIM(void, historyRestates)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jboolean with_private)
{
    const carnet_verdict *v = SHIM_POINTER(carnet_verdict, verdict);
    carnet_history *history = NULL;
    size_t num = 0;
    uint8_t *why = calloc(count_entries(v) + 1, 1);
    carnet_status status =
        why == NULL ? CARNET_CALLER_MEMORY : carnet_history_new(&history, v);
    for (size_t i = 0;
         status == CARNET_OK && i < carnet_verify_num_credentials(v); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            why[num++] =
                (uint8_t)carnet_history_restates(history, i, k, with_private);
        }
    }
    carnet_history_free(history);
    shim_fixed(env, reply, status, why, num);
    free(why);
}

/* The number: how many references lead to nothing. */
SHIM(void, historyCheck)
(JNIEnv *env, jclass class, jobject reply, jlong plan, jbyteArray passport)
{
    carnet_problem *problem = NULL;
    size_t lost = 0;
    shim_in in = shim_take(env, passport);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_history_check(&lost, &problem,
                                         SHIM_POINTER(carnet_plan, plan),
                                         in.data, in.len);
    shim_drop(&in);
    shim_number(env, reply, (int64_t)lost);
    shim_status(env, reply, status, problem);
}

/* A view of a day, or of an instant in seconds, on a clock so many minutes east
   of UTC. */
static carnet_status make_view(carnet_view **out, jlong verdict, jlong at,
                               jint offset, jboolean is_day)
{
    const carnet_verdict *v = SHIM_POINTER(carnet_verdict, verdict);
    if (!is_day) {
        return carnet_view_new(out, v, at, offset);
    }
    return at < INT32_MIN || at > INT32_MAX
               ? CARNET_CALLER_RANGE
               : carnet_view_new_day(out, v, (int32_t)at);
}

SHIM(void, viewJson)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jlong at, jint offset,
 jboolean is_day, jboolean explain)
{
    carnet_view *view = NULL;
    carnet_buf *buf = NULL;
    carnet_status status = make_view(&view, verdict, at, offset, is_day);
    if (status == CARNET_OK) {
        status = carnet_view_json(&buf, view, explain);
    }
    carnet_view_free(view);
    shim_bytes(env, reply, status, buf, NULL);
}

/* The number: how many words nobody has reviewed. */
SHIM(void, viewLines)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jlong at, jint offset,
 jboolean is_day, jboolean explain, jobjectArray names, jbyteArray language)
{
    carnet_view *view = NULL;
    carnet_buf *buf = NULL;
    size_t unreviewed = 0;
    shim_texts n = shim_take_texts(env, names);
    shim_in in = shim_take(env, language);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (!n.failed && !in.failed) {
        status = make_view(&view, verdict, at, offset, is_day);
    }
    if (status == CARNET_OK) {
        status = carnet_view_lines(&buf, &unreviewed, view, explain, n.texts,
                                   n.count, (const char *)in.data, in.len);
    }
    carnet_view_free(view);
    shim_drop_texts(&n);
    shim_drop(&in);
    shim_number(env, reply, (int64_t)unreviewed);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, json)
(JNIEnv *env, jclass class, jobject reply, jbyteArray request)
{
    carnet_buf *buf = NULL;
    shim_in in = shim_take(env, request);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY : carnet_json(in.data, in.len, &buf);
    shim_drop(&in);
    shim_bytes(env, reply, status, buf, NULL);
}
