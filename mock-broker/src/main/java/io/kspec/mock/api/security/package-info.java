/** Handlers of the APIs of authentication. */
@NullMarked
package io.kspec.mock.api.security;

import org.jspecify.annotations.NullMarked;
