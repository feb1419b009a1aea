/** The broker's side of each SASL mechanism. */
@NullMarked
package io.kspec.mock.security.sasl;

import org.jspecify.annotations.NullMarked;
