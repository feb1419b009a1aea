/** Tests of the state of consumer groups. */
@NullMarked
package io.kspec.mock.group.consumer;

import org.jspecify.annotations.NullMarked;
