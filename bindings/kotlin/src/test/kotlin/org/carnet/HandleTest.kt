// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.lang.ref.WeakReference
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicReference
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

internal class HandleTest {
    @Test
    fun `closing twice is harmless, and using a closed one throws`() {
        val key = SecretKey.generate()
        key.close()
        key.close()
        assertThrows(IllegalStateException::class.java) { key.encode() }
    }

    @Test
    fun `it is freed once, when the last use is over`() {
        var freed = 0
        val owned = Owned(1) { freed++ }
        owned.enter()
        owned.enter()
        owned.close()
        owned.leave()
        assertEquals(0, freed)
        owned.leave()
        owned.close()
        assertEquals(1, freed)
        assertThrows(IllegalStateException::class.java) { owned.enter() }
    }

    @Test
    fun `what is forgotten is freed`() {
        val (owned, gone) = forget()
        for (i in 0 until 200) {
            System.gc()
            Thread.sleep(10)
            if (gone.get() == null && isClosed(owned)) {
                break
            }
        }
        assertNull(gone.get())
        assertTrue(isClosed(owned))
    }

    private fun forget(): Pair<Owned, WeakReference<PublicKey>> =
        Samples.key(1).use { secret ->
            val key = secret.publicKey
            key.owned to WeakReference(key)
        }

    private fun isClosed(owned: Owned): Boolean = try {
        owned.enter()
        owned.leave()
        false
    } catch (_: IllegalStateException) {
        true
    }

    @Test
    fun `a closed trust keeps nothing of what it is given`() {
        val trust = Trust()
        trust.close()
        Samples.key(1).use { secret ->
            val key = secret.publicKey
            assertThrows(IllegalStateException::class.java) { trust.add(key) }
            key.close()
            assertTrue(isClosed(key.owned))
        }
    }

    @Test
    fun `a closed phrase is none`() {
        val phrase = Phrase.generate()
        phrase.close()
        assertThrows(IllegalStateException::class.java) { phrase.copyBytes() }
        assertThrows(IllegalStateException::class.java) {
            Samples.passport().open(phrase)
        }
    }

    @Test
    fun `a trust keeps what it was lent`() {
        val passport = Samples.passport()
        Samples.trusting(1, 2).use { trust ->
            System.gc()
            passport.verify(trust, Samples.NOW).use {
                assertTrue(it is Verdict.Accepted)
            }
        }
    }

    @Test
    fun `many threads verify with one trust, and one may close it`() {
        val passport = Samples.passport()
        val trust = Samples.trusting(1)
        val pool = Executors.newFixedThreadPool(16)
        val work = List(64) {
            Callable {
                var accepted = 0
                try {
                    repeat(50) {
                        passport.verify(trust, Samples.NOW).use { v ->
                            if (v is Verdict.Accepted) accepted++
                        }
                    }
                } catch (_: IllegalStateException) {
                    accepted = -1 - accepted
                }
                accepted
            }
        }
        val first = pool.invokeAll(work).map { it.get() }
        assertTrue(first.all { it == 50 })
        val racing = work.map { pool.submit(it) }
        Thread.sleep(5)
        trust.close()
        // Each call was whole or said that the trust is closed.
        assertTrue(racing.map { it.get() }.all { it == 50 || it < 0 })
        pool.shutdown()
    }

    @Test
    fun `closing, forgetting and collecting race with calls in 64 threads`() {
        val plan = Samples.plan()
        val passport = Samples.passport()
        val last = AtomicReference<SecretKey>()
        val pool = Executors.newFixedThreadPool(65)
        val working = AtomicBoolean(true)
        val collecting = pool.submit {
            while (working.get()) {
                System.gc()
                Thread.sleep(1)
            }
        }
        val work = List(64) {
            Callable {
                repeat(10) {
                    // Forgotten, so that the collector frees them behind calls.
                    val trust = Samples.trusting(1)
                    val verdict = passport.verify(trust, Samples.NOW)
                    assertTrue(verdict is Verdict.Accepted)
                    assertTrue(verdict.text("fr").text.isNotEmpty())
                    verdict.restate().orThrow()
                    val mine = SecretKey.generate()
                    val other = last.getAndSet(mine) ?: mine
                    try {
                        plan.sign(other)
                        other.publicKey.id
                    } catch (_: IllegalStateException) {
                        // Closed by another thread: said, and nothing read.
                    }
                    other.close()
                    other.close()
                }
            }
        }
        pool.invokeAll(work).forEach { it.get() }
        working.set(false)
        collecting.get()
        pool.shutdown()
    }
}
