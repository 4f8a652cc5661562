// SPDX-License-Identifier: Apache-2.0
package org.carnet

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * Time of a call, best of many rounds after a warm-up, for tests/kotlin/bench.py.
 * No test: its name keeps it out of the ordinary run.
 */
internal class CostMeasure {
    private fun bestNs(call: () -> Unit): Double {
        val warm = System.nanoTime()
        while (System.nanoTime() - warm < 2_000_000_000L) call()
        var best = Double.MAX_VALUE
        repeat(20) {
            var turns = 0
            val began = System.nanoTime()
            var took = 0L
            while (took < 50_000_000L) {
                call()
                turns++
                took = System.nanoTime() - began
            }
            best = minOf(best, took.toDouble() / turns)
        }
        return best
    }

    private fun say(name: String, call: () -> Unit) {
        println("cost: $name ${bestNs(call)}")
    }

    @Test
    fun `what calls cost`() {
        val json = Samples.bytes("rich-summary.json")
        val key = Samples.key(1)
        fun issue(): Passport = Record.fromJson(json).orThrow().use { record ->
            record.plan(Samples.DAY).orThrow().use { it.sign(key) }
        }
        val passport = issue()
        Samples.trusting(1).use { trust ->
            say("issuing") { issue() }
            say("verifying") {
                passport.verify(trust, Samples.NOW).use {
                    assertTrue(it is Verdict.Accepted)
                }
            }
            say("reading") {
                passport.verify(trust, Samples.NOW).use {
                    val c = it.credentials.single() as Credential.Readable
                    assertTrue(c.entries.isNotEmpty())
                }
            }
            say("smallest") { Carnet.matchLanguage("fr") }
        }
    }
}
