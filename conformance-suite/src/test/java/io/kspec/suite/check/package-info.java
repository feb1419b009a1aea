/** Tests of what a check is made of. */
@NullMarked
package io.kspec.suite.check;

import org.jspecify.annotations.NullMarked;
