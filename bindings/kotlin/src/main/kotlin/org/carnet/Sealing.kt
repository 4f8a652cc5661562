// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.util.concurrent.locks.ReentrantReadWriteLock
import kotlin.concurrent.read
import kotlin.concurrent.write

/** A clinic's secret key to open what is sealed, X25519. Closing wipes it. */
public class SealKey private constructor(pointer: Long) :
    Handle(pointer, Native::sealKeyFree) {

    /** Its public half, to which anyone can seal. */
    public val publicKey: SealPublicKey
        get() = done(
            { reply -> lend { Native.sealKeyPublic(reply, it) } },
            { SealPublicKey(it.handle) },
        )

    /** PEM (RFC 8410). Wipe it when it is written: `pem.fill(0)`. */
    public fun encode(): ByteArray = done(
        { reply -> lend { Native.sealKeyEncode(reply, it) } }, { it.bytes },
    )

    public companion object {
        /** A new key. */
        @JvmStatic
        public fun generate(): SealKey =
            done({ Native.sealKeyNew(it) }, { SealKey(it.handle) })

        /** Reads PEM, at most 4,096 bytes, which the caller keeps and wipes. */
        @JvmStatic
        public fun decode(pem: ByteArray): Attempt<SealKey> = attempt(
            { Native.sealKeyDecode(it, pem) }, { SealKey(it.handle) },
        )
    }
}

/** A clinic's public key to seal to. */
public class SealPublicKey internal constructor(pointer: Long) :
    Handle(pointer, Native::sealPublicFree) {

    /** Its 32 bytes. */
    public val bytes: ByteArray
        get() = done(
            { reply -> lend { Native.sealPublicBytes(reply, it) } },
            { it.bytes },
        )

    /** PEM (RFC 8410). */
    public fun encode(): ByteArray = done(
        { reply -> lend { Native.sealPublicEncode(reply, it) } }, { it.bytes },
    )

    public companion object {
        /** The key of 32 bytes. Refused: points of low order. */
        @JvmStatic
        public fun fromBytes(bytes: ByteArray): Attempt<SealPublicKey> =
            attempt(
                { Native.sealPublicFromBytes(it, bytes) },
                { SealPublicKey(it.handle) },
            )

        /** Reads PEM, at most 4,096 bytes. */
        @JvmStatic
        public fun decode(pem: ByteArray): Attempt<SealPublicKey> = attempt(
            { Native.sealPublicDecode(it, pem) }, { SealPublicKey(it.handle) },
        )
    }
}

/**
 * The holder's phrase. carnet makes it; a PIN of the holder's own is refused,
 * because nobody counts tries. It is kept as bytes, which closing wipes; a
 * String can't be wiped.
 */
public class Phrase private constructor(private val bytes: ByteArray) :
    AutoCloseable {
    private val gate = ReentrantReadWriteLock()
    private var closed = false

    /** UTF-8, to be shown to the holder once. A copy: wipe it. */
    public fun copyBytes(): ByteArray = lend { it.copyOf() }

    /** Wipes it, when nobody uses it any more. */
    override fun close() {
        gate.write {
            closed = true
            bytes.fill(0)
        }
    }

    /** Throws [IllegalStateException] where it is closed: zeros are no phrase. */
    internal fun <T> lend(block: (ByteArray) -> T): T = gate.read {
        check(!closed) { "closed already" }
        block(bytes)
    }

    public companion object {
        /** A new one: 16 letters and digits, 67 random bits among them. */
        @JvmStatic
        public fun generate(): Phrase =
            done({ Native.phraseNew(it) }, { Phrase(it.bytes) })

        /**
         * One that somebody typed, in any case and with any separators.
         * Refused: what carnet never made, and what was mistyped. utf8: the
         * caller's to wipe.
         */
        @JvmStatic
        public fun typed(utf8: ByteArray): Attempt<Phrase> = attempt(
            { Native.phraseCheck(it, utf8) }, { Phrase(utf8.copyOf()) },
        )
    }
}

/**
 * To whom the parts of a presentation are sealed. Made by one thread, then
 * used as often as wanted. Closing wipes it.
 */
public class Sealing : Handle(create(), Native::sealingFree) {

    /** Adds a clinic that can open a part, clinic or private. */
    public fun toKey(part: Part, key: SealPublicKey): Sealing = adding { r, s ->
        key.lend { Native.sealingAddKey(r, s, it, part.ordinal) }
    }

    /** Adds the holder's phrase. Each part so sealed takes 64 MiB to open. */
    public fun toPhrase(part: Part, phrase: Phrase): Sealing = adding { r, s ->
        phrase.lend { Native.sealingAddPhrase(r, s, it, part.ordinal) }
    }

    /** Makes a part a decoy, which looks like any other that is sealed. */
    public fun decoy(part: Part): Sealing = adding { r, s ->
        Native.sealingAddDecoy(r, s, part.ordinal)
    }

    private inline fun adding(add: (Reply, Long) -> Unit): Sealing =
        done({ reply -> change { add(reply, it) } }, { this })

    private companion object {
        fun create(): Long = done({ Native.sealingNew(it) }, { it.handle })
    }
}
