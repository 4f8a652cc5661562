// SPDX-License-Identifier: Apache-2.0
package org.carnet

/** The compartments of a credential, from least to most sensitive. */
public enum class Part {
    DESK, CLINIC, PRIVATE;

    /** Its name in JSON. */
    public val word: String get() = name.lowercase(java.util.Locale.ROOT)
}

/**
 * The bytes of a passport or presentation, as text or as a file. That there is
 * such an object says nothing about it: [verify] does.
 */
public class Passport(bytes: ByteArray) {
    private val held = bytes.copyOf()

    /** From a text such as a code holds. */
    public constructor(text: String) : this(utf8(text))

    /** A copy of the bytes. */
    public val bytes: ByteArray get() = held.copyOf()

    /** As text (`HP1:...`), at most 4,296 characters. */
    public fun asText(): Attempt<String> = attempt(
        { Native.passportAs(it, held, true) }, { text(it.bytes).orEmpty() },
    )

    /** The same as a file's bytes. */
    public fun asFile(): Attempt<Passport> = attempt(
        { Native.passportAs(it, held, false) }, { Passport(it.bytes) },
    )

    /**
     * Checks it by keys and lists at a time. Whatever the bytes are, up to the
     * 8,388,608 that a passport may have, there is a verdict; nothing is thrown
     * because of them. More is the caller's mistake ([CarnetArgumentException]).
     *
     * @param nowSeconds seconds since 1970-01-01T00:00Z
     */
    public fun verify(trust: Trust, nowSeconds: Long): Verdict = done(
        { reply -> trust.lend { Native.verify(reply, held, it, nowSeconds) } },
        { Verdict.of(it.handle) },
    )

    /** Looks at the envelope: key ids, days and sizes, never health data. */
    public fun peek(): Attempt<Envelope> =
        attempt({ Native.peek(it, held) }, { Envelope.read(it.handle) })

    /** Kinds and parts of its entries, never values. */
    public fun outline(): Attempt<Outline> =
        attempt({ Native.outline(it, held) }, { Outline.read(it.handle) })

    /** Reads what nobody vouches for, like a handwritten note. */
    public fun readUnverified(): Attempt<UnverifiedContent> = attempt(
        { Native.unverified(it, held) }, { UnverifiedContent.read(it.handle) },
    )

    /**
     * A presentation of it for an audience, with more shown or withheld by
     * words such as `clinic/3`, `allergy`, `private`, `2:desk`; null: nothing
     * is seen but what [show] names or, where that is empty, all but what
     * [withhold] names.
     */
    @JvmOverloads
    public fun present(
        audience: String?,
        show: List<String> = emptyList(),
        withhold: List<String> = emptyList(),
        sealing: Sealing? = null,
    ): Attempt<Passport> = attempt(
        { reply ->
            val call = { pointer: Long ->
                Native.present(
                    reply, held, audience?.let { word(it) }, words(show),
                    words(withhold), pointer,
                )
            }
            if (sealing == null) call(0) else sealing.lend { call(it) }
        },
        { Passport(it.bytes) },
    )

    /**
     * This and another of the same person in one. [samePerson]: the caller
     * says so where the passports do not.
     */
    @JvmOverloads
    public fun merge(
        other: Passport,
        samePerson: Boolean = false,
    ): Attempt<Passport> = attempt(
        { Native.merge(it, held, other.held, samePerson) },
        { Passport(it.bytes) },
    )

    /** Opens all that a clinic's key opens; the rest stays sealed. */
    public fun open(key: SealKey): Attempt<Passport> = attempt(
        { reply -> key.lend { Native.open(reply, held, it, null) } },
        { Passport(it.bytes) },
    )

    /** Opens all that the phrase opens. Takes a while and 64 MiB, on purpose. */
    public fun open(phrase: Phrase): Attempt<Passport> = attempt(
        { reply -> phrase.lend { Native.open(reply, held, 0, it) } },
        { Passport(it.bytes) },
    )

    override fun equals(other: Any?): Boolean =
        other is Passport && held.contentEquals(other.held)

    override fun hashCode(): Int = held.contentHashCode()

    /** Its size; never what it holds. */
    override fun toString(): String = "Passport(${held.size} bytes)"
}

/** Who may be shown a presentation. */
public data class Audience(public val name: String, public val about: String) {
    public companion object {
        /** All that there are, docs/spec/audiences.md. */
        @JvmStatic
        public fun all(): List<Audience> =
            generateSequence(0) { it + 1 }
                .map { text(Native.audienceName(it)) to it }
                .takeWhile { it.first != null }
                .map {
                    Audience(
                        it.first.orEmpty(),
                        text(Native.audienceAbout(it.second)).orEmpty(),
                    )
                }
                .toList()
    }
}
