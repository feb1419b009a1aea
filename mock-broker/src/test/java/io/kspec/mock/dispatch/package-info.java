/** Tests of how requests find their handlers. */
@NullMarked
package io.kspec.mock.dispatch;

import org.jspecify.annotations.NullMarked;
