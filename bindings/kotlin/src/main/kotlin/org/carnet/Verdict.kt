// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/**
 * What checking says. Content is reachable only through a credential that is
 * not refused. No verdict claims that nothing is missing, and each asks what
 * only a person can answer: [checkYourself].
 *
 * Closing frees what the library holds; what was read of it, being ordinary
 * objects, stays until it is collected.
 */
public sealed class Verdict(
    pointer: Long,
    private val json: JsonObject,
) : Handle(pointer, Native::verdictFree) {

    /** The credentials, in their order; none where the input is malformed. */
    public val credentials: List<Credential> =
        json.list("credentials") { Credential.of(it as JsonObject) }

    /** The question for a person: is this the holder? */
    public val checkYourself: String = json.string("check_yourself").orEmpty()

    /**
     * That other medicines and conditions may exist which are not shown; null
     * where all is whole and open, and where all is refused. A screen with
     * entries says it above them.
     */
    public val notAll: String? = json.string("not_all")

    /** Authentic and in order. */
    public class Accepted internal constructor(p: Long, json: JsonObject) :
        Verdict(p, json)

    /** Authentic, at least in part, but a person must look. */
    public class Review internal constructor(p: Long, json: JsonObject) :
        Verdict(p, json)

    /**
     * Malformed, changed, or of nobody trusted. There is no content.
     *
     * @property reason why the whole input is malformed; null where it is not
     */
    public class Refused internal constructor(
        p: Long,
        json: JsonObject,
        public val reason: Problem?,
    ) : Verdict(p, json)

    /**
     * The verdict as lines for people.
     *
     * @param names what to call the keys, in the order in which they were added
     */
    @JvmOverloads
    public fun text(
        language: String = "en",
        names: List<String> = emptyList(),
    ): ForPeople = done(
        { reply ->
            lend {
                Native.verdictText(reply, it, words(names), utf8(language))
            }
        },
        { ForPeople.of(it) },
    )

    /**
     * The same for a program that shows no more than an audience may see:
     * this verdict is on the presentation that the program made, [whole] on what
     * it made it of. Of a part of which it left something out itself nothing is
     * said, since it is there for whoever scans that code.
     */
    @JvmOverloads
    public fun textShown(
        whole: Verdict,
        language: String = "en",
        names: List<String> = emptyList(),
    ): ForPeople = done(
        { reply ->
            lend { shown ->
                whole.lend {
                    Native.verdictShownText(
                        reply, shown, it, words(names), utf8(language),
                    )
                }
            }
        },
        { ForPeople.of(it) },
    )

    /** An entry of a credential as lines for people, in their language. */
    @JvmOverloads
    public fun entryText(
        credential: Int,
        entry: Int,
        language: String = "en",
    ): ForPeople = done(
        { reply ->
            lend {
                Native.verdictEntryText(
                    reply, it, credential, entry, utf8(language),
                )
            }
        },
        { ForPeople.of(it) },
    )

    /** One credential that is not refused as an ordinary COSE_Sign1. */
    public fun exportCose(credential: Int): ByteArray = done(
        { reply -> lend { Native.verdictCose(reply, it, credential) } },
        { it.bytes },
    )

    /** All that is not refused in diagnostic notation. */
    public fun exportDiagnostic(): String = done(
        { reply -> lend { Native.verdictDiag(reply, it) } },
        { text(it.bytes).orEmpty() },
    )

    /** All that is not refused as a FHIR R4 document (JSON) after IPS 2.0. */
    @JvmOverloads
    public fun exportFhir(
        nowSeconds: Long,
        language: String = "en",
        names: List<String> = emptyList(),
    ): ByteArray = done(
        { reply ->
            lend {
                Native.verdictFhir(
                    reply, it, words(names), utf8(language), nowSeconds,
                )
            }
        },
        { it.bytes },
    )

    /**
     * What the entries that may be read say of each other: their tags, what
     * each does, what it replaces; docs/spec/history.md section 6.
     */
    public fun history(): JsonObject = done(
        { reply -> lend { Native.historyJson(reply, it) } },
        { parse(it.bytes) },
    )

    /**
     * A record of what is current, to be signed as one page that shows the
     * whole again; refused where there is nothing to say. Left out without a
     * word in the record: entries with more than this version can read, what
     * is for review, and what is private. [leftOut] names them; show it to
     * whoever signs.
     *
     * @param withPrivate says entries of the private part again too
     */
    @JvmOverloads
    public fun restate(withPrivate: Boolean = false): Attempt<Record> = attempt(
        { reply -> lend { Native.historyRestate(reply, it, withPrivate) } },
        { Record.of(it) },
    )

    /**
     * The entries that [restate] leaves out though nothing replaced them. What
     * is not in this presentation nobody can count here.
     */
    @JvmOverloads
    public fun leftOut(withPrivate: Boolean = false): List<LeftOut> {
        val reasons = done(
            { reply ->
                lend { Native.historyRestates(reply, it, withPrivate) }
            },
            { it.bytes },
        ).iterator()
        return credentials.withIndex().flatMap { (c, credential) ->
            val num = (credential as? Credential.Readable)?.entries?.size ?: 0
            (0 until num).mapNotNull { LeftOut.of(c, it, reasons.next()) }
        }
    }

    /**
     * The same as docs/spec/history.md section 6 has it, by credential, with
     * those of which nothing is restated and the parts that are not here.
     */
    @JvmOverloads
    public fun leftOutJson(withPrivate: Boolean = false): JsonArray = done(
        { reply -> lend { Native.historyLeftOutJson(reply, it, withPrivate) } },
        { parseAny(it.bytes) as JsonArray },
    )

    /**
     * What all credentials together say at an instant, docs/spec/view.md.
     *
     * @param offsetMinutes how far east of UTC the clock of whoever asks
     * stands, which tells the day there
     * @param explain how each number came about, too
     */
    @JvmOverloads
    public fun viewAt(
        seconds: Long,
        offsetMinutes: Int,
        explain: Boolean = false,
    ): View = View(this, seconds, offsetMinutes, false, explain)

    /** The same for a day, days since 1970-01-01. */
    @JvmOverloads
    public fun viewOn(days: Int, explain: Boolean = false): View =
        View(this, days.toLong(), 0, true, explain)

    /** The JSON of docs/spec/verdict.md, which all the above is read from. */
    public fun toJson(): JsonObject = json

    internal companion object {
        fun of(pointer: Long): Verdict {
            val json = try {
                done(
                    { Native.verdictJson(it, pointer) }, { parse(it.bytes) },
                )
            } catch (e: Throwable) {
                Native.verdictFree(pointer)
                throw e
            }
            return when (json.string("outcome")) {
                "accepted" -> Accepted(pointer, json)
                "review" -> Review(pointer, json)
                else -> Refused(pointer, json, reason(pointer, json))
            }
        }

        private fun reason(pointer: Long, json: JsonObject): Problem? =
            json.obj("reason")?.let {
                Problem(
                    Native.verdictReason(pointer), it.string("status").orEmpty(),
                    it.string("text").orEmpty(), it.string("path").orEmpty(),
                    it.long("offset") ?: 0, 0,
                )
            }
    }
}

/**
 * The merged view of a verdict; made anew at each question, and usable until
 * the verdict is closed. Nothing in it is advice.
 */
public class View internal constructor(
    private val verdict: Verdict,
    private val at: Long,
    private val offset: Int,
    private val isDay: Boolean,
    private val explain: Boolean,
) {
    /** docs/spec/view.md. */
    public fun toJson(): JsonObject = done(
        { reply ->
            verdict.lend {
                Native.viewJson(reply, it, at, offset, isDay, explain)
            }
        },
        { parse(it.bytes) },
    )

    /** Lines for people; [names] as in [Verdict.text]. */
    @JvmOverloads
    public fun text(
        language: String = "en",
        names: List<String> = emptyList(),
    ): ForPeople = done(
        { reply ->
            verdict.lend {
                Native.viewLines(
                    reply, it, at, offset, isDay, explain, words(names),
                    utf8(language),
                )
            }
        },
        { ForPeople.of(it) },
    )
}

/**
 * An entry that [Verdict.restate] leaves out: its credential and its place in
 * that one's entries, both from 0, and why.
 */
public data class LeftOut(
    public val credential: Int,
    public val entry: Int,
    public val why: Why,
) {
    /** In the order of CARNET_HISTORY_NOT_ACCEPTED and the words after it. */
    public enum class Why { NOT_ACCEPTED, IS_PRIVATE, UNREADABLE }

    internal companion object {
        private const val NOT_ACCEPTED = 2

        /** Null where it is restated, or not current. */
        fun of(credential: Int, entry: Int, reason: Byte): LeftOut? =
            Why.values().getOrNull(reason - NOT_ACCEPTED)
                ?.let { LeftOut(credential, entry, it) }
    }
}

/** Lines for people, and how many words in them nobody has reviewed. */
public data class ForPeople(
    public val text: String,
    public val unreviewedWords: Int,
) {
    /** Its size; never what it says. */
    override fun toString(): String = "ForPeople(${text.length} characters)"

    internal companion object {
        fun of(reply: Reply): ForPeople =
            ForPeople(text(reply.bytes).orEmpty(), reply.number.toInt())
    }
}

/** One credential of a verdict. */
public sealed class Credential(private val json: JsonObject) {
    /** The key id that it names, 8 hex digits. */
    public val keyId: String = json.string("key_id").orEmpty()

    /** Day of issue as claimed, YYYY-MM-DD. */
    public val issued: String = json.string("issued").orEmpty()

    /** Last valid day; null where there is none. */
    public val validUntil: String? = json.string("valid_until")

    /** Index in the issuer's status list; null where it has none. */
    public val statusIndex: Long? = json.long("status_index")

    /** Every fact by its name in docs/spec/verdict.md. */
    public val facts: Map<String, Fact> =
        json.obj("facts").orEmpty().mapValues { Fact.of(it.value) }

    /** What there is of each part. */
    public val parts: Map<Part, Shown> = json.obj("parts").orEmpty().entries
        .associate { partOf(it.key) to Shown.of(content(it.value)) }

    /** How many entries each partial part lacks. */
    public val withheld: Map<Part, Int> = json.obj("withheld").orEmpty().entries
        .associate { partOf(it.key) to content(it.value).toInt() }

    /** One of nobody trusted, or of a compromised key. There is no content. */
    public class Refused internal constructor(json: JsonObject) :
        Credential(json)

    /** One whose content may be read. */
    public sealed class Readable(json: JsonObject) : Credential(json) {
        /** SHA-256 of what is signed, 64 hex digits. */
        public val identity: String = json.string("identity").orEmpty()

        /** Where the first presentation of it stands; null in the first. */
        public val sameAs: Int? = json.long("same_as")?.toInt()

        /** Who a trust list says that the issuer is; null where none does. */
        public val issuer: Issuer? = json.obj("issuer")?.let { Issuer.of(it) }

        /** What it shows, without what an earlier presentation showed. */
        public val entries: List<Entry> =
            json.list("entries") { Entry.of(it as JsonObject) }

        /** Places in [entries] of those that the issuer may not sign. */
        public val outOfScope: List<Int> =
            json.list("out_of_scope") { content(it).toInt() }
    }

    /** Authentic and in order. */
    public class Accepted internal constructor(json: JsonObject) :
        Readable(json)

    /** Authentic, but a person must look: the facts say at what. */
    public class Review internal constructor(json: JsonObject) : Readable(json)

    internal companion object {
        fun of(json: JsonObject): Credential = when (json.string("outcome")) {
            "accepted" -> Accepted(json)
            "review" -> Review(json)
            else -> Refused(json)
        }
    }
}

/** An organisation, as a trust list names it. */
public data class Issuer(
    public val name: String,
    public val country: String?,
    public val kind: String?,
) {
    internal companion object {
        fun of(json: JsonObject): Issuer = Issuer(
            json.string("name").orEmpty(), json.string("country"),
            json.string("kind"),
        )
    }
}

/** The answer to a question. "Not checked" is never "fine". */
public enum class Answer(public val word: String) {
    NOT_CHECKED("not_checked"), YES("yes"), NO("no");

    internal companion object {
        fun of(word: String?): Answer =
            values().firstOrNull { it.word == word } ?: NOT_CHECKED
    }
}

/**
 * One fact about a credential.
 *
 * @property status name of the status behind a no, or behind a "not checked"
 * where there is more to say; null where there is none
 * @property date the day that it goes by
 * @property ageDays how many days ago that was; negative for one to come
 */
public data class Fact(
    public val answer: Answer,
    public val status: String?,
    public val text: String?,
    public val date: String?,
    public val ageDays: Int?,
) {
    internal companion object {
        fun of(json: JsonElement): Fact {
            val o = json as JsonObject
            return Fact(
                Answer.of(o.string("answer")), o.string("status"),
                o.string("text"), o.string("date"),
                o.long("age_days")?.toInt(),
            )
        }
    }
}

/** What there is of a part. */
public enum class Shown(public val word: String) {
    WITHHELD("withheld"), WHOLE("whole"), PARTIAL("partial"), SEALED("sealed");

    internal companion object {
        fun of(word: String): Shown = values().first { it.word == word }
    }
}
