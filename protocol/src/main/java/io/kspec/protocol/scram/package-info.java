/** The arithmetic of SCRAM (RFC 5802), which both sides of an authentication share. */
@NullMarked
package io.kspec.protocol.scram;

import org.jspecify.annotations.NullMarked;
