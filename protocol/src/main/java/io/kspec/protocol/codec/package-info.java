/** The strict codec between bytes and messages, and the layout of the fields in the bytes. */
@NullMarked
package io.kspec.protocol.codec;

import org.jspecify.annotations.NullMarked;
