/** Stubs as YAML: the same model as in Java, with errors that say file, line and column. */
@NullMarked
package io.kspec.mock.script.yaml;

import org.jspecify.annotations.NullMarked;
