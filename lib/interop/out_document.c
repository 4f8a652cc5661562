/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands around the entries: the Composition with its sections, an
 * Organization for each issuer's key, and for each credential a Provenance
 * with what its verdict says, which is all that FHIR can know of a signature.
 */
#include "out_i.h"

/* ---- sections ---- */

static size_t num_in(const cn_out *o, cn_interop_section section)
{
    size_t num = 0;
    for (size_t i = 0; i < o->source->num_items; i++) {
        num += cn_out_is_in(&o->source->items[i], section) ? 1 : 0;
    }
    return num;
}

static bool is_withheld(const cn_out *o)
{
    for (size_t i = 0; i < o->source->num_credentials; i++) {
        if (o->source->credentials[i].withheld) {
            return true;
        }
    }
    return false;
}

static void put_further(cn_out *o, const cn_interop_item *item, uint32_t role)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_item_id(id, o, item, role);
    cn_out_reference(o, NULL, id);
}

static bool has(const cn_interop_item *item, int32_t field)
{
    return carnet_record_has(item->entry, field, 0, CARNET_RECORD_SELF) == 1;
}

/* What no other resource refers to: counts of pregnancies and births, and all
   contacts but the first. */
static void put_beside(cn_out *o, const cn_interop_item *item)
{
    if (item->entry->kind == CARNET_KIND_PREGNANCY) {
        if (has(item, CARNET_PREGNANCY_GRAVIDA)) {
            put_further(o, item, CN_OUT_GRAVIDA);
        }
        if (has(item, CARNET_PREGNANCY_PARITY)) {
            put_further(o, item, CN_OUT_PARITY);
        }
    } else if (item->entry->kind == CARNET_KIND_CONTACTS) {
        size_t num =
            carnet_record_num_values(item->entry, CARNET_CONTACTS_CONTACTS);
        for (size_t i = 1; i < num; i++) {
            put_further(o, item, CN_OUT_CONTACT + (uint32_t)i);
        }
    }
}

static void put_entries(cn_out *o, cn_interop_section section)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_open_array(o, "entry");
    for (size_t i = 0; i < o->source->num_items; i++) {
        if (cn_out_is_in(&o->source->items[i], section)) {
            cn_out_item_id(id, o, &o->source->items[i], CN_OUT_MAIN);
            cn_out_reference(o, NULL, id);
            put_beside(o, &o->source->items[i]);
        }
    }
    cn_out_close_array(o);
}

static bool is_beyond(const cn_out *o, cn_interop_section section)
{
    for (size_t i = 0; i < o->source->num_items; i++) {
        if (cn_out_is_beyond_in(&o->source->items[i], section)) {
            return true;
        }
    }
    return false;
}

/* Nothing said is not "none": it is withheld, or the passport does not say, or
   says what only a later version can read. */
static void put_empty(cn_out *o, cn_interop_section section)
{
    bool withheld = is_withheld(o);
    const char *nothing =
        is_beyond(o, section) ? NULL : "The passport does not say.";
    cn_out_section_narrative(o, section,
                             withheld ? "Not in this presentation." : nothing);
    cn_out_concept(o, "emptyReason",
                   "http://terminology.hl7.org/CodeSystem/list-empty-reason",
                   withheld ? "withheld" : "unavailable", NULL);
}

static void put_section(cn_out *o, cn_interop_section section)
{
    const cn_interop_section_row *row = cn_interop_section_get(section);
    size_t num = num_in(o, section);
    if (num == 0 && !row->must) {
        return;
    }
    cn_out_open(o, NULL);
    cn_out_str(o, "title", row->title);
    bool ours = row->loinc[0] > '9'; /* a word, no number of LOINC */
    cn_out_concept(o, "code",
                   ours ? CN_INTEROP_WORDS "section" : CN_INTEROP_LOINC,
                   row->loinc, NULL);
    if (num == 0) {
        put_empty(o, section);
    } else {
        cn_out_section_narrative(o, section, NULL);
        put_entries(o, section);
    }
    cn_out_close(o);
}

/* ---- the composition ---- */

static void put_time(cn_out *o, const char *key, int64_t s)
{
    char text[32];
    int64_t day = cn_day_of(s, CN_DAY_SECONDS);
    int64_t left = s - day * CN_DAY_SECONDS;
    cn_days_print(text, (int32_t)day);
    const int64_t parts[] = {left / 3600, left / 60 % 60, left % 60};
    for (size_t i = 0; i < 3; i++) {
        char *at = text + 10 + 3 * i;
        at[0] = i == 0 ? 'T' : ':';
        at[1] = (char)('0' + parts[i] / 10);
        at[2] = (char)('0' + parts[i] % 10);
    }
    memcpy(text + 19, "Z", 2);
    cn_out_str(o, key, text);
}

static bool has_private(const cn_out *o)
{
    for (size_t i = 0; i < o->source->num_items; i++) {
        if (o->source->items[i].entry->part == CARNET_PART_PRIVATE) {
            return true;
        }
    }
    return false;
}

static void put_authors(cn_out *o)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_open_array(o, "author");
    for (size_t i = 0; i < o->source->num_credentials; i++) {
        if (!cn_out_is_further(o, i)) {
            cn_out_issuer_id(id, o, i);
            cn_out_reference(o, NULL, id);
        }
    }
    cn_out_close_array(o);
}

/* FNV-1a (32 bits), whose products wrap: which entries of which credentials,
   and when. */
CN_WRAPS static uint32_t mark_of(const cn_out *o)
{
    uint32_t h = 2166136261u;
    const cn_interop_source *s = o->source;
    for (size_t i = 0; i < 8; i++) {
        h = (h ^ (uint32_t)((uint64_t)s->now_s >> 8 * i & 0xFF)) * 16777619u;
    }
    for (size_t i = 0; i < s->num_credentials; i++) {
        for (size_t k = 0; k < 32; k++) {
            h = (h ^ s->credentials[i].identity[k]) * 16777619u;
        }
    }
    for (size_t i = 0; i < s->num_items; i++) {
        const carnet_entry *e = s->items[i].entry;
        h = (h ^ (uint32_t)s->items[i].credential) * 16777619u;
        h = (h ^ e->part) * 16777619u;
        h = (h ^ e->position) * 16777619u;
    }
    return h;
}

/* A document has an id of its own: other entries, or another time, another. */
static void document_id(char id[CN_OUT_ID_SIZE], const cn_out *o,
                        cn_out_role role)
{
    uint32_t h = mark_of(o);
    cn_out_uuid(id, o->source->credentials[0].identity, h >> 24 ^ (h & 0xFF),
                h >> 8 & 0xFFFF, role);
}

/* One identifier, of the document: Bundle and Composition both have it. */
static void put_identifier(cn_out *o)
{
    char urn[9 + CN_OUT_ID_SIZE] = "urn:uuid:";
    document_id(urn + 9, o, CN_OUT_BUNDLE);
    cn_out_open(o, "identifier");
    cn_out_str(o, "system", "urn:ietf:rfc:3986");
    cn_out_str(o, "value", urn);
    cn_out_close(o);
}

void cn_out_composition(cn_out *o)
{
    char id[CN_OUT_ID_SIZE];
    document_id(id, o, CN_OUT_COMPOSITION);
    cn_out_begin(o, "Composition", id);
    put_identifier(o);
    cn_out_str(o, "status", "final");
    cn_out_concept(o, "type", CN_INTEROP_LOINC, "60591-5", NULL);
    cn_out_subject(o, "subject");
    put_time(o, "date", o->source->now_s);
    put_authors(o);
    cn_out_str(o, "title", "International Patient Summary");
    cn_out_str(o, "confidentiality", has_private(o) ? "R" : "N");
    cn_out_section_narrative(o, CN_INTEROP_NUM_SECTIONS,
                             "International Patient Summary");
    cn_out_open_array(o, "section");
    for (uint32_t i = 0; i < CN_INTEROP_NUM_SECTIONS; i++) {
        put_section(o, (cn_interop_section)i);
    }
    cn_out_close_array(o);
    cn_out_end(o);
}

/* ---- issuers ---- */

void cn_out_issuer_id(char out[CN_OUT_ID_SIZE], const cn_out *o,
                      size_t credential)
{
    uint8_t seed[12];
    const uint8_t *key = o->source->credentials[credential].key_id;
    for (size_t i = 0; i < sizeof seed; i++) {
        seed[i] = key[i % 4];
    }
    cn_out_uuid(out, seed, 0, 0, CN_OUT_ISSUER);
}

bool cn_out_is_further(const cn_out *o, size_t credential)
{
    const cn_interop_credential *all = o->source->credentials;
    for (size_t i = 0; i < credential; i++) {
        if (memcmp(all[i].key_id, all[credential].key_id, 4) == 0) {
            return true;
        }
    }
    return false;
}

static void put_hex(cn_out *o, const char *key, cn_span bytes)
{
    cn_json_key(&o->w, key);
    cn_json_hex(&o->w, bytes);
}

static void put_issuer(cn_out *o, size_t i)
{
    char id[CN_OUT_ID_SIZE];
    const cn_interop_credential *c = &o->source->credentials[i];
    cn_out_issuer_id(id, o, i);
    cn_out_begin(o, "Organization", id);
    cn_out_open_array(o, "identifier");
    cn_out_open(o, NULL);
    cn_out_str(o, "system", CN_INTEROP_KEY_ID);
    put_hex(o, "value", cn_span_of(c->key_id, 4));
    cn_out_close(o);
    cn_out_close_array(o);
    if (c->issuer != NULL) {
        cn_out_str(o, "name", c->issuer);
    } else {
        put_hex(o, "name", cn_span_of(c->key_id, 4));
    }
    cn_out_end(o);
}

void cn_out_issuers(cn_out *o)
{
    for (size_t i = 0; i < o->source->num_credentials; i++) {
        if (!cn_out_is_further(o, i)) {
            put_issuer(o, i);
        }
    }
}

/* ---- provenance ---- */

/* What the credential holds; of one whose every entry tells who it is about,
   the Patient. */
static void put_targets(cn_out *o, size_t credential)
{
    char id[CN_OUT_ID_SIZE];
    bool any = false;
    cn_out_open_array(o, "target");
    for (size_t i = 0; i < o->source->num_items; i++) {
        const cn_interop_item *item = &o->source->items[i];
        if (item->credential == credential &&
            cn_out_type(item->entry) != NULL) {
            cn_out_item_id(id, o, item, CN_OUT_MAIN);
            cn_out_reference(o, NULL, id);
            any = true;
        }
    }
    if (!any) {
        cn_out_reference(o, NULL, o->patient);
    }
    cn_out_close_array(o);
}

static void put_day(cn_out *o, const char *url, int32_t days)
{
    char text[16];
    if (days == CARNET_VERIFY_NO_DAY) {
        return;
    }
    cn_days_print(text, days);
    cn_out_open_extension(o, url);
    cn_out_str(o, "valueDate", text);
    cn_out_close(o);
}

static void put_answers(cn_out *o, const cn_interop_credential *c)
{
    cn_out_open_extension(o, "facts");
    cn_out_open_array(o, "extension");
    for (size_t i = 0; i < CARNET_VERIFY_NUM_FACTS; i++) {
        cn_out_code_extension(o, c->facts[i], c->answers[i]);
    }
    cn_out_close_array(o);
    cn_out_close(o);
}

static void put_facts(cn_out *o, const cn_interop_credential *c)
{
    cn_out_open_array(o, "extension");
    cn_out_open_extension(o, CN_INTEROP_EXTENSION "credential");
    cn_out_open_array(o, "extension");
    cn_out_open_extension(o, "identity");
    put_hex(o, "valueString", cn_span_of(c->identity, 32));
    cn_out_close(o);
    cn_out_open_extension(o, "key_id");
    put_hex(o, "valueString", cn_span_of(c->key_id, 4));
    cn_out_close(o);
    cn_out_code_extension(o, "outcome", c->outcome);
    put_day(o, "issued", c->issued_days);
    put_day(o, "valid_until", c->valid_until_days);
    put_answers(o, c);
    cn_out_close_array(o);
    cn_out_close(o);
    cn_out_close_array(o);
}

static void put_who(cn_out *o, size_t credential)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_issuer_id(id, o, credential);
    cn_out_reference(o, "who", id);
}

static void put_signature(cn_out *o, size_t credential)
{
    const cn_interop_credential *c = &o->source->credentials[credential];
    cn_buf b;
    cn_buf_init(&b);
    cn_text_put_base64_padded(&b, c->cose);
    cn_out_open_array(o, "signature");
    cn_out_open(o, NULL);
    cn_out_open_array(o, "type");
    cn_out_open(o, NULL);
    cn_out_coding(o, "urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.1",
                  "Author's Signature");
    cn_out_close(o);
    cn_out_close_array(o);
    put_time(o, "when", (int64_t)c->issued_days * CN_DAY_SECONDS);
    put_who(o, credential);
    cn_out_str(o, "sigFormat", "application/cose");
    cn_json_key(&o->w, "data");
    cn_json_string(&o->w, cn_buf_span(&b));
    cn_out_close(o);
    cn_out_close_array(o);
    o->status = o->status == CARNET_OK ? b.status : o->status;
    cn_buf_free(&b);
}

static void put_provenance(cn_out *o, size_t credential)
{
    char id[CN_OUT_ID_SIZE];
    const cn_interop_credential *c = &o->source->credentials[credential];
    cn_out_uuid(id, c->identity, 0, 0, CN_OUT_PROVENANCE);
    cn_out_begin(o, "Provenance", id);
    put_facts(o, c);
    put_targets(o, credential);
    put_time(o, "recorded", (int64_t)c->issued_days * CN_DAY_SECONDS);
    cn_out_open_array(o, "agent");
    cn_out_open(o, NULL);
    cn_out_concept(
        o, "type",
        "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
        "author", NULL);
    put_who(o, credential);
    cn_out_close(o);
    cn_out_close_array(o);
    put_signature(o, credential);
    cn_out_end(o);
}

void cn_out_provenance(cn_out *o)
{
    for (size_t i = 0; i < o->source->num_credentials; i++) {
        put_provenance(o, i);
    }
}

/* ---- the bundle ---- */

static void put_head(cn_out *o)
{
    char id[CN_OUT_ID_SIZE];
    document_id(id, o, CN_OUT_BUNDLE);
    cn_out_str(o, "resourceType", "Bundle");
    cn_out_str(o, "id", id);
    put_identifier(o);
    cn_out_str(o, "type", "document");
    put_time(o, "timestamp", o->source->now_s);
}

/* The Patient's id: of the first entry that tells who it is. */
static void find_patient(cn_out *o)
{
    const cn_interop_source *s = o->source;
    for (size_t i = 0; i < s->num_items; i++) {
        if (s->items[i].entry->kind == CARNET_KIND_PERSON) {
            cn_out_item_id(o->patient, o, &s->items[i], CN_OUT_PATIENT);
            return;
        }
    }
    cn_out_uuid(o->patient, s->credentials[0].identity, 0, 0, CN_OUT_PATIENT);
}

carnet_status cn_interop_fhir_out(cn_buf *out, const cn_interop_source *source)
{
    cn_out o = {.source = source,
                .language = cn_words_language(source->language)};
    cn_json_begin(&o.w, out, true);
    find_patient(&o);
    cn_out_open(&o, NULL);
    put_head(&o);
    cn_out_open_array(&o, "entry");
    cn_out_composition(&o);
    cn_out_patient(&o);
    o.e = NULL;
    cn_out_issuers(&o);
    for (size_t i = 0; i < source->num_items && out->status == CARNET_OK; i++) {
        cn_out_item(&o, &source->items[i]);
    }
    cn_out_provenance(&o);
    cn_out_close_array(&o);
    cn_out_close(&o);
    cn_buf_put_str(out, "\n");
    return out->status != CARNET_OK ? out->status : o.status;
}
