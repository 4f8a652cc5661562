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
                "person" -> Person.of(o)
                "person_details" -> PersonDetails.of(o)
                "contacts" -> Contacts.of(o)
                "visit" -> Visit.of(o)
                "condition" -> Condition.of(o)
                "prescription" -> Prescription.of(o)
                "vaccination" -> Vaccination.of(o)
                "allergy" -> Allergy.of(o)
                "result" -> Result.of(o)
                "procedure" -> Procedure.of(o)
                "device" -> Device.of(o)
                "pregnancy" -> Pregnancy.of(o)
                "mental_health" -> MentalHealth.of(o)
                "protection" -> Protection.of(o)
                "function" -> Function.of(o)
                "referral" -> Referral.of(o)
                "plan" -> Plan.of(o)
                "need" -> Need.of(o)
                "travel_clearance" -> TravelClearance.of(o)
                "travel_care" -> TravelCare.of(o)
                "coverage" -> Coverage.of(o)
                "alert" -> Alert.of(o)
                "wish" -> Wish.of(o)
                "evidence" -> Evidence.of(o)
                else -> Beyond(o)
            }
    }
}

/**
 * Who the passport is about.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property name name in the person's own script, or the one chosen
 * @property birthDate birth date: full, partial, estimated or refused
 */
public data class Person @JvmOverloads constructor(
    public val name: String,
    public val birthDate: Said<String>,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "person"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "name",
            name.let { JsonPrimitive(it) },
        )
        member(
            "birth_date",
            birthDate.json { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "name",
            "birth_date",
        )

        fun of(json: JsonObject): Person {
            val o = json.only(NAMES)
            return Person(
                name =
                    o.getValue("name").let { string(it) },
                birthDate =
                    o.getValue("birth_date").let { said(it) { string(it) } },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * More about the person.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property latinName name in Latin letters
 * @property aliases other names in use
 * @property sex administrative sex
 * @property languages languages spoken, best first (BCP 47)
 * @property interpreter interpreter need
 * @property passportId random id that links one holder's credentials
 * (base64url)
 * @property identifiers numbers in other systems
 * @property citizenship countries (ISO 3166-1 alpha-2)
 * @property birthCountry country of birth (ISO 3166-1 alpha-2)
 * @property photoDigest SHA-256 of a photograph (base64url)
 */
public data class PersonDetails @JvmOverloads constructor(
    public val latinName: String? = null,
    public val aliases: List<String> = emptyList(),
    public val sex: Sex? = null,
    public val languages: List<String> = emptyList(),
    public val interpreter: Interpreter? = null,
    public val passportId: String? = null,
    public val identifiers: List<Identifier> = emptyList(),
    public val citizenship: List<String> = emptyList(),
    public val birthCountry: String? = null,
    public val photoDigest: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "person_details"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "latin_name",
            latinName?.let { JsonPrimitive(it) },
        )
        member(
            "aliases",
            aliases.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "sex",
            sex?.let { JsonPrimitive(it.word) },
        )
        member(
            "languages",
            languages.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "interpreter",
            interpreter?.let { JsonPrimitive(it.word) },
        )
        member(
            "passport_id",
            passportId?.let { JsonPrimitive(it) },
        )
        member(
            "identifiers",
            identifiers.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        )
        member(
            "citizenship",
            citizenship.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "birth_country",
            birthCountry?.let { JsonPrimitive(it) },
        )
        member(
            "photo_digest",
            photoDigest?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "latin_name",
            "aliases",
            "sex",
            "languages",
            "interpreter",
            "passport_id",
            "identifiers",
            "citizenship",
            "birth_country",
            "photo_digest",
        )

        fun of(json: JsonObject): PersonDetails {
            val o = json.only(NAMES)
            return PersonDetails(
                latinName =
                    o["latin_name"]?.let { string(it) },
                aliases =
                    items(o["aliases"]) { string(it) },
                sex =
                    o["sex"]?.let { Sex.of(string(it)) },
                languages =
                    items(o["languages"]) { string(it) },
                interpreter =
                    o["interpreter"]?.let { Interpreter.of(string(it)) },
                passportId =
                    o["passport_id"]?.let { string(it) },
                identifiers =
                    items(o["identifiers"]) { Identifier.of(it as JsonObject) },
                citizenship =
                    items(o["citizenship"]) { string(it) },
                birthCountry =
                    o["birth_country"]?.let { string(it) },
                photoDigest =
                    o["photo_digest"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Guardian and contacts.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property contacts people to reach
 */
public data class Contacts @JvmOverloads constructor(
    public val contacts: List<Contact>,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "contacts"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "contacts",
            contacts.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "contacts",
        )

        fun of(json: JsonObject): Contacts {
            val o = json.only(NAMES)
            return Contacts(
                contacts =
                    items(o["contacts"]) { Contact.of(it as JsonObject) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * One meeting with a health worker.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property visitKind what sort of meeting
 * @property on when
 * @property stage stage of the journey
 * @property place where
 * @property country country (ISO 3166-1 alpha-2)
 * @property role the examiner's role
 * @property conclusion what was concluded
 */
public data class Visit @JvmOverloads constructor(
    public val visitKind: VisitKind,
    public val on: String? = null,
    public val stage: Stage? = null,
    public val place: String? = null,
    public val country: String? = null,
    public val role: Recorder? = null,
    public val conclusion: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "visit"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "visit_kind",
            visitKind.let { JsonPrimitive(it.word) },
        )
        member(
            "on",
            on?.let { JsonPrimitive(it) },
        )
        member(
            "stage",
            stage?.let { JsonPrimitive(it.word) },
        )
        member(
            "place",
            place?.let { JsonPrimitive(it) },
        )
        member(
            "country",
            country?.let { JsonPrimitive(it) },
        )
        member(
            "role",
            role?.let { JsonPrimitive(it.word) },
        )
        member(
            "conclusion",
            conclusion?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "visit_kind",
            "on",
            "stage",
            "place",
            "country",
            "role",
            "conclusion",
        )

        fun of(json: JsonObject): Visit {
            val o = json.only(NAMES)
            return Visit(
                visitKind =
                    o.getValue("visit_kind").let { VisitKind.of(string(it)) },
                on =
                    o["on"]?.let { string(it) },
                stage =
                    o["stage"]?.let { Stage.of(string(it)) },
                place =
                    o["place"]?.let { string(it) },
                country =
                    o["country"]?.let { string(it) },
                role =
                    o["role"]?.let { Recorder.of(string(it)) },
                conclusion =
                    o["conclusion"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Illness or health problem.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property code what it is
 * @property since since when
 * @property status active or over
 * @property until until when
 * @property severity how severe
 * @property certainty how certain
 * @property bodySite where in the body
 * @property treatedWith entries that treat it
 */
public data class Condition @JvmOverloads constructor(
    public val code: Concept,
    public val status: ConditionStatus? = null,
    public val since: Said<String>? = null,
    public val until: String? = null,
    public val severity: Severity? = null,
    public val certainty: Certainty? = null,
    public val bodySite: List<Concept> = emptyList(),
    public val treatedWith: List<String> = emptyList(),
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "condition"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "code",
            code.let { it.json() },
        )
        member(
            "since",
            since?.json { JsonPrimitive(it) },
        )
        member(
            "status",
            status?.let { JsonPrimitive(it.word) },
        )
        member(
            "until",
            until?.let { JsonPrimitive(it) },
        )
        member(
            "severity",
            severity?.let { JsonPrimitive(it.word) },
        )
        member(
            "certainty",
            certainty?.let { JsonPrimitive(it.word) },
        )
        member(
            "body_site",
            bodySite.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        )
        member(
            "treated_with",
            treatedWith.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "code",
            "since",
            "status",
            "until",
            "severity",
            "certainty",
            "body_site",
            "treated_with",
        )

        fun of(json: JsonObject): Condition {
            val o = json.only(NAMES)
            return Condition(
                code =
                    o.getValue("code").let { Concept.of(it) },
                status =
                    o["status"]?.let { ConditionStatus.of(string(it)) },
                since =
                    o["since"]?.let { said(it) { string(it) } },
                until =
                    o["until"]?.let { string(it) },
                severity =
                    o["severity"]?.let { Severity.of(string(it)) },
                certainty =
                    o["certainty"]?.let { Certainty.of(string(it)) },
                bodySite =
                    items(o["body_site"]) { Concept.of(it) },
                treatedWith =
                    items(o["treated_with"]) { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * A medicine and its supply.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property medicine the medicine
 * @property form dose form
 * @property strength active substance in one unit of the form
 * @property dose amount each time
 * @property route how it is given
 * @property timesADay times a day
 * @property since taken since
 * @property until prescribed until
 * @property handedOver quantity handed over
 * @property status taking, paused or stopped
 * @property mustNotStop stopping suddenly is dangerous
 * @property longTerm no planned end
 * @property handedOn when it was handed over
 * @property lastTaken last dose taken
 * @property asNeeded only when needed
 * @property maxADay most in one day
 * @property every interval between doses
 * @property weekdays on these weekdays only
 * @property at at these times of the day
 * @property phases stages of a changing dose, in order
 * @property instructions dosage in words
 * @property product trade name
 * @property ingredients ingredients of a combination
 * @property packs packs handed over
 * @property lastSupervised last dose taken under the eyes of staff
 * @property nextDue next dose or injection due
 * @property gapDays days of gap that can be borne
 * @property whyStopped why it was stopped, paused or interrupted
 * @property givenBy who gives it
 * @property substitution may another product be given
 * @property coldChain must stay cold
 * @property controlled controlled substance
 * @property programme treatment programme that supplies it
 * @property costMonth cost a month
 * @property prescriber who prescribed it
 * @property prescriberReach how to reach the prescriber
 */
public data class Prescription @JvmOverloads constructor(
    public val medicine: Concept,
    public val status: PrescriptionStatus? = null,
    public val form: Concept? = null,
    public val strength: Quantity? = null,
    public val dose: Quantity? = null,
    public val route: Concept? = null,
    public val timesADay: Long? = null,
    public val since: Said<String>? = null,
    public val until: String? = null,
    public val handedOver: Quantity? = null,
    public val mustNotStop: Boolean? = null,
    public val longTerm: Boolean? = null,
    public val handedOn: String? = null,
    public val lastTaken: Said<String>? = null,
    public val asNeeded: Boolean? = null,
    public val maxADay: Quantity? = null,
    public val every: Quantity? = null,
    public val weekdays: List<Weekday> = emptyList(),
    public val at: List<Daytime> = emptyList(),
    public val phases: List<Phase> = emptyList(),
    public val instructions: String? = null,
    public val product: String? = null,
    public val ingredients: List<Ingredient> = emptyList(),
    public val packs: Long? = null,
    public val lastSupervised: Said<String>? = null,
    public val nextDue: String? = null,
    public val gapDays: Long? = null,
    public val whyStopped: List<WhyStopped> = emptyList(),
    public val givenBy: GivenBy? = null,
    public val substitution: Substitution? = null,
    public val coldChain: Boolean? = null,
    public val controlled: Boolean? = null,
    public val programme: Concept? = null,
    public val costMonth: Money? = null,
    public val prescriber: String? = null,
    public val prescriberReach: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "prescription"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "medicine",
            medicine.let { it.json() },
        )
        member(
            "form",
            form?.let { it.json() },
        )
        member(
            "strength",
            strength?.let { it.json() },
        )
        member(
            "dose",
            dose?.let { it.json() },
        )
        member(
            "route",
            route?.let { it.json() },
        )
        member(
            "times_a_day",
            timesADay?.let { JsonPrimitive(it) },
        )
        member(
            "since",
            since?.json { JsonPrimitive(it) },
        )
        member(
            "until",
            until?.let { JsonPrimitive(it) },
        )
        member(
            "handed_over",
            handedOver?.let { it.json() },
        )
        member(
            "status",
            status?.let { JsonPrimitive(it.word) },
        )
        member(
            "must_not_stop",
            mustNotStop?.let { JsonPrimitive(it) },
        )
        member(
            "long_term",
            longTerm?.let { JsonPrimitive(it) },
        )
        member(
            "handed_on",
            handedOn?.let { JsonPrimitive(it) },
        )
        member(
            "last_taken",
            lastTaken?.json { JsonPrimitive(it) },
        )
        member(
            "as_needed",
            asNeeded?.let { JsonPrimitive(it) },
        )
        member(
            "max_a_day",
            maxADay?.let { it.json() },
        )
        member(
            "every",
            every?.let { it.json() },
        )
        member(
            "weekdays",
            weekdays.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        )
        member(
            "at",
            at.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        )
        member(
            "phases",
            phases.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        )
        member(
            "instructions",
            instructions?.let { JsonPrimitive(it) },
        )
        member(
            "product",
            product?.let { JsonPrimitive(it) },
        )
        member(
            "ingredients",
            ingredients.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        )
        member(
            "packs",
            packs?.let { JsonPrimitive(it) },
        )
        member(
            "last_supervised",
            lastSupervised?.json { JsonPrimitive(it) },
        )
        member(
            "next_due",
            nextDue?.let { JsonPrimitive(it) },
        )
        member(
            "gap_days",
            gapDays?.let { JsonPrimitive(it) },
        )
        member(
            "why_stopped",
            whyStopped.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        )
        member(
            "given_by",
            givenBy?.let { JsonPrimitive(it.word) },
        )
        member(
            "substitution",
            substitution?.let { JsonPrimitive(it.word) },
        )
        member(
            "cold_chain",
            coldChain?.let { JsonPrimitive(it) },
        )
        member(
            "controlled",
            controlled?.let { JsonPrimitive(it) },
        )
        member(
            "programme",
            programme?.let { it.json() },
        )
        member(
            "cost_month",
            costMonth?.let { it.toJson() },
        )
        member(
            "prescriber",
            prescriber?.let { JsonPrimitive(it) },
        )
        member(
            "prescriber_reach",
            prescriberReach?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "medicine",
            "form",
            "strength",
            "dose",
            "route",
            "times_a_day",
            "since",
            "until",
            "handed_over",
            "status",
            "must_not_stop",
            "long_term",
            "handed_on",
            "last_taken",
            "as_needed",
            "max_a_day",
            "every",
            "weekdays",
            "at",
            "phases",
            "instructions",
            "product",
            "ingredients",
            "packs",
            "last_supervised",
            "next_due",
            "gap_days",
            "why_stopped",
            "given_by",
            "substitution",
            "cold_chain",
            "controlled",
            "programme",
            "cost_month",
            "prescriber",
            "prescriber_reach",
        )

        fun of(json: JsonObject): Prescription {
            val o = json.only(NAMES)
            return Prescription(
                medicine =
                    o.getValue("medicine").let { Concept.of(it) },
                status =
                    o["status"]?.let { PrescriptionStatus.of(string(it)) },
                form =
                    o["form"]?.let { Concept.of(it) },
                strength =
                    o["strength"]?.let { Quantity.of(it) },
                dose =
                    o["dose"]?.let { Quantity.of(it) },
                route =
                    o["route"]?.let { Concept.of(it) },
                timesADay =
                    o["times_a_day"]?.let { literal(it).toLong() },
                since =
                    o["since"]?.let { said(it) { string(it) } },
                until =
                    o["until"]?.let { string(it) },
                handedOver =
                    o["handed_over"]?.let { Quantity.of(it) },
                mustNotStop =
                    o["must_not_stop"]?.let { literal(it).toBooleanStrict() },
                longTerm =
                    o["long_term"]?.let { literal(it).toBooleanStrict() },
                handedOn =
                    o["handed_on"]?.let { string(it) },
                lastTaken =
                    o["last_taken"]?.let { said(it) { string(it) } },
                asNeeded =
                    o["as_needed"]?.let { literal(it).toBooleanStrict() },
                maxADay =
                    o["max_a_day"]?.let { Quantity.of(it) },
                every =
                    o["every"]?.let { Quantity.of(it) },
                weekdays =
                    items(o["weekdays"]) { Weekday.of(string(it)) },
                at =
                    items(o["at"]) { Daytime.of(string(it)) },
                phases =
                    items(o["phases"]) { Phase.of(it as JsonObject) },
                instructions =
                    o["instructions"]?.let { string(it) },
                product =
                    o["product"]?.let { string(it) },
                ingredients =
                    items(o["ingredients"]) { Ingredient.of(it as JsonObject) },
                packs =
                    o["packs"]?.let { literal(it).toLong() },
                lastSupervised =
                    o["last_supervised"]?.let { said(it) { string(it) } },
                nextDue =
                    o["next_due"]?.let { string(it) },
                gapDays =
                    o["gap_days"]?.let { literal(it).toLong() },
                whyStopped =
                    items(o["why_stopped"]) { WhyStopped.of(string(it)) },
                givenBy =
                    o["given_by"]?.let { GivenBy.of(string(it)) },
                substitution =
                    o["substitution"]?.let { Substitution.of(string(it)) },
                coldChain =
                    o["cold_chain"]?.let { literal(it).toBooleanStrict() },
                controlled =
                    o["controlled"]?.let { literal(it).toBooleanStrict() },
                programme =
                    o["programme"]?.let { Concept.of(it) },
                costMonth =
                    o["cost_month"]?.let { Money.of(it as JsonObject) },
                prescriber =
                    o["prescriber"]?.let { string(it) },
                prescriberReach =
                    o["prescriber_reach"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * One dose of a vaccine.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property vaccine the vaccine
 * @property date when it was given, or was not
 * @property lot lot number
 * @property dose number of the dose in its series
 * @property product trade name
 * @property state done, not done or refused
 * @property of doses in the series
 * @property country country (ISO 3166-1 alpha-2)
 * @property centre where it was given
 * @property maker manufacturer
 * @property targets diseases it protects from
 * @property nextDue next dose due
 * @property validFrom valid from
 * @property validUntil valid until
 * @property whyNot why it was not given
 */
public data class Vaccination @JvmOverloads constructor(
    public val vaccine: Concept,
    public val date: Said<String>,
    public val lot: String? = null,
    public val dose: Long? = null,
    public val product: String? = null,
    public val state: VaccinationState? = null,
    public val of: Long? = null,
    public val country: String? = null,
    public val centre: String? = null,
    public val maker: String? = null,
    public val targets: List<Concept> = emptyList(),
    public val nextDue: String? = null,
    public val validFrom: String? = null,
    public val validUntil: String? = null,
    public val whyNot: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "vaccination"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "vaccine",
            vaccine.let { it.json() },
        )
        member(
            "date",
            date.json { JsonPrimitive(it) },
        )
        member(
            "lot",
            lot?.let { JsonPrimitive(it) },
        )
        member(
            "dose",
            dose?.let { JsonPrimitive(it) },
        )
        member(
            "product",
            product?.let { JsonPrimitive(it) },
        )
        member(
            "state",
            state?.let { JsonPrimitive(it.word) },
        )
        member(
            "of",
            of?.let { JsonPrimitive(it) },
        )
        member(
            "country",
            country?.let { JsonPrimitive(it) },
        )
        member(
            "centre",
            centre?.let { JsonPrimitive(it) },
        )
        member(
            "maker",
            maker?.let { JsonPrimitive(it) },
        )
        member(
            "targets",
            targets.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        )
        member(
            "next_due",
            nextDue?.let { JsonPrimitive(it) },
        )
        member(
            "valid_from",
            validFrom?.let { JsonPrimitive(it) },
        )
        member(
            "valid_until",
            validUntil?.let { JsonPrimitive(it) },
        )
        member(
            "why_not",
            whyNot?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "vaccine",
            "date",
            "lot",
            "dose",
            "product",
            "state",
            "of",
            "country",
            "centre",
            "maker",
            "targets",
            "next_due",
            "valid_from",
            "valid_until",
            "why_not",
        )

        fun of(json: JsonObject): Vaccination {
            val o = json.only(NAMES)
            return Vaccination(
                vaccine =
                    o.getValue("vaccine").let { Concept.of(it) },
                date =
                    o.getValue("date").let { said(it) { string(it) } },
                lot =
                    o["lot"]?.let { string(it) },
                dose =
                    o["dose"]?.let { literal(it).toLong() },
                product =
                    o["product"]?.let { string(it) },
                state =
                    o["state"]?.let { VaccinationState.of(string(it)) },
                of =
                    o["of"]?.let { literal(it).toLong() },
                country =
                    o["country"]?.let { string(it) },
                centre =
                    o["centre"]?.let { string(it) },
                maker =
                    o["maker"]?.let { string(it) },
                targets =
                    items(o["targets"]) { Concept.of(it) },
                nextDue =
                    o["next_due"]?.let { string(it) },
                validFrom =
                    o["valid_from"]?.let { string(it) },
                validUntil =
                    o["valid_until"]?.let { string(it) },
                whyNot =
                    o["why_not"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Allergy or intolerance.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property agent the agent; none known; or not asked
 * @property criticality how dangerous it can become
 * @property severity severity of the reaction
 * @property reaction how it shows
 * @property status active or over
 * @property allergyKind allergy or intolerance
 * @property certainty how certain
 * @property since since when
 */
public data class Allergy @JvmOverloads constructor(
    public val agent: Said<Concept>,
    public val criticality: Criticality? = null,
    public val severity: Severity? = null,
    public val reaction: List<Concept> = emptyList(),
    public val status: AllergyStatus? = null,
    public val allergyKind: AllergyKind? = null,
    public val certainty: Certainty? = null,
    public val since: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "allergy"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "agent",
            agent.json { it.json() },
        )
        member(
            "criticality",
            criticality?.let { JsonPrimitive(it.word) },
        )
        member(
            "severity",
            severity?.let { JsonPrimitive(it.word) },
        )
        member(
            "reaction",
            reaction.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        )
        member(
            "status",
            status?.let { JsonPrimitive(it.word) },
        )
        member(
            "allergy_kind",
            allergyKind?.let { JsonPrimitive(it.word) },
        )
        member(
            "certainty",
            certainty?.let { JsonPrimitive(it.word) },
        )
        member(
            "since",
            since?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "agent",
            "criticality",
            "severity",
            "reaction",
            "status",
            "allergy_kind",
            "certainty",
            "since",
        )

        fun of(json: JsonObject): Allergy {
            val o = json.only(NAMES)
            return Allergy(
                agent =
                    o.getValue("agent").let { said(it) { Concept.of(it) } },
                criticality =
                    o["criticality"]?.let { Criticality.of(string(it)) },
                severity =
                    o["severity"]?.let { Severity.of(string(it)) },
                reaction =
                    items(o["reaction"]) { Concept.of(it) },
                status =
                    o["status"]?.let { AllergyStatus.of(string(it)) },
                allergyKind =
                    o["allergy_kind"]?.let { AllergyKind.of(string(it)) },
                certainty =
                    o["certainty"]?.let { Certainty.of(string(it)) },
                since =
                    o["since"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Test result or vital sign.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property test what was tested
 * @property quantity value as a quantity
 * @property date when it was measured
 * @property codeValue value as a code
 * @property textValue value in words
 * @property category what sort of result
 * @property state final or not
 * @property comparator the value is below or above the quantity
 * @property components parts of the result
 * @property flag low, high and the like
 * @property low low end of the usual range, unit as the quantity
 * @property high high end of the usual range, unit as the quantity
 * @property specimen what was examined
 * @property specimenTime when it was taken
 * @property laboratory who examined it
 */
public data class Result @JvmOverloads constructor(
    public val test: Concept,
    public val date: Said<String>,
    public val quantity: Quantity? = null,
    public val codeValue: Concept? = null,
    public val textValue: String? = null,
    public val category: ResultCategory? = null,
    public val state: ResultState? = null,
    public val comparator: Comparator? = null,
    public val components: List<Component> = emptyList(),
    public val flag: ResultFlag? = null,
    public val low: BigDecimal? = null,
    public val high: BigDecimal? = null,
    public val specimen: Concept? = null,
    public val specimenTime: String? = null,
    public val laboratory: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "result"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "test",
            test.let { it.json() },
        )
        member(
            "quantity",
            quantity?.let { it.json() },
        )
        member(
            "date",
            date.json { JsonPrimitive(it) },
        )
        member(
            "code_value",
            codeValue?.let { it.json() },
        )
        member(
            "text_value",
            textValue?.let { JsonPrimitive(it) },
        )
        member(
            "category",
            category?.let { JsonPrimitive(it.word) },
        )
        member(
            "state",
            state?.let { JsonPrimitive(it.word) },
        )
        member(
            "comparator",
            comparator?.let { JsonPrimitive(it.word) },
        )
        member(
            "components",
            components.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        )
        member(
            "flag",
            flag?.let { JsonPrimitive(it.word) },
        )
        member(
            "low",
            low?.let { number(it) },
        )
        member(
            "high",
            high?.let { number(it) },
        )
        member(
            "specimen",
            specimen?.let { it.json() },
        )
        member(
            "specimen_time",
            specimenTime?.let { JsonPrimitive(it) },
        )
        member(
            "laboratory",
            laboratory?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "test",
            "quantity",
            "date",
            "code_value",
            "text_value",
            "category",
            "state",
            "comparator",
            "components",
            "flag",
            "low",
            "high",
            "specimen",
            "specimen_time",
            "laboratory",
        )

        fun of(json: JsonObject): Result {
            val o = json.only(NAMES)
            return Result(
                test =
                    o.getValue("test").let { Concept.of(it) },
                date =
                    o.getValue("date").let { said(it) { string(it) } },
                quantity =
                    o["quantity"]?.let { Quantity.of(it) },
                codeValue =
                    o["code_value"]?.let { Concept.of(it) },
                textValue =
                    o["text_value"]?.let { string(it) },
                category =
                    o["category"]?.let { ResultCategory.of(string(it)) },
                state =
                    o["state"]?.let { ResultState.of(string(it)) },
                comparator =
                    o["comparator"]?.let { Comparator.of(string(it)) },
                components =
                    items(o["components"]) { Component.of(it as JsonObject) },
                flag =
                    o["flag"]?.let { ResultFlag.of(string(it)) },
                low =
                    o["low"]?.let { literal(it).toBigDecimal() },
                high =
                    o["high"]?.let { literal(it).toBigDecimal() },
                specimen =
                    o["specimen"]?.let { Concept.of(it) },
                specimenTime =
                    o["specimen_time"]?.let { string(it) },
                laboratory =
                    o["laboratory"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Operation or other procedure.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property what what was done
 * @property date when
 * @property bodySite where in the body
 * @property reason why
 * @property outcome how it went
 */
public data class Procedure @JvmOverloads constructor(
    public val what: Concept,
    public val date: Said<String>? = null,
    public val bodySite: List<Concept> = emptyList(),
    public val reason: Concept? = null,
    public val outcome: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "procedure"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "what",
            what.let { it.json() },
        )
        member(
            "date",
            date?.json { JsonPrimitive(it) },
        )
        member(
            "body_site",
            bodySite.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        )
        member(
            "reason",
            reason?.let { it.json() },
        )
        member(
            "outcome",
            outcome?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "what",
            "date",
            "body_site",
            "reason",
            "outcome",
        )

        fun of(json: JsonObject): Procedure {
            val o = json.only(NAMES)
            return Procedure(
                what =
                    o.getValue("what").let { Concept.of(it) },
                date =
                    o["date"]?.let { said(it) { string(it) } },
                bodySite =
                    items(o["body_site"]) { Concept.of(it) },
                reason =
                    o["reason"]?.let { Concept.of(it) },
                outcome =
                    o["outcome"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Implant or aid.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property deviceKind what it is
 * @property implantedOn when it was implanted or given
 * @property replaceBy to be replaced or checked by
 * @property serial serial number
 * @property ownWheelchair travels with an own wheelchair
 */
public data class Device @JvmOverloads constructor(
    public val deviceKind: Concept,
    public val implantedOn: Said<String>? = null,
    public val replaceBy: String? = null,
    public val serial: String? = null,
    public val ownWheelchair: Boolean? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "device"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "device_kind",
            deviceKind.let { it.json() },
        )
        member(
            "implanted_on",
            implantedOn?.json { JsonPrimitive(it) },
        )
        member(
            "replace_by",
            replaceBy?.let { JsonPrimitive(it) },
        )
        member(
            "serial",
            serial?.let { JsonPrimitive(it) },
        )
        member(
            "own_wheelchair",
            ownWheelchair?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "device_kind",
            "implanted_on",
            "replace_by",
            "serial",
            "own_wheelchair",
        )

        fun of(json: JsonObject): Device {
            val o = json.only(NAMES)
            return Device(
                deviceKind =
                    o.getValue("device_kind").let { Concept.of(it) },
                implantedOn =
                    o["implanted_on"]?.let { said(it) { string(it) } },
                replaceBy =
                    o["replace_by"]?.let { string(it) },
                serial =
                    o["serial"]?.let { string(it) },
                ownWheelchair =
                    o["own_wheelchair"]?.let { literal(it).toBooleanStrict() },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Pregnancy.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property status pregnant or not
 * @property due expected date of delivery
 * @property outcome how it ended
 * @property gravida pregnancies so far
 * @property parity births so far
 */
public data class Pregnancy @JvmOverloads constructor(
    public val status: PregnancyStatus,
    public val due: Said<String>? = null,
    public val outcome: PregnancyOutcome? = null,
    public val gravida: Long? = null,
    public val parity: Long? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "pregnancy"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "status",
            status.let { JsonPrimitive(it.word) },
        )
        member(
            "due",
            due?.json { JsonPrimitive(it) },
        )
        member(
            "outcome",
            outcome?.let { JsonPrimitive(it.word) },
        )
        member(
            "gravida",
            gravida?.let { JsonPrimitive(it) },
        )
        member(
            "parity",
            parity?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "status",
            "due",
            "outcome",
            "gravida",
            "parity",
        )

        fun of(json: JsonObject): Pregnancy {
            val o = json.only(NAMES)
            return Pregnancy(
                status =
                    o.getValue("status").let { PregnancyStatus.of(string(it)) },
                due =
                    o["due"]?.let { said(it) { string(it) } },
                outcome =
                    o["outcome"]?.let { PregnancyOutcome.of(string(it)) },
                gravida =
                    o["gravida"]?.let { literal(it).toLong() },
                parity =
                    o["parity"]?.let { literal(it).toLong() },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Scale, plan and risk.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property scale scale used
 * @property score score on the scale
 * @property date when
 * @property code what it is
 * @property plan what is planned
 * @property risk risk now
 */
public data class MentalHealth @JvmOverloads constructor(
    public val date: Said<String>,
    public val scale: Concept? = null,
    public val score: BigDecimal? = null,
    public val code: Concept? = null,
    public val plan: String? = null,
    public val risk: Risk? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "mental_health"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "scale",
            scale?.let { it.json() },
        )
        member(
            "score",
            score?.let { number(it) },
        )
        member(
            "date",
            date.json { JsonPrimitive(it) },
        )
        member(
            "code",
            code?.let { it.json() },
        )
        member(
            "plan",
            plan?.let { JsonPrimitive(it) },
        )
        member(
            "risk",
            risk?.let { JsonPrimitive(it.word) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "scale",
            "score",
            "date",
            "code",
            "plan",
            "risk",
        )

        fun of(json: JsonObject): MentalHealth {
            val o = json.only(NAMES)
            return MentalHealth(
                date =
                    o.getValue("date").let { said(it) { string(it) } },
                scale =
                    o["scale"]?.let { Concept.of(it) },
                score =
                    o["score"]?.let { literal(it).toBigDecimal() },
                code =
                    o["code"]?.let { Concept.of(it) },
                plan =
                    o["plan"]?.let { string(it) },
                risk =
                    o["risk"]?.let { Risk.of(string(it)) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Who must follow up; no story.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property followUpBy who must follow up
 * @property contact whom to contact
 * @property by by when
 */
public data class Protection @JvmOverloads constructor(
    public val followUpBy: FollowUp,
    public val contact: String? = null,
    public val by: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "protection"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "follow_up_by",
            followUpBy.let { JsonPrimitive(it.word) },
        )
        member(
            "contact",
            contact?.let { JsonPrimitive(it) },
        )
        member(
            "by",
            by?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "follow_up_by",
            "contact",
            "by",
        )

        fun of(json: JsonObject): Protection {
            val o = json.only(NAMES)
            return Protection(
                followUpBy =
                    o.getValue("follow_up_by").let { FollowUp.of(string(it)) },
                contact =
                    o["contact"]?.let { string(it) },
                by =
                    o["by"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Moving, seeing, hearing, speaking.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property mobility moving about
 * @property sight seeing
 * @property hearing hearing
 * @property communication being understood
 */
public data class Function @JvmOverloads constructor(
    public val mobility: Mobility? = null,
    public val sight: Sense? = null,
    public val hearing: Sense? = null,
    public val communication: Communication? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "function"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "mobility",
            mobility?.let { JsonPrimitive(it.word) },
        )
        member(
            "sight",
            sight?.let { JsonPrimitive(it.word) },
        )
        member(
            "hearing",
            hearing?.let { JsonPrimitive(it.word) },
        )
        member(
            "communication",
            communication?.let { JsonPrimitive(it.word) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "mobility",
            "sight",
            "hearing",
            "communication",
        )

        fun of(json: JsonObject): Function {
            val o = json.only(NAMES)
            return Function(
                mobility =
                    o["mobility"]?.let { Mobility.of(string(it)) },
                sight =
                    o["sight"]?.let { Sense.of(string(it)) },
                hearing =
                    o["hearing"]?.let { Sense.of(string(it)) },
                communication =
                    o["communication"]?.let { Communication.of(string(it)) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * To whom the person is sent.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property what service asked for
 * @property reason why
 * @property to to whom
 * @property urgency how soon
 * @property due by when
 * @property from by whom
 * @property state open, accepted or done
 * @property reply the reply
 */
public data class Referral @JvmOverloads constructor(
    public val what: Concept,
    public val reason: Concept? = null,
    public val to: String? = null,
    public val urgency: Urgency? = null,
    public val due: String? = null,
    public val from: String? = null,
    public val state: ReferralState? = null,
    public val reply: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "referral"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "what",
            what.let { it.json() },
        )
        member(
            "reason",
            reason?.let { it.json() },
        )
        member(
            "to",
            to?.let { JsonPrimitive(it) },
        )
        member(
            "urgency",
            urgency?.let { JsonPrimitive(it.word) },
        )
        member(
            "due",
            due?.let { JsonPrimitive(it) },
        )
        member(
            "from",
            from?.let { JsonPrimitive(it) },
        )
        member(
            "state",
            state?.let { JsonPrimitive(it.word) },
        )
        member(
            "reply",
            reply?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "what",
            "reason",
            "to",
            "urgency",
            "due",
            "from",
            "state",
            "reply",
        )

        fun of(json: JsonObject): Referral {
            val o = json.only(NAMES)
            return Referral(
                what =
                    o.getValue("what").let { Concept.of(it) },
                reason =
                    o["reason"]?.let { Concept.of(it) },
                to =
                    o["to"]?.let { string(it) },
                urgency =
                    o["urgency"]?.let { Urgency.of(string(it)) },
                due =
                    o["due"]?.let { string(it) },
                from =
                    o["from"]?.let { string(it) },
                state =
                    o["state"]?.let { ReferralState.of(string(it)) },
                reply =
                    o["reply"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Appointment or task.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property what appointment or task
 * @property when when
 * @property where where
 * @property state open, done or cancelled
 * @property heldAt where a longer plan is held
 */
public data class Plan @JvmOverloads constructor(
    public val what: Concept,
    public val `when`: String? = null,
    public val where: String? = null,
    public val state: PlanState? = null,
    public val heldAt: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "plan"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "what",
            what.let { it.json() },
        )
        member(
            "when",
            `when`?.let { JsonPrimitive(it) },
        )
        member(
            "where",
            where?.let { JsonPrimitive(it) },
        )
        member(
            "state",
            state?.let { JsonPrimitive(it.word) },
        )
        member(
            "held_at",
            heldAt?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "what",
            "when",
            "where",
            "state",
            "held_at",
        )

        fun of(json: JsonObject): Plan {
            val o = json.only(NAMES)
            return Plan(
                what =
                    o.getValue("what").let { Concept.of(it) },
                `when` =
                    o["when"]?.let { string(it) },
                where =
                    o["where"]?.let { string(it) },
                state =
                    o["state"]?.let { PlanState.of(string(it)) },
                heldAt =
                    o["held_at"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * What is needed on arrival.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property what what is needed
 * @property by by when
 */
public data class Need @JvmOverloads constructor(
    public val what: Concept,
    public val by: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "need"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "what",
            what.let { it.json() },
        )
        member(
            "by",
            by?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "what",
            "by",
        )

        fun of(json: JsonObject): Need {
            val o = json.only(NAMES)
            return Need(
                what =
                    o.getValue("what").let { Concept.of(it) },
                by =
                    o["by"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Fitness to travel.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property conclusion fit to travel or not
 * @property examined when examined
 * @property validUntil valid until
 * @property wheelchair wheelchair class (IATA)
 */
public data class TravelClearance @JvmOverloads constructor(
    public val conclusion: Clearance,
    public val examined: String,
    public val validUntil: String,
    public val wheelchair: Wheelchair? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "travel_clearance"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "conclusion",
            conclusion.let { JsonPrimitive(it.word) },
        )
        member(
            "examined",
            examined.let { JsonPrimitive(it) },
        )
        member(
            "valid_until",
            validUntil.let { JsonPrimitive(it) },
        )
        member(
            "wheelchair",
            wheelchair?.let { JsonPrimitive(it.word) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "conclusion",
            "examined",
            "valid_until",
            "wheelchair",
        )

        fun of(json: JsonObject): TravelClearance {
            val o = json.only(NAMES)
            return TravelClearance(
                conclusion =
                    o.getValue("conclusion").let { Clearance.of(string(it)) },
                examined =
                    o.getValue("examined").let { string(it) },
                validUntil =
                    o.getValue("valid_until").let { string(it) },
                wheelchair =
                    o["wheelchair"]?.let { Wheelchair.of(string(it)) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Care on the way.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property escort who travels along
 * @property oxygen oxygen flow
 * @property seat seat or stretcher (IATA)
 * @property equipment equipment carried
 * @property doses doses to give on the way
 * @property contactTransit contact in transit
 * @property contactArrival contact at arrival
 */
public data class TravelCare @JvmOverloads constructor(
    public val escort: Escort? = null,
    public val oxygen: Quantity? = null,
    public val seat: Seat? = null,
    public val equipment: List<String> = emptyList(),
    public val doses: List<FlightDose> = emptyList(),
    public val contactTransit: String? = null,
    public val contactArrival: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "travel_care"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "escort",
            escort?.let { JsonPrimitive(it.word) },
        )
        member(
            "oxygen",
            oxygen?.let { it.json() },
        )
        member(
            "seat",
            seat?.let { JsonPrimitive(it.word) },
        )
        member(
            "equipment",
            equipment.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "doses",
            doses.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        )
        member(
            "contact_transit",
            contactTransit?.let { JsonPrimitive(it) },
        )
        member(
            "contact_arrival",
            contactArrival?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "escort",
            "oxygen",
            "seat",
            "equipment",
            "doses",
            "contact_transit",
            "contact_arrival",
        )

        fun of(json: JsonObject): TravelCare {
            val o = json.only(NAMES)
            return TravelCare(
                escort =
                    o["escort"]?.let { Escort.of(string(it)) },
                oxygen =
                    o["oxygen"]?.let { Quantity.of(it) },
                seat =
                    o["seat"]?.let { Seat.of(string(it)) },
                equipment =
                    items(o["equipment"]) { string(it) },
                doses =
                    items(o["doses"]) { FlightDose.of(it as JsonObject) },
                contactTransit =
                    o["contact_transit"]?.let { string(it) },
                contactArrival =
                    o["contact_arrival"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Who pays for care.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property scheme the scheme
 * @property member member number
 * @property from from
 * @property until until
 * @property payer who pays
 * @property benefit benefit class
 * @property country country (ISO 3166-1 alpha-2)
 * @property state pending, active or ended
 */
public data class Coverage @JvmOverloads constructor(
    public val scheme: String,
    public val member: String? = null,
    public val from: String? = null,
    public val until: String? = null,
    public val payer: String? = null,
    public val benefit: String? = null,
    public val country: String? = null,
    public val state: CoverageState? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "coverage"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "scheme",
            scheme.let { JsonPrimitive(it) },
        )
        member(
            "member",
            member?.let { JsonPrimitive(it) },
        )
        member(
            "from",
            from?.let { JsonPrimitive(it) },
        )
        member(
            "until",
            until?.let { JsonPrimitive(it) },
        )
        member(
            "payer",
            payer?.let { JsonPrimitive(it) },
        )
        member(
            "benefit",
            benefit?.let { JsonPrimitive(it) },
        )
        member(
            "country",
            country?.let { JsonPrimitive(it) },
        )
        member(
            "state",
            state?.let { JsonPrimitive(it.word) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "scheme",
            "member",
            "from",
            "until",
            "payer",
            "benefit",
            "country",
            "state",
        )

        fun of(json: JsonObject): Coverage {
            val o = json.only(NAMES)
            return Coverage(
                scheme =
                    o.getValue("scheme").let { string(it) },
                member =
                    o["member"]?.let { string(it) },
                from =
                    o["from"]?.let { string(it) },
                until =
                    o["until"]?.let { string(it) },
                payer =
                    o["payer"]?.let { string(it) },
                benefit =
                    o["benefit"]?.let { string(it) },
                country =
                    o["country"]?.let { string(it) },
                state =
                    o["state"]?.let { CoverageState.of(string(it)) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * A danger, without its cause.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property what the danger, as a consequence
 * @property priority how grave
 * @property avoid what to avoid
 * @property avoidAtc medicines to avoid, by ATC prefix
 */
public data class Alert @JvmOverloads constructor(
    public val what: Concept,
    public val priority: Priority? = null,
    public val avoid: List<Avoid> = emptyList(),
    public val avoidAtc: List<Concept> = emptyList(),
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "alert"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "what",
            what.let { it.json() },
        )
        member(
            "priority",
            priority?.let { JsonPrimitive(it.word) },
        )
        member(
            "avoid",
            avoid.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        )
        member(
            "avoid_atc",
            avoidAtc.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "what",
            "priority",
            "avoid",
            "avoid_atc",
        )

        fun of(json: JsonObject): Alert {
            val o = json.only(NAMES)
            return Alert(
                what =
                    o.getValue("what").let { Concept.of(it) },
                priority =
                    o["priority"]?.let { Priority.of(string(it)) },
                avoid =
                    items(o["avoid"]) { Avoid.of(string(it)) },
                avoidAtc =
                    items(o["avoid_atc"]) { Concept.of(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Advance directive or consent.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property wishKind what sort of wish
 * @property text the wish in words
 * @property heldAt where the document is held
 * @property date when it was expressed
 */
public data class Wish @JvmOverloads constructor(
    public val wishKind: WishKind,
    public val text: String? = null,
    public val heldAt: String? = null,
    public val date: String? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "wish"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "wish_kind",
            wishKind.let { JsonPrimitive(it.word) },
        )
        member(
            "text",
            text?.let { JsonPrimitive(it) },
        )
        member(
            "held_at",
            heldAt?.let { JsonPrimitive(it) },
        )
        member(
            "date",
            date?.let { JsonPrimitive(it) },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "wish_kind",
            "text",
            "held_at",
            "date",
        )

        fun of(json: JsonObject): Wish {
            val o = json.only(NAMES)
            return Wish(
                wishKind =
                    o.getValue("wish_kind").let { WishKind.of(string(it)) },
                text =
                    o["text"]?.let { string(it) },
                heldAt =
                    o["held_at"]?.let { string(it) },
                date =
                    o["date"]?.let { string(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Another credential, byte for byte.
 *
 * @property observed when it was seen to be so
 * @property recorder who recorded it
 * @property known how it is known
 * @property note a remark
 * @property replaces entries that this one replaces
 * @property evidenceKind what sort of credential
 * @property bytes its bytes (base64url)
 * @property code disease or agent it is about
 */
public data class Evidence @JvmOverloads constructor(
    public val evidenceKind: EvidenceKind,
    public val bytes: String,
    public val code: Concept? = null,
    public val observed: String? = null,
    public val recorder: Recorder? = null,
    public val known: Known? = null,
    public val note: String? = null,
    public val replaces: List<String> = emptyList(),
    override val id: String? = null,
    override val part: Part? = null,
) : Entry() {
    override val kind: String get() = "evidence"

    override fun toJson(): JsonObject = buildJsonObject {
        member("kind", JsonPrimitive(kind))
        member("id", id?.let { JsonPrimitive(it) })
        member("part", part?.let { JsonPrimitive(it.word) })
        member(
            "observed",
            observed?.let { JsonPrimitive(it) },
        )
        member(
            "recorder",
            recorder?.let { JsonPrimitive(it.word) },
        )
        member(
            "known",
            known?.let { JsonPrimitive(it.word) },
        )
        member(
            "note",
            note?.let { JsonPrimitive(it) },
        )
        member(
            "replaces",
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        )
        member(
            "evidence_kind",
            evidenceKind.let { JsonPrimitive(it.word) },
        )
        member(
            "bytes",
            bytes.let { JsonPrimitive(it) },
        )
        member(
            "code",
            code?.let { it.json() },
        )
    }

    internal companion object {
        private val NAMES = setOf(
            "kind",
            "id",
            "part",
            "observed",
            "recorder",
            "known",
            "note",
            "replaces",
            "evidence_kind",
            "bytes",
            "code",
        )

        fun of(json: JsonObject): Evidence {
            val o = json.only(NAMES)
            return Evidence(
                evidenceKind =
                    o.getValue("evidence_kind").let { EvidenceKind.of(string(it)) },
                bytes =
                    o.getValue("bytes").let { string(it) },
                code =
                    o["code"]?.let { Concept.of(it) },
                observed =
                    o["observed"]?.let { string(it) },
                recorder =
                    o["recorder"]?.let { Recorder.of(string(it)) },
                known =
                    o["known"]?.let { Known.of(string(it)) },
                note =
                    o["note"]?.let { string(it) },
                replaces =
                    items(o["replaces"]) { string(it) },
                id = o.stringOf("id"),
                part = o.stringOf("part")?.let { partOf(it) },
            )
        }
    }
}

/**
 * Number of the person in another system.
 *
 * @property value the number
 * @property system whose number it is
 * @property country country (ISO 3166-1 alpha-2)
 */
public data class Identifier @JvmOverloads constructor(
    public val value: String,
    public val system: String? = null,
    public val country: String? = null,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "value",
            value.let { JsonPrimitive(it) },
        )
        member(
            "system",
            system?.let { JsonPrimitive(it) },
        )
        member(
            "country",
            country?.let { JsonPrimitive(it) },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Identifier"

    internal companion object {
        private val NAMES = setOf(
            "value",
            "system",
            "country",
        )

        fun of(json: JsonObject): Identifier {
            val o = json.only(NAMES)
            return Identifier(
                value =
                    o.getValue("value").let { string(it) },
                system =
                    o["system"]?.let { string(it) },
                country =
                    o["country"]?.let { string(it) },
            )
        }
    }
}

/**
 * One person to reach.
 *
 * @property name name
 * @property relation relation to the person
 * @property phone telephone number
 * @property reach other way to reach
 * @property mayKnow what may be told
 */
public data class Contact @JvmOverloads constructor(
    public val name: String,
    public val relation: Relation? = null,
    public val phone: String? = null,
    public val reach: String? = null,
    public val mayKnow: MayKnow? = null,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "name",
            name.let { JsonPrimitive(it) },
        )
        member(
            "relation",
            relation?.let { JsonPrimitive(it.word) },
        )
        member(
            "phone",
            phone?.let { JsonPrimitive(it) },
        )
        member(
            "reach",
            reach?.let { JsonPrimitive(it) },
        )
        member(
            "may_know",
            mayKnow?.let { JsonPrimitive(it.word) },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Contact"

    internal companion object {
        private val NAMES = setOf(
            "name",
            "relation",
            "phone",
            "reach",
            "may_know",
        )

        fun of(json: JsonObject): Contact {
            val o = json.only(NAMES)
            return Contact(
                name =
                    o.getValue("name").let { string(it) },
                relation =
                    o["relation"]?.let { Relation.of(string(it)) },
                phone =
                    o["phone"]?.let { string(it) },
                reach =
                    o["reach"]?.let { string(it) },
                mayKnow =
                    o["may_know"]?.let { MayKnow.of(string(it)) },
            )
        }
    }
}

/**
 * One stage of a changing dose.
 *
 * @property dose amount each time
 * @property timesADay times a day
 * @property every interval between doses
 * @property days days that it lasts; the last may be open
 */
public data class Phase @JvmOverloads constructor(
    public val dose: Quantity,
    public val timesADay: Long? = null,
    public val every: Quantity? = null,
    public val days: Long? = null,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "dose",
            dose.let { it.json() },
        )
        member(
            "times_a_day",
            timesADay?.let { JsonPrimitive(it) },
        )
        member(
            "every",
            every?.let { it.json() },
        )
        member(
            "days",
            days?.let { JsonPrimitive(it) },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Phase"

    internal companion object {
        private val NAMES = setOf(
            "dose",
            "times_a_day",
            "every",
            "days",
        )

        fun of(json: JsonObject): Phase {
            val o = json.only(NAMES)
            return Phase(
                dose =
                    o.getValue("dose").let { Quantity.of(it) },
                timesADay =
                    o["times_a_day"]?.let { literal(it).toLong() },
                every =
                    o["every"]?.let { Quantity.of(it) },
                days =
                    o["days"]?.let { literal(it).toLong() },
            )
        }
    }
}

/**
 * One ingredient and its strength.
 *
 * @property medicine the ingredient
 * @property strength in one unit of the form
 */
public data class Ingredient @JvmOverloads constructor(
    public val medicine: Concept,
    public val strength: Quantity? = null,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "medicine",
            medicine.let { it.json() },
        )
        member(
            "strength",
            strength?.let { it.json() },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Ingredient"

    internal companion object {
        private val NAMES = setOf(
            "medicine",
            "strength",
        )

        fun of(json: JsonObject): Ingredient {
            val o = json.only(NAMES)
            return Ingredient(
                medicine =
                    o.getValue("medicine").let { Concept.of(it) },
                strength =
                    o["strength"]?.let { Quantity.of(it) },
            )
        }
    }
}

/**
 * One part of a result.
 *
 * @property test what was tested
 * @property quantity value as a quantity
 * @property codeValue value as a code
 * @property textValue value in words
 * @property comparator the value is below or above the quantity
 * @property flag low, high and the like
 */
public data class Component @JvmOverloads constructor(
    public val test: Concept,
    public val quantity: Quantity? = null,
    public val codeValue: Concept? = null,
    public val textValue: String? = null,
    public val comparator: Comparator? = null,
    public val flag: ResultFlag? = null,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "test",
            test.let { it.json() },
        )
        member(
            "quantity",
            quantity?.let { it.json() },
        )
        member(
            "code_value",
            codeValue?.let { it.json() },
        )
        member(
            "text_value",
            textValue?.let { JsonPrimitive(it) },
        )
        member(
            "comparator",
            comparator?.let { JsonPrimitive(it.word) },
        )
        member(
            "flag",
            flag?.let { JsonPrimitive(it.word) },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Component"

    internal companion object {
        private val NAMES = setOf(
            "test",
            "quantity",
            "code_value",
            "text_value",
            "comparator",
            "flag",
        )

        fun of(json: JsonObject): Component {
            val o = json.only(NAMES)
            return Component(
                test =
                    o.getValue("test").let { Concept.of(it) },
                quantity =
                    o["quantity"]?.let { Quantity.of(it) },
                codeValue =
                    o["code_value"]?.let { Concept.of(it) },
                textValue =
                    o["text_value"]?.let { string(it) },
                comparator =
                    o["comparator"]?.let { Comparator.of(string(it)) },
                flag =
                    o["flag"]?.let { ResultFlag.of(string(it)) },
            )
        }
    }
}

/**
 * A dose to give on the way.
 *
 * @property medicine the medicine
 * @property dose amount
 * @property at when, as an instant
 */
public data class FlightDose @JvmOverloads constructor(
    public val medicine: Concept,
    public val dose: Quantity? = null,
    public val at: String? = null,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "medicine",
            medicine.let { it.json() },
        )
        member(
            "dose",
            dose?.let { it.json() },
        )
        member(
            "at",
            at?.let { JsonPrimitive(it) },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "FlightDose"

    internal companion object {
        private val NAMES = setOf(
            "medicine",
            "dose",
            "at",
        )

        fun of(json: JsonObject): FlightDose {
            val o = json.only(NAMES)
            return FlightDose(
                medicine =
                    o.getValue("medicine").let { Concept.of(it) },
                dose =
                    o["dose"]?.let { Quantity.of(it) },
                at =
                    o["at"]?.let { string(it) },
            )
        }
    }
}

/**
 * An amount in a currency.
 *
 * @property amount amount
 * @property currency currency (ISO 4217)
 */
public data class Money(
    public val amount: BigDecimal,
    public val currency: String,
) {
    internal fun toJson(): JsonObject = buildJsonObject {
        member(
            "amount",
            amount.let { number(it) },
        )
        member(
            "currency",
            currency.let { JsonPrimitive(it) },
        )
    }

    /** Its name alone; see [Entry.toString]. */
    override fun toString(): String = "Money"

    internal companion object {
        private val NAMES = setOf(
            "amount",
            "currency",
        )

        fun of(json: JsonObject): Money {
            val o = json.only(NAMES)
            return Money(
                amount =
                    o.getValue("amount").let { literal(it).toBigDecimal() },
                currency =
                    o.getValue("currency").let { string(it) },
            )
        }
    }
}

/** Words of recorder, by their names in JSON. */
public enum class Recorder(public val word: String) {
    DOCTOR("doctor"),
    NURSE("nurse"),
    MIDWIFE("midwife"),
    COMMUNITY_HEALTH_WORKER("community_health_worker"),
    PHARMACIST("pharmacist"),
    PARAMEDIC("paramedic"),
    PSYCHOLOGIST("psychologist"),
    SOCIAL_WORKER("social_worker"),
    HOLDER("holder"),
    RELATIVE("relative"),
    OTHER("other");

    internal companion object {
        fun of(word: String): Recorder =
            wordOf(values()) { it.word == word }
    }
}

/** Words of known, by their names in JSON. */
public enum class Known(public val word: String) {
    SEEN("seen"),
    DOCUMENT_SEEN("document_seen"),
    TOLD("told");

    internal companion object {
        fun of(word: String): Known =
            wordOf(values()) { it.word == word }
    }
}

/** Words of sex, by their names in JSON. */
public enum class Sex(public val word: String) {
    FEMALE("female"),
    MALE("male"),
    OTHER("other"),
    UNKNOWN("unknown");

    internal companion object {
        fun of(word: String): Sex =
            wordOf(values()) { it.word == word }
    }
}

/** Words of interpreter, by their names in JSON. */
public enum class Interpreter(public val word: String) {
    NEEDED("needed"),
    NOT_NEEDED("not_needed"),
    WRITTEN_ONLY("written_only"),
    SIGN_LANGUAGE("sign_language");

    internal companion object {
        fun of(word: String): Interpreter =
            wordOf(values()) { it.word == word }
    }
}

/** Words of visit_kind, by their names in JSON. */
public enum class VisitKind(public val word: String) {
    CONSULTATION("consultation"),
    SCREENING("screening"),
    PRE_DEPARTURE_EXAMINATION("pre_departure_examination"),
    EMERGENCY("emergency"),
    ADMISSION("admission"),
    DISCHARGE("discharge"),
    VACCINATION("vaccination"),
    FOLLOW_UP("follow_up"),
    HOME_VISIT("home_visit"),
    REMOTE("remote");

    internal companion object {
        fun of(word: String): VisitKind =
            wordOf(values()) { it.word == word }
    }
}

/** Words of stage, by their names in JSON. */
public enum class Stage(public val word: String) {
    ORIGIN("origin"),
    TRANSIT("transit"),
    DESTINATION("destination"),
    PRE_RETURN("pre_return"),
    RETURN("return");

    internal companion object {
        fun of(word: String): Stage =
            wordOf(values()) { it.word == word }
    }
}

/** Words of condition_status, by their names in JSON. */
public enum class ConditionStatus(public val word: String) {
    ACTIVE("active"),
    REMISSION("remission"),
    RESOLVED("resolved"),
    REFUTED("refuted"),
    INACTIVE("inactive"),
    RECURRENCE("recurrence");

    internal companion object {
        fun of(word: String): ConditionStatus =
            wordOf(values()) { it.word == word }
    }
}

/** Words of severity, by their names in JSON. */
public enum class Severity(public val word: String) {
    MILD("mild"),
    MODERATE("moderate"),
    SEVERE("severe");

    internal companion object {
        fun of(word: String): Severity =
            wordOf(values()) { it.word == word }
    }
}

/** Words of certainty, by their names in JSON. */
public enum class Certainty(public val word: String) {
    CONFIRMED("confirmed"),
    PROVISIONAL("provisional"),
    UNCONFIRMED("unconfirmed"),
    REFUTED("refuted");

    internal companion object {
        fun of(word: String): Certainty =
            wordOf(values()) { it.word == word }
    }
}

/** Words of prescription_status, by their names in JSON. */
public enum class PrescriptionStatus(public val word: String) {
    TAKING("taking"),
    PAUSED("paused"),
    INTERRUPTED("interrupted"),
    STOPPED("stopped"),
    COMPLETED("completed");

    internal companion object {
        fun of(word: String): PrescriptionStatus =
            wordOf(values()) { it.word == word }
    }
}

/** Words of weekday, by their names in JSON. */
public enum class Weekday(public val word: String) {
    MONDAY("monday"),
    TUESDAY("tuesday"),
    WEDNESDAY("wednesday"),
    THURSDAY("thursday"),
    FRIDAY("friday"),
    SATURDAY("saturday"),
    SUNDAY("sunday");

    internal companion object {
        fun of(word: String): Weekday =
            wordOf(values()) { it.word == word }
    }
}

/** Words of daytime, by their names in JSON. */
public enum class Daytime(public val word: String) {
    MORNING("morning"),
    NOON("noon"),
    EVENING("evening"),
    NIGHT("night"),
    BEFORE_MEAL("before_meal"),
    WITH_MEAL("with_meal"),
    AFTER_MEAL("after_meal"),
    FASTING("fasting");

    internal companion object {
        fun of(word: String): Daytime =
            wordOf(values()) { it.word == word }
    }
}

/** Words of why_stopped, by their names in JSON. */
public enum class WhyStopped(public val word: String) {
    COST("cost"),
    STOCK("stock"),
    SIDE_EFFECT("side_effect"),
    NO_EFFECT("no_effect"),
    NO_LONGER_NEEDED("no_longer_needed"),
    OWN_CHOICE("own_choice"),
    LOST("lost"),
    TRAVEL("travel"),
    INTERACTION("interaction"),
    PREGNANCY("pregnancy"),
    UNKNOWN("unknown"),
    OTHER("other");

    internal companion object {
        fun of(word: String): WhyStopped =
            wordOf(values()) { it.word == word }
    }
}

/** Words of given_by, by their names in JSON. */
public enum class GivenBy(public val word: String) {
    SELF("self"),
    RELATIVE("relative"),
    NURSE("nurse"),
    COMMUNITY_HEALTH_WORKER("community_health_worker"),
    DOCTOR("doctor");

    internal companion object {
        fun of(word: String): GivenBy =
            wordOf(values()) { it.word == word }
    }
}

/** Words of substitution, by their names in JSON. */
public enum class Substitution(public val word: String) {
    ALLOWED("allowed"),
    SAME_SUBSTANCE("same_substance"),
    NOT_ALLOWED("not_allowed");

    internal companion object {
        fun of(word: String): Substitution =
            wordOf(values()) { it.word == word }
    }
}

/** Words of vaccination_state, by their names in JSON. */
public enum class VaccinationState(public val word: String) {
    DONE("done"),
    NOT_DONE("not_done"),
    REFUSED("refused");

    internal companion object {
        fun of(word: String): VaccinationState =
            wordOf(values()) { it.word == word }
    }
}

/** Words of criticality, by their names in JSON. */
public enum class Criticality(public val word: String) {
    LOW("low"),
    HIGH("high"),
    UNABLE_TO_ASSESS("unable_to_assess");

    internal companion object {
        fun of(word: String): Criticality =
            wordOf(values()) { it.word == word }
    }
}

/** Words of allergy_status, by their names in JSON. */
public enum class AllergyStatus(public val word: String) {
    ACTIVE("active"),
    INACTIVE("inactive"),
    RESOLVED("resolved"),
    REFUTED("refuted");

    internal companion object {
        fun of(word: String): AllergyStatus =
            wordOf(values()) { it.word == word }
    }
}

/** Words of allergy_kind, by their names in JSON. */
public enum class AllergyKind(public val word: String) {
    ALLERGY("allergy"),
    INTOLERANCE("intolerance");

    internal companion object {
        fun of(word: String): AllergyKind =
            wordOf(values()) { it.word == word }
    }
}

/** Words of result_category, by their names in JSON. */
public enum class ResultCategory(public val word: String) {
    LABORATORY("laboratory"),
    VITAL_SIGN("vital_sign"),
    IMAGING("imaging"),
    SOCIAL("social"),
    EXAMINATION("examination");

    internal companion object {
        fun of(word: String): ResultCategory =
            wordOf(values()) { it.word == word }
    }
}

/** Words of result_state, by their names in JSON. */
public enum class ResultState(public val word: String) {
    FINAL("final"),
    PRELIMINARY("preliminary"),
    CORRECTED("corrected"),
    ENTERED_IN_ERROR("entered_in_error"),
    UNKNOWN("unknown");

    internal companion object {
        fun of(word: String): ResultState =
            wordOf(values()) { it.word == word }
    }
}

/** Words of comparator, by their names in JSON. */
public enum class Comparator(public val word: String) {
    LESS("less"),
    LESS_OR_EQUAL("less_or_equal"),
    GREATER_OR_EQUAL("greater_or_equal"),
    GREATER("greater");

    internal companion object {
        fun of(word: String): Comparator =
            wordOf(values()) { it.word == word }
    }
}

/** Words of result_flag, by their names in JSON. */
public enum class ResultFlag(public val word: String) {
    NORMAL("normal"),
    LOW("low"),
    HIGH("high"),
    CRITICALLY_LOW("critically_low"),
    CRITICALLY_HIGH("critically_high"),
    ABNORMAL("abnormal"),
    POSITIVE("positive"),
    NEGATIVE("negative");

    internal companion object {
        fun of(word: String): ResultFlag =
            wordOf(values()) { it.word == word }
    }
}

/** Words of pregnancy_status, by their names in JSON. */
public enum class PregnancyStatus(public val word: String) {
    PREGNANT("pregnant"),
    NOT_PREGNANT("not_pregnant"),
    POSTPARTUM("postpartum"),
    BREASTFEEDING("breastfeeding"),
    UNKNOWN("unknown");

    internal companion object {
        fun of(word: String): PregnancyStatus =
            wordOf(values()) { it.word == word }
    }
}

/** Words of pregnancy_outcome, by their names in JSON. */
public enum class PregnancyOutcome(public val word: String) {
    LIVE_BIRTH("live_birth"),
    STILLBIRTH("stillbirth"),
    MISCARRIAGE("miscarriage"),
    TERMINATION("termination"),
    ECTOPIC("ectopic");

    internal companion object {
        fun of(word: String): PregnancyOutcome =
            wordOf(values()) { it.word == word }
    }
}

/** Words of risk, by their names in JSON. */
public enum class Risk(public val word: String) {
    NONE("none"),
    LOW("low"),
    MODERATE("moderate"),
    HIGH("high");

    internal companion object {
        fun of(word: String): Risk =
            wordOf(values()) { it.word == word }
    }
}

/** Words of follow_up, by their names in JSON. */
public enum class FollowUp(public val word: String) {
    DOCTOR("doctor"),
    MIDWIFE("midwife"),
    PSYCHOLOGIST("psychologist"),
    SOCIAL_WORKER("social_worker"),
    CHILD_PROTECTION("child_protection"),
    LEGAL_AID("legal_aid"),
    PROTECTION_OFFICER("protection_officer");

    internal companion object {
        fun of(word: String): FollowUp =
            wordOf(values()) { it.word == word }
    }
}

/** Words of mobility, by their names in JSON. */
public enum class Mobility(public val word: String) {
    WALKS("walks"),
    WALKS_WITH_AID("walks_with_aid"),
    WHEELCHAIR("wheelchair"),
    BEDBOUND("bedbound");

    internal companion object {
        fun of(word: String): Mobility =
            wordOf(values()) { it.word == word }
    }
}

/** Words of sense, by their names in JSON. */
public enum class Sense(public val word: String) {
    GOOD("good"),
    CORRECTED("corrected"),
    IMPAIRED("impaired"),
    NONE("none");

    internal companion object {
        fun of(word: String): Sense =
            wordOf(values()) { it.word == word }
    }
}

/** Words of communication, by their names in JSON. */
public enum class Communication(public val word: String) {
    GOOD("good"),
    WITH_HELP("with_help"),
    SIGN_LANGUAGE("sign_language"),
    WRITING("writing"),
    NONE("none");

    internal companion object {
        fun of(word: String): Communication =
            wordOf(values()) { it.word == word }
    }
}

/** Words of urgency, by their names in JSON. */
public enum class Urgency(public val word: String) {
    ROUTINE("routine"),
    URGENT("urgent"),
    ASAP("asap"),
    STAT("stat");

    internal companion object {
        fun of(word: String): Urgency =
            wordOf(values()) { it.word == word }
    }
}

/** Words of referral_state, by their names in JSON. */
public enum class ReferralState(public val word: String) {
    OPEN("open"),
    ACCEPTED("accepted"),
    DONE("done"),
    CANCELLED("cancelled");

    internal companion object {
        fun of(word: String): ReferralState =
            wordOf(values()) { it.word == word }
    }
}

/** Words of plan_state, by their names in JSON. */
public enum class PlanState(public val word: String) {
    OPEN("open"),
    DONE("done"),
    CANCELLED("cancelled");

    internal companion object {
        fun of(word: String): PlanState =
            wordOf(values()) { it.word == word }
    }
}

/** Words of clearance, by their names in JSON. */
public enum class Clearance(public val word: String) {
    FIT("fit"),
    FIT_WITH_CONDITIONS("fit_with_conditions"),
    NOT_YET("not_yet");

    internal companion object {
        fun of(word: String): Clearance =
            wordOf(values()) { it.word == word }
    }
}

/** Words of wheelchair, by their names in JSON. */
public enum class Wheelchair(public val word: String) {
    NONE("none"),
    WCHR("WCHR"),
    WCHS("WCHS"),
    WCHC("WCHC");

    internal companion object {
        fun of(word: String): Wheelchair =
            wordOf(values()) { it.word == word }
    }
}

/** Words of escort, by their names in JSON. */
public enum class Escort(public val word: String) {
    NONE("none"),
    COMPANION("companion"),
    NURSE("nurse"),
    DOCTOR("doctor");

    internal companion object {
        fun of(word: String): Escort =
            wordOf(values()) { it.word == word }
    }
}

/** Words of seat, by their names in JSON. */
public enum class Seat(public val word: String) {
    SEAT("seat"),
    EXTRA_SEAT("extra_seat"),
    LEG_REST("leg_rest"),
    STRETCHER("stretcher");

    internal companion object {
        fun of(word: String): Seat =
            wordOf(values()) { it.word == word }
    }
}

/** Words of coverage_state, by their names in JSON. */
public enum class CoverageState(public val word: String) {
    PENDING("pending"),
    ACTIVE("active"),
    ENDED("ended");

    internal companion object {
        fun of(word: String): CoverageState =
            wordOf(values()) { it.word == word }
    }
}

/** Words of priority, by their names in JSON. */
public enum class Priority(public val word: String) {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    internal companion object {
        fun of(word: String): Priority =
            wordOf(values()) { it.word == word }
    }
}

/** Words of avoid, by their names in JSON. */
public enum class Avoid(public val word: String) {
    LIVE_VACCINE("live_vaccine"),
    IODINE_CONTRAST("iodine_contrast"),
    GADOLINIUM_CONTRAST("gadolinium_contrast"),
    X_RAY("x_ray"),
    MRI("mri"),
    INTRAMUSCULAR_INJECTION("intramuscular_injection"),
    BLOOD_PRODUCTS("blood_products"),
    LATEX("latex");

    internal companion object {
        fun of(word: String): Avoid =
            wordOf(values()) { it.word == word }
    }
}

/** Words of wish_kind, by their names in JSON. */
public enum class WishKind(public val word: String) {
    ADVANCE_DIRECTIVE("advance_directive"),
    CONSENT("consent"),
    REFUSAL("refusal"),
    ORGAN_DONATION("organ_donation");

    internal companion object {
        fun of(word: String): WishKind =
            wordOf(values()) { it.word == word }
    }
}

/** Words of evidence_kind, by their names in JSON. */
public enum class EvidenceKind(public val word: String) {
    EU_DCC("eu_dcc"),
    WHO_ICVP("who_icvp"),
    SMART_HEALTH_CARD("smart_health_card"),
    CARNET("carnet"),
    OTHER("other");

    internal companion object {
        fun of(word: String): EvidenceKind =
            wordOf(values()) { it.word == word }
    }
}

/** Words of relation, by their names in JSON. */
public enum class Relation(public val word: String) {
    GUARDIAN("guardian"),
    PARENT("parent"),
    SPOUSE("spouse"),
    CHILD("child"),
    SIBLING("sibling"),
    RELATIVE("relative"),
    FRIEND("friend"),
    CASEWORKER("caseworker"),
    OTHER("other");

    internal companion object {
        fun of(word: String): Relation =
            wordOf(values()) { it.word == word }
    }
}

/** Words of may_know, by their names in JSON. */
public enum class MayKnow(public val word: String) {
    EVERYTHING("everything"),
    EMERGENCY_ONLY("emergency_only"),
    APPOINTMENTS_ONLY("appointments_only"),
    NOTHING("nothing");

    internal companion object {
        fun of(word: String): MayKnow =
            wordOf(values()) { it.word == word }
    }
}
