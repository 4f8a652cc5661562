/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers of the record: kinds, fields, words. Generated from the schema table
 * by lib/model/make_fields.py; docs/spec/record.md says more about each. They
 * are on the wire and never change.
 */
#ifndef CARNET_FIELDS_H
#define CARNET_FIELDS_H

/* Kinds of entries. */
enum {
    CARNET_KIND_PERSON = 0, /* who the passport is about */
    CARNET_KIND_DETAILS = 1, /* more about the person */
    CARNET_KIND_CONTACTS = 2, /* guardian and contacts */
    CARNET_KIND_VISIT = 3, /* one meeting with a health worker */
    CARNET_KIND_CONDITION = 4, /* illness or health problem */
    CARNET_KIND_PRESCRIPTION = 5, /* a medicine and its supply */
    CARNET_KIND_VACCINATION = 6, /* one dose of a vaccine */
    CARNET_KIND_ALLERGY = 7, /* allergy or intolerance */
    CARNET_KIND_RESULT = 8, /* test result or vital sign */
    CARNET_KIND_PROCEDURE = 9, /* operation or other procedure */
    CARNET_KIND_DEVICE = 10, /* implant or aid */
    CARNET_KIND_PREGNANCY = 11, /* pregnancy */
    CARNET_KIND_MENTAL_HEALTH = 12, /* scale, plan and risk */
    CARNET_KIND_PROTECTION = 13, /* who must follow up; no story */
    CARNET_KIND_FUNCTION = 14, /* moving, seeing, hearing, speaking */
    CARNET_KIND_REFERRAL = 15, /* to whom the person is sent */
    CARNET_KIND_PLAN = 16, /* appointment or task */
    CARNET_KIND_NEED = 17, /* what is needed on arrival */
    CARNET_KIND_TRAVEL_CLEARANCE = 18, /* fitness to travel */
    CARNET_KIND_TRAVEL_CARE = 19, /* care on the way */
    CARNET_KIND_COVERAGE = 20, /* who pays for care */
    CARNET_KIND_ALERT = 21, /* a danger, without its cause */
    CARNET_KIND_WISH = 22, /* advance directive or consent */
    CARNET_KIND_EVIDENCE = 23 /* another credential, byte for byte */
};

/* Fields of every kind. */
enum {
    CARNET_FIELD_OBSERVED = 0, /* date: when it was seen to be so */
    CARNET_FIELD_RECORDER = 1, /* CARNET_RECORDER_*: who recorded it */
    CARNET_FIELD_KNOWN = 2, /* CARNET_KNOWN_*: how it is known */
    CARNET_FIELD_NOTE = 3, /* text: a remark */
    CARNET_FIELD_REPLACES = 4 /* list of ref: entries that this one replaces */
};

/* person: who the passport is about. */
enum {
    /* label, required: name in the person's own script, or the one chosen */
    CARNET_PERSON_NAME = 5,
    /* date, required: birth date: full, partial, estimated or refused */
    CARNET_PERSON_BIRTH = 6
};

/* person_details: more about the person. */
enum {
    CARNET_DETAILS_LATIN_NAME = 5, /* label: name in Latin letters */
    CARNET_DETAILS_ALIASES = 6, /* list of label: other names in use */
    CARNET_DETAILS_SEX = 7, /* CARNET_SEX_*: administrative sex */
    /* list of label: languages spoken, best first (BCP 47) */
    CARNET_DETAILS_LANGUAGES = 8,
    CARNET_DETAILS_INTERPRETER = 9, /* CARNET_INTERPRETER_*: interpreter need */
    /* bytes: random id that links one holder's credentials */
    CARNET_DETAILS_PASSPORT_ID = 10,
    /* list of group: numbers in other systems */
    CARNET_DETAILS_IDENTIFIERS = 11,
    /* list of label: countries (ISO 3166-1 alpha-2) */
    CARNET_DETAILS_CITIZENSHIP = 12,
    /* label: country of birth (ISO 3166-1 alpha-2) */
    CARNET_DETAILS_BIRTH_COUNTRY = 13,
    CARNET_DETAILS_PHOTO_DIGEST = 14 /* bytes: SHA-256 of a photograph */
};

/* contacts: guardian and contacts. */
enum {
    CARNET_CONTACTS_CONTACTS = 5 /* list of group, required: people to reach */
};

/* visit: one meeting with a health worker. */
enum {
    /* CARNET_VISIT_KIND_*, required: what sort of meeting */
    CARNET_VISIT_VISIT_KIND = 5,
    CARNET_VISIT_ON = 6, /* date: when */
    CARNET_VISIT_STAGE = 7, /* CARNET_STAGE_*: stage of the journey */
    CARNET_VISIT_PLACE = 8, /* label: where */
    CARNET_VISIT_COUNTRY = 9, /* label: country (ISO 3166-1 alpha-2) */
    CARNET_VISIT_ROLE = 10, /* CARNET_RECORDER_*: the examiner's role */
    CARNET_VISIT_CONCLUSION = 11 /* text: what was concluded */
};

/* condition: illness or health problem. */
enum {
    CARNET_CONDITION_CODE = 5, /* code, required: what it is */
    CARNET_CONDITION_SINCE = 6, /* date: since when */
    /* CARNET_CONDITION_STATUS_*, required: active or over */
    CARNET_CONDITION_STATUS = 7,
    CARNET_CONDITION_UNTIL = 8, /* date: until when */
    CARNET_CONDITION_SEVERITY = 9, /* CARNET_SEVERITY_*: how severe */
    CARNET_CONDITION_CERTAINTY = 10, /* CARNET_CERTAINTY_*: how certain */
    CARNET_CONDITION_BODY_SITE = 11, /* list of code: where in the body */
    CARNET_CONDITION_TREATED_WITH = 12 /* list of ref: entries that treat it */
};

/* prescription: a medicine and its supply. */
enum {
    CARNET_PRESCRIPTION_MEDICINE = 5, /* code, required: the medicine */
    CARNET_PRESCRIPTION_FORM = 6, /* code: dose form */
    /* quantity: active substance in one unit of the form */
    CARNET_PRESCRIPTION_STRENGTH = 7,
    CARNET_PRESCRIPTION_DOSE = 8, /* quantity: amount each time */
    CARNET_PRESCRIPTION_ROUTE = 9, /* code: how it is given */
    CARNET_PRESCRIPTION_TIMES_A_DAY = 10, /* int: times a day */
    CARNET_PRESCRIPTION_SINCE = 11, /* date: taken since */
    CARNET_PRESCRIPTION_UNTIL = 12, /* date: prescribed until */
    CARNET_PRESCRIPTION_HANDED_OVER = 13, /* quantity: quantity handed over */
    /* CARNET_PRESCRIPTION_STATUS_*, required: taking, paused or stopped */
    CARNET_PRESCRIPTION_STATUS = 14,
    /* bool: stopping suddenly is dangerous */
    CARNET_PRESCRIPTION_MUST_NOT_STOP = 15,
    CARNET_PRESCRIPTION_LONG_TERM = 16, /* bool: no planned end */
    CARNET_PRESCRIPTION_HANDED_ON = 17, /* date: when it was handed over */
    CARNET_PRESCRIPTION_LAST_TAKEN = 18, /* date: last dose taken */
    CARNET_PRESCRIPTION_AS_NEEDED = 19, /* bool: only when needed */
    CARNET_PRESCRIPTION_MAX_A_DAY = 20, /* quantity: most in one day */
    CARNET_PRESCRIPTION_EVERY = 21, /* quantity: interval between doses */
    /* list of CARNET_WEEKDAY_*: on these weekdays only */
    CARNET_PRESCRIPTION_WEEKDAYS = 22,
    /* list of CARNET_DAYTIME_*: at these times of the day */
    CARNET_PRESCRIPTION_AT = 23,
    /* list of group: stages of a changing dose, in order */
    CARNET_PRESCRIPTION_PHASES = 24,
    CARNET_PRESCRIPTION_INSTRUCTIONS = 25, /* text: dosage in words */
    CARNET_PRESCRIPTION_PRODUCT = 26, /* label: trade name */
    /* list of group: ingredients of a combination */
    CARNET_PRESCRIPTION_INGREDIENTS = 27,
    CARNET_PRESCRIPTION_PACKS = 28, /* int: packs handed over */
    /* date: last dose taken under the eyes of staff */
    CARNET_PRESCRIPTION_LAST_SUPERVISED = 29,
    CARNET_PRESCRIPTION_NEXT_DUE = 30, /* date: next dose or injection due */
    CARNET_PRESCRIPTION_GAP_DAYS = 31, /* int: days of gap that can be borne */
    /* list of CARNET_WHY_STOPPED_*: why it was stopped, paused or interrupted */
    CARNET_PRESCRIPTION_WHY_STOPPED = 32,
    CARNET_PRESCRIPTION_GIVEN_BY = 33, /* CARNET_GIVEN_BY_*: who gives it */
    /* CARNET_SUBSTITUTION_*: may another product be given */
    CARNET_PRESCRIPTION_SUBSTITUTION = 34,
    CARNET_PRESCRIPTION_COLD_CHAIN = 35, /* bool: must stay cold */
    CARNET_PRESCRIPTION_CONTROLLED = 36, /* bool: controlled substance */
    /* code: treatment programme that supplies it */
    CARNET_PRESCRIPTION_PROGRAMME = 37,
    CARNET_PRESCRIPTION_COST_MONTH = 38, /* group: cost a month */
    CARNET_PRESCRIPTION_PRESCRIBER = 39, /* label: who prescribed it */
    /* label: how to reach the prescriber */
    CARNET_PRESCRIPTION_PRESCRIBER_REACH = 40
};

/* vaccination: one dose of a vaccine. */
enum {
    CARNET_VACCINATION_VACCINE = 5, /* code, required: the vaccine */
    /* date, required: when it was given, or was not */
    CARNET_VACCINATION_DATE = 6,
    CARNET_VACCINATION_LOT = 7, /* label: lot number */
    CARNET_VACCINATION_DOSE = 8, /* int: number of the dose in its series */
    CARNET_VACCINATION_PRODUCT = 9, /* label: trade name */
    /* CARNET_VACCINATION_STATE_*: done, not done or refused */
    CARNET_VACCINATION_STATE = 10,
    CARNET_VACCINATION_OF = 11, /* int: doses in the series */
    CARNET_VACCINATION_COUNTRY = 12, /* label: country (ISO 3166-1 alpha-2) */
    CARNET_VACCINATION_CENTRE = 13, /* label: where it was given */
    CARNET_VACCINATION_MAKER = 14, /* label: manufacturer */
    /* list of code: diseases it protects from */
    CARNET_VACCINATION_TARGETS = 15,
    CARNET_VACCINATION_NEXT_DUE = 16, /* date: next dose due */
    CARNET_VACCINATION_VALID_FROM = 17, /* date: valid from */
    CARNET_VACCINATION_VALID_UNTIL = 18, /* date: valid until */
    CARNET_VACCINATION_WHY_NOT = 19 /* text: why it was not given */
};

/* allergy: allergy or intolerance. */
enum {
    /* code, required: the agent; none known; or not asked */
    CARNET_ALLERGY_AGENT = 5,
    /* CARNET_CRITICALITY_*: how dangerous it can become */
    CARNET_ALLERGY_CRITICALITY = 6,
    /* CARNET_SEVERITY_*: severity of the reaction */
    CARNET_ALLERGY_SEVERITY = 7,
    CARNET_ALLERGY_REACTION = 8, /* list of code: how it shows */
    CARNET_ALLERGY_STATUS = 9, /* CARNET_ALLERGY_STATUS_*: active or over */
    /* CARNET_ALLERGY_KIND_*: allergy or intolerance */
    CARNET_ALLERGY_ALLERGY_KIND = 10,
    CARNET_ALLERGY_CERTAINTY = 11, /* CARNET_CERTAINTY_*: how certain */
    CARNET_ALLERGY_SINCE = 12 /* date: since when */
};

/* result: test result or vital sign. */
enum {
    CARNET_RESULT_TEST = 5, /* code, required: what was tested */
    CARNET_RESULT_QUANTITY = 6, /* quantity: value as a quantity */
    CARNET_RESULT_DATE = 7, /* date, required: when it was measured */
    CARNET_RESULT_CODE_VALUE = 8, /* code: value as a code */
    CARNET_RESULT_TEXT_VALUE = 9, /* text: value in words */
    /* CARNET_RESULT_CATEGORY_*: what sort of result */
    CARNET_RESULT_CATEGORY = 10,
    CARNET_RESULT_STATE = 11, /* CARNET_RESULT_STATE_*: final or not */
    /* CARNET_COMPARATOR_*: the value is below or above the quantity */
    CARNET_RESULT_COMPARATOR = 12,
    CARNET_RESULT_COMPONENTS = 13, /* list of group: parts of the result */
    CARNET_RESULT_FLAG = 14, /* CARNET_RESULT_FLAG_*: low, high and the like */
    /* decimal: low end of the usual range, unit as the quantity */
    CARNET_RESULT_LOW = 15,
    /* decimal: high end of the usual range, unit as the quantity */
    CARNET_RESULT_HIGH = 16,
    CARNET_RESULT_SPECIMEN = 17, /* code: what was examined */
    CARNET_RESULT_SPECIMEN_TIME = 18, /* date: when it was taken */
    CARNET_RESULT_LABORATORY = 19 /* label: who examined it */
};

/* procedure: operation or other procedure. */
enum {
    CARNET_PROCEDURE_WHAT = 5, /* code, required: what was done */
    CARNET_PROCEDURE_DATE = 6, /* date: when */
    CARNET_PROCEDURE_BODY_SITE = 7, /* list of code: where in the body */
    CARNET_PROCEDURE_REASON = 8, /* code: why */
    CARNET_PROCEDURE_OUTCOME = 9 /* text: how it went */
};

/* device: implant or aid. */
enum {
    CARNET_DEVICE_DEVICE_KIND = 5, /* code, required: what it is */
    CARNET_DEVICE_IMPLANTED_ON = 6, /* date: when it was implanted or given */
    CARNET_DEVICE_REPLACE_BY = 7, /* date: to be replaced or checked by */
    CARNET_DEVICE_SERIAL = 8, /* label: serial number */
    CARNET_DEVICE_OWN_WHEELCHAIR = 9 /* bool: travels with an own wheelchair */
};

/* pregnancy: pregnancy. */
enum {
    /* CARNET_PREGNANCY_STATUS_*, required: pregnant or not */
    CARNET_PREGNANCY_STATUS = 5,
    CARNET_PREGNANCY_DUE = 6, /* date: expected date of delivery */
    CARNET_PREGNANCY_OUTCOME = 7, /* CARNET_PREGNANCY_OUTCOME_*: how it ended */
    CARNET_PREGNANCY_GRAVIDA = 8, /* int: pregnancies so far */
    CARNET_PREGNANCY_PARITY = 9 /* int: births so far */
};

/* mental_health: scale, plan and risk. */
enum {
    CARNET_MENTAL_HEALTH_SCALE = 5, /* code: scale used */
    CARNET_MENTAL_HEALTH_SCORE = 6, /* decimal: score on the scale */
    CARNET_MENTAL_HEALTH_DATE = 7, /* date, required: when */
    CARNET_MENTAL_HEALTH_CODE = 8, /* code: what it is */
    CARNET_MENTAL_HEALTH_PLAN = 9, /* text: what is planned */
    CARNET_MENTAL_HEALTH_RISK = 10 /* CARNET_RISK_*: risk now */
};

/* protection: who must follow up; no story. */
enum {
    /* CARNET_FOLLOW_UP_*, required: who must follow up */
    CARNET_PROTECTION_FOLLOW_UP_BY = 5,
    CARNET_PROTECTION_CONTACT = 6, /* label: whom to contact */
    CARNET_PROTECTION_BY = 7 /* date: by when */
};

/* function: moving, seeing, hearing, speaking. */
enum {
    CARNET_FUNCTION_MOBILITY = 5, /* CARNET_MOBILITY_*: moving about */
    CARNET_FUNCTION_SIGHT = 6, /* CARNET_SENSE_*: seeing */
    CARNET_FUNCTION_HEARING = 7, /* CARNET_SENSE_*: hearing */
    /* CARNET_COMMUNICATION_*: being understood */
    CARNET_FUNCTION_COMMUNICATION = 8
};

/* referral: to whom the person is sent. */
enum {
    CARNET_REFERRAL_WHAT = 5, /* code, required: service asked for */
    CARNET_REFERRAL_REASON = 6, /* code: why */
    CARNET_REFERRAL_TO = 7, /* label: to whom */
    CARNET_REFERRAL_URGENCY = 8, /* CARNET_URGENCY_*: how soon */
    CARNET_REFERRAL_DUE = 9, /* date: by when */
    CARNET_REFERRAL_FROM = 10, /* label: by whom */
    /* CARNET_REFERRAL_STATE_*: open, accepted or done */
    CARNET_REFERRAL_STATE = 11,
    CARNET_REFERRAL_REPLY = 12 /* text: the reply */
};

/* plan: appointment or task. */
enum {
    CARNET_PLAN_WHAT = 5, /* code, required: appointment or task */
    CARNET_PLAN_WHEN = 6, /* date: when */
    CARNET_PLAN_WHERE = 7, /* label: where */
    CARNET_PLAN_STATE = 8, /* CARNET_PLAN_STATE_*: open, done or cancelled */
    CARNET_PLAN_HELD_AT = 9 /* label: where a longer plan is held */
};

/* need: what is needed on arrival. */
enum {
    CARNET_NEED_WHAT = 5, /* code, required: what is needed */
    CARNET_NEED_BY = 6 /* date: by when */
};

/* travel_clearance: fitness to travel. */
enum {
    /* CARNET_CLEARANCE_*, required: fit to travel or not */
    CARNET_TRAVEL_CLEARANCE_CONCLUSION = 5,
    CARNET_TRAVEL_CLEARANCE_EXAMINED = 6, /* date, required: when examined */
    CARNET_TRAVEL_CLEARANCE_VALID_UNTIL = 7, /* date, required: valid until */
    /* CARNET_WHEELCHAIR_*: wheelchair class (IATA) */
    CARNET_TRAVEL_CLEARANCE_WHEELCHAIR = 8
};

/* travel_care: care on the way. */
enum {
    CARNET_TRAVEL_CARE_ESCORT = 5, /* CARNET_ESCORT_*: who travels along */
    CARNET_TRAVEL_CARE_OXYGEN = 6, /* quantity: oxygen flow */
    CARNET_TRAVEL_CARE_SEAT = 7, /* CARNET_SEAT_*: seat or stretcher (IATA) */
    CARNET_TRAVEL_CARE_EQUIPMENT = 8, /* list of label: equipment carried */
    CARNET_TRAVEL_CARE_DOSES = 9, /* list of group: doses to give on the way */
    CARNET_TRAVEL_CARE_CONTACT_TRANSIT = 10, /* label: contact in transit */
    CARNET_TRAVEL_CARE_CONTACT_ARRIVAL = 11 /* label: contact at arrival */
};

/* coverage: who pays for care. */
enum {
    CARNET_COVERAGE_SCHEME = 5, /* label, required: the scheme */
    CARNET_COVERAGE_MEMBER = 6, /* label: member number */
    CARNET_COVERAGE_FROM = 7, /* date: from */
    CARNET_COVERAGE_UNTIL = 8, /* date: until */
    CARNET_COVERAGE_PAYER = 9, /* label: who pays */
    CARNET_COVERAGE_BENEFIT = 10, /* label: benefit class */
    CARNET_COVERAGE_COUNTRY = 11, /* label: country (ISO 3166-1 alpha-2) */
    /* CARNET_COVERAGE_STATE_*: pending, active or ended */
    CARNET_COVERAGE_STATE = 12
};

/* alert: a danger, without its cause. */
enum {
    CARNET_ALERT_WHAT = 5, /* code, required: the danger, as a consequence */
    CARNET_ALERT_PRIORITY = 6, /* CARNET_PRIORITY_*: how grave */
    CARNET_ALERT_AVOID = 7, /* list of CARNET_AVOID_*: what to avoid */
    /* list of code: medicines to avoid, by ATC prefix */
    CARNET_ALERT_AVOID_ATC = 8
};

/* wish: advance directive or consent. */
enum {
    /* CARNET_WISH_KIND_*, required: what sort of wish */
    CARNET_WISH_WISH_KIND = 5,
    CARNET_WISH_TEXT = 6, /* text: the wish in words */
    CARNET_WISH_HELD_AT = 7, /* label: where the document is held */
    CARNET_WISH_DATE = 8 /* date: when it was expressed */
};

/* evidence: another credential, byte for byte. */
enum {
    /* CARNET_EVIDENCE_KIND_*, required: what sort of credential */
    CARNET_EVIDENCE_EVIDENCE_KIND = 5,
    CARNET_EVIDENCE_BYTES = 6, /* bytes, required: its bytes */
    CARNET_EVIDENCE_CODE = 7 /* code: disease or agent it is about */
};

/* Group identifier: number of the person in another system. */
enum {
    CARNET_IDENTIFIER_VALUE = 0, /* label, required: the number */
    CARNET_IDENTIFIER_SYSTEM = 1, /* label: whose number it is */
    CARNET_IDENTIFIER_COUNTRY = 2 /* label: country (ISO 3166-1 alpha-2) */
};

/* Group contact: one person to reach. */
enum {
    CARNET_CONTACT_NAME = 0, /* label, required: name */
    CARNET_CONTACT_RELATION = 1, /* CARNET_RELATION_*: relation to the person */
    CARNET_CONTACT_PHONE = 2, /* label: telephone number */
    CARNET_CONTACT_REACH = 3, /* label: other way to reach */
    CARNET_CONTACT_MAY_KNOW = 4 /* CARNET_MAY_KNOW_*: what may be told */
};

/* Group phase: one stage of a changing dose. */
enum {
    CARNET_PHASE_DOSE = 0, /* quantity, required: amount each time */
    CARNET_PHASE_TIMES_A_DAY = 1, /* int: times a day */
    CARNET_PHASE_EVERY = 2, /* quantity: interval between doses */
    CARNET_PHASE_DAYS = 3 /* int: days that it lasts; the last may be open */
};

/* Group ingredient: one ingredient and its strength. */
enum {
    CARNET_INGREDIENT_MEDICINE = 0, /* code, required: the ingredient */
    CARNET_INGREDIENT_STRENGTH = 1 /* quantity: in one unit of the form */
};

/* Group component: one part of a result. */
enum {
    CARNET_COMPONENT_TEST = 0, /* code, required: what was tested */
    CARNET_COMPONENT_QUANTITY = 1, /* quantity: value as a quantity */
    CARNET_COMPONENT_CODE_VALUE = 2, /* code: value as a code */
    CARNET_COMPONENT_TEXT_VALUE = 3, /* text: value in words */
    /* CARNET_COMPARATOR_*: the value is below or above the quantity */
    CARNET_COMPONENT_COMPARATOR = 4,
    CARNET_COMPONENT_FLAG = 5 /* CARNET_RESULT_FLAG_*: low, high and the like */
};

/* Group flight_dose: a dose to give on the way. */
enum {
    CARNET_FLIGHT_DOSE_MEDICINE = 0, /* code, required: the medicine */
    CARNET_FLIGHT_DOSE_DOSE = 1, /* quantity: amount */
    CARNET_FLIGHT_DOSE_AT = 2 /* date: when, as an instant */
};

/* Group money: an amount in a currency. */
enum {
    CARNET_MONEY_AMOUNT = 0, /* decimal, required: amount */
    CARNET_MONEY_CURRENCY = 1 /* label, required: currency (ISO 4217) */
};

/* Words of enumerations, named after what they belong to. */
enum {
    CARNET_RECORDER_DOCTOR = 0, CARNET_RECORDER_NURSE = 1,
    CARNET_RECORDER_MIDWIFE = 2, CARNET_RECORDER_COMMUNITY_HEALTH_WORKER = 3,
    CARNET_RECORDER_PHARMACIST = 4, CARNET_RECORDER_PARAMEDIC = 5,
    CARNET_RECORDER_PSYCHOLOGIST = 6, CARNET_RECORDER_SOCIAL_WORKER = 7,
    CARNET_RECORDER_HOLDER = 8, CARNET_RECORDER_RELATIVE = 9,
    CARNET_RECORDER_OTHER = 10
};
enum {
    CARNET_KNOWN_SEEN = 0, CARNET_KNOWN_DOCUMENT_SEEN = 1, CARNET_KNOWN_TOLD = 2
};
enum {
    CARNET_SEX_FEMALE = 0, CARNET_SEX_MALE = 1, CARNET_SEX_OTHER = 2,
    CARNET_SEX_UNKNOWN = 3
};
enum {
    CARNET_INTERPRETER_NEEDED = 0, CARNET_INTERPRETER_NOT_NEEDED = 1,
    CARNET_INTERPRETER_WRITTEN_ONLY = 2, CARNET_INTERPRETER_SIGN_LANGUAGE = 3
};
enum {
    CARNET_VISIT_KIND_CONSULTATION = 0, CARNET_VISIT_KIND_SCREENING = 1,
    CARNET_VISIT_KIND_PRE_DEPARTURE_EXAMINATION = 2,
    CARNET_VISIT_KIND_EMERGENCY = 3, CARNET_VISIT_KIND_ADMISSION = 4,
    CARNET_VISIT_KIND_DISCHARGE = 5, CARNET_VISIT_KIND_VACCINATION = 6,
    CARNET_VISIT_KIND_FOLLOW_UP = 7, CARNET_VISIT_KIND_HOME_VISIT = 8,
    CARNET_VISIT_KIND_REMOTE = 9
};
enum {
    CARNET_STAGE_ORIGIN = 0, CARNET_STAGE_TRANSIT = 1,
    CARNET_STAGE_DESTINATION = 2, CARNET_STAGE_PRE_RETURN = 3,
    CARNET_STAGE_RETURN = 4
};
enum {
    CARNET_CONDITION_STATUS_ACTIVE = 0, CARNET_CONDITION_STATUS_REMISSION = 1,
    CARNET_CONDITION_STATUS_RESOLVED = 2, CARNET_CONDITION_STATUS_REFUTED = 3,
    CARNET_CONDITION_STATUS_INACTIVE = 4, CARNET_CONDITION_STATUS_RECURRENCE = 5
};
enum {
    CARNET_SEVERITY_MILD = 0, CARNET_SEVERITY_MODERATE = 1,
    CARNET_SEVERITY_SEVERE = 2
};
enum {
    CARNET_CERTAINTY_CONFIRMED = 0, CARNET_CERTAINTY_PROVISIONAL = 1,
    CARNET_CERTAINTY_UNCONFIRMED = 2, CARNET_CERTAINTY_REFUTED = 3
};
enum {
    CARNET_PRESCRIPTION_STATUS_TAKING = 0,
    CARNET_PRESCRIPTION_STATUS_PAUSED = 1,
    CARNET_PRESCRIPTION_STATUS_INTERRUPTED = 2,
    CARNET_PRESCRIPTION_STATUS_STOPPED = 3,
    CARNET_PRESCRIPTION_STATUS_COMPLETED = 4
};
enum {
    CARNET_WEEKDAY_MONDAY = 0, CARNET_WEEKDAY_TUESDAY = 1,
    CARNET_WEEKDAY_WEDNESDAY = 2, CARNET_WEEKDAY_THURSDAY = 3,
    CARNET_WEEKDAY_FRIDAY = 4, CARNET_WEEKDAY_SATURDAY = 5,
    CARNET_WEEKDAY_SUNDAY = 6
};
enum {
    CARNET_DAYTIME_MORNING = 0, CARNET_DAYTIME_NOON = 1,
    CARNET_DAYTIME_EVENING = 2, CARNET_DAYTIME_NIGHT = 3,
    CARNET_DAYTIME_BEFORE_MEAL = 4, CARNET_DAYTIME_WITH_MEAL = 5,
    CARNET_DAYTIME_AFTER_MEAL = 6, CARNET_DAYTIME_FASTING = 7
};
enum {
    CARNET_WHY_STOPPED_COST = 0, CARNET_WHY_STOPPED_STOCK = 1,
    CARNET_WHY_STOPPED_SIDE_EFFECT = 2, CARNET_WHY_STOPPED_NO_EFFECT = 3,
    CARNET_WHY_STOPPED_NO_LONGER_NEEDED = 4, CARNET_WHY_STOPPED_OWN_CHOICE = 5,
    CARNET_WHY_STOPPED_LOST = 6, CARNET_WHY_STOPPED_TRAVEL = 7,
    CARNET_WHY_STOPPED_INTERACTION = 8, CARNET_WHY_STOPPED_PREGNANCY = 9,
    CARNET_WHY_STOPPED_UNKNOWN = 10, CARNET_WHY_STOPPED_OTHER = 11
};
enum {
    CARNET_GIVEN_BY_SELF = 0, CARNET_GIVEN_BY_RELATIVE = 1,
    CARNET_GIVEN_BY_NURSE = 2, CARNET_GIVEN_BY_COMMUNITY_HEALTH_WORKER = 3,
    CARNET_GIVEN_BY_DOCTOR = 4
};
enum {
    CARNET_SUBSTITUTION_ALLOWED = 0, CARNET_SUBSTITUTION_SAME_SUBSTANCE = 1,
    CARNET_SUBSTITUTION_NOT_ALLOWED = 2
};
enum {
    CARNET_VACCINATION_STATE_DONE = 0, CARNET_VACCINATION_STATE_NOT_DONE = 1,
    CARNET_VACCINATION_STATE_REFUSED = 2
};
enum {
    CARNET_CRITICALITY_LOW = 0, CARNET_CRITICALITY_HIGH = 1,
    CARNET_CRITICALITY_UNABLE_TO_ASSESS = 2
};
enum {
    CARNET_ALLERGY_STATUS_ACTIVE = 0, CARNET_ALLERGY_STATUS_INACTIVE = 1,
    CARNET_ALLERGY_STATUS_RESOLVED = 2, CARNET_ALLERGY_STATUS_REFUTED = 3
};
enum {
    CARNET_ALLERGY_KIND_ALLERGY = 0, CARNET_ALLERGY_KIND_INTOLERANCE = 1
};
enum {
    CARNET_RESULT_CATEGORY_LABORATORY = 0,
    CARNET_RESULT_CATEGORY_VITAL_SIGN = 1, CARNET_RESULT_CATEGORY_IMAGING = 2,
    CARNET_RESULT_CATEGORY_SOCIAL = 3, CARNET_RESULT_CATEGORY_EXAMINATION = 4
};
enum {
    CARNET_RESULT_STATE_FINAL = 0, CARNET_RESULT_STATE_PRELIMINARY = 1,
    CARNET_RESULT_STATE_CORRECTED = 2, CARNET_RESULT_STATE_ENTERED_IN_ERROR = 3,
    CARNET_RESULT_STATE_UNKNOWN = 4
};
enum {
    CARNET_COMPARATOR_LESS = 0, CARNET_COMPARATOR_LESS_OR_EQUAL = 1,
    CARNET_COMPARATOR_GREATER_OR_EQUAL = 2, CARNET_COMPARATOR_GREATER = 3
};
enum {
    CARNET_RESULT_FLAG_NORMAL = 0, CARNET_RESULT_FLAG_LOW = 1,
    CARNET_RESULT_FLAG_HIGH = 2, CARNET_RESULT_FLAG_CRITICALLY_LOW = 3,
    CARNET_RESULT_FLAG_CRITICALLY_HIGH = 4, CARNET_RESULT_FLAG_ABNORMAL = 5,
    CARNET_RESULT_FLAG_POSITIVE = 6, CARNET_RESULT_FLAG_NEGATIVE = 7
};
enum {
    CARNET_PREGNANCY_STATUS_PREGNANT = 0,
    CARNET_PREGNANCY_STATUS_NOT_PREGNANT = 1,
    CARNET_PREGNANCY_STATUS_POSTPARTUM = 2,
    CARNET_PREGNANCY_STATUS_BREASTFEEDING = 3,
    CARNET_PREGNANCY_STATUS_UNKNOWN = 4
};
enum {
    CARNET_PREGNANCY_OUTCOME_LIVE_BIRTH = 0,
    CARNET_PREGNANCY_OUTCOME_STILLBIRTH = 1,
    CARNET_PREGNANCY_OUTCOME_MISCARRIAGE = 2,
    CARNET_PREGNANCY_OUTCOME_TERMINATION = 3,
    CARNET_PREGNANCY_OUTCOME_ECTOPIC = 4
};
enum {
    CARNET_RISK_NONE = 0, CARNET_RISK_LOW = 1, CARNET_RISK_MODERATE = 2,
    CARNET_RISK_HIGH = 3
};
enum {
    CARNET_FOLLOW_UP_DOCTOR = 0, CARNET_FOLLOW_UP_MIDWIFE = 1,
    CARNET_FOLLOW_UP_PSYCHOLOGIST = 2, CARNET_FOLLOW_UP_SOCIAL_WORKER = 3,
    CARNET_FOLLOW_UP_CHILD_PROTECTION = 4, CARNET_FOLLOW_UP_LEGAL_AID = 5,
    CARNET_FOLLOW_UP_PROTECTION_OFFICER = 6
};
enum {
    CARNET_MOBILITY_WALKS = 0, CARNET_MOBILITY_WALKS_WITH_AID = 1,
    CARNET_MOBILITY_WHEELCHAIR = 2, CARNET_MOBILITY_BEDBOUND = 3
};
enum {
    CARNET_SENSE_GOOD = 0, CARNET_SENSE_CORRECTED = 1,
    CARNET_SENSE_IMPAIRED = 2, CARNET_SENSE_NONE = 3
};
enum {
    CARNET_COMMUNICATION_GOOD = 0, CARNET_COMMUNICATION_WITH_HELP = 1,
    CARNET_COMMUNICATION_SIGN_LANGUAGE = 2, CARNET_COMMUNICATION_WRITING = 3,
    CARNET_COMMUNICATION_NONE = 4
};
enum {
    CARNET_URGENCY_ROUTINE = 0, CARNET_URGENCY_URGENT = 1,
    CARNET_URGENCY_ASAP = 2, CARNET_URGENCY_STAT = 3
};
enum {
    CARNET_REFERRAL_STATE_OPEN = 0, CARNET_REFERRAL_STATE_ACCEPTED = 1,
    CARNET_REFERRAL_STATE_DONE = 2, CARNET_REFERRAL_STATE_CANCELLED = 3
};
enum {
    CARNET_PLAN_STATE_OPEN = 0, CARNET_PLAN_STATE_DONE = 1,
    CARNET_PLAN_STATE_CANCELLED = 2
};
enum {
    CARNET_CLEARANCE_FIT = 0, CARNET_CLEARANCE_FIT_WITH_CONDITIONS = 1,
    CARNET_CLEARANCE_NOT_YET = 2
};
enum {
    CARNET_WHEELCHAIR_NONE = 0, CARNET_WHEELCHAIR_WCHR = 1,
    CARNET_WHEELCHAIR_WCHS = 2, CARNET_WHEELCHAIR_WCHC = 3
};
enum {
    CARNET_ESCORT_NONE = 0, CARNET_ESCORT_COMPANION = 1,
    CARNET_ESCORT_NURSE = 2, CARNET_ESCORT_DOCTOR = 3
};
enum {
    CARNET_SEAT_SEAT = 0, CARNET_SEAT_EXTRA_SEAT = 1, CARNET_SEAT_LEG_REST = 2,
    CARNET_SEAT_STRETCHER = 3
};
enum {
    CARNET_COVERAGE_STATE_PENDING = 0, CARNET_COVERAGE_STATE_ACTIVE = 1,
    CARNET_COVERAGE_STATE_ENDED = 2
};
enum {
    CARNET_PRIORITY_LOW = 0, CARNET_PRIORITY_MEDIUM = 1,
    CARNET_PRIORITY_HIGH = 2
};
enum {
    CARNET_AVOID_LIVE_VACCINE = 0, CARNET_AVOID_IODINE_CONTRAST = 1,
    CARNET_AVOID_GADOLINIUM_CONTRAST = 2, CARNET_AVOID_X_RAY = 3,
    CARNET_AVOID_MRI = 4, CARNET_AVOID_INTRAMUSCULAR_INJECTION = 5,
    CARNET_AVOID_BLOOD_PRODUCTS = 6, CARNET_AVOID_LATEX = 7
};
enum {
    CARNET_WISH_KIND_ADVANCE_DIRECTIVE = 0, CARNET_WISH_KIND_CONSENT = 1,
    CARNET_WISH_KIND_REFUSAL = 2, CARNET_WISH_KIND_ORGAN_DONATION = 3
};
enum {
    CARNET_EVIDENCE_KIND_EU_DCC = 0, CARNET_EVIDENCE_KIND_WHO_ICVP = 1,
    CARNET_EVIDENCE_KIND_SMART_HEALTH_CARD = 2, CARNET_EVIDENCE_KIND_CARNET = 3,
    CARNET_EVIDENCE_KIND_OTHER = 4
};
enum {
    CARNET_RELATION_GUARDIAN = 0, CARNET_RELATION_PARENT = 1,
    CARNET_RELATION_SPOUSE = 2, CARNET_RELATION_CHILD = 3,
    CARNET_RELATION_SIBLING = 4, CARNET_RELATION_RELATIVE = 5,
    CARNET_RELATION_FRIEND = 6, CARNET_RELATION_CASEWORKER = 7,
    CARNET_RELATION_OTHER = 8
};
enum {
    CARNET_MAY_KNOW_EVERYTHING = 0, CARNET_MAY_KNOW_EMERGENCY_ONLY = 1,
    CARNET_MAY_KNOW_APPOINTMENTS_ONLY = 2, CARNET_MAY_KNOW_NOTHING = 3
};

#endif
