/** Recording: lets another broker answer requests, and turns what it answered into stubs. */
@NullMarked
package io.kspec.mock.recording;

import org.jspecify.annotations.NullMarked;
