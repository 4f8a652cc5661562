/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each kind of entry means for a day, as one table (docs/spec/view.md
 * section 4 says it in words): which field says since when, until when, and
 * whether it is over; which may not differ between two issuers.
 */
#include "merged_i.h"

#define BIT(field) (UINT64_C(1) << (field))

/* How much, and how often: it may be written in several ways, and so counts as
   one. */
#define DOSAGE                                                                 \
    (BIT(CARNET_PRESCRIPTION_DOSE) | BIT(CARNET_PRESCRIPTION_TIMES_A_DAY) |    \
     BIT(CARNET_PRESCRIPTION_EVERY) | BIT(CARNET_PRESCRIPTION_WEEKDAYS) |      \
     BIT(CARNET_PRESCRIPTION_AT) | BIT(CARNET_PRESCRIPTION_AS_NEEDED) |        \
     BIT(CARNET_PRESCRIPTION_MAX_A_DAY) | BIT(CARNET_PRESCRIPTION_PHASES))

#define RESULT_VALUE                                                           \
    (BIT(CARNET_RESULT_QUANTITY) | BIT(CARNET_RESULT_CODE_VALUE) |             \
     BIT(CARNET_RESULT_TEXT_VALUE) | BIT(CARNET_RESULT_COMPARATOR) |           \
     BIT(CARNET_RESULT_COMPONENTS))

static const cn_view_rule rules[] = {
    [CARNET_KIND_PERSON] = {.clash = {BIT(CARNET_PERSON_NAME),
                                      BIT(CARNET_PERSON_BIRTH)}},
    [CARNET_KIND_DETAILS] = {.clash = {BIT(CARNET_DETAILS_SEX),
                                       BIT(CARNET_DETAILS_BIRTH_COUNTRY)}},
    [CARNET_KIND_VISIT] = {.begin = CARNET_VISIT_ON, .event = true},
    [CARNET_KIND_CONDITION] = {.subject = CARNET_CONDITION_CODE,
                               .begin = CARNET_CONDITION_SINCE,
                               .end = CARNET_CONDITION_UNTIL,
                               .status = CARNET_CONDITION_STATUS,
                               .states = "appppa",
                               .more = CARNET_CONDITION_CERTAINTY,
                               .more_states = "auup",
                               .status_clash = true},
    [CARNET_KIND_PRESCRIPTION] = {.subject = CARNET_PRESCRIPTION_MEDICINE,
                                  .begin = CARNET_PRESCRIPTION_SINCE,
                                  .end = CARNET_PRESCRIPTION_UNTIL,
                                  .status = CARNET_PRESCRIPTION_STATUS,
                                  .states = "auupp",
                                  .status_clash = true,
                                  .strength = true,
                                  .clash = {BIT(CARNET_PRESCRIPTION_STRENGTH),
                                            BIT(CARNET_PRESCRIPTION_ROUTE),
                                            DOSAGE, CN_VIEW_INSTRUCTIONS}},
    [CARNET_KIND_VACCINATION] = {.subject = CARNET_VACCINATION_VACCINE,
                                 .begin = CARNET_VACCINATION_DATE,
                                 .from = CARNET_VACCINATION_VALID_FROM,
                                 .end = CARNET_VACCINATION_VALID_UNTIL,
                                 .status = CARNET_VACCINATION_STATE,
                                 .states = "app",
                                 .dated_clash = true,
                                 .clash = {BIT(CARNET_VACCINATION_STATE)}},
    [CARNET_KIND_ALLERGY] = {.subject = CARNET_ALLERGY_AGENT,
                             .begin = CARNET_ALLERGY_SINCE,
                             .status = CARNET_ALLERGY_STATUS,
                             .states = "appp",
                             .more = CARNET_ALLERGY_CERTAINTY,
                             .more_states = "aaap",
                             .status_clash = true},
    [CARNET_KIND_RESULT] = {.subject = CARNET_RESULT_TEST,
                            .begin = CARNET_RESULT_DATE,
                            .event = true,
                            .status = CARNET_RESULT_STATE,
                            .states = "auauu",
                            .dated_clash = true,
                            .clash = {RESULT_VALUE}},
    [CARNET_KIND_PROCEDURE] = {.subject = CARNET_PROCEDURE_WHAT,
                               .begin = CARNET_PROCEDURE_DATE,
                               .event = true},
    [CARNET_KIND_DEVICE] = {.subject = CARNET_DEVICE_DEVICE_KIND,
                            .begin = CARNET_DEVICE_IMPLANTED_ON,
                            .due = CARNET_DEVICE_REPLACE_BY},
    [CARNET_KIND_PREGNANCY] = {.end = CARNET_PREGNANCY_DUE,
                               .stays = true,
                               .status = CARNET_PREGNANCY_STATUS,
                               .states = "apggu",
                               .more = CARNET_PREGNANCY_OUTCOME,
                               .more_states = "ppppp"},
    [CARNET_KIND_MENTAL_HEALTH] = {.subject = CARNET_MENTAL_HEALTH_CODE,
                                   .begin = CARNET_MENTAL_HEALTH_DATE},
    [CARNET_KIND_PROTECTION] = {.due = CARNET_PROTECTION_BY},
    [CARNET_KIND_REFERRAL] = {.subject = CARNET_REFERRAL_WHAT,
                              .due = CARNET_REFERRAL_DUE,
                              .status = CARNET_REFERRAL_STATE,
                              .states = "aapp"},
    [CARNET_KIND_PLAN] = {.subject = CARNET_PLAN_WHAT,
                          .due = CARNET_PLAN_WHEN,
                          .status = CARNET_PLAN_STATE,
                          .states = "app"},
    [CARNET_KIND_NEED] = {.subject = CARNET_NEED_WHAT, .due = CARNET_NEED_BY},
    [CARNET_KIND_TRAVEL_CLEARANCE] = {.begin = CARNET_TRAVEL_CLEARANCE_EXAMINED,
                                      .end =
                                          CARNET_TRAVEL_CLEARANCE_VALID_UNTIL,
                                      .clash = {BIT(
                                          CARNET_TRAVEL_CLEARANCE_CONCLUSION)}},
    [CARNET_KIND_COVERAGE] = {.subject = CARNET_COVERAGE_SCHEME,
                              .begin = CARNET_COVERAGE_FROM,
                              .end = CARNET_COVERAGE_UNTIL,
                              .status = CARNET_COVERAGE_STATE,
                              .states = "lap",
                              .status_clash = true},
    [CARNET_KIND_ALERT] = {.subject = CARNET_ALERT_WHAT},
    [CARNET_KIND_WISH] = {.begin = CARNET_WISH_DATE},
    [CARNET_KIND_EVIDENCE] = {.subject = CARNET_EVIDENCE_CODE},
};

const cn_view_rule *cn_view_rule_of(uint32_t kind)
{
    static const cn_view_rule none;
    return kind < sizeof rules / sizeof rules[0] ? &rules[kind] : &none;
}

static const uint8_t order[] = {
    CARNET_KIND_PERSON,       CARNET_KIND_DETAILS,
    CARNET_KIND_ALERT,        CARNET_KIND_ALLERGY,
    CARNET_KIND_PRESCRIPTION, CARNET_KIND_CONDITION,
    CARNET_KIND_PREGNANCY,    CARNET_KIND_MENTAL_HEALTH,
    CARNET_KIND_RESULT,       CARNET_KIND_VACCINATION,
    CARNET_KIND_PROCEDURE,    CARNET_KIND_DEVICE,
    CARNET_KIND_FUNCTION,     CARNET_KIND_TRAVEL_CLEARANCE,
    CARNET_KIND_TRAVEL_CARE,  CARNET_KIND_REFERRAL,
    CARNET_KIND_PLAN,         CARNET_KIND_NEED,
    CARNET_KIND_VISIT,        CARNET_KIND_PROTECTION,
    CARNET_KIND_CONTACTS,     CARNET_KIND_COVERAGE,
    CARNET_KIND_WISH,         CARNET_KIND_EVIDENCE};

uint32_t cn_view_rank_of(uint32_t kind)
{
    uint32_t rank = 0;
    while (rank < sizeof order && order[rank] != kind) {
        rank++;
    }
    return rank;
}

int32_t carnet_view_rank(int32_t kind)
{
    return (int32_t)cn_view_rank_of((uint32_t)kind);
}
