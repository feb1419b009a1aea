/** The offsets that groups have committed, as pure state. */
@NullMarked
package io.kspec.mock.group.offsets;

import org.jspecify.annotations.NullMarked;
