/** Request and response bytes taken from real brokers, as text that a person can review: its values, reader and writer. */
@NullMarked
package io.kspec.golden;

import org.jspecify.annotations.NullMarked;
