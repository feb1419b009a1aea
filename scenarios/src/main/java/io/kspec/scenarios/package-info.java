/** Scenarios: flows of real clients as YAML files, to be played against any broker. */
@NullMarked
package io.kspec.scenarios;

import org.jspecify.annotations.NullMarked;
