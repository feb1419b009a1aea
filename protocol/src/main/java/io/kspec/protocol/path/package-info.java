/** Paths to the fields of a message, as layouts, failures, scenarios and stubs write them. */
@NullMarked
package io.kspec.protocol.path;

import org.jspecify.annotations.NullMarked;
