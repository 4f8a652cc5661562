// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
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

    private fun texts(json: JsonElement): List<String> = when (json) {
        is JsonObject -> json.filterKeys { it !in listOf("kind", "id", "part") }
            .values.flatMap { texts(it) }
        is JsonArray -> json.flatMap { texts(it) }
        is JsonPrimitive -> listOf(json.content).filter { it.length > 4 }
    }

    @Test
    fun `toString tells nothing that an entry says`() {
        var number = 0
        for (name in samples) {
            for (entry in entries(Samples.json(name))) {
                val said = "$entry ${Attempt.Done(entry)}"
                assertTrue(entry.kind in said, said)
                for (text in texts(entry.toJson())) {
                    assertFalse(text in said, said)
                    number++
                }
            }
        }
        assertTrue(number > 500, "$number")
        assertEquals("Ingredient", Ingredient(Concept("A10BA02")).toString())
        val values = listOf(
            Concept(listOf(Coding("B24", "icd-10", "HIV disease")), "SECRET"),
            Coding("B24", "icd-10", "HIV disease"),
            Quantity(java.math.BigDecimal("1988"), "mg"), Said.Value("1988"),
            Said.Absent(Absence.REFUSED), Attempt.Done("HP1:1988"),
        )
        for (value in values) {
            assertEquals(value.javaClass.simpleName, value.toString())
        }
        assertFalse("diab" in ForPeople("diabetes", 0).toString())
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

    /** Each object of a JSON value with one member more, one at a time. */
    private fun withOneMore(json: JsonElement): List<JsonElement> =
        when (json) {
            is JsonObject -> listOf(
                JsonObject(json + ("from_later" to JsonPrimitive(1))),
            ) + json.flatMap { (name, inside) ->
                withOneMore(inside).map { JsonObject(json + (name to it)) }
            }
            is JsonArray -> json.indices.flatMap { i ->
                withOneMore(json[i]).map { inside ->
                    JsonArray(json.toMutableList().also { it[i] = inside })
                }
            }
            else -> emptyList()
        }

    @Test
    fun `a member of another version is kept wherever it stands`() {
        var number = 0
        for (name in samples) {
            for (plain in Samples.json(name).list("entries") { it }) {
                assertFalse(Entry.of(plain as JsonObject) is Entry.Beyond)
                for (later in withOneMore(plain)) {
                    val entry = Entry.of(later as JsonObject)
                    assertTrue(entry is Entry.Beyond, "$later")
                    assertEquals(later, entry.toJson())
                    number++
                }
            }
        }
        assertTrue(number > 300, "$number")
    }

    private fun entry(json: String): Entry =
        Entry.of(Json.parseToJsonElement(json) as JsonObject)

    @Test
    fun `a word of another version is kept`() {
        for (json in listOf(
            """{"kind":"condition","code":{"code":"I10"},"status":"worse"}""",
            """{"kind":"condition","code":{"code":"I10"},"part":"vault"}""",
            """{"kind":"allergy","agent":{"absent":"forgotten"}}""",
        )) {
            assertTrue(entry(json) is Entry.Beyond, json)
        }
    }

    @Test
    fun `what another version wrote is not signed without it`() {
        val person = Person("A", Said.Absent(Absence.REFUSED))
        val later = entry(
            """{"kind":"condition","code":{"code":"I10"},"hue":3}""",
        )
        val problem = Record.of(listOf(person, later)).problemOrNull()!!
        assertEquals("RECORD_FIELD", problem.name)
        assertEquals("$.entries[1].hue", problem.path)
    }

    @Test
    fun `JSON that is no entry is a caller's mistake`() {
        for (json in listOf(
            "{}", """{"kind":null}""", """{"kind":["person"]}""",
            """{"kind":"person","name":"A"}""",
            """{"kind":"person","name":5,"birth_date":"1990"}""",
            """{"kind":"person","name":null,"birth_date":"1990"}""",
            """{"kind":"condition","code":5}""",
            """{"kind":"condition","code":{"coding":[{}]}}""",
            """{"kind":"condition","code":{"code":"I10"},"replaces":"c1"}""",
            """{"kind":"condition","code":{"code":"I10"},"id":5}""",
            """{"kind":"result","test":{"code":"4548-4"},""" +
                """"quantity":{"value":"7.8"},"date":"2026"}""",
        )) {
            assertThrows(IllegalArgumentException::class.java, {
                entry(json)
            }, json)
        }
    }

    @Test
    fun `a great exponent is written short`() {
        for (digits in listOf("1E+999999999", "1E-999999999", "5.0")) {
            val quantity = Quantity(digits.toBigDecimal(), null)
            val written = quantity.json().toString()
            assertTrue(written.length < 30, written)
            assertEquals(
                quantity, Quantity.of(Json.parseToJsonElement(written)),
            )
        }
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
