/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Name and sentence of every status. The sentences are for the person at the
 * clinic or the desk: what is wrong and, where it helps, what to do about it.
 * They are constant; where exactly something is wrong stands in the problem.
 */
#include "carnet/status.h"

typedef struct {
    const char *name;
    const char *text;
} words;

#define ROW(name, text) [CARNET_##name] = {#name, text}

static const words table[] = {
    ROW(OK, "Done"),

    ROW(CALLER_NULL,
        "The program left out something that carnet needs; report this to "
        "whoever made the program"),
    ROW(CALLER_RANGE, "A value given to carnet is outside its allowed range"),
    ROW(CALLER_MEMORY,
        "This device has run out of memory; close other programs and try "
        "again"),
    ROW(CALLER_ARENA,
        "The memory that the program set aside is too small for this "
        "passport"),
    ROW(CALLER_RANDOM,
        "This device gives no random numbers, so nothing can be signed "
        "safely on it"),
    ROW(CALLER_ABSENT, "What was asked for is not there"),
    ROW(CALLER_TYPE, "This field holds another kind of value"),

    ROW(TEXT_EMPTY, "There is nothing to read; scan the code again"),
    ROW(TEXT_PREFIX, "This is no health passport and no list: it begins with "
                     "nothing that carnet knows"),
    ROW(TEXT_LOWER_CASE,
        "The text has lower-case letters where capitals belong; a keyboard "
        "or a program changed it, so scan the code again"),
    ROW(TEXT_EU_DCC,
        "This is an EU COVID certificate (HC1:), not a health passport"),
    ROW(TEXT_SHC, "This is a SMART Health Card (shc:/), not a health passport"),
    ROW(TEXT_KEYBOARD,
        "The scanner types with another keyboard layout than this computer "
        "expects; set both to the same layout and scan again"),
    ROW(TEXT_PERCENT,
        "The text was changed on its way, as web forms do (%20 for a space); "
        "scan the code again"),
    ROW(TEXT_SPACE,
        "There is a space or a line break where none belongs; copy or scan "
        "the text again"),
    ROW(TEXT_ALPHABET,
        "There is a character that such a text never has; scan the code again"),
    ROW(TEXT_OVERFLOW,
        "Some characters are damaged: they stand for no bytes; scan the code "
        "again"),
    ROW(TEXT_LENGTH,
        "A character is missing or one too many; scan or copy the whole text "
        "again"),
    ROW(TEXT_TOO_LONG, "This is longer than the limit"),
    ROW(TEXT_MAGIC,
        "The beginning of the file is damaged, as some transfers do; send "
        "the file again as it is"),
    ROW(TEXT_LIST, "This is a list for verifiers, and not what is due here"),
    ROW(TEXT_SET,
        "This is one code of several; all of them are needed for the whole"),
    ROW(INFLATE_DATA, "The compressed content is damaged"),
    ROW(INFLATE_TRAILING, "Bytes were added behind the compressed content"),
    ROW(INFLATE_LIMIT, "The content unpacks to more than the limit"),
    ROW(INFLATE_STORED,
        "The content was compressed in a form that carnet never writes"),
    ROW(INFLATE_SPARE,
        "The last bits of the compressed content are not as carnet writes "
        "them"),

    ROW(CBOR_TRUNCATED, "The content is cut off: its end is missing"),
    ROW(CBOR_TRAILING, "Bytes were added behind the end of the content"),
    ROW(CBOR_SHORTEST, "A number is not written in its shortest form"),
    ROW(CBOR_INDEFINITE, "A length is left open, which carnet never does"),
    ROW(CBOR_FLOAT,
        "There is a floating-point number, which carnet never writes"),
    ROW(CBOR_TAG, "There is a CBOR tag, which carnet never writes"),
    ROW(CBOR_SIMPLE, "There is a special CBOR value that carnet never writes"),
    ROW(CBOR_RESERVED, "A byte is damaged: it begins nothing that CBOR knows"),
    ROW(CBOR_KEY_ORDER, "The keys of a map are not in order"),
    ROW(CBOR_KEY_TWICE, "A map has the same key twice"),
    ROW(CBOR_UTF8, "A text is damaged: it is not valid UTF-8"),
    ROW(CBOR_DEPTH, "The content is nested deeper than the limit"),
    ROW(CBOR_COUNT, "A list promises more elements than there are"),
    ROW(CBOR_STRING, "A text or byte string is longer than the limit"),
    ROW(CBOR_TYPE, "A value is of another type than the format wants"),
    ROW(CBOR_RANGE, "A number is outside the range that the format allows"),
    ROW(CBOR_SHAPE,
        "A list, a map or a byte string is larger or smaller than it must be"),

    ROW(KEY_FORM, "This is not a key that carnet can read, or it is damaged"),
    ROW(KEY_ALGORITHM,
        "This key is of another kind; carnet signs and checks with Ed25519 "
        "only"),
    ROW(KEY_LOW_ORDER,
        "This key is forged or broken: anybody could sign for it, so do not "
        "trust it"),
    ROW(KEY_SECRET,
        "This is a secret key where the public one is needed; keep the "
        "secret one to yourself and give the .pub file"),
    ROW(KEY_PUBLIC,
        "This is a public key where the secret one is needed to sign"),
    ROW(KEY_UNKNOWN, "Its issuer is not among those that you trust"),
    ROW(KEY_SIGNATURE,
        "The signature does not fit: the content was changed, or another "
        "issuer signed it"),
    ROW(KEY_FUTURE, "It is dated in the future; check the date of this device"),
    ROW(KEY_EXPIRED, "The passport is past its last valid day"),

    ROW(KEY_EXCHANGE,
        "This sealing key is of low order: everybody could open what it seals"),
    ROW(KEY_WINDOW, "Signed on a day on which this key was not in use"),
    ROW(KEY_USE, "This key may not sign passports"),
    ROW(KEY_SCOPE, "There are entries that this issuer may not sign"),
    ROW(KEY_RETIRED, "Signed after the issuer gave this key up"),
    ROW(KEY_COMPROMISED,
        "This key was stolen or may have been: nothing that it signed counts"),
    ROW(KEY_TEST, "A key for tests, which everybody has"),
    ROW(KEY_TWICE, "One key stands twice in this list"),
    ROW(KEY_CROWDED, "Too many keys have the same key id"),
    ROW(KEY_ISSUER, "This list is about what another key signed"),
    ROW(TRUST_HOLDER,
        "The pages of this passport speak of different persons; find out "
        "which of them are the holder's"),
    ROW(TRUST_NAMELESS,
        "It names nobody and could be anybody's: ask whose it is"),
    ROW(TRUST_UNTIED,
        "Nothing that the pages of this passport show says that they are of "
        "one person; find out which of them are the holder's"),
    ROW(TRUST_FORM, "This is not in the form of a trust list"),
    ROW(TRUST_PIN, "This list is not signed by the key that is due"),
    ROW(TRUST_OLDER, "This list is older than the one at hand"),
    ROW(TRUST_FORKED,
        "Two different lists have one number: ask who makes them"),
    ROW(TRUST_EPOCH, "Lists between this one and the one at hand are missing"),
    ROW(TRUST_OTHER, "This is another list than the one at hand"),
    ROW(TRUST_BACK, "A key that was withdrawn is no longer withdrawn"),
    ROW(TRUST_SELF, "The key of a list stands in it as an issuer's"),
    ROW(TRUST_LAST, "No list can come after this one"),
    ROW(TRUST_EMPTY, "This list names no issuer"),
    ROW(TRUST_STALE, "The trust list is old: get a newer one"),
    ROW(TRUST_REVOKED,
        "Its issuer has taken it back; ask why before you use it"),
    ROW(TRUST_SUSPENDED, "Its issuer has stopped it for now"),
    ROW(TRUST_IN_ERROR,
        "Its issuer says that it was entered in error: it may be about another "
        "person"),
    ROW(TRUST_NO_STATUS, "No status list of its issuer is at hand"),
    ROW(TRUST_STATUS, "The status list of its issuer does not tell its status"),
    ROW(TRUST_STATUS_OLD, "The status list is old: get a newer one"),

    ROW(RECORD_KIND, "There is no kind of entry with this name"),
    ROW(RECORD_FIELD, "This kind of entry has no field with this name"),
    ROW(RECORD_TYPE, "The value is of another type than the field takes"),
    ROW(RECORD_REQUIRED, "A field that must be filled in is missing"),
    ROW(RECORD_RANGE, "The number is outside the range of the field"),
    ROW(RECORD_CODE,
        "The code can't be right: its code system has no code of this shape"),
    ROW(RECORD_SYSTEM,
        "The code system is unknown or not one that this field takes"),
    ROW(RECORD_DATE, "There is no such date or time in the calendar"),
    ROW(RECORD_UNIT, "The unit is not one that UCUM can write"),
    ROW(RECORD_TEXT,
        "The text is empty or has characters that can't be shown, such as "
        "line breaks"),
    ROW(RECORD_TOO_LONG, "The text or list is longer than the limit"),
    ROW(RECORD_DECIMAL,
        "The number has more digits or a larger exponent than the field can "
        "hold"),
    ROW(RECORD_ENUM, "The word is not one of those that this field takes"),
    ROW(RECORD_FORM, "The entry is not written in its one correct form"),
    ROW(RECORD_REFERENCE, "The entry points to another one that is not there"),
    ROW(RECORD_PART,
        "The entry would become visible to more people than its codes allow; "
        "move it only on purpose"),
    ROW(RECORD_LINK,
        "The entry points to a more private one and would give it away"),
    ROW(RECORD_COUNT,
        "There are more entries or credentials than a passport can have"),
    ROW(RECORD_EMPTY, "There is no entry at all"),
    ROW(RECORD_TWICE, "Something that may stand once stands twice"),

    ROW(PRIVACY_PROOF,
        "The proof for what is shown and withheld is damaged or was changed"),
    ROW(PRIVACY_PARTIAL,
        "The proof for an incomplete part does not fit its entries"),
    ROW(PRIVACY_NOTHING, "Nothing of this passport would be shown"),
    ROW(PRIVACY_CHOICE,
        "What was chosen is not in this passport, or there is no such "
        "audience"),

    ROW(PRIVACY_SEAL, "A sealed part has a form that no sealed part can have"),
    ROW(PRIVACY_UNOPENED,
        "The sealed part does not open: another key or phrase closed it, or "
        "it was damaged"),
    ROW(PRIVACY_CONTENT,
        "What the sealed part holds is not what the issuer signed"),
    ROW(PRIVACY_UNSEALED, "Nothing in this passport is sealed"),
    ROW(PRIVACY_PHRASE,
        "This is no phrase that carnet made; a PIN of one's own is "
        "refused, since nobody counts the tries of whoever guesses it"),
    ROW(PRIVACY_MISTYPED,
        "The phrase is mistyped: one character is wrong or two are swapped"),
    ROW(PRIVACY_PIECES, "Only a part that is here as a whole can be sealed"),
    ROW(PRIVACY_RECIPIENTS,
        "A part is sealed to one to eight recipients, each of them once"),
    ROW(PRIVACY_HOLDER,
        "These passports are not known to be of the same person"),
    ROW(PRIVACY_TRIES,
        "More parts are sealed with a phrase than are tried at once; open "
        "fewer passports at a time"),
    ROW(JSON_SYNTAX,
        "This is not JSON; look for a missing comma, quote or bracket"),
    ROW(JSON_TRAILING, "Something stands behind the end of the JSON text"),
    ROW(JSON_DEPTH, "The JSON text is nested deeper than the limit"),
    ROW(JSON_TWICE, "An object of the JSON text has the same key twice"),
    ROW(JSON_UTF8, "The JSON text is not valid UTF-8 or has half a character"),
    ROW(JSON_NUMBER,
        "A number is not written as JSON wants it, such as 1.5 or -20"),
    ROW(JSON_TOO_LONG, "The JSON text is longer than the limit"),
    ROW(JSON_BOM,
        "The JSON text has a byte order mark in front; save it as UTF-8 "
        "without BOM"),
    ROW(JSON_BUNDLE,
        "This is not a FHIR bundle about one person; export a patient summary "
        "and try again"),
    ROW(JSON_OPERATION, "The program asked for something that carnet does not "
                        "do; report this to whoever made the program"),
    ROW(JSON_MEMBER, "The program said something that this request does not "
                     "have; report this to whoever made the program"),
    ROW(JSON_MISSING, "The program left something out of its request; report "
                      "this to whoever made the program"),
    ROW(JSON_VALUE, "A value in the program's request is not of the form that "
                    "it must have; report this to whoever made the program"),

    ROW(QR_TOO_LARGE, "This is too large for one code; spread it over several, "
                      "leave something out or hand it over as a file"),
    ROW(QR_PRIVATE,
        "The private part could be read by whoever scans this code; withhold "
        "it, or say that the whole is meant"),
    ROW(QR_TEXT, "This is not a text that such a code can carry"),

    ROW(TEXT_BOM,
        "The text has a byte order mark in front, as some Windows editors "
        "write it; save it as UTF-8 without BOM"),
    ROW(TEXT_UTF16,
        "The text is UTF-16 (Windows says Unicode); save it as UTF-8 without "
        "BOM"),
    ROW(TEXT_SET_OTHER,
        "This code belongs to another set; scan the codes of one set together"),
    ROW(TEXT_SET_COUNT, "This code is from another printing of the same; scan "
                        "the codes of one printing together"),
    ROW(TEXT_SET_INDEX,
        "This code is damaged: it has a number that no code of a set can have"),
    ROW(TEXT_SET_SIZE,
        "This code is damaged or cut off: its length is not what it says"),
    ROW(TEXT_SET_MISSING, "Codes of this set are missing; scan all of them"),
    ROW(TEXT_SET_DIGEST,
        "The codes do not fit together: one of them is damaged or was "
        "changed; scan them again"),
    ROW(TEXT_PASSPORT, "This is a person's passport, not a list for verifiers"),

    ROW(TRUST_NEXT,
        "This list does not name the next list key that the one before named"),
};

static const words *find(carnet_status status)
{
    static const words unknown = {"UNKNOWN", "unknown status"};
    const int32_t num = (int32_t)(sizeof table / sizeof table[0]);
    if (status < 0 || status >= num || table[status].name == NULL) {
        return &unknown;
    }
    return &table[status];
}

const char *carnet_status_name(carnet_status status)
{
    return find(status)->name;
}

const char *carnet_status_text(carnet_status status)
{
    return find(status)->text;
}
