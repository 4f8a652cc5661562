// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.JsonObject

/** What an issuer is: always an organisation. */
public enum class IssuerKind { STATE, INTERGOVERNMENTAL, NGO, CLINIC }

/** What becomes of a key that is withdrawn. */
public enum class Withdrawal(internal val number: Int) {
    /** Given up: what it signed before stays. */
    RETIRED(1),

    /** Stolen: nothing that it signed counts. */
    COMPROMISED(2),
}

/** A trust list that is not yet signed. */
public class TrustListDraft private constructor(pointer: Long) :
    Handle(pointer, Native::trustDraftFree) {

    /** A new list, of which the next is due [validDays] after its signing. */
    public constructor(validDays: Int) : this(
        done({ Native.trustDraftNew(it, validDays) }, { it.handle }),
    )

    /** A draft of what a list says. */
    public constructor(list: TrustList) : this(
        done(
            { reply -> list.lend { Native.trustDraftFromList(reply, it) } },
            { it.handle },
        ),
    )

    /** Its JSON, docs/spec/trust.md section 4. */
    public val json: JsonObject
        get() = done(
            { reply -> lend { Native.trustDraftEncode(reply, it) } },
            { parse(it.bytes) },
        )

    /**
     * Adds a key to an issuer, and the issuer where there is none of that name
     * and country. What follows is about this key.
     */
    public fun addKey(
        name: String,
        country: String?,
        kind: IssuerKind,
        key: PublicKey,
        fromDays: Int,
    ): Attempt<TrustListDraft> = changing { reply, draft ->
        key.lend {
            Native.trustDraftAddKey(
                reply, draft, utf8(name), country?.let { c -> utf8(c) },
                kind.ordinal, it, fromDays,
            )
        }
    }

    /** The last day on which the key signs. */
    public fun until(days: Int): Attempt<TrustListDraft> =
        changing { r, d -> Native.trustDraftSetUntil(r, d, days) }

    /** The key to which others seal for this issuer. */
    public fun sealTo(key: SealPublicKey): Attempt<TrustListDraft> =
        changing { r, d -> key.lend { Native.trustDraftSetSealing(r, d, it) } }

    /** Whether the key signs credentials, status lists, or both. */
    public fun signs(
        credentials: Boolean,
        statusLists: Boolean,
    ): Attempt<TrustListDraft> = changing { r, d ->
        Native.trustDraftSetUse(r, d, credentials, statusLists)
    }

    /** One more kind of entry that the key may sign; without any, all. */
    public fun allow(kind: String): Attempt<TrustListDraft> =
        changing { r, d -> Native.trustDraftAllowKind(r, d, utf8(kind)) }

    /** Withdraws a key of an id of 8 hex digits. */
    public fun withdraw(
        keyId: String,
        onDays: Int,
        how: Withdrawal,
    ): Attempt<TrustListDraft> = changing { r, d ->
        Native.trustDraftWithdraw(r, d, unhex(keyId), onDays, how.number)
    }

    /** Names the key of the next epoch's lists; null for none. */
    public fun nextKey(key: PublicKey?): Attempt<TrustListDraft> =
        changing { r, d ->
            if (key == null) {
                Native.trustDraftSetNextKey(r, d, 0)
            } else {
                key.lend { Native.trustDraftSetNextKey(r, d, it) }
            }
        }

    /**
     * Signs it as the list that follows [previous]; null only for the first of
     * all. A file's bytes.
     */
    public fun sign(
        key: SecretKey,
        previous: TrustList?,
        issuedDays: Int,
    ): Attempt<ByteArray> = attempt(
        { reply ->
            lend { draft ->
                key.lend { k ->
                    val sign = { p: Long ->
                        Native.trustDraftSign(reply, draft, p, k, issuedDays)
                    }
                    if (previous == null) sign(0) else previous.lend(sign)
                }
            }
        },
        { it.bytes },
    )

    private inline fun changing(
        call: (Reply, Long) -> Unit,
    ): Attempt<TrustListDraft> =
        attempt({ reply -> change { call(reply, it) } }, { this })

    public companion object {
        /** Reads the JSON of a draft. */
        @JvmStatic
        public fun decode(json: ByteArray): Attempt<TrustListDraft> = attempt(
            { Native.trustDraftDecode(it, json) },
            { TrustListDraft(it.handle) },
        )

        /** The word by which a name tells an illness or a site; else null. */
        @JvmStatic
        public fun nameTells(name: String): String? =
            text(Native.trustNameTells(utf8(name)))
    }
}

/**
 * What an issuer keeps of its status list: which indices it gave out, and what
 * it says of each. Store it before a passport with a new
 * index is given out.
 */
public class StatusListDraft private constructor(pointer: Long) :
    Handle(pointer, Native::statusDraftFree) {

    /** [bits]: 1, 2, 4 or 8 an index; [size]: 8 to 1,048,576 indices. */
    public constructor(issuer: PublicKey, bits: Int, size: Int) : this(
        done(
            { reply ->
                issuer.lend { Native.statusDraftNew(reply, it, bits, size) }
            },
            { it.handle },
        ),
    )

    /** How many indices were given out. */
    public val taken: Int get() = lend { Native.statusDraftNumTaken(it) }

    /** Gives out a random index; refused where none is left. */
    public fun take(): Int = done(
        { reply -> change { Native.statusDraftTake(reply, it) } },
        { it.number.toInt() },
    )

    /** Says what became of the credential of an index. */
    public operator fun set(index: Long, status: CredentialStatus) {
        require(status != CredentialStatus.UNKNOWN) { "unknown can't be said" }
        done(
            { reply ->
                change {
                    Native.statusDraftSet(reply, it, index, status.ordinal)
                }
            },
            {},
        )
    }

    /** What it says of an index; null where it was never given out. */
    public operator fun get(index: Long): CredentialStatus? =
        lend { Native.statusDraftGet(it, index) }
            .takeIf { it >= 0 }?.let { CredentialStatus.of(it) }

    /** Its bytes, for the issuer alone. */
    public fun encode(): ByteArray = done(
        { reply -> lend { Native.statusDraftEncode(reply, it) } }, { it.bytes },
    )

    /** Signs what it says now. A file's bytes. */
    @JvmOverloads
    public fun sign(
        key: SecretKey,
        issuedSeconds: Long,
        validDays: Int,
        ttlSeconds: Long = 0,
    ): ByteArray = done(
        { reply ->
            lend { draft ->
                key.lend {
                    Native.statusDraftSign(
                        reply, draft, it, issuedSeconds, validDays, ttlSeconds,
                    )
                }
            }
        },
        { it.bytes },
    )

    public companion object {
        /** Reads what [encode] wrote. */
        @JvmStatic
        public fun decode(bytes: ByteArray): Attempt<StatusListDraft> =
            attempt(
                { Native.statusDraftDecode(it, bytes) },
                { StatusListDraft(it.handle) },
            )
    }
}

private val HEX = Regex("([0-9a-fA-F]{2})*")

internal fun unhex(digits: String): ByteArray {
    require(HEX.matches(digits)) { "no hex digits" }
    return ByteArray(digits.length / 2) {
        digits.substring(2 * it, 2 * it + 2).toInt(16).toByte()
    }
}
