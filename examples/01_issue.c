/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lesson 1, issuing: a clinic makes a key once, builds a record with typed
 * setters, looks at what issuing will do, signs, and gets a passport as text,
 * ready for a QR code. Prints the text; exits with 1 where a call fails.
 */
#include <stdio.h>
#include <string.h>

#include <carnet/carnet.h>

/* Every call that can fail says so; a lesson stops at the first that does. */
#define TRY(call)                                                              \
    do {                                                                       \
        carnet_status status_ = (call);                                        \
        if (status_ != CARNET_OK) {                                            \
            fprintf(stderr, "%s: %s\n", #call, carnet_status_text(status_));   \
            return 1;                                                          \
        }                                                                      \
    } while (0)

static int32_t day(const char *iso)
{
    int32_t days = 0;
    /* Fails for what is no calendar date; here we know that it is one. */
    if (carnet_text_parse_day(&days, iso, strlen(iso)) != CARNET_OK) {
        return 0;
    }
    return days;
}

/* Who the passport is about. Name and birth date are required: without them
   the desk has nothing to compare, and the plan fails. */
static int add_person(carnet_record *r)
{
    static const char name[] = "Aminata Diallo";
    size_t e = 0;
    TRY(carnet_record_add(&e, r, CARNET_KIND_PERSON));
    TRY(carnet_record_set_text(r, e, CARNET_PERSON_NAME, 0, CARNET_RECORD_SELF,
                               name, strlen(name)));
    TRY(carnet_record_set_date(r, e, CARNET_PERSON_BIRTH, 0, CARNET_RECORD_SELF,
                               1990, 5, 12, 0));
    return 0;
}

/* A medicine by its code: the ATC code carries the meaning into every
   language. A code that ATC can't have is refused here, not at the next
   clinic. */
static int add_prescription(carnet_record *r)
{
    static const char metformin[] = "A10BA02";
    static const char tablet[] = "385055001"; /* SNOMED CT */
    size_t e = 0;
    TRY(carnet_record_add(&e, r, CARNET_KIND_PRESCRIPTION));
    TRY(carnet_record_add_coding(r, e, CARNET_PRESCRIPTION_MEDICINE, 0,
                                 CARNET_RECORD_SELF, NULL, 0, metformin,
                                 strlen(metformin), NULL, 0));
    TRY(carnet_record_add_coding(r, e, CARNET_PRESCRIPTION_FORM, 0,
                                 CARNET_RECORD_SELF, NULL, 0, tablet,
                                 strlen(tablet), NULL, 0));
    /* 500 mg: a mantissa and decimals, never a float; no unit is the usual
       one of the field. */
    TRY(carnet_record_set_quantity(r, e, CARNET_PRESCRIPTION_STRENGTH, 0,
                                   CARNET_RECORD_SELF, 500, 0, NULL, 0));
    TRY(carnet_record_set_int(r, e, CARNET_PRESCRIPTION_TIMES_A_DAY, 0,
                              CARNET_RECORD_SELF, 2));
    TRY(carnet_record_set_enum(r, e, CARNET_PRESCRIPTION_STATUS, 0,
                               CARNET_RECORD_SELF,
                               CARNET_PRESCRIPTION_STATUS_TAKING));
    return 0;
}

static int issue(const carnet_record *record, const carnet_secret_key *key)
{
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    /* The plan is where a record is refused: what is missing or can't be, with
       the place. Nothing is signed yet. */
    if (carnet_issue_plan(&plan, &problem, record, day("2026-03-17"),
                          CARNET_ISSUE_UNLIMITED) != CARNET_OK) {
        fprintf(stderr, "%s\n", carnet_problem_text(problem));
        carnet_problem_free(problem);
        return 1;
    }
    carnet_buf *file = NULL;
    carnet_buf *text = NULL;
    /* Fails only where the machine has no memory or no randomness. */
    TRY(carnet_issue_sign(&file, plan, key));
    TRY(carnet_issue_as_text(&text, carnet_buf_data(file),
                             carnet_buf_len(file)));
    puts((const char *)carnet_buf_data(text));
    carnet_buf_free(text);
    carnet_buf_free(file);
    carnet_issue_free(plan);
    return 0;
}

int main(void)
{
    carnet_secret_key *key = NULL;
    carnet_record *record = NULL;
    /* A clinic does this once, keeps the secret key (carnet_key_encode gives
       PEM) and gives the public one to those who verify. */
    TRY(carnet_key_new(&key));
    TRY(carnet_record_new(&record));
    int failed =
        add_person(record) || add_prescription(record) || issue(record, key);
    carnet_record_free(record);
    carnet_key_free(key); /* wiped */
    return failed;
}
