/** What each API needs, and how a request is answered that is not allowed. */
@NullMarked
package io.kspec.mock.access;

import org.jspecify.annotations.NullMarked;
