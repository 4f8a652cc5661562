/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a code or a word asks for, docs/spec/parts.md rules 3 to 7, from the
 * table parts.def. What is not known is judged by its shape, and then never
 * moved to a less private part.
 */
#include "parts_i.h"

enum {
#define TOPIC(NAME, what) TOPIC_##NAME,
#include "parts.def"
};

static const char *const topics[] = {
#define TOPIC(NAME, what) what,
#include "parts.def"
};

/* Text and no pointers: there are some 2,000, and none needs relocation. */
typedef struct {
    char first[20], last[8]; /* last: empty where there is but one */
    uint8_t topic;
    uint8_t set;
    uint8_t part;
    bool marked;
} rule;

static const rule rules[] = {
#define RANGE(to, in, from, until, mark, TOPIC)                                \
    {from, until, TOPIC_##TOPIC, CN_SET_##in, CARNET_PART_##to, mark},
#define ONE(to, in, code, mark, TOPIC)                                         \
    {code, "", TOPIC_##TOPIC, CN_SET_##in, CARNET_PART_##to, mark},
#include "parts.def"
};

static const struct {
    const char *codes; /* spaces part them */
    uint8_t set, topic;
} each[] = {
#define EACH(in, TOPIC, codes) {codes, CN_SET_##in, TOPIC_##TOPIC},
#include "parts.def"
};

static cn_span span_of(const char *text)
{
    return cn_span_of(text, strlen(text));
}

static const char *last_of(const rule *r)
{
    return r->last[0] == '\0' ? r->first : r->last;
}

enum {
    HOW_BEGINNING,
    HOW_WHOLE
};

static const struct {
    const char *label;
    uint8_t how;
    uint8_t also;
} sets[] = {
#define SET(NAME, label, HOW, ALSO) {label, HOW_##HOW, CN_SET_##ALSO},
#include "parts.def"
};

/* A listed system follows the set of its own number. */
#define SYSTEM(number, NAME, ...)                                              \
    _Static_assert((int)CN_SET_##NAME == (number), #NAME);
#include "schema.def"

typedef struct {
    const char *pattern;
    uint8_t set;
    uint8_t least, most; /* characters */
} shape;

static const shape shapes[] = {
#define SHAPE(NAME, pattern, least, most) {pattern, CN_SET_##NAME, least, most},
#include "parts.def"
};

#define NUM(array) (sizeof(array) / sizeof *(array))

/* ---- which rules cover a piece ---- */

/* Order of a bare piece and a bound, by as many letters and digits as the bound
   has; what ends before stands before. *rest: what the piece has behind. */
static int order_of(const char *bare, const char *bound, const char **rest)
{
    for (; *bound != '\0'; bound++) {
        if (cn_parts_is_sign(*bound)) {
            continue;
        }
        if (*bare != *bound && (*bound != '?' || *bare == '\0')) {
            return *bare < *bound ? -1 : 1;
        }
        bare++;
    }
    *rest = bare;
    return 0;
}

static bool covers(const rule *r, int32_t set, const cn_parts_pieced *p)
{
    const char *rest = "";
    if (r->set != set && r->set != sets[set].also) {
        return false;
    }
    int first = order_of(p->bare, r->first, &rest);
    if (sets[set].how == HOW_WHOLE) {
        return first == 0 && *rest == '\0';
    }
    return first >= 0 && order_of(p->bare, last_of(r), &rest) <= 0;
}

static bool is_of(char c, char due)
{
    bool digit = c >= '0' && c <= '9';
    bool letter = c >= 'A' && c <= 'Z';
    return due == '@'   ? letter
           : due == '#' ? digit
           : due == '*' ? letter || digit
                        : c == due;
}

static bool has_shape(const char *text, const shape *s)
{
    size_t len = strlen(text);
    if (len < s->least || len > s->most) {
        return false;
    }
    size_t i = 0;
    while (i < len && is_of(text[i], s->pattern[i])) {
        i++;
    }
    return i == len;
}

/* Whether a piece looks like a code of a set. */
static bool fits(const cn_parts_pieced *p, int32_t set)
{
    for (size_t i = 0; i < NUM(shapes); i++) {
        if (shapes[i].set == set && (has_shape(p->text, &shapes[i]) ||
                                     has_shape(p->bare, &shapes[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- asking ---- */

typedef struct {
    cn_parts_asked *asked;
    const char *folded;
    bool joins; /* it joins codes, and is none as a whole */
    bool marked;
    bool known;
} question;

static void note(cn_parts_asked *a, const char *topic, const char *of,
                 cn_span first, cn_span last, const char *code)
{
    if (a->topic == NULL) {
        size_t len = strlen(code);
        len = len < sizeof a->code ? len : sizeof a->code - 1;
        a->topic = topic;
        a->of = of;
        a->first = first;
        a->last = last;
        memcpy(a->code, code, len);
        a->code[len] = '\0';
    }
}

static bool is_code(const char *bare, const char *code, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!cn_parts_is_sign(code[i]) && *bare++ != code[i]) {
            return false;
        }
    }
    return *bare == '\0';
}

static void ask_each(const question *q, int32_t set, const cn_parts_pieced *p)
{
    for (size_t i = 0; i < NUM(each) && !q->marked; i++) {
        const char *at = each[i].set == set ? each[i].codes : "";
        for (size_t len = strcspn(at, " "); len > 0; len = strcspn(at, " ")) {
            if (is_code(p->bare, at, len)) {
                note(q->asked, topics[each[i].topic], sets[set].label,
                     cn_span_of(at, len), cn_span_of(at, len), p->text);
                return;
            }
            at += len + (at[len] == ' ' ? 1 : 0);
        }
    }
}

/* The first rule that covers a piece decides for it. */
static void ask_piece(const question *q, int32_t set, const char *from,
                      size_t num)
{
    cn_parts_pieced p;
    cn_parts_piece(&p, from, num);
    if (!q->known && !fits(&p, set)) {
        return;
    }
    for (size_t i = 0; i < NUM(rules); i++) {
        const rule *r = &rules[i];
        if ((q->marked && !r->marked) || !covers(r, set, &p)) {
            continue;
        }
        if (r->part == CARNET_PART_PRIVATE) {
            note(q->asked, topics[r->topic], sets[r->set].label,
                 span_of(r->first), span_of(last_of(r)), p.text);
        } else if (r->part == CARNET_PART_DESK && q->known) {
            q->asked->desk = true;
        }
        return;
    }
    ask_each(q, set, &p);
}

/* The whole and its pieces; where beginnings count, hyphens part them too. */
static void ask_set(const question *q, int32_t set)
{
    const char *between = sets[set].how == HOW_BEGINNING ? " -" : " ";
    const char *at = q->folded;
    if (!q->joins) {
        ask_piece(q, set, at, strlen(at));
    }
    while (*at != '\0') {
        size_t num = strcspn(at, between);
        ask_piece(q, set, at, num);
        at += num;
        at += strspn(at, between);
    }
}

void cn_parts_ask_code(cn_parts_asked *a, int32_t set, cn_span code,
                       bool marked)
{
    char folded[CN_MODEL_CODE_MAX + 1];
    bool joins = memchr(code.data, '&', code.len) != NULL ||
                 memchr(code.data, '/', code.len) != NULL;
    cn_parts_fold(folded, code);
    question q = {a, folded, joins, marked, set >= 0};
    if (q.known) {
        ask_set(&q, set);
        return;
    }
    for (set = 0; set < CN_NUM_SETS; set++) {
        ask_set(&q, set);
    }
}

void cn_parts_ask_word(cn_parts_asked *a, const char *kind, const char *field,
                       const char *word)
{
    static const struct {
        const char *kind, *field, *word;
        uint8_t topic;
    } words[] = {
#define WORD(kind, field, word, NAME) {kind, field, word, TOPIC_##NAME},
#include "parts.def"
    };
    for (size_t i = 0; i < NUM(words); i++) {
        if (strcmp(kind, words[i].kind) == 0 &&
            strcmp(field, words[i].field) == 0 &&
            strcmp(word, words[i].word) == 0) {
            note(a, topics[words[i].topic], words[i].field, span_of(word),
                 span_of(word), word);
        }
    }
}

void cn_parts_ask_text(cn_parts_asked *a, const char *field, cn_span text)
{
    char word[CN_WORDS_PRIVATE_SIZE];
    if (a->topic != NULL || !cn_words_find_private(word, text)) {
        return;
    }
    size_t len = strlen(word);
    if (len >= sizeof a->code) { /* never half a character */
        len = cn_utf8_valid_prefix(cn_span_of(word, sizeof a->code - 1));
    }
    word[len] = '\0';
    note(a, "free text that tells", field, cn_span_of(NULL, 0),
         cn_span_of(NULL, 0), word);
    a->first = a->last = cn_span_str(a->code);
}

typedef struct {
    const char *owner, *field;
} place;

static bool is_among(const place *places, size_t num, const char *owner,
                     const char *field)
{
    size_t i = 0;
    while (i < num && (strcmp(owner, places[i].owner) != 0 ||
                       strcmp(field, places[i].field) != 0)) {
        i++;
    }
    return i < num;
}

bool cn_parts_is_marked(const char *kind, const char *field)
{
    static const place marked[] = {
#define MARKED(kind, field) {kind, field},
#include "parts.def"
    };
    return is_among(marked, NUM(marked), kind, field);
}

bool cn_parts_is_name(const char *owner, const char *field)
{
    static const place names[] = {
#define NAME(owner, field) {owner, field},
#include "parts.def"
    };
    return is_among(names, NUM(names), owner, field);
}
