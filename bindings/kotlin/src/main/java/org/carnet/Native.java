// SPDX-License-Identifier: Apache-2.0
package org.carnet;

import java.nio.charset.StandardCharsets;

/**
 * The border to C, one method for one function of src/main/c. The build holds
 * both against each other: javac writes the prototypes which the C files
 * include. Handles are addresses; 0 is none. Text is UTF-8 in byte arrays.
 */
final class Native {
    /** Of the classes; the library that is loaded must be of the same. */
    static final String VERSION = "0.1.0";

    static {
        System.loadLibrary("carnet_jni");
        String library = new String(version(), StandardCharsets.UTF_8);
        if (!library.equals(VERSION)) {
            throw new UnsatisfiedLinkError("carnet_jni is of version " + library
                    + ", these classes are of " + VERSION);
        }
    }

    private Native() {}

    // issuer keys: key.c
    static native void keyNew(Reply reply);
    static native void keyFromSeed(Reply reply, byte[] seed);
    static native void keyDecode(Reply reply, byte[] pem);
    static native void keyEncode(Reply reply, long key);
    static native void keyPublic(Reply reply, long key);
    static native void keyFree(long key);
    static native void publicFromBytes(Reply reply, byte[] bytes);
    static native void publicDecode(Reply reply, byte[] pem);
    static native void publicEncode(Reply reply, long key);
    static native void publicBytes(Reply reply, long key);
    static native void publicId(Reply reply, long key);
    static native void publicFree(long key);

    // sealing keys, phrases, to whom: seal.c
    static native void sealKeyNew(Reply reply);
    static native void sealKeyDecode(Reply reply, byte[] pem);
    static native void sealKeyEncode(Reply reply, long key);
    static native void sealKeyPublic(Reply reply, long key);
    static native void sealKeyFree(long key);
    static native void sealPublicFromBytes(Reply reply, byte[] bytes);
    static native void sealPublicDecode(Reply reply, byte[] pem);
    static native void sealPublicEncode(Reply reply, long key);
    static native void sealPublicBytes(Reply reply, long key);
    static native void sealPublicFree(long key);
    static native void phraseNew(Reply reply);
    static native void phraseCheck(Reply reply, byte[] phrase);
    static native void sealingNew(Reply reply);
    static native void sealingAddKey(
            Reply reply, long sealing, long key, int part);
    static native void sealingAddPhrase(
            Reply reply, long sealing, byte[] phrase, int part);
    static native void sealingAddDecoy(Reply reply, long sealing, int part);
    static native void sealingFree(long sealing);

    // records, plans, signing: issue.c
    static native void recordFromJson(Reply reply, byte[] json);
    static native void recordFromFhir(Reply reply, byte[] json);
    static native void recordSkeleton(Reply reply, int kind);
    static native byte[] recordKindName(int kind);
    static native int recordNumEntries(long record);
    static native void recordAllowLessPrivate(
            Reply reply, long record, int i);
    static native void recordIssued(Reply reply, long record);
    static native void recordValidUntil(Reply reply, long record);
    static native void recordFree(long record);
    static native void planNew(
            Reply reply, long record, byte[] audience, int issued, int valid);
    static native int planNumEntries(long plan);
    static native void planEntryJson(Reply reply, long plan, int i);
    static native int planRecordIndex(long plan, int i);
    static native int planDefaultPart(long plan, int i);
    static native byte[] planWhy(long plan, int i);
    static native byte[] planWhyCode(long plan, int i);
    static native byte[] planUnknownSystem(long plan, int i, int n);
    static native byte[] planClash(long plan, int i, int n, int what);
    static native int planEntryBytes(long plan, int i);
    static native int planBytesUpto(long plan, int i);
    static native int planNumBytes(long plan);
    static native int planNumChars(long plan);
    static native void planFree(long plan);
    static native void planSign(Reply reply, long plan, long key, int index);
    static native void planSignSeeded(
            Reply reply, long plan, long key, byte[] seed);
    static native void passportAs(Reply reply, byte[] passport, boolean text);

    // whom to believe, verdicts: verify.c
    static native void trustNew(Reply reply);
    static native void trustAddKey(Reply reply, long trust, long key);
    static native void trustAddList(Reply reply, long trust, long list);
    static native void trustAddStatusList(Reply reply, long trust, long list);
    static native void trustShowInError(long trust);
    static native void trustFree(long trust);
    static native void verify(Reply reply, byte[] input, long trust, long nowS);
    static native int verdictOutcome(long verdict);
    static native int verdictReason(long verdict);
    static native int verdictNumEntries(long verdict, int c);
    static native void verdictJson(Reply reply, long verdict);
    static native void verdictText(
            Reply reply, long verdict, byte[][] names, byte[] language);
    static native void verdictShownText(
            Reply reply, long shown, long whole, byte[][] names,
            byte[] language);
    static native void verdictEntryText(
            Reply reply, long verdict, int c, int i, byte[] language);
    static native void verdictCose(Reply reply, long verdict, int c);
    static native void verdictDiag(Reply reply, long verdict);
    static native void verdictFhir(
            Reply reply, long verdict, byte[][] names, byte[] language, long nowS);
    static native void verdictFree(long verdict);

    // lists that others made: list.c
    static native void trustListRead(Reply reply, byte[] input, long key);
    static native void trustListReadNext(Reply reply, byte[] input, long old);
    static native void trustListJson(Reply reply, long list);
    static native void trustListEncode(Reply reply, long list, boolean text);
    static native void trustListFree(long list);
    static native void statusListRead(Reply reply, long trust, byte[] input);
    static native int statusListGet(long list, long index);
    static native int statusListNumEntries(long list);
    static native int statusListBits(long list);
    static native long statusListIssued(long list);
    static native long statusListExpires(long list);
    static native void statusListEncode(
            Reply reply, long list, boolean text);
    static native void statusListFree(long list);

    // presentations, merging, opening: show.c
    static native void present(
            Reply reply, byte[] passport, byte[] audience, byte[][] show, byte[][] withhold, long sealing);
    static native void merge(
            Reply reply, byte[] first, byte[] second, boolean samePerson);
    static native void open(
            Reply reply, byte[] passport, long key, byte[] phrase);
    static native byte[] audienceName(int i);
    static native byte[] audienceAbout(int i);

    // looking without trust: peek.c
    static native void peek(Reply reply, byte[] input);
    static native long peekNumBytes(long envelope);
    static native long peekNumChars(long envelope);
    static native boolean peekIsFile(long envelope);
    static native int peekNumCredentials(long envelope);
    static native int peekIssued(long envelope, int c);
    static native int peekValidUntil(long envelope, int c);
    static native int peekStatusIndex(long envelope, int c);
    static native long peekBodyBytes(long envelope, int c);
    static native int peekPart(long envelope, int c, int part);
    static native void peekKeyId(Reply reply, long envelope, int c);
    static native void peekFree(long envelope);
    static native void outline(Reply reply, byte[] input);
    static native int outlineNum(long outline, int part);
    static native byte[] outlineKind(long outline, int part, int i);
    static native void outlineFree(long outline);
    static native void unverified(Reply reply, byte[] input);
    static native int unverifiedNumCredentials(long content);
    static native int unverifiedNumEntries(long content, int c);
    static native void unverifiedEntryJson(
            Reply reply, long content, int c, int i);
    static native void unverifiedFree(long content);

    // QR codes, sets, keyboards: code.c
    static native void qrNew(Reply reply, byte[] text, int level);
    static native int qrVersionFor(int chars, int level);
    static native int qrVersion(long qr);
    static native int qrSize(long qr);
    static native boolean qrModule(long qr, int x, int y);
    static native void qrSvg(Reply reply, long qr, int quiet, int moduleUm);
    static native void qrPbm(Reply reply, long qr, int quiet, int modulePx);
    static native void qrBlocks(
            Reply reply, long qr, int quiet, boolean inverted);
    static native void qrFree(long qr);
    static native int setCountFor(int chars, int level);
    static native void setSplit(
            Reply reply, byte[] passport, int count, int index);
    static native boolean setIsPart(byte[] text);
    static native void setNew(Reply reply);
    static native void setAdd(Reply reply, long set, byte[] text);
    static native int setCount(long set);
    static native int setKind(long set);
    static native boolean setHas(long set, int index);
    static native void setJoin(Reply reply, long set);
    static native void setFree(long set);
    static native void keyboardUndo(Reply reply, byte[] text, int nth);
    static native byte[] keyboardName(int layout);

    // statuses and words: word.c
    static native byte[] statusName(int status);
    static native byte[] statusText(int status);
    static native byte[] language(int i);
    static native byte[] languageMatch(byte[] tag);
    static native void wordsLookup(
            Reply reply, byte[] system, byte[] code, byte[] tag);
    static native void viewPhrase(
            Reply reply, byte[] name, byte[] value, byte[] tag);
    static native void viewStatus(
            Reply reply, int which, byte[] detail, byte[] tag);
    static native void parseDay(Reply reply, byte[] text);
    static native void printDay(Reply reply, int days);
    static native void makeSafe(Reply reply, byte[] text);
    static native byte[] version();

    // lists in the making: draft.c
    static native void trustDraftNew(Reply reply, int validDays);
    static native void trustDraftFromList(Reply reply, long list);
    static native void trustDraftDecode(Reply reply, byte[] json);
    static native void trustDraftEncode(Reply reply, long draft);
    static native void trustDraftAddKey(
            Reply reply, long draft, byte[] name, byte[] country, int kind, long
            key, int fromDays);
    static native void trustDraftSetUntil(
            Reply reply, long draft, int untilDays);
    static native void trustDraftSetSealing(Reply reply, long draft, long key);
    static native void trustDraftSetUse(
            Reply reply, long draft, boolean credentials, boolean lists);
    static native void trustDraftAllowKind(
            Reply reply, long draft, byte[] kind);
    static native void trustDraftWithdraw(
            Reply reply, long draft, byte[] id, int onDays, int how);
    static native void trustDraftSetNextKey(Reply reply, long draft, long key);
    static native void trustDraftSign(
            Reply reply, long draft, long previous, long key, int issuedDays);
    static native void trustDraftFree(long draft);
    static native byte[] trustNameTells(byte[] name);
    static native void statusDraftNew(
            Reply reply, long issuer, int bits, int numEntries);
    static native void statusDraftDecode(Reply reply, byte[] bytes);
    static native void statusDraftEncode(Reply reply, long draft);
    static native void statusDraftTake(Reply reply, long draft);
    static native void statusDraftSet(
            Reply reply, long draft, long index, int value);
    static native int statusDraftGet(long draft, long index);
    static native int statusDraftNumTaken(long draft);
    static native void statusDraftSign(
            Reply reply, long draft, long key, long issuedS, int validDays, long
            ttlS);
    static native void statusDraftFree(long draft);

    // pages of each other, and the JSON door: history.c
    static native void historyJson(Reply reply, long verdict);
    static native void historyRestate(
            Reply reply, long verdict, boolean withPrivate);
    static native void historyRestates(
            Reply reply, long verdict, boolean withPrivate);
    static native void historyLeftOutJson(
            Reply reply, long verdict, boolean withPrivate);
    static native void historyCheck(Reply reply, long plan, byte[] passport);
    static native void viewJson(
            Reply reply, long verdict, long at, int offset, boolean isDay,
            boolean explain);
    static native void viewLines(
            Reply reply, long verdict, long at, int offset, boolean isDay,
            boolean explain, byte[][] names, byte[] language);
    static native void json(Reply reply, byte[] request);
}
