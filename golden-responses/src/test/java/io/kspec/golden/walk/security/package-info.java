/** Logins, and what they allow, on the mock broker and on Apache Kafka. */
@NullMarked
package io.kspec.golden.walk.security;

import org.jspecify.annotations.NullMarked;
