/** What checks are written with: the annotation, the case, response expectations and failures. */
@NullMarked
package io.kspec.suite.check;

import org.jspecify.annotations.NullMarked;
