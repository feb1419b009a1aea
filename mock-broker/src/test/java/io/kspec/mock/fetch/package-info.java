/** Tests of fetches and their sessions. */
@NullMarked
package io.kspec.mock.fetch;

import org.jspecify.annotations.NullMarked;
