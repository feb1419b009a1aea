/** Tests of share groups. */
@NullMarked
package io.kspec.mock.group.share;

import org.jspecify.annotations.NullMarked;
