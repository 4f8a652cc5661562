/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A view as lines for people (docs/spec/view.md section 9): for a doctor with
 * two minutes. The word and what it leaves to a person first; then the rows,
 * what goes on in full, what is over in one line; then who said it.
 */
#include "page_i.h"
#include "view_i.h"

/* What the lines are made from. */
typedef struct {
    cn_api_page base;
    const carnet_view *view;
    bool explain;
    carnet_status status;
} page;

static void put_phrase(page *p, cn_words_phrase_name phrase)
{
    cn_view_put_phrase(&p->base.pen, phrase);
}

/* " !! ", and what strikes the eye. */
static void begin_mark(page *p)
{
    cn_api_begin_line(&p->base, " !! ");
}

static void end_line(page *p)
{
    cn_api_put_text(&p->base, "\n");
}

static void put_mark(page *p, cn_words_phrase_name phrase)
{
    begin_mark(p);
    put_phrase(p, phrase);
    end_line(p);
}

/* ---- the head ---- */

/* "As of 2026-03-17" or "... 2026-03-17T10:30Z". */
static void put_time(page *p)
{
    char text[64];
    cn_model_date at = cn_api_view_time(p->view);
    cn_model_date_text(text, &at);
    cn_api_begin_line(&p->base, "");
    cn_view_open_phrase(&p->base.pen, CN_PHRASE_VIEW_AT);
    cn_view_put_latin(&p->base.pen, cn_span_str(text));
    cn_view_close_phrase(&p->base.pen, CN_PHRASE_VIEW_AT);
    end_line(p);
}

static void put_count(page *p, cn_words_phrase_name phrase, size_t num)
{
    if (num > 0) {
        cn_api_begin_line(&p->base, "");
        cn_api_put_phrase_int(&p->base, phrase, (int64_t)num);
        end_line(p);
    }
}

/* What is in no row stands among what was replaced: all items are shown. */
static bool shows_private(const carnet_view *view)
{
    bool any = false;
    for (size_t i = 0; i < view->merged.asked.num && !any; i++) {
        any = view->merged.asked.items[i].entry->part == CARNET_PART_PRIVATE;
    }
    return any;
}

/* A row whose supply ran out, or does soon. Some 2 KiB of locals. */
static bool runs_out_soon(const page *p, size_t row)
{
    cn_treat_medicine m;
    const cn_treat_case *c = &p->view->cases[p->view->merged.rows[row].person];
    return cn_view_medicine_of(&m, c, cn_api_place_in_case(p->view, row)) &&
           cn_view_is_soon(&m);
}

static void put_warning(page *p, cn_words_phrase_name phrase, size_t num)
{
    if (num > 0) {
        begin_mark(p);
        cn_api_put_phrase_int(&p->base, phrase, (int64_t)num);
        end_line(p);
    }
}

/* What strikes the eye further down, counted: a page of twenty medicines is
   read from the top. */
static void put_warnings(page *p)
{
    size_t num_out = 0;
    for (size_t i = 0; i < p->view->merged.num_rows; i++) {
        num_out += runs_out_soon(p, i);
    }
    put_warning(p, CN_PHRASE_VIEW_RUN_OUT, num_out);
    put_warning(p, CN_PHRASE_VIEW_CLASHES, p->view->merged.num_clashes);
}

static void put_head(page *p)
{
    cn_api_put_head(&p->base);
    if (!p->view->open) {
        put_mark(p, CN_PHRASE_MAY_BE_MORE);
    }
    cn_api_put_question(&p->base);
    put_time(p);
    put_count(p, CN_PHRASE_VIEW_REFUSED, p->view->num_refused);
    put_count(p, CN_PHRASE_VIEW_LATER_PAGES, p->view->num_later);
    if (p->view->num_in_error > 0) {
        cn_api_put_sentence(&p->base, CARNET_TRUST_IN_ERROR);
    }
    if (shows_private(p->view)) {
        put_mark(p, CN_PHRASE_PRIVATE_SHOWN);
    }
    put_warnings(p);
}

/* ---- who says it ---- */

/* "(2) Clinique Nord, 2026-03-17, private part: REVIEW" */
static void put_teller(page *p, const cn_view_item *item)
{
    const char *name = cn_api_signer_name(&p->base, item->credential);
    cn_view_open_latin(&p->base.pen);
    cn_api_put_text(&p->base, "(");
    cn_buf_put_i64(p->base.pen.out,
                   (int64_t)cn_api_page_number(
                       &p->view->sources[cn_api_source_of(p->view, item)]));
    cn_api_put_text(&p->base, ")");
    cn_view_close_latin(&p->base.pen);
    if (name != NULL) {
        cn_api_put_text(&p->base, " ");
        cn_view_put_text(&p->base.pen, cn_span_str(name));
        cn_api_put_text(&p->base, ",");
    }
    cn_api_put_text(&p->base, " ");
    cn_api_put_date(&p->base, item->entry->day);
    if (item->entry->part == CARNET_PART_PRIVATE) {
        cn_api_put_text(&p->base, ", ");
        put_phrase(p, CN_PHRASE_PART_PRIVATE);
    }
    if (!item->accepted) {
        cn_api_put_text(&p->base, ": ");
        cn_api_put_outcome(&p->base, CARNET_VERIFY_REVIEW);
    }
}

/* What a further one says that the first does not. */
static uint64_t more_of(page *p, const carnet_entry *e,
                        const carnet_entry *head)
{
    uint64_t fields = 0;
    carnet_status status =
        e == head ? CARNET_OK : cn_view_difference(&fields, e, head);
    p->status = p->status == CARNET_OK ? status : p->status;
    return fields;
}

/* A reference that leads to nothing here, or to several. */
static bool is_unclear(const page *p, uint32_t item)
{
    uint8_t how = 0;
    for (size_t place = 0;
         (how = cn_view_refer_how(p->view->merged.refer, item,
                                  CARNET_FIELD_REPLACES, place)) !=
         CARNET_HISTORY_NONE;
         place++) {
        if (how != CARNET_HISTORY_FOUND) {
            return true;
        }
    }
    return false;
}

/* What is to be said of one who says it, besides the name: fields that the
   first does not say, and marks (bits: out of scope, beside, unclear). */
typedef struct {
    uint64_t fields;
    unsigned marks;
} remarks;

static remarks remarks_on(page *p, const cn_view_row *row, size_t n)
{
    const cn_view_item *item = cn_api_item(p->view, row, n);
    bool out = carnet_verify_entry_in_scope(p->view->verdict, item->credential,
                                            item->index) == 0;
    bool beside = cn_view_refer_state(p->view->merged.refer, row->items[n]) ==
                  CARNET_HISTORY_BESIDE;
    return (remarks){
        more_of(p, item->entry, cn_api_item(p->view, row, 0)->entry),
        (out ? 1u : 0) | (beside ? 2u : 0) |
            (is_unclear(p, row->items[n]) ? 4u : 0)};
}

static void put_remarks(page *p, const carnet_entry *e, remarks r)
{
    static const uint8_t phrases[] = {
        CN_PHRASE_OUT_OF_SCOPE, CN_PHRASE_VIEW_BESIDE, CN_PHRASE_VIEW_UNCLEAR};
    if (r.fields != 0) {
        cn_view_put_fields(&p->base.pen, e, r.fields);
    }
    for (size_t i = 0; i < sizeof phrases; i++) {
        if ((r.marks >> i & 1) != 0) {
            put_mark(p, (cn_words_phrase_name)phrases[i]);
        }
    }
}

/* Those of whom there is no more to say share a line. */
static void put_tellings(page *p, const cn_view_row *row)
{
    bool open = false;
    for (size_t n = 0; n < row->num; n++) {
        const cn_view_item *item = cn_api_item(p->view, row, n);
        remarks r = remarks_on(p, row, n);
        if (open) {
            cn_api_put_text(&p->base, "; ");
        } else {
            cn_api_begin_line(&p->base, "    ");
        }
        put_teller(p, item);
        open = r.fields == 0 && r.marks == 0;
        if (!open) {
            end_line(p);
            put_remarks(p, item->entry, r);
        }
    }
    if (open) {
        end_line(p);
    }
}

/* ---- rows ---- */

static void put_uncertain(page *p, uint8_t why)
{
    static const struct {
        uint8_t why;
        uint8_t phrase;
    } reasons[] = {{CARNET_VIEW_WHY_DATE, CN_PHRASE_VIEW_DATE},
                   {CARNET_VIEW_WHY_ENDED, CN_PHRASE_VIEW_ENDED},
                   {CARNET_VIEW_WHY_DIFFER, CN_PHRASE_VIEW_DIFFER}};
    begin_mark(p);
    put_phrase(p, CN_PHRASE_VIEW_UNCERTAIN);
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].why == why) {
            cn_api_put_text(&p->base, ": ");
            put_phrase(p, (cn_words_phrase_name)reasons[i].phrase);
        }
    }
    end_line(p);
}

/* What the first line says of it. */
static cn_view_entry_form form_of(const cn_view_row *row)
{
    switch (row->state.why) {
    case CARNET_VIEW_WHY_ENDED:
        return row->state.state == CARNET_VIEW_UNCERTAIN
                   ? CN_VIEW_ENTRY_UNCERTAIN
                   : CN_VIEW_ENTRY_PAST;
    case CARNET_VIEW_WHY_BEGINS:
        return CN_VIEW_ENTRY_LATER;
    default:
        return CN_VIEW_ENTRY_WHOLE;
    }
}

/* What goes on stands without a word; so does what happened on its day, and
   what the first line says. How long a referral is overdue its own lines say.
 */
static void put_state(page *p, const cn_view_row *row, const carnet_entry *e)
{
    uint8_t state = row->state.state;
    bool said = form_of(row) != CN_VIEW_ENTRY_WHOLE && cn_view_heads_state(e);
    if (state == CARNET_VIEW_UNCERTAIN) {
        put_uncertain(p, row->state.why);
    } else if (row->state.why == CARNET_VIEW_WHY_OVERDUE) {
        if (e->kind != CARNET_KIND_REFERRAL) {
            put_mark(p, CN_PHRASE_VIEW_OVERDUE);
        }
    } else if (!said && (state == CARNET_VIEW_LATER ||
                         (state == CARNET_VIEW_PAST &&
                          row->state.why != CARNET_VIEW_WHY_HAPPENED))) {
        cn_api_begin_line(&p->base, "    ");
        put_phrase(p, state == CARNET_VIEW_LATER ? CN_PHRASE_VIEW_LATER
                                                 : CN_PHRASE_VIEW_PAST);
        end_line(p);
    }
}

/* What is over by its own word, which its first line has. */
static bool is_brief(const cn_view_row *row)
{
    return row->state.state == CARNET_VIEW_PAST && row->clash == 0 &&
           row->state.why == CARNET_VIEW_WHY_STATUS;
}

/* What stands below that one line all the same: who finds warfarin stopped must
   see that it was for a bleeding, before it is begun again, who finds that a
   vaccine was not given, why, and who finds a pregnancy over, how it ended. */
static const struct {
    uint8_t kind, field;
} below[] = {
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_UNTIL},
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_WHY_STOPPED},
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_MUST_NOT_STOP},
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_LAST_TAKEN},
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_LAST_SUPERVISED},
    {CARNET_KIND_VACCINATION, CARNET_VACCINATION_DATE},
    {CARNET_KIND_VACCINATION, CARNET_VACCINATION_WHY_NOT},
    {CARNET_KIND_VACCINATION, CARNET_VACCINATION_NEXT_DUE},
    {CARNET_KIND_ALLERGY, CARNET_ALLERGY_CRITICALITY},
    {CARNET_KIND_ALLERGY, CARNET_ALLERGY_SEVERITY},
    {CARNET_KIND_ALLERGY, CARNET_ALLERGY_REACTION},
    {CARNET_KIND_PREGNANCY, CARNET_PREGNANCY_DUE},
    {CARNET_KIND_PREGNANCY, CARNET_PREGNANCY_OUTCOME},
    {CARNET_KIND_PREGNANCY, CARNET_PREGNANCY_GRAVIDA},
    {CARNET_KIND_PREGNANCY, CARNET_PREGNANCY_PARITY},
    {CARNET_KIND_REFERRAL, CARNET_REFERRAL_REPLY},
};

static void put_brief(page *p, const carnet_entry *e)
{
    uint64_t fields = UINT64_C(1) << CARNET_FIELD_NOTE;
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        fields |= e->kind == below[i].kind ? UINT64_C(1) << below[i].field : 0;
    }
    cn_view_put_entry(&p->base.pen, e, CN_VIEW_ENTRY_BRIEF);
    cn_view_put_fields(&p->base.pen, e, fields);
}

/* That a stopped one usually must not stop: who let it run out yesterday is not
   done with it, as who has completed it is. */
static void put_brief_stop(page *p, size_t row, const carnet_entry *e)
{
    const cn_treat_case *c = &p->view->cases[p->view->merged.rows[row].person];
    cn_treat_medicine medicine;
    int32_t status = 0;
    if (carnet_record_get_enum(&status, e, CARNET_PRESCRIPTION_STATUS, 0,
                               CARNET_RECORD_SELF) == CARNET_OK &&
        status == CARNET_PRESCRIPTION_STATUS_STOPPED &&
        cn_view_medicine_of(&medicine, c, cn_api_place_in_case(p->view, row))) {
        cn_view_stop_line(&p->base.pen, &medicine);
    }
}

/* What a medicine, or an errand such as a referral, comes to on that day:
   treatment.md. Some 2 KiB of locals. */
static void put_treatment(page *p, size_t row)
{
    const cn_treat_case *c = &p->view->cases[p->view->merged.rows[row].person];
    size_t place = cn_api_place_in_case(p->view, row);
    cn_treat_medicine medicine;
    cn_treat_errand errand;
    if (cn_view_medicine_of(&medicine, c, place)) {
        cn_view_medicine_lines(&p->base.pen, &medicine, p->explain);
    }
    if (cn_view_errand_of(&errand, c, place)) {
        cn_view_errand_lines(&p->base.pen, &errand);
    }
}

static void put_row(page *p, size_t i)
{
    const cn_view_row *row = &p->view->merged.rows[i];
    const carnet_entry *head = cn_api_item(p->view, row, 0)->entry;
    bool brief = is_brief(row);
    if (brief) {
        put_brief(p, head);
    } else {
        cn_view_put_entry(&p->base.pen, head, form_of(row));
    }
    put_state(p, row, head);
    if (!brief || head->kind == CARNET_KIND_VACCINATION) { /* still due */
        put_treatment(p, i);
    } else if (head->kind == CARNET_KIND_PRESCRIPTION) {
        put_brief_stop(p, i, head);
    }
    if (row->clash > 0) {
        begin_mark(p);
        cn_api_put_phrase_int(&p->base, CN_PHRASE_VIEW_CLASH, row->clash);
        end_line(p);
    }
    put_tellings(p, row);
}

static void put_rows(page *p, uint32_t person)
{
    uint32_t order = UINT32_MAX;
    for (size_t i = 0; i < p->view->merged.num_rows; i++) {
        const cn_view_row *row = &p->view->merged.rows[i];
        if (row->person == person) {
            if (row->order != order) {
                end_line(p);
            }
            order = row->order;
            put_row(p, i);
        }
    }
}

/* Fields of what was replaced that no longer stand as they did, but for those
   of its first line: all where not one thing here stands in its place. So each
   is compared once at most, whatever refers to it. */
static uint64_t changed_fields(page *p, uint32_t item)
{
    const cn_view_merged *m = &p->view->merged;
    const carnet_entry *e = m->asked.items[item].entry;
    size_t place = 0;
    uint64_t fields = UINT64_MAX;
    if (!cn_model_is_readable(e)) {
        return 0;
    }
    if (cn_view_refer_num_successors(m->refer, item) == 1) {
        size_t next = cn_view_refer_successor(m->refer, item, 0, &place);
        fields = more_of(p, e, m->asked.items[next].entry);
    }
    return fields & ~cn_view_heading_fields(e);
}

/* What stands in its place: for who reads that a beta blocker is gone, what
   came instead. */
static void put_successors(page *p, uint32_t item)
{
    const cn_view_merged *m = &p->view->merged;
    size_t num = cn_view_refer_num_successors(m->refer, item);
    for (size_t n = 0; n < num; n++) {
        size_t place = 0;
        size_t next = cn_view_refer_successor(m->refer, item, n, &place);
        const cn_view_item *by = &m->asked.items[next];
        if (cn_view_refer_how(m->refer, next, CARNET_FIELD_REPLACES, place) !=
            CARNET_HISTORY_FOUND) {
            continue;
        }
        cn_api_begin_line(&p->base, "    ");
        cn_view_open_phrase(&p->base.pen, CN_PHRASE_LOG_REPLACED_BY);
        put_teller(p, by);
        cn_view_close_phrase(&p->base.pen, CN_PHRASE_LOG_REPLACED_BY);
        cn_api_put_text(&p->base, ":\n      ");
        cn_view_put_entry(&p->base.pen, by->entry, CN_VIEW_ENTRY_BRIEF);
    }
}

static void put_earlier(page *p, uint32_t person)
{
    const cn_view_merged *m = &p->view->merged;
    bool any = false;
    for (size_t i = 0; i < m->num_replaced; i++) {
        if (m->asked.persons[m->replaced[i]] != person) {
            continue;
        }
        if (!any) {
            end_line(p);
            cn_api_begin_line(&p->base, "");
            put_phrase(p, CN_PHRASE_VIEW_EARLIER);
            cn_api_put_text(&p->base, ":\n");
        }
        any = true;
        cn_view_put_entry(&p->base.pen, m->asked.items[m->replaced[i]].entry,
                          CN_VIEW_ENTRY_BRIEF);
        uint64_t fields = changed_fields(p, m->replaced[i]);
        if (fields != 0) {
            cn_view_put_fields(&p->base.pen,
                               m->asked.items[m->replaced[i]].entry, fields);
        }
        cn_api_begin_line(&p->base, "    ");
        put_teller(p, &m->asked.items[m->replaced[i]]);
        end_line(p);
        put_successors(p, m->replaced[i]);
    }
}

static void put_checks(page *p, uint32_t person)
{
    cn_treat_child child;
    cn_buf *out = p->base.pen.out;
    size_t before = out->len;
    /* Of the first person the line that there may be more stands just above. */
    end_line(p);
    size_t begin = out->len;
    cn_view_checks_lines(&p->base.pen, &p->view->cases[person],
                         &p->view->checks[person],
                         p->view->open || person == 0);
    cn_view_child_of(&child, &p->view->cases[person]);
    cn_view_child_lines(&p->base.pen, &child);
    if (out->len == begin) {
        cn_buf_cut(out, before);
    }
}

static void put_person(page *p, uint32_t person)
{
    if (p->view->num_persons > 1) {
        end_line(p);
        begin_mark(p);
        cn_api_put_phrase_int(&p->base, CN_PHRASE_VIEW_PERSON,
                              (int64_t)person + 1);
        end_line(p);
    }
    put_checks(p, person);
    put_rows(p, person);
    put_earlier(p, person);
}

/* ---- credentials ---- */

/* The number, the word, the reasons and who signed. */
static void put_page(page *p, const cn_api_source *s, int32_t outcome)
{
    cn_api_begin_line(&p->base, "");
    cn_api_put_phrase_int(&p->base, CN_PHRASE_CREDENTIAL,
                          (int64_t)cn_api_page_number(s));
    cn_api_put_text(&p->base, ": ");
    cn_api_put_outcome(&p->base, outcome);
    end_line(p);
    for (size_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        if (s->marks[fact] != CARNET_OK) {
            cn_api_put_fact(&p->base, s->credential, (int32_t)fact,
                            s->marks[fact]);
        }
    }
    cn_api_put_signer(&p->base, s->credential);
}

static void put_source(page *p, size_t i)
{
    const cn_api_source *s = &p->view->sources[i];
    put_page(p, s, s->accepted ? CARNET_VERIFY_ACCEPTED : CARNET_VERIFY_REVIEW);
    cn_api_put_days(&p->base, s->credential);
    if (s->by_name) {
        cn_api_begin_line(&p->base, "  ");
        put_phrase(p, CN_PHRASE_VIEW_BY_NAME);
        end_line(p);
    }
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        cn_api_put_there(&p->base, part, s->there[part], s->withheld[part]);
    }
}

/* Of a page that gives nothing why, and nothing of what it says. */
static void put_unshown(page *p)
{
    for (size_t i = 0; i < p->view->verdict->passport.num; i++) {
        bool hidden = cn_api_is_hidden(p->view, i);
        if (hidden || cn_api_is_refused(p->view, i)) {
            cn_api_source s = cn_api_unshown_source(p->view->verdict, i);
            put_page(p, &s,
                     hidden ? CARNET_VERIFY_REVIEW : CARNET_VERIFY_REFUSED);
        }
    }
}

static void put_view(page *p)
{
    put_head(p);
    for (uint32_t i = 0; i < p->view->num_persons; i++) {
        put_person(p, i);
    }
    for (size_t i = 0; i < p->view->num_sources; i++) {
        if (i == 0) {
            end_line(p);
        }
        put_source(p, i);
    }
    put_unshown(p);
}

carnet_status carnet_view_lines(carnet_buf **out, size_t *num_unreviewed_out,
                                const carnet_view *view, int32_t explain,
                                const char *const *names, size_t num_names,
                                const char *language, size_t language_len)
{
    cn_buf b;
    page p = {.base = {.verdict = view == NULL ? NULL : view->verdict,
                       .names = names,
                       .num_names = num_names},
              .view = view,
              .explain = explain != 0};
    carnet_status status =
        cn_api_begin_page(&p.base, &b, out, num_unreviewed_out,
                          cn_span_of(language, language_len));
    if (status != CARNET_OK) {
        return status;
    }
    put_view(&p);
    if (p.status != CARNET_OK) {
        cn_buf_free(&b);
        return p.status;
    }
    return cn_view_give(&p.base.pen, out, num_unreviewed_out);
}
