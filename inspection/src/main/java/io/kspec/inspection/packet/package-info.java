/** Reassembles TCP streams from captured packets. */
@NullMarked
package io.kspec.inspection.packet;

import org.jspecify.annotations.NullMarked;
