/** Brings requests to their handlers, one at a time for each connection, and the answers back in their order. */
@NullMarked
package io.kspec.mock.dispatch;

import org.jspecify.annotations.NullMarked;
