/* SPDX-License-Identifier: Apache-2.0 */
/*
 * FHIR in: what is taken gives a report that is JSON and, if a passport can be
 * made of it, one that is accepted; and that goes out as FHIR, which is read
 * again and loses nothing.
 */
#include "look.h"

const char fuzz_name[] = "fhir";

static carnet_status import(carnet_record **out, carnet_buf **report,
                            size_t *lost, cn_span json)
{
    return carnet_interop_fhir_import(out, report, lost, NULL,
                                      (const char *)json.data, json.len);
}

/* Signed and verified; NULL where the record as a whole can't be issued. */
static carnet_verdict *issue(carnet_record *record)
{
    carnet_plan *plan = NULL;
    carnet_buf *passport = NULL;
    carnet_verdict *v = NULL;
    uint8_t seed[CARNET_ISSUE_SEED_SIZE] = {1};
    for (size_t i = 0; i < carnet_record_num_entries(record); i++) {
        FUZZ_HOLDS(carnet_record_allow_less_private(record, i) == CARNET_OK);
    }
    if (carnet_issue_plan(&plan, NULL, record, FUZZ_DAY,
                          CARNET_ISSUE_UNLIMITED) == CARNET_OK) {
        FUZZ_HOLDS(carnet_issue_sign_seeded(&passport, plan,
                                            fuzz_secret(FUZZ_ISSUER), seed,
                                            sizeof seed) == CARNET_OK);
        FUZZ_HOLDS(fuzz_verify(&v, fuzz_span_of(passport)) == CARNET_OK);
        FUZZ_HOLDS(carnet_verify_reason(v) == CARNET_OK);
        FUZZ_HOLDS(carnet_verify_fact(v, 0, CARNET_VERIFY_SIGNATURE) ==
                   CARNET_VERIFY_YES);
    }
    carnet_buf_free(passport);
    carnet_issue_free(plan);
    return v;
}

static void check_out(const carnet_verdict *v)
{
    carnet_buf *bundle = NULL;
    carnet_record *record = NULL;
    carnet_buf *report = NULL;
    size_t lost = 0;
    FUZZ_HOLDS(carnet_interop_fhir_export(&bundle, v, NULL, 0, "en", 2,
                                          FUZZ_NOW) == CARNET_OK);
    FUZZ_HOLDS(import(&record, &report, &lost, fuzz_span_of(bundle)) ==
               CARNET_OK);
    FUZZ_HOLDS(lost == 0);
    carnet_buf_free(report);
    carnet_record_free(record);
    fuzz_take_json(bundle);
}

void fuzz_check(cn_span input)
{
    carnet_record *record = NULL;
    carnet_buf *report = NULL;
    size_t lost = 0;
    if (import(&record, &report, &lost, input) == CARNET_OK) {
        carnet_verdict *v = issue(record);
        if (v != NULL) {
            check_out(v);
        }
        carnet_verify_free(v);
        fuzz_take_json(report);
        carnet_record_free(record);
    }
}

carnet_status fuzz_call(cn_span input)
{
    carnet_record *record = NULL;
    carnet_buf *report = NULL;
    size_t lost = 0;
    carnet_status status = import(&record, &report, &lost, input);
    carnet_buf_free(report);
    carnet_record_free(record);
    return status;
}
