/** The strict codec between bytes and messages, and the layout of fields over bytes. */
@NullMarked
package io.kspec.protocol.codec;

import org.jspecify.annotations.NullMarked;
