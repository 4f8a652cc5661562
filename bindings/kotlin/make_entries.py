# SPDX-License-Identifier: Apache-2.0
"""Writes Entries.kt, the typed entries of a record, from docs/spec/schema.json.

    python3 make_entries.py            writes it
    python3 make_entries.py --check    fails where it is not up to date
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parents[1] / 'docs/spec/schema.json'
OUT = HERE / 'src/main/kotlin/org/carnet/Entries.kt'

# Kotlin's hard keywords that a field may be called.
KEYWORDS = {'as', 'in', 'is', 'when', 'object', 'val', 'for', 'class', 'fun'}

# How a value of a type is read from an element `it` and written from `it`.
PLAIN = {
    'text': ('String', 'string(it)', 'JsonPrimitive(it)'),
    'label': ('String', 'string(it)', 'JsonPrimitive(it)'),
    'ref': ('String', 'string(it)', 'JsonPrimitive(it)'),
    'bytes': ('String', 'string(it)', 'JsonPrimitive(it)'),
    'date': ('String', 'string(it)', 'JsonPrimitive(it)'),
    'end': ('String', 'string(it)', 'JsonPrimitive(it)'),
    'int': ('Long', 'literal(it).toLong()', 'JsonPrimitive(it)'),
    'bool': ('Boolean', 'literal(it).toBooleanStrict()', 'JsonPrimitive(it)'),
    'decimal': ('BigDecimal', 'literal(it).toBigDecimal()', 'number(it)'),
    'quantity': ('Quantity', 'Quantity.of(it)', 'it.json()'),
    'code': ('Concept', 'Concept.of(it)', 'it.json()'),
}

HEAD = '''\
// SPDX-License-Identifier: Apache-2.0
// Generated from docs/spec/schema.json by make_entries.py: the kinds, fields
// and words of docs/spec/record.md, which says more about each.
package org.carnet

import java.math.BigDecimal
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject

/**
 * One health item. Its JSON form is that of docs/spec/record.md; what a field
 * may hold is checked when it is issued.
 */
public sealed class Entry {
    /** Name of the kind in JSON. */
    public abstract val kind: String

    /**
     * In a record a name for references, or null; of a passport's entry part
     * and position, such as `clinic/3`.
     */
    public abstract val id: String?

    /** Its part; null where the default shall be taken. */
    public abstract val part: Part?

    /** The JSON form. */
    public abstract fun toJson(): JsonObject

    /** Kind and place: logs and crash reports are no place for the rest. */
    final override fun toString(): String =
        if (id == null) "Entry($kind)" else "Entry($kind $id)"

    /**
     * An entry that holds more than this version can read: a kind, a member or
     * a word of another version. Show it as that, with what its JSON has for
     * people. Nothing of it is lost when it is written again; one that has not
     * the passport's bytes ("cbor") is refused when it is to be signed, and the
     * problem names the member.
     */
    public class Beyond internal constructor(private val json: JsonObject) :
        Entry() {
        override val kind: String = content(json.getValue("kind"))
        override val id: String? = json.string("id")
        override val part: Part? = json.string("part")
            ?.let { word -> Part.values().firstOrNull { it.word == word } }

        override fun toJson(): JsonObject = json

        override fun equals(other: Any?): Boolean =
            other is Beyond && json == other.json

        override fun hashCode(): Int = json.hashCode()
    }

    public companion object {
        /**
         * Reads the JSON form of an entry, as [toJson] or a verdict gave it,
         * here or in another version: what has more than this one knows is
         * [Beyond]. Throws [IllegalArgumentException] for what is no entry, by
         * its shape; what a field may hold is checked when it is issued.
         */
        @JvmStatic
        public fun of(json: JsonObject): Entry = try {
            val kind = json.string("kind") ?: json.long("kind")
            require(kind != null) { "an entry has a kind" }
            if ("cbor" in json) Beyond(json) else read(json)
        } catch (e: OfAnotherVersion) {
            Beyond(json)
        } catch (e: RuntimeException) {
            throw IllegalArgumentException("no entry in JSON form", e)
        }

        private fun read(o: JsonObject): Entry =
            when (o.string("kind")) {
'''


def camel(name, big=False):
    words = name.lower().split('_')
    out = ''.join(w.capitalize() for w in words)
    return out if big else out[0].lower() + out[1:]


def value_name(name):
    word = camel(name)
    return f'`{word}`' if word in KEYWORDS else word


def constant(word):
    out = ''.join(c if c.isalnum() else '_' for c in word.upper())
    return '_' + out if out[0].isdigit() else out


def plain(field):
    """Kotlin type, reader and writer of one value."""
    if field['type'] == 'enum':
        name = camel(field['enum'], True)
        return name, f'{name}.of(string(it))', 'JsonPrimitive(it.word)'
    if field['type'] == 'group':
        name = camel(field['group'], True)
        return name, f'{name}.of(it as JsonObject)', 'it.toJson()'
    return PLAIN[field['type']]


def whole(field):
    """The same of a field, which may be a list or absent with a reason."""
    kind, read, write = plain(field)
    name = field['name']
    if field.get('list'):
        return (f'List<{kind}>', f'items(o["{name}"]) {{ {read} }}',
                f'{value_name(name)}.takeIf {{ it.isNotEmpty() }}'
                f'?.let {{ JsonArray(it.map {{ {write} }}) }}')
    if field.get('absent'):
        return (f'Said<{kind}>?',
                f'o["{name}"]?.let {{ said(it) {{ {read} }} }}',
                f'{value_name(name)}?.json {{ {write} }}')
    return (f'{kind}?', f'o["{name}"]?.let {{ {read} }}',
            f'{value_name(name)}?.let {{ {write} }}')


def wrap_about(text):
    """A KDoc line, or several."""
    words, lines = text.split(), ['']
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 66:
            lines.append('')
        lines[-1] += (' ' if lines[-1] else '') + word
    return lines


def names_of(fields, is_entry):
    """The members that an object of a class may have."""
    names = ['kind', 'id', 'part'] if is_entry else []
    names += [field['name'] for field in fields]
    return ['        private val NAMES = setOf(',
            *(f'            "{name}",' for name in names), '        )', '']


def data_class(thing, is_entry):
    name = camel(thing['name'], True)
    fields = thing['fields']
    lines = ['/**']
    lines += [f' * {line}' for line in wrap_about(
        thing['about'][0].upper() + thing['about'][1:] + '.')]
    lines.append(' *')
    for field in fields:
        more = ''
        if field['type'] == 'bytes':
            more = ' (base64url)'
        about = wrap_about(f'@property {camel(field["name"])} '
                           f'{field["about"]}{more}')
        lines += [f' * {line}' for line in about]
    lines.append(' */')
    some_may_be_left_out = is_entry or not all(
        f.get('required') for f in fields)
    overloads = ' @JvmOverloads constructor' if some_may_be_left_out else ''
    lines.append(f'public data class {name}{overloads}(')
    order = sorted(fields, key=lambda f: not f.get('required'))
    if is_entry:
        # What every kind has comes last.
        order = ([f for f in order if f['number'] >= 5]
                 + [f for f in order if f['number'] < 5])
    for field in order:
        kind = whole(field)[0]
        default = ' = emptyList()' if field.get('list') else ' = null'
        if field.get('required') and 'default' not in field:
            default = ''
            kind = kind.rstrip('?')
        lines.append(f'    public val {value_name(field["name"])}: '
                     f'{kind}{default},')
    if is_entry:
        lines.append('    override val id: String? = null,')
        lines.append('    override val part: Part? = null,')
        lines.append(') : Entry() {')
        lines.append('    override val kind: String get() = '
                     f'"{thing["name"]}"')
        lines.append('')
    else:
        lines.append(') {')
    public = 'override' if is_entry else 'internal'
    lines.append(f'    {public} fun toJson(): JsonObject = buildJsonObject {{')
    if is_entry:
        lines.append('        member("kind", JsonPrimitive(kind))')
        lines.append('        member("id", id?.let { JsonPrimitive(it) })')
        lines.append('        member("part", part?.let { '
                     'JsonPrimitive(it.word) })')
    for field in fields:
        write = whole(field)[2]
        if field.get('required') and 'default' not in field:
            write = write.replace('?.', '.', 1) if not field.get(
                'list') else write
        lines.append('        member(')
        lines.append(f'            "{field["name"]}",')
        lines.append(f'            {write},')
        lines.append('        )')
    lines.append('    }')
    lines.append('')
    if not is_entry:
        lines.append('    /** Its name alone; see [Entry.toString]. */')
        lines.append(f'    override fun toString(): String = "{name}"')
        lines.append('')
    lines.append('    internal companion object {')
    lines += names_of(fields, is_entry)
    lines.append(f'        fun of(json: JsonObject): {name} {{')
    lines.append('            val o = json.only(NAMES)')
    lines.append(f'            return {name}(')
    for field in order:
        read = whole(field)[1]
        if field.get('required') and 'default' not in field \
                and not field.get('list'):
            read = read.replace(f'o["{field["name"]}"]?.let',
                                f'o.getValue("{field["name"]}").let')
        lines.append(f'                {value_name(field["name"])} =')
        lines.append(f'                    {read},')
    if is_entry:
        lines.append('                id = o.stringOf("id"),')
        lines.append('                part = o.stringOf("part")?.let '
                     '{ partOf(it) },')
    lines.append('            )')
    lines.append('        }')
    lines.append('    }')
    lines.append('}')
    return '\n'.join(lines) + '\n'


def enum_class(name, words):
    kind = camel(name, True)
    lines = [f'/** Words of {name.lower()}, by their names in JSON. */',
             f'public enum class {kind}(public val word: String) {{']
    lines += [f'    {constant(w)}("{w}"),' for w in words]
    lines[-1] = lines[-1][:-1] + ';'
    lines += ['',
              '    internal companion object {',
              f'        fun of(word: String): {kind} =',
              '            wordOf(values()) { it.word == word }',
              '    }', '}']
    return '\n'.join(lines) + '\n'


def entries(schema):
    out = [HEAD]
    for kind in schema['kinds']:
        name = kind['name']
        out.append(f'                "{name}" -> {camel(name, True)}.of(o)\n')
    out.append('                else -> Beyond(o)\n            }\n    }\n}\n')
    for kind in schema['kinds']:
        out.append('\n' + data_class(kind, True))
    for group in schema['groups']:
        out.append('\n' + data_class(group, False))
    for name, words in schema['enums'].items():
        out.append('\n' + enum_class(name, words))
    return ''.join(out)


def main():
    text = entries(json.loads(SCHEMA.read_text()))
    if '--check' in sys.argv[1:]:
        if OUT.read_text() != text:
            sys.exit(f'{OUT.name} is not what the schema says: '
                     'run make_entries.py')
        return
    OUT.write_text(text)


main()
