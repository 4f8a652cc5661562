/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The person as one Patient, made from all entries that tell who it is, and
 * each contact as a RelatedPerson: contacts are private, the Patient is not.
 */
#include "out_i.h"

static bool stand_on(cn_out *o, const cn_interop_item *item)
{
    o->item = item;
    o->e = item->entry;
    o->said = 0;
    return cn_model_is_readable(o->e);
}

static bool is_kind(const cn_out *o, size_t i, uint32_t kind)
{
    return o->source->items[i].entry->kind == kind;
}

/* Same bytes: what another credential repeats is said once. */
static bool is_repeat(const cn_out *o, size_t i)
{
    const carnet_entry *e = o->source->items[i].entry;
    for (size_t k = 0; k < i; k++) {
        const carnet_entry *other = o->source->items[k].entry;
        if (o->source->items[k].credential != o->source->items[i].credential &&
            other->kind == e->kind && other->day == e->day &&
            cn_span_equal(other->bytes, e->bytes)) {
            return true;
        }
    }
    return false;
}

/* First item of a kind that can be read, else the first; NULL if none. */
static const cn_interop_item *first_of(const cn_out *o, uint32_t kind)
{
    const cn_interop_item *first = NULL;
    for (size_t i = 0; i < o->source->num_items; i++) {
        const cn_interop_item *item = &o->source->items[i];
        if (is_kind(o, i, kind) && cn_model_is_readable(item->entry)) {
            return item;
        }
        first = first == NULL && is_kind(o, i, kind) ? item : first;
    }
    return first;
}

/* ---- names ---- */

/* further: of another entry than the first that tells it. */
static void put_name(cn_out *o, const char *field, cn_out_place at,
                     bool further)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    if (!cn_out_copy(o, text, at)) {
        return;
    }
    cn_out_open(o, NULL);
    if (further) {
        cn_out_open_array(o, "extension");
        cn_out_open_extension(o, CN_INTEROP_EXTENSION "further");
        cn_json_key(&o->w, "valueBoolean");
        cn_json_bool(&o->w, true);
        cn_out_close(o);
        cn_out_close_array(o);
    }
    cn_out_str(o, "use", cn_interop_code(CN_INTEROP_NAME_USE, field, NULL));
    cn_out_str(o, "text", text);
    cn_out_close(o);
}

/* Whether a name was put. */
static bool put_names_of(cn_out *o, size_t i)
{
    if (is_repeat(o, i) || !stand_on(o, &o->source->items[i])) {
        return false;
    }
    bool further = first_of(o, o->e->kind) != o->item;
    if (is_kind(o, i, CARNET_KIND_PERSON)) {
        put_name(o, "name", CN_OUT_FIELD(CARNET_PERSON_NAME), further);
        return cn_out_has(o, CARNET_PERSON_NAME);
    }
    if (is_kind(o, i, CARNET_KIND_DETAILS)) {
        put_name(o, "latin_name", CN_OUT_FIELD(CARNET_DETAILS_LATIN_NAME),
                 further);
        size_t num = carnet_record_num_values(o->e, CARNET_DETAILS_ALIASES);
        for (size_t k = 0; k < num; k++) {
            cn_out_place at = {CARNET_DETAILS_ALIASES, k, CARNET_RECORD_SELF};
            put_name(o, "aliases", at, further);
        }
    }
    return false;
}

/* Why FHIR has to do without a name or a day of birth: withheld, or written by
   a later version. */
static const char *why_no_person(const cn_interop_item *person)
{
    return person == NULL ? "masked" : "unsupported";
}

static void put_names(cn_out *o)
{
    bool any = false;
    cn_out_open_array(o, "name");
    for (size_t i = 0; i < o->source->num_items; i++) {
        any = put_names_of(o, i) || any;
    }
    if (!any) { /* on the text: IPS demands a part of a name (ips-pat-1) */
        cn_out_open(o, NULL);
        cn_out_absent(o, "text",
                      why_no_person(first_of(o, CARNET_KIND_PERSON)));
        cn_out_close(o);
    }
    cn_out_close_array(o);
}

/* ---- identifiers ---- */

static void put_passport_id(cn_out *o)
{
    uint8_t bytes[CARNET_RECORD_BYTES_SIZE];
    size_t len = 0;
    if (carnet_record_copy_bytes(bytes, &len, o->e, CARNET_DETAILS_PASSPORT_ID,
                                 0, CARNET_RECORD_SELF) != CARNET_OK) {
        return;
    }
    cn_out_open(o, NULL);
    cn_out_str(o, "system", CN_INTEROP_PASSPORT_ID);
    cn_json_key(&o->w, "value");
    cn_json_hex(&o->w, cn_span_of(bytes, len));
    cn_out_close(o);
}

/* A URI has a colon and no space; any other name of a system is for people. */
static bool is_uri(const char *text)
{
    return strchr(text, ':') != NULL && strchr(text, ' ') == NULL;
}

static void put_identifier(cn_out *o, size_t i)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    cn_out_place at = {CARNET_DETAILS_IDENTIFIERS, i, CARNET_IDENTIFIER_SYSTEM};
    cn_out_open(o, NULL);
    if (cn_out_copy(o, text, at)) {
        if (is_uri(text)) {
            cn_out_str(o, "system", text);
        } else {
            cn_out_display(o, "assigner", text);
        }
    }
    at.member = CARNET_IDENTIFIER_COUNTRY;
    if (cn_out_copy(o, text, at)) {
        cn_out_open_array(o, "extension");
        cn_out_open_extension(o, CN_INTEROP_EXTENSION "identifier.country");
        cn_out_str(o, "valueString", text);
        cn_out_close(o);
        cn_out_close_array(o);
    }
    at.member = CARNET_IDENTIFIER_VALUE;
    if (cn_out_copy(o, text, at)) {
        cn_out_str(o, "value", text);
    }
    cn_out_close(o);
}

static bool has_identifier(const cn_out *o)
{
    return cn_out_has(o, CARNET_DETAILS_PASSPORT_ID) ||
           cn_out_has(o, CARNET_DETAILS_IDENTIFIERS);
}

static void put_identifiers(cn_out *o)
{
    if (!has_identifier(o)) {
        return;
    }
    size_t num = carnet_record_num_values(o->e, CARNET_DETAILS_IDENTIFIERS);
    cn_out_open_array(o, "identifier");
    put_passport_id(o);
    for (size_t i = 0; i < num; i++) {
        put_identifier(o, i);
    }
    cn_out_close_array(o);
    cn_out_say(o, CARNET_DETAILS_PASSPORT_ID);
    cn_out_say(o, CARNET_DETAILS_IDENTIFIERS);
}

/* ---- languages ---- */

static void put_language(cn_out *o, size_t i)
{
    char tag[CARNET_RECORD_TEXT_SIZE];
    cn_words_word word;
    cn_out_place at = {CARNET_DETAILS_LANGUAGES, i, CARNET_RECORD_SELF};
    if (!cn_out_copy(o, tag, at)) {
        return;
    }
    (void)cn_words_find(&word, CN_WORDS_LANGUAGES, cn_span_str(tag),
                        o->language);
    cn_out_open(o, NULL);
    cn_out_concept(o, "language", "urn:ietf:bcp:47", tag, word.text);
    if (i == 0) {
        cn_json_key(&o->w, "preferred");
        cn_json_bool(&o->w, true);
    }
    cn_out_close(o);
}

static void put_languages(cn_out *o)
{
    size_t num = carnet_record_num_values(o->e, CARNET_DETAILS_LANGUAGES);
    if (num == 0) {
        return;
    }
    cn_out_open_array(o, "communication");
    for (size_t i = 0; i < num; i++) {
        put_language(o, i);
    }
    cn_out_close_array(o);
    cn_out_say(o, CARNET_DETAILS_LANGUAGES);
}

/* ---- the patient ---- */

static void put_birth(cn_out *o, const cn_interop_item *person)
{
    if (person == NULL || !stand_on(o, person) ||
        !cn_out_day(o, "birthDate", CARNET_PERSON_BIRTH)) {
        cn_out_absent(o, "birthDate", why_no_person(person));
    }
}

/* What no element says of an entry that tells who it is, and where it stood,
   for references to it. */
static void put_rest(cn_out *o, const cn_interop_item *item, uint64_t said)
{
    char place[24];
    if (!stand_on(o, item)) {
        return;
    }
    o->said = said;
    cn_model_place_text(place, o->e->part, o->e->position);
    cn_out_open_extension(o, CN_INTEROP_EXTENSION "entry");
    cn_out_begin_rest(o);
    cn_out_open_extension(o, CN_INTEROP_EXTENSION "place");
    cn_out_str(o, "valueString", place);
    cn_out_close(o);
    cn_out_end_rest(o);
    cn_out_close(o);
}

static uint64_t bit(int32_t field)
{
    return UINT64_C(1) << field;
}

/* Of the first of a kind; further ones stand in extensions whole. */
static uint64_t names_said(uint32_t kind)
{
    return kind == CARNET_KIND_PERSON
               ? bit(CARNET_PERSON_NAME)
               : bit(CARNET_DETAILS_LATIN_NAME) | bit(CARNET_DETAILS_ALIASES);
}

static bool tells_who(const cn_interop_item *item)
{
    return item != NULL && cn_model_is_readable(item->entry);
}

static void put_rests(cn_out *o, const cn_interop_item *person,
                      uint64_t of_person, const cn_interop_item *details,
                      uint64_t of_details)
{
    if (!tells_who(person) && !tells_who(details)) {
        return; /* an array of FHIR is never empty */
    }
    cn_out_open_array(o, "extension");
    for (size_t i = 0; i < o->source->num_items; i++) {
        const cn_interop_item *item = &o->source->items[i];
        uint32_t kind = item->entry->kind;
        if (is_repeat(o, i) ||
            (kind != CARNET_KIND_PERSON && kind != CARNET_KIND_DETAILS)) {
            continue;
        }
        bool first = item == person || item == details;
        uint64_t said = item == person ? of_person : of_details;
        put_rest(o, item, first ? said | names_said(kind) : 0);
    }
    cn_out_close_array(o);
}

/* The text is that of the page which a desk may see; the label that of the
   most private entry which the Patient is made from. */
static void begin_patient(cn_out *o, const cn_interop_item *person)
{
    o->e = NULL;
    for (size_t i = 0; i < o->source->num_items; i++) {
        const carnet_entry *e = o->source->items[i].entry;
        if (e->kind <= CARNET_KIND_DETAILS &&
            (o->e == NULL || e->part > o->e->part)) {
            o->e = e;
        }
    }
    cn_out_begin(o, "Patient", o->patient);
    if (person != NULL) {
        cn_out_narrative(o, person->entry);
    }
}

void cn_out_patient(cn_out *o)
{
    const cn_interop_item *person = first_of(o, CARNET_KIND_PERSON);
    const cn_interop_item *details = first_of(o, CARNET_KIND_DETAILS);
    uint64_t of_person = 0;
    uint64_t of_details = 0;
    begin_patient(o, person);
    put_names(o);
    put_birth(o, person);
    of_person = person == NULL ? 0 : o->said;
    if (details != NULL && stand_on(o, details)) {
        (void)cn_out_word(o, "gender", CN_INTEROP_GENDER, CARNET_DETAILS_SEX);
        put_identifiers(o);
        put_languages(o);
        of_details = o->said;
    }
    put_rests(o, person, of_person, details, of_details);
    cn_out_end(o);
}

/* ---- contacts ---- */

static void put_relation(cn_out *o, cn_out_place at)
{
    at.member = CARNET_CONTACT_RELATION;
    const char *word = carnet_record_get_word(o->e, at.field, at.i, at.member);
    if (word == NULL) {
        return;
    }
    const char *code = cn_interop_code(CN_INTEROP_RELATION, word, NULL);
    cn_out_open_array(o, "relationship");
    if (code != NULL) {
        cn_out_concept(o, NULL, cn_interop_map_uri(CN_INTEROP_RELATION), code,
                       NULL);
    }
    cn_out_own_concept(o, NULL, CN_ENUM_RELATION, word);
    cn_out_close_array(o);
}

static void put_reach(cn_out *o, const char *system, cn_out_place at)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    if (cn_out_copy(o, text, at)) {
        cn_out_open(o, NULL);
        cn_out_str(o, "system", system);
        cn_out_str(o, "value", text);
        cn_out_close(o);
    }
}

static void put_telecom(cn_out *o, cn_out_place at)
{
    cn_out_place phone = {at.field, at.i, CARNET_CONTACT_PHONE};
    cn_out_place other = {at.field, at.i, CARNET_CONTACT_REACH};
    if (carnet_record_has(o->e, at.field, at.i, phone.member) == 1 ||
        carnet_record_has(o->e, at.field, at.i, other.member) == 1) {
        cn_out_open_array(o, "telecom");
        put_reach(o, "phone", phone);
        put_reach(o, "other", other);
        cn_out_close_array(o);
    }
}

static void put_may_know(cn_out *o, cn_out_place at)
{
    at.member = CARNET_CONTACT_MAY_KNOW;
    const char *word = carnet_record_get_word(o->e, at.field, at.i, at.member);
    if (word != NULL) {
        cn_out_open_extension(o, CN_INTEROP_EXTENSION "contact.may_know");
        cn_out_str(o, "valueCode", word);
        cn_out_close(o);
    }
}

/* Contact i; the first has what else the entry says. */
static void put_contact(cn_out *o, size_t i)
{
    char id[CN_OUT_ID_SIZE];
    char name[CARNET_RECORD_TEXT_SIZE];
    cn_out_place at = {CARNET_CONTACTS_CONTACTS, i, CARNET_CONTACT_NAME};
    cn_out_item_id(id, o, o->item,
                   i == 0 ? CN_OUT_MAIN : CN_OUT_CONTACT + (uint32_t)i);
    cn_out_begin(o, "RelatedPerson", id);
    if (!cn_out_has(o, CARNET_CONTACTS_CONTACTS)) { /* none can be read */
        cn_out_narrative(o, o->e);
    }
    cn_out_subject(o, "patient");
    put_relation(o, at);
    if (cn_out_copy(o, name, at)) {
        cn_out_open_array(o, "name");
        cn_out_open(o, NULL);
        cn_out_str(o, "text", name);
        cn_out_close(o);
        cn_out_close_array(o);
    }
    put_telecom(o, at);
    cn_out_open_array(o, "extension");
    put_may_know(o, at);
    if (i == 0) {
        cn_out_kind_and_part(o);
        cn_out_rest(o);
    } else {
        cn_out_item_id(id, o, o->item, CN_OUT_MAIN);
        cn_out_of(o, id);
    }
    cn_out_close_array(o);
    cn_out_end(o);
}

void cn_out_contacts(cn_out *o)
{
    size_t num = carnet_record_num_values(o->e, CARNET_CONTACTS_CONTACTS);
    cn_out_say(o, CARNET_CONTACTS_CONTACTS);
    /* The first also where none can be read: a section refers to it. */
    for (size_t i = 0; i == 0 || i < num; i++) {
        put_contact(o, i);
    }
}
