/** The scriptable mock broker: its start, its stop, and what it can be told. */
@NullMarked
package io.kspec.mock;

import org.jspecify.annotations.NullMarked;
