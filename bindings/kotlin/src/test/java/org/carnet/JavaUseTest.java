// SPDX-License-Identifier: Apache-2.0
package org.carnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The binding as Java sees it. */
final class JavaUseTest {
    private static final int DAY = 20529;
    private static final long NOW = 86400L * DAY;

    @Test
    void issuesAndVerifies() {
        Entry person = new Person("Amina", new Said.Value<>("1988"));
        Entry allergy = new Allergy(
                new Said.Value<>(Concept.ofText("penicillin")));
        try (SecretKey key = SecretKey.generate();
                Record record =
                        Record.of(Arrays.asList(person, allergy)).orThrow();
                IssuePlan plan = record.plan(DAY).orThrow();
                Trust trust = new Trust()) {
            Passport passport = plan.sign(key);
            trust.add(key.getPublicKey());
            try (Verdict verdict = passport.verify(trust, NOW)) {
                assertTrue(verdict instanceof Verdict.Accepted);
                Credential.Readable read =
                        (Credential.Readable) verdict.getCredentials().get(0);
                assertEquals("Amina",
                        ((Person) read.getEntries().get(0)).getName());
            }
        }
    }

    @Test
    void choosesBetweenAnAttemptAndAnException() {
        byte[] bad = "{".getBytes(StandardCharsets.UTF_8);
        Attempt<Record> attempt = Record.fromJson(bad);
        assertTrue(attempt instanceof Attempt.Refused);
        RefusedException e =
                assertThrows(RefusedException.class, attempt::orThrow);
        assertTrue(e.getProblem().getName().startsWith("JSON_"));
    }
}
