/** The addresses of brokers in responses, and the ports that take their place. */
@NullMarked
package io.kspec.recorder.address;

import org.jspecify.annotations.NullMarked;
