/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom to believe, and verdicts. Keys and lists are lent to a trust: the
 * classes above keep them until it is freed.
 */
#include "shim.h"

SHIM(void, trustNew)(JNIEnv *env, jclass class, jobject reply)
{
    carnet_trust *trust = NULL;
    carnet_status status = carnet_trust_new(&trust);
    shim_handle(env, reply, status, trust, NULL);
}

SHIM(void, trustAddKey)
(JNIEnv *env, jclass class, jobject reply, jlong trust, jlong key)
{
    carnet_status status =
        carnet_trust_add_key(SHIM_POINTER(carnet_trust, trust),
                             SHIM_POINTER(carnet_public_key, key));
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustAddList)
(JNIEnv *env, jclass class, jobject reply, jlong trust, jlong list)
{
    carnet_status status =
        carnet_trust_add_list(SHIM_POINTER(carnet_trust, trust),
                              SHIM_POINTER(carnet_trust_list, list));
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustAddStatusList)
(JNIEnv *env, jclass class, jobject reply, jlong trust, jlong list)
{
    carnet_status status =
        carnet_trust_add_status_list(SHIM_POINTER(carnet_trust, trust),
                                     SHIM_POINTER(carnet_status_list, list));
    shim_status(env, reply, status, NULL);
}

SHIM(void, trustShowInError)(JNIEnv *env, jclass class, jlong trust)
{
    carnet_trust_show_in_error(SHIM_POINTER(carnet_trust, trust));
}

SHIM(void, trustFree)(JNIEnv *env, jclass class, jlong trust)
{
    carnet_trust_free(SHIM_POINTER(carnet_trust, trust));
}

/* ---- verdicts ---- */

SHIM(void, verify)
(JNIEnv *env, jclass class, jobject reply, jbyteArray input, jlong trust,
 jlong now_s)
{
    carnet_verdict *verdict = NULL;
    shim_in in = shim_take(env, input);
    carnet_status status =
        in.failed
            ? CARNET_CALLER_MEMORY
            : carnet_verify_trusting(&verdict, in.data, in.len,
                                     SHIM_POINTER(carnet_trust, trust), now_s);
    shim_drop(&in);
    shim_handle(env, reply, status, verdict, NULL);
}

SHIM(jint, verdictOutcome)(JNIEnv *env, jclass class, jlong verdict)
{
    return carnet_verify_outcome(SHIM_POINTER(carnet_verdict, verdict));
}

SHIM(jint, verdictReason)(JNIEnv *env, jclass class, jlong verdict)
{
    return carnet_verify_reason(SHIM_POINTER(carnet_verdict, verdict));
}

SHIM(jint, verdictNumEntries)(JNIEnv *env, jclass class, jlong verdict, jint c)
{
    return (jint)carnet_verify_num_entries(
        SHIM_POINTER(carnet_verdict, verdict), (size_t)c);
}

SHIM(void, verdictJson)(JNIEnv *env, jclass class, jobject reply, jlong verdict)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_verify_json(&buf, SHIM_POINTER(carnet_verdict, verdict), 1);
    shim_bytes(env, reply, status, buf, NULL);
}

/* The number: how many words nobody has reviewed. whole: the verdict on what v
   is shown of; NULL: on nothing else. */
static void put_text(JNIEnv *env, jobject reply, const carnet_verdict *v,
                     const carnet_verdict *const *whole, jobjectArray names,
                     jbyteArray language)
{
    carnet_buf *buf = NULL;
    size_t unreviewed = 0;
    shim_texts n = shim_take_texts(env, names);
    shim_in in = shim_take(env, language);
    const char *tag = (const char *)in.data;
    carnet_status status = CARNET_CALLER_MEMORY;
    if (!in.failed && !n.failed) {
        status = whole == NULL
                     ? carnet_verify_text(&buf, &unreviewed, v, n.texts,
                                          n.count, tag, in.len)
                     : carnet_verify_shown_text(&buf, &unreviewed, v, *whole,
                                                n.texts, n.count, tag, in.len);
    }
    shim_drop_texts(&n);
    shim_drop(&in);
    shim_number(env, reply, (int64_t)unreviewed);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, verdictText)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jobjectArray names,
 jbyteArray language)
{
    put_text(env, reply, SHIM_POINTER(carnet_verdict, verdict), NULL, names,
             language);
}

SHIM(void, verdictShownText)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jlong whole,
 jobjectArray names, jbyteArray language)
{
    const carnet_verdict *of = SHIM_POINTER(carnet_verdict, whole);
    put_text(env, reply, SHIM_POINTER(carnet_verdict, verdict), &of, names,
             language);
}

SHIM(void, verdictEntryText)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jint c, jint i,
 jbyteArray language)
{
    carnet_buf *buf = NULL;
    size_t unreviewed = 0;
    const carnet_entry *entry = carnet_verify_get_entry(
        SHIM_POINTER(carnet_verdict, verdict), (size_t)c, (size_t)i);
    shim_in in = shim_take(env, language);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_view_text(&buf, &unreviewed, entry,
                                     (const char *)in.data, in.len);
    shim_drop(&in);
    shim_number(env, reply, (int64_t)unreviewed);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, verdictCose)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jint c)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_verify_export_cose(
        &buf, SHIM_POINTER(carnet_verdict, verdict), (size_t)c);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, verdictDiag)(JNIEnv *env, jclass class, jobject reply, jlong verdict)
{
    carnet_buf *buf = NULL;
    carnet_status status =
        carnet_verify_export_diag(&buf, SHIM_POINTER(carnet_verdict, verdict));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, verdictFhir)
(JNIEnv *env, jclass class, jobject reply, jlong verdict, jobjectArray names,
 jbyteArray language, jlong now_s)
{
    carnet_buf *buf = NULL;
    shim_texts n = shim_take_texts(env, names);
    shim_in in = shim_take(env, language);
    carnet_status status =
        in.failed || n.failed
            ? CARNET_CALLER_MEMORY
            : carnet_interop_fhir_export(
                  &buf, SHIM_POINTER(carnet_verdict, verdict), n.texts, n.count,
                  (const char *)in.data, in.len, now_s);
    shim_drop_texts(&n);
    shim_drop(&in);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, verdictFree)(JNIEnv *env, jclass class, jlong verdict)
{
    carnet_verify_free(SHIM_POINTER(carnet_verdict, verdict));
}
