// SPDX-License-Identifier: Apache-2.0
package org.carnet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A program for the shim under sanitizers, started by
 * tests/kotlin/test_sanitized.py. "stale" uses a key that was freed, which must
 * end it; "lost N" makes N keys that nobody frees; "rounds N" calls every
 * method that allocates, N times, on good ways and on bad ones.
 */
final class BorderProof {
    private static final int DAY = 20529;
    private static final long NOW = 86400L * DAY + 43200;
    private static final int PRIVATE = 2;

    /** What a round has to free, the last first. */
    private final Deque<Runnable> owned = new ArrayDeque<>();

    private BorderProof() {}

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Reply reply(Consumer<Reply> fill) {
        Reply reply = new Reply();
        fill.accept(reply);
        return reply;
    }

    /** What came of a call that must do. */
    private static Reply done(Consumer<Reply> fill) {
        Reply reply = reply(fill);
        if (reply.status != 0) {
            throw new AssertionError(new String(
                    reply.text, StandardCharsets.UTF_8));
        }
        return reply;
    }

    /** One that must not, and gives no handle. */
    private static void refused(Consumer<Reply> fill) {
        Reply reply = reply(fill);
        if (reply.status == 0 || reply.handle != 0) {
            throw new AssertionError("nothing was refused");
        }
    }

    private long take(Consumer<Reply> fill, LongConsumer free) {
        long handle = done(fill).handle;
        owned.push(() -> free.accept(handle));
        return handle;
    }

    /** A passport of a person and a private condition. */
    private byte[] issue(long key, long draft) {
        long record = take(r -> Native.recordFromJson(r, utf8(
                "{\"entries\": [{\"kind\": \"person\", \"name\": \"A\","
                + " \"birth_date\": \"1990\"}, {\"kind\": \"condition\","
                + " \"code\": {\"code\": \"B24\"}}]}")), Native::recordFree);
        long plan = take(
                r -> Native.planNew(r, record, null, DAY, -1),
                Native::planFree);
        done(r -> Native.planEntryJson(r, plan, 1));
        int index = (int) done(r -> Native.statusDraftTake(r, draft)).number;
        byte[] passport = done(
                r -> Native.planSign(r, plan, key, index)).bytes;
        done(r -> Native.historyCheck(r, plan, passport));
        done(r -> Native.planSignSeeded(r, plan, key, new byte[16]));
        refused(r -> Native.recordFromJson(r, utf8("{")));
        refused(r -> Native.planNew(r, record, utf8("nobody"), DAY, -1));
        return passport;
    }

    private long key() {
        long key = take(Native::keyNew, Native::keyFree);
        byte[] pem = done(r -> Native.keyEncode(r, key)).bytes;
        take(r -> Native.keyDecode(r, pem), Native::keyFree);
        take(r -> Native.keyFromSeed(r, new byte[32]), Native::keyFree);
        refused(r -> Native.keyDecode(r, utf8("nonsense")));
        refused(r -> Native.keyFromSeed(r, new byte[31]));
        return key;
    }

    private long publicOf(long key) {
        long half = take(r -> Native.keyPublic(r, key), Native::publicFree);
        byte[] bytes = done(r -> Native.publicBytes(r, half)).bytes;
        byte[] pem = done(r -> Native.publicEncode(r, half)).bytes;
        take(r -> Native.publicFromBytes(r, bytes), Native::publicFree);
        take(r -> Native.publicDecode(r, pem), Native::publicFree);
        refused(r -> Native.publicFromBytes(r, new byte[32]));
        refused(r -> Native.publicDecode(r, bytes));
        return half;
    }

    /** The trust that a list gives, with the key's own status list. */
    private long trust(long key, long half, long draft) {
        long list = trustList(half);
        long trust = take(Native::trustNew, Native::trustFree);
        done(r -> Native.trustAddList(r, trust, list));
        byte[] signed = done(r -> Native.statusDraftSign(
                r, draft, key, NOW, 30, 0)).bytes;
        long statuses = take(r -> Native.statusListRead(r, trust, signed),
                Native::statusListFree);
        done(r -> Native.statusListEncode(r, statuses, true));
        done(r -> Native.trustAddStatusList(r, trust, statuses));
        refused(r -> Native.statusListRead(r, trust, new byte[] {72}));
        return trust;
    }

    /** Signed by a key of its own, which may be no issuer's. */
    private long trustList(long issuer) {
        long key = take(Native::keyNew, Native::keyFree);
        long half = take(r -> Native.keyPublic(r, key), Native::publicFree);
        long draft = take(r -> Native.trustDraftNew(r, 90),
                Native::trustDraftFree);
        done(r -> Native.trustDraftAddKey(
                r, draft, utf8("A"), utf8("KE"), 2, issuer, DAY));
        byte[] id = done(r -> Native.publicId(r, issuer)).bytes;
        done(r -> Native.trustDraftAllowKind(r, draft, utf8("person")));
        done(r -> Native.trustDraftAllowKind(r, draft, utf8("condition")));
        byte[] json = done(r -> Native.trustDraftEncode(r, draft)).bytes;
        take(r -> Native.trustDraftDecode(r, json), Native::trustDraftFree);
        byte[] signed = done(r -> Native.trustDraftSign(
                r, draft, 0, key, DAY)).bytes;
        long list = take(r -> Native.trustListRead(r, signed, half),
                Native::trustListFree);
        done(r -> Native.trustListJson(r, list));
        done(r -> Native.trustListEncode(r, list, true));
        long next = take(r -> Native.trustDraftFromList(r, list),
                Native::trustDraftFree);
        done(r -> Native.trustDraftWithdraw(r, next, id, DAY, 1));
        refused(r -> Native.trustDraftWithdraw(r, next, new byte[9], DAY, 1));
        byte[] later = done(r -> Native.trustDraftSign(
                r, next, list, key, DAY)).bytes;
        take(r -> Native.trustListReadNext(r, later, list),
                Native::trustListFree);
        refused(r -> Native.trustDraftDecode(r, utf8("[")));
        refused(r -> Native.trustListRead(r, later, 0));
        refused(r -> Native.trustListReadNext(r, new byte[9], list));
        return list;
    }

    private long statusDraft(long half) {
        long draft = take(r -> Native.statusDraftNew(r, half, 2, 64),
                Native::statusDraftFree);
        byte[] kept = done(r -> Native.statusDraftEncode(r, draft)).bytes;
        take(r -> Native.statusDraftDecode(r, kept),
                Native::statusDraftFree);
        refused(r -> Native.statusDraftDecode(r, utf8("no draft")));
        refused(r -> Native.statusDraftNew(r, half, 3, 64));
        return draft;
    }

    private void read(byte[] passport, long trust) {
        long verdict = take(r -> Native.verify(r, passport, trust, NOW),
                Native::verdictFree);
        byte[] fhir = done(r -> Native.verdictFhir(
                r, verdict, null, utf8("en"), NOW)).bytes;
        take(r -> Native.recordFromFhir(r, fhir), Native::recordFree);
        refused(r -> Native.recordFromFhir(r, utf8("{}")));
        done(r -> Native.verdictText(
                r, verdict, new byte[][] {utf8("A")}, utf8("fr")));
        done(r -> Native.verdictShownText(r, verdict, verdict,
                new byte[][] {utf8("A")}, utf8("fr")));
        said(verdict);
        done(r -> Native.historyJson(r, verdict));
        take(r -> Native.historyRestate(r, verdict, true),
                Native::recordFree);
        done(r -> Native.historyRestates(r, verdict, true));
        done(r -> Native.historyLeftOutJson(r, verdict, true));
        take(r -> Native.verify(r, utf8("HP1:"), trust, NOW),
                Native::verdictFree);
        long envelope = take(r -> Native.peek(r, passport), Native::peekFree);
        done(r -> Native.peekKeyId(r, envelope, 0));
        take(r -> Native.outline(r, passport), Native::outlineFree);
        long note = take(r -> Native.unverified(r, passport),
                Native::unverifiedFree);
        done(r -> Native.unverifiedEntryJson(r, note, 0, 1));
        done(r -> Native.merge(r, passport, passport, false));
        refused(r -> Native.peek(r, utf8("HP1:%")));
        refused(r -> Native.outline(r, new byte[0]));
        refused(r -> Native.unverified(r, null));
    }

    /** A verdict as JSON, as lines and for other programs. */
    private static void said(long verdict) {
        done(r -> Native.verdictJson(r, verdict));
        done(r -> Native.verdictEntryText(r, verdict, 0, 1, utf8("de")));
        done(r -> Native.verdictCose(r, verdict, 0));
        done(r -> Native.verdictDiag(r, verdict));
        done(r -> Native.viewJson(r, verdict, NOW, 0, false, true));
        done(r -> Native.viewLines(
                r, verdict, NOW, 0, false, true, null, utf8("ar")));
    }

    /** The phrase book, days and texts, for which no handle is needed. */
    private static void words() {
        done(r -> Native.wordsLookup(
                r, utf8("icd-10"), utf8("E11.9"), utf8("fr")));
        refused(r -> Native.wordsLookup(
                r, utf8("icd-10"), utf8("nothing"), utf8("fr")));
        Native.languageMatch(utf8("pt-BR"));
        Native.setIsPart(utf8("HP1."));
        Native.trustNameTells(utf8("HIV clinic"));
        done(r -> Native.viewPhrase(
                r, utf8("check_yourself"), utf8(""), utf8("it")));
        done(r -> Native.viewStatus(r, 41, utf8("x"), utf8("el")));
        done(r -> Native.parseDay(r, utf8("2026-03-17")));
        done(r -> Native.printDay(r, DAY));
        done(r -> Native.makeSafe(r, new byte[] {27, -1}));
        done(r -> Native.recordSkeleton(r, 1));
        done(r -> Native.keyboardUndo(r, utf8("HP1\u00d6"), 0));
        refused(r -> Native.parseDay(r, utf8("2026-02-30")));
    }

    private void seal(byte[] passport) {
        long key = take(Native::sealKeyNew, Native::sealKeyFree);
        byte[] pem = done(r -> Native.sealKeyEncode(r, key)).bytes;
        take(r -> Native.sealKeyDecode(r, pem), Native::sealKeyFree);
        long half = take(r -> Native.sealKeyPublic(r, key),
                Native::sealPublicFree);
        byte[] bytes = done(r -> Native.sealPublicBytes(r, half)).bytes;
        byte[] text = done(r -> Native.sealPublicEncode(r, half)).bytes;
        take(r -> Native.sealPublicFromBytes(r, bytes),
                Native::sealPublicFree);
        take(r -> Native.sealPublicDecode(r, text), Native::sealPublicFree);
        long sealing = take(Native::sealingNew, Native::sealingFree);
        done(r -> Native.sealingAddKey(r, sealing, half, PRIVATE));
        byte[] sealed = done(r -> Native.present(
                r, passport, null, null, null, sealing)).bytes;
        done(r -> Native.open(r, sealed, key, null));
        byte[] phrase = done(Native::phraseNew).bytes;
        done(r -> Native.phraseCheck(r, phrase));
        done(r -> Native.sealingAddPhrase(r, sealing, phrase, 1));
        refused(r -> Native.phraseCheck(r, utf8("123456")));
        refused(r -> Native.open(r, passport, key, null));
        refused(r -> Native.sealKeyDecode(r, text));
        refused(r -> Native.sealPublicFromBytes(r, new byte[32]));
        refused(r -> Native.sealPublicDecode(r, pem));
        refused(r -> Native.present(
                r, passport, utf8("nobody"), null, null, 0));
    }

    private void print(byte[] passport) {
        byte[] text = done(r -> Native.passportAs(r, passport, true)).bytes;
        long qr = take(r -> Native.qrNew(r, text, 1), Native::qrFree);
        done(r -> Native.qrSvg(r, qr, 4, 500));
        done(r -> Native.qrPbm(r, qr, 4, 2));
        done(r -> Native.qrBlocks(r, qr, 4, true));
        refused(r -> Native.qrNew(r, new byte[5000], 1));
        long set = take(Native::setNew, Native::setFree);
        for (int i = 0; i < 2; i++) {
            int index = i;
            byte[] part = done(
                    r -> Native.setSplit(r, passport, 2, index)).bytes;
            done(r -> Native.setAdd(r, set, part));
        }
        done(r -> Native.setJoin(r, set));
        refused(r -> Native.setAdd(r, set, utf8("HP1.")));
        done(r -> Native.json(r, utf8("{\"op\": \"phrase_new\"}")));
    }

    private void round() {
        long key = key();
        long half = publicOf(key);
        long draft = statusDraft(half);
        byte[] passport = issue(key, draft);
        read(passport, trust(key, half, draft));
        seal(passport);
        print(passport);
        words();
        while (!owned.isEmpty()) {
            owned.pop().run();
        }
    }

    private static void stale() {
        long key = done(Native::keyNew).handle;
        Native.keyFree(key);
        Native.keyEncode(new Reply(), key);
    }

    public static void main(String[] args) {
        int n = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        if (args[0].equals("stale")) {
            stale();
        }
        for (int i = 0; i < n; i++) {
            if (args[0].equals("lost")) {
                done(Native::keyNew);
            } else {
                new BorderProof().round();
            }
        }
        System.out.println("came to its end");
    }
}
