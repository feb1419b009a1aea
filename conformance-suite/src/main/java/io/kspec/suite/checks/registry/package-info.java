/** Checks of what a Schema Registry does on its broker: its topic, the election of its leader, and reading its schemas back. */
@NullMarked
package io.kspec.suite.checks.registry;

import org.jspecify.annotations.NullMarked;
