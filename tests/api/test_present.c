/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Presentations made with carnet_privacy_present: they verify under the same
 * signature, say what they are, hold nothing of what is withheld, and betray
 * nothing of what is hidden.
 */
#include "made.h"

#define FIT                                                                    \
    "{\"kind\":\"travel_clearance\",\"conclusion\":\"fit\","                   \
    "\"examined\":\"2026-03-16\",\"valid_until\":\"2026-03-30\"}"
#define YELLOW_FEVER                                                           \
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BL01\"},"            \
    "\"date\":\"2025-12-04\",\"lot\":\"X3D144V\"}"
#define METFORMIN                                                              \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"},"          \
    "\"status\":\"taking\"}"
#define STOPPED                                                                \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"C07AB02\"},"          \
    "\"status\":\"stopped\"}"
#define DIABETES "{\"kind\":\"condition\",\"code\":{\"code\":\"E11.9\"}}"
#define RESOLVED                                                               \
    "{\"kind\":\"condition\",\"code\":{\"code\":\"J18.9\"},"                   \
    "\"status\":\"resolved\"}"
#define PENICILLIN "{\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"}}"
#define BLOOD                                                                  \
    "{\"kind\":\"result\",\"test\":{\"code\":\"882-1\"},"                      \
    "\"text_value\":\"A Rh+\",\"date\":\"2026-03-09\"}"
#define SUGAR                                                                  \
    "{\"kind\":\"result\",\"test\":{\"code\":\"4548-4\"},"                     \
    "\"quantity\":{\"value\":7.6},\"date\":\"2026-03-09\"}"
#define CONTACT                                                                \
    "{\"kind\":\"contacts\",\"contacts\":[{\"name\":\"Binta Ndoye\","          \
    "\"relation\":\"spouse\",\"phone\":\"+221 77 000 11 22\"}]}"

/* ---- making and reading ---- */

/* A list of words as present takes it. */
typedef struct {
    const char *words[4];
    size_t num;
} list;
static const list none = {{NULL}, 0};

static carnet_status present(carnet_buf **out, cn_span input,
                             const char *audience, list show, list withhold)
{
    return carnet_privacy_present(out, NULL, input.data, input.len, audience,
                                  show.words, show.num, withhold.words,
                                  withhold.num);
}

static carnet_buf *presented(cn_span input, const char *audience, list show,
                             list withhold)
{
    carnet_buf *out = NULL;
    assert_status(present(&out, input, audience, show, withhold), CARNET_OK);
    return out;
}

/* What a verdict gives of the entries, one letter of the part and the position
   each: "d0 d2 c1". */
static void assert_entries(cn_span input, const char *expected)
{
    char found[256] = "";
    carnet_verdict *v = test_verify(input);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, k);
            char one[16];
            snprintf(one, sizeof one, "%s%c%d", found[0] == '\0' ? "" : " ",
                     "dcp"[e->part], (int)e -> position);
            strcat(found, one);
        }
    }
    assert_string_equal(found, expected);
    carnet_verify_free(v);
}

static void assert_shows(cn_span input, const char *audience, list show,
                         list withhold, const char *expected)
{
    carnet_buf *out = presented(input, audience, show, withhold);
    assert_entries(test_span_of(out), expected);
    carnet_buf_free(out);
}

/* All that a presentation holds, its items inflated, in hex. */
static carnet_buf *all_of(cn_span input)
{
    carnet_buf *diag = NULL;
    carnet_verdict *v = test_verify(input);
    assert_status(carnet_verify_export_diag(&diag, v), CARNET_OK);
    carnet_verify_free(v);
    return diag;
}

/* ---- choosing ---- */

static void entries_are_chosen_by_number_kind_and_place(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    cn_span in = cn_buf_span(&file);
    const char *all = "d0 d1 d2 c0 c1 c2 c3 p0";
    assert_shows(in, NULL, none, none, all);
    assert_shows(in, NULL, (list){{"clinic/3"}, 1}, none, "c3");
    assert_shows(in, NULL, (list){{"1:clinic/3", "person"}, 2}, none, "d0 c3");
    assert_shows(in, NULL, (list){{"1"}, 1}, none, "d0 d1 d2 c0 c1 c2 c3");
    assert_shows(in, NULL, (list){{"1", "private"}, 2}, none, all);
    assert_shows(in, NULL, none, (list){{"private"}, 1},
                 "d0 d1 d2 c0 c1 c2 c3");
    assert_shows(in, NULL, none, (list){{"allergy", "desk/1"}, 2},
                 "d0 d2 c0 c1 c3 p0");
    assert_shows(in, NULL, none, (list){{"pregnancy"}, 1}, all);
    assert_shows(in, "desk", (list){{"private/0"}, 1}, none, "d0 d1 d2 p0");
    assert_shows(in, "desk", (list){{"clinic"}, 1},
                 (list){{"prescription", "desk/2"}, 2}, "d0 d1 c0 c2 c3");
    cn_buf_free(&file);
}

static void words_that_name_nothing_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "0",
                                        "2",
                                        "1:",
                                        "clinic/4",
                                        "clinic/",
                                        "clinic/x",
                                        "clinic/1x",
                                        "Clinic",
                                        "allergies",
                                        "1:2",
                                        "2:desk",
                                        "private/1",
                                        "1clinic",
                                        "clinic/-1",
                                        "desk/256",
                                        "99999999999999999999",
                                        "pregnancy",
                                        "desk/0/1"};
    cn_buf file = test_sample_file();
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        carnet_buf *out = NULL;
        carnet_problem *problem = NULL;
        const char *const words[] = {wrong[i]};
        assert_status(carnet_privacy_present(&out, &problem, file.data,
                                             file.len, NULL, words, 1, NULL, 0),
                      CARNET_PRIVACY_CHOICE);
        assert_null(out);
        assert_string_equal(carnet_problem_path(problem), wrong[i]);
        carnet_problem_free(problem);
    }
    carnet_buf *out = NULL;
    assert_status(present(&out, cn_buf_span(&file), "guard", none, none),
                  CARNET_PRIVACY_CHOICE);
    assert_status(
        present(&out, cn_buf_span(&file), NULL, none, (list){{"1"}, 1}),
        CARNET_PRIVACY_NOTHING);
    assert_status(present(NULL, cn_buf_span(&file), NULL, none, none),
                  CARNET_CALLER_NULL);
    assert_status(present(&out, cn_span_of(NULL, 1), NULL, none, none),
                  CARNET_CALLER_NULL);
    assert_status(
        present(&out, cn_buf_span(&file), NULL, (list){{NULL}, 1}, none),
        CARNET_CALLER_NULL);
    assert_status(present(&out, cn_span_of("HP1:A", 5), NULL, none, none),
                  CARNET_TEXT_LENGTH);
    cn_buf_free(&file);
}

/* What is shown in an emergency of a person and two entries for a clinic. */
static void assert_helper_sees(const char *first, const char *second,
                               const char *expected)
{
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_CLINIC, first);
    test_add_json(c, CN_API_CLINIC, second);
    test_sign(c);
    cn_buf file = test_file_of(c);
    assert_shows(cn_buf_span(&file), "emergency", none, none, expected);
    cn_buf_free(&file);
    test_end(c);
}

/* What was stopped or refuted goes with what it replaces, which would be taken
   or treated again without it; and so does the page that says no more. */
static void whoever_helps_sees_what_ends_what_is_shown(void **state)
{
    (void)state;
    assert_helper_sees(STOPPED,
                       "{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                       "\"B01AA03\"},\"status\":\"stopped\","
                       "\"replaces\":[\"leaf:01020304\"]}",
                       "d0 c1");
    assert_helper_sees(RESOLVED,
                       "{\"kind\":\"condition\",\"code\":{\"code\":"
                       "\"A15.0\"},\"status\":\"resolved\","
                       "\"replaces\":[\"leaf:01020305\"]}",
                       "d0 c1");
}

/* One that is paused or ran out is still in the body, or missed by it. */
static void whoever_helps_sees_what_is_not_over(void **state)
{
    (void)state;
#define WARFARIN(status)                                                       \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"B01AA03\"},"          \
    "\"status\":\"" status "\"}"
    assert_helper_sees(WARFARIN("paused"), WARFARIN("interrupted"), "d0 c0 c1");
    assert_helper_sees(WARFARIN("taking"), WARFARIN("stopped"), "d0 c0");
    assert_helper_sees(WARFARIN("completed"), SUGAR, "d0");
}

/* ABO or Rh alone, and one whose first code is the laboratory's own. */
static void whoever_helps_sees_each_code_of_the_blood_group(void **state)
{
    (void)state;
#define GROUP(test)                                                            \
    "{\"kind\":\"result\",\"test\":{" test "},\"text_value\":\"A\","           \
    "\"date\":\"2026-03-09\"}"
    assert_helper_sees(GROUP("\"code\":\"883-9\""),
                       GROUP("\"code\":\"10331-7\""), "d0 c0 c1");
    assert_helper_sees(GROUP("\"coding\":[{\"system\":\"urn:x\",\"code\":"
                             "\"BG\"},{\"system\":\"loinc\",\"code\":"
                             "\"882-1\"}]"),
                       GROUP("\"code\":\"718-7\""), "d0 c0");
}

/* A person, and an entry of the clinic part as it is written. */
static cn_buf file_with(const char *entry_hex)
{
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_hex(c, CN_API_CLINIC, entry_hex);
    test_sign(c);
    cn_buf file = test_file_of(c);
    test_end(c);
    return file;
}

/* Whether it is taken nobody can read: no row for those that are has it, and
   one for all of the kind does. */
static void what_can_not_be_read_is_not_known_to_go_on(void **state)
{
    (void)state;
    cn_buf file =
        file_with("190105"
                  "83"
                  "3b4000000000000020" /* critical: a medicine, and field 62 */
                  "00"
                  "00");
    assert_shows(cn_buf_span(&file), "emergency", none, none, "d0");
    assert_shows(cn_buf_span(&file), "payer", none, none, "d0 c0");
    cn_buf_free(&file);
}

/* With a field of a later version a required one may be missing (docs/spec/
   format.md section 6): of a result then what was tested. */
static void a_result_that_names_no_test_is_no_blood_group(void **state)
{
    (void)state;
    cn_buf file = file_with("190108"
                            "82"
                            "1b4000000000000000" /* field 62 alone */
                            "00");
    assert_shows(cn_buf_span(&file), "emergency", none, none, "d0");
    assert_shows(cn_buf_span(&file), "clinic", none, none, "d0 c0");
    cn_buf_free(&file);
}

/* Who sees a part whole sees that there is nothing in it, and no one else. */
static void an_empty_part_is_shown_to_whom_it_is_whole(void **state)
{
    (void)state;
    static const struct {
        const char *audience;
        int32_t desk;
    } rows[] = {{"desk", CARNET_PEEK_WHOLE},
                {"clinic", CARNET_PEEK_WHOLE},
                {"vaccination", CARNET_PEEK_WITHHELD}};
    test_credential *c = test_begin(1);
    test_add_json(c, CN_API_CLINIC, PENICILLIN);
    test_sign(c);
    cn_buf file = test_file_of(c);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        carnet_envelope *e = NULL;
        carnet_buf *out = presented(cn_buf_span(&file), rows[i].audience,
                                    (list){{"clinic/0"}, 1}, none);
        assert_status(
            carnet_peek(&e, NULL, carnet_buf_data(out), carnet_buf_len(out)),
            CARNET_OK);
        assert_int_equal(carnet_peek_part(e, 0, CARNET_PART_DESK),
                         rows[i].desk);
        carnet_peek_free(e);
        carnet_buf_free(out);
    }
    cn_buf_free(&file);
    test_end(c);
}

/* Which entries an audience sees of one credential with all sorts of them. */
static void audiences_see_what_the_table_says(void **state)
{
    (void)state;
    static const struct {
        const char *audience;
        const char *sees;
    } cases[] = {
        {"desk", "d0 d1 d2"},
        {"vaccination", "d0 d1"},
        {"payer", "d0 c0 c1"},
        {"customs", "d0 c0 c1"},
        {"escort", "d0 d2 c4"},
        {"emergency", "d0 c0 c2 c4 c5"},
        {"clinic", "d0 d1 d2 c0 c1 c2 c3 c4 c5 c6"},
        /* Nothing but whose it is: the only one stays all the same. */
        {"cover", "d0"},
        {"interpreter", "d0"},
        {"social", "d0"},
    };
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_DESK, YELLOW_FEVER);
    test_add_json(c, CN_API_DESK, FIT);
    test_add_json(c, CN_API_CLINIC, METFORMIN);
    test_add_json(c, CN_API_CLINIC, STOPPED);
    test_add_json(c, CN_API_CLINIC, DIABETES);
    test_add_json(c, CN_API_CLINIC, RESOLVED);
    test_add_json(c, CN_API_CLINIC, PENICILLIN);
    test_add_json(c, CN_API_CLINIC, BLOOD);
    test_add_json(c, CN_API_CLINIC, SUGAR);
    test_add_json(c, CN_API_PRIVATE, CONTACT);
    test_sign(c);
    cn_buf file = test_file_of(c);
    size_t num = sizeof cases / sizeof cases[0];
    for (size_t i = 0; i < num; i++) {
        assert_shows(cn_buf_span(&file), cases[i].audience, none, none,
                     cases[i].sees);
    }
    for (size_t i = 0; carnet_privacy_audience(i) != NULL; i++) {
        assert_non_null(carnet_privacy_audience_about(i));
        assert_true(i < num);
    }
    assert_non_null(carnet_privacy_audience(num - 1));
    assert_null(carnet_privacy_audience(num));
    assert_null(carnet_privacy_audience_about(num));
    cn_buf_free(&file);
    test_end(c);
}

static void credentials_of_which_a_desk_sees_nothing_are_left_out(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 12);
    for (uint8_t i = 0; i < 12; i++) {
        test_credential *c = test_begin(1 + i % TEST_NUM_KEYS);
        c->root_seed[0] = i;
        test_add_person(c, CN_API_DESK);
        if (i == 4 || i == 9) {
            test_add_json(c, CN_API_DESK, YELLOW_FEVER);
        }
        test_add_json(c, CN_API_CLINIC, METFORMIN);
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, true);
        test_end(c);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    carnet_buf *desk = presented(cn_buf_span(&file), "desk", none, none);
    carnet_verdict *v = test_verify(test_span_of(desk));
    assert_int_equal(carnet_verify_num_credentials(v), 2);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    carnet_verify_free(v);
    assert_entries(test_span_of(desk), "d0 d1 d0 d1");
    /* A place is of one credential, which must be said where there are more. */
    carnet_buf *out = NULL;
    assert_status(
        present(&out, cn_buf_span(&file), NULL, (list){{"clinic/0"}, 1}, none),
        CARNET_PRIVACY_CHOICE);
    carnet_buf_free(desk);
    desk =
        presented(cn_buf_span(&file), NULL, (list){{"12:clinic/0"}, 1}, none);
    assert_entries(test_span_of(desk), "c0");
    carnet_buf_free(desk);
    cn_buf_free(&file);
    cn_buf_free(&b);
}

/* ---- the private part ---- */

static void
the_private_part_is_in_pieces_only_where_a_word_says_so(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_PRIVATE, METFORMIN);
    test_add_json(c, CN_API_PRIVATE, CONTACT);
    test_sign(c);
    cn_buf file = test_file_of(c);
    cn_span in = cn_buf_span(&file);
    assert_shows(in, NULL, none, (list){{"contacts"}, 1}, "d0");
    assert_shows(in, NULL, none, (list){{"private/1"}, 1}, "d0 p0");
    carnet_buf *out = NULL;
    assert_status(present(&out, in, NULL, (list){{"prescription"}, 1}, none),
                  CARNET_PRIVACY_CHOICE);
    assert_shows(in, "emergency", (list){{"private/0"}, 1}, none, "d0 p0");
    cn_buf_free(&file);
    test_end(c);
}

/* By a kind the second's would come in pieces: that the first's is there, and
   empty, would then say that the second's is not. */
static void a_kind_does_not_tell_whose_private_part_has_it(void **state)
{
    (void)state;
    static const char *const private_entries[] = {NULL, CONTACT, METFORMIN};
    cn_buf file = test_file_of_several(private_entries, 3);
    cn_span in = cn_buf_span(&file);
    carnet_buf *out = presented(in, NULL, none, (list){{"contacts"}, 1});
    carnet_verdict *v = test_verify(test_span_of(out));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(carnet_verify_part(v, i, CARNET_PART_PRIVATE),
                         CARNET_VERIFY_WITHHELD);
    }
    carnet_verify_free(v);
    carnet_buf_free(out);
    /* Without one that has it, and where a word names the part, all stays. */
    assert_shows(in, NULL, none, (list){{"pregnancy"}, 1}, "d0 d0 p0 d0 p0");
    assert_shows(in, NULL, none, (list){{"2:private/0"}, 1}, "d0 d0 d0 p0");
    assert_shows(in, NULL, none, (list){{"2"}, 1}, "d0 d0 p0");
    cn_buf_free(&file);
}

/* ---- what a presentation is ---- */

static void a_partial_part_is_said_and_lowers_nothing(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *out = presented(cn_buf_span(&file), "desk",
                                (list){{"clinic/1", "clinic/2"}, 2}, none);
    carnet_verdict *v = test_verify(test_span_of(out));
    carnet_buf *json = test_json_of(v);
    carnet_buf *text = NULL;
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_part(v, 0, 0), CARNET_VERIFY_WHOLE);
    assert_int_equal(carnet_verify_part(v, 0, 1), CARNET_VERIFY_PARTIAL);
    assert_int_equal(carnet_verify_part(v, 0, 2), CARNET_VERIFY_WITHHELD);
    assert_int_equal(carnet_verify_num_withheld(v, 0, 0), 0);
    assert_int_equal(carnet_verify_num_withheld(v, 0, 1), 2);
    assert_int_equal(carnet_verify_num_withheld(v, 0, 2), 0);
    assert_int_equal(carnet_verify_num_withheld(v, 0, 3), 0);
    assert_int_equal(carnet_verify_num_withheld(v, 1, 1), 0);
    assert_int_equal(carnet_verify_num_withheld(NULL, 0, 1), 0);
    assert_int_equal(carnet_verify_is_open(v), 0);
    assert_int_equal(carnet_verify_is_open(NULL), 0);
    const char *said = (const char *)carnet_buf_data(json);
    assert_non_null(strstr(said, "\"clinic\": \"partial\""));
    assert_non_null(strstr(said, "\"withheld\": {\n"));
    assert_non_null(strstr(said, "\"clinic\": 2"));
    assert_status(carnet_verify_text(&text, NULL, v, NULL, 0, NULL, 0),
                  CARNET_OK);
    assert_non_null(strstr((const char *)carnet_buf_data(text),
                           "clinic part: entries not shown: 2"));
    carnet_buf_free(text);
    carnet_buf_free(json);
    carnet_verify_free(v);
    carnet_envelope *e = NULL;
    assert_status(
        carnet_peek(&e, NULL, carnet_buf_data(out), carnet_buf_len(out)),
        CARNET_OK);
    assert_int_equal(carnet_peek_part(e, 0, 0), CARNET_PEEK_WHOLE);
    assert_int_equal(carnet_peek_part(e, 0, 1), CARNET_PEEK_PARTIAL);
    assert_int_equal(carnet_peek_part(e, 0, 2), CARNET_PEEK_WITHHELD);
    carnet_peek_free(e);
    carnet_buf_free(out);
    cn_buf_free(&file);
}

static void a_part_that_lacks_one_entry_is_partial(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *out =
        presented(cn_buf_span(&file), "desk",
                  (list){{"clinic/0", "clinic/1", "clinic/3"}, 3}, none);
    carnet_verdict *v = test_verify(test_span_of(out));
    assert_int_equal(carnet_verify_part(v, 0, 1), CARNET_VERIFY_PARTIAL);
    assert_int_equal(carnet_verify_num_withheld(v, 0, 1), 1);
    carnet_verify_free(v);
    carnet_buf_free(out);
    cn_buf_free(&file);
}

/* Every choice of the sample's eight entries, made from the whole passport and
   from what shows one more: the same bytes, the same identity. */
static void every_choice_of_entries_verifies(void **state)
{
    (void)state;
    static const char *const places[] = {"desk/0",   "desk/1",   "desk/2",
                                         "clinic/0", "clinic/1", "clinic/2",
                                         "clinic/3", "private/0"};
    cn_buf file = test_sample_file();
    uint8_t first[CARNET_VERIFY_IDENTITY_SIZE] = {0};
    carnet_buf *made[256] = {NULL};
    for (unsigned m = 255; m > 0; m--) {
        const char *hide[8];
        size_t num = 0;
        uint8_t identity[CARNET_VERIFY_IDENTITY_SIZE];
        unsigned above = m | (m + 1);
        for (size_t i = 0; i < 8; i++) {
            if ((m >> i & 1) == 0) {
                hide[num++] = places[i];
            }
        }
        assert_status(carnet_privacy_present(&made[m], NULL, file.data,
                                             file.len, NULL, NULL, 0, hide,
                                             num),
                      CARNET_OK);
        carnet_verdict *v = test_verify(test_span_of(made[m]));
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        assert_int_equal(carnet_verify_num_entries(v, 0), 8 - num);
        assert_status(carnet_verify_copy_identity(identity, v, 0), CARNET_OK);
        if (m == 255) {
            memcpy(first, identity, sizeof first);
            /* Nothing is withheld: the seed of all stands in the head. */
            assert_true(carnet_buf_len(made[m]) <= file.len);
            assert_memory_equal(carnet_buf_data(made[m]), file.data, 96);
        }
        assert_memory_equal(identity, first, sizeof first);
        carnet_verify_free(v);
        if (above < 256 && above != m) {
            carnet_buf *again = NULL;
            const char *one = NULL;
            for (size_t i = 0; i < 8; i++) {
                one = (above & ~m) >> i & 1 ? places[i] : one;
            }
            assert_status(carnet_privacy_present(&again, NULL,
                                                 carnet_buf_data(made[above]),
                                                 carnet_buf_len(made[above]),
                                                 NULL, NULL, 0, &one, 1),
                          CARNET_OK);
            assert_span(test_span_of(again), carnet_buf_data(made[m]),
                        carnet_buf_len(made[m]));
            carnet_buf_free(again);
        }
    }
    for (unsigned m = 0; m < 256; m++) {
        carnet_buf_free(made[m]);
    }
    cn_buf_free(&file);
}

/* Not its bytes, and no seed from which they could be tried. */
static void what_is_withheld_is_not_in_the_bytes(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf file = test_file_of(c);
    for (size_t hidden = 0; hidden < TEST_SAMPLE_CLINIC; hidden++) {
        char place[16];
        uint8_t salt[CN_PRIVACY_SEED_SIZE];
        snprintf(place, sizeof place, "clinic/%zu", hidden);
        carnet_buf *out =
            presented(cn_buf_span(&file), "clinic", none, (list){{place}, 1});
        carnet_buf *all = all_of(test_span_of(out));
        const char *text = (const char *)carnet_buf_data(all);
        size_t begin = hidden == 0 ? 0 : c->ends[CN_API_CLINIC][hidden - 1];
        test_salt(salt, c->seed[CN_API_CLINIC], TEST_SAMPLE_CLINIC, hidden);
        cn_span secrets[] = {cn_span_of(salt, sizeof salt),
                             cn_span_of(c->seed[CN_API_CLINIC], 16),
                             cn_span_of(c->seed[CN_API_PRIVATE], 16),
                             cn_span_of(c->root_seed, 16),
                             cn_span_of(c->rest_seed, 16)};
        for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
            cn_buf hex;
            cn_buf_init(&hex);
            cn_buf_put_hex(&hex, secrets[i]);
            cn_buf_put_u8(&hex, 0);
            assert_null(strstr(text, (const char *)hex.data));
            cn_buf_free(&hex);
        }
        carnet_verdict *v = test_verify(test_span_of(out));
        for (size_t k = 0; k < carnet_verify_num_entries(v, 0); k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, 0, k);
            assert_false(cn_span_equal(
                e->bytes, cn_span_of(c->part[CN_API_CLINIC].data + begin,
                                     c->ends[CN_API_CLINIC][hidden] - begin)));
        }
        carnet_verify_free(v);
        carnet_buf_free(all);
        carnet_buf_free(out);
    }
    cn_buf_free(&file);
    test_end(c);
}

/* ---- nothing betrays what is hidden ---- */

/* A presentation with what is random in it, seeds, digests and the signature,
   written as zeroes: what is left is what anyone can tell. */
static cn_buf shape_of(cn_span file)
{
    cn_buf b;
    carnet_buf *all = all_of(file);
    cn_buf_init(&b);
    cn_buf_put(&b, carnet_buf_data(all), carnet_buf_len(all));
    bool quoted = false;
    for (size_t i = 1; i < b.len; i++) {
        if (b.data[i] == '\'') {
            quoted = !quoted && b.data[i - 1] == 'h';
        } else if (quoted) {
            b.data[i] = '0';
        }
    }
    carnet_buf_free(all);
    return b;
}

/* One record, and the same with ten private entries. */
static void compare_hidden(uint8_t seed, unsigned filled)
{
    static const char *const entries[] = {METFORMIN, DIABETES, PENICILLIN,
                                          BLOOD, SUGAR};
    cn_buf files[2];
    for (size_t with = 0; with < 2; with++) {
        test_credential *c = test_begin(1);
        c->root_seed[0] = (uint8_t)(seed * 2 + with);
        test_add_person(c, CN_API_DESK);
        if ((filled & 32) != 0) {
            test_add_json(c, CN_API_DESK, YELLOW_FEVER);
        }
        for (size_t i = 0; i < 5; i++) {
            if ((filled >> i & 1) != 0) {
                test_add_json(c, CN_API_CLINIC, entries[i]);
            }
        }
        for (size_t i = 0; i < 10 && with == 1; i++) {
            test_add_json(c, CN_API_PRIVATE, i % 2 == 0 ? CONTACT : METFORMIN);
        }
        test_sign(c);
        files[with] = test_file_of(c);
        test_end(c);
    }
    for (size_t i = 0; carnet_privacy_audience(i) != NULL; i++) {
        const char *audience = carnet_privacy_audience(i);
        carnet_buf *few =
            presented(cn_buf_span(&files[0]), audience, none, none);
        carnet_buf *many =
            presented(cn_buf_span(&files[1]), audience, none, none);
        cn_buf few_shape = shape_of(test_span_of(few));
        cn_buf many_shape = shape_of(test_span_of(many));
        assert_int_equal(carnet_buf_len(few), carnet_buf_len(many));
        assert_span(cn_buf_span(&few_shape), many_shape.data, many_shape.len);
        cn_buf_free(&few_shape);
        cn_buf_free(&many_shape);
        carnet_buf_free(few);
        carnet_buf_free(many);
    }
    cn_buf_free(&files[0]);
    cn_buf_free(&files[1]);
}

static void private_entries_leave_no_trace_in_what_others_see(void **state)
{
    (void)state;
    for (unsigned filled = 0; filled < 64; filled += 3) {
        compare_hidden((uint8_t)filled, filled);
    }
}

/* ---- several presentations of one credential ---- */

static void two_presentations_give_each_entry_once(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *one =
        presented(cn_buf_span(&file), NULL,
                  (list){{"desk/0", "clinic/0", "clinic/2"}, 3}, none);
    carnet_buf *two = presented(cn_buf_span(&file), NULL,
                                (list){{"clinic/2", "clinic/3"}, 2}, none);
    cn_buf both;
    cn_buf_init(&both);
    cn_buf_put(&both, carnet_buf_data(one), 8);
    cn_buf_put_u8(&both, 0x82);
    cn_buf_put(&both, carnet_buf_data(one) + 9, carnet_buf_len(one) - 9);
    cn_buf_put(&both, carnet_buf_data(two) + 9, carnet_buf_len(two) - 9);
    assert_entries(cn_buf_span(&both), "d0 c0 c2 c3");
    carnet_verdict *v = test_verify(cn_buf_span(&both));
    assert_int_equal(carnet_verify_same_as(v, 1), 0);
    assert_int_equal(carnet_verify_num_withheld(v, 0, 1), 2);
    assert_int_equal(carnet_verify_num_withheld(v, 1, 1), 2);
    carnet_verify_free(v);
    cn_buf_free(&both);
    carnet_buf_free(one);
    carnet_buf_free(two);
    cn_buf_free(&file);
}

/* A reference to what is withheld leads somewhere, only not here. */
static void references_to_withheld_entries_stand(void **state)
{
    (void)state;
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_buf *whole = NULL;
    cn_buf json = test_data("rich-summary.json");
    assert_status(carnet_record_from_json(&record, NULL,
                                          (const char *)json.data, json.len),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&whole, plan, test_secret(1)), CARNET_OK);
    for (int32_t kind = 0; kind < carnet_record_num_kinds(); kind++) {
        carnet_buf *out = NULL;
        const char *words[] = {carnet_record_kind_name(kind)};
        assert_status(carnet_privacy_present(&out, NULL, carnet_buf_data(whole),
                                             carnet_buf_len(whole), NULL, NULL,
                                             0, words, 1),
                      CARNET_OK);
        carnet_verdict *v = test_verify(test_span_of(out));
        assert_status(carnet_verify_reason(v), CARNET_OK);
        assert_int_not_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        carnet_verify_free(v);
        carnet_buf_free(out);
    }
    carnet_buf_free(whole);
    carnet_issue_free(plan);
    carnet_record_free(record);
    cn_buf_free(&json);
}

/* ---- bad input ---- */

/* A presentation with clinic/0 and clinic/2 of four, one byte of its proofs or
   of its items changed: never accepted. */
static void every_changed_byte_is_noticed(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    carnet_buf *out = presented(cn_buf_span(&file), NULL,
                                (list){{"clinic/0", "clinic/2"}, 2}, none);
    for (size_t i = 8; i < carnet_buf_len(out); i++) {
        for (size_t bit = i % 4; bit < 8; bit += 4) {
            cn_buf copy;
            carnet_verdict *v = NULL;
            cn_buf_init(&copy);
            cn_buf_put_span(&copy, test_span_of(out));
            copy.data[i] ^= (uint8_t)(1u << bit);
            assert_status(carnet_verify(&v, copy.data, copy.len, test_trusted(),
                                        TEST_NUM_KEYS, TEST_NOW),
                          CARNET_OK);
            assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
            carnet_verify_free(v);
            cn_buf_free(&copy);
        }
    }
    carnet_buf_free(out);
    cn_buf_free(&file);
}

/* nil for an entry of a whole part; a proof for other entries than are here. */
static void proofs_and_items_that_do_not_fit_are_malformed(void **state)
{
    (void)state;
    static const char *const places[] = {"clinic/0", "clinic/1", "clinic/2"};
    test_credential *c = test_sample(1);
    cn_buf file = test_file_of(c);
    carnet_buf *made[3];
    for (size_t i = 0; i < 3; i++) {
        made[i] =
            presented(cn_buf_span(&file), NULL, (list){{places[i]}, 1}, none);
    }
    /* The front of the first, the body of the third: one is not at 0. */
    cn_api_passport p[2];
    cn_arena arena;
    cn_buf b;
    cn_arena_init_grow(&arena);
    cn_buf_init(&b);
    assert_status(cn_api_open(&p[0], &arena, test_span_of(made[0]), NULL),
                  CARNET_OK);
    assert_status(cn_api_open(&p[1], &arena, test_span_of(made[2]), NULL),
                  CARNET_OK);
    cn_cbor_put_array(&b, 1);
    cn_cbor_put_array(&b, 4);
    cn_buf_put_span(&b, p[0].credentials[0].front);
    if (p[1].credentials[0].packed) {
        cn_cbor_put_bytes(&b, p[1].credentials[0].body);
    } else {
        cn_buf_put_span(&b, p[1].credentials[0].body);
    }
    test_assert_bad(cn_buf_span(&b), CARNET_PRIVACY_PARTIAL);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_string_equal(carnet_verify_detail(v),
                        "in the proofs of the parts of credential 1");
    assert_int_equal(carnet_verify_offset(v), 0); /* of none more than others */
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf whole = test_hex_str("8181f6"); /* items: one array with nil */
    cn_buf_cut(&b, 0);
    test_put_start(&b, c, TEST_DESK);
    test_put_parts(&b, c, TEST_DESK);
    cn_buf_put_span(&b, cn_buf_span(&whole));
    test_assert_bad(cn_buf_span(&b), CARNET_CBOR_TYPE);
    cn_buf_free(&whole);
    cn_buf_free(&b);
    cn_arena_free(&arena);
    for (size_t i = 0; i < 3; i++) {
        carnet_buf_free(made[i]);
    }
    cn_buf_free(&file);
    test_end(c);
}

/* Elements of the one credential of a file: head, when, parts, body. */
static void split(cn_span out[4], const carnet_buf *file)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(
        &r, cn_span_of(carnet_buf_data(file) + 8, carnet_buf_len(file) - 8));
    cn_cbor_get_array(&r, 1, 1);
    cn_cbor_get_array(&r, 4, 4);
    for (size_t i = 0; i < 4; i++) {
        out[i] = cn_cbor_skip(&r);
    }
    assert_status(r.status, CARNET_OK);
}

/* Proofs, or entries, of another credential, which is as good and shows the
   same places: nobody signed such a mixture. */
static void two_credentials_do_not_mix(void **state)
{
    (void)state;
    cn_span of[2][4];
    carnet_buf *made[2];
    for (size_t i = 0; i < 2; i++) {
        test_credential *c = test_begin(1);
        c->root_seed[0] = (uint8_t)(40 + i);
        test_add_person(c, CN_API_DESK);
        test_add_json(c, CN_API_CLINIC, i == 0 ? METFORMIN : STOPPED);
        test_add_json(c, CN_API_CLINIC, DIABETES);
        test_sign(c);
        cn_buf file = test_file_of(c);
        made[i] = presented(cn_buf_span(&file), NULL, none,
                            (list){{"clinic/1", "private"}, 2});
        split(of[i], made[i]);
        cn_buf_free(&file);
        test_end(c);
    }
    for (unsigned mix = 0; mix < 16; mix++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 1);
        cn_cbor_put_array(&b, 4);
        for (size_t i = 0; i < 4; i++) {
            cn_buf_put_span(&b, of[mix >> i & 1][i]);
        }
        /* Both are of one day: of the rest all four must be of one. */
        bool pure = (mix & 13) == 0 || (mix & 13) == 13;
        test_assert_outcome(cn_buf_span(&b), pure ? CARNET_VERIFY_ACCEPTED
                                                  : CARNET_VERIFY_REFUSED);
        cn_buf_free(&b);
    }
    carnet_buf_free(made[0]);
    carnet_buf_free(made[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_chosen_by_number_kind_and_place),
        cmocka_unit_test(words_that_name_nothing_are_refused),
        cmocka_unit_test(what_can_not_be_read_is_not_known_to_go_on),
        cmocka_unit_test(a_result_that_names_no_test_is_no_blood_group),
        cmocka_unit_test(whoever_helps_sees_what_is_not_over),
        cmocka_unit_test(whoever_helps_sees_each_code_of_the_blood_group),
        cmocka_unit_test(an_empty_part_is_shown_to_whom_it_is_whole),
        cmocka_unit_test(audiences_see_what_the_table_says),
        cmocka_unit_test(whoever_helps_sees_what_ends_what_is_shown),
        cmocka_unit_test(credentials_of_which_a_desk_sees_nothing_are_left_out),
        cmocka_unit_test(
            the_private_part_is_in_pieces_only_where_a_word_says_so),
        cmocka_unit_test(a_kind_does_not_tell_whose_private_part_has_it),
        cmocka_unit_test(a_partial_part_is_said_and_lowers_nothing),
        cmocka_unit_test(a_part_that_lacks_one_entry_is_partial),
        cmocka_unit_test(every_choice_of_entries_verifies),
        cmocka_unit_test(what_is_withheld_is_not_in_the_bytes),
        cmocka_unit_test(private_entries_leave_no_trace_in_what_others_see),
        cmocka_unit_test(two_presentations_give_each_entry_once),
        cmocka_unit_test(references_to_withheld_entries_stand),
        cmocka_unit_test(every_changed_byte_is_noticed),
        cmocka_unit_test(proofs_and_items_that_do_not_fit_are_malformed),
        cmocka_unit_test(two_credentials_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
