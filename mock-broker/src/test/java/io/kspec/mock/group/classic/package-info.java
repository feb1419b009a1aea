/** Tests of the state of groups of the classic protocol. */
@NullMarked
package io.kspec.mock.group.classic;

import org.jspecify.annotations.NullMarked;
