# SPDX-License-Identifier: Apache-2.0
"""Where each field of a record stands in FHIR: one row a field, kind, path.
What has no row here must be an extension of the resource, and whole."""

EXTENSION = 'urn:carnet:extension:'

# kind: type of its resource, and the path of each field that has an element.
PLACES = {
    'visit': ('Encounter', {
        'visit_kind': 'type.coding.code', 'on': 'period.start',
        'place': 'location.location.display'}),
    'condition': ('Condition', {
        'code': 'code', 'since': 'onsetDateTime',
        'status': 'clinicalStatus.coding.code',
        'until': 'abatementDateTime', 'severity': 'severity.coding.code',
        'certainty': 'verificationStatus.coding.code',
        'body_site': 'bodySite', 'observed': 'recordedDate',
        'note': 'note.text'}),
    'prescription': ('MedicationStatement', {
        'medicine': 'contained.code', 'form': 'contained.form',
        'strength': 'contained.ingredient.strength.numerator',
        'ingredients': 'contained.ingredient.itemCodeableConcept',
        'dose': 'dosage.doseAndRate.doseQuantity', 'route': 'dosage.route',
        'times_a_day': 'dosage.timing.repeat.frequency',
        'every': 'dosage.timing.repeat.period',
        'weekdays': 'dosage.timing.repeat.dayOfWeek',
        'at': 'dosage.timing.repeat.when',
        'since': 'effectivePeriod.start', 'until': 'effectivePeriod.end',
        'status': 'status', 'as_needed': 'dosage.asNeededBoolean',
        'max_a_day': 'dosage.maxDosePerPeriod.numerator',
        'instructions': 'dosage.text', 'why_stopped': 'statusReason',
        'observed': 'dateAsserted', 'note': 'note.text'}),
    'vaccination': ('Immunization', {
        'vaccine': 'vaccineCode', 'date': 'occurrenceDateTime',
        'lot': 'lotNumber',
        'dose': 'protocolApplied.doseNumberPositiveInt',
        'of': 'protocolApplied.seriesDosesPositiveInt',
        'targets': 'protocolApplied.targetDisease', 'state': 'status',
        'centre': 'location.display', 'maker': 'manufacturer.display',
        'why_not': 'statusReason.text', 'observed': 'recorded',
        'note': 'note.text'}),
    'allergy': ('AllergyIntolerance', {
        'agent': 'code', 'criticality': 'criticality',
        'severity': 'reaction.severity', 'reaction': 'reaction.manifestation',
        'status': 'clinicalStatus.coding.code', 'allergy_kind': 'type',
        'certainty': 'verificationStatus.coding.code',
        'since': 'onsetDateTime', 'observed': 'recordedDate',
        'note': 'note.text'}),
    'result': ('Observation', {
        'test': 'code', 'quantity': 'valueQuantity',
        'date': 'effectiveDateTime', 'code_value': 'valueCodeableConcept',
        'text_value': 'valueString', 'category': 'category.coding.code',
        'state': 'status', 'comparator': 'valueQuantity.comparator',
        'components': 'component', 'flag': 'interpretation.coding.code',
        'low': 'referenceRange.low.value', 'high': 'referenceRange.high.value',
        'specimen': 'contained.type',
        'specimen_time': 'contained.collection.collectedDateTime',
        'laboratory': 'performer.display', 'note': 'note.text'}),
    'procedure': ('Procedure', {
        'what': 'code', 'date': 'performedDateTime', 'body_site': 'bodySite',
        'reason': 'reasonCode', 'outcome': 'outcome.text',
        'note': 'note.text'}),
    'device': ('DeviceUseStatement', {
        'device_kind': 'device.reference', 'serial': 'device.reference',
        'implanted_on': 'timingDateTime', 'observed': 'recordedOn',
        'note': 'note.text'}),
    'pregnancy': ('Observation', {
        'status': 'valueCodeableConcept.coding.code',
        'due': 'hasMember.reference', 'gravida': 'code', 'parity': 'code',
        'observed': 'effectiveDateTime', 'note': 'note.text'}),
    'mental_health': ('Observation', {
        'scale': 'code', 'score': 'valueQuantity.value',
        'date': 'effectiveDateTime', 'code': 'valueCodeableConcept',
        'note': 'note.text'}),
    'protection': ('ServiceRequest', {
        'follow_up_by': 'performerType.coding.code',
        'contact': 'performer.display', 'by': 'occurrenceDateTime',
        'observed': 'authoredOn', 'note': 'note.text'}),
    'function': ('Observation', {
        'mobility': 'component.valueCodeableConcept',
        'sight': 'component.valueCodeableConcept',
        'hearing': 'component.valueCodeableConcept',
        'communication': 'component.valueCodeableConcept',
        'observed': 'effectiveDateTime', 'note': 'note.text'}),
    'referral': ('ServiceRequest', {
        'what': 'code', 'reason': 'reasonCode', 'to': 'performer.display',
        'urgency': 'priority', 'due': 'occurrenceDateTime',
        'from': 'requester.display', 'state': 'status',
        'observed': 'authoredOn', 'note': 'note.text'}),
    'plan': ('CarePlan', {
        'what': 'activity.detail.code',
        'when': 'activity.detail.scheduledPeriod.start',
        'where': 'activity.detail.location.display', 'state': 'status',
        'observed': 'created', 'note': 'note.text'}),
    'need': ('ServiceRequest', {
        'what': 'code', 'by': 'occurrenceDateTime', 'observed': 'authoredOn',
        'note': 'note.text'}),
    'travel_clearance': ('Observation', {
        'conclusion': 'valueCodeableConcept.coding.code',
        'examined': 'effectiveDateTime', 'note': 'note.text'}),
    'travel_care': ('CarePlan', {'observed': 'created',
                                 'note': 'note.text'}),
    'coverage': ('Coverage', {
        'scheme': 'type.text', 'member': 'subscriberId',
        'from': 'period.start', 'until': 'period.end',
        'payer': 'payor.display', 'benefit': 'class.value',
        'state': 'status'}),
    'alert': ('Flag', {'what': 'code', 'priority': 'extension'}),
    'wish': ('Consent', {
        'wish_kind': 'category.coding.code', 'text': 'policyRule.text',
        'held_at': 'organization.display', 'date': 'dateTime'}),
    'evidence': ('DocumentReference', {
        'evidence_kind': 'type.coding.code',
        'bytes': 'content.attachment.data', 'note': 'description'}),
    'contacts': ('RelatedPerson', {'contacts': 'name.text'}),
    'person': ('Patient', {'name': 'name.text', 'birth_date': 'birthDate'}),
    'person_details': ('Patient', {
        'latin_name': 'name.text', 'aliases': 'name.text', 'sex': 'gender',
        'languages': 'communication.language',
        'passport_id': 'identifier.value', 'identifiers': 'identifier.value',
    }),
}

COMMON = ('observed', 'recorder', 'known', 'note', 'replaces')


def url(kind, field):
    return EXTENSION + ('common' if field in COMMON else kind) + '.' + field
