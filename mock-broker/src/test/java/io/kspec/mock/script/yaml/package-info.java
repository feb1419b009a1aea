/** Tests of stubs that are written in YAML. */
@NullMarked
package io.kspec.mock.script.yaml;

import org.jspecify.annotations.NullMarked;
