/** Reads stubs from YAML files: the same model as in Java, with line and column in every error. */
@NullMarked
package io.kspec.mock.script.yaml;

import org.jspecify.annotations.NullMarked;
