// SPDX-License-Identifier: Apache-2.0
package org.carnet

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Nothing, too much, and texts that are none. */
internal class GivenTest {
    private fun refused(bytes: ByteArray): String =
        Samples.trusting(1).use { trust ->
            Passport(bytes).verify(trust, Samples.NOW).use { verdict ->
                (verdict as Verdict.Refused).reason!!.name
            }
        }

    @Test
    fun `nothing is refused, by name`() {
        val none = ByteArray(0)
        assertEquals("TEXT_EMPTY", refused(none))
        assertEquals("TEXT_EMPTY", Passport(none).peek().problemOrNull()!!.name)
        assertEquals("JSON_SYNTAX",
            Record.fromJson(none).problemOrNull()!!.name)
        assertEquals("KEY_FORM", SecretKey.decode(none).problemOrNull()!!.name)
        assertEquals("PRIVACY_PHRASE", Phrase.typed(none).problemOrNull()!!.name)
    }

    @Test
    fun `as much as a passport may have gets a verdict, more is thrown`() {
        val head = "HP1:".toByteArray()
        assertEquals("TEXT_TOO_LONG", refused(head.copyOf(8 shl 20)))
        val huge = head.copyOf(64 shl 20)
        for (call in listOf<() -> Any>(
            { refused(huge) }, { Passport(huge).peek() },
            { Passport(huge).readUnverified() },
        )) {
            val why = assertThrows(CarnetArgumentException::class.java) { call() }
            assertEquals("CALLER_RANGE", why.problem.name)
        }
        assertEquals("JSON_TOO_LONG",
            Record.fromJson(huge).problemOrNull()!!.name)
        assertEquals("KEY_FORM", SecretKey.decode(huge).problemOrNull()!!.name)
        assertEquals("PRIVACY_PHRASE", Phrase.typed(huge).problemOrNull()!!.name)
    }

    @Test
    fun `half a surrogate pair and a zero are refused, and not told`() {
        val passport = Samples.passport()
        val half = "SECRET\ud800"
        val zero = "desk\u0000"
        for (call in listOf<() -> Any>(
            { Passport(half) },
            { Record.of(listOf(Person(half, Said.Value("1988")))) },
            { passport.present(half) },
            { passport.present(null, listOf(half)) },
            { passport.present(zero) },
            { passport.present(null, emptyList(), listOf(zero)) },
        )) {
            val why =
                assertThrows(IllegalArgumentException::class.java) { call() }
            assertTrue("SECRET" !in why.toString())
            assertTrue("desk" !in why.toString())
        }
        assertEquals("RECORD_TEXT",
            Record.of(listOf(Person("A\u0000B", Said.Value("1988"))))
                .problemOrNull()!!.name)
    }
}
