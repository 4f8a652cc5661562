/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every status that a call of carnet can return, and the words for it.
 * A status says whether a question could be answered; what the answer is
 * (accepted, review, refused) is an outcome, see verify.h.
 * Values are never renumbered, reused or reordered. Ranges are classes:
 * 1 caller, 20 and 180 text and compression, 40 CBOR form, 60 signature, 80 and
 * 200 trust list, 100 record, 120 privacy, 140 interop and JSON, 160 QR.
 */
#ifndef CARNET_STATUS_H
#define CARNET_STATUS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(CARNET_BUILD) && defined(__GNUC__)
#define CARNET_API __attribute__((visibility("default")))
#else
#define CARNET_API
#endif

#if defined(__GNUC__)
#define CARNET_MUST_USE __attribute__((warn_unused_result))
#else
#define CARNET_MUST_USE
#endif

/* What every fallible call returns: one of the constants below. */
typedef int32_t carnet_status;

enum {
    CARNET_OK = 0, /* done */

    /* Caller: the call itself is wrong, or the machine has no more. */
    CARNET_CALLER_NULL = 1,   /* a pointer that must not be NULL is */
    CARNET_CALLER_RANGE = 2,  /* an argument is outside its stated range */
    CARNET_CALLER_MEMORY = 3, /* out of memory */
    CARNET_CALLER_ARENA = 4,  /* the caller's arena is too small */
    CARNET_CALLER_RANDOM = 5, /* the system gives no randomness */
    CARNET_CALLER_ABSENT = 6, /* there is no such field, entry or index */
    CARNET_CALLER_TYPE = 7,   /* the field holds another type */

    /* Text and compression. */
    CARNET_TEXT_EMPTY = 20,       /* nothing there */
    CARNET_TEXT_PREFIX = 21,      /* begins with nothing that carnet knows */
    CARNET_TEXT_LOWER_CASE = 22,  /* lower case where upper case is meant */
    CARNET_TEXT_EU_DCC = 23,      /* HC1: an EU certificate, not a passport */
    CARNET_TEXT_SHC = 24,         /* shc:/ a SMART Health Card */
    CARNET_TEXT_KEYBOARD = 25,    /* typed by a scanner with other layout */
    CARNET_TEXT_PERCENT = 26,     /* %20 or the like: mangled by a web form */
    CARNET_TEXT_SPACE = 27,       /* white space that does not belong there */
    CARNET_TEXT_ALPHABET = 28,    /* a character outside Base45 */
    CARNET_TEXT_OVERFLOW = 29,    /* a Base45 group above its range */
    CARNET_TEXT_LENGTH = 30,      /* a length that no Base45 text has */
    CARNET_TEXT_TOO_LONG = 31,    /* longer than the limit */
    CARNET_TEXT_MAGIC = 32,       /* the file's first bytes are damaged */
    CARNET_TEXT_LIST = 33,        /* a trust or status list, not a passport */
    CARNET_TEXT_SET = 34,         /* one code of a set, not a whole passport */
    CARNET_INFLATE_DATA = 35,     /* no valid DEFLATE stream */
    CARNET_INFLATE_TRAILING = 36, /* bytes after the end of the stream */
    CARNET_INFLATE_LIMIT = 37,    /* inflates to more than the limit */
    CARNET_INFLATE_STORED = 38,   /* a stored block or several, refused */
    CARNET_INFLATE_SPARE = 39,    /* spare bits after the stream not zero */

    /* CBOR form (RFC 8949 section 4.2.1). */
    CARNET_CBOR_TRUNCATED = 40,  /* ends in the middle of an item */
    CARNET_CBOR_TRAILING = 41,   /* bytes after the item */
    CARNET_CBOR_SHORTEST = 42,   /* a number not in its shortest form */
    CARNET_CBOR_INDEFINITE = 43, /* an indefinite length */
    CARNET_CBOR_FLOAT = 44,      /* a float */
    CARNET_CBOR_TAG = 45,        /* a tag */
    CARNET_CBOR_SIMPLE = 46,     /* a simple value but false, true, nil */
    CARNET_CBOR_RESERVED = 47,   /* a reserved additional information */
    CARNET_CBOR_KEY_ORDER = 48,  /* map keys not in bytewise order */
    CARNET_CBOR_KEY_TWICE = 49,  /* a map key twice */
    CARNET_CBOR_UTF8 = 50,       /* a text string that is not UTF-8 */
    CARNET_CBOR_DEPTH = 51,      /* nested deeper than the limit */
    CARNET_CBOR_COUNT = 52,      /* a count larger than what is there */
    CARNET_CBOR_STRING = 53,     /* a string longer than the limit */
    CARNET_CBOR_TYPE = 54,       /* another type than the format wants */
    CARNET_CBOR_RANGE = 55,      /* a number outside the format's range */
    CARNET_CBOR_SHAPE = 56,      /* an array or map of the wrong size */

    /* Keys and signatures. */
    CARNET_KEY_FORM = 60,      /* not a key in a form that carnet reads */
    CARNET_KEY_ALGORITHM = 61, /* a key of another algorithm */
    CARNET_KEY_LOW_ORDER = 62, /* a point of low order or not canonical */
    CARNET_KEY_SECRET = 63,    /* a secret key where a public one is due */
    CARNET_KEY_PUBLIC = 64,    /* a public key where a secret one is due */
    CARNET_KEY_UNKNOWN = 65,   /* no trusted key has this key id */
    CARNET_KEY_SIGNATURE = 66, /* no trusted key made this signature */
    CARNET_KEY_FUTURE = 68,    /* dated after the day of verification */
    CARNET_KEY_EXPIRED = 69,   /* past its last valid day */
    CARNET_KEY_EXCHANGE = 70,  /* an X25519 point of low order */
    CARNET_KEY_WINDOW = 71,    /* signed on a day outside the key's window */
    CARNET_KEY_USE = 72,       /* a key that may not sign credentials */
    CARNET_KEY_SCOPE = 73,   /* a kind of entry that its issuer may not sign */
    CARNET_KEY_RETIRED = 74, /* signed after the key was retired */
    CARNET_KEY_COMPROMISED = 75, /* the key was stolen or may have been */
    CARNET_KEY_TEST = 76,        /* a key whose secret half is published */
    CARNET_KEY_TWICE = 77,       /* one key under two names, or twice */
    CARNET_KEY_CROWDED = 78,     /* more keys of one key id than are tried */
    CARNET_KEY_ISSUER = 79,      /* about what another key signed */

    /* Whom to believe. */
    CARNET_TRUST_HOLDER = 80,     /* credentials speak of different persons */
    CARNET_TRUST_NAMELESS = 81,   /* does not say whose it is */
    CARNET_TRUST_UNTIED = 82,     /* nothing ties it to the other credentials */
    CARNET_TRUST_FORM = 83,       /* not in the one form of a trust list */
    CARNET_TRUST_PIN = 84,        /* a list signed by another key than due */
    CARNET_TRUST_OLDER = 85,      /* an older list than the one at hand */
    CARNET_TRUST_FORKED = 86,     /* as old as the one at hand, but not it */
    CARNET_TRUST_EPOCH = 87,      /* lists between the two are missing */
    CARNET_TRUST_OTHER = 88,      /* another list than the one at hand */
    CARNET_TRUST_BACK = 89,       /* a withdrawn key is no longer so */
    CARNET_TRUST_SELF = 90,       /* names the key of a list as an issuer's */
    CARNET_TRUST_LAST = 91,       /* no list can come after this one */
    CARNET_TRUST_EMPTY = 92,      /* a list without any issuer */
    CARNET_TRUST_STALE = 93,      /* past the day of the next list */
    CARNET_TRUST_REVOKED = 94,    /* its issuer has taken it back */
    CARNET_TRUST_SUSPENDED = 95,  /* its issuer has stopped it for now */
    CARNET_TRUST_IN_ERROR = 96,   /* entered in error, says its issuer */
    CARNET_TRUST_NO_STATUS = 97,  /* no status list of its issuer at hand */
    CARNET_TRUST_STATUS = 98,     /* the list does not tell its status */
    CARNET_TRUST_STATUS_OLD = 99, /* the status list is past its end */

    /* Record. */
    CARNET_RECORD_KIND = 100,      /* no kind of that name */
    CARNET_RECORD_FIELD = 101,     /* no field of that name in this kind */
    CARNET_RECORD_TYPE = 102,      /* a value of another type */
    CARNET_RECORD_REQUIRED = 103,  /* a required field is missing */
    CARNET_RECORD_RANGE = 104,     /* a number outside the field's range */
    CARNET_RECORD_CODE = 105,      /* a code that its system can't have */
    CARNET_RECORD_SYSTEM = 106,    /* a code system unknown or not allowed */
    CARNET_RECORD_DATE = 107,      /* no such calendar date or instant */
    CARNET_RECORD_UNIT = 108,      /* a unit that UCUM can't have */
    CARNET_RECORD_TEXT = 109,      /* text with control characters, or empty */
    CARNET_RECORD_TOO_LONG = 110,  /* text or list over its limit */
    CARNET_RECORD_DECIMAL = 111,   /* a decimal that does not fit */
    CARNET_RECORD_ENUM = 112,      /* a word that is not in the field's list */
    CARNET_RECORD_FORM = 113,      /* not the one legal encoding */
    CARNET_RECORD_REFERENCE = 114, /* a reference to nothing */
    CARNET_RECORD_PART = 115,      /* a part less private than asked for */
    CARNET_RECORD_LINK = 116,      /* a reference to a more private part */
    CARNET_RECORD_COUNT = 117,     /* more entries or credentials than may be */
    CARNET_RECORD_EMPTY = 118,     /* no entry at all */
    CARNET_RECORD_TWICE = 119,     /* what may stand once stands twice */

    /* Privacy. */
    CARNET_PRIVACY_PROOF = 120,      /* a proof that the tree can't have */
    CARNET_PRIVACY_PARTIAL = 121,    /* a partial proof that does not fit */
    CARNET_PRIVACY_NOTHING = 122,    /* nothing would be left to be seen */
    CARNET_PRIVACY_CHOICE = 123,     /* no such audience, entry or kind */
    CARNET_PRIVACY_SEAL = 124,       /* a sealed part of a wrong form */
    CARNET_PRIVACY_UNOPENED = 125,   /* no lock opens, or it was changed */
    CARNET_PRIVACY_CONTENT = 126,    /* opened, and not what was signed */
    CARNET_PRIVACY_UNSEALED = 127,   /* nothing is sealed here */
    CARNET_PRIVACY_PHRASE = 128,     /* no phrase that carnet makes: a PIN */
    CARNET_PRIVACY_MISTYPED = 129,   /* its check character does not fit */
    CARNET_PRIVACY_PIECES = 130,     /* nothing that is whole, to be sealed */
    CARNET_PRIVACY_RECIPIENTS = 131, /* none, one twice, or more than 8 */
    CARNET_PRIVACY_HOLDER = 132,     /* passports of two persons, or unknown */
    CARNET_PRIVACY_TRIES = 133,      /* more for a phrase to open than it may */

    /* JSON (RFC 8259). */
    CARNET_JSON_SYNTAX = 140,   /* not JSON */
    CARNET_JSON_TRAILING = 141, /* something after the value */
    CARNET_JSON_DEPTH = 142,    /* nested deeper than the limit */
    CARNET_JSON_TWICE = 143,    /* a key twice in one object */
    CARNET_JSON_UTF8 = 144,     /* not UTF-8, or half a surrogate pair */
    CARNET_JSON_NUMBER = 145,   /* a number that JSON can't have */
    CARNET_JSON_TOO_LONG = 146, /* longer than the limit */
    CARNET_JSON_BOM = 147,      /* a byte order mark in front */
    CARNET_JSON_BUNDLE = 148,   /* no FHIR bundle about one person */

    /* The JSON door. */
    CARNET_JSON_OPERATION = 149, /* no operation of that name */
    CARNET_JSON_MEMBER = 150,    /* a member that the operation does not have */
    CARNET_JSON_MISSING = 151,   /* a member that it needs is not there */
    CARNET_JSON_VALUE = 152,     /* a value of another type or form */

    /* QR. */
    CARNET_QR_TOO_LARGE = 160, /* needs a version above 20 */
    CARNET_QR_PRIVATE = 161,   /* a readable private part is not empty */
    CARNET_QR_TEXT = 162,      /* not a text for alphanumeric mode */

    /* Text, continued: the numbers from 20 on are all given. */
    CARNET_TEXT_BOM = 180,         /* UTF-8 with a byte order mark in front */
    CARNET_TEXT_UTF16 = 181,       /* UTF-16, which two bytes in front say */
    CARNET_TEXT_SET_OTHER = 182,   /* a code of another set */
    CARNET_TEXT_SET_COUNT = 183,   /* of the same whole, cut otherwise */
    CARNET_TEXT_SET_INDEX = 184,   /* a number that no code of a set has */
    CARNET_TEXT_SET_SIZE = 185,    /* lengths that do not agree */
    CARNET_TEXT_SET_MISSING = 186, /* codes of the set are missing */
    CARNET_TEXT_SET_DIGEST = 187,  /* the codes are not of one whole */
    CARNET_TEXT_PASSPORT = 188,    /* a passport where a list is due */

    /* Whom to believe, continued: the numbers from 80 on are all given. */
    CARNET_TRUST_NEXT = 200 /* another next key than the list before, or none */
};

/* Class of a status, true or false. */
#define CARNET_STATUS_IS_CALLER(s) ((s) >= 1 && (s) < 20)
#define CARNET_STATUS_IS_TEXT(s)                                               \
    (((s) >= 20 && (s) < 40) || ((s) >= 180 && (s) < 200))
#define CARNET_STATUS_IS_CBOR(s) ((s) >= 40 && (s) < 60)
#define CARNET_STATUS_IS_KEY(s) ((s) >= 60 && (s) < 80)
#define CARNET_STATUS_IS_TRUST(s)                                              \
    (((s) >= 80 && (s) < 100) || ((s) >= 200 && (s) < 220))
#define CARNET_STATUS_IS_RECORD(s) ((s) >= 100 && (s) < 120)
#define CARNET_STATUS_IS_PRIVACY(s) ((s) >= 120 && (s) < 140)
#define CARNET_STATUS_IS_JSON(s) ((s) >= 140 && (s) < 160)
#define CARNET_STATUS_IS_QR(s) ((s) >= 160 && (s) < 180)

/*
 * Name of a status, such as "CBOR_TRAILING".
 * status: any value; one that is no status gives "UNKNOWN".
 * Returns a constant NUL-terminated string, never NULL. Any thread.
 */
CARNET_API const char *carnet_status_name(carnet_status status);

/*
 * One English sentence for a status, without a final stop.
 * status: any value; one that is no status gives "unknown status".
 * Returns a constant NUL-terminated string, never NULL. Any thread.
 */
CARNET_API const char *carnet_status_text(carnet_status status);

#ifdef __cplusplus
}
#endif
#endif
