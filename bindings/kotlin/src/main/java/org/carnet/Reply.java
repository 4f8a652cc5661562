// SPDX-License-Identifier: Apache-2.0
package org.carnet;

/** What a native method fills in: a status, and what came of it. */
final class Reply {
    /** Nothing is filled in. Public for inlined Kotlin; the class is not. */
    public Reply() {}

    /** 0 for done, else a status of docs/spec/statuses.md. */
    int status;
    /** A new handle of the caller's; 0 where there is none. */
    long handle;
    /** What the method says of it. */
    long number;
    /** The result, or UTF-8 text. */
    byte[] bytes;
    /** A second result. */
    byte[] more;
    /** Where and why, as UTF-8, where the status is not 0. */
    byte[] text;
    byte[] path;
    long offset;
    long line;
}
