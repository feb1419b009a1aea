/** A mock broker for JUnit Jupiter tests; needs Jupiter 5.14 or later on the class path. */
@NullMarked
package io.kspec.mock.junit;

import org.jspecify.annotations.NullMarked;
