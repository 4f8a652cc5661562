// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.nio.CharBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.CodingErrorAction

/**
 * Where and why something was refused.
 *
 * @property code number of the status, docs/spec/statuses.md
 * @property name its name, such as `CBOR_TRAILING`
 * @property text what is wrong and where, one English line
 * @property path the place in JSON or in a passport, `""` where there is none
 * @property offset the place in bytes from the beginning; 0 where unknown
 * @property line the line, from 1, of JSON; else 0
 */
public data class Problem(
    public val code: Int,
    public val name: String,
    public val text: String,
    public val path: String,
    public val offset: Long,
    public val line: Long,
)

/**
 * What came of a call that reads what others made: a value, or the reason why
 * there is none. Bytes that are refused are no mistake of the caller, so they
 * throw nothing.
 */
public sealed class Attempt<out T> {
    /** It was done. */
    public data class Done<out T>(public val value: T) : Attempt<T>() {
        /** Its name alone: a value may be a passport's text. */
        override fun toString(): String = "Done"
    }

    /** It was refused. */
    public data class Refused(public val problem: Problem) : Attempt<Nothing>()

    /** The value, or null where it was refused. */
    public fun orNull(): T? = (this as? Done)?.value

    /** The problem, or null where it was done. */
    public fun problemOrNull(): Problem? = (this as? Refused)?.problem

    /** The value. Throws [RefusedException] where it was refused. */
    public fun orThrow(): T = when (this) {
        is Done -> value
        is Refused -> throw RefusedException(problem)
    }
}

/** Thrown only by [Attempt.orThrow], by callers who prefer it so. */
public class RefusedException(public val problem: Problem) :
    RuntimeException("${problem.name}: ${problem.text}")

/**
 * The call itself was wrong: an argument outside its range, a name that there
 * is not.
 */
public class CarnetArgumentException(public val problem: Problem) :
    IllegalArgumentException("${problem.name}: ${problem.text}")

/* ---- from replies ---- */

private const val CALLER_NULL = 1
private const val CALLER_RANGE = 2
private const val CALLER_MEMORY = 3
private const val CALLER_RANDOM = 5
internal const val CALLER_ABSENT: Int = 6
private const val CALLER_TYPE = 7

internal fun problemOf(reply: Reply): Problem = Problem(
    reply.status, text(Native.statusName(reply.status)).orEmpty(),
    text(reply.text).orEmpty(), text(reply.path).orEmpty(), reply.offset,
    reply.line,
)

/** Throws for what the caller, and not the bytes, did wrong. */
private fun throwCaller(reply: Reply) {
    when (reply.status) {
        CALLER_NULL, CALLER_RANGE, CALLER_ABSENT, CALLER_TYPE ->
            throw CarnetArgumentException(problemOf(reply))
        CALLER_MEMORY -> throw OutOfMemoryError("carnet has no memory")
        CALLER_RANDOM ->
            throw IllegalStateException("the system gives no randomness")
    }
}

/** Makes a reply, has it filled, and gives what it means. */
internal inline fun <T> attempt(
    fill: (Reply) -> Unit,
    value: (Reply) -> T,
): Attempt<T> {
    val reply = Reply()
    fill(reply)
    return if (refused(reply)) {
        Attempt.Refused(problemOf(reply))
    } else {
        Attempt.Done(value(reply))
    }
}

internal fun refused(reply: Reply): Boolean {
    throwCaller(reply)
    return reply.status != 0
}

/** The same where only the caller can be wrong. */
internal inline fun <T> done(fill: (Reply) -> Unit, value: (Reply) -> T): T {
    val reply = Reply()
    fill(reply)
    demand(reply)
    return value(reply)
}

internal fun demand(reply: Reply) {
    if (refused(reply)) {
        throw CarnetArgumentException(problemOf(reply))
    }
}

/* ---- text as it crosses the border ---- */

internal fun text(bytes: ByteArray?): String? = bytes?.toString(Charsets.UTF_8)

/** Half a surrogate pair is refused: as "?" it would be signed as another name. */
internal fun utf8(text: String): ByteArray {
    val encoder = Charsets.UTF_8.newEncoder()
        .onMalformedInput(CodingErrorAction.REPORT)
    val buffer = try {
        encoder.encode(CharBuffer.wrap(text))
    } catch (e: CharacterCodingException) {
        throw IllegalArgumentException("half a surrogate pair in a text", e)
    }
    return ByteArray(buffer.remaining()).also { buffer.get(it) }
}

/** For what C reads to a zero: a zero inside would cut the word in two. */
internal fun word(text: String): ByteArray {
    require('\u0000' !in text) { "a word with a zero in it" }
    return utf8(text)
}

internal fun words(texts: List<String>): Array<ByteArray> =
    Array(texts.size) { word(texts[it]) }
