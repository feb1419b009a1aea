/** Tests of what each API needs. */
@NullMarked
package io.kspec.mock.access;

import org.jspecify.annotations.NullMarked;
