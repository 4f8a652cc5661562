// SPDX-License-Identifier: Apache-2.0
package org.carnet

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

internal class CodeTest {
    private val text = Samples.passport().asText().orThrow()

    @Test
    fun `a code is drawn`() {
        QrCode.of(text).orThrow().use { code ->
            assertEquals(QrCode.versionFor(text.length), code.version)
            assertEquals(17 + 4 * code.version, code.size)
            assertTrue(code.isDark(0, 0))
            assertFalse(code.isDark(7, 7))
            assertTrue(code.svg().startsWith("<"))
            assertTrue(code.pbm().toString(Charsets.ISO_8859_1)
                .startsWith("P4"))
            assertTrue(code.blocks().lines().size > code.size / 2)
        }
        assertEquals("QR_TEXT", QrCode.of("lower").problemOrNull()!!.name)
        assertNull(QrCode.versionFor(10000))
    }

    @Test
    fun `a set joins without one of its codes`() {
        val passport = Passport(text)
        val parts = CodeSet.split(passport, 3).orThrow()
        assertEquals(4, parts.size)
        CodeSet().use { set ->
            assertEquals(2, set.add(parts[2]).orThrow())
            assertEquals(3, set.count)
            assertEquals(0, set.add(parts[0]).orThrow())
            assertEquals("TEXT_SET_MISSING",
                set.join().problemOrNull()!!.name)
            assertEquals(3, set.add(parts[3]).orThrow())
            assertTrue(set.has(3) && !set.has(1))
            assertEquals(CodeSet.Kind.PASSPORT, set.kind)
            assertEquals(passport, set.join().orThrow())
            assertEquals("TEXT_PREFIX", set.add(text).problemOrNull()!!.name)
        }
        assertTrue(CodeSet.isPart(parts[0]) && !CodeSet.isPart(text))
        assertEquals(1, CodeSet.countFor(text.length))
    }

    @Test
    fun `a wrong keyboard is undone`() {
        // US scanner, French computer: digits and letters change places.
        val caps = text.map {
            if (it.isUpperCase()) it.lowercaseChar() else it
        }.joinToString("")
        val reading = KeyboardReading.undo(caps, 0).orThrow()
        assertEquals(text, reading.text)
        assertEquals(KeyboardReading.CapsLock.LETTERS, reading.capsLock)
        assertEquals("TEXT_PREFIX",
            KeyboardReading.undo("no such thing", 0).problemOrNull()!!.name)
    }

    @Test
    fun `words have languages and say whether they were reviewed`() {
        assertEquals("en", Carnet.languages.first())
        assertTrue("ar" in Carnet.languages)
        assertEquals("pt", Carnet.matchLanguage("pt-BR"))
        val word = Carnet.word("icd-10", "E11.9", "fr")!!
        assertEquals(Word.State.UNREVIEWED, word.state)
        assertTrue(word.text.isNotEmpty())
        assertNull(Carnet.word("icd-10", "nothing"))
        assertTrue(Carnet.phrase("check_yourself", language = "ar").text
            .isNotEmpty())
        val problem = Passport("").peek().problemOrNull()!!
        assertTrue(Carnet.sentence(problem, "de").text.isNotEmpty())
        assertEquals("a\uFFFDb", Carnet.makeSafe("a\u001bb".toByteArray()))
        assertEquals(Native.VERSION, Carnet.version)
    }

    @Test
    fun `foreign text passes the border whole`() {
        // Outside the BMP, and what modified UTF-8 would write otherwise.
        val name = "\uD83D\uDE00 \u0130 \u202Bx"
        val safe = Carnet.makeSafe(name.toByteArray())
        assertTrue(safe.startsWith("\uD83D\uDE00 \u0130 "))
    }

    @Test
    fun `half a surrogate pair is refused, not changed`() {
        assertThrows(IllegalArgumentException::class.java) { utf8("Ann\uD83D") }
        val person = Person("Ann\uD83D", Said.Absent(Absence.REFUSED))
        assertThrows(IllegalArgumentException::class.java) {
            Record.of(listOf(person))
        }
    }

    @Test
    fun `arguments that no call takes are refused`() {
        assertThrows(IllegalArgumentException::class.java) {
            CodeSet.split(Passport(text), -1)
        }
        assertThrows(IllegalArgumentException::class.java) { unhex("-1-1-1-1") }
        assertTrue(unhex("00fF").contentEquals(byteArrayOf(0, -1)))
    }

    @Test
    fun `days are read and written`() {
        assertEquals(Samples.DAY, Day.parse("2026-03-17").orThrow())
        assertEquals("2026-03-17", Day.print(Samples.DAY))
        assertEquals("RECORD_DATE", Day.parse("2026-02-30")
            .problemOrNull()!!.name)
    }
}
