/** Tests of the APIs of share groups. */
@NullMarked
package io.kspec.mock.api.share;

import org.jspecify.annotations.NullMarked;
