// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.JsonObject

/**
 * Whom to believe: at first nobody. Any number of threads may verify with it;
 * adding waits until none does. What is added stays usable by it after its own
 * close().
 */
public class Trust private constructor(
    pointer: Long,
    private val lent: Lent,
) : Handle(pointer, { Native.trustFree(it); lent.end() }) {

    /** Believes nobody. */
    public constructor() : this(
        done({ Native.trustNew(it) }, { it.handle }), Lent(),
    )

    /** Believes a key, for whose window and scope the caller vouches. */
    public fun add(key: PublicKey): Trust =
        lending(key, Native::trustAddKey)

    /** Believes a trust list. */
    public fun add(list: TrustList): Trust =
        lending(list, Native::trustAddList)

    /** Asks a status list about credentials with an index. */
    public fun add(list: StatusList): Trust =
        lending(list, Native::trustAddStatusList)

    /**
     * The one more step after which verdicts give the content of credentials
     * that were entered in error, perhaps about another person.
     */
    public fun showInError(): Trust {
        change { Native.trustShowInError(it) }
        return this
    }

    /** Reads a status list which a key or list of this trust vouches for. */
    public fun readStatusList(bytes: ByteArray): Attempt<StatusList> = attempt(
        { reply -> lend { Native.statusListRead(reply, it, bytes) } },
        { StatusList(it.handle) },
    )

    private inline fun lending(
        handle: Handle,
        add: (Reply, Long, Long) -> Unit,
    ): Trust {
        // Within: a trust that is closed takes nothing, and so keeps nothing.
        done(
            { reply ->
                change { trust -> add(reply, trust, lent.begin(handle.owned)) }
            },
            {},
        )
        return this
    }
}

/** What a trust was lent: none of it is freed before the trust is. */
internal class Lent {
    private val all = ArrayList<Owned>()

    @Synchronized
    fun begin(owned: Owned): Long {
        val pointer = owned.enter()
        all.add(owned)
        return pointer
    }

    @Synchronized
    fun end() {
        all.forEach { it.leave() }
        all.clear()
    }
}

/** A trust list whose signature holds under the key that was pinned. */
public class TrustList internal constructor(pointer: Long) :
    Handle(pointer, Native::trustListFree) {

    /** What it says, docs/spec/trust.md section 4. */
    public val json: JsonObject
        get() = done(
            { reply -> lend { Native.trustListJson(reply, it) } },
            { parse(it.bytes) },
        )

    /** As a text for a code, where it is short enough. */
    public fun asText(): Attempt<String> = attempt(
        { reply -> lend { Native.trustListEncode(reply, it, true) } },
        { text(it.bytes).orEmpty() },
    )

    /** As a file's bytes. */
    public fun asFile(): ByteArray = done(
        { reply -> lend { Native.trustListEncode(reply, it, false) } },
        { it.bytes },
    )

    /** Reads a list that is to take the place of this one. */
    public fun readNext(bytes: ByteArray): Attempt<Next> = attempt(
        { reply -> lend { Native.trustListReadNext(reply, bytes, it) } },
        { Next(TrustList(it.handle), it.number != 0L) },
    )

    /** @property newer false where it is the same list once more */
    public class Next internal constructor(
        public val list: TrustList,
        public val newer: Boolean,
    )

    public companion object {
        /** Reads a list, text or file, that the pinned key must have signed. */
        @JvmStatic
        public fun read(bytes: ByteArray, pin: PublicKey): Attempt<TrustList> =
            attempt(
                { reply ->
                    pin.lend { Native.trustListRead(reply, bytes, it) }
                },
                { TrustList(it.handle) },
            )
    }
}

/** A status list whose signature holds. */
public class StatusList internal constructor(pointer: Long) :
    Handle(pointer, Native::statusListFree) {

    /** How many indices it speaks of. */
    public val size: Int get() = lend { Native.statusListNumEntries(it) }

    /** Bits of each: 1, 2, 4 or 8. */
    public val bits: Int get() = lend { Native.statusListBits(it) }

    /** When it was made, seconds since 1970-01-01T00:00Z. */
    public val issuedSeconds: Long get() = lend { Native.statusListIssued(it) }

    /** From when on it is old; null where it names no end. */
    public val expiresSeconds: Long?
        get() = lend { Native.statusListExpires(it) }
            .takeIf { it != Long.MIN_VALUE }

    /** As a text for a code, where it is short enough. */
    public fun asText(): Attempt<String> = attempt(
        { reply -> lend { Native.statusListEncode(reply, it, true) } },
        { text(it.bytes).orEmpty() },
    )

    /** As a file's bytes. */
    public fun asFile(): ByteArray = done(
        { reply -> lend { Native.statusListEncode(reply, it, false) } },
        { it.bytes },
    )

    /** What it says of an index. Past its end that is unknown, never good. */
    public operator fun get(index: Long): CredentialStatus =
        CredentialStatus.of(lend { Native.statusListGet(it, index) })
}

/** What an issuer says of a credential after it gave it out. */
public enum class CredentialStatus {
    GOOD, REVOKED, SUSPENDED, IN_ERROR, UNKNOWN;

    internal companion object {
        fun of(value: Int): CredentialStatus =
            if (value in 0..3) values()[value] else UNKNOWN
    }
}
