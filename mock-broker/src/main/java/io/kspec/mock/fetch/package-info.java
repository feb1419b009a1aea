/** Fetches that wait for records, and how their responses are put together. */
@NullMarked
package io.kspec.mock.fetch;

import org.jspecify.annotations.NullMarked;
