/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the pages of a verdict say of each other, and the JSON door. A history
 * lives for one call only: what it lends would end with the verdict.
 */
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
