// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.io.File
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * Memory of the whole process over many verifications. CARNET_LONG makes them a
 * million. What one verification leaves, if it left anything, would be some
 * 2 KiB at least: the least verdict is larger.
 */
internal class LeakTest {
    private val rounds =
        if (System.getenv("CARNET_LONG") == null) 20_000 else 1_000_000

    private fun residentKiB(): Long = File("/proc/self/status").readLines()
        .first { it.startsWith("VmRSS:") }
        .filter { it.isDigit() }.toLong()

    @Test
    fun `verifying leaves nothing behind`() {
        val passport = Samples.passport("one-vaccination.json")
        Samples.trusting(1).use { trust ->
            val work = { n: Int ->
                repeat(n) { passport.verify(trust, Samples.NOW).close() }
            }
            work(rounds / 4)
            System.gc()
            val before = residentKiB()
            work(rounds)
            System.gc()
            val grown = residentKiB() - before
            println("$rounds verifications: resident memory grew by $grown KiB")
            // What C's heap and the compiled code may still take when warm;
            // Java's heap was resident from the beginning (pom.xml).
            assertTrue(grown < 16 * 1024, "grew by $grown KiB")
        }
    }
}
