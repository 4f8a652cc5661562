// SPDX-License-Identifier: Apache-2.0
package org.carnet

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

internal class ShowTest {
    private val passport = Samples.passport()

    private fun read(p: Passport): Credential.Readable =
        Samples.trusting(1).use { trust ->
            p.verify(trust, Samples.NOW).use {
                assertTrue(it is Verdict.Accepted)
                it.credentials.single() as Credential.Readable
            }
        }

    @Test
    fun `an audience sees its own`() {
        val audiences = Audience.all().map { it.name }
        assertTrue("desk" in audiences && "emergency" in audiences)
        val desk = read(passport.present("desk").orThrow())
        assertEquals(Shown.WITHHELD, desk.parts[Part.CLINIC])
        assertFalse(desk.entries.any { it is Condition })
    }

    @Test
    fun `what a desk left out itself it does not call missing`() {
        Samples.trusting(1).use { trust ->
            passport.verify(trust, Samples.NOW).use { whole ->
                val desk = passport.present("desk").orThrow()
                desk.verify(trust, Samples.NOW).use { shown ->
                    val missing = "Not in this presentation"
                    assertTrue(missing in shown.text().text)
                    assertFalse(missing in shown.textShown(whole).text)
                    assertTrue("ask before prescribing" in shown.notAll!!)
                    assertEquals(null, whole.notAll)
                }
            }
        }
    }

    @Test
    fun `words withhold and show entries`() {
        val less = passport
            .present(null, withhold = listOf("condition")).orThrow()
        val credential = read(less)
        assertFalse(credential.entries.any { it is Condition })
        assertTrue(credential.withheld.getValue(Part.CLINIC) > 0)
        val problem = passport.present("desk", listOf("nothing"))
            .problemOrNull()!!
        assertEquals("PRIVACY_CHOICE", problem.name)
        assertEquals("nothing", problem.path)
    }

    @Test
    fun `what two presentations show is in the merged one`() {
        val desk = passport.present("desk").orThrow()
        val clinic = passport.present("clinic").orThrow()
        val merged = desk.merge(clinic).orThrow()
        assertEquals(read(clinic).entries.toSet(), read(merged).entries.toSet())
    }

    @Test
    fun `passports of two persons merge only by word`() {
        val other = Samples.passport("one-vaccination.json")
        assertEquals("PRIVACY_HOLDER",
            passport.merge(other).problemOrNull()!!.name)
        assertTrue(passport.merge(other, true).orNull() != null)
    }

    @Test
    fun `a key and a phrase open what is sealed to them`() {
        SealKey.generate().use { key ->
            Phrase.generate().use { phrase ->
                val sealed = Sealing().use { sealing ->
                    key.publicKey.use { sealing.toKey(Part.CLINIC, it) }
                    sealing.toPhrase(Part.CLINIC, phrase)
                    sealing.decoy(Part.PRIVATE)
                    passport.present(null, sealing = sealing).orThrow()
                }
                assertEquals(Shown.SEALED, read(sealed).parts[Part.CLINIC])
                val byKey = read(sealed.open(key).orThrow())
                assertEquals(Shown.WHOLE, byKey.parts[Part.CLINIC])
                assertEquals(Shown.SEALED, byKey.parts[Part.PRIVATE])
                val byPhrase = read(sealed.open(phrase).orThrow())
                assertEquals(byKey.entries, byPhrase.entries)
                SealKey.generate().use {
                    assertEquals("PRIVACY_UNOPENED",
                        sealed.open(it).problemOrNull()!!.name)
                }
            }
        }
    }

    @Test
    fun `a phrase that carnet did not make is refused`() {
        assertEquals("PRIVACY_PHRASE",
            Phrase.typed("123456".toByteArray()).problemOrNull()!!.name)
        Phrase.generate().use { phrase ->
            val typed = phrase.copyBytes().toString(Charsets.UTF_8)
                .lowercase().replace("-", " ").toByteArray()
            assertTrue(Phrase.typed(typed).orNull() != null)
            val wrong = typed.copyOf()
            wrong[0] = if (wrong[0] == 'a'.code.toByte()) 98 else 97
            assertTrue(Phrase.typed(wrong).problemOrNull() != null)
        }
    }

    @Test
    fun `keys pass as PEM and bytes`() {
        SecretKey.generate().use { key ->
            val pem = key.encode()
            val again = SecretKey.decode(pem).orThrow()
            val public = key.publicKey
            assertEquals(public.id, again.publicKey.id)
            assertEquals(8, public.id.length)
            assertEquals(public.id,
                PublicKey.fromBytes(public.bytes).orThrow().id)
            assertEquals(public.id,
                PublicKey.decode(public.encode()).orThrow().id)
            assertEquals("KEY_SECRET",
                PublicKey.decode(pem).problemOrNull()!!.name)
            assertEquals("KEY_ALGORITHM",
                SealKey.decode(pem).problemOrNull()!!.name)
            pem.fill(0)
        }
        assertEquals("KEY_LOW_ORDER",
            PublicKey.fromBytes(ByteArray(32)).problemOrNull()!!.name)
        SealKey.generate().use { key ->
            val public = key.publicKey
            val again = SealKey.decode(key.encode()).orThrow().publicKey
            assertTrue(public.bytes.contentEquals(again.bytes))
            assertTrue(SealPublicKey.fromBytes(public.bytes).orNull() != null)
            assertTrue(SealPublicKey.decode(public.encode()).orNull() != null)
        }
    }
}
