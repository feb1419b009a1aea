/** The scriptable mock broker: how it is built, started, scripted and stopped. */
@NullMarked
package io.kspec.mock;

import org.jspecify.annotations.NullMarked;
