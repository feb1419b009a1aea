/** Flows of real clients, played against any broker. */
@NullMarked
package io.kspec.scenarios;

import org.jspecify.annotations.NullMarked;
