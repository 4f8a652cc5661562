/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records, plans and signing. Entries cross the border as JSON, in one call;
 * what a plan says of them, by getters of its own.
 */
#include "shim.h"

SHIM(void, recordFromJson)
(JNIEnv *env, jclass class, jobject reply, jbyteArray json)
{
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    shim_in in = shim_take(env, json);
    carnet_status status =
        in.failed ? CARNET_CALLER_MEMORY
                  : carnet_record_from_json(&record, &problem,
                                            (const char *)in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, record, problem);
}

/* The reply: the record, its report, and how much a clinic may need is lost. */
SHIM(void, recordFromFhir)
(JNIEnv *env, jclass class, jobject reply, jbyteArray json)
{
    carnet_record *record = NULL;
    carnet_buf *report = NULL;
    carnet_problem *problem = NULL;
    size_t lost = 0;
    shim_in in = shim_take(env, json);
    carnet_status status =
        in.failed
            ? CARNET_CALLER_MEMORY
            : carnet_interop_fhir_import(&record, &report, &lost, &problem,
                                         (const char *)in.data, in.len);
    shim_drop(&in);
    shim_handle(env, reply, status, record, problem);
    shim_number(env, reply, (int64_t)lost);
    shim_more(env, reply, report);
}

SHIM(void, recordSkeleton)(JNIEnv *env, jclass class, jobject reply, jint kind)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_record_skeleton(&buf, kind);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(jbyteArray, recordKindName)(JNIEnv *env, jclass class, jint kind)
{
    return shim_string(env, carnet_record_kind_name(kind));
}

SHIM(jint, recordNumEntries)(JNIEnv *env, jclass class, jlong record)
{
    return (jint)carnet_record_num_entries(SHIM_POINTER(carnet_record, record));
}

/* The explicit word that an entry may stand in a less private part. */
SHIM(void, recordAllowLessPrivate)
(JNIEnv *env, jclass class, jobject reply, jlong record, jint i)
{
    carnet_status status =
        i < 0 ? CARNET_CALLER_ABSENT
              : carnet_record_allow_less_private(
                    SHIM_POINTER(carnet_record, record), (size_t)i);
    shim_status(env, reply, status, NULL);
}

/* Days that the record itself names; the number. Absent: no reply but that. */
SHIM(void, recordIssued)
(JNIEnv *env, jclass class, jobject reply, jlong record)
{
    int32_t days = 0;
    carnet_status status =
        carnet_record_get_issued(&days, SHIM_POINTER(carnet_record, record));
    shim_number(env, reply, days);
    shim_status(env, reply, status, NULL);
}

SHIM(void, recordValidUntil)
(JNIEnv *env, jclass class, jobject reply, jlong record)
{
    int32_t days = 0;
    carnet_status status = carnet_record_get_valid_until(
        &days, SHIM_POINTER(carnet_record, record));
    shim_number(env, reply, days);
    shim_status(env, reply, status, NULL);
}

SHIM(void, recordFree)(JNIEnv *env, jclass class, jlong record)
{
    carnet_record_free(SHIM_POINTER(carnet_record, record));
}

/* ---- plans ---- */

/* audience: NULL for the whole record. */
SHIM(void, planNew)
(JNIEnv *env, jclass class, jobject reply, jlong record, jbyteArray audience,
 jint issued, jint valid)
{
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    const carnet_record *r = SHIM_POINTER(carnet_record, record);
    shim_in in = shim_take(env, audience);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (in.data) {
        status = carnet_issue_plan_for(&plan, &problem, r,
                                       (const char *)in.data, issued, valid);
    } else if (!in.failed) {
        status = carnet_issue_plan(&plan, &problem, r, issued, valid);
    }
    shim_drop(&in);
    shim_handle(env, reply, status, plan, problem);
}

SHIM(jint, planNumEntries)(JNIEnv *env, jclass class, jlong plan)
{
    return (jint)carnet_issue_num_entries(SHIM_POINTER(carnet_plan, plan));
}

SHIM(void, planEntryJson)
(JNIEnv *env, jclass class, jobject reply, jlong plan, jint i)
{
    carnet_buf *buf = NULL;
    carnet_status status = carnet_record_entry_json(
        &buf,
        carnet_issue_get_entry(SHIM_POINTER(carnet_plan, plan), (size_t)i));
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(jint, planRecordIndex)(JNIEnv *env, jclass class, jlong plan, jint i)
{
    return (jint)carnet_issue_record_index(SHIM_POINTER(carnet_plan, plan),
                                           (size_t)i);
}

SHIM(jint, planDefaultPart)(JNIEnv *env, jclass class, jlong plan, jint i)
{
    return carnet_issue_default_part(SHIM_POINTER(carnet_plan, plan),
                                     (size_t)i);
}

SHIM(jbyteArray, planWhy)(JNIEnv *env, jclass class, jlong plan, jint i)
{
    return shim_string(
        env, carnet_issue_why(SHIM_POINTER(carnet_plan, plan), (size_t)i));
}

SHIM(jbyteArray, planWhyCode)(JNIEnv *env, jclass class, jlong plan, jint i)
{
    return shim_string(
        env, carnet_issue_why_code(SHIM_POINTER(carnet_plan, plan), (size_t)i));
}

SHIM(jbyteArray, planUnknownSystem)
(JNIEnv *env, jclass class, jlong plan, jint i, jint n)
{
    return shim_string(
        env, carnet_issue_unknown_system(SHIM_POINTER(carnet_plan, plan),
                                         (size_t)i, (size_t)n));
}

SHIM(jbyteArray, planClash)
(JNIEnv *env, jclass class, jlong plan, jint i, jint n, jint what)
{
    return shim_string(env, carnet_issue_clash(SHIM_POINTER(carnet_plan, plan),
                                               (size_t)i, (size_t)n, what));
}

SHIM(jint, planEntryBytes)(JNIEnv *env, jclass class, jlong plan, jint i)
{
    return (jint)carnet_issue_entry_bytes(SHIM_POINTER(carnet_plan, plan),
                                          (size_t)i);
}

SHIM(jint, planBytesUpto)(JNIEnv *env, jclass class, jlong plan, jint i)
{
    return (jint)carnet_issue_bytes_upto(SHIM_POINTER(carnet_plan, plan),
                                         (size_t)i);
}

SHIM(jint, planNumBytes)(JNIEnv *env, jclass class, jlong plan)
{
    return (jint)carnet_issue_num_bytes(SHIM_POINTER(carnet_plan, plan));
}

SHIM(jint, planNumChars)(JNIEnv *env, jclass class, jlong plan)
{
    return (jint)carnet_issue_num_chars(SHIM_POINTER(carnet_plan, plan));
}

SHIM(void, planFree)(JNIEnv *env, jclass class, jlong plan)
{
    carnet_issue_free(SHIM_POINTER(carnet_plan, plan));
}

/* ---- signing ---- */

/* index: below 0 for none. */
SHIM(void, planSign)
(JNIEnv *env, jclass class, jobject reply, jlong plan, jlong key, jint index)
{
    carnet_buf *buf = NULL;
    const carnet_plan *p = SHIM_POINTER(carnet_plan, plan);
    const carnet_secret_key *k = SHIM_POINTER(carnet_secret_key, key);
    carnet_status status = index < 0
                               ? carnet_issue_sign(&buf, p, k)
                               : carnet_issue_sign_indexed(&buf, p, k, index);
    shim_bytes(env, reply, status, buf, NULL);
}

SHIM(void, planSignSeeded)
(JNIEnv *env, jclass class, jobject reply, jlong plan, jlong key,
 jbyteArray seed)
{
    carnet_buf *buf = NULL;
    shim_in in = shim_take(env, seed);
    carnet_status status =
        in.failed
            ? CARNET_CALLER_MEMORY
            : carnet_issue_sign_seeded(&buf, SHIM_POINTER(carnet_plan, plan),
                                       SHIM_POINTER(carnet_secret_key, key),
                                       in.data, in.len);
    shim_drop(&in);
    shim_bytes(env, reply, status, buf, NULL);
}

/* ---- the two forms of a passport ---- */

SHIM(void, passportAs)
(JNIEnv *env, jclass class, jobject reply, jbyteArray passport, jboolean text)
{
    carnet_buf *buf = NULL;
    shim_in in = shim_take(env, passport);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (!in.failed) {
        status = text ? carnet_issue_as_text(&buf, in.data, in.len)
                      : carnet_issue_as_file(&buf, in.data, in.len);
    }
    shim_drop(&in);
    shim_bytes(env, reply, status, buf, NULL);
}
