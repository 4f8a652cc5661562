/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a few resources have of their own: agents that say there is nothing,
 * the worst of several reactions, trade names of vaccines; dispenses by their
 * state; sorts of wishes; labels of security; and sections that say why they
 * are empty.
 */
#include "in_i.h"

/* "No known allergies" is a reason for absence, not an agent. */
void cn_in_take_agent(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    const char *word = NULL;
    if (cn_in_is_type(x, node, CN_JSON_OBJECT)) {
        word = cn_in_word(x, CN_INTEROP_NO_ALLERGY_IPS, node);
        word = word != NULL ? word : cn_in_word(x, CN_INTEROP_NO_ALLERGY, node);
    }
    if (word == NULL || cn_in_full(a, row->field, node)) {
        cn_in_take_concept(a, row, node);
        return;
    }
    int32_t reason = strcmp(word, "none") == 0 ? CARNET_ABSENT_NONE
                                               : CARNET_ABSENT_NOT_ASKED;
    if (cn_in_entry(a) &&
        cn_in_did(a, row->field, 0,
                  carnet_record_set_absent(x->record, a->entry, row->field,
                                           reason))) {
        cn_in_mark(x, node, CN_IN_TAKEN);
    }
}

/* FHIR demands a manifestation: one that is but the word "reaction" says no
   more than that there was one. */
void cn_in_take_reaction(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    bool coded = a->own || (cn_in_is_type(a->x, node, CN_JSON_OBJECT) &&
                            cn_in_find(a->x, node, "coding") != 0);
    if (!coded &&
        cn_in_among("reaction Reaction", cn_in_concept_text(a->x, node))) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    } else {
        cn_in_take_concept(a, row, node);
    }
}

void cn_in_take_severity(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    const char *word = cn_in_word(a->x, CN_INTEROP_REACTION_SEVERITY, node);
    if (word == NULL || !cn_in_entry(a)) {
        return;
    }
    int32_t severity =
        cn_model_word_find(CN_ENUM_SEVERITY, cn_span_str(word)) + 1;
    if (severity <= a->worst) {
        cn_in_mark(a->x, node, CN_IN_ROOM);
    } else if (cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF, word)) {
        a->worst = severity;
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

/* A reason that says that the person did not want it: the state is then said
   whole, and words beside the code are why. */
void cn_in_take_refusal(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    const char *word = cn_in_word(x, CN_INTEROP_IMMUNIZATION_REASON, node);
    if (word == NULL || cn_in_full(a, row->field, 0) ||
        !cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF, word)) {
        return;
    }
    bool said = cn_in_find(x, node, "text") != 0;
    cn_in_mark(x, said ? cn_in_find(x, node, "coding") : node, CN_IN_TAKEN);
    cn_in_mark(x, cn_in_find(x, a->home, "status"), CN_IN_TAKEN);
}

/* Words that are a trade name of the phrase book are the product. */
void cn_in_take_vaccine(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t text = cn_in_find(x, node, "text");
    bool coded = cn_in_count(x, cn_in_find(x, node, "coding")) != 0;
    if (coded && !a->own && cn_in_is_type(x, text, CN_JSON_STRING) &&
        cn_model_word_find(CN_LIST_PRODUCTS, cn_in_string(x, text)) >= 0) {
        cn_in_put_text(a, CARNET_VACCINATION_PRODUCT, 0, CARNET_RECORD_SELF,
                       cn_in_string(x, text), text);
    }
    cn_in_take_concept(a, row, node);
}

/* ---- dispenses ---- */

bool cn_in_is_handed(cn_in *x, uint32_t dispense)
{
    return cn_in_among("completed", cn_in_text(x, dispense, "status"));
}

/* What was handed over; of a dispense in another state nothing was, as far as
   one knows: it goes to words (cn_in_take_dispensed) or to the report. */
void cn_in_take_handed(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    if (!cn_in_is_handed(a->x, a->home)) {
        return;
    }
    if (row->field == CARNET_PRESCRIPTION_HANDED_OVER) {
        cn_in_take_quantity(a, row, node);
    } else if (row->field == CARNET_PRESCRIPTION_HANDED_ON) {
        cn_in_take_date(a, row, node);
    } else {
        cn_in_take_value_words(a, row, node);
    }
}

/* "dispense in-progress: 30 tablet, 15 d": what the note says of one that is
   not completed. */
static void dispense_words(cn_in *x, uint32_t dispense, cn_buf *b)
{
    static const char *const keys[] = {"quantity", "whenHandedOver",
                                       "daysSupply"};
    const char *before = ": ";
    cn_buf_put_str(b, "dispense ");
    cn_buf_put_span(b, cn_in_head(cn_in_text(x, dispense, "status")));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        uint32_t node = cn_in_find(x, dispense, keys[i]);
        if (node != 0) {
            cn_buf_put_str(b, before);
            cn_in_value_words(x, node, b);
            cn_in_mark(x, node, CN_IN_TAKEN);
            before = ", ";
        }
    }
}

/* At MedicationDispense.status. arg: what an entry says that rests on a
   completed dispense alone. */
void cn_in_take_dispensed(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_buf b;
    cn_buf_init(&b);
    if (cn_in_is_handed(a->x, a->home)) {
        cn_buf_put_str(&b, row->arg);
    } else {
        dispense_words(a->x, a->home, &b);
    }
    if (b.len != 0) {
        cn_in_add_words(a, row->field, "", cn_buf_span(&b), node);
    }
    cn_in_mark(a->x, node, CN_IN_LINK);
    cn_in_end(a->x, &b);
}

/* ---- wishes ---- */

/* The sort of wish by the first category that says one. Its words go to the
   text as well: the sort does not say what is refused. */
void cn_in_take_wish(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    const char *word = cn_in_word(a->x, CN_INTEROP_CONSENT_CATEGORY, node);
    if (word != NULL && a->num[row->field] == 0) {
        (void)cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF, word);
    }
}

static bool has_scope(cn_in *x, uint32_t consent, const char *codes)
{
    uint32_t code = cn_in_first(x, consent, "scope.coding.code");
    return cn_in_among(codes, cn_in_string(x, code));
}

/* What is denied of a treatment is refused. */
void cn_in_take_denial(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    if (a->num[row->field] == 0 && has_scope(a->x, a->home, "treatment") &&
        cn_in_among("deny", cn_in_string(a->x, node))) {
        (void)cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF, "refusal");
    }
}

/* The sort of wish where nothing before tells it; else it says no more where
   it is one that such wishes have. */
void cn_in_take_scope(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    const char *word = cn_in_word(a->x, CN_INTEROP_CONSENT_SCOPE, node);
    if (a->num[row->field] != 0) {
        if (has_scope(a->x, a->home, "adr treatment")) {
            cn_in_mark(a->x, node, CN_IN_LINK);
        }
    } else if (word != NULL &&
               cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF, word)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

/* ---- security labels ---- */

/* A label of confidentiality above normal, or any that names what the entry is
   sensitive for (HL7 v3 ActCode, InformationSensitivityPolicy). */
static bool is_label(cn_in *x, uint32_t coding)
{
    cn_span system = cn_in_text(x, coding, "system");
    cn_span code = cn_in_text(x, coding, "code");
    bool level = cn_span_equal(
        system, CN_SPAN_LIT("http://terminology.hl7.org/CodeSystem/"
                            "v3-Confidentiality"));
    return cn_in_among("R V", code) ||
           (!level &&
            cn_in_among("HIV PSY PSYTHPN ETH ETHUD OPIOIDUD SDV SEX STD BH "
                        "COGN DVD EMOTDIS MH SUD GDIS MST SCA SPI IDS TBOO "
                        "VIO SICKLE ADOL CELEB DIA DRGIS PDS PHY PRS",
                        code));
}

bool cn_in_is_labelled(cn_in *x, uint32_t resource)
{
    uint32_t c = cn_in_first(x, resource, "meta.security");
    return cn_in_is_type(x, c, CN_JSON_OBJECT) &&
           cn_span_equal(cn_in_text(x, c, "system"),
                         cn_span_str(CN_INTEROP_CONFIDENTIALITY));
}

bool cn_in_is_restricted(cn_in *x, uint32_t resource)
{
    uint32_t meta = cn_in_find(x, resource, "meta");
    uint32_t list = meta != 0 ? cn_in_find(x, meta, "security") : 0;
    bool found = false;
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t c = list + 1; c < end; c = cn_in_get(x, c)->next) {
        if (cn_in_is_type(x, c, CN_JSON_OBJECT) && is_label(x, c)) {
            cn_in_mark(x, c, CN_IN_TAKEN);
            found = true;
        }
    }
    return found;
}

/* ---- sections that are empty for a reason ---- */

static const struct {
    const char *loinc;
    int32_t kind, field;
    const char *none, *unknown; /* codes of IPS; NULL: reasons for absence */
} empty_sections[] = {
    {"48765-2", CARNET_KIND_ALLERGY, CARNET_ALLERGY_AGENT, NULL, NULL},
    {"11450-4", CARNET_KIND_CONDITION, CARNET_CONDITION_CODE,
     "no-known-problems", "no-problem-info"},
    {"10160-0", CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_MEDICINE,
     "no-known-medications", "no-medication-info"},
};

static const char absent_or_unknown[] =
    "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

/* 0 nothing known to exist, 1 not known; -1 for another reason. */
static int reason_of(cn_in *x, uint32_t concept)
{
    cn_span code = cn_in_text(x, cn_in_first(x, concept, "coding"), "code");
    if (cn_in_among("nilknown", code)) {
        return 0;
    }
    return cn_in_among("notasked", code) ? 1 : -1;
}

/* What is withheld, or what nobody could tell, is no fact about the person. */
static void mark_silence(cn_in *x, uint32_t concept)
{
    uint32_t coding = concept != 0 ? cn_in_first(x, concept, "coding") : 0;
    cn_span code =
        coding != 0 ? cn_in_text(x, coding, "code") : cn_span_of(NULL, 0);
    if (cn_in_among("withheld", code)) {
        cn_in_mark(x, concept, CN_IN_WITHHELD);
    } else if (cn_in_among("unavailable", code)) {
        cn_in_mark(x, concept, CN_IN_UNKNOWN);
    }
}

static carnet_status put_empty(cn_in *x, size_t s, int reason)
{
    size_t entry = 0;
    carnet_status status =
        carnet_record_add(&entry, x->record, empty_sections[s].kind);
    if (status == CARNET_OK && x->restricted) { /* as all of the document is */
        status = carnet_record_set_part(x->record, entry, CARNET_PART_PRIVATE);
    }
    if (status != CARNET_OK) {
        return status;
    }
    if (empty_sections[s].none == NULL) {
        return carnet_record_set_absent(
            x->record, entry, empty_sections[s].field,
            reason == 0 ? CARNET_ABSENT_NONE : CARNET_ABSENT_NOT_ASKED);
    }
    cn_span code = cn_span_str(reason == 0 ? empty_sections[s].none
                                           : empty_sections[s].unknown);
    return carnet_record_add_coding(x->record, entry, empty_sections[s].field,
                                    0, CARNET_RECORD_SELF, absent_or_unknown,
                                    sizeof absent_or_unknown - 1,
                                    (const char *)code.data, code.len, NULL, 0);
}

/* Of a section that has no entry of its own for that: its title, and that
   nothing is known or nobody asked, in the note of the person's details. */
static void note_empty(cn_in *x, uint32_t section, uint32_t empty, int reason)
{
    cn_in_at a = {.x = x,
                  .home = x->patient,
                  .entry = x->details == 0 ? CN_IN_NO_ENTRY : x->details - 1,
                  .kind = CARNET_KIND_DETAILS};
    cn_span title = cn_in_text(x, section, "title");
    bool is_new = x->details == 0;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, cn_in_head(title));
    cn_buf_put_str(&b, reason == 0 ? ": nothing known" : ": not asked");
    if (title.len != 0 && x->patient != 0 &&
        cn_in_add_words(&a, CARNET_FIELD_NOTE, "", cn_buf_span(&b), empty)) {
        x->details = a.entry + 1;
        cn_in_mark(x, empty, CN_IN_TAKEN);
        if (is_new) {
            (void)cn_in_finish(&a, x->patient);
        }
    }
    cn_in_end(x, &b);
}

static void read_section(cn_in *x, uint32_t section)
{
    uint32_t empty = cn_in_find(x, section, "emptyReason");
    uint32_t code = cn_in_find(x, section, "code");
    int reason = empty != 0 ? reason_of(x, empty) : -1;
    mark_silence(x, empty);
    if (reason < 0 || cn_in_find(x, section, "entry") != 0) {
        return;
    }
    for (size_t s = 0; s < sizeof empty_sections / sizeof *empty_sections;
         s++) {
        if (cn_in_has_loinc(x, code, empty_sections[s].loinc)) {
            carnet_status status = put_empty(x, s, reason);
            if (status != CARNET_OK) {
                cn_in_fail(x, status, section, NULL);
            }
            cn_in_mark(x, empty, CN_IN_TAKEN);
            return;
        }
    }
    note_empty(x, section, empty, reason);
}

void cn_in_each_section(cn_in *x, void (*f)(cn_in *x, uint32_t section))
{
    uint32_t list =
        x->composition != 0 ? cn_in_find(x, x->composition, "section") : 0;
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t s = list + 1; s < end && x->status == CARNET_OK;
         s = cn_in_get(x, s)->next) {
        if (cn_in_is_type(x, s, CN_JSON_OBJECT)) {
            f(x, s);
        }
    }
}

void cn_in_read_sections(cn_in *x)
{
    cn_in_each_section(x, read_section);
}
