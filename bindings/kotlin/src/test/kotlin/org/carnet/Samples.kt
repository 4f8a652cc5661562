// SPDX-License-Identifier: Apache-2.0
package org.carnet

import java.io.File
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject

/** Records of tests/data, and the day and keys by which they are signed. */
internal object Samples {
    const val DAY = 20529 // 2026-03-17
    const val NOW = 86400L * DAY + 43200

    private val folder = File(System.getProperty("carnet.tests.data"))

    fun bytes(name: String): ByteArray = File(folder, name).readBytes()

    fun json(name: String): JsonObject =
        Json.parseToJsonElement(bytes(name).toString(Charsets.UTF_8))
            as JsonObject

    fun key(n: Int): SecretKey = SecretKey.fromSeed(ByteArray(32) { n.toByte() })

    fun plan(name: String = "rich-summary.json"): IssuePlan =
        Record.fromJson(bytes(name)).orThrow().use { record ->
            record.plan(DAY, 365).orThrow()
        }

    /** Signed with a fixed seed: the same bytes each time. */
    fun passport(name: String = "rich-summary.json", by: Int = 1): Passport =
        key(by).use { key ->
            plan(name).use { it.signSeeded(key, ByteArray(16) { 7 }) }
        }

    fun trusting(vararg numbers: Int): Trust {
        val trust = Trust()
        for (n in numbers) {
            key(n).use { secret ->
                secret.publicKey.use { trust.add(it) }
            }
        }
        return trust
    }
}
