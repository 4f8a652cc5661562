// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject

/** Entries to be signed. Closing wipes it. */
public class Record private constructor(
    pointer: Long,
) : Handle(pointer, Native::recordFree) {

    /** How many entries. */
    public val size: Int get() = lend { Native.recordNumEntries(it) }

    /** Days since 1970-01-01 that its JSON calls "issued"; null if none. */
    public val issuedDays: Int?
        get() = dayOf { reply -> lend { Native.recordIssued(reply, it) } }

    /** Days since 1970-01-01 that its JSON calls "valid_until". */
    public val validUntilDays: Int?
        get() = dayOf { reply -> lend { Native.recordValidUntil(reply, it) } }

    private inline fun dayOf(fill: (Reply) -> Unit): Int? {
        val reply = Reply()
        fill(reply)
        return if (reply.status == 0) reply.number.toInt() else null
    }

    /**
     * The explicit word that entry [i], from 0, may stand in the less private
     * part that it names.
     */
    public fun allowLessPrivate(i: Int): Record = done(
        { reply -> change { Native.recordAllowLessPrivate(reply, it, i) } },
        { this },
    )

    /**
     * What will be signed, entry by entry; signs nothing.
     *
     * @param issuedDays day of issue, days since 1970-01-01 ([Day.parse])
     * @param validDays how long it is valid; null: no last valid day
     * @param audience null for the whole record; else a card of its own for
     * that audience, which can't be linked to other cards by its signature
     */
    @JvmOverloads
    public fun plan(
        issuedDays: Int,
        validDays: Int? = null,
        audience: String? = null,
    ): Attempt<IssuePlan> {
        // In C -1 is "no last day", which here only null is.
        require(validDays == null || validDays >= 0) { "valid for $validDays" }
        return attempt(
            { reply ->
                lend {
                    Native.planNew(
                        reply, it, audience?.let { name -> word(name) },
                        issuedDays, validDays ?: UNLIMITED,
                    )
                }
            },
            { IssuePlan(it.handle) },
        )
    }

    /** @property lost how much a clinic may need has no place in a record */
    public class FromFhir internal constructor(
        public val record: Record,
        public val report: JsonObject,
        public val lost: Int,
    )

    public companion object {
        private const val UNLIMITED = -1

        internal fun of(reply: Reply): Record = Record(reply.handle)

        /** Reads the JSON form, docs/spec/record.md. */
        @JvmStatic
        public fun fromJson(utf8: ByteArray): Attempt<Record> = attempt(
            { Native.recordFromJson(it, utf8) }, { Record(it.handle) },
        )

        /** The record of typed entries. */
        @JvmStatic
        public fun of(entries: List<Entry>): Attempt<Record> = fromJson(
            utf8(
                objectOf("entries" to JsonArray(entries.map { it.toJson() }))
                    .toString(),
            ),
        )

        /**
         * Reads a FHIR R4 bundle (JSON), such as an International Patient
         * Summary. What has no place in a record is in the report.
         */
        @JvmStatic
        public fun fromFhir(utf8: ByteArray): Attempt<FromFhir> = attempt(
            { Native.recordFromFhir(it, utf8) },
            {
                FromFhir(
                    Record(it.handle), parse(it.more), it.number.toInt(),
                )
            },
        )
    }
}

/** What issuing will do, to be looked at before it is signed. */
public class IssuePlan internal constructor(pointer: Long) :
    Handle(pointer, Native::planFree) {

    /** Bytes of the passport that signing gives, without prefix or magic. */
    public val bytes: Int get() = lend { Native.planNumBytes(it) }

    /** Characters that it has as text. */
    public val chars: Int get() = lend { Native.planNumChars(it) }

    /** The entries in the order in which they will stand. */
    public val entries: List<PlannedEntry>
        get() = lend { plan ->
            List(Native.planNumEntries(plan)) { PlannedEntry.read(plan, it) }
        }

    /**
     * Looks up what the plan refers to in a passport that it is to be added to:
     * how many references lead to nothing there. Refused: one that leads to an
     * entry of a more private part.
     */
    public fun lostReferences(into: Passport): Attempt<Int> = attempt(
        { reply -> lend { Native.historyCheck(reply, it, into.bytes) } },
        { it.number.toInt() },
    )

    /**
     * Signs. [statusIndex]: a random index in the issuer's status list, given
     * to no other credential; null for none.
     */
    @JvmOverloads
    public fun sign(key: SecretKey, statusIndex: Int? = null): Passport {
        require(statusIndex == null || statusIndex >= 0) { "index $statusIndex" }
        return done(
            { reply ->
                lend { plan ->
                    key.lend {
                        Native.planSign(reply, plan, it, statusIndex ?: NO_INDEX)
                    }
                }
            },
            { Passport(it.bytes) },
        )
    }

    private companion object {
        const val NO_INDEX = -1
    }

    /**
     * Signs with a root seed of 16 bytes, for tests that must be reproducible:
     * whoever guesses the seed can guess what is withheld.
     */
    public fun signSeeded(key: SecretKey, seed: ByteArray): Passport = done(
        { reply ->
            lend { plan ->
                key.lend { Native.planSignSeeded(reply, plan, it, seed) }
            }
        },
        { Passport(it.bytes) },
    )
}

/**
 * One entry of a plan.
 *
 * @property recordIndex which entry of the record it is, from 0
 * @property part where it will stand
 * @property defaultPart the part that its kind, codes and words ask for
 * @property why the rule that asks for it; `""` where it is the kind's own
 * @property whyCode the code or word that the rule met
 * @property unknownSystems code systems that are not known: a person must look
 * @property clashes codes beside words that belong to another code
 * @property bytes before compression
 */
public class PlannedEntry private constructor(
    public val entry: Entry,
    public val recordIndex: Int,
    public val part: Part,
    public val defaultPart: Part,
    public val why: String,
    public val whyCode: String,
    public val unknownSystems: List<String>,
    public val clashes: List<Clash>,
    public val bytes: Int,
) {
    /** Words that are the phrase book's for another code than the entry's. */
    public data class Clash(
        public val words: String,
        public val system: String,
        public val code: String,
        public val other: String,
    ) {
        /** Nothing of what an entry says. */
        override fun toString(): String = "Clash"
    }

    internal companion object {
        fun read(plan: Long, i: Int): PlannedEntry {
            val json = done(
                { Native.planEntryJson(it, plan, i) }, { parse(it.bytes) },
            )
            return PlannedEntry(
                Entry.of(json), Native.planRecordIndex(plan, i),
                partOf(json.string("part").orEmpty()),
                Part.values()[Native.planDefaultPart(plan, i)],
                text(Native.planWhy(plan, i)).orEmpty(),
                text(Native.planWhyCode(plan, i)).orEmpty(),
                sequence { Native.planUnknownSystem(plan, i, it) },
                sequence { Native.planClash(plan, i, it, 0) }.indices.map {
                    clash(plan, i, it)
                },
                Native.planEntryBytes(plan, i),
            )
        }

        private fun clash(plan: Long, i: Int, n: Int): Clash {
            val say = { what: Int ->
                text(Native.planClash(plan, i, n, what)).orEmpty()
            }
            return Clash(say(0), say(1), say(2), say(3))
        }

        /** Words until the first empty one. */
        private fun sequence(get: (Int) -> ByteArray?): List<String> =
            generateSequence(0) { it + 1 }
                .map { text(get(it)).orEmpty() }
                .takeWhile { it.isNotEmpty() }
                .toList()
    }
}

internal fun partOf(word: String): Part =
    wordOf(Part.values()) { it.word == word }

/** Days as the calls take them. */
public object Day {
    /** Days since 1970-01-01 of a day written YYYY-MM-DD. */
    @JvmStatic
    public fun parse(text: String): Attempt<Int> = attempt(
        { Native.parseDay(it, utf8(text)) }, { it.number.toInt() },
    )

    /** YYYY-MM-DD of days since 1970-01-01. */
    @JvmStatic
    public fun print(days: Int): String = done(
        { Native.printDay(it, days) }, { text(it.bytes).orEmpty() },
    )
}
