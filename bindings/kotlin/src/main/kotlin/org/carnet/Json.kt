// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.math.BigDecimal
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.JsonUnquotedLiteral

internal fun parse(bytes: ByteArray): JsonObject =
    parseAny(bytes) as JsonObject

internal fun parseAny(bytes: ByteArray): JsonElement =
    Json.parseToJsonElement(text(bytes).orEmpty())

internal fun JsonObject.string(name: String): String? =
    (this[name] as? JsonPrimitive)?.takeIf { it.isString }?.content

internal fun JsonObject.long(name: String): Long? =
    (this[name] as? JsonPrimitive)?.takeIf { !it.isString }?.content
        ?.toLongOrNull()

internal fun JsonObject.obj(name: String): JsonObject? =
    this[name] as? JsonObject

internal fun JsonObject.array(name: String): List<JsonElement> =
    (this[name] as? JsonArray).orEmpty()

internal inline fun <T> JsonObject.list(
    name: String,
    item: (JsonElement) -> T,
): List<T> = array(name).map(item)

internal fun content(element: JsonElement): String =
    (element as JsonPrimitive).content

/* ---- entries, which may come from elsewhere: nothing is read past ---- */

/** A member or word that this version does not know: [Entry.Beyond] keeps it. */
internal class OfAnotherVersion : RuntimeException()

internal fun JsonObject.only(names: Set<String>): JsonObject {
    if (!names.containsAll(keys)) {
        throw OfAnotherVersion()
    }
    return this
}

internal inline fun <T> wordOf(words: Array<T>, isIt: (T) -> Boolean): T =
    words.firstOrNull(isIt) ?: throw OfAnotherVersion()

/** Of a string; nothing else stands for one. */
internal fun string(element: JsonElement): String {
    require((element as JsonPrimitive).isString) { "a string is due" }
    return element.content
}

/** Of a number or a truth value, as it was written. */
internal fun literal(element: JsonElement): String {
    require(!(element as JsonPrimitive).isString) { "no string is due" }
    return element.content
}

internal fun JsonObject.stringOf(name: String): String? =
    this[name]?.let { string(it) }

internal inline fun <T> items(
    element: JsonElement?,
    item: (JsonElement) -> T,
): List<T> = element?.let { (it as JsonArray).map(item) }.orEmpty()

/* ---- writing ---- */

@OptIn(ExperimentalSerializationApi::class)
internal fun number(value: BigDecimal): JsonElement =
    // By its digits: 1E+3 in full would say more, and could be endless.
    JsonUnquotedLiteral(value.toString())
