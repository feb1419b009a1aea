/** Tests of how logs keep and lose records. */
@NullMarked
package io.kspec.mock.log;

import org.jspecify.annotations.NullMarked;
