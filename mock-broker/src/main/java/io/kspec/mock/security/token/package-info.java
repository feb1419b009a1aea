/** Delegation tokens (KIP-48). */
@NullMarked
package io.kspec.mock.security.token;

import org.jspecify.annotations.NullMarked;
