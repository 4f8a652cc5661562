/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every limit on foreign input, docs/spec/format.md section 9. No loop over
 * foreign bytes runs further than one of these; each has a test on both sides.
 */
#ifndef CN_BASE_LIMITS_H
#define CN_BASE_LIMITS_H

#define CN_LIMIT_TEXT_CHARS 4296u      /* the whole text, prefix included */
#define CN_LIMIT_TEXT_BYTES 2864u      /* what such a text can decode to */
#define CN_LIMIT_ITEMS_BASE 4096u      /* items: at most base + */
#define CN_LIMIT_ITEMS_FACTOR 32u      /* factor * compressed bytes, */
#define CN_LIMIT_ITEMS_TEXT 65536u     /* all items of a text together */
#define CN_LIMIT_ITEMS_FILE 4194304u   /* all items of a file together */
#define CN_LIMIT_CREDENTIALS_TEXT 8u   /* credentials in a text */
#define CN_LIMIT_CREDENTIALS_FILE 256u /* credentials in a file */
#define CN_LIMIT_PART_ENTRIES 256u     /* entries in one part */
#define CN_LIMIT_TEXT_ENTRIES 512u     /* entries in all of a text */
#define CN_LIMIT_DEPTH 8u              /* nesting, credential being 1 */
#define CN_LIMIT_STRING 1024u          /* bytes of a text or byte string */
#define CN_LIMIT_LIST 64u              /* elements of a list in an entry */
#define CN_LIMIT_CANDIDATES 4u         /* keys tried for one key id */
#define CN_LIMIT_SET_CODES 16u         /* codes of a set, without parity */
#define CN_LIMIT_FILE_BYTES 8388608u   /* a passport file */
#define CN_LIMIT_JSON_BYTES 8388608u   /* a JSON input */
#define CN_LIMIT_JSON_DEPTH 32u        /* nesting of a JSON input */
#define CN_LIMIT_DOOR_BYTES 67108864u  /* a request at the JSON door */
#define CN_LIMIT_DOOR_NODES 1048576u   /* its values and keys */
#define CN_LIMIT_DOOR_DEPTH 65u        /* its nesting: a bundle's, and one */
#define CN_LIMIT_FHIR_BYTES 16777216u  /* a FHIR bundle */
#define CN_LIMIT_FHIR_NODES 200000u    /* its values and keys */
#define CN_LIMIT_FHIR_DEPTH 64u        /* its nesting */
#define CN_LIMIT_FHIR_STRING 1048576u  /* a text that is read */
#define CN_LIMIT_FHIR_CONTAINED 256u   /* contained ones that are looked at */
#define CN_LIMIT_FHIR_NAMESAKES 256u   /* resources of one id */
#define CN_LIMIT_FHIR_EXTENSIONS 256u  /* of one element, that are looked at */
#define CN_LIMIT_PEM_BYTES 4096u       /* a key file */
#define CN_LIMIT_DAY 2932896u          /* 9999-12-31, days since 1970-01-01 */
#define CN_LIMIT_VALID_DAYS 65535u     /* last valid day - day of issue */
#define CN_LIMIT_INDEX 16777215u       /* index in a status list */
#define CN_LIMIT_ARGON2_KIB 65536u     /* memory of Argon2id, KiB, at most */
#define CN_LIMIT_ARGON2_KIB_MIN 8u     /* and at least (RFC 9106) */
#define CN_LIMIT_ARGON2_PASSES 3u      /* passes of Argon2id, at most */
#define CN_LIMIT_LOCKS 8u              /* locks of a sealed part */
#define CN_LIMIT_PHRASE_TRIES 64u      /* parts that one phrase is tried on */
#define CN_LIMIT_ISSUERS 65536u        /* issuers in a trust list */
#define CN_LIMIT_ISSUER_KEYS 16u       /* keys of an issuer in one */
#define CN_LIMIT_ISSUER_NAME 128u      /* bytes of an issuer's name */
#define CN_LIMIT_KINDS 64u             /* kinds of entry that a list can name */
#define CN_LIMIT_KEYS 65536u           /* public keys that are asked together */
#define CN_LIMIT_LIST_DAYS 3650u       /* that a signed list may last */
#define CN_LIMIT_TRUST_LISTS 64u       /* lists that are believed together */
#define CN_LIMIT_STATUSES 1048576u     /* entries of a status list */
#define CN_LIMIT_STATUS_LISTS 1024u /* status lists that are asked together */

#endif
