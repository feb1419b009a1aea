/** The examples that Javadoc and docs/mock.md quote. */
@NullMarked
package io.kspec.mock.example;

import org.jspecify.annotations.NullMarked;
