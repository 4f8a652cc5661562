// SPDX-License-Identifier: Apache-2.0
package org.carnet

/** The library, and its phrase book of plain words for codes. */
public object Carnet {
    /** Version of the library that is loaded. */
    @JvmStatic
    public val version: String get() = text(Native.version()).orEmpty()

    /** BCP 47 tags of the languages that this build carries. */
    @JvmStatic
    public val languages: List<String>
        get() = generateSequence(0) { it + 1 }
            .map { text(Native.language(it)) }
            .takeWhile { it != null }
            .map { it.orEmpty() }
            .toList()

    /** The language that a tag leads to, such as `pt` for `pt-BR`. */
    @JvmStatic
    public fun matchLanguage(tag: String): String =
        text(Native.languageMatch(utf8(tag))).orEmpty()

    /**
     * The word for a code; null where there is none: never a guess.
     *
     * @param system such as `icd-10`, `atc`, `units`, `countries`
     */
    @JvmStatic
    @JvmOverloads
    public fun word(
        system: String,
        code: String,
        language: String = "en",
    ): Word? {
        val reply = Reply()
        Native.wordsLookup(reply, utf8(system), utf8(code), utf8(language))
        if (reply.status == CALLER_ABSENT) {
            return null
        }
        demand(reply)
        return Word.of(reply)
    }

    /** One of carnet's own phrases, lib/words/phrases.def. */
    @JvmStatic
    @JvmOverloads
    public fun phrase(
        name: String,
        value: String = "",
        language: String = "en",
    ): ForPeople = done(
        { Native.viewPhrase(it, utf8(name), utf8(value), utf8(language)) },
        { ForPeople.of(it) },
    )

    /** The sentence of a problem for a message. */
    @JvmStatic
    @JvmOverloads
    public fun sentence(
        problem: Problem,
        language: String = "en",
    ): ForPeople = done(
        {
            Native.viewStatus(
                it, problem.code, utf8(problem.text), utf8(language),
            )
        },
        { ForPeople.of(it) },
    )

    /**
     * The JSON door: one request, one reply, for every operation of the
     * library; docs/spec/json/README.md. Both may hold secrets: wipe them.
     */
    @JvmStatic
    public fun json(request: ByteArray): ByteArray =
        done({ Native.json(it, request) }, { it.bytes })

    /** Foreign text made safe for a terminal. */
    @JvmStatic
    public fun makeSafe(foreign: ByteArray): String = done(
        { Native.makeSafe(it, foreign) }, { text(it.bytes).orEmpty() },
    )
}

/** A word of the phrase book, and what is known of it. */
public data class Word(public val text: String, public val state: State) {
    /** [ENGLISH]: English in place of the language that was asked for. */
    public enum class State { REVIEWED, UNREVIEWED, ENGLISH }

    internal companion object {
        fun of(reply: Reply): Word = Word(
            text(reply.bytes).orEmpty(),
            State.values()[(reply.number - 1).toInt()],
        )
    }
}
