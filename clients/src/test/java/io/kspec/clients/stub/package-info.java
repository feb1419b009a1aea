/** Stubs that clients of other languages meet. */
@NullMarked
package io.kspec.clients.stub;

import org.jspecify.annotations.NullMarked;
