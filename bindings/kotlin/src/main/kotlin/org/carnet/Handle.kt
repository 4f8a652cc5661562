// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.lang.ref.PhantomReference
import java.lang.ref.ReferenceQueue
import java.util.Collections
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.locks.ReentrantReadWriteLock
import kotlin.concurrent.read
import kotlin.concurrent.write

/**
 * What the native library holds for this object. Close it as soon as it is no
 * longer needed: closing wipes keys and opened health data at once. What is
 * forgotten is freed some time after the object became unreachable, and
 * nothing says when. Closing twice is harmless; using a closed one throws
 * [IllegalStateException]. Any thread may use and close it at any time: it is
 * freed when the last call that uses it is over.
 */
public abstract class Handle internal constructor(
    pointer: Long,
    free: (Long) -> Unit,
) : AutoCloseable {
    internal val owned: Owned = Owned(pointer, free)

    init {
        Cleaner.watch(this, owned)
    }

    final override fun close() {
        owned.close()
    }

    /** Calls that only read: any number at a time. */
    internal inline fun <T> lend(block: (Long) -> T): T {
        val pointer = owned.enter()
        try {
            return owned.gate.read { block(pointer) }
        } finally {
            owned.leave()
        }
    }

    /** A call that changes what is held: C has builders be one thread's. */
    internal inline fun <T> change(block: (Long) -> T): T {
        val pointer = owned.enter()
        try {
            return owned.gate.write { block(pointer) }
        } finally {
            owned.leave()
        }
    }
}

/**
 * An address with the calls that use it. [free] must not hold the object that
 * owns it, or that would never become unreachable.
 */
internal class Owned(
    private val pointer: Long,
    private val free: (Long) -> Unit,
) {
    /** Readers together, writers alone. */
    val gate = ReentrantReadWriteLock()

    private var users = 0
    private var closed = false

    @Synchronized
    fun enter(): Long {
        check(!closed) { "closed already" }
        users++
        return pointer
    }

    fun leave() {
        if (last(leaving = true)) {
            free(pointer)
        }
    }

    fun close() {
        if (last(leaving = false)) {
            free(pointer)
        }
    }

    /** True once: for whoever has to free. */
    @Synchronized
    private fun last(leaving: Boolean): Boolean {
        val before = closed
        if (leaving) {
            users--
        } else {
            closed = true
        }
        return closed && users == 0 && (leaving || !before)
    }
}

/**
 * Frees what was forgotten. Made of phantom references, because Android before
 * level 33 and Java 8 have no java.lang.ref.Cleaner.
 */
private object Cleaner {
    private class Watch(handle: Handle, val owned: Owned) :
        PhantomReference<Handle>(handle, queue)

    private val queue = ReferenceQueue<Handle>()

    /** Keeps the references themselves from being collected. */
    private val watches =
        Collections.newSetFromMap(ConcurrentHashMap<Watch, Boolean>())

    init {
        val thread = Thread({ clean() }, "carnet-cleaner")
        thread.isDaemon = true
        thread.start()
    }

    fun watch(handle: Handle, owned: Owned) {
        watches.add(Watch(handle, owned))
    }

    private fun clean() {
        while (true) {
            val watch = queue.remove() as Watch
            watches.remove(watch)
            watch.owned.close()
        }
    }
}
