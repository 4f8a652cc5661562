// SPDX-License-Identifier: Apache-2.0
package org.carnet

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * The code of docs/guide/kotlin.md, which tests/kotlin/test_border.py holds
 * against it.
 */
internal class GuideTest {
    private val today = Samples.DAY
    private val now = Samples.NOW

    private fun issue(key: SecretKey): Passport {
        // [issue]
        val entries = listOf(
            Person("Amina Diallo", Said.Value("1988")),
            Allergy(Said.Value(Concept.ofText("penicillin"))),
            Prescription(Concept("A10BA02"), timesADay = 2),
        )
        val record = Record.of(entries).orThrow()
        val plan = record.plan(today, validDays = 365).orThrow()
        for (planned in plan.entries) {
            println("${planned.part}: ${planned.entry.kind} ${planned.why}")
        }
        val passport = plan.sign(key)
        val text = passport.asText().orThrow() // for a QR code
        val code = QrCode.of(text).orThrow().svg()
        // [/issue]
        assertTrue(code.startsWith("<"))
        return Passport(text)
    }

    @Test
    fun `issues and verifies as the guide says`() {
        // [keys]
        val key = SecretKey.generate()
        val pem = key.encode()
        // ... keep it in the platform's key store ...
        pem.fill(0)
        // [/keys]
        val scanned = issue(key).asText().orThrow()
        val issuerKey = key.publicKey
        var shown = 0
        // [verify]
        val trust = Trust().add(issuerKey)
        Passport(scanned).verify(trust, now).use { verdict ->
            println(verdict.text("fr").text)
            when (verdict) {
                is Verdict.Refused -> println("nobody vouches for this")
                is Verdict.Accepted, is Verdict.Review ->
                    for (credential in verdict.credentials) {
                        if (credential is Credential.Readable) {
                            shown += credential.entries.size
                        }
                    }
            }
        }
        // [/verify]
        assertEquals(3, shown)
        key.close()
    }

    @Test
    fun `tells refusals as the guide says`() {
        val typed = "{".toByteArray()
        var said = ""
        // [errors]
        when (val read = Record.fromJson(typed)) {
            is Attempt.Done -> read.value.close()
            is Attempt.Refused -> {
                val problem = read.problem
                said = "${problem.path} ${problem.line}: ${problem.text}"
            }
        }
        // [/errors]
        assertTrue(said.contains(": "))
    }

    @Test
    fun `seals and opens as the guide says`() {
        val key = SecretKey.generate()
        val passport = issue(key)
        // [seal]
        Phrase.generate().use { phrase ->
            val written = phrase.copyBytes() // shown to the holder once
            val sealed = Sealing().toPhrase(Part.CLINIC, phrase).use {
                passport.present(null, sealing = it).orThrow()
            }
            val opened = sealed.open(phrase).orThrow()
            assertTrue(opened.bytes.size != sealed.bytes.size)
            written.fill(0)
        }
        // [/seal]
    }
}
