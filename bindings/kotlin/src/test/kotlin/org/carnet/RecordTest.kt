// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

internal class RecordTest {
    private val samples = listOf(
        "rich-summary.json", "emergency.json", "one-vaccination.json",
    ) + listOf("s2", "s3", "s4").flatMap { s ->
        (1..4).map { "sizes/$s-$it.json" }
    }

    private fun entries(o: JsonObject): List<Entry> =
        o.list("entries") { Entry.of(it as JsonObject) }

    @Test
    fun `typed entries lose nothing of the JSON form`() {
        for (name in samples) {
            val json = Samples.json(name)
            val again = entries(json).map { it.toJson() }
            assertEquals(json.list("entries") { it }.toSet(), again.toSet())
        }
    }

    @Test
    fun `a record of typed entries is signed as that of the JSON`() {
        for (name in samples) {
            val typed = Record.of(entries(Samples.json(name))).orThrow()
            val signed = Samples.key(1).use { key ->
                typed.plan(Samples.DAY, 365).orThrow()
                    .signSeeded(key, ByteArray(16) { 7 })
            }
            assertEquals(Samples.passport(name), signed, name)
        }
    }

    @Test
    fun `every kind has a class that its skeleton fits`() {
        var kind = 0
        while (true) {
            val name = text(Native.recordKindName(kind)) ?: break
            val skeleton = done(
                { Native.recordSkeleton(it, kind) }, { parse(it.bytes) },
            )
            val entry = entries(skeleton).single { it.kind == name }
            assertFalse(entry is Entry.Beyond, name)
            assertEquals(skeleton.list("entries") { it }
                .single { (it as JsonObject).string("kind") == name },
                entry.toJson())
            kind++
        }
        assertEquals(24, kind)
    }

    @Test
    fun `what this version can't read stays as it is`() {
        val json = Json.parseToJsonElement(
            """{"kind":"allergy","beyond":true,"issued":"2026-03-17",""" +
                """"cbor":"AA"}""",
        ) as JsonObject
        val entry = Entry.of(json)
        assertTrue(entry is Entry.Beyond)
        assertEquals(json, entry.toJson())
        assertTrue(Entry.of(Json.parseToJsonElement("""{"kind":99}""")
            as JsonObject) is Entry.Beyond)
    }

    @Test
    fun `a bad record is refused with path and offset`() {
        val bad = """{"entries": [{"kind": "person", "name": "A",
            "birth_date": "1988-13"}]}"""
        val problem = Record.fromJson(bad.toByteArray()).problemOrNull()!!
        assertEquals("RECORD_DATE", problem.name)
        assertTrue(problem.path.contains("birth_date"), problem.path)
        assertEquals(2, problem.line)
        assertTrue(problem.offset > 0)
        val syntax = Record.fromJson("{".toByteArray()).problemOrNull()!!
        assertTrue(syntax.name.startsWith("JSON_"))
    }

    @Test
    fun `a plan tells where each entry goes and why`() {
        val condition = Condition(Concept("B24"))
        val person = Person("A", Said.Absent(Absence.REFUSED))
        Record.of(listOf(person, condition)).orThrow().use { record ->
            record.plan(Samples.DAY).orThrow().use { plan ->
                val hiv = plan.entries.single { it.entry is Condition }
                assertEquals(Part.PRIVATE, hiv.part)
                assertEquals("B24", hiv.whyCode)
                assertTrue(hiv.why.contains("HIV"))
                assertEquals(1, hiv.recordIndex)
                assertTrue(hiv.bytes > 0)
                assertTrue(plan.bytes > 94 && plan.chars > plan.bytes)
            }
        }
    }

    @Test
    fun `a less private part takes an explicit word`() {
        val hiv = Condition(Concept("B24"), part = Part.CLINIC)
        val person = Person("A", Said.Absent(Absence.REFUSED))
        Record.of(listOf(person, hiv)).orThrow().use { record ->
            assertEquals("RECORD_PART", record.plan(Samples.DAY)
                .problemOrNull()!!.name)
            val plan = record.allowLessPrivate(1).plan(Samples.DAY).orThrow()
            assertEquals(Part.CLINIC,
                plan.entries.single { it.entry is Condition }.part)
            assertThrows(CarnetArgumentException::class.java) {
                record.allowLessPrivate(9)
            }
        }
    }

    @Test
    fun `a number below zero is never taken for none`() {
        Record.fromJson(Samples.bytes("emergency.json")).orThrow().use { r ->
            assertThrows(IllegalArgumentException::class.java) {
                r.plan(Samples.DAY, -1)
            }
            Samples.key(1).use { key ->
                assertThrows(IllegalArgumentException::class.java) {
                    r.plan(Samples.DAY).orThrow().sign(key, -5)
                }
            }
        }
    }

    @Test
    fun `the days that a record names are read`() {
        val json = """{"issued": "2026-03-17", "entries": [
            {"kind": "person", "name": "A", "birth_date": "1988"}]}"""
        Record.fromJson(json.toByteArray()).orThrow().use {
            assertEquals(Samples.DAY, it.issuedDays)
            assertNull(it.validUntilDays)
        }
    }

    @Test
    fun `a card for an audience has only what that one sees`() {
        Record.fromJson(Samples.bytes("rich-summary.json")).orThrow()
            .use { record ->
                val desk = record.plan(Samples.DAY, 365, "desk").orThrow()
                assertTrue(desk.entries.size < record.size)
                assertEquals(
                    "PRIVACY_CHOICE",
                    record.plan(Samples.DAY, null, "nobody").problemOrNull()!!
                        .name,
                )
            }
    }

    @Test
    fun `a FHIR bundle becomes a record and tells what is lost`() {
        val read = Record
            .fromFhir(Samples.bytes("rich-summary.fhir.json")).orThrow()
        assertEquals(0, read.lost)
        assertEquals(0L, read.report.long("relevant"))
        assertTrue(read.report.long("kept")!! > 100)
        assertEquals(
            "JSON_BUNDLE",
            Record.fromFhir("{}".toByteArray()).problemOrNull()!!.name,
        )
        assertNull(Record.fromFhir("{}".toByteArray()).orNull())
    }
}
