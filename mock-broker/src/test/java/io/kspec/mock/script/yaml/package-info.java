/** Stubs as people write them in files. */
@NullMarked
package io.kspec.mock.script.yaml;

import org.jspecify.annotations.NullMarked;
