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
    Json.parseToJsonElement(text(bytes).orEmpty()) as JsonObject

internal fun JsonObject.string(name: String): String? =
    (this[name] as? JsonPrimitive)?.takeIf { it.isString }?.content

internal fun JsonObject.long(name: String): Long? =
    (this[name] as? JsonPrimitive)?.takeIf { !it.isString }?.content
        ?.toLongOrNull()

internal fun JsonObject.flag(name: String): Boolean? =
    (this[name] as? JsonPrimitive)?.takeIf { !it.isString }?.content
        ?.toBooleanStrictOrNull()

/** The digits are kept: 5.0 is not 5. */
internal fun JsonObject.decimal(name: String): BigDecimal? =
    (this[name] as? JsonPrimitive)?.takeIf { !it.isString }?.content
        ?.toBigDecimalOrNull()

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

@OptIn(ExperimentalSerializationApi::class)
internal fun number(value: BigDecimal): JsonElement =
    JsonUnquotedLiteral(value.toPlainString())
