// SPDX-License-Identifier: Apache-2.0
package org.carnet

/** Error correction levels, from least to most. */
public enum class QrLevel { L, M, Q, H }

/** A QR symbol of at most version 20. */
public class QrCode private constructor(pointer: Long) :
    Handle(pointer, Native::qrFree) {

    /** 1 to 20. */
    public val version: Int get() = lend { Native.qrVersion(it) }

    /** Modules a side, without quiet zone. */
    public val size: Int get() = lend { Native.qrSize(it) }

    /** Whether the module at column [x], row [y] is dark. */
    public fun isDark(x: Int, y: Int): Boolean =
        lend { Native.qrModule(it, x, y) }

    /** SVG 1.1; [moduleMicrometres]: a module's side. */
    @JvmOverloads
    public fun svg(moduleMicrometres: Int = 500, quiet: Int = QUIET): String =
        done(
            { reply ->
                lend { Native.qrSvg(reply, it, quiet, moduleMicrometres) }
            },
            { text(it.bytes).orEmpty() },
        )

    /** PBM (P4). */
    @JvmOverloads
    public fun pbm(modulePixels: Int = 4, quiet: Int = QUIET): ByteArray = done(
        { reply -> lend { Native.qrPbm(reply, it, quiet, modulePixels) } },
        { it.bytes },
    )

    /** Half-block characters; [inverted] for light on dark. */
    @JvmOverloads
    public fun blocks(inverted: Boolean = false, quiet: Int = QUIET): String =
        done(
            { reply -> lend { Native.qrBlocks(reply, it, quiet, inverted) } },
            { text(it.bytes).orEmpty() },
        )

    public companion object {
        /** Modules of quiet zone, the usual. */
        public const val QUIET: Int = 4

        /** The smallest symbol for a text. Refused: above version 20. */
        @JvmStatic
        @JvmOverloads
        public fun of(
            text: String,
            level: QrLevel = QrLevel.M,
        ): Attempt<QrCode> = attempt(
            { Native.qrNew(it, utf8(text), level.ordinal) },
            { QrCode(it.handle) },
        )

        /** The smallest version for so many characters; null if none does. */
        @JvmStatic
        @JvmOverloads
        public fun versionFor(chars: Int, level: QrLevel = QrLevel.M): Int? =
            Native.qrVersionFor(chars, level.ordinal).takeIf { it > 0 }
    }
}

/** A passport cut into several codes, and put together again. */
public class CodeSet private constructor(pointer: Long) :
    Handle(pointer, Native::setFree) {

    /** An empty one. */
    public constructor() : this(done({ Native.setNew(it) }, { it.handle }))

    /** How many codes it has, without parity; 0 before the first is added. */
    public val count: Int get() = lend { Native.setCount(it) }

    /** What the codes are of; null before the first is added. */
    public val kind: Kind?
        get() = Kind.values().getOrNull(lend { Native.setKind(it) } - 1)

    /** What a set carries. */
    public enum class Kind { PASSPORT, TRUST_LIST, STATUS_LIST }

    /** Whether a code was added; the one of number [count] is parity. */
    public fun has(index: Int): Boolean = lend { Native.setHas(it, index) }

    /** Adds the text of a code, and gives its number. */
    public fun add(text: String): Attempt<Int> = attempt(
        { reply -> change { Native.setAdd(reply, it, utf8(text)) } },
        { it.number.toInt() },
    )

    /** The whole, where it is a passport ([kind]). One lost code is recovered
     * where parity is there. */
    public fun join(): Attempt<Passport> = attempt(
        { reply -> change { Native.setJoin(reply, it) } }, { Passport(it.bytes) },
    )

    /** The same as bytes, such as [TrustList.read] takes. */
    public fun joinBytes(): Attempt<ByteArray> = attempt(
        { reply -> change { Native.setJoin(reply, it) } }, { it.bytes },
    )

    public companion object {
        /** Fewest codes of versions that read well; null if 16 do not do. */
        @JvmStatic
        @JvmOverloads
        public fun countFor(chars: Int, level: QrLevel = QrLevel.M): Int? =
            Native.setCountFor(chars, level.ordinal).takeIf { it > 0 }

        /** The texts of a set of [count] codes, parity last. */
        @JvmStatic
        public fun split(
            passport: Passport,
            count: Int,
        ): Attempt<List<String>> = splitBytes(passport.bytes, count)

        /** The same of a passport or a list, as text or a file's bytes. */
        @JvmStatic
        public fun splitBytes(
            bytes: ByteArray,
            count: Int,
        ): Attempt<List<String>> {
            require(count >= 1) { "$count codes" }
            val parts = ArrayList<String>()
            for (index in 0..count) {
                val part = attempt(
                    { Native.setSplit(it, bytes, count, index) },
                    { text(it.bytes).orEmpty() },
                )
                when (part) {
                    is Attempt.Done -> parts.add(part.value)
                    is Attempt.Refused -> return part
                }
            }
            return Attempt.Done(parts)
        }

        /** Whether a text begins as a code of a set does. */
        @JvmStatic
        public fun isPart(text: String): Boolean = Native.setIsPart(utf8(text))
    }
}

/**
 * What a scanner typed on a computer set to another layout, as it may have
 * been meant. It proves nothing: verify it.
 *
 * @property scanner layout of the scanner, null where there is none
 * @property computer layout of the computer
 */
public class KeyboardReading private constructor(
    public val text: String,
    public val scanner: String?,
    public val computer: String?,
    public val capsLock: CapsLock,
) {
    /** What Caps Lock did. */
    public enum class CapsLock { OFF, LETTERS, ALL }

    public companion object {
        private const val NONE = 255L

        /** Reading [nth], from 0; refused where there is none. */
        @JvmStatic
        public fun undo(typed: String, nth: Int): Attempt<KeyboardReading> =
            attempt(
                { Native.keyboardUndo(it, utf8(typed), nth) },
                {
                    KeyboardReading(
                        text(it.bytes).orEmpty(), layout(it.number and NONE),
                        layout((it.number shr 8) and NONE),
                        CapsLock.values()[((it.number shr 16) and 3).toInt()],
                    )
                },
            )

        private fun layout(number: Long): String? =
            if (number == NONE) {
                null
            } else {
                text(Native.keyboardName(number.toInt()))
            }
    }
}
