/** Tests of the broker's side of SASL mechanisms. */
@NullMarked
package io.kspec.mock.security.sasl;

import org.jspecify.annotations.NullMarked;
