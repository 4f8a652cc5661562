/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The verbs of the command: what each takes, and the help that it gives. The
 * man page carnet.1 says more, and the same.
 */
#include "cli.h"

static const char key_help[] =
    "carnet key new -o clinic.key\n"
    "carnet key new --sealing -o open.key\n"
    "carnet key show clinic.pub\n"
    "\n"
    "new   makes an issuer's key: the secret one in clinic.key (0600, keep\n"
    "      it), the public one in clinic.pub (give it to who verifies)\n"
    "show  shows key id and bytes of a public or secret key; compare them by\n"
    "      voice before you trust a key that came over a network\n"
    "\n"
    "  --sealing new: a clinic's sealing key, which opens what others seal\n"
    "            to open.pub, and signs nothing\n"
    "  -o FILE   new: where the secret key goes, a name that ends in .key\n"
    "            show: also writes the public key there, as a new file\n"
    "  --json    a JSON object\n"
    "  --lang L  language of what people read\n"
    "\n"
    "A file that exists is never written over.\n";

static const char issue_help[] =
    "carnet issue --key clinic.key record.json -o p.carnet\n"
    "carnet issue --dry-run record.json\n"
    "carnet issue --key clinic.key --separate desk,clinic record.json \\\n"
    "    -o p.carnet\n"
    "carnet issue --key clinic.key --restate --into p.carnet --trust list\n"
    "carnet issue --key clinic.key --batch records.jsonl -o folder\n"
    "carnet issue --template condition\n"
    "\n"
    "Signs a record (carnet JSON, see --template, or a FHIR bundle; - is\n"
    "standard input) as a passport of one credential. Says what goes to the\n"
    "private part and why.\n"
    "\n"
    "  --key FILE          the issuer's secret key\n"
    "  -o FILE             the passport, or the template (default: standard\n"
    "                      output)\n"
    "  --dry-run           part, bytes and QR version of each entry; signs\n"
    "                      nothing\n"
    "  --template KIND     print a filled record of that kind; \"list\" names\n"
    "                      the kinds\n"
    "  --date DAY          day of issue (default: the record's, else today)\n"
    "  --valid-until DAY   last valid day (default: the record's, else none)\n"
    "  --move N=PART       put entry N of the record (from 1) into desk,\n"
    "                      clinic or private, even if its codes ask for a\n"
    "                      more private part; may be given again\n"
    "  --separate NAMES    a card for each of these audiences of `carnet\n"
    "                      present` (whole: all entries), which can't be\n"
    "                      linked by their bytes: p-desk.carnet ...\n"
    "  --into FILE         add it to the passport in FILE, which is replaced\n"
    "                      unless -o names another; both must be one person's\n"
    "  --same-person       they are, though they do not tell\n"
    "  --restate           sign what is current in the passport of --into,\n"
    "                      by those whom you trust, as one more credential in\n"
    "                      it; tells what is left out\n"
    "  --trust WHAT        with --restate: as in carnet verify\n"
    "  --pin FILE          with --restate: as there\n"
    "  --batch             each line of the file is a record and becomes\n"
    "                      000001.carnet and 000001.png in the folder after\n"
    "                      -o, by its number; a JSON line for each\n"
    "  --jobs N            with --batch: threads (default: one a processor)\n"
    "  --whole             with --batch: draw codes although private entries\n"
    "                      can be read; with --restate: private ones too\n"
    "  --now TIME          time to take for now\n"
    "  --json              what was, or would be, issued, as a JSON object\n"
    "  --lang L            language of what people read\n"
    "\n"
    "A DAY is 2026-03-01, a TIME that or 2026-03-01T12:00:00Z.\n";

static const char qr_help[] =
    "carnet qr p.carnet -o p.png\n"
    "\n"
    "Draws a passport as a QR code: PNG, SVG or PBM by the name of the file,\n"
    "half-block characters on a terminal. Stops (status 78) where the\n"
    "private part is readable and not empty, and at what is too large for\n"
    "one code, unless --set spreads it over several.\n"
    "\n"
    "  -o FILE           the picture (default: half blocks on standard\n"
    "                    output)\n"
    "  --whole           go on although private entries can be read\n"
    "  --text            print the text in place of a picture\n"
    "  --set             as few codes as are readable from paper: -o p.png\n"
    "                    makes p-1.png, p-2.png ...; with --text a line each\n"
    "  --parity          with --set: one code more (p-parity.png), which\n"
    "                    stands in for any that is lost\n"
    "  --format F        png, svg, pbm or blocks, whatever the file's name\n"
    "  --level L         error correction L, M, Q or H (default: M)\n"
    "  --quiet-zone N    modules of white around (default: 4)\n"
    "  --module-px N     pixels a module in PNG and PBM (default: 8)\n"
    "  --module-mm X     millimetres a module in SVG and for PNG's density\n"
    "                    (default: 0.5)\n"
    "  --invert          blocks for a light-on-dark terminal\n"
    "  --json            what was drawn, or the text, as a JSON object\n"
    "  --lang L          language of what people read\n";

static const char scan_help[] =
    "carnet scan p.png\n"
    "carnet scan p-1.png p-2.png ...\n"
    "\n"
    "Reads the text of the QR code in a PNG or JPEG picture. Codes of a set\n"
    "are joined, from pictures and from texts with one code a line, in any\n"
    "order.\n"
    "\n"
    "  -o FILE   where the text goes (default: standard output)\n"
    "  --json    the text in a JSON object\n"
    "  --lang L  language of what people read\n";

static const char verify_help[] =
    "carnet verify --trust clinic.pub p.png\n"
    "carnet verify --trust clinic.pub --batch *.carnet\n"
    "\n"
    "Checks a passport (text, file, picture; - is standard input) and says\n"
    "accepted (status 0), review (1) or refused (2), and why.\n"
    "\n"
    "  --trust WHAT   public key of an issuer, a trust list (see --pin) or a\n"
    "                 store of them (see carnet trust); may be given again\n"
    "  --pin FILE     public key that must have signed a trust list; may be\n"
    "                 given again\n"
    "  --batch        many passports, a JSON line for each: each file one, or\n"
    "                 - for a text on each line of standard input; ends with\n"
    "                 the worst of their statuses\n"
    "  --jobs N       with --batch: threads (default: one a processor)\n"
    "  --now TIME     time to take for now\n"
    "  --json         the whole verdict as a JSON object\n"
    "  --lang L       language of what people read\n";

static const char show_help[] =
    "carnet show --trust clinic.pub p.carnet\n"
    "\n"
    "Verifies as `carnet verify` does and shows what the passport says.\n"
    "Nothing of a refused credential is shown.\n"
    "\n"
    "  --trust WHAT    as in carnet verify; may be given again\n"
    "  --pin FILE      as there\n"
    "  --now TIME      time to take for now\n"
    "  --json          verdict and entries as a JSON object\n"
    "  --lang L        language of what people read\n"
    "  --unverified    show what nobody vouches for; always ends with 2\n";

static const char view_help[] =
    "carnet view --trust clinic.pub p.carnet\n"
    "carnet view --trust list.trust --pin list.pub --date 2026-03-17 "
    "p.carnet\n"
    "\n"
    "Verifies as `carnet verify` does and shows what all pages of the "
    "passport\n"
    "together say, for now or a day: what goes on, what is over, what nobody\n"
    "can tell. What several say alike stands once, with all their names; what\n"
    "contradicts stands side by side; what a later page replaced comes last.\n"
    "Pages issued after that are left out.\n"
    "\n"
    "  --date DAY      the day that it is for (default: now)\n"
    "  --explain       how each number came about\n"
    "  --trust WHAT    as in carnet verify; may be given again\n"
    "  --pin FILE      as there\n"
    "  --now TIME      time to take for now\n"
    "  --json          the view as a JSON object\n"
    "  --lang L        language of what people read\n";

static const char trust_help[] =
    "carnet trust new -o draft.json\n"
    "carnet trust add draft.json --name \"Aid for All\" --country GR \\\n"
    "    --kind ngo --key clinic.pub\n"
    "carnet trust withdraw draft.json --key clinic.pub --as compromised\n"
    "carnet trust sign draft.json --key list.key -o 1.trust\n"
    "carnet trust show 1.trust --pin list.pub\n"
    "carnet trust check 1.trust --pin list.pub --store lists\n"
    "carnet trust diff 1.trust 2.trust --pin list.pub\n"
    "\n"
    "Trust lists: an organisation signs which issuers have which keys, and\n"
    "verifiers pin its list key. The list key is one as carnet key new makes;\n"
    "it signs lists and nothing else.\n"
    "\n"
    "new       a draft, empty or of the list that is named, to -o\n"
    "add       a key and its issuer into the draft. The issuer is the\n"
    "          organisation: its name stands on every desk's screen\n"
    "withdraw  a key: retired, and what it signed up to that day stays good;\n"
    "          or compromised, and nothing that it signed counts\n"
    "sign      the list that follows --previous, or the first of all\n"
    "show      what a list says; status 1 where it is past its day\n"
    "check     whether a list is good; with --store puts it into that folder,\n"
    "          where it takes the place of an older one, and never back\n"
    "diff      keys that differ between two lists; status 1 if any do\n"
    "\n"
    "  --pin FILE          public key of the list; may be given again\n"
    "  --store FOLDER      check: the newest list of each pin; is made where\n"
    "                      it is not there. The first list needs its --pin\n"
    "  --days N            new: the next list is due so many days after the\n"
    "                      day of signing (default: 90)\n"
    "  --name NAME         add: the issuer\n"
    "  --country CC        add: two letters; may be left out\n"
    "  --kind KIND         add: state, intergovernmental, ngo or clinic\n"
    "  --key FILE          add, withdraw: the issuer's public key, for "
    "withdraw\n"
    "                      its key id too; sign: the secret list key\n"
    "  --sealing-key FILE  add: the issuer's public sealing key\n"
    "  --from DAY          add: first day on which it signs (default: today)\n"
    "  --until DAY         add: last day (default: none)\n"
    "  --may-sign KINDS    add: kinds of entry, commas between (default: all)\n"
    "  --use USE           add: credentials, status or both (default: both)\n"
    "  --as HOW            withdraw: retired or compromised\n"
    "  --on DAY            withdraw: since when (default: today)\n"
    "  --previous FILE     sign: the last list that was given out\n"
    "  --next-key FILE     sign: the public key that signs when this one is\n"
    "                      lost; keep its secret half elsewhere\n"
    "  -o FILE             new, add, withdraw: where the draft goes (default\n"
    "                      for the last two: the draft itself); sign: the "
    "list\n"
    "  --now TIME          time to take for now\n"
    "  --json              show: a JSON object\n"
    "  --lang L            language of what people read\n";

static const char peek_help[] =
    "carnet peek p.carnet\n"
    "\n"
    "Shows key ids, dates and sizes, as claimed, and no health data.\n"
    "\n"
    "  --json   a JSON object\n"
    "  --lang L language of what people read\n";

static const char present_help[] =
    "carnet present p.carnet --audience desk -o desk.carnet\n"
    "carnet present p.carnet --withhold allergy --withhold clinic/3 -o "
    "q.carnet\n"
    "carnet present p.carnet --audience clinic --seal private:open.pub -o "
    "q.carnet\n"
    "\n"
    "Makes a passport that shows less: no key, no network, the same\n"
    "signatures. What is withheld is not in it. Says which issuers and dates\n"
    "remain to be seen. Checks no signature.\n"
    "\n"
    "  --audience NAME   who will see it; \"list\" names them all\n"
    "  --show WHAT       show this too, or without --audience this alone;\n"
    "                    may be given again\n"
    "  --withhold WHAT   do not show this; may be given again\n"
    "  --seal PART:WHO   seal the clinic or private part for who has the\n"
    "                    secret sealing key of a file (see `carnet key`),\n"
    "                    or PART:phrase for a new phrase, which is shown\n"
    "                    once, or PART:same-phrase for one that carnet made\n"
    "                    before; may be given again\n"
    "  --decoy PART      seal nothing, for nobody, so that it looks the same\n"
    "  --phrase-fd N     give the phrase to this file descriptor, or read it\n"
    "                    there, rather than at the terminal\n"
    "  -o FILE           the presentation (default: standard output)\n"
    "  --json            what carnet peek tells of it, as a JSON object\n"
    "  --lang L          language of what people read\n"
    "\n"
    "WHAT is a credential (2), a part (private), an entry (clinic/3), a kind\n"
    "(allergy), or one of the last three of one credential (2:clinic/3). Of "
    "the\n"
    "private part entries are shown one by one only where WHAT names it.\n";

static const char merge_help[] =
    "carnet merge a.carnet b.carnet -o all.carnet\n"
    "\n"
    "Makes one passport of several of one person: each credential once, with\n"
    "all that any of them shows of it, in whatever order they are named.\n"
    "Whose they are is told by a credential that two have, by equal passport\n"
    "ids, else by equal name and birth date. Checks no signature.\n"
    "\n"
    "  --same-person   merge what does not tell, or tells of different\n"
    "                  persons; a verdict goes on saying so\n"
    "  -o FILE         the passport (default: standard output)\n"
    "  --json          what carnet peek tells of it, as a JSON object\n"
    "  --lang L        language of what people read\n";

static const char log_help[] =
    "carnet log --trust clinic.pub p.carnet\n"
    "\n"
    "Verifies as `carnet verify` does and tells the passport's history, the\n"
    "earliest credential first: who issued it and when, each entry with its\n"
    "tag, and what it replaces. A record replaces an entry by its tag:\n"
    "\"replaces\": [\"leaf:1f2e3d4c\"]. Nothing of a refused credential is\n"
    "shown.\n"
    "\n"
    "  --trust WHAT   as in carnet verify; may be given again\n"
    "  --pin FILE     as there\n"
    "  --now TIME     time to take for now\n"
    "  --json         a JSON object\n"
    "  --lang L       language of what people read\n";

static const char diff_help[] =
    "carnet diff --trust clinic.pub old.carnet new.carnet\n"
    "\n"
    "Says in what two passports of one person differ: credentials that only\n"
    "one has, entries that only one shows, and entries that are replaced in\n"
    "one and not in the other. Status 0 where nothing differs, 1 where\n"
    "something does, as diff has it.\n"
    "\n"
    "  --trust WHAT   as in carnet verify; may be given again\n"
    "  --pin FILE     as there\n"
    "  --now TIME     time to take for now\n"
    "  --json         a JSON object\n"
    "  --lang L       language of what people read\n";

static const char open_help[] =
    "carnet open p.carnet --key open.key -o opened.carnet\n"
    "carnet open p.carnet -o opened.carnet\n"
    "\n"
    "Opens what is sealed in a passport, with a clinic's sealing key or with\n"
    "the holder's phrase, which is typed at the terminal and not shown. The\n"
    "opened passport can be read by everybody: verify and show it, and do not\n"
    "keep it. Checks no signature.\n"
    "\n"
    "  --key FILE      the secret sealing key (see `carnet key --help`)\n"
    "  --phrase-fd N   read the phrase from this file descriptor\n"
    "  -o FILE         the opened passport (default: standard output)\n"
    "  --json          what carnet peek tells of it, as a JSON object\n"
    "  --lang L        language of what people read\n";

static const char export_help[] =
    "carnet export --cose --trust clinic.pub p.carnet -o p.cose\n"
    "carnet export --diag --trust clinic.pub p.carnet\n"
    "\n"
    "Hands a verified passport to other tools. Nothing of a refused\n"
    "credential is written.\n"
    "\n"
    "  --cose           one credential as an ordinary COSE_Sign1\n"
    "  --diag           all credentials in CBOR diagnostic notation\n"
    "  --credential N   which one, from 1, with --cose (default: 1)\n"
    "  --trust WHAT     as in carnet verify; may be given again\n"
    "  --pin FILE       as there\n"
    "  --now TIME       time to take for now\n"
    "  -o FILE          where it goes (default: standard output)\n"
    "  --json           the same in a JSON object, bytes in base64url\n"
    "  --lang L         language of what people read\n";

static const char desk_help[] =
    "carnet desk --trust clinic.pub\n"
    "carnet desk --trust clinic.pub --device /dev/ttyACM0\n"
    "\n"
    "Answers each scan of a handheld scanner, a line of standard input or of "
    "a\n"
    "serial device: accepted, review or refused, whom to compare, and what is\n"
    "for the audience, never more. Joins the codes of a set, puts right what "
    "a\n"
    "scanner of another keyboard layout types, and keeps nothing but how many\n"
    "there were, which it says at the end (Control-C, Control-D).\n"
    "\n"
    "  --trust WHAT     as for `carnet verify`; may be given again\n"
    "  --pin FILE       public key of a trust list; may be given again\n"
    "  --audience NAME  who looks (default: desk; cover: whoever asks who\n"
    "                   pays); `carnet present --audience list` names all\n"
    "  --device FILE    serial device to read, 8 data bits, no parity\n"
    "  --baud N         its speed (default: 9600)\n"
    "  --color WHEN     auto, always or never (default: auto)\n"
    "  --bell           one sound for accepted, three for anything else\n"
    "  --now TIME       time to take for now\n"
    "  --json           a JSON object for each scan, on a line\n"
    "  --lang L         language of what people read\n";

static const char fhir_help[] =
    "carnet fhir import bundle.json -o record.json\n"
    "carnet fhir export --trust clinic.pub p.carnet -o bundle.json\n"
    "\n"
    "import  reads a HL7 FHIR R4 bundle, such as an International Patient\n"
    "        Summary, as a record; `carnet issue` takes one too. Says how\n"
    "        many elements that a clinic may need have no place in carnet.\n"
    "export  writes a verified passport as a document of the International\n"
    "        Patient Summary (HL7 FHIR R4, IPS 2.0), with what the verdict\n"
    "        says of each credential. Nothing of a refused credential is\n"
    "        written; private entries are, and say that they are restricted.\n"
    "\n"
    "  --trust WHAT  as in carnet verify; may be given again. The name of the\n"
    "                file of a key is its issuer's in the document\n"
    "  --pin FILE    as there\n"
    "  --now TIME    time to take for now, and the document's\n"
    "  -o FILE       where it goes (default: standard output)\n"
    "  --report FILE import: what has no place, by its FHIRPath, and why\n"
    "  --strict      import: write no record if a clinic may lose anything\n"
    "  --lang L      language of texts for people in the document too\n";

const cli_verb cli_verbs[] = {
    {"key", cli_verb_key, "oXjL", 0, 2, 1, key_help},
    {"issue", cli_verb_issue, "okdTDVmPIO9tRNJwjnL", 0, 1, 0, issue_help},
    {"qr", cli_verb_qr, "owxeyflqpMijL", 1, 64, 0, qr_help},
    {"scan", cli_verb_scan, "ojL", 1, 64, 0, scan_help},
    {"verify", cli_verb_verify, "tRNJnjL", 1, 65535, 0, verify_help},
    {"show", cli_verb_show, "tRnjuL", 1, 64, 0, show_help},
    {"view", cli_verb_view, "tRnjD0L", 1, 64, 0, view_help},
    {"peek", cli_verb_peek, "jL", 1, 64, 0, peek_help},
    {"present", cli_verb_present, "oaSWEYFjL", 0, 64, 0, present_help},
    {"merge", cli_verb_merge, "oOjL", 2, 64, 0, merge_help},
    {"log", cli_verb_log, "tRnjL", 1, 64, 0, log_help},
    {"diff", cli_verb_diff, "tRnjL", 2, 2, 0, diff_help},
    {"open", cli_verb_open, "okFjL", 1, 64, 0, open_help},
    {"export", cli_verb_export, "otRncgCjL", 1, 64, 0, export_help},
    {"fhir", cli_verb_fhir, "otRnrsL", 2, 2, 1, fhir_help},
    {"trust", cli_verb_trust, "okRQ1AG2z3UH45678njL", 1, 3, 1, trust_help},
    {"desk", cli_verb_desk, "tRaZBKbnjL", 0, 0, 0, desk_help},
    {NULL, NULL, NULL, 0, 0, 0, NULL}};

const char cli_usage[] =
    "carnet: a health passport that its holder carries\n"
    "\n"
    "  carnet key new -o clinic.key             make an issuer's key\n"
    "  carnet issue --key clinic.key record.json -o p.carnet\n"
    "  carnet qr p.carnet -o p.png              draw its QR code\n"
    "  carnet scan p.png                        read a code from a picture\n"
    "  carnet verify --trust clinic.pub p.png   check it, with no network\n"
    "  carnet show --trust clinic.pub p.carnet  read it\n"
    "  carnet view --trust clinic.pub p.carnet  all pages together, by day\n"
    "  carnet peek p.carnet                     envelope facts only\n"
    "  carnet present p.carnet --audience desk -o desk.carnet\n"
    "                                           show less\n"
    "  carnet merge a.carnet b.carnet -o all.carnet\n"
    "                                           pages of one person together\n"
    "  carnet log --trust clinic.pub p.carnet   its history\n"
    "  carnet diff --trust clinic.pub a.carnet b.carnet\n"
    "                                           what differs\n"
    "  carnet open p.carnet --key open.key      open what is sealed\n"
    "  carnet export --cose|--diag ...          for other tools\n"
    "  carnet desk --trust clinic.pub           answer a scanner, line by "
    "line\n"
    "  carnet fhir import|export ...            from and for FHIR systems\n"
    "  carnet trust new|add|sign|check ...      lists of whom to trust\n"
    "\n"
    "`carnet VERB --help` tells more, `man carnet` all; `carnet --version`\n"
    "names the version. Exit status: 0 accepted or done, 1 review, 2 refused,\n"
    "64 and up for errors.\n";

const cli_verb *cli_find_verb(const char *name)
{
    for (const cli_verb *v = cli_verbs; v->name != NULL; v++) {
        if (strcmp(v->name, name) == 0) {
            return v;
        }
    }
    return NULL;
}
