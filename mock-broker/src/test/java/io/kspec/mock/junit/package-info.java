/** Tests of the JUnit extension. */
@NullMarked
package io.kspec.mock.junit;

import org.jspecify.annotations.NullMarked;
