// SPDX-License-Identifier: Apache-2.0
package org.carnet

/** An issuer's secret key, Ed25519 (RFC 8032). Closing wipes it. */
public class SecretKey private constructor(pointer: Long) :
    Handle(pointer, Native::keyFree) {

    /** Its public half. */
    public val publicKey: PublicKey
        get() = done(
            { reply -> lend { Native.keyPublic(reply, it) } },
            { PublicKey(it.handle) },
        )

    /** PEM (RFC 8410). Wipe it when it is written: `pem.fill(0)`. */
    public fun encode(): ByteArray = done(
        { reply -> lend { Native.keyEncode(reply, it) } }, { it.bytes },
    )

    public companion object {
        /** A new key. */
        @JvmStatic
        public fun generate(): SecretKey =
            done({ Native.keyNew(it) }, { SecretKey(it.handle) })

        /** The key of a seed of 32 bytes, which the caller keeps and wipes. */
        @JvmStatic
        public fun fromSeed(seed: ByteArray): SecretKey = done(
            { Native.keyFromSeed(it, seed) }, { SecretKey(it.handle) },
        )

        /** Reads PEM, at most 4,096 bytes, which the caller keeps and wipes. */
        @JvmStatic
        public fun decode(pem: ByteArray): Attempt<SecretKey> = attempt(
            { Native.keyDecode(it, pem) }, { SecretKey(it.handle) },
        )
    }
}

/** An issuer's public key. */
public class PublicKey internal constructor(pointer: Long) :
    Handle(pointer, Native::publicFree) {

    /** Its 32 bytes. */
    public val bytes: ByteArray
        get() = done(
            { reply -> lend { Native.publicBytes(reply, it) } }, { it.bytes },
        )

    /** The key id as 8 hex digits: it may collide and proves nothing. */
    public val id: String
        get() = done(
            { reply -> lend { Native.publicId(reply, it) } }, { hex(it.bytes) },
        )

    /** PEM (RFC 8410). */
    public fun encode(): ByteArray = done(
        { reply -> lend { Native.publicEncode(reply, it) } }, { it.bytes },
    )

    public companion object {
        /** The key of 32 bytes. Refused: points of low order. */
        @JvmStatic
        public fun fromBytes(bytes: ByteArray): Attempt<PublicKey> = attempt(
            { Native.publicFromBytes(it, bytes) }, { PublicKey(it.handle) },
        )

        /** Reads PEM, at most 4,096 bytes. */
        @JvmStatic
        public fun decode(pem: ByteArray): Attempt<PublicKey> = attempt(
            { Native.publicDecode(it, pem) }, { PublicKey(it.handle) },
        )
    }
}

internal fun hex(bytes: ByteArray): String {
    val digits = "0123456789abcdef"
    val out = StringBuilder(2 * bytes.size)
    for (byte in bytes) {
        out.append(digits[(byte.toInt() shr 4) and 15])
        out.append(digits[byte.toInt() and 15])
    }
    return out.toString()
}
