/** Connections to a target, with a transcript of everything sent and received. */
@NullMarked
package io.kspec.stage.net;

import org.jspecify.annotations.NullMarked;
