/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the carnet command share: exit statuses, options of one
 * call, messages, files. The command uses nothing of carnet but its public
 * headers, and holds no rule about passports of its own.
 */
#ifndef CLI_H
#define CLI_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <carnet/carnet.h>

/* Exit statuses; 64 and up as in sysexits.h. */
enum {
    CLI_OK = 0,           /* accepted, or done */
    CLI_REVIEW = 1,       /* a person must look */
    CLI_REFUSED = 2,      /* refused */
    CLI_USAGE = 64,       /* the call is wrong */
    CLI_DATA = 65,        /* the input is wrong */
    CLI_NO_INPUT = 66,    /* the input can't be opened */
    CLI_SOFTWARE = 70,    /* out of memory and the like */
    CLI_CANT_CREATE = 73, /* the output can't be made, or is there already */
    CLI_IO = 74,          /* reading or writing broke off */
    CLI_PRIVATE = 78      /* a readable private part: say --whole */
};

/* ---- one call ---- */

/* Options, each a letter of its own for getopt_long and the verbs' lists. */
enum {
    CLI_OUT = 'o',
    CLI_HELP = 'h',
    CLI_KEY = 'k',
    CLI_TRUST = 't',
    CLI_NOW = 'n',
    CLI_JSON = 'j',
    CLI_WHOLE = 'w',
    CLI_TEXT_ONLY = 'x',
    CLI_DRY_RUN = 'd',
    CLI_TEMPLATE = 'T',
    CLI_DATE = 'D',
    CLI_VALID_UNTIL = 'V',
    CLI_MOVE = 'm',
    CLI_FORMAT = 'f',
    CLI_LEVEL = 'l',
    CLI_QUIET = 'q',
    CLI_MODULE_PX = 'p',
    CLI_MODULE_MM = 'M',
    CLI_INVERT = 'i',
    CLI_UNVERIFIED = 'u',
    CLI_COSE = 'c',
    CLI_DIAG = 'g',
    CLI_CREDENTIAL = 'C',
    CLI_LANG = 'L',
    CLI_SET = 'e',
    CLI_PARITY = 'y',
    CLI_REPORT = 'r',
    CLI_STRICT = 's',
    CLI_AUDIENCE = 'a',
    CLI_SHOW = 'S',
    CLI_WITHHOLD = 'W',
    CLI_SEAL = 'E',
    CLI_DECOY = 'Y',
    CLI_PHRASE_FD = 'F',
    CLI_SEALING = 'X',
    CLI_SEPARATE = 'P',
    CLI_DEVICE = 'Z',
    CLI_BAUD = 'B',
    CLI_COLOR = 'K',
    CLI_BELL = 'b',
    CLI_INTO = 'I',
    CLI_SAME_PERSON = 'O',
    CLI_PIN = 'R',
    CLI_STORE = 'Q',
    CLI_DAYS = '1',
    CLI_NAME = 'A',
    CLI_COUNTRY = 'G',
    CLI_KIND = '2',
    CLI_SEALING_KEY = 'z',
    CLI_FROM = '3',
    CLI_UNTIL = 'U',
    CLI_MAY_SIGN = 'H',
    CLI_USE = '4',
    CLI_ON = '5',
    CLI_AS = '6',
    CLI_PREVIOUS = '7',
    CLI_NEXT_KEY = '8',
    CLI_BATCH = 'N',
    CLI_JOBS = 'J',
    CLI_EXPLAIN = '0',
    CLI_RESTATE = '9',
    CLI_STATUS = '@',
    CLI_IN_ERROR = '!',
    CLI_BITS = '#',
    CLI_SIZE = '=',
    CLI_INDEX = '[',
    CLI_TTL = ';',
    CLI_VERSION = 'v'
};

enum {
    CLI_MAX_LIST = 64 /* how often an option may be given again */
};

/* What the words of one call say; a verb takes what it knows. */
typedef struct {
    const char *out;
    const char *key;
    const char *trust[CLI_MAX_LIST];
    size_t num_trust;
    const char *move[CLI_MAX_LIST]; /* "N=PART" */
    size_t num_move;
    const char *audience;
    const char *separate;           /* names of audiences, commas between */
    const char *show[CLI_MAX_LIST]; /* words of carnet_privacy_present */
    size_t num_show;
    const char *withhold[CLI_MAX_LIST];
    size_t num_withhold;
    const char *seal[CLI_MAX_LIST]; /* "PART:WHO" */
    size_t num_seal;
    const char *decoy[CLI_MAX_LIST]; /* "PART" */
    size_t num_decoy;
    long phrase_fd; /* file descriptor */
    const char *template_kind;
    const char *date;
    const char *valid;
    const char *format;
    const char *level;
    const char *report;
    const char *device;
    const char *color; /* auto, always or never */
    long baud;
    long jobs; /* threads; 0: as many as there are processors */
    const char *into;
    const char *pins[CLI_MAX_LIST]; /* public keys of trust lists */
    size_t num_pins;
    const char *store;                /* a folder of trust lists */
    const char *status[CLI_MAX_LIST]; /* status lists; of issue: a draft */
    size_t num_status;
    long bits, size; /* of a status list's draft */
    long index;
    long ttl_s;
    long days;
    const char *name; /* of an issuer, and what its key may do */
    const char *country;
    const char *kind;
    const char *sealing_key;
    const char *from;
    const char *until;
    const char *may_sign;
    const char *use;
    const char *on; /* the day of withdrawal */
    const char *as;
    const char *previous;
    const char *next_key;
    long quiet;     /* modules */
    long module_px; /* pixels */
    long module_um; /* micrometres */
    int64_t now_s;
    int32_t offset_m; /* of its clock, minutes east of UTC */
    bool has_now;
    size_t credential; /* from 1 */
    bool given[128];   /* whether an option was given, by letter */
    int num_args;
    char **args;    /* what is no option */
    int first_file; /* the first of args that names one */
} cli_call;

typedef struct {
    const char *name;
    int (*run)(const cli_call *call);
    const char *options; /* letters that it knows; h always */
    int min_args, max_args;
    int first_file; /* the first of them that names a file */
    const char *help;
} cli_verb;

/* What a verb does by its first word; letters of the options that this knows.
   Ended by one without a name. */
typedef struct {
    const char *name;
    int (*run)(const cli_call *call);
    const char *options;
} cli_action;

/* CLI_USAGE, said, where a call has an option of another letter than these (and
   --lang): words, its verb first, would do nothing with it. */
int cli_take_only(const cli_call *call, const char *words, const char *options);
/* Runs the action that a call names. No option is taken that does nothing. */
int cli_run_action(const cli_call *call, const char *verb,
                   const cli_action *actions);

/* The verbs, ended by one without a name (help.c). */
extern const cli_verb cli_verbs[];
extern const char cli_usage[];
/* NULL if there is none of that name. */
const cli_verb *cli_find_verb(const char *name);
/* Takes the words of a call apart; argv[0] is the verb. CLI_OK or CLI_USAGE,
   said on standard error. */
int cli_parse(cli_call *out, const cli_verb *v, int argc, char **argv);

/* The long name of an option; "?" if there is none. */
const char *cli_option_name(int letter);

int cli_verb_key(const cli_call *call);
int cli_verb_issue(const cli_call *call);
int cli_verb_qr(const cli_call *call);
int cli_verb_scan(const cli_call *call);
int cli_verb_verify(const cli_call *call);
int cli_verb_show(const cli_call *call);
int cli_verb_view(const cli_call *call);
int cli_verb_peek(const cli_call *call);
int cli_verb_present(const cli_call *call);
int cli_verb_merge(const cli_call *call);
int cli_verb_log(const cli_call *call);
int cli_verb_diff(const cli_call *call);
int cli_verb_open(const cli_call *call);
int cli_verb_export(const cli_call *call);
int cli_verb_fhir(const cli_call *call);
int cli_verb_trust(const cli_call *call);
int cli_verb_status(const cli_call *call);
int cli_verb_desk(const cli_call *call);

/* --now, or the machine's clock: the command's only look at it. */
int64_t cli_now(const cli_call *call);
/* How far east of UTC that clock stands, in minutes. */
int32_t cli_offset(const cli_call *call);
/* Its day in UTC, since 1970-01-01. */
int32_t cli_today(const cli_call *call);
/* The day there, which what is signed now is of. */
int32_t cli_today_here(const cli_call *call);
/* The day that an option ("--date") gives. CLI_OK or CLI_USAGE, said. */
int cli_take_day(int32_t *out, const char *option, const char *text);

enum {
    CLI_DAY_S = 86400 /* seconds of a day */
};
/* The day of a time in UTC, since 1970-01-01, rounded down also before it. */
int32_t cli_day_of(int64_t seconds);

/* ---- messages (say.c) ---- */

/* "carnet: ..." on standard error, one line, made safe for a terminal. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, and gives code back. */
int cli_fail(int code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "can't WHAT FILE: ..." with what errno says. */
int cli_fail_errno(int code, const char *what, const char *path);
/* What is wrong with a file, behind its name. */
int cli_fail_file(int code, const char *path, const char *says);
/* A status of the library about a file: its words, and place and reason where
   problem is given. Gives the exit status that fits. */
int cli_fail_status(carnet_status status, const char *path,
                    const carnet_problem *problem);
/* The same of what stops nothing: it is said, and is no failure of the call. */
void cli_say_status(carnet_status status, const char *path,
                    const carnet_problem *problem);
/* The exit status that fits; nothing is said. */
int cli_exit_of_status(carnet_status status);
/* ,"status":23,"name":"TEXT_EU_DCC" behind another member of an object. */
void cli_put_status(FILE *f, carnet_status status);
/* A name or word from outside as a message can show it: one line, made safe
   for a terminal, "..." behind where it is cut. */
typedef struct {
    char text[256];
} cli_name;
cli_name cli_safe(const char *word);
/* The same of a path; "standard input" for a dash. */
cli_name cli_shown(const char *path);
/* The same of where output goes; "standard output" for a dash. */
cli_name cli_shown_output(const char *path);
/* Writes text to a stream, made safe for a terminal. */
void cli_print(FILE *f, const char *text, size_t len);
/* Writes text on standard output as a JSON string, quotes included; what is
   not safe on a terminal becomes U+FFFD. */
void cli_print_json(const char *text, size_t len);
/* The same on another stream. */
void cli_put_json(FILE *f, const char *text, size_t len);
/* before as it is, and text as cli_print_json has it. */
void cli_print_string(const char *before, const char *text);
/* JSON as the library gave it, on standard output, and freed; or why it gave
   none, said of what. CLI_OK or an exit status. */
int cli_print_given_json(carnet_status status, carnet_buf *json,
                         const char *what);
/* "  label 2026-03-01"; nothing where there is no such day. */
cli_name cli_day(const char *before, int32_t days, const char *after);
void cli_print_day(const char *before, int32_t days, const char *after);
/* At most 127 bytes in lower-case hex. */
cli_name cli_hex(const uint8_t *bytes, size_t len);
void cli_print_hex(const uint8_t *bytes, size_t len);
/* desk, clinic, private. */
const char *cli_part_name(int32_t part);

/* ---- failures in JSON (failure.c) ---- */

/* What failed in this thread; the functions above that fail note it. status:
   CARNET_OK where it is none of the library's. path: NULL for none. text:
   English. */
void cli_note_failure(carnet_status status, const char *path, const char *text);
/* What failed last stops nothing, or has been told. */
void cli_forget_failure(void);
/* ,"status":84,"name":"TRUST_PIN","text":"..." behind another member of an
   object; null and the name of the exit status where the library had no word in
   it. */
void cli_put_failure(FILE *f, int code);
/* What failed, if anything did, as an object on standard output: why a call
   that was to answer in JSON does not. */
void cli_tell_failure(int code);

/* ---- envelopes (peek.c) ---- */

/* A line or two for each credential, as claimed: who issued it and when, and
   what there is of it. */
void cli_list_credentials(FILE *f, const carnet_envelope *e);
/* All of an envelope as JSON, on standard output. */
void cli_print_envelope_json(const carnet_envelope *e);
/* The same of a passport that was made of what a call reads. */
int cli_print_made_json(const cli_call *call, const carnet_buf *made);

/* ---- language (speak.c) ---- */

/* Chooses the language of what people read, by its BCP 47 tag: CLI_OK or
   CLI_USAGE, said, where there are no words in it. */
int cli_speak(const char *locale);
const char *cli_language(void);
/* A line of phrases of the phrase book in that language, as the library says
   them; a step behind one that failed does nothing. */
typedef struct {
    FILE *f;    /* that text is written through, until the end */
    char *text; /* NUL-terminated at the end */
    size_t len;
    size_t num_unreviewed; /* words in it that nobody has reviewed */
    carnet_status status;
} cli_line;
void cli_line_begin(cli_line *line);
/* Text of the command's own: what stands between phrases. */
void cli_line_text(cli_line *line, const char *text);
/* A phrase with a value or a number in its place; "": without one. */
void cli_line_phrase(cli_line *line, const char *name, const char *value);
void cli_line_number(cli_line *line, const char *name, size_t number);
/* The sentence of a status. */
void cli_line_status(cli_line *line, carnet_status status);
/* CLI_OK or an exit status, said on standard error. Free it either way. */
int cli_line_end(cli_line *line);
void cli_line_free(cli_line *line);
/* What a message says in that language. */
typedef struct {
    char text[4 * CARNET_WORDS_SIZE];
} cli_phrase;

/* ---- files (read.c, write.c) ---- */

typedef struct {
    uint8_t *data; /* one zero byte behind */
    size_t len;
} cli_bytes;

enum {
    CLI_MAX_NAME = 4096,   /* bytes of a file's name that is made here */
    CLI_MAX_FILE = 8388608 /* bytes of a file of a passport, list or draft:
                              what the library takes at most */
};

/* The name of one of several files: p-WORD.png of p.png. False where it is too
   long. */
bool cli_name_beside(char out[CLI_MAX_NAME], const char *path,
                     const char *word);

/* How a file is written. */
enum {
    CLI_TEXT,        /* text: on standard output made safe for a terminal */
    CLI_BINARY,      /* not to a terminal */
    CLI_NEW,         /* text; a file of that name is kept and the call fails */
    CLI_SECRET,      /* as CLI_NEW, and readable by its owner alone */
    CLI_OWNERS = 16, /* with CLI_TEXT or CLI_BINARY: health data; a file that
                        was not there is readable by its owner alone */
    CLI_DRAFT = 32   /* the draft of a status list, over its last state, which
                        nothing else is written over */
};

/* No path, or "-": a standard stream. */
bool cli_is_dash(const char *path);
/* Whole file, or standard input for "-"; at most max bytes, which is all that
   a what can have. CLI_OK or an exit status, said on standard error. Free with
   cli_bytes_free (wipes). */
int cli_read(cli_bytes *out, const char *path, size_t max, const char *what);
void cli_bytes_free(cli_bytes *b);
/* A copy of len bytes; false where there is no memory. */
bool cli_bytes_copy(cli_bytes *out, const void *data, size_t len);
/* Sets bytes to zero, whatever the compiler thinks of it. */
void cli_wipe(void *data, size_t len);
/* Writes a file whole or not at all, or to standard output. */
int cli_write(const char *path, const void *data, size_t len, int how);
/* Writes the text of a code as a line, or in JSON, where the call says. */
int cli_write_text(const cli_call *call, const char *text, size_t len);
/* CLI_USAGE, said, where JSON would go anywhere but to standard output. */
int cli_check_json_alone(const cli_call *call);
/* CLI_USAGE, said, where the output of a call would go into a file that it
   reads (same.c). */
int cli_check_same(const cli_call *call);
/* CLI_USAGE, said, where standard output is due to take both the output of a
   call and its JSON. */
int cli_check_json_out(const cli_call *call);

/* ---- keys and passports (input.c) ---- */

enum {
    CLI_MAX_PEM = 4096, /* bytes of a key file */
    CLI_MAX_TEXT = 4296 /* characters of a passport as text */
};

/* What a file is by its first bytes. */
typedef enum {
    CLI_IS_UNKNOWN,
    CLI_IS_KEY,
    CLI_IS_JSON,
    CLI_IS_PASSPORT,
    CLI_IS_PICTURE,
    CLI_IS_OTHER_PICTURE,
    CLI_IS_MARKED /* as some editors mark text, and no reader of ours takes */
} cli_kind;
/* Says what a file seems to be where it is not what is due. */
void cli_say_other(const char *path, cli_bytes b, cli_kind due);
/* One file of a call: the text in a picture (where built in), or its bytes;
 *is_picture_out says which. */
int cli_read_code(cli_bytes *out, bool *is_picture_out, const char *path);
/* A public key of a file, or of its bytes, which are freed. */
int cli_read_public(carnet_public_key **out, const char *path);
int cli_decode_public(carnet_public_key **out, cli_bytes *pem,
                      const char *path);
int cli_read_secret(carnet_secret_key **out, const char *path);
/* Either, from the bytes of a file, which are freed; the other one is NULL. */
int cli_decode_any_key(carnet_public_key **open_out,
                       carnet_secret_key **secret_out, cli_bytes *pem,
                       const char *path);

/* ---- what verbs read (join.c) ---- */

/* Reads the passport that a call's files are: a text, a file or a picture, told
   apart by content, or codes of one set, which are joined. */
int cli_read_passport(cli_bytes *out, const cli_call *call);
/* What is in one file, whatever it is; codes of a set are joined. Any thread,
   but for standard input. */
int cli_read_one(cli_bytes *out, const char *path);
/* As cli_read_passport, but the only file that is no picture is a text of codes
   of a set: what was scanned. */
int cli_read_codes(cli_bytes *out, const cli_call *call);
/* A call of which only the arguments from first on are files. */
cli_call cli_files_from(const cli_call *call, int first);
/* What one file of several holds: a passport, or codes of one set. */
int cli_read_each(cli_bytes *out, const char *path);

/* ---- pictures (image.c, png.c) ---- */

#define CLI_MAX_IMAGE (64u << 20) /* bytes of an image file */

/* Text of the one QR code in an image; free with cli_bytes_free. */
int cli_scan_image(cli_bytes *text_out, const uint8_t *data, size_t len,
                   const char *path);
/* PNG of a symbol, one bit a pixel, with its size in pixels a metre. */
int cli_png(cli_bytes *out, const carnet_qr *qr, long quiet, long module_px,
            long module_um);

#endif
