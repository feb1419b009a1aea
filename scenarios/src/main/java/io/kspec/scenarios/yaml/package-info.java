/** YAML as nodes that know their line and column, and the problems that are found in them. */
@NullMarked
package io.kspec.scenarios.yaml;

import org.jspecify.annotations.NullMarked;
