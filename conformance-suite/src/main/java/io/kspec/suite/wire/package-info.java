/** Requests as bytes: well-formed ones of every API, and ones that no client should send. */
@NullMarked
package io.kspec.suite.wire;

import org.jspecify.annotations.NullMarked;
