// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.io.File
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assertions.fail
import org.junit.jupiter.api.Test

/** The vectors of tests/vectors/door, which every binding runs. */
internal class DoorTest {
    private val folder = File(System.getProperty("carnet.tests.door"))
    private var steps = 0

    private fun parse(text: String): JsonElement = Json.parseToJsonElement(text)

    /** What a step sends, as README.md of the folder says. */
    private fun request(step: JsonObject, replies: List<JsonElement>): ByteArray {
        step.string("text")?.let { return it.toByteArray() }
        step.string("hex")?.let { return unhex(it) }
        return fill(step.getValue("request"), replies).toString().toByteArray()
    }

    /** Puts in place of "$from" what an earlier reply has. */
    private fun fill(json: JsonElement, replies: List<JsonElement>): JsonElement =
        when (json) {
            is JsonArray -> JsonArray(json.map { fill(it, replies) })
            is JsonObject ->
                (json["\$from"] as? JsonArray)?.let { from(it, replies) }
                    ?: JsonObject(json.mapValues { fill(it.value, replies) })
            else -> json
        }

    private fun from(path: JsonArray, replies: List<JsonElement>): JsonElement =
        path.drop(1).fold(replies[content(path[0]).toInt()]) { at, key ->
            if ((key as JsonPrimitive).isString) {
                (at as JsonObject).getValue(key.content)
            } else {
                (at as JsonArray)[key.content.toInt()]
            }
        }

    private fun isAny(what: String, got: JsonElement): Boolean {
        val word = (got as? JsonPrimitive)?.takeIf { it.isString }?.content
        return when (what) {
            "string" -> word != null
            "hex" -> word != null && Regex("([0-9a-f]{2})+").matches(word)
            "base64url" -> word != null && Regex("[A-Za-z0-9_-]+").matches(word)
            "integer" -> got is JsonPrimitive && !got.isString &&
                Regex("-?[0-9]+").matches(got.content)
            "object" -> got is JsonObject
            "array" -> got is JsonArray
            else -> fail("no such sort: $what")
        }
    }

    /** The first place where a reply is not what is due; null where it is. */
    private fun differs(
        due: JsonElement,
        got: JsonElement?,
        replies: List<JsonElement>,
        path: String = "$",
    ): String? {
        val any = (due as? JsonObject)?.string("\$any")
        val from = (due as? JsonObject)?.get("\$from") as? JsonArray
        return when {
            got == null -> "$path is not there"
            any != null -> "$path is not $any".takeIf { !isAny(any, got) }
            from != null -> differs(from(from, replies), got, replies, path)
            due is JsonObject && got is JsonObject ->
                members(due, got, replies, path)
            due is JsonArray && got is JsonArray && due.size == got.size ->
                due.indices.firstNotNullOfOrNull {
                    differs(due[it], got[it], replies, "$path[$it]")
                }
            due is JsonPrimitive && due == got -> null
            else -> "$path: $due is due, and there is $got"
        }
    }

    private fun members(
        due: JsonObject,
        got: JsonObject,
        replies: List<JsonElement>,
        path: String,
    ): String? = if (due.keys != got.keys) {
        "$path has ${got.keys}, due are ${due.keys}"
    } else {
        due.keys.firstNotNullOfOrNull {
            differs(due.getValue(it), got[it], replies, "$path.$it")
        }
    }

    private fun run(case: JsonObject): String? {
        val replies = ArrayList<JsonElement>()
        for (item in case.array("steps")) {
            val step = item as JsonObject
            val got = parse(
                Carnet.json(request(step, replies)).toString(Charsets.UTF_8),
            )
            val wrong = differs(step.getValue("reply"), got, replies)
            if (wrong != null) {
                return "${case.string("name")}, step ${replies.size}: $wrong"
            }
            replies.add(got)
            steps++
        }
        return null
    }

    @Test
    fun `every request has the reply that is due`() {
        val wrong = ArrayList<String>()
        for (file in folder.listFiles()!!.filter { it.extension == "json" }) {
            val cases = (parse(file.readText()) as JsonObject).array("cases")
            assertTrue(cases.isNotEmpty(), file.name)
            cases.mapNotNullTo(wrong) { run(it as JsonObject) }
        }
        println("$steps steps of the shared vectors ran")
        assertTrue(wrong.isEmpty(), wrong.joinToString("\n"))
        assertTrue(steps > 200)
    }

    @Test
    fun `a reply that differs is found`() {
        val due = parse("{\"a\": [1, {\"\$any\": \"hex\"}]}")
        assertTrue(differs(due, parse("""{"a": [1, "00"]}"""), listOf()) == null)
        for (other in listOf(
            """{"a": [1, "0"]}""", """{"a": [2, "00"]}""", """{"a": [1]}""",
            """{"a": [1, "00"], "b": 1}""", """{"a": [1.0, "00"]}""", "[]",
        )) {
            assertTrue(differs(due, parse(other), listOf()) != null, other)
        }
    }
}
