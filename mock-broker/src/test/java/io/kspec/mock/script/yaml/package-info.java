/** Stubs in YAML files. */
@NullMarked
package io.kspec.mock.script.yaml;

import org.jspecify.annotations.NullMarked;
