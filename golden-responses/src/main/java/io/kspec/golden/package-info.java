/** Request and response bytes captured from real brokers, as text that people can review: its model, reader and writer. */
@NullMarked
package io.kspec.golden;

import org.jspecify.annotations.NullMarked;
