/** What stubs make of Kafka's answers, byte by byte, and what the journal tells of it. */
@NullMarked
package io.kspec.mock.script;

import org.jspecify.annotations.NullMarked;
