// SPDX-License-Identifier: Apache-2.0
package org.carnet

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

internal class ListTest {
    private val listKey = Samples.key(100)
    private val issuer = Samples.key(1)

    private fun first(): TrustList {
        val draft = TrustListDraft(90)
        draft.addKey("Clinic A", "SN", IssuerKind.CLINIC, issuer.publicKey,
            Samples.DAY - 10).orThrow()
        draft.until(Samples.DAY + 1000).orThrow()
        draft.allow("person").orThrow().allow("vaccination").orThrow()
        val bytes = draft.sign(listKey, null, Samples.DAY).orThrow()
        return TrustList.read(bytes, listKey.publicKey).orThrow()
    }

    @Test
    fun `a listed issuer is named, and kinds outside its scope are marked`() {
        Trust().use { trust ->
            first().use { trust.add(it) }
            Samples.passport("one-vaccination.json")
                .verify(trust, Samples.NOW).use { v ->
                    assertTrue(v is Verdict.Accepted)
                    val c = v.credentials.single() as Credential.Readable
                    assertEquals(Issuer("Clinic A", "SN", "clinic"), c.issuer)
                    assertEquals(0, c.facts.getValue("trust_list").ageDays)
                }
            Samples.passport().verify(trust, Samples.NOW).use { v ->
                val c = v.credentials.single() as Credential.Review
                assertEquals("KEY_SCOPE", c.facts.getValue("scope").status)
                assertTrue(c.outOfScope.isNotEmpty())
                assertTrue(c.outOfScope.none { c.entries[it] is Person })
            }
        }
    }

    @Test
    fun `a list never goes back, and a stolen key counts for nothing`() {
        val old = first()
        val draft = TrustListDraft(old)
        draft.withdraw(issuer.publicKey.id, Samples.DAY + 1,
            Withdrawal.COMPROMISED).orThrow()
        val bytes = draft.sign(listKey, old, Samples.DAY + 1).orThrow()
        val next = old.readNext(bytes).orThrow()
        assertTrue(next.newer)
        assertEquals("TRUST_OLDER",
            next.list.readNext(old.asFile()).problemOrNull()!!.name)
        assertEquals("TRUST_PIN",
            TrustList.read(bytes, issuer.publicKey).problemOrNull()!!.name)
        Trust().use { trust ->
            trust.add(next.list)
            Samples.passport("one-vaccination.json")
                .verify(trust, Samples.NOW).use { v ->
                    assertTrue(v is Verdict.Refused)
                    assertEquals("KEY_COMPROMISED", v.credentials.single()
                        .facts.getValue("signature").status)
                }
        }
    }

    @Test
    fun `a list in the making is kept as JSON`() {
        val draft = TrustListDraft(first())
        val again = TrustListDraft
            .decode(draft.json.toString().toByteArray()).orThrow()
        assertEquals(draft.json, again.json)
        assertEquals("CALLER_ABSENT", runCatching {
            draft.withdraw("00000000", 1, Withdrawal.RETIRED)
        }.exceptionOrNull().let { (it as CarnetArgumentException).problem.name })
        assertNotNull(TrustListDraft.nameTells("HIV clinic of the harbour"))
        assertNull(TrustListDraft.nameTells("Doctors of the harbour"))
        assertNotNull(first().asText().orNull())
    }

    @Test
    fun `what was revoked is for review, and past the end is unknown`() {
        val draft = StatusListDraft(issuer.publicKey, 2, 64)
        val index = draft.take()
        val passport = Samples.plan("one-vaccination.json")
            .sign(issuer, index)
        Samples.trusting(1).use { trust ->
            passport.verify(trust, Samples.NOW).use { v ->
                val c = v.credentials.single() as Credential.Review
                assertEquals(index.toLong(), c.statusIndex)
                assertEquals("TRUST_NO_STATUS",
                    c.facts.getValue("status").status)
            }
        }
        draft[index.toLong()] = CredentialStatus.REVOKED
        val kept = StatusListDraft.decode(draft.encode()).orThrow()
        assertEquals(CredentialStatus.REVOKED, kept[index.toLong()])
        assertEquals(1, kept.taken)
        val bytes = kept.sign(issuer, Samples.NOW, 30, 3600)
        Samples.trusting(1).use { trust ->
            val list = trust.readStatusList(bytes).orThrow()
            assertEquals(64, list.size)
            assertTrue(list.asFile().contentEquals(bytes))
            assertTrue(list.asText().orThrow().startsWith("HR1:"))
            assertEquals(2, list.bits)
            assertEquals(Samples.NOW, list.issuedSeconds)
            assertEquals(Samples.NOW + 30 * 86400L, list.expiresSeconds)
            assertEquals(CredentialStatus.REVOKED, list[index.toLong()])
            assertEquals(CredentialStatus.UNKNOWN, list[64])
            trust.add(list)
            passport.verify(trust, Samples.NOW).use { v ->
                val c = v.credentials.single() as Credential.Review
                assertEquals("TRUST_REVOKED", c.facts.getValue("status").status)
                assertTrue(c.entries.isNotEmpty())
            }
        }
        Samples.trusting(2).use {
            assertEquals("KEY_UNKNOWN",
                it.readStatusList(bytes).problemOrNull()!!.name)
        }
    }

    @Test
    fun `what was entered in error is shown after one more step`() {
        val draft = StatusListDraft(issuer.publicKey, 2, 64)
        val index = draft.take()
        val passport = Samples.plan("one-vaccination.json").sign(issuer, index)
        draft[index.toLong()] = CredentialStatus.IN_ERROR
        val bytes = draft.sign(issuer, Samples.NOW, 30)
        Samples.trusting(1).use { trust ->
            trust.add(trust.readStatusList(bytes).orThrow())
            fun entries(): Int = passport.verify(trust, Samples.NOW).use {
                (it.credentials.single() as Credential.Readable).entries.size
            }
            assertEquals(0, entries())
            trust.showInError()
            assertTrue(entries() > 0)
        }
    }

    @Test
    fun `a list travels in codes`() {
        val list = first()
        val parts = CodeSet.splitBytes(list.asFile(), 2).orThrow()
        CodeSet().use { set ->
            assertNull(set.kind)
            parts.drop(1).forEach { set.add(it).orThrow() }
            assertEquals(CodeSet.Kind.TRUST_LIST, set.kind)
            val again = TrustList
                .read(set.joinBytes().orThrow(), listKey.publicKey).orThrow()
            assertEquals(list.json, again.json)
        }
    }

    private fun kindAndWhy(rows: JsonArray): List<String> = rows.map {
        val row = it as JsonObject
        "${row.string("kind")} ${row.string("why")}"
    }

    @Test
    fun `what a page does not say again is told`() {
        val record = """{"entries": [
            {"kind": "person", "name": "A", "birth_date": "1990"},
            {"kind": "allergy", "beyond": true, "issued": "2026-03-17",
             "cbor": "GQEHghtAAAAAAAAAACQ"},
            {"kind": "condition", "code": {"code": "B24"}}]}"""
        val passport = Record.fromJson(record.toByteArray()).orThrow()
            .plan(Samples.DAY).orThrow().sign(issuer)
        Samples.trusting(1).use { trust ->
            passport.verify(trust, Samples.NOW).use { v ->
                val later = LeftOut(0, 1, LeftOut.Why.UNREADABLE)
                val hidden = LeftOut(0, 2, LeftOut.Why.IS_PRIVATE)
                assertEquals(listOf(later, hidden), v.leftOut())
                assertEquals(listOf(later), v.leftOut(true))
                assertEquals(listOf("allergy unreadable",
                    "condition is_private"), kindAndWhy(v.leftOutJson()))
                assertEquals(listOf("allergy unreadable"),
                    kindAndWhy(v.leftOutJson(true)))
                val again = v.restate(true).orThrow().plan(Samples.DAY).orThrow()
                assertEquals(listOf("person", "condition"),
                    again.entries.map { it.entry.kind })
            }
        }
    }

    @Test
    fun `a page that says the whole again replaces what it says`() {
        val first = Samples.passport("one-vaccination.json")
        Samples.trusting(1).use { trust ->
            first.verify(trust, Samples.NOW).use { v ->
                assertTrue(v.history().toString().contains("\"tag\""))
                val plan = v.restate().orThrow().plan(Samples.DAY + 1).orThrow()
                assertEquals(0, plan.lostReferences(first).orThrow())
                val other = Samples.passport("rich-summary.json")
                assertTrue(plan.lostReferences(other).orThrow() > 0)
                val both = first.merge(plan.sign(issuer)).orThrow()
                both.verify(trust, Samples.NOW + 86400).use {
                    assertEquals(2, it.credentials.size)
                    assertTrue(it is Verdict.Accepted)
                }
            }
        }
    }
}
