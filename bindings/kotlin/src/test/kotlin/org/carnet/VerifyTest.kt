// SPDX-License-Identifier: Apache-2.0
package org.carnet

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

internal class VerifyTest {
    private val passport = Samples.passport()

    private fun <T> verdict(
        of: Passport = passport,
        by: Int = 1,
        now: Long = Samples.NOW,
        look: (Verdict) -> T,
    ): T = Samples.trusting(by).use { of.verify(it, now).use(look) }

    @Test
    fun `what a trusted key signed is accepted and read`() = verdict { v ->
        assertTrue(v is Verdict.Accepted)
        assertTrue(v.checkYourself.isNotEmpty())
        val credential = v.credentials.single() as Credential.Accepted
        assertEquals(Answer.YES, credential.facts.getValue("signature").answer)
        assertEquals("2026-03-17", credential.facts.getValue("issued").date)
        assertEquals(Part.values().toSet(), credential.parts.keys)
        assertEquals(64, credential.identity.length)
        val person = credential.entries.first() as Person
        assertTrue(person.name.isNotEmpty())
        assertTrue(credential.entries.any { it is Prescription })
    }

    @Test
    fun `what nobody trusted signed has no content`() = verdict(by = 2) { v ->
        assertTrue(v is Verdict.Refused)
        assertNull((v as Verdict.Refused).reason)
        val credential = v.credentials.single()
        assertTrue(credential is Credential.Refused)
        assertEquals("KEY_UNKNOWN",
            credential.facts.getValue("signature").status)
        assertFalse(v.toJson().toString().contains("entries"))
    }

    @Test
    fun `an expired one is for review and readable`() =
        verdict(now = Samples.NOW + 366 * 86400L) { v ->
            assertTrue(v is Verdict.Review)
            val credential = v.credentials.single() as Credential.Review
            val expiry = credential.facts.getValue("expiry")
            assertEquals(Answer.NO, expiry.answer)
            assertEquals("KEY_EXPIRED", expiry.status)
            assertEquals(1, expiry.ageDays)
            assertFalse(credential.entries.isEmpty())
        }

    @Test
    fun `malformed input is refused with a reason and throws nothing`() {
        val text = passport.asText().orThrow()
        for ((input, status) in listOf(
            "" to "TEXT_EMPTY",
            "HC1:ABC" to "TEXT_EU_DCC",
            text.lowercase() to "TEXT_LOWER_CASE",
            text.dropLast(1) to null,
            text + "0" to null,
        )) {
            verdict(Passport(input)) { v ->
                val reason = (v as Verdict.Refused).reason
                assertNotNull(reason, input)
                status?.let { assertEquals(it, reason!!.name) }
                assertTrue(reason!!.code > 0)
                assertTrue(v.credentials.isEmpty())
            }
        }
    }

    @Test
    fun `no changed byte of a file is accepted`() {
        val bytes = passport.asFile().orThrow().bytes
        Samples.trusting(1).use { trust ->
            for (i in bytes.indices) {
                for (bit in 0..7) {
                    val changed = bytes.copyOf()
                    changed[i] = (changed[i].toInt() xor (1 shl bit)).toByte()
                    Passport(changed).verify(trust, Samples.NOW).use { v ->
                        assertTrue(v is Verdict.Refused, "byte $i bit $bit")
                    }
                }
            }
        }
    }

    @Test
    fun `a time outside the calendar is the caller's mistake`() {
        Samples.trusting(1).use { trust ->
            val e = assertThrows(CarnetArgumentException::class.java) {
                passport.verify(trust, Long.MAX_VALUE)
            }
            assertEquals("CALLER_RANGE", e.problem.name)
        }
    }

    @Test
    fun `lines for people come in their language`() = verdict { v ->
        val english = v.text(names = listOf("Clinic A"))
        assertTrue(english.text.contains("Clinic A"))
        assertTrue(v.text("ar").text != english.text)
        assertTrue(v.entryText(0, 0, "fr").text.isNotEmpty())
        assertThrows(IllegalArgumentException::class.java) {
            v.text(names = listOf("a\u0000b"))
        }
    }

    @Test
    fun `the merged view is of a day or an instant`() = verdict { v ->
        val day = v.viewOn(Samples.DAY)
        assertTrue(day.toJson().containsKey("rows"))
        assertTrue(day.text("fr").text.isNotEmpty())
        val explained = v.viewAt(Samples.NOW, 0, explain = true)
        assertTrue(explained.text().text.length > v.viewAt(Samples.NOW, 0)
            .text().text.length)
        assertEquals("+05:30", v.viewAt(Samples.NOW, 330).toJson()["at"]
            .toString().trim('"').takeLast(6))
        assertThrows(CarnetArgumentException::class.java) {
            v.viewAt(Long.MAX_VALUE, 0).toJson()
        }
        assertThrows(CarnetArgumentException::class.java) {
            v.viewAt(Samples.NOW, 1440).toJson()
        }
    }

    @Test
    fun `a verdict is exported as COSE, FHIR and notation`() = verdict { v ->
        assertEquals(0xd2.toByte(), v.exportCose(0)[0])
        assertTrue(v.exportFhir(Samples.NOW).toString(Charsets.UTF_8)
            .contains("\"resourceType\":\"Bundle\""))
        assertTrue(v.exportDiagnostic().isNotEmpty())
        assertThrows(CarnetArgumentException::class.java) { v.exportCose(9) }
    }

    @Test
    fun `the envelope shows no health data, unverified content is another type`() {
        val envelope = passport.peek().orThrow()
        val claim = envelope.credentials.single()
        assertEquals(Samples.DAY, claim.issuedDays)
        assertEquals(Samples.DAY + 365, claim.validUntilDays)
        assertEquals(Shown.WHOLE, claim.parts[Part.PRIVATE])
        val outline = passport.present("desk").orThrow().outline().orThrow()
        assertTrue("person" in outline.kinds.getValue(Part.DESK))
        assertTrue(outline.kinds.getValue(Part.CLINIC).isEmpty())
        val note = passport.readUnverified().orThrow()
        assertTrue(note.credentials.single().first() is Person)
        assertEquals("TEXT_PREFIX",
            Passport("nothing").peek().problemOrNull()!!.name)
    }
}
