/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The language in which the command speaks to people: what a verdict, an entry
 * and an error say. What other programs read, and the help, stay as they are.
 */
#include "cli.h"

static const char *spoken = "en"; /* of the one call that a process makes */

/* A BCP 47 tag of what may be the name of a POSIX locale: fr_FR.UTF-8. */
static cli_phrase tag_of(const char *locale)
{
    cli_phrase out = {""};
    snprintf(out.text, sizeof out.text, "%.*s", (int)strcspn(locale, ".@"),
             locale);
    for (char *p = out.text; (p = strchr(p, '_')) != NULL;) {
        *p = '-';
    }
    return out;
}

int cli_speak(const char *locale)
{
    char yes[CARNET_WORDS_SIZE];
    int32_t state = CARNET_WORDS_NONE;
    cli_phrase asked = tag_of(locale);
    const char *tag = asked.text;
    spoken = carnet_words_match(tag, strlen(tag));
    if (tag[0] != '\0' &&
        carnet_words_phrase(yes, &state, "yes", 3, tag, strlen(tag)) ==
            CARNET_OK &&
        state != CARNET_WORDS_ENGLISH) {
        return CLI_OK;
    }
    char list[256] = "";
    size_t len = 0;
    for (size_t i = 0; i < carnet_words_num_languages(); i++) {
        len +=
            (size_t)snprintf(list + len, sizeof list - len, "%s%s",
                             i == 0 ? "" : ", ", carnet_words_get_language(i));
        len = len < sizeof list ? len : sizeof list - 1;
    }
    return cli_fail(CLI_USAGE, "no words in '%s'; there are %s",
                    cli_safe(locale).text, list);
}

const char *cli_language(void)
{
    return spoken;
}

/* Appends " (english)" where nobody has reviewed the words before it; without
   the place of a value, which they have. */
static void add_english(cli_phrase *out, int32_t state, const char *english)
{
    size_t len = strlen(out->text);
    const char *hole = strstr(english, "{}");
    int before =
        (int)(hole == NULL ? strlen(english) : (size_t)(hole - english));
    const char *behind = hole == NULL ? "" : hole + 2;
    while (before > 0 && strchr(": ", english[before - 1]) != NULL) {
        before--;
    }
    if (state == CARNET_WORDS_UNREVIEWED && strcmp(spoken, "en") != 0) {
        snprintf(out->text + len, sizeof out->text - len, " (%.*s%s)", before,
                 english, behind);
    }
}

cli_phrase cli_say_phrase(const char *name)
{
    cli_phrase out = {""};
    char english[CARNET_WORDS_SIZE];
    int32_t state = CARNET_WORDS_NONE;
    if (carnet_words_phrase(out.text, &state, name, strlen(name), spoken,
                            strlen(spoken)) != CARNET_OK ||
        carnet_words_phrase(english, NULL, name, strlen(name), "en", 2) !=
            CARNET_OK) {
        snprintf(out.text, sizeof out.text, "%s", name);
        return out;
    }
    add_english(&out, state, english);
    return out;
}

cli_phrase cli_say_with(const char *name, const char *value)
{
    cli_phrase phrase = cli_say_phrase(name);
    cli_phrase out = {""};
    const char *hole = strstr(phrase.text, "{}");
    int before = (int)(hole == NULL ? strlen(phrase.text)
                                    : (size_t)(hole - phrase.text));
    snprintf(out.text, sizeof out.text, "%.*s%s%s", before, phrase.text,
             hole == NULL ? "" : value, hole == NULL ? "" : hole + 2);
    return out;
}

cli_phrase cli_say_number(const char *name, size_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    return cli_say_with(name, digits);
}

cli_phrase cli_say_status(carnet_status status, const char *english)
{
    cli_phrase out = {""};
    int32_t state = CARNET_WORDS_NONE;
    if (carnet_words_status(out.text, &state, status, spoken, strlen(spoken)) !=
        CARNET_OK) {
        snprintf(out.text, sizeof out.text, "%s", carnet_status_text(status));
        return out;
    }
    add_english(&out, state, english);
    return out;
}
