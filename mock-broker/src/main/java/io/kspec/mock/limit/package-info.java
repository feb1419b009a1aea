/** The limits that protect a mock broker from running out of memory, and whoever is told when one is reached. */
@NullMarked
package io.kspec.mock.limit;

import org.jspecify.annotations.NullMarked;
