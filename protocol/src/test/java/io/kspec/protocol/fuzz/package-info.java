/** Fuzz tests of the readers with bytes that no correct writer produces. */
@NullMarked
package io.kspec.protocol.fuzz;

import org.jspecify.annotations.NullMarked;
