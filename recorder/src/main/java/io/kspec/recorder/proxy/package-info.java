/** The proxy between clients and brokers. */
@NullMarked
package io.kspec.recorder.proxy;

import org.jspecify.annotations.NullMarked;
