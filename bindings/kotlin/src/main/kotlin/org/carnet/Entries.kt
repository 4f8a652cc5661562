// SPDX-License-Identifier: Apache-2.0
// Generated from docs/spec/schema.json by make_entries.py: the kinds, fields
// and words of docs/spec/record.md, which says more about each.
package org.carnet

import java.math.BigDecimal
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

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

    /**
     * An entry that holds more than this version can read: show it as that,
     * with what its JSON has for people. Nothing of it is lost when it is
     * written again.
     */
    public class Beyond internal constructor(private val json: JsonObject) :
        Entry() {
        override val kind: String = content(json.getValue("kind"))
        override val id: String? = json.string("id")
        override val part: Part? = json.string("part")?.let { partOf(it) }

        override fun toJson(): JsonObject = json

        override fun equals(other: Any?): Boolean =
            other is Beyond && json == other.json

        override fun hashCode(): Int = json.hashCode()

        override fun toString(): String = "Beyond($kind)"
    }

    public companion object {
        /** Reads the JSON form of an entry, as a verdict gives it. */
        @JvmStatic
        public fun of(json: JsonObject): Entry =
            if (json.flag("beyond") == true) {
                Beyond(json)
            } else {
                read(json)
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "name" to
            name.let { JsonPrimitive(it) },
        "birth_date" to
            birthDate.json { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Person = Person(
            name =
                o.getValue("name").let { content(it) },
            birthDate =
                o.getValue("birth_date").let { said(it) { content(it) } },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "latin_name" to
            latinName?.let { JsonPrimitive(it) },
        "aliases" to
            aliases.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "sex" to
            sex?.let { JsonPrimitive(it.word) },
        "languages" to
            languages.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "interpreter" to
            interpreter?.let { JsonPrimitive(it.word) },
        "passport_id" to
            passportId?.let { JsonPrimitive(it) },
        "identifiers" to
            identifiers.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        "citizenship" to
            citizenship.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "birth_country" to
            birthCountry?.let { JsonPrimitive(it) },
        "photo_digest" to
            photoDigest?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): PersonDetails = PersonDetails(
            latinName =
                o["latin_name"]?.let { content(it) },
            aliases =
                o.list("aliases") { content(it) },
            sex =
                o["sex"]?.let { Sex.of(content(it)) },
            languages =
                o.list("languages") { content(it) },
            interpreter =
                o["interpreter"]?.let { Interpreter.of(content(it)) },
            passportId =
                o["passport_id"]?.let { content(it) },
            identifiers =
                o.list("identifiers") { Identifier.of(it as JsonObject) },
            citizenship =
                o.list("citizenship") { content(it) },
            birthCountry =
                o["birth_country"]?.let { content(it) },
            photoDigest =
                o["photo_digest"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "contacts" to
            contacts.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
    )

    internal companion object {
        fun of(o: JsonObject): Contacts = Contacts(
            contacts =
                o.list("contacts") { Contact.of(it as JsonObject) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "visit_kind" to
            visitKind.let { JsonPrimitive(it.word) },
        "on" to
            on?.let { JsonPrimitive(it) },
        "stage" to
            stage?.let { JsonPrimitive(it.word) },
        "place" to
            place?.let { JsonPrimitive(it) },
        "country" to
            country?.let { JsonPrimitive(it) },
        "role" to
            role?.let { JsonPrimitive(it.word) },
        "conclusion" to
            conclusion?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Visit = Visit(
            visitKind =
                o.getValue("visit_kind").let { VisitKind.of(content(it)) },
            on =
                o["on"]?.let { content(it) },
            stage =
                o["stage"]?.let { Stage.of(content(it)) },
            place =
                o["place"]?.let { content(it) },
            country =
                o["country"]?.let { content(it) },
            role =
                o["role"]?.let { Recorder.of(content(it)) },
            conclusion =
                o["conclusion"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "code" to
            code.let { it.json() },
        "since" to
            since?.json { JsonPrimitive(it) },
        "status" to
            status?.let { JsonPrimitive(it.word) },
        "until" to
            until?.let { JsonPrimitive(it) },
        "severity" to
            severity?.let { JsonPrimitive(it.word) },
        "certainty" to
            certainty?.let { JsonPrimitive(it.word) },
        "body_site" to
            bodySite.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        "treated_with" to
            treatedWith.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
    )

    internal companion object {
        fun of(o: JsonObject): Condition = Condition(
            code =
                o.getValue("code").let { Concept.of(it) },
            status =
                o["status"]?.let { ConditionStatus.of(content(it)) },
            since =
                o["since"]?.let { said(it) { content(it) } },
            until =
                o["until"]?.let { content(it) },
            severity =
                o["severity"]?.let { Severity.of(content(it)) },
            certainty =
                o["certainty"]?.let { Certainty.of(content(it)) },
            bodySite =
                o.list("body_site") { Concept.of(it) },
            treatedWith =
                o.list("treated_with") { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "medicine" to
            medicine.let { it.json() },
        "form" to
            form?.let { it.json() },
        "strength" to
            strength?.let { it.json() },
        "dose" to
            dose?.let { it.json() },
        "route" to
            route?.let { it.json() },
        "times_a_day" to
            timesADay?.let { JsonPrimitive(it) },
        "since" to
            since?.json { JsonPrimitive(it) },
        "until" to
            until?.let { JsonPrimitive(it) },
        "handed_over" to
            handedOver?.let { it.json() },
        "status" to
            status?.let { JsonPrimitive(it.word) },
        "must_not_stop" to
            mustNotStop?.let { JsonPrimitive(it) },
        "long_term" to
            longTerm?.let { JsonPrimitive(it) },
        "handed_on" to
            handedOn?.let { JsonPrimitive(it) },
        "last_taken" to
            lastTaken?.json { JsonPrimitive(it) },
        "as_needed" to
            asNeeded?.let { JsonPrimitive(it) },
        "max_a_day" to
            maxADay?.let { it.json() },
        "every" to
            every?.let { it.json() },
        "weekdays" to
            weekdays.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        "at" to
            at.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        "phases" to
            phases.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        "instructions" to
            instructions?.let { JsonPrimitive(it) },
        "product" to
            product?.let { JsonPrimitive(it) },
        "ingredients" to
            ingredients.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        "packs" to
            packs?.let { JsonPrimitive(it) },
        "last_supervised" to
            lastSupervised?.json { JsonPrimitive(it) },
        "next_due" to
            nextDue?.let { JsonPrimitive(it) },
        "gap_days" to
            gapDays?.let { JsonPrimitive(it) },
        "why_stopped" to
            whyStopped.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        "given_by" to
            givenBy?.let { JsonPrimitive(it.word) },
        "substitution" to
            substitution?.let { JsonPrimitive(it.word) },
        "cold_chain" to
            coldChain?.let { JsonPrimitive(it) },
        "controlled" to
            controlled?.let { JsonPrimitive(it) },
        "programme" to
            programme?.let { it.json() },
        "cost_month" to
            costMonth?.let { it.toJson() },
        "prescriber" to
            prescriber?.let { JsonPrimitive(it) },
        "prescriber_reach" to
            prescriberReach?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Prescription = Prescription(
            medicine =
                o.getValue("medicine").let { Concept.of(it) },
            status =
                o["status"]?.let { PrescriptionStatus.of(content(it)) },
            form =
                o["form"]?.let { Concept.of(it) },
            strength =
                o["strength"]?.let { Quantity.of(it) },
            dose =
                o["dose"]?.let { Quantity.of(it) },
            route =
                o["route"]?.let { Concept.of(it) },
            timesADay =
                o["times_a_day"]?.let { content(it).toLong() },
            since =
                o["since"]?.let { said(it) { content(it) } },
            until =
                o["until"]?.let { content(it) },
            handedOver =
                o["handed_over"]?.let { Quantity.of(it) },
            mustNotStop =
                o["must_not_stop"]?.let { content(it).toBooleanStrict() },
            longTerm =
                o["long_term"]?.let { content(it).toBooleanStrict() },
            handedOn =
                o["handed_on"]?.let { content(it) },
            lastTaken =
                o["last_taken"]?.let { said(it) { content(it) } },
            asNeeded =
                o["as_needed"]?.let { content(it).toBooleanStrict() },
            maxADay =
                o["max_a_day"]?.let { Quantity.of(it) },
            every =
                o["every"]?.let { Quantity.of(it) },
            weekdays =
                o.list("weekdays") { Weekday.of(content(it)) },
            at =
                o.list("at") { Daytime.of(content(it)) },
            phases =
                o.list("phases") { Phase.of(it as JsonObject) },
            instructions =
                o["instructions"]?.let { content(it) },
            product =
                o["product"]?.let { content(it) },
            ingredients =
                o.list("ingredients") { Ingredient.of(it as JsonObject) },
            packs =
                o["packs"]?.let { content(it).toLong() },
            lastSupervised =
                o["last_supervised"]?.let { said(it) { content(it) } },
            nextDue =
                o["next_due"]?.let { content(it) },
            gapDays =
                o["gap_days"]?.let { content(it).toLong() },
            whyStopped =
                o.list("why_stopped") { WhyStopped.of(content(it)) },
            givenBy =
                o["given_by"]?.let { GivenBy.of(content(it)) },
            substitution =
                o["substitution"]?.let { Substitution.of(content(it)) },
            coldChain =
                o["cold_chain"]?.let { content(it).toBooleanStrict() },
            controlled =
                o["controlled"]?.let { content(it).toBooleanStrict() },
            programme =
                o["programme"]?.let { Concept.of(it) },
            costMonth =
                o["cost_month"]?.let { Money.of(it as JsonObject) },
            prescriber =
                o["prescriber"]?.let { content(it) },
            prescriberReach =
                o["prescriber_reach"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "vaccine" to
            vaccine.let { it.json() },
        "date" to
            date.json { JsonPrimitive(it) },
        "lot" to
            lot?.let { JsonPrimitive(it) },
        "dose" to
            dose?.let { JsonPrimitive(it) },
        "product" to
            product?.let { JsonPrimitive(it) },
        "state" to
            state?.let { JsonPrimitive(it.word) },
        "of" to
            of?.let { JsonPrimitive(it) },
        "country" to
            country?.let { JsonPrimitive(it) },
        "centre" to
            centre?.let { JsonPrimitive(it) },
        "maker" to
            maker?.let { JsonPrimitive(it) },
        "targets" to
            targets.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        "next_due" to
            nextDue?.let { JsonPrimitive(it) },
        "valid_from" to
            validFrom?.let { JsonPrimitive(it) },
        "valid_until" to
            validUntil?.let { JsonPrimitive(it) },
        "why_not" to
            whyNot?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Vaccination = Vaccination(
            vaccine =
                o.getValue("vaccine").let { Concept.of(it) },
            date =
                o.getValue("date").let { said(it) { content(it) } },
            lot =
                o["lot"]?.let { content(it) },
            dose =
                o["dose"]?.let { content(it).toLong() },
            product =
                o["product"]?.let { content(it) },
            state =
                o["state"]?.let { VaccinationState.of(content(it)) },
            of =
                o["of"]?.let { content(it).toLong() },
            country =
                o["country"]?.let { content(it) },
            centre =
                o["centre"]?.let { content(it) },
            maker =
                o["maker"]?.let { content(it) },
            targets =
                o.list("targets") { Concept.of(it) },
            nextDue =
                o["next_due"]?.let { content(it) },
            validFrom =
                o["valid_from"]?.let { content(it) },
            validUntil =
                o["valid_until"]?.let { content(it) },
            whyNot =
                o["why_not"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "agent" to
            agent.json { it.json() },
        "criticality" to
            criticality?.let { JsonPrimitive(it.word) },
        "severity" to
            severity?.let { JsonPrimitive(it.word) },
        "reaction" to
            reaction.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        "status" to
            status?.let { JsonPrimitive(it.word) },
        "allergy_kind" to
            allergyKind?.let { JsonPrimitive(it.word) },
        "certainty" to
            certainty?.let { JsonPrimitive(it.word) },
        "since" to
            since?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Allergy = Allergy(
            agent =
                o.getValue("agent").let { said(it) { Concept.of(it) } },
            criticality =
                o["criticality"]?.let { Criticality.of(content(it)) },
            severity =
                o["severity"]?.let { Severity.of(content(it)) },
            reaction =
                o.list("reaction") { Concept.of(it) },
            status =
                o["status"]?.let { AllergyStatus.of(content(it)) },
            allergyKind =
                o["allergy_kind"]?.let { AllergyKind.of(content(it)) },
            certainty =
                o["certainty"]?.let { Certainty.of(content(it)) },
            since =
                o["since"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "test" to
            test.let { it.json() },
        "quantity" to
            quantity?.let { it.json() },
        "date" to
            date.json { JsonPrimitive(it) },
        "code_value" to
            codeValue?.let { it.json() },
        "text_value" to
            textValue?.let { JsonPrimitive(it) },
        "category" to
            category?.let { JsonPrimitive(it.word) },
        "state" to
            state?.let { JsonPrimitive(it.word) },
        "comparator" to
            comparator?.let { JsonPrimitive(it.word) },
        "components" to
            components.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        "flag" to
            flag?.let { JsonPrimitive(it.word) },
        "low" to
            low?.let { number(it) },
        "high" to
            high?.let { number(it) },
        "specimen" to
            specimen?.let { it.json() },
        "specimen_time" to
            specimenTime?.let { JsonPrimitive(it) },
        "laboratory" to
            laboratory?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Result = Result(
            test =
                o.getValue("test").let { Concept.of(it) },
            date =
                o.getValue("date").let { said(it) { content(it) } },
            quantity =
                o["quantity"]?.let { Quantity.of(it) },
            codeValue =
                o["code_value"]?.let { Concept.of(it) },
            textValue =
                o["text_value"]?.let { content(it) },
            category =
                o["category"]?.let { ResultCategory.of(content(it)) },
            state =
                o["state"]?.let { ResultState.of(content(it)) },
            comparator =
                o["comparator"]?.let { Comparator.of(content(it)) },
            components =
                o.list("components") { Component.of(it as JsonObject) },
            flag =
                o["flag"]?.let { ResultFlag.of(content(it)) },
            low =
                o["low"]?.let { content(it).toBigDecimal() },
            high =
                o["high"]?.let { content(it).toBigDecimal() },
            specimen =
                o["specimen"]?.let { Concept.of(it) },
            specimenTime =
                o["specimen_time"]?.let { content(it) },
            laboratory =
                o["laboratory"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "what" to
            what.let { it.json() },
        "date" to
            date?.json { JsonPrimitive(it) },
        "body_site" to
            bodySite.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
        "reason" to
            reason?.let { it.json() },
        "outcome" to
            outcome?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Procedure = Procedure(
            what =
                o.getValue("what").let { Concept.of(it) },
            date =
                o["date"]?.let { said(it) { content(it) } },
            bodySite =
                o.list("body_site") { Concept.of(it) },
            reason =
                o["reason"]?.let { Concept.of(it) },
            outcome =
                o["outcome"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "device_kind" to
            deviceKind.let { it.json() },
        "implanted_on" to
            implantedOn?.json { JsonPrimitive(it) },
        "replace_by" to
            replaceBy?.let { JsonPrimitive(it) },
        "serial" to
            serial?.let { JsonPrimitive(it) },
        "own_wheelchair" to
            ownWheelchair?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Device = Device(
            deviceKind =
                o.getValue("device_kind").let { Concept.of(it) },
            implantedOn =
                o["implanted_on"]?.let { said(it) { content(it) } },
            replaceBy =
                o["replace_by"]?.let { content(it) },
            serial =
                o["serial"]?.let { content(it) },
            ownWheelchair =
                o["own_wheelchair"]?.let { content(it).toBooleanStrict() },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "status" to
            status.let { JsonPrimitive(it.word) },
        "due" to
            due?.json { JsonPrimitive(it) },
        "outcome" to
            outcome?.let { JsonPrimitive(it.word) },
        "gravida" to
            gravida?.let { JsonPrimitive(it) },
        "parity" to
            parity?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Pregnancy = Pregnancy(
            status =
                o.getValue("status").let { PregnancyStatus.of(content(it)) },
            due =
                o["due"]?.let { said(it) { content(it) } },
            outcome =
                o["outcome"]?.let { PregnancyOutcome.of(content(it)) },
            gravida =
                o["gravida"]?.let { content(it).toLong() },
            parity =
                o["parity"]?.let { content(it).toLong() },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "scale" to
            scale?.let { it.json() },
        "score" to
            score?.let { number(it) },
        "date" to
            date.json { JsonPrimitive(it) },
        "code" to
            code?.let { it.json() },
        "plan" to
            plan?.let { JsonPrimitive(it) },
        "risk" to
            risk?.let { JsonPrimitive(it.word) },
    )

    internal companion object {
        fun of(o: JsonObject): MentalHealth = MentalHealth(
            date =
                o.getValue("date").let { said(it) { content(it) } },
            scale =
                o["scale"]?.let { Concept.of(it) },
            score =
                o["score"]?.let { content(it).toBigDecimal() },
            code =
                o["code"]?.let { Concept.of(it) },
            plan =
                o["plan"]?.let { content(it) },
            risk =
                o["risk"]?.let { Risk.of(content(it)) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "follow_up_by" to
            followUpBy.let { JsonPrimitive(it.word) },
        "contact" to
            contact?.let { JsonPrimitive(it) },
        "by" to
            by?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Protection = Protection(
            followUpBy =
                o.getValue("follow_up_by").let { FollowUp.of(content(it)) },
            contact =
                o["contact"]?.let { content(it) },
            by =
                o["by"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "mobility" to
            mobility?.let { JsonPrimitive(it.word) },
        "sight" to
            sight?.let { JsonPrimitive(it.word) },
        "hearing" to
            hearing?.let { JsonPrimitive(it.word) },
        "communication" to
            communication?.let { JsonPrimitive(it.word) },
    )

    internal companion object {
        fun of(o: JsonObject): Function = Function(
            mobility =
                o["mobility"]?.let { Mobility.of(content(it)) },
            sight =
                o["sight"]?.let { Sense.of(content(it)) },
            hearing =
                o["hearing"]?.let { Sense.of(content(it)) },
            communication =
                o["communication"]?.let { Communication.of(content(it)) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "what" to
            what.let { it.json() },
        "reason" to
            reason?.let { it.json() },
        "to" to
            to?.let { JsonPrimitive(it) },
        "urgency" to
            urgency?.let { JsonPrimitive(it.word) },
        "due" to
            due?.let { JsonPrimitive(it) },
        "from" to
            from?.let { JsonPrimitive(it) },
        "state" to
            state?.let { JsonPrimitive(it.word) },
        "reply" to
            reply?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Referral = Referral(
            what =
                o.getValue("what").let { Concept.of(it) },
            reason =
                o["reason"]?.let { Concept.of(it) },
            to =
                o["to"]?.let { content(it) },
            urgency =
                o["urgency"]?.let { Urgency.of(content(it)) },
            due =
                o["due"]?.let { content(it) },
            from =
                o["from"]?.let { content(it) },
            state =
                o["state"]?.let { ReferralState.of(content(it)) },
            reply =
                o["reply"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "what" to
            what.let { it.json() },
        "when" to
            `when`?.let { JsonPrimitive(it) },
        "where" to
            where?.let { JsonPrimitive(it) },
        "state" to
            state?.let { JsonPrimitive(it.word) },
        "held_at" to
            heldAt?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Plan = Plan(
            what =
                o.getValue("what").let { Concept.of(it) },
            `when` =
                o["when"]?.let { content(it) },
            where =
                o["where"]?.let { content(it) },
            state =
                o["state"]?.let { PlanState.of(content(it)) },
            heldAt =
                o["held_at"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "what" to
            what.let { it.json() },
        "by" to
            by?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Need = Need(
            what =
                o.getValue("what").let { Concept.of(it) },
            by =
                o["by"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "conclusion" to
            conclusion.let { JsonPrimitive(it.word) },
        "examined" to
            examined.let { JsonPrimitive(it) },
        "valid_until" to
            validUntil.let { JsonPrimitive(it) },
        "wheelchair" to
            wheelchair?.let { JsonPrimitive(it.word) },
    )

    internal companion object {
        fun of(o: JsonObject): TravelClearance = TravelClearance(
            conclusion =
                o.getValue("conclusion").let { Clearance.of(content(it)) },
            examined =
                o.getValue("examined").let { content(it) },
            validUntil =
                o.getValue("valid_until").let { content(it) },
            wheelchair =
                o["wheelchair"]?.let { Wheelchair.of(content(it)) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "escort" to
            escort?.let { JsonPrimitive(it.word) },
        "oxygen" to
            oxygen?.let { it.json() },
        "seat" to
            seat?.let { JsonPrimitive(it.word) },
        "equipment" to
            equipment.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "doses" to
            doses.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.toJson() }) },
        "contact_transit" to
            contactTransit?.let { JsonPrimitive(it) },
        "contact_arrival" to
            contactArrival?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): TravelCare = TravelCare(
            escort =
                o["escort"]?.let { Escort.of(content(it)) },
            oxygen =
                o["oxygen"]?.let { Quantity.of(it) },
            seat =
                o["seat"]?.let { Seat.of(content(it)) },
            equipment =
                o.list("equipment") { content(it) },
            doses =
                o.list("doses") { FlightDose.of(it as JsonObject) },
            contactTransit =
                o["contact_transit"]?.let { content(it) },
            contactArrival =
                o["contact_arrival"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "scheme" to
            scheme.let { JsonPrimitive(it) },
        "member" to
            member?.let { JsonPrimitive(it) },
        "from" to
            from?.let { JsonPrimitive(it) },
        "until" to
            until?.let { JsonPrimitive(it) },
        "payer" to
            payer?.let { JsonPrimitive(it) },
        "benefit" to
            benefit?.let { JsonPrimitive(it) },
        "country" to
            country?.let { JsonPrimitive(it) },
        "state" to
            state?.let { JsonPrimitive(it.word) },
    )

    internal companion object {
        fun of(o: JsonObject): Coverage = Coverage(
            scheme =
                o.getValue("scheme").let { content(it) },
            member =
                o["member"]?.let { content(it) },
            from =
                o["from"]?.let { content(it) },
            until =
                o["until"]?.let { content(it) },
            payer =
                o["payer"]?.let { content(it) },
            benefit =
                o["benefit"]?.let { content(it) },
            country =
                o["country"]?.let { content(it) },
            state =
                o["state"]?.let { CoverageState.of(content(it)) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "what" to
            what.let { it.json() },
        "priority" to
            priority?.let { JsonPrimitive(it.word) },
        "avoid" to
            avoid.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it.word) }) },
        "avoid_atc" to
            avoidAtc.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { it.json() }) },
    )

    internal companion object {
        fun of(o: JsonObject): Alert = Alert(
            what =
                o.getValue("what").let { Concept.of(it) },
            priority =
                o["priority"]?.let { Priority.of(content(it)) },
            avoid =
                o.list("avoid") { Avoid.of(content(it)) },
            avoidAtc =
                o.list("avoid_atc") { Concept.of(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "wish_kind" to
            wishKind.let { JsonPrimitive(it.word) },
        "text" to
            text?.let { JsonPrimitive(it) },
        "held_at" to
            heldAt?.let { JsonPrimitive(it) },
        "date" to
            date?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Wish = Wish(
            wishKind =
                o.getValue("wish_kind").let { WishKind.of(content(it)) },
            text =
                o["text"]?.let { content(it) },
            heldAt =
                o["held_at"]?.let { content(it) },
            date =
                o["date"]?.let { content(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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

    override fun toJson(): JsonObject = objectOf(
        "kind" to JsonPrimitive(kind),
        "id" to id?.let { JsonPrimitive(it) },
        "part" to part?.let { JsonPrimitive(it.word) },
        "observed" to
            observed?.let { JsonPrimitive(it) },
        "recorder" to
            recorder?.let { JsonPrimitive(it.word) },
        "known" to
            known?.let { JsonPrimitive(it.word) },
        "note" to
            note?.let { JsonPrimitive(it) },
        "replaces" to
            replaces.takeIf { it.isNotEmpty() }?.let { JsonArray(it.map { JsonPrimitive(it) }) },
        "evidence_kind" to
            evidenceKind.let { JsonPrimitive(it.word) },
        "bytes" to
            bytes.let { JsonPrimitive(it) },
        "code" to
            code?.let { it.json() },
    )

    internal companion object {
        fun of(o: JsonObject): Evidence = Evidence(
            evidenceKind =
                o.getValue("evidence_kind").let { EvidenceKind.of(content(it)) },
            bytes =
                o.getValue("bytes").let { content(it) },
            code =
                o["code"]?.let { Concept.of(it) },
            observed =
                o["observed"]?.let { content(it) },
            recorder =
                o["recorder"]?.let { Recorder.of(content(it)) },
            known =
                o["known"]?.let { Known.of(content(it)) },
            note =
                o["note"]?.let { content(it) },
            replaces =
                o.list("replaces") { content(it) },
            id = o.string("id"),
            part = o.string("part")?.let { partOf(it) },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "value" to
            value.let { JsonPrimitive(it) },
        "system" to
            system?.let { JsonPrimitive(it) },
        "country" to
            country?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Identifier = Identifier(
            value =
                o.getValue("value").let { content(it) },
            system =
                o["system"]?.let { content(it) },
            country =
                o["country"]?.let { content(it) },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "name" to
            name.let { JsonPrimitive(it) },
        "relation" to
            relation?.let { JsonPrimitive(it.word) },
        "phone" to
            phone?.let { JsonPrimitive(it) },
        "reach" to
            reach?.let { JsonPrimitive(it) },
        "may_know" to
            mayKnow?.let { JsonPrimitive(it.word) },
    )

    internal companion object {
        fun of(o: JsonObject): Contact = Contact(
            name =
                o.getValue("name").let { content(it) },
            relation =
                o["relation"]?.let { Relation.of(content(it)) },
            phone =
                o["phone"]?.let { content(it) },
            reach =
                o["reach"]?.let { content(it) },
            mayKnow =
                o["may_know"]?.let { MayKnow.of(content(it)) },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "dose" to
            dose.let { it.json() },
        "times_a_day" to
            timesADay?.let { JsonPrimitive(it) },
        "every" to
            every?.let { it.json() },
        "days" to
            days?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Phase = Phase(
            dose =
                o.getValue("dose").let { Quantity.of(it) },
            timesADay =
                o["times_a_day"]?.let { content(it).toLong() },
            every =
                o["every"]?.let { Quantity.of(it) },
            days =
                o["days"]?.let { content(it).toLong() },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "medicine" to
            medicine.let { it.json() },
        "strength" to
            strength?.let { it.json() },
    )

    internal companion object {
        fun of(o: JsonObject): Ingredient = Ingredient(
            medicine =
                o.getValue("medicine").let { Concept.of(it) },
            strength =
                o["strength"]?.let { Quantity.of(it) },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "test" to
            test.let { it.json() },
        "quantity" to
            quantity?.let { it.json() },
        "code_value" to
            codeValue?.let { it.json() },
        "text_value" to
            textValue?.let { JsonPrimitive(it) },
        "comparator" to
            comparator?.let { JsonPrimitive(it.word) },
        "flag" to
            flag?.let { JsonPrimitive(it.word) },
    )

    internal companion object {
        fun of(o: JsonObject): Component = Component(
            test =
                o.getValue("test").let { Concept.of(it) },
            quantity =
                o["quantity"]?.let { Quantity.of(it) },
            codeValue =
                o["code_value"]?.let { Concept.of(it) },
            textValue =
                o["text_value"]?.let { content(it) },
            comparator =
                o["comparator"]?.let { Comparator.of(content(it)) },
            flag =
                o["flag"]?.let { ResultFlag.of(content(it)) },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "medicine" to
            medicine.let { it.json() },
        "dose" to
            dose?.let { it.json() },
        "at" to
            at?.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): FlightDose = FlightDose(
            medicine =
                o.getValue("medicine").let { Concept.of(it) },
            dose =
                o["dose"]?.let { Quantity.of(it) },
            at =
                o["at"]?.let { content(it) },
        )
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
    internal fun toJson(): JsonObject = objectOf(
        "amount" to
            amount.let { number(it) },
        "currency" to
            currency.let { JsonPrimitive(it) },
    )

    internal companion object {
        fun of(o: JsonObject): Money = Money(
            amount =
                o.getValue("amount").let { content(it).toBigDecimal() },
            currency =
                o.getValue("currency").let { content(it) },
        )
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
            values().first { it.word == word }
    }
}

/** Words of known, by their names in JSON. */
public enum class Known(public val word: String) {
    SEEN("seen"),
    DOCUMENT_SEEN("document_seen"),
    TOLD("told");

    internal companion object {
        fun of(word: String): Known =
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
    }
}

/** Words of severity, by their names in JSON. */
public enum class Severity(public val word: String) {
    MILD("mild"),
    MODERATE("moderate"),
    SEVERE("severe");

    internal companion object {
        fun of(word: String): Severity =
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
    }
}

/** Words of substitution, by their names in JSON. */
public enum class Substitution(public val word: String) {
    ALLOWED("allowed"),
    SAME_SUBSTANCE("same_substance"),
    NOT_ALLOWED("not_allowed");

    internal companion object {
        fun of(word: String): Substitution =
            values().first { it.word == word }
    }
}

/** Words of vaccination_state, by their names in JSON. */
public enum class VaccinationState(public val word: String) {
    DONE("done"),
    NOT_DONE("not_done"),
    REFUSED("refused");

    internal companion object {
        fun of(word: String): VaccinationState =
            values().first { it.word == word }
    }
}

/** Words of criticality, by their names in JSON. */
public enum class Criticality(public val word: String) {
    LOW("low"),
    HIGH("high"),
    UNABLE_TO_ASSESS("unable_to_assess");

    internal companion object {
        fun of(word: String): Criticality =
            values().first { it.word == word }
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
            values().first { it.word == word }
    }
}

/** Words of allergy_kind, by their names in JSON. */
public enum class AllergyKind(public val word: String) {
    ALLERGY("allergy"),
    INTOLERANCE("intolerance");

    internal companion object {
        fun of(word: String): AllergyKind =
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
    }
}

/** Words of plan_state, by their names in JSON. */
public enum class PlanState(public val word: String) {
    OPEN("open"),
    DONE("done"),
    CANCELLED("cancelled");

    internal companion object {
        fun of(word: String): PlanState =
            values().first { it.word == word }
    }
}

/** Words of clearance, by their names in JSON. */
public enum class Clearance(public val word: String) {
    FIT("fit"),
    FIT_WITH_CONDITIONS("fit_with_conditions"),
    NOT_YET("not_yet");

    internal companion object {
        fun of(word: String): Clearance =
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
    }
}

/** Words of coverage_state, by their names in JSON. */
public enum class CoverageState(public val word: String) {
    PENDING("pending"),
    ACTIVE("active"),
    ENDED("ended");

    internal companion object {
        fun of(word: String): CoverageState =
            values().first { it.word == word }
    }
}

/** Words of priority, by their names in JSON. */
public enum class Priority(public val word: String) {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    internal companion object {
        fun of(word: String): Priority =
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
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
            values().first { it.word == word }
    }
}
