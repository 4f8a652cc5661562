// SPDX-License-Identifier: Apache-2.0
package org.carnet

/**
 * The envelope of an input, as it claims: nothing was checked. No health data.
 *
 * @property bytes without prefix, Base45 or magic
 * @property chars that it has as text
 */
public class Envelope private constructor(
    public val isFile: Boolean,
    public val bytes: Long,
    public val chars: Long,
    public val credentials: List<ClaimedCredential>,
) {
    /** A credential as it claims to be. */
    public class ClaimedCredential internal constructor(
        public val keyId: String,
        /** Days since 1970-01-01. */
        public val issuedDays: Int,
        public val validUntilDays: Int?,
        public val statusIndex: Int?,
        public val bodyBytes: Long,
        public val parts: Map<Part, Shown>,
    )

    internal companion object {
        /** Reads and frees. */
        fun read(pointer: Long): Envelope = try {
            Envelope(
                Native.peekIsFile(pointer), Native.peekNumBytes(pointer),
                Native.peekNumChars(pointer),
                List(Native.peekNumCredentials(pointer)) { claim(pointer, it) },
            )
        } finally {
            Native.peekFree(pointer)
        }

        private fun claim(p: Long, c: Int): ClaimedCredential =
            ClaimedCredential(
                done({ Native.peekKeyId(it, p, c) }, { hex(it.bytes) }),
                Native.peekIssued(p, c),
                Native.peekValidUntil(p, c).takeIf { it != Int.MIN_VALUE },
                Native.peekStatusIndex(p, c).takeIf { it >= 0 },
                Native.peekBodyBytes(p, c),
                Part.values().associateWith {
                    Shown.values()[Native.peekPart(p, c, it.ordinal)]
                },
            )
    }
}

/**
 * Kinds and parts of the readable entries of an input, never values: what
 * handing it over would show.
 *
 * @property kinds by part; null for a kind that this version does not know
 */
public class Outline private constructor(
    public val kinds: Map<Part, List<String?>>,
) {
    internal companion object {
        /** Reads and frees. */
        fun read(pointer: Long): Outline = try {
            Outline(
                Part.values().associateWith { part ->
                    List(Native.outlineNum(pointer, part.ordinal)) {
                        text(Native.outlineKind(pointer, part.ordinal, it))
                    }
                },
            )
        } finally {
            Native.outlineFree(pointer)
        }
    }
}

/**
 * Content whose signature nobody checked: a handwritten note, of another type
 * than what a verdict gives.
 */
public class UnverifiedContent private constructor(
    /** The readable entries of each credential. */
    public val credentials: List<List<Entry>>,
) {
    internal companion object {
        /** Reads and frees. */
        fun read(pointer: Long): UnverifiedContent = try {
            UnverifiedContent(
                List(Native.unverifiedNumCredentials(pointer)) { c ->
                    List(Native.unverifiedNumEntries(pointer, c)) { i ->
                        entry(pointer, c, i)
                    }
                },
            )
        } finally {
            Native.unverifiedFree(pointer)
        }

        private fun entry(pointer: Long, c: Int, i: Int): Entry = done(
            { Native.unverifiedEntryJson(it, pointer, c, i) },
            { Entry.of(parse(it.bytes)) },
        )
    }
}
