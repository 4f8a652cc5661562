// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.math.BigDecimal
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonObjectBuilder
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject

/**
 * An amount. Its digits are kept: 5.0 is not 5.
 *
 * @property unit UCUM; null for the usual one of the field
 */
public data class Quantity(
    public val value: BigDecimal,
    public val unit: String?,
) {
    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Quantity"

    internal fun json(): JsonElement = objectOf(
        "value" to number(value), "unit" to unit?.let { JsonPrimitive(it) },
    )

    internal companion object {
        private val NAMES = setOf("value", "unit")

        fun of(json: JsonElement): Quantity {
            val o = (json as JsonObject).only(NAMES)
            return Quantity(
                literal(o.getValue("value")).toBigDecimal(), o.stringOf("unit"),
            )
        }
    }
}

/**
 * A code of a code system.
 *
 * @property system its name or URI; null for the usual one of the field
 * @property display the code system's own words
 */
public data class Coding @JvmOverloads constructor(
    public val code: String,
    public val system: String? = null,
    public val display: String? = null,
) {
    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Coding"

    internal fun members(): Array<Pair<String, JsonElement?>> = arrayOf(
        "system" to system?.let { JsonPrimitive(it) },
        "code" to JsonPrimitive(code),
        "display" to display?.let { JsonPrimitive(it) },
    )

    internal companion object {
        val NAMES: Set<String> = setOf("system", "code", "display")

        fun of(o: JsonObject): Coding = Coding(
            string(o.getValue("code")), o.stringOf("system"), o.stringOf("display"),
        )
    }
}

/**
 * What something is: up to four codes of one meaning, the issuer's own words,
 * or both.
 */
public data class Concept @JvmOverloads constructor(
    public val codings: List<Coding>,
    public val text: String? = null,
) {
    /** One code. */
    public constructor(code: String) : this(listOf(Coding(code)))

    /** The first code; null where there are only words. */
    public val code: String? get() = codings.firstOrNull()?.code

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Concept"

    internal fun json(): JsonElement {
        val words = "text" to text?.let { JsonPrimitive(it) }
        return when (codings.size) {
            0 -> objectOf(words)
            1 -> objectOf(*codings[0].members(), words)
            else -> objectOf(
                "coding" to JsonArray(
                    codings.map { objectOf(*it.members()) },
                ),
                words,
            )
        }
    }

    public companion object {
        /** Words where there is no code. */
        @JvmStatic
        public fun ofText(text: String): Concept = Concept(emptyList(), text)

        private val SEVERAL = setOf("coding", "text")
        private val ONE = Coding.NAMES + "text"

        internal fun of(json: JsonElement): Concept {
            val o = json as JsonObject
            val codings = when {
                "coding" in o -> items(o.only(SEVERAL)["coding"]) {
                    Coding.of((it as JsonObject).only(Coding.NAMES))
                }
                "code" in o -> listOf(Coding.of(o.only(ONE)))
                else -> emptyList<Coding>().also { o.only(SEVERAL) }
            }
            return Concept(codings, o.stringOf("text"))
        }
    }
}

/** Why a value is not there. */
public enum class Absence(public val word: String) {
    /** Known not to exist. */
    NONE("none"),
    NOT_ASKED("not_asked"),
    REFUSED("refused");

    internal companion object {
        fun of(word: String): Absence = wordOf(values()) { it.word == word }
    }
}

/** A value, or the reason why there is none. */
public sealed class Said<out T> {
    public data class Value<out T>(public val value: T) : Said<T>() {
        /** Its name alone; see [Entry.toString]. */
        override fun toString(): String = "Value"
    }

    public data class Absent(public val reason: Absence) : Said<Nothing>() {
        /** Its name alone; see [Entry.toString]. */
        override fun toString(): String = "Absent"
    }

    /** The value; null where it is absent. */
    public fun orNull(): T? = (this as? Value)?.value
}

internal inline fun <T> said(
    json: JsonElement,
    value: (JsonElement) -> T,
): Said<T> {
    val reason = (json as? JsonObject)?.takeIf { "absent" in it }
        ?.only(setOf("absent"))?.stringOf("absent")
    return if (reason != null) {
        Said.Absent(Absence.of(reason))
    } else {
        Said.Value(value(json))
    }
}

internal inline fun <T> Said<T>.json(
    value: (T) -> JsonElement,
): JsonElement = when (this) {
    is Said.Value -> value(this.value)
    is Said.Absent -> objectOf("absent" to JsonPrimitive(reason.word))
}

/** A member of an object, where it is there. */
internal fun JsonObjectBuilder.member(name: String, value: JsonElement?) {
    if (value != null) {
        put(name, value)
    }
}

/**
 * An object of a few members that are there. Of many the compiler takes minutes
 * to find the types: they are put one by one.
 */
internal fun objectOf(vararg few: Pair<String, JsonElement?>): JsonObject =
    buildJsonObject { few.forEach { (name, value) -> member(name, value) } }
