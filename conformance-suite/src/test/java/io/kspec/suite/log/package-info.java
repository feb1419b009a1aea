/** What the run log keeps, and what it says when it cannot be read. */
@NullMarked
package io.kspec.suite.log;

import org.jspecify.annotations.NullMarked;
