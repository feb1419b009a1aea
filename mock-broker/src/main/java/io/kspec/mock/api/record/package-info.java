/** Handlers of the APIs that write and read records and look up their offsets. */
@NullMarked
package io.kspec.mock.api.record;

import org.jspecify.annotations.NullMarked;
