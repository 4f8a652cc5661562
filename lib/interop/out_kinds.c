/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which resource each kind of entry becomes, and which section it goes to. A
 * kind of a later version becomes a Basic that carries its bytes.
 */
#include "out_i.h"

typedef struct {
    const char *type; /* NULL: part of the Patient, or in no section */
    void (*put)(cn_out *o);
    uint8_t section;
} kind_row;

enum {
    NO_SECTION = CN_INTEROP_NUM_SECTIONS
};

static const kind_row kinds[] = {
    [CARNET_KIND_PERSON] = {NULL, NULL, NO_SECTION},
    [CARNET_KIND_DETAILS] = {NULL, NULL, NO_SECTION},
    [CARNET_KIND_CONTACTS] = {"RelatedPerson", cn_out_contacts,
                              CN_INTEROP_SECTION_CONTACTS},
    [CARNET_KIND_VISIT] = {"Encounter", cn_out_visit,
                           CN_INTEROP_SECTION_ENCOUNTERS},
    [CARNET_KIND_CONDITION] = {"Condition", cn_out_condition,
                               CN_INTEROP_SECTION_PROBLEMS},
    [CARNET_KIND_PRESCRIPTION] = {"MedicationStatement", cn_out_prescription,
                                  CN_INTEROP_SECTION_MEDICATIONS},
    [CARNET_KIND_VACCINATION] = {"Immunization", cn_out_vaccination,
                                 CN_INTEROP_SECTION_IMMUNIZATIONS},
    [CARNET_KIND_ALLERGY] = {"AllergyIntolerance", cn_out_allergy,
                             CN_INTEROP_SECTION_ALLERGIES},
    [CARNET_KIND_RESULT] = {"Observation", cn_out_result,
                            CN_INTEROP_SECTION_RESULTS},
    [CARNET_KIND_PROCEDURE] = {"Procedure", cn_out_procedure,
                               CN_INTEROP_SECTION_PROCEDURES},
    [CARNET_KIND_DEVICE] = {"DeviceUseStatement", cn_out_device,
                            CN_INTEROP_SECTION_DEVICES},
    [CARNET_KIND_PREGNANCY] = {"Observation", cn_out_pregnancy,
                               CN_INTEROP_SECTION_PREGNANCY},
    [CARNET_KIND_MENTAL_HEALTH] = {"Observation", cn_out_mental_health,
                                   CN_INTEROP_SECTION_RESULTS},
    [CARNET_KIND_PROTECTION] = {"ServiceRequest", cn_out_protection,
                                CN_INTEROP_SECTION_REFERRALS},
    [CARNET_KIND_FUNCTION] = {"Observation", cn_out_function,
                              CN_INTEROP_SECTION_FUNCTION},
    [CARNET_KIND_REFERRAL] = {"ServiceRequest", cn_out_referral,
                              CN_INTEROP_SECTION_REFERRALS},
    [CARNET_KIND_PLAN] = {"CarePlan", cn_out_plan, CN_INTEROP_SECTION_PLAN},
    [CARNET_KIND_NEED] = {"ServiceRequest", cn_out_need,
                          CN_INTEROP_SECTION_REFERRALS},
    [CARNET_KIND_TRAVEL_CLEARANCE] = {"Observation", cn_out_clearance,
                                      CN_INTEROP_SECTION_FUNCTION},
    [CARNET_KIND_TRAVEL_CARE] = {"CarePlan", cn_out_travel_care,
                                 CN_INTEROP_SECTION_PLAN},
    [CARNET_KIND_COVERAGE] = {"Coverage", cn_out_coverage,
                              CN_INTEROP_SECTION_COVERAGE},
    [CARNET_KIND_ALERT] = {"Flag", cn_out_alert, CN_INTEROP_SECTION_ALERTS},
    [CARNET_KIND_WISH] = {"Consent", cn_out_wish,
                          CN_INTEROP_SECTION_DIRECTIVES},
    [CARNET_KIND_EVIDENCE] = {"DocumentReference", cn_out_evidence,
                              CN_INTEROP_SECTION_DOCUMENTS},
};

/* What this version can't read, for one that can. */
static void put_basic(cn_out *o)
{
    cn_out_begin_item(o, "Basic");
    cn_out_open(o, "code");
    cn_out_open_array(o, "coding");
    cn_out_open(o, NULL);
    cn_out_coding(o, CN_INTEROP_WORDS "kind", "later_entry", NULL);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_beyond(o, "text");
    cn_out_close(o);
    cn_out_subject(o, "subject");
    cn_out_finish(o);
}

static const kind_row *row_of(const carnet_entry *e)
{
    static const kind_row later = {"Basic", put_basic,
                                   CN_INTEROP_SECTION_DOCUMENTS};
    return cn_model_is_readable(e) && e->kind < sizeof kinds / sizeof kinds[0]
               ? &kinds[e->kind]
               : &later;
}

const char *cn_out_type(const carnet_entry *e)
{
    return row_of(e)->type;
}

static bool has_word(const carnet_entry *e, int32_t field, const char *word)
{
    const char *is = carnet_record_get_word(e, field, 0, CARNET_RECORD_SELF);
    return is != NULL && strcmp(is, word) == 0;
}

/* What is over is history, which IPS keeps apart. */
static cn_interop_section section_of_condition(const carnet_entry *e)
{
    bool over = has_word(e, CARNET_CONDITION_STATUS, "resolved") ||
                has_word(e, CARNET_CONDITION_STATUS, "refuted");
    return over ? CN_INTEROP_SECTION_PAST_PROBLEMS
                : CN_INTEROP_SECTION_PROBLEMS;
}

static cn_interop_section section_of_result(const carnet_entry *e)
{
    if (has_word(e, CARNET_RESULT_CATEGORY, "vital_sign")) {
        return CN_INTEROP_SECTION_VITAL_SIGNS;
    }
    return has_word(e, CARNET_RESULT_CATEGORY, "social")
               ? CN_INTEROP_SECTION_SOCIAL
               : CN_INTEROP_SECTION_RESULTS;
}

cn_interop_section cn_out_section(const carnet_entry *e)
{
    const kind_row *row = row_of(e);
    if (row == &kinds[CARNET_KIND_CONDITION]) {
        return section_of_condition(e);
    }
    if (row == &kinds[CARNET_KIND_RESULT]) {
        return section_of_result(e);
    }
    return (cn_interop_section)row->section;
}

bool cn_out_is_in(const cn_interop_item *item, cn_interop_section section)
{
    return !item->replaced && cn_out_section(item->entry) == section;
}

bool cn_out_is_beyond_in(const cn_interop_item *item,
                         cn_interop_section section)
{
    const carnet_entry *e = item->entry;
    return !item->replaced && !cn_model_is_readable(e) &&
           e->kind < sizeof kinds / sizeof kinds[0] &&
           section != CN_INTEROP_NUM_SECTIONS &&
           kinds[e->kind].section == section;
}

void cn_out_item(cn_out *o, const cn_interop_item *item)
{
    const kind_row *row = row_of(item->entry);
    o->item = item;
    o->e = item->entry;
    o->said = 0;
    if (row->put != NULL) {
        row->put(o);
    }
    o->e = NULL;
}
